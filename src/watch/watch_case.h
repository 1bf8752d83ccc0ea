/* watch_case.h - watch in a case: a site's series of images in custody, what of it was not compared yet, runs filed, changes accepted, testimony held
 * against them.
 *
 * A run over two images that follow each other is a source of kind `analysis`: program, images by hash, parameters, seed; it cites both images, its
 * answer is an exhibit. A change becomes a claim of kind observation only when a person accepts it; and only a person says that a run corroborates or
 * contradicts a claim of the case. What was not seen bears on nothing: that is refused. Each function that changes the case begins and commits a
 * batch of its own. */
#ifndef ONUS_WATCH_WATCH_CASE_H
#define ONUS_WATCH_WATCH_CASE_H

#include "store/store.h"
#include "watch/watch.h"

/* One image of the series as it lies in custody. */
struct watch_case_image {
	const char *source, *title;   /* of the source: id, title in English or its first language */
	const char *said;             /* when it was taken, as the case has it (EDTF) */
	char day[16];                 /* the first day that this can mean */
	int64_t first, last;          /* days since 1970 */
	struct raster_file *file; const char **sha256; size_t n;  /* its exhibits, by name; n 0: none is in custody */
};
struct watch_case_series {
	const char *site, *name;      /* id; heading */
	const char *ground;           /* LON,LAT,RADIUS of a circle around all of its points and their doubt, for site_read; NULL: no radius is known */
	struct watch_case_image *image; size_t n;  /* by date */
	size_t undated, missing;      /* images of the series left out as nothing dates them or no source is there; in `image` but without files */
};
/* All from a. ST_DATA: no such site, or fewer than two images that are dated and in custody (says which are missing). */
enum status watch_case_series(struct store *st, const char *site, struct arena *a, struct watch_case_series *out, struct error *e);

/* The same ground of a site alone, images or not. ST_DATA: no such site, or no radius is known. */
enum status watch_case_ground(struct store *st, const char *site, struct arena *a, const char **out, struct error *e);

/* Are the image's bytes those that were taken into custody? ST_DATA: not, names the exhibit. ST_ENV. */
enum status watch_case_verify(const struct watch_case_image *x, struct error *e);

/* Two images in custody, one after the other, and what the case has of them. */
struct watch_case_pair {
	size_t before, after;
	const char *analysis;         /* NULL: no run by this program with these parameters */
	bool withdrawn;               /* a person has taken it back: it is not made again */
};
/* parameters: an object with all that the answer depends on besides the images, seed included. */
enum status watch_case_pairs(struct store *st, const struct watch_case_series *s, const char *program, const json_t *parameters, struct arena *a,
			     struct watch_case_pair **out, size_t *n, struct error *e);

struct watch_case_extra { const char *name, *type, *bytes; size_t n; };
struct watch_case_filing {
	const struct watch_case_series *series;
	size_t before, after;         /* indices into series->image */
	const char *program;          /* "onus 0.1.0" */
	const json_t *parameters;
	const char *answer; size_t answer_n;  /* the JSON document of report/watch_json.h, without timings */
	const struct watch_case_extra *file; size_t n_files;  /* further exhibits of the run: outlines, pictures */
	const char *by;
};
/* *analysis: its id. *changed: false where the case held all of it already. ST_DATA: the answer is none. */
enum status watch_case_file(struct store *st, const struct watch_case_filing *f, struct arena *a, const char **analysis, bool *changed,
		struct error *e);

/* A change of a filed run. */
struct watch_case_change {
	unsigned id;
	double confidence; bool likely;  /* likely or more so */
	const char *claim;            /* that it was accepted as; NULL: not yet */
	const char *text;             /* proposed, or the claim's */
};
/* A claim of the case on that site, at a time that the two images bracket or touch: it may bear on the run or the run on it. */
struct watch_case_claim {
	const char *id, *text, *when;
	bool within;                  /* all of its time lies between the images */
	const char *stance;           /* of this run on it already: "asserts", "denies"; NULL: none */
};
struct watch_case_run {
	const char *analysis, *site, *from, *to;  /* dates as the case has them */
	bool withdrawn;
	double seen;                  /* share of the ground that both images show */
	struct watch_case_change *change; size_t n_changes;
	struct watch_case_claim *claim; size_t n_claims;
};
/* What the case has of a run. ST_DATA: no run of watch is called so. */
enum status watch_case_run(struct store *st, const char *analysis, struct arena *a, struct watch_case_run *out, struct error *e);

/* which: "all", "likely" (and more so), or ids of changes with commas. *claims: ids, in that order. ST_DATA: no such change; the run was withdrawn.
 * by: the person who answers for it. */
enum status watch_case_accept(struct store *st, const char *analysis, const char *which, const char *by, struct arena *a, const char *const **claims,
			      size_t *n, struct error *e);
/* Put the run on a claim: that it asserts (corroborates) or denies (contradicts) it. ST_DATA, with the reason, where it cannot: the claim is not on
 * this site or says no time; the images do not touch that time; too little of the ground was seen; to contradict by no change, where the claim's time
 * is not all between the images. */
enum status watch_case_bear(struct store *st, const char *analysis, const char *claim, bool contradicts, const char *by, struct arena *a,
		struct error *e);
/* The run holds no more: its source is retracted, and with it fall its observations and what it says on other claims. */
enum status watch_case_withdraw(struct store *st, const char *analysis, const char *by, const char *why, struct error *e);

#endif
