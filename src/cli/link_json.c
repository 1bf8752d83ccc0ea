#include "cli/linking.h"
#include "link/column.h"

#include <math.h>

/* A number that JSON has; null for what it has not. */
static json_t *real(double x) { return isfinite(x) ? json_real(x) : json_null(); }

static json_t *columns_json(const struct link_records *r)
{
	json_t *out = json_array();

	for (size_t i = 0; out && i < r->n_columns; i++) {
		const struct link_column *c = &r->column[i];

		(void)json_array_append_new(out, json_pack("{s:s, s:s, s:s}", "name", c->name, "role", link_role_word(c->role), "why", c->told ? "as told" : c->why ? c->why : ""));
	}
	return out;
}

static json_t *notes_json(const struct linking *l)
{
	const struct { const char *const *v; size_t n; } of[] = {
		{l->records.notes, l->records.n_notes}, {l->result.fields.notes, l->result.fields.n_notes}, {l->result.notes, l->result.n_notes}, {l->notes, l->n_notes},
	};
	json_t *out = json_array();

	for (size_t i = 0; out && i < sizeof of / sizeof *of; i++)
		for (size_t k = 0; k < of[i].n; k++)
			(void)json_array_append_new(out, json_string(of[i].v[k]));
	return out;
}

static json_t *field_name(const struct linking *l, int k) { return k < 0 ? json_null() : json_string(l->field[k]); }

static json_t *field_json(const struct linking *l, size_t k)
{
	const struct link_result *r = &l->result;
	const struct link_field *f = &r->fields.field[k];
	const struct model *m = &r->model;
	json_t *levels = json_array();

	for (unsigned i = f->levels; levels && i-- > 0;) {
		double a = m->m[k][i], b = m->u[k][i];

		(void)json_array_append_new(levels, json_pack("{s:s, s:o, s:o, s:o}", "level", field_level_name(f->kind, i), "m", real(a), "u", real(b), "bits",
							      real(log2(fmax(a, 1e-300) / fmax(b, 1e-300)))));
	}
	return json_pack("{s:s, s:I, s:o, s:o, s:o}", "name", l->field[k], "known", (json_int_t)f->known, "levels", levels, "on", field_name(l, m->parent_m[k]), "on_by_chance",
			 field_name(l, m->parent_u[k]));
}

static json_t *mask_json(const struct linking *l, unsigned mask)
{
	json_t *out = json_array();

	for (size_t k = 0; out && k < l->result.fields.n; k++)
		if (mask >> k & 1)
			(void)json_array_append_new(out, json_string(l->field[k]));
	return out;
}

static json_t *model_json(const struct linking *l)
{
	const struct link_result *r = &l->result;
	const struct model *m = &r->model;
	json_t *fields = json_array(), *rivals = json_array(), *starts = json_array();

	for (size_t k = 0; fields && k < r->fields.n; k++)
		(void)json_array_append_new(fields, field_json(l, k));
	for (size_t i = 0; rivals && i < m->rivals; i++)
		(void)json_array_append_new(rivals, json_pack("{s:o, s:o, s:o}", "alike", mask_json(l, link_rival_agrees(r, i)), "differ", mask_json(l, m->differs[i]), "pairs",
							      real(m->rival_share[i] * (1 - m->share) * r->all_pairs)));
	for (size_t i = 0; starts && i < r->n_starts; i++)
		(void)json_array_append_new(starts, json_pack("{s:o, s:o, s:b}", "agree", real(r->start[i].agree), "matches", real(r->start[i].matches), "same", r->start[i].same));
	return json_pack("{s:b, s:I, s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:o}", "converged", m->converged, "steps", (json_int_t)m->iterations, "log_likelihood", real(m->log_likelihood),
			 "change", real(m->change), "share", real(m->share), "prior", real(r->prior), "strayed", r->strayed, "rivals", rivals, "starts", starts, "fields", fields);
}

static json_t *record_json(const struct link_records *r, uint32_t i) { return json_pack("{s:s, s:s}", "file", r->files[r->file[i]], "id", r->id[i]); }

static json_t *weakest_json(const struct linking *l)
{
	const struct link_cluster *weak[LINK_WEAKEST];
	size_t n = link_weakest(&l->result, weak);
	json_t *out = json_array();

	for (size_t i = 0; out && i < n; i++)
		(void)json_array_append_new(out, json_pack("{s:o, s:o, s:f, s:I}", "a", record_json(&l->records, weak[i]->weak_a), "b", record_json(&l->records, weak[i]->weak_b),
							   "probability", (double)weak[i]->weakest, "records", (json_int_t)weak[i]->size));
	return out;
}

static json_t *clusters_json(const struct linking *l)
{
	const struct link_result *r = &l->result;
	json_t *out = json_array();
	size_t most = 0;
	double *sizes;
	struct arena a = ARENA_INIT;

	for (size_t c = 0; c < r->n_clusters; c++)
		most = r->clusters[c].size > most ? r->clusters[c].size : most;
	sizes = arena_array(&a, most + 1, sizeof *sizes);
	for (size_t c = 0; sizes && c < r->n_clusters; c++)
		sizes[r->clusters[c].size]++;
	for (size_t i = 1; sizes && out && i <= most; i++)
		if (sizes[i] > 0)
			(void)json_array_append_new(out, json_pack("{s:I, s:I}", "records", (json_int_t)i, "people", (json_int_t)sizes[i]));
	if (!sizes) {
		json_decref(out);
		out = NULL;
	}
	arena_free(&a);
	return json_pack("{s:o, s:I, s:o}", "sizes", out, "doubtful", (json_int_t)link_doubtful(r), "weakest", weakest_json(l));
}

static json_t *truth_json(const struct link_truth *t)
{
	json_t *bins = json_array();

	for (size_t i = 0; bins && i < 10; i++)
		if (t->bin[i].pairs > 0)
			(void)json_array_append_new(bins, json_pack("{s:f, s:f, s:f, s:f, s:f}", "from", (double)i / 10, "to", (double)(i + 1) / 10, "pairs", t->bin[i].pairs, "mean",
								    t->bin[i].sum / t->bin[i].pairs, "same", t->bin[i].right / t->bin[i].pairs));
	return json_pack("{s:s, s:f, s:f, s:f, s:f, s:o}", "column", t->column, "pairs", t->truth, "together", t->clustered, "right", t->right, "looked_at", t->looked_at, "bins",
			 bins);
}

json_t *link_json(const struct linking *l)
{
	const struct link_result *r = &l->result;
	json_t *out = json_pack("{s:I, s:I, s:f, s:I, s:f, s:I, s:I, s:o, s:I}", "records", (json_int_t)l->records.n, "looked_at", (json_int_t)r->looked_at, "pairs", r->all_pairs,
				"people", (json_int_t)r->n_clusters, "expected_matches", r->expected, "combinations", (json_int_t)r->combinations, "combinations_taken",
				(json_int_t)r->combinations_taken, "missed", r->missed < 0 ? json_null() : real(r->missed), "draws", (json_int_t)r->n_draws);

	if (!out)
		return NULL;
	(void)json_object_set_new(out, "columns", columns_json(&l->records));
	(void)json_object_set_new(out, "notes", notes_json(l));
	(void)json_object_set_new(out, "model", model_json(l));
	(void)json_object_set_new(out, "clusters", clusters_json(l));
	if (l->has_truth)
		(void)json_object_set_new(out, "truth", truth_json(&l->truth));
	if (l->labels.path)
		(void)json_object_set_new(out, "labels", link_json_labels(l));
	if (l->log)
		(void)json_object_set_new(out, "decisions", json_pack("{s:I, s:I, s:I, s:I, s:I}", "same", (json_int_t)l->use.same, "different",
				    (json_int_t)(l->use.n - l->use.same), "unsure", (json_int_t)l->use.n_unsure, "changed", (json_int_t)l->use.n_changed, "elsewhere",
				    (json_int_t)l->use.elsewhere));
	return out;
}
