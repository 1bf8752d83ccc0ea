#include "screen/search_internal.h"

#include "names/name_kept.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct slips slips_of(const struct compiled *c)
{
	const struct layout_header *h = c->header;

	return (struct slips){
		.text = layout_section(c, SECTION_SLIP_TEXT), .n_text = h->section[SECTION_SLIP_TEXT].n,
		.words = layout_section(c, SECTION_SLIP_WORDS), .n_words = h->section[SECTION_SLIP_WORDS].n / sizeof(struct slip_word),
		.first = layout_section(c, SECTION_SLIP_FIRST), .n_buckets = h->section[SECTION_SLIP_FIRST].n / sizeof(uint32_t) - 1,
		.slip = layout_section(c, SECTION_SLIPS), .tag = layout_section(c, SECTION_SLIP_TAGS), .n = h->section[SECTION_SLIP_TAGS].n};
}

struct searcher *searcher_new(const struct compiled *c)
{
	struct searcher *s = calloc(1, sizeof *s);

	if (!s)
		return NULL;
	s->c = c;
	trie_near_set(&s->symbols_near);
	near_letters(s);
	s->slips = slips_of(c);
	s->han = layout_section(c, SECTION_HAN);
	s->n_han = c->header->section[SECTION_HAN].n / sizeof *s->han;
	for (size_t i = 0; i < s->n_han; i++)
		s->han_words |= UINT64_C(1) << s->han[i].word % 64;
	s->name = calloc(c->n_names + 1, sizeof *s->name);
	s->met = calloc(c->n_names / 64 + 1, sizeof *s->met);
	s->candidates = malloc((c->n_names + 1) * sizeof *s->candidates);
	s->n_postings = c->header->section[SECTION_POSTINGS].n / sizeof(uint32_t);
	s->n_ids = c->n_words + c->n_joins + c->n_numbers + c->n_initials;
	s->word = calloc(s->n_ids + 1, sizeof *s->word);
	s->seen = calloc(c->n_words + 1, sizeof *s->seen);
	s->memory = calloc(MEMORY_SLOTS, sizeof *s->memory);
	if (!s->name || !s->met || !s->candidates || !s->word || !s->seen || !s->memory) {
		searcher_free(s);
		return NULL;
	}
	return s;
}

void searcher_free(struct searcher *s)
{
	if (!s)
		return;
	for (size_t i = 0; s->memory && i < MEMORY_SLOTS; i++)
		free(s->memory[i].near);
	free(s->memory);
	free(s->name);
	free(s->met);
	free(s->sources);
	free(s->source_near);
	free(s->word);
	free(s->candidates);
	free(s->found);
	free(s->near);
	free(s->seen);
	free(s->heard);
	free(s);
}

const struct search_work *search_work(const struct searcher *s)
{
	return &s->work;
}

/* --- candidates ------------------------------------------------------------------------------------ */

/* A name met for the first time. There is room for all. */
static inline void candidate(struct searcher *s, uint32_t name, uint32_t parts, uint32_t found)
{
	s->met[name / 64] |= UINT64_C(1) << name % 64;
	s->name[name] = (struct mark){parts, found};
	s->candidates[s->n_candidates++] = name;
}

static inline bool met(const struct searcher *s, uint32_t name)
{
	return s->met[name / 64] >> name % 64 & 1;
}

/* One more word of the name is near to these parts of the query. */
static inline void hit(struct mark *m, uint32_t parts, uint32_t found)
{
	m->parts |= parts | (m->parts & (HIT_ONE | HIT_TWO)) << 1;
	m->found += found;
}

static size_t each_key(const struct compiled *c, enum section section, uint64_t key, void (*found)(void *, uint32_t), void *arg)
{
	const struct layout_key *k = layout_section(c, section);
	size_t n = c->header->section[section].n / sizeof *k, lo = 0, hi = n, first;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (k[mid].key < key)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (first = lo; lo < n && k[lo].key == key; lo++)
		found(arg, k[lo].name);
	return lo - first;
}

static void key_found(void *arg, uint32_t name)
{
	struct searcher *s = arg;

	if (!met(s, name))
		candidate(s, name, 0, 0);
}
static void look_up_keys(struct searcher *s, const struct name *q)
{
	uint64_t keys[KEYS_MOST];

	for (size_t k = 0; k < KEY_KINDS; k++)
		for (size_t i = key_kinds[k].keys(q, false, keys); i--;)
			each_key(s->c, key_kinds[k].section, keys[i], key_found, s);
}

size_t search_identifier(const struct compiled *c, const char *plain, void (*found)(void *arg, uint32_t entry), void *arg)
{
	return each_key(c, SECTION_IDENTIFIERS, layout_identifier(plain), found, arg);
}

/* --- which names to look at ------------------------------------------------------------------------- */

/* The query: what a part counts when it is left out, and what may be left out. */
enum { MORE_NAMES = 64 };
struct query_side {
	float bits[NAME_PARTS], left_out[NAME_PARTS], weight, threshold;
	uint32_t all, initials; /* all parts; those that are initials */
	unsigned n, n_initials, n_words;
	bool alone;             /* but one part has weight */
	int8_t reaches[REACH];  /* by the parts that have partners, of names of few parts: may the score be enough? 0: not worked out yet */
};

static float sum_of(const float *bits, unsigned n, uint32_t set)
{
	float sum = 0;

	for (unsigned i = 0; i < n; i++)
		sum += (float)(set >> i & 1) * bits[i];
	return sum;
}

/* A pair of which at most these parts of the query have partners scores at most this: what is left of the query is left out, or stands against
 * something, which costs more (compare_bound). Of one part the dearer rate. */
static float best_with(const struct query_side *q, uint32_t parts)
{
	float rate = !q->n_initials && !(parts & (parts - 1)) ? COMPARE_LEFT_OUT_ONE : COMPARE_LEFT_OUT;

	return 1 - rate * sum_of(q->left_out, q->n, q->all & ~parts & ~q->initials) / compare_higher(q->weight, 1);
}

/* The same, closer: what agrees counts no more than these parts do, which may be chance. */
static float best_apart(const struct query_side *q, uint32_t parts)
{
	float left = sum_of(q->bits, q->n, q->all & ~parts & ~q->initials), found = sum_of(q->bits, q->n, parts | q->initials), best = best_with(q, parts);
	struct compare_side both = {q->weight, left, left};

	if (left <= 0)
		return best;
	best -= compare_bound_chance(found, 0, 0, q->n_words == 1);
	/* where as much is left on both sides nothing is left out on one alone */
	return compare_higher(best, compare_bound(&both, &both));
}

static bool reaches(struct query_side *q, uint32_t parts)
{
	if (parts >= REACH)
		return best_with(q, parts) >= q->threshold;
	if (!q->reaches[parts])
		q->reaches[parts] = best_with(q, parts) >= q->threshold ? 1 : -1;
	return q->reaches[parts] > 0;
}

static size_t postings_of(const struct searcher *s, const struct source *x)
{
	size_t sum = 0;

	for (uint32_t i = x->from; i < x->from + x->n; i++) {
		const struct layout_word *w = word_at(s->c, s->source_near[i].id);

		sum += w[1].postings - w->postings;
	}
	return sum;
}

/* How many names the words of these parts stand in. */
static size_t names_of(const struct searcher *s, uint32_t parts)
{
	size_t sum = 0;

	for (size_t k = 0; k < s->n_sources; k++)
		sum += s->sources[k].parts & parts ? postings_of(s, &s->sources[k]) : 0;
	return sum;
}

/* Of these parts, which were looked up, those that bring in names: the others, whose words stand in most names, are not enough with what was not looked up. A
 * name that has none of them need not be found. */
static uint32_t bringing_of(const struct searcher *s, const struct query_side *q, uint32_t parts)
{
	size_t names[NAME_PARTS] = {0};

	for (size_t k = 0; k < s->n_sources; k++)
		if (!(s->sources[k].parts & (s->sources[k].parts - 1)))
			names[__builtin_ctz(s->sources[k].parts)] += postings_of(s, &s->sources[k]);
	for (;;) {
		unsigned most = NAME_PARTS;

		for (unsigned i = 0; i < q->n; i++)
			if (parts >> i & 1 && (most == NAME_PARTS || names[i] > names[most]) && best_apart(q, q->all & ~(parts & ~(1u << i))) < q->threshold)
				most = i;
		if (most == NAME_PARTS)
			return parts;
		parts &= ~(1u << most);
	}
}

/* The parts that bring in names. Those that tell most are looked up, as few as will do, until their words stand in few names. */
enum { NAMES_FEW = 150 };
static uint32_t bringing_parts(struct searcher *s, const struct query_side *q)
{
	uint32_t looked_up = 0, parts;

	for (;;) {
		unsigned best = NAME_PARTS;

		for (unsigned i = 0; i < q->n; i++)
			if (!(looked_up >> i & 1) && (best == NAME_PARTS || q->bits[i] > q->bits[best]))
				best = i;
		looked_up |= best < NAME_PARTS ? 1u << best : 0;
		if (looked_up != q->all && best_apart(q, q->all & ~looked_up) >= q->threshold)
			continue;
		near_look_up(s, looked_up);
		parts = bringing_of(s, q, looked_up);
		if (looked_up == q->all || names_of(s, parts) <= NAMES_FEW)
			return parts;
	}
}

static bool is_join(const struct compiled *c, uint32_t id)
{
	return id >= c->n_words && id < c->n_words + c->n_joins;
}

/* How much (POSTING_LEFT) a name may have left beside a word at this cost when nothing else of the query has weight: without words among it, and with. */
static void most_left(const struct query_side *q, unsigned cost, unsigned most[2])
{
	for (unsigned word = 0; word < 2; word++) {
		float spare = 1 - q->threshold - compare_bound_spelling(cost) - compare_bound_chance(q->weight, cost, word, q->n_words == 1);

		most[word] = spare > 0 ? (unsigned)(spare / COMPARE_LEFT_OUT_WORD * POSTING_LEFT) : 0;
	}
}

/* How far ahead the marks of names are brought near. */
enum { AHEAD = 24 };
static inline void fetch_mark(const struct searcher *s, const uint32_t *posting, size_t n)
{
	if (n + AHEAD < s->n_postings)
		__builtin_prefetch(&s->name[posting[n + AHEAD]], 1);
}

/* What a hit by this word says: the parts that it may be; a word near to parts of the query written as one may be several. */
static uint32_t hit_of(const struct word_mark *w)
{
	return w->parts | (w->joined ? HIT_ONE | HIT_TWO | HIT_MORE : HIT_ONE);
}

/* The names with words of these parts. */
static void gather(struct searcher *s, const struct query_side *q, uint32_t parts)
{
	const uint32_t *posting = layout_section(s->c, SECTION_POSTINGS);
	const uint8_t *left = layout_section(s->c, SECTION_POSTING_LEFT), *bits = layout_section(s->c, SECTION_POSTING_BITS);

	for (uint32_t i = 0; i < s->n_source_near; i++) {
		uint32_t id = s->source_near[i].id, how;
		const struct layout_word *w = word_at(s->c, id);
		struct word_mark *mark = &s->word[id];
		unsigned most[2] = {POSTING_LEFT, POSTING_LEFT}, unit = is_join(s->c, id) ? FOUND_UNIT / BITS_OF_JOIN : FOUND_UNIT / BITS_OF_WORD;

		if (mark->gathered || !(mark->parts & parts))
			continue;
		mark->gathered = true;
		how = hit_of(mark);
		if (q->alone && !is_join(s->c, id) && !mark->joined)
			most_left(q, mark->cost, most);
		for (uint32_t n = w->postings; n < w[1].postings; n++) {
			uint32_t name = posting[n];

			fetch_mark(s, posting, n);
			if (met(s, name))
				hit(&s->name[name], how, bits[n] * unit);
			else if (!(left[n] % POSTING_WORD) || left[n] % POSTING_WORD <= most[left[n] / POSTING_WORD])
				candidate(s, name, how, bits[n] * unit);
		}
	}
}

/* Of the names gathered, which have words of other parts. */
static void gather_more(struct searcher *s)
{
	const uint32_t *posting = layout_section(s->c, SECTION_POSTINGS);
	const uint8_t *bits = layout_section(s->c, SECTION_POSTING_BITS);

	for (uint32_t i = 0; i < s->n_source_near; i++) {
		uint32_t id = s->source_near[i].id, how;
		const struct layout_word *w = word_at(s->c, id);
		struct word_mark *mark = &s->word[id];
		unsigned unit = is_join(s->c, id) ? FOUND_UNIT / BITS_OF_JOIN : FOUND_UNIT / BITS_OF_WORD;

		if (mark->gathered)
			continue;
		mark->gathered = true;
		how = hit_of(mark);
		for (uint32_t n = w->postings; n < w[1].postings; n++) {
			if (met(s, posting[n]))
				hit(&s->name[posting[n]], how, bits[n] * unit);
		}
	}
}

/* The name may have these parts of the query. */
static void reach_with(const struct query_side *q, uint32_t parts, struct reach *r)
{
	uint32_t left = q->all & ~parts & ~q->initials;

	r->best = compare_higher(r->best, best_apart(q, parts));
	r->with = compare_higher(r->with, best_with(q, parts));
	r->left = compare_lower(r->left, sum_of(q->bits, q->n, left));
	r->left_out = compare_lower(r->left_out, sum_of(q->left_out, q->n, left));
	r->found = compare_higher(r->found, sum_of(q->bits, q->n, parts | q->initials));
}

/* It may have any of these parts, but no more of them than it has words that are near to any. */
static void reach_of(const struct query_side *q, uint32_t parts, unsigned hits, struct reach *r)
{
	*r = (struct reach){.turn = r->turn, .best = -1, .with = -1, .left = HUGE_VALF, .left_out = HUGE_VALF};
	if (hits == HITS || !(parts & (parts - 1))) {
		reach_with(q, parts, r);
		return;
	}
	for (uint32_t a = parts; a; a &= a - 1) {
		if (hits == 1)
			reach_with(q, a & -a, r);
		for (uint32_t b = a & (a - 1); b && hits == 2; b &= b - 1)
			reach_with(q, (a & -a) | (b & -b), r);
	}
}

static const struct reach *reach(struct searcher *s, const struct query_side *q, uint32_t mark, struct reach *room)
{
	uint32_t parts = mark & (HIT_ONE - 1);
	unsigned hits = mark & HIT_MORE ? 3 : mark & HIT_TWO ? 2 : 1;
	struct reach *r = parts < REACH ? &s->reach[hits - 1][parts] : room;

	if (r == room || r->turn != s->turn) {
		reach_of(q, parts, hits, r);
		r->turn = s->turn;
	}
	return r;
}

/* The highest score of a name of this weight, of which so much is found at most: initials of the query may stand for any of its words. */
enum { BITS_MOST = 13 };
#define BITS_INITIAL 1.5f
static float best_weighed(const struct query_side *q, const struct reach *r, float weight, float found)
{
	struct compare_side a = {q->weight, r->left, r->left_out}, b = {.weight = weight, .left = weight - found - (float)(q->n_initials * BITS_MOST)};
	float best, chance;

	b.left = compare_higher(b.left, 0);
	b.left_out = COMPARE_PATRONYMIC * b.left;
	best = compare_lower(compare_bound(&a, &b), r->with);
	if (a.left <= 0 && b.left <= 0)
		return best;
	chance = compare_bound_chance(compare_lower(r->found, found + BITS_INITIAL * (float)q->n_initials), 0, 0, q->n_words == 1);
	/* nothing is left out on one side alone where as much is left on the other */
	a.left = b.left = compare_higher(a.left, b.left);
	return compare_higher(best - chance, compare_bound(&a, &b));
}

/* Where all was looked up: drop those that have not enough. The first `kept` stay. */
static void sift(struct searcher *s, const struct query_side *q, size_t kept, uint32_t parts)
{
	const uint16_t *weight = layout_section(s->c, SECTION_WEIGHTS);
	size_t n = kept;
	struct reach room;

	if (names_of(s, q->all & ~parts) > MORE_NAMES * s->n_candidates)
		return;
	gather_more(s);
	for (size_t i = kept; i < s->n_candidates; i++) {
		uint32_t name = s->candidates[i];
		const struct mark *m = &s->name[name];
		const struct reach *r;

		if (i + AHEAD < s->n_candidates) {
			__builtin_prefetch(&s->name[s->candidates[i + AHEAD]]);
			__builtin_prefetch(&weight[s->candidates[i + AHEAD]]);
		}
		r = reach(s, q, m->parts, &room);
		if (r->best >= q->threshold && best_weighed(q, r, (float)weight[name] / FOUND_UNIT, (float)m->found / FOUND_UNIT) >= q->threshold)
			s->candidates[n++] = name;
	}
	s->n_candidates = n;
}

/* --- which of them can score as high --------------------------------------------------------------- */

/* What the other side has left at least, when `initials` of the initialled parts that are left have partners. */
static void left_of(const struct layout_part *p, size_t n, uint32_t set, uint32_t initialled, unsigned initials, struct compare_side *out, unsigned *words)
{
	float rest[NAME_PARTS], rest_out[NAME_PARTS];
	size_t k = 0;

	out->left = out->left_out = 0;
	*words = 0;
	for (size_t i = 0; i < n; i++) {
		if (set >> i & 1)
			continue;
		*words += p[i].bits > BITS_GENERIC && p[i].left_out >= p[i].bits;
		out->left += p[i].bits;
		out->left_out += p[i].left_out;
		if (initials && initialled >> i & 1)
			rest[k] = p[i].bits, rest_out[k++] = p[i].left_out;
	}
	for (; initials && k; initials--) {
		size_t best = 0, best_out = 0;

		for (size_t i = 1; i < k; i++) {
			best = rest[i] > rest[best] ? i : best;
			best_out = rest_out[i] > rest_out[best_out] ? i : best_out;
		}
		k--;
		out->left -= rest[best];
		out->left_out -= rest_out[best_out];
		rest[best] = rest[k];
		rest_out[best_out] = rest_out[k];
	}
	/* what rounding leaves of nothing */
	if (out->left < 1e-3f)
		out->left = out->left_out = 0;
}

/* What is known of a word of a name. While not all was looked up, it is held against the rest now. */
static const struct word_mark *known(struct searcher *s, const struct layout_use *u, bool complete)
{
	if (!complete && (u->id < s->c->n_words || (u->id < s->c->n_words + s->c->n_joins && s->rest_first >> (u->parts >> USE_FIRST & 31) & 1)))
		return s->word[u->id].turn == s->word_turn && s->word[u->id].settled ? (s->word[u->id].parts ? &s->word[u->id] : NULL) : near_settle(s, u->id);
	return s->sieve[u->id % SIEVE / 8] >> u->id % 8 & 1 && s->word[u->id].turn == s->word_turn ? &s->word[u->id] : NULL;
}

/* Some parts of the query, each at its cost, against parts of the name: what of the two has partners at most. */
struct meeting {
	uint32_t ours;
	uint8_t cost[NAME_PARTS];
	uint32_t slips;         /* of ours: those that may have but a slip */
	float found;            /* bits of the name's parts that have partners */
	float enough;           /* the score that will do, when what else it loses is left out */
	unsigned out;           /* words of the name that are left */
	struct compare_side b;
};

/* The highest score when of these parts of the query that with the dearest change is among those that have partners. */
static float best_of_set(const struct query_side *q, const struct meeting *m, uint32_t set, unsigned dearest)
{
	struct compare_side a = {.weight = q->weight}, b = m->b;
	float found = 0, bound, chance, spelling;

	for (unsigned i = 0; i < q->n; i++) {
		if (set >> i & 1)
			found += q->bits[i];
		else if (!(q->initials >> i & 1))
			a.left += q->bits[i], a.left_out += q->left_out[i];
	}
	found = compare_lower(found, m->found);
	/* a slip is forgiven where nothing is left */
	if (set & m->slips && a.left <= 0 && b.left <= 0)
		for (unsigned i = dearest = 0; i < q->n; i++)
			if ((set & ~m->slips) >> i & 1 && m->cost[i] > dearest)
				dearest = m->cost[i];
	spelling = compare_bound_spelling(dearest);
	bound = compare_lower(compare_bound(&a, &b), best_with(q, set)) - spelling;
	if (dearest <= COMPARE_CHANGED && a.left <= 0 && b.left <= 0)
		return bound;
	chance = compare_bound_chance(found, dearest, q->alone ? m->out : 0, q->n_words == 1);
	if (dearest > COMPARE_CHANGED)
		return bound - chance;
	/* nothing is left out on one side alone where as much is left on the other */
	a.left = b.left = compare_higher(a.left, b.left);
	return compare_higher(bound - chance, compare_bound(&a, &b) - spelling);
}

/* The highest score with all of them, or without the dearest, and so on. */
static float best_of(const struct query_side *q, const struct meeting *m)
{
	float best = -1;

	for (uint32_t set = m->ours;;) {
		unsigned dearest = 0, at = 0;

		for (unsigned i = 0; i < q->n; i++)
			if (set >> i & 1 && m->cost[i] >= dearest)
				dearest = m->cost[i], at = i;
		best = compare_higher(best, best_of_set(q, m, set, dearest));
		if (best >= m->enough || !dearest)
			return best;
		set &= ~(1u << at);
	}
}

static bool can_reach(struct searcher *s, struct query_side *q, uint32_t name, bool complete)
{
	const struct layout_name *n = (const struct layout_name *)layout_section(s->c, SECTION_NAMES) + name;
	const struct layout_use *u = (const struct layout_use *)layout_section(s->c, SECTION_PART_WORDS) + n->use;
	const struct layout_part *p;
	uint32_t theirs = 0, initialled = 0; /* parts that initials of the query may stand for */
	struct meeting m;

	m.ours = m.slips = 0;
	memset(m.cost, 255, sizeof m.cost);
	for (size_t i = 0; i < n->n_uses; i++) {
		const struct word_mark *w = known(s, &u[i], complete);

		if (u[i].id < s->c->n_words && s->initial_first >> (u[i].parts >> USE_FIRST & 31) & 1)
			initialled |= u[i].parts;
		if (!w)
			continue;
		m.ours |= w->parts;
		m.slips |= w->slip ? w->parts : 0;
		theirs |= u[i].parts & ((1u << USE_FIRST) - 1);
		for (uint32_t parts = w->parts; parts; parts &= parts - 1) {
			uint8_t *c = &m.cost[__builtin_ctz(parts)];

			*c = *c < w->cost ? *c : w->cost;
		}
	}
	if (!reaches(q, m.ours))
		return false;
	p = (const struct layout_part *)layout_section(s->c, SECTION_PARTS) + n->part;
	m.b = (struct compare_side){.weight = n->weight};
	left_of(p, n->n_parts, theirs, initialled, q->n_initials, &m.b, &m.out);
	m.found = n->weight - m.b.left;
	m.enough = q->threshold + (n->n_parts != q->n ? COMPARE_OTHER_NUMBER : 0);
	return best_of(q, &m) >= m.enough;
}

/* Of a name, so many words are brought near. */
enum { FETCHED = 12 };

/* Have the records of the candidates to come brought near. (A function of nothing else would be left out by gcc as one without effects.) */
static inline __attribute__((always_inline)) void fetch_ahead(const struct searcher *s, size_t i, bool complete)
{
	const struct layout_name *names = layout_section(s->c, SECTION_NAMES);

	if (i + 16 < s->n_candidates)
		__builtin_prefetch(&names[s->candidates[i + 16]]);
	if (!complete && i + 4 < s->n_candidates) {
		const struct layout_name *n = &names[s->candidates[i + 4]];
		const struct layout_use *u = (const struct layout_use *)layout_section(s->c, SECTION_PART_WORDS) + n->use;

		for (size_t k = 0; k < n->n_uses && k < FETCHED; k++) {
			__builtin_prefetch(&s->word[u[k].id], 1);
			if (u[k].id < s->c->n_words)
				__builtin_prefetch(signature_at(s->c, u[k].id));
		}
	}
	if (i + 8 < s->n_candidates) {
		const struct layout_name *n = &names[s->candidates[i + 8]];

		__builtin_prefetch((const struct layout_use *)layout_section(s->c, SECTION_PART_WORDS) + n->use);
		__builtin_prefetch((const struct layout_part *)layout_section(s->c, SECTION_PARTS) + n->part);
	}
}

/* Of the candidates, those that can score as high; the first `kept` stay. */
static void narrow(struct searcher *s, struct query_side *q, size_t kept, bool complete)
{
	size_t n = kept;

	for (size_t i = kept; i < s->n_candidates; i++) {
		fetch_ahead(s, i, complete);
		if (can_reach(s, q, s->candidates[i], complete))
			s->candidates[n++] = s->candidates[i];
	}
	s->n_candidates = n;
}

static inline __attribute__((always_inline)) void fetch_kept(const struct searcher *s, size_t i)
{
	const char *kept = layout_section(s->c, SECTION_KEPT);

	if (i + 4 < s->n_candidates) {
		const char *at = kept + ((const struct layout_name *)layout_section(s->c, SECTION_NAMES))[s->candidates[i + 4]].kept;

		__builtin_prefetch(at);
		__builtin_prefetch(at + 64);
	}
}

static void judge(struct searcher *s, const struct name *q, uint32_t name, float threshold)
{
	const struct layout_name *n = (const struct layout_name *)layout_section(s->c, SECTION_NAMES) + name;
	const struct layout_part *p = (const struct layout_part *)layout_section(s->c, SECTION_PARTS) + n->part;
	const char *kept = layout_section(s->c, SECTION_KEPT), *end = kept + s->c->header->section[SECTION_KEPT].n;
	struct found *f;

	if (!grow((void **)&s->found, &s->found_cap, s->n_found, sizeof *s->found)) {
		s->failed = true;
		return;
	}
	f = &s->found[s->n_found];
	if (n->kept > end - kept || !name_kept(kept + n->kept, end, &(struct name_bits){&p->bits, n->n_parts, sizeof *p}, &s->scratch))
		return;
	names_compare(q, &s->scratch, &f->how);
	s->work.compared++;
	f->name = name;
	s->n_found += f->how.score >= threshold;
}

static int by_name(const void *p, const void *q)
{
	const struct found *x = p, *y = q;

	return x->name < y->name ? -1 : x->name > y->name;
}

static void new_turn(struct searcher *s)
{
	if (++s->turn == 0) {
		memset(s->reach, 0, sizeof s->reach);
		s->turn = 1;
	}
	if (++s->word_turn == 0) {
		memset(s->word, 0, s->n_ids * sizeof *s->word);
		s->word_turn = 1;
	}
	if (s->look > UINT32_MAX - 1000) {
		memset(s->seen, 0, s->c->n_words * sizeof *s->seen);
		s->look = 0;
	}
	memset(s->met, 0, (s->c->n_names / 64 + 1) * sizeof *s->met);
	s->n_candidates = s->n_found = s->n_sources = s->n_source_near = 0;
	s->failed = false;
	s->work.queries++;
}

static void query_side(const struct name *q, float threshold, struct query_side *out)
{
	*out = (struct query_side){.weight = q->weight, .n = q->n, .all = (1u << q->n) - 1, .threshold = threshold - 1e-4f};
	out->alone = true;
	for (unsigned i = 0; i < q->n; i++) {
		out->bits[i] = q->part[i].bits;
		out->alone &= q->part[i].bits <= 0 || q->part[i].bits >= q->weight;
		out->left_out[i] = compare_left_out(&q->part[i]);
		out->initials |= q->part[i].kind == PART_INITIAL ? 1u << i : 0;
		out->n_initials += q->part[i].kind == PART_INITIAL;
		out->n_words += q->part[i].kind == PART_WORD || q->part[i].kind == PART_COMMON || q->part[i].kind == PART_PLACE;
	}
}

long search(struct searcher *s, struct name *q, float threshold, const struct found **out)
{
	struct query_side side;
	size_t by_keys;
	uint32_t parts;
	bool complete;

	new_turn(s);
	name_weigh(q, &s->c->shares);
	query_side(q, threshold, &side);
	if (q->flags & NAME_EMPTY)
		goto out;
	/* first what keys find: these are compared whatever their parts */
	look_up_keys(s, q);
	by_keys = s->n_candidates;
	near_begin(s, q);
	parts = bringing_parts(s, &side);
	near_recall(s);
	complete = near_rest(s);
	gather(s, &side, parts);
	s->work.candidates += s->n_candidates;
	if (complete)
		sift(s, &side, by_keys, parts);
	narrow(s, &side, by_keys, complete);
	for (size_t i = 0; i < s->n_candidates; i++) {
		fetch_kept(s, i);
		judge(s, q, s->candidates[i], threshold);
	}
	if (s->n_found > 1)
		qsort(s->found, s->n_found, sizeof *s->found, by_name);
out:
	*out = s->found;
	return s->failed ? -1 : (long)s->n_found;
}

long search_all(struct searcher *s, struct name *q, float threshold, const struct found **out)
{
	new_turn(s);
	name_weigh(q, &s->c->shares);
	for (size_t i = 0; i < s->c->n_names; i++)
		judge(s, q, (uint32_t)i, threshold);
	*out = s->found;
	return s->failed ? -1 : (long)s->n_found;
}
