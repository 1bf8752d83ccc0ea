#include "heading.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <string.h>

enum { WORDS = 16, TEXT = 256, SUFFIX_LEAST = 7 };

/* A name's words, folded, one after the other without spaces; a word is text[at[i]..at[i+1]). */
struct words { char text[TEXT]; size_t at[WORDS + 1], n; };

static UChar32 code_point(const UChar *s, int32_t *at, int32_t n)
{
	const UChar lead = s[(*at)++];

	return U16_IS_LEAD(lead) && *at < n && U16_IS_TRAIL(s[*at]) ? (UChar32)U16_GET_SUPPLEMENTARY(lead, s[(*at)++]) : lead;
}

/* A Latin or Greek letter without its marks; a letter of Arabic as it is typed in haste. 0: dropped. */
static UChar32 plain_letter(const UNormalizer2 *nfc, UChar32 c)
{
	UErrorCode bad = U_ZERO_ERROR;
	UChar apart[8];

	switch (c) {
	case 0xf8: return 'o';
	case 0x142: return 'l';
	case 0x111: return 'd';
	case 0x131: return 'i';
	case 0x622: case 0x623: case 0x625: return 0x627;
	case 0x629: return 0x647;
	case 0x649: case 0x6cc: return 0x64a;
	case 0x6a9: return 0x643;
	case 0x640: return 0;
	case 0x451: return 0x435;
	default: break;
	}
	if (c < 0x80)
		return c;
	const UScriptCode script = uscript_getScript(c, &bad);

	if (u_charType(c) == U_NON_SPACING_MARK && (script == USCRIPT_INHERITED || script == USCRIPT_HEBREW || script == USCRIPT_ARABIC))
		return 0; /* in other scripts vowels */
	if (script != USCRIPT_LATIN && script != USCRIPT_GREEK)
		return c;
	while (unorm2_getRawDecomposition(nfc, c, apart, 8, &bad) > 0 && U_SUCCESS(bad)) {
		int32_t at = 0;

		c = code_point(apart, &at, 8);
	}
	return c;
}

static void add(struct words *w, size_t *len, UChar32 c)
{
	char piece[U8_MAX_LENGTH];
	int32_t n = 0;

	U8_APPEND_UNSAFE((uint8_t *)piece, n, (uint32_t)c);
	if (*len + (size_t)n < TEXT) {
		memcpy(w->text + *len, piece, (size_t)n);
		*len += (size_t)n;
	}
}

static void end_word(struct words *w, size_t len)
{
	if (len > w->at[w->n] && w->n < WORDS)
		w->at[++w->n] = len;
}

/* Words end at what is no letter, and where a capital follows a small letter (dateOfBirth) or begins a word (DOBYear). Digits end words and are dropped. */
static void split(const char *name, struct words *w)
{
	UErrorCode bad = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&bad), *nfkc = unorm2_getNFKCInstance(&bad);
	UChar wide[TEXT], text[TEXT];
	int32_t n = 0;
	size_t len = 0;

	*w = (struct words){.n = 0};
	u_strFromUTF8(wide, TEXT, &n, name, -1, &bad);
	if (U_FAILURE(bad) || n >= TEXT)
		return;
	n = unorm2_normalize(nfkc, wide, n, text, TEXT, &bad);
	if (U_FAILURE(bad) || n >= TEXT)
		return;
	for (int32_t i = 0, before = 0; i < n;) {
		UChar32 c = code_point(text, &i, n), next = 0;
		int32_t k = i;

		if (i < n)
			next = code_point(text, &k, n);
		if (!u_isalpha(c) && u_charType(c) != U_NON_SPACING_MARK && u_charType(c) != U_COMBINING_SPACING_MARK) {
			if (c != '\'' && c != 0x2019 && c != 0x200c) /* numéro d'identité; the joiner of Persian */
				end_word(w, len);
			before = 0;
			continue;
		}
		const bool upper = u_isupper(c);

		if (before && upper && (before == 1 || (next && u_islower(next))))
			end_word(w, len);
		before = upper ? 2 : 1;
		if (c == 0xdf) {
			add(w, &len, 's');
			add(w, &len, 's');
			continue;
		}
		c = plain_letter(nfc, u_foldCase(c, U_FOLD_CASE_DEFAULT));
		if (c)
			add(w, &len, c);
	}
	end_word(w, len);
}

/* Is text[0..n) one of the phrases between bars? *in_word: a phrase stands at the end of it (Latin), or anywhere in it (scripts without spaces): its length. */
static bool find(const char *phrases, const char *text, size_t n, size_t *in_word)
{
	*in_word = 0;
	for (const char *p = phrases, *bar; *p; p = *bar ? bar + 1 : bar) {
		bar = strchrnul(p, '|');
		size_t len = (size_t)(bar - p);

		if (len == n && !memcmp(p, text, n))
			return true;
		if (len >= n || len <= *in_word)
			continue;
		const bool wide = (unsigned char)*p >= 0xe3 && len >= 6; /* two characters of Han, kana, Hangul */

		if ((wide && memmem(text, n, p, len)) || (len >= SUFFIX_LEAST && (unsigned char)*p < 0x80 && !memcmp(text + n - len, p, len)))
			*in_word = len;
	}
	return false;
}

/* Do the words outside from..to say nothing? */
static bool others_neutral(const struct words *w, size_t from, size_t to)
{
	size_t in_word;

	for (size_t i = 0; i < w->n; i++)
		if ((i < from || i >= to) && !find(heading_neutral, w->text + w->at[i], w->at[i + 1] - w->at[i], &in_word))
			return false;
	return true;
}

static bool any_of(const struct words *w, const char *phrases, size_t *at)
{
	size_t in_word;

	for (size_t i = 0; i < w->n; i++)
		if (find(phrases, w->text + w->at[i], w->at[i + 1] - w->at[i], &in_word)) {
			*at = i;
			return true;
		}
	return false;
}

static bool better(const struct heading *a, const struct heading *b)
{
	const bool weak_a = a->strength == HEADING_WEAK, weak_b = b->strength == HEADING_WEAK;

	return weak_a != weak_b ? !weak_a : a->length > b->length;
}

/* Into its place among the best; one of the same role is outdone or outdoes. A later one goes before an earlier one that is as good: in most languages of the table
 * the last word says what it is. */
static void enter(struct heading out[HEADING_MOST], size_t *n, struct heading h)
{
	size_t at = 0;

	for (size_t i = 0; i < *n; i++)
		if (out[i].role == h.role) {
			if (better(&out[i], &h))
				return;
			memmove(&out[i], &out[i + 1], (--*n - i) * sizeof *out);
			break;
		}
	while (at < *n && better(&out[at], &h))
		at++;
	if (at == HEADING_MOST)
		return;
	if (*n == HEADING_MOST)
		--*n;
	memmove(&out[at + 1], &out[at], (*n - at) * sizeof *out);
	out[at] = h;
	++*n;
}

/* Names of other people and things are no names of the person. */
static void qualify(const struct words *w, struct heading *h, size_t n)
{
	size_t at;
	const bool relative = any_of(w, heading_relatives, &at), other = any_of(w, heading_others, &at);

	for (size_t i = 0; i < n; i++) {
		const bool name = h[i].role == ROLE_GIVEN || h[i].role == ROLE_FAMILY || h[i].role == ROLE_FULL;

		if (relative && w->n > 1)
			h[i].flags |= HEADING_RELATIVE;
		if (other && w->n > 1 && name)
			h[i].flags |= HEADING_OTHER;
	}
}

size_t heading_read(const char *name, struct heading out[HEADING_MOST])
{
	struct words w;
	size_t n = 0;

	split(name, &w);
	for (size_t from = 0; from < w.n; from++)
		for (size_t to = from + 1; to <= w.n; to++) {
			const char *text = w.text + w.at[from];
			const size_t len = w.at[to] - w.at[from];

			if (len >= HEADING_PHRASE * 2)
				break;
			for (size_t i = 0; i < heading_table_n; i++) {
				const struct heading_words *t = &heading_table[i];
				size_t in_word, found = find(t->phrases, text, len, &in_word) ? len : t->strength == HEADING_PART && to == from + 1 ? in_word : 0;

				if (!found || (t->strength == HEADING_WHOLE && !others_neutral(&w, from, to)))
					continue;
				if (t->strength == HEADING_WHOLE && t->role == ROLE_ID && to - from < w.n) /* a patient's id may be of the patient, not of the row */
					continue;
				enter(out, &n, (struct heading){t->role, t->strength, t->flags, found});
			}
		}
	qualify(&w, out, n);
	return n;
}

bool heading_of_death(const char *name)
{
	struct words w;
	size_t at;

	split(name, &w);
	return any_of(&w, heading_deaths, &at);
}
