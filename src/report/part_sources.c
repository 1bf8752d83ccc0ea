/* part_sources.c - sources, their graph, exhibits, what is weak, and by what method all this was reckoned. */
#include "report/dossier.h"

#include "onus/version.h"

#include <string.h>

const struct exhibit *exhibit_of(const struct model *m, const struct source *s)
{
	for (size_t i = 0; i < m->n_exhibits; i++)
		for (size_t k = 0; k < m->exhibits[i].sources.n; k++)
			if (!strcmp(m->exhibits[i].sources.v[k], s->id))
				return &m->exhibits[i];
	return NULL;
}

static const struct source_weight *weight_of(const struct dossier *d, const struct source *s)
{
	for (size_t i = 0; i < d->w.n_sources; i++)
		if (d->w.sources[i].source == s)
			return &d->w.sources[i];
	return NULL;
}

static void names_of(struct page *p, struct dossier *d, const struct source *s)
{
	for (size_t i = 0; i < s->authors.n; i++) {
		page_choose(p, i, ", ", "");
		page_actor(p, d, s->authors.v[i]);
	}
	if (s->publisher) {
		page_choose(p, s->authors.n, "; ", "");
		page_actor(p, d, s->publisher);
	}
	if (s->date.text) {
		page_choose(p, s->authors.n || s->publisher, ", ", "");
		page_fact_unmarked(p, fact_source_field(&d->facts, s, s->date.text));
	}
}

static void interests(struct page *p, struct dossier *d, const struct source *s)
{
	for (size_t i = 0; i < s->n_interests; i++) {
		const struct interest *x = &s->interests[i];
		page_markup(p, "<p class=\"warn\">");
		page_words(p, "Interest: ");
		page_fact_unmarked(p, fact_source_field(&d->facts, s, x->kind));
		page_words(p, " ");
		page_actor(p, d, x->actor);
		const struct fact *text = fact_source_field(&d->facts, s, texts_in(&x->text, d->facts.lang));
		if (text) {
			page_words(p, " - ");
			page_fact_unmarked(p, text);
		}
		page_choose(p, x->disclosed, " (disclosed by the source)", "");
		page_markup(p, "</p>");
	}
}

static void source_entry(struct page *p, struct dossier *d, const struct source *s)
{
	const struct source_weight *w = weight_of(d, s);
	const struct exhibit *x = exhibit_of(d->m, s);
	page_markup(p, "<li class=\"source\"");
	page_anchor(p, "source-", s->id);
	page_markup(p, "><p>");
	page_fact_unmarked(p, fact_title(&d->facts, s));
	page_words(p, " ");
	page_markup(p, "<code>");
	page_id(p, s->id);
	page_markup(p, "</code>. ");
	names_of(p, d, s);
	page_markup(p, "</p><p class=\"small\">");
	page_fact_unmarked(p, fact_source_field(&d->facts, s, s->kind));
	if (s->reliability) {
		page_words(p, "; reliability ");
		page_fact_unmarked(p, fact_source_field(&d->facts, s, s->reliability));
	}
	if (x) {
		page_words(p, "; held as exhibit ");
		page_markup(p, "<a");
		page_href(p, "exhibit-", x->id);
		page_markup(p, "><code>");
		page_code(p, x->id);
		page_markup(p, "</code></a>");
	} else {
		page_words(p, "; not held");
	}
	if (s->copy_of) {
		page_words(p, "; a copy of ");
		page_id(p, s->copy_of);
	}
	page_words(p, "; log ");
	page_count(p, (long long)s->n);
	if (w && w->carries) {
		page_words(p, "; stands behind ");
		page_count(p, w->carries);
		page_choose(p, w->carries == 1, " claim, ", " claims, ");
		page_count(p, w->falls);
		page_words(p, " of which fall with it");
	}
	page_words(p, ". ");
	page_address(p, s);
	page_markup(p, "</p>");
	if (w && w->retracted) {
		page_markup(p, "<p class=\"warn\">");
		page_words(p, "Retracted: it supports nothing.");
		page_markup(p, "</p>");
	}
	if (!s->confirmed) {
		page_markup(p, "<p class=\"warn\">");
		page_words(p, "Not confirmed: the document itself is not at hand.");
		page_markup(p, "</p>");
	}
	interests(p, d, s);
	const struct fact *note = fact_source_field(&d->facts, s, texts_in(&s->note, d->facts.lang));
	if (note) {
		page_markup(p, "<p class=\"small\">");
		page_fact_unmarked(p, note);
		page_markup(p, "</p>");
	}
	page_markup(p, "</li>");
}

void part_sources(struct page *p, struct dossier *d, const char *graph_svg, size_t graph_n)
{
	page_markup(p, "<section id=\"sources\"><h2>");
	page_words(p, "Sources");
	page_markup(p, "</h2><ol class=\"sources\">");
	for (size_t i = 0; i < d->m->n_sources; i++)
		source_entry(p, d, &d->m->sources[i]);
	page_markup(p, "</ol><h3>");
	page_words(p, "Who takes it from whom");
	page_markup(p, "</h3><figure class=\"graph\">");
	bool drawn = graph_svg && page_drawing(p, graph_svg, graph_n);
	page_markup(p, "<figcaption>");
	if (drawn)
		page_words(p, "An arrow runs from a source to the one that takes from it; dashed: inferred. Doubled outline: claims fall with it. "
			      "Dotted line: copies of one text.");
	else
		page_words(p, "The graph was not drawn: Graphviz (dot) is not installed. Who repeats whom stands at each claim.");
	page_markup(p, "</figcaption></figure></section>");
}

void part_exhibits(struct page *p, struct dossier *d)
{
	page_markup(p, "<section id=\"exhibits\"><h2>");
	page_words(p, "Exhibits in custody");
	page_markup(p, "</h2>");
	if (!d->m->n_exhibits) {
		page_markup(p, "<p>");
		page_words(p, "None: no source's bytes are held.");
		page_markup(p, "</p></section>");
		return;
	}
	page_markup(p, "<div class=\"wide\"><table><thead><tr><th scope=\"col\">SHA-256</th><th scope=\"col\">");
	page_words(p, "Of");
	page_markup(p, "</th><th scope=\"col\">");
	page_words(p, "Type");
	page_markup(p, "</th><th scope=\"col\">");
	page_words(p, "Bytes");
	page_markup(p, "</th><th scope=\"col\">");
	page_words(p, "Taken in");
	page_markup(p, "</th><th scope=\"col\">");
	page_words(p, "Log");
	page_markup(p, "</th></tr></thead><tbody>");
	for (size_t i = 0; i < d->m->n_exhibits; i++) {
		const struct exhibit *x = &d->m->exhibits[i];
		page_markup(p, "<tr");
		page_anchor(p, "exhibit-", x->id);
		page_markup(p, "><th scope=\"row\"><code>");
		page_code(p, x->id);
		page_markup(p, "</code></th><td>");
		for (size_t k = 0; k < x->sources.n; k++) {
			const struct source *s = model_source(d->m, x->sources.v[k]);
			page_choose(p, k, ", ", "");
			if (s)
				page_source_line(p, d, s);
		}
		page_markup(p, "</td><td>");
		page_code(p, x->type);
		page_markup(p, "</td><td>");
		page_count(p, (long long)x->size);
		page_markup(p, "</td><td>");
		page_code(p, x->when ? x->when : "");
		page_markup(p, "</td><td>");
		page_count(p, (long long)x->n);
		page_markup(p, "</td></tr>");
	}
	page_markup(p, "</tbody></table></div></section>");
}

/* --- what is weak ------------------------------------------------------------------------- */

static void weak_sources(struct page *p, struct dossier *d)
{
	size_t n = 0;
	page_markup(p, "<h3>");
	page_words(p, "Load-bearing sources");
	page_markup(p, "</h3><ol>");
	for (size_t i = 0; i < d->w.n_sources && n < 12; i++) {
		const struct source_weight *s = &d->w.sources[i];
		if (!s->falls)
			continue;
		page_markup(p, "<li>");
		page_source_line(p, d, s->source);
		page_words(p, ": ");
		page_count(p, s->falls);
		page_choose(p, s->falls == 1, " claim falls with it", " claims fall with it");
		page_choose(p, s->held, "; held", "; not held");
		page_markup(p, " <span class=\"ids\">");
		for (size_t k = 0; k < s->n_fallen; k++) {
			page_words(p, " ");
			page_claim_link(p, s->fallen[k]);
		}
		page_markup(p, "</span></li>");
		n++;
	}
	page_markup(p, "</ol>");
}

struct weakness { bool (*is)(const struct weighed *w); };

static bool is_unknown(const struct weighed *w) { return w->support.unknown > 0; }
static bool is_unconfirmed(const struct weighed *w) { return !w->claim->confirmed; }
static bool cannot_bear(const struct weighed *w) { return w->cannot_bear != NULL; }

static void claims_where(struct page *p, struct dossier *d, bool (*is)(const struct weighed *w))
{
	size_t n = 0;
	page_markup(p, "</h3><p class=\"ids\">");
	for (size_t i = 0; i < d->w.n_claims; i++)
		if (is(&d->w.claims[i])) {
			page_claim_link(p, d->w.claims[i].claim);
			page_words(p, " ");
			n++;
		}
	if (!n)
		page_words(p, "None.");
	page_markup(p, "</p>");
}

void part_weak(struct page *p, struct dossier *d)
{
	size_t open = 0, unconfirmed = 0;
	for (size_t i = 0; i < d->f.n; i++)
		for (size_t k = 0; k < d->f.findings[i].n_elements; k++)
			open += d->f.findings[i].elements[k].kind == ELEMENT_EXCEPTION && d->f.findings[i].elements[k].met == TRUTH_MAYBE;
	for (size_t i = 0; i < d->m->n_actors; i++)
		unconfirmed += !d->m->actors[i].confirmed;
	for (size_t i = 0; i < d->m->n_duties; i++)
		unconfirmed += !d->m->duties[i].confirmed;
	page_markup(p, "<section id=\"weak\"><h2>");
	page_words(p, "What is weak");
	page_markup(p, "</h2>");
	weak_sources(p, d);
	page_markup(p, "<h3>");
	page_words(p, "Claims with a support of unknown provenance");
	claims_where(p, d, is_unknown);
	page_markup(p, "<h3>");
	page_words(p, "Claims with evidence of a kind that cannot bear them");
	claims_where(p, d, cannot_bear);
	page_markup(p, "<h3>");
	page_words(p, "Claims marked unconfirmed");
	claims_where(p, d, is_unconfirmed);
	page_markup(p, "<h3>");
	page_words(p, "Not settled");
	page_markup(p, "</h3><ul><li>");
	page_count(p, (long long)open);
	page_words(p, " exceptions in proposed findings that the case does not answer");
	page_markup(p, "</li><li>");
	page_count(p, (long long)unconfirmed);
	page_words(p, " actors and duties marked unconfirmed");
	page_markup(p, "</li><li>");
	page_count(p, (long long)d->facts.withheld);
	page_words(p, " texts withheld because no source stands behind them");
	page_markup(p, "</li></ul></section>");
}

/* --- method ------------------------------------------------------------------------------- */

void part_method(struct page *p, struct dossier *d)
{
	char hex[SHA256_HEX];
	sha256_hex(&d->head.root, hex);
	page_markup(p, "<section id=\"method\"><h2>");
	page_words(p, "Method");
	page_markup(p, "</h2><p>");
	page_words(p, "Origins are where chains of repeats end. Origins that share an author, a publisher, a parent body or a declared "
		      "interest are one voice. A claim falls when the smallest set of sources that would bring it down has fallen (minimum vertex "
		      "cut). Circles of citations count for nothing. What is superseded at its origin is superseded for all who repeat it. A grade "
		      "is given by the rule file and is no finding of law; findings are proposed by the program and confirmed by people.");
	page_markup(p, "</p><dl><dt>");
	page_words(p, "Rule file");
	page_markup(p, "</dt><dd><code>");
	page_code(p, d->rules->sha256 ? d->rules->sha256 : "");
	page_markup(p, "</code></dd><dt>");
	page_words(p, "Program");
	page_markup(p, "</dt><dd>onus ");
	page_code(p, ONUS_VERSION);
	page_markup(p, "</dd><dt>");
	page_words(p, "Log");
	page_markup(p, "</dt><dd>");
	page_count(p, (long long)d->head.size);
	page_words(p, " entries, root ");
	page_markup(p, "<code>");
	page_code(p, hex);
	page_markup(p, "</code></dd><dt>");
	page_words(p, "To check");
	page_markup(p, "</dt><dd><code>onus -C CASE verify --replay</code></dd></dl></section>");
}
