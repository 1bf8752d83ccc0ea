#include "link/link_work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double link_odds_of(const struct link_result *r, uint32_t record, uint64_t levels)
{
	struct model_chances c = model_chances(&r->model, levels);

	return r->prior + model_weight(&c, frequency_weight(&r->fields, &r->model, &r->frequency, record, levels));
}

double link_probability_of(double odds) { return odds > 50 ? 1 : odds < -50 ? 0 : exp2(odds) / (1 + exp2(odds)); }

static int by_records(const void *x, const void *y)
{
	const struct link_decision *p = x, *q = y;

	return p->a != q->a ? (p->a < q->a ? -1 : 1) : p->b < q->b ? -1 : p->b > q->b;
}

int link_decided(const struct link_result *r, uint32_t a, uint32_t b)
{
	const struct link_decision key = {.a = a < b ? a : b, .b = a < b ? b : a}, *x;

	x = r->n_decisions ? bsearch(&key, r->decision, r->n_decisions, sizeof key, by_records) : NULL;
	return !x ? 0 : x->same ? 1 : -1;
}

/* Of any two records, decided or not. */
double link_odds_between(const struct link_result *r, uint32_t a, uint32_t b)
{
	int decided = link_decided(r, a, b);

	return decided ? decided * 1000.0 : link_odds_of(r, a < b ? a : b, fields_compare(&r->fields, a, b));
}
enum status link_run(const struct link_records *records, const struct link_options *o, struct link_result *out, struct error *e)
{
	struct block_set s = {0}, drawn = {0};
	struct compared c = {0}, d = {0};
	struct block_work *w = NULL;
	enum status st;

	*out = (struct link_result){.records = records, .decision = o->decision, .n_decisions = o->n_decisions};
	out->all_pairs = (double)records->n * ((double)records->n - 1) / 2;
	link_say(o, "reading the fields", -1);
	st = fields_make(records, &out->arena, &out->fields, e);
	if (!st && (!link_draw_pairs(out, o, &drawn) || !link_compare_all(out, o, &drawn, &d)))
		st = error_memory(e);
	if (!st && link_stopped(o))
		st = error_set(e, ST_NEGATIVE, "stopped");
	if (!st)
		st = link_propose(out, o, &drawn, d.levels, &s, &w, e);
	if (!st && !link_compare_all(out, o, &s, &c))
		st = error_memory(e);
	if (!st && link_stopped(o))
		st = error_set(e, ST_NEGATIVE, "stopped");
	if (!st && (!link_stand_in(out, &s, &drawn, d.levels, &c.t) || !link_fit(out, &c.t, true) || !link_weigh(out, o, &s, &c)))
		st = error_memory(e);
	if (!st)
		out->missed = link_missed(out, w);
	block_end(w);
	free(s.pair);
	free(drawn.pair);
	compared_free(&c);
	compared_free(&d);
	if (!st)
		st = link_put_together(out, o, e);
	if (st)
		link_free(out);
	return st;
}

void link_free(struct link_result *r)
{
	fields_free(&r->fields);
	frequency_free(&r->frequency);
	free(r->pair);
	free(r->cluster);
	free(r->clusters);
	free(r->member);
	for (size_t i = 0; i < r->n_draws; i++)
		free(r->draw[i]);
	free(r->draw);
	arena_free(&r->arena);
	*r = (struct link_result){0};
}

void link_explain(const struct link_result *r, uint32_t a, uint32_t b, struct link_explanation *out)
{
	uint64_t levels = fields_compare(&r->fields, a, b);

	*out = (struct link_explanation){.prior = r->prior, .odds = r->prior, .n = r->fields.n};
	for (size_t k = 0; k < r->fields.n; k++) {
		out->part[k] = (struct link_part){.field = &r->fields.field[k], .level = levels_at(levels, k),
						  .bits = model_field_weight(&r->model, levels, k),
						  .rare = frequency_field_weight(&r->fields, &r->model, &r->frequency, a < b ? a : b, levels, k)};
		out->odds += out->part[k].bits + out->part[k].rare;
	}
	out->rival = link_odds_of(r, a < b ? a : b, levels) - out->odds;
	out->odds += out->rival;
	out->probability = link_probability_of(out->odds);
}

const char *link_value_text(const struct link_result *r, uint32_t record, const struct link_field *x, struct arena *a)
{
	const char *out = NULL;

	for (size_t k = 0; k < x->n_columns; k++) {
		const struct link_column *c = &r->records->column[x->column[k]];
		const char *text = c->values[c->value[record]].text;

		if (!*text)
			continue;
		out = out ? arena_printf(a, "%s %s", out, text) : text;
		if (!out)
			return NULL;
	}
	return out ? out : "";
}
