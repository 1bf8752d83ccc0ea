#!/usr/bin/env python3
"""Queries with typing errors and other treatments, from all UN listings.

usage: make_typos.py [--seed S] DATA OUT      (writes OUT/typos.csv: name, expected, treatment, schema, original)

Each listing's primary name gets every treatment that applies to it once; nothing is left out because it is hard:
  exact           as listed
  substitution    one letter for its neighbour on a QWERTY keyboard
  deletion, insertion (of a neighbouring key's letter), doubling, transposition of two different letters
  two errors      two of these in different words or places; names of 12 letters or more
  swapped         the last part first
  comma           last part, comma, the rest
  joined          two parts written as one word
  hyphen          hyphens dropped or turned to spaces (names that have one)
  case            lower case, marks taken off
  no middle name  one inner part left out (persons with three parts or more; not the DPRK's, whose inner part is half a given name)
An error never falls on a digit, so that "Brigade 313" does not become another unit. A query whose letters are
exactly those of another listing's name has that listing's id too.
"""
import argparse
import csv
import os
import random
import re
import unicodedata

import lists

ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
NEAR = {}
for r, row in enumerate(ROWS):
    for c, letter in enumerate(row):
        near = [row[k] for k in (c - 1, c + 1) if 0 <= k < len(row)]
        for other in (r - 1, r + 1):
            if 0 <= other < len(ROWS):
                shift = (c, c + 1) if other < r else (c - 1, c)
                near += [ROWS[other][k] for k in shift if 0 <= k < len(ROWS[other])]
        NEAR[letter] = near


def plain(s):
    return ''.join(c for c in unicodedata.normalize('NFKD', s.lower()) if not unicodedata.combining(c))


def like(letter, model):
    return letter.upper() if model.isupper() else letter


def one_error(rng, name, kind, avoid=()):
    """The name with one error of that kind at a random letter, and the place; None where there is no place for it."""
    places = [i for i, c in enumerate(name) if plain(c) in NEAR and all(abs(i - a) > 2 for a in avoid)]
    if kind == 'transposition':
        places = [i for i in places if i + 1 < len(name) and plain(name[i + 1]) in NEAR and name[i].lower() != name[i + 1].lower()]
    if kind == 'deletion':  # a part of one letter would be gone
        places = [i for i in places if re.search(r'\w', name[i - 1:i]) or re.search(r'\w', name[i + 1:i + 2])]
    if not places:
        return None
    i = rng.choice(places)
    c = name[i]
    if kind == 'substitution':
        new = name[:i] + like(rng.choice(NEAR[plain(c)]), c) + name[i + 1:]
    elif kind == 'deletion':
        new = name[:i] + name[i + 1:]
    elif kind == 'insertion':
        new = name[:i + 1] + like(rng.choice(NEAR[plain(c)]), c) + name[i + 1:]
    elif kind == 'doubling':
        new = name[:i + 1] + c + name[i + 1:]
    else:
        new = name[:i] + like(name[i + 1].lower(), c) + like(c.lower(), name[i + 1]) + name[i + 2:]
    return new, i


ERRORS = ['substitution', 'deletion', 'insertion', 'doubling', 'transposition']


def treatments(rng, ident, name, schema):
    words = name.split()
    yield 'exact', name
    for kind in ERRORS:
        got = one_error(rng, name, kind)
        if got:
            yield kind, got[0]
    if sum(c.isalpha() for c in name) >= 12:
        first = one_error(rng, name, rng.choice(ERRORS))
        second = first and one_error(rng, first[0], rng.choice(ERRORS), avoid=(first[1],))
        if second:
            yield 'two errors', second[0]
    if len(words) > 1:
        yield 'swapped', ' '.join([words[-1]] + words[:-1])
        if schema == 'Person':
            yield 'comma', words[-1] + ', ' + ' '.join(words[:-1])
        i = rng.randrange(len(words) - 1)
        yield 'joined', ' '.join(words[:i] + [words[i] + words[i + 1]] + words[i + 2:])
    if '-' in name:
        yield 'hyphen', name.replace('-', rng.choice(['', ' ']))
    yield 'case', plain(name)
    if schema == 'Person' and len(words) > 2 and not ident.startswith('KP'):
        i = rng.randrange(1, len(words) - 1)
        yield 'no middle name', ' '.join(words[:i] + words[i + 1:])


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('data')
    p.add_argument('out')
    a = p.parse_args()
    rng = random.Random(a.seed)
    entries = lists.un(a.data + '/lists/un-2026-02-27.xml')
    letters = {}
    for i, schema, names in entries:
        for parts, _ in names:
            letters.setdefault(''.join(sorted(re.findall(r'\w', plain(' '.join(parts))))), []).append(i)
    os.makedirs(a.out, exist_ok=True)
    n = 0
    with open(a.out + '/typos.csv', 'w', encoding='utf-8', newline='') as f:
        w = csv.writer(f)
        w.writerow(['name', 'expected', 'treatment', 'schema', 'original'])
        for i, schema, names in entries:
            name = ' '.join(names[0][0])
            for treatment, query in treatments(rng, i, name, schema):
                other = letters.get(''.join(sorted(re.findall(r'\w', plain(query)))), [])
                w.writerow([query, ';'.join(dict.fromkeys([i] + other)), treatment, schema, name])
                n += 1
    print(f'{len(entries)} listings, {n} queries, seed {a.seed}')


if __name__ == '__main__':
    main()
