#include "cli/link_cased.h"
#include "cli/linking.h"
#include "cli/take.h"
#include "link/link_case.h"
#include "onus/version.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { FILED_MOST = 1000000 };

struct filing_run {
	struct linking *l;
	const struct args *args;
	struct store *st;
	struct arena a;
	struct mapped list[LINK_FILES];
	size_t first[LINK_FILES + 1]; /* records of each file */
	struct link_case_list lists[LINK_FILES];
	const char **actor, **commitment;
	const char *identities;
	struct identities known;
	size_t fresh;                /* pseudonyms made */
};

/* --- what the answer depends on ----------------------------------------------------------------------------------- */

/* All options given but those that change nothing of it, or that stand elsewhere. Draws are no part of the answer, but of the table. */
static bool matters(const char *option)
{
	static const char *const other[] = {"output", "pairs", "pairs-from", "truth", "overlap", "threads", "quiet", "file", "dataset", "identities", "reason", "seed",
					    "decisions", "draws", "case", "all", "settings", "write-settings", "labels"};

	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		if (!strcmp(option, other[i]))
			return false;
	return true;
}

struct given { const char *name, *value; };

static int by_given(const void *p, const void *q)
{
	const struct given *x = p, *y = q;
	int c = strcmp(x->name, y->name);

	return c ? c : strcmp(x->value, y->value);
}

/* The last value counts, where an option does not stand for several; what --settings says may be said again. */
static bool overridden(const struct args *args, size_t i)
{
	bool several = !strcmp(args->names[i], "column") || !strcmp(args->names[i], "clean");

	for (size_t k = i + 1; k < args->n_options; k++)
		if (!strcmp(args->names[k], args->names[i]) && (!several || !strcmp(args->values[k], args->values[i])))
			return true;
	return false;
}

/* By name and value: in which order they were given is no difference. */
static json_t *parameters_json(const struct args *args, const char *apart, struct arena *a)
{
	struct given *v = arena_array(a, args->n_options + 1, sizeof *v);
	json_t *list = v ? json_array() : NULL;
	size_t n = 0;

	for (size_t i = 0; list && i < args->n_options; i++) {
		const char *value = args->values[i], *slash = strrchr(value, '/');

		if (!matters(args->names[i]) || overridden(args, i))
			continue;
		if (!strcmp(args->names[i], "clean") && slash) /* folders are nobody's matter */
			value = slash + 1;
		v[n++] = (struct given){args->names[i], *value ? value : "yes"};
	}
	if (n > 1)
		qsort(v, n, sizeof *v, by_given);
	for (size_t i = 0; list && i < n; i++)
		if (json_array_append_new(list, json_pack("{s:s, s:s}", "name", v[i].name, "value", v[i].value))) {
			json_decref(list);
			return NULL;
		}
	if (list && apart && json_array_append_new(list, json_pack("{s:s, s:s}", "name", "told apart", "value", apart))) {
		json_decref(list);
		return NULL;
	}
	return list;
}

/* --- lists ---------------------------------------------------------------------------------------------------------- */

enum status linking_hash(struct linking *l, const struct args *args, struct error *e)
{
	struct mapped m;
	enum status st = ST_OK;

	l->sha256 = arena_array(&l->arena, args->n_rest + 1, sizeof *l->sha256);
	if (!l->sha256)
		return error_memory(e);
	for (size_t i = 0; !st && i < args->n_rest; i++) {
		if (!strcmp(args->rest[i], "-"))
			return error_set(e, ST_USAGE, "--file needs the lists as files: their bytes are named in the case");
		st = mapped_open(args->rest[i], &m, e);
		if (!st && !(l->sha256[i] = arena_strdup(&l->arena, m.sha256)))
			st = error_memory(e);
		mapped_close(&m);
		for (size_t k = 0; !st && k < i; k++)
			if (!strcmp(l->sha256[k], l->sha256[i]))
				st = error_set(e, ST_DATA, "%s and %s are the same bytes: a list is filed once", args->rest[k], args->rest[i]);
	}
	return st;
}

static enum status open_lists(struct filing_run *r, struct error *e)
{
	const struct link_records *records = &r->l->records;
	enum status st = ST_OK;

	if (records->n > FILED_MOST)
		return error_set(e, ST_DATA, "%zu records are more than a case holds: at most %d expected with --file", records->n, FILED_MOST);
	if (args_nth(r->args, "dataset", records->n_files))
		return error_set(e, ST_USAGE, "--dataset is given more often than there are files");
	for (size_t i = 0, at = 0; !st && i < records->n_files; i++) {
		r->first[i] = at;
		while (at < records->n && records->file[at] == i)
			at++;
		r->first[i + 1] = at;
		st = mapped_open(r->args->rest[i], &r->list[i], e);
		if (!st && strcmp(r->list[i].sha256, r->l->sha256[i]) != 0)
			st = error_set(e, ST_DATA, "%s was changed while it was read", r->args->rest[i]);
		r->lists[i] = (struct link_case_list){.name = records->files[i], .sha256 = r->l->sha256[i]};
		if (!st)
			st = link_case_dataset(r->st, r->l->sha256[i], args_nth(r->args, "dataset", i), &r->a, &r->lists[i].source, e);
		for (size_t k = 0; !st && k < i; k++)
			if (!strcmp(r->lists[k].source, r->lists[i].source))
				st = error_set(e, ST_DATA, "two lists cannot be the one source %s", r->lists[i].source);
	}
	return st;
}

/* --- pseudonyms ------------------------------------------------------------------------------------------------------ */

static enum status chance(unsigned char *out, size_t n, struct error *e)
{
	return getrandom(out, n, 0) == (ssize_t)n ? ST_OK : error_errno(e, "random numbers");
}

static enum status make_identities(struct filing_run *r, size_t file, const uint64_t *at, struct error *e)
{
	size_t n = r->first[file + 1] - r->first[file], had = 0;
	enum status st = link_case_count(r->st, r->lists[file].source, &had, e);

	if (!st && had) {
		st = error_set(e, ST_DATA, "the case has %zu record%s of %s, and %s does not say which rows they are", had, had == 1 ? "" : "s", r->lists[file].name, r->identities);
		error_hint(e, "--identities FILE names the file that was written with them");
	}
	struct identity x = {.list = st ? 0 : identities_list(&r->known, r->lists[file].sha256)};

	if (!st && x.list == UINT32_MAX)
		st = error_memory(e);
	for (size_t i = 0; !st && i < n; i++) {
		unsigned char name[10];

		st = chance(name, sizeof name, e);
		if (!st)
			st = chance(x.salt, sizeof x.salt, e);
		identity_name(name, x.record);
		x.row = i + 1;
		x.at = at[i];
		x.size = at[i + 1] - at[i];
		if (!st)
			st = identities_add(&r->known, &x, e);
		r->fresh++;
	}
	return st;
}

/* The list's identities, in the order of its rows; made where there are none. */
static enum status find_identities(struct filing_run *r, size_t file, const uint64_t *at, size_t *from, struct error *e)
{
	uint32_t list = identities_find_list(&r->known, r->lists[file].sha256);
	size_t n = r->first[file + 1] - r->first[file], have = 0;

	*from = r->known.n;
	for (size_t i = 0; list != UINT32_MAX && i < r->known.n; i++)
		if (r->known.v[i].list == list && !have++)
			*from = i;
	if (!have)
		return make_identities(r, file, at, e);
	if (have != n)
		return error_set(e, ST_DATA, "%s has %zu rows of %s, which has %zu", r->identities, have, r->lists[file].name, n);
	for (size_t i = 0; i < n; i++) {
		const struct identity *x = &r->known.v[*from + i];

		if (x->list != list || x->row != i + 1 || x->at != at[i] || x->size != at[i + 1] - at[i])
			return error_set(e, ST_DATA, "%s does not have the rows of %s as they are", r->identities, r->lists[file].name);
	}
	return ST_OK;
}

static enum status name_records(struct filing_run *r, size_t file, struct error *e)
{
	const struct mapped *m = &r->list[file];
	size_t n = r->first[file + 1] - r->first[file], from = 0;
	uint64_t *at = malloc((n + 1) * sizeof *at);
	enum status st = at ? ST_OK : error_memory(e);

	if (!st && !rows_find(m->bytes, m->n, r->l->records.line + r->first[file], n, at))
		st = error_set(e, ST_DATA, "%s was changed while it was read", r->args->rest[file]);
	if (!st)
		st = find_identities(r, file, at, &from, e);
	for (size_t i = 0; !st && i < n; i++) {
		const struct identity *x = &r->known.v[from + i];
		char hex[SHA256_HEX];

		st = identity_commit(x->salt, m->bytes + x->at, (size_t)x->size, hex, e);
		r->actor[r->first[file] + i] = arena_strdup(&r->a, x->record);
		r->commitment[r->first[file] + i] = arena_strdup(&r->a, hex);
		if (!st && (!r->actor[r->first[file] + i] || !r->commitment[r->first[file] + i]))
			st = error_memory(e);
	}
	free(at);
	return st;
}

static enum status name_all(struct filing_run *r, struct error *e)
{
	bool there;
	enum status st = identities_path(r->l->cx, r->args, r->st, &r->a, &r->identities, e);

	if (!st)
		st = identities_open(r->l->cx, r->identities, r->st, &r->known, &there, e);
	r->actor = arena_array(&r->a, r->l->records.n + 1, sizeof *r->actor);
	r->commitment = arena_array(&r->a, r->l->records.n + 1, sizeof *r->commitment);
	if (!st && (!r->actor || !r->commitment))
		st = error_memory(e);
	for (size_t i = 0; !st && i < r->l->records.n_files; i++)
		st = name_records(r, i, e);
	/* before the case names them: what the case has can always be told */
	if (!st && r->fresh)
		st = identities_save(r->identities, &r->known, e);
	return st;
}

/* --- the account ------------------------------------------------------------------------------------------------------ */

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }

static void tell(const struct filing_run *r, const struct link_filed *d)
{
	FILE *out = r->l->cx->json || !r->l->clusters ? r->l->cx->err : r->l->cx->out;

	(void)fprintf(out, "%s: %s, with %zu merge%s", d->changed ? "Filed" : "The case has it already", d->run, d->all_merges, plural(d->all_merges));
	if (r->identities)
		(void)fprintf(out, " of %zu records", r->l->records.n);
	(void)fprintf(out, ".\n");
	if (d->retracted)
		(void)fprintf(out, "A person has withdrawn this run: none of its merges holds.\n");
	for (size_t i = 0; i < d->n_superseded; i++)
		(void)fprintf(out, "It takes the place of %s, whose merges hold no more.\n", d->superseded[i]);
	if (d->table)
		(void)fprintf(out, "The table for estimate is %s, and rests on it.\n", d->table);
	if (r->l->n_apart)
		(void)fprintf(out, "%zu pair%s kept apart, whose merge a person has withdrawn.\n", r->l->n_apart, r->l->n_apart == 1 ? " was" : "s were");
	if (d->withdrawn)
		(void)fprintf(out, "%zu of them do%s not hold: a person has told these apart.\n", d->withdrawn, d->withdrawn == 1 ? "es" : "");
	if (d->holding)
		(void)fprintf(out, "%zu merge%s all actors of one that was withdrawn, and more: look at %s.\n", d->holding, d->holding == 1 ? " has" : "s have",
			      d->holding == 1 ? "it" : "them");
	if (!r->identities)
		return;
	(void)fputs("Who the records are is not in the case but in ", out);
	print_line(out, r->identities);
	(void)fputs(": keep it, and apart from the case.\n", out);
}

/* --- all of it --------------------------------------------------------------------------------------------------------- */

static enum status put_all(struct filing_run *r, struct link_filing *f, struct error *e)
{
	const struct linking *l = r->l;
	const char *slash, *now = taking_now(&r->a);
	json_t *parameters = parameters_json(r->args, l->apart, &r->a);
	struct mapped table = {0}, log = {0};
	struct link_filed done;
	enum status st = now && parameters ? ST_OK : error_memory(e);

	f->result = &l->result;
	f->program = "onus " ONUS_VERSION;
	f->parameters = parameters;
	f->seed = l->options.seed;
	f->by = l->cx->by;
	f->now = now;
	f->day = now ? arena_strndup(&r->a, now, 10) : NULL;
	if (!st && l->log) {
		st = mapped_open(l->log, &log, e);
		f->decisions = (slash = strrchr(l->log, '/')) ? slash + 1 : l->log;
		f->decisions_sha256 = log.sha256;
	}
	if (!st && l->overlap) {
		st = mapped_open(l->overlap, &table, e);
		f->table = (slash = strrchr(l->overlap, '/')) ? slash + 1 : l->overlap;
		f->table_sha256 = table.sha256;
	}
	if (!st)
		st = link_case_file(r->st, f, &r->a, &done, e);
	if (!st)
		st = store_commit(r->st, e);
	if (!st)
		tell(r, &done);
	mapped_close(&table);
	mapped_close(&log);
	json_decref(parameters);
	return st;
}

enum status linking_file(struct linking *l, const struct args *args, struct error *e)
{
	struct filing_run r = {.l = l, .args = args};
	bool own = args_flag(args, "case");
	enum status st = answer_open(l->cx, STORE_WRITE, &r.st, e);

	if (!st)
		st = store_begin(r.st, l->cx->by, e);
	if (!st && !own)
		st = open_lists(&r, e);
	if (!st && !own)
		st = name_all(&r, e);
	if (own)
		r.lists[0] = (struct link_case_list){.name = "the persons of the case", .sha256 = l->sha256[0]};
	if (!st) {
		struct link_filing f = {.command = own ? "link --case" : "link", .lists = r.lists, .n_lists = l->records.n_files, .actor = own ? l->records.id : r.actor,
					.commitment = r.commitment};

		st = put_all(&r, &f, e);
	}
	store_rollback(r.st);
	store_close(r.st);
	for (size_t i = 0; i < LINK_FILES; i++)
		mapped_close(&r.list[i]);
	identities_free(&r.known);
	arena_free(&r.a);
	return st;
}
