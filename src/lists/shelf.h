/* shelf.h - where watchlists are kept, and what is known of each.
 *
 * A shelf is a folder; a list is a folder in it, of the list's name:
 *
 *   NAME/about.json             what is known of the list: address, versions with hash, dates and counts
 *   NAME/20250419T101500Z-1f2e3d4c/   one version: the file or files as they came, and the compiled list
 *   lists.yaml                  addresses that the reader of the lists set down (pull), if any
 *   .NAME.lock, .new-NAME/      in the making; nothing reads them
 *
 * The present version and the one before it are kept whole, of earlier ones the record. about.json names the present version: writing it
 * (temporary file, fsync, rename) is the moment at which a new version is in force. Whatever ends a writer before that moment leaves
 * the earlier version in force, and the next writer sweeps the rest away. One writer a list: a lock that ends with its process. */
#ifndef ONUS_LISTS_SHELF_H
#define ONUS_LISTS_SHELF_H

#include "base/arena.h"
#include "base/sha256.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

struct shelf { const char *dir; };

/* $ONUS_LISTS, else lists/ in the case folder (case_dir may be NULL), else $XDG_DATA_HOME/onus/lists, else ~/.local/share/onus/lists.
 * The folder need not be there yet. The path lives in a. ST_ENV: no home folder. */
enum status shelf_locate(const char *case_dir, struct arena *a, struct shelf *out, struct error *e);
/* [a-z0-9][a-z0-9._-]{0,63} */
bool shelf_name_ok(const char *name);
/* ST_USAGE with what is expected when it is not ok. */
enum status shelf_name_check(const char *name, struct error *e);

/* Strings are NULL where nothing is known. */
struct shelf_file {
	const char *name;
	const char *sha256;          /* hexadecimal */
	uint64_t size;
	const char *url;             /* where it was pulled from, and how its server marks the version */
	const char *etag, *modified;
};
struct shelf_version {
	const char *folder;          /* NULL: only the record is kept */
	struct shelf_file *files;    /* in order of name */
	size_t n_files;
	const char *format;
	const char *date;            /* that the list gives, YYYY-MM-DD */
	const char *taken;           /* when it was taken, RFC 3339, UTC */
	const char *sha256;          /* of the file; of a set: of its files' hashes in order of name */
	uint64_t entries, names, faults;
};
struct shelf_list {
	const char *name;
	const char *source;          /* the path or the address that the present version came from */
	const char **urls;           /* given with --url and remembered */
	size_t n_urls;
	const char *checked;         /* when a server last said that there is nothing newer */
	struct shelf_version *versions; /* the present one, the one before it, …: at least one */
	size_t n_versions;
};

/* The names of all lists, in order. A shelf that is not there has none. */
enum status shelf_names(const struct shelf *s, struct arena *a, const char ***names, size_t *n, struct error *e);
/* What is known of a list; *found false (and ST_OK) when there is none of that name. ST_DATA: about.json is damaged. */
enum status shelf_read(const struct shelf *s, const char *name, struct arena *a, struct shelf_list *out, bool *found, struct error *e);
/* The same, but no list of that name is ST_DATA "no list NAME on the shelf …". */
enum status shelf_get(const struct shelf *s, const char *name, struct arena *a, struct shelf_list *out, struct error *e);
/* What to hand to list_read: the file, or the folder of a set. NULL: the version is not kept, or memory is out. */
const char *shelf_list_path(const struct shelf *s, const struct shelf_list *l, size_t version, struct arena *a);
/* The compiled list of the present version. NULL: memory is out. */
const char *shelf_compiled_path(const struct shelf *s, const struct shelf_list *l, struct arena *a);

/* A file's name as it may stand on the shelf, from the last part of a path or an address; NULL when memory is out. */
const char *shelf_file_name(struct arena *a, const char *path);

enum { SHELF_FILES_MOST = 16, SHELF_RECORDS_MOST = 200 };
extern const char shelf_compiled_name[];

/* --- writing ------------------------------------------------------------------------------------------ */

/* A version in the making. */
struct shelving {
	const struct shelf *shelf;
	const char *name;
	int lock;
	char *stage;                 /* the folder in the making */
	struct arena *arena;
	struct shelf_file files[SHELF_FILES_MOST];
	size_t n_files;
};
/* Make the shelf where it is not there, lock the list, sweep what a killed writer left, make the folder. ST_ENV: somebody writes it now. */
enum status shelving_begin(const struct shelf *s, const char *name, struct arena *a, struct shelving *w, struct error *e);
/* The path of a file in the folder in the making; NULL when memory is out. */
const char *shelving_path(const struct shelving *w, const char *file);
/* Copy a file (a regular one) in under a name. */
enum status shelving_copy(struct shelving *w, const char *path, const char *name, struct error *e);
/* A file was written there by the caller: note its hash and size and bring it to the disk. *out (may be NULL) is the note, to add address and marks. */
enum status shelving_note(struct shelving *w, const char *name, struct shelf_file **out, struct error *e);
/* The hash of all files noted so far, as hexadecimal in the arena. */
enum status shelving_hash(struct shelving *w, const char **sha256, struct error *e);
/* What to hand to list_read. */
const char *shelving_list_path(const struct shelving *w);
/* Put it in force. l is what was known of the list, with v to become its present version (its folder and files are filled here; the one it
 * replaces becomes the previous one, unless it has the same hash: then it is replaced). */
enum status shelving_commit(struct shelving *w, struct shelf_list *l, struct shelf_version *v, struct error *e);
/* Write about.json anew, the versions as they stand. */
enum status shelving_rewrite(struct shelving *w, const struct shelf_list *l, struct error *e);
/* Take a list away. */
enum status shelving_remove(struct shelving *w, struct error *e);
/* Sweep what was not committed, give the lock up. Safe after a failed begin and more than once. */
void shelving_end(struct shelving *w);

#endif
