/* part_findings.c - acts held against duties: what a person confirmed, what is only proposed, what was rejected. */
#include "report/dossier.h"

#include <string.h>

static void kind_word(struct page *p, enum element_kind k)
{
	switch (k) {
	case ELEMENT_ACT: page_words(p, "Act"); break;
	case ELEMENT_ACTOR: page_words(p, "Actor"); break;
	case ELEMENT_FORCE: page_words(p, "In force"); break;
	case ELEMENT_BOUND: page_words(p, "Bound"); break;
	case ELEMENT_RESERVED: page_words(p, "Reservation"); break;
	case ELEMENT_DEADLINE: page_words(p, "Deadline"); break;
	case ELEMENT_EXCEPTION: page_words(p, "Exception"); break;
	case ELEMENT_EVIDENCE: page_words(p, "Evidence"); break;
	case ELEMENT_STATE: page_words(p, "Standing"); break;
	}
}

/* The kinds of elements so answered, each once. */
static void kinds_so(struct page *p, const struct finding *f, enum truth t)
{
	unsigned seen = 0;
	for (size_t i = 0; i < f->n_elements; i++) {
		unsigned bit = 1u << f->elements[i].kind;
		if (f->elements[i].met != t || (seen & bit))
			continue;
		page_choose(p, seen, ", ", " ");
		kind_word(p, f->elements[i].kind);
		seen |= bit;
	}
}

static void element(struct page *p, struct dossier *d, const struct finding *f, const struct element *x)
{
	page_markup(p, "<tr><td>");
	page_truth(p, x->met);
	page_markup(p, "</td><th scope=\"row\">");
	kind_word(p, x->kind);
	page_markup(p, "</th><td>");
	if (!page_fact(p, fact_element(&d->facts, x, f)))
		page_words(p, "Withheld: no source stands behind this.");
	page_markup(p, "</td></tr>");
}

static void finding(struct page *p, struct dossier *d, const struct finding *f)
{
	size_t i = 0;
	while (i < d->w.n_claims && d->w.claims[i].claim != f->claim)
		i++;
	const struct fact *says = i < d->w.n_claims ? fact_claim(&d->facts, &d->w.claims[i]) : NULL;
	if (!says)
		return;
	page_markup(p, "<article class=\"finding\"><h5>");
	page_actor(p, d, f->actor->id);
	page_choose(p, !strcmp(f->role, "enabler"), ", as enabler - ", " - ");
	page_claim_link(p, f->claim);
	page_markup(p, "</h5><p>");
	page_fact(p, says);
	page_markup(p, "</p>");
	if (f->decision) {
		page_markup(p, "<p class=\"decision\">");
		page_choose(p, f->status == FINDING_STALE, "Decided on other facts than those that stand now. ", "");
		page_fact(p, fact_decision(&d->facts, f));
		page_markup(p, "</p>");
	}
	page_markup(p, "<details><summary>");
	if (f->holds == TRUTH_YES)
		page_words(p, "Every element is shown");
	else
		page_choose(p, f->holds == TRUTH_NO, "Fails:", "Nothing fails");
	if (f->holds == TRUTH_NO)
		kinds_so(p, f, TRUTH_NO);
	if (f->holds != TRUTH_YES) {
		page_words(p, "; open:");
		kinds_so(p, f, TRUTH_MAYBE);
	}
	page_markup(p, "</summary><div class=\"wide\"><table><thead><tr><th scope=\"col\">");
	page_words(p, "Answer");
	page_markup(p, "</th><th scope=\"col\">");
	page_words(p, "Element");
	page_markup(p, "</th><th scope=\"col\">");
	page_words(p, "What the case says");
	page_markup(p, "</th></tr></thead><tbody>");
	for (size_t k = 0; k < f->n_elements; k++)
		element(p, d, f, &f->elements[k]);
	page_markup(p, "</tbody></table></div></details></article>");
}

static bool in_group(const struct finding *f, int group)
{
	bool confirmed = f->status == FINDING_CONFIRMED, rejected = f->status == FINDING_REJECTED;
	return group == 0 ? confirmed : group == 2 ? rejected : !confirmed && !rejected;
}

static void group(struct page *p, struct dossier *d, int g)
{
	size_t n = 0;
	for (size_t k = 0; k < d->m->n_duties; k++) {
		bool headed = false;
		for (size_t i = 0; i < d->f.n; i++) {
			const struct finding *f = &d->f.findings[i];
			if (f->duty != &d->m->duties[k] || !in_group(f, g))
				continue;
			if (!headed) {
				page_markup(p, "<h4><a");
				page_href(p, "duty-", f->duty->id);
				page_markup(p, ">");
				if (!page_fact_unmarked(p, fact_texts(&d->facts, &f->duty->instrument, &f->duty->sources, NULL)))
					page_id(p, f->duty->id);
				const struct fact *article = fact_field(&d->facts, f->duty->article, &f->duty->sources, NULL);
				if (article) {
					page_words(p, ", ");
					page_fact_unmarked(p, article);
				}
				page_markup(p, "</a></h4>");
			}
			headed = true;
			finding(p, d, f);
			n++;
		}
	}
	if (n)
		return;
	page_markup(p, "<p>");
	page_choose(p, g == 0, "None: nobody has confirmed a finding.", "None.");
	page_markup(p, "</p>");
}

void part_findings(struct page *p, struct dossier *d)
{
	page_markup(p, "<section id=\"findings\"><h2>");
	page_words(p, "Findings");
	page_markup(p, "</h2><h3>");
	page_words(p, "Findings");
	page_markup(p, "</h3>");
	group(p, d, 0);
	page_markup(p, "<h3>");
	page_words(p, "Proposed, not findings");
	page_markup(p, "</h3><p>");
	page_words(p, "The program proposes these; no person has confirmed them. Each shows what is open or fails.");
	page_markup(p, "</p>");
	group(p, d, 1);
	page_markup(p, "<h3>");
	page_words(p, "Rejected");
	page_markup(p, "</h3>");
	group(p, d, 2);
	page_markup(p, "</section>");
}
