#!/usr/bin/env python3
"""Learns how spellings of one name vary: writes the costs in src/names/spelling_costs.h.

usage: tools/learn_spelling.py PAIRS.csv > src/names/spelling_costs.h
PAIRS.csv: columns name, alias, script_name, script_alias; pairs of spellings of one person or body on public lists.

Words of the two names are paired when they are each other's nearest and not too far apart; changes of one folded symbol (names/fold.h)
are counted over the cheapest alignments, and counted again over pairs of words that are as near but belong to different people. The
cost of a change falls with the logarithm of how much more often it is seen between spellings of one name; the alignments are made anew
with the new costs, a few times (EM with hard assignments, after Ristad & Yianilos 1998). A typing error costs 1.
"""
import collections
import csv
import math
import random
import re
import sys
import unicodedata

RULES = ['tsch:C', 'tch:C', 'sch:S', 'shch:S', 'sh:S', 'ch:C', 'cz:C', 'ck:k', 'zh:Z', 'kh:X', 'gh:g', 'dh:d', 'ts:T', 'tz:T', 'th:t', 'ph:f',
         'dj:j', 'ou:u', 'oo:u', 'ee:i', 'ij:i', 'iy:i', 'yi:i', 'ii:i', 'q:k', 'w:v']
RULES = [r.split(':') for r in RULES]
SYMBOLS = '-abcdefghijklmnopqrstuvwxyzSCZXT'


def fold(word):
    out, i = [], 0

    def put(symbol):
        if not (out and out[-1] == symbol):
            out.append(symbol)
    while i < len(word):
        for a, b in RULES:
            if word.startswith(a, i):
                put(b)
                i += len(a)
                break
        else:
            c, nxt = word[i], word[i + 1:i + 2]
            if c == 'c':
                put('s' if nxt in tuple('eiy') else 'k')
            elif c == 'x':
                if i:
                    put('k')
                put('s')
            elif c == 'y':
                put('y' if nxt in tuple('aeiou') else 'i')
            else:
                put(c)
            i += 1
    return ''.join(out)


def words(name):
    text = unicodedata.normalize('NFKD', name.lower())
    text = ''.join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"['’ʼ`‘]", '', text)
    return [w for w in re.findall(r'[a-z]+', text)]


def align(a, b, cost):
    """Cheapest changes from a to b: total and list of (x, y), '' for nothing."""
    n, m = len(a), len(b)
    d = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            if i == j == 0:
                continue
            best = math.inf
            if i:
                best = min(best, d[i - 1][j] + cost(a[i - 1], ''))
            if j:
                best = min(best, d[i][j - 1] + cost('', b[j - 1]))
            if i and j:
                best = min(best, d[i - 1][j - 1] + cost(a[i - 1], b[j - 1]))
            d[i][j] = best
    ops, i, j = [], n, m
    while i or j:
        if i and j and abs(d[i][j] - d[i - 1][j - 1] - cost(a[i - 1], b[j - 1])) < 1e-9:
            ops.append((a[i - 1], b[j - 1]))
            i, j = i - 1, j - 1
        elif i and abs(d[i][j] - d[i - 1][j] - cost(a[i - 1], '')) < 1e-9:
            ops.append((a[i - 1], ''))
            i -= 1
        else:
            ops.append(('', b[j - 1]))
            j -= 1
    return d[n][m], ops


def read(path):
    """Pairs of words that spell one name, and pairs that are as near but belong to others."""
    unit = lambda x, y: 0.0 if x == y else 1.0
    distance = lambda x, y: align(fold(x), fold(y), unit)[0] / max(len(fold(x)), len(fold(y)), 1)
    same, vocabulary = collections.Counter(), {}
    for row in csv.DictReader(open(path, encoding='utf-8')):
        if row['script_name'] != 'LATIN' or row['script_alias'] != 'LATIN':
            continue
        a, b = words(row['name']), words(row['alias'])
        for w in a + b:
            vocabulary.setdefault(w, row['entity_id'])
        a, b = [w for w in a if w not in b and len(w) > 2], [w for w in b if w not in a and len(w) > 2]
        for x in a:
            near = sorted((distance(x, y), y) for y in b)
            if near and near[0][0] <= NEAR and (len(near) == 1 or near[1][0] > near[0][0]):
                same[tuple(sorted((x, near[0][1])))] += 1
    rng, other = random.Random(1), collections.Counter()
    pool = sorted(w for w in vocabulary if len(w) > 2)
    by_key = collections.defaultdict(list)
    for w in pool:
        by_key[len(fold(w))].append(w)
    for x in rng.sample(pool, min(len(pool), 2500)):
        length = len(fold(x))
        near = [y for k in (length - 1, length, length + 1) for y in rng.sample(by_key[k], min(len(by_key[k]), 150))
                if y != x and vocabulary[y] != vocabulary[x] and tuple(sorted((x, y))) not in same]
        for y in near:
            if distance(x, y) <= NEAR:
                other[tuple(sorted((x, y)))] += 1
    return same, other


NEAR = 0.45


def changes(pairs, cost):
    count = collections.Counter()
    for (a, b), n in pairs.items():
        for x, y in align(fold(a), fold(b), cost)[1]:
            if x != y:
                count[frozenset((x, y))] += min(n, 3)
    return count


def signature(cost):
    """At most 15 bins (one is for the length), and a weight for each symbol, as large as the costs of all changes allow."""
    used = [x for x in SYMBOLS[1:] if x not in 'cqwx']
    group = {x: i for i, x in enumerate(used)}
    joins = sorted((cost(x, y), x, y) for i, x in enumerate(used) for y in used[i + 1:])
    for _, x, y in joins:
        if len(set(group.values())) <= 16:
            break
        old, new = group[y], group[x]
        group = {s: new if g == old else g for s, g in group.items()}
    names = {g: min(i, 14) for i, g in enumerate(sorted(set(group.values())))}  # the last two, z and ts, share one
    weight = {x: min(8.0, cost(x, '') - 2) for x in used}
    for x in used:
        for y in used:
            # inside one bin a change moves the count by the difference of the two weights
            over = (weight[x] + weight[y] if group[x] != group[y] else abs(weight[x] - weight[y])) - cost(x, y)
            if x != y and over > 0 and group[x] != group[y]:
                weight[x] -= over / 2
                weight[y] -= over / 2
    for x in used:
        weight[x] = min([weight[x]] + [weight[y] + cost(x, y) for y in used if group[x] == group[y]])
    return {x: names[group[x]] for x in used}, {x: int(weight[x] + 1e-6) for x in used}


def main():
    pairs, other = read(sys.argv[1])
    table = {}
    cost = lambda x, y: 0.0 if x == y else table.get(frozenset((x, y)), 1.0)
    for _ in range(4):
        count, chance = changes(pairs, cost), changes(other, cost)
        n, m = sum(count.values()), sum(chance.values())
        table = {}                             # sixteenths are what the program works with
        for key in count:
            ratio = (count[key] + 2) / (n + 1000) / ((chance[key] + 2) / (m + 1000))
            # what was seen a few times proves little: it stays near the cost of a typing error
            learnt = min(1.0, max(0.25, 0.8 - 0.3 * math.log(ratio)))
            table[key] = 1 - (1 - learnt) * count[key] / (count[key] + 8) if count[key] >= 10 else 1.0
    print(len(pairs), 'pairs', len(other), 'others', file=sys.stderr)
    print('/* spelling_costs.h - made by tools/learn_spelling.py: costs of changes between folded symbols, in sixteenths of a typing error,')
    print(f' * learnt from {len(pairs)} pairs of spellings. Row, column: symbols of names/fold.h; 0 = nothing (a symbol left out or put in). */')
    print('#ifndef ONUS_NAMES_SPELLING_COSTS_H\n#define ONUS_NAMES_SPELLING_COSTS_H\n\n#include <stdint.h>\n')
    print('static const uint8_t spelling_costs[32][32] = {')
    for i, x in enumerate(SYMBOLS):
        row = []
        for j, y in enumerate(SYMBOLS):
            a, b = ('' if i == 0 else x), ('' if j == 0 else y)
            row.append(0 if i == j else round(16 * table.get(frozenset((a, b)), 1.0)))
        print('\t{' + ', '.join(map(str, row)) + '},')
    print('};\n')
    bins, weights = signature(lambda x, y: round(16 * cost(x, y)))
    print('/* Bins of spelling_sign: symbols that turn into each other cheaply share one. A symbol counts its weight, and two for the length, such that no')
    print(' * change costs less than it moves the counts (tests/unit/test_spelling.c proves it for all changes). */')
    print('static const uint8_t spelling_bin[32] = {' + ', '.join(str(bins.get(x, 15)) for x in SYMBOLS) + '};')
    print('static const uint8_t spelling_weight[32] = {' + ', '.join(str(weights.get(x, 0)) for x in SYMBOLS) + '};')
    print('\n#endif')
    for key, c in sorted(table.items(), key=lambda kv: kv[1])[:60]:
        print(f'{"/".join(sorted(key)) or "-"} {c:.2f} {count[key]}', end='; ', file=sys.stderr)
    print(file=sys.stderr)


main()
