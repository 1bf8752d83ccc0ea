#include "assess/build.h"
#include "assess/phrase.h"

#include <stdlib.h>
#include <string.h>

static const char *const element_names[] = {"act", "actor", "force", "bound", "reservation", "deadline", "exception", "evidence", "state"};

const char *element_kind_name(enum element_kind k)
{
	return element_names[k];
}

const char *truth_name(enum truth t)
{
	return t == TRUTH_YES ? "yes" : t == TRUTH_NO ? "no" : "open";
}

const char *finding_status_name(enum finding_status s)
{
	static const char *const names[] = {"proposed", "confirmed", "rejected", "stale"};
	return names[s];
}

const struct element *finding_element(const struct finding *f, enum element_kind k)
{
	for (size_t i = 0; i < f->n_elements; i++)
		if (f->elements[i].kind == k)
			return &f->elements[i];
	return NULL;
}

/* --- building ----------------------------------------------------------------------------- */

struct element *build_add(struct build *b, enum element_kind k, enum truth met, const char *text, const char *fact,
			  const char *ref, struct strs sources)
{
	if (b->failed || !text || !fact || b->n == b->room) {
		b->failed = true;
		return NULL;
	}
	b->elements[b->n] = (struct element){.kind = k, .met = met, .text = text, .ref = ref, .fact = fact, .sources = sources};
	return &b->elements[b->n++];
}

static bool has(struct strs list, const char *word)
{
	for (size_t i = 0; i < list.n; i++)
		if (!strcmp(list.v[i], word))
			return true;
	return false;
}

static const char *shared_act(const struct claim *c, const struct duty *u)
{
	for (size_t i = 0; i < c->acts.n; i++)
		if (has(u->breached_by, c->acts.v[i]))
			return c->acts.v[i];
	return NULL;
}

/* Sources that assert or repeat the claim, each once. */
static struct strs sayers(struct build *b)
{
	const struct claim *c = b->claim;
	struct strs s = {arena_array(b->a, c->n_supports ? c->n_supports : 1, sizeof *s.v), 0};
	if (!s.v) {
		b->failed = true;
		return s;
	}
	for (size_t i = 0; i < c->n_supports; i++) {
		const struct support *p = &c->supports[i];
		if (p->source && (p->stance == STANCE_ASSERTS || p->stance == STANCE_REPEATS) && !has(s, p->source))
			s.v[s.n++] = p->source;
	}
	return s;
}

/* The time of the act, cut at the day on which it is asked. */
static void act_time(struct build *b)
{
	const struct when *w = &b->claim->when;
	int64_t as_of = b->in->as_of;
	b->act = (struct edtf){.earliest = EDTF_MIN, .latest = EDTF_MAX, .core_first = 1, .core_last = 0};
	if (w->text) {
		b->act = w->e;
		b->act_text = phrase_when(b->a, w);
		b->failed = b->failed || !b->act_text;
	}
	if (b->act.latest > as_of)
		b->act.latest = as_of;
	if (b->act.core_last > as_of && b->act.core_first <= b->act.core_last)
		b->act.core_last = as_of;
	if (b->act.earliest > as_of) /* only by the doubt of its date can it lie before */
		b->act.earliest = as_of;
}

static void build_act(struct build *b)
{
	const char *act = shared_act(b->claim, b->duty), *text;
	enum truth met = act ? TRUTH_YES : b->duty->breached_by.n ? TRUTH_MAYBE : TRUTH_NO;
	if (act)
		text = arena_printf(b->a, "The claim speaks of an act (%s) that would breach the duty.", act);
	else if (met == TRUTH_MAYBE)
		text = "The claim names the duty, but none of the acts that would breach it.";
	else
		text = "The claim names the duty, but the case has no act that would breach it.";
	(void)build_add(b, ELEMENT_ACT, met, text, act ? act : "", act, b->said_by);
}

static void build_actor(struct build *b)
{
	bool sure = b->actor->confirmed;
	const char *deed = !strcmp(b->role, "perpetrator") ? "the one who did it" : "one who made it possible";
	const char *text = arena_printf(b->a, "The claim names %s as %s.%s", phrase_actor(b->actor), deed,
					sure ? "" : " The record of this actor is not confirmed.");
	(void)build_add(b, ELEMENT_ACTOR, sure ? TRUTH_YES : TRUTH_MAYBE, text, sure ? b->role : "unconfirmed", NULL, b->said_by);
}

static int grade_order(const void *key, const void *item)
{
	return strcmp(key, ((const struct claim_grade *)item)->claim);
}

static const struct claim_grade *grade_of(const struct assess_input *in, const char *claim)
{
	return in->n_grades ? bsearch(claim, in->grades, in->n_grades, sizeof *in->grades, grade_order) : NULL;
}

static const struct asked_standard *standard_of(const struct assess_input *in, const char *name)
{
	for (size_t i = 0; name && i < in->n_standards; i++)
		if (!strcmp(in->standards[i].name, name))
			return &in->standards[i];
	return NULL;
}

static void build_evidence(struct build *b, const struct claim_grade *g, const struct asked_standard *asked)
{
	enum truth met = !g ? TRUTH_MAYBE : g->rank <= asked->rank ? TRUTH_YES : TRUTH_NO;
	const char *text = "The claim has not been weighed.";
	if (g)
		text = arena_printf(b->a, "The evidence has grade %s; for the standard asked (%s) the rule file asks %s.", g->grade,
				    asked->name, met == TRUTH_YES ? "no more" : "a better one");
	const char *fact = arena_printf(b->a, "%s|%s|%u", g ? g->grade : "", asked->name, asked->rank);
	(void)build_add(b, ELEMENT_EVIDENCE, met, text, fact, asked->name, b->said_by);
}

static void build_state(struct build *b, const struct claim_grade *g)
{
	enum truth met = !g ? TRUTH_MAYBE : !g->stands ? TRUTH_NO : b->claim->confirmed ? TRUTH_YES : TRUTH_MAYBE;
	const char *text = "The claim has not been weighed.";
	if (g && !g->stands)
		text = arena_printf(b->a, "The claim is %s.%s%s", g->state, g->why ? " " : "", g->why ? g->why : "");
	else if (g)
		text = b->claim->confirmed ? "The claim stands: nothing in the case refutes, replaces or contradicts it."
					   : "The claim is marked as not confirmed.";
	const char *fact = arena_printf(b->a, "%s|%d", g ? g->state : "", b->claim->confirmed);
	(void)build_add(b, ELEMENT_STATE, met, text, fact, NULL, g && !g->stands && g->by.n ? g->by : b->said_by);
}

static enum truth all(const struct element *v, size_t n)
{
	enum truth t = TRUTH_YES;
	for (size_t i = 0; i < n; i++) {
		if (v[i].met == TRUTH_NO)
			return TRUTH_NO;
		if (v[i].met == TRUTH_MAYBE)
			t = TRUTH_MAYBE;
	}
	return t;
}

static enum status standard_for(const struct build *b, const struct asked_standard **out, struct error *e)
{
	const struct assess_input *in = b->in;
	const char *name = in->standard ? in->standard : b->claim->standard ? b->claim->standard :
			   b->duty->standard ? b->duty->standard : in->default_standard;
	*out = standard_of(in, name);
	if (*out)
		return ST_OK;
	error_set(e, ST_DATA, "no standard of proof '%s' in the rule file (asked by %s)", name ? name : "", in->standard ? "--standard" :
		  b->claim->standard ? b->claim->id : b->duty->standard ? b->duty->id : "the rule file");
	if (in->n_standards)
		error_hint(e, "it has %s%s", in->standards[0].name, in->n_standards > 1 ? " and others" : "");
	return ST_DATA;
}

static void decide(struct finding *f, const struct model *m)
{
	const struct decision *d = model_decision(m, f->id);
	f->status = FINDING_PROPOSED;
	if (!d || !d->finding || !d->verdict || !d->by || !d->why || !d->when)
		return; /* a decision that does not say who decided what, and why, is none */
	f->decision = d;
	if (strcmp(d->finding, f->digest) != 0)
		f->status = FINDING_STALE;
	else
		f->status = !strcmp(d->verdict, "confirmed") ? FINDING_CONFIRMED : FINDING_REJECTED;
}

/* --- candidates --------------------------------------------------------------------------- */

struct candidates {
	const struct assess_input *in;
	struct arena *a;
	struct finding *v;
	size_t n, room;
};

static enum status candidates_room(struct candidates *c, struct error *e)
{
	if (c->n < c->room)
		return ST_OK;
	size_t more = c->room ? c->room * 2 : 64;
	struct finding *v = arena_array(c->a, more, sizeof *v);
	if (!v)
		return error_memory(e);
	if (c->n)
		memcpy(v, c->v, c->n * sizeof *v);
	c->v = v;
	c->room = more;
	return ST_OK;
}

static enum status propose(struct candidates *c, const struct claim *claim, const struct duty *duty, const struct actor *actor,
			   const char *role, struct error *e)
{
	const struct asked_standard *asked;
	struct build b = {.in = c->in, .a = c->a, .claim = claim, .duty = duty, .actor = actor, .role = role, .reach = REACH_OPEN,
			  .room = 7 + duty->n_deadlines + duty->n_exceptions};
	enum status s = standard_for(&b, &asked, e);
	if (s == ST_OK)
		s = candidates_room(c, e);
	if (s != ST_OK)
		return s;
	b.elements = arena_array(c->a, b.room, sizeof *b.elements);
	if (!b.elements)
		return error_memory(e);
	const struct claim_grade *g = grade_of(c->in, claim->id);
	b.said_by = sayers(&b);
	act_time(&b);
	build_act(&b);
	build_actor(&b);
	build_force(&b);
	build_bound(&b);
	build_deadlines(&b);
	build_exceptions(&b);
	build_evidence(&b, g, asked);
	build_state(&b, g);
	struct finding f = {.claim = claim, .duty = duty, .actor = actor, .role = role, .elements = b.elements, .n_elements = b.n,
			    .holds = all(b.elements, b.n), .grade = g ? g->grade : NULL, .standard = asked->name,
			    .id = arena_printf(c->a, "%s/%s/%s", claim->id, duty->id, actor->id)};
	if (b.failed || !f.id)
		return error_memory(e);
	s = finding_digest(&f, c->a, e);
	if (s != ST_OK)
		return s;
	decide(&f, c->in->model);
	c->v[c->n++] = f;
	return ST_OK;
}

/* Propose for every actor in one role, leaving out those that `done` already has. */
static enum status propose_role(struct candidates *c, const struct claim *claim, const struct duty *duty, struct strs actors,
				const char *role, struct strs done, struct error *e)
{
	for (size_t i = 0; i < actors.n; i++) {
		const struct actor *x = model_actor(c->in->model, actors.v[i]);
		struct strs before = {actors.v, i};
		enum status s = x && !has(done, x->id) && !has(before, x->id) ? propose(c, claim, duty, x, role, e) : ST_OK;
		if (s != ST_OK)
			return s;
	}
	return ST_OK;
}

/* A proposition that says what was or is; what is only wished, foretold, thought or denied charges nobody. */
static bool charges(const struct claim *c, int64_t as_of)
{
	static const char *const kinds[] = {"event", "count", "status", "legal", "observation"};
	if (c->when.text && edtf_after(&c->when.e, as_of) == TRUTH_YES)
		return false;
	for (size_t i = 0; c->kind && i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(c->kind, kinds[i]))
			return true;
	return false;
}

static enum status propose_duty(struct candidates *c, const struct claim *claim, const struct duty *duty, struct error *e)
{
	if (!shared_act(claim, duty) && !has(claim->duties, duty->id))
		return ST_OK;
	const char *role = duty->role ? duty->role : "either";
	struct strs none = {0}, doers = !strcmp(role, "enabler") ? none : claim->perpetrators;
	struct strs helpers = !strcmp(role, "perpetrator") ? none : claim->enablers;
	enum status s = propose_role(c, claim, duty, doers, "perpetrator", none, e);
	return s == ST_OK ? propose_role(c, claim, duty, helpers, "enabler", doers, e) : s;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct finding *)a)->id, ((const struct finding *)b)->id);
}

enum status assess(const struct assess_input *in, struct arena *a, struct assessment *out, struct error *e)
{
	struct candidates c = {.in = in, .a = a};
	*out = (struct assessment){0};
	for (size_t i = 0; i < in->model->n_claims; i++) {
		const struct claim *claim = &in->model->claims[i];
		for (size_t k = 0; charges(claim, in->as_of) && k < in->model->n_duties; k++) {
			enum status s = propose_duty(&c, claim, &in->model->duties[k], e);
			if (s != ST_OK)
				return s;
		}
	}
	if (c.n)
		qsort(c.v, c.n, sizeof *c.v, by_id);
	*out = (struct assessment){c.v, c.n};
	return ST_OK;
}
