/* dossier.c - the whole page, and what its parts share. */
#include "report/dossier.h"

#include "report/style.h"

#include <stdio.h>
#include <string.h>

enum status dossier_judge(struct store *st, const struct model *m, const struct rules *r, int64_t as_of, const char *lang,
			  struct arena *a, struct dossier *out, struct error *e)
{
	char last[24];
	*out = (struct dossier){.st = st, .m = m, .rules = r, .a = a, .as_of = as_of, .facts = {.a = a, .m = m, .lang = lang}};
	enum status s = store_last_time(st, last, e);
	if (s == ST_OK && as_of == EDTF_MAX) {
		last[10] = '\0';
		s = edtf_parse_day(last, &out->as_of, e);
	}
	if (s == ST_OK)
		s = store_tree_head(st, &out->head, e);
	if (s == ST_OK)
		s = judge_case(m, r, out->as_of, a, &out->w, &out->f, e);
	if (s == ST_OK)
		s = assess_responses(m, out->as_of, EDTF_MAX, a, &out->r, e);
	return s == ST_OK ? assess_deadlines(m, out->as_of, a, &out->deadlines, &out->n_deadlines, e) : s;
}

/* --- shared ------------------------------------------------------------------------------- */

const struct fact *actor_fact(struct dossier *d, const char *id)
{
	const struct actor *x = model_actor(d->m, id);
	return x && x->n_names ? fact_name(&d->facts, &x->names[0], &x->sources) : NULL;
}

void page_actor(struct page *p, struct dossier *d, const char *id)
{
	const struct fact *f = actor_fact(d, id);
	if (!f) {
		page_id(p, id);
		return;
	}
	page_markup(p, "<a");
	page_href(p, "actor-", id);
	page_markup(p, ">");
	page_fact_unmarked(p, f);
	page_markup(p, "</a>");
}

void page_claim_link(struct page *p, const struct claim *c)
{
	page_markup(p, "<a class=\"id\"");
	page_href(p, "claim-", c->id);
	page_markup(p, ">");
	page_id(p, c->id);
	page_markup(p, "</a>");
}

void page_source_line(struct page *p, struct dossier *d, const struct source *s)
{
	page_markup(p, "<cite>");
	page_fact_unmarked(p, fact_title(&d->facts, s));
	page_markup(p, "</cite><sup>");
	page_mark(p, s);
	page_markup(p, "</sup>");
}

void page_state(struct page *p, const struct weighed *w)
{
	bool asked = !strcmp(w->claim->kind, "recommendation"); /* what was called for, not foretold */
	if (asked && w->state == STATE_FAILED)
		page_markup(p, "<strong class=\"state bad\">✗ Not followed</strong>");
	if (asked && w->state == STATE_FULFILLED)
		page_markup(p, "<strong class=\"state good\">✓ Followed</strong>");
	if (asked && (w->state == STATE_FAILED || w->state == STATE_FULFILLED))
		return;
	switch (w->state) {
	case STATE_REFUTED: page_markup(p, "<strong class=\"state bad\">✗ Refuted</strong>"); break;
	case STATE_FAILED: page_markup(p, "<strong class=\"state bad\">✗ Did not come true</strong>"); break;
	case STATE_RETRACTED: page_markup(p, "<strong class=\"state bad\">✗ Retracted</strong>"); break;
	case STATE_SUPERSEDED: page_markup(p, "<strong class=\"state bad\">↷ Superseded</strong>"); break;
	case STATE_CONTRADICTED: page_markup(p, "<strong class=\"state bad\">⇄ Contradicted by its own source</strong>"); break;
	case STATE_UNSUPPORTED: page_markup(p, "<strong class=\"state bad\">∅ Unsupported</strong>"); break;
	case STATE_CIRCULAR: page_markup(p, "<strong class=\"state bad\">↻ Only circular</strong>"); break;
	case STATE_FULFILLED: page_markup(p, "<strong class=\"state good\">✓ Came true</strong>"); break;
	case STATE_STANDS: page_markup(p, "<strong class=\"state good\">✓ Stands</strong>"); break;
	}
	if (w->replaced_by) {
		page_words(p, " by ");
		page_markup(p, "<a class=\"id\"");
		page_href(p, "claim-", w->replaced_by);
		page_markup(p, ">");
		page_id(p, w->replaced_by);
		page_markup(p, "</a>");
	}
}

void page_truth(struct page *p, enum truth t)
{
	switch (t) {
	case TRUTH_YES: page_markup(p, "<span class=\"yes\">✓ shown</span>"); break;
	case TRUTH_NO: page_markup(p, "<span class=\"no\">✗ fails</span>"); break;
	case TRUTH_MAYBE: page_markup(p, "<span class=\"open\">? open</span>"); break;
	}
}

/* --- the page ----------------------------------------------------------------------------- */

static void front(struct page *p, struct dossier *d)
{
	char hex[SHA256_HEX];
	sha256_hex(&d->head.root, hex);
	page_markup(p, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
		       "initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
		       "base-uri 'none'; form-action 'none'\"><meta name=\"referrer\" content=\"no-referrer\"><title>Dossier</title><style>");
	page_markup(p, DOSSIER_STYLE);
	page_markup(p, "</style></head><body><a class=\"skip\" href=\"#main\">");
	page_words(p, "Skip to the contents");
	page_markup(p, "</a><header><p class=\"kicker\">onus</p><h1>");
	page_words(p, "Dossier");
	page_markup(p, "</h1><p>");
	page_words(p, "As of ");
	page_day(p, d->as_of);
	page_words(p, ". Log of ");
	page_count(p, (long long)d->head.size);
	page_words(p, " entries, root ");
	page_markup(p, "<code>");
	page_code(p, hex);
	page_markup(p, "</code>.</p><p class=\"rule\">");
	page_words(p, "Every statement of the case here stands over the numbered sources beside it. What no source stands behind is withheld. A "
		      "claim is what somebody says, not what is found; a proposed finding is no finding.");
	page_markup(p, "</p></header><nav aria-label=\"Contents\"><ul><li><a href=\"#summary\">At a glance</a></li><li><a "
		       "href=\"#findings\">Findings</a></li><li><a href=\"#claims\">Claims</a></li><li><a href=\"#responses\">Responses</a></li><li><a "
		       "href=\"#timeline\">Timeline</a></li><li><a href=\"#actors\">Actors</a></li><li><a href=\"#sites\">Sites</a></li><li><a "
		       "href=\"#duties\">Duties</a></li><li><a href=\"#weak\">What is weak</a></li><li><a href=\"#sources\">Sources</a></li><li><a "
		       "href=\"#exhibits\">Exhibits</a></li><li><a href=\"#method\">Method</a></li></ul></nav><main id=\"main\">");
}

enum status dossier_html(struct dossier *d, const char *graph_svg, size_t graph_n, struct buf *out, struct error *e)
{
	struct page p = {.m = d->m};
	front(&p, d);
	part_summary(&p, d);
	part_findings(&p, d);
	part_claims(&p, d);
	part_responses(&p, d);
	part_timeline(&p, d);
	part_actors(&p, d);
	part_sites(&p, d);
	part_duties(&p, d);
	part_sources(&p, d, graph_svg, graph_n);
	part_exhibits(&p, d);
	part_weak(&p, d);
	part_method(&p, d);
	page_markup(&p, "</main></body></html>\n");
	*out = p.out;
	return page_ok(&p) && !d->facts.failed ? ST_OK : error_memory(e);
}
