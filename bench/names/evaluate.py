#!/usr/bin/env python3
"""How well the program's names and screening do on a labelled set.

usage: evaluate.py [--onus PROGRAM] pairs FILE.csv [--errors N] [--threshold T]
       evaluate.py [--onus PROGRAM] scored FILE.csv …            the same for a file that has scores already (a peer's)
       evaluate.py [--onus PROGRAM] screen QUERIES.csv --list NAME … [--errors N]
       evaluate.py [--onus PROGRAM] negatives FILE.csv … --list NAME …

pairs: columns name1, name2, is_match (true/false), may be: schema, case_group. Runs `onus names compare --csv` and prints precision,
recall, F1 at the program's own threshold (its column match), F1 over thresholds, by case_group, calibration, wrong answers.
screen: columns name, expected (ids, separated by ;), may be: treatment. Prints the share found, the share with the right listing
first and the results a query. negatives: column full_name; prints false alarms per 500 names, each one named.
"""
import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile


def rows_of(path):
    with open(path, encoding='utf-8-sig', newline='') as f:
        return list(csv.DictReader(f))


def true(s):
    return s.strip().lower() in ('true', '1', 'yes')


def run(command, ok=(0, 1)):
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding='utf-8')
    if done.returncode not in ok:
        sys.exit(f'{" ".join(command)}: exit {done.returncode}')
    return done.stdout


def write_csv(rows, columns):
    f = tempfile.NamedTemporaryFile('w', suffix='.csv', delete=False, encoding='utf-8', newline='')
    with f:
        w = csv.writer(f)
        w.writerow(columns)
        w.writerows([[r.get(c) or '' for c in columns] for r in rows])
    return f.name


def compare(onus, rows):
    """[(score, match)] from the program."""
    columns = ['name1', 'name2'] + (['schema'] if 'schema' in rows[0] else [])
    path = write_csv(rows, columns)
    out = list(csv.DictReader(run([onus, 'names', 'compare', '--csv', path]).splitlines(True)))
    os.unlink(path)
    if len(out) != len(rows):
        sys.exit(f'{len(rows)} pairs in, {len(out)} out')
    for r, o in zip(rows, out):
        if r['name1'] != o['name1'] or r['name2'] != o['name2']:
            sys.exit(f'order not kept: {r["name1"]} / {o["name1"]}')
    return [(float(o['score']), true(o['match'])) for o in out]


def measure(pairs):
    """pairs: [(answer, truth)] -> tp, fp, fn, precision, recall, F1"""
    tp = sum(a and t for a, t in pairs)
    fp = sum(a and not t for a, t in pairs)
    fn = sum(t and not a for a, t in pairs)
    return tp, fp, fn, tp / (tp + fp) if tp + fp else 0, tp / (tp + fn) if tp + fn else 0, 2 * tp / (2 * tp + fp + fn) if tp else 0


def show(label, pairs):
    tp, fp, fn, p, r, f1 = measure(pairs)
    print(f'{label:28} n {len(pairs):6}  true {tp + fn:6}  P {p:.3f}  R {r:.3f}  F1 {f1:.3f}  fp {fp:5}  fn {fn:5}')


def report(rows, scored, errors, threshold=None):
    truth = [true(r['is_match']) for r in rows]
    answers = [m if threshold is None else s >= threshold for s, m in scored]
    show('default threshold' if threshold is None else f'threshold {threshold}', list(zip(answers, truth)))
    best = (0, 0)
    print('F1 over thresholds:', end='')
    for k in range(101):
        f1 = measure([(s >= k / 100, t) for (s, _), t in zip(scored, truth)])[5]
        best = max(best, (f1, k / 100))
        if k >= 50 and k % 5 == 0:
            print(f'  {k / 100:.2f}: {f1:.3f}', end='')
    print(f'\nbest: {best[0]:.3f} at {best[1]:.2f}')
    groups = {}
    for r, a, t in zip(rows, answers, truth):
        groups.setdefault(r.get('case_group') or '', []).append((a, t))
    if len(groups) > 1:
        for g in sorted(groups):
            show('  ' + g, groups[g])
    print('of the pairs scored …, the share that are the same:', end='')
    for low in (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0):
        high = {0.3: 0.5, 0.8: 0.85, 0.85: 0.9, 0.9: 0.95, 0.95: 1.0, 1.0: 9}.get(low, low + 0.1)
        band = [t for (s, _), t in zip(scored, truth) if low <= s < high]
        if band:
            print(f'  {low}: {sum(band) / len(band):.2f} ({len(band)})', end='')
    print()
    for kind, wanted in (('taken for the same, are not', False), ('the same, not seen', True)):
        wrong = [(s, r) for r, (s, _), a, t in zip(rows, scored, answers, truth) if a != t and t == wanted]
        wrong.sort(key=lambda x: x[0], reverse=not wanted)
        if errors and wrong:
            print(f'{kind}: {len(wrong)}')
            for s, r in wrong[:errors]:
                print(f'  {s:.3f}  {r["name1"]}  |  {r["name2"]}  ({r.get("schema") or ""} {r.get("case_group") or ""})')


def screen(onus, names, named, extra):
    """Results of each name, in order: [[(id, score, match)]]"""
    with tempfile.NamedTemporaryFile('w', suffix='.csv', delete=False, encoding='utf-8', newline='') as f:
        w = csv.writer(f)
        w.writerow(['name'])
        w.writerows([[n] for n in names])
    command = [onus, 'screen', '--csv', f.name] + [x for n in named for x in ('--list', n)] + extra
    out = [json.loads(line) for line in run(command).splitlines() if line.strip()]
    os.unlink(f.name)
    def hits(o):
        return [(str(r['id']), float(r['score']), r.get('match', True)) for r in o['results']]
    if len(out) == len(names):
        return [hits(o) for o in out]
    by_name = {o['query'].get('name'): hits(o) for o in out}  # those without a result are left out
    return [by_name.get(n, []) for n in names]


def is_one(found, expected):
    return any(found == e or found.endswith((':' + e, '/' + e, '-' + e)) for e in expected)


def report_screen(rows, results, errors):
    groups, wrong = {}, []
    for r, hits in zip(rows, results):
        expected = [e for e in r['expected'].split(';') if e]
        match = [h for h in hits if h[2]]
        top = [h for h in match if h[1] >= match[0][1] - 1e-9] if match else []
        found = any(is_one(h[0], expected) for h in match)
        first = bool(match) and is_one(match[0][0], expected)
        tied = first and not all(is_one(h[0], expected) for h in top)
        for g in ('all', r.get('treatment') or ''):
            groups.setdefault(g, []).append((found, first, tied, len(match)))
        if not found or not first:
            wrong.append((r, match[:2]))
    for g in ['all'] + sorted(x for x in groups if x not in ('all', '')):
        v = groups[g]
        n = len(v)
        print(f'{g:20} n {n:6}  found {sum(x[0] for x in v) / n:.4f}  right first {sum(x[1] for x in v) / n:.4f}  '
              f'(of them tied with another {sum(x[2] for x in v) / n:.4f})  results a query {sum(x[3] for x in v) / n:.2f}')
    for r, top in wrong[:errors]:
        print(f'  {r["name"]}  ({r.get("treatment") or ""}, {r.get("original") or ""} {r["expected"]}): '
              + (', '.join(f'{i} {s:.3f}' for i, s, _ in top) or 'nothing'))


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument('--onus', default='onus')
    p.add_argument('what', choices=['pairs', 'scored', 'screen', 'negatives'])
    p.add_argument('files', nargs='+')
    p.add_argument('--list', action='append', default=[])
    p.add_argument('--errors', type=int, default=20)
    p.add_argument('--threshold', type=float)
    p.add_argument('--sample', type=int, help='every k-th row so that about N are left')
    a, extra = p.parse_known_args()
    for path in a.files:
        rows = rows_of(path)
        if a.sample and len(rows) > a.sample:
            rows = rows[::-(-len(rows) // a.sample)]
        print('== ' + path)
        if a.what == 'pairs':
            report(rows, compare(a.onus, rows), a.errors, a.threshold)
        elif a.what == 'scored':
            report(rows, [(float(r['score']), true(r['match'])) for r in rows], a.errors, a.threshold)
        elif a.what == 'screen':
            report_screen(rows, screen(a.onus, [r['name'] for r in rows], a.list, extra), a.errors)
        else:
            results = screen(a.onus, [r['full_name'] for r in rows], a.list, extra)
            alarms = [(r['full_name'], h) for r, hits in zip(rows, results) if (h := [x for x in hits if x[2]])]
            print(f'{len(alarms)} false alarms on {len(rows)} names: {500 * len(alarms) / len(rows):.2f} in 500')
            for name, h in alarms[:a.errors]:
                print(f'  {name}: ' + ', '.join(f'{i} {s:.3f}' for i, s, _ in h[:2]))


if __name__ == '__main__':
    main()
