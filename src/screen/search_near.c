/* search_near.c - the words of a list that the parts of a query may be. */
#include "screen/search_internal.h"

#include <stdlib.h>
#include <string.h>

/* --- looked up in the tries ------------------------------------------------------------------------ */

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
_Static_assert(sizeof(struct layout_word) == 2 * sizeof(uint32_t) && sizeof(struct layout_back) == 2 * sizeof(uint32_t), "trie.h counts in these");
static struct trie trie_of(const struct searcher *s, bool backwards)
{
	const struct compiled *c = s->c;
	enum section nodes = backwards ? SECTION_BACK_TRIE : SECTION_WORD_TRIE;

	return (struct trie){.nodes = layout_section(c, nodes), .n = c->header->section[nodes].n / sizeof(struct trie_node),
			     .symbols = layout_section(c, backwards ? SECTION_BACK_SYMBOLS : SECTION_SYMBOLS),
			     .at = backwards ? &((const struct layout_back *)layout_section(c, SECTION_BACK_ORDER))->symbols : &word_at(c, 0)->symbols,
			     .signatures = backwards ? layout_section(c, SECTION_BACK_SIGNATURES) : signature_at(c, 0), .n_words = c->n_words,
			     .near = &s->symbols_near};
}

/* A word or join that may be near to f as joins are to words. */
static inline void near_if_joined(struct searcher *s, const struct name_form *f, uint32_t id, const struct spelling_signature *signature)
{
	unsigned most, cost;

	if (spelling_bound(&f->signature, signature) > JOIN_MOST)
		return;
	most = spelling_most(f->n, spelling_length(signature));
	most = most < JOIN_MOST ? most : JOIN_MOST;
	cost = spelling_distance(f->s, f->n, symbols_at(s->c, id), spelling_length(signature), most, false);
	if (cost <= most)
		near_add(s, id, cost);
}

/* Those from … to - 1: passed over by their signatures, which lie side by side. */
static void near_joined(struct searcher *s, const struct name_form *f, uint32_t from, uint32_t to)
{
	const struct spelling_signature *signatures = signature_at(s->c, 0);

	s->work.join_nodes += to - from;
	for (uint32_t id = from; id < to; id++)
		near_if_joined(s, f, id, &signatures[id]);
}

/* The words from … to - 1 that are long enough for a long form. */
static void near_long(struct searcher *s, const struct name_form *f, uint32_t from, uint32_t to)
{
	const uint32_t *word = layout_section(s->c, SECTION_LONG_WORDS);
	size_t n = s->c->header->section[SECTION_LONG_WORDS].n / sizeof *word, lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (word[mid] < from)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < n && word[lo] < to && word[lo] < s->c->n_words; lo++) {
		s->work.join_nodes++;
		near_if_joined(s, f, word[lo], signature_at(s->c, word[lo]));
	}
}

/* No symbol that is put in or left out costs less. */
enum { PUT_IN_LEAST = 8, JOIN_LONGER = JOIN_MOST / PUT_IN_LEAST, WORDS_MANY = 256 /* fewer are gone through one by one */ };

static void near_join(void *arg, uint32_t id, unsigned cost)
{
	near_add(arg, id, cost);
}

static void joins_near(struct searcher *s, const struct name_form *f)
{
	size_t from = (f->n > JOIN_LONGER ? f->n - JOIN_LONGER : 0), to = f->n + JOIN_LONGER < FOLD_LONG ? f->n + JOIN_LONGER : FOLD_LONG;
	size_t group = f->s[0] % FOLD_SYMBOLS * (FOLD_LONG + 1);
	const uint32_t *first = (const uint32_t *)layout_section(s->c, SECTION_FIRST_JOINS) + group;
	const uint32_t *root = (const uint32_t *)layout_section(s->c, SECTION_JOIN_ROOTS) + group;
	const struct trie_node *nodes = layout_section(s->c, SECTION_JOIN_TRIES);
	struct trie tries[2 * JOIN_LONGER + 1], words = trie_of(s, false);
	size_t n = 0, n_nodes = s->c->header->section[SECTION_JOIN_TRIES].n / sizeof *nodes;

	words.n_words += s->c->n_joins;
	for (size_t k = from; k <= to; k++)
		if (root[k] < root[k + 1] && root[k + 1] <= n_nodes)
			tries[n] = words, tries[n].nodes = nodes + root[k], tries[n++].n = root[k + 1] - root[k];
		else
			near_joined(s, f, (uint32_t)s->c->n_words + first[k], (uint32_t)s->c->n_words + first[k + 1]);
	if (n)
		s->work.join_nodes += trie_search_begun(tries, n, f, JOIN_MOST, near_join, s);
}

/* What a word costs that is heard in Han characters; SPELLING_FAR: it is not. */
static unsigned heard(const struct chinese_hearing *han, const struct chinese_hear_rest *rest, const uint8_t *s, size_t n)
{
	float bits = chinese_heard_in(han, rest, s, n, COMPARE_HEARD_MOST);

	return bits <= COMPARE_HEARD_MOST ? (unsigned)(bits * COMPARE_HEARD_COST) : SPELLING_FAR;
}

/* The numbers of symbols, a bit each, that Han characters may give at no more than the limit. */
static uint64_t heard_lengths(const struct chinese_hear_rest *rest)
{
	uint64_t lengths = 0;

	for (size_t n = 1; n <= FOLD_LONG; n++)
		lengths |= (float)rest->cost[0][n] <= COMPARE_HEARD_MOST * CHINESE_HEAR_BIT * (float)n ? UINT64_C(1) << n : 0;
	return lengths;
}

static void heard_set(struct searcher *s)
{
	if (s->heard || !s->n_han)
		return;
	s->heard = calloc(s->n_han, sizeof *s->heard);
	s->failed |= !s->heard;
	for (size_t i = 0; i < s->n_han && s->heard; i++)
		if (s->han[i].text <= s->slips.n_text && s->han[i].n <= s->slips.n_text - s->han[i].text &&
		    chinese_hearing(s->slips.text + s->han[i].text, s->han[i].n, &s->heard[i].han)) {
			chinese_hear_rest(&s->heard[i].han, &s->heard[i].rest);
			s->heard[i].lengths = heard_lengths(&s->heard[i].rest);
		}
}

/* What a word costs that is heard in the list's i-th part in Han characters. */
static unsigned heard_in(struct searcher *s, size_t i, const struct name_form *f)
{
	heard_set(s);
	return s->heard && s->heard[i].lengths >> f->n & 1 ? heard(&s->heard[i].han, &s->heard[i].rest, f->s, f->n) : SPELLING_FAR;
}

/* A word is held against words and joins, a join against words only; joins and words must begin alike (names_compare). */
static void look_up(struct searcher *s, const struct name_form *f, bool joined)
{
	const struct compiled *c = s->c;

	s->n_near = 0;
	s->look++;
	if (joined) {
		const uint32_t *first = (const uint32_t *)layout_section(c, SECTION_FIRST_WORDS) + f->s[0] % FOLD_SYMBOLS;
		struct trie words = trie_of(s, false);

		if (f->n >= LONG_LEAST + JOIN_LONGER)
			near_long(s, f, first[0], first[1]);
		else if (first[1] - first[0] >= WORDS_MANY)
			s->work.join_nodes += trie_search_begun(&words, 1, f, JOIN_MOST, near_join, s);
		else
			near_joined(s, f, first[0], first[1]);
	} else {
		struct trie words = trie_of(s, false);
		struct trie back = trie_of(s, true);
		struct name_form backwards = {.n = f->n, .signature = f->signature};

		for (size_t i = 0; i < f->n; i++)
			backwards.s[i] = f->s[f->n - 1 - i];
		s->work.nodes += trie_search(&words, f, TRIE_HALF, near_word, s);
		s->work.nodes += trie_search(&back, &backwards, TRIE_HALF, near_backwards, s);
		joins_near(s, f);
		for (size_t i = 0; i < s->n_han; i++) {
			unsigned cost = heard_in(s, i, f);

			if (cost != SPELLING_FAR && s->han[i].word < c->n_words)
				near_word(s, s->han[i].word, cost);
		}
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

static struct memory *memory_of(struct searcher *s, const struct name_form *f, bool joined)
{
	return &s->memory[form_hash(f, joined) & (MEMORY_SLOTS - 1)];
}

static bool same_form(const struct name_form *f, const struct name_form *g)
{
	return f->n == g->n && !memcmp(f->s, g->s, f->n);
}

/* As look_up, from memory where it is remembered. What is found is valid until the next call. */
static const struct near *words_near(struct searcher *s, const struct name_form *f, bool joined, size_t *n)
{
	struct memory *m = memory_of(s, f, joined);

	/* the last symbol's room tells joins from words */
	if (m->used && m->form.latin == joined && same_form(&m->form, f)) {
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

/* --- marked ------------------------------------------------------------------------------------------ */

static void mark(struct searcher *s, uint32_t id, uint32_t parts, unsigned cost)
{
	struct word_mark *m = &s->word[id];

	if (m->turn != s->word_turn) {
		*m = (struct word_mark){.turn = s->word_turn, .parts = parts, .cost = (uint8_t)cost};
		s->sieve[id % SIEVE / 8] |= (uint8_t)(1u << id % 8);
		return;
	}
	m->cost = (uint8_t)(m->parts && m->cost < cost ? m->cost : cost);
	m->parts |= parts;
}
static void mark_how(struct searcher *s, uint32_t id, enum near_how how)
{
	s->word[id].joined |= how == NEAR_JOINED;
	s->word[id].slip |= how == NEAR_SLIP;
}

/* These words are near to some parts of the query: marked, and kept as a source of names. */
static void source(struct searcher *s, const struct near *near, size_t n, enum near_how how, uint32_t parts)
{
	if (!n)
		return;
	if (!grow((void **)&s->sources, &s->sources_cap, s->n_sources, sizeof *s->sources)) {
		s->failed = true;
		return;
	}
	s->sources[s->n_sources++] = (struct source){parts, (uint32_t)s->n_source_near, (uint32_t)n, how};
	for (size_t i = 0; i < n; i++) {
		if (!grow((void **)&s->source_near, &s->source_near_cap, s->n_source_near, sizeof *s->source_near)) {
			s->failed = true;
			return;
		}
		s->source_near[s->n_source_near++] = near[i];
		mark(s, near[i].id, parts, near[i].cost);
		mark_how(s, near[i].id, how);
	}
}

/* --- what costs little ----------------------------------------------------------------------------- */

static void near_slip(void *arg, uint32_t word)
{
	struct searcher *s = arg;

	if (word < s->c->n_words)
		near_word(s, word, COMPARE_SLIP);
}

/* Words that are written as this one but for a slip. */
static void near_written(struct searcher *s, const char *latin, uint32_t part)
{
	s->n_near = 0;
	s->look++;
	slips_find(&s->slips, latin, strlen(latin), near_slip, s);
	s->work.slips += s->n_near;
	source(s, s->near, s->n_near, NEAR_SLIP, part);
}

/* The number or initial with these symbols, among the ids from … to - 1, which are in their order. */
static void near_exact(struct searcher *s, uint32_t from, uint32_t to, const void *symbols, size_t n, uint32_t part)
{
	while (from < to) {
		uint32_t mid = from + (to - from) / 2;
		int d = memcmp(symbols_at(s->c, mid), symbols, n);

		if (!d) {
			source(s, &(struct near){mid, 0}, 1, NEAR_WORD, part);
			return;
		}
		if (d < 0)
			from = mid + 1;
		else
			to = mid;
	}
}

static void near_number(struct searcher *s, unsigned long number, uint32_t part)
{
	uint64_t key = layout_number(number);
	uint32_t from = (uint32_t)(s->c->n_words + s->c->n_joins);

	near_exact(s, from, from + (uint32_t)s->c->n_numbers, &key, sizeof key, part);
}
static void near_initial(struct searcher *s, uint8_t letter, uint32_t part)
{
	near_exact(s, (uint32_t)(s->n_ids - s->c->n_initials), (uint32_t)s->n_ids, &letter, 1, part);
}

static uint32_t first_symbol(const char *word)
{
	uint8_t symbols[FOLD_LONG];

	return fold_word(word, strlen(word), symbols) ? 1u << (symbols[0] & 31) : 0;
}

void near_letters(struct searcher *s)
{
	static const char *const longer[] = {"sch", "shch", "tch", "tsch"}; /* two letters settle all other words' first symbols */

	for (char a = 'a'; a <= 'z'; a++)
		for (char b = 'a'; b <= 'z'; b++)
			s->letter_first[a - 'a'] |= first_symbol((char[]){a, b, 0}) | first_symbol((char[]){a, 0});
	for (size_t i = 0; i < sizeof longer / sizeof *longer; i++)
		s->letter_first[longer[i][0] - 'a'] |= first_symbol(longer[i]);
}

/* han: the Han characters that the form was read from, or NULL. */
static void ask(struct searcher *s, const struct name_form *f, bool joined, const char *han, uint32_t parts)
{
	struct asked *a = &s->asked[s->n_asked];
	bool heard = han && chinese_hearing(han, strlen(han), &a->han);

	for (size_t i = 0; i < s->n_asked && !heard; i++)
		if (s->asked[i].joined == joined && !s->asked[i].heard && same_form(&s->asked[i].form, f)) {
			s->asked[i].parts |= parts;
			return;
		}
	a->form = *f;
	a->parts = parts;
	a->joined = joined;
	a->looked_up = false;
	a->heard = heard;
	s->n_asked++;
	__builtin_prefetch(memory_of(s, f, joined));
}

void near_begin(struct searcher *s, const struct name *q)
{
	s->n_asked = 0;
	s->initial_first = 0;
	memset(s->sieve, 0, sizeof s->sieve);
	for (size_t i = 0; i < q->n; i++) {
		const struct name_part *p = &q->part[i];
		bool word = p->kind == PART_WORD || p->kind == PART_COMMON || p->kind == PART_PLACE;
		struct name_form f;

		if (p->kind == PART_INITIAL && p->n_forms) {
			unsigned letter = (unsigned)(name_pool(q, p->form[0].latin)[0] - 'a');

			s->initial_first |= letter < 26 ? s->letter_first[letter] : UINT32_MAX;
		}
		if (p->kind == PART_NUMBER)
			near_number(s, p->number, 1u << i);
		for (size_t k = 0; k < p->n_forms && word; k++)
			ask(s, &p->form[k], false, !k && compare_hears(q, p) ? name_pool(q, p->text) : NULL, 1u << i);
		for (size_t k = 0; k < p->n_forms && (word || p->kind == PART_INITIAL); k++)
			near_initial(s, (uint8_t)name_pool(q, p->form[k].latin)[0], 1u << i);
		for (size_t k = 0; k < p->n_forms && part_slips(p); k++)
			near_written(s, name_pool(q, p->form[k].latin), 1u << i);
		for (size_t k = 2; k <= JOIN_PARTS; k++)
			if (name_join(q, i, k, &f))
				ask(s, &f, true, NULL, ((1u << k) - 1) << i);
	}
}

static void near_sound(void *arg, uint32_t id)
{
	near_add(arg, id, 0);
}

/* Words that may be heard in Han characters of the query. */
static void near_heard(struct searcher *s, const struct asked *a)
{
	struct trie words = trie_of(s, false);
	size_t n = 0;

	s->n_near = 0;
	s->work.nodes += trie_hear(&words, &a->han, COMPARE_HEARD_MOST, near_sound, s);
	for (size_t i = 0; i < s->n_near; i++) {
		uint32_t id = s->near[i].id;
		unsigned cost = heard(&a->han, NULL, symbols_at(s->c, id), spelling_length(signature_at(s->c, id)));

		if (cost != SPELLING_FAR)
			s->near[n++] = (struct near){id, cost};
	}
	source(s, s->near, n, NEAR_WORD, a->parts);
}

void near_look_up(struct searcher *s, uint32_t parts)
{
	for (size_t i = 0; i < s->n_asked; i++) {
		struct asked *a = &s->asked[i];
		size_t n;
		const struct near *near;

		if (!(a->parts & parts) || a->looked_up)
			continue;
		a->looked_up = true;
		near = words_near(s, &a->form, a->joined, &n);
		source(s, near, n, a->joined ? NEAR_JOINED : NEAR_WORD, a->parts);
		if (a->heard)
			near_heard(s, a);
	}
}

/* --- held against the rest ------------------------------------------------------------------------ */

void near_recall(struct searcher *s)
{
	for (size_t i = 0; i < s->n_asked; i++) {
		struct asked *a = &s->asked[i];
		const struct memory *m = memory_of(s, &a->form, a->joined);

		if (a->looked_up || a->heard || !m->used || m->form.latin != a->joined || !same_form(&m->form, &a->form))
			continue;
		a->looked_up = true;
		s->work.remembered++;
		source(s, m->near, m->n, a->joined ? NEAR_JOINED : NEAR_WORD, a->parts);
	}
}

bool near_rest(struct searcher *s)
{
	s->n_rest = 0;
	s->rest_first = 0;
	for (size_t i = 0; i < s->n_asked; i++) {
		const struct asked *a = &s->asked[i];
		struct rest *r = &s->rest[s->n_rest];

		if (a->looked_up)
			continue;
		s->n_rest++;
		s->rest_first |= a->joined ? 0 : 1u << (a->form.s[0] & 31);
		r->signature = a->form.signature;
		r->asked = a;
		for (size_t n = 0; n <= FOLD_LONG; n++) {
			unsigned most = spelling_most(a->form.n, n);

			r->most_joined[n] = (uint8_t)(most < JOIN_MOST ? most : JOIN_MOST);
			r->most[n] = a->joined ? r->most_joined[n] : (uint8_t)most;
		}
	}
	return !s->n_rest;
}

/* The first of the list's parts in Han characters that fold into this word, or into a later one. */
static size_t han_from(const struct searcher *s, uint32_t id)
{
	size_t lo = 0, hi = s->n_han;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (s->han[mid].word < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* A word against a form that was not looked up, where one of the two is of Han characters; han: as han_from says. */
static void settle_heard(struct searcher *s, uint32_t id, const struct asked *a, size_t han)
{
	unsigned cost;

	if (a->heard && (cost = heard(&a->han, NULL, symbols_at(s->c, id), spelling_length(signature_at(s->c, id)))) != SPELLING_FAR)
		mark(s, id, a->parts, cost);
	for (; han < s->n_han && s->han[han].word == id && !a->joined; han++)
		if ((cost = heard_in(s, han, &a->form)) != SPELLING_FAR)
			mark(s, id, a->parts, cost);
}

const struct word_mark *near_settle(struct searcher *s, uint32_t id)
{
	const struct compiled *c = s->c;
	const struct spelling_signature *signature = signature_at(c, id);
	struct word_mark *m = &s->word[id];
	bool join = id >= c->n_words;
	size_t han = join || !(s->han_words >> id % 64 & 1) ? s->n_han : han_from(s, id), n = spelling_length(signature);

	if (m->turn != s->word_turn)
		*m = (struct word_mark){.turn = s->word_turn};
	m->settled = true;
	for (size_t i = 0; i < s->n_rest && n <= FOLD_LONG; i++) {
		const struct rest *r = &s->rest[i];
		const struct asked *a = r->asked;
		unsigned most = join ? r->most_joined[n] : r->most[n], cost;

		if (!join && (a->heard || han < s->n_han))
			settle_heard(s, id, a, han);
		if (spelling_bound(&r->signature, signature) > most || (a->joined && join) || ((a->joined || join) && symbols_at(c, id)[0] != a->form.s[0]))
			continue;
		cost = spelling_distance(a->form.s, a->form.n, symbols_at(c, id), n, most, false);
		if (cost <= most) {
			mark(s, id, a->parts, cost);
			mark_how(s, id, a->joined ? NEAR_JOINED : NEAR_WORD);
		}
	}
	return m->parts ? m : NULL;
}
