#include "base/edtf.h"
#include "exchange/filing.h"
#include "watch/case_parts.h"
#include "watch/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_BYTES = 256 << 20 };

/* --- what answers say --------------------------------------------------------------------------------------------- */

double case_number(const json_t *o, const char *member, double otherwise)
{
	const json_t *v = json_object_get(o, member);

	return json_is_number(v) ? json_number_value(v) : otherwise;
}

bool case_in_pixels(const json_t *answer) { return !json_object_get(answer, "changed_area_m2"); }

size_t case_likely(const json_t *answer, double *area)
{
	const json_t *v;
	size_t i, n = 0;

	*area = 0;
	json_array_foreach(json_object_get(answer, "found"), i, v)
		if (case_number(v, "confidence", 0) >= case_likely_from) {
			*area += case_number(v, case_in_pixels(answer) ? "area" : "area_m2", 0);
			n++;
		}
	return n;
}

/* "3 changes, 1.8 ha; 4 less than likely" */
const char *case_summed_up(const json_t *answer, struct arena *a)
{
	double sum;
	size_t n = case_likely(answer, &sum), less = json_array_size(json_object_get(answer, "found")) - n;
	const char *area = watch_area(sum, case_in_pixels(answer) ? GRID_PIXELS : GRID_PROJECTED, a), *text = "no change found";

	if (n)
		text = area ? arena_printf(a, "%zu change%s, %s", n, n == 1 ? "" : "s", area) : NULL;
	else if (less)
		text = "no likely change";
	return text && less ? arena_printf(a, "%s; %zu less than likely", text, less) : text;
}

/* --- a run is read again ------------------------------------------------------------------------------------------ */

void case_filed_end(struct case_filed *x)
{
	json_decref(x->source);
	json_decref(x->answer);
}

static enum status read_answer(struct store *st, struct case_filed *x, struct error *e)
{
	struct sha256 hash;
	char *bytes = NULL;
	size_t n = 0;
	enum status s = ST_OK;

	if (!sha256_parse(json_text(x->source, "sha256", ""), &hash))
		return error_set(e, ST_DATA, "the run %s does not say which its answer is", x->id);
	s = store_read_kept(st, &hash, ANSWER_BYTES, &bytes, &n, e);
	if (!s)
		s = json_read(bytes, n, x->id, &x->answer, e);
	free(bytes);
	return s;
}

static enum status parse(const char *text, struct edtf *out, struct error *e) { return edtf_parse(text, strlen(text), out, e); }

/* The dates of the images, by what the record says of its inputs. */
static enum status read_dates(struct case_filed *x, struct arena *a, struct error *e)
{
	const json_t *inputs = json_object_get(json_object_get(x->source, "analysis"), "inputs"), *v;
	struct edtf from, to;
	char day[2][16];
	size_t i;
	enum status s;

	json_array_foreach(inputs, i, v) {
		const char *said = json_text(v, "date", NULL);

		if (said && !x->said[0])
			x->said[0] = said;
		x->said[1] = said ? said : x->said[1];
	}
	if (!x->said[0] || !x->said[1])
		return error_set(e, ST_DATA, "the run %s does not say when its images were taken", x->id);
	s = parse(x->said[0], &from, e);
	if (!s)
		s = parse(x->said[1], &to, e);
	if (s)
		return s;
	x->first = from.earliest;
	x->last = to.latest;
	edtf_format_day(x->first, day[0], sizeof day[0]);
	edtf_format_day(x->last, day[1], sizeof day[1]);
	x->between = arena_printf(a, "%s/%s", from.interval ? day[0] : x->said[0], to.interval ? day[1] : x->said[1]);
	return x->between ? ST_OK : error_memory(e);
}

enum status case_filed_read(struct store *st, const char *id, struct arena *a, struct case_filed *x, struct error *e)
{
	const json_t *analysis, *v;
	size_t i;
	enum status s;

	*x = (struct case_filed){.id = id};
	s = filing_find(st, KIND_SOURCE, id, a, &x->source, &x->origin, e);
	analysis = json_object_get(x->source, "analysis");
	if (!s && strcmp(json_text(analysis, "command", ""), case_command) != 0)
		s = error_set(e, ST_DATA, "the case has no run of watch that is called %.100s", id);
	json_array_foreach(json_object_get(analysis, "parameters"), i, v)
		if (!strcmp(json_text(v, "name", ""), "of"))
			x->site = json_text(v, "value", NULL);
	if (!s && !x->site)
		s = error_set(e, ST_DATA, "the run %s does not say of which site it is", id);
	if (!s)
		s = read_dates(x, a, e);
	if (!s)
		s = read_answer(st, x, e);
	if (s)
		case_filed_end(x);
	return s;
}

bool case_withdrawn(const struct case_filed *x) { return !strcmp(filing_standing(x->source), "retracted"); }

double case_seen(const json_t *answer)
{
	bool pixels = case_in_pixels(answer);
	double seen = case_number(answer, pixels ? "seen_pixels" : "seen_m2", 0), unseen = case_number(answer, pixels ? "not_observable_pixels"
			: "not_observable_m2", 0);

	return seen + unseen > 0 ? seen / (seen + unseen) : 0;
}

const char *case_claim_id(const struct case_filed *x, unsigned change, struct arena *a) { return arena_printf(a, "%s/%u", x->id, change); }

/* "almost certain, over 99 %" */
static const char *likelihood(const json_t *c, struct arena *a)
{
	double p = case_number(c, "confidence", NAN);

	if (!(p >= 0 && p <= 1))
		return "how likely is not known";
	if (p > 0.99)
		return arena_printf(a, "%s, over 99 %%", watch_likelihood(p));
	return arena_printf(a, p < 0.01 ? "%s, under 1 %%" : "%s, %.0f %%", watch_likelihood(p), p < 0.01 ? 1 : 100 * p);
}

const char *case_change_text(const struct case_filed *x, const json_t *c, const char *name, struct arena *a)
{
	bool pixels = !json_object_get(c, "area_m2");
	const char *area = watch_area(case_number(c, pixels ? "area" : "area_m2", 0), pixels ? GRID_PIXELS : GRID_PROJECTED, a), *likely = likelihood(c,
			a);

	return area && likely ? arena_printf(a, "At %s, %s of ground changed between %s and %s: %s. That it changed is %s.", name, area, x->said[0],
					     x->said[1], json_text(c, "seen", "of a kind that the bands do not tell"), likely) : NULL;
}
