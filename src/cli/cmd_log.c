#include "cli/answer.h"

#include <stdlib.h>
#include <string.h>

extern const struct command cmd_log;

/* "2026-01-02T03:04:05Z" and the rest of one entry for people: number, time, who, what. */
static void print_entry(FILE *out, uint64_t n, const json_t *entry)
{
	const char *op = json_text(entry, "op", "?"), *why = json_text(entry, "why", ""),
		   *origin = json_text(entry, "origin", "");
	(void)fprintf(out, "%6llu  ", (unsigned long long)n);
	print_line(out, json_text(entry, "at", "?"));
	(void)fputs("  ", out);
	print_line(out, json_text(entry, "by", "?"));
	(void)fputs("  ", out);
	print_line(out, op);
	(void)fputs(" ", out);
	if (!strcmp(op, "init")) {
		(void)fputs("case ", out);
		print_line(out, json_text(entry, "case", "?"));
	} else {
		print_line(out, json_text(entry, "kind", "?"));
		(void)fputs(" ", out);
		print_line(out, json_text(entry, "id", "?"));
	}
	if (*origin || *why) {
		(void)fputs(*why ? ": " : " from ", out);
		print_line(out, *why ? why : origin);
	}
	(void)fputc('\n', out);
}

static enum status show_entry(void *arg, uint64_t n, const char *entry, const struct sha256 *leaf, struct error *e)
{
	const struct context *cx = arg;
	char hex[SHA256_HEX];
	json_t *parts;
	enum status s = json_read(entry, strlen(entry), "log", &parts, e);
	if (s != ST_OK)
		return s;
	sha256_hex(leaf, hex);
	if (cx->json)
		s = answer_json(cx, json_pack("{s:I, s:s, s:O}", "n", (json_int_t)n, "leaf", hex, "entry", parts), e);
	else
		print_entry(cx->out, n, parts);
	json_decref(parts);
	return s;
}

struct proof {
	uint64_t n;
	char *entry; /* malloc'd */
	struct sha256 leaf;
};

/* Keeps the first entry that is shown, and stops the walk there. */
static enum status take_entry(void *arg, uint64_t n, const char *entry, const struct sha256 *leaf, struct error *e)
{
	struct proof *p = arg;
	if (n != p->n)
		return ST_NEGATIVE;
	p->entry = strdup(entry);
	p->leaf = *leaf;
	return p->entry ? ST_NEGATIVE : error_memory(e);
}

static enum status print_proof(const struct context *cx, const struct proof *p, const struct sha256 *path, size_t len,
			       const struct tree_head *head, struct error *e)
{
	char hex[SHA256_HEX];
	json_t *steps = cx->json ? json_array() : NULL;
	sha256_hex(&p->leaf, hex);
	if (!cx->json) {
		(void)fputs("entry      ", cx->out);
		print_line(cx->out, p->entry);
		(void)fprintf(cx->out, "\nleaf       %s  SHA-256 of a zero byte and the entry\n", hex);
	}
	for (size_t i = 0; i < len; i++) {
		char step[SHA256_HEX];
		sha256_hex(&path[i], step);
		if (!cx->json)
			(void)fprintf(cx->out, "path       %s\n", step);
		else if (json_array_append_new(steps, json_string(step)) != 0)
			break;
	}
	char root[SHA256_HEX];
	sha256_hex(&head->root, root);
	if (!cx->json) {
		(void)fprintf(cx->out, "tree head  %llu:%s\n", (unsigned long long)head->size, root);
		return ST_OK;
	}
	if (json_array_size(steps) != len) {
		json_decref(steps);
		return error_memory(e);
	}
	return answer_json(cx,
			   json_pack("{s:I, s:s, s:s, s:o, s:{s:I, s:s}}", "n", (json_int_t)p->n, "entry", p->entry,
				     "leaf", hex, "path", steps, "head", "size", (json_int_t)head->size, "root", root),
			   e);
}

static enum status prove(const struct context *cx, struct store *st, uint64_t n, struct error *e)
{
	struct proof p = {.n = n};
	struct sha256 *path = NULL;
	struct tree_head head;
	size_t len = 0;
	enum status s = store_inclusion(st, n, &path, &len, e);
	if (s == ST_OK)
		s = store_each_log(st, n, take_entry, &p, e);
	if (s == ST_NEGATIVE)
		s = ST_OK;
	if (s == ST_OK)
		s = store_tree_head(st, &head, e);
	if (s == ST_OK && p.entry)
		s = print_proof(cx, &p, path, len, &head, e);
	free(p.entry);
	free(path);
	return s;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	struct store *st = NULL;
	struct tree_head head;
	unsigned long long from, proof;
	char root[SHA256_HEX];
	enum status s = answer_number(args, "from", 1, 1, &from, e);
	if (s == ST_OK)
		s = answer_number(args, "proof", 1, 0, &proof, e);
	if (s == ST_OK)
		s = answer_open(cx, STORE_READ, &st, e);
	if (s != ST_OK)
		return s;
	if (proof)
		s = prove(cx, st, proof, e);
	else if (args_flag(args, "head"))
		s = store_tree_head(st, &head, e);
	else
		s = store_each_log(st, from, show_entry, cx, e);
	store_close(st);
	if (s != ST_OK || proof || !args_flag(args, "head"))
		return s;
	sha256_hex(&head.root, root);
	if (cx->json)
		return answer_json(cx, json_pack("{s:I, s:s}", "size", (json_int_t)head.size, "root", root), e);
	(void)fprintf(cx->out, "%llu:%s\n", (unsigned long long)head.size, root);
	return ST_OK;
}

static const struct option options[] = {
    {"from", 0, "N", "begin with entry N"},
    {"head", 0, NULL, "print the tree head only: entries and root, to note down and give to verify --head"},
    {"proof", 0, "N", "prove that entry N is in the log: entry, leaf hash, path, tree head"},
};

const struct command cmd_log = {
    .name = "log",
    .args = "",
    .summary = "list every change of the case",
    .about =
	"Lists the log: number, time, who, and what was put or dropped, and from which script. With --json one line of "
	"JSON for each entry: {\"n\", \"leaf\", \"entry\"}, entry as the log holds it.\n\n"
	"The log is append-only and hashed as RFC 9162 says: an entry is canonical JSON (RFC 8785), its leaf "
	"SHA-256(0x00 || entry), a node SHA-256(0x01 || left || right). --proof N prints what somebody needs who holds "
	"only the tree head to see that entry N stands in the log: hash the leaf with each step of the path in turn "
	"(RFC 9162, 2.1.3.2) and compare with the root.",
    OPTIONS(options),
    .run = run,
    .json = true,
};
