#include "records_internal.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <string.h>
#include <strings.h>

enum { SNIFF_ROWS = 40, SNIFF_BYTES = 1 << 16 };

/* --- the delimiter ----------------------------------------------------------------------------------- */

/* Fields of each of the first rows; returns how many rows there are. A row that the text breaks off in is left out. */
static size_t count_fields(const char *s, size_t n, bool whole, char delimiter, size_t fields[SNIFF_ROWS])
{
	size_t rows = 0, count = 1, i = 0;
	bool quoted = false, fresh = true /* at the beginning of a field */, any = false;

	for (; i < n && rows < SNIFF_ROWS; i++) {
		if (quoted) {
			quoted = s[i] != '"'; /* a doubled quote closes and opens again */
		} else if (s[i] == '"') {
			quoted = fresh || (i && s[i - 1] == '"');
			any = true;
		} else if (s[i] == '\n') {
			if (any)
				fields[rows++] = count;
			count = 1;
			any = false;
		} else if (s[i] != '\r') {
			count += s[i] == delimiter;
			any = true;
		}
		fresh = s[i] == delimiter || s[i] == '\n';
	}
	if (whole && any && rows < SNIFF_ROWS)
		fields[rows++] = count;
	return rows;
}

char text_told_delimiter(struct input *in)
{
	const char *s = in->bytes + in->at;
	size_t n = in->n - in->at, bom = n >= 3 && !memcmp(s, "\xef\xbb\xbf", 3) ? 3 : 0;

	s += bom;
	n -= bom;
	if (n < 6 || strncasecmp(s, "sep=", 4) || (unsigned char)s[4] >= 0x80 || strchr("\"\r\n", s[4]) || (s[5] != '\n' && (s[5] != '\r' || n < 7 || s[6] != '\n')))
		return 0;
	in->at += bom + (s[5] == '\n' ? 6 : 7);
	in->line++;
	return s[4];
}

char text_delimiter(const char *bytes, size_t n, bool whole)
{
	static const char delimiters[] = ",;\t|";
	size_t fields[SNIFF_ROWS], best_fields = 1;
	bool best_agrees = false;
	char best = ',';

	if (n > SNIFF_BYTES) {
		n = SNIFF_BYTES;
		whole = false;
	}
	if (n >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3)) {
		bytes += 3;
		n -= 3;
	}
	for (const char *d = delimiters; *d; d++) {
		size_t rows = count_fields(bytes, n, whole, *d, fields), same = 0;

		for (size_t i = 1; i < rows; i++)
			same += fields[i] == fields[0];
		if (!rows || fields[0] < 2)
			continue;
		const bool agrees = rows > 1 && same * 5 >= (rows - 1) * 4;

		if (agrees > best_agrees || (agrees == best_agrees && fields[0] > best_fields)) {
			best = *d;
			best_fields = fields[0];
			best_agrees = agrees;
		}
	}
	return best;
}

/* --- words ------------------------------------------------------------------------------------------- */

/* Bytes of the space at s, 0: none. */
static size_t space_at(const char *s, size_t n)
{
	if (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		return 1;
	if (n >= 2 && !memcmp(s, "\xc2\xa0", 2))
		return 2;
	return n >= 3 && (!memcmp(s, "\xe3\x80\x80", 3) || !memcmp(s, "\xef\xbb\xbf", 3)) ? 3 : 0;
}

void text_trim(const char **text, size_t *n)
{
	for (size_t k; *n && (k = space_at(*text, *n)); *n -= k)
		*text += k;
	while (*n) {
		const char *s = *text;
		size_t k = space_at(s + *n - 1, 1);

		if (!k && *n >= 2 && (unsigned char)s[*n - 2] == 0xc2)
			k = space_at(s + *n - 2, 2);
		if (!k && *n >= 3 && (unsigned char)s[*n - 3] >= 0xe3)
			k = space_at(s + *n - 3, 3);
		if (!k)
			return;
		*n -= k;
	}
}

bool text_missing(const char *s, size_t n)
{
#define WORD(w) {w, sizeof(w) - 1}
	static const struct { const char *text; size_t n; } words[] = {
		WORD("-"), WORD("?"), WORD("--"), WORD("---"), WORD("??"), WORD("."), WORD("nan"), WORD("n/a"), WORD("#n/a"), WORD("none"), WORD("null"), WORD("(null)"),
		WORD("<na>"), WORD("\\n"), WORD("unknown"), WORD("not known"), WORD("not available"), WORD("unbekannt"), WORD("inconnu"), WORD("inconnue"),
		WORD("desconocido"), WORD("desconocida"), WORD("desconhecido"), WORD("sconosciuto"), WORD("неизвестно"), WORD("不详"), WORD("不詳"), WORD("未知"), WORD("미상"),
		WORD("不明"), WORD("غير معروف")};

	if (!n)
		return true;
	if (n > 32 || !strchr("-?.nN#(<\\uUiIdDsS\xd0\xe4\xeb\xd8", *s))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].n == n && !strncasecmp(words[i].text, s, n))
			return true;
	return false;
#undef WORD
}

bool text_same(const char *a, const char *b)
{
	int32_t i = 0, k = 0, n = (int32_t)strlen(a), m = (int32_t)strlen(b);

	while (i < n && k < m) {
		UChar32 c, d;

		U8_NEXT((const uint8_t *)a, i, n, c);
		U8_NEXT((const uint8_t *)b, k, m, d);
		if (c != d && u_foldCase(c, U_FOLD_CASE_DEFAULT) != u_foldCase(d, U_FOLD_CASE_DEFAULT))
			return false;
	}
	return i == n && k == m;
}
