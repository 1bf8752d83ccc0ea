#include "store/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

/* A run of marks longer than this is folded in pieces (UAX #15 stream-safe text allows 30). */
enum { SEGMENT = 128, EXPANDED = 20 * SEGMENT };

struct folder {
	const UNormalizer2 *nfkc, *nfd, *nfc;
	struct buf *out;
	struct fold_map *map;
	UChar32 last;	     /* what was written last; 0 at the start */
	bool space, newline; /* white space is waiting to be written */
	uint32_t space_from, space_to;
	bool failed;
};

static bool map_room(struct folder *f, size_t need)
{
	struct fold_map *m = f->map;
	if (need <= m->cap)
		return true;
	size_t cap = m->cap ? m->cap * 2 : 256;
	while (cap < need)
		cap *= 2;
	uint32_t *from = realloc(m->from, cap * sizeof *from);
	if (from)
		m->from = from;
	uint32_t *to = from ? realloc(m->to, cap * sizeof *to) : NULL;
	if (!to)
		return false;
	m->to = to;
	m->cap = cap;
	return true;
}

static void put_char(struct folder *f, UChar32 c, uint32_t from, uint32_t to)
{
	size_t before = f->out->len;
	buf_utf8(f->out, (unsigned)c);
	if (!f->map || !buf_ok(f->out))
		return;
	if (!map_room(f, f->out->len)) {
		f->failed = true;
		return;
	}
	for (size_t i = before; i < f->out->len; i++) {
		f->map->from[i] = from;
		f->map->to[i] = to;
	}
}

/* Scripts that are written without spaces between words, whose line breaks mean nothing. */
static bool unspaced(UChar32 c)
{
	UErrorCode err = U_ZERO_ERROR;
	switch (uscript_getScript(c, &err)) {
	case USCRIPT_HAN:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA: return true;
	default: return c >= 0x3000 && c <= 0x303F;
	}
}

static bool drops_marks(UChar32 base)
{
	UErrorCode err = U_ZERO_ERROR;
	switch (uscript_getScript(base, &err)) {
	case USCRIPT_LATIN:
	case USCRIPT_GREEK:
	case USCRIPT_CYRILLIC:
	case USCRIPT_ARABIC:
	case USCRIPT_HEBREW:
	case USCRIPT_COMMON: return true;
	default: return false;
	}
}

static bool is_apostrophe(UChar32 c)
{
	return c == '\'' || c == '`' || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x02BB ||
	       c == 0x02BC || c == 0x02BD || c == 0x02BE || c == 0x02BF || c == 0x2032 || c == 0xFF07;
}

/* Letters and signs that no normal form joins. */
static UChar32 variant(UChar32 c)
{
	static const struct {
		UChar32 is, becomes;
	} table[] = {
	    {0x00F8, 'o'},    {0x0111, 'd'},	{0x0127, 'h'},	  {0x0131, 'i'},    {0x0142, 'l'},
	    {0x0167, 't'},    {0x0629, 0x0647}, {0x0649, 0x064A}, {0x0671, 0x0627}, {0x06A9, 0x0643},
	    {0x06CC, 0x064A}, {0x201C, '"'},	{0x201D, '"'},	  {0x201E, '"'},    {0x2212, '-'},
	};
	if (c >= 0x2010 && c <= 0x2015)
		return '-';
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].is == c)
			return table[i].becomes;
	int32_t digit = c > 0x7F && u_charType(c) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue(c) : -1;
	return digit >= 0 ? '0' + digit : c;
}

static void emit(struct folder *f, UChar32 c, uint32_t from, uint32_t to)
{
	if (c <= ' ' || c == 0x7F || (c > 0x7F && (u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR))) {
		if (!f->space)
			f->space_from = from;
		f->space = true;
		f->space_to = to;
		f->newline |= c == '\n' || c == '\r';
		return;
	}
	if (c == 0x0640) /* tatweel only stretches */
		return;
	if (f->space && f->last && !(f->newline && unspaced(f->last) && unspaced(c)))
		put_char(f, ' ', f->space_from, f->space_to);
	f->space = f->newline = false;
	c = c > 0x7F ? variant(c) : c;
	put_char(f, c, from, to);
	f->last = c;
}

static UChar32 next_char(const UChar *u, int32_t *i, int32_t n)
{
	UChar c = u[(*i)++];
	if (U16_IS_LEAD(c) && *i < n && U16_IS_TRAIL(u[*i]))
		return (UChar32)U16_GET_SUPPLEMENTARY((unsigned)c, u[(*i)++]);
	return c;
}

/* One character with its marks: u[0..n) stands at [from, to) of the text. */
static enum status segment(struct folder *f, const UChar *u, int32_t n, uint32_t from, uint32_t to, struct error *e)
{
	UChar a[EXPANDED], b[EXPANDED];
	UErrorCode err = U_ZERO_ERROR;
	int32_t na = unorm2_normalize(f->nfkc, u, n, a, EXPANDED, &err);
	int32_t nb = unorm2_normalize(f->nfd, a, na, b, EXPANDED, &err);
	if (U_FAILURE(err))
		return error_memory(e);
	UChar32 base = 0;
	na = 0;
	for (int32_t i = 0; i < nb;) {
		UChar32 c = next_char(b, &i, nb);
		int8_t type = u_charType(c);
		bool mark = type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
		if (mark && base && drops_marks(base))
			continue;
		if (!mark)
			base = c;
		U16_APPEND_UNSAFE(a, na, c);
	}
	nb = unorm2_normalize(f->nfc, a, na, b, EXPANDED, &err);
	if (U_FAILURE(err))
		return error_memory(e);
	for (int32_t i = 0; i < nb;) {
		UChar32 c = next_char(b, &i, nb);
		emit(f, c, from, to);
	}
	return ST_OK;
}

/* Reads one segment of text from *at; a boundary stands before a character that no earlier one can join. */
static enum status next_segment(struct folder *f, const uint8_t *text, size_t n, size_t *at, struct error *e)
{
	UChar u[SEGMENT + 2];
	int32_t k = 0;
	size_t from = *at, i = from;
	while (i < n && k < SEGMENT) {
		size_t here = i;
		UChar32 c;
		U8_NEXT_OR_FFFD(text, i, n, c);
		if (here > from && (c < 0x80 || unorm2_hasBoundaryBefore(f->nfkc, c))) {
			i = here;
			break;
		}
		if (is_apostrophe(c)) {
			if (here > from)
				i = here;
			break;
		}
		U16_APPEND_UNSAFE(u, k, c);
	}
	*at = i;
	return k ? segment(f, u, k, (uint32_t)from, (uint32_t)i, e) : ST_OK;
}

enum status fold_text(const char *text, size_t n, struct buf *out, struct fold_map *map, struct error *e)
{
	UErrorCode err = U_ZERO_ERROR;
	struct folder f = {
	    .nfkc = unorm2_getNFKCCasefoldInstance(&err),
	    .nfd = unorm2_getNFDInstance(&err),
	    .nfc = unorm2_getNFCInstance(&err),
	    .out = out,
	    .map = map,
	};
	if (U_FAILURE(err))
		return err == U_MEMORY_ALLOCATION_ERROR
			   ? error_memory(e)
			   : error_set(e, ST_ENV, "ICU has no normalisation data: %s", u_errorName(err));
	if (n >= UINT32_MAX)
		return error_set(e, ST_DATA, "a text of 4 GB or more cannot be searched");
	const uint8_t *bytes = (const uint8_t *)text;
	enum status s = ST_OK;
	for (size_t i = 0; i < n && s == ST_OK;) {
		uint8_t c = bytes[i];
		bool plain = c < 0x80 && (i + 1 == n || bytes[i + 1] < 0x80);
		if (plain && !is_apostrophe(c))
			emit(&f, c >= 'A' && c <= 'Z' ? c + 32 : c, (uint32_t)i, (uint32_t)i + 1);
		if (plain)
			i++;
		else
			s = next_segment(&f, bytes, n, &i, e);
	}
	if (s == ST_OK && (f.failed || !buf_ok(out)))
		s = error_memory(e);
	return s;
}

const char *fold_rules(void)
{
	return "1, Unicode " U_UNICODE_VERSION;
}

void fold_map_free(struct fold_map *map)
{
	free(map->from);
	free(map->to);
	*map = (struct fold_map){0};
}

size_t fold_count(const char *text)
{
	size_t n = 0;
	for (; *text; text++)
		n += ((unsigned char)*text & 0xC0) != 0x80;
	return n;
}

bool fold_is_utf8(const char *text, size_t n)
{
	const uint8_t *s = (const uint8_t *)text;
	for (size_t i = 0; i < n;) {
		UChar32 c;
		U8_NEXT(s, i, n, c);
		if (c < 0)
			return false;
	}
	return true;
}
