/* What a person told apart in the case (a merge of two that was withdrawn) is a decision for the next run that is filed. */
#include "cli/link_cased.h"
#include "cli/linking.h"
#include "link/link_case.h"

#include <stdlib.h>
#include <string.h>

struct named { const char *id; uint32_t record; };
struct naming_apart { struct named *v; size_t n; };

static int by_id(const void *p, const void *q)
{
	return strcmp(((const struct named *)p)->id, ((const struct named *)q)->id);
}

static int by_records(const void *p, const void *q)
{
	const struct link_decision *x = p, *y = q;

	return x->a != y->a ? (x->a > y->a) - (x->a < y->a) : (x->b > y->b) - (x->b < y->b);
}

/* The ids of the lists' records, as the file of identities has them. Where it does not have a list, its records are new, and nobody told them apart. */
static enum status names_of_lists(struct linking *l, const struct args *args, struct store *st, struct identities *known, struct naming_apart *out, struct error *e)
{
	const char *path;
	bool there;
	enum status s = identities_path(l->cx, args, st, &l->arena, &path, e);

	if (!s)
		s = identities_open(l->cx, path, st, known, &there, e);
	for (size_t i = 0, at = 0; !s && i < l->records.n_files; i++) {
		uint32_t list = identities_find_list(known, l->sha256[i]);
		size_t first = at;

		while (at < l->records.n && l->records.file[at] == i)
			at++;
		for (size_t k = 0; list != UINT32_MAX && k < known->n; k++)
			if (known->v[k].list == list && known->v[k].row <= at - first)
				out->v[out->n++] = (struct named){known->v[k].record, (uint32_t)(first + known->v[k].row - 1)};
	}
	return s;
}

static const struct named *find(const struct naming_apart *all, const char *id)
{
	const struct named key = {id, 0};

	return all->n ? bsearch(&key, all->v, all->n, sizeof key, by_id) : NULL;
}

/* The decisions of the log and these, in order; a pair that the log has stays as the log has it. */
static enum status add_decisions(struct linking *l, const struct naming_apart *all, const struct link_case_apart *pair, size_t n, struct error *e)
{
	size_t had = l->options.n_decisions, total = had;
	struct link_decision *v = arena_array(&l->arena, had + n + 1, sizeof *v);
	struct buf merges = BUF_INIT;

	if (!v)
		return error_memory(e);
	if (had)
		memcpy(v, l->options.decision, had * sizeof *v);
	for (size_t i = 0; i < n; i++) {
		const struct named *p = find(all, pair[i].actor[0]), *q = find(all, pair[i].actor[1]);

		if (!p || !q || p->record == q->record)
			continue;
		const struct link_decision x = {p->record < q->record ? p->record : q->record, p->record < q->record ? q->record : p->record, false};

		if (had && bsearch(&x, l->options.decision, had, sizeof x, by_records))
			continue;
		v[total++] = x;
		buf_printf(&merges, "%s%s", merges.len ? " " : "", pair[i].merge);
	}
	if (total > 1)
		qsort(v, total, sizeof *v, by_records);
	size_t kept = total ? 1 : 0;

	for (size_t i = 1; i < total; i++) /* two merges of the same two */
		if (by_records(&v[kept - 1], &v[i]))
			v[kept++] = v[i];
	l->options.decision = v;
	l->options.n_decisions = kept;
	l->apart = merges.len ? arena_strdup(&l->arena, buf_str(&merges)) : NULL;
	l->n_apart = kept - had;
	bool good = buf_ok(&merges) && (!merges.len || l->apart);

	buf_free(&merges);
	return good ? ST_OK : error_memory(e);
}

enum status linking_apart(struct linking *l, const struct args *args, struct error *e)
{
	struct store *st = NULL;
	struct identities known = {0};
	struct link_case_apart *pair = NULL;
	struct naming_apart all = {0};
	size_t n = 0;
	enum status s = answer_open(l->cx, STORE_READ, &st, e);

	if (!s)
		s = link_case_apart(st, &l->arena, &pair, &n, e);
	if (!s && n && !(all.v = malloc((l->records.n + 1) * sizeof *all.v)))
		s = error_memory(e);
	if (!s && n && args_flag(args, "case"))
		for (size_t i = 0; i < l->records.n; i++)
			all.v[all.n++] = (struct named){l->records.id[i], (uint32_t)i};
	else if (!s && n)
		s = names_of_lists(l, args, st, &known, &all, e);
	if (!s && all.n > 1)
		qsort(all.v, all.n, sizeof *all.v, by_id);
	if (!s && n)
		s = add_decisions(l, &all, pair, n, e);
	free(all.v);
	identities_free(&known);
	store_close(st);
	return s;
}
