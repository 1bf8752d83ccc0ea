#include "report/judged.h"

static struct claim_grade grade(const struct weighed *w, struct arena *a, bool *failed)
{
	struct claim_grade g = {.claim = w->claim->id, .grade = w->grade->name, .rank = w->grade->rank,
				.stands = w->state == STATE_STANDS || w->state == STATE_FULFILLED,
				.state = claim_state_name(w->state), .why = w->state_why};
	g.by.v = arena_array(a, w->n_state_by ? w->n_state_by : 1, sizeof *g.by.v);
	*failed = *failed || !g.by.v;
	for (size_t i = 0; g.by.v && i < w->n_state_by; i++)
		g.by.v[g.by.n++] = w->state_by[i]->id;
	return g;
}

enum status judge_weighed(const struct model *m, const struct weighing *w, int64_t as_of, const char *standard, struct arena *a,
			  struct assessment *out, struct error *e)
{
	const struct rules *r = w->rules;
	struct claim_grade *grades = arena_array(a, w->n_claims ? w->n_claims : 1, sizeof *grades);
	struct asked_standard *standards = arena_array(a, r->n_standards ? r->n_standards : 1, sizeof *standards);
	bool failed = !grades || !standards;
	for (size_t i = 0; !failed && i < w->n_claims; i++)
		grades[i] = grade(&w->claims[i], a, &failed);
	for (size_t i = 0; !failed && i < r->n_standards; i++)
		standards[i] = (struct asked_standard){r->standards[i].name, r->standards[i].text, r->standards[i].rank};
	if (failed)
		return error_memory(e);
	const struct assess_input in = {.model = m, .grades = grades, .n_grades = w->n_claims, .standards = standards,
					.n_standards = r->n_standards, .default_standard = r->default_standard,
					.standard = standard, .as_of = as_of};
	return assess(&in, a, out, e);
}

enum status judge_case(const struct model *m, const struct rules *r, int64_t as_of, struct arena *a, struct weighing *w,
		       struct assessment *out, struct error *e)
{
	const struct weigh_options o = {.as_of = as_of};
	enum status s = weigh_case(m, r, &o, a, w, e);
	return s == ST_OK ? judge_weighed(m, w, as_of, NULL, a, out, e) : s;
}
