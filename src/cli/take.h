/* take.h - a list comes onto the shelf: what `onus list add` and `onus list pull` share. */
#ifndef ONUS_CLI_TAKE_H
#define ONUS_CLI_TAKE_H

#include "cli/command.h"
#include "lists/read.h"
#include "lists/shelf.h"

#include <jansson.h>

struct taking {
	const struct context *cx;
	struct arena arena;
	struct shelf shelf;
	struct shelving w;
	struct shelf_list known;   /* n_versions 0: not there yet */
	enum list_format format;   /* LIST_FORMATS: found out from the first bytes */
	double loss;               /* most that may be gone: share of entries that may be gone, in percent */
	bool force;
	json_t *faults;            /* all of them, up to a limit */
	uint64_t n_faults;
};

/* The shelf of -C DIR's case, of the case that the working folder is in, or of the user. */
enum status lists_shelf(const struct context *cx, struct arena *a, struct shelf *out, struct error *e);
/* One list as JSON; what both `onus list` and the takers answer. */
json_t *lists_json(const struct shelf *s, const struct shelf_list *l);

/* Read --format, --loss and --force, lock the list, read what is known of it. */
enum status taking_begin(struct taking *t, const struct context *cx, const struct args *args, const char *name, struct error *e);
/* The files are in t->w: compile, hold against the version in force, put in force, tell. `source` is the path or address shown. */
enum status taking_finish(struct taking *t, const char *source, struct error *e);
/* Whether what is there can be used: the compiled list opens. */
bool taking_usable(struct taking *t);
/* Tell that nothing is new. */
enum status taking_unchanged(struct taking *t, struct error *e);
void taking_end(struct taking *t);
/* Now, RFC 3339, UTC, in the arena; NULL when memory is out. */
const char *taking_now(struct arena *a);

/* The verbs that have files of their own. */
enum status list_pull(struct context *cx, const struct args *args, struct error *e);
enum status list_diff(struct context *cx, const struct args *args, struct error *e);

#endif
