#include "names/name_scan.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { LONG = 2 * NAME_BYTES };
static const uint64_t fnv_start = 0xcbf29ce484222325u, fnv_prime = 0x100000001b3u;

uint16_t name_put(struct name *x, const char *bytes, size_t n)
{
	uint16_t at = x->pool_n;

	if (n + 1 > sizeof x->pool - x->pool_n) {
		x->flags |= NAME_CUT;
		return 0;
	}
	memcpy(x->pool + at, bytes, n);
	x->pool[at + n] = 0;
	x->pool_n = (uint16_t)(at + n + 1);
	return at;
}

static bool hidden(UChar32 c)
{
	if (c < 0x80)
		return false;
	return c == 0x00AD || c == 0x200B || (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}
static bool apostrophe(UChar32 c)
{
	return c == '\'' || c == '`' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x02BB || c == 0x00B4 || c == 0x2032 ||
	       c == 0x02BE || c == 0x02BF || c == 0x02B9;
}
static bool hyphen(UChar32 c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x05BE || c == 0x2212;
}

static int utf8_put(uint32_t c, char *out)
{
	if (c < 0x80)
		return out[0] = (char)c, 1;
	if (c < 0x800)
		return out[0] = (char)(0xC0 | c >> 6), out[1] = (char)(0x80 | (c & 63)), 2;
	if (c < 0x10000)
		return out[0] = (char)(0xE0 | c >> 12), out[1] = (char)(0x80 | (c >> 6 & 63)), out[2] = (char)(0x80 | (c & 63)), 3;
	return out[0] = (char)(0xF0 | c >> 18), out[1] = (char)(0x80 | (c >> 12 & 63)), out[2] = (char)(0x80 | (c >> 6 & 63)),
	       out[3] = (char)(0x80 | (c & 63)), 4;
}

/* script_of, at once for ASCII. */
static inline bool ascii_letter(UChar32 c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static inline enum script script_at(UChar32 c)
{
	return c >= 0x80 ? script_of((uint32_t)c) : ascii_letter(c) ? SCRIPT_LATIN : SCRIPT_NONE;
}

static UChar32 utf16_next(const UChar *s, int32_t *i, int32_t n)
{
	uint32_t c = s[(*i)++];

	if (U16_IS_LEAD(c) && *i < n && U16_IS_TRAIL(s[*i]))
		c = (uint32_t)U16_GET_SUPPLEMENTARY(c, s[(*i)++]);
	return (UChar32)c;
}

/* The text case folded and in compatibility form (NFKC_Casefold, UAX 31), as UTF-16; returns its length. */
static int32_t normal(const char *text, size_t n, struct name *x, UChar out[LONG])
{
	UChar wide[LONG];
	int32_t at = 0, got;
	bool plain = true;
	UErrorCode bad = U_ZERO_ERROR;
	const UNormalizer2 *norm;

	for (int32_t i = 0, size = (int32_t)n; i < size;) {
		UChar32 c;

		U8_NEXT((const uint8_t *)text, i, size, c);
		if (c < 0) {
			x->flags |= NAME_INVALID;
			c = ' ';
		}
		if (hidden(c))
			x->flags |= NAME_HIDDEN;
		/* without the marks that NFKC takes away, the letters before and after stand together */
		if (at + 2 >= LONG)
			break;
		plain = plain && c < 0x80;
		U16_APPEND_UNSAFE(wide, at, c);
	}
	if (plain) {
		for (int32_t i = 0; i < at; i++)
			out[i] = wide[i] >= 'A' && wide[i] <= 'Z' ? (UChar)(wide[i] + 32) : wide[i];
		return at;
	}
	norm = unorm2_getNFKCCasefoldInstance(&bad);
	got = U_SUCCESS(bad) ? unorm2_normalize(norm, wide, at, out, LONG, &bad) : 0;
	if (U_FAILURE(bad)) {
		/* it grew beyond the room: what is there without folding */
		x->flags |= NAME_CUT;
		memcpy(out, wide, (size_t)at * sizeof *out);
		return at;
	}
	return got;
}

/* The word in the making. */
struct making { UChar32 c[96]; size_t n, units; enum script script; bool dotted, beyond /* ASCII */; unsigned marks; };

static bool is_unspaced(enum script s)
{
	return s == SCRIPT_HAN || s == SCRIPT_KANA || s == SCRIPT_HANGUL;
}

/* Letters of another script among those of the word's own, when each has a look-alike there; the words of the one script are more. */
static void unmask(struct making *m, struct name *x)
{
	unsigned count[SCRIPTS] = {0};
	enum script most = SCRIPT_NONE;
	unsigned others = 0;

	for (size_t i = 0; i < m->n; i++)
		count[script_at(m->c[i])]++;
	m->script = count[SCRIPT_LATIN] ? SCRIPT_LATIN : SCRIPT_NONE;
	if (!m->beyond)
		return;
	for (enum script s = SCRIPT_LATIN; s < SCRIPTS; s++)
		if (count[s] > count[most] || most == SCRIPT_NONE)
			most = s;
	m->script = count[most] ? most : SCRIPT_NONE;
	for (enum script s = SCRIPT_LATIN; s < SCRIPTS; s++)
		others += s == most ? 0 : count[s];
	if (!others || is_unspaced(most))
		return;
	for (size_t i = 0; i < m->n; i++) {
		uint32_t same = script_of((uint32_t)m->c[i]) != most ? translit_homoglyph((uint32_t)m->c[i], most) : 0;

		if (same) {
			m->c[i] = u_tolower((UChar32)same);
			x->flags |= NAME_LOOKALIKE;
		}
	}
}

static void finish(struct making *m, struct name *x, struct scan *out)
{
	char bytes[4 * 96];
	int32_t at = 0;
	struct scan_word *w;

	while (m->n && apostrophe(m->c[m->n - 1]))
		m->n--;
	if (!m->n)
		goto clear;
	if (out->n == SCAN_WORDS) {
		x->flags |= NAME_CUT;
		goto clear;
	}
	unmask(m, x);
	w = &out->w[out->n];
	*w = (struct scan_word){.script = m->script, .dotted = m->dotted && m->units > 1};
	for (size_t i = 0; i < m->n; i++) {
		UChar32 c = m->c[i];

		w->digits |= c >= '0' && c <= '9';
		w->letters |= script_at(c) != SCRIPT_NONE;
		at += utf8_put((uint32_t)c, bytes + at);
		if (!apostrophe(c) && !hyphen(c))
			x->key = (x->key ^ (uint64_t)c) * fnv_prime;
	}
	if (!w->digits && !w->letters && !(m->n == 1 && m->c[0] == '&'))
		goto clear;
	x->key = (x->key ^ ' ') * fnv_prime;
	w->raw = name_put(x, bytes, (size_t)at);
	w->raw_n = (uint16_t)strlen(x->pool + w->raw);
	out->n += w->raw_n > 0;
clear:
	m->n = m->units = 0;
	m->script = SCRIPT_NONE;
	m->dotted = m->beyond = false;
	m->marks = 0;
}

static void take(struct making *m, UChar32 c, struct name *x, struct scan *out)
{
	enum script s = script_at(c), before = m->n ? script_at(m->c[m->n - 1]) : SCRIPT_NONE;
	bool mark = c >= 0x80 && (U_GET_GC_MASK(c) & (U_GC_M_MASK)) != 0;

	/* Latin or digits beside characters that are written without spaces begin a word */
	if (m->n && !mark && s != before && (is_unspaced(s) || is_unspaced(before)) && !(is_unspaced(s) && is_unspaced(before)))
		finish(m, x, out);
	m->marks = mark ? m->marks + 1 : 0;
	if (m->marks > 4) {
		x->flags |= NAME_MARKS;
		return;
	}
	if (m->n == sizeof m->c / sizeof *m->c) {
		x->flags |= NAME_CUT;
		return;
	}
	m->beyond |= c >= 0x80;
	m->c[m->n++] = c;
}

static bool is_part(UChar32 c)
{
	if (c < 0x80)
		return ascii_letter(c) || (c >= '0' && c <= '9');
	return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) || script_of((uint32_t)c) != SCRIPT_NONE;
}

/* The first NAME_BYTES of a name, floods of combining marks and hidden characters not counted, so that they crowd out none of it. */
enum { SIFT_MARKS = 5, SIFT_LONG = 1 << 20 };
static size_t sifted(const char *text, size_t n, struct name *x, char out[NAME_BYTES])
{
	size_t kept = 0, marks = 0;

	if (n <= NAME_BYTES) {
		memcpy(out, text, n);
		return n;
	}
	for (size_t i = 0; i < n && i < SIFT_LONG;) {
		size_t at = i;
		int32_t next = 0, left = (int32_t)(n - i < 4 ? n - i : 4);
		UChar32 c;

		U8_NEXT((const uint8_t *)text + i, next, left, c);
		i += (size_t)next;
		marks = c >= 0x300 && (U_GET_GC_MASK(c) & U_GC_M_MASK) ? marks + 1 : 0;
		if (marks > SIFT_MARKS || (c >= 0 && hidden(c))) {
			x->flags |= marks > SIFT_MARKS ? NAME_MARKS : NAME_HIDDEN;
			continue;
		}
		if (kept + (size_t)next > NAME_BYTES) {
			x->flags |= NAME_CUT;
			return kept;
		}
		memcpy(out + kept, text + at, (size_t)next);
		kept += (size_t)next;
	}
	if (n > SIFT_LONG)
		x->flags |= NAME_CUT;
	return kept;
}

/* JC Juncker: two or three capital consonants that stand first, where others are small, are said letter by letter. Ng is a family's name. */
enum { CAPITALS_LEAST = 2, CAPITALS_MOST = 3 };
static bool capitals(const char *text, size_t n)
{
	size_t from = 0, to;
	bool small = false;

	while (from < n && text[from] == ' ')
		from++;
	for (to = from; to < n && text[to] >= 'A' && text[to] <= 'Z'; to++)
		if (strchr("AEIOUY", text[to]))
			return false;
	if (to - from < CAPITALS_LEAST || to - from > CAPITALS_MOST || to == n || text[to] != ' ' || (to - from == 2 && !memcmp(text + from, "NG", 2)))
		return false;
	for (size_t i = to; i < n && !small; i++)
		small = text[i] >= 'a' && text[i] <= 'z';
	return small;
}

void name_scan(const char *text, size_t n, struct name *x, struct scan *out)
{
	UChar wide[LONG];
	char kept[NAME_BYTES];
	struct making m = {0};
	int32_t len;
	size_t unit = 0; /* letters since the last dot of a dotted word */

	out->n = 0;
	x->key = fnv_start;
	n = sifted(text, n, x, kept);
	len = normal(kept, n, x, wide);
	for (int32_t i = 0; i < len;) {
		UChar32 c, next = 0;
		int32_t k;

		c = utf16_next(wide, &i, len);
		k = i;
		if (k < len)
			next = utf16_next(wide, &k, len);
		if (c >= 0x80 && u_isdigit(c))
			c = '0' + u_charDigitValue(c);
		if (is_part(c) && c != 0x30FB) {
			take(&m, c, x, out);
			unit++;
		} else if (apostrophe(c) && m.n && is_part(next)) {
			take(&m, '\'', x, out);
		} else if (c == '.' && m.n && unit == 1 && is_part(next)) {
			/* G.m.b.H, S.A.: one word as long as every unit is one letter */
			int32_t after = k;
			UChar32 two = after < len ? wide[after] : 0;

			m.units++;
			unit = 0;
			if (is_part(two))
				finish(&m, x, out);
			else
				m.dotted = true, m.units++;
		} else {
			if (c == '.' && m.dotted)
				m.units++;
			finish(&m, x, out);
			unit = 0;
			if (hyphen(c) && out->n && is_part(next))
				out->w[out->n - 1].hyphen = true;
			if (c == '&') {
				take(&m, '&', x, out);
				finish(&m, x, out);
			}
		}
	}
	finish(&m, x, out);
	if (out->n && capitals(kept, n))
		out->w[0].dotted = true;
}
