/* name_unspaced.c - names of companies that are written without spaces, cut into words: 深圳市华为技术有限公司 is a place, a name, a
 * generic word and a legal form. Cut from the end, then from the beginning, by the tables of words; what is left is the name. */
#include "names/name_scan.h"

#include <string.h>

enum { PIECES = 12, PHRASE = 48 };

struct pieces { struct { uint16_t from, to; } v[PIECES]; size_t n; unsigned legal, generic; };

static bool begins(const char *word, size_t at)
{
	return ((unsigned char)word[at] & 0xC0) != 0x80;
}

/* The table's entry for bytes [from, to); a single character says too little to cut at. */
static bool known(const char *word, size_t from, size_t to, struct word_match *m)
{
	char text[PHRASE];
	const char *words = text;

	if (to - from < 6 || to - from >= sizeof text)
		return false;
	memcpy(text, word + from, to - from);
	text[to - from] = 0;
	return words_match(&words, 1, 0, WORD_FOR_COMPANY, m) && (m->kind == WORD_LEGAL || m->kind == WORD_COMMON || m->kind == WORD_PLACE);
}

static void add(struct pieces *p, size_t from, size_t to, enum word_kind kind)
{
	p->v[p->n].from = (uint16_t)from;
	p->v[p->n++].to = (uint16_t)to;
	p->legal += kind == WORD_LEGAL;
	p->generic += kind == WORD_COMMON || kind == WORD_PLACE;
}

/* Bytes of 市, 省, 县, 区 or the like at `at`, 0 when there is none. */
static size_t rank_of_place(const char *word, size_t at, size_t to)
{
	static const char *const ranks[] = {"市", "省", "县", "縣", "区", "區", "시", "도"};

	for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
		if (to - at > 3 && !memcmp(word + at, ranks[i], 3))
			return 3;
	return 0;
}

/* One word off the end: the longest that the tables know. */
static bool cut_end(const char *word, size_t from, size_t *to, struct pieces *p)
{
	struct word_match m;

	for (size_t at = from; at < *to; at++)
		if (begins(word, at) && known(word, at, *to, &m)) {
			add(p, at, *to, m.kind);
			*to = at;
			return true;
		}
	return false;
}

/* A town or province that the tables do not know, by its rank: 金华市. */
static bool cut_rank(const char *word, size_t *from, size_t to, struct pieces *p)
{
	for (size_t at = *from + 6; at <= *from + 9 && at + 6 < to; at += 3)
		if (rank_of_place(word, at, to)) {
			add(p, *from, at, WORD_PLAIN);
			*from = at + 3;
			return true;
		}
	return false;
}

/* One word off the beginning; a place's rank goes with it and is dropped. */
static bool cut_beginning(const char *word, size_t *from, size_t to, struct pieces *p)
{
	struct word_match m;

	for (size_t at = to; at > *from; at--)
		if ((at == to || begins(word, at)) && known(word, *from, at, &m)) {
			add(p, *from, at, m.kind);
			*from = at + (m.kind == WORD_PLACE ? rank_of_place(word, at, to) : 0);
			return true;
		}
	return false;
}

static void sort(struct pieces *p)
{
	for (size_t i = 1; i < p->n; i++)
		for (size_t k = i; k && p->v[k].from < p->v[k - 1].from; k--) {
			uint16_t from = p->v[k].from, to = p->v[k].to;

			p->v[k] = p->v[k - 1];
			p->v[k - 1].from = from, p->v[k - 1].to = to;
		}
}

static void cut(const char *word, size_t n, struct pieces *p)
{
	struct word_match m;
	size_t from = 0, to = n;

	p->n = p->legal = p->generic = 0;
	if (known(word, 0, n, &m)) {
		add(p, 0, n, m.kind);
		return;
	}
	while (from < to && p->n < PIECES - 2 && cut_end(word, from, &to, p))
		;
	while (from < to && p->n < PIECES - 1 && cut_beginning(word, &from, to, p))
		;
	if (from == 0 && p->n && p->n < PIECES - 1)
		cut_rank(word, &from, to, p);
	if (from < to)
		add(p, from, to, WORD_PLAIN);
	sort(p);
}

static bool is_unspaced(enum script s)
{
	return s == SCRIPT_HAN || s == SCRIPT_KANA || s == SCRIPT_HANGUL || s == SCRIPT_THAI || s == SCRIPT_LAO || s == SCRIPT_KHMER;
}

/* ALFACOMPANY, HONGKONGELECTRONICS: where a Latin word that is none of the tables' ends with a legal form or a generic word; 0: nowhere. */
enum { GLUED_STEM = 3 };
static size_t glued(const char *word, size_t n)
{
	struct word_match m;
	const char *slip;

	for (size_t i = 0; i < n; i++)
		if (word[i] < 'a' || word[i] > 'z')
			return 0;
	if (n < GLUED_STEM + 6 || known(word, 0, n, &m) || words_known(word, WORD_FOR_COMPANY) || words_one_slip(word, &slip, 1))
		return 0;
	for (size_t at = GLUED_STEM; at + 6 <= n; at++)
		if (known(word, at, n, &m) && m.kind != WORD_PLACE)
			return at;
	return 0;
}

static size_t glued_at(const struct name *x, const struct scan_word *w)
{
	return w->script == SCRIPT_LATIN && !w->dotted ? glued(x->pool + w->raw, w->raw_n) : 0;
}

bool name_glued(const struct name *x, const struct scan_word *w)
{
	return glued_at(x, w) > 0;
}

void name_cut_glued(struct name *x, struct scan *s)
{
	struct scan in = *s;

	s->n = 0;
	for (size_t i = 0; i < in.n && s->n < SCAN_WORDS; i++) {
		struct scan_word w = in.w[i];
		size_t at = glued_at(x, &w);

		if (at && s->n + 1 < SCAN_WORDS) {
			uint16_t raw = name_put(x, x->pool + w.raw, at);

			if (raw) {
				s->w[s->n] = w;
				s->w[s->n].raw = raw;
				s->w[s->n].raw_n = (uint16_t)at;
				s->w[s->n++].hyphen = false;
				w.raw = (uint16_t)(w.raw + at);
				w.raw_n = (uint16_t)(w.raw_n - at);
			}
		}
		s->w[s->n++] = w;
	}
}

void name_cut_unspaced(struct name *x, struct scan *s, bool company)
{
	struct scan in = *s;
	struct word_match m;

	for (size_t i = 0; i < in.n && !company; i++)
		company = is_unspaced(in.w[i].script) && known(x->pool + in.w[i].raw, 0, in.w[i].raw_n, &m) && m.kind == WORD_LEGAL;
	s->n = 0;
	for (size_t i = 0; i < in.n; i++) {
		const char *word = x->pool + in.w[i].raw;
		struct pieces p = {.n = 0};

		if (is_unspaced(in.w[i].script) && in.w[i].raw_n >= 9)
			cut(word, in.w[i].raw_n, &p);
		if (p.n < 2 || s->n + p.n + (in.n - i) > SCAN_WORDS || (!company && !p.legal && p.generic < 2)) {
			if (s->n < SCAN_WORDS)
				s->w[s->n++] = in.w[i];
			continue;
		}
		for (size_t k = 0; k < p.n; k++) {
			struct scan_word w = in.w[i];

			w.raw_n = (uint16_t)(p.v[k].to - p.v[k].from);
			w.raw = name_put(x, word + p.v[k].from, w.raw_n);
			if (w.raw)
				s->w[s->n++] = w;
		}
	}
}
