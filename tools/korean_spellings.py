"""How the letters of Hangul are spelt in Latin letters: what the tools for Korean names share.

The pairs come from the Revised Romanization (2000), McCune-Reischauer with its marks left out (1939), the DPRK's system (1992) and common
usage. Weights are worked out from counts (learn_korean.py); a spelling that a system has but the counts lack keeps a little.
"""
ONSETS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'
CODAS = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'
ONSET = {'ㄱ': 'g k', 'ㄲ': 'kk gg k', 'ㄴ': 'n', 'ㄷ': 'd t', 'ㄸ': 'tt dd t', 'ㄹ': 'r l n', 'ㅁ': 'm', 'ㅂ': 'b p', 'ㅃ': 'pp bb p',
         'ㅅ': 's sh', 'ㅆ': 'ss s', 'ㅇ': '-', 'ㅈ': 'j ch z', 'ㅉ': 'jj tch ch', 'ㅊ': 'ch tch', 'ㅋ': 'k kh', 'ㅌ': 't th', 'ㅍ': 'p ph f',
         'ㅎ': 'h'}
VOWEL = {'ㅏ': 'a ah', 'ㅐ': 'ae ai e ay', 'ㅑ': 'ya', 'ㅒ': 'yae', 'ㅓ': 'eo o u uh au', 'ㅔ': 'e ey', 'ㅕ': 'yeo yo you yu yeou yuh', 'ㅖ': 'ye yae e',
         'ㅗ': 'o oh', 'ㅘ': 'wa', 'ㅙ': 'wae', 'ㅚ': 'oe oi we', 'ㅛ': 'yo yoh', 'ㅜ': 'u oo woo ou wu', 'ㅝ': 'wo weo wu', 'ㅞ': 'we',
         'ㅟ': 'wi ui wee', 'ㅠ': 'yu yoo you ryu', 'ㅡ': 'eu u oo', 'ㅢ': 'ui eui ee i', 'ㅣ': 'i ee yi y ie'}
CODA = {' ': '-', 'ㄱ': 'k g ck', 'ㄲ': 'k', 'ㄴ': 'n', 'ㄷ': 't d', 'ㄹ': 'l r ll', 'ㅁ': 'm', 'ㅂ': 'p b', 'ㅅ': 't s', 'ㅆ': 't', 'ㅇ': 'ng',
        'ㅈ': 't', 'ㅊ': 't', 'ㅌ': 't', 'ㅍ': 'p', 'ㅎ': 't h'}
# what bearers write beside: of no system, but met (June, Whan, Ihn, Cheul, Sei)
ONSET_RARE = {'ㄱ': 'q', 'ㅅ': 'sy', 'ㅈ': 'zh jh jy', 'ㅊ': 'tsch', 'ㅎ': 'hh'}
VOWEL_RARE = {'ㅏ': 'aa', 'ㅐ': 'ea eh', 'ㅑ': 'yah', 'ㅓ': 'eu ou eou oe', 'ㅔ': 'ae ei eh', 'ㅕ': 'yeu yae youe yoeu yoe yeo yu', 'ㅖ': 'yea yeh', 'ㅗ': 'oo ou',
              'ㅘ': 'oa', 'ㅙ': 'oae', 'ㅚ': 'oei ue', 'ㅛ': 'you yeo', 'ㅜ': 'ue uu', 'ㅝ': 'uo weon woo', 'ㅟ': 'uy wui uee', 'ㅠ': 'yiu ew', 'ㅡ': 'ue eou uh eo ou', 'ㅢ': 'yi uy euy ie',
              'ㅣ': 'ea ey'}
CODA_RARE = {'ㄱ': 'gg c', 'ㄴ': 'hn nn ne', 'ㄹ': 'rl le', 'ㅁ': 'hm mm', 'ㅂ': 'pp'}
for table in (ONSET, VOWEL, CODA, ONSET_RARE, VOWEL_RARE, CODA_RARE):
    for k in table:
        table[k] = [s if s != '-' else '' for s in table[k].split()]


def alternatives(table, rare, letter):
    """The spellings of a letter, those of systems first."""
    own = table.get(letter, [])
    return own + [s for s in rare.get(letter, []) if s not in own]


def swaps(spelling):
    """Hwan is written whan too, hoon whoon."""
    yield spelling
    if spelling.startswith(('hwa', 'hwi')):
        yield 'wh' + spelling[2:]
    elif spelling.startswith(('hu', 'hoo')):
        yield 'w' + spelling

FAMILIES = ('김이리박최정강조윤장임림오한신서권황안송유류홍전고문양량손배백허남심노로하곽성차주우구민진나라지엄채원천방공현함변염렴여려추도소석선설마길연련'
            '위표명기반왕금옥육륙인맹제모탁국어은편용예경봉사부가복태목형피두감호팽승간빈온시상갈범좌팽화견당')
FAMILIES2 = ['황보', '남궁', '제갈', '사공', '선우', '서문', '독고', '동방', '망절']
# family names as their bearers spell them, beyond the rules
SPECIAL = {'lee': '이리', 'rhee': '이리', 'yi': '이리', 'li': '리이', 'i': '이', 'ri': '리이', 'ree': '리이', 'lie': '이', 'rie': '리', 'park': '박', 'parc': '박', 'bark': '박',
           'paik': '백', 'baik': '백', 'paek': '백', 'paeck': '백', 'choi': '최', 'choy': '최', 'chwe': '최', 'choe': '최', 'chey': '최', 'suh': '서', 'seo': '서', 'shur': '서',
           'huh': '허', 'hur': '허', 'heo': '허', 'her': '허', 'ho': '허호', 'yoo': '유류', 'yu': '유류', 'you': '유류', 'ryu': '류유', 'ryoo': '류유', 'lyu': '류', 'yoon': '윤', 'youn': '윤연',
           'lim': '임림', 'im': '임림', 'yim': '임', 'rim': '림임', 'leem': '임림', 'noh': '노로', 'roh': '로노', 'no': '노로', 'ro': '로노', 'rho': '로노', 'na': '나라', 'ra': '라나', 'rah': '라나', 'la': '라나',
           'yang': '양량', 'ryang': '량양', 'liang': '량', 'yum': '염', 'yeom': '염렴', 'ryom': '렴염', 'yom': '염렴', 'woo': '우', 'oo': '우', 'u': '우', 'wu': '우',
           'oh': '오', 'o': '오', 'ou': '오', 'koo': '구', 'goo': '구', 'moon': '문', 'joo': '주', 'choo': '추주', 'shim': '심', 'shin': '신', 'sohn': '손', 'ahn': '안',
           'koh': '고', 'goh': '고', 'kwak': '곽', 'kwag': '곽', 'um': '엄', 'uhm': '엄', 'eom': '엄', 'byun': '변', 'pyun': '편변', 'sung': '성', 'chung': '정', 'jung': '정', 'cheong': '정', 'jeong': '정', 'jong': '정종', 'chong': '정',
           'kang': '강', 'kahng': '강', 'chun': '전천', 'jun': '전', 'jon': '전', 'jeon': '전', 'chon': '전천', 'cheon': '천전', 'chang': '장', 'jang': '장', 'bae': '배', 'pae': '배', 'bai': '배', 'pai': '배',
           'keum': '금', 'kum': '금', 'kook': '국', 'boo': '부', 'yuk': '육', 'yook': '육', 'tchae': '채', 'sun': '선', 'sunwoo': '', 'min': '민', 'whang': '황', 'hwang': '황', 'kwon': '권', 'kown': '권'}

# family names of the Koreans of the former Soviet Union, and of the Russian press, beyond the rules
SPECIAL_RU = {'цой': '최', 'чхве': '최', 'чхой': '최', 'чой': '최', 'цхой': '최', 'тен': '정전천', 'тэн': '정', 'тян': '장', 'тё': '조', 'те': '조', 'шин': '신',
              'лим': '임림', 'ли': '리이', 'лю': '류', 'ним': '임', 'югай': '유', 'огай': '오', 'когай': '고', 'хегай': '허', 'шегай': '서', 'ногай': '노', 'пэк': '백',
              'пяк': '백', 'пя': '배', 'тю': '주', 'дю': '주', 'ди': '지', 'дин': '진', 'тин': '진', 'тхян': '장', 'лян': '량', 'лигай': '이', 'магай': '마', 'хван': '황',
              'эм': '엄', 'ем': '염', 'шон': '손성', 'дон': '전', 'дё': '조', 'че': '최채', 'цай': '채'}


def split(hangul):
    n = ord(hangul) - 0xAC00
    return ONSETS[n // 588], VOWELS[n % 588 // 28], CODAS[n % 28]


def join(onset, vowel, coda):
    return chr(0xAC00 + ONSETS.index(onset) * 588 + VOWELS.index(vowel) * 28 + CODAS.index(coda))


# the initial sounds that the South drops or turns: 리/이, 로/노, 녀/여
def alternate(hangul):
    o, v, c = split(hangul)
    soft = v in 'ㅑㅒㅕㅖㅛㅠㅣ'
    if o == 'ㄹ':
        return join('ㅇ' if soft else 'ㄴ', v, c)
    if o == 'ㄴ' and soft:
        return join('ㅇ', v, c)
    return None
