#include "screen/screen.h"

#include "screen/compile.h"

#include <stdlib.h>
#include <string.h>

/* The best of an entry so far, while names are searched. */
struct best { uint32_t entry, name, asked; float score; };

struct screener {
	const struct compiled *const *lists;
	size_t n_lists;
	struct searcher **searchers;
	struct best *best;
	size_t n_best, best_cap;
	struct screen_hit *hits;
	size_t n_hits, hits_cap;
	struct name name;
	bool failed;
};

struct screener *screener_new(const struct compiled *const *lists, size_t n)
{
	struct screener *s = calloc(1, sizeof *s);

	if (!s)
		return NULL;
	s->lists = lists;
	s->n_lists = n;
	s->searchers = calloc(n + 1, sizeof *s->searchers);
	for (size_t i = 0; s->searchers && i < n; i++)
		if (!(s->searchers[i] = searcher_new(lists[i])))
			s->failed = true;
	if (!s->searchers || s->failed) {
		screener_free(s);
		return NULL;
	}
	return s;
}

void screener_free(struct screener *s)
{
	if (!s)
		return;
	for (size_t i = 0; s->searchers && i < s->n_lists; i++)
		searcher_free(s->searchers[i]);
	free(s->searchers);
	free(s->best);
	free(s->hits);
	free(s);
}

static void keep(struct screener *s, struct best b)
{
	for (size_t i = 0; i < s->n_best; i++)
		if (s->best[i].entry == b.entry) {
			if (b.score > s->best[i].score)
				s->best[i] = b;
			return;
		}
	if (!grow((void **)&s->best, &s->best_cap, s->n_best, sizeof *s->best)) {
		s->failed = true;
		return;
	}
	s->best[s->n_best++] = b;
}

static void identifier_found(void *arg, uint32_t entry)
{
	keep(arg, (struct best){entry, UINT32_MAX, 0, 0});
}

static void search_as(struct screener *s, size_t list, const char *text, size_t n, enum word_use use, uint32_t asked, float threshold)
{
	const struct found *f;
	long found;

	name_read(text, n, use, NULL, &s->name);
	found = search(s->searchers[list], &s->name, threshold, &f);
	if (found < 0)
		s->failed = true;
	for (long i = 0; i < found; i++)
		keep(s, (struct best){compiled_name(s->lists[list], f[i].name).entry, f[i].name, asked, f[i].how.score});
}

/* Where it is not said whose the name is and there is doubt, both are asked for. */
static void search_name(struct screener *s, size_t list, const char *text, enum word_use use, uint32_t asked, float threshold)
{
	size_t n = strlen(text);

	search_as(s, list, text, n, use, asked, threshold);
	if (s->name.other)
		search_as(s, list, text, n, s->name.other, asked, threshold);
}

/* Free text: every run of two to seven words is asked for as a name, and has to be nearly the same as a listed one; a word by itself too, when it is
 * no short one, and has to be the same. */
enum { RUN_MOST = 7 };
#define TEXT_THRESHOLD 0.90f
#define TEXT_ALONE 0.97f
#define TEXT_BETWEEN " \t\r\n/,;:()[]"

/* Four letters, or two of a script that is not Latin. */
static bool may_stand_alone(const char *word, size_t n)
{
	size_t characters = 0, wide = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)word[i];

		characters += (c & 0xc0) != 0x80;
		wide += c >= 0xd0; /* Cyrillic and what comes behind it */
		if (c >= '0' && c <= '9')
			return false;
	}
	return characters >= 4 || wide >= 2;
}

static void search_text(struct screener *s, size_t list, const char *text, uint32_t asked, float threshold)
{
	const char *from[RUN_MOST];
	size_t n = 0;
	float alone = threshold < TEXT_ALONE ? TEXT_ALONE : threshold;

	if (threshold < TEXT_THRESHOLD)
		threshold = TEXT_THRESHOLD;
	for (const char *p = text + strspn(text, TEXT_BETWEEN); *p; p += strspn(p, TEXT_BETWEEN)) {
		/* the run ends with this word, and begins with it or one of those before it */
		from[n++ % RUN_MOST] = p;
		p += strcspn(p, TEXT_BETWEEN);
		if (may_stand_alone(from[(n - 1) % RUN_MOST], (size_t)(p - from[(n - 1) % RUN_MOST])))
			search_as(s, list, from[(n - 1) % RUN_MOST], (size_t)(p - from[(n - 1) % RUN_MOST]), 0, asked, alone);
		for (size_t k = 2; k <= RUN_MOST && k <= n; k++)
			search_as(s, list, from[(n - k) % RUN_MOST], (size_t)(p - from[(n - k) % RUN_MOST]), 0, asked, threshold);
	}
}

static json_t *entry_of(const struct compiled *c, uint32_t entry)
{
	size_t n;
	const char *text = compiled_entry(c, entry, &n);

	return json_loadb(text, n, 0, NULL);
}

json_t *screen_entry(const struct screen_hit *hit)
{
	return entry_of(hit->list, hit->entry);
}

static enum word_use asked_use(const struct screen_query *q, const struct best *b)
{
	return q->use || b->name == UINT32_MAX ? q->use : 0;
}

static void judge(struct screener *s, const struct screen_query *q, size_t list, const struct best *b, float threshold)
{
	const struct compiled *c = s->lists[list];
	json_t *entry = entry_of(c, b->entry);
	struct screen_hit *h;

	if (!entry || !grow((void **)&s->hits, &s->hits_cap, s->n_hits, sizeof *s->hits)) {
		json_decref(entry);
		s->failed = true;
		return;
	}
	h = &s->hits[s->n_hits];
	*h = (struct screen_hit){.list = c, .nth = list, .entry = b->entry, .name = b->name, .asked = b->asked};
	identity_judge(&q->who, b->score, b->name == UINT32_MAX ? ENTRY_PRIMARY : compiled_name(c, b->name).quality, asked_use(q, b), entry,
		       &h->judged);
	json_decref(entry);
	s->n_hits += h->judged.score >= threshold;
}

static void screen_list(struct screener *s, const struct screen_query *q, size_t list, float threshold)
{
	char plain[64];
	/* what else is known may raise a name that falls short by itself */
	float lower = q->who.birth || q->who.n_countries ? threshold - IDENTITY_RAISE : threshold;

	s->n_best = 0;
	for (size_t i = 0; i < q->n_names; i++)
		if (q->text)
			search_text(s, list, q->names[i], (uint32_t)i, threshold);
		else
			search_name(s, list, q->names[i], q->use, (uint32_t)i, lower);
	for (size_t i = 0; i < q->who.n_identifiers; i++)
		if (identity_plain(q->who.identifiers[i].value, plain, sizeof plain))
			search_identifier(s->lists[list], plain, identifier_found, s);
	for (size_t i = 0; i < s->n_best; i++)
		judge(s, q, list, &s->best[i], threshold);
}

/* Best first; among equals the entry that stands first in the list that was named first. */
static int by_score(const void *p, const void *q)
{
	const struct screen_hit *x = p, *y = q;

	if (x->judged.score != y->judged.score)
		return x->judged.score > y->judged.score ? -1 : 1;
	if (x->nth != y->nth)
		return x->nth < y->nth ? -1 : 1;
	return x->entry < y->entry ? -1 : x->entry > y->entry;
}

long screen(struct screener *s, const struct screen_query *q, float threshold, size_t limit, const struct screen_hit **out)
{
	s->n_hits = 0;
	s->failed = false;
	for (size_t i = 0; i < s->n_lists && !s->failed; i++)
		screen_list(s, q, i, threshold);
	if (s->n_hits > 1)
		qsort(s->hits, s->n_hits, sizeof *s->hits, by_score);
	*out = s->hits;
	if (limit && s->n_hits > limit)
		s->n_hits = limit;
	return s->failed ? -1 : (long)s->n_hits;
}

void screen_explain(const struct screen_query *q, const struct screen_hit *hit, struct name *asked, struct name *listed, struct comparison *how)
{
	const struct name_shares *shares = compiled_shares(hit->list);
	const char *text = hit->asked < q->n_names ? q->names[hit->asked] : "";
	struct listed_name n;

	name_read(text, strlen(text), q->use, shares, asked);
	memset(how, 0, sizeof *how);
	if (hit->name == UINT32_MAX) {
		name_read("", 0, q->use, shares, listed);
		return;
	}
	n = compiled_name(hit->list, hit->name);
	name_read(n.text, n.n, n.use, shares, listed);
	names_compare(asked, listed, how);
	if (asked->other) {
		enum word_use use = asked->use;
		float score = how->score;

		name_read(text, strlen(text), asked->other, shares, asked);
		names_compare(asked, listed, how);
		if (how->score < score) {
			name_read(text, strlen(text), use, shares, asked);
			names_compare(asked, listed, how);
		}
	}
}
