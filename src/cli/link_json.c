#include "cli/linking.h"
#include "link/column.h"

json_t *link_json(const struct linking *l)
{
	const struct link_result *r = &l->result;
	json_t *out = json_pack("{s:I, s:I, s:f, s:I, s:f}", "records", (json_int_t)l->records.n, "looked_at", (json_int_t)r->looked_at, "pairs", r->all_pairs, "people",
				(json_int_t)r->n_clusters, "expected_matches", r->expected);
	json_t *columns = json_array();

	for (size_t i = 0; i < l->records.n_columns; i++)
		json_array_append_new(columns, json_pack("{s:s, s:s}", "name", l->records.column[i].name, "role", link_role_word(l->records.column[i].role)));
	json_object_set_new(out, "columns", columns);
	if (l->labels.path)
		json_object_set_new(out, "labels", link_json_labels(l));
	if (l->log)
		json_object_set_new(out, "decisions", json_pack("{s:I, s:I, s:I, s:I, s:I}", "same", (json_int_t)l->use.same, "different",
				    (json_int_t)(l->use.n - l->use.same), "unsure", (json_int_t)l->use.n_unsure, "changed", (json_int_t)l->use.n_changed, "elsewhere",
				    (json_int_t)l->use.elsewhere));
	return out;
}
