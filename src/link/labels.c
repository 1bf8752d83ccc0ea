#include "link/labels.h"
#include "base/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* --- the table ------------------------------------------------------------------------------------------------------- */

static const char *const ends[][2] = {{"_a", "_b"}, {"_l", "_r"}, {"_left", "_right"}, {"_1", "_2"}, {"1", "2"}};
static const char *const ids[] = {"id", "unique_id", "record_id", "rec_id"};
static const char *const files[] = {"file", "source_dataset", "source", "dataset"};
static const char *const verdicts[] = {"same", "match", "is_match", "label", "clerical_match_score"};

#define LENGTH(x) (sizeof(x) / sizeof *(x))

static int column_called(const struct table *t, const char *stem, const char *end)
{
	size_t n = strlen(stem);

	for (size_t k = 0; k < t->n_columns; k++)
		if (!strncasecmp(t->header[k].text, stem, n) && !strcasecmp(t->header[k].text + n, end))
			return (int)k;
	return -1;
}

static bool two_columns(const struct table *t, const char *const *stem, size_t n, int out[2])
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < LENGTH(ends); k++) {
			out[0] = column_called(t, stem[i], ends[k][0]);
			out[1] = column_called(t, stem[i], ends[k][1]);
			if (out[0] >= 0 && out[1] >= 0)
				return true;
		}
	out[0] = out[1] = -1;
	return false;
}

struct columns { int id[2], file[2], verdict; };

static enum status find_columns(const struct table *t, const char *name, struct columns *c, struct error *e)
{
	const struct place at = {name, 1, 0};

	c->verdict = -1;
	for (size_t i = 0; i < LENGTH(verdicts) && c->verdict < 0; i++)
		c->verdict = column_called(t, verdicts[i], "");
	(void)two_columns(t, files, LENGTH(files), c->file);
	if (!two_columns(t, ids, LENGTH(ids), c->id))
		return error_at(e, ST_DATA, at, "found no two columns of ids, expected id_a and id_b, or unique_id_l and unique_id_r");
	if (c->verdict < 0)
		return error_at(e, ST_DATA, at, "found no column that says whether a pair is one person, expected same, match, label or clerical_match_score");
	return ST_OK;
}

enum verdict { VERDICT_DIFFERENT, VERDICT_SAME, VERDICT_OPEN, VERDICT_NONE };

static enum verdict verdict_of(const char *text)
{
	static const struct { const char *word; enum verdict is; } words[] = {
		{"", VERDICT_OPEN}, {"unsure", VERDICT_OPEN}, {"true", VERDICT_SAME}, {"yes", VERDICT_SAME}, {"y", VERDICT_SAME}, {"same", VERDICT_SAME}, {"match", VERDICT_SAME},
		{"false", VERDICT_DIFFERENT}, {"no", VERDICT_DIFFERENT}, {"n", VERDICT_DIFFERENT}, {"different", VERDICT_DIFFERENT}, {"nonmatch", VERDICT_DIFFERENT},
		{"non-match", VERDICT_DIFFERENT}, {"no match", VERDICT_DIFFERENT},
	};
	char *end;
	double x;

	for (size_t i = 0; i < LENGTH(words); i++)
		if (!strcasecmp(text, words[i].word))
			return words[i].is;
	if (strspn(text, "0123456789.eE+-") != strlen(text))
		return VERDICT_NONE;
	x = strtod(text, &end);
	return end == text || *end || !(x >= 0 && x <= 1) ? VERDICT_NONE : x >= 0.5 ? VERDICT_SAME : VERDICT_DIFFERENT;
}

static enum status take_row(const struct table *t, const struct columns *c, struct arena *a, struct labels *out, size_t *cap, struct error *e)
{
	const char *text = t->row[c->verdict].text;
	enum verdict is = verdict_of(text);
	struct label x = {.same = is == VERDICT_SAME, .line = t->row[0].line};

	if (is == VERDICT_NONE)
		return error_at(e, ST_DATA, table_place(t, (size_t)c->verdict), "found %.100s, expected 1 or 0, true or false, or a number from 0 to 1", text);
	if (is == VERDICT_OPEN) {
		out->open++;
		return ST_OK;
	}
	for (int side = 0; side < 2; side++) {
		x.id[side] = arena_strdup(a, t->row[c->id[side]].text);
		x.file[side] = c->file[side] < 0 ? NULL : arena_strdup(a, t->row[c->file[side]].text);
		if (!x.id[side] || (c->file[side] >= 0 && !x.file[side]))
			return error_memory(e);
		if (!*x.id[side])
			return error_at(e, ST_DATA, table_place(t, (size_t)c->id[side]), "found no id, expected one");
	}
	if (out->n == LABELS_MOST)
		return error_at(e, ST_DATA, table_place(t, 0), "found more than %d labels, expected at most as many", LABELS_MOST);
	if (out->n == *cap) {
		struct label *more = arena_array(a, 2 * *cap, sizeof *more);

		if (!more)
			return error_memory(e);
		memcpy(more, out->v, out->n * sizeof *more);
		out->v = more;
		*cap *= 2;
	}
	out->v[out->n++] = x;
	return ST_OK;
}

/* The one of comma, semicolon and tab that the header has most of. */
static enum status delimiter_of(struct input *in, char *out, struct error *e)
{
	static const char of[] = ",;\t";
	size_t most = 0, n = 0;
	enum status st = ST_OK;

	*out = ',';
	while (!st && !in->end && !memchr(in->bytes + in->at, '\n', in->n - in->at))
		st = input_more(in, in->at, TABLE_RECORD_MOST, e);
	while (in->at + n < in->n && in->bytes[in->at + n] != '\n')
		n++;
	for (size_t k = 0; k < 3; k++) {
		size_t found = 0;

		for (size_t i = 0; i < n; i++)
			found += in->bytes[in->at + i] == of[k];
		if (found > most) {
			most = found;
			*out = of[k];
		}
	}
	return st;
}

enum status labels_read(struct input *in, struct arena *a, struct labels *out, struct error *e)
{
	struct table t;
	struct columns c;
	size_t cap = 256;
	bool found = true;
	char delimiter;
	enum status st = delimiter_of(in, &delimiter, e);

	*out = (struct labels){.v = arena_array(a, cap, sizeof *out->v), .file = in->name};
	if (!st && !out->v)
		st = error_memory(e);
	if (st || (st = table_open_delimited(in, delimiter, &t, e)))
		return st;
	st = find_columns(&t, in->name, &c, e);
	while (!st && found) {
		st = table_next(&t, &found, e);
		if (!st && found)
			st = take_row(&t, &c, a, out, &cap, e);
	}
	table_close(&t);
	if (!st && !out->n)
		st = error_at(e, ST_DATA, (struct place){in->name, 0, 0}, "found no pair that is labelled, expected at least one");
	return st;
}

/* --- whose they are -------------------------------------------------------------------------------------------------- */

struct name { const char *id; uint32_t at; uint16_t side; uint32_t record; };

static int by_name(const void *x, const void *y)
{
	return strcmp(((const struct name *)x)->id, ((const struct name *)y)->id);
}

static int by_pair(const void *x, const void *y)
{
	const struct labelled *p = x, *q = y;

	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	if (p->b != q->b)
		return p->b < q->b ? -1 : 1;
	return p->line < q->line ? -1 : p->line > q->line;
}

/* A file by its name, with or without its end. */
static bool is_file(const char *said, const char *name)
{
	size_t n = strlen(said);

	return !strncmp(said, name, n) && (!name[n] || (name[n] == '.' && !strchr(name + n + 1, '.')));
}

enum { NOWHERE = UINT32_MAX, SEVERAL = UINT32_MAX - 1 };

/* record[2 * i + side] of each label. */
static enum status find_records(const struct labels *l, const struct link_records *r, uint32_t *record, struct arena *a, struct error *e)
{
	struct name *name = arena_array(a, 2 * l->n + 1, sizeof *name);
	size_t n = 0;

	if (!name)
		return error_memory(e);
	for (size_t i = 0; i < l->n; i++)
		for (uint16_t side = 0; side < 2; side++) {
			record[2 * i + side] = NOWHERE;
			name[n++] = (struct name){.id = l->v[i].id[side], .at = (uint32_t)i, .side = side};
		}
	if (n > 1)
		qsort(name, n, sizeof *name, by_name);
	for (uint32_t k = 0; k < r->n && n; k++) {
		size_t low = 0, high = n;

		while (low < high) {
			size_t mid = (low + high) / 2;

			if (strcmp(name[mid].id, r->id[k]) < 0)
				low = mid + 1;
			else
				high = mid;
		}
		for (; low < n && !strcmp(name[low].id, r->id[k]); low++) {
			const char *file = l->v[name[low].at].file[name[low].side];
			uint32_t *to = &record[2 * name[low].at + name[low].side];

			if (r->n_files > 1 && file && *file && !is_file(file, r->files[r->file[k]]))
				continue;
			*to = *to == NOWHERE ? k : SEVERAL;
		}
	}
	return ST_OK;
}

static enum status take_label(const struct labels *l, size_t i, const uint32_t record[2], struct labels_use *out, struct error *e)
{
	const struct label *x = &l->v[i];
	const struct place at = {l->file, x->line, 0};

	for (int side = 0; side < 2; side++)
		if (record[side] == SEVERAL)
			return error_at(e, ST_DATA, at, "several files have an id %.100s: columns file_a and file_b expected, which say the file", x->id[side]);
	if (record[0] == NOWHERE || record[1] == NOWHERE) {
		out->elsewhere++;
		return ST_OK;
	}
	if (record[0] == record[1])
		return error_at(e, ST_DATA, at, "found %.100s and itself, expected two records", x->id[0]);
	out->v[out->n++] = (struct labelled){.a = record[0] < record[1] ? record[0] : record[1], .b = record[0] < record[1] ? record[1] : record[0], .same = x->same, .line = x->line};
	return ST_OK;
}

enum status labels_use(const struct labels *l, const struct link_records *r, struct arena *a, struct labels_use *out, struct error *e)
{
	uint32_t *record = arena_array(a, 2 * l->n + 2, sizeof *record);
	size_t n = 0;
	enum status st;

	*out = (struct labels_use){.v = arena_array(a, l->n + 1, sizeof *out->v)};
	if (!record || !out->v)
		return error_memory(e);
	st = find_records(l, r, record, a, e);
	for (size_t i = 0; !st && i < l->n; i++)
		st = take_label(l, i, record + 2 * i, out, e);
	if (st)
		return st;
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, by_pair);
	for (size_t i = 0; i < out->n; i++) {
		const struct labelled *x = &out->v[i];

		if (n && out->v[n - 1].a == x->a && out->v[n - 1].b == x->b) {
			if (out->v[n - 1].same != x->same)
				return error_at(e, ST_DATA, (struct place){l->file, x->line, 0}, "this pair is %s here and %s in line %u", x->same ? "one person" : "two",
						x->same ? "two" : "one person", out->v[n - 1].line);
			out->again++;
			continue;
		}
		out->same += x->same;
		out->v[n++] = *x;
	}
	out->n = n;
	return ST_OK;
}

/* --- the check ------------------------------------------------------------------------------------------------------- */

static const struct link_pair *looked_at(const struct link_result *r, uint32_t a, uint32_t b)
{
	size_t low = 0, high = r->n_pairs;

	while (low < high) {
		size_t mid = (low + high) / 2;
		const struct link_pair *p = &r->pair[mid];

		if (p->a < a || (p->a == a && p->b < b))
			low = mid + 1;
		else
			high = mid;
	}
	return low < r->n_pairs && r->pair[low].a == a && r->pair[low].b == b ? &r->pair[low] : NULL;
}

void labels_check(const struct labels_use *u, const struct link_result *r, double threshold, const bool *clean, struct labels_check *out)
{
	*out = (struct labels_check){0};
	for (size_t i = 0; i < u->n; i++) {
		const struct labelled *x = &u->v[i];
		const struct link_pair *p = looked_at(r, x->a, x->b);
		const uint16_t *file = r->records->file;
		bool together = r->cluster[x->a] == r->cluster[x->b];
		struct link_explanation why;
		double probability;
		size_t bin;

		if (!p)
			link_explain(r, x->a, x->b, &why);
		probability = clean && file[x->a] == file[x->b] && clean[file[x->a]] ? 0 : p ? (double)p->probability : why.probability;
		bin = probability >= 1 ? LABELS_BINS - 1 : (size_t)(probability * LABELS_BINS);
		out->bin[bin].pairs++;
		out->bin[bin].same += x->same;
		out->bin[bin].sum += probability;
		out->missed += !p;
		out->missed_same += !p && x->same;
		out->at_pairs += probability >= threshold;
		out->at_same += probability >= threshold && x->same;
		out->together += together;
		out->together_same += together && x->same;
		out->brier += (probability - x->same) * (probability - x->same) / (double)u->n;
	}
}

void wilson(size_t x, size_t n, double *low, double *high)
{
	const double z = 1.959963984540054, m = (double)n;
	double p, middle, half;

	*low = 0;
	*high = 1;
	if (!n)
		return;
	p = (double)x / m;
	middle = (p + z * z / (2 * m)) / (1 + z * z / m);
	half = z * sqrt(p * (1 - p) / m + z * z / (4 * m * m)) / (1 + z * z / m);
	*low = x ? fmax(0, middle - half) : 0;
	*high = x < n ? fmin(1, middle + half) : 1;
}
