#!/usr/bin/env python3
"""Counts how Korean names are spelt: writes data/names/korean.tsv from public pairs of Hangul and Latin names.

usage: learn_korean.py PAIRS.tsv > data/names/korean.tsv; columns latin and hangul.
A pair counts when the Latin letters can be cut into the syllables of the Hangul name by the spellings of korean_spellings.py, family name
first or last. Lines: onset|vowel|coda, letter, spelling, count; syllable, Hangul, count as family name, count in given names.
"""
import collections
import csv
import itertools
import re
import sys
import unicodedata

from korean_spellings import (CODA, CODA_RARE, FAMILIES, ONSET, ONSET_RARE, SPECIAL, VOWEL, VOWEL_RARE, alternatives, split, swaps)


def letters(text):
    text = ''.join(c for c in unicodedata.normalize('NFKD', text.lower()) if not unicodedata.combining(c))
    return re.sub("['’ʼ`]", '', text)


def ways(hangul):
    o, v, c = split(hangul)
    for a, b, d in itertools.product(alternatives(ONSET, ONSET_RARE, o), alternatives(VOWEL, VOWEL_RARE, v), alternatives(CODA, CODA_RARE, c)):
        for s in swaps(a + b + d):
            yield s, (a, b, d)


def cut(text, syllables):
    """The spellings of the syllables that make up the text, or None."""
    if not syllables:
        return [] if not text else None
    systems = (ONSET, VOWEL, CODA)
    rare = lambda parts: sum(p not in t[k] for p, t, k in zip(parts, systems, split(syllables[0])) if k in t)
    for s, parts in sorted(ways(syllables[0]), key=lambda w: (rare(w[1]), -len(w[0]))):
        if text.startswith(s):
            rest = cut(text[len(s):], syllables[1:])
            if rest is not None:
                return [parts] + rest
    return None


def main():
    part, family, given = collections.Counter(), collections.Counter(), collections.Counter()
    used = 0
    for row in csv.DictReader(open(sys.argv[1], encoding='utf-8'), delimiter='\t'):
        h = row['hangul']
        if not 2 <= len(h) <= 4 or h[0] not in FAMILIES or any(not '가' <= c <= '힣' for c in h):
            continue
        words = re.findall(r'[a-z]+', letters(row['latin']))
        if len(words) < 2:
            continue
        for fam, rest in ((words[0], ''.join(words[1:])), (words[-1], ''.join(words[:-1]))):
            own = cut(fam, h[0])
            got = cut(rest, h[1:])
            if got is None or (own is None and h[0] not in SPECIAL.get(fam, '')):
                continue
            used += 1
            family[h[0]] += 1
            for c, (a, b, d) in zip(h[1:], got):
                given[c] += 1
                o, v, k = split(c)
                part['onset', o, a] += 1
                part['vowel', v, b] += 1
                part['coda', k, d] += 1
            break
    print(f'# counted over {used} names')
    for (kind, letter, spelling), n in sorted(part.items()):
        print(f'{kind}\t{letter.strip() or "-"}\t{spelling or "-"}\t{n}')
    for c in sorted(set(family) | set(given)):
        print(f'syllable\t{c}\t{family[c]}\t{given[c]}')


main()
