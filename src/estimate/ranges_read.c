#include "estimate/ranges_read.h"

#include "base/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool range_stated(const char *label, double low, double best, double high, const char *qualifier, struct range *out)
{
	const char *q = qualifier ? qualifier : "";
	bool up = !strcmp(q, "at least") || !strcmp(q, "more than"), down = !strcmp(q, "up to") || !strcmp(q, "less than");

	if (isnan(low) && isnan(high) && isnan(best))
		return false;
	if (isnan(low) && isnan(high) && !strcmp(q, "about")) {
		*out = range_about(label, best, 0);
		return true;
	}
	*out = (struct range){.label = label, .low = low, .high = high, .best = best};
	if (isnan(low) && isnan(high)) {
		out->low = out->high = best;
		out->best = up || down ? (double)NAN : best;
		out->open_high = up;
		out->open_low = down;
	} else {
		out->open_low = isnan(low);
		out->open_high = isnan(high);
	}
	if (out->open_low)
		out->low = out->high;
	if (out->open_high)
		out->high = out->low;
	return true;
}

struct columns { int source, low, best, high, qualifier, repeats, date; };

static enum status columns_of(const struct table *t, struct columns *c, struct error *e)
{
	*c = (struct columns){table_column(t, "source"), table_column(t, "low"), table_column(t, "best"), table_column(t, "high"),
			      table_column(t, "qualifier"), table_column(t, "repeats"), table_column(t, "date")};
	if (c->source >= 0 && (c->low >= 0 || c->high >= 0 || c->best >= 0))
		return ST_OK;
	return error_at(e, ST_DATA, (struct place){t->in->name, t->header[0].line, 0},
		"expected the columns source and low, best, high (all three or some)");
}

static enum status number_in(const struct table *t, int column, double *out, struct error *e)
{
	const char *text = column >= 0 ? t->row[column].text : "";
	char *end;

	*out = (double)NAN;
	if (!*text)
		return ST_OK;
	*out = strtod(text, &end);
	if (end == text || *end || !isfinite(*out))
		return error_at(e, ST_DATA, table_place(t, (size_t)column), "found '%.40s' in column %s, expected a number", text, t->header[column].text);
	return ST_OK;
}

static const char *text_in(const struct table *t, int column, struct arena *a)
{
	return column >= 0 && *t->row[column].text ? arena_strdup(a, t->row[column].text) : NULL;
}

static enum status take_row(const struct table *t, const struct columns *c, struct arena *a, struct ranges_file *g, struct error *e)
{
	static const char *const known[] = {"about", "at least", "up to", "more than", "less than", "exactly", "range"};
	double low, best, high;
	const char *label = text_in(t, c->source, a), *qualifier = text_in(t, c->qualifier, a);
	bool fits = !qualifier;
	enum status st = number_in(t, c->low, &low, e);

	if (!st)
		st = number_in(t, c->best, &best, e);
	if (!st)
		st = number_in(t, c->high, &high, e);
	if (st)
		return st;
	if (!label)
		return error_at(e, ST_DATA, table_place(t, (size_t)c->source), "found no source, expected who says so");
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		fits = fits || !strcmp(qualifier, known[i]);
	if (!fits)
		return error_at(e, ST_DATA, table_place(t, (size_t)c->qualifier),
				"found '%.40s', expected about, at least, up to, more than, less than, exactly or range", qualifier);
	if (g->n == RANGES_MOST)
		return error_at(e, ST_DATA, table_place(t, 0), "found more than %d ranges", RANGES_MOST);
	if (!range_stated(label, low, best, high, qualifier, &g->ranges[g->n]))
		return error_at(e, ST_DATA, table_place(t, 0), "found no number for %.100s", label);
	if (low > high || (best < low) || best > high)
		return error_at(e, ST_DATA, table_place(t, 0), "found low, best and high of %.100s out of order", label);
	g->ranges[g->n].voice = (uint32_t)g->n;
	g->lines[g->n] = t->row[0].line;
	g->dates[g->n] = text_in(t, c->date, a);
	g->froms[g->n++] = text_in(t, c->repeats, a);
	return ST_OK;
}

/* Who repeats somebody has that one's voice; a circle is one voice. */
static enum status follow(struct ranges_file *g, const char *name, struct error *e)
{
	for (size_t i = 0; i < g->n; i++) {
		bool found = !g->froms[i];

		for (size_t k = 0; k < g->n && !found; k++)
			if (!strcmp(g->froms[i], g->ranges[k].label)) {
				uint32_t from = g->ranges[i].voice, to = g->ranges[k].voice;

				found = true;
				for (size_t j = 0; j < g->n; j++)
					if (g->ranges[j].voice == from)
						g->ranges[j].voice = to;
			}
		if (!found)
			return error_at(e, ST_DATA, (struct place){name, g->lines[i], 0}, "found that %.100s repeats '%.100s', expected a source of the table",
					g->ranges[i].label, g->froms[i]);
	}
	return ST_OK;
}

enum status ranges_read(struct input *in, struct arena *a, struct ranges_file *out, struct error *e)
{
	struct table t;
	struct columns c;
	bool found = true;
	enum status st;

	*out = (struct ranges_file){.ranges = arena_array(a, RANGES_MOST, sizeof *out->ranges), .dates = arena_array(a, RANGES_MOST, sizeof *out->dates),
				    .froms = arena_array(a, RANGES_MOST, sizeof *out->froms), .lines = arena_array(a, RANGES_MOST, sizeof *out->lines)};
	if (!out->ranges || !out->dates || !out->froms || !out->lines)
		return error_memory(e);
	st = table_open(in, &t, e);
	if (st)
		return st;
	st = columns_of(&t, &c, e);
	while (!st && !(st = table_next(&t, &found, e)) && found)
		st = take_row(&t, &c, a, out, e);
	if (!st && !out->n)
		st = error_at(e, ST_DATA, (struct place){in->name, t.header[0].line, 0}, "found a header and no rows");
	table_close(&t);
	return st ? st : follow(out, in->name, e);
}
