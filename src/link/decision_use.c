/* decision_use.c - which decisions hold for the records at hand, and whether they agree with each other. */
#include "link/decision.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* --- a record's values --------------------------------------------------------------------------------------------- */

static int by_text(const void *x, const void *y)
{
	const struct link_value *const *a = x, *const *b = y;
	size_t n = (*a)->n < (*b)->n ? (*a)->n : (*b)->n;
	int c = n ? memcmp((*a)->text, (*b)->text, n) : 0;

	return c ? c : ((*a)->n > (*b)->n) - ((*a)->n < (*b)->n);
}

enum status record_hash(const struct link_records *r, uint32_t record, char hex[SHA256_HEX], struct error *e)
{
	const struct link_value *v[LINK_COLUMNS];
	struct buf all = BUF_INIT;
	struct sha256 h;
	size_t n = 0;
	enum status st;

	for (size_t k = 0; k < r->n_columns && n < LINK_COLUMNS; k++)
		if ((int)k != r->id_column && r->column[k].value[record])
			v[n++] = &r->column[k].values[r->column[k].value[record]];
	if (n > 1)
		qsort(v, n, sizeof *v, by_text);
	/* lengths first: no two records run together to the same */
	for (size_t k = 0; k < n; k++) {
		buf_printf(&all, "%u ", v[k]->n);
		buf_add(&all, v[k]->text, v[k]->n);
	}
	st = buf_ok(&all) ? sha256_of(all.bytes, all.len, NULL, 0, NULL, 0, &h, e) : error_memory(e);
	if (!st)
		sha256_hex(&h, hex);
	buf_free(&all);
	return st;
}

/* --- whose are they -------------------------------------------------------------------------------------------------- */

struct name { const char *file, *id; uint32_t record; unsigned found; char hash[SHA256_HEX]; };

struct use {
	const struct decisions *d;
	const char *file;
	const struct link_records *r;
	const bool *clean;
	struct arena *a;
	struct error *e;
	struct name *name; size_t n_names;  /* by file, then id */
	struct held { uint32_t a, b; const struct decision *d; } *held; size_t n_held; /* the last word on each pair */
};

static int by_name(const void *x, const void *y)
{
	const struct name *a = x, *b = y;
	int c = strcmp(a->id, b->id);

	return c ? c : strcmp(a->file, b->file);
}

static struct name *name_of(const struct use *u, const char *file, const char *id)
{
	const struct name key = {.file = file, .id = id};

	return u->n_names ? bsearch(&key, u->name, u->n_names, sizeof key, by_name) : NULL;
}

static enum status find_records(struct use *u)
{
	size_t n = 0;
	enum status st = ST_OK;

	if (!(u->name = arena_array(u->a, 2 * u->d->n + 1, sizeof *u->name)))
		return error_memory(u->e);
	for (size_t i = 0; i < u->d->n; i++)
		for (int side = 0; side < 2; side++)
			u->name[n++] = (struct name){.file = u->d->v[i].side[side].file, .id = u->d->v[i].side[side].id};
	if (n > 1)
		qsort(u->name, n, sizeof *u->name, by_name);
	for (size_t i = 0; i < n; i++)
		if (!i || by_name(&u->name[u->n_names - 1], &u->name[i]))
			u->name[u->n_names++] = u->name[i];
	for (size_t i = 0; i < u->r->n && u->n_names; i++) {
		struct name *x = name_of(u, u->r->files[u->r->file[i]], u->r->id[i]);

		if (x && !x->found++)
			x->record = (uint32_t)i;
	}
	for (size_t i = 0; !st && i < u->n_names; i++)
		if (u->name[i].found == 1)
			st = record_hash(u->r, u->name[i].record, u->name[i].hash, u->e);
	return st;
}

static int by_pair(const void *x, const void *y)
{
	const struct held *p = x, *q = y;

	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	if (p->b != q->b)
		return p->b < q->b ? -1 : 1;
	return p->d->line < q->d->line ? -1 : p->d->line > q->d->line;
}

/* The last word on each pair of these records. */
static enum status last_words(struct use *u, struct decisions_use *out)
{
	size_t n = 0;

	if (!(u->held = arena_array(u->a, u->d->n + 1, sizeof *u->held)))
		return error_memory(u->e);
	for (size_t i = 0; i < u->d->n; i++) {
		const struct decision *d = &u->d->v[i];
		const struct name *x = name_of(u, d->side[0].file, d->side[0].id), *y = name_of(u, d->side[1].file, d->side[1].id);
		const struct name *twice = x->found > 1 ? x : y->found > 1 ? y : NULL;

		if (twice)
			return error_at(u->e, ST_DATA, (struct place){u->file, d->line, 0}, "found a decision on %.80s of %.80s, but %u records are called so", twice->id, twice->file,
					twice->found);
		if (!x->found || !y->found)
			out->elsewhere++;
		else
			u->held[n++] = (struct held){x->record < y->record ? x->record : y->record, x->record < y->record ? y->record : x->record, d};
	}
	if (n > 1)
		qsort(u->held, n, sizeof *u->held, by_pair);
	for (size_t i = 0; i < n; i++)
		if (i + 1 == n || u->held[i].a != u->held[i + 1].a || u->held[i].b != u->held[i + 1].b)
			u->held[u->n_held++] = u->held[i];
	return ST_OK;
}

static bool as_it_was(const struct use *u, const struct decision *d)
{
	for (int side = 0; side < 2; side++)
		if (strcasecmp(d->side[side].hash, name_of(u, d->side[side].file, d->side[side].id)->hash) != 0)
			return false;
	return true;
}

static int by_number(const void *x, const void *y)
{
	unsigned a = *(const unsigned *)x, b = *(const unsigned *)y;

	return (a > b) - (a < b);
}

static enum status sort_out(struct use *u, struct decisions_use *out)
{
	out->v = arena_array(u->a, u->n_held + 1, sizeof *out->v);
	out->line = arena_array(u->a, u->n_held + 1, sizeof *out->line);
	out->unsure = arena_array(u->a, u->n_held + 1, sizeof *out->unsure);
	out->changed = arena_array(u->a, u->n_held + 1, sizeof *out->changed);
	if (!out->v || !out->line || !out->unsure || !out->changed)
		return error_memory(u->e);
	for (size_t i = 0; i < u->n_held; i++) {
		const struct held *h = &u->held[i];
		const struct link_decision x = {.a = h->a, .b = h->b, .same = h->d->word == DECISION_SAME};

		if (!as_it_was(u, h->d)) {
			out->changed[out->n_changed++] = h->d->line;
		} else if (h->d->word == DECISION_UNSURE) {
			out->unsure[out->n_unsure++] = x;
		} else {
			out->line[out->n] = h->d->line;
			out->v[out->n++] = x;
			out->same += x.same;
		}
	}
	if (out->n_changed > 1)
		qsort(out->changed, out->n_changed, sizeof *out->changed, by_number);
	return ST_OK;
}

/* --- do they agree -------------------------------------------------------------------------------------------------- */

/* Records that decisions speak of, as a graph of those that are the same. */
struct graph {
	uint32_t *record; size_t n;                    /* ascending */
	uint32_t *of;                                  /* who is one person with it: the same number */
	size_t *from; struct step { uint32_t to; unsigned line; } *step; /* from n + 1 */
	uint32_t *queue, *back; unsigned *back_line;   /* of a search */
};

static int by_record(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	return (a > b) - (a < b);
}

static uint32_t place_of(const struct graph *g, uint32_t record)
{
	return (uint32_t)((const uint32_t *)bsearch(&record, g->record, g->n, sizeof record, by_record) - g->record);
}

/* From one record as far as decisions reach, breadth first, or until `goal`; of[] is set to `mark` where it is not NULL. Whether the goal was reached. */
static bool reach(const struct graph *g, uint32_t start, uint32_t goal, uint32_t *of, uint32_t mark)
{
	size_t head = 0, tail = 0;

	g->queue[tail++] = start;
	g->back[start] = start;
	while (head < tail) {
		uint32_t x = g->queue[head++];

		if (of)
			of[x] = mark;
		if (x == goal)
			break;
		for (size_t i = g->from[x]; i < g->from[x + 1]; i++) {
			uint32_t to = g->step[i].to;

			if (g->back[to] != UINT32_MAX)
				continue;
			g->back[to] = x;
			g->back_line[to] = g->step[i].line;
			g->queue[tail++] = to;
		}
	}
	return goal != UINT32_MAX && g->back[goal] != UINT32_MAX;
}

static bool graph_make(struct graph *g, const struct decisions_use *x, struct arena *a)
{
	size_t *at;

	g->record = arena_array(a, 2 * x->n + 1, sizeof *g->record);
	g->of = arena_array(a, 2 * x->n + 1, sizeof *g->of);
	g->from = arena_array(a, 2 * x->n + 2, sizeof *g->from);
	g->step = arena_array(a, 2 * x->n + 1, sizeof *g->step);
	g->queue = arena_array(a, 2 * x->n + 1, sizeof *g->queue);
	g->back = arena_array(a, 2 * x->n + 1, sizeof *g->back);
	g->back_line = arena_array(a, 2 * x->n + 1, sizeof *g->back_line);
	at = arena_array(a, 2 * x->n + 1, sizeof *at);
	if (!g->record || !g->of || !g->from || !g->step || !g->queue || !g->back || !g->back_line || !at)
		return false;
	for (size_t i = 0; i < x->n; i++) {
		g->queue[2 * i] = x->v[i].a;
		g->queue[2 * i + 1] = x->v[i].b;
	}
	if (x->n)
		qsort(g->queue, 2 * x->n, sizeof *g->queue, by_record);
	for (size_t i = 0; i < 2 * x->n; i++)
		if (!i || g->queue[i] != g->queue[i - 1])
			g->record[g->n++] = g->queue[i];
	for (size_t i = 0; i < x->n; i++)
		if (x->v[i].same) {
			g->from[place_of(g, x->v[i].a) + 1]++;
			g->from[place_of(g, x->v[i].b) + 1]++;
		}
	for (size_t i = 0; i < g->n; i++) {
		at[i] = g->from[i];
		g->from[i + 1] += g->from[i];
	}
	for (size_t i = 0; i < x->n; i++)
		if (x->v[i].same) {
			uint32_t p = place_of(g, x->v[i].a), q = place_of(g, x->v[i].b);

			g->step[at[p]++] = (struct step){q, x->line[i]};
			g->step[at[q]++] = (struct step){p, x->line[i]};
		}
	memset(g->back, 0xff, (g->n + 1) * sizeof *g->back);
	for (uint32_t i = 0; i < g->n; i++)
		if (g->back[i] == UINT32_MAX)
			(void)reach(g, i, UINT32_MAX, g->of, i);
	return true;
}

/* The lines by which two records are one person, in the order of the log: "lines 2, 5 and 9". */
static void say_lines(const struct graph *g, uint32_t p, uint32_t q, struct arena *a, struct buf *out)
{
	unsigned *line = arena_array(a, g->n + 1, sizeof *line);
	size_t n = 0;

	memset(g->back, 0xff, (g->n + 1) * sizeof *g->back);
	if (!line || !reach(g, p, q, NULL, 0)) {
		buf_text(out, "other lines");
		return;
	}
	for (; q != p; q = g->back[q])
		line[n++] = g->back_line[q];
	qsort(line, n, sizeof *line, by_number);
	buf_text(out, n == 1 ? "line " : "lines ");
	for (size_t i = 0; i < n && i < 20; i++)
		buf_printf(out, "%s%u", !i ? "" : i + 1 == n ? " and " : ", ", line[i]);
	if (n > 20)
		buf_printf(out, " and %zu more", n - 20);
}

static enum status no_contradiction(const struct use *u, const struct graph *g, const struct decisions_use *x)
{
	for (size_t i = 0; i < x->n; i++) {
		uint32_t p = x->v[i].same ? 0 : place_of(g, x->v[i].a), q = x->v[i].same ? 0 : place_of(g, x->v[i].b);
		struct buf lines = BUF_INIT;

		if (x->v[i].same || g->of[p] != g->of[q])
			continue;
		say_lines(g, p, q, u->a, &lines);
		(void)error_at(u->e, ST_DATA, (struct place){u->file, x->line[i], 0}, "found that %.80s and %.80s are different people, but %s say that they are one",
			       u->r->id[x->v[i].a], u->r->id[x->v[i].b], buf_str(&lines));
		error_hint(u->e, "the last decision on a pair counts: decide one of these pairs anew");
		buf_free(&lines);
		return ST_DATA;
	}
	return ST_OK;
}

struct standing { uint32_t of, file, place; };

static int by_person(const void *x, const void *y)
{
	const struct standing *a = x, *b = y;

	if (a->of != b->of)
		return a->of < b->of ? -1 : 1;
	return a->file != b->file ? (a->file < b->file ? -1 : 1) : a->place < b->place ? -1 : a->place > b->place;
}

/* Nobody stands twice on a clean file, decisions or not. */
static enum status clean_holds(const struct use *u, const struct graph *g)
{
	struct standing *s = arena_array(u->a, g->n + 1, sizeof *s);
	size_t n = 0;

	if (!s)
		return error_memory(u->e);
	for (uint32_t i = 0; u->clean && i < g->n; i++)
		if (u->clean[u->r->file[g->record[i]]])
			s[n++] = (struct standing){g->of[i], u->r->file[g->record[i]], i};
	if (n > 1)
		qsort(s, n, sizeof *s, by_person);
	for (size_t i = 1; i < n; i++) {
		struct buf lines = BUF_INIT;

		if (s[i].of != s[i - 1].of || s[i].file != s[i - 1].file)
			continue;
		say_lines(g, s[i - 1].place, s[i].place, u->a, &lines);
		(void)error_set(u->e, ST_DATA, "%s: by %s %.80s and %.80s are one person, but nobody is said to stand twice on %.80s", u->file, buf_str(&lines),
				u->r->id[g->record[s[i - 1].place]], u->r->id[g->record[s[i].place]], u->r->files[s[i].file]);
		buf_free(&lines);
		return ST_DATA;
	}
	return ST_OK;
}

enum status decisions_agree(const struct decisions_use *x, const char *file, const struct link_records *r, const bool *clean, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct use u = {.file = file, .r = r, .clean = clean, .a = &a, .e = e};
	struct graph g = {0};
	enum status st = graph_make(&g, x, &a) ? no_contradiction(&u, &g, x) : error_memory(e);

	if (!st)
		st = clean_holds(&u, &g);
	arena_free(&a);
	return st;
}

enum status decisions_use(const struct decisions *d, const struct link_records *r, const bool *clean, struct arena *a, struct decisions_use *out, struct error *e)
{
	struct use u = {.d = d, .file = d->file, .r = r, .clean = clean, .a = a, .e = e};
	enum status st;

	*out = (struct decisions_use){0};
	st = find_records(&u);
	if (!st)
		st = last_words(&u, out);
	if (!st)
		st = sort_out(&u, out);
	return st ? st : decisions_agree(out, d->file, r, clean, e);
}

/* --- what follows ---------------------------------------------------------------------------------------------------- */

struct decided { struct graph g; uint64_t *apart; size_t n_apart; /* numbers of two people, the less << 32 | the greater */ };

static uint64_t both(uint32_t p, uint32_t q) { return p < q ? (uint64_t)p << 32 | q : (uint64_t)q << 32 | p; }

static int by_both(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

struct decided *decided_make(const struct decisions_use *x, struct arena *a)
{
	struct decided *d = arena_alloc(a, sizeof *d);

	if (!d || !graph_make(&d->g, x, a) || !(d->apart = arena_array(a, x->n + 1, sizeof *d->apart)))
		return NULL;
	for (size_t i = 0; i < x->n; i++)
		if (!x->v[i].same)
			d->apart[d->n_apart++] = both(d->g.of[place_of(&d->g, x->v[i].a)], d->g.of[place_of(&d->g, x->v[i].b)]);
	if (d->n_apart > 1)
		qsort(d->apart, d->n_apart, sizeof *d->apart, by_both);
	return d;
}

int decided_tell(const struct decided *d, uint32_t a, uint32_t b)
{
	const struct graph *g = &d->g;
	const uint32_t *p = g->n ? bsearch(&a, g->record, g->n, sizeof a, by_record) : NULL, *q = g->n ? bsearch(&b, g->record, g->n, sizeof b, by_record) : NULL;
	uint64_t key;

	if (!p || !q)
		return 0;
	key = both(g->of[p - g->record], g->of[q - g->record]);
	if (key >> 32 == (uint32_t)key)
		return 1;
	return d->n_apart && bsearch(&key, d->apart, d->n_apart, sizeof key, by_both) ? -1 : 0;
}
