/* compile_write.c - the sections of a compiled list, put in order and written. */
#include "screen/compile.h"
#include "screen/trie.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Words, then joins, numbers, initials, each by symbols; joins by their length before all but the first. */
static int by_place(const void *p, const void *q, void *arg)
{
	const struct building *b = arg;
	const struct build_word *x = &b->words[*(const uint32_t *)p], *y = &b->words[*(const uint32_t *)q];
	int d;

	if (x->which != y->which)
		return x->which < y->which ? -1 : 1;
	if (x->which == DICTIONARY_JOINS && x->form.s[0] == y->form.s[0] && x->form.n != y->form.n)
		return (int)x->form.n - (int)y->form.n;
	d = memcmp(x->form.s, y->form.s, x->form.n < y->form.n ? x->form.n : y->form.n);
	return d ? d : (int)x->form.n - (int)y->form.n;
}

static int by_key(const void *p, const void *q)
{
	const struct layout_key *x = p, *y = q;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->name < y->name ? -1 : x->name > y->name;
}

/* A file in the making: sections are appended, their places noted. */
struct out { FILE *file; struct layout_header h; uint64_t at; bool failed; };

static void put(struct out *o, const void *bytes, size_t n)
{
	if (n && fwrite(bytes, 1, n, o->file) != n)
		o->failed = true;
	o->at += n;
}
static void begin(struct out *o, enum section s)
{
	static const char zeros[16];

	put(o, zeros, (16 - o->at % 16) % 16);
	o->h.section[s].at = o->at;
}
static void end(struct out *o, enum section s)
{
	o->h.section[s].n = o->at - o->h.section[s].at;
}
static void put_all(struct out *o, enum section s, const void *bytes, size_t n)
{
	begin(o, s);
	put(o, bytes, n);
	end(o, s);
}

static void put_names(struct out *o, const struct building *b)
{
	begin(o, SECTION_NAMES);
	for (size_t i = 0; i < b->n_names; i++) {
		const struct build_name *n = &b->names[i];
		struct layout_name l = {.entry = n->entry, .text = (uint32_t)n->text, .part = (uint32_t)n->first_part, .use = (uint32_t)n->first_use, .kept = (uint32_t)n->kept,
					.text_n = n->text_n, .n_parts = n->n_parts, .quality = n->quality, .word_use = n->use,
					.letters = n->letters, .n_uses = n->n_uses, .weight = n->weight};

		put(o, &l, sizeof l);
	}
	end(o, SECTION_NAMES);
	put_all(o, SECTION_NAME_TEXT, b->text.bytes, b->text.len);
	put_all(o, SECTION_KEPT, b->kept.bytes, b->kept.len);
	put_all(o, SECTION_PARTS, b->parts, b->n_parts * sizeof *b->parts);
	begin(o, SECTION_PART_WORDS);
	for (size_t i = 0; i < b->n_uses; i++) {
		const struct build_word *w = &b->words[b->uses[i].word];
		struct layout_use u = {w->rank, b->uses[i].parts | (uint32_t)w->form.s[0] << USE_FIRST};

		put(o, &u, sizeof u);
	}
	end(o, SECTION_PART_WORDS);
}

/* POSTING_LEFT of a use. */
static uint8_t left_beside(const struct building *b, const struct build_use *u)
{
	const struct build_name *n = &b->names[u->name];
	float left = 0, share;
	bool word = false;

	for (size_t i = 0; i < n->n_parts; i++) {
		const struct layout_part *p = &b->parts[n->first_part + i];

		if (u->parts >> i & 1)
			continue;
		left += p->left_out;
		word |= p->bits > BITS_GENERIC && p->left_out >= p->bits;
	}
	share = n->weight > 1 ? left / n->weight : left;
	return (uint8_t)((share < 1 ? (unsigned)(share * POSTING_LEFT) : POSTING_LEFT) | (word ? POSTING_WORD : 0));
}

/* POSTING_BITS of a use. */
static uint8_t bits_under(const struct building *b, const struct build_use *u)
{
	const struct build_name *n = &b->names[u->name];
	float bits = 0;

	for (size_t i = 0; i < n->n_parts; i++)
		bits += u->parts >> i & 1 ? b->parts[n->first_part + i].bits : 0;
	bits = ceilf(bits * (b->words[u->word].which == DICTIONARY_JOINS ? BITS_OF_JOIN : BITS_OF_WORD));
	return (uint8_t)(bits < UINT8_MAX ? bits : UINT8_MAX);
}

/* The names under each word, in order of the words; what is left of each beside it, and the bits of what it covers. */
static uint32_t *postings(struct building *b, const uint32_t *order, uint8_t *left, uint8_t *bits)
{
	uint32_t *out = malloc((b->n_uses + 1) * sizeof *out), *next = malloc((b->n_words + 1) * sizeof *next), at = 0;

	for (size_t i = 0; out && next && i < b->n_words; i++) {
		next[order[i]] = at;
		at += b->words[order[i]].n_postings;
	}
	for (size_t i = 0; out && next && i < b->n_uses; i++) {
		uint32_t k = next[b->uses[i].word]++;

		out[k] = b->uses[i].name;
		left[k] = left_beside(b, &b->uses[i]);
		bits[k] = bits_under(b, &b->uses[i]);
	}
	free(next);
	if (!next) {
		free(out);
		return NULL;
	}
	return out;
}

static void put_words(struct out *o, const struct building *b, const uint32_t *order)
{
	struct layout_word l = {0};
	size_t signed_words = 0;

	begin(o, SECTION_WORDS);
	for (size_t i = 0; i < b->n_words; i++) {
		const struct build_word *w = &b->words[order[i]];

		put(o, &l, sizeof l);
		l.symbols += w->form.n;
		l.postings += w->n_postings;
		o->h.words[w->which]++;
	}
	put(o, &l, sizeof l);
	end(o, SECTION_WORDS);
	begin(o, SECTION_SYMBOLS);
	for (size_t i = 0; i < b->n_words; i++)
		put(o, b->words[order[i]].form.s, b->words[order[i]].form.n);
	end(o, SECTION_SYMBOLS);
	begin(o, SECTION_SIGNATURES);
	signed_words = (size_t)o->h.words[DICTIONARY_WORDS] + o->h.words[DICTIONARY_JOINS];
	for (size_t i = 0; i < signed_words; i++)
		put(o, &b->words[order[i]].form.signature, sizeof(struct spelling_signature));
	end(o, SECTION_SIGNATURES);
}

struct ordered { const struct building *b; const uint32_t *order; };
static const uint8_t *ordered_word(void *arg, uint32_t i, size_t *n)
{
	const struct ordered *o = arg;
	const struct build_word *w = &o->b->words[o->order[i]];

	*n = w->form.n;
	return w->form.s;
}

static void put_nodes(struct out *o, enum section trie, const uint8_t *(*word)(void *, uint32_t, size_t *), void *arg, size_t n_words)
{
	size_t n = 0;
	struct trie_node *nodes = trie_build(word, arg, (uint32_t)n_words, &n);

	o->failed |= !nodes;
	put_all(o, trie, nodes, n * sizeof *nodes);
	free(nodes);
}

/* Tries of the joins of one first symbol and length. */
static void put_join_tries(struct out *o, const struct building *b, const uint32_t *order, const uint32_t *first)
{
	enum { GROUPS = FOLD_SYMBOLS * (FOLD_LONG + 1) };
	uint32_t root[GROUPS + 1], n_words = o->h.words[DICTIONARY_WORDS];

	begin(o, SECTION_JOIN_TRIES);
	for (size_t g = 0, at = 0; g <= GROUPS; g++) {
		size_t n = 0;
		struct trie_node *nodes = NULL;

		root[g] = (uint32_t)at;
		if (g == GROUPS || first[g + 1] - first[g] < JOINS_MANY)
			continue;
		nodes = trie_build(ordered_word, &(struct ordered){b, order + first[g]}, first[g + 1] - first[g], &n);
		o->failed |= !nodes;
		for (size_t i = 0; i < n; i++)
			nodes[i].word += n_words + first[g];
		put(o, nodes, n * sizeof *nodes);
		free(nodes);
		at += n;
	}
	end(o, SECTION_JOIN_TRIES);
	put_all(o, SECTION_JOIN_ROOTS, root, sizeof root);
}

/* Where the words of each first symbol begin, and the joins of each first symbol and length. */
static void put_firsts(struct out *o, const struct building *b, const uint32_t *order)
{
	uint32_t words[FOLD_SYMBOLS + 1] = {0}, joins[FOLD_SYMBOLS * (FOLD_LONG + 1) + 1] = {0};
	size_t n_words = o->h.words[DICTIONARY_WORDS], n_joins = o->h.words[DICTIONARY_JOINS];

	for (size_t i = 0; i < n_words; i++)
		words[b->words[order[i]].form.s[0] + 1]++;
	for (size_t i = n_words; i < n_words + n_joins; i++)
		joins[b->words[order[i]].form.s[0] * (FOLD_LONG + 1) + b->words[order[i]].form.n + 1]++;
	for (size_t i = 1; i < sizeof words / sizeof *words; i++)
		words[i] += words[i - 1];
	for (size_t i = 1; i < sizeof joins / sizeof *joins; i++)
		joins[i] += joins[i - 1];
	put_all(o, SECTION_FIRST_WORDS, words, sizeof words);
	put_all(o, SECTION_FIRST_JOINS, joins, sizeof joins);
	begin(o, SECTION_LONG_WORDS);
	for (uint32_t i = 0; i < n_words; i++)
		if (b->words[order[i]].form.n >= LONG_LEAST)
			put(o, &i, sizeof i);
	end(o, SECTION_LONG_WORDS);
	put_join_tries(o, b, order + n_words, joins);
}

/* The words written backwards, for the search from the other end. */
static int by_back(const void *p, const void *q, void *arg)
{
	const struct building *b = arg;
	const struct name_form *x = &b->words[((const struct layout_back *)p)->symbols].form;
	const struct name_form *y = &b->words[((const struct layout_back *)q)->symbols].form;

	for (size_t i = 1; i <= x->n && i <= y->n; i++)
		if (x->s[x->n - i] != y->s[y->n - i])
			return x->s[x->n - i] < y->s[y->n - i] ? -1 : 1;
	return (int)x->n - (int)y->n;
}

struct backward { const struct building *b; const struct layout_back *v; uint8_t room[FOLD_LONG]; };
static const uint8_t *backward_word(void *arg, uint32_t i, size_t *n)
{
	struct backward *w = arg;
	const struct name_form *f = &w->b->words[w->v[i].symbols].form;

	for (size_t k = 0; k < f->n; k++)
		w->room[k] = f->s[f->n - 1 - k];
	*n = f->n;
	return w->room;
}

static void put_backwards(struct out *o, struct building *b, const uint32_t *order)
{
	size_t n = 0;
	uint32_t at = 0;
	struct layout_back *v = malloc((b->n_words + 1) * sizeof *v);
	struct backward w = {.b = b, .v = v};

	if (!v) {
		o->failed = true;
		return;
	}
	for (size_t i = 0; i < b->n_words && b->words[order[i]].which == DICTIONARY_WORDS; i++)
		v[n++] = (struct layout_back){(uint32_t)i, order[i]};
	qsort_r(v, n, sizeof *v, by_back, b);
	put_nodes(o, SECTION_BACK_TRIE, backward_word, &w, n);
	begin(o, SECTION_BACK_SYMBOLS);
	for (size_t i = 0; i < n; i++) {
		size_t len;
		const uint8_t *s = backward_word(&w, (uint32_t)i, &len);

		put(o, s, len);
	}
	end(o, SECTION_BACK_SYMBOLS);
	begin(o, SECTION_BACK_SIGNATURES);
	for (size_t i = 0; i < n; i++)
		put(o, &b->words[v[i].symbols].form.signature, sizeof(struct spelling_signature));
	end(o, SECTION_BACK_SIGNATURES);
	for (size_t i = 0; i < n; i++) {
		uint32_t len = b->words[v[i].symbols].form.n;

		v[i].symbols = at;
		at += len;
	}
	put_all(o, SECTION_BACK_ORDER, v, n * sizeof *v);
	free(v);
}

static int by_han(const void *p, const void *q, void *arg)
{
	const struct slip_word *x = p, *y = q;
	const char *text = arg;

	if (x->word != y->word || x->n != y->n)
		return x->word != y->word ? (x->word < y->word ? -1 : 1) : (int)x->n - (int)y->n;
	return memcmp(text + x->text, text + y->text, x->n);
}

/* Each part in Han characters once. */
static void put_han(struct out *o, struct building *b)
{
	for (size_t i = 0; i < b->n_han; i++)
		b->han[i].word = b->words[b->han[i].word].rank;
	if (b->n_han)
		qsort_r(b->han, b->n_han, sizeof *b->han, by_han, b->slips.text.bytes);
	begin(o, SECTION_HAN);
	for (size_t i = 0; i < b->n_han; i++)
		if (!i || by_han(&b->han[i - 1], &b->han[i], b->slips.text.bytes))
			put(o, &b->han[i], sizeof *b->han);
	end(o, SECTION_HAN);
}

static void put_slips(struct out *o, struct building *b)
{
	struct build_slips *x = &b->slips;
	struct slips_made made;

	for (size_t i = 0; i < x->n; i++)
		x->v[i].word = b->words[x->v[i].word].rank;
	put_all(o, SECTION_SLIP_TEXT, x->text.bytes, x->text.len);
	put_all(o, SECTION_SLIP_WORDS, x->v, x->n * sizeof *x->v);
	if (!slips_build(x->text.bytes, x->v, x->n, &made)) {
		o->failed = true;
		return;
	}
	put_all(o, SECTION_SLIP_FIRST, made.first, (made.n_buckets + 1) * sizeof *made.first);
	put_all(o, SECTION_SLIPS, made.slip, made.n * sizeof *made.slip);
	put_all(o, SECTION_SLIP_TAGS, made.tag, made.n);
	free(made.first);
	free(made.slip);
	free(made.tag);
}

static void put_keys(struct out *o, enum section s, struct build_keys *k)
{
	if (k->n)
		qsort(k->v, k->n, sizeof *k->v, by_key);
	put_all(o, s, k->v, k->n * sizeof *k->v);
}

static void put_file(struct out *o, struct building *b, const struct compiled_about *about, const uint32_t *order, const uint32_t *posting, const uint8_t *left, const uint8_t *bits)
{
	memcpy(o->h.magic, LAYOUT_MAGIC, sizeof o->h.magic);
	o->h.version = LAYOUT_VERSION;
	o->h.sections = SECTIONS;
	o->h.tables = words_print();
	o->h.about = *about;
	o->h.about.words = b->n_words;
	memcpy(o->h.counted, b->counted, sizeof o->h.counted);
	put(o, &o->h, sizeof o->h);
	put_all(o, SECTION_ENTRIES, b->entries, (b->n_entries + 1) * sizeof *b->entries);
	put_all(o, SECTION_ENTRY_TEXT, b->entry_text.bytes, b->entry_text.len);
	put_names(o, b);
	put_words(o, b, order);
	put_nodes(o, SECTION_WORD_TRIE, ordered_word, &(struct ordered){b, order}, o->h.words[DICTIONARY_WORDS]);
	put_firsts(o, b, order);
	put_backwards(o, b, order);
	put_all(o, SECTION_POSTINGS, posting, b->n_uses * sizeof *posting);
	put_all(o, SECTION_POSTING_LEFT, left, b->n_uses);
	put_all(o, SECTION_POSTING_BITS, bits, b->n_uses);
	begin(o, SECTION_WEIGHTS);
	for (size_t i = 0; i < b->n_names; i++) {
		uint16_t weight = (uint16_t)(b->names[i].weight * FOUND_UNIT);

		put(o, &weight, sizeof weight);
	}
	end(o, SECTION_WEIGHTS);
	put_slips(o, b);
	put_han(o, b);
	for (size_t k = 0; k < KEY_KINDS; k++)
		put_keys(o, key_kinds[k].section, &b->keys[k]);
	put_keys(o, SECTION_IDENTIFIERS, &b->identifiers);
	put_all(o, SECTION_SHARES, b->shares, b->share_cap * sizeof *b->shares);
	o->h.size = o->at;
	if (fseek(o->file, 0, SEEK_SET) || fwrite(&o->h, sizeof o->h, 1, o->file) != 1)
		o->failed = true;
}

enum status compiled_write(struct building *b, const struct compiled_about *about, const char *path, struct error *e)
{
	uint32_t *order = malloc((b->n_words + 1) * sizeof *order), *posting = NULL;
	uint8_t *left = malloc(b->n_uses + 1), *bits = malloc(b->n_uses + 1);
	char temp[4096];
	struct out o = {0};
	enum status st = ST_OK;

	for (size_t i = 0; order && i < b->n_words; i++)
		order[i] = (uint32_t)i;
	for (size_t i = 0; i < b->n_uses; i++)
		b->words[b->uses[i].word].n_postings++;
	if (order && left && bits) {
		qsort_r(order, b->n_words, sizeof *order, by_place, b);
		for (size_t i = 0; i < b->n_words; i++)
			b->words[order[i]].rank = (uint32_t)i;
		posting = postings(b, order, left, bits);
	}
	if (!order || !posting) {
		free(order);
		free(left);
		free(bits);
		return error_memory(e);
	}
	if (b->text.len > UINT32_MAX || b->kept.len > UINT32_MAX || b->n_uses > UINT32_MAX || b->n_parts > UINT32_MAX || b->n_names > UINT32_MAX / 2)
		st = error_set(e, ST_DATA, "%s: more than a compiled list can hold", path);
	if (!st && (size_t)snprintf(temp, sizeof temp, "%s.part", path) >= sizeof temp)
		st = error_set(e, ST_ENV, "%s: path too long", path);
	if (!st && !(o.file = fopen(temp, "wb")))
		st = error_errno(e, temp);
	if (!st) {
		put_file(&o, b, about, order, posting, left, bits);
		if (fflush(o.file) || o.failed || fsync(fileno(o.file)))
			st = error_errno(e, temp);
		if (fclose(o.file) && !st)
			st = error_errno(e, temp);
		if (!st && rename(temp, path))
			st = error_errno(e, path);
		if (st)
			(void)unlink(temp);
	}
	free(order);
	free(left);
	free(bits);
	free(posting);
	return st;
}
