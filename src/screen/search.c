#include "screen/search.h"

#include "screen/compile.h"
#include "screen/trie.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Words near to a folded form, remembered: streams of names repeat their parts. */
struct near { uint32_t id; uint32_t cost; }; /* of a word, or a join, and at least so far from what was looked up */
struct memory { struct name_form form; struct near *near; uint32_t n; bool used; };
enum { MEMORY_SLOTS = 1 << 13, MEMORY_IDS = 4096 };

struct mark { uint32_t turn, parts; };
#define INITIALS 0x80000000u /* in parts: the name has initials */
/* Words that are near to one form of a part, or to parts joined. */
struct source { uint32_t parts, from, n; };

struct searcher {
	const struct compiled *c;
	uint32_t turn;              /* of the present query; marks below are good when they are equal to it */
	struct mark *name, *word;   /* by number, by id: the query's parts that are near to a word of the name, to the word */
	struct source *sources;
	size_t n_sources, sources_cap;
	struct near *source_near;
	size_t n_source_near, source_near_cap;
	uint32_t *candidates;
	size_t n_candidates, candidates_cap;
	struct found *found;
	size_t n_found, found_cap;
	struct memory *memory;
	struct { uint32_t look, at; } *seen; /* by id of a word: the last look-up that found it, and where in `near` */
	uint32_t look;
	struct near *near;          /* what the look-up in work has found */
	size_t n_near, near_cap;
	struct name scratch;
	struct trie_near symbols_near;
	struct slips slips;
	struct search_work work;
	bool failed;
};

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
	size_t ids = c->n_words + c->n_joins + c->header->section[SECTION_NUMBERS].n / sizeof(struct layout_word);

	if (!s)
		return NULL;
	s->c = c;
	trie_near_set(&s->symbols_near);
	s->slips = slips_of(c);
	s->name = calloc(c->n_names + 1, sizeof *s->name);
	s->word = calloc(ids + 1, sizeof *s->word);
	s->seen = calloc(c->n_words + 1, sizeof *s->seen);
	s->memory = calloc(MEMORY_SLOTS, sizeof *s->memory);
	if (!s->name || !s->word || !s->seen || !s->memory) {
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
	free(s->sources);
	free(s->source_near);
	free(s->word);
	free(s->candidates);
	free(s->found);
	free(s->near);
	free(s->seen);
	free(s);
}

const struct search_work *search_work(const struct searcher *s)
{
	return &s->work;
}

/* --- words near to a form ------------------------------------------------------------------------- */

static const struct layout_word *word_at(const struct compiled *c, uint32_t id)
{
	if (id < c->n_words)
		return (const struct layout_word *)layout_section(c, SECTION_WORDS) + id;
	if (id < c->n_words + c->n_joins)
		return (const struct layout_word *)layout_section(c, SECTION_JOINS) + (id - c->n_words);
	return (const struct layout_word *)layout_section(c, SECTION_NUMBERS) + (id - c->n_words - c->n_joins);
}

static void near_add(struct searcher *s, uint32_t id, unsigned cost)
{
	if (!grow((void **)&s->near, &s->near_cap, s->n_near, sizeof *s->near))
		s->failed = true;
	else
		s->near[s->n_near++] = (struct near){id, cost};
}
/* Several searches may find a word: it counts once, at the least of their costs. */
static void near_word(void *arg, uint32_t i, unsigned cost)
{
	struct searcher *s = arg;

	if (s->seen[i].look != s->look) {
		s->seen[i].look = s->look;
		s->seen[i].at = (uint32_t)s->n_near;
		near_add(s, i, cost);
	} else if (s->seen[i].at < s->n_near && cost < s->near[s->seen[i].at].cost) {
		s->near[s->seen[i].at].cost = cost;
	}
}
static void near_backwards(void *arg, uint32_t i, unsigned cost)
{
	struct searcher *s = arg;

	near_word(s, ((const struct layout_back *)layout_section(s->c, SECTION_BACK_ORDER))[i].word, cost);
}
static void near_join(void *arg, uint32_t i, unsigned cost)
{
	struct searcher *s = arg;

	near_add(s, (uint32_t)s->c->n_words + i, cost);
}

static const uint8_t *symbols_of(void *arg, uint32_t i, size_t *n)
{
	const struct searcher *s = arg;
	const struct layout_word *w = word_at(s->c, i);

	*n = w->n_symbols;
	return (const uint8_t *)layout_section(s->c, SECTION_SYMBOLS) + w->symbols;
}
static const uint8_t *symbols_of_join(void *arg, uint32_t i, size_t *n)
{
	const struct searcher *s = arg;

	return symbols_of(arg, (uint32_t)s->c->n_words + i, n);
}

static const uint8_t *symbols_backwards(void *arg, uint32_t i, size_t *n)
{
	const struct searcher *s = arg;
	const struct layout_back *b = (const struct layout_back *)layout_section(s->c, SECTION_BACK_ORDER) + i;

	*n = spelling_length((const struct spelling_signature *)layout_section(s->c, SECTION_BACK_SIGNATURES) + i);
	return (const uint8_t *)layout_section(s->c, SECTION_BACK_SYMBOLS) + b->symbols;
}

typedef const uint8_t *trie_word(void *, uint32_t, size_t *);
static struct trie trie_of(struct searcher *s, enum section nodes, enum section signatures, trie_word *word)
{
	const struct layout_header *h = s->c->header;

	return (struct trie){layout_section(s->c, nodes), h->section[nodes].n / sizeof(struct trie_node), word, s, layout_section(s->c, signatures),
			     h->section[signatures].n / sizeof(struct spelling_signature), &s->symbols_near};
}

/* A word is held against words and joins, a join against words only; joins and words must begin alike (names_compare). */
static void look_up(struct searcher *s, const struct name_form *f, bool joined)
{
	struct trie words = trie_of(s, SECTION_WORD_TRIE, SECTION_WORD_SIGNATURES, symbols_of);

	s->n_near = 0;
	s->look++;
	if (joined) {
		s->work.join_nodes += trie_search(&words, f, TRIE_SAME_FIRST, JOIN_MOST, near_word, s);
	} else {
		struct trie back = trie_of(s, SECTION_BACK_TRIE, SECTION_BACK_SIGNATURES, symbols_backwards);
		struct trie joins = trie_of(s, SECTION_JOIN_TRIE, SECTION_JOIN_SIGNATURES, symbols_of_join);
		struct name_form backwards = {.n = f->n, .signature = f->signature};

		for (size_t i = 0; i < f->n; i++)
			backwards.s[i] = f->s[f->n - 1 - i];
		s->work.nodes += trie_search(&words, f, TRIE_HALF, SPELLING_FAR, near_word, s);
		s->work.nodes += trie_search(&back, &backwards, TRIE_HALF, SPELLING_FAR, near_backwards, s);
		s->work.join_nodes += trie_search(&joins, f, TRIE_SAME_FIRST, JOIN_MOST, near_join, s);
	}
	s->work.looked_up++;
	s->work.words_near += s->n_near;
}

static uint32_t form_hash(const struct name_form *f, bool joined)
{
	uint32_t h = joined ? 0x811c9dc5u : 0x1234567u;

	for (size_t i = 0; i < f->n; i++)
		h = (h ^ f->s[i]) * 0x01000193u;
	return h ^ h >> 15;
}

/* As look_up, from memory where it is remembered. What is found is valid until the next call. */
static const struct near *words_near(struct searcher *s, const struct name_form *f, bool joined, size_t *n)
{
	struct memory *m = &s->memory[form_hash(f, joined) & (MEMORY_SLOTS - 1)];

	/* the last symbol's room tells joins from words */
	if (m->used && m->form.n == f->n && m->form.latin == joined && !memcmp(m->form.s, f->s, f->n)) {
		s->work.remembered++;
		*n = m->n;
		return m->near;
	}
	look_up(s, f, joined);
	*n = s->n_near;
	if (s->n_near <= MEMORY_IDS) {
		struct near *near = malloc((s->n_near + 1) * sizeof *near);

		if (near) {
			if (s->n_near)
				memcpy(near, s->near, s->n_near * sizeof *near);
			free(m->near);
			*m = (struct memory){.form = *f, .near = near, .n = (uint32_t)s->n_near, .used = true};
			m->form.latin = joined;
		}
	}
	return s->near;
}

/* --- candidates ------------------------------------------------------------------------------------ */

static void candidate(struct searcher *s, uint32_t name, uint32_t parts)
{
	struct mark *m = &s->name[name];

	if (m->turn == s->turn) {
		m->parts |= parts;
		return;
	}
	if (!grow((void **)&s->candidates, &s->candidates_cap, s->n_candidates, sizeof *s->candidates)) {
		s->failed = true;
		return;
	}
	*m = (struct mark){s->turn, parts};
	s->candidates[s->n_candidates++] = name;
}

/* These words are near to some parts of the query: marked, and kept as a source of names. */
static void source(struct searcher *s, const struct near *near, size_t n, uint32_t parts)
{
	if (!n)
		return;
	if (!grow((void **)&s->sources, &s->sources_cap, s->n_sources, sizeof *s->sources)) {
		s->failed = true;
		return;
	}
	s->sources[s->n_sources++] = (struct source){parts, (uint32_t)s->n_source_near, (uint32_t)n};
	for (size_t i = 0; i < n; i++) {
		struct mark *m = &s->word[near[i].id];

		if (!grow((void **)&s->source_near, &s->source_near_cap, s->n_source_near, sizeof *s->source_near)) {
			s->failed = true;
			return;
		}
		s->source_near[s->n_source_near++] = near[i];
		*m = (struct mark){s->turn, (m->turn == s->turn ? m->parts : 0) | parts};
	}
}

static void near_form(struct searcher *s, const struct name_form *f, bool joined, uint32_t parts)
{
	size_t n;
	const struct near *near = words_near(s, f, joined, &n);

	source(s, near, n, parts);
}

static void near_slip(void *arg, uint32_t word)
{
	struct searcher *s = arg;

	if (word < s->c->n_words)
		near_word(s, word, 0);
}

/* Words that are written as this one but for a slip. */
static void near_written(struct searcher *s, const char *latin, uint32_t part)
{
	size_t n = 0;

	s->n_near = 0;
	s->look++;
	slips_find(&s->slips, latin, strlen(latin), near_slip, s);
	/* what was found by its sound is there already */
	for (size_t i = 0; i < s->n_near; i++)
		if (s->word[s->near[i].id].turn != s->turn || !(s->word[s->near[i].id].parts & part))
			s->near[n++] = s->near[i];
	s->work.slips += n;
	source(s, s->near, n, part);
}

static void near_number(struct searcher *s, unsigned long number, uint32_t part)
{
	const struct layout_word *words = layout_section(s->c, SECTION_NUMBERS);
	size_t lo = 0, hi = s->c->header->section[SECTION_NUMBERS].n / sizeof *words;
	uint64_t key = layout_number(number);
	const uint8_t *symbols = layout_section(s->c, SECTION_SYMBOLS);

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int d = memcmp(symbols + words[mid].symbols, &key, sizeof key);

		if (!d) {
			source(s, &(struct near){(uint32_t)(s->c->n_words + s->c->n_joins + mid), 0}, 1, part);
			return;
		}
		if (d < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
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
	candidate(arg, name, 0);
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
struct query_side {
	float bits[NAME_PARTS], left_out[NAME_PARTS], weight, threshold;
	uint32_t initials;     /* parts that are */
	unsigned n, n_initials;
};

static float sum_of(const float *bits, unsigned n, uint32_t set)
{
	float sum = 0;

	for (unsigned i = 0; i < n; i++)
		sum += set >> i & 1 ? bits[i] : 0;
	return sum;
}

/* A pair of which at most these parts of the query have partners (and as many others as the listed name has initials) scores at most this: what is
 * left of the query is left out, or stands against something, which costs more (compare_bound). Of one part the dearer rate. */
static float best_with(const struct query_side *q, uint32_t parts, unsigned initials)
{
	uint32_t left = ((1u << q->n) - 1) & ~parts & ~q->initials;
	float out, rate = !q->n_initials && !initials && !(parts & (parts - 1)) ? COMPARE_LEFT_OUT_ONE : COMPARE_LEFT_OUT;

	for (; initials && left; initials--) {
		unsigned most = 0;

		for (unsigned i = 0; i < q->n; i++)
			if (left >> i & 1 && (!(left >> most & 1) || q->left_out[i] > q->left_out[most]))
				most = i;
		left &= ~(1u << most);
	}
	out = sum_of(q->left_out, q->n, left);
	return 1 - rate * out / fmaxf(q->weight, 1);
}

static void look_up_parts(struct searcher *s, const struct name *q)
{
	for (size_t i = 0; i < q->n; i++) {
		const struct name_part *p = &q->part[i];
		struct name_form f;

		if (p->kind == PART_NUMBER)
			near_number(s, p->number, 1u << i);
		else if (p->kind == PART_WORD || p->kind == PART_COMMON || p->kind == PART_PLACE)
			for (size_t k = 0; k < p->n_forms; k++)
				near_form(s, &p->form[k], false, 1u << i);
		for (size_t k = 0; k < p->n_forms && part_slips(p); k++)
			near_written(s, name_pool(q, p->form[k].latin), 1u << i);
		for (size_t k = 2; k <= JOIN_PARTS; k++)
			if (name_join(q, i, k, &f))
				near_form(s, &f, true, ((1u << k) - 1) << i);
	}
}

/* The parts whose words stand in most names, as many as cannot make a match alone: a name that has none but these need not be found. */
static uint32_t spared_parts(const struct searcher *s, const struct query_side *q)
{
	uint64_t names[NAME_PARTS] = {0};
	uint32_t spared = 0;

	for (size_t k = 0; k < s->n_sources; k++) {
		const struct source *x = &s->sources[k];

		if (!(x->parts & (x->parts - 1)))
			for (uint32_t i = x->from; i < x->from + x->n; i++)
				names[__builtin_ctz(x->parts)] += word_at(s->c, s->source_near[i].id)->n_postings;
	}
	for (;;) {
		unsigned most = NAME_PARTS;

		for (unsigned i = 0; i < q->n; i++)
			if (names[i] && !(spared >> i & 1) && (most == NAME_PARTS || names[i] > names[most]) &&
			    best_with(q, spared | 1u << i, 0) < q->threshold)
				most = i;
		if (most == NAME_PARTS)
			return spared;
		spared |= 1u << most;
	}
}

/* The names under the words of a source: all, or those with initials, which may stand for any part, and of the others those that are there. */
static void take_names(struct searcher *s, const struct source *x, bool all)
{
	for (uint32_t i = x->from; i < x->from + x->n; i++) {
		const struct layout_word *w = word_at(s->c, s->source_near[i].id);
		const uint32_t *posting = (const uint32_t *)layout_section(s->c, SECTION_POSTINGS) + w->postings;

		for (uint32_t k = 0; k < (all ? w->n_postings : w->n_initials); k++)
			candidate(s, posting[k], k < w->n_initials ? x->parts | INITIALS : x->parts);
		for (uint32_t k = all ? w->n_postings : w->n_initials; k < w->n_postings; k++)
			if (s->name[posting[k]].turn == s->turn)
				s->name[posting[k]].parts |= x->parts;
	}
}

static void gather(struct searcher *s, const struct query_side *q)
{
	uint32_t spared = spared_parts(s, q);

	for (size_t k = 0; k < s->n_sources; k++)
		if (s->sources[k].parts & ~spared)
			take_names(s, &s->sources[k], true);
	for (size_t k = 0; k < s->n_sources; k++)
		if (!(s->sources[k].parts & ~spared))
			take_names(s, &s->sources[k], false);
}

/* --- which of them can score as high --------------------------------------------------------------- */

/* What is left at least: the parts outside the set, but for those that `initials` parts of the other side may stand for. */
static void left_of(const float *bits, const float *left_out, size_t stride, size_t n, uint32_t set, unsigned initials, struct compare_side *out)
{
	float rest[NAME_PARTS], rest_out[NAME_PARTS];
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (!(set >> i & 1))
			rest[k] = bits[i * stride], rest_out[k++] = left_out[i * stride];
	for (; initials && k; initials--) {
		size_t best = 0, best_out = 0;

		for (size_t i = 1; i < k; i++) {
			best = rest[i] > rest[best] ? i : best;
			best_out = rest_out[i] > rest_out[best_out] ? i : best_out;
		}
		k--;
		rest[best] = rest[k];
		rest_out[best_out] = rest_out[k];
	}
	out->left = out->left_out = 0;
	for (size_t i = 0; i < k; i++)
		out->left += rest[i], out->left_out += rest_out[i];
}

static bool can_reach(const struct searcher *s, const struct query_side *q, uint32_t name)
{
	const struct layout_name *n = (const struct layout_name *)layout_section(s->c, SECTION_NAMES) + name;
	const struct layout_use *u = (const struct layout_use *)layout_section(s->c, SECTION_PART_WORDS) + n->use;
	const struct layout_part *p = (const struct layout_part *)layout_section(s->c, SECTION_PARTS) + n->part;
	uint32_t ours = 0, theirs = 0;
	unsigned initials = q->n_initials + n->initials;
	struct compare_side a = {.weight = q->weight}, b = {.weight = n->weight};

	for (size_t i = 0; i < n->n_uses; i++)
		if (s->word[u[i].id].turn == s->turn) {
			ours |= s->word[u[i].id].parts;
			theirs |= u[i].parts;
		}
	if (best_with(q, ours, n->initials) < q->threshold)
		return false;
	left_of(q->bits, q->left_out, 1, q->n, ours, initials, &a);
	left_of(&p->bits, &p->left_out, sizeof *p / sizeof(float), n->n_parts, theirs, initials, &b);
	return compare_bound(&a, &b) >= q->threshold;
}

static void judge(struct searcher *s, const struct name *q, uint32_t name, float threshold)
{
	struct listed_name n = compiled_name(s->c, name);
	const struct layout_name *at = (const struct layout_name *)layout_section(s->c, SECTION_NAMES) + name;
	const struct layout_part *p;
	struct found *f;

	if (!grow((void **)&s->found, &s->found_cap, s->n_found, sizeof *s->found)) {
		s->failed = true;
		return;
	}
	f = &s->found[s->n_found];
	p = (const struct layout_part *)layout_section(s->c, SECTION_PARTS) + at->part;
	name_read_known(n.text, n.n, n.use, &(struct name_known){&p->bits, at->n_parts, sizeof *p, q->n_korean || q->n_chinese}, &s->scratch);
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
		memset(s->name, 0, s->c->n_names * sizeof *s->name);
		memset(s->word, 0, (s->c->n_words + s->c->n_joins + s->c->header->section[SECTION_NUMBERS].n / sizeof(struct layout_word)) *
					   sizeof *s->word);
		s->turn = 1;
	}
	if (s->look > UINT32_MAX - 1000) {
		memset(s->seen, 0, s->c->n_words * sizeof *s->seen);
		s->look = 0;
	}
	s->n_candidates = s->n_found = s->n_sources = s->n_source_near = 0;
	s->failed = false;
	s->work.queries++;
}

static void query_side(const struct name *q, float threshold, struct query_side *out)
{
	*out = (struct query_side){.weight = q->weight, .n = q->n, .threshold = threshold - 1e-4f};
	for (unsigned i = 0; i < q->n; i++) {
		out->bits[i] = q->part[i].bits;
		out->left_out[i] = compare_left_out(&q->part[i]);
		out->initials |= q->part[i].kind == PART_INITIAL ? 1u << i : 0;
		out->n_initials += q->part[i].kind == PART_INITIAL;
	}
}

long search(struct searcher *s, struct name *q, float threshold, const struct found **out)
{
	struct query_side side;
	size_t by_keys;

	new_turn(s);
	name_weigh(q, &s->c->shares);
	query_side(q, threshold, &side);
	if (q->flags & NAME_EMPTY)
		goto out;
	/* first what keys find: these are compared whatever their parts */
	look_up_keys(s, q);
	by_keys = s->n_candidates;
	look_up_parts(s, q);
	gather(s, &side);
	s->work.candidates += s->n_candidates;
	for (size_t i = 0; i < s->n_candidates; i++) {
		uint32_t name = s->candidates[i];

		/* a name with initials may have more parts of the query than its words tell */
		if (i < by_keys || ((s->name[name].parts & INITIALS || best_with(&side, s->name[name].parts, 0) >= side.threshold) && can_reach(s, &side, name)))
			judge(s, q, name, threshold);
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
