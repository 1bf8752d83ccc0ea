"""The sounds of Chinese and their Latin spellings: facts for tools/make_han.py.

Mandarin: the syllables of ISO 7098:2015 without tones, and Wade-Giles as in the ALA-LC table of 1997, with and without its
apostrophes and marks. Cantonese: Jyutping to the spellings of Hong Kong names, initial by initial and final by final.
"v" stands for the letter u with two dots.
"""
import itertools

FINALS = {  # initial: its finals
    '': 'a ai an ang ao e ei en er o ou',
    'b': 'a ai an ang ao ei en eng i ian iao ie in ing o u',
    'p': 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
    'm': 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
    'f': 'a an ang ei en eng o ou u',
    'd': 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
    't': 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo',
    'n': 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve',
    'l': 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve',
    'g': 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
    'k': 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
    'h': 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
    'j': 'i ia ian iang iao ie in ing iong iu u uan ue un',
    'q': 'i ia ian iang iao ie in ing iong iu u uan ue un',
    'x': 'i ia ian iang iao ie in ing iong iu u uan ue un',
    'zh': 'a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo',
    'ch': 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
    'sh': 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo',
    'r': 'an ang ao e en eng i ong ou u ua uan ui un uo',
    'z': 'a ai an ang ao e ei en eng i ong ou u uan ui un uo',
    'c': 'a ai an ang ao e en eng i ong ou u uan ui un uo',
    's': 'a ai an ang ao e en eng i ong ou u uan ui un uo',
    'y': 'a an ang ao e i in ing o ong ou u uan ue un',
    'w': 'a ai an ang ei en eng o u',
}
SPLIT = {i + f: (i, f) for i, fs in FINALS.items() for f in fs.split()}
PINYIN = sorted(SPLIT)

WADE_INITIAL = {'b': 'p', 'p': "p'", 'd': 't', 't': "t'", 'g': 'k', 'k': "k'", 'j': 'ch', 'q': "ch'", 'x': 'hs', 'zh': 'ch',
                'ch': "ch'", 'r': 'j', 'z': 'ts', 'c': "ts'"}
WADE_FINAL = {'ie': 'ieh', 'ian': 'ien', 'ong': 'ung', 'iong': 'iung', 've': 'veh'}
WADE_WHOLE = {'yi': 'i', 'ye': 'yeh', 'you': 'yu', 'yan': 'yen', 'yong': 'yung', 'yu': 'yv', 'yue': 'yveh', 'yuan': 'yvan',
              'yun': 'yvn', 'er': 'erh', 'zi': 'tzu', 'ci': "tz'u", 'si': 'ssu', 'ge': 'ko', 'ke': "k'o", 'he': 'ho', 'gui': 'kuei',
              'kui': "k'uei", 'e': 'o'}


def wade(syllable):
    """The Wade-Giles spelling of a Pinyin syllable, with apostrophe and "v"."""
    if syllable in WADE_WHOLE:
        return WADE_WHOLE[syllable]
    initial, final = SPLIT[syllable]
    if initial in ('j', 'q', 'x') and final[0] == 'u':
        final = {'u': 'v', 'ue': 'veh', 'uan': 'van', 'un': 'vn'}[final]
    elif initial in ('zh', 'ch', 'sh', 'r') and final == 'i':
        final = 'ih'
    elif final == 'uo' and initial not in ('g', 'k', 'h', 'sh'):
        final = 'o'
    else:
        final = WADE_FINAL.get(final, final)
    return WADE_INITIAL.get(initial, initial) + final


# spellings beside the rule, and how likely each is meant where it is read so
WADE_MORE = {'yi': [('yi', .9)], 'e': [('e', .9)], 'si': [('szu', .9), ('sze', .8)], 'zi': [('tze', .8), ('tsu', .6)], 'ge': [('ke', .7)],
             'ke': [("k'e", .7)], 'he': [('he', .7)], 'gui': [('kui', .7)], 'kui': [("k'ui", .7)], 'hui': [('huei', .8)],
             'li': [('lee', .8)], 'ying': [('ing', .8)], 'wu': [('woo', .7)], 'gu': [('koo', .7)], 'song': [('soong', .8)], 'le': [('lo', .5)],
             'nuo': [('nuo', .5)], 'luo': [('luo', .5)], 'xu': [('hsu', .9)], 'you': [('you', .5)], 'ci': [("ts'u", .5)],
             'zhou': [('chow', .6)], 'er': [('er', .5)], 'ye': [('ye', .8)], 'xie': [('hsie', .5)], 'zong': [('tzong', .5)],
             'zeng': [('tzeng', .5)], 'zou': [('tzou', .5)], 'wei': [('wey', .3)], 'yan': [('yan', .4)], 'ru': [('ju', 1.)]}
PINYIN_MORE = {'lv': [('lyu', .9), ('lu', .6), ('lui', .2)], 'nv': [('nyu', .9), ('nu', .6)], 'lve': [('lue', .9), ('lyue', .9)],
               'nve': [('nue', .9), ('nyue', .9)], 'li': [('lee', .6)]}


def mandarin_spellings():
    """(system, spelling, syllable, p): system 0 is Pinyin, 1 Wade-Giles."""
    for s in PINYIN:
        yield 0, s, s, 1.0
        for spelling, p in PINYIN_MORE.get(s, []):
            yield 0, spelling, s, p
        for spelling, p in [(wade(s), 1.0)] + WADE_MORE.get(s, []):
            for form, q in {spelling: 1.0, spelling.replace("'", ''): .8 if "'" in spelling else 1.0}.items():
                yield 1, form, s, p * q
                if 'v' in form:
                    yield 1, form.replace('v', 'u'), s, p * q * .9
                if form.startswith('tz') and form != 'tzu' and "'" not in form:
                    continue
                if form.startswith("ts") and 'ts' + "'" not in form and form[2] != 'u':
                    yield 1, 'tz' + form[2:], s, p * q * .6


CANTON_INITIAL = {'b': ['p', ('b', .3)], 'p': ['p'], 'm': ['m'], 'f': ['f'], 'd': ['t', ('d', .3)], 't': ['t'], 'n': ['n', ('l', .3)],
                  'l': ['l'], 'g': ['k', ('g', .4)], 'k': ['k'], 'ng': ['ng', ('', .6)], 'h': ['h'], 'gw': ['kw', ('gw', .4), ('ku', .3)],
                  'kw': ['kw'], 'w': ['w', ('v', .2)], 'z': ['ch', ('ts', .8), ('j', .4), ('tz', .3)], 'c': ['ch', ('ts', .8)],
                  's': ['s', ('sh', .9)], 'j': ['y', ('i', .3)], '': ['', ('ng', .3)]}
CANTON_FINAL = {
    'aa': ['a', ('ah', .9)], 'aai': ['ai'], 'aau': ['au'], 'aam': ['am'], 'aan': ['an'], 'aang': ['ang'], 'aap': ['ap'], 'aat': ['at'],
    'aak': ['ak'], 'ai': ['ai', ('ay', .3)], 'au': ['au', ('ow', .6)], 'am': ['am', ('um', .4)], 'an': ['an'], 'ang': ['ang'],
    'ap': ['ap', ('up', .3)], 'at': ['at'], 'ak': ['ak', ('uk', .2)], 'e': ['e', ('eh', .5)],
    'ei': ['ei', ('i', .9), ('ee', .8), ('ay', .4)], 'eng': ['eng', ('ing', .3)], 'ek': ['ek'], 'i': ['i', ('ee', .8)], 'iu': ['iu'], 'im': ['im'],
    'in': ['in'], 'ing': ['ing'], 'ip': ['ip'], 'it': ['it'], 'ik': ['ik', ('ick', .3)], 'o': ['o', ('or', .6), ('oh', .5)],
    'oi': ['oi', ('oy', .8)], 'on': ['on'], 'ong': ['ong'], 'ot': ['ot'], 'ok': ['ok'], 'ou': ['o', ('ou', .5), ('oe', .3), ('oo', .2)],
    'u': ['u', ('oo', .8)], 'ui': ['ui', ('oi', .3)], 'un': ['un', ('oon', .9)], 'ung': ['ung'], 'ut': ['ut'], 'uk': ['uk', ('ook', .6)],
    'oe': ['eu'], 'oeng': ['eung', ('eong', .7)], 'oek': ['euk', ('eok', .7)], 'eoi': ['ui', ('eui', .5)], 'eon': ['un', ('eun', .4), ('on', .2)],
    'eot': ['ut', ('eut', .4)], 'yu': ['u', ('ue', .6)], 'yun': ['uen', ('un', .6)], 'yut': ['uet', ('ut', .6)]}
CANTON_WHOLE = {'ng': [('ng', 1.), ('eng', .3)], 'm': [('ng', .4)], 'si': [('sze', 1.), ('si', .9), ('see', .7), ('shi', .5), ('szu', .5), ('sz', .4)],
                'zi': [('chi', 1.), ('tsz', .9), ('tse', .5), ('tze', .5)], 'ci': [('chi', 1.), ('tsz', .9), ('tze', .5)],
                'ze': [('tse', 1.), ('che', .7), ('tseh', .3)], 'gei': [('kei', 1.), ('ki', .9), ('kee', .8), ('kay', .5), ('gee', .3), ('gi', .2)],
                'lei': [('lee', 1.), ('li', .9), ('lei', .8)], 'zang': [('tsang', 1.), ('chang', .8)], 'zung': [('chung', 1.), ('tsung', .6)],
                'ceoi': [('tsui', 1.), ('chui', .9), ('choi', .3)], 'cou': [('tso', 1.), ('cho', .9)], 'jyu': [('yu', 1.), ('yue', .9), ('yee', .3)],
                'heoi': [('hui', 1.), ('hoi', .3)], 'ji': [('yi', 1.), ('yee', .9), ('i', .3)], 'jip': [('yip', 1.), ('ip', .9)],
                'gwok': [('kwok', 1.), ('kok', .3), ('kuok', .5), ('gwok', .3)], 'gwai': [('kwai', 1.), ('kuai', .3)],
                'faat': [('fat', 1.)], 'hin': [('hin', 1.)], 'jin': [('yin', 1.), ('in', .3)], 'haa': [('ha', 1.), ('hah', .6)],
                'zoeng': [('cheung', 1.), ('tseung', .5), ('cheong', .7), ('jeung', .4)], 'ou': [('o', 1.), ('ou', .8), ('au', .3), ('ngo', .3)]}
CANTON_INITIALS = sorted(CANTON_INITIAL, key=len, reverse=True)


def weighed(alternatives):
    return [(a, 1.0) if isinstance(a, str) else a for a in alternatives]


def canton_spellings(jyutping):
    """(spelling, p) of one Jyutping syllable, the usual one first; nothing for a sound the rules do not know."""
    if jyutping in CANTON_WHOLE:
        return CANTON_WHOLE[jyutping]
    for initial in CANTON_INITIALS:
        final = jyutping[len(initial):]
        if jyutping.startswith(initial) and final in CANTON_FINAL:
            out = {}
            for (a, p), (b, q) in itertools.product(weighed(CANTON_INITIAL[initial]), weighed(CANTON_FINAL[final])):
                spelling = a + b
                if a == 'i' and b[0] == 'i':
                    spelling = b
                if spelling not in out and len(spelling) > (1 if b != 'o' else 0):
                    out[spelling] = p * q
            return sorted(out.items(), key=lambda x: -x[1])
    return []
