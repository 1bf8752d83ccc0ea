/* A record of the case shown to be a row of its list: the one time when pseudonym and person stand beside each other, on the terminal alone. */
#include "cli/link_cased.h"

#include "base/json.h"

#include <stdlib.h>
#include <string.h>

struct revealing { struct context *cx; struct identities known; const char *path; struct store *st; };

static enum status find_file(const struct args *args, const char *sha256, struct mapped *m, const char **path, struct error *e)
{
	for (size_t i = 2; i < args->n_rest; i++) {
		enum status st = mapped_open(args->rest[i], m, e);

		if (st)
			return st;
		if (!strcmp(m->sha256, sha256)) {
			*path = args->rest[i];
			return ST_OK;
		}
		mapped_close(m);
	}
	return error_set(e, ST_DATA, "none of the files is the list: expected one with the SHA-256 %s", sha256);
}

static void trim(const char **text, size_t *n)
{
	while (*n && ((*text)[*n - 1] == '\n' || (*text)[*n - 1] == '\r'))
		--*n;
}

static enum status show(struct revealing *r, const struct args *args, const struct identity *x, const char *held, struct error *e)
{
	struct mapped m = {0};
	const char *path = NULL, *row;
	char hex[SHA256_HEX], salt[2 * IDENTITY_SALT + 1], *text;
	enum status st = find_file(args, r->known.list[x->list], &m, &path, e);
	size_t n = (size_t)x->size;

	if (!st && (x->at > m.n || x->size > m.n - x->at))
		st = error_set(e, ST_DATA, "%s names a row that the list does not have", r->path);
	if (!st)
		st = identity_commit(x->salt, m.bytes + x->at, n, hex, e);
	for (size_t i = 0; i < IDENTITY_SALT; i++)
		(void)snprintf(salt + 2 * i, 3, "%02x", x->salt[i]);
	if (st) {
		mapped_close(&m);
		return st;
	}
	bool same = !strcmp(hex, held);

	row = m.bytes + x->at;
	trim(&row, &n);
	text = strndup(row, n);
	if (!text) {
		st = error_memory(e);
	} else if (r->cx->json) {
		json_t *line = json_stringn(row, n);

		st = answer_json(r->cx, json_pack("{s:s, s:b, s:s, s:s, s:I, s:I, s:I, s:s, s:s, s:o}", "record", x->record, "shown", same, "file", path, "sha256", m.sha256,
						  "row", (json_int_t)x->row, "at", (json_int_t)x->at, "size", (json_int_t)x->size, "salt", salt, "commitment", held,
						  "text", line ? line : json_null()), e);
	} else {
		(void)fprintf(r->cx->out, "%s is row %llu of ", x->record, (unsigned long long)x->row);
		print_line(r->cx->out, path);
		(void)fputs(":\n    ", r->cx->out);
		print_line(r->cx->out, text);
		(void)fprintf(r->cx->out, "\nsalt       %s\ncommitment %s\n%s\n", salt, held, same ? "The case's commitment is that of the salt and this row." :
			      "The case's commitment is NOT that of the salt and this row.");
	}
	free(text);
	mapped_close(&m);
	return st ? st : same ? ST_OK : ST_NEGATIVE;
}

enum status link_reveal(struct context *cx, const struct args *args, struct error *e)
{
	struct revealing r = {.cx = cx};
	struct arena a = ARENA_INIT;
	const struct identity *x = NULL;
	json_t *body = NULL;
	bool there = false;
	enum status st;

	if (args->n_rest < 3)
		return error_set(e, ST_USAGE, "onus link reveal needs a record, R-…, and the list that it stands on");
	st = answer_open(cx, STORE_READ, &r.st, e);
	if (!st)
		st = store_get(r.st, KIND_ACTOR, args->rest[1], &body, NULL, e);
	if (!st && !json_object_get(body, "commitment"))
		st = error_set(e, ST_DATA, body ? "%s is no record whose identity is kept outside the case" : "the case has no record %s", args->rest[1]);
	if (!st)
		st = identities_path(cx, args, r.st, &a, &r.path, e);
	if (!st)
		st = identities_open(cx, r.path, r.st, &r.known, &there, e);
	if (!st && !there) {
		st = error_set(e, ST_ENV, "%s is not there: nobody can tell who the records are", r.path);
		error_hint(e, "--identities FILE names it where it is elsewhere");
	}
	if (!st && !(x = identities_find(&r.known, args->rest[1])))
		st = error_set(e, ST_DATA, "%s does not have the record %s", r.path, args->rest[1]);
	if (!st)
		st = show(&r, args, x, json_text(body, "commitment", ""), e);
	json_decref(body);
	identities_free(&r.known);
	store_close(r.st);
	arena_free(&a);
	return st;
}
