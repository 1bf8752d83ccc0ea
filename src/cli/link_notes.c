/* link_notes.c - what a person should know of a run before believing it: files that share nothing, few records, no pairs. */
#include "cli/linking.h"

static void note(struct linking *l, const char *text)
{
	if (text && l->n_notes < sizeof l->notes / sizeof *l->notes)
		l->notes[l->n_notes++] = text;
}

/* What a column can be compared by in another file: names and dates may stand in several columns; 0: nothing. A bit each for these two, and one for the column itself. */
enum { SHARES_NAME = 1, SHARES_DATE = 2 };

static unsigned shares(enum link_role role)
{
	switch (role) {
	case ROLE_GIVEN: case ROLE_FAMILY: case ROLE_FULL: return SHARES_NAME;
	case ROLE_DATE: case ROLE_YEAR: case ROLE_MONTH: case ROLE_DAY: return SHARES_DATE;
	default: return 0;
	}
}

static bool used(enum link_role role) { return role > ROLE_IGNORE; }

/* Files that have something to compare with another: a bit each. */
static uint64_t with_another(const struct link_records *r)
{
	uint64_t names = 0, dates = 0, out = 0;

	for (size_t k = 0; k < r->n_columns; k++) {
		const struct link_column *c = &r->column[k];
		uint64_t in = 0;

		for (size_t i = 0; used(c->role) && i < r->n; i++)
			if (c->value[i])
				in |= UINT64_C(1) << r->file[i];
		names |= shares(c->role) == SHARES_NAME ? in : 0;
		dates |= shares(c->role) == SHARES_DATE ? in : 0;
		if (__builtin_popcountll(in) > 1)
			out |= in;
	}
	if (__builtin_popcountll(names) > 1)
		out |= names;
	if (__builtin_popcountll(dates) > 1)
		out |= dates;
	return out;
}

enum status linking_common(struct linking *l, struct error *e)
{
	const struct link_records *r = &l->records;
	uint64_t with;

	if (r->n_files < 2)
		return ST_OK;
	with = with_another(r);
	if (!with) {
		(void)error_set(e, ST_DATA, "%s and %s have no column in common by which their records could be compared", r->files[0], r->files[1]);
		error_hint(e, "columns are one where their names are, or by what they are: --column NAME:ROLE");
		return ST_DATA;
	}
	for (size_t f = 0; f < r->n_files; f++)
		if (!(with >> f & 1))
			note(l, arena_printf(&l->arena, "%s has no column in common with another file: none of its records can be one with a record of another.", r->files[f]));
	return ST_OK;
}

void linking_notes(struct linking *l)
{
	const struct link_result *r = &l->result;

	if (l->records.n == 1)
		note(l, "There is one record, and none to compare it with.");
	else if (!r->n_pairs)
		note(l, "No pair was looked at: the records have nothing in common, or all of them have the same, which tells nobody apart. So nothing was learnt of how records of one person agree.");
	else if (r->expected < 10)
		note(l, "Few matches are expected: how records of one person agree rests mostly on what was assumed at the start, not on these lists.");
}
