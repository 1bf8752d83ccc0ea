#!/usr/bin/env python3
"""Learns which Latin letters a Han character stands for where foreign names are written by sound (克 k, 斯 s, 尔 l or r).

usage: learn_han.py [--hold N] PAIRS > data/names/han_sounds.tsv
PAIRS: Latin name, tab, Han characters (spaces between them do not matter), tab, anything. The pairs are aligned by expectation
maximisation (Dempster, Laird, Rubin 1977), each character giving 0 to 5 letters; letters are those of src/names/fold.h. With
--hold N every N-th pair is left out and how well its Latin name is told from others is said instead.
"""
import argparse
import collections
import math
import random
import sys
import unicodedata

from make_han import folds, unihan

RULES = [('tsch', 'C'), ('tch', 'C'), ('sch', 'S'), ('shch', 'S'), ('sh', 'S'), ('ch', 'C'), ('cz', 'C'), ('ck', 'k'), ('zh', 'Z'), ('kh', 'X'),
         ('gh', 'g'), ('dh', 'd'), ('ts', 'T'), ('tz', 'T'), ('th', 't'), ('ph', 'f'), ('dj', 'j'), ('ou', 'u'), ('oo', 'u'), ('ee', 'i'), ('ij', 'i'),
         ('iy', 'i'), ('yi', 'i'), ('ii', 'i'), ('q', 'k'), ('w', 'v')]
SPECIAL = {'ø': 'o', 'ß': 'ss', 'ł': 'l', 'đ': 'd', 'æ': 'ae', 'œ': 'oe', 'ı': 'i', 'þ': 'th', 'ð': 'd', 'ə': 'a'}
LETTERS = {'C': 'ch', 'S': 'sh', 'Z': 'zh', 'X': 'kh', 'T': 'ts'}
MOST = 5


def fold(word):
    word = ''.join(SPECIAL.get(c, c) for c in word.lower())
    word = ''.join(c for c in unicodedata.normalize('NFD', word) if 'a' <= c <= 'z')
    out, i = [], 0

    def put(c):
        if not out or out[-1] != c:
            out.append(c)
    while i < len(word):
        for a, b in RULES:
            if word.startswith(a, i):
                put(b)
                i += len(a)
                break
        else:
            c, after = word[i], word[i + 1:i + 2]
            if c == 'c':
                put('s' if after and after in 'eiy' else 'k')
            elif c == 'x':
                for k in ('s' if i == 0 else 'ks'):
                    put(k)
            elif c == 'y':
                put('y' if after and after in 'aeiou' else 'i')
            else:
                put(c)
            i += 1
    return ''.join(out)


class Model:
    def __init__(self):
        self.p = collections.defaultdict(dict)

    def start(self, pairs):
        count = collections.Counter()
        for han, latin, _ in pairs:
            for i in range(len(latin) + 1):
                for j in range(i, min(len(latin), i + MOST) + 1):
                    count[latin[i:j]] += 1
        self.first = {s: 0.2 ** len(s) for s in count}

    def get(self, c, s):
        row = self.p.get(c)
        if row is None:
            return self.first.get(s, 0) if not self.p else FLOOR ** (len(s) + 1)
        return row.get(s, 0) + FLOOR ** (len(s) + 1)

    def forward(self, han, latin):
        n = len(latin)
        f = [[0.0] * (n + 1) for _ in range(len(han) + 1)]
        f[0][0] = 1.0
        for k, c in enumerate(han):
            for i in range(n + 1):
                if f[k][i]:
                    for j in range(i, min(n, i + MOST) + 1):
                        f[k + 1][j] += f[k][i] * self.get(c, latin[i:j])
        return f

    def likelihood(self, han, latin):
        return math.log2(max(self.forward(han, latin)[-1][-1], 1e-300))

    def learn(self, pairs, rounds):
        self.start(pairs)
        for _ in range(rounds):
            new = collections.defaultdict(lambda: collections.defaultdict(float))
            for han, latin, w in pairs:
                self.expect(han, latin, w, new)
            self.p = {c: self.row(row) for c, row in new.items()}

    @staticmethod
    def row(row):
        total = sum(row.values()) + 0.5
        return {s: x / total for s, x in row.items() if x / total > 0.002 and x > 0.3}

    def expect(self, han, latin, w, new):
        f = self.forward(han, latin)
        n, total = len(latin), f[-1][-1]
        # names that are translated, not written by sound, teach nothing
        if total <= 0 or (self.p and math.log2(total) < -5.5 * n):
            return
        b = [0.0] * n + [1.0]
        for k in range(len(han) - 1, -1, -1):
            c, before = han[k], [0.0] * (n + 1)
            for i in range(n + 1):
                for j in range(i, min(n, i + MOST) + 1):
                    if b[j]:
                        p = self.get(c, latin[i:j]) * b[j]
                        before[i] += p
                        if f[k][i]:
                            new[c][latin[i:j]] += w * f[k][i] * p / total
            b = before


FLOOR = 1 / 64


def read(path, simple):
    for line in open(path, encoding='utf-8'):
        latin, han = line.rstrip('\n').split('\t')[:2]
        latin = fold(latin)
        han = ''.join(chr(simple.get(ord(c), ord(c))) for c in han if not c.isspace())
        if len(han) > 1 and 2 < len(latin) < 16 and 0.7 <= len(latin) / len(han) <= 5 and all('\u3400' <= c <= '\u9fff' for c in han):
            yield han, latin, 1.0


def letters(latin):
    return ''.join(LETTERS.get(c, c) for c in latin)


def main():
    a = argparse.ArgumentParser()
    a.add_argument('--hold', type=int)
    a.add_argument('--rounds', type=int, default=6)
    a.add_argument('pairs')
    args = a.parse_args()
    readings = unihan('/usr/share/unicode/Unihan_Readings.txt.bz2', ['kTGHZ2013', 'kHanyuPinlu'])
    variants = unihan('/usr/share/unicode/Unihan_Variants.txt.bz2', ['kSimplifiedVariant', 'kSemanticVariant', 'kZVariant'])
    pairs = sorted(set(read(args.pairs, folds(variants, readings))))
    random.Random(1).shuffle(pairs)
    held = pairs[::args.hold] if args.hold else []
    model = Model()
    model.learn([x for i, x in enumerate(pairs) if not (args.hold and i % args.hold == 0)], args.rounds)
    if held:
        report(model, held[:1500])
        return
    print('# Han characters in foreign names and the letters they stand for, each with its share in thousandths: made by tools/learn_han.py')
    for c, row in sorted(model.p.items()):
        kept = sorted(((s, round(1000 * p)) for s, p in row.items() if p >= 0.008), key=lambda x: (-x[1], x[0]))[:12]
        if kept and sum(row.values()) > 0.6:
            print(c + '\t' + ' '.join(f'{letters(s) or "-"}:{p}' for s, p in kept))


def report(model, held):
    rng = random.Random(2)
    for t in (-5, -4.5, -4, -3.5, -3, -2.5):
        right = sum(model.likelihood(h, l) / len(l) > t for h, l, _ in held)
        wrong = sum(model.likelihood(h, rng.choice(held)[1]) / len(l) > t for h, l, _ in held for _ in range(3))
        print(f'bits a letter > {t}: right {right / len(held):.3f}, wrong {wrong / len(held) / 3:.4f}', file=sys.stderr)


if __name__ == '__main__':
    main()
