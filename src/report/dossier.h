/* dossier.h - the document that is handed over: one judged case, rendered to HTML, JSON and PDF.
 *
 * Same case, same bytes: nothing in it depends on the day it is printed, the folder or the language of the machine. */
#ifndef ONUS_REPORT_DOSSIER_H
#define ONUS_REPORT_DOSSIER_H

#include "report/fact.h"
#include "report/page.h"

struct dossier {
	struct store *st;
	const struct model *m;
	const struct rules *rules;
	struct arena *a;
	int64_t as_of;
	struct weighing w;
	struct assessment f;
	struct responses r;
	const struct duty_deadline *deadlines; size_t n_deadlines;
	struct tree_head head;
	struct facts facts;
};

/* What the summary says, for the page, the JSON and the terminal alike. */
struct glance {
	size_t claims, stand, one_voice, disputed, withheld_claims;
	size_t by_state[STATE_STANDS + 1];
	size_t findings, shown, open, failing, confirmed, rejected;
	size_t overdue, deadlines_passed, held, not_held;
	const struct source_weight *heaviest[3]; size_t n_heaviest;
};

/* Weigh and assess a loaded case. as_of: EDTF_MAX = the day of the log's last entry. d->m, st, rules, a are set by this. */
enum status dossier_judge(struct store *st, const struct model *m, const struct rules *r, int64_t as_of, const char *lang,
			  struct arena *a, struct dossier *out, struct error *e);
void dossier_glance(const struct dossier *d, struct glance *g);

/* The whole page; graph_svg may be NULL (no Graphviz). */
enum status dossier_html(struct dossier *d, const char *graph_svg, size_t graph_n, struct buf *out, struct error *e);
/* The whole document as canonical JSON. */
enum status dossier_json(struct dossier *d, struct buf *out, struct error *e);
/* The graph of sources in Graphviz's language. */
enum status dossier_dot(struct dossier *d, struct buf *out, struct error *e);

struct dossier_written { bool pdf, graph; char note[256]; };
/* Write DIR with index.html, dossier.json, sources.dot, dossier.pdf: into a temporary folder beside it, renamed at the end. An
 * existing DIR is replaced only when it is a dossier. */
enum status dossier_write(struct dossier *d, const char *dir, bool pdf, struct dossier_written *w, struct error *e);

/* --- parts of the page (part_*.c) ------------------------------------------------------------ */
void part_summary(struct page *p, struct dossier *d);
void part_findings(struct page *p, struct dossier *d);
void part_claims(struct page *p, struct dossier *d);
void part_actors(struct page *p, struct dossier *d);
void part_sites(struct page *p, struct dossier *d);
void part_duties(struct page *p, struct dossier *d);
void part_timeline(struct page *p, struct dossier *d);
void part_responses(struct page *p, struct dossier *d);
void part_sources(struct page *p, struct dossier *d, const char *graph_svg, size_t graph_n);
void part_exhibits(struct page *p, struct dossier *d);
void part_weak(struct page *p, struct dossier *d);
void part_method(struct page *p, struct dossier *d);

/* --- shared by the parts -------------------------------------------------------------------- */
/* A name's heading for an actor or site, as a fact; NULL when no source stands behind it. */
const struct fact *actor_fact(struct dossier *d, const char *id);
/* "an actor's name linked to its entry", or its id where the name has no source. */
void page_actor(struct page *p, struct dossier *d, const char *id);
void page_claim_link(struct page *p, const struct claim *c);
/* A list of sources by title and mark. */
void page_source_line(struct page *p, struct dossier *d, const struct source *s);
/* The state in words: "superseded by its origin". */
void page_state(struct page *p, const struct weighed *w);
/* One answer of three, as mark and word. */
void page_truth(struct page *p, enum truth t);
/* Is an exhibit of this source held? */
const struct exhibit *exhibit_of(const struct model *m, const struct source *s);

/* plot.c: the range low–best–high of each figure on one axis. */
struct plotted { const struct fact *label, *figure; double low, best, high; bool open_low, open_high, own; };
void plot_ranges(struct page *p, const struct plotted *v, size_t n);
/* A sketch of points by source, without map tiles. */
void plot_points(struct page *p, struct dossier *d, const struct site *s);
/* Great-circle distance in km on the mean sphere (haversine; Sinnott 1984). */
double distance_km(const struct point *a, const struct point *b);

#endif
