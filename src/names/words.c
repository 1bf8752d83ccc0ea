#include "names/words.h"

#include "names/spelling.h"

#include "words_table.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { PHRASE_BYTES = 256 };
#define COUNT(a) (sizeof(a) / sizeof *(a))

/* FNV-1a; without: a letter that is passed over. */
static uint32_t hash_without(const char *s, size_t without)
{
	uint32_t h = 0x811c9dc5u;

	for (size_t i = 0; s[i]; i++)
		if (i != without)
			h = (h ^ (unsigned char)s[i]) * 0x01000193u;
	return h;
}
static uint32_t hash(const char *s)
{
	return hash_without(s, SIZE_MAX);
}

uint32_t words_at(const char *s)
{
	return s ? (uint32_t)(s - words_pool) : UINT32_MAX;
}

const char *words_text(uint32_t at)
{
	return at < sizeof words_pool ? words_pool + at : NULL;
}

uint64_t words_print(void)
{
	return words_fingerprint;
}

static const char *text(uint32_t at)
{
	return at == UINT32_MAX ? NULL : words_pool + at;
}

static const struct words_phrase *phrase(const char *s)
{
	for (size_t i = hash(s) & (COUNT(words_slots) - 1); words_slots[i] != 0xFFFF; i = (i + 1) & (COUNT(words_slots) - 1))
		if (!strcmp(text(words_phrases[words_slots[i]].text), s))
			return &words_phrases[words_slots[i]];
	return NULL;
}

/* How many words the longest phrase has that begins with this word; 1 when there is none of several. */
static size_t longest(const char *head)
{
	for (size_t i = hash(head) & (COUNT(words_heads) - 1); words_heads[i].longest; i = (i + 1) & (COUNT(words_heads) - 1))
		if (!strcmp(text(words_heads[i].text), head))
			return words_heads[i].longest;
	return 1;
}

static size_t use_index(enum word_use use)
{
	return use == WORD_FOR_PERSON ? 0 : use == WORD_FOR_VESSEL ? 2 : 1;
}

/* --- numbers ------------------------------------------------------------------------------------------ */

#define W(word, n) {word, sizeof word - 1, n}
static const struct { const char *word; unsigned char len, n; } numerals[] = {
	W("one", 1), W("two", 2), W("three", 3), W("four", 4), W("five", 5), W("six", 6), W("seven", 7), W("eight", 8), W("nine", 9), W("ten", 10),
	W("eleven", 11), W("twelve", 12), W("thirteen", 13), W("fourteen", 14), W("fifteen", 15), W("sixteen", 16), W("seventeen", 17),
	W("eighteen", 18), W("nineteen", 19), W("twenty", 20), W("thirty", 30), W("forty", 40), W("fifty", 50), W("sixty", 60), W("seventy", 70),
	W("eighty", 80), W("ninety", 90), W("first", 1), W("second", 2), W("third", 3), W("fourth", 4), W("fifth", 5), W("sixth", 6), W("seventh", 7),
	W("eighth", 8), W("ninth", 9), W("tenth", 10), W("eleventh", 11), W("twelfth", 12), W("erste", 1), W("zweite", 2), W("dritte", 3),
	W("premier", 1), W("premiere", 1), W("deuxieme", 2), W("troisieme", 3), W("primero", 1), W("primera", 1), W("segundo", 2), W("segunda", 2),
	W("tercero", 3), W("primeiro", 1), W("pervyi", 1), W("pervy", 1), W("vtoroi", 2), W("tretii", 3),
	W("первый", 1), W("первая", 1), W("второй", 2), W("вторая", 2), W("третий", 3), W("третья", 3), W("четвертый", 4),
	W("第一", 1), W("第二", 2), W("第三", 3), W("第四", 4), W("제일", 1), W("제이", 2), W("제2", 2), W("제1", 1), W("제3", 3),
};
#undef W

enum { NUMERAL_LONG = 5 /* letters from which one may have a slip */ };
static unsigned numeral(const char *w)
{
	size_t n = strlen(w);

	for (size_t i = 0; i < COUNT(numerals); i++)
		if (numerals[i].len == n && !memcmp(numerals[i].word, w, n))
			return numerals[i].n;
	return 0;
}

/* II … XXXIX, in their one right form; V, X and I alone are letters more often than not. */
static unsigned roman(const char *w)
{
	static const char *const tens[] = {"", "x", "xx", "xxx"}, *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
	size_t n = strlen(w);
	char made[12];

	if (n < 2 || n > 7 || strspn(w, "ivx") != n)
		return 0;
	for (unsigned v = 2; v < 40; v++) {
		snprintf(made, sizeof made, "%s%s", tens[v / 10], ones[v % 10]);
		if (!strcmp(made, w))
			return v;
	}
	return 0;
}

/* 1st, 22nd, 3rd, 44th. */
static unsigned long ordinal(const char *w)
{
	size_t digits = strspn(w, "0123456789");
	unsigned long v = 0;
	const char *end = w + digits;

	if (!digits || digits > 6 || (strcmp(end, "st") && strcmp(end, "nd") && strcmp(end, "rd") && strcmp(end, "th")))
		return 0;
	for (size_t i = 0; i < digits; i++)
		v = v * 10 + (unsigned long)(w[i] - '0');
	return v;
}

static bool one_letter(const char *w)
{
	return w[0] && !w[1];
}

static bool number(const char *const *words, size_t n, size_t at, enum word_use use, struct word_match *out)
{
	const char *w = words[at];
	unsigned long v = 0;
	unsigned took = 1;

	if (use == WORD_FOR_PERSON) {
		/* "John Smith III": others are names */
		v = !strcmp(w, "ii") ? 2 : !strcmp(w, "iii") ? 3 : 0;
	} else {
		v = ordinal(w);
		if (!v)
			v = numeral(w);
		if (v >= 20 && v % 10 == 0 && at + 1 < n) {
			unsigned ones = numeral(words[at + 1]);

			if (!ones && words[at + 1][0] >= '1' && words[at + 1][0] <= '9' && !words[at + 1][1])
				ones = (unsigned)(words[at + 1][0] - '0');
			if (ones && ones < 10)
				v += ones, took = 2;
		}
		if (!v)
			v = roman(w);
		/* a single V, X or I is a number where it ends the name or only a legal form follows */
		if (!v && one_letter(w) && at && (w[0] == 'v' || w[0] == 'x' || w[0] == 'i')) {
			const struct words_phrase *next = at + 1 < n ? phrase(words[at + 1]) : NULL;

			if (at + 1 == n || (next && next->meaning[use_index(use)].kind == WORD_LEGAL) || (at + 2 < n && one_letter(words[at + 1]) && one_letter(words[at + 2])))
				v = w[0] == 'v' ? 5 : w[0] == 'x' ? 10 : 1;
		}
	}
	if (!v)
		return false;
	*out = (struct word_match){.kind = WORD_NUMBER, .words = took, .number = v};
	return true;
}

/* --- phrases -------------------------------------------------------------------------------------------- */

static bool found(const char *s, enum word_use use, unsigned words, struct word_match *out)
{
	const struct words_phrase *p = phrase(s);
	const struct words_meaning *m;

	if (!p)
		return false;
	m = &p->meaning[use_index(use)];
	if (m->kind == WORD_PLAIN)
		return false;
	*out = (struct word_match){.kind = (enum word_kind)m->kind, .canonical = text(m->canonical), .group = text(m->group), .words = words};
	return true;
}

bool words_match(const char *const *words, size_t n, size_t at, enum word_use use, struct word_match *out)
{
	char joined[PHRASE_BYTES];
	size_t most;

	if (at >= n || !words[at][0])
		return false;
	most = longest(words[at]);
	for (size_t k = most < n - at ? most : n - at; k >= 2; k--) {
		size_t len = 0;

		joined[0] = 0;
		for (size_t i = 0; i < k && len < sizeof joined; i++)
			len += (size_t)snprintf(joined + len, sizeof joined - len, "%s%s", i ? " " : "", words[at + i]);
		if (len < sizeof joined && found(joined, use, (unsigned)k, out))
			return true;
	}
	return number(words, n, at, use, out) || found(words[at], use, 1, out);
}

bool words_suffix(const char *word, size_t *stem, struct word_match *out)
{
	size_t n = strlen(word);
	static const char *const heads[] = {"株式会社", "有限会社", "주식회사", "유한회사"};

	for (size_t i = 0; i < COUNT(heads); i++) {
		size_t len = strlen(heads[i]);

		if (n > len && !memcmp(word, heads[i], len) && found(heads[i], WORD_FOR_COMPANY, 1, out)) {
			*stem = 0;
			return true;
		}
	}
	/* the longest ending that is a legal form; every third byte begins a character of these scripts */
	for (size_t at = 3; at < n; at++)
		if (((unsigned char)word[at] & 0xC0) != 0x80 && found(word + at, WORD_FOR_COMPANY, 1, out) && out->kind == WORD_LEGAL) {
			*stem = at;
			return true;
		}
	return false;
}

/* --- words with a slip ------------------------------------------------------------------------------------ */

static size_t slips_from(uint32_t h)
{
	size_t from = 0, n = COUNT(words_slips);

	while (n) {
		size_t half = n / 2;

		if (words_slips[from + half].hash < h)
			from += half + 1, n -= half + 1;
		else
			n = half;
	}
	return from;
}

size_t words_one_slip(const char *word, const char **out, size_t most)
{
	size_t n = 0, len = strlen(word);

	if (len < 5 || len > 30)
		return 0;
	for (size_t without = 0; without <= len; without++) {
		uint32_t h = hash_without(word, without);

		if (!(words_slips_met[h % COUNT(words_slips_met)] >> h / COUNT(words_slips_met) % 8 & 1))
			continue;
		for (size_t i = slips_from(h); i < COUNT(words_slips) && words_slips[i].hash == h && n < most; i++) {
			const char *w = words_pool + words_slips[i].text;
			bool known = false;

			for (size_t k = 0; k < n; k++)
				known |= out[k] == w;
			if (!known && spelling_one_error(word, len, w, strlen(w)))
				out[n++] = w;
		}
	}
	for (size_t i = 0; i < COUNT(numerals) && n < most; i++)
		if (numerals[i].len >= NUMERAL_LONG && numerals[i].len + 1u >= len && numerals[i].len <= len + 1 &&
		    (numerals[i].word[0] == word[0] || numerals[i].word[numerals[i].len - 1] == word[len - 1]) && /* one error leaves one end as it is */
		    spelling_one_error(word, len, numerals[i].word, numerals[i].len))
			out[n++] = numerals[i].word;
	return n;
}

/* --- shares ------------------------------------------------------------------------------------------------ */

static double share_of(const char *word, size_t kind)
{
	for (size_t i = hash(word) & (COUNT(words_shares) - 1); words_shares[i].text != UINT32_MAX; i = (i + 1) & (COUNT(words_shares) - 1))
		if (!strcmp(text(words_shares[i].text), word))
			return kind ? (double)words_shares[i].other : (double)words_shares[i].person;
	return 0;
}

bool words_known(const char *word, enum word_use use)
{
	return share_of(word, use == WORD_FOR_PERSON ? 0 : 1) > 0;
}

double words_share(const char *word, enum word_use use)
{
	size_t kind = use == WORD_FOR_PERSON ? 0 : 1;
	double share = share_of(word, kind);

	return share > words_least[kind] ? share : words_least[kind];
}
