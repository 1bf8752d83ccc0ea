/* diff.h - what changed from one version of a list to another: entries by their ids, each held against itself by its canonical text (entry.h).
 *
 * Memory is that of the older version's texts; the newer one is read as it comes. An id that a list has twice counts as two entries, in their order. */
#ifndef ONUS_LISTS_DIFF_H
#define ONUS_LISTS_DIFF_H

#include "lists/read.h"

enum list_change_kind { LIST_ADDED, LIST_REMOVED, LIST_CHANGED, LIST_CHANGES };
const char *list_change_name(enum list_change_kind k); /* "added", "removed", "changed" */

/* A line of an entry's canonical text: "name", "birth", "identifier" …, and its values; those that are not there are NULL. */
struct list_line { const char *label, *value, *second, *third; };
struct list_change {
	enum list_change_kind kind;
	const char *id, *caption;        /* of the newer version, where it has the entry */
	enum entry_schema schema;
	struct list_line *gone, *come;   /* LIST_CHANGED: what only the older has, what only the newer has */
	size_t n_gone, n_come;
};
struct list_diff { size_t before, after, same, counts[LIST_CHANGES]; };

/* Changes of the newer list in its order, then what was removed, in order of id. A change and its strings live until the callback returns; not ST_OK
 * stops. Faults of either list go to fault (may be NULL), with old true for the older. Formats may be LIST_FORMATS: found out. */
struct list_diff_sink {
	enum status (*change)(void *arg, const struct list_change *c, struct error *e);
	void (*fault)(void *arg, bool old, const struct list_fault *f);
	void *arg;
};
enum status list_diff_files(const char *older, enum list_format older_format, const char *newer, enum list_format newer_format,
			    const struct list_diff_sink *sink, struct list_diff *out, struct error *e);

#endif
