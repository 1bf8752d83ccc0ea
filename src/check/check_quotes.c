/* check_quotes.c - quotes and locators against the text of the exhibits in custody.
 *
 * Paragraphs are blocks parted by blank lines, or, where a text has none, its lines; the first block is paragraph 0, the title,
 * when it is one line without a full stop at its end, else paragraph 1. Pages are parted by form feeds. */
#include "check/internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MOST = 256 << 20 };

/* One exhibit's text, kept while its claims are checked. */
struct held {
	const struct exhibit *exhibit;
	char *text;
	size_t n;
};

/* A text in which a quote of a source may stand: its own exhibits', or those of a copy of the same text. */
struct candidate { const struct exhibit *exhibit; const char *copy; };

static void own_exhibits(const struct model *m, const char *source, const char *copy, struct candidate *v, size_t *n)
{
	for (size_t i = 0; i < m->n_exhibits; i++)
		for (size_t k = 0; k < m->exhibits[i].sources.n; k++)
			if (m->exhibits[i].text_sha256 && !strcmp(m->exhibits[i].sources.v[k], source))
				v[(*n)++] = (struct candidate){&m->exhibits[i], copy};
}

/* v has room for every link between an exhibit and a source. Copies count only where the source has nothing itself. */
static size_t candidates(const struct model *m, const char *source, struct candidate *v)
{
	const struct source *self = model_source(m, source);
	size_t n = 0;
	own_exhibits(m, source, NULL, v, &n);
	for (size_t i = 0; n == 0 && self && i < m->n_sources; i++) {
		const struct source *s = &m->sources[i];
		bool same = (s->copy_of && !strcmp(s->copy_of, source)) || (self->copy_of && !strcmp(self->copy_of, s->id)) ||
			    (self->copy_of && s->copy_of && !strcmp(self->copy_of, s->copy_of));
		if (same && s != self)
			own_exhibits(m, s->id, s->id, v, &n);
	}
	return n;
}

static bool load(struct checking *c, const struct exhibit *x, struct held *h)
{
	struct sha256 hash;
	if (h->exhibit == x)
		return h->text != NULL;
	free(h->text);
	*h = (struct held){.exhibit = x};
	if (!sha256_parse(x->text_sha256, &hash))
		return false;
	c->failed = store_read_kept(c->st, &hash, TEXT_MOST, &h->text, &h->n, c->e);
	return c->failed == ST_OK;
}

/* --- locators ----------------------------------------------------------------------------- */

struct span { size_t from, to; };

static bool blank_line(const char *t, size_t n, size_t at, size_t *next)
{
	size_t i = at;
	while (i < n && t[i] != '\n') {
		unsigned char ch = (unsigned char)t[i];
		bool nbsp = ch == 0xC2 && i + 1 < n && (unsigned char)t[i + 1] == 0xA0;
		if (!isspace(ch) && !nbsp && ch != '\f')
			return false;
		i += nbsp ? 2 : 1;
	}
	*next = i < n ? i + 1 : n;
	return true;
}

static size_t line_end(const char *t, size_t n, size_t at)
{
	const char *nl = memchr(t + at, '\n', n - at);
	return nl ? (size_t)(nl - t) + 1 : n;
}

/* Block number k (0-based) of the text; false when there are fewer. *blocks counts them all. */
static bool block(const char *t, size_t n, bool by_line, size_t k, struct span *out, size_t *blocks)
{
	bool got = false, inside = false;
	size_t count = 0;
	for (size_t at = 0, next; at < n; at = next) {
		if (blank_line(t, n, at, &next)) {
			inside = false;
			continue;
		}
		next = line_end(t, n, at);
		if (!inside || by_line) {
			if (count == k) {
				*out = (struct span){at, next};
				got = true;
			}
			count++;
		} else if (got && count == k + 1) {
			out->to = next;
		}
		inside = true;
	}
	*blocks = count;
	return got;
}

static bool has_blank_line(const char *t, size_t n)
{
	bool seen = false;
	for (size_t at = 0, next; at < n; at = next) {
		if (blank_line(t, n, at, &next)) {
			if (seen && next < n)
				return true;
		} else {
			seen = true;
			next = line_end(t, n, at);
		}
	}
	return false;
}

/* A first block that is one line and no sentence is a title: paragraph 0. */
static bool has_title(const char *t, size_t n, bool by_line)
{
	struct span s = {0};
	size_t blocks;
	if (!block(t, n, by_line, 0, &s, &blocks) || blocks < 2)
		return false;
	size_t end = s.to;
	while (end > s.from && isspace((unsigned char)t[end - 1]))
		end--;
	bool one_line = !memchr(t + s.from, '\n', end - s.from);
	return one_line && end > s.from && end - s.from < 200 && t[end - 1] != '.';
}

static bool paragraph(const char *t, size_t n, unsigned long k, struct span *out)
{
	size_t blocks;
	bool by_line = !has_blank_line(t, n), title = has_title(t, n, by_line);
	if (!title && k == 0)
		return false;
	return block(t, n, by_line, title ? k : k - 1, out, &blocks);
}

static bool page(const char *t, size_t n, unsigned long k, struct span *out)
{
	size_t at = 0;
	for (unsigned long i = 1; at <= n; i++) {
		const char *ff = at < n ? memchr(t + at, '\f', n - at) : NULL;
		size_t end = ff ? (size_t)(ff - t) : n;
		if (i == k && end > at) {
			*out = (struct span){at, end};
			return true;
		}
		if (!ff)
			return false;
		at = end + 1;
	}
	return false;
}

static bool line(const char *t, size_t n, unsigned long k, struct span *out)
{
	for (size_t at = 0; at < n; at = line_end(t, n, at))
		if (--k == 0) {
			*out = (struct span){at, line_end(t, n, at)};
			return true;
		}
	return false;
}

enum where { WHERE_NOT_CHECKABLE, WHERE_THERE, WHERE_MISSING };

static bool begins(const char *s, const char *word, const char **rest)
{
	size_t n = strlen(word);
	if (strncasecmp(s, word, n) != 0)
		return false;
	*rest = s + n;
	while (**rest == ' ' || **rest == '.')
		++*rest;
	return true;
}

/* "para 3", "p. 17", "line 4"; a range such as "paras 56-63" is looked up by its first. */
static enum where look_up(const char *locator, const char *t, size_t n, struct span *out)
{
	static const struct { const char *word; bool (*find)(const char *, size_t, unsigned long, struct span *); } forms[] = {
		{"paragraph", paragraph}, {"paras", paragraph}, {"para", paragraph}, {"line", line}, {"page", page}, {"pp", page}, {"p.", page}, {"p ", page},
	};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const char *rest;
		if (!begins(locator, forms[i].word, &rest) || !isdigit((unsigned char)*rest))
			continue;
		if (forms[i].find == page && !memchr(t, '\f', n))
			return WHERE_NOT_CHECKABLE; /* a text without pages */
		unsigned long k = strtoul(rest, NULL, 10);
		if (forms[i].find == line && k == 0)
			return WHERE_MISSING;
		return forms[i].find(t, n, k, out) ? WHERE_THERE : WHERE_MISSING;
	}
	return WHERE_NOT_CHECKABLE;
}

/* --- quotes ------------------------------------------------------------------------------- */

static size_t line_number(const char *t, size_t at)
{
	size_t k = 1;
	for (size_t i = 0; i < at; i++)
		k += t[i] == '\n';
	return k;
}

static const char *in_copy(struct checking *c, const char *copy)
{
	return copy ? arena_printf(c->a, " (checked against its copy %s)", copy) : "";
}

/* What one text says of a support. */
struct tried { enum where where; bool found, placed; size_t start; const char *copy; size_t line; };

static void try_text(struct checking *c, const struct support *s, const struct candidate *x, struct held *h, struct tried *t)
{
	struct span place = {0, 0};
	size_t start, end, from, to;
	if (!load(c, x->exhibit, h))
		return;
	enum where where = s->locator ? look_up(s->locator, h->text, h->n, &place) : WHERE_NOT_CHECKABLE;
	bool found_here = s->quote && quote_find(h->text, h->n, s->quote, &start, &end);
	bool placed = found_here && where == WHERE_THERE && quote_find(h->text + place.from, place.to - place.from, s->quote, &from, &to);
	if (where != WHERE_MISSING)
		t->where = t->where == WHERE_THERE ? WHERE_THERE : where;
	if (found_here && (!t->found || placed)) {
		t->found = true;
		t->placed = placed;
		t->start = start;
		t->copy = x->copy;
		t->line = line_number(h->text, start);
	}
	if (!t->copy)
		t->copy = x->copy;
}

static void check_one(struct checking *c, const struct claim *k, size_t i, struct candidate *room, struct held *h)
{
	const struct support *s = &k->supports[i];
	struct tried t = {.where = WHERE_MISSING};
	size_t n = candidates(c->m, s->source, room);
	if (!n) {
		c->quotes_not_held += s->quote != NULL;
		return;
	}
	for (size_t x = 0; x < n && c->failed == ST_OK; x++)
		try_text(c, s, &room[x], h, &t);
	if (s->locator && t.where == WHERE_MISSING)
		found(c, CHECK_LOCATOR, KIND_CLAIM, k->id, arena_printf(c->a, "supports[%zu].locator", i),
		      arena_printf(c->a, "%s has no '%s'%s.", s->source, s->locator, in_copy(c, t.copy)), -1);
	if (s->quote && !t.found)
		found(c, CHECK_QUOTE, KIND_CLAIM, k->id, arena_printf(c->a, "supports[%zu].quote", i),
		      arena_printf(c->a, "The quote does not stand word for word in %s%s.", s->source, in_copy(c, t.copy)), -1);
	c->quotes_found += t.found;
	if (t.found && !t.placed && t.where == WHERE_THERE)
		found(c, CHECK_QUOTE_ELSEWHERE, KIND_CLAIM, k->id, arena_printf(c->a, "supports[%zu].quote", i),
		      arena_printf(c->a, "The quote stands in %s, but not at '%s': in line %zu%s.", s->source, s->locator, t.line,
				   in_copy(c, t.copy)), (int64_t)t.start);
}

void check_quotes(struct checking *c)
{
	struct held h = {0};
	size_t links = 1;
	for (size_t i = 0; i < c->m->n_exhibits; i++)
		links += c->m->exhibits[i].sources.n;
	struct candidate *room = arena_array(c->a, links, sizeof *room);
	if (!room)
		c->failed = error_memory(c->e);
	for (size_t i = 0; i < c->m->n_claims && c->failed == ST_OK; i++)
		for (size_t k = 0; k < c->m->claims[i].n_supports && c->failed == ST_OK; k++)
			if (c->m->claims[i].supports[k].source && (c->m->claims[i].supports[k].quote || c->m->claims[i].supports[k].locator))
				check_one(c, &c->m->claims[i], k, room, &h);
	free(h.text);
}
