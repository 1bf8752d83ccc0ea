/* watching.h - what the files of `onus watch` share: the scenes, the run, and where its answer goes. */
#ifndef ONUS_CLI_WATCHING_H
#define ONUS_CLI_WATCHING_H

#include "base/buf.h"
#include "cli/command.h"
#include "report/watch_json.h"
#include "watch/site.h"
#include "watch/watch.h"

struct watching {
	struct context *cx;
	struct arena *a;
	struct scene *scene; size_t n;
	struct watch_site site; bool has_site;
	struct watch_options o;
	struct watch_result r;
	struct watch_told told;
	json_t *parameters;
	const char *of_case;          /* the site of the case whose series is compared; NULL: scenes were given */
	const char *ground;           /* --site, where it says other ground than the case does; NULL */
};

/* The options that stand for themselves: method, rates, areas, threads … */
enum status watching_options(struct watching *w, const struct args *args, struct error *e);
/* Scenes are open: agree, find the site, run. */
enum status watching_run(struct watching *w, struct error *e);
void watching_end(struct watching *w);

/* All files of the answer into o.dir, each whole or not there. Fills told.file first. */
enum status watching_files(struct watching *w, struct error *e);
/* onus watch --case: the options are read; the rest of the command. */
enum status watching_case(struct watching *w, const struct args *args, struct error *e);
/* For a person. */
void watching_print(FILE *out, const struct watching *w);

#endif
