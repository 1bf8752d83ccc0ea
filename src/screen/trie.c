#include "screen/trie.h"

#include "names/spelling_costs.h"

#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* --- building ----------------------------------------------------------------------------------- */

struct build { struct trie_node *v; size_t n, cap; const uint8_t *(*word)(void *, uint32_t, size_t *); void *arg; bool failed; };

static uint32_t node(struct build *b, struct trie_node x)
{
	if (b->n == b->cap) {
		size_t cap = b->cap ? b->cap * 2 : 1024;
		struct trie_node *v = b->failed || cap > UINT32_MAX / 2 ? NULL : realloc(b->v, cap * sizeof *v);

		if (!v) {
			b->failed = true;
			return 0;
		}
		b->v = v;
		b->cap = cap;
	}
	b->v[b->n] = x;
	return (uint32_t)b->n++;
}

/* The words from..to share `depth` symbols: their nodes below that depth. At most FOLD_LONG deep. */
static void grow_below(struct build *b, uint32_t from, uint32_t to, size_t depth)
{
	while (from < to && !b->failed) {
		size_t n, shortest = 255, longest = 0;
		const uint8_t *s = b->word(b->arg, from, &n);
		uint8_t symbol;
		uint32_t end = from, at;

		if (n == depth) { /* the word that ends above: noted there */
			from++;
			continue;
		}
		symbol = s[depth];
		for (; end < to; end++) {
			size_t m;
			const uint8_t *t = b->word(b->arg, end, &m);

			if (t[depth] != symbol)
				break;
			shortest = m < shortest ? m : shortest;
			longest = m > longest ? m : longest;
		}
		at = node(b, (struct trie_node){0, end - from == 1 || n == depth + 1 ? from : TRIE_NONE, symbol, (uint8_t)(depth + 1),
						(uint8_t)shortest, (uint8_t)longest});
		if (end - from > 1)
			grow_below(b, from, end, depth + 1);
		if (!b->failed)
			b->v[at].end = (uint32_t)b->n;
		from = end;
	}
}

struct trie_node *trie_build(const uint8_t *(*word)(void *arg, uint32_t i, size_t *n), void *arg, uint32_t n, size_t *n_nodes)
{
	struct build b = {.word = word, .arg = arg};

	grow_below(&b, 0, n, 0);
	if (!b.v && !b.failed)
		b.v = malloc(sizeof *b.v);
	if (b.failed) {
		free(b.v);
		return NULL;
	}
	*n_nodes = b.n;
	return b.v;
}

/* --- searching ---------------------------------------------------------------------------------- */

/* A row of the table: one lane a column, 0 … LANES - 1. Values beyond FAR do not matter and are cut there, so that sums fit. */
enum { LANES = 16, FAR = 120 };
typedef uint8_t row __attribute__((vector_size(LANES)));

static inline row all(unsigned x)
{
	return (row){0} + (uint8_t)x;
}

#ifdef __SSE2__
static inline row least(row a, row b)
{
	return (row)_mm_min_epu8((__m128i)a, (__m128i)b);
}
/* a - b, or 0 where that is less than 0 */
static inline row beyond(row a, row b)
{
	return (row)_mm_subs_epu8((__m128i)a, (__m128i)b);
}
/* Move lanes up, FAR coming in below. */
static inline row up1(row a)
{
	return (row)_mm_slli_si128((__m128i)a, 1) | (row){FAR};
}
static inline row up2(row a)
{
	return (row)_mm_slli_si128((__m128i)a, 2) | (row){FAR, FAR};
}
static inline row up4(row a)
{
	return (row)_mm_slli_si128((__m128i)a, 4) | (row){FAR, FAR, FAR, FAR};
}
#else
static inline row least(row a, row b)
{
	row less = (row)(a < b);

	return (a & less) | (b & ~less);
}
static inline row beyond(row a, row b)
{
	return (a - b) & (row)(a > b);
}
static inline row up1(row a)
{
	return __builtin_shuffle(a, all(FAR), (row){16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14});
}
static inline row up2(row a)
{
	return __builtin_shuffle(a, all(FAR), (row){16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13});
}
static inline row up4(row a)
{
	return __builtin_shuffle(a, all(FAR), (row){16, 16, 16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
}
#endif
static inline bool any(row a)
{
	uint64_t v[2];

	memcpy(v, &a, sizeof v);
	return (v[0] | v[1]) != 0;
}

/* The least that a symbol put in or left out costs. */
enum { PUT_IN_LEAST = 8 };

struct query {
	row change[FOLD_SYMBOLS];  /* lane j: cost of this symbol against the query's j-th (from 1) */
	row is[FOLD_SYMBOLS];      /* lane j: 255 where the query's j-th is this symbol */
	row in1, in2, in4;         /* what the query's last one, two, four symbols up to j cost when they are put in */
	row left;                  /* symbols of the query after column j */
	row before, middle;        /* 255 in the columns before the one in the middle, and in that, where TRIE_HALF asks for it */
	size_t n;
	unsigned most[FOLD_LONG + 1];
};

static void query_set(struct query *q, const struct name_form *f, bool halved, unsigned cap)
{
	uint8_t in[LANES] = {FAR};
	const row column = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

	q->n = f->n;
	q->before = q->middle = (row){0};
	if (halved && f->n >= 2)
		for (size_t j = 0; j <= f->n / 2; j++)
			*(j < f->n / 2 ? &q->before : &q->middle) |= all(255) & (row)(column == all((unsigned)j));
	for (size_t c = 0; c < FOLD_SYMBOLS; c++) {
		uint8_t change[LANES], is[LANES];

		memset(change, FAR, sizeof change);
		memset(is, 0, sizeof is);
		for (size_t j = 1; j <= f->n; j++) {
			change[j] = spelling_costs[c][f->s[j - 1] & 31];
			is[j] = f->s[j - 1] == c ? 255 : 0;
		}
		memcpy(&q->change[c], change, sizeof change);
		memcpy(&q->is[c], is, sizeof is);
	}
	for (size_t j = 1; j < LANES; j++)
		in[j] = j <= f->n ? spelling_costs[0][f->s[j - 1] & 31] : FAR;
	memcpy(&q->in1, in, sizeof in);
	q->in2 = least(q->in1 + up1(q->in1), all(FAR));
	q->in4 = least(q->in2 + up2(q->in2), all(FAR));
	for (size_t j = 0; j < LANES; j++)
		q->left[j] = (uint8_t)(j <= f->n ? f->n - j : 0);
	for (size_t n = 0; n <= FOLD_LONG; n++)
		q->most[n] = spelling_most(f->n, n) < cap ? spelling_most(f->n, n) : cap;
}

/* The row below `above` (and two below `above2`) when the word's next symbol is c; before: the one before it, 0 for none. */
static inline row next_row(const struct query *q, row above, row above2, uint8_t c, uint8_t before)
{
	row r = least(up1(above) + q->change[c], above + spelling_costs[c][0]);

	if (before)
		r = least(r, (up2(above2) + SPELLING_UNIT) | ~(up1(q->is[c]) & q->is[before]));
	r = least(r, all(FAR));
	/* up to seven symbols put in one after another: more would cost more than any limit */
	r = least(r, up1(r) + q->in1);
	r = least(r, up2(r) + q->in2);
	r = least(r, up4(r) + q->in4);
	return least(r, all(FAR));
}

/* Ways that come into the middle column with more than half the limit are left to the search from the other end; the cost of a way
 * never falls, so those that have it before are, too. Word symbols put in while in the middle column do not count. */
static inline row halve(const struct query *q, row r, row above, uint8_t c, unsigned most)
{
	row over = (row)(beyond(r, all(most / 2)) != (row){0});

	r |= over & q->before & all(FAR);
	over &= q->middle;
	return (r & ~over) | (least(above + spelling_costs[c][0], all(FAR)) & over);
}

/* Can any column still come to an end within `most`, with shortest … longest symbols of the word to come? */
static inline bool alive(const struct query *q, row r, unsigned most, unsigned shortest, unsigned longest)
{
	row gap = beyond(all(shortest), q->left) | beyond(q->left, all(longest)); /* one of them is 0 */

	gap = least(gap, all(FAR / PUT_IN_LEAST)) * PUT_IN_LEAST;
	return any((row)(r + gap <= all(most)));
}

/* The same for what the next symbol may change places with c: `above` is the row above c's. */
static inline bool alive_swapped(const struct query *q, row above, uint8_t c, unsigned most, unsigned shortest, unsigned longest)
{
	if (!longest)
		return false;
	return alive(q, least((up2(above) + SPELLING_UNIT) | ~q->is[c], all(FAR)), most, shortest ? shortest - 1 : 0, longest - 1);
}

static row first_row(const struct query *q)
{
	uint8_t v[LANES];
	unsigned sum = 0;

	for (size_t j = 0; j < LANES; j++) {
		sum += j && j <= q->n ? q->in1[j] : j ? FAR : 0;
		v[j] = (uint8_t)(sum < FAR ? sum : FAR);
	}
	row r;
	memcpy(&r, v, sizeof v);
	return r;
}

struct walk { row rows[FOLD_LONG + 1]; uint8_t path[FOLD_LONG + 1]; };

/* The rest of the only word below a node: true when it is near enough. */
static bool tail(const struct query *q, struct walk *w, const uint8_t *s, size_t n, size_t depth)
{
	for (size_t d = depth + 1; d <= n; d++) {
		w->rows[d] = halve(q, next_row(q, w->rows[d - 1], d > 1 ? w->rows[d - 2] : all(FAR), s[d - 1] & 31, d > 1 ? s[d - 2] & 31 : 0),
				   w->rows[d - 1], s[d - 1] & 31, q->most[n]);
		if (!alive(q, w->rows[d], q->most[n], (unsigned)(n - d), (unsigned)(n - d)) &&
		    !alive_swapped(q, w->rows[d - 1], s[d - 1] & 31, q->most[n], (unsigned)(n - d), (unsigned)(n - d)))
			return false;
	}
	return w->rows[n][q->n] <= q->most[n];
}

static size_t search_vector(const struct trie *t, const struct name_form *f, size_t from, size_t to, bool halved, unsigned cap,
			    void (*found)(void *, uint32_t), void *arg)
{
	struct query q;
	struct walk w;
	size_t looked = 0;

	query_set(&q, f, halved, cap);
	w.rows[0] = first_row(&q);
	w.path[0] = 0;
	for (size_t i = from; i < to;) {
		const struct trie_node *x = &t->nodes[i];
		size_t d = x->depth;
		unsigned most = q.most[x->longest];

		looked++;
		w.path[d] = x->symbol & 31;
		w.rows[d] = halve(&q, next_row(&q, w.rows[d - 1], d > 1 ? w.rows[d - 2] : all(FAR), w.path[d], w.path[d - 1]),
				  w.rows[d - 1], w.path[d], most);
		if (!alive(&q, w.rows[d], most, x->shortest - (unsigned)d, x->longest - (unsigned)d) &&
		    !alive_swapped(&q, w.rows[d - 1], w.path[d], most, x->shortest - (unsigned)d, x->longest - (unsigned)d)) {
			i = x->end;
			continue;
		}
		if (x->word != TRIE_NONE) {
			size_t n;
			const uint8_t *s;

			if (spelling_bound(&f->signature, t->signature(t->arg, x->word)) <= most) {
				s = t->word(t->arg, x->word, &n);
				if (tail(&q, &w, s, n, d))
					found(arg, x->word);
			}
		}
		i++;
	}
	return looked;
}

/* Words too long for a row of lanes are few: each in turn. */
static size_t search_long(const struct trie *t, const struct name_form *f, size_t from, size_t to, unsigned cap, void (*found)(void *, uint32_t), void *arg)
{
	for (size_t i = from; i < to; i++) {
		size_t n;
		const uint8_t *s;
		unsigned most;

		if (t->nodes[i].word == TRIE_NONE)
			continue;
		s = t->word(t->arg, t->nodes[i].word, &n);
		most = spelling_most(f->n, n) < cap ? spelling_most(f->n, n) : cap;
		if ((f->n > n ? f->n - n : n - f->n) * PUT_IN_LEAST <= most && spelling_distance(f->s, f->n, s, n, most, false) <= most)
			found(arg, t->nodes[i].word);
	}
	return to - from;
}

size_t trie_search(const struct trie *t, const struct name_form *f, enum trie_way way, unsigned cap, void (*found)(void *arg, uint32_t word), void *arg)
{
	size_t from = 0, to = t->n;

	if (!f->n)
		return 0;
	if (way == TRIE_SAME_FIRST) {
		while (from < to && t->nodes[from].symbol != f->s[0])
			from = t->nodes[from].end;
		if (from == to)
			return 0;
		to = t->nodes[from].end;
	}
	return f->n < LANES ? search_vector(t, f, from, to, way == TRIE_HALF, cap, found, arg) : search_long(t, f, from, to, cap, found, arg);
}
