#!/usr/bin/env python3
"""Spelling variants among the official alias pairs, with negatives.

usage: alias_pairs.py DATA OUT       (writes OUT/alias_pairs.csv)

An official alias is a positive when it is the same name spelt otherwise, not another name (nom de guerre, maiden name, acronym):
  Latin on both sides, and after folding (lower case, no marks, OFAC's "FAMILY, Given" turned) either
   - the letters without spaces are within an edit distance of 0.3 of the longer one's length, or
   - the words, each paired with its nearest, all pair within 0.35 of the longer word's length, and differ in number by at most one.
Both are shown in `case_group` (close, by words), persons and bodies apart. Pairs equal after folding are left out (they are no test).
Negatives, as many: half hard (another entry's name that shares the first or the last word; for bodies a word that at most 40 names
hold), half random. A negative that itself meets the rule for positives is not taken, nor one whose two entries share an alias.
"""
import csv
import os
import random
import re
import sys
import unicodedata


def fold(name):
    family, comma, given = name.partition(', ')
    if comma and not re.match(r'(ltd|inc|llc|s\.?a|co|corp|limited|gmbh)\b', given.lower()):
        name = given + ' ' + family
    s = ''.join(c for c in unicodedata.normalize('NFKD', name.lower()) if not unicodedata.combining(c))
    return re.sub(r'[^a-z0-9]+', ' ', re.sub(r"['’‘`.]", '', s)).split()


def distance(a, b, most=None):
    if most is not None and abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def variant(a, b):
    """'close', 'by words' or None for folded names."""
    x, y = ''.join(a), ''.join(b)
    longer = max(len(x), len(y))
    if distance(x, y, int(0.3 * longer)) <= 0.3 * longer:
        return 'close'
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 2:
        return None
    if len(a) > len(b):
        a, b = b, a
    left = list(b)
    for w in sorted(a, key=len, reverse=True):
        best = min(left, key=lambda v: distance(w, v) / max(len(w), len(v)))
        if distance(w, best) > 0.35 * max(len(w), len(best)):
            return None
        left.remove(best)
    return 'by words'


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    data, out = sys.argv[1:]
    rng = random.Random(1)
    with open(data + '/names/official_alias_pairs_dev.csv', encoding='utf-8', newline='') as f:
        rows = [r for r in csv.DictReader(f) if r['script_name'] == r['script_alias'] == 'LATIN']
    positives, seen, by_entity = [], set(), {}
    for r in rows:
        for n in (r['name'], r['alias']):
            by_entity.setdefault((r['source'].split('-')[0], r['entity_id']), set()).add(n)
        a, b = fold(r['name']), fold(r['alias'])
        key = tuple(sorted((' '.join(a), ' '.join(b))))
        kind = variant(a, b) if a and b and sorted(a) != sorted(b) and key not in seen else None
        if kind:
            seen.add(key)
            positives.append((r['name'], r['alias'], 'Person' if r['type'].lower() in ('individual', 'person') else
                              'Vessel' if r['type'] == 'vessel' else 'Organization', 'true', kind))
    names = {}
    for r in rows:
        names.setdefault(r['name'], (fold(r['name']), r['type'], (r['source'].split('-')[0], r['entity_id'])))
    holders = {}
    for n, (words, _, _) in names.items():
        for w in set(words[:1] + words[-1:]):
            holders.setdefault(w, []).append(n)
    negatives = []
    everything = sorted(names)
    owners = {}
    for e, spellings in by_entity.items():
        for s in spellings:
            owners.setdefault(' '.join(sorted(fold(s))), set()).add(e)
    for k, (name, alias, schema, _, _) in enumerate(positives):
        words, kind, entity = names[name]
        hard = k % 2 == 0
        pool = sorted({n for w in set(words[:1] + words[-1:]) for n in holders[w] if len(holders[w]) <= 40 or schema == 'Person'}) if hard else everything
        for _ in range(30):
            other = rng.choice(pool) if pool else None
            if not other or names[other][1] != kind or names[other][2] == entity or variant(fold(alias), names[other][0]) or variant(words, names[other][0]):
                continue
            shared = any(entity in owners[' '.join(sorted(fold(s)))] for s in by_entity[names[other][2]])
            if not shared:
                negatives.append((alias, other, schema, 'false', 'negative hard' if hard else 'negative random'))
                break
    os.makedirs(out, exist_ok=True)
    with open(out + '/alias_pairs.csv', 'w', encoding='utf-8', newline='') as f:
        w = csv.writer(f)
        w.writerow(['name1', 'name2', 'schema', 'is_match', 'case_group'])
        w.writerows((a, b, s, m, g + ', ' + s) for a, b, s, m, g in positives + negatives)
    print(f'{len(positives)} spelling variants of {len(rows)} Latin alias pairs, {len(negatives)} negatives')


if __name__ == '__main__':
    main()
