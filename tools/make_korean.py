#!/usr/bin/env python3
"""Makes the tables by which Korean names are read (src/names/korean.c) from data/names/korean.tsv and libhangul's table of Hanja.

usage: make_korean.py korean.tsv korean_families.tsv hanja.txt Unihan_Readings.txt.bz2 Unihan_Variants.txt.bz2 > korean_table.h
A spelling of a syllable stands for the Hangul syllables that it can be, with weights: how often the syllable is met in names times how often its
letters are spelt so. A spelling that a system of romanisation has keeps a twentieth of its letter's weight where the counts lack it. Syllables that
the counts lack, but which some character of Hanja is read as, are possible; the more characters, the likelier. A row of the tables holds syllables
of one class (what korean_key tells apart): a spelling that stands for several classes has a row for each.
"""
import collections
import itertools
import math
import sys

from korean_spellings import (CODA, CODA_RARE, FAMILIES, FAMILIES2, ONSET, ONSET_RARE, SPECIAL, SPECIAL_RU, VOWEL, VOWEL_RARE, alternate, alternatives, split, swaps)
from make_han import folds, unihan

RU_ONSET = {'ㄱ': 'к г', 'ㄲ': 'кк', 'ㄴ': 'н', 'ㄷ': 'т д', 'ㄸ': 'тт', 'ㄹ': 'р л н', 'ㅁ': 'м', 'ㅂ': 'п б', 'ㅃ': 'пп', 'ㅅ': 'с ш', 'ㅆ': 'сс с',
            'ㅇ': '-', 'ㅈ': 'ч дж чж ж дз', 'ㅉ': 'чч', 'ㅊ': 'чх ч', 'ㅋ': 'кх к', 'ㅌ': 'тх т', 'ㅍ': 'пх п ф', 'ㅎ': 'х'}
RU_VOWEL = {'ㅏ': 'а', 'ㅐ': 'э е я', 'ㅑ': 'я йа', 'ㅓ': 'о е э', 'ㅔ': 'е э', 'ㅕ': 'ё е йо ио', 'ㅖ': 'е йе', 'ㅗ': 'о', 'ㅘ': 'ва', 'ㅙ': 'вэ', 'ㅚ': 'ве вэ ой', 'ㅛ': 'ё йо ио',
            'ㅜ': 'у', 'ㅝ': 'во', 'ㅞ': 'ве', 'ㅟ': 'ви', 'ㅠ': 'ю йу', 'ㅡ': 'ы у', 'ㅢ': 'ый ы и ий', 'ㅣ': 'и'}
RU_CODA = {' ': '-', 'ㄱ': 'к г', 'ㄴ': 'н', 'ㄷ': 'т', 'ㄹ': 'ль л р', 'ㅁ': 'м', 'ㅂ': 'п', 'ㅅ': 'т', 'ㅇ': 'нъ н', 'ㅎ': '-'}
for table in (RU_ONSET, RU_VOWEL, RU_CODA):
    for k in table:
        table[k] = [s if s != '-' else '' for s in table[k].split()]

OPTIONS = 8


def read(path):
    part, family, given = collections.defaultdict(collections.Counter), collections.Counter(), collections.Counter()
    for line in open(path, encoding='utf-8'):
        if line.startswith('#'):
            continue
        f = line.rstrip('\n').split('\t')
        if f[0] == 'syllable':
            family[f[1]], given[f[1]] = int(f[2]), int(f[3])
        else:
            part[f[0], f[1] if f[1] != '-' else ' '][f[2] if f[2] != '-' else ''] = int(f[3])
    return part, family, given


SYSTEM, RARE = 0.05, 0.004  # what a spelling keeps of its letter's weight where the counts lack it


def chance(part, kind, letter, table, rare):
    total = sum(part[kind, letter].values())
    return {s: (part[kind, letter][s] + (SYSTEM if s in table.get(letter, []) else RARE) * (total + 20)) / (total + 20)
            for s in alternatives(table, rare, letter)}


def spellings(given, part, latin):
    """spelling -> {Hangul: weight}"""
    out = collections.defaultdict(dict)
    onset, vowel, coda = (ONSET, VOWEL, CODA) if latin else (RU_ONSET, RU_VOWEL, RU_CODA)
    for h, n in given.items():
        o, v, c = split(h)
        if o not in onset or v not in vowel or c not in coda:
            continue
        if latin:
            po, pv, pc = chance(part, 'onset', o, onset, ONSET_RARE), chance(part, 'vowel', v, vowel, VOWEL_RARE), chance(part, 'coda', c, coda, CODA_RARE)
        else:
            po, pv, pc = ({x: 1 / (i + 1) for i, x in enumerate(table[k])} for table, k in ((onset, o), (vowel, v), (coda, c)))
        for a, b, d in itertools.product(po, pv, pc):
            w = n * po[a] * pv[b] * pc[d]
            # three rarities in one syllable are none
            if w < n * LEAST:
                continue
            for i, key in enumerate(swaps(a + b + d) if latin else [a + b + d]):
                out[key][h] = max(out[key].get(h, 0), w * (0.05 if i else 1))
    return out


LEAST = 3e-4


def klass(h):
    """What korean_key tells apart: syllables that share a spelling are of one class."""
    o, v, c = split(h)
    on = {'ㄱ': 1, 'ㄲ': 1, 'ㅋ': 1, 'ㄷ': 2, 'ㄸ': 2, 'ㅌ': 2, 'ㅂ': 3, 'ㅃ': 3, 'ㅍ': 3, 'ㅅ': 4, 'ㅆ': 4, 'ㅈ': 5, 'ㅉ': 5, 'ㅊ': 5, 'ㄴ': 6, 'ㄹ': 6, 'ㅇ': 6, 'ㅁ': 7, 'ㅎ': 8}[o]
    vo = {'ㅏ': 1, 'ㅑ': 2, 'ㅐ': 3, 'ㅔ': 3, 'ㅖ': 3, 'ㅒ': 3, 'ㅓ': 4, 'ㅗ': 4, 'ㅜ': 4, 'ㅡ': 4, 'ㅝ': 4, 'ㅕ': 5, 'ㅛ': 5, 'ㅠ': 5, 'ㅣ': 6, 'ㅢ': 6, 'ㅟ': 6, 'ㅘ': 7, 'ㅚ': 8, 'ㅙ': 8, 'ㅞ': 8}[v]
    co = {' ': 0, 'ㅎ': 0, 'ㄱ': 1, 'ㄲ': 1, 'ㅋ': 1, 'ㄳ': 1, 'ㄺ': 1, 'ㄴ': 2, 'ㄵ': 2, 'ㄶ': 2, 'ㄹ': 4, 'ㄼ': 4, 'ㄽ': 4, 'ㄾ': 4, 'ㅀ': 4, 'ㅁ': 5, 'ㄻ': 5, 'ㅂ': 6, 'ㅄ': 6, 'ㅍ': 6, 'ㄿ': 6, 'ㅇ': 3}.get(c, 7)
    return on * 64 + vo * 8 + co


def options(weights, alternates):
    """For each class, likeliest first: (strength, at most OPTIONS of its syllables); p is the root of the weight, the best 1."""
    by_class = collections.defaultdict(dict)
    for h, w in weights.items():
        by_class[klass(h)][h] = w
    rows = []
    for own in by_class.values():
        best = max(own.values())
        out = {h: max((w / best) ** 0.5, 0.04) for h, w in own.items()}
        for h, p in list(out.items()):
            a = alternate(h)
            if a:
                out[a] = max(out.get(a, 0), p * alternates)
        # how much the spelling is met at all, in eighths of a bit above 2^-8
        strength = max(0, min(255, round(8 * (math.log2(best) + 8))))
        rows.append((strength, sorted(((p, h) for h, p in out.items()), key=lambda x: (-x[0], x[1]))[:OPTIONS]))
    return sorted(rows, key=lambda r: (-r[0], r[1]))


def emit(name, table):
    pool, lines, opts = bytearray(), [], []
    for s in sorted(table, key=lambda s: s.encode()):
        for strength, own in table[s]:
            lines.append('\t{%d, %d, %d, %d, %d},' % (len(pool), len(opts), len(s.encode()), len(own), strength))
            opts += own
        pool.extend(s.encode())
    print('static const struct korean_spelling %s[] = {\n%s\n};' % (name, '\n'.join(lines)))
    print('static const struct korean_packed %s_options[] = {\n%s\n};' % (name, '\n'.join('\t{0x%04X, %d},' % (ord(h), round(p * 255)) for p, h in opts)))
    print('static const char %s_pool[] = {\n\t%s\n};' % (name, ', '.join(str(b if b < 128 else b - 256) for b in pool) or '0'))


def read_hanja(path, readings, variants):
    """Character -> its Korean readings; of its simplified form too, where that has none of its own."""
    out = collections.defaultdict(list)
    for line in open(path, encoding='utf-8'):
        f = line.rstrip('\n').split(':')
        if len(f) >= 2 and len(f[0]) == 1 and len(f[1]) == 1 and '가' <= f[0] <= '힣' and f[0] not in out[f[1]]:
            out[f[1]].append(f[0])
    fold = folds(variants, readings)
    simplified = collections.defaultdict(list)
    for c, hs in out.items():
        to = chr(fold.get(ord(c), ord(c)))
        simplified[to] += [h for h in hs if h not in simplified[to]]
    for c, hs in simplified.items():
        if c not in out:
            out[c] = hs
    return out


def census(path):
    return {f[0]: int(f[1]) for f in (line.rstrip('\n').split('\t') for line in open(path, encoding='utf-8')) if f[0] and not f[0].startswith('#')}


def main():
    part, family, given = read(sys.argv[1])
    bearers = census(sys.argv[2])
    readings = unihan(sys.argv[4], ['kTGHZ2013', 'kHanyuPinlu'])
    variants = unihan(sys.argv[5], ['kSimplifiedVariant', 'kSemanticVariant', 'kZVariant'])
    hanja = read_hanja(sys.argv[3], readings, variants)
    read_as = collections.Counter(h for hs in hanja.values() for h in hs)
    # any syllable that is met is possible, so is any that a character is read as, and every family name
    prior = collections.Counter({h: 0.1 + 0.01 * n for h, n in read_as.items()})
    for h, n in given.items():
        prior[h] = max(prior[h], n + 0.5)
    scale = sum(family[h] for h in bearers) / sum(bearers.values())
    fprior = collections.Counter({h: (bearers[h] * scale if h in bearers else family[h]) + 0.5 for h in FAMILIES})
    print('/* Made by tools/make_korean.py; do not edit. */')
    print('struct korean_spelling { uint32_t at; uint16_t first; uint8_t n, options, strength; };')
    print('struct korean_packed { uint16_t hangul; uint8_t p; };')
    for name, special in (('latin', SPECIAL), ('cyrillic', SPECIAL_RU)):
        emit('korean_' + name, {s: options(w, 0.6) for s, w in spellings(prior, part, name == 'latin').items()})
        fam = spellings(fprior, part, name == 'latin')
        for s, hs in special.items():
            if hs and name == 'latin':
                fam[s] = {h: fprior[h] for h in hs} | {h: w for h, w in fam.get(s, {}).items() if h in hs}
            else:
                for h in hs:
                    fam[s][h] = max(fam[s].get(h, 0), fprior[h])
        emit('korean_%s_family' % name, {s: options(w, 0.95) for s, w in fam.items() if s and w})
    print('static const uint16_t korean_families[] = {%s};' % ', '.join('0x%04X' % ord(h) for h in sorted(set(FAMILIES) | set(filter(None, map(alternate, FAMILIES))))))
    print('static const uint16_t korean_families2[][2] = {%s};' % ', '.join('{0x%04X, 0x%04X}' % (ord(f[0]), ord(f[1])) for f in FAMILIES2))
    rows = []
    for c, hs in hanja.items():
        hs.sort(key=lambda h: -(given[h] + family[h]))
        rows.append((ord(c), [ord(h) for h in hs[:3]]))
    rows.sort()
    print('static const struct { uint32_t han; uint16_t hangul[3]; } korean_hanja[] = {')
    for c, hs in rows:
        print('\t{0x%X, {%s}},' % (c, ', '.join('0x%04X' % h for h in hs)))
    print('};')


main()
