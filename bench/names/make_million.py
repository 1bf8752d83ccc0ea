#!/usr/bin/env python3
"""A large synthetic list, and queries for it: names put together from the frequencies of parts in public lists. No real person is meant.

usage: make_million.py [--names N] [--queries Q] [--seed S] DATA OUT

Writes OUT/synthetic-N.txt (one name a line, format "names" of `onus list add`) and OUT/synthetic-queries.txt. Three quarters are
persons, the rest bodies. A name takes the layout (how many parts) of a public list's name; each of its parts is drawn
  - with 7 chances in 10 from the parts that stand in that place on the public lists, as often as they stand there;
  - else made of letters by a chain over those parts' letters (order 3), so that the number of different words grows with the list,
    as it does on a real one.
Queries: a third are names of the list with one typing error, a third names made the same way that are not on it, a third two
words of the list that do not stand together.
"""
import argparse
import bisect
import itertools
import os
import random
import re

import lists
from make_typos import ERRORS, one_error


class Draw:
    """Items drawn as often as they were counted."""
    def __init__(self, counts):
        self.items = sorted(counts)
        self.sums = list(itertools.accumulate(counts[i] for i in self.items))

    def one(self, rng):
        return self.items[bisect.bisect_right(self.sums, rng.randrange(self.sums[-1]))]


class Letters:
    """Words made letter by letter, each letter drawn by the three before it."""
    def __init__(self, words):
        counts = {}
        for w in words:
            w = '^^^' + w.lower() + '$'
            for i in range(3, len(w)):
                c = counts.setdefault(w[i - 3:i], {})
                c[w[i]] = c.get(w[i], 0) + 1
        self.next = {k: Draw(c) for k, c in counts.items()}

    def word(self, rng):
        while True:
            s = '^^^'
            while len(s) < 20:
                c = self.next[s[-3:]].one(rng)
                if c == '$':
                    break
                s += c
            if 3 < len(s) - 3 < 15:
                return s[3:]


class Kind:
    """Layouts and parts of persons or of bodies."""
    def __init__(self, names):
        self.layouts, self.parts, words = {}, {}, []
        for name in names:
            parts = name.split()[:8]
            self.layouts[len(parts)] = self.layouts.get(len(parts), 0) + 1
            for i, p in enumerate(parts):
                place = self.place(i, len(parts))
                c = self.parts.setdefault(place, {})
                c[p] = c.get(p, 0) + 1
                if p.isalpha():
                    words.append(p)
        self.layouts = Draw(self.layouts)
        self.parts = {k: Draw(c) for k, c in self.parts.items()}
        self.letters = Letters(words)

    @staticmethod
    def place(i, n):
        return 'last' if i == n - 1 else 'first' if i == 0 else 'inner'

    def name(self, rng):
        n = self.layouts.one(rng)
        return ' '.join(self.parts[self.place(i, n)].one(rng) if rng.random() < 0.7 else self.letters.word(rng).capitalize() for i in range(n))


def latin(s):
    return re.search('[a-zA-Z]', s) and all(ord(c) < 0x250 for c in s)


def public(data):
    persons, bodies = [], []
    for _, schema, names in lists.un(data + '/lists/un-2026-02-27.xml'):
        for parts, _ in names:
            (persons if schema == 'Person' else bodies).append(' '.join(parts))
    for _, schema, names, _, _ in lists.ofac(data + '/lists/ofac-2021-07/sdn.csv'):
        for parts, _ in names:
            (persons if schema == 'Person' else bodies).append(' '.join(reversed(parts)) if len(parts) == 2 else parts[0])
    return [sorted(x for x in ns if latin(x)) for ns in (persons, bodies)]


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument('--names', type=int, default=1000000)
    p.add_argument('--queries', type=int, default=10000)
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('data')
    p.add_argument('out')
    a = p.parse_args()
    rng = random.Random(a.seed)
    persons, bodies = (Kind(x) for x in public(a.data))
    os.makedirs(a.out, exist_ok=True)
    made = {}
    while len(made) < a.names:
        made[(persons if rng.random() < 0.75 else bodies).name(rng)] = None
    made = list(made)
    with open(f'{a.out}/synthetic-{a.names}.txt', 'w', encoding='utf-8') as f:
        f.writelines(n + '\n' for n in made)
    with open(f'{a.out}/synthetic-queries.txt', 'w', encoding='utf-8') as f:
        for k in range(a.queries):
            if k % 3 == 0:
                name = rng.choice(made)
                wrong = one_error(rng, name, rng.choice(ERRORS))
                f.write((wrong[0] if wrong else name) + '\n')
            elif k % 3 == 1:
                f.write((persons if rng.random() < 0.75 else bodies).name(rng) + '\n')
            else:
                f.write(rng.choice(rng.choice(made).split()) + ' ' + rng.choice(rng.choice(made).split()) + '\n')
    words = {w for n in made for w in n.lower().split()}
    print(f'{len(made)} synthetic names, {len(words)} different words, {a.queries} queries, seed {a.seed}')


if __name__ == '__main__':
    main()
