#!/usr/bin/env python3
"""Pairs of Korean names in many spellings, made independently of make_korean.py: other people, other systems, both sides treated.

usage: make_korean_wide.py [--seed S] DATA OUT      (writes OUT/korean_wide.csv)

The people are those of DATA/names/korean_persons_dev.tsv whose Hangul is a family name and two given syllables, and whose Latin name has the
same consonants. Each is written by two systems picked at random: Hangul of South and North, with and without spaces; McCune-Reischauer with
breves, with apostrophes for breves (as on the UN's list), without marks, with the sounds that change between syllables; the DPRK's system of
1992; Revised with and without its sound changes; the bearer's own spelling; passport spellings; Kontsevich's Cyrillic and that of the press;
family name first and last, capitals, comma, hyphen, joined, split. Negatives: another name by the same two systems, half of them with the same
family name and one given syllable in common; none that any one spelling could stand for.
"""
import argparse
import csv
import os
import random
import unicodedata

I = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
V = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'
F = ['', *'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ']


def split(c):
    n = ord(c) - 0xAC00
    return I[n // 588], V[n // 28 % 21], F[n % 28]


def join(i, v, f):
    return chr(0xAC00 + (I.index(i) * 21 + V.index(v)) * 28 + F.index(f))


SOFT = 'ㅑㅒㅕㅖㅛㅠㅣ'


def south(c):
    i, v, f = split(c)
    if i == 'ㄹ':
        return join('ㅇ' if v in SOFT else 'ㄴ', v, f)
    return join('ㅇ', v, f) if i == 'ㄴ' and v in SOFT else c


NORTH_FAMILY = {'이': '리', '임': '림', '류': '류', '노': '로', '나': '라', '염': '렴', '여': '려', '육': '륙'}
NORTH_SURE = {'이', '노'}  # 임 may be 임 in the North too; of the others one cannot know

VOWELS = {  # Revised, McCune-Reischauer, DPRK, Kontsevich
    'ㅏ': 'a a a а', 'ㅐ': 'ae ae ae э', 'ㅑ': 'ya ya ya я', 'ㅒ': 'yae yae yae йя', 'ㅓ': 'eo ŏ o о', 'ㅔ': 'e e e е', 'ㅕ': 'yeo yŏ yo ё', 'ㅖ': 'ye ye ye е',
    'ㅗ': 'o o o о', 'ㅘ': 'wa wa wa ва', 'ㅙ': 'wae wae wae вэ', 'ㅚ': 'oe oe oe ве', 'ㅛ': 'yo yo yo ё', 'ㅜ': 'u u u у', 'ㅝ': 'wo wŏ wo во', 'ㅞ': 'we we we ве',
    'ㅟ': 'wi wi wi ви', 'ㅠ': 'yu yu yu ю', 'ㅡ': 'eu ŭ u ы', 'ㅢ': 'ui ŭi ui ый', 'ㅣ': 'i i i и'}
REVISED = dict(zip(I, 'g kk n d tt r m b pp s ss - j jj ch k t p h'.split()))
MR = dict(zip(I, "k kk n t tt r m p pp s ss - ch tch ch' k' t' p' h".split()))
MR_VOICED = {**MR, 'ㄱ': 'g', 'ㄷ': 'd', 'ㅂ': 'b', 'ㅈ': 'j'}
DPRK = dict(zip(I, 'k kk n t tt r m p pp s ss - j jj ch kh th ph h'.split()))
RU = dict(zip(I, 'к кк н т тт р м п пп с сс - ч чч чх кх тх пх х'.split()))
RU_VOICED = {**RU, 'ㄱ': 'г', 'ㄷ': 'д', 'ㅂ': 'б', 'ㅈ': 'дж'}
CODA = {'': '', 'ㄱ': 'k', 'ㄴ': 'n', 'ㄷ': 't', 'ㄹ': 'l', 'ㅁ': 'm', 'ㅂ': 'p', 'ㅅ': 't', 'ㅇ': 'ng', 'ㅈ': 't', 'ㅊ': 't', 'ㅌ': 't', 'ㅍ': 'p', 'ㅎ': 't', 'ㅆ': 't', 'ㄲ': 'k'}
RU_CODA = {'k': 'к', 'n': 'н', 't': 'т', 'l': 'ль', 'm': 'м', 'p': 'п', 'ng': 'н', '': ''}
# how families of the South spell their names, the usual spelling first
PASSPORT = {'김': 'Kim Gim', '이': 'Lee Yi Rhee', '박': 'Park Pak', '최': 'Choi Choe', '정': 'Jung Jeong Chung', '강': 'Kang Gang', '조': 'Cho Jo', '윤': 'Yoon Yun',
            '장': 'Jang Chang', '임': 'Lim Im Yim', '한': 'Han', '오': 'Oh', '서': 'Seo Suh', '신': 'Shin Sin', '권': 'Kwon Gwon', '황': 'Hwang', '안': 'Ahn An', '송': 'Song',
            '유': 'Yoo Yu', '류': 'Ryu Yoo', '홍': 'Hong', '전': 'Jeon Jun Chun', '고': 'Ko Go', '문': 'Moon Mun', '손': 'Son Sohn', '양': 'Yang', '배': 'Bae Pae', '백': 'Baek Paik',
            '허': 'Heo Hur Huh', '남': 'Nam', '심': 'Shim Sim', '노': 'Noh Roh', '하': 'Ha', '곽': 'Kwak Gwak', '성': 'Sung Seong', '차': 'Cha', '주': 'Joo Ju', '우': 'Woo', '구': 'Koo Gu'}
RU_FAMILY = {'이': 'Ли', '임': 'Лим', '최': 'Цой', '정': 'Чон', '박': 'Пак', '김': 'Ким', '오': 'О', '노': 'Но', '유': 'Ю'}


def sounds(word):
    """(onset, vowel, coda) of each syllable as it is spoken: 국렬 is 궁녈, 철남 철람, 신룡 실룡."""
    s = [list(split(c)) for c in word]
    for a, b in zip(s, s[1:]):
        k = CODA.get(a[2], '')
        if b[0] == 'ㄹ' and k in ('k', 'p', 't', 'm', 'ng'):
            b[0] = 'ㄴ'
        if k in ('k', 'p', 't') and b[0] in 'ㄴㅁ':
            a[2] = {'k': 'ㅇ', 'p': 'ㅁ', 't': 'ㄴ'}[k]
        elif k == 'n' and b[0] == 'ㄹ':
            a[2] = 'ㄹ'
        elif k == 'l' and b[0] == 'ㄴ':
            b[0] = 'ㄹ'
    return s


def write(word, first, voiced, vowel, coda, change=False, ll='ll'):
    """One word by a system; a list of its syllables."""
    out, before = [], None
    for i, v, f in (sounds(word) if change else [split(c) for c in word]):
        k = CODA.get(f, '')
        onset = (voiced if before in ('', 'n', 'l', 'm', 'ng') else first)[i]
        if change and before == 'l' and i == 'ㄹ':
            onset = ll[1:]
        out.append(onset.replace('-', '') + VOWELS[v].split()[vowel] + coda(k))
        before = k
    return out


def latin(k):
    return k


def systems(rng, hangul, own):
    """system -> name; the family name in front, a list of given syllables and a joiner picked at random where the system leaves it open."""
    f, g = hangul[0], hangul[1:]
    northern = NORTH_FAMILY[f] if f in NORTH_SURE else f
    shape = lambda syllables: rng.choice([' '.join(x.capitalize() for x in syllables), '-'.join(syllables).capitalize(), ''.join(syllables).capitalize()])
    usual = PASSPORT[f].split() if f in PASSPORT else [write(f, REVISED, REVISED, 0, latin)[0].capitalize()]
    family = {'Revised': write(f, REVISED, REVISED, 0, latin)[0], 'MR': 'Yi' if f == '이' else write(f, MR, MR, 1, latin)[0],
              'DPRK': write(northern, DPRK, DPRK, 2, latin)[0]}
    mr, spoken = write(g, MR, MR_VOICED, 1, latin), write(g, MR, MR_VOICED, 1, latin, True)
    bare = lambda s: ''.join(c for c in unicodedata.normalize('NFD', s) if not unicodedata.combining(c)).replace("'", '')
    breves = lambda s: s.replace('ŏ', "o'").replace('ŭ', "u'")
    cap = str.capitalize
    out = {'hangul': f + g, 'hangul spaced': f + ' ' + g, 'hangul reversed': g + ' ' + f, 'hangul North': northern + g,
           'MR': cap(family['MR']) + ' ' + '-'.join(mr).capitalize(), 'MR spoken': cap(family['MR']) + ' ' + ''.join(spoken).capitalize(),
           'MR UN': breves(family['MR']).upper() + ' ' + breves('-'.join(mr)).upper(), 'MR plain': bare(cap(family['MR']) + ' ' + shape(mr)),
           'DPRK': cap(family['DPRK']) + ' ' + ' '.join(x.capitalize() for x in write(g, DPRK, DPRK, 2, latin)),
           'DPRK voiced': cap(family['DPRK']).upper() + ' ' + ' '.join(x.capitalize() for x in write(g, DPRK, {**DPRK, 'ㄱ': 'g', 'ㄷ': 'd', 'ㅂ': 'b'}, 2, latin)),
           'Revised': cap(family['Revised']) + ' ' + shape(write(g, REVISED, REVISED, 0, latin)),
           'Revised spoken': cap(family['Revised']) + ' ' + ''.join(write(g, REVISED, REVISED, 0, latin, True)).capitalize(),
           'Revised passport': rng.choice(usual) + ' ' + shape(write(g, REVISED, REVISED, 0, latin)),
           'own': own, 'own capitals': own.upper(),
           'Kontsevich': RU_FAMILY.get(f, cap(write(f, RU, RU, 3, RU_CODA.get)[0])) + ' ' + ' '.join(cap(x) for x in write(g, RU, RU_VOICED, 3, RU_CODA.get)),
           'Kontsevich joined': RU_FAMILY.get(f, cap(write(f, RU, RU, 3, RU_CODA.get)[0])) + ' ' + ''.join(write(g, RU, RU_VOICED, 3, RU_CODA.get)).capitalize()}
    for x in ('Revised passport', 'DPRK', 'MR plain'):
        head, _, rest = out[x].partition(' ')
        out[x + ' last'] = rest + ' ' + head.upper()
        out[x + ' comma'] = head.upper() + ', ' + rest
    return out


def confusable(a, b):
    """May one spelling stand for both syllables?"""
    def all_of(c):
        i, v, f = split(c)
        onsets = {'ㄱ': 'k', 'ㅋ': 'k', 'ㄲ': 'k', 'ㄷ': 't', 'ㅌ': 't', 'ㄸ': 't', 'ㅂ': 'p', 'ㅍ': 'p', 'ㅈ': 'c', 'ㅊ': 'c', 'ㄹ': 'n', 'ㄴ': 'n', 'ㅇ': 'n'}
        vowels = {'ㅓ': 'o', 'ㅗ': 'o', 'ㅜ': 'o', 'ㅡ': 'o', 'ㅝ': 'o', 'ㅐ': 'e', 'ㅔ': 'e', 'ㅖ': 'e', 'ㅕ': 'y', 'ㅛ': 'y', 'ㅠ': 'y', 'ㅣ': 'i', 'ㅢ': 'i', 'ㅟ': 'i', 'ㅚ': 'w', 'ㅞ': 'w', 'ㅙ': 'w'}
        return onsets.get(i, i), vowels.get(v, v), CODA.get(f, '').replace('ng', 'n')
    return all_of(a) == all_of(b)


def people(path):
    seen = set()
    for row in csv.DictReader(open(path, encoding='utf-8'), delimiter='\t', quoting=csv.QUOTE_NONE):
        h = row['hangul']
        foreign = {'Yang', 'Wang', 'Ma', 'Chen', 'Yu', 'Go', 'Jun', 'Ryo'}
        if (row['consonants_agree'] == '1' and len(h) == 3 and h[0] in PASSPORT and all('가' <= c <= '힣' and CODA.get(split(c)[2]) is not None for c in h)
                and h not in seen and len(row['latin'].split()) in (2, 3) and not set(row['latin'].split()) & foreign and row['latin'].isascii()):
            seen.add(h)
            yield h, row['latin']


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument('--seed', type=int, default=7)
    p.add_argument('data')
    p.add_argument('out')
    a = p.parse_args()
    rng = random.Random(a.seed)
    all_people = list(people(a.data + '/names/korean_persons_dev.tsv'))
    by_family = {}
    for h, _ in all_people:
        by_family.setdefault(h[0], []).append(h)
    own = dict(all_people)
    os.makedirs(a.out, exist_ok=True)
    with open(a.out + '/korean_wide.csv', 'w', encoding='utf-8', newline='') as f:
        w = csv.writer(f)
        w.writerow(['name1', 'name2', 'schema', 'is_match', 'case_group'])
        for h, latin_name in all_people:
            mine = systems(rng, h, latin_name)
            for _ in range(3):
                one, two = rng.sample(list(mine), 2)
                w.writerow([mine[one], mine[two], 'Person', 'true', one + ' | ' + two])
                hard = rng.random() < 0.5
                for _ in range(50):
                    other = rng.choice(by_family[h[0]] if hard else list(own))
                    if hard and h[1] != other[1] and h[2] != other[2] or all(x == y or confusable(x, y) for x, y in zip(h, other)):
                        continue
                    w.writerow([mine[one], systems(rng, other, own[other])[two], 'Person', 'false', 'hard' if hard else 'random'])
                    break


if __name__ == '__main__':
    main()
