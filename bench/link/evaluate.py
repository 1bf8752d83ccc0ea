#!/usr/bin/env python3
"""How right the answer of `onus link` is, against lists that say who each row is.

usage: evaluate.py --truth COLUMN | --truth-regex REGEX  [--id COLUMN]  [--clusters clusters.csv]  [--pairs pairs.csv]  FILE.csv …

FILE.csv are the lists that were linked. --truth: the column that names the person (rows without one are left out); --truth-regex: the person is the
first group of the regular expression in the id (FEBRL: 'rec-(\\d+)-'). --id: the column of ids; without it, the rows are numbered from 1 in each file, as
onus does. Several files: the answer's columns file, file_a, file_b tell which; --link-only counts only pairs of two different files.

Prints, where there is a file for it:
  clusters   precision, recall and F1 of all pairs of rows that one cluster holds
  pairs      the same of the pairs with a probability from 0.5 on, and from the threshold that is best on this very file on; the share of true pairs that
             were looked at at all (blocking recall); average precision
  calibration  pairs by probability: how many, their mean probability, the share that is true, with a 95% Wilson interval
Only what is in the files is read; nothing but the standard library is needed. A million rows with ten million pairs take about a minute.
"""
import argparse
import csv
import math
import os
import re
import sys
from array import array
from collections import Counter

BINS = [0, 0.001, 0.01, 0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95, 0.99, 0.999, 1]
NARROW = (0.85, 0.95)


def pairs_in(n):
    return n * (n - 1) // 2


class Truth:
    """Who each row is, by (file, id)."""

    def __init__(self, a):
        self.of, self.files = {}, {}
        self.link_only = a.link_only
        people, sizes = {}, {}
        for f, path in enumerate(a.files):
            self.files[os.path.basename(path)] = f
            with open(path, encoding='utf-8-sig', errors='replace', newline='') as stream:
                rows = csv.reader(stream)
                names = [n.strip() for n in next(rows)]
                who, key = self.column(names, a.truth, path), self.column(names, a.id, path)
                for n, row in enumerate((r for r in rows if r), 1):
                    name = row[key].strip() if key is not None else str(n)
                    person = row[who].strip() if who is not None else None
                    if a.truth_regex:
                        found = re.search(a.truth_regex, name)
                        person = found.group(1) if found else ''
                    if not person:
                        continue
                    p = people.setdefault(person, len(people))
                    self.of[f, name] = p
                    sizes[p, f] = sizes.get((p, f), 0) + 1
        whole = Counter()
        for (p, _), n in sizes.items():
            whole[p] += n
        self.pairs = sum(map(pairs_in, whole.values()))
        if self.link_only:
            self.pairs -= sum(map(pairs_in, sizes.values()))
        self.people, self.rows = len(people), len(self.of)

    @staticmethod
    def column(names, wanted, path):
        if wanted is None:
            return None
        if wanted not in names:
            sys.exit(f'{path}: no column {wanted}; there are {", ".join(names)}')
        return names.index(wanted)

    def file(self, name):
        if name not in self.files:
            sys.exit(f'the answer names a file {name} that was not given')
        return self.files[name]


def scores(true_found, found, true):
    p, r = true_found / found if found else 0.0, true_found / true if true else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def shown(name, true_found, found, true):
    p, r, f1 = scores(true_found, found, true)
    print(f'{name:<34} P {p:.4f}  R {r:.4f}  F1 {f1:.4f}   ({true_found} right of {found} found, {true} true)')


def answer(path):
    stream = open(path, encoding='utf-8', newline='')
    rows = csv.reader(stream)
    names = next(rows)
    return {n: i for i, n in enumerate(names)}, rows


def clusters(path, truth):
    at, rows = answer(path)
    whole, by_file, people, people_by_file = Counter(), Counter(), Counter(), Counter()
    unknown = 0
    for row in rows:
        f = truth.file(row[at['file']]) if 'file' in at else 0
        p = truth.of.get((f, row[at['id']]))
        if p is None:
            unknown += 1
            continue
        c = row[at['cluster_id']]
        whole[c] += 1
        people[c, p] += 1
        if truth.link_only:
            by_file[c, f] += 1
            people_by_file[c, p, f] += 1
    found, right = sum(map(pairs_in, whole.values())), sum(map(pairs_in, people.values()))
    if truth.link_only:
        found -= sum(map(pairs_in, by_file.values()))
        right -= sum(map(pairs_in, people_by_file.values()))
    if unknown:
        print(f'{unknown} rows of {path} are in no list or have no truth: left out')
    print(f'clusters                           {len(whole)} for {truth.people} people, {truth.rows} rows')
    shown('pairs within clusters', right, found, truth.pairs)


def wilson(k, n):
    z, p = 1.959964, k / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


class Pairs:
    """Probabilities of the pairs looked at, true and false ones apart; ranked by weight where there is one, since probabilities near 1 are all alike."""

    def __init__(self, path, truth):
        at, rows = answer(path)
        a, b, p, w = at['id_a'], at['id_b'], at['probability'], at.get('weight', at['probability'])
        fa, fb = at.get('file_a'), at.get('file_b')
        self.p = {True: array('d'), False: array('d')}
        self.w = {True: array('d'), False: array('d')}
        self.unknown = 0
        for row in rows:
            x = truth.of.get((truth.file(row[fa]) if fa is not None else 0, row[a]))
            y = truth.of.get((truth.file(row[fb]) if fb is not None else 0, row[b]))
            if x is None or y is None:
                self.unknown += 1
                continue
            if truth.link_only and fa is not None and row[fa] == row[fb]:
                continue
            self.p[x == y].append(float(row[p]))
            self.w[x == y].append(float(row[w]))
        self.true = truth.pairs

    def at(self, threshold):
        right = sum(p >= threshold for p in self.p[True])
        return right, right + sum(p >= threshold for p in self.p[False])

    def best(self):
        """The cut by weight with the best F1: its probability, right, found; and average precision. Pairs of one weight stand or fall together."""
        order = sorted([(-w, -p, True) for w, p in zip(self.w[True], self.p[True])] + [(-w, -p, False) for w, p in zip(self.w[False], self.p[False])])
        right = found = i = 0
        best, cut, precision = (-1.0, 0, 0), (1.0, 0.0), 0.0
        while i < len(order):
            w, before = order[i][0], right
            while i < len(order) and order[i][0] == w:
                right += order[i][2]
                found += 1
                i += 1
            precision += (right - before) * right / found
            f1 = 2 * right / (found + self.true)
            if f1 > best[0]:
                best, cut = (f1, right, found), (-order[i - 1][1], -w)
        return cut, best[1], best[2], precision / self.true if self.true else 0.0


def bin_line(low, high, top, pairs):
    def inside(p):
        return low <= p < high or (top and p == high)

    k = [p for p in pairs.p[True] if inside(p)]
    n = [p for p in pairs.p[False] if inside(p)]
    if not k and not n:
        return
    all_, (a, b) = len(k) + len(n), wilson(len(k), len(k) + len(n))
    mean = (sum(k) + sum(n)) / all_
    print(f'  {low:<6g}-{high:<6g}  n {all_:>10}  mean {mean:.4f}  true {len(k) / all_:.4f}  [{a:.4f}, {b:.4f}]')


def pairs(path, truth):
    x = Pairs(path, truth)
    if x.unknown:
        print(f'{x.unknown} pairs of {path} with a row that has no truth: left out')
    looked = len(x.p[True]) + len(x.p[False])
    print(f'pairs looked at                    {looked}; blocking recall {len(x.p[True]) / truth.pairs if truth.pairs else 0:.4f}')
    shown('pairs, probability from 0.5', *x.at(0.5), truth.pairs)
    (probability, weight), right, found, average = x.best()
    shown('pairs, best threshold', right, found, truth.pairs)
    print(f'{"":<34} probability {probability:.6f}, weight {weight:.3f}; average precision {average:.4f}')
    print('calibration: pairs of a probability, and how many of them are true')
    for low, high in zip(BINS, BINS[1:]):
        bin_line(low, high, high == 1, x)
    print(f'the bin {NARROW[0]} to {NARROW[1]}, both ends in it')
    bin_line(*NARROW, True, x)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--truth')
    p.add_argument('--truth-regex')
    p.add_argument('--id')
    p.add_argument('--clusters')
    p.add_argument('--pairs')
    p.add_argument('--link-only', action='store_true')
    p.add_argument('files', nargs='+')
    a = p.parse_args()
    if (a.truth is None) == (a.truth_regex is None):
        p.error('one of --truth and --truth-regex is needed')
    if a.truth_regex and not a.id:
        p.error('--truth-regex looks into the id: --id is needed')
    truth = Truth(a)
    if a.clusters:
        clusters(a.clusters, truth)
    if a.pairs:
        pairs(a.pairs, truth)


if __name__ == '__main__':
    main()
