#!/usr/bin/env python3
"""Makes the tables of names and places that invented people are drawn from (src/link/people.h) from data/link/*.tsv.

usage: make_people.py DATA_FOLDER > people_table.h
A row gives the shares of its first and its last name; those between lie on 1 / (a + b rank), reckoned in whole fractions, so that every machine makes
the same table. A name that stands in a list twice gets both shares.
"""
import pathlib
import sys
from fractions import Fraction

CULTURES = ['british', 'spanish', 'arabic', 'russian', 'korean', 'chinese']
LISTS = ['male.old', 'male.mid', 'male.new', 'female.old', 'female.mid', 'female.new', 'male.head', 'male.tail', 'female.head', 'female.tail',
         'family', 'stem', 'ending', 'stem2', 'ending2', 'place']


def fault(path, n, what):
    sys.exit(f'{path}:{n}: {what}')


def named(text):
    """A name and its Latin spellings, _ for a space."""
    native, _, latin = text.replace('_', ' ').partition('=')
    return native, latin


def shares(first, last, n):
    a, b = 1 / Fraction(first), 1 / Fraction(last)
    return [1 / (a + (b - a) * i / max(n - 1, 1)) for i in range(n)]


def read(path):
    lists, pets = {name: {} for name in LISTS}, []
    for n, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        if not line or line.startswith('#'):
            continue
        cells = line.split('\t')
        if len(cells) != 4:
            fault(path, n, f'{len(cells)} columns instead of 4')
        kind = cells[0]
        if kind == 'place':
            lists['place'][named(cells[2])] = [Fraction(cells[1]), cells[3]]
        elif kind == 'pet':
            of, *rest = cells[3].split(' ')
            pets += [(named(of)[0], *named(p)) for p in rest]
        elif kind in lists:
            names = [named(t) for t in cells[3].split()]
            for name, share in zip(names, shares(cells[1], cells[2], len(names))):
                lists[kind].setdefault(name, [Fraction(0), None])[0] += share
        else:
            fault(path, n, f'no such kind: {kind}')
    return lists, sorted(pets, key=lambda p: p[0].encode())


def text(s):
    return '"' + s.replace('\\', '\\\\').replace('"', '\\"') + '"' if s else 'NULL'


def main():
    folder = pathlib.Path(sys.argv[1])
    out = ['/* made by tools/make_people.py; do not edit */']
    tables, pet_tables, codes = [], [], []
    for c in CULTURES:
        lists, pets = read(folder / f'{c}.tsv')
        row = []
        for name in LISTS:
            entries = lists[name]
            if not entries:
                row.append('{NULL, 0}')
                continue
            label = f'{c}_{name.replace(".", "_")}'
            out.append(f'static const struct people_entry {label}[] = {{')
            upto = 0
            for (native, latin), (share, _) in entries.items():
                upto += max(round(share * 100), 1)
                out.append(f'\t{{{text(native)}, {text(latin)}, {upto}}},')
            out.append('};')
            row.append(f'{{{label}, {len(entries)}}}')
        out.append(f'static const char *const {c}_postcodes[] = {{')
        out += [f'\t{text(code)},' for _, code in lists['place'].values()]
        out.append('};')
        out.append(f'static const struct people_pet {c}_pets[] = {{')
        out += [f'\t{{{text(of)}, {{{text(native)}, {text(latin)}, 0}}}},' for of, native, latin in pets] or ['\t{NULL, {NULL, NULL, 0}},']
        out.append('};')
        tables.append('\t{' + ', '.join(row) + '},')
        codes.append(f'{c}_postcodes')
        pet_tables.append(f'{{{c}_pets, {len(pets)}}}')
    out += ['static const struct people_list people_lists[CULTURES][PEOPLE_LISTS] = {', *tables, '};']
    out.append(f'static const char *const *const people_postcodes[CULTURES] = {{{", ".join(codes)}}};')
    out.append(f'static const struct people_pets people_pets[CULTURES] = {{{", ".join(pet_tables)}}};')
    sys.stdout.reconfigure(encoding='utf-8')
    print('\n'.join(out))


main()
