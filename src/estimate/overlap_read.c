#include "estimate/overlap_read.h"

#include "base/table.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum role { ROLE_UNUSED, ROLE_LIST, ROLE_BY, ROLE_COUNT, ROLE_ID };

/* A different row: who, of which stratum, and (in a table of counts) what else the row says. */
struct seen { uint64_t count, rest; uint32_t history, stratum; unsigned line; };

struct reading {
	struct table t;
	const struct overlap_options *options;
	struct arena *a;
	enum role *role;           /* by column */
	unsigned *bit;             /* by column: of a list, its number; of a stratum's column, its place in `by` */
	unsigned n_lists;
	int count;                 /* column, or -1 */
	const char *names[OVERLAP_LISTS];
	unsigned column[OVERLAP_LISTS];
	struct seen *seen; size_t n_seen, seen_cap;
	uint32_t *slot; size_t n_slots; /* open addressing; 0: free, else place in seen + 1 */
	struct words { const char **v; size_t n, cap; } strata, notes; /* strata: values joined by \x1f */
	struct buf key;
	uint64_t rows, total;
};

/* --- words ------------------------------------------------------------------------------------------------ */

static int boolean(const char *s)
{
	static const char *const no[] = {"0", "no", "false", "0.0"}, *const yes[] = {"1", "yes", "true", "1.0"};

	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		if (!strcasecmp(s, no[i]))
			return 0;
		if (!strcasecmp(s, yes[i]))
			return 1;
	}
	return -1;
}

static bool one_of(const char *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcasecmp(s, words[i]))
			return true;
	return false;
}

static bool names_count(const char *s)
{
	static const char *const words[] = {"count", "freq", "frequency"};

	return one_of(s, words, sizeof words / sizeof *words) || !strcmp(s, "n");
}

static bool names_id(const char *s)
{
	static const char *const words[] = {"id", "person", "personid", "record", "recordid", "uid", "uuid", "key", "row", "rowid", "nr", "no", "number",
					    "name", "pseudonym", "case_no"};
	size_t n = strlen(s);

	return one_of(s, words, sizeof words / sizeof *words) || (n > 3 && strchr("_- .", s[n - 3]) && !strcasecmp(s + n - 2, "id"));
}

static bool is_number(const char *s)
{
	char *end;

	(void)strtod(s, &end);
	return *s && end != s && !*end;
}

static uint32_t words_add(struct reading *r, struct words *w, const char *text)
{
	if (w->n == w->cap) {
		size_t cap = w->cap ? 2 * w->cap : 16;
		const char **v = arena_array(r->a, cap, sizeof *v);

		if (!v)
			return UINT32_MAX;
		if (w->n)
			memcpy(v, w->v, w->n * sizeof *v);
		w->v = v;
		w->cap = cap;
	}
	return text && (w->v[w->n] = arena_strdup(r->a, text)) ? (uint32_t)w->n++ : UINT32_MAX;
}

/* Place of a text among the words, added when it is new. Strata are few: looked for from the last one backwards, as tables are sorted. */
static uint32_t words_place(struct reading *r, struct words *w, const char *text)
{
	for (size_t i = w->n; i-- > 0;)
		if (!strcmp(w->v[i], text))
			return (uint32_t)i;
	return words_add(r, w, text);
}

static enum status note(struct reading *r, const char *text, struct error *e)
{
	return words_add(r, &r->notes, text) == UINT32_MAX ? error_memory(e) : ST_OK;
}

/* --- the columns ------------------------------------------------------------------------------------------ */

static enum status no_column(struct reading *r, const char *option, const char *name, struct error *e)
{
	struct buf all = BUF_INIT;

	for (size_t i = 0; i < r->t.n_columns && all.len < 400; i++)
		buf_printf(&all, "%s%s", i ? ", " : "", r->t.header[i].text);
	error_at(e, ST_DATA, (struct place){r->t.in->name, r->t.header[0].line, 0}, "found no column '%s' for --%s; the columns are %s", name, option,
		 buf_str(&all));
	buf_free(&all);
	return ST_DATA;
}

static enum status take_list(struct reading *r, unsigned column, struct error *e)
{
	if (r->n_lists == OVERLAP_LISTS) {
		error_at(e, ST_DATA, table_place(&r->t, column), "found more than %d lists: no method here bears more", OVERLAP_LISTS);
		error_hint(e, "--lists A,B,… chooses some");
		return ST_DATA;
	}
	r->role[column] = ROLE_LIST;
	r->bit[column] = r->n_lists;
	r->column[r->n_lists] = column;
	r->names[r->n_lists] = arena_strdup(r->a, r->t.header[column].text);
	return r->names[r->n_lists++] ? ST_OK : error_memory(e);
}

static enum status asked_columns(struct reading *r, struct error *e)
{
	const struct overlap_options *o = r->options;

	if (o->n_by > OVERLAP_BY)
		return error_set(e, ST_DATA, "--by: %zu columns, at most %d expected", o->n_by, OVERLAP_BY);
	for (size_t i = 0; i < o->n_by; i++) {
		int c = table_column(&r->t, o->by[i]);

		if (c < 0)
			return no_column(r, "by", o->by[i], e);
		if (c == r->count || r->role[c])
			return error_set(e, ST_DATA, "--by %s: %s", o->by[i], c == r->count ? "it is the column of counts" : "named twice");
		r->role[c] = ROLE_BY;
		r->bit[c] = (unsigned)i;
	}
	for (size_t i = 0; i < o->n_lists; i++) {
		int c = table_column(&r->t, o->lists[i]);

		if (c < 0)
			return no_column(r, "lists", o->lists[i], e);
		if (c == r->count || r->role[c])
			return error_set(e, ST_DATA, "--lists %s: %s", o->lists[i],
					 c == r->count ? "it is the column of counts" : r->role[c] == ROLE_BY ? "--by has it as well" : "named twice");
		enum status st = take_list(r, (unsigned)c, e);
		if (st)
			return st;
	}
	return ST_OK;
}

/* What the columns are that no option names. In a table of people that is seen in its first row, which has been read. */
static enum status other_columns(struct reading *r, struct error *e)
{
	enum status st = ST_OK;

	for (unsigned c = 0; !st && c < r->t.n_columns; c++) {
		const char *name = r->t.header[c].text;

		if (r->role[c])
			continue;
		if (r->options->n_lists) {
			st = note(r, arena_printf(r->a, "Column %s is not among --lists and was not used.", name), e);
		} else if (names_id(name) && (r->count < 0 || c == 0)) {
			r->role[c] = ROLE_ID;
			st = note(r, arena_printf(r->a, "Column %s was taken for an identifier and left out.", name), e);
		} else if (r->count >= 0 || boolean(r->t.row[c].text) >= 0) {
			st = take_list(r, c, e);
		} else if (c + 1 == r->t.n_columns && is_number(r->t.row[c].text)) {
			error_at(e, ST_DATA, table_place(&r->t, c), "found '%.40s' in column %s, expected 0 or 1: a table with a row per overlap needs its "
				 "numbers in a last column named count", r->t.row[c].text, name);
			error_hint(e, "in a table with a row per person, --lists names the columns that are lists");
			st = ST_DATA;
		} else {
			st = note(r, arena_printf(r->a, "Column %s is no list and was not used.", name), e);
		}
	}
	return st;
}

static enum status open_columns(struct reading *r, struct error *e)
{
	size_t n = r->t.n_columns;

	r->role = arena_array(r->a, n, sizeof *r->role);
	r->bit = arena_array(r->a, n, sizeof *r->bit);
	if (!r->role || !r->bit)
		return error_memory(e);
	r->count = -1;
	if (names_count(r->t.header[n - 1].text)) {
		r->count = (int)n - 1;
	} else {
		for (size_t c = 0; c + 1 < n; c++)
			if (!strcasecmp(r->t.header[c].text, "count"))
				return error_at(e, ST_DATA, (struct place){r->t.in->name, r->t.header[c].line, r->t.header[c].column},
						"found the column %s in the middle, expected it last", r->t.header[c].text);
	}
	enum status st = asked_columns(r, e);
	if (!st && r->count >= 0)
		r->role[r->count] = ROLE_COUNT;
	return st;
}

/* --- rows ------------------------------------------------------------------------------------------------- */

static size_t hash(const struct seen *s)
{
	uint64_t h = (((uint64_t)s->history << 32) | s->stratum) * 0x9E3779B97F4A7C15u ^ s->rest;

	h ^= h >> 29;
	return (size_t)(h * 0xBF58476D1CE4E5B9u >> 16);
}

static bool same(const struct seen *x, const struct seen *y)
{
	return x->history == y->history && x->stratum == y->stratum && x->rest == y->rest;
}

static enum status grow(struct reading *r, struct error *e)
{
	size_t cap = r->seen_cap ? 2 * r->seen_cap : 256, slots = 2 * cap;
	struct seen *seen = realloc(r->seen, cap * sizeof *seen);
	uint32_t *slot;

	if (!seen)
		return error_memory(e);
	r->seen = seen;
	r->seen_cap = cap;
	slot = calloc(slots, sizeof *slot);
	if (!slot)
		return error_memory(e);
	free(r->slot);
	r->slot = slot;
	r->n_slots = slots;
	for (size_t i = 0; i < r->n_seen; i++) {
		size_t at = hash(&seen[i]) & (slots - 1);

		while (slot[at])
			at = (at + 1) & (slots - 1);
		slot[at] = (uint32_t)i + 1;
	}
	return ST_OK;
}

static enum status take_seen(struct reading *r, const struct seen *s, struct error *e)
{
	if (r->n_seen == r->seen_cap) {
		enum status st = r->n_seen >= OVERLAP_ROWS ? error_at(e, ST_DATA, table_place(&r->t, 0), "found more than %d different rows", OVERLAP_ROWS)
							   : grow(r, e);
		if (st)
			return st;
	}
	size_t at = hash(s) & (r->n_slots - 1);

	while (r->slot[at] && !same(&r->seen[r->slot[at] - 1], s))
		at = (at + 1) & (r->n_slots - 1);
	if (!r->slot[at]) {
		r->seen[r->n_seen++] = *s;
		r->slot[at] = (uint32_t)r->n_seen;
		return ST_OK;
	}
	struct seen *old = &r->seen[r->slot[at] - 1];

	if (r->count >= 0)
		return error_at(e, ST_DATA, table_place(&r->t, 0), "found the same row as in line %u, expected each combination once (counts %llu and %llu)",
				old->line, (unsigned long long)old->count, (unsigned long long)s->count);
	old->count += s->count;
	return ST_OK;
}

static enum status take_value(struct reading *r, unsigned c, struct seen *s, struct error *e)
{
	int value = boolean(r->t.row[c].text);

	if (value < 0) {
		error_at(e, ST_DATA, table_place(&r->t, c), "found '%.40s' in column %s, expected 0 or 1", r->t.row[c].text, r->t.header[c].text);
		if (r->count >= 0)
			error_hint(e, "--by %s makes strata of it; --lists names the columns that are lists", r->t.header[c].text);
		else
			error_hint(e, "a column of counts is the last one and named count; --lists names the columns that are lists");
		return ST_DATA;
	}
	s->history |= (uint32_t)value << r->bit[c];
	return ST_OK;
}

static enum status take_count(struct reading *r, struct seen *s, bool *missing, struct error *e)
{
	const struct table_field *f = &r->t.row[r->count];
	const char *text = f->text, *end = text + strspn(text, "0123456789");
	struct place at = table_place(&r->t, (size_t)r->count);

	*missing = !*text || !strcasecmp(text, "NA");
	if (*missing)
		return s->history ? error_at(e, ST_DATA, at, "found no count, expected a whole number") : ST_OK;
	if (*text == '-' && is_number(text))
		return error_at(e, ST_DATA, at, "found %.40s, expected a count of 0 or more", text);
	if (end != text && *end == '.' && end[1] && !end[1 + strspn(end + 1, "0")])
		end += strlen(end);
	if (end == text || *end)
		return error_at(e, ST_DATA, at, is_number(text) ? "found %.40s, expected a whole number: people are not counted in fractions or powers" :
				"found '%.40s', expected a whole number", text);
	for (const char *d = text; d < end && *d >= '0' && *d <= '9'; d++) {
		s->count = s->count * 10 + (uint64_t)(*d - '0');
		if (s->count > 1ull << 53)
			return error_at(e, ST_DATA, at, "found a count of %.40s, expected at most 2^53 (9,007,199,254,740,992)", text);
	}
	return ST_OK;
}

/* Nobody has counted those on no list: a number there was estimated elsewhere, or is a mistake. */
static enum status on_no_list(struct reading *r, uint64_t count, bool missing, struct error *e)
{
	if (missing || (r->count >= 0 && !count))
		return note(r, arena_printf(r->a, "Line %u, the row of those on no list, has no count and was left out: their number is what is sought.",
					    r->t.row[0].line), e);
	if (r->count >= 0)
		return error_at(e, ST_DATA, table_place(&r->t, (size_t)r->count), "found %llu on no list: that is the very number that is sought; leave this "
				"row out", (unsigned long long)count);
	return error_at(e, ST_DATA, table_place(&r->t, 0), "found somebody on no list, expected each person on one at least: how many are on none is the "
			"very number that is sought");
}

/* FNV-1a (Fowler, Noll & Vo) of one text more. */
static uint64_t mix(uint64_t h, const char *s)
{
	h = (h ^ 0xcbf29ce484222325u) * 0x100000001b3u;
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3u;
	return h;
}

static enum status take_row(struct reading *r, struct error *e)
{
	struct seen s = {.count = r->count < 0, .line = r->t.row[0].line};
	const char *values[OVERLAP_BY] = {0};
	bool missing = false;
	enum status st = ST_OK;

	for (unsigned c = 0; !st && c < r->t.n_columns; c++) {
		if (r->role[c] == ROLE_LIST)
			st = take_value(r, c, &s, e);
		else if (r->role[c] == ROLE_BY)
			values[r->bit[c]] = r->t.row[c].text;
		else if (r->role[c] == ROLE_UNUSED && r->count >= 0)
			s.rest = mix(s.rest, r->t.row[c].text);
	}
	if (!st && r->count >= 0)
		st = take_count(r, &s, &missing, e);
	if (!st && (!s.history))
		return on_no_list(r, s.count, missing, e);
	if (st)
		return st;
	buf_reset(&r->key);
	for (size_t i = 0; i < r->options->n_by; i++)
		buf_printf(&r->key, "%s\x1f", values[i]);
	if (!buf_ok(&r->key) || (s.stratum = words_place(r, &r->strata, buf_str(&r->key))) == UINT32_MAX)
		return error_memory(e);
	if (r->strata.n > OVERLAP_STRATA)
		return error_at(e, ST_DATA, table_place(&r->t, 0), "found more than %d strata; choose fewer or coarser columns for --by", OVERLAP_STRATA);
	r->rows++;
	r->total += s.count;
	if (r->total > 1ull << 53)
		return error_at(e, ST_DATA, table_place(&r->t, 0), "found more than 2^53 people in all");
	return take_seen(r, &s, e);
}

static enum status read_rows(struct reading *r, struct error *e)
{
	bool found = true, first = true;
	enum status st = ST_OK;

	while (!st && !(st = table_next(&r->t, &found, e)) && found) {
		if (first)
			st = other_columns(r, e);
		first = false;
		if (!st)
			st = take_row(r, e);
	}
	if (!st && first)
		return error_at(e, ST_DATA, (struct place){r->t.in->name, r->t.header[0].line, 0}, "found a header and no rows");
	return st;
}

/* --- the answer ------------------------------------------------------------------------------------------- */

static enum status check_lists(struct reading *r, struct error *e)
{
	uint32_t met = 0;
	struct place head = {r->t.in->name, r->t.header[0].line, 0};

	if (r->n_lists < 2) {
		error_at(e, ST_DATA, head, "found %s, expected two lists at least: how many are on no list is told by how lists overlap",
			 r->n_lists ? "one list" : "no list");
		if (r->n_lists)
			error_hint(e, "the list is %.100s", r->names[0]);
		return ST_DATA;
	}
	for (size_t i = 0; i < r->n_seen; i++)
		if (r->seen[i].count)
			met |= r->seen[i].history;
	for (unsigned i = 0; i < r->n_lists; i++)
		if (!(met >> i & 1)) {
			const struct table_field *f = &r->t.header[r->column[i]];

			error_at(e, ST_DATA, (struct place){r->t.in->name, f->line, f->column}, "found nobody on the list %s: it says nothing; leave it out",
				 r->names[i]);
			error_hint(e, "--lists names the columns that are lists");
			return ST_DATA;
		}
	return ST_OK;
}

static enum status make_all(struct reading *r, struct overlap *out, struct error *e)
{
	struct overlap_cell *cells = arena_array(r->a, r->n_seen ? r->n_seen : 1, sizeof *cells);
	const char **names = arena_array(r->a, r->n_lists, sizeof *names);

	if (!cells || !names)
		return error_memory(e);
	memcpy(names, r->names, r->n_lists * sizeof *names);
	for (size_t i = 0; i < r->n_seen; i++)
		cells[i] = (struct overlap_cell){r->seen[i].history, r->seen[i].count};
	return overlap_make(names, r->n_lists, cells, r->n_seen, r->a, out, e);
}

static int by_name(const void *x, const void *y)
{
	return strcmp(((const struct overlap_stratum *)x)->name, ((const struct overlap_stratum *)y)->name);
}

static int by_stratum(const void *x, const void *y)
{
	const struct seen *a = x, *b = y;

	return (a->stratum > b->stratum) - (a->stratum < b->stratum);
}

static enum status make_stratum(struct reading *r, const char *key, struct overlap_stratum *s, const char *const *lists, size_t from, size_t to,
				struct error *e)
{
	struct overlap_cell *cells = arena_array(r->a, to > from ? to - from : 1, sizeof *cells);
	const char **values = arena_array(r->a, r->options->n_by, sizeof *values);
	struct buf name = BUF_INIT;
	enum status st = ST_OK;

	if (!cells || !values)
		return error_memory(e);
	for (size_t i = 0; i < r->options->n_by; i++) {
		size_t n = strcspn(key, "\x1f");

		values[i] = arena_strndup(r->a, key, n);
		key += n + 1;
		buf_printf(&name, "%s%s", i ? ", " : "", values[i] && *values[i] ? values[i] : "(empty)");
		if (!values[i])
			st = error_memory(e);
	}
	for (size_t i = from; i < to; i++)
		cells[i - from] = (struct overlap_cell){r->seen[i].history, r->seen[i].count};
	s->name = arena_strdup(r->a, buf_str(&name));
	s->values = values;
	if (!buf_ok(&name) || !s->name)
		st = error_memory(e);
	buf_free(&name);
	return st ? st : overlap_make(lists, r->n_lists, cells, to - from, r->a, &s->o, e);
}

static enum status make_strata(struct reading *r, struct overlap_file *out, struct error *e)
{
	struct overlap_stratum *s = arena_array(r->a, r->strata.n ? r->strata.n : 1, sizeof *s);
	enum status st = s ? ST_OK : error_memory(e);
	size_t from = 0;

	if (st || !r->options->n_by)
		return st;
	if (r->n_seen)
		qsort(r->seen, r->n_seen, sizeof *r->seen, by_stratum);
	for (size_t k = 0; !st && k < r->strata.n; k++) {
		size_t to = from;

		while (to < r->n_seen && r->seen[to].stratum == k)
			to++;
		st = make_stratum(r, r->strata.v[k], &s[k], out->all.lists, from, to, e);
		from = to;
	}
	if (!st && r->strata.n)
		qsort(s, r->strata.n, sizeof *s, by_name);
	out->strata = s;
	out->n_strata = st ? 0 : r->strata.n;
	return st;
}

/* Of the delimiters the one that the first line has most often. */
static char delimiter(const char *s, size_t n)
{
	size_t count[3] = {0};

	for (size_t i = 0; i < n && s[i] != '\n'; i++)
		count[0] += s[i] == ',', count[1] += s[i] == ';', count[2] += s[i] == '\t';
	return count[1] > count[0] && count[1] >= count[2] ? ';' : count[2] > count[0] ? '\t' : ',';
}

enum status overlap_read(struct input *in, const struct overlap_options *options, struct arena *a, struct overlap_file *out, struct error *e)
{
	struct reading r = {.options = options, .a = a};
	enum status st = in->at == in->n && !in->end ? input_more(in, in->at, TABLE_RECORD_MOST, e) : ST_OK;

	*out = (struct overlap_file){0};
	if (!st)
		st = table_open_delimited(in, delimiter(in->bytes + in->at, in->n - in->at), &r.t, e);
	if (st)
		return st;
	st = open_columns(&r, e);
	if (!st)
		st = read_rows(&r, e);
	if (!st)
		st = check_lists(&r, e);
	if (!st)
		st = make_all(&r, &out->all, e);
	if (!st)
		st = make_strata(&r, out, e);
	out->by = options->by;
	out->n_by = options->n_by;
	out->people = r.count < 0;
	out->rows = r.rows;
	out->notes = r.notes.v;
	out->n_notes = r.notes.n;
	table_close(&r.t);
	buf_free(&r.key);
	free(r.seen);
	free(r.slot);
	return st;
}
