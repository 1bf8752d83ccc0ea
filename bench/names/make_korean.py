#!/usr/bin/env python3
"""Pairs and queries of Korean names from the DPRK listings of the UN and OFAC.

usage: make_korean.py DATA OUT      (DATA: the folder with lists/ and names/; writes OUT/korean_pairs.csv, OUT/korean_queries.csv)

From each listed Korean person's own spelling, with its marks, and those aliases that agree with it syllable by syllable, the Hangul
is derived: the syllables that all of them allow; of several the most usual given-name syllable (counted from public pairs).
Then it is written as others would write it: Hangul (North, South, given name first), the usual South Korean spelling, the Revised
Romanization; hyphenated, split, joined; family name first and last. Each of these against the listing is a positive pair.
Negatives: the same treatments of another name against the listing, half of them hard: the same family name and one given
syllable in common. No negative can be read as the same syllables: some syllable has no reading in common.
"""
import csv
import os
import random
import sys

import korean
import lists


def listed(data):
    """[(id, [spelling parts])] of persons under a DPRK programme."""
    out = [(i, [n for n, _ in names]) for i, schema, names in lists.un(data + '/lists/un-2026-02-27.xml') if i.startswith('KPi')]
    for i, schema, names, programmes, remarks in lists.ofac(data + '/lists/ofac-2023-01/sdn.csv'):
        foreign = any('nationality ' + x in remarks for x in ('China', 'Taiwan', 'Russia', 'Singapore', 'India', 'Turkey'))
        if schema == 'Person' and 'DPRK' in programmes and not foreign:
            out.append((i, [n for n, _ in names]))
    return out


def read_alias(syllables, parts):
    if len(parts) > 1:
        return syllables.read(parts[0], ' '.join(parts[1:]))
    words = korean.clean(parts[0]).split()
    if len(words) < 2 or any(ord(c) > 0x2000 for c in ''.join(words)):
        return []
    return syllables.read(words[0], ' '.join(words[1:])) + syllables.read(words[-1], ' '.join(words[:-1]))


def derive(syllables, spellings):
    """(Hangul, sets that all agreeing spellings allow, whether no choice was needed) or None."""
    rows = read_alias(syllables, spellings[0])
    if not rows:
        return None
    best = rows[0]
    for other in spellings[1:]:
        for row in read_alias(syllables, other):
            if len(row) == len(best) and all(a & b for a, b in zip(best, row)):
                best = [a & b for a, b in zip(best, row)]
                break
    # the North writes the initial R that it speaks: Ri and Ryu are 리 and 류, Yu is 유; else the family name first in the table
    north = korean.clean(spellings[0][0])[0] in 'rl'
    order = list(korean.FAMILY)
    family = min(best[0], key=lambda c: ((korean.parts(c)[0] == 'ㄹ') != north, order.index(c)))
    hangul = family + ''.join(syllables.usual(s) for s in best[1:])
    return hangul, all(len(s) == 1 for s in best)


def common(c):
    return korean.COMMON.get(c, korean.revised(c).replace('l', 'l'))


def treatments(hangul):
    """[(treatment, spelling)]"""
    f, g = hangul[0], hangul[1:]
    south_f, known = korean.FAMILY[f]
    southern = south_f + korean.south_initial(g[0]) + g[1:]
    family = known[0].capitalize()
    rr = [korean.revised(c) for c in southern[1:]]
    usual = [common(c) for c in southern[1:]]
    rr_family = korean.revised(south_f).capitalize()
    out = [('hangul', hangul), ('hangul spaced', f + ' ' + g), ('hangul reversed', g + ' ' + f),
           ('common hyphen', family + ' ' + '-'.join(usual).capitalize()), ('common joined', family + ' ' + ''.join(usual).capitalize()),
           ('common split', ' '.join([family] + [x.capitalize() for x in usual])),
           ('common reversed', '-'.join(usual).capitalize() + ' ' + family.upper()),
           ('revised strict', rr_family + ' ' + ''.join(rr).capitalize()), ('revised hyphen', family + ' ' + '-'.join(rr).capitalize()),
           ('revised joined', family + ' ' + ''.join(rr).capitalize()), ('revised reversed', ''.join(rr).capitalize() + ' ' + family)]
    if south_f != f:
        out.append(('hangul South', south_f + g))
    return out


def readings(syllables, hangul, listing_rows):
    """All syllables that any treatment of the Hangul may be read as, place by place."""
    out = [set(korean.FAMILY) & {h for x in korean.FAMILY[hangul[0]][1] for h in syllables.by_family[x]}]
    for c in hangul[1:]:
        out.append({h for x in korean.spellings(c) for h in syllables.by_spelling.get(x, ())} | {c})
    return out


def apart(syllables, hangul, rows):
    mine = readings(syllables, hangul, rows)
    return all(len(row) != len(mine) or any(not (a & b) for a, b in zip(mine, row)) for row in rows)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    data, out = sys.argv[1:]
    rng = random.Random(1)
    syllables = korean.Syllables(data + '/names/korean_persons_dev.tsv')
    people = []
    for i, spellings in listed(data):
        found = derive(syllables, spellings)
        if found:
            rows = [row for s in spellings for row in read_alias(syllables, s)]
            # marks are often dropped and ch, k, t, p stand for two letters each: read without the marks too
            rows += [row for s in spellings for row in read_alias(syllables, tuple(korean.clean(x).replace("'", '') for x in s))]
            people.append((i, spellings[0], found[0], found[1], rows))
    pairs, queries = [], []
    all_hangul = sorted({p[2] for p in people})
    for i, spelling, hangul, sure, rows in people:
        name = ' '.join(spelling)
        same = [j for j, _, other, _, r in people if j != i and not apart(syllables, hangul, r)]
        for treatment, written in treatments(hangul):
            pairs.append((written, name, 'Person', 'true', treatment, 'sure' if sure else 'usual'))
            queries.append((written, ';'.join([i] + same), treatment, 'sure' if sure else 'usual'))
            # half hard: same family name, one given syllable the same
            hard = len(pairs) % 4 < 2
            for _ in range(200):
                if hard:
                    k = rng.randrange(1, len(hangul))
                    new = syllables.usual(set(rng.choices(list(syllables.count), weights=list(syllables.count.values()), k=1)))
                    other = hangul[:k] + new + hangul[k + 1:]
                    if rng.random() < 0.5:
                        near = [h for h in all_hangul if h != hangul and h[0] == hangul[0] and len(h) == len(hangul)
                                and any(a == b for a, b in zip(h[1:], hangul[1:]))]
                        other = rng.choice(near) if near else other
                else:
                    other = rng.choice(all_hangul)
                if apart(syllables, other, rows):
                    wrong = dict(treatments(other)).get(treatment, other)
                    pairs.append((wrong, name, 'Person', 'false', treatment + (' hard' if hard else ' random'), ''))
                    break
    os.makedirs(out, exist_ok=True)
    with open(out + '/korean_pairs.csv', 'w', encoding='utf-8', newline='') as f:
        w = csv.writer(f)
        w.writerow(['name1', 'name2', 'schema', 'is_match', 'case_group', 'notes'])
        w.writerows(pairs)
    with open(out + '/korean_queries.csv', 'w', encoding='utf-8', newline='') as f:
        w = csv.writer(f)
        w.writerow(['name', 'expected', 'treatment', 'notes'])
        w.writerows(queries)
    print(f'{len(people)} listed persons, {sum(p[3] for p in people)} with certain Hangul; {len(pairs)} pairs '
          f'({sum(p[3] == "true" for p in pairs)} true); {len(queries)} queries')


if __name__ == '__main__':
    main()
