/* part_time.c - what happened when, and what was done about it. */
#include "report/dossier.h"

#include <stdlib.h>
#include <string.h>

struct moment {
	int64_t at;
	const char *kind;             /* for the order of what falls on one day */
	const struct when *when;
	const struct weighed *claim;  /* one of these two */
	const struct response *response;
	const struct step *step;
};

static int in_time(const void *a, const void *b)
{
	const struct moment *x = a, *y = b;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	const char *p = x->claim ? x->claim->claim->id : x->response->id, *q = y->claim ? y->claim->claim->id : y->response->id;
	int order = strcmp(p, q);
	return order ? order : x->step < y->step ? -1 : x->step > y->step;
}

static size_t gather(struct dossier *d, struct moment *v)
{
	size_t n = 0;
	for (size_t i = 0; i < d->w.n_claims; i++) {
		const struct claim *c = d->w.claims[i].claim;
		bool told = !strcmp(c->kind, "event") || !strcmp(c->kind, "observation") || !strcmp(c->kind, "denial");
		if (c->when.text && c->when.e.earliest != EDTF_MIN && told)
			v[n++] = (struct moment){.at = c->when.e.earliest, .when = &c->when, .claim = &d->w.claims[i]};
	}
	for (size_t i = 0; i < d->m->n_responses; i++)
		for (size_t k = 0; k < d->m->responses[i].n_history; k++) {
			const struct step *s = &d->m->responses[i].history[k];
			if (s->when.text && s->when.e.earliest != EDTF_MIN)
				v[n++] = (struct moment){.at = s->when.e.earliest, .when = &s->when, .response = &d->m->responses[i], .step = s};
		}
	qsort(v, n, sizeof *v, in_time);
	return n;
}

static void moment(struct page *p, struct dossier *d, const struct moment *x)
{
	const struct strs by = x->claim ? standing_sources(&d->facts, x->claim) : x->step->sources;
	const struct strs *record = x->response ? &x->response->sources : NULL;
	const struct fact *what = x->claim ? fact_claim(&d->facts, x->claim) : fact_texts(&d->facts, &x->step->text, &by, record);
	const struct fact *when = fact_field(&d->facts, x->when->text, &by, record);
	const struct fact *title = x->response ? fact_texts(&d->facts, &x->response->title, &by, record) : NULL;
	if (!when || (!what && !title))
		return;
	page_markup(p, "<tr><th scope=\"row\">");
	page_fact_unmarked(p, when);
	page_markup(p, "</th><td>");
	if (x->claim) {
		page_claim_link(p, x->claim->claim);
		page_words(p, ": ");
		if (x->claim->state != STATE_STANDS) {
			page_state(p, x->claim);
			page_words(p, " ");
		}
	} else if (title) {
		page_fact_unmarked(p, title);
		page_words(p, " - ");
	}
	if (what)
		page_fact(p, what);
	else
		page_fact(p, fact_field(&d->facts, x->step->status, &by, record));
	if (x->step && !x->step->confirmed)
		page_words(p, " (unconfirmed)");
	page_markup(p, "</td></tr>");
}

void part_timeline(struct page *p, struct dossier *d)
{
	size_t room = d->w.n_claims + 1;
	for (size_t i = 0; i < d->m->n_responses; i++)
		room += d->m->responses[i].n_history;
	struct moment *v = arena_array(d->a, room, sizeof *v);
	if (!v) {
		d->facts.failed = true;
		return;
	}
	size_t n = gather(d, v);
	page_markup(p, "<section id=\"timeline\"><h2>");
	page_words(p, "Timeline");
	page_markup(p, "</h2><p>");
	page_words(p, "Dates as the sources have them: ? uncertain, ~ about, X unknown digit, a/b from a to b, .. open.");
	page_markup(p, "</p><div class=\"wide\"><table><thead><tr><th scope=\"col\">");
	page_words(p, "When");
	page_markup(p, "</th><th scope=\"col\">");
	page_words(p, "What");
	page_markup(p, "</th></tr></thead><tbody>");
	for (size_t i = 0; i < n; i++)
		moment(p, d, &v[i]);
	page_markup(p, "</tbody></table></div></section>");
}

/* --- responses ---------------------------------------------------------------------------- */

static void state_word(struct page *p, enum response_state s)
{
	switch (s) {
	case RESPONSE_PROMISED: page_words(p, "promised"); break;
	case RESPONSE_DUE: page_words(p, "due"); break;
	case RESPONSE_OVERDUE: page_words(p, "overdue"); break;
	case RESPONSE_DONE: page_words(p, "done"); break;
	case RESPONSE_DONE_LATE: page_words(p, "done late"); break;
	case RESPONSE_LAPSED: page_words(p, "lapsed"); break;
	case RESPONSE_FAILED: page_words(p, "failed"); break;
	case RESPONSE_VACANT: page_words(p, "vacant"); break;
	case RESPONSE_FILLED: page_words(p, "filled"); break;
	case RESPONSE_ENDED: page_words(p, "ended"); break;
	case RESPONSE_BLOCKED: page_words(p, "blocked"); break;
	case RESPONSE_OPEN: page_words(p, "open"); break;
	case RESPONSE_FUTURE: page_words(p, "not begun"); break;
	}
}

void part_responses(struct page *p, struct dossier *d)
{
	static const enum response_state order[] = {
		RESPONSE_OVERDUE, RESPONSE_VACANT, RESPONSE_LAPSED, RESPONSE_FAILED, RESPONSE_BLOCKED, RESPONSE_DUE, RESPONSE_PROMISED,
		RESPONSE_OPEN, RESPONSE_DONE_LATE, RESPONSE_DONE, RESPONSE_FILLED, RESPONSE_ENDED, RESPONSE_FUTURE};
	page_markup(p, "<section id=\"responses\"><h2>");
	page_words(p, "Responses");
	page_markup(p, "</h2><div class=\"wide\"><table><thead><tr><th scope=\"col\">");
	page_words(p, "State");
	page_markup(p, "</th><th scope=\"col\">");
	page_words(p, "What");
	page_markup(p, "</th><th scope=\"col\">");
	page_words(p, "How it stands");
	page_markup(p, "</th></tr></thead><tbody>");
	for (size_t k = 0; k < sizeof order / sizeof *order; k++)
		for (size_t i = 0; i < d->r.n; i++) {
			const struct response_standing *r = &d->r.v[i];
			const struct strs *own = r->step ? &r->step->sources : NULL;
			const struct fact *title = r->state == order[k] ? fact_texts(&d->facts, &r->response->title, &r->response->sources, own) : NULL;
			if (!title)
				continue;
			page_markup(p, "<tr><td>");
			state_word(p, r->state);
			page_markup(p, "</td><th scope=\"row\">");
			page_fact_unmarked(p, title);
			page_markup(p, "</th><td>");
			page_fact(p, fact_response(&d->facts, r));
			const struct fact *text = r->step ? fact_texts(&d->facts, &r->step->text, own, &r->response->sources) : NULL;
			if (text) {
				page_words(p, " ");
				page_fact_unmarked(p, text);
			}
			if (!r->response->confirmed || (r->step && !r->step->confirmed))
				page_words(p, " (unconfirmed)");
			page_markup(p, "</td></tr>");
		}
	page_markup(p, "</tbody></table></div></section>");
}
