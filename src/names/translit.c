#include "names/translit_internal.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

void spell_form(struct spell *s, unsigned form, const char *text)
{
	while (*text && s->len[form] + 1 < TRANSLIT_LONG)
		s->form[form][s->len[form]++] = *text++;
}

void spell_add(struct spell *s, const char *alternatives)
{
	const char *at = alternatives;
	for (unsigned k = 0; k < TRANSLIT_FORMS; k++) {
		const char *from = at && *at != '.' ? at : alternatives;
		for (; *from && *from != '|' && s->len[k] + 1 < TRANSLIT_LONG; from++)
			s->form[k][s->len[k]++] = *from;
		at = at ? strchr(at, '|') : NULL;
		if (at)
			at++;
	}
}

void spell_ascii(struct spell *s, uint32_t cp)
{
	if (!((cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9')))
		return;
	for (unsigned k = 0; k < TRANSLIT_FORMS; k++)
		if (s->len[k] + 1 < TRANSLIT_LONG)
			s->form[k][s->len[k]++] = (char)cp;
}

const char *letter_find(const struct letter *table, size_t n, uint32_t cp)
{
	size_t low = 0, high = n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (table[mid].cp == cp)
			return table[mid].alternatives;
		if (table[mid].cp < cp)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

uint32_t utf16_next(const uint16_t *text, int32_t n, int32_t *at)
{
	uint32_t lead = text[(*at)++];
	if ((lead & 0xfc00) != 0xd800 || *at >= n || (text[*at] & 0xfc00) != 0xdc00)
		return lead;
	return 0x10000 + ((lead & 0x3ff) << 10) + (text[(*at)++] & 0x3ffu);
}

/* ---- a word as code points ---- */

struct word { uint32_t cp[TRANSLIT_POINTS]; size_t n; unsigned marks; /* in a row, at the end */ };

static bool is_mark(uint32_t cp)
{
	return cp >= 0x300 && (U_GET_GC_MASK((UChar32)cp) & U_GC_M_MASK);
}

/* A mark joins the letter before it where both make one letter; of a flood of marks four are kept. */
static void word_push(struct word *w, uint32_t cp, const UNormalizer2 *nfc)
{
	if (is_mark(cp)) {
		if (!w->n)
			return;
		UChar32 joined = nfc ? unorm2_composePair(nfc, (UChar32)w->cp[w->n - 1], (UChar32)cp) : -1;
		if (joined > 0) {
			w->cp[w->n - 1] = (uint32_t)joined;
			return;
		}
		if (++w->marks > 4)
			return;
	} else {
		int digit = u_charDigitValue((UChar32)cp);
		if (digit >= 0)
			cp = '0' + (uint32_t)digit;
		w->marks = 0;
	}
	if (w->n < TRANSLIT_POINTS)
		w->cp[w->n++] = cp;
}

/* Lower case, composed, compatibility forms (full and half width, ligatures, Arabic presentation forms) taken apart. Bytes that are no
 * UTF-8 are left out. */
static void word_decode(const char *text, size_t n, struct word *w)
{
	UErrorCode err = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&err), *nfkc = unorm2_getNFKCInstance(&err);
	if (U_FAILURE(err))
		nfc = nfkc = NULL; /* ICU's data are missing: letters as they come */
	const uint8_t *bytes = (const uint8_t *)text;
	w->n = w->marks = 0;
	for (size_t i = 0; i < n && w->n < TRANSLIT_POINTS;) {
		UChar32 c = bytes[i];
		if (c < 0x80) {
			i++;
		} else {
			int32_t at = 0, left = (int32_t)(n - i < 4 ? n - i : 4);
			U8_NEXT(bytes + i, at, left, c);
			i += (size_t)at;
			if (c < 0)
				continue;
		}
		UChar apart[32];
		int32_t parts = -1;
		if (nfkc && ((c >= 0x2000 && c < 0x2c00) || c >= 0xf900)) {
			err = U_ZERO_ERROR;
			parts = unorm2_getDecomposition(nfkc, c, apart, 32, &err);
			if (U_FAILURE(err))
				parts = -1;
		}
		if (parts < 0) {
			word_push(w, (uint32_t)u_tolower(c), nfc);
			continue;
		}
		for (int32_t k = 0; k < parts;) {
			c = (UChar32)utf16_next(apart, parts, &k);
			word_push(w, (uint32_t)u_tolower(c), nfc);
		}
	}
}

/* ---- dispatch ---- */

static void spell_run(enum script script, const uint32_t *cp, size_t n, struct spell *s)
{
	switch (script) {
	case SCRIPT_CYRILLIC: translit_cyrillic(cp, n, s); break;
	case SCRIPT_GREEK: translit_greek(cp, n, s); break;
	case SCRIPT_ARABIC: translit_arabic(cp, n, s); break;
	case SCRIPT_HEBREW: translit_hebrew(cp, n, s); break;
	case SCRIPT_ARMENIAN: translit_armenian(cp, n, s); break;
	case SCRIPT_GEORGIAN: translit_georgian(cp, n, s); break;
	case SCRIPT_KANA: translit_kana(cp, n, s); break;
	case SCRIPT_HANGUL: translit_hangul(cp, n, s); break;
	case SCRIPT_HAN: translit_han(cp, n, s); break;
	case SCRIPT_INDIC: translit_indic(cp, n, s); break;
	case SCRIPT_ETHIOPIC: translit_ethiopic(cp, n, s); break;
	case SCRIPT_KHMER: translit_khmer(cp, n, s); break;
	case SCRIPT_LAO: translit_lao(cp, n, s); break;
	case SCRIPT_MYANMAR: translit_myanmar(cp, n, s); break;
	case SCRIPT_THAI: translit_thai(cp, n, s); break;
	case SCRIPT_THAANA: case SCRIPT_TIFINAGH: case SCRIPT_NKO: case SCRIPT_ADLAM: case SCRIPT_MONGOLIAN: case SCRIPT_SYRIAC:
		translit_letters(cp, n, s);
		break;
	case SCRIPT_OTHER: translit_other(cp, n, s); break;
	default: translit_latin(cp, n, s); break;
	}
}

/* Runs of one script, one after the other; marks and digits belong to the run before them. */
static void spell_word(const struct word *w, struct spell *s)
{
	for (size_t from = 0, to; from < w->n; from = to) {
		enum script script = script_of(w->cp[from]);
		for (to = from + 1; to < w->n; to++) {
			enum script next = script_of(w->cp[to]);
			if (next == SCRIPT_NONE || next == script)
				continue;
			if (script != SCRIPT_NONE)
				break;
			script = next;
		}
		spell_run(script, w->cp + from, to - from, s);
	}
}

static bool word_ascii(const char *word, size_t n, struct translit *out)
{
	unsigned len = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)word[i];
		if (c >= 0x80)
			return false;
		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c | 0x20);
		if (((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) && len + 1 < TRANSLIT_LONG)
			out->form[0][len++] = (char)c;
	}
	out->form[0][len] = 0;
	out->n = len > 0;
	return true;
}

void translit_word(const char *word, size_t n, struct translit *out)
{
	out->n = 0;
	if (word_ascii(word, n, out))
		return;
	struct word w;
	struct spell s;
	memset(s.len, 0, sizeof s.len);
	word_decode(word, n, &w);
	spell_word(&w, &s);
	for (unsigned k = 0; k < TRANSLIT_FORMS; k++) {
		s.form[k][s.len[k]] = 0;
		bool known = s.len[k] == 0;
		for (unsigned i = 0; i < out->n && !known; i++)
			known = strcmp(out->form[i], s.form[k]) == 0;
		if (!known)
			memcpy(out->form[out->n++], s.form[k], s.len[k] + 1);
	}
}
