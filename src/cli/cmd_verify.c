#include "cli/answer.h"

#include <stdlib.h>
#include <string.h>

extern const struct command cmd_verify;

struct telling {
	struct context *cx;
	json_t *list; /* NULL unless --json */
	bool failed;
};

static void tell(void *arg, const char *what, const char *detail)
{
	struct telling *t = arg;
	if (t->list) {
		/* what is damaged need not be UTF-8 */
		json_t *text = json_string(detail);
		if (!text)
			text = json_string("(not UTF-8)");
		t->failed |= json_array_append_new(t->list, json_pack("{s:s, s:o}", "what", what, "detail", text)) != 0;
		return;
	}
	(void)fprintf(t->cx->out, "%s: ", what);
	print_line(t->cx->out, detail);
	(void)fputc('\n', t->cx->out);
}

/* "12:abcdef…", as onus log --head prints it. */
static enum status read_head(const char *text, struct tree_head *out, struct error *e)
{
	char *end;
	out->size = strtoull(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end != ':' || !sha256_parse(end + 1, &out->root))
		return error_set(e, ST_USAGE, "--head %s: expected NUMBER:ROOT, as onus log --head prints it", text);
	return ST_OK;
}

/* Is the log a continuation of the one that had this head? */
static enum status check_head(struct store *st, const struct tree_head *was, struct telling *t, size_t *faults,
			      struct error *e)
{
	struct tree_head now, at;
	char detail[160];
	enum status s = store_tree_head(st, &now, e);
	if (s != ST_OK)
		return s;
	if (was->size < 1 || was->size > now.size) {
		(void)snprintf(detail, sizeof detail, "the log has %llu entries, not the %llu of the head given",
			       (unsigned long long)now.size, (unsigned long long)was->size);
	} else {
		s = store_head_at(st, was->size, &at, e);
		if (s != ST_OK || !memcmp(at.root.bytes, was->root.bytes, SHA256_SIZE))
			return s;
		(void)snprintf(detail, sizeof detail,
			       "entries 1 to %llu are not those of the head given: the log was rewritten",
			       (unsigned long long)was->size);
	}
	++*faults;
	tell(t, "tree head", detail);
	return ST_OK;
}

static enum status print_result(struct context *cx, struct store *st, struct telling *t, size_t faults, bool replay,
				struct error *e)
{
	struct tree_head head = {0};
	char root[SHA256_HEX];
	if (faults == 0) {
		enum status s = store_tree_head(st, &head, e);
		if (s != ST_OK)
			return s;
	}
	sha256_hex(&head.root, root);
	if (t->failed)
		return error_memory(e);
	if (cx->json) {
		json_t *shown =
		    faults ? json_null() : json_pack("{s:I, s:s}", "size", (json_int_t)head.size, "root", root);
		enum status s = answer_json(cx,
					    json_pack("{s:b, s:b, s:O, s:o}", "holds", faults == 0, "replay", replay,
						      "faults", t->list, "head", shown),
					    e);
		if (s != ST_OK)
			return s;
	} else if (faults) {
		(void)fprintf(cx->out, "%zu fault%s: the case is not as it was written\n", faults,
			      faults == 1 ? "" : "s");
	} else {
		(void)fprintf(cx->out, "the case holds: %llu log entr%s, root %s%s\n", (unsigned long long)head.size,
			      head.size == 1 ? "y" : "ies", root, replay ? "; all tables are what the log makes" : "");
	}
	return faults ? ST_NEGATIVE : ST_OK;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	struct store *st = NULL;
	struct tree_head was;
	struct telling t = {.cx = cx};
	bool replay = args_flag(args, "replay");
	const char *head = args_value(args, "head");
	size_t faults = 0;
	enum status s = head ? read_head(head, &was, e) : ST_OK;
	if (s == ST_OK)
		s = answer_open(cx, STORE_READ, &st, e);
	if (s == ST_OK && cx->json && !(t.list = json_array()))
		s = error_memory(e);
	if (s == ST_OK)
		s = store_verify(st, replay, tell, &t, &faults, e);
	if (s == ST_OK && head && faults == 0)
		s = check_head(st, &was, &t, &faults, e);
	if (s == ST_OK)
		s = print_result(cx, st, &t, faults, replay, e);
	json_decref(t.list);
	store_close(st);
	return s;
}

static const struct option options[] = {
    {"head", 0, "N:ROOT", "also check that the log continues the one that had this tree head (see onus log --head)"},
    {"replay", 0, NULL, "also make every table anew from the log, in memory, and compare row by row"},
};

const struct command cmd_verify = {
    .name = "verify",
    .args = "",
    .summary = "check that the case is as it was written",
    .about =
	"Checks the exhibits against their hashes (altered, missing and stray files), the log against its leaf hashes, "
	"its tree and its tree head, that entries are canonical and numbered without gaps, that each record is what "
	"the log last put, the tables and triggers, foreign keys, the search index, and the database file. Names each "
	"fault; exit 1 where there is one. Nothing is changed.\n\n"
	"Whoever can write the whole folder can write another case with another log; a tree head that somebody else "
	"noted "
	"down shows it: onus verify --head N:ROOT.",
    OPTIONS(options),
    .run = run,
    .json = true,
};
