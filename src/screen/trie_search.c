/* trie_search.c - the walk through a trie. */
#include "screen/trie.h"

#include "names/spelling_costs.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* A row of the table: one lane a column, 0 … LANES - 1. Values beyond FAR do not matter and are cut there, so that sums fit. */
enum { LANES = 16, FAR = 120 };
typedef uint8_t row __attribute__((vector_size(LANES)));
/* What is to be made for each set of instructions, with those who use it. */
#define INLINE inline __attribute__((always_inline))

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
	return __builtin_shufflevector(a, all(FAR), 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
}
static inline row up2(row a)
{
	return __builtin_shufflevector(a, all(FAR), 16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
}
static inline row up4(row a)
{
	return __builtin_shufflevector(a, all(FAR), 16, 16, 16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
}
#endif
/* One bit a lane: where it is 255. */
static inline unsigned lanes_of(row a)
{
#ifdef __SSE2__
	return (unsigned)_mm_movemask_epi8((__m128i)a);
#else
	unsigned bits = 0;

	for (size_t j = 0; j < LANES; j++)
		bits |= (a[j] >> 7 & 1u) << j;
	return bits;
#endif
}
static inline bool any(row a)
{
	uint64_t v[2];

	memcpy(v, &a, sizeof v);
	return (v[0] | v[1]) != 0;
}

/* The least that a symbol put in or left out costs; at_least adds it three times doubled. */
enum { PUT_IN_LEAST = 8 };

struct query {
	row change[FOLD_SYMBOLS];  /* lane j: cost of this symbol against the query's j-th (from 1) */
	row in1, in2, in4;         /* what the query's last one, two, four symbols up to j cost when they are put in */
	row left;                  /* symbols of the query after column j */
	row before, middle;        /* 255 in the columns before the one in the middle, and in that, where TRIE_HALF asks for it */
	size_t n, half;            /* half: the column in the middle; 0 where there is none */
	uint8_t s[LANES];
	unsigned most[FOLD_LONG + 1];
};

/* 255 in the lanes where the query has this symbol: nothing else changes for nothing. */
static inline row is(const struct query *q, uint8_t c)
{
	return (row)(q->change[c] == (row){0});
}

/* The bytes of a table of 32 that `which` says, lane by lane. */
static inline row picked(const uint8_t table[2 * LANES], row which)
{
#if defined __GNUC__ && !defined __clang__
	row low, high;

	memcpy(&low, table, sizeof low);
	memcpy(&high, table + LANES, sizeof high);
	return __builtin_shuffle(low, high, which);
#else
	row r;

	for (size_t j = 0; j < LANES; j++)
		r[j] = table[which[j] & 31];
	return r;
#endif
}

static INLINE void query_set(struct query *q, const struct name_form *f, bool halved, unsigned most)
{
	uint8_t in[LANES] = {FAR};
	const row column = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
	const row inside = (row)(column - 1 < all(f->n)); /* lane 0 is beyond, too */
	row symbols;

	q->n = f->n;
	q->half = halved && f->n >= 2 ? f->n / 2 : 0;
	memset(q->s, 0, sizeof q->s);
	for (size_t j = 0; j < f->n; j++)
		q->s[j] = f->s[j] & 31;
	memcpy(&symbols, q->s, sizeof symbols);
	symbols = up1(symbols);
	q->before = q->middle = (row){0};
	if (q->half)
		for (size_t j = 0; j <= f->n / 2; j++)
			*(j < f->n / 2 ? &q->before : &q->middle) |= all(255) & (row)(column == all((unsigned)j));
	/* costs are symmetric: a row of them, picked by the query's symbols */
	for (size_t c = 0; c < FOLD_SYMBOLS; c++)
		q->change[c] = (picked(spelling_costs[c], symbols) & inside) | (all(FAR) & ~inside);
	for (size_t j = 1; j < LANES; j++)
		in[j] = j <= f->n ? spelling_costs[0][f->s[j - 1] & 31] : FAR;
	memcpy(&q->in1, in, sizeof in);
	q->in2 = least(q->in1 + up1(q->in1), all(FAR));
	q->in4 = least(q->in2 + up2(q->in2), all(FAR));
	for (size_t j = 0; j < LANES; j++)
		q->left[j] = (uint8_t)(j <= f->n ? f->n - j : 0);
	for (size_t n = 0; n <= FOLD_LONG; n++)
		q->most[n] = spelling_most(f->n, n) < most ? spelling_most(f->n, n) : most;
}

/* The row below `above` (and two below `above2`) when the word's next symbol is c; before: the one before it, 0 for none. */
static inline row next_row(const struct query *q, row above, row above2, uint8_t c, uint8_t before)
{
	row r = least(up1(above) + q->change[c], above + spelling_costs[c][0]);

	if (before)
		r = least(r, (up2(above2) + SPELLING_UNIT) | ~(up1(is(q, c)) & is(q, before)));
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

/* What a column costs at least when shortest … longest symbols of the word are to come. */
static inline row at_least(const struct query *q, row r, unsigned shortest, unsigned longest)
{
	row gap = beyond(all(shortest), q->left) | beyond(q->left, all(longest)); /* one of them is 0 */

	gap = least(gap, all(FAR / PUT_IN_LEAST));
	gap += gap;
	gap += gap;
	return r + (gap + gap);
}

/* Can any column still come to an end within `most`? */
static inline bool alive(const struct query *q, row r, unsigned most, unsigned shortest, unsigned longest)
{
	return any((row)(at_least(q, r, shortest, longest) <= all(most)));
}

/* The same for what the next symbol may change places with c: `above` is the row above c's. */
static inline bool alive_swapped(const struct query *q, row above, uint8_t c, unsigned most, unsigned shortest, unsigned longest)
{
	if (!longest)
		return false;
	return alive(q, least((up2(above) + SPELLING_UNIT) | ~is(q, c), all(FAR)), most, shortest ? shortest - 1 : 0, longest - 1);
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

void trie_near_set(struct trie_near *near)
{
	memset(near, 0, sizeof *near);
	for (size_t c = 0; c < FOLD_SYMBOLS; c++) {
		for (size_t d = 0; d < FOLD_SYMBOLS; d++)
			near->within[c][d == c ? 0 : spelling_costs[d][c]] |= 1u << d;
		for (unsigned cost = 1; cost < TRIE_COSTS; cost++)
			near->within[c][cost] |= near->within[c][cost - 1];
	}
}

/* The symbols that may come next in a word: any other makes a row without a column that is alive. `r` is the row so far, `above` the one above it
 * and c its symbol (0: none). A column lives on by its own change, for one that is put in costs no less than it brings nearer. */
static inline uint32_t next_symbols(const struct trie_near *near, const struct query *q, const row *r, row v, const row *above, uint8_t c, unsigned most)
{
	const uint8_t *cost = (const uint8_t *)r, *up = (const uint8_t *)above;
	uint8_t total[LANES];
	uint32_t symbols = 0;

	memcpy(total, &v, sizeof total);
	for (unsigned lanes = lanes_of((row)(v <= all(most))); lanes; lanes &= lanes - 1) {
		unsigned j = (unsigned)__builtin_ctz(lanes), slack = most - total[j], left_out = most - cost[j], half = slack;

		if (j < q->half) {
			if (cost[j] > most / 2)
				continue;
			left_out = most / 2 - cost[j];
			half = left_out < slack ? left_out : slack;
		}
		/* a symbol of the word that the query has not brings it nearer to the end */
		symbols |= near->within[0][left_out < slack + PUT_IN_LEAST ? left_out : slack + PUT_IN_LEAST];
		if (j < q->n)
			symbols |= near->within[q->s[j]][half];
		if (j + 1 < q->n && slack >= SPELLING_UNIT)
			symbols |= 1u << q->s[j + 1];
	}
	/* c changes places with the symbol after it: c is the query's j-th, from 2 */
	if (c && most >= SPELLING_UNIT)
		for (unsigned lanes = lanes_of(is(q, c)) >> 2; lanes; lanes &= lanes - 1) {
			unsigned j = (unsigned)__builtin_ctz(lanes);

			if (up[j] + (unsigned)SPELLING_UNIT <= most)
				symbols |= 1u << q->s[j];
		}
	return symbols;
}

struct walk { row rows[FOLD_LONG + 1]; uint8_t path[FOLD_LONG + 1]; };

/* The rest of a word whose first `depth` symbols have their rows: its cost, or SPELLING_FAR. */
static INLINE unsigned tail(const struct query *q, struct walk *w, const uint8_t *s, size_t n, size_t depth)
{
	unsigned most = q->most[n], cost;

	for (size_t d = depth + 1; d <= n; d++) {
		w->rows[d] = halve(q, next_row(q, w->rows[d - 1], d > 1 ? w->rows[d - 2] : all(FAR), s[d - 1] & 31, d > 1 ? s[d - 2] & 31 : 0),
				   w->rows[d - 1], s[d - 1] & 31, most);
		if (!alive(q, w->rows[d], most, (unsigned)(n - d), (unsigned)(n - d)) &&
		    !alive_swapped(q, w->rows[d - 1], s[d - 1] & 31, most, (unsigned)(n - d), (unsigned)(n - d)))
			return SPELLING_FAR;
	}
	cost = ((const uint8_t *)&w->rows[n])[q->n];
	return cost <= most ? cost : SPELLING_FAR;
}

static inline unsigned count_bits(uint32_t x)
{
	x -= x >> 1 & 0x55555555u;
	x = (x & 0x33333333u) + (x >> 2 & 0x33333333u);
	return ((x + (x >> 4)) & 0x0F0F0F0Fu) * 0x01010101u >> 24;
}

/* The child of x by a symbol that it has; NULL where the file is damaged. */
static inline const struct trie_node *child(const struct trie *t, const struct trie_node *x, unsigned symbol)
{
	size_t at = x->first + count_bits(x->children & ((1u << symbol) - 1));

	return at < t->n ? &t->nodes[at] : NULL;
}

/* Are all words below too short or too long to be within the limit? */
static inline bool too_far(const struct trie_node *x, size_t n, unsigned most)
{
	int less = (int)n - x->longest, more = x->shortest - (int)n;

	/* by an instruction, not a branch, which could not be foretold */
	return (less > more ? less : more) * PUT_IN_LEAST > (int)most;
}

struct level { const struct trie_node *x; uint32_t left; };

/* The row of path[d], which is set; can it still come to a word below x? */
static INLINE bool row_lives(const struct query *q, struct walk *w, const struct trie_node *x, size_t d, row *total)
{
	unsigned most = q->most[x->longest], shortest = x->shortest - (unsigned)d, longest = x->longest - (unsigned)d;

	w->rows[d] = halve(q, next_row(q, w->rows[d - 1], d > 1 ? w->rows[d - 2] : all(FAR), w->path[d], w->path[d - 1]), w->rows[d - 1], w->path[d], most);
	*total = at_least(q, w->rows[d], shortest, longest);
	return any((row)(*total <= all(most))) || alive_swapped(q, w->rows[d - 1], w->path[d], most, shortest, longest);
}

/* Of the words of a bucket, those whose signatures may be near: a bit each. Four at a time, without branches, which could not be foretold. */
static INLINE uint32_t near_in(const struct trie *t, size_t from, size_t n, const struct spelling_signature *mine, unsigned most)
{
	const struct spelling_signature *s = &t->signatures[from];
	uint32_t bits = 0;

	if (from + n + 3 > t->n_words) {
		for (size_t i = 0; i < n; i++)
			bits |= (uint32_t)(spelling_bound(mine, &s[i]) <= most) << i;
		return bits;
	}
	for (size_t i = 0; i < n; i += 4)
		bits |= ((uint32_t)(spelling_bound(mine, &s[i]) <= most) | (uint32_t)(spelling_bound(mine, &s[i + 1]) <= most) << 1 |
			 (uint32_t)(spelling_bound(mine, &s[i + 2]) <= most) << 2 | (uint32_t)(spelling_bound(mine, &s[i + 3]) <= most) << 3) << i;
	return bits & ((1u << n) - 1);
}

/* The words of a bucket whose path of d symbols has its rows but for the last: that is made when a signature may be near. */
static INLINE void bucket(const struct trie *t, const struct query *q, struct walk *w, const struct trie_node *x, size_t d,
			  const struct spelling_signature *mine, trie_found *found, void *arg)
{
	size_t n_words = x->words < TRIE_BUCKET ? x->words : TRIE_BUCKET;
	uint32_t near = x->word < t->n_words && n_words <= t->n_words - x->word ? near_in(t, x->word, n_words, mine, q->most[x->longest]) : 0;
	row total;

	if (!near || !row_lives(q, w, x, d, &total))
		return;
	for (; near; near &= near - 1) {
		uint32_t i = x->word + (uint32_t)__builtin_ctz(near);
		const struct spelling_signature *s = &t->signatures[i];
		size_t n = spelling_length(s);
		unsigned cost;

		if (n > x->longest || n < d || spelling_bound(mine, s) > q->most[n])
			continue;
		cost = tail(q, w, trie_symbols(t, i), n, d);
		if (cost != SPELLING_FAR)
			found(arg, i, cost);
	}
}

/* begin: the symbols that words may begin with. */
static INLINE size_t walk(const struct trie *t, const struct query *q, const struct name_form *f, uint32_t begin, trie_found *found,
							void *arg)
{
	struct walk w;
	struct level level[FOLD_LONG + 1];
	size_t looked = 0, d = 0;

	w.rows[0] = first_row(q);
	w.path[0] = 0;
	level[0] = (struct level){t->nodes, begin & t->nodes->children &
			next_symbols(t->near, q, &w.rows[0], at_least(q, w.rows[0], t->nodes->shortest, t->nodes->longest), &w.rows[0], 0,
				     q->most[t->nodes->longest])};
	for (;;) {
		const struct trie_node *x;
		uint8_t symbol;
		row total;

		if (!level[d].left) {
			if (!d)
				return looked;
			d--;
			continue;
		}
		symbol = (uint8_t)__builtin_ctz(level[d].left);
		level[d].left &= level[d].left - 1;
		x = child(t, level[d].x, symbol);
		if (!x || d == FOLD_LONG || x->longest > FOLD_LONG)
			return looked;
		looked++;
		if (too_far(x, q->n, q->most[x->longest]))
			continue;
		w.path[d + 1] = symbol;
		if (!x->children) {
			bucket(t, q, &w, x, d + 1, &f->signature, found, arg);
			continue;
		}
		/* what is looked at next, if the row lives */
		__builtin_prefetch(&t->nodes[x->first]);
		if (!row_lives(q, &w, x, d + 1, &total))
			continue;
		d++;
		if (x->words && ((const uint8_t *)&w.rows[d])[q->n] <= q->most[d])
			found(arg, x->word, ((const uint8_t *)&w.rows[d])[q->n]);
		level[d] = (struct level){x, x->children & next_symbols(t->near, q, &w.rows[d], total, &w.rows[d - 1], symbol, q->most[x->longest])};
	}
}

/* With the wider instruction sets where the machine has them. */
#if defined __x86_64__ && defined __GNUC__ && !defined __clang__ && !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
#define WIDER __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define WIDER
#endif
WIDER static size_t search_vector(const struct trie *t, const struct name_form *f, enum trie_way way, trie_found *found, void *arg)
{
	struct query q;

	query_set(&q, f, way == TRIE_HALF, FAR);
	return walk(t, &q, f, UINT32_MAX, found, arg);
}

WIDER static size_t search_begun(const struct trie *t, size_t n, const struct name_form *f, unsigned most, uint32_t begin, trie_found *found, void *arg)
{
	struct query q;
	size_t looked = 0;

	query_set(&q, f, false, most);
	for (size_t i = 0; i < n; i++)
		looked += t[i].n ? walk(&t[i], &q, f, begin, found, arg) : 0;
	return looked;
}

/* --- words too long for a row of lanes ------------------------------------------------------------------ */

struct long_walk {
	const struct trie *t;
	const struct name_form *f;
	bool halved;
	unsigned most;    /* that no distance may be beyond */
	uint32_t begin;   /* the symbols that words may begin with */
	size_t looked;
	uint8_t path[FOLD_LONG + 1];
	unsigned rows[FOLD_LONG + 1][FOLD_LONG + 1];
	trie_found *found;
	void *arg;
};

static unsigned limit(const struct long_walk *w, size_t n)
{
	unsigned most = spelling_most(w->f->n, n);

	return most < w->most ? most : w->most;
}

/* The row of path[d]; true when it can still come to a word with shortest … longest symbols to come. */
static bool long_row(struct long_walk *w, size_t d, unsigned most, unsigned shortest, unsigned longest)
{
	unsigned *r = w->rows[d];
	const unsigned *above = w->rows[d - 1];
	uint8_t c = w->path[d];
	const uint8_t *s = w->f->s;
	size_t half = w->f->n / 2;
	bool lives = false;

	for (size_t j = 0; j <= w->f->n; j++) {
		unsigned v = above[j] + spelling_costs[c][0], left = (unsigned)(w->f->n - j), gap;
		bool swapped = j > 1 && d > 1 && s[j - 2] == c && s[j - 1] == w->path[d - 1] && c != w->path[d - 1];

		if (j && above[j - 1] + (s[j - 1] == c ? 0 : spelling_costs[c][s[j - 1] & 31]) < v)
			v = above[j - 1] + (s[j - 1] == c ? 0 : spelling_costs[c][s[j - 1] & 31]);
		if (swapped && w->rows[d - 2][j - 2] + SPELLING_UNIT < v)
			v = w->rows[d - 2][j - 2] + SPELLING_UNIT;
		if (j && r[j - 1] + spelling_costs[0][s[j - 1] & 31] < v)
			v = r[j - 1] + spelling_costs[0][s[j - 1] & 31];
		if (w->halved && v > most / 2 && j <= half)
			v = j < half ? FAR : above[j] + spelling_costs[c][0];
		r[j] = v < FAR ? v : FAR;
		gap = left > longest ? left - longest : shortest > left ? shortest - left : 0;
		lives |= r[j] + gap * PUT_IN_LEAST <= most;
		/* c may be the first of two that have changed places */
		lives |= j + 1 < w->f->n && s[j + 1] == c && above[j] + SPELLING_UNIT <= most;
	}
	return lives;
}

/* A word whose first k symbols have their rows. */
static void long_word(struct long_walk *w, uint32_t word, size_t n, size_t k)
{
	const uint8_t *s = trie_symbols(w->t, word);
	unsigned most = limit(w, n);

	for (; k < n; k++) {
		w->path[k + 1] = s[k] & 31;
		if (!long_row(w, k + 1, most, (unsigned)(n - k - 1), (unsigned)(n - k - 1)))
			return;
	}
	if (w->rows[n][w->f->n] <= most)
		w->found(w->arg, word, w->rows[n][w->f->n]);
}

static void long_below(struct long_walk *w, const struct trie_node *x, size_t d)
{
	for (uint32_t symbols = x->children & (d ? UINT32_MAX : w->begin); symbols && d < FOLD_LONG; symbols &= symbols - 1) {
		unsigned symbol = (unsigned)__builtin_ctz(symbols);
		const struct trie_node *y = child(w->t, x, symbol);
		size_t k = d + 1;

		if (!y)
			return;
		w->looked++;
		if (too_far(y, w->f->n, limit(w, y->longest)))
			continue;
		w->path[k] = (uint8_t)symbol;
		if (!long_row(w, k, limit(w, y->longest), y->shortest - (unsigned)k, y->longest - (unsigned)k))
			continue;
		for (size_t i = y->word, end = i + y->words; i < end && i < w->t->n_words; i++) {
			const struct spelling_signature *s = &w->t->signatures[i];
			size_t n = spelling_length(s);

			if (n <= FOLD_LONG && n >= k && spelling_bound(&w->f->signature, s) <= limit(w, n))
				long_word(w, (uint32_t)i, n, k);
		}
		long_below(w, y, d + 1);
	}
}

static size_t search_long(const struct trie *t, const struct name_form *f, enum trie_way way, unsigned most, uint32_t begin, trie_found *found, void *arg)
{
	struct long_walk w = {.t = t, .f = f, .halved = way == TRIE_HALF, .most = most, .begin = begin, .found = found, .arg = arg};

	for (size_t j = 1; j <= f->n; j++) {
		w.rows[0][j] = w.rows[0][j - 1] + spelling_costs[0][f->s[j - 1] & 31];
		w.rows[0][j] = w.rows[0][j] < FAR ? w.rows[0][j] : FAR;
	}
	long_below(&w, t->nodes, 0);
	return w.looked;
}

size_t trie_search(const struct trie *t, const struct name_form *f, enum trie_way way, trie_found *found, void *arg)
{
	if (!f->n || !t->n)
		return 0;
	return f->n < LANES ? search_vector(t, f, way, found, arg) : search_long(t, f, way, FAR, UINT32_MAX, found, arg);
}

size_t trie_search_begun(const struct trie *t, size_t n, const struct name_form *f, unsigned most, trie_found *found, void *arg)
{
	uint32_t begin = f->n ? 1u << (f->s[0] & 31) : 0;
	size_t looked = 0;

	if (begin && f->n < LANES)
		return search_begun(t, n, f, most, begin, found, arg);
	for (size_t i = 0; i < n && begin; i++)
		looked += t[i].n ? search_long(&t[i], f, TRIE_ALL, most, begin, found, arg) : 0;
	return looked;
}
