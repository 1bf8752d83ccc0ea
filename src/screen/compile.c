/* compile.c - a list read, its names weighed, and the words by which they are found. */
#include "screen/compile.h"

#include "base/hash.h"
#include "names/name_kept.h"
#include "screen/identity.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

bool grow_more(void **v, size_t *cap, size_t size)
{
	size_t more = *cap ? *cap * 2 : 1024;
	void *p;

	if (more > SIZE_MAX / size)
		return false;
	p = realloc(*v, more * size);
	if (!p)
		return false;
	*v = p;
	*cap = more;
	return true;
}

/* --- shares of parts ---------------------------------------------------------------------------- */

static uint64_t hash_text(const char *s)
{
	uint64_t h = hash_fnv1a(s, strlen(s));

	return h ? h : 1;
}

double shares_look_up(const struct layout_share *table, size_t mask, const uint32_t names[2], const char *latin, enum word_use use)
{
	size_t kind = use == WORD_FOR_PERSON ? 0 : 1;
	double prior = words_share(latin, use), k = 1000;
	uint64_t h = hash_text(latin);

	/* what people in general are called is common, however few of them this list has */
	for (size_t i = (size_t)h & mask; table[i].hash; i = (i + 1) & mask)
		if (table[i].hash == h)
			return fmax(prior, (table[i].count[kind] + k * prior) / ((double)names[kind] + k));
	return prior;
}

static bool share_add(struct building *b, const char *latin, enum word_use use)
{
	uint64_t h = hash_text(latin);
	size_t i;

	if (b->n_shares * 2 >= b->share_cap) {
		size_t cap = b->share_cap ? b->share_cap * 2 : 4096;
		struct layout_share *v = calloc(cap, sizeof *v);

		if (!v)
			return false;
		for (size_t k = 0; k < b->share_cap; k++)
			if (b->shares[k].hash) {
				for (i = (size_t)b->shares[k].hash & (cap - 1); v[i].hash; i = (i + 1) & (cap - 1))
					;
				v[i] = b->shares[k];
			}
		free(b->shares);
		b->shares = v;
		b->share_cap = cap;
	}
	for (i = (size_t)h & (b->share_cap - 1); b->shares[i].hash && b->shares[i].hash != h; i = (i + 1) & (b->share_cap - 1))
		;
	b->n_shares += !b->shares[i].hash;
	b->shares[i].hash = h;
	b->shares[i].count[use == WORD_FOR_PERSON ? 0 : 1]++;
	return true;
}

double building_share(void *arg, const char *latin, enum word_use use)
{
	const struct building *b = arg;

	return shares_look_up(b->shares, b->share_cap - 1, b->counted, latin, use);
}

/* --- reading: entries as JSON, names as text ------------------------------------------------------- */

static enum word_use use_of(enum entry_schema s)
{
	return s == ENTRY_PERSON ? WORD_FOR_PERSON : s == ENTRY_VESSEL ? WORD_FOR_VESSEL : s == ENTRY_LEGAL_ENTITY ? 0 : WORD_FOR_COMPANY;
}

static bool add_name(struct building *b, uint32_t entry, const struct entry_name *n, enum entry_schema schema)
{
	struct name *x = &b->scratch;
	struct build_name *r;
	size_t len = strlen(n->full);

	if (!len || !grow((void **)&b->names, &b->names_cap, b->n_names, sizeof *b->names))
		return !len;
	name_read(n->full, len, use_of(schema), NULL, x);
	r = &b->names[b->n_names++];
	*r = (struct build_name){.entry = entry, .text = b->text.len, .text_n = len > UINT16_MAX ? UINT16_MAX : (uint16_t)len,
				 .use = x->use, .quality = n->quality};
	buf_add(&b->text, n->full, r->text_n);
	b->counted[x->use == WORD_FOR_PERSON ? 0 : 1]++;
	for (size_t i = 0; i < x->n; i++)
		if (x->part[i].n_forms && !share_add(b, name_pool(x, x->part[i].form[0].latin), x->use))
			return false;
	return buf_ok(&b->text);
}

static bool add_key(struct build_keys *k, uint64_t key, uint32_t name)
{
	if (!grow((void **)&k->v, &k->cap, k->n, sizeof *k->v))
		return false;
	k->v[k->n++] = (struct layout_key){key, name, 0};
	return true;
}

uint64_t layout_identifier(const char *plain)
{
	return hash_text(plain);
}

static bool add_identifiers(struct building *b, uint32_t entry, const struct entry *x)
{
	char plain[64];

	for (size_t i = 0; i < x->n_identifiers; i++)
		if (identity_plain(x->identifiers[i].value, plain, sizeof plain) &&
		    !add_key(&b->identifiers, layout_identifier(plain), entry))
			return false;
	return true;
}

static enum status take_entry(void *arg, const struct entry *x, struct error *e)
{
	struct building *b = arg;
	json_t *o = entry_json(x);
	struct buf *text = &b->entry_text;
	enum status st;

	if (!o)
		return error_memory(e);
	if (!grow((void **)&b->entries, &b->entries_cap, b->n_entries + 1, sizeof *b->entries)) {
		json_decref(o);
		return error_memory(e);
	}
	b->entries[b->n_entries] = text->len;
	st = json_canonical(o, text, e);
	json_decref(o);
	if (st)
		return st;
	if (b->n_entries == UINT32_MAX - 1)
		return error_set(e, ST_DATA, "more than %u entries", UINT32_MAX - 1);
	if (!add_identifiers(b, (uint32_t)b->n_entries, x))
		return error_memory(e);
	for (size_t i = 0; i < x->n_names; i++)
		if (!add_name(b, (uint32_t)b->n_entries, &x->names[i], x->schema))
			return error_memory(e);
	b->entries[++b->n_entries] = text->len;
	return buf_ok(text) ? ST_OK : error_memory(e);
}

/* --- words ------------------------------------------------------------------------------------------ */

static uint64_t hash_form(const struct name_form *f, enum dictionary which)
{
	uint64_t h = 0xcbf29ce484222325u ^ (uint64_t)which;

	for (size_t i = 0; i < f->n; i++)
		h = (h ^ f->s[i]) * 0x100000001b3u;
	return h ^ h >> 29;
}

/* Twice the slots, for the first n of what hash_of tells apart. */
static bool slots_grow(uint32_t **slots, size_t *slots_cap, size_t n, uint64_t (*hash_of)(const void *of, size_t i), const void *of)
{
	size_t cap = *slots_cap ? *slots_cap * 2 : 8192;
	uint32_t *v = malloc(cap * sizeof *v);

	if (!v)
		return false;
	memset(v, 0xFF, cap * sizeof *v);
	for (size_t w = 0; w < n; w++) {
		size_t i = (size_t)hash_of(of, w) & (cap - 1);

		while (v[i] != UINT32_MAX)
			i = (i + 1) & (cap - 1);
		v[i] = (uint32_t)w;
	}
	free(*slots);
	*slots = v;
	*slots_cap = cap;
	return true;
}

static uint64_t word_hash(const void *of, size_t i)
{
	const struct building *b = of;

	return hash_form(&b->words[i].form, b->words[i].which);
}

/* The word's number, new or not; UINT32_MAX when memory is out. */
static uint32_t word_id(struct building *b, const struct name_form *f, enum dictionary which)
{
	size_t i;

	if (b->n_words * 2 >= b->slots_cap && !slots_grow(&b->slots, &b->slots_cap, b->n_words, word_hash, b))
		return UINT32_MAX;
	for (i = (size_t)hash_form(f, which) & (b->slots_cap - 1); b->slots[i] != UINT32_MAX; i = (i + 1) & (b->slots_cap - 1)) {
		const struct build_word *w = &b->words[b->slots[i]];

		if (w->which == which && w->form.n == f->n && !memcmp(w->form.s, f->s, f->n))
			return b->slots[i];
	}
	if (!grow((void **)&b->words, &b->words_cap, b->n_words, sizeof *b->words))
		return UINT32_MAX;
	b->words[b->n_words] = (struct build_word){.form = *f, .which = which};
	return b->slots[i] = (uint32_t)b->n_words++;
}

static bool use_word(struct building *b, uint32_t name, const struct name_form *f, enum dictionary which, uint32_t parts)
{
	uint32_t id = word_id(b, f, which);

	if (id == UINT32_MAX || !grow((void **)&b->uses, &b->uses_cap, b->n_uses, sizeof *b->uses))
		return false;
	b->uses[b->n_uses++] = (struct build_use){id, name, parts};
	return true;
}

static uint64_t hash_written(const char *s, size_t n)
{
	uint64_t h = hash_fnv1a(s, n);

	return h ^ h >> 29;
}

static uint64_t slip_hash(const void *of, size_t i)
{
	const struct build_slips *b = of;

	return hash_written(b->text.bytes + b->v[i].text, b->v[i].n);
}

/* A word as it is written, once: `word` is what it folds into. */
static bool slip_word(struct build_slips *b, const char *s, uint32_t word)
{
	size_t n = strlen(s), i;

	if (n < SLIP_LEAST || n > SLIP_LONG)
		return true;
	if (b->n * 2 >= b->slots_cap && !slots_grow(&b->slots, &b->slots_cap, b->n, slip_hash, b))
		return false;
	for (i = (size_t)hash_written(s, n) & (b->slots_cap - 1); b->slots[i] != UINT32_MAX; i = (i + 1) & (b->slots_cap - 1)) {
		const struct slip_word *w = &b->v[b->slots[i]];

		if (w->n == n && !memcmp(b->text.bytes + w->text, s, n))
			return true;
	}
	if (b->text.len > UINT32_MAX - n || !grow((void **)&b->v, &b->cap, b->n, sizeof *b->v))
		return false;
	b->v[b->n] = (struct slip_word){.text = (uint32_t)b->text.len, .word = word, .n = (uint8_t)n};
	b->slots[i] = (uint32_t)b->n++;
	buf_add(&b->text, s, n);
	return buf_ok(&b->text);
}

/* A part in Han characters, as often as it stands on the list. */
static bool han_word(struct building *b, const char *text, uint32_t word)
{
	size_t n = strlen(text);

	if (n > UINT8_MAX || b->slips.text.len > UINT32_MAX - n)
		return n > UINT8_MAX;
	if (!grow((void **)&b->han, &b->han_cap, b->n_han, sizeof *b->han))
		return false;
	b->han[b->n_han++] = (struct slip_word){.text = (uint32_t)b->slips.text.len, .word = word, .n = (uint8_t)n};
	buf_add(&b->slips.text, text, n);
	return buf_ok(&b->slips.text);
}

/* The words of a part, each as it folds and as it is written. */
static bool use_forms(struct building *b, uint32_t name, const struct name *x, size_t i)
{
	const struct name_part *p = &x->part[i];

	for (size_t f = 0; f < p->n_forms; f++) {
		if (!use_word(b, name, &p->form[f], DICTIONARY_WORDS, 1u << i))
			return false;
		if (!f && compare_hears(x, p) && !han_word(b, name_pool(x, p->text), b->uses[b->n_uses - 1].word))
			return false;
		if (part_slips(p) && !slip_word(&b->slips, name_pool(x, p->form[f].latin), b->uses[b->n_uses - 1].word))
			return false;
	}
	return true;
}

static bool add_keys(struct building *b, uint32_t name, const struct name *x)
{
	uint64_t keys[KEYS_MOST];

	for (size_t k = 0; k < KEY_KINDS; k++)
		for (size_t i = key_kinds[k].keys(x, true, keys); i--;)
			if (!add_key(&b->keys[k], keys[i], name))
				return false;
	return true;
}

/* The second pass over the names: read again and weighed by the list's own shares. */
static bool index_name(struct building *b, uint32_t name, const struct name_shares *shares)
{
	struct build_name *r = &b->names[name];
	struct name *x = &b->scratch;
	unsigned letters = 0;
	bool good = true;

	name_read(b->text.bytes + r->text, r->text_n, r->use, shares, x);
	r->weight = x->weight;
	r->kept = b->kept.len;
	name_keep(x, &b->kept);
	r->n_parts = (uint8_t)x->n;
	r->first_part = b->n_parts;
	r->first_use = b->n_uses;
	for (size_t i = 0; i < x->n && good; i++) {
		const struct name_part *p = &x->part[i];

		good = grow((void **)&b->parts, &b->parts_cap, b->n_parts, sizeof *b->parts);
		if (good)
			b->parts[b->n_parts++] = (struct layout_part){p->bits, compare_left_out(p)};
		letters += p->n_forms ? p->form[0].n : 1;
		if (p->kind == PART_NUMBER) {
			struct name_form f = {.n = 8};
			uint64_t key = layout_number(p->number);

			memcpy(f.s, &key, sizeof key);
			good = good && use_word(b, name, &f, DICTIONARY_NUMBERS, 1u << i);
		} else if (p->kind == PART_INITIAL && p->n_forms) {
			struct name_form f = {.s = {(uint8_t)name_pool(x, p->form[0].latin)[0]}, .n = 1};

			good = good && use_word(b, name, &f, DICTIONARY_INITIALS, 1u << i);
		} else if (p->kind == PART_WORD || p->kind == PART_COMMON || p->kind == PART_PLACE) {
			good = good && use_forms(b, name, x, i);
		}
		for (size_t k = 2; k <= JOIN_PARTS; k++) {
			struct name_form f;

			if (name_join(x, i, k, &f))
				good = good && use_word(b, name, &f, DICTIONARY_JOINS, ((1u << k) - 1) << i);
		}
	}
	r->letters = (uint8_t)(letters < 255 ? letters : 255);
	r->n_uses = (uint16_t)(b->n_uses - r->first_use);
	return good && buf_ok(&b->kept) && add_keys(b, name, x);
}

static void building_fault(void *arg, const struct list_fault *f)
{
	const struct building *b = arg;

	if (b->fault)
		b->fault(b->fault_arg, f);
}

static void building_free(struct building *b)
{
	buf_free(&b->entry_text);
	buf_free(&b->text);
	buf_free(&b->kept);
	free(b->entries);
	free(b->names);
	free(b->parts);
	free(b->words);
	free(b->slots);
	free(b->uses);
	free(b->shares);
	buf_free(&b->slips.text);
	free(b->han);
	free(b->slips.v);
	free(b->slips.slots);
	for (size_t k = 0; k < KEY_KINDS; k++)
		free(b->keys[k].v);
	free(b->identifiers.v);
	free(b);
}

static void about_of(struct compiled_about *out, const char *name, const struct list_about *list, const struct building *b)
{
	time_t now = time(NULL);
	struct tm tm;

	memset(out, 0, sizeof *out);
	snprintf(out->list, sizeof out->list, "%s", name);
	snprintf(out->format, sizeof out->format, "%s", list_format_name(list->format));
	memcpy(out->date, list->date, sizeof out->date);
	gmtime_r(&now, &tm);
	(void)strftime(out->made, sizeof out->made, "%Y-%m-%dT%H:%M:%SZ", &tm);
	out->entries = b->n_entries;
	out->names = b->n_names;
	memcpy(out->sha256, list->sha256, sizeof out->sha256);
}

enum status compiled_build(const char *list_path, enum list_format format, const char *name, const char *out_path, struct list_about *about,
			   void (*fault)(void *arg, const struct list_fault *f), void *arg, struct error *e)
{
	struct building *b = calloc(1, sizeof *b);
	struct list_sink sink = {take_entry, building_fault, b};
	struct name_shares shares = {building_share, b};
	struct compiled_about said;
	enum status st;

	if (!b)
		return error_memory(e);
	b->fault = fault;
	b->fault_arg = arg;
	st = list_read(list_path, format, &sink, about, e);
	if (!st && !b->n_names)
		st = error_set(e, ST_DATA, "%s: no names in it", list_path);
	for (size_t i = 0; !st && i < b->n_names; i++)
		if (!index_name(b, (uint32_t)i, &shares))
			st = error_memory(e);
	if (!st) {
		about_of(&said, name, about, b);
		st = compiled_write(b, &said, out_path, e);
	}
	building_free(b);
	return st;
}
