#include "exchange/filing.h"
#include "exchange/script.h"
#include "store/model.h"
#include "watch/case_parts.h"

#include <math.h>
#include <string.h>

/* --- testimony ----------------------------------------------------------------------------------------------------- */

/* Is the claim one that a run of watch made? */
static bool ours(const struct claim *c)
{
	for (size_t i = 0; i < c->n_supports; i++)
		if (!c->supports[i].source || strncmp(c->supports[i].source, case_prefix, sizeof case_prefix - 1))
			return false;
	return c->n_supports > 0;
}

static bool on_site(const struct claim *c, const char *site)
{
	for (size_t i = 0; i < c->where.n; i++)
		if (!strcmp(c->where.v[i], site))
			return true;
	return false;
}

static bool touches(const struct case_filed *x, const struct claim *c) { return c->when.text && edtf_touches(&c->when.e, x->first,
		x->last) != TRUTH_NO; }
static bool within(const struct case_filed *x, const struct claim *c)
{
	return c->when.text && c->when.e.earliest >= x->first && c->when.e.latest <= x->last;
}

static const char *stance_on(const struct case_filed *x, const struct claim *c)
{
	for (size_t i = 0; i < c->n_supports; i++)
		if (c->supports[i].source && !strcmp(c->supports[i].source, x->id))
			return c->supports[i].stance == STANCE_DENIES ? "denies" : "asserts";
	return NULL;
}

/* Enough of the ground for no change to mean something; a change that is seen is seen. */
static const double enough_seen = 0.9;

static enum status may_bear(const struct case_filed *x, const struct claim *c, bool contradicts, struct error *e)
{
	double seen = case_seen(x->answer);
	double area;
	bool changed = case_likely(x->answer, &area) > 0;

	if (case_withdrawn(x))
		return error_set(e, ST_DATA, "the run %s was withdrawn: it bears on nothing", x->id);
	if (!on_site(c, x->site))
		return error_set(e, ST_DATA, "the claim %s is not on the site %s", c->id, x->site);
	if (!c->when.text)
		return error_set(e, ST_DATA, "the claim %s says no time: images of %s and %s cannot be held against it", c->id, x->said[0], x->said[1]);
	if (!touches(x, c))
		return error_set(e, ST_DATA, "the claim %s is of %s, the images are of %s and %s: they say nothing of that time", c->id, c->when.text,
				x->said[0], x->said[1]);
	if (!(seen > 0))
		return error_set(e, ST_DATA, "the site was not observable at both dates: the run %s can neither corroborate nor contradict", x->id);
	if (!changed && seen < enough_seen)
		return error_set(e, ST_DATA, "the run %s found no likely change, but saw only %.0f %% of the ground: what it did not see may have changed",
				x->id, floor(100 * seen));
	if (contradicts && !changed && !within(x, c))
		return error_set(e, ST_DATA, "no likely change from %s to %s does not contradict %s, which is of %s: it may have been before or after",
				 x->said[0], x->said[1], c->id, c->when.text);
	return ST_OK;
}

static const char *bear_note(const struct case_filed *x, bool contradicts, const char *by, const char *day, struct arena *a)
{
	const char *sum = case_summed_up(x->answer, a);

	return sum ? arena_printf(a, "%s by the images of %s and %s: %s, %.0f %% of the ground seen. Held against the claim by %s on %s.", contradicts
				  ? "Contradicted" : "Corroborated", x->said[0], x->said[1], sum, floor(100 * case_seen(x->answer)), by, day) : NULL;
}

static enum status put_support(struct filing *f, const struct case_filed *x, const char *claim, bool contradicts, struct error *e)
{
	const char *origin, *note = bear_note(x, contradicts, f->by, f->day, f->a);
	json_t *body = NULL, *list;
	enum status s = note ? filing_find(f->st, KIND_CLAIM, claim, f->a, &body, &origin, e) : error_memory(e);

	if (s)
		return s;
	list = json_object_get(body, "supports");
	if (!list && json_object_set_new(body, "supports", list = json_array()))
		s = error_memory(e);
	if (!s && json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s, s:{s:s}}", "source", x->id, "stance", contradicts ? "denies"
			: "asserts", "evidence",
							"image", "data_date", x->between, "by", f->by, "note", "en", note)))
		s = error_memory(e);
	if (!s)
		s = shape_check(kind_info(KIND_CLAIM), body, e);
	if (!s)
		s = store_put(f->st, KIND_CLAIM, claim, body, origin, NULL, e);
	json_decref(body);
	return s;
}

enum status watch_case_bear(struct store *st, const char *analysis, const char *claim, bool contradicts, const char *by, struct arena *a,
		struct error *e)
{
	struct filing f;
	struct case_filed x;
	struct model m;
	const struct claim *c;
	const char *stance;
	enum status s = filing_begin(st, by, a, &f, e);

	if (!s)
		s = model_load(st, a, &m, e);
	if (!s)
		s = case_filed_read(st, analysis, a, &x, e);
	if (s)
		return s;
	c = model_claim(&m, claim);
	if (!c)
		s = error_set(e, ST_DATA, "no claim of the case is called %.100s", claim);
	else if (ours(c))
		s = error_set(e, ST_DATA, "the claim %s is an observation by watch itself: only what others say can be held against images", c->id);
	stance = s ? NULL : stance_on(&x, c);
	if (!s && stance && !strcmp(stance, "denies") != contradicts)
		s = error_set(e, ST_DATA, "the run %s %s the claim %s already: it cannot do both", x.id, contradicts ? "corroborates" : "contradicts", c->id);
	if (!s)
		s = may_bear(&x, c, contradicts, e);
	if (!s && !stance) {
		s = store_begin(st, by, e);
		if (!s)
			s = put_support(&f, &x, c->id, contradicts, e);
		if (!s)
			s = store_commit(st, e);
		store_rollback(st);
	}
	case_filed_end(&x);
	return s;
}

/* --- what the case has of a run -------------------------------------------------------------------------------------- */

static enum status list_changes(const struct case_filed *x, const struct model *m, struct arena *a, struct watch_case_run *out, struct error *e)
{
	const json_t *found = json_object_get(x->answer, "found"), *v;
	const struct site *site = model_site(m, x->site);
	const char *name = site && site->n_names && site->names[0].text ? site->names[0].text : x->site;
	size_t i;

	if (!(out->change = arena_array(a, json_array_size(found) + 1, sizeof *out->change)))
		return error_memory(e);
	json_array_foreach(found, i, v) {
		struct watch_case_change *c = &out->change[out->n_changes++];
		const char *id = case_claim_id(x, c->id = (unsigned)json_integer_value(json_object_get(v, "id")), a);
		const struct claim *made = id ? model_claim(m, id) : NULL;

		c->confidence = case_number(v, "confidence", 0);
		c->likely = c->confidence >= case_likely_from;
		c->claim = made ? made->id : NULL;
		c->text = made ? texts_in(&made->text, "en") : case_change_text(x, v, name, a);
		if (!id || !c->text)
			return error_memory(e);
	}
	return ST_OK;
}

static enum status list_claims(const struct case_filed *x, const struct model *m, struct arena *a, struct watch_case_run *out, struct error *e)
{
	if (!(out->claim = arena_array(a, m->n_claims + 1, sizeof *out->claim)))
		return error_memory(e);
	for (size_t i = 0; i < m->n_claims; i++) {
		const struct claim *c = &m->claims[i];

		if (on_site(c, x->site) && touches(x, c) && !ours(c))
			out->claim[out->n_claims++] = (struct watch_case_claim){c->id, texts_in(&c->text, "en"), c->when.text, within(x, c), stance_on(x, c)};
	}
	return ST_OK;
}

enum status watch_case_run(struct store *st, const char *analysis, struct arena *a, struct watch_case_run *out, struct error *e)
{
	struct case_filed x;
	struct model m;
	enum status s = model_load(st, a, &m, e);

	*out = (struct watch_case_run){0};
	if (!s)
		s = case_filed_read(st, analysis, a, &x, e);
	if (s)
		return s;
	*out = (struct watch_case_run){.analysis = arena_strdup(a, x.id), .site = arena_strdup(a, x.site), .from = arena_strdup(a, x.said[0]),
				       .to = arena_strdup(a, x.said[1]), .withdrawn = case_withdrawn(&x), .seen = case_seen(x.answer)};
	s = out->analysis && out->site && out->from && out->to ? list_changes(&x, &m, a, out, e) : error_memory(e);
	if (!s)
		s = list_claims(&x, &m, a, out, e);
	case_filed_end(&x);
	return s;
}

enum status watch_case_withdraw(struct store *st, const char *analysis, const char *by, const char *why, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct filing f;
	struct case_filed x = {0};
	enum status s = filing_begin(st, by, &a, &f, e);

	if (!s)
		s = case_filed_read(st, analysis, &a, &x, e);
	if (!s) {
		s = store_begin(st, by, e);
		if (!s)
			s = filing_retract(&f, "run", x.id, x.source, x.origin, why, e);
		if (!s)
			s = store_commit(st, e);
		store_rollback(st);
		case_filed_end(&x);
	}
	arena_free(&a);
	return s;
}
