/* part_summary.c - the case at a glance. */
#include "report/dossier.h"

#include <string.h>

void dossier_glance(const struct dossier *d, struct glance *g)
{
	*g = (struct glance){.claims = d->w.n_claims, .findings = d->f.n};
	for (size_t i = 0; i < d->w.n_claims; i++) {
		const struct weighed *w = &d->w.claims[i];
		g->by_state[w->state]++;
		g->stand += w->state == STATE_STANDS || w->state == STATE_FULFILLED;
		g->one_voice += (w->state == STATE_STANDS || w->state == STATE_FULFILLED) && w->support.voices_low == 1;
		g->disputed += w->denial.n_supports > 0;
		g->withheld_claims += claim_withheld(w);
	}
	for (size_t i = 0; i < d->f.n; i++) {
		const struct finding *f = &d->f.findings[i];
		g->shown += f->holds == TRUTH_YES;
		g->open += f->holds == TRUTH_MAYBE;
		g->failing += f->holds == TRUTH_NO;
		g->confirmed += f->status == FINDING_CONFIRMED;
		g->rejected += f->status == FINDING_REJECTED;
	}
	for (size_t i = 0; i < d->r.n; i++)
		g->overdue += d->r.v[i].state == RESPONSE_OVERDUE;
	for (size_t i = 0; i < d->n_deadlines; i++)
		g->deadlines_passed += d->deadlines[i].days > 0;
	for (size_t i = 0; i < d->w.n_sources; i++) {
		const struct source_weight *s = &d->w.sources[i];
		if (s->carries && s->held)
			g->held++;
		else if (s->carries)
			g->not_held++;
		if (g->n_heaviest < 3 && s->falls > 0)
			g->heaviest[g->n_heaviest++] = s;
	}
}

static void tile(struct page *p, size_t n)
{
	page_markup(p, "<li><strong>");
	page_count(p, (long long)n);
	page_markup(p, "</strong> ");
}

static void tiles(struct page *p, const struct glance *g)
{
	page_markup(p, "<ul class=\"tiles\">");
	tile(p, g->claims);
	page_words(p, "claims, of which ");
	page_count(p, (long long)g->stand);
	page_words(p, " stand");
	page_markup(p, "</li>");
	tile(p, g->one_voice);
	page_words(p, "of those rest on one voice");
	page_markup(p, "</li>");
	tile(p, g->disputed);
	page_words(p, "are denied or doubted by somebody");
	page_markup(p, "</li>");
	tile(p, g->confirmed);
	page_words(p, "findings confirmed by a person; ");
	page_count(p, (long long)(g->findings - g->confirmed - g->rejected));
	page_words(p, " only proposed");
	page_markup(p, "</li>");
	tile(p, g->overdue);
	page_words(p, "promises or duties overdue");
	page_markup(p, "</li>");
	tile(p, g->not_held);
	page_words(p, "supporting sources whose bytes are not held; ");
	page_count(p, (long long)g->held);
	page_words(p, " held");
	page_markup(p, "</li></ul>");
}

static void heaviest(struct page *p, struct dossier *d, const struct glance *g)
{
	page_markup(p, "<h3>");
	page_words(p, "Sources the case cannot do without");
	page_markup(p, "</h3>");
	if (!g->n_heaviest) {
		page_markup(p, "<p>");
		page_words(p, "No single source brings a claim down.");
		page_markup(p, "</p>");
		return;
	}
	page_markup(p, "<ol>");
	for (size_t i = 0; i < g->n_heaviest; i++) {
		page_markup(p, "<li>");
		page_source_line(p, d, g->heaviest[i]->source);
		page_words(p, " - ");
		page_count(p, g->heaviest[i]->falls);
		page_choose(p, g->heaviest[i]->falls == 1, " claim falls", " claims fall");
		page_words(p, " with it");
		page_markup(p, "</li>");
	}
	page_markup(p, "</ol>");
}

/* Claims whose state is not simply that they stand, worst first. */
static void troubled(struct page *p, struct dossier *d)
{
	page_markup(p, "<h3>");
	page_words(p, "Claims that do not stand as made");
	page_markup(p, "</h3><ul>");
	size_t n = 0;
	for (int s = 0; s < STATE_UNSUPPORTED; s++)
		for (size_t i = 0; i < d->w.n_claims; i++) {
			const struct weighed *w = &d->w.claims[i];
			const struct fact *f = (int)w->state == s ? fact_claim(&d->facts, w) : NULL;
			if (!f)
				continue;
			page_markup(p, "<li>");
			page_state(p, w);
			page_words(p, " ");
			page_claim_link(p, w->claim);
			page_words(p, ": ");
			page_fact(p, f);
			page_markup(p, "</li>");
			n++;
		}
	if (!n) {
		page_markup(p, "<li>");
		page_words(p, "None.");
		page_markup(p, "</li>");
	}
	page_markup(p, "</ul>");
}

static void overdue(struct page *p, struct dossier *d)
{
	page_markup(p, "<h3>");
	page_words(p, "Overdue, vacant, lapsed");
	page_markup(p, "</h3><ul>");
	static const enum response_state order[] = {RESPONSE_OVERDUE, RESPONSE_VACANT, RESPONSE_LAPSED};
	size_t n = 0;
	for (size_t k = 0; k < 3; k++)
		for (size_t i = 0; i < d->r.n; i++) {
			const struct response_standing *r = &d->r.v[i];
			const struct strs *own = r->step ? &r->step->sources : NULL;
			const struct fact *title = r->state == order[k] ? fact_texts(&d->facts, &r->response->title, &r->response->sources, own) : NULL;
			if (!title)
				continue;
			page_markup(p, "<li>");
			page_fact_unmarked(p, title);
			page_words(p, ": ");
			page_fact(p, fact_response(&d->facts, r));
			page_markup(p, "</li>");
			n++;
		}
	if (!n) {
		page_markup(p, "<li>");
		page_words(p, "Nothing.");
		page_markup(p, "</li>");
	}
	page_markup(p, "</ul>");
}

static void one_voice(struct page *p, struct dossier *d, const struct glance *g)
{
	page_markup(p, "<details class=\"list\" open><summary><h3>");
	page_words(p, "Claims that rest on one voice");
	page_markup(p, " (");
	page_count(p, (long long)g->one_voice);
	page_markup(p, ")</h3></summary><p class=\"ids\">");
	for (size_t i = 0; i < d->w.n_claims; i++) {
		const struct weighed *w = &d->w.claims[i];
		if ((w->state == STATE_STANDS || w->state == STATE_FULFILLED) && w->support.voices_low == 1) {
			page_claim_link(p, w->claim);
			page_words(p, " ");
		}
	}
	page_markup(p, "</p></details>");
}

void part_summary(struct page *p, struct dossier *d)
{
	struct glance g;
	dossier_glance(d, &g);
	page_markup(p, "<section id=\"summary\"><h2>");
	page_words(p, "At a glance");
	page_markup(p, "</h2>");
	tiles(p, &g);
	troubled(p, d);
	heaviest(p, d, &g);
	overdue(p, d);
	one_voice(p, d, &g);
	page_markup(p, "</section>");
}
