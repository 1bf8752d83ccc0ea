/* estimate.h - how many in all: every method asked for on one table, beside each other, with what each assumes and what the data do not carry. Pure.
 *
 * The methods themselves: loglinear.h, sparse.h, dga.h, lcmcr.h, capture.h; strata brought together: pool.h. Here they are run, their refusals and
 * diagnostics are turned into sentences, and what they say together is summed up: the spread across methods (never an average of them), what leaving
 * out one list does, and how far one person more or less in an overlap moves the result (the jackknife's influence: Efron & Tibshirani 1993, 11). */
#ifndef ONUS_ESTIMATE_ESTIMATE_H
#define ONUS_ESTIMATE_ESTIMATE_H

#include "estimate/capture.h"
#include "estimate/dga.h"
#include "estimate/lcmcr.h"
#include "estimate/loglinear.h"
#include "estimate/overlap_read.h"
#include "estimate/sparse.h"

#include <signal.h>

/* What may be asked for; bits. */
enum { ESTIMATE_LOGLINEAR = 1, ESTIMATE_SPARSE = 2, ESTIMATE_DGA = 4, ESTIMATE_LCMCR = 8, ESTIMATE_CAPTURE = 16, ESTIMATE_ALL = 31 };

enum estimate_role {
	ESTIMATE_MAIN,         /* one of the methods that the spread is made of */
	ESTIMATE_BOUND,        /* a lower bound, no estimate */
	ESTIMATE_SIMPLE,       /* a classical model that knows no dependence between lists: shown beside, not in the spread */
};

enum { ESTIMATE_ROWS = 24, ESTIMATE_CAVEATS = 12, ESTIMATE_WARNINGS = 48, ESTIMATE_SHOWN = 12, ESTIMATE_LONGER = 5 };

struct estimate_row {
	const char *name;      /* "loglinear-aic": stable, the JSON's name */
	enum estimate_role role;
	bool given;            /* there is a number: estimate, low and high hold */
	bool unfinished;       /* stopped before its end */
	double estimate, low, high; /* high INFINITY: the data give no upper limit */
	const char *model;     /* or NULL */
	const char *assumes;   /* a sentence */
	const char *refused;   /* why there is no number; NULL when given */
	const char *caveats[ESTIMATE_CAVEATS]; size_t n_caveats;
};

/* Over the main rows that give a number. */
struct estimate_spread {
	unsigned n;
	double estimate_low, estimate_high; const struct estimate_row *lowest, *highest;
	double low, high;      /* from the lowest lower limit to the highest upper limit; high INFINITY when one is open */
	bool apart;            /* two of the intervals have no number in common */
};

/* The table without one list: estimates in the order of the rows; NAN where there is none, or where the method was not run again. */
struct estimate_without { unsigned list; uint64_t observed; double estimate[ESTIMATE_ROWS]; };
/* A history, and how far the total under the model moves when one person of it is taken out; NAN: then there is no number at all. */
struct estimate_cell { uint32_t history; uint64_t count; double one_fewer; };

struct estimate_result {
	struct overlap o;      /* without the lists that nobody is on */
	double level;
	uint64_t several;      /* people on two lists or more */
	size_t strata;         /* of which it is the sum; 0: it is no sum */
	size_t linkages;       /* over which it is pooled; 0: it is not */
	const char *refused;   /* why no method was tried at all, or NULL; then there are no rows with a number */
	bool unfinished;
	struct estimate_row rows[ESTIMATE_ROWS]; size_t n_rows;
	struct estimate_spread spread;
	const char *warnings[ESTIMATE_WARNINGS]; size_t n_warnings;
	const struct estimate_without *without; size_t n_without;
	const struct estimate_cell *cells; size_t n_cells; /* greatest move first; under cells_model */
	const char *cells_model;
	/* what the methods gave, NULL where they were not run or gave up before there was anything */
	const struct loglinear *loglinear;
	const struct sparse *sparse;
	const struct dga_result *dga;
	const struct lcmcr_result *lcmcr;
	bool lcmcr_longer;     /* they are the longer chains */
	const struct capture_chao *chao;
	const struct capture_fit *capture; /* CAPTURE_MODELS */
};

struct estimate_options {
	unsigned ask;          /* 0: ESTIMATE_ALL */
	double level;          /* of the intervals; 0: 0.95 */
	uint64_t seed;
	unsigned order;        /* loglinear.h; 0: 2 */
	unsigned replicates;   /* of the bootstrap; 0: none */
	double delta;          /* of dga.h; 0: 2^-lists */
	uint64_t grid;         /* of dga.h; 0: grows */
	struct lcmcr_options lcmcr; /* level, seed and stop are taken from here */
	bool lcmcr_as_long;    /* chains that do not mix are not run again, ESTIMATE_LONGER times as long */
	bool linkages;         /* the strata are several linkages of the same people: pooled, not added up */
	bool no_without;       /* leave out the table without each list */
	const volatile sig_atomic_t *stop; /* nonzero: methods end with what they have; may be NULL */
	void (*progress)(void *arg, const char *what, double share); /* share: 0 … 1 or negative, not known; may be NULL */
	void *progress_arg;
};

/* All strata, and their sums method by method: a result without diagnostics. A method that gives no number in some stratum has no sum. */
struct estimate_strata { const struct estimate_result *each; size_t n; struct estimate_result pooled; };

/* One table. A method that the table does not suit is a row with `refused`; ST_DATA never. All from a. ST_ENV, ST_BUG. */
enum status estimate(const struct overlap *o, const struct estimate_options *options, struct arena *a, struct estimate_result *out, struct error *e);

/* Every stratum of a file (n_strata > 0), without leaving out lists, and the sums, or what is pooled over linkages (pool.h). Errors as above. */
enum status estimate_by(const struct overlap_file *f, const struct estimate_options *options, struct arena *a, struct estimate_strata *out,
			struct error *e);

/* The answer in sentences that can be quoted, parted by newlines: what was counted, what the methods say, how far they agree, what to beware of. */
const char *estimate_words(const struct estimate_result *r, struct arena *a);
/* What every method here assumes, whatever it is called. Static. */
const char *estimate_common(void);
/* 12749.3 as "12,749"; and as "12,700", three figures. NULL when memory is out. "no limit" for INFINITY. */
const char *estimate_whole(struct arena *a, double x);
const char *estimate_about(struct arena *a, double x);
/* "PF+NCA": a history in the lists' names. */
const char *estimate_history(const struct overlap *o, uint32_t history, struct arena *a);

#endif
