"""Korean names for the evaluation sets: spellings of a Hangul syllable and back. Independent of the program's own tables on purpose."""
import csv
import itertools
import math
import re

INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'
FINALS = ['', 'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ', 'ㅁ', 'ㅂ', 'ㅄ', 'ㅅ', 'ㅆ',
          'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ']
# Spellings met on lists: first Revised, then McCune-Reischauer with marks, without, DPRK 1992.
INITIAL_SPELLINGS = {'ㄱ': 'g k', 'ㄲ': 'kk', 'ㄴ': 'n', 'ㄷ': 'd t', 'ㄹ': 'r l', 'ㅁ': 'm', 'ㅂ': 'b p', 'ㅃ': 'pp', 'ㅅ': 's', 'ㅆ': 'ss',
                     'ㅇ': '-', 'ㅈ': 'j ch', 'ㅉ': 'jj', 'ㅊ': "ch ch'", 'ㅋ': "k k' kh", 'ㅌ': "t t' th", 'ㅍ': "p p' ph", 'ㅎ': 'h'}
VOWEL_SPELLINGS = {'ㅏ': 'a', 'ㅐ': 'ae', 'ㅑ': 'ya', 'ㅓ': "eo o' o", 'ㅔ': 'e', 'ㅕ': "yeo yo' yo", 'ㅖ': 'ye', 'ㅗ': 'o', 'ㅘ': 'wa',
                   'ㅙ': 'wae', 'ㅚ': 'oe', 'ㅛ': 'yo', 'ㅜ': 'u', 'ㅝ': "wo wo'", 'ㅞ': 'we', 'ㅟ': 'wi', 'ㅠ': 'yu', 'ㅡ': "eu u' u",
                   'ㅢ': "ui u'i eui", 'ㅣ': 'i'}
FINAL_SPELLINGS = {'': '-', 'ㄱ': 'k g', 'ㄴ': 'n', 'ㄹ': 'l r', 'ㅁ': 'm', 'ㅂ': 'p b', 'ㅅ': 't s', 'ㅇ': 'ng'}
# Family names: Hangul (North), then spellings, the usual South Korean one first; the South's own Hangul after a slash.
FAMILIES = """
김:kim gim|리/이:lee ri yi rhee li i|박:park pak bak pahk|최:choi choe ch'oe|정:jung jeong jong chung chong cho'ng|강:kang gang
조:cho jo|윤:yoon yun|장:jang chang|림/임:lim rim im yim|한:han|오:oh o|서:seo suh so so'|신:shin sin|권:kwon gwon kwo'n|황:hwang
안:ahn an|송:song|류/유:yoo ryu yu ryoo|유:yoo yu|전:jeon jun jon cho'n chon chun|홍:hong|고:ko go koh|문:moon mun|양:yang|량/양:yang ryang
손:son sohn|배:bae pae|백:baek paek paik|허:heo hur ho ho' huh|남:nam|심:shim sim|로/노:roh ro noh no|하:ha|곽:kwak gwak|성:sung seong song so'ng
차:cha ch'a|주:joo ju chu|우:woo u|구:koo gu ku|라/나:na ra rah|민:min|진:jin chin|지:ji chi|엄:eom um om o'm|원:won wo'n|채:chae ch'ae|천:cheon chun chon
방:bang pang|공:kong gong|현:hyun hyeon hyon hyo'n|함:ham|변:byun byeon pyon byon|염:yeom yum|렴/염:yeom ryom|여:yeo|려/여:yeo ryo|추:choo chu|도:do to
석:seok suk sok|선:sun seon son|설:seol sol sul|마:ma|길:gil kil|연:yeon yon yo'n|위:wi|표:pyo p'yo|명:myung myeong myong|기:ki gi|반:ban pan|왕:wang
금:keum kum geum|옥:ok|육:yook yuk|인:in|맹:maeng|제:je|모:mo|탁:tak t'ak|국:kuk gook guk|어:eo o|은:eun un|편:pyun pyeon pyon|태:tae|피:pi|경:kyung kyong
"""
FAMILY = {}  # Hangul (North) -> (South's Hangul, spellings)
for item in re.split(r'[|\n]', FAMILIES.strip()):
    head, _, spellings = item.partition(':')
    north, _, south = head.partition('/')
    FAMILY[north] = (south or north, spellings.split())
# Given syllables as South Koreans usually spell them, where that is not the Revised form.
COMMON = {'철': 'chul', '영': 'young', '현': 'hyun', '정': 'jung', '성': 'sung', '경': 'kyung', '우': 'woo', '수': 'soo', '기': 'ki', '광': 'kwang',
          '국': 'kook', '혁': 'hyuk', '훈': 'hoon', '문': 'moon', '명': 'myung', '병': 'byung', '덕': 'duk', '근': 'keun', '중': 'joong', '석': 'seok',
          '섭': 'sub', '길': 'kil', '남': 'nam', '규': 'kyu', '범': 'bum', '금': 'keum', '구': 'koo', '준': 'joon', '일': 'il', '원': 'won', '숙': 'sook',
          '선': 'sun', '전': 'jun', '춘': 'choon', '순': 'soon', '운': 'woon', '균': 'kyun', '권': 'kwon', '걸': 'kul', '평': 'pyung', '강': 'kang'}
EXTRA = '철렬률룡혁국렴량려련령류룡륜률리림만록락란램랑범걸곤권덕득춘평팔택탁태학해향협황흥응엽옥욱웅월욱울은을의익임찬창천청초총충칠탄판표풍필한함행헌형혜호홍화환회효후훈휘희히뻐봉부북분빈삼상생석설섭세소손송숙순술승시식신실심쌍안애양언연열영예오온완왕요용우운원위유윤율인일자장재전절점정제조종좌주죽준중지직진집차채척첨체촌최추축출'


def parts(syllable):
    n = ord(syllable) - 0xAC00
    return INITIALS[n // 588], VOWELS[n // 28 % 21], FINALS[n % 28]


def revised(syllable):
    i, v, f = parts(syllable)
    first = lambda table, k: table.get(k, '-').split()[0].replace('-', '')
    return first(INITIAL_SPELLINGS, i) + first(VOWEL_SPELLINGS, v) + first(FINAL_SPELLINGS, f)


def spellings(syllable):
    """All spellings of a given-name syllable, marks as apostrophes."""
    i, v, f = parts(syllable)
    rows = [table.get(k, '-').replace('-', '').split(' ') for table, k in ((INITIAL_SPELLINGS, i), (VOWEL_SPELLINGS, v), (FINAL_SPELLINGS, f))]
    out = {''.join(x) for x in itertools.product(*rows)}
    if i == 'ㄹ':  # the South drops it: 룡 / 용
        out |= {s[1:] if v in 'ㅑㅕㅖㅛㅠㅣ' else 'n' + s[1:] for s in out}
    if syllable in COMMON:
        out.add(COMMON[syllable])
    if v == 'ㅓ':  # chul, sung, hun
        out |= {s.replace('eo', 'u') for s in out if 'eo' in s}
    if v == 'ㅕ':
        out |= {s.replace('yeo', x) for s in out if 'yeo' in s for x in ('you', 'yu')}
    if v == 'ㅜ':
        out |= {s.replace('u', x) for s in out for x in ('oo', 'woo') if x == 'oo' or i == 'ㅇ'}
    if v == 'ㅡ':
        out |= {s.replace('eu', 'oo') for s in out}
    return out


class Syllables:
    """Given-name syllables with their frequency, counted from public pairs (korean_persons_dev.tsv)."""
    def __init__(self, path):
        self.count = {s: 0.2 for s in EXTRA}
        with open(path, encoding='utf-8') as f:
            for row in csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE):
                h = row['hangul'].replace(' ', '')
                south = {v[0] for v in FAMILY.values()} | set(FAMILY)
                if row['consonants_agree'] == '1' and len(h) == 3 and h[0] in south and all('가' <= c <= '힣' for c in h):
                    for c in h[1:]:
                        self.count[c] = self.count.get(c, 0) + 1
        self.by_spelling = {}
        for s in self.count:
            for x in spellings(s):
                self.by_spelling.setdefault(x, set()).add(s)
        self.by_family = {}
        for north, (_, known) in FAMILY.items():
            for x in known:
                self.by_family.setdefault(x, set()).add(north)
                self.by_family.setdefault(x.replace("'", ''), set()).add(north)

    def read_word(self, word):
        """A word of a given name as rows of sets of Hangul syllables: all ways to cut it."""
        if not word:
            return [[]]
        out = []
        for n in range(1, min(8, len(word)) + 1):
            found = self.by_spelling.get(word[:n])
            if found:
                out += [[found] + rest for rest in self.read_word(word[n:])]
        return out

    def read(self, family, given):
        """Rows of sets of Hangul syllables, family name first, for a name with its parts told apart; [] when it is none."""
        family, given = clean(family), [w for w in re.split(r'[\s-]+', clean(given)) if w]
        rows = []
        for strip in (False, True):  # as marked; without marks
            f = family.replace("'", '') if strip else family
            g = [w.replace("'", '') if strip else w for w in given]
            head = self.by_family.get(f)
            if head and g:
                for combination in itertools.product(*[self.read_word(w) for w in g]):
                    row = [head] + [s for word in combination for s in word]
                    if 2 <= len(row) <= 4:
                        rows.append(row)
            if rows:
                break
        # fewest syllables first ("chol" is one, not cho-l), then the most usual ones
        return sorted(rows, key=lambda row: (len(row), -math.prod(max(self.count.get(c, 0.2) for c in s) for s in row[1:])))

    def usual(self, options):
        return max(sorted(options), key=lambda c: self.count.get(c, 0))


def clean(s):
    return s.lower().replace('’', "'").replace('`', "'").replace('ŏ', "o'").replace('ŭ', "u'").strip()


def south_initial(s):
    i, v, f = parts(s)
    if i == 'ㄹ' or (i == 'ㄴ' and v in 'ㅕㅛㅠㅣ'):
        new = 'ㅇ' if v in 'ㅑㅕㅖㅛㅠㅣ' else 'ㄴ'
        return chr(0xAC00 + (INITIALS.index(new) * 21 + VOWELS.index(v)) * 28 + FINALS.index(f))
    return s
