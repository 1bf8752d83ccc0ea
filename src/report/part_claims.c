/* part_claims.c - each claim: what it says, how it stands, who says it, who disputes it, on what. */
#include "report/dossier.h"

#include <math.h>
#include <string.h>

static void line(struct page *p)
{
	page_markup(p, "</dd>");
}

/* --- amounts ------------------------------------------------------------------------------ */

static struct plotted plotted_of(const struct amount *m, const struct fact *label, const struct fact *figure, bool own)
{
	double low = !isnan(m->low) ? m->low : !isnan(m->best) ? m->best : (double)NAN;
	double high = !isnan(m->high) ? m->high : !isnan(m->best) ? m->best : (double)NAN;
	const char *q = m->qualifier ? m->qualifier : "";
	bool up = !strcmp(q, "at least") || !strcmp(q, "more than"), down = !strcmp(q, "up to") || !strcmp(q, "less than");
	struct plotted v = {label, figure, isnan(low) ? high : low, m->best, isnan(high) ? low : high,
			    isnan(low) || down, isnan(high) || up, own};
	return v;
}

static bool same_unit(const struct amount *a, const struct amount *b)
{
	return !a->unit || !b->unit || !strcmp(a->unit, b->unit);
}

static void amounts(struct page *p, struct dossier *d, const struct weighed *w)
{
	const struct claim *c = w->claim;
	const struct strs by = standing_sources(&d->facts, w);
	const struct fact *main = fact_amount(&d->facts, &c->amount, &by);
	struct plotted *v = arena_array(d->a, c->n_supports + 1, sizeof *v);
	size_t n = 0;
	if (!main || !v)
		return;
	v[n++] = plotted_of(&c->amount, main, main, true);
	for (size_t i = 0; i < c->n_supports; i++) {
		const struct support *s = &c->supports[i];
		const struct source *source = model_source(d->m, s->source);
		const char *one[] = {s->source};
		const struct strs self = {one, 1};
		if (!source || !s->amount.set || !same_unit(&s->amount, &c->amount))
			continue;
		const struct fact *figure = fact_amount(&d->facts, &s->amount, &self);
		if (figure)
			v[n++] = plotted_of(&s->amount, fact_title(&d->facts, source), figure, false);
	}
	page_markup(p, "<dt>");
	page_words(p, "How much");
	page_markup(p, "</dt><dd>");
	page_fact(p, main);
	if (c->amount.as_of.text) {
		page_words(p, "; data of ");
		page_fact_unmarked(p, fact_field(&d->facts, c->amount.as_of.text, &by, NULL));
	}
	plot_ranges(p, v, n);
	line(p);
}

/* --- who says it -------------------------------------------------------------------------- */

static void custody(struct page *p, struct dossier *d, const struct source *s)
{
	const struct exhibit *x = exhibit_of(d->m, s);
	page_markup(p, " <span class=\"custody\">");
	if (x) {
		page_words(p, "exhibit ");
		page_markup(p, "<a");
		page_href(p, "exhibit-", x->id);
		page_markup(p, "><code>");
		page_code(p, x->id);
		page_markup(p, "</code></a>");
		page_words(p, ", log ");
		page_count(p, (long long)x->n);
	} else {
		page_words(p, "not held");
	}
	page_markup(p, "</span>");
}

static void support_line(struct page *p, struct dossier *d, const struct support *s)
{
	const struct source *source = model_source(d->m, s->source);
	struct facts *fs = &d->facts;
	if (!source)
		return;
	page_markup(p, "<li>");
	page_source_line(p, d, source);
	switch (s->stance) {
	case STANCE_ASSERTS: page_words(p, " asserts it"); break;
	case STANCE_REPEATS: page_words(p, " repeats it"); break;
	case STANCE_DENIES: page_words(p, " denies it"); break;
	case STANCE_DOUBTS: page_words(p, " doubts it"); break;
	}
	if (s->stance == STANCE_REPEATS && !s->from.n)
		page_words(p, ", from whom is not known");
	for (size_t i = 0; i < s->from.n; i++) {
		const struct source *from = model_source(d->m, s->from.v[i]);
		page_choose(p, i, " and ", " from ");
		if (from)
			page_source_line(p, d, from);
		else
			page_id(p, s->from.v[i]);
	}
	if (s->inferred)
		page_words(p, " (inferred, not documented)");
	const struct fact *locator = fact_source_field(fs, source, s->locator), *date = fact_source_field(fs, source, s->date.text),
			  *data = fact_source_field(fs, source, s->data_date.text), *quote = fact_quote(fs, s);
	if (locator) {
		page_words(p, ", ");
		page_fact_unmarked(p, locator);
	}
	if (date) {
		page_words(p, "; said ");
		page_fact_unmarked(p, date);
	}
	if (data) {
		page_words(p, "; data of ");
		page_fact_unmarked(p, data);
	}
	if (s->credibility) {
		page_words(p, "; credibility ");
		page_count(p, s->credibility);
	}
	custody(p, d, source);
	if (quote) {
		page_markup(p, "<blockquote>");
		page_fact(p, quote);
		page_markup(p, "</blockquote>");
	}
	const struct fact *note = fact_support_note(fs, s);
	if (note) {
		page_markup(p, "<p class=\"note\">");
		page_fact(p, note);
		page_markup(p, "</p>");
	}
	page_markup(p, "</li>");
}

static void supports(struct page *p, struct dossier *d, const struct claim *c, bool denying)
{
	page_markup(p, "<ul class=\"supports\">");
	for (size_t i = 0; i < c->n_supports; i++)
		if ((c->supports[i].stance >= STANCE_DENIES) == denying)
			support_line(p, d, &c->supports[i]);
	page_markup(p, "</ul>");
}

static void voices(struct page *p, struct dossier *d, const struct side *s)
{
	if (s->n_origins) {
		page_count(p, (long long)s->n_origins);
		page_choose(p, s->n_origins == 1, " origin, ", " origins, ");
	} else {
		page_words(p, "Origin unknown; ");
	}
	if (s->voices_low == s->voices_high) {
		page_count(p, s->voices_low);
	} else {
		page_count(p, s->voices_low);
		page_words(p, " to ");
		page_count(p, s->voices_high);
	}
	page_choose(p, s->voices_high == 1, " independent voice; falls when ", " independent voices; falls when ");
	page_count(p, s->resilience);
	page_choose(p, s->resilience == 1, " source falls", " sources fall");
	if (s->n_cut) {
		page_words(p, ", for instance ");
		for (size_t i = 0; i < s->n_cut; i++) {
			page_choose(p, i, " and ", "");
			page_source_line(p, d, s->cut[i]);
		}
	}
	page_words(p, ".");
	for (size_t i = 0; i < s->n_voices; i++)
		for (size_t k = 0; k < s->voices[i].n_ties; k++) {
			page_words(p, " One voice: ");
			page_fact(p, fact_tie(&d->facts, &s->voices[i].ties[k]));
			page_words(p, ".");
		}
}

static void origins(struct page *p, struct dossier *d, const struct weighed *w)
{
	page_markup(p, "<dt>");
	page_words(p, "Who says it");
	page_markup(p, "</dt><dd>");
	if (!claim_withheld(w))
		voices(p, d, &w->support);
	else
		page_words(p, "Nothing stands under it.");
	if (w->support.n_circular)
		page_words(p, " Some only cite each other in a circle; that counts for nothing.");
	supports(p, d, w->claim, false);
	line(p);
}

/* The accused party's own answers: claims that name this one in `disputes`. */
static void answers(struct page *p, struct dossier *d, const struct claim *c)
{
	for (size_t i = 0; i < d->w.n_claims; i++) {
		const struct weighed *other = &d->w.claims[i];
		for (size_t k = 0; k < other->claim->disputes.n; k++) {
			const struct fact *f = strcmp(other->claim->disputes.v[k], c->id) ? NULL : fact_claim(&d->facts, other);
			if (!f)
				continue;
			page_markup(p, "<p class=\"answer\">");
			page_words(p, "Answer ");
			page_claim_link(p, other->claim);
			page_words(p, ": ");
			page_fact(p, f);
			page_markup(p, "</p>");
		}
	}
}

static bool is_disputed(struct dossier *d, const struct weighed *w)
{
	for (size_t i = 0; i < d->w.n_claims; i++)
		for (size_t k = 0; k < d->w.claims[i].claim->disputes.n; k++)
			if (!strcmp(d->w.claims[i].claim->disputes.v[k], w->claim->id))
				return true;
	return w->denial.n_supports > 0;
}

static void denials(struct page *p, struct dossier *d, const struct weighed *w)
{
	page_markup(p, "<dt>");
	page_words(p, "Who disputes it");
	page_markup(p, "</dt><dd>");
	if (!is_disputed(d, w))
		page_words(p, "Nobody on record.");
	if (w->denial.n_voices) {
		page_count(p, (long long)w->denial.n_voices);
		page_choose(p, w->denial.n_voices == 1, " voice", " voices");
		if (w->denial_interested)
			page_words(p, ", with an interest in the matter");
		page_words(p, ".");
	}
	answers(p, d, w->claim);
	if (w->denial.n_supports)
		supports(p, d, w->claim, true);
	line(p);
}

/* --- the claim ---------------------------------------------------------------------------- */

static void people(struct page *p, struct dossier *d, const struct strs *who)
{
	for (size_t i = 0; i < who->n; i++) {
		page_choose(p, i, ", ", "");
		page_actor(p, d, who->v[i]);
	}
}

static void roles(struct page *p, struct dossier *d, const struct weighed *w)
{
	const struct claim *c = w->claim;
	const struct strs by = standing_sources(&d->facts, w);
	if (c->perpetrators.n) {
		page_markup(p, "<dt>");
		page_words(p, "Said to have done it");
		page_markup(p, "</dt><dd>");
		people(p, d, &c->perpetrators);
		line(p);
	}
	if (c->enablers.n) {
		page_markup(p, "<dt>");
		page_words(p, "Said to have made it possible");
		page_markup(p, "</dt><dd>");
		people(p, d, &c->enablers);
		line(p);
	}
	if (c->victims.n) {
		page_markup(p, "<dt>");
		page_words(p, "Said to be harmed");
		page_markup(p, "</dt><dd>");
		people(p, d, &c->victims);
		line(p);
	}
	const struct fact *when = fact_field(&d->facts, c->when.text, &by, NULL);
	if (when) {
		page_markup(p, "<dt>");
		page_words(p, "When");
		page_markup(p, "</dt><dd>");
		page_fact_unmarked(p, when);
		line(p);
	}
}

static void standing(struct page *p, struct dossier *d, const struct weighed *w)
{
	page_markup(p, "<dt>");
	page_words(p, "How it stands");
	page_markup(p, "</dt><dd>");
	page_state(p, w);
	if (w->grade) {
		page_words(p, " Grade ");
		page_markup(p, "<strong>");
		page_fact_unmarked(p, fact_weighed(&d->facts, w, w->grade->name));
		page_markup(p, "</strong>");
		page_words(p, ": ");
		page_fact_unmarked(p, fact_weighed(&d->facts, w, w->grade->text));
		page_words(p, ".");
	}
	if (w->state_why) {
		page_words(p, " ");
		page_fact(p, fact_weighed(&d->facts, w, w->state_why));
	}
	if (w->grade_why && !w->state_why) {
		page_words(p, " No better because ");
		page_fact_unmarked(p, fact_weighed(&d->facts, w, w->grade_why));
		page_words(p, ".");
	}
	if (w->cannot_bear) {
		page_words(p, " Not counted: ");
		page_fact_unmarked(p, fact_weighed(&d->facts, w, w->cannot_bear));
		page_words(p, ".");
	}
	if (w->credibility_refused)
		page_words(p, " Credibility 1 (confirmed) is refused: fewer than two independent voices stand.");
	if (!w->claim->confirmed)
		page_words(p, " Marked unconfirmed.");
	for (size_t i = 0; i < w->n_outdated; i++) {
		page_choose(p, i, ", ", " Still repeat it: ");
		page_source_line(p, d, w->outdated[i]);
	}
	line(p);
}

static void claim(struct page *p, struct dossier *d, const struct weighed *w)
{
	const struct fact *f = fact_claim(&d->facts, w);
	if (!f)
		return;
	page_markup(p, "<article class=\"claim\"");
	page_anchor(p, "claim-", w->claim->id);
	page_markup(p, "><h3><span class=\"id\">");
	page_id(p, w->claim->id);
	page_markup(p, "</span> ");
	page_fact(p, f);
	page_markup(p, "</h3><dl>");
	standing(p, d, w);
	amounts(p, d, w);
	roles(p, d, w);
	origins(p, d, w);
	denials(p, d, w);
	const struct strs by = standing_sources(&d->facts, w);
	const struct fact *note = fact_texts(&d->facts, &w->claim->note, &by, NULL);
	if (note) {
		page_markup(p, "<dt>");
		page_words(p, "Remark");
		page_markup(p, "</dt><dd>");
		page_fact(p, note);
		line(p);
	}
	page_markup(p, "<dt>");
	page_words(p, "Record");
	page_markup(p, "</dt><dd>");
	page_words(p, "log entry ");
	page_count(p, (long long)w->claim->n);
	page_markup(p, "</dd></dl></article>");
}

void part_claims(struct page *p, struct dossier *d)
{
	size_t withheld = 0;
	page_markup(p, "<section id=\"claims\"><h2>");
	page_words(p, "Claims");
	page_markup(p, "</h2>");
	for (size_t i = 0; i < d->w.n_claims; i++) {
		claim(p, d, &d->w.claims[i]);
		withheld += claim_withheld(&d->w.claims[i]);
	}
	if (withheld) {
		page_markup(p, "<h3>");
		page_words(p, "Withheld: nothing supports them");
		page_markup(p, "</h3><ul>");
		for (size_t i = 0; i < d->w.n_claims; i++)
			if (claim_withheld(&d->w.claims[i])) {
				page_markup(p, "<li");
				page_anchor(p, "claim-", d->w.claims[i].claim->id);
				page_markup(p, ">");
				page_id(p, d->w.claims[i].claim->id);
				page_markup(p, "</li>");
			}
		page_markup(p, "</ul>");
	}
	page_markup(p, "</section>");
}
