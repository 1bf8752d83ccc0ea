/* dossier_dot.c - the graph of who takes things from whom, in Graphviz's language. Ids only: their alphabet is closed. */
#include "report/dossier.h"

#include <stdlib.h>
#include <string.h>

struct edge { const struct source *from, *to; bool inferred, copy; };
struct edges { struct edge *v; size_t n, cap; bool failed; };

static void add_edge(struct edges *es, const struct source *from, const struct source *to, bool inferred, bool copy)
{
	if (!from || !to || from == to || es->failed)
		return;
	if (es->n == es->cap) {
		size_t cap = es->cap ? es->cap * 2 : 128;
		struct edge *v = reallocarray(es->v, cap, sizeof *v);
		if (!v) {
			es->failed = true;
			return;
		}
		es->v = v;
		es->cap = cap;
	}
	es->v[es->n++] = (struct edge){from, to, inferred, copy};
}

static int by_ends(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return x->inferred - y->inferred; /* a documented edge comes before an inferred one */
}

static void gather(const struct model *m, struct edges *es)
{
	for (size_t i = 0; i < m->n_sources; i++) {
		const struct source *s = &m->sources[i];
		for (size_t k = 0; k < s->n_cites; k++)
			add_edge(es, model_source(m, s->cites[k].source), s, s->cites[k].inferred, false);
		if (s->copy_of)
			add_edge(es, model_source(m, s->copy_of), s, false, true);
	}
	for (size_t i = 0; i < m->n_claims; i++)
		for (size_t k = 0; k < m->claims[i].n_supports; k++) {
			const struct support *x = &m->claims[i].supports[k];
			for (size_t j = 0; x->stance == STANCE_REPEATS && j < x->from.n; j++)
				add_edge(es, model_source(m, x->from.v[j]), model_source(m, x->source), x->inferred, false);
		}
	if (es->n)
		qsort(es->v, es->n, sizeof *es->v, by_ends);
}

static unsigned falls_with(const struct dossier *d, const struct source *s)
{
	for (size_t i = 0; i < d->w.n_sources; i++)
		if (d->w.sources[i].source == s)
			return d->w.sources[i].falls;
	return 0;
}

static void node(struct dossier *d, const struct source *s, struct buf *out)
{
	unsigned falls = falls_with(d, s);
	buf_printf(out, "\"%s\" [peripheries=%d", s->id, falls ? 2 : 1);
	if (falls)
		buf_printf(out, ", label=\"%s\\n%u fall\"", s->id, falls);
	buf_text(out, "];\n");
}

enum status dossier_dot(struct dossier *d, struct buf *out, struct error *e)
{
	struct edges es = {0};
	gather(d->m, &es);
	buf_text(out, "digraph sources {\nrankdir=LR; ranksep=0.6; nodesep=0.12; bgcolor=\"transparent\";\n"
		      "node [shape=box, fontname=\"Helvetica\", fontsize=10, height=0.25, margin=\"0.08,0.03\"];\n"
		      "edge [arrowsize=0.6, color=\"#4d5763\"];\n");
	for (size_t i = 0; i < d->m->n_sources; i++) {
		bool joined = false;
		for (size_t k = 0; k < es.n && !joined; k++)
			joined = es.v[k].from == &d->m->sources[i] || es.v[k].to == &d->m->sources[i];
		if (joined)
			node(d, &d->m->sources[i], out);
	}
	for (size_t i = 0; i < es.n; i++)
		if (i == 0 || es.v[i].from != es.v[i - 1].from || es.v[i].to != es.v[i - 1].to)
			buf_printf(out, "\"%s\" -> \"%s\"%s;\n", es.v[i].from->id, es.v[i].to->id,
				   es.v[i].copy ? " [style=dotted]" : es.v[i].inferred ? " [style=dashed]" : "");
	buf_text(out, "}\n");
	free(es.v);
	return es.failed || !buf_ok(out) ? error_memory(e) : ST_OK;
}
