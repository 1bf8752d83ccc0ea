/* dossier_json.c - the same document as data: every text of the case is {"text": …, "sources": […]}. */
#include "report/dossier.h"

#include "onus/version.h"

#include <math.h>
#include <string.h>

/* json_array_append_new and json_object_set_new take NULL as failure; a missing fact is no failure. */
static void put(json_t *o, const char *key, json_t *v, bool *failed)
{
	if (json_object_set_new(o, key, v) != 0)
		*failed = true;
}

static void put_fact(struct dossier *d, json_t *o, const char *key, const struct fact *f, bool *failed)
{
	(void)d;
	if (f)
		put(o, key, fact_json(f), failed);
}

static void append(json_t *list, json_t *v, bool *failed)
{
	if (json_array_append_new(list, v) != 0)
		*failed = true;
}

static json_t *ids(const struct source *const *v, size_t n, bool *failed)
{
	json_t *list = json_array();
	for (size_t i = 0; list && i < n; i++)
		append(list, json_string(v[i]->id), failed);
	return list;
}

static const char *const stances[] = {"asserts", "repeats", "denies", "doubts"};

static json_t *support_json(struct dossier *d, const struct support *s, bool *failed)
{
	const struct source *source = model_source(d->m, s->source);
	const struct exhibit *x = source ? exhibit_of(d->m, source) : NULL;
	const char *one[] = {s->source};
	const struct strs self = {one, 1};
	json_t *o = json_pack("{s:s, s:s}", "source", s->source, "stance", stances[s->stance]), *from = json_array();
	for (size_t i = 0; from && i < s->from.n; i++)
		append(from, json_string(s->from.v[i]), failed);
	put(o, "from", from, failed);
	put_fact(d, o, "quote", fact_quote(&d->facts, s), failed);
	put_fact(d, o, "locator", source ? fact_source_field(&d->facts, source, s->locator) : NULL, failed);
	put_fact(d, o, "note", fact_support_note(&d->facts, s), failed);
	put_fact(d, o, "amount", fact_amount(&d->facts, &s->amount, &self), failed);
	put(o, "exhibit", x ? json_string(x->id) : json_null(), failed);
	if (s->credibility)
		put(o, "credibility", json_integer(s->credibility), failed);
	return o;
}

static json_t *side_json(const struct side *s, bool *failed)
{
	json_t *o = json_object(), *ties = json_array();
	put(o, "origins", ids(s->origins, s->n_origins, failed), failed);
	put(o, "voices_low", json_integer(s->voices_low), failed);
	put(o, "voices_high", json_integer(s->voices_high), failed);
	put(o, "resilience", json_integer(s->resilience), failed);
	put(o, "falls_with", ids(s->cut, s->n_cut, failed), failed);
	for (size_t i = 0; i < s->n_voices; i++)
		for (size_t k = 0; k < s->voices[i].n_ties; k++) {
			const struct tied *t = &s->voices[i].ties[k];
			append(ties, json_pack("{s:s, s:s, s:s}", "a", t->a->id, "b", t->b->id, "why", t->why), failed);
		}
	put(o, "ties", ties, failed);
	return o;
}

static json_t *claim_json(struct dossier *d, const struct weighed *w, bool *failed)
{
	const struct claim *c = w->claim;
	const struct strs by = standing_sources(&d->facts, w);
	const struct fact *says = fact_claim(&d->facts, w);
	json_t *o = json_pack("{s:s, s:s, s:I}", "id", c->id, "state", claim_state_name(w->state), "log", (json_int_t)c->n);
	json_t *supports = json_array();
	if (!says) {
		put(o, "withheld", json_true(), failed);
		json_decref(supports);
		return o;
	}
	put_fact(d, o, "says", says, failed);
	put(o, "kind", json_string(c->kind), failed);
	put(o, "grade", w->grade ? json_string(w->grade->name) : json_null(), failed);
	if (w->grade_why)
		put_fact(d, o, "grade_why", fact_weighed(&d->facts, w, w->grade_why), failed);
	if (w->state_why)
		put_fact(d, o, "state_why", fact_weighed(&d->facts, w, w->state_why), failed);
	if (w->replaced_by)
		put(o, "replaced_by", json_string(w->replaced_by), failed);
	put_fact(d, o, "amount", fact_amount(&d->facts, &c->amount, &by), failed);
	put_fact(d, o, "when", fact_field(&d->facts, c->when.text, &by, NULL), failed);
	put(o, "support", side_json(&w->support, failed), failed);
	put(o, "denial", side_json(&w->denial, failed), failed);
	put(o, "denial_interested", json_boolean(w->denial_interested), failed);
	put(o, "confirmed", json_boolean(c->confirmed), failed);
	for (size_t i = 0; i < c->n_supports; i++)
		if (c->supports[i].source)
			append(supports, support_json(d, &c->supports[i], failed), failed);
	put(o, "supports", supports, failed);
	return o;
}

static json_t *finding_json(struct dossier *d, const struct finding *f, bool *failed)
{
	json_t *o = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "id", f->id, "claim", f->claim->id, "duty", f->duty->id, "actor",
			      f->actor->id, "role", f->role, "status", finding_status_name(f->status), "holds", truth_name(f->holds));
	json_t *elements = json_array();
	for (size_t i = 0; i < f->n_elements; i++) {
		const struct fact *text = fact_element(&d->facts, &f->elements[i], f);
		json_t *x = json_pack("{s:s, s:s}", "element", element_kind_name(f->elements[i].kind), "met", truth_name(f->elements[i].met));
		put_fact(d, x, "says", text, failed);
		append(elements, x, failed);
	}
	put(o, "elements", elements, failed);
	if (f->decision)
		put_fact(d, o, "decision", fact_decision(&d->facts, f), failed);
	return o;
}

static json_t *response_json(struct dossier *d, const struct response_standing *r, bool *failed)
{
	json_t *o = json_pack("{s:s, s:s, s:I}", "id", r->response->id, "state", response_state_name(r->state), "days", (json_int_t)r->days);
	put_fact(d, o, "title", fact_texts(&d->facts, &r->response->title, &r->response->sources, r->step ? &r->step->sources : NULL), failed);
	put_fact(d, o, "says", fact_response(&d->facts, r), failed);
	return o;
}

static json_t *source_json(struct dossier *d, const struct source_weight *w, bool *failed)
{
	const struct exhibit *x = exhibit_of(d->m, w->source);
	json_t *o = json_pack("{s:s, s:i, s:i, s:b, s:I}", "id", w->source->id, "carries", (int)w->carries, "falls", (int)w->falls,
			      "retracted", w->retracted, "log", (json_int_t)w->source->n);
	put_fact(d, o, "title", fact_title(&d->facts, w->source), failed);
	put(o, "exhibit", x ? json_string(x->id) : json_null(), failed);
	return o;
}

static json_t *summary_json(const struct glance *g, bool *failed)
{
	json_t *o = json_object(), *heaviest = json_array();
	const struct { const char *key; size_t n; } v[] = {
		{"claims", g->claims}, {"stand", g->stand}, {"one_voice", g->one_voice}, {"disputed", g->disputed},
		{"withheld", g->withheld_claims}, {"findings_proposed", g->findings - g->confirmed - g->rejected},
		{"findings_confirmed", g->confirmed}, {"findings_rejected", g->rejected}, {"overdue", g->overdue},
		{"deadlines_passed", g->deadlines_passed}, {"sources_held", g->held}, {"sources_not_held", g->not_held},
	};
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		put(o, v[i].key, json_integer((json_int_t)v[i].n), failed);
	for (size_t i = 0; i < g->n_heaviest; i++)
		append(heaviest, json_pack("{s:s, s:i}", "source", g->heaviest[i]->source->id, "falls", (int)g->heaviest[i]->falls), failed);
	put(o, "heaviest", heaviest, failed);
	return o;
}

enum status dossier_json(struct dossier *d, struct buf *out, struct error *e)
{
	char hex[SHA256_HEX], day[32];
	bool failed = false;
	struct glance g;
	json_t *o = json_object(), *claims = json_array(), *findings = json_array(), *responses = json_array(), *sources = json_array();
	dossier_glance(d, &g);
	sha256_hex(&d->head.root, hex);
	edtf_format_day(d->as_of, day, sizeof day);
	for (size_t i = 0; i < d->w.n_claims; i++)
		append(claims, claim_json(d, &d->w.claims[i], &failed), &failed);
	for (size_t i = 0; i < d->f.n; i++)
		append(findings, finding_json(d, &d->f.findings[i], &failed), &failed);
	for (size_t i = 0; i < d->r.n; i++)
		append(responses, response_json(d, &d->r.v[i], &failed), &failed);
	for (size_t i = 0; i < d->w.n_sources; i++)
		append(sources, source_json(d, &d->w.sources[i], &failed), &failed);
	put(o, "format", json_string("onus dossier 1"), &failed);
	put(o, "program", json_string("onus " ONUS_VERSION), &failed);
	put(o, "as_of", json_string(day), &failed);
	put(o, "log", json_pack("{s:I, s:s}", "size", (json_int_t)d->head.size, "root", hex), &failed);
	put(o, "rules", json_string(d->rules->sha256 ? d->rules->sha256 : ""), &failed);
	put(o, "summary", summary_json(&g, &failed), &failed);
	put(o, "claims", claims, &failed);
	put(o, "findings", findings, &failed);
	put(o, "responses", responses, &failed);
	put(o, "sources", sources, &failed);
	enum status s = failed || d->facts.failed ? error_memory(e) : json_canonical(o, out, e);
	if (s == ST_OK)
		buf_char(out, '\n');
	json_decref(o);
	return s;
}
