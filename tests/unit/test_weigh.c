/* The weighing engine against brute force on small random graphs, and on examples worked out by hand.
 * ONUS_SEED=N sets the seed, ONUS_ROUNDS=N the number of graphs. */
#include "weigh/circle.h"
#include "weigh/dominate.h"
#include "weigh/flow.h"
#include "weigh/weigh.h"

#include "check.h"

#include <stdlib.h>

/* --- chance ------------------------------------------------------------------------------- */

static uint64_t seed_now;

static uint64_t env_number(const char *name, uint64_t otherwise)
{
	const char *v = getenv(name);
	return v && *v ? strtoull(v, NULL, 10) : otherwise;
}

/* splitmix64 (Steele, Lea & Flood 2014) */
static uint32_t chance(uint32_t below)
{
	uint64_t z = seed_now += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t)((z ^ z >> 31) % below);
}

static void seed_start(const char *what)
{
	seed_now = env_number("ONUS_SEED", 20261123);
	(void)printf("# %s: ONUS_SEED=%llu\n", what, (unsigned long long)seed_now);
}

/* --- flow, dominators and circles on any graph --------------------------------------------- */

enum { V = 7, EDGES = 24 };

struct any {
	struct graph g;
	uint32_t first[V + 1], to[EDGES];
	bool root[V], sink[V], gone[V];
};

static void any_make(struct any *x)
{
	bool edge[V][V] = {{false}};
	uint32_t n = 1 + chance(V), m = chance(EDGES), k = 0;
	for (uint32_t i = 0; i < m; i++)
		edge[chance(n)][chance(n)] = true;
	for (uint32_t u = 0; u < n; u++) {
		x->first[u] = k;
		for (uint32_t v = 0; v < n; v++)
			if (edge[u][v] && k < EDGES)
				x->to[k++] = v;
		x->root[u] = chance(3) == 0;
		x->sink[u] = chance(3) == 0;
		x->gone[u] = chance(8) == 0;
	}
	x->first[n] = k;
	x->g = (struct graph){n, x->first, x->to, x->root, x->sink, x->gone};
}

/* The vertices that the root reaches when those in `struck` are gone too; *claim: does it reach the claim? */
static uint32_t any_reach(const struct any *x, uint32_t struck, bool *claim)
{
	uint32_t seen = 0, before;
	do {
		before = seen;
		for (uint32_t u = 0; u < x->g.n; u++) {
			bool in = x->root[u];
			for (uint32_t w = 0; w < x->g.n; w++)
				for (uint32_t i = x->first[w]; i < x->first[w + 1]; i++)
					in |= x->to[i] == u && (seen >> w & 1);
			if (in && !x->gone[u] && !(struck >> u & 1))
				seen |= 1u << u;
		}
	} while (seen != before);
	*claim = false;
	for (uint32_t u = 0; u < x->g.n; u++)
		*claim |= (seen >> u & 1) && x->sink[u];
	return seen;
}

static void any_flow(struct flow *f, const struct any *x)
{
	uint32_t size, mask = 0, least = V + 1;
	bool cut[V], claim;
	struct error e;
	CHECK(flow_cut(f, &x->g, &size, cut, &e) == ST_OK);
	for (uint32_t v = 0; v < x->g.n; v++)
		mask |= (uint32_t)cut[v] << v;
	CHECK((uint32_t)__builtin_popcount(mask) == size);
	uint32_t side = any_reach(x, mask, &claim);
	CHECK(!claim);
	for (uint32_t k = 0; k < 1u << x->g.n; k++) {
		uint32_t n = (uint32_t)__builtin_popcount(k);
		uint32_t other = any_reach(x, k, &claim);
		if (!claim && n < least)
			least = n;
		if (!claim && n == size)
			CHECK((side & ~other) == 0); /* no smallest set is nearer the root anywhere */
	}
	CHECK(size == least);
}

static void any_dominators(const struct any *x)
{
	bool found[V], stands, falls;
	uint32_t room[4 * V];
	(void)any_reach(x, 0, &stands);
	dominators(&x->g, room, found);
	for (uint32_t v = 0; v < x->g.n; v++) {
		(void)any_reach(x, 1u << v, &falls);
		CHECK(found[v] == (stands && !falls));
	}
}

static void any_circles(const struct any *x)
{
	bool path[V][V] = {{false}}, in[V];
	uint32_t room[5 * V];
	for (uint32_t u = 0; u < x->g.n; u++)
		for (uint32_t i = x->first[u]; i < x->first[u + 1]; i++)
			path[u][x->to[i]] = !x->gone[u] && !x->gone[x->to[i]];
	for (uint32_t k = 0; k < x->g.n; k++)
		for (uint32_t u = 0; u < x->g.n; u++)
			for (uint32_t v = 0; v < x->g.n; v++)
				path[u][v] |= path[u][k] && path[k][v];
	circles(&x->g, room, in);
	for (uint32_t v = 0; v < x->g.n; v++)
		CHECK(in[v] == path[v][v]);
}

static void test_any_graph(void)
{
	seed_start("any graph");
	struct flow f = {0};
	for (uint64_t i = env_number("ONUS_ROUNDS", 4000); i > 0 && !check_failed; i--) {
		struct any x;
		any_make(&x);
		any_flow(&f, &x);
		any_dominators(&x);
		any_circles(&x);
	}
	flow_free(&f);
}

/* --- weigh against its definition ---------------------------------------------------------- */

enum { S = 7, SUPPORTS = 9, FROM = 24, KEYS = 5, SOURCE_KEYS = 10, HIDDEN = 2 };

struct small {
	struct weigh_input in;
	uint32_t same[S], key_first[S + 1], keys[SOURCE_KEYS], first[2], from[FROM];
	bool fallen[S];
	struct weigh_support supports[SUPPORTS];
};

static void small_make(struct small *x)
{
	uint32_t n = 1 + chance(S), k = 0, m = chance(SUPPORTS + 1), f = 0;
	bool copies = chance(3) == 0, falls = chance(2) == 0;
	memset(x, 0, sizeof *x);
	for (uint32_t s = 0; s < n; s++) {
		x->same[s] = copies && chance(3) == 0 ? chance(n) : s;
		x->fallen[s] = falls && chance(5) == 0;
		x->key_first[s] = k;
		for (uint32_t i = chance(3); i > 0 && k < SOURCE_KEYS; i--)
			x->keys[k++] = chance(KEYS);
	}
	x->key_first[n] = k;
	for (uint32_t i = 0; i < m; i++) {
		struct weigh_support *p = &x->supports[i];
		*p = (struct weigh_support){chance(n), WEIGH_REPEATS, f, 0};
		uint32_t kind = chance(10);
		if (kind < 2)
			p->stance = WEIGH_ASSERTS;
		else if (kind < 3)
			p->stance = WEIGH_IDLE;
		else if (kind < 9)
			for (uint32_t j = 1 + chance(2); j > 0 && f < FROM; j--, p->n_from++)
				x->from[f++] = chance(n);
	}
	x->first[1] = m;
	x->in = (struct weigh_input){.n_sources = n, .n_claims = 1, .n_keys = KEYS, .same_as = x->same,
				     .fallen = x->fallen, .key_first = x->key_first, .keys = x->keys,
				     .first = x->first, .supports = x->supports, .from = x->from};
}

/* The definitions, word by word. Sets of vertices are masks over sources; a vertex is its original. */
struct facts {
	uint32_t n, original[S];
	uint32_t alive, asserted, named, held, repeats, fed; /* held: has a support of its own */
	uint32_t unknown, origins;
};

static uint32_t original_of(const struct small *x, uint32_t s)
{
	uint32_t v = s;
	for (uint32_t i = 0; i <= x->in.n_sources; i++)
		v = x->same[v];
	uint32_t least = v; /* v is its own original, or in a circle of copies: then the smallest of the circle */
	for (uint32_t w = x->same[v]; w != v; w = x->same[w])
		least = w < least ? w : least;
	return least;
}

static struct facts facts_of(const struct small *x)
{
	struct facts f = {.n = x->in.n_sources, .alive = (1u << x->in.n_sources) - 1};
	for (uint32_t s = 0; s < f.n; s++)
		f.original[s] = original_of(x, s);
	for (uint32_t s = 0; s < f.n; s++)
		if (x->fallen[s])
			f.alive &= ~(1u << f.original[s]);
	for (uint32_t i = 0; i < x->first[1]; i++) {
		const struct weigh_support *p = &x->supports[i];
		uint32_t v = 1u << f.original[p->source];
		f.held |= v;
		f.asserted |= p->stance == WEIGH_ASSERTS ? v : 0;
		f.repeats |= p->stance == WEIGH_REPEATS ? v : 0;
		f.fed |= p->n_from ? v : 0;
		for (uint32_t j = 0; j < p->n_from; j++)
			f.named |= 1u << f.original[x->from[p->from + j]];
	}
	f.unknown = f.alive & f.repeats & ~f.fed & ~f.asserted;
	f.origins = f.alive & (f.asserted | (f.named & ~f.held));
	return f;
}

/* What stands when `struck` falls too. attributed: for each unknown one, the vertices it would stand on instead (by
 * bits; bits from S on are hidden sources that nobody has recorded); NULL = each stands by itself. */
static uint32_t stand(const struct small *x, const struct facts *f, uint32_t struck, const uint32_t *attributed)
{
	uint32_t hidden = ((1u << HIDDEN) - 1) << S, alive = (f->alive | hidden) & ~struck, up, before;
	up = alive & (f->origins | (attributed ? hidden : f->unknown));
	do {
		before = up;
		for (uint32_t i = 0; i < x->first[1]; i++) {
			const struct weigh_support *p = &x->supports[i];
			for (uint32_t j = 0; p->stance == WEIGH_REPEATS && j < p->n_from; j++)
				if (up >> f->original[x->from[p->from + j]] & 1)
					up |= 1u << f->original[p->source] & alive;
		}
		for (uint32_t v = 0; attributed && v < f->n; v++)
			if ((f->unknown >> v & 1) && (attributed[v] & up))
				up |= 1u << v & alive;
	} while (up != before);
	return up;
}

static uint32_t brute_resilience(const struct small *x, const struct facts *f, const uint32_t *attributed)
{
	uint32_t bits = attributed ? S + HIDDEN : S, least = bits + 1;
	for (uint32_t k = 0; k < 1u << bits; k++)
		if ((uint32_t)__builtin_popcount(k) < least && !(stand(x, f, k, attributed) & f->held))
			least = (uint32_t)__builtin_popcount(k);
	return least;
}

static bool list_is(const struct weigh_output *o, uint32_t at, uint32_t n, uint32_t mask)
{
	uint32_t got = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (i && o->list[at + i] <= o->list[at + i - 1])
			return false;
		got |= 1u << o->list[at + i];
	}
	return got == mask && (uint32_t)__builtin_popcount(mask) == n;
}

static bool share_key(const struct small *x, uint32_t a, uint32_t b)
{
	for (uint32_t i = x->key_first[a]; i < x->key_first[a + 1]; i++)
		for (uint32_t j = x->key_first[b]; j < x->key_first[b + 1]; j++)
			if (x->keys[i] == x->keys[j])
				return true;
	return false;
}

static uint32_t brute_voices(const struct small *x, const struct facts *f, uint32_t *label)
{
	uint32_t count = 0;
	for (uint32_t v = 0; v < f->n; v++)
		label[v] = v;
	for (uint32_t again = 0; again < f->n; again++)
		for (uint32_t a = 0; a < f->n; a++)
			for (uint32_t b = 0; b < f->n; b++)
				if ((f->origins >> a & 1) && (f->origins >> b & 1) && share_key(x, a, b))
					label[a] = label[b] = label[a] < label[b] ? label[a] : label[b];
	for (uint32_t v = 0; v < f->n; v++)
		count += (f->origins >> v & 1) && label[v] == v;
	return count;
}

static void small_voices(const struct small *x, const struct facts *f, const struct weigh_output *o)
{
	const struct weigh_claim *c = &o->claims[0];
	uint32_t label[S];
	CHECK(list_is(o, c->origins, c->n_origins, f->origins));
	CHECK(c->voices == brute_voices(x, f, label));
	for (uint32_t i = 0; i < c->n_origins; i++)
		for (uint32_t j = 0; j < c->n_origins; j++)
			CHECK((o->list[c->groups + i] == o->list[c->groups + j]) ==
			      (label[o->list[c->origins + i]] == label[o->list[c->origins + j]]));
	CHECK(c->n_ties == c->n_origins - c->voices);
	for (uint32_t i = 0; i < c->n_ties; i++) {
		const struct weigh_tie *t = &o->ties[c->ties + i];
		CHECK(t->a < t->b && share_key(x, t->a, t->b) && label[t->a] == label[t->b]);
	}
	CHECK(c->unknown == (uint32_t)__builtin_popcount(f->unknown));
}

/* Every way to say where the unknown ones have it from: from a voice that is counted, or from one of `unknown` new ones. */
static void small_voice_bounds(const struct facts *f, const struct weigh_claim *c)
{
	uint32_t u = (uint32_t)__builtin_popcount(f->unknown), choices = c->voices + u, ways = 1;
	uint32_t low = UINT32_MAX, high = 0;
	for (uint32_t i = 0; i < u; i++)
		ways *= choices;
	if (u > 3)
		return;
	for (uint32_t w = 0; w < ways; w++) {
		uint32_t fresh = 0, rest = w;
		for (uint32_t i = 0; i < u; i++, rest /= choices)
			if (rest % choices >= c->voices)
				fresh |= 1u << (rest % choices - c->voices);
		uint32_t n = c->voices + (uint32_t)__builtin_popcount(fresh);
		low = n < low ? n : low;
		high = n > high ? n : high;
	}
	CHECK(c->voices_low == low && c->voices_high == high);
}

static void small_resilience_bounds(const struct small *x, const struct facts *f, const struct weigh_claim *c)
{
	uint32_t u = (uint32_t)__builtin_popcount(f->unknown), on[S + HIDDEN], n_on = 0, low = UINT32_MAX, high = 0;
	uint32_t nobody[S] = {0}, known = stand(x, f, 0, nobody), ways = 1, unknown[HIDDEN], k = 0;
	if (!u || u > HIDDEN)
		return;
	for (uint32_t v = 0; v < f->n; v++) {
		if (known >> v & 1)
			on[n_on++] = 1u << v;
		if (f->unknown >> v & 1)
			unknown[k++] = v;
	}
	for (uint32_t h = 0; h < u; h++)
		on[n_on++] = 1u << (S + h);
	for (uint32_t i = 0; i < u; i++)
		ways *= n_on;
	for (uint32_t w = 0; w < ways; w++) {
		uint32_t attributed[S] = {0}, rest = w;
		for (uint32_t i = 0; i < u; i++, rest /= n_on)
			attributed[unknown[i]] = on[rest % n_on];
		uint32_t r = brute_resilience(x, f, attributed);
		low = r < low ? r : low;
		high = r > high ? r : high;
	}
	CHECK(c->resilience_low == low && c->resilience == high);
}

static void small_resilience(const struct small *x, const struct facts *f, const struct weigh_output *o)
{
	const struct weigh_claim *c = &o->claims[0];
	uint32_t cut = 0, load = 0, up = stand(x, f, 0, NULL) & ((1u << S) - 1);
	CHECK(c->resilience == brute_resilience(x, f, NULL) && c->n_cut == c->resilience);
	for (uint32_t i = 0; i < c->n_cut; i++)
		cut |= 1u << o->list[c->cut + i];
	CHECK(list_is(o, c->cut, c->n_cut, cut) && !(stand(x, f, cut, NULL) & f->held));
	for (uint32_t v = 0; v < f->n && c->resilience; v++)
		if (!(stand(x, f, 1u << v, NULL) & f->held))
			load |= 1u << v;
	CHECK(list_is(o, c->load, c->n_load, load));
	CHECK(list_is(o, c->stands, c->n_stands, up));
	for (uint32_t v = 0; v < f->n; v++) {
		CHECK(o->original[v] == f->original[v]);
		CHECK(o->load[v] == (load >> v & 1));
		CHECK(o->carries[v] == (c->resilience ? up >> v & 1 : 0));
	}
}

static void small_circles(const struct small *x, const struct facts *f, const struct weigh_output *o)
{
	const struct weigh_claim *c = &o->claims[0];
	bool path[S][S] = {{false}};
	uint32_t lost = f->alive & ~stand(x, f, 0, NULL), in = 0, standing = 0;
	for (uint32_t i = 0; i < x->first[1]; i++) {
		const struct weigh_support *p = &x->supports[i];
		uint32_t v = f->original[p->source], up = stand(x, f, 0, NULL);
		bool stands = p->stance == WEIGH_ASSERTS ? f->alive >> v & 1 : p->stance == WEIGH_REPEATS && !p->n_from && (up >> v & 1);
		for (uint32_t j = 0; j < p->n_from; j++) {
			uint32_t u = f->original[x->from[p->from + j]];
			path[u][v] |= (lost >> u & 1) && (lost >> v & 1);
			stands |= (f->alive >> v & 1) && (up >> u & 1);
		}
		standing += stands;
	}
	for (uint32_t k = 0; k < f->n; k++)
		for (uint32_t u = 0; u < f->n; u++)
			for (uint32_t v = 0; v < f->n; v++)
				path[u][v] |= path[u][k] && path[k][v];
	for (uint32_t v = 0; v < f->n; v++)
		in |= (uint32_t)path[v][v] << v;
	CHECK(list_is(o, c->circular, c->n_circular, in));
	CHECK(c->standing == standing);
}

static void test_small_graphs(void)
{
	seed_start("small cases");
	for (uint64_t i = env_number("ONUS_ROUNDS", 4000); i > 0 && !check_failed; i--) {
		struct small x;
		struct arena a = ARENA_INIT;
		struct weigh_output o;
		struct error e;
		small_make(&x);
		struct facts f = facts_of(&x);
		enum status s = weigh(&x.in, &a, &o, &e);
		if (s == ST_OK) {
			small_voices(&x, &f, &o);
			small_voice_bounds(&f, &o.claims[0]);
			small_resilience(&x, &f, &o);
			if (i % 8 == 0) /* many subsets for each of many attributions */
				small_resilience_bounds(&x, &f, &o.claims[0]);
			small_circles(&x, &f, &o);
		}
		arena_free(&a);
		CHECK(s == ST_OK);
	}
}

/* Claims weighed together come out as they do one by one. */
static void test_together(void)
{
	seed_start("together");
	for (int round = 0; round < 200; round++) {
		struct small x;
		small_make(&x);
		uint32_t m = x.first[1], first[SUPPORTS + 3] = {0, m, m};
		struct weigh_input in = x.in;
		struct weigh_support twice[2 * SUPPORTS];
		memcpy(twice, x.supports, m * sizeof *twice);
		memcpy(twice + m, x.supports, m * sizeof *twice);
		first[3] = 2 * m;
		in.first = first, in.supports = twice, in.n_claims = 3; /* the middle one has no support */
		struct arena a = ARENA_INIT;
		struct weigh_output o;
		struct error e;
		CHECK(weigh(&in, &a, &o, &e) == ST_OK);
		CHECK(o.claims[0].resilience == o.claims[2].resilience && o.claims[0].voices == o.claims[2].voices);
		CHECK(o.claims[0].n_ties == o.claims[2].n_ties && o.claims[0].n_circular == o.claims[2].n_circular);
		CHECK(!o.claims[1].resilience && !o.claims[1].n_origins && !o.claims[1].n_stands);
		for (uint32_t i = 0; i < o.claims[0].n_cut; i++)
			CHECK(o.list[o.claims[0].cut + i] == o.list[o.claims[2].cut + i]);
		arena_free(&a);
	}
}

/* --- by hand ------------------------------------------------------------------------------ */

enum { INSTITUTE, COMMISSION, DEPARTMENT, ARTICLE, WITNESS, N_HAND };

struct hand {
	struct arena a;
	struct weigh_output o;
	enum status s;
};

static struct hand weigh_hand(const struct weigh_support *supports, uint32_t n, const uint32_t *from, const bool *fallen,
			      const uint32_t *key_first, const uint32_t *keys)
{
	static const uint32_t same[N_HAND] = {0, 1, 2, 3, 4};
	const uint32_t first[] = {0, n};
	const struct weigh_input in = {.n_sources = N_HAND, .n_claims = 1, .n_keys = 1, .same_as = same, .fallen = fallen,
				       .key_first = key_first, .keys = keys, .first = first, .supports = supports, .from = from};
	struct hand h = {.a = ARENA_INIT};
	struct error e;
	h.s = weigh(&in, &h.a, &h.o, &e);
	return h;
}

static const bool nobody[N_HAND] = {false};

/* One number, one origin: three authorities that all have it from one institute. */
static void test_one_origin(void)
{
	const uint32_t from[] = {INSTITUTE, COMMISSION, COMMISSION, DEPARTMENT};
	const struct weigh_support p[] = {{INSTITUTE, WEIGH_ASSERTS, 0, 0}, {COMMISSION, WEIGH_REPEATS, 0, 1},
					  {DEPARTMENT, WEIGH_REPEATS, 1, 1}, {ARTICLE, WEIGH_REPEATS, 2, 2}};
	struct hand h = weigh_hand(p, 4, from, nobody, NULL, NULL);
	CHECK(h.s == ST_OK);
	const struct weigh_claim *c = h.o.claims;
	CHECK(c->n_origins == 1 && c->voices == 1 && c->voices_low == 1 && c->voices_high == 1 && c->resilience == 1);
	CHECK(c->n_cut == 1 && h.o.list[c->cut] == INSTITUTE);
	CHECK(c->n_load == 1 && h.o.list[c->load] == INSTITUTE && h.o.load[INSTITUTE] == 1 && c->standing == 4);
	arena_free(&h.a);
	const bool struck[N_HAND] = {[INSTITUTE] = true};
	h = weigh_hand(p, 4, from, struck, NULL, NULL);
	CHECK(h.s == ST_OK && h.o.claims->resilience == 0 && h.o.claims->standing == 0 && h.o.claims->n_circular == 0);
	arena_free(&h.a);
}

/* A witness falls; the finding stands on others. */
static void test_witness_struck(void)
{
	const uint32_t from[] = {WITNESS, INSTITUTE};
	const struct weigh_support p[] = {{WITNESS, WEIGH_ASSERTS, 0, 0}, {INSTITUTE, WEIGH_ASSERTS, 0, 0},
					  {COMMISSION, WEIGH_REPEATS, 0, 2}};
	struct hand h = weigh_hand(p, 3, from, nobody, NULL, NULL);
	CHECK(h.s == ST_OK && h.o.claims->resilience == 2 && h.o.claims->n_load == 0);
	arena_free(&h.a);
	const bool struck[N_HAND] = {[WITNESS] = true};
	h = weigh_hand(p, 3, from, struck, NULL, NULL);
	CHECK(h.s == ST_OK && h.o.claims->resilience == 1 && h.o.list[h.o.claims->load] == INSTITUTE);
	arena_free(&h.a);
}

/* The head of the institute wrote the article: both assert, one voice, and two sources must fall all the same. */
static void test_tied(void)
{
	const uint32_t key_first[N_HAND + 1] = {0, 1, 1, 1, 2, 2}, keys[] = {0, 0};
	const struct weigh_support p[] = {{INSTITUTE, WEIGH_ASSERTS, 0, 0}, {ARTICLE, WEIGH_ASSERTS, 0, 0}};
	struct hand h = weigh_hand(p, 2, NULL, nobody, key_first, keys);
	CHECK(h.s == ST_OK && h.o.claims->n_origins == 2 && h.o.claims->voices == 1 && h.o.claims->resilience == 2);
	CHECK(h.o.claims->n_ties == 1 && h.o.ties[0].a == INSTITUTE && h.o.ties[0].b == ARTICLE);
	arena_free(&h.a);
}

/* An institute known only through the commission: without either of them nothing is left. */
static void test_known_through_another(void)
{
	const uint32_t from[] = {INSTITUTE, COMMISSION};
	const struct weigh_support p[] = {{COMMISSION, WEIGH_REPEATS, 0, 1}, {ARTICLE, WEIGH_REPEATS, 1, 1}};
	struct hand h = weigh_hand(p, 2, from, nobody, NULL, NULL);
	const struct weigh_claim *c = h.o.claims;
	CHECK(h.s == ST_OK && c->n_origins == 1 && h.o.list[c->origins] == INSTITUTE && c->resilience == 1);
	CHECK(h.o.list[c->cut] == INSTITUTE && c->n_load == 2 && h.o.list[c->load + 1] == COMMISSION);
	arena_free(&h.a);
}

/* Two who quote each other support nothing; fed by a witness they stand. */
static void test_circle(void)
{
	const uint32_t from[] = {DEPARTMENT, COMMISSION, WITNESS};
	const struct weigh_support p[] = {{COMMISSION, WEIGH_REPEATS, 0, 1}, {DEPARTMENT, WEIGH_REPEATS, 1, 1},
					  {COMMISSION, WEIGH_REPEATS, 2, 1}, {WITNESS, WEIGH_ASSERTS, 0, 0}};
	struct hand h = weigh_hand(p, 2, from, nobody, NULL, NULL);
	CHECK(h.s == ST_OK && h.o.claims->resilience == 0 && h.o.claims->n_circular == 2 && h.o.claims->n_origins == 0);
	arena_free(&h.a);
	h = weigh_hand(p, 4, from, nobody, NULL, NULL);
	CHECK(h.s == ST_OK && h.o.claims->resilience == 1 && h.o.claims->n_circular == 0 && h.o.claims->standing == 4);
	arena_free(&h.a);
}

/* Unknown provenance: between one voice and three. */
static void test_unknown(void)
{
	const struct weigh_support p[] = {{INSTITUTE, WEIGH_ASSERTS, 0, 0}, {DEPARTMENT, WEIGH_REPEATS, 0, 0},
					  {ARTICLE, WEIGH_REPEATS, 0, 0}};
	struct hand h = weigh_hand(p, 3, NULL, nobody, NULL, NULL);
	const struct weigh_claim *c = h.o.claims;
	CHECK(h.s == ST_OK && c->voices_low == 1 && c->voices_high == 3 && c->resilience_low == 1 && c->resilience == 3);
	arena_free(&h.a);
	h = weigh_hand(p + 1, 2, NULL, nobody, NULL, NULL);
	c = h.o.claims;
	CHECK(h.s == ST_OK && c->voices == 0 && c->voices_low == 1 && c->voices_high == 2 && c->resilience_low == 1);
	arena_free(&h.a);
}

/* A chain and a star of many: no recursion, no quadratic work. */
static void test_long_chain(void)
{
	enum { N = 100000 };
	struct arena a = ARENA_INIT;
	uint32_t *same = arena_array(&a, N, sizeof *same), *from = arena_array(&a, N, sizeof *from), first[2] = {0, N};
	bool *fallen = arena_array(&a, N, sizeof *fallen);
	struct weigh_support *p = arena_array(&a, N, sizeof *p);
	struct weigh_output o;
	struct error e;
	CHECK(same && from && fallen && p);
	for (uint32_t i = 0; i < N; i++) {
		same[i] = i;
		from[i] = i ? i - 1 : 0;
		p[i] = (struct weigh_support){i, i ? WEIGH_REPEATS : WEIGH_ASSERTS, i, i ? 1 : 0};
	}
	const struct weigh_input in = {.n_sources = N, .n_claims = 1, .same_as = same, .fallen = fallen, .first = first,
				       .supports = p, .from = from};
	CHECK(weigh(&in, &a, &o, &e) == ST_OK && o.claims->resilience == 1 && o.claims->n_load == 1 && o.claims->n_stands == N);
	p[0] = (struct weigh_support){0, WEIGH_REPEATS, N - 1, 1};
	from[N - 1] = N - 2;
	p[N - 1].n_from = 1;
	from[0] = N - 1;
	p[0].from = 0;
	CHECK(weigh(&in, &a, &o, &e) == ST_OK && o.claims->resilience == 0 && o.claims->n_circular == N);
	arena_free(&a);
}

static void test_bad_input(void)
{
	const uint32_t from[] = {99};
	const struct weigh_support p[] = {{COMMISSION, WEIGH_REPEATS, 0, 1}};
	struct hand h = weigh_hand(p, 1, from, nobody, NULL, NULL);
	CHECK(h.s == ST_BUG);
	arena_free(&h.a);
}

TESTS({"any graph against brute force", test_any_graph}, {"small cases against brute force", test_small_graphs},
      {"claims together", test_together}, {"one number, one origin", test_one_origin},
      {"a witness struck", test_witness_struck}, {"two origins, one voice", test_tied},
      {"known through another", test_known_through_another}, {"circles", test_circle},
      {"unknown provenance", test_unknown}, {"long chain", test_long_chain}, {"bad input", test_bad_input})
