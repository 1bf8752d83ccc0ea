#!/usr/bin/env python3
"""Writes the tables of src/names/chinese_table.c: make_han.py Unihan_Readings.txt.bz2 Unihan_Variants.txt.bz2 han_sounds.tsv

A list is a run of (syllable, p, last) in one pool; spellings and characters point at lists. A syllable's class joins all the
syllables that some spelling may stand for, so that an index key made of classes is the same for all of them.
"""
import bz2
import collections
import math
import re
import sys
import unicodedata

from chinese_names import DOUBLE, DOUBLE_SOUND, FAMILIES, FAMILY_SOUND, GIVEN, JAPANESE
from chinese_sounds import PINYIN, canton_spellings, mandarin_spellings, wade

FIRST, LAST, PAGE, SLOTS = 0x3400, 0x323C0, 64, 4096
OPTIONS, HAN_OPTIONS = 8, 4


def unihan(path, fields):
    out = {f: {} for f in fields}
    for line in bz2.open(path, 'rt', encoding='utf-8'):
        if line.startswith('U+'):
            cp, field, value = line.rstrip('\n').split('\t')
            if field in out:
                out[field][int(cp[2:], 16)] = value
    return out


def points(value):
    return [int(x, 16) for x in re.findall(r'U\+([0-9A-F]+)', value)]


def toneless(pinyin):
    s = unicodedata.normalize('NFD', pinyin.lower()).replace('u\u0308', 'v')
    s = ''.join(c for c in s if 'a' <= c <= 'z')
    return s if s in NUMBER else None


class Sounds:
    """Readings of characters, Mandarin and Cantonese, most likely first."""
    def __init__(self, readings, fold, group):
        self.r, self.fold, self.group = readings, fold, group

    def own_mandarin(self, cp):
        found = {}

        def add(pinyin, p):
            s = toneless(pinyin)
            if s:
                found[s] = max(found.get(s, 0), p)
        for i, x in enumerate(self.r['kMandarin'].get(cp, '').split()):
            add(x, 1 if i == 0 else .5)
        lu = re.findall(r'([^\s(]+)\((\d+)\)', self.r['kHanyuPinlu'].get(cp, ''))
        for x, n in lu:
            add(x, max(.35, .9 * int(n) / max(int(m) for _, m in lu)))
        for field in ('kTGHZ2013', 'kXHC1983'):
            for x in re.findall(r':(\S+)', self.r[field].get(cp, '')):
                for y in x.split(','):
                    add(y, .35)
        if not found:
            for x in re.findall(r':(\S+)', self.r['kHanyuPinyin'].get(cp, ''))[:1]:
                add(x.split(',')[0], 1)
        return found

    def own_cantonese(self, cp):
        found = {}
        for i, x in enumerate(self.r['kCantonese'].get(cp, '').split()):
            found.setdefault(re.sub(r'\d', '', x), 1 if i == 0 else .5)
        return found

    def all(self, cp, own):
        """The character's own readings, then those of its other forms."""
        found = own(cp)
        for other in sorted(self.group[self.fold.get(cp, cp)]):
            for s, p in own(other).items():
                found.setdefault(s, (1 if not own(cp) else .3) * p)
        return sorted(found.items(), key=lambda x: (-x[1], x[0]))


class Pool:
    def __init__(self):
        self.cells, self.at = [], {}

    def list(self, options, limit):
        """options: (number, p), any order. 0 is the empty list."""
        if not options:
            return 0
        best = {}
        for s, p in options:
            best[s] = max(p, best.get(s, 0))
        top = max(best.values())
        row = tuple((s, max(1, round(255 * p / top))) for s, p in sorted(best.items(), key=lambda x: (-x[1], x[0]))[:limit])
        if row not in self.at:
            self.at[row] = len(self.cells) + 1
            self.cells += [(s, p, int(i == len(row) - 1)) for i, (s, p) in enumerate(row)]
        return self.at[row]


def folds(variants, readings):
    """Character to simplified form."""
    out = {}
    for cp, value in variants['kSimplifiedVariant'].items():
        targets = points(value)
        if cp not in targets and targets:
            out[cp] = targets[0]
    for pair in JAPANESE:
        if pair[0] != pair[1]:
            out.setdefault(ord(pair[0]), ord(pair[1]))
    standard = readings['kTGHZ2013']
    for field in ('kSemanticVariant', 'kZVariant'):
        for cp, value in variants[field].items():
            if cp in out or cp in standard or cp in readings['kHanyuPinlu']:
                continue
            targets = [out.get(t, t) for t in points(value)]
            targets = [t for t in targets if t in standard and t != cp]
            if targets:
                out[cp] = targets[0]
    for cp in list(range(0xF900, 0xFB00)) + list(range(0x2F800, 0x2FA20)) + list(range(0x2F00, 0x2FE0)):
        form = unicodedata.normalize('NFKC', chr(cp))
        if len(form) == 1 and ord(form) != cp:
            out[cp] = ord(form)
    for cp in out:
        seen = {cp}
        while out[cp] in out and out[cp] not in seen:
            seen.add(out[cp])
            out[cp] = out[out[cp]]
    return {a: b for a, b in out.items() if a != b}


def code(spelling):
    n = 0
    for c in spelling:
        n = n << 5 | (27 if c == "'" else ord(c) - 96)
    return n


def classes(n, lists):
    parent = list(range(n))

    def root(x):
        while parent[x] != x:
            x = parent[x]
        return x
    for row in lists:
        for s in row[1:]:
            parent[root(s)] = root(row[0])
    return [root(i) for i in range(n)]


def array(kind, name, values):
    print(f'static const {kind} {name}[{len(values)}] = {{')
    line = '\t'
    for v in values:
        if len(line) + len(v) > 140:
            print(line.rstrip())
            line = '\t'
        line += v + ', '
    print(line.rstrip() + '\n};')


SYMBOLS = {'sh': 27, 'ch': 28, 'zh': 29, 'kh': 30, 'ts': 31}  # src/names/fold.h


def symbols(letters):
    out = []
    while letters:
        n = 2 if letters[:2] in SYMBOLS else 1
        out.append(SYMBOLS.get(letters[:n]) or ord(letters[0]) - 96)
        letters = letters[n:]
    return out


def heard(path):
    """Characters of foreign names: (character, [(letters, bits in sixteenths)])."""
    for line in open(path, encoding='utf-8'):
        if not line.startswith('#'):
            han, strings = line.rstrip('\n').split('\t')
            pairs = [x.split(':') for x in strings.split()]
            yield ord(han), [([] if s == '-' else symbols(s), min(255, round(-16 * math.log2(int(p) / 1000)))) for s, p in pairs]


NUMBER = {s: i for i, s in enumerate(PINYIN)}


def main():
    readings = unihan(sys.argv[1], ['kMandarin', 'kHanyuPinlu', 'kTGHZ2013', 'kXHC1983', 'kHanyuPinyin', 'kCantonese'])
    variants = unihan(sys.argv[2], ['kSimplifiedVariant', 'kSemanticVariant', 'kZVariant'])
    fold = folds(variants, readings)
    group = collections.defaultdict(set)
    for a, b in fold.items():
        group[b] |= {a, b}
    sounds, pool = Sounds(readings, fold, group), Pool()
    jyutping = sorted({re.sub(r'\d', '', x) for v in readings['kCantonese'].values() for x in v.split()})
    jyutping = [j for j in jyutping if canton_spellings(j)]
    canton = {s: i for i, s in enumerate(jyutping)}

    spelt = collections.defaultdict(lambda: [{}, {}, {}])  # spelling: Pinyin, Wade-Giles, Cantonese
    for system, spelling, syllable, p in mandarin_spellings():
        row = spelt[spelling][system]
        row[NUMBER[syllable]] = max(p, row.get(NUMBER[syllable], 0))
    for j in jyutping:
        for spelling, p in canton_spellings(j):
            if p >= .2 and len(spelling) < 9:
                row = spelt[spelling][2]
                row[canton[j]] = max(p, row.get(canton[j], 0))
    slots = [None] * SLOTS
    for spelling in sorted(spelt):
        at = (code(spelling) * 0x9E3779B97F4A7C15 & (1 << 64) - 1) >> 52
        while slots[at]:
            at = (at + 1) % SLOTS
        slots[at] = (code(spelling), [pool.list(list(row.items()), OPTIONS) for row in spelt[spelling]],
                     [round(255 * max(row.values(), default=0)) for row in spelt[spelling]])
    class_m = classes(len(PINYIN), [sorted({**rows[0], **rows[1]}) for rows in spelt.values() if rows[0] or rows[1]])
    class_c = classes(len(jyutping), [sorted(rows[2]) for rows in spelt.values() if rows[2]])

    def lists(cp):
        m = [(NUMBER[s], p) for s, p in sounds.all(cp, sounds.own_mandarin)]
        c = [(canton[s], p) for s, p in sounds.all(cp, sounds.own_cantonese) if s in canton]
        return m[:HAN_OPTIONS], c[:HAN_OPTIONS]

    # family names, and how often a sound is one or stands in a given name
    family_m, family_c, given_m, given_c = [0] * len(PINYIN), [0] * len(jyutping), [0] * len(PINYIN), [0] * len(jyutping)
    single, seen = [], set()
    for rank, c in enumerate(''.join(FAMILIES)):
        cp = fold.get(ord(c), ord(c))
        if cp in seen:
            continue
        seen.add(cp)
        weight = 255 if rank < 100 else 215 if rank < 320 else 150
        m, c2 = lists(cp)
        own = FAMILY_SOUND.get(c, (None, None))
        if own[0]:
            m = [(NUMBER[own[0]], 1)] + [(s, p * .3) for s, p in m if s != NUMBER[own[0]]]
        if own[1]:
            c2 = [(canton[own[1]], 1)] + [(s, p * .3) for s, p in c2 if s != canton[own[1]]]
        if m:
            family_m[m[0][0]] = max(family_m[m[0][0]], weight)
        for s, p in c2[:1]:
            family_c[s] = max(family_c[s], weight)
        single.append((cp, pool.list(m, HAN_OPTIONS), pool.list(c2, HAN_OPTIONS), weight))
    double = {}
    for name in DOUBLE:
        a, b = (fold.get(ord(c), ord(c)) for c in name)
        m = DOUBLE_SOUND.get(name, '').split()
        m = [NUMBER[s] for s in m] if m else [lists(x)[0][0][0] for x in (a, b)]
        double[a, b] = m + [lists(x)[1][0][0] for x in (a, b)]
    for rank, c in enumerate(GIVEN):
        m, c2 = lists(ord(c))
        for row, table in ((m, given_m), (c2, given_c)):
            if row:
                table[row[0][0]] = min(255, table[row[0][0]] + (120 if rank < 250 else 80))

    sys.stdout.reconfigure(encoding='utf-8')
    print('/* made by tools/make_han.py from the Unicode Han Database */')
    names = [(s.replace('v', '\u00fc'), wade(s).replace('v', '\u00fc')) for s in PINYIN]
    array('struct sound_name', 'mandarin_names', [f'{{"{a}", "{b}"}}' for a, b in names])
    array('struct sound_name', 'canton_names', [f'{{"{j}", "{canton_spellings(j)[0][0]}"}}' for j in jyutping])
    array('struct chinese_sound', 'mandarin_sounds', [f'{{{c}, {f}, {g}}}' for c, f, g in zip(class_m, family_m, given_m)])
    array('struct chinese_sound', 'canton_sounds', [f'{{{c}, {f}, {g}}}' for c, f, g in zip(class_c, family_c, given_c)])
    triple = lambda v: '{' + ', '.join(map(str, v)) + '}'
    array('struct chinese_spelling', 'spellings', [f'{{{x[0]:#x}, {triple(x[1])}, {triple(x[2])}}}' if x else '{0}' for x in slots])
    array('struct chinese_family', 'families', [f'{{{cp:#x}, {{{m}, {c}}}, {w}}}' for cp, m, c, w in sorted(single)])
    array('struct chinese_double', 'doubles',
          [f'{{{{{a:#x}, {b:#x}}}, {{{{{v[0]}, {v[1]}}}, {{{v[2]}, {v[3]}}}}}}}' for (a, b), v in sorted(double.items())])
    firsts = [{v[0] for v in double.values()}, {v[2] for v in double.values()}]
    begins = [0] * 26
    for spelling, rows in spelt.items():
        if any(x in firsts[k == 2] for k, row in enumerate(rows) for x in row):
            for b in spelling[1:2] or 'abcdefghijklmnopqrstuvwxyz':
                begins[ord(spelling[0]) - 97] |= 1 << ord(b) - 97 if b != "'" else (1 << 26) - 1
    array('uint32_t', 'double_begins', [hex(x) for x in begins])
    pages, page_of, cells = {}, [], []
    for start in range(FIRST, LAST, PAGE):
        rows = []
        for cp in range(start, start + PAGE):
            m, c = lists(cp)
            rows.append((pool.list(m, HAN_OPTIONS), pool.list(c, HAN_OPTIONS)))
        rows = tuple(rows)
        if rows not in pages:
            pages[rows] = len(pages)
            cells += rows
        page_of.append(pages[rows])
    assert len(pool.cells) < 65536 and len(pages) < 65536
    array('uint16_t', 'han_pages', [str(p) for p in page_of])
    array('struct han_cell', 'han_cells', [f'{{{{{m}, {c}}}}}' for m, c in cells])
    array('struct pool_cell', 'pool', [f'{{{s}, {p}, {e}}}' for s, p, e in pool.cells])
    array('struct simple_pair', 'simple_pairs', [f'{{{a:#x}, {b:#x}}}' for a, b in sorted(fold.items())])
    rows, strings = [], []
    for cp, row in sorted(heard(sys.argv[3])):
        rows.append(f'{{{cp:#x}, {len(strings)}, {len(row)}}}')
        strings += [f'{{{len(x)}, {bits}, {{{", ".join(map(str, x)) or 0}}}}}' for x, bits in row]
    array('struct chinese_heard_row', 'heard_rows', rows)
    array('struct chinese_heard_string', 'heard_strings', strings)
    print(f'enum {{ HAN_FIRST = {FIRST:#x}, HAN_LAST = {LAST:#x}, HAN_PAGE = {PAGE}, SPELLING_SLOTS = {SLOTS} }};')


if __name__ == '__main__':
    main()
