#!/usr/bin/env python3
"""Makes the table of src/names/sino_korean.c: how the characters that a Hangul syllable may stand for are read in Mandarin.

usage: make_sino.py hanja.txt Unihan_Readings.txt.bz2 > sino_table.h
From libhangul's table of Hanja, those characters that Korea's standard set (KS X 1001) has, each by its first reading in kMandarin. p is the root of
the share of the syllable's characters that are read so, the best 1; at most OPTIONS, likeliest first. Numbers of Mandarin syllables are those
of chinese_table.h.
"""
import collections
import sys

from make_han import NUMBER, toneless, unihan

OPTIONS = 5


def standard(c):
    try:
        return len(c.encode('euc_kr')) == 2
    except UnicodeEncodeError:
        return False


def main():
    mandarin = unihan(sys.argv[2], {'kMandarin'})['kMandarin']
    count = collections.defaultdict(collections.Counter)
    for line in open(sys.argv[1], encoding='utf-8'):
        f = line.rstrip('\n').split(':')
        if not line.startswith('#') and len(f) > 1 and len(f[0]) == 1 and len(f[1]) == 1 and '가' <= f[0] <= '힣' and standard(f[1]):
            reading = toneless(mandarin.get(ord(f[1]), '').split(' ')[0])
            if reading:
                count[f[0]][reading] += 1
    rows, options = [], []
    for h in sorted(count):
        best = max(count[h].values())
        own = sorted(((n / best) ** 0.5, NUMBER[s]) for s, n in count[h].items())[::-1][:OPTIONS]
        own.sort(key=lambda x: (-x[0], x[1]))
        rows.append('\t{0x%X, %d, %d},' % (ord(h), len(options), len(own)))
        options += ['{%d, %d}' % (s, max(1, round(255 * p))) for p, s in own]
    print('/* Made by tools/make_sino.py; do not edit. */')
    print('static const struct sino_option sino_options[] = {\n\t' + ', '.join(options) + '\n};')
    print('static const struct sino_row sino_rows[] = {')
    print('\n'.join(rows))
    print('};')


main()
