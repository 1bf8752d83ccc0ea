#!/usr/bin/env python3
"""The program's names and screening beside others', on the same labelled pairs, the same queries and the same lists.

usage: peers.py pairs  [--onus PROGRAM] [--watchman-pairs PROGRAM] [--only NAME …] FILE.csv …
       peers.py screen [--onus PROGRAM] [--watchman URL] [--only NAME …] [--sample N] DATA QUERIES.csv …

Run with a Python that has rapidfuzz and nomenklatura (a venv outside the repository: pip install rapidfuzz nomenklatura).
watchman_pairs.go tells how Watchman is built; without it, it is left out, and that is said.

pairs: columns name1, name2, is_match, schema. Precision, recall and F1 at each one's own threshold and at its best one on that file, and
average precision (which no threshold enters into).
  nomenklatura  logic-v2 and logic-v1 of nomenklatura.matching, default configuration, both names as the one name of an entity of the
                pair's schema, threshold 0.7 (yente's default); what yente scores with once its index has found a candidate
  rapidfuzz     token_set_ratio and Jaro-Winkler (default_process), after transliteration into Latin letters by ICU (normality.latinize);
                they have no threshold of their own
  watchman      search.Similarity of the two names as entities of the pair's schema; its minMatch is 0 by default, its documents use 0.75

screen: UN and OFAC of DATA/lists. QUERIES.csv as evaluate.py screen takes (columns name, expected, may be schema), of each N queries
(every k-th of those that expect a UN listing), the same for all; N names of DATA/names/negatives_*.csv that are on no list. For each: the
share found at the threshold; right first (the share of right ones among the UN's entries that score highest: OFAC lists many of the
same persons under its own numbers); whatever their score from 0.6 on); false alarms in 500; and the share found at the lowest thresholds that have at most one and at most
five false alarms in 500 (some of those people, who are made up, bear the very names of listed ones: no score keeps these apart). nomenklatura and rapidfuzz score every entry of the list (no index loses anything), nomenklatura
only those of a schema that can match, Watchman by its API with type and limit=100, onus by `onus screen` without a schema.
"""
import argparse
import csv
import itertools
import json
import os
import sys
import tempfile
import urllib.parse
import urllib.request

import evaluate
import lists

SHOWN = 100  # results of a query that are looked at, best first


class Onus:
    name, threshold = 'onus', 0.70

    def __init__(self, a):
        self.program = a.onus

    def pairs(self, rows):
        return [s for s, _ in evaluate.compare(self.program, rows)]

    def load(self, entries, data):
        os.environ['ONUS_LISTS'] = tempfile.mkdtemp()
        evaluate.run([self.program, 'list', 'add', 'un', data + '/lists/un-2026-02-27.xml'])
        evaluate.run([self.program, 'list', 'add', 'ofac', data + '/lists/ofac-2021-07'])

    def screen(self, rows):
        found = evaluate.screen(self.program, [r['name'] for r in rows], ['un', 'ofac'], ['--threshold', '0.6', '--limit', str(SHOWN)])
        return [[(i, s) for i, s, _ in hits] for hits in found]


class Nomenklatura:
    threshold = 0.70

    def __init__(self, algorithm):
        from followthemoney import ValueEntity, model
        from nomenklatura.matching import get_algorithm
        self.name, self.algorithm = 'nomenklatura ' + algorithm, get_algorithm(algorithm)
        self.config = self.algorithm.default_config()
        self.make, self.model, self.ids = ValueEntity, model, itertools.count()

    def entity(self, schema, names):  # a new id each: what it remembers, it remembers by id
        e = self.make(self.model.get(schema), {'id': f'e{next(self.ids)}'})
        for n in names:
            e.add('name', n)
        return e

    def score(self, query, entry):
        return self.algorithm.compare(query, entry, self.config).score

    def pairs(self, rows):
        return [self.score(self.entity(r['schema'], [r['name1']]), self.entity(r['schema'], [r['name2']])) for r in rows]

    def load(self, entries, data):
        self.entries = [(i, self.entity(schema, names)) for i, schema, names in entries]

    def screen(self, rows):
        queries = [self.entity(r['schema'], [r['name']]) for r in rows]
        found = [[] for _ in rows]
        for i, e in self.entries:
            for q, f in zip(queries, found):
                if self.algorithm_takes(q, e) and (s := self.score(q, e)) >= 0.6:
                    f.append((i, s))
        return [best(f) for f in found]

    def algorithm_takes(self, q, e):
        return q.schema.can_match(e.schema)


class RapidFuzz:
    threshold = None

    def __init__(self, how):
        from normality import latinize_text
        from rapidfuzz import distance, fuzz, process, utils
        self.name = 'rapidfuzz ' + how
        self.scorer = fuzz.token_set_ratio if how == 'token_set_ratio' else distance.JaroWinkler.normalized_similarity
        self.scale = 100 if how == 'token_set_ratio' else 1
        self.process = process
        self.ready = lambda s: utils.default_process(latinize_text(s) or '')

    def pairs(self, rows):
        return [self.scorer(self.ready(r['name1']), self.ready(r['name2'])) / self.scale for r in rows]

    def load(self, entries, data):
        flat = [(i, self.ready(n)) for i, _, names in entries for n in names]
        self.ids, self.names = [i for i, _ in flat], [n for _, n in flat]

    def screen(self, rows):
        out = []
        for r in rows:
            found = {}
            for _, s, k in self.process.extract(self.ready(r['name']), self.names, scorer=self.scorer, limit=2 * SHOWN):
                found[self.ids[k]] = max(found.get(self.ids[k], 0), s / self.scale)
            out.append(best(found.items()))
        return out


class Watchman:
    name, threshold = 'watchman', 0.75
    types = {'Person': 'person', 'Vessel': 'vessel', 'Airplane': 'aircraft', 'Organization': 'organization'}

    def __init__(self, a):
        self.program, self.url = a.watchman_pairs, a.watchman

    def pairs(self, rows):
        if not self.program:
            raise OSError('not built (--watchman-pairs)')
        path = evaluate.write_csv(rows, ['name1', 'name2', 'schema'])
        out = [float(x) for x in evaluate.run([self.program, path]).split()]
        os.unlink(path)
        return out

    def load(self, entries, data):
        if not self.url:
            raise OSError('not running (--watchman)')
        urllib.request.urlopen(self.url + '/ping').read()

    def ask(self, name, kind):
        query = urllib.parse.urlencode({'name': name, 'type': kind, 'limit': SHOWN, 'minMatch': 0.6} if kind else
                                       {'name': name, 'limit': SHOWN, 'minMatch': 0.6})
        with urllib.request.urlopen(f'{self.url}/v2/search?{query}') as r:
            return json.load(r).get('entities') or []

    def screen(self, rows):
        out = []
        for r in rows:
            kinds = ['organization', 'business'] if r['schema'] == 'Organization' else [self.types[r['schema']]]
            hits = [h for k in kinds for h in self.ask(r['name'], k)]
            out.append(best(((h.get('sourceData') or {}).get('ReferenceNumber') or h['sourceID'], h['match']) for h in hits))
        return out


def best(hits):
    return sorted(hits, key=lambda h: -h[1])[:SHOWN]


def peers(a):
    makers = [lambda: Onus(a), lambda: Nomenklatura('logic-v2'), lambda: Nomenklatura('logic-v1'), lambda: RapidFuzz('token_set_ratio'),
              lambda: RapidFuzz('Jaro-Winkler'), lambda: Watchman(a)]
    for make in makers:
        try:
            p = make()
        except ImportError as e:
            print('left out:', e)
            continue
        if not a.only or any(o in p.name for o in a.only):
            yield p


def average_precision(scores, truth):
    """Ties share their place."""
    order = sorted(zip(scores, truth), key=lambda x: -x[0])
    seen = right = total = 0
    for _, group in itertools.groupby(order, key=lambda x: x[0]):
        group = [t for _, t in group]
        seen, right = seen + len(group), right + sum(group)
        total += sum(group) * right / seen
    return total / right if right else 0


def pairs(a):
    for path in a.files:
        rows = [dict(r, schema=r.get('schema') or 'LegalEntity') for r in evaluate.rows_of(path)]
        truth = [evaluate.true(r['is_match']) for r in rows]
        print(f'== {path}: {len(rows)} pairs, {sum(truth)} the same')
        for p in peers(a):
            try:
                scores = [round(s, 6) for s in p.pairs(rows)]
            except OSError as e:
                print(f'{p.name:28} left out: {e}')
                continue
            best_f1, best_at = max((evaluate.measure([(s >= t, x) for s, x in zip(scores, truth)])[5], t) for t in sorted({*scores} - {0}))
            own = f'no threshold of its own {"":16}'
            if p.threshold:
                _, _, _, precision, recall, f1 = evaluate.measure([(s >= p.threshold, t) for s, t in zip(scores, truth)])
                own = f'at {p.threshold:.2f}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}'
            print(f'{p.name:28} {own}   best F1 {best_f1:.3f} at {best_at:.3f}   average precision {average_precision(scores, truth):.3f}', flush=True)


def every(rows, n):
    return rows[::max(1, -(-len(rows) // n))]


def screen(a):
    data = a.files[0]
    entries = [(i, schema, [lists.natural(parts if len(parts) < 2 or source == 'un' else parts[::-1]) for parts, _ in names])
               for source, read in (('un', lists.un(data + '/lists/un-2026-02-27.xml')),
                                    ('ofac', [x[:3] for x in lists.ofac(data + '/lists/ofac-2021-07/sdn.csv')])) for i, schema, names in read]
    un = {i for i, _, _ in entries if '.' in i}
    sets = {}
    for path in a.files[1:]:
        rows = [dict(r, schema=r.get('schema') or 'Person', expected=[e for e in r['expected'].split(';') if e in un]) for r in evaluate.rows_of(path)]
        sets[os.path.basename(path)] = every([r for r in rows if r['expected']], a.sample)
    negatives = []
    for f in ('global', 'us'):
        negatives += every([{'name': r['full_name'], 'schema': 'Person'} for r in evaluate.rows_of(f'{data}/names/negatives_{f}.csv')], a.sample // 2)
    print(f'{len(entries)} entries, {sum(len(n) for _, _, n in entries)} names; {len(negatives)} names on no list')
    for p in peers(a):
        try:
            p.load(entries, data)
            hits_of = p.screen(negatives)
            highest = sorted((hits[0][1] if hits else 0 for hits in hits_of), reverse=True)
        except OSError as e:
            print(f'{p.name:28} left out: {e}')
            continue
        if a.errors:
            print('  '.join(f'{n["name"]}: {h[0]}' for n, h in zip(negatives, hits_of) if h and h[0][1] >= (p.threshold or 2)))
        limits = [highest[int(k * len(negatives) / 500)] + 1e-6 for k in (1, 5)]
        own = p.threshold or limits[1]
        alarms = 500 * sum(s >= own for s in highest) / len(negatives)
        print(f'{p.name}: threshold {own:.3f}{"" if p.threshold else " (none of its own: that of five false alarms)"}, {alarms:.1f} false alarms in 500; '
              f'at most one from {limits[0]:.3f} on, five from {limits[1]:.3f}')
        for label, rows in sets.items():
            found = list(zip(rows, p.screen(rows)))
            first = sum(right_first(r['expected'], [h for h in hits if '.' in h[0]]) for r, hits in found) / len(found)
            at, at_one, at_five = (sum(any(s >= t and evaluate.is_one(i, r['expected']) for i, s in hits) for r, hits in found) / len(found)
                             for t in (own, *limits))
            results = sum(s >= own for _, hits in found for _, s in hits) / len(found)
            print(f'  {label:24} n {len(found):5}  found {at:.4f}  right first {first:.4f}  results a query {results:6.2f}  '
                  f'found at one false alarm in 500 {at_one:.4f}, at five {at_five:.4f}', flush=True)


def right_first(expected, hits):
    top = [i for i, s in hits if s >= hits[0][1] - 1e-9]
    return sum(evaluate.is_one(i, expected) for i in top) / len(top) if top else 0


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument('what', choices=['pairs', 'screen'])
    p.add_argument('files', nargs='+')
    p.add_argument('--onus', default='onus')
    p.add_argument('--watchman')
    p.add_argument('--watchman-pairs')
    p.add_argument('--only', action='append')
    p.add_argument('--errors', action='store_true', help='name the false alarms')
    p.add_argument('--sample', type=int, default=500)
    a = p.parse_args()
    (pairs if a.what == 'pairs' else screen)(a)


if __name__ == '__main__':
    main()
