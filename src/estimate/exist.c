#include "estimate/exist.h"

#include "estimate/face.h"

#include <string.h>

enum status exist_check(const struct overlap *o, struct terms t, struct arena *a, struct exist *out, struct error *e)
{
	struct face_table table;
	struct face f;
	const double *y;

	*out = (struct exist){0};
	if (o->n_lists > EXIST_LISTS)
		return error_set(e, ST_DATA, "%u lists: whether a model's maximum exists is looked up for %d lists at the most", o->n_lists, EXIST_LISTS);
	if (t.n + o->n_lists + 1 > FACE_PARAMETERS)
		return error_set(e, ST_DATA, "a model of %zu terms, %d at the most", t.n, FACE_PARAMETERS - (int)o->n_lists - 1);
	for (size_t i = 0; i < t.n; i++)
		if (!(t.set[i] & (t.set[i] - 1)) || t.set[i] >> o->n_lists)
			return error_set(e, ST_DATA, "a term of fewer than two lists, or of lists that are not there");
	y = overlap_full(o, a);
	if (!y || !face_table(&table, o->n_lists, y, a) || !face_make(&f, o->n_lists, (unsigned)t.n, a) || !face_find(&f, &table, t.set, t.n))
		return error_memory(e);
	*out = (struct exist){f.no_maximum, f.not_identifiable, f.total, f.n_parameters, f.rank, f.n_empty, f.empty};
	return ST_OK;
}

const char *exist_words(const struct exist *x)
{
	if (x->no_maximum && x->not_identifiable)
		return "its likelihood has no maximum, and it is not identifiable: more parameters than this table can tell apart";
	if (x->no_maximum)
		return x->total ? "some of its parameters run off to infinity, the total does not"
				: "its likelihood has no maximum: the total runs off to infinity or to nothing";
	if (x->not_identifiable)
		return "it is not identifiable: many totals fit this table equally well";
	return "its maximum exists and there is only one";
}
