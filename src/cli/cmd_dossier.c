#include "cli/answer.h"
#include "report/dossier.h"

#include <string.h>

extern const struct command cmd_dossier;

static void print_sources(FILE *out, const struct glance *g)
{
	(void)fprintf(out, "Cannot do without:\n");
	for (size_t i = 0; i < g->n_heaviest; i++) {
		(void)fputs("  ", out);
		print_safe(out, g->heaviest[i]->source->id);
		(void)fputs(": ", out);
		print_safe(out, texts_in(&g->heaviest[i]->source->title, "en"));
		(void)fprintf(out, " - %u %s with it\n", g->heaviest[i]->falls, g->heaviest[i]->falls == 1 ? "claim falls" : "claims fall");
	}
	if (!g->n_heaviest)
		(void)fputs("  nothing: no single source brings a claim down\n", out);
}

static void print_overdue(FILE *out, const struct dossier *d)
{
	(void)fputs("Overdue, vacant or lapsed:\n", out);
	size_t n = 0;
	for (size_t i = 0; i < d->r.n; i++) {
		enum response_state s = d->r.v[i].state;
		if (s != RESPONSE_OVERDUE && s != RESPONSE_VACANT && s != RESPONSE_LAPSED)
			continue;
		(void)fputs("  ", out);
		print_safe(out, texts_in(&d->r.v[i].response->title, "en"));
		(void)fputs(": ", out);
		print_safe(out, d->r.v[i].text);
		(void)fputs("\n", out);
		n++;
	}
	if (!n)
		(void)fputs("  nothing\n", out);
}

static void print_one_voice(FILE *out, const struct dossier *d, const struct glance *g)
{
	size_t column = 0;
	(void)fprintf(out, "On one voice (%zu):", g->one_voice);
	for (size_t i = 0; i < d->w.n_claims; i++) {
		const struct weighed *w = &d->w.claims[i];
		if ((w->state != STATE_STANDS && w->state != STATE_FULFILLED) || w->support.voices_low != 1)
			continue;
		(void)fputs(column++ % 10 ? " " : "\n  ", out);
		print_safe(out, w->claim->id);
	}
	(void)fputs("\n", out);
}

static void print_summary(FILE *out, const struct dossier *d, const struct glance *g)
{
	char day[32];
	edtf_format_day(d->as_of, day, sizeof day);
	(void)fprintf(out, "As of %s: %zu claims, %zu stand, %zu of them on one voice, %zu disputed.\n", day, g->claims, g->stand, g->one_voice,
		      g->disputed);
	for (int s = 0; s < STATE_STANDS; s++)
		if (g->by_state[s]) {
			(void)fprintf(out, "  %s:", claim_state_name((enum claim_state)s));
			for (size_t i = 0; i < d->w.n_claims; i++)
				if ((int)d->w.claims[i].state == s) {
					(void)fputs(" ", out);
					print_safe(out, d->w.claims[i].claim->id);
				}
			(void)fputs("\n", out);
		}
	(void)fprintf(out, "Findings: %zu confirmed, %zu proposed (%zu with every element shown, %zu open, %zu fail), %zu rejected.\n", g->confirmed,
		      g->findings - g->confirmed - g->rejected, g->shown, g->open, g->failing, g->rejected);
	print_sources(out, g);
	print_overdue(out, d);
	print_one_voice(out, d, g);
}

static json_t *summary_json(const struct dossier *d, const struct glance *g, const char *dir, const struct dossier_written *w)
{
	char day[32];
	json_t *heaviest = json_array();
	edtf_format_day(d->as_of, day, sizeof day);
	for (size_t i = 0; heaviest && i < g->n_heaviest; i++)
		if (json_array_append_new(heaviest, json_pack("{s:s, s:i}", "source", g->heaviest[i]->source->id, "falls",
							      (int)g->heaviest[i]->falls)) != 0) {
			json_decref(heaviest);
			heaviest = NULL;
		}
	return heaviest ? json_pack("{s:s, s:s, s:b, s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "dir", dir, "as_of", day, "pdf", w->pdf, "graph",
				    w->graph, "claims", (json_int_t)g->claims, "stand", (json_int_t)g->stand, "one_voice",
				    (json_int_t)g->one_voice, "disputed", (json_int_t)g->disputed, "findings", (json_int_t)g->findings,
				    "confirmed", (json_int_t)g->confirmed, "overdue", (json_int_t)g->overdue, "heaviest", heaviest)
			: NULL;
}

static enum status say(struct context *cx, const struct dossier *d, const char *dir, const struct dossier_written *w, struct error *e)
{
	struct glance g;
	dossier_glance(d, &g);
	if (w->note[0])
		(void)fprintf(cx->err, "onus: %s\n", w->note);
	if (!w->graph)
		(void)fputs("onus: no graph of sources: Graphviz (dot) is missing or failed\n", cx->err);
	if (cx->json)
		return answer_json(cx, summary_json(d, &g, dir, w), e);
	print_summary(cx->out, d, &g);
	(void)fputs("Written: ", cx->out);
	print_safe(cx->out, dir);
	(void)fprintf(cx->out, "/index.html, dossier.json%s\n", w->pdf ? ", dossier.pdf" : "");
	return ST_OK;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	struct store *st = NULL;
	struct arena a = ARENA_INIT;
	struct model m;
	struct rules rules;
	struct dossier d;
	struct dossier_written w;
	struct edtf t;
	const char *dir = args_value(args, "output"), *as_of = args_value(args, "as-of"), *lang = args_value(args, "lang");
	int64_t day = EDTF_MAX;
	if (!dir)
		return error_set(e, ST_USAGE, "onus dossier needs -o DIR");
	if (as_of && (edtf_parse(as_of, strlen(as_of), &t, e) != ST_OK || (day = t.latest) == EDTF_MAX))
		return error_set(e, ST_USAGE, "--as-of %s: expected a day such as 2022-03-01", as_of);
	enum status s = answer_open(cx, STORE_READ, &st, e);
	if (s == ST_OK)
		s = model_load(st, &a, &m, e);
	if (s == ST_OK)
		s = rules_load(args_value(args, "rules"), &a, &rules, e);
	if (s == ST_OK)
		s = dossier_judge(st, &m, &rules, day, lang ? lang : "en", &a, &d, e);
	if (s == ST_OK)
		s = dossier_write(&d, dir, !args_flag(args, "no-pdf"), &w, e);
	if (s == ST_OK)
		s = say(cx, &d, dir, &w, e);
	store_close(st);
	arena_free(&a);
	return s;
}

static const struct option options[] = {
	{"output", 'o', "DIR", "the folder to write; an earlier dossier there is replaced"},
	{"as-of", 0, "DATE", "the day on which it is asked; the day of the log's last entry unless given"},
	{"rules", 0, "FILE", "the rule file; the one that ships unless given"},
	{"lang", 0, "LANG", "language of the case's texts, where they are in several; en unless given"},
	{"no-pdf", 0, NULL, "no PDF"},
};

const struct command cmd_dossier = {
	.name = "dossier",
	.args = "",
	.summary = "write the document that is handed over: HTML, PDF, JSON",
	.about = "Writes a folder with index.html (one self-contained page, no script, no network), dossier.pdf (the same page by WeasyPrint), "
		 "dossier.json (the same as data) and sources.dot (who takes things from whom). No sentence of the case is printed without a "
		 "source; what has none is withheld and counted. The same case gives the same bytes. The folder is put in place whole or not at "
		 "all.",
	OPTIONS(options),
	.run = run,
	.json = true,
};
