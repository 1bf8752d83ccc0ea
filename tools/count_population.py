#!/usr/bin/env python3
"""What people in general are called: writes data/names/population.tsv.

usage: count_population.py FOLDER > data/names/population.tsv
FOLDER holds dist.all.last, dist.female.first and dist.male.first of the United States' census of 1990 (Census Bureau, public domain; they are in
the Python package "names" 0.3.0). A part's share is that of persons who bear it, as a given name or as a family name. Shares below 0.00012 are left
out: such a part tells as much as a part may.
"""
import collections
import pathlib
import sys

LEAST = 0.00012


def main():
    share = collections.Counter()
    for name, weight in (('dist.all.last', 1), ('dist.female.first', 0.5), ('dist.male.first', 0.5)):
        for line in (pathlib.Path(sys.argv[1]) / name).read_text(encoding='ascii').splitlines():
            word, percent = line.split()[:2]
            share[word.lower()] += weight * float(percent) / 100
    print('# part\tshare of persons (United States, 1990)')
    for word in sorted(share):
        if share[word] >= LEAST and len(word) > 1:
            print(f'{word}\t{share[word]:.6f}')


main()
