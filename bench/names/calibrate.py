#!/usr/bin/env python3
"""What share of the hits at a score are the same person, told by something else than the name: the date of birth.

usage: calibrate.py [--onus PROGRAM] [--errors N] DATA

Persons with a full date of birth on the lists of the Ukraine (War and Sanctions), Canada (SEMA), the United States (OFAC, 2023) and the UN
are put on one list without their dates; each of their names is then screened against it, and hits on entries of the other lists
are judged by the dates: the same day is the same person; years that are two or more apart are different persons, unless day and month
agree (lists often differ in a digit of the year); else the hit is not counted. Two different persons of like name are hardly
ever born on the same day; lists that give one person quite different dates make the share lower than it is. The weights of parts were counted on the Canadian list and older OFAC and UN lists, the costs of spellings learnt from
aliases within those; pairs across lists were used for nothing, the Ukrainian list not at all ("unseen": hits of its names).
"""
import argparse
import csv
import json
import os
import re
import tempfile
import xml.etree.ElementTree as ET

import evaluate
import lists

BANDS = [(0.95, 1.01), (0.90, 0.95), (0.85, 0.90), (0.80, 0.85), (0.75, 0.80), (0.70, 0.75), (0.60, 0.70), (0.50, 0.60)]
MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()
FULL = re.compile(r'\d{4}-\d\d-\d\d$')


def ukraine(data):
    for r in evaluate.rows_of(data + '/ftm/opensanctions_ua_war_targets.simple.csv'):
        if r['schema'] == 'Person':
            yield 'ua:' + r['id'], [r['name']] + [x for x in r['aliases'].split(';') if x], r['birth_date'].split(';')


def canada(data):
    for k, r in enumerate(ET.parse(data + '/lists/ca-sema-2025-05.xml').getroot().iter('record')):
        name = ' '.join(x for x in (lists.text(r, 'GivenName'), lists.text(r, 'LastName')) if x)
        if lists.text(r, 'GivenName') and lists.text(r, 'LastName'):
            yield f'ca:{k}', [name], [lists.text(r, 'DateOfBirthOrShipBuildDate')]


def united_states(data):
    for i, schema, names, _, remarks in lists.ofac(data + '/lists/ofac-2023-01/sdn.csv'):
        if schema == 'Person':
            yield 'us:' + i, [lists.natural(p[::-1]) for p, _ in names], \
                [f'{y}-{MONTHS.index(m) + 1:02}-{d}' for d, m, y in re.findall(r'DOB (\d\d) ([A-Z][a-z]{2}) (\d{4})', remarks) if m in MONTHS]


def united_nations(data):
    path = data + '/lists/un-2026-02-27.xml'
    born = {lists.text(n, 'REFERENCE_NUMBER'): [lists.text(d, 'DATE')[:10] for d in n.iter('INDIVIDUAL_DATE_OF_BIRTH')]
            for n in ET.parse(path).getroot().iter('INDIVIDUAL')}
    for i, schema, names in lists.un(path):
        if schema == 'Person':
            yield 'un:' + i, [lists.natural(p) for p, quality in names if quality in ('primary', 'Good')], born[i]


def people(data):
    out = {}
    for source in (ukraine, canada, united_states, united_nations):
        for i, names, born in source(data):
            born = {b for b in born if FULL.match(b)}
            if born:
                out[i] = (list(dict.fromkeys(names)), born)
    return out


def screened(onus, everybody):
    """[(person asked for, name, [(id, score)])]"""
    folder = tempfile.mkdtemp()
    os.environ['ONUS_LISTS'] = folder + '/lists'
    with open(folder + '/all.json', 'w', encoding='utf-8') as f:
        for i, (names, _) in everybody.items():
            f.write(json.dumps({'id': i, 'schema': 'Person', 'properties': {'name': names}}) + '\n')
    evaluate.run([onus, 'list', 'add', 'all', folder + '/all.json'])
    asked = [(i, n) for i, (names, _) in everybody.items() for n in names]
    results = evaluate.screen(onus, [n for _, n in asked], ['all'], ['--threshold', '0.5', '--limit', '200'])
    return [(i, n, [(h, s) for h, s, _ in hits]) for (i, n), hits in zip(asked, results)]


def same(a, b):
    """True, False, or None where the dates do not tell."""
    if a & b:
        return True
    return False if all(abs(int(x[:4]) - int(y[:4])) >= 2 and x[5:] != y[5:] for x in a for y in b) else None


def show(label, hits):
    print(label)
    for low, high in BANDS:
        band = [truth for s, truth in hits if low <= s + 1e-6 < high]
        known = [t for t in band if t is not None]
        if known:
            print(f'  {low:.2f} to {min(high, 1):.2f}: {sum(known) / len(known):6.1%} the same of {len(known)} ({len(band) - len(known)} not told by dates)')


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument('--onus', default='onus')
    p.add_argument('--errors', type=int, default=0)
    p.add_argument('data')
    a = p.parse_args()
    everybody = people(a.data)
    print(', '.join(f'{k} {sum(i.startswith(k) for i in everybody)}' for k in ('ua', 'ca', 'us', 'un')), 'persons with a full date of birth')
    groups = {'all': [], 'unseen, Latin': [], 'unseen, Cyrillic': [], 'without Cyrillic names': []}
    wrong = []
    for i, name, hits in screened(a.onus, everybody):
        cyrillic = bool(re.search('[\u0400-\u04ff]', name))
        for other, score in hits:
            if other[:3] == i[:3]:
                continue
            truth = same(everybody[i][1], everybody[other][1])
            groups['all'].append((score, truth))
            if not cyrillic:
                groups['without Cyrillic names'].append((score, truth))
            if i.startswith('ua'):
                groups['unseen, Cyrillic' if cyrillic else 'unseen, Latin'].append((score, truth))
            if truth is False:
                wrong.append((score, name, everybody[other][0][:3], everybody[i][1], everybody[other][1]))
    for label, hits in groups.items():
        show(label, hits)
    for score, *rest in sorted(wrong, key=lambda x: -x[0])[:a.errors]:
        print(f'  {score:.3f}', *rest)


if __name__ == '__main__':
    main()
