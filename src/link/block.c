#include "link/block.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	SLOTS = 128, COMBINATIONS = 4096, THREADS = 64,
	THREE_MOST = 50000, /* records, up to which blocks of two keys are divided again: beyond, it finds little for what it costs */
	PART = 7,           /* one block in so many tells enough where there are many records */
	SAMPLED = 1000,     /* pairs of a combination that are weighed before it is taken */
};

/* Keys whose blocks are divided by each other: one, two or three of them (BLOCK_KEYS: none). */
struct combination { uint8_t key[3]; uint8_t n; double pairs, worth; };

struct block_work {
	const struct link_fields *f;
	const struct block_keys *k;
	struct block_options o;
	size_t n, n_slots;
	uint32_t *value;               /* records × slots, a record's together: a hash, 0 where it has none */
	uint8_t key_of[SLOTS];
	size_t first[BLOCK_KEYS + 1];  /* slots of a key */
	uint64_t *large;               /* of each record: keys whose block is too large to hold all pairs */
	uint64_t *wide;                /* of each record: bits of combinations of two that are too large; by `row` words */
	size_t row;
	struct combination *two;       /* numbered as in wide */
	size_t n_two;
	size_t combinations, taken;
};

static uint32_t hash32(uint64_t h)
{
	h ^= h >> 33;
	h *= UINT64_C(0xff51afd7ed558ccd);
	h ^= h >> 33;
	return (uint32_t)h ? (uint32_t)h : 1;
}

/* New matches that a combination must find for each pair that it costs: more where there are many records. */
#define WORTH 1e-4
#define WORTH_OF_MANY 2e-3

/* --- lists that grow, sorted by digits ---------------------------------------------------------------------------- */

struct list { uint64_t *v; size_t n, cap; };

static bool list_room(struct list *l, size_t more)
{
	size_t cap = l->cap ? l->cap : 1 << 12;
	uint64_t *v;

	if (l->n + more <= l->cap)
		return true;
	while (cap < l->n + more)
		cap += cap / 2 + 1;
	if (!(v = realloc(l->v, cap * sizeof *v)))
		return false;
	l->v = v;
	l->cap = cap;
	return true;
}

/* By the bits from..to of each, least significant digit first; `other` has as much room. Returns where the sorted ones are. */
static uint64_t *radix(uint64_t *a, uint64_t *b, size_t n, unsigned from, unsigned to)
{
	for (unsigned shift = from; shift < to; shift += 11) {
		unsigned bits = to - shift < 11 ? to - shift : 11, mask = (1u << bits) - 1;
		size_t count[2049] = {0};
		uint64_t *swap = a;

		for (size_t i = 0; i < n; i++)
			count[(a[i] >> shift & mask) + 1]++;
		for (size_t i = 0; i < 2048; i++)
			count[i + 1] += count[i];
		for (size_t i = 0; i < n; i++)
			b[count[a[i] >> shift & mask]++] = a[i];
		a = b;
		b = swap;
	}
	return a;
}

static unsigned bits_of(size_t n)
{
	unsigned bits = 1;

	while (n >> bits)
		bits++;
	return bits;
}

/* Sort and keep each once. */
static bool unique(struct list *l, size_t records)
{
	uint64_t *other = malloc((l->n + 1) * sizeof *other), *s;
	unsigned bits = bits_of(records);
	size_t n = 0;

	if (!other)
		return false;
	s = radix(l->v, other, l->n, 0, bits);
	s = radix(s, s == l->v ? other : l->v, l->n, 32, 32 + bits);
	for (size_t i = 0; i < l->n; i++)
		if (!n || s[i] != s[n - 1])
			s[n++] = s[i];
	if (s == other) {
		memcpy(l->v, other, n * sizeof *other);
	}
	free(other);
	l->n = n;
	return true;
}

/* --- keys of all records ------------------------------------------------------------------------------------------- */

struct filling { struct block_work *w; uint32_t from, to; };

static void *fill(void *arg)
{
	const struct filling *p = arg;
	struct block_work *w = p->w;
	uint64_t value[3 * CELL_TOKENS];

	for (uint32_t r = p->from; r < p->to; r++)
		for (size_t k = 0; k < w->k->n; k++) {
			size_t n = block_values(w->f, &w->k->key[k], r, value), room = w->first[k + 1] - w->first[k];

			for (size_t i = 0; i < n && i < room; i++)
				w->value[r * w->n_slots + w->first[k] + i] = hash32(value[i] + UINT64_C(0x9e3779b97f4a7c15) * (k + 1));
		}
	return NULL;
}

static unsigned threads_of(const struct block_options *o) { return o->threads < 1 ? 1 : o->threads > THREADS ? THREADS : o->threads; }

struct block_work *block_begin(const struct link_fields *f, const struct block_keys *k, const struct block_options *o)
{
	struct block_work *w = calloc(1, sizeof *w);
	unsigned threads = threads_of(o);
	struct filling part[THREADS];
	pthread_t thread[THREADS];
	bool running[THREADS] = {false};

	if (!w)
		return NULL;
	*w = (struct block_work){.f = f, .k = k, .o = *o, .n = f->records};
	/* how many values a key may have: one, unless it is of words */
	for (size_t i = 0; i < k->n; i++) {
		enum field_kind kind = f->field[k->key[i].field].kind;
		size_t values = block_many(&k->key[i]) && kind != LINK_FIELD_DATE ? BLOCK_VALUES : 1;

		w->first[i] = w->n_slots;
		for (size_t j = 0; j < values && w->n_slots < SLOTS; j++)
			w->key_of[w->n_slots++] = (uint8_t)i;
	}
	w->first[k->n] = w->n_slots;
	w->value = calloc(w->n * w->n_slots + 1, sizeof *w->value);
	w->large = calloc(w->n + 1, sizeof *w->large);
	w->two = calloc(COMBINATIONS, sizeof *w->two);
	if (!w->value || !w->large || !w->two) {
		block_end(w);
		return NULL;
	}
	for (unsigned i = 0; i < threads; i++) {
		part[i] = (struct filling){w, (uint32_t)(w->n * i / threads), (uint32_t)(w->n * (i + 1) / threads)};
		running[i] = i + 1 < threads && pthread_create(&thread[i], NULL, fill, &part[i]) == 0;
		if (!running[i])
			fill(&part[i]);
	}
	for (unsigned i = 0; i < threads; i++)
		if (running[i])
			(void)pthread_join(thread[i], NULL);
	return w;
}

void block_end(struct block_work *w)
{
	if (!w)
		return;
	free(w->value);
	free(w->large);
	free(w->wide);
	free(w->two);
	free(w);
}

/* --- blocks of one combination ----------------------------------------------------------------------------------------- */

struct lane { struct list entry, other, pair; }; /* what one thread works with */

static void lane_free(struct lane *l)
{
	free(l->entry.v);
	free(l->other.v);
	free(l->pair.v);
}

static bool wide_at(const struct block_work *w, uint32_t r, size_t two) { return w->wide[r * w->row + two / 64] >> (two % 64) & 1; }

/* Is a record of this combination not served by a smaller one? */
static bool wants(const struct block_work *w, const struct combination *c, uint32_t r, const size_t two[3])
{
	for (unsigned i = 0; i < c->n && c->n > 1; i++)
		if (!(w->large[r] >> c->key[i] & 1))
			return false;
	return c->n < 3 || (wide_at(w, r, two[0]) && wide_at(w, r, two[1]) && wide_at(w, r, two[2]));
}

static size_t two_of(const struct block_work *w, unsigned a, unsigned b)
{
	for (size_t i = 0; i < w->n_two; i++)
		if (w->two[i].key[0] == a && w->two[i].key[1] == b)
			return i;
	return SIZE_MAX;
}

/* Entries (hash << 32 | record) of a combination, sorted by hash; of the hashes only one in so many. */
static bool entries(const struct block_work *w, const struct combination *c, uint32_t every, struct lane *l)
{
	size_t two[3] = {0};
	const uint64_t *sorted;

	l->entry.n = 0;
	if (c->n == 3) {
		two[0] = two_of(w, c->key[0], c->key[1]);
		two[1] = two_of(w, c->key[0], c->key[2]);
		two[2] = two_of(w, c->key[1], c->key[2]);
	}
	for (uint32_t r = 0; r < w->n; r++) {
		const uint32_t *v = w->value + r * w->n_slots;

		if (!wants(w, c, r, two))
			continue;
		if (!list_room(&l->entry, BLOCK_VALUES * BLOCK_VALUES * BLOCK_VALUES))
			return false;
		for (size_t i = w->first[c->key[0]]; i < w->first[c->key[0] + 1] && v[i]; i++) {
			if (c->n == 1) {
				l->entry.v[l->entry.n++] = (uint64_t)v[i] << 32 | r;
				continue;
			}
			for (size_t j = c->key[1] == c->key[0] ? i + 1 : w->first[c->key[1]]; j < w->first[c->key[1] + 1] && v[j]; j++) {
				uint64_t a = v[i], b = v[j], h;

				if (c->key[1] == c->key[0] && a > b) {
					a = v[j];
					b = v[i];
				}
				h = a << 32 | b;
				if (c->n == 2) {
					uint32_t x = hash32(h);

					if (every < 2 || x % every == 0)
						l->entry.v[l->entry.n++] = (uint64_t)x << 32 | r;
					continue;
				}
				for (size_t x = w->first[c->key[2]]; x < w->first[c->key[2] + 1] && v[x]; x++)
					l->entry.v[l->entry.n++] = (uint64_t)hash32((uint64_t)hash32(h) << 32 | v[x]) << 32 | r;
			}
		}
	}
	if (!list_room(&l->other, l->entry.n > l->other.n ? l->entry.n - l->other.n : 0))
		return false;
	sorted = radix(l->entry.v, l->other.v, l->entry.n, 32, 64);
	if (sorted != l->entry.v) {
		struct list swap = l->entry;

		l->other.n = l->entry.n;
		l->entry = l->other;
		l->other = swap;
	}
	l->other.n = 0;
	return true;
}

static bool asked(const struct block_work *w, uint32_t a, uint32_t b)
{
	if (a == b)
		return false;
	if (!w->o.file || w->o.file[a] != w->o.file[b])
		return true;
	return !w->o.across && !(w->o.clean && w->o.clean[w->o.file[a]]);
}

enum { AHEAD_MOST = 8 /* times the cap: up to there a block that is divided no further proposes each record with the next */ };

/* Pairs of the small blocks; `large`: a bit to set for the records of the others, in words of `row` a record. every: of the blocks only one in so many. ahead: of
 * blocks that are somewhat too large each record with the next, so that somebody with many records hangs together. */
static bool pairs(const struct block_work *w, struct lane *l, uint64_t *large, size_t row, size_t bit, uint64_t every, size_t most, bool ahead)
{
	const uint64_t *e = l->entry.v;

	for (size_t i = 0, j; i < l->entry.n; i = j) {
		for (j = i + 1; j < l->entry.n && e[j] >> 32 == e[i] >> 32; j++)
			;
		if (j - i > w->o.cap) {
			for (size_t x = i; large && x < j; x++)
				__atomic_fetch_or(&large[(uint32_t)e[x] * row + bit / 64], UINT64_C(1) << (bit % 64), __ATOMIC_RELAXED);
			if (!ahead || j - i > AHEAD_MOST * w->o.cap)
				continue;
			if (!list_room(&l->pair, j - i))
				return false;
			for (size_t x = i; x + 1 < j; x++) {
				uint32_t a = (uint32_t)e[x], b = (uint32_t)e[x + 1];

				if (asked(w, a, b))
					l->pair.v[l->pair.n++] = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
			}
			continue;
		}
		if (j - i < 2 || (every > 1 && ((e[i] >> 32) * UINT64_C(0x9e3779b97f4a7c15) >> 40) % every))
			continue;
		if (!list_room(&l->pair, (j - i) * (j - i - 1) / 2))
			return false;
		for (size_t x = i; x < j; x++)
			for (size_t y = x + 1; y < j; y++) {
				uint32_t a = (uint32_t)e[x], b = (uint32_t)e[y];

				if (asked(w, a, b))
					l->pair.v[l->pair.n++] = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
			}
		if (most && l->pair.n >= most)
			break;
	}
	return true;
}

/* --- many combinations at once ------------------------------------------------------------------------------------------ */

struct crowd {
	struct block_work *w;
	struct combination *c; const size_t *which; size_t n; /* which of c, or all: NULL */
	void (*work)(struct crowd *, struct lane *, size_t i);
	struct lane lane[THREADS];
	size_t next;
	bool failed;
	uint64_t *mark; size_t row;      /* where large blocks are noted */
	bool by_key;                     /* … by the key's number, else by the combination's */
	double (*worth)(void *arg, uint32_t a, uint32_t b); void *arg;
	const struct block_set *found;
	struct list *sample;             /* of each combination: pairs that were weighed … */
	float **weighed;                 /* … and what came out: 0 where it had been found already */
	double *every;
};

static bool stopped(const struct block_work *w) { return w->o.stop && *w->o.stop; }

struct worker { struct crowd *x; unsigned i; };

static void *drive(void *arg)
{
	struct worker *me = arg;
	struct crowd *x = me->x;

	for (;;) {
		size_t i = __atomic_fetch_add(&x->next, 1, __ATOMIC_RELAXED);

		if (i >= x->n || __atomic_load_n(&x->failed, __ATOMIC_RELAXED) || stopped(x->w))
			return NULL;
		x->work(x, &x->lane[me->i], x->which ? x->which[i] : i);
	}
}

static void crowd_run(struct crowd *x)
{
	unsigned threads = threads_of(&x->w->o);
	struct worker worker[THREADS];
	pthread_t thread[THREADS];
	bool running[THREADS] = {false};

	x->next = 0;
	for (unsigned i = threads; i-- > 0;) {
		worker[i] = (struct worker){x, i};
		running[i] = i && pthread_create(&thread[i], NULL, drive, &worker[i]) == 0;
	}
	drive(&worker[0]);
	for (unsigned i = 1; i < threads; i++)
		if (running[i])
			(void)pthread_join(thread[i], NULL);
}

static void fail(struct crowd *x) { __atomic_store_n(&x->failed, true, __ATOMIC_RELAXED); }

/* Is a large block of this combination divided no further? Of very many records such blocks are left alone: what they hold is not worth their pairs. */
static bool last_key(const struct block_work *w, const struct combination *c)
{
	return w->n <= 4 * THREE_MOST && (c->n == 3 || (c->n == 2 && w->n > THREE_MOST));
}

static void all_pairs(struct crowd *x, struct lane *l, size_t i)
{
	struct combination *c = &x->c[i];
	size_t before = l->pair.n;

	if (!entries(x->w, c, 1, l) || !pairs(x->w, l, x->mark, x->row, x->by_key ? c->key[0] : i, 1, 0, last_key(x->w, c))) {
		fail(x);
		return;
	}
	if (l->pair.n > before + (size_t)(1 << 22) && !unique(&l->pair, x->w->n))
		fail(x);
}

/* A lane's pairs into the set. */
static bool gather(struct crowd *x, struct block_set *io)
{
	struct list all = {io->pair, io->n, io->cap};
	bool ok = !x->failed;

	for (unsigned i = 0; i < THREADS; i++) {
		struct list *l = &x->lane[i].pair;

		if (ok && l->n && (ok = list_room(&all, l->n))) {
			memcpy(all.v + all.n, l->v, l->n * sizeof *l->v);
			all.n += l->n;
		}
		lane_free(&x->lane[i]);
		x->lane[i] = (struct lane){{0}, {0}, {0}};
	}
	ok = ok && unique(&all, x->w->n);
	*io = (struct block_set){all.v, all.n, all.cap};
	return ok;
}

enum status block_first(struct block_work *w, struct block_set *out, struct error *e)
{
	struct combination one[BLOCK_KEYS];
	struct crowd x = {.w = w, .c = one, .n = w->k->n, .work = all_pairs, .mark = w->large, .row = 1, .by_key = true};

	for (size_t i = 0; i < w->k->n; i++)
		one[i] = (struct combination){.key = {(uint8_t)i}, .n = 1};
	crowd_run(&x);
	return gather(&x, out) ? ST_OK : error_memory(e);
}

/* --- two and three keys ----------------------------------------------------------------------------------------------------- */

/* Pairs that a combination would propose, counted; some of them weighed. */
static void weigh_some(struct crowd *x, struct lane *l, size_t i)
{
	struct combination *c = &x->c[i];
	const uint64_t *e;
	double all = 0;
	size_t n;
	/* where no third key follows, a part of the blocks tells enough */
	uint32_t part = c->n == 2 && x->w->n > 4 * THREE_MOST ? PART : 1;

	if (!entries(x->w, c, part, l)) {
		fail(x);
		return;
	}
	e = l->entry.v;
	for (size_t a = 0, b; a < l->entry.n; a = b) {
		for (b = a + 1; b < l->entry.n && e[b] >> 32 == e[a] >> 32; b++)
			;
		if (b - a <= x->w->o.cap)
			all += (double)(b - a) * (double)(b - a - 1) / 2;
	}
	c->pairs = all * part;
	x->every[i] = all > SAMPLED ? (double)(uint64_t)(all / SAMPLED) : 1;
	l->pair.n = 0;
	if (!pairs(x->w, l, x->mark, x->row, i, (uint64_t)x->every[i], x->mark ? 0 : 4 * SAMPLED, false)) {
		fail(x);
		return;
	}
	n = l->pair.n > 4 * SAMPLED ? 4 * SAMPLED : l->pair.n;
	if (!n)
		return;
	x->sample[i].v = malloc(n * sizeof *x->sample[i].v);
	x->weighed[i] = malloc(n * sizeof **x->weighed);
	if (!x->sample[i].v || !x->weighed[i]) {
		fail(x);
		return;
	}
	memcpy(x->sample[i].v, l->pair.v, n * sizeof *l->pair.v);
	x->sample[i].n = n;
	l->pair.n = 0;
	for (size_t p = 0; p < n; p++) {
		uint64_t pair = x->sample[i].v[p];

		x->weighed[i][p] = x->found->n && bsearch(&pair, x->found->pair, x->found->n, sizeof pair, block_by_pair)
				 ? 0 : (float)x->worth(x->arg, (uint32_t)(pair >> 32), (uint32_t)pair);
	}
}

static bool shares_key(const struct block_work *w, uint32_t a, uint32_t b, unsigned k)
{
	const uint32_t *x = w->value + a * w->n_slots, *y = w->value + b * w->n_slots;

	for (size_t i = w->first[k]; i < w->first[k + 1] && x[i]; i++)
		for (size_t j = w->first[k]; j < w->first[k + 1] && y[j]; j++)
			if (x[i] == y[j])
				return true;
	return false;
}

/* Would a combination propose this pair? */
static bool covers(const struct block_work *w, const struct combination *c, size_t number, uint32_t a, uint32_t b)
{
	for (unsigned i = 0; i < c->n; i++)
		if (!(w->large[a] >> c->key[i] & 1) || !(w->large[b] >> c->key[i] & 1) || !shares_key(w, a, b, c->key[i]))
			return false;
	return c->n == 3 || !(wide_at(w, a, number) && wide_at(w, b, number));
}

static void worth_now(struct crowd *x, size_t i, const bool *taken)
{
	double sum = 0;

	for (size_t p = 0; p < x->sample[i].n; p++) {
		uint32_t a = (uint32_t)(x->sample[i].v[p] >> 32), b = (uint32_t)x->sample[i].v[p];

		for (size_t k = 0; k < x->n && x->weighed[i][p] > 0; k++)
			if (taken[k] && covers(x->w, &x->c[k], k, a, b))
				x->weighed[i][p] = 0;
		sum += (double)x->weighed[i][p];
	}
	x->c[i].worth = x->sample[i].n ? sum / (double)x->sample[i].n : 0;
}

/* Which are worth their pairs, the best first: each is weighed anew by what those before it leave. */
static size_t choose(struct crowd *x, size_t *chosen, double budget, double least)
{
	bool *taken = calloc(x->n + 1, sizeof *taken), *done = calloc(x->n + 1, sizeof *done);
	double spent = 0;
	size_t n = 0;

	if (!taken || !done) {
		fail(x);
		free(taken);
		free(done);
		return 0;
	}
	for (size_t i = 0; i < x->n; i++)
		worth_now(x, i, taken);
	for (;;) {
		size_t best = x->n;

		for (size_t i = 0; i < x->n; i++)
			if (!done[i] && x->c[i].pairs > 0 && (best == x->n || x->c[i].worth > x->c[best].worth))
				best = i;
		if (best == x->n || x->c[best].worth < least)
			break;
		{
			double before = x->c[best].worth;

			worth_now(x, best, taken);
			if (x->c[best].worth < 0.8 * before)
				continue; /* others may be better now */
		}
		done[best] = true;
		if (spent + x->c[best].pairs > budget)
			continue;
		taken[best] = true;
		spent += x->c[best].pairs;
		chosen[n++] = best;
	}
	free(taken);
	free(done);
	return n;
}

/* Two keys go together where they are of different fields, or two words of one. */
static bool together(const struct block_work *w, size_t i, size_t j)
{
	const struct block_key *a = &w->k->key[i], *b = &w->k->key[j];

	if (i == j)
		return w->first[i + 1] - w->first[i] > 1 && block_any_name(a);
	return a->field != b->field || block_any_name(a) || block_any_name(b) || w->f->field[a->field].kind == LINK_FIELD_DATE;
}

static enum status combine(struct block_work *w, struct combination *c, size_t n, uint64_t *mark,
			   double (*worth)(void *arg, uint32_t a, uint32_t b), void *arg, double budget, struct block_set *io, struct error *e)
{
	struct crowd x = {.w = w, .c = c, .n = n, .work = weigh_some, .mark = mark, .row = w->row, .worth = worth, .arg = arg, .found = io};
	size_t *chosen = calloc(n + 1, sizeof *chosen);
	bool ok = chosen != NULL;

	w->combinations += n;
	if (worth) {
		x.sample = calloc(n + 1, sizeof *x.sample);
		x.weighed = calloc(n + 1, sizeof *x.weighed);
		x.every = calloc(n + 1, sizeof *x.every);
		ok = ok && x.sample && x.weighed && x.every;
		if (ok)
			crowd_run(&x);
		ok = ok && !x.failed;
		x.mark = NULL; /* is known now */
		if (ok) {
			x.n = n;
			n = choose(&x, chosen, budget, w->n > 4 * THREE_MOST ? WORTH_OF_MANY : WORTH);
			ok = !x.failed;
		}
		for (unsigned i = 0; i < THREADS; i++) {
			lane_free(&x.lane[i]);
			x.lane[i] = (struct lane){{0}, {0}, {0}};
		}
		for (size_t i = 0; x.sample && x.weighed && i < x.n; i++) {
			free(x.sample[i].v);
			free(x.weighed[i]);
		}
		free(x.sample);
		free(x.weighed);
		free(x.every);
		x.which = chosen;
	}
	if (ok) {
		x.n = n;
		x.work = all_pairs;
		w->taken += n;
		crowd_run(&x);
		ok = gather(&x, io);
	}
	free(chosen);
	return ok ? ST_OK : error_memory(e);
}

enum status block_more(struct block_work *w, double (*worth)(void *arg, uint32_t a, uint32_t b), void *arg, struct block_set *io, struct error *e)
{
	double budget = w->o.budget ? (double)w->o.budget : 1e300;
	size_t *wide, n = 0;
	struct combination *three;
	enum status st;

	w->n_two = 0;
	for (size_t i = 0; i < w->k->n; i++)
		for (size_t j = i; j < w->k->n; j++)
			if (together(w, i, j) && w->n_two < COMBINATIONS)
				w->two[w->n_two++] = (struct combination){.key = {(uint8_t)i, (uint8_t)j}, .n = 2};
	w->row = (w->n_two + 63) / 64;
	if (!w->n_two)
		return ST_OK;
	if (!(w->wide = calloc(w->n * w->row + 1, sizeof *w->wide)))
		return error_memory(e);
	st = combine(w, w->two, w->n_two, w->wide, worth, arg, budget, io, e);
	if (st || stopped(w) || w->n > THREE_MOST)
		return st;
	/* what is too large with two keys is divided by a third: the combinations that most records wait for */
	wide = calloc(w->n_two + 1, sizeof *wide);
	three = calloc(COMBINATIONS, sizeof *three);
	if (!wide || !three) {
		free(wide);
		free(three);
		return error_memory(e);
	}
	for (uint32_t r = 0; r < w->n; r += w->n > 100000 ? (uint32_t)(w->n / 50000) : 1)
		for (size_t i = 0; i < w->n_two; i++)
			wide[i] += wide_at(w, r, i);
	for (size_t i = 0; i < w->n_two; i++)
		for (size_t k = w->two[i].key[1] + 1u; wide[i] && w->two[i].key[0] != w->two[i].key[1] && k < w->k->n && n < COMBINATIONS; k++) {
			size_t p = two_of(w, w->two[i].key[0], (unsigned)k), q = two_of(w, w->two[i].key[1], (unsigned)k);

			if (p != SIZE_MAX && q != SIZE_MAX && wide[p] && wide[q])
				three[n++] = (struct combination){.key = {w->two[i].key[0], w->two[i].key[1], (uint8_t)k}, .n = 3};
		}
	free(wide);
	if (n)
		st = combine(w, three, n, NULL, worth, arg, budget, io, e);
	free(three);
	return st;
}

bool block_shares(const struct block_work *w, uint32_t a, uint32_t b, uint32_t fields)
{
	uint32_t have = 0;
	unsigned n = 0;

	for (unsigned k = 0; k < w->k->n; k++) {
		unsigned field = w->k->key[k].field;

		if (!(fields >> field & 1) || !shares_key(w, a, b, k))
			continue;
		if (!(w->large[a] >> k & 1) || !(w->large[b] >> k & 1))
			return true;
		n += !(have >> field & 1);
		have |= 1u << field;
	}
	return n >= 2;
}

void block_counts(const struct block_work *w, size_t *combinations, size_t *taken)
{
	*combinations = w->combinations;
	*taken = w->taken;
}
