#include "screen/screen.h"

#include "screen/compile.h"

#include <stdlib.h>
#include <string.h>

/* The best of an entry so far, while names are searched. */
struct best { uint32_t entry, name, asked; float score; const char *run; size_t run_n; };

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
	keep(arg, (struct best){.entry = entry, .name = UINT32_MAX});
}

/* What is searched for: a name, or a run of words of free text; exact: only as it is written. */
struct sought { const char *text; size_t n; uint32_t asked; bool run, exact; };

static void search_as(struct screener *s, size_t list, const struct sought *x, enum word_use use, float threshold)
{
	const struct found *f;
	long found;

	name_read(x->text, x->n, use, NULL, &s->name);
	found = search(s->searchers[list], &s->name, threshold, &f);
	if (found < 0)
		s->failed = true;
	for (long i = 0; i < found; i++)
		if (!x->exact || f[i].how.way == WAY_EXACT)
			keep(s, (struct best){.entry = compiled_name(s->lists[list], f[i].name).entry, .name = f[i].name, .asked = x->asked,
					      .score = f[i].how.score, .run = x->run ? x->text : NULL, .run_n = x->run ? x->n : 0});
}

/* Where it is not said whose the name is and there is doubt, both are asked for. */
static void search_name(struct screener *s, size_t list, const char *text, enum word_use use, uint32_t asked, float threshold)
{
	const struct sought x = {.text = text, .n = strlen(text), .asked = asked};

	search_as(s, list, &x, use, threshold);
	if (s->name.other)
		search_as(s, list, &x, s->name.other, threshold);
}

/* Free text: every run of two to seven words is asked for as a name, and has to be nearly the same as a listed one; a word by itself too, when it is
 * no short one, and has to be written the same. */
enum { RUN_MOST = 7 };
#define TEXT_THRESHOLD 0.90f
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

	if (threshold < TEXT_THRESHOLD)
		threshold = TEXT_THRESHOLD;
	for (const char *p = text + strspn(text, TEXT_BETWEEN); *p; p += strspn(p, TEXT_BETWEEN)) {
		/* the run ends with this word, and begins with it or one of those before it */
		from[n++ % RUN_MOST] = p;
		p += strcspn(p, TEXT_BETWEEN);
		for (size_t k = 1; k <= RUN_MOST && k <= n; k++) {
			const char *begin = from[(n - k) % RUN_MOST];
			const struct sought x = {.text = begin, .n = (size_t)(p - begin), .asked = asked, .run = true, .exact = k == 1};

			if (k > 1 || may_stand_alone(x.text, x.n))
				search_as(s, list, &x, 0, threshold);
		}
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
	*h = (struct screen_hit){.list = c, .nth = list, .entry = b->entry, .name = b->name, .asked = b->asked, .run = b->run, .run_n = b->run_n};
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
	const char *text = hit->run ? hit->run : hit->asked < q->n_names ? q->names[hit->asked] : "";
	size_t text_n = hit->run ? hit->run_n : strlen(text);
	struct listed_name n;

	name_read(text, text_n, hit->run ? 0 : q->use, shares, asked);
	memset(how, 0, sizeof *how);
	if (hit->name == UINT32_MAX) {
		name_read("", 0, q->use, shares, listed);
		return;
	}
	n = compiled_name(hit->list, hit->name);
	name_read(n.text, n.n, n.use, shares, listed);
	names_compare(asked, listed, how);
	if (asked->other && !hit->run) {
		enum word_use use = asked->use;
		float score = how->score;

		name_read(text, text_n, asked->other, shares, asked);
		names_compare(asked, listed, how);
		if (how->score < score) {
			name_read(text, text_n, use, shares, asked);
			names_compare(asked, listed, how);
		}
	}
}
