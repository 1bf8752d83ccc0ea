#include "cli/linking.h"

enum status linking_decisions(struct linking *l, bool may_lack, struct error *e)
{
	enum status st;

	if (!l->log)
		return ST_OK;
	st = decisions_read(l->log, may_lack, &l->arena, &l->decisions, e);
	if (!st)
		st = decisions_use(&l->decisions, &l->records, l->options.clean, &l->arena, &l->use, e);
	l->options.decision = l->use.v;
	l->options.n_decisions = l->use.n;
	return st;
}

void linking_tell_decisions(const struct linking *l, FILE *out)
{
	const struct decisions_use *u = &l->use;

	if (!l->log)
		return;
	(void)fprintf(out, "Decisions: %zu pair%s the same, %zu different, %zu unsure", u->same, u->same == 1 ? " is" : "s are", u->n - u->same, u->n_unsure);
	if (u->elsewhere)
		(void)fprintf(out, "; %zu line%s on records that are not here", u->elsewhere, u->elsewhere == 1 ? " is" : "s are");
	(void)fprintf(out, ".\n");
	if (!u->n_changed)
		return;
	(void)fprintf(out, "%zu decision%s not used, since a record has other values now: ", u->n_changed, u->n_changed == 1 ? " is" : "s are");
	print_line(out, l->log);
	(void)fprintf(out, " line%s", u->n_changed == 1 ? "" : "s");
	for (size_t i = 0; i < u->n_changed && i < 10; i++)
		(void)fprintf(out, "%s%u", !i ? " " : i + 1 == u->n_changed ? " and " : ", ", u->changed[i]);
	(void)fprintf(out, "%s.\n", u->n_changed > 10 ? " and others" : "");
}
