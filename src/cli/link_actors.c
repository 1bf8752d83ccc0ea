/* The persons of a case held against each other (link --case): what is proposed, and why. */
#include "cli/link_cased.h"
#include "cli/linking.h"
#include "link/actors.h"

#include <math.h>
#include <string.h>

enum status linking_actors(struct linking *l, const struct args *args, struct error *e)
{
	struct store *st = NULL;
	struct buf table = BUF_INIT;
	struct sha256 hash;
	char hex[SHA256_HEX];
	enum status s = ST_OK;

	if (args_flag(args, "overlap") || args_flag(args, "id") || args_flag(args, "column") || args_flag(args, "delimiter") || args_flag(args, "ragged") ||
	    args_flag(args, "dataset") || args_flag(args, "truth") || args_flag(args, "clean"))
		return error_set(e, ST_USAGE, "--case links the persons of the case: no FILE and no option on files with it");
	s = answer_open(l->cx, STORE_READ, &st, e);
	if (!s)
		s = actors_records(st, &l->records, &table, e);
	if (!s)
		s = sha256_of(table.bytes, table.len, NULL, 0, NULL, 0, &hash, e);
	if (!s) {
		sha256_hex(&hash, hex);
		l->sha256 = arena_array(&l->arena, 1, sizeof *l->sha256);
		if (!l->sha256 || !(l->sha256[0] = arena_strdup(&l->arena, hex)))
			s = error_memory(e);
	}
	buf_free(&table);
	store_close(st);
	return s;
}

/* --- for a person -------------------------------------------------------------------------------------------------- */

/* The record's value in the column of names. */
static const char *name_of(const struct linking *l, uint32_t record)
{
	for (size_t k = 0; k < l->records.n_columns; k++)
		if (l->records.column[k].role == ROLE_FULL)
			return l->records.column[k].values[l->records.column[k].value[record]].text;
	return "";
}

static void print_record(const struct linking *l, uint32_t record)
{
	print_line(l->cx->out, name_of(l, record));
	(void)fputs(" (", l->cx->out);
	print_line(l->cx->out, l->records.id[record]);
	(void)fputs(")", l->cx->out);
}

/* One column of full names makes two fields: their own names tell them apart. */
static const char *field_name(const struct link_field *x)
{
	switch (x->kind) {
	case LINK_FIELD_GIVEN: return "given name";
	case LINK_FIELD_FAMILY: return "family name";
	case LINK_FIELD_OTHER_NAMES: return "other names";
	default: return x->name;
	}
}

static void print_why(const struct linking *l, uint32_t a, uint32_t b)
{
	struct link_explanation why;
	bool first = true;

	link_explain(&l->result, a, b, &why);
	(void)fprintf(l->cx->out, "    %.3f: before anything is compared %+.1f bits; ", why.probability, why.prior);
	for (size_t k = 0; k < why.n; k++) {
		const struct link_part *p = &why.part[k];

		if (p->level == LINK_FIELD_MISSING)
			continue;
		(void)fputs(first ? "" : ", ", l->cx->out);
		print_line(l->cx->out, field_name(p->field));
		(void)fprintf(l->cx->out, " %s %+.1f", field_level_name(p->field->kind, p->level), p->bits + p->rare);
		first = false;
	}
	(void)fputs("\n", l->cx->out);
}

static json_t *why_json(const struct linking *l, uint32_t a, uint32_t b)
{
	struct link_explanation why;
	json_t *parts = json_array();

	link_explain(&l->result, a, b, &why);
	for (size_t k = 0; parts && k < why.n; k++)
		if (why.part[k].level != LINK_FIELD_MISSING)
			(void)json_array_append_new(parts, json_pack("{s:s, s:s, s:f}", "field", field_name(why.part[k].field), "level",
				field_level_name(why.part[k].field->kind, why.part[k].level), "bits", why.part[k].bits + why.part[k].rare));
	return json_pack("{s:s, s:s, s:f, s:f, s:o}", "a", l->records.id[a], "b", l->records.id[b], "probability", why.probability, "prior", why.prior, "parts", parts);
}

static json_t *merge_json(const struct linking *l, const struct link_cluster *c)
{
	json_t *actors = json_array(), *pairs = json_array();
	const uint32_t *m = l->result.member + c->first;

	for (uint32_t i = 0; actors && pairs && i < c->size; i++) {
		(void)json_array_append_new(actors, json_pack("{s:s, s:s}", "id", l->records.id[m[i]], "name", name_of(l, m[i])));
		for (uint32_t k = 0; k < i && c->size <= 20; k++)
			(void)json_array_append_new(pairs, why_json(l, m[k], m[i]));
	}
	return json_pack("{s:f, s:o, s:o}", "probability", (double)c->probability, "actors", actors, "pairs", pairs);
}

enum status linking_actors_answer(const struct linking *l, struct error *e)
{
	const struct link_result *r = &l->result;
	json_t *list = l->cx->json ? json_array() : NULL;
	size_t n = 0;

	for (size_t i = 0; i < r->n_clusters; i++) {
		const struct link_cluster *c = &r->clusters[i];
		const uint32_t *m = r->member + c->first;

		if (c->size < 2)
			continue;
		n++;
		if (list) {
			(void)json_array_append_new(list, merge_json(l, c));
			continue;
		}
		for (uint32_t k = 0; k < c->size; k++) {
			(void)fputs(k ? " = " : "", l->cx->out);
			print_record(l, m[k]);
		}
		(void)fprintf(l->cx->out, "  %.3f\n", (double)c->probability);
		for (uint32_t k = 0; k < c->size && c->size <= 20; k++)
			for (uint32_t j = 0; j < k; j++) {
				if (c->size > 2) {
					(void)fputs("  ", l->cx->out);
					print_record(l, m[j]);
					(void)fputs(", ", l->cx->out);
					print_record(l, m[k]);
					(void)fputs("\n", l->cx->out);
				}
				print_why(l, m[j], m[k]);
			}
	}
	if (l->cx->json)
		return answer_json(l->cx, json_pack("{s:I, s:I, s:f, s:o}", "persons", (json_int_t)r->records->n, "looked_at", (json_int_t)r->looked_at,
						    "expected_matches", r->expected, "merges", list), e);
	(void)fprintf(l->cx->out, "%zu persons of the case, %zu of %.0f pairs looked at; %zu merge%s proposed\n", r->records->n, r->looked_at, r->all_pairs, n, n == 1 ? "" : "s");
	return ST_OK;
}
