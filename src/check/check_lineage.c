/* check_lineage.c - sources that cite in a circle (strongly connected components, Tarjan 1972), one source under two names,
 * references that lead nowhere, analyses whose place others have taken. */
#include "check/internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct arc { size_t from, to; };
struct graph { struct arc *arcs; size_t n, cap; size_t *first; };

static void add_arc(struct checking *c, struct graph *g, const char *from, const char *to)
{
	const struct source *a = model_source(c->m, from), *b = model_source(c->m, to);
	if (!a || !b || a == b || c->failed != ST_OK)
		return;
	if (g->n == g->cap) {
		size_t cap = g->cap ? g->cap * 2 : 256;
		struct arc *v = reallocarray(g->arcs, cap, sizeof *v);
		if (!v) {
			c->failed = error_memory(c->e);
			return;
		}
		g->arcs = v;
		g->cap = cap;
	}
	g->arcs[g->n++] = (struct arc){(size_t)(a - c->m->sources), (size_t)(b - c->m->sources)};
}

static int by_from(const void *a, const void *b)
{
	const struct arc *x = a, *y = b;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->to < y->to ? -1 : x->to > y->to;
}

/* Tarjan's algorithm with a stack of its own, so that a long chain of citations cannot exhaust the program's. */
struct walk { size_t *index, *low, *stack, *call, *next, n_stack, n_call, counter; bool *on; };

static void name_circle(struct checking *c, const size_t *members, size_t n)
{
	struct buf text = BUF_INIT;
	size_t least = 0;
	for (size_t i = 0; i < n; i++)
		if (members[i] < members[least])
			least = i;
	buf_printf(&text, "%zu sources cite in a circle:", n);
	for (size_t i = 0; i < n; i++)
		buf_printf(&text, " %s", c->m->sources[members[i]].id);
	buf_text(&text, ". What only they say rests on nothing outside.");
	found(c, CHECK_CIRCLE, KIND_SOURCE, c->m->sources[members[least]].id, "cites", buf_ok(&text) ? arena_strdup(c->a, buf_str(&text)) : NULL,
	      -1);
	buf_free(&text);
}

static int by_number(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	return x < y ? -1 : x > y;
}

static void close_component(struct checking *c, struct walk *w, size_t v)
{
	size_t top = w->n_stack;
	do
		w->on[w->stack[--w->n_stack]] = false;
	while (w->stack[w->n_stack] != v);
	if (top - w->n_stack > 1) {
		qsort(w->stack + w->n_stack, top - w->n_stack, sizeof *w->stack, by_number);
		name_circle(c, w->stack + w->n_stack, top - w->n_stack);
	}
}

static void visit(struct checking *c, const struct graph *g, struct walk *w, size_t root)
{
	w->call[w->n_call++] = root;
	while (w->n_call) {
		size_t v = w->call[w->n_call - 1];
		if (!w->index[v]) {
			w->index[v] = w->low[v] = ++w->counter;
			w->stack[w->n_stack++] = v;
			w->on[v] = true;
			w->next[v] = g->first[v];
		}
		bool descended = false;
		while (w->next[v] < g->first[v + 1] && !descended) {
			size_t to = g->arcs[w->next[v]].to;
			if (!w->index[to]) {
				w->call[w->n_call++] = to;
				descended = true;
				break;
			}
			if (w->on[to] && w->low[to] < w->low[v])
				w->low[v] = w->low[to];
			w->next[v]++;
		}
		if (descended)
			continue;
		if (w->low[v] == w->index[v])
			close_component(c, w, v);
		w->n_call--;
	}
}

static void circles(struct checking *c, struct graph *g)
{
	size_t n = c->m->n_sources;
	size_t *room = calloc(5 * n + 1, sizeof *room);
	struct walk w = {.index = room, .low = room + n, .stack = room + 2 * n, .call = room + 3 * n, .next = room + 4 * n,
			 .on = calloc(n + 1, sizeof *w.on)};
	g->first = calloc(n + 2, sizeof *g->first);
	if (!room || !w.on || !g->first) {
		c->failed = error_memory(c->e);
	} else {
		if (g->n)
			qsort(g->arcs, g->n, sizeof *g->arcs, by_from);
		for (size_t i = 0; i < g->n; i++)
			g->first[g->arcs[i].from + 1]++;
		for (size_t i = 1; i <= n; i++)
			g->first[i] += g->first[i - 1];
		for (size_t i = 0; i < n; i++)
			if (!w.index[i])
				visit(c, g, &w, i);
	}
	free(room);
	free(w.on);
	free(g->first);
}

/* --- one source under two names ------------------------------------------------------------- */

/* Scheme and "www." apart, without a closing slash, host in small letters. */
static const char *url_key(struct arena *a, const char *url)
{
	const char *p = url ? strstr(url, "://") : NULL;
	if (!p)
		return NULL;
	p += 3;
	if (!strncasecmp(p, "www.", 4))
		p += 4;
	size_t n = strcspn(p, "#"), host = strcspn(p, "/?#");
	while (n > 0 && p[n - 1] == '/')
		n--;
	char *key = arena_strndup(a, p, n);
	for (size_t i = 0; key && i < host && i < n; i++)
		key[i] = (char)tolower((unsigned char)key[i]);
	return key;
}

static const char *title_key(struct arena *a, const struct source *s)
{
	struct buf b = BUF_INIT;
	if (!s->date.text || !s->authors.n)
		return NULL;
	buf_text(&b, texts_in(&s->title, "en"));
	buf_printf(&b, "\n%s", s->date.text);
	for (size_t i = 0; i < s->authors.n; i++)
		buf_printf(&b, "\n%s", s->authors.v[i]);
	const char *key = buf_ok(&b) ? arena_strdup(a, buf_str(&b)) : NULL;
	buf_free(&b);
	return key;
}

struct keyed { const char *key; const struct source *source; };

static int by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int order = strcmp(x->key, y->key);
	return order ? order : strcmp(x->source->id, y->source->id);
}

static bool declared(const struct source *a, const struct source *b)
{
	return (a->copy_of && !strcmp(a->copy_of, b->id)) || (b->copy_of && !strcmp(b->copy_of, a->id)) ||
	       (a->copy_of && b->copy_of && !strcmp(a->copy_of, b->copy_of));
}

static void same_keys(struct checking *c, struct keyed *v, size_t n, const char *what)
{
	if (n)
		qsort(v, n, sizeof *v, by_key);
	for (size_t i = 1; i < n; i++)
		if (!strcmp(v[i].key, v[i - 1].key) && !declared(v[i].source, v[i - 1].source))
			found(c, CHECK_TWICE, KIND_SOURCE, v[i].source->id, "",
			      arena_printf(c->a, "It has the same %s as %s: one source counted under two names? If it is a copy, say copy_of.", what,
					   v[i - 1].source->id), -1);
}

static void twins(struct checking *c)
{
	size_t n[3] = {0}, count = c->m->n_sources;
	struct keyed *v = arena_array(c->a, 3 * count + 1, sizeof *v);
	if (!v) {
		c->failed = error_memory(c->e);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const struct source *s = &c->m->sources[i];
		const char *key[3] = {s->sha256, url_key(c->a, s->url), title_key(c->a, s)};
		for (size_t k = 0; k < 3; k++)
			if (key[k])
				v[k * count + n[k]++] = (struct keyed){key[k], s};
	}
	same_keys(c, v, n[0], "hash");
	same_keys(c, v + count, n[1], "address");
	same_keys(c, v + 2 * count, n[2], "title, authors and date");
}

static enum status dangling(void *arg, const struct dangling *d, struct error *e)
{
	struct checking *c = arg;
	(void)e;
	found(c, CHECK_DANGLING, d->kind, arena_strdup(c->a, d->id), arena_strdup(c->a, d->path),
	      arena_printf(c->a, "Nothing of a fitting kind is called %s.", d->to), -1);
	return c->failed;
}

/* --- analyses whose place others have taken, or that are retracted ------------------------------------------------------------------------ */

static bool is_analysis(const struct source *s) { return s->kind && !strcmp(s->kind, "analysis"); }
static bool is_retracted(const struct source *s) { return !strcmp(source_standing(s), "retracted"); }
static bool is_superseded(const struct source *s) { return !strcmp(source_standing(s), "superseded") || is_retracted(s); }

/* The superseded or retracted analysis that a source rests on through analyses and datasets, or NULL. A dataset that several analyses made stands while one of them does. */
static const struct source *overtaken(const struct checking *c, const char *id, unsigned depth, unsigned *budget)
{
	const struct source *s = model_source(c->m, id), *worst = NULL;
	if (!s || depth > 16 || !*budget)
		return NULL;
	--*budget;
	if (is_analysis(s) && is_superseded(s))
		return s;
	if (!is_analysis(s) && (!s->kind || strcmp(s->kind, "dataset")))
		return NULL;
	for (size_t i = 0; i < s->n_cites; i++) {
		const struct source *cited = model_source(c->m, s->cites[i].source), *r = overtaken(c, s->cites[i].source, depth + 1, budget);
		worst = worst ? worst : r;
		if (!is_analysis(s) && cited && is_analysis(cited) && !r)
			return NULL;
	}
	return worst;
}

static void superseded(struct checking *c)
{
	for (size_t i = 0; i < c->m->n_claims; i++) {
		const struct claim *k = &c->m->claims[i];
		for (size_t n = 0; n < k->n_supports && c->failed == ST_OK; n++) {
			unsigned budget = 1000;
			const struct source *s = overtaken(c, k->supports[n].source, 0, &budget);
			const char *by = s ? s->status[s->n_status - 1].by : NULL;
			if (s)
				found(c, CHECK_SUPERSEDED, KIND_CLAIM, k->id, arena_printf(c->a, "supports[%zu]", n),
				      is_retracted(s) ? arena_printf(c->a, "It rests on %s, which is retracted.", s->id) :
				      arena_printf(c->a, "It rests on %s, whose place %s has taken.", s->id, by ? by : "another"), -1);
		}
	}
}

static void merges(struct checking *c)
{
	for (size_t i = 0; i < c->m->n_merges && c->failed == ST_OK; i++) {
		const struct merge *x = &c->m->merges[i];
		bool two = false;
		for (size_t k = 1; k < x->actors.n; k++)
			two |= strcmp(x->actors.v[0], x->actors.v[k]) != 0;
		if (!two)
			found(c, CHECK_MERGE, KIND_MERGE, x->id, "actors", "It names fewer than two different actors.", -1);
	}
}

void check_lineage(struct checking *c)
{
	struct graph g = {0};
	for (size_t i = 0; i < c->m->n_sources; i++)
		for (size_t k = 0; k < c->m->sources[i].n_cites; k++)
			add_arc(c, &g, c->m->sources[i].id, c->m->sources[i].cites[k].source);
	for (size_t i = 0; i < c->m->n_claims; i++)
		for (size_t k = 0; k < c->m->claims[i].n_supports; k++) {
			const struct support *s = &c->m->claims[i].supports[k];
			for (size_t j = 0; s->stance == STANCE_REPEATS && j < s->from.n; j++)
				add_arc(c, &g, s->source, s->from.v[j]);
		}
	if (c->failed == ST_OK)
		circles(c, &g);
	free(g.arcs);
	if (c->failed == ST_OK)
		twins(c);
	superseded(c);
	merges(c);
	if (c->failed == ST_OK)
		c->failed = store_each_dangling(c->st, dangling, c, c->e);
}
