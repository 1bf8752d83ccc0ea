/* script.h - case scripts: records of a case in YAML that a lawyer can read and a reviewer can diff.
 *
 * Reading validates against the table in store/shape.h, turns every record into normal form, and reports the first
 * errors with file, line, column, what was found and what was expected, and the near word for an unknown one. */
#ifndef ONUS_EXCHANGE_SCRIPT_H
#define ONUS_EXCHANGE_SCRIPT_H

#include "base/buf.h"
#include "store/store.h"

struct script_record {
	enum kind kind;
	const char *id;
	json_t *body;          /* owned by the script; normal form */
	struct place at;
};

struct script {
	const char *name;      /* its `script:` name, else the file's name without folder */
	struct script_record *records; size_t n;
	struct arena *arena;   /* owned */
};

/* Limits on a hostile file: bytes, depth, nodes after aliases are spelt out. */
enum { SCRIPT_BYTES_MOST = 64 << 20, SCRIPT_DEPTH_MOST = 64, SCRIPT_NODES_MOST = 4000000 };

/* Parse text (valid UTF-8 required) named `file` in messages. On error *out is empty. Errors: ST_DATA, ST_ENV. */
enum status script_parse(const char *text, size_t n, const char *file, struct script *out, struct error *e);
/* The same from a file; a file over the limit is refused without being read. */
enum status script_read(const char *path, struct script *out, struct error *e);
void script_free(struct script *s);

/* What an import did; each id list is arena memory of the caller. */
struct import_report {
	size_t added, changed, same, withdrawn;
	size_t entries;        /* log entries written */
};
/* Called for what deserves a word though it is no error: a reference to an id that no record has yet. */
typedef void import_warning(void *arg, const struct error *w);

struct import_options {
	bool keep;             /* do not withdraw records that the script no longer has */
	bool dry_run;
};
/* Import scripts as one batch: all or nothing. Records that came from a script of the same name and are in it no more
 * are withdrawn, unless keep; withdrawing what another record still refers to is an error. */
enum status script_import(struct store *st, const struct script *scripts, size_t n, const char *by,
			  const struct import_options *o, import_warning *warn, void *arg, struct import_report *report,
			  struct error *e);

/* The whole case as one script that imports to the same records. */
enum status script_export(struct store *st, struct buf *out, struct error *e);
/* The reference of every key, from the table, as Markdown (docs/case-script.md). */
enum status script_reference(struct buf *out, struct error *e);

/* Check and normalise one value tree against a kind's shape; used by the FtM reader and by tests too. */
enum status shape_check(const struct kind_info *k, json_t *body, struct error *e);

#endif
