#!/usr/bin/env python3
"""Makes the table of words that are no names (src/names/words.h) from data/names/*.tsv.

usage: make_words.py DATA_FOLDER > words_table.h
A phrase with two meanings for one use is an error, except that in common.tsv a later line takes a phrase over from an earlier one.
"""
import math
import hashlib
import pathlib
import sys
import unicodedata

PERSON, COMPANY, VESSEL = 1, 2, 4
SPECIAL = {'ø': 'o', 'ß': 'ss', 'ł': 'l', 'đ': 'd', 'æ': 'ae', 'œ': 'oe', 'ı': 'i', 'þ': 'th', 'ð': 'd', 'ə': 'a'}


def folded(phrase):
    words = []
    for w in phrase.strip().lower().split():
        plain = ''.join(SPECIAL.get(c, c) for c in w)
        plain = ''.join(c for c in unicodedata.normalize('NFD', plain) if not unicodedata.combining(c))
        words.append(plain if plain.isascii() else unicodedata.normalize('NFKC', w))
    return ' '.join(words)


def rows(path):
    for n, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        if line and not line.startswith('#'):
            yield n, line.split('\t')


class Table:
    def __init__(self):
        self.meaning = {1: {}, 2: {}, 4: {}}
        self.faults = []

    def add(self, where, uses, phrase, kind, canonical, group=None, over=False):
        p = folded(phrase)
        if not p:
            return
        for use in (PERSON, COMPANY, VESSEL):
            if not uses & use:
                continue
            old, new = self.meaning[use].get(p), (kind, canonical, group)
            if old and old != new and not over:
                # what stands first in the order of the tables has the phrase; inside one table it is a fault
                if old[0] == kind:
                    self.faults.append(f'{where}: {p!r} is {old[1]!r} already')
                continue
            self.meaning[use][p] = new


def stem(a, b):
    return a[:4] == b[:4] and len(a) >= 4


def main():
    data = pathlib.Path(sys.argv[1])
    t = Table()
    for n, (canonical, use, phrases) in rows(data / 'titles.tsv'):
        for p in phrases.split('|'):
            t.add(f'titles.tsv:{n}', PERSON if use == 'p' else VESSEL, p, 'TITLE', canonical)
    for n, (canonical, group, phrases) in rows(data / 'legal.tsv'):
        for p in phrases.split('|'):
            t.add(f'legal.tsv:{n}', COMPANY, p, 'LEGAL', canonical, None if group == '-' else group)
            if folded(p) in ('ltd', 'llc', 'inc', 'gmbh', 'corp', 'plc', 'limited', 'incorporated', 'co ltd'):
                t.add(f'legal.tsv:{n}', PERSON, p, 'LEGAL', canonical, None if group == '-' else group)
    for n, (canonical, phrases) in rows(data / 'links.tsv'):
        for p in phrases.split('|'):
            if p not in ('die', 'das', 'le', 'la', 'les') or canonical == 'the':
                t.add(f'links.tsv:{n}', COMPANY | VESSEL, p, 'LINK', canonical)
    for n, (canonical, phrases) in rows(data / 'particles.tsv'):
        for p in phrases.split('|'):
            t.add(f'particles.tsv:{n}', PERSON | COMPANY | VESSEL, p, 'PARTICLE', canonical)
    for n, (canonical, phrases) in rows(data / 'places.tsv'):
        for p in phrases.split('|'):
            t.add(f'places.tsv:{n}', COMPANY, p, 'PLACE', canonical)
    again = next(n for n, line in enumerate((data / 'common.tsv').read_text(encoding='utf-8').splitlines(), 1) if 'stands again below' in line)
    for n, (canonical, phrases) in rows(data / 'common.tsv'):
        for p in phrases.split('|'):
            f = folded(p)
            # words of one field are generic, but only forms of one word are the same word
            same = n > again or not f.isascii() or stem(f, canonical) or f == canonical or f == phrases.split('|')[0]
            if t.meaning[COMPANY].get(f, ('COMMON',))[0] == 'COMMON':
                t.add(f'common.tsv:{n}', COMPANY, p, 'COMMON', canonical if same else f, over=True)
    for n, (word, phrases) in rows(data / 'abbreviations.tsv'):
        meaning = t.meaning[COMPANY].get(word)
        if not meaning or meaning[0] != 'COMMON':
            t.faults.append(f'abbreviations.tsv:{n}: {word!r} is no word of common.tsv')
            continue
        for p in phrases.split('|'):
            t.meaning[COMPANY].setdefault(p, meaning)
    if t.faults:
        sys.exit('\n'.join(t.faults))
    shares = {}
    if (data / 'shares.tsv').exists():
        for n, (word, person, other) in rows(data / 'shares.tsv'):
            shares[word] = (float(person), float(other))
    least = [min((s[k] for s in shares.values() if s[k] > 0), default=1e-4) / 3 for k in (0, 1)]
    # what people in general are called is as common as that, however few of them a list has
    for n, (word, share) in rows(data / 'population.tsv'):
        person, other = shares.get(word, (0.0, 0.0))
        shares[word] = (max(person, float(share)), other)
    strings, pool = {}, bytearray()

    def string(s):
        if s is None:
            return 0xFFFFFFFF
        if s not in strings:
            strings[s] = len(pool)
            pool.extend(s.encode() + b'\0')
        return strings[s]

    phrases = sorted({p for m in t.meaning.values() for p in m}, key=lambda p: p.encode())
    print('/* Made by tools/make_words.py from data/names/; do not edit. */')
    print('#include <stdint.h>')
    print('struct words_meaning { uint8_t kind; uint32_t canonical, group; };')
    print('struct words_phrase { uint32_t text; uint8_t words; struct words_meaning meaning[3]; };')
    lines = []
    for p in phrases:
        meanings = []
        for use in (PERSON, COMPANY, VESSEL):
            kind, canonical, group = t.meaning[use].get(p, ('PLAIN', None, None))
            meanings.append('{WORD_%s, %du, %du}' % (kind, string(canonical), string(group)))
        lines.append('\t{%du, %d, {%s}},' % (string(p), len(p.split()), ', '.join(meanings)))
    print('static const struct words_phrase words_phrases[] = {')
    print('\n'.join(lines))
    print('};')
    # open addressing over the phrases, FNV-1a of the text
    size = 1 << (len(phrases) * 2).bit_length()
    slots = [0xFFFF] * size
    assert len(phrases) < 0xFFFF
    for i, p in enumerate(phrases):
        h = fnv(p) & (size - 1)
        while slots[h] != 0xFFFF:
            h = (h + 1) & (size - 1)
        slots[h] = i
    numbers('static const uint16_t words_slots[]', slots)
    # first words of phrases of several words, so that a plain word costs one look-up
    heads = sorted({p.split()[0] for p in phrases if ' ' in p}, key=lambda p: p.encode())
    longest = {h: max(len(p.split()) for p in phrases if p.split()[0] == h) for h in heads}
    size = 1 << (len(heads) * 2).bit_length()
    slots = [(0, 0)] * size
    for w in heads:
        h = fnv(w) & (size - 1)
        while slots[h][1]:
            h = (h + 1) & (size - 1)
        slots[h] = (string(w), longest[w])
    print('static const struct { uint32_t text; uint8_t longest; } words_heads[] = {')
    print('\n'.join('\t{%du, %d},' % s for s in slots))
    print('};')
    # words of phrases by what is left of them without one letter: where a word with a slip is looked up (deletion neighbourhood; Garbe 2012)
    slips = sorted({(fnv(w[:i] + w[i + 1:] if i < len(w) else w), string(w)) for p in phrases for w in p.split()
                    if len(w) >= 5 and w.isascii() and w.isalpha() for i in range(len(w) + 1)})
    print('static const struct words_slip { uint32_t hash, text; } words_slips[] = {')
    print('\n'.join('\t{%du, %du},' % s for s in slips))
    print('};')
    # most hashes are none of these: a bit each says so at once
    met = [0] * (1 << 15)
    for h, _ in slips:
        met[h % len(met)] |= 1 << h // len(met) % 8
    numbers('static const uint8_t words_slips_met[]', met)
    size = 1 << max(4, (len(shares) * 2).bit_length())
    table = [None] * size
    for w in sorted(shares):
        h = fnv(w) & (size - 1)
        while table[h]:
            h = (h + 1) & (size - 1)
        table[h] = (string(w), *shares[w])
    print('static const struct { uint32_t text; float person, other; } words_shares[] = {')
    print('\n'.join('\t{%du, %ef, %ef},' % s if s else '\t{0xFFFFFFFFu, 0.f, 0.f},' for s in table))
    print('};')
    print('static const double words_least[2] = {%g, %g};' % tuple(least))
    print('/* what tells these tables from others */')
    made = hashlib.sha256(repr((lines, sorted(longest.items()), slips, sorted(shares.items()), least)).encode() + pool)
    print('static const uint64_t words_fingerprint = 0x%su;' % made.hexdigest()[:16])
    numbers('static const char words_pool[]', [b if b < 128 else b - 256 for b in pool])


def fnv(text):
    h = 0x811c9dc5
    for b in text.encode():
        h = (h ^ b) * 0x01000193 & 0xFFFFFFFF
    return h


def numbers(head, values):
    print(head + ' = {')
    for i in range(0, len(values), 24):
        print('\t' + ', '.join(map(str, values[i:i + 24])) + ',')
    print('};')


main()
