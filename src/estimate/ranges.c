#include "estimate/ranges.h"
#include "estimate/ranges_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The numbers where anything changes, and who is there as the sweep goes up through them. */
struct sweep {
	const struct range *r;
	uint32_t n;
	const uint32_t *voice;      /* n: of each range, numbered in the order of appearance */
	double *ends; uint32_t n_ends; /* finite ends, ascending, each once */
	uint32_t *active;           /* n: 1 while the sweep is within the range */
	uint32_t *by_voice;         /* ranges of each voice that the sweep is in */
	uint32_t voices;            /* voices that it is in */
	struct stretch *cuts; uint32_t n_cuts; /* points and what lies between, ascending: 2 n_ends + 1 */
	struct range_group *groups; uint32_t n_groups;
	struct arena *a;
};

static enum status range_check(const struct range *r, size_t i, struct error *e)
{
	const char *label = r->label ? r->label : "";

	if (r->open_low && r->open_high)
		return error_set(e, ST_DATA, "range %zu (%s): both ends are open, one number at least is expected", i + 1, label);
	if ((!r->open_low && !isfinite(r->low)) || (!r->open_high && !isfinite(r->high)) || isinf(r->best))
		return error_set(e, ST_DATA, "range %zu (%s): a number expected", i + 1, label);
	if (range_low(r) > range_high(r))
		return error_set(e, ST_DATA, "range %zu (%s): %.15g to %.15g found, the smaller number is expected first", i + 1, label, r->low, r->high);
	if (!isnan(r->best) && (r->best < range_low(r) || r->best > range_high(r)))
		return error_set(e, ST_DATA, "range %zu (%s): %.15g is named as the likeliest, but lies outside the range itself", i + 1, label, r->best);
	return ST_OK;
}

/* Voices in the order of appearance; into[i]: the voice of range i. NULL when memory is out. */
static struct range_voice *voices_find(const struct range *r, uint32_t n, uint32_t *into, struct arena *a, struct range_picture *out)
{
	struct range_voice *voices = arena_array(a, n, sizeof *voices);
	uint32_t *members = arena_array(a, n, sizeof *members), used = 0;

	if (!voices || !members)
		return NULL;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t v = 0;

		while (v < out->n_voices && r[voices[v].range[0]].voice != r[i].voice)
			v++;
		if (v < out->n_voices)
			continue;
		voices[v] = (struct range_voice){.range = members + used, .repeats = true};
		out->n_voices++;
		for (uint32_t j = i; j < n; j++) {
			if (r[j].voice != r[i].voice)
				continue;
			members[used++] = j;
			into[j] = v;
			voices[v].n++;
			voices[v].repeats &= range_low(&r[j]) == range_low(&r[i]) && range_high(&r[j]) == range_high(&r[i]);
		}
	}
	out->voices = voices;
	return voices;
}

static int ascending(const void *p, const void *q)
{
	const double *x = p, *y = q;

	return (*x > *y) - (*x < *y);
}

static void enter(struct sweep *s, uint32_t i)
{
	s->active[i] = 1;
	s->voices += s->by_voice[s->voice[i]]++ == 0;
}

static void leave(struct sweep *s, uint32_t i)
{
	s->active[i] = 0;
	s->voices -= --s->by_voice[s->voice[i]] == 0;
}

/* Who is there now, as a group. */
static enum status group_add(struct sweep *s, struct error *e)
{
	struct range_group *g = &s->groups[s->n_groups++];
	uint32_t *members = arena_array(s->a, s->n, sizeof *members);

	if (!members)
		return error_memory(e);
	*g = (struct range_group){.range = members, .voices = s->voices, .common = {.low = -INFINITY, .high = INFINITY, .voices = s->voices}};
	for (uint32_t i = 0; i < s->n; i++) {
		if (!s->active[i])
			continue;
		members[g->n++] = i;
		g->common.low = fmax(g->common.low, range_low(&s->r[i]));
		g->common.high = fmin(g->common.high, range_high(&s->r[i]));
	}
	g->common.at_low = isfinite(g->common.low);
	g->common.at_high = isfinite(g->common.high);
	return ST_OK;
}

static void cut_add(struct sweep *s, double low, double high, bool at)
{
	s->cuts[s->n_cuts++] = (struct stretch){low, high, at, at, s->voices};
}

/* Up through the ends. A group is complete where a range ends after one has begun since the last. */
static enum status sweep_up(struct sweep *s, struct error *e)
{
	bool begun = false;

	for (uint32_t i = 0; i < s->n; i++)
		if (s->r[i].open_low) {
			enter(s, i);
			begun = true;
		}
	cut_add(s, -INFINITY, s->ends[0], false);
	for (uint32_t k = 0; k < s->n_ends; k++) {
		const double at = s->ends[k];
		bool ends = false;

		for (uint32_t i = 0; i < s->n; i++) {
			if (!s->r[i].open_low && s->r[i].low == at) {
				enter(s, i);
				begun = true;
			}
			ends |= !s->r[i].open_high && s->r[i].high == at;
		}
		cut_add(s, at, at, true);
		if (begun && ends) {
			if (group_add(s, e) != ST_OK)
				return ST_ENV;
			begun = false;
		}
		for (uint32_t i = 0; i < s->n; i++)
			if (!s->r[i].open_high && s->r[i].high == at)
				leave(s, i);
		cut_add(s, at, k + 1 < s->n_ends ? s->ends[k + 1] : INFINITY, false);
	}
	return begun ? group_add(s, e) : ST_OK;
}

/* Neighbouring cuts with from … to voices drawn together; whole: even where their voices differ, the most of them then said. */
static const struct stretch *joined(const struct sweep *s, uint32_t from, bool whole, uint32_t *n, struct error *e)
{
	struct stretch *out = arena_array(s->a, s->n_cuts, sizeof *out);
	bool open = false;

	*n = 0;
	if (!out)
		(void)error_memory(e);
	for (uint32_t i = 0; out && i < s->n_cuts; i++) {
		const struct stretch *c = &s->cuts[i];
		struct stretch *last = open ? &out[*n - 1] : NULL;

		if (c->voices < from) {
			open = false;
		} else if (last && (whole || last->voices == c->voices)) {
			last->high = c->high;
			last->at_high = c->at_high;
			last->voices = c->voices > last->voices ? c->voices : last->voices;
		} else {
			out[(*n)++] = *c;
			open = true;
		}
	}
	return out;
}

static enum status sweep_all(struct sweep *s, struct range_picture *out, struct error *e)
{
	s->ends = arena_array(s->a, 2 * (size_t)s->n, sizeof *s->ends);
	s->active = arena_array(s->a, s->n, sizeof *s->active);
	s->by_voice = arena_array(s->a, s->n, sizeof *s->by_voice);
	s->cuts = arena_array(s->a, 4 * (size_t)s->n + 1, sizeof *s->cuts);
	s->groups = arena_array(s->a, (size_t)s->n + 1, sizeof *s->groups);
	if (!s->ends || !s->active || !s->by_voice || !s->cuts || !s->groups)
		return error_memory(e);
	for (uint32_t i = 0; i < s->n; i++) {
		if (!s->r[i].open_low)
			s->ends[s->n_ends++] = s->r[i].low;
		if (!s->r[i].open_high)
			s->ends[s->n_ends++] = s->r[i].high;
	}
	qsort(s->ends, s->n_ends, sizeof *s->ends, ascending);
	for (uint32_t i = 0, used = 0, all = s->n_ends; i < all; i++) {
		if (!used || s->ends[used - 1] < s->ends[i])
			s->ends[used++] = s->ends[i];
		s->n_ends = used;
	}
	if (sweep_up(s, e) != ST_OK)
		return ST_ENV;
	for (uint32_t i = 0; i < s->n_cuts; i++)
		out->most = s->cuts[i].voices > out->most ? s->cuts[i].voices : out->most;
	out->groups = s->groups;
	out->n_groups = s->n_groups;
	out->steps = joined(s, 1, false, &out->n_steps, e);
	out->pieces = joined(s, 1, true, &out->n_pieces, e);
	out->shared = joined(s, out->most, false, &out->n_shared, e);
	return out->steps && out->pieces && out->shared ? ST_OK : ST_ENV;
}

/* Pairs without a number in common; voices that each range has company of. */
static enum status compare(const struct range *r, uint32_t n, const uint32_t *voice, struct range_voice *voices, struct arena *a,
			   struct range_picture *out, struct error *e)
{
	uint32_t *support = arena_array(a, n, sizeof *support), *met = arena_array(a, n, sizeof *met), pairs = 0;
	struct range_pair *pair;

	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = 0; j < n; j++)
			pairs += range_high(&r[i]) < range_low(&r[j]);
	pair = arena_array(a, pairs ? pairs : 1, sizeof *pair);
	if (!support || !met || !pair)
		return error_memory(e);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = 0; j < n; j++) {
			if (range_high(&r[i]) < range_low(&r[j])) {
				bool same = voice[i] == voice[j];

				pair[out->n_pairs++] = (struct range_pair){i, j, same, r[j].low - r[i].high};
				voices[voice[i]].contradicts |= same;
			} else if (range_low(&r[i]) <= range_high(&r[j]) && met[voice[j]] != i + 1) {
				met[voice[j]] = i + 1;
				support[i]++;
			}
		}
	out->pairs = pair;
	out->support = support;
	return ST_OK;
}

static void bounds(const struct range *r, struct range_picture *out)
{
	struct stretch common = {-INFINITY, INFINITY, false, false, out->n_voices}, hull = {INFINITY, -INFINITY, false, false, out->n_voices};

	out->best_low = INFINITY;
	out->best_high = -INFINITY;
	for (uint32_t i = 0; i < out->n; i++) {
		common.low = fmax(common.low, range_low(&r[i]));
		common.high = fmin(common.high, range_high(&r[i]));
		hull.low = fmin(hull.low, range_low(&r[i]));
		hull.high = fmax(hull.high, range_high(&r[i]));
		if (isnan(r[i].best))
			continue;
		out->has_best = true;
		out->best_low = fmin(out->best_low, r[i].best);
		out->best_high = fmax(out->best_high, r[i].best);
	}
	common.at_low = isfinite(common.low);
	common.at_high = isfinite(common.high);
	hull.at_low = isfinite(hull.low);
	hull.at_high = isfinite(hull.high);
	out->agree = common.low <= common.high;
	out->common = out->agree ? common : (struct stretch){0};
	out->hull = hull;
	if (!out->has_best)
		out->best_low = out->best_high = 0;
}

/* Is the stretch narrower than its ends are rounded, and than anybody says? */
static bool too_fine(const struct range *r, uint32_t n, const struct stretch *s, double *rounding)
{
	*rounding = fmax(range_rounding(s->low), range_rounding(s->high));
	for (uint32_t i = 0; i < n; i++)
		if (range_low(&r[i]) == s->low && range_high(&r[i]) == s->high)
			return false;
	return s->high - s->low < *rounding;
}

enum status ranges_picture(const struct range *r, size_t n, struct arena *a, struct range_picture *out, struct error *e)
{
	uint32_t *voice;
	struct range_voice *voices;
	struct sweep s = {.r = r, .a = a};
	double rounding;

	*out = (struct range_picture){0};
	if (!n)
		return error_set(e, ST_DATA, "no range found, one or more expected");
	if (n > RANGES_MOST)
		return error_set(e, ST_DATA, "%zu ranges found, at most %d expected", n, RANGES_MOST);
	for (size_t i = 0; i < n; i++)
		if (range_check(&r[i], i, e) != ST_OK)
			return ST_DATA;
	out->n = s.n = (uint32_t)n;
	s.voice = voice = arena_array(a, n, sizeof *voice);
	voices = voice ? voices_find(r, s.n, voice, a, out) : NULL;
	if (!voices)
		return error_memory(e);
	if (compare(r, s.n, voice, voices, a, out, e) != ST_OK || sweep_all(&s, out, e) != ST_OK)
		return ST_ENV;
	bounds(r, out);
	for (uint32_t i = 0; i < out->n_shared; i++) {
		out->finer |= too_fine(r, s.n, &out->shared[i], &rounding);
		out->rounding = i ? out->rounding : rounding;
	}
	out->words = ranges_said(r, out, a);
	return out->words ? ST_OK : error_memory(e);
}

double range_rounding(double x)
{
	char digits[40];
	const char *exponent;
	int last = 0;

	if (x == 0 || !isfinite(x))
		return 0;
	/* the shortest of 15 digits says which are meant: 0.1 is a tenth */
	(void)snprintf(digits, sizeof digits, "%.14e", fabs(x));
	exponent = strchr(digits, 'e');
	for (int i = 2; i < 16; i++)
		if (digits[i] != '0')
			last = i - 1;
	return pow(10, atoi(exponent + 1) - last);
}

struct range range_about(const char *label, double x, uint32_t voice)
{
	double half = range_rounding(x) / 2;

	return (struct range){.label = label, .low = x - half, .high = x + half, .best = x, .about = true, .voice = voice};
}
