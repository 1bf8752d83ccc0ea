#include "cli/answer.h"
#include "base/table.h"
#include "cli/estimating.h"
#include "cli/progress.h"
#include "cli/ranged.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern const struct command cmd_estimate;

static volatile sig_atomic_t stopped;

/* The first Ctrl-C ends the methods with what they have, the second the program. */
static void stop(int signal_number)
{
	stopped = 1;
	(void)signal(signal_number, SIG_DFL);
}

/* --- options ---------------------------------------------------------------------------------------------- */

/* Values of a repeatable option, each a list with commas. */
static enum status words_given(const struct args *args, const char *option, struct arena *a, const char *const **out, size_t *n, struct error *e)
{
	const char *value;
	const char **v = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; (value = args_nth(args, option, i)); i++)
		for (size_t len; ; value += len + 1) {
			len = strcspn(value, ",");
			if (*n == cap) {
				const char **more = arena_array(a, cap = cap ? 2 * cap : 16, sizeof *v);

				if (!more)
					return error_memory(e);
				if (*n)
					memcpy(more, v, *n * sizeof *v);
				v = more;
			}
			if (!len)
				return error_set(e, ST_USAGE, "--%s: a name expected before and after each comma", option);
			if (!(v[(*n)++] = arena_strndup(a, value, len)))
				return error_memory(e);
			if (!value[len])
				break;
		}
	*out = v;
	return ST_OK;
}

static enum status read_methods(const struct args *args, struct arena *a, unsigned *ask, struct error *e)
{
	static const struct { const char *name; unsigned bits; } known[] = {
		{"all", ESTIMATE_ALL}, {"loglinear", ESTIMATE_LOGLINEAR}, {"sparse", ESTIMATE_SPARSE}, {"dga", ESTIMATE_DGA}, {"lcmcr", ESTIMATE_LCMCR},
		{"capture", ESTIMATE_CAPTURE}};
	const char *const *v;
	size_t n;
	enum status st = words_given(args, "method", a, &v, &n, e);

	*ask = n ? 0 : ESTIMATE_ALL;
	for (size_t i = 0; !st && i < n; i++) {
		size_t k = 0;

		while (k < sizeof known / sizeof *known && strcmp(known[k].name, v[i]) != 0)
			k++;
		if (k == sizeof known / sizeof *known)
			return error_set(e, ST_USAGE, "--method %s: all, loglinear, sparse, dga, lcmcr or capture expected", v[i]);
		*ask |= known[k].bits;
	}
	return st;
}

static enum status read_level(const struct args *args, double *out, struct error *e)
{
	const char *text = args_value(args, "level");
	char *end;

	*out = 0.95;
	if (!text)
		return ST_OK;
	*out = strtod(text, &end);
	if (end == text || *end || !(*out >= 0.5 && *out <= 0.9999))
		return error_set(e, ST_USAGE, "--level %s: a share from 0.5 to 0.9999 expected, as 0.95", text);
	return ST_OK;
}

/* A whole number that has a greatest value as well. */
static enum status number(const struct args *args, const char *option, unsigned long long least, unsigned long long most,
				unsigned long long otherwise, unsigned long long *out, struct error *e)
{
	enum status st = answer_number(args, option, least, otherwise, out, e);

	if (!st && *out > most)
		return error_set(e, ST_USAGE, "--%s %llu: at most %llu expected", option, *out, most);
	return st;
}

static enum status read_sampler(const struct args *args, struct lcmcr_options *l, struct error *e)
{
	unsigned long long chains = 0, classes = 0, burn_in = 0, draws = 0, thin = 0, cap = 0, threads = 0;
	enum status st = number(args, "chains", 1, LCMCR_CHAINS, 4, &chains, e);

	if (!st)
		st = number(args, "classes", 1, LCMCR_CLASSES, 10, &classes, e);
	if (!st)
		st = number(args, "burn-in", 1, 1000000000, 10000, &burn_in, e);
	if (!st)
		st = number(args, "draws", 4, 1000000, 1000, &draws, e);
	if (!st)
		st = number(args, "thin", 1, 1000000, 100, &thin, e);
	if (!st)
		st = number(args, "cap", 1, 1ull << 50, 0, &cap, e);
	if (!st)
		st = number(args, "threads", 1, 1024, answer_cores(LCMCR_CHAINS), &threads, e);
	*l = (struct lcmcr_options){.classes = (unsigned)classes, .chains = (unsigned)chains, .burn_in = burn_in, .draws = draws, .thin = thin, .cap = cap,
				    .threads = threads > LCMCR_CHAINS ? LCMCR_CHAINS : (unsigned)threads};
	return st;
}

static enum status read_options(const struct args *args, struct arena *a, struct estimate_options *o, struct overlap_options *t, struct error *e)
{
	unsigned long long seed = 1, order = 2, boot = 1000, grid = 0;
	enum status st = read_methods(args, a, &o->ask, e);

	if (!st)
		st = read_level(args, &o->level, e);
	if (!st)
		st = number(args, "seed", 0, INT64_MAX, seed, &seed, e);
	if (!st)
		st = number(args, "order", 1, OVERLAP_LISTS, order, &order, e);
	if (!st)
		st = number(args, "boot", 0, 1000000, boot, &boot, e);
	if (!st)
		st = read_sampler(args, &o->lcmcr, e);
	if (!st)
		st = answer_real(args, "delta", 1e-9, 1e6, 0, &o->delta, e);
	if (!st)
		st = number(args, "grid", 1, 1ull << 50, 0, &grid, e);
	if (!st)
		st = words_given(args, "lists", a, &t->lists, &t->n_lists, e);
	if (!st)
		st = words_given(args, "by", a, &t->by, &t->n_by, e);
	if (!st && args_flag(args, "linkages")) {
		o->linkages = true;
		st = t->n_by ? error_set(e, ST_USAGE, "--by and --linkages do not go together") : words_given(args, "linkages", a, &t->by, &t->n_by, e);
		if (!st && t->n_by != 1)
			st = error_set(e, ST_USAGE, "--linkages takes the name of one column");
	}
	o->seed = seed;
	o->order = (unsigned)order;
	o->replicates = (unsigned)boot;
	o->grid = grid;
	o->lcmcr_as_long = args_flag(args, "burn-in") || args_flag(args, "draws") || args_flag(args, "thin");
	o->no_without = args_flag(args, "no-leave-out");
	return st;
}

/* All of the table's bytes: what is filed names them by their hash, so they are read once. */
static enum status read_bytes(const char *path, struct buf *out, struct error *e)
{
	struct input in = {.fd = -1};
	enum status st = ST_OK;

	if (!strcmp(path, "-"))
		return error_set(e, ST_USAGE, "--file needs the table as a file: its bytes are named in the case");
	st = input_open(path, &in, e);
	while (!st && !in.end) {
		st = input_more(&in, in.at, TABLE_RECORD_MOST, e);
		if (!st)
			buf_add(out, in.bytes + in.at, in.n - in.at);
		in.at = in.n;
	}
	input_close(&in);
	return st ? st : buf_ok(out) ? ST_OK : error_memory(e);
}

static enum status read_table(const char *path, const struct args *args, const struct overlap_options *t, struct answered *x, struct buf *bytes,
			      struct overlap_file *file, struct arena *a, struct error *e)
{
	struct input in = {.fd = -1};
	enum status st = args_flag(args, "file") ? read_bytes(path, bytes, e) : input_open(strcmp(path, "-") ? path : "/dev/stdin", &in, e);

	if (st)
		return st;
	if (args_flag(args, "file"))
		input_bytes(buf_str(bytes), bytes->len, x->name, &in);
	in.name = x->name;
	st = overlap_read(&in, t, a, file, e);
	input_close(&in);
	return st;
}

/* --- the run ---------------------------------------------------------------------------------------------- */

static enum status estimate_all(const struct context *cx, struct answered *x, struct estimate_result *one, struct estimate_strata *strata,
				struct arena *a, struct error *e)
{
	struct estimate_options o = *x->options;
	struct progress p;
	enum status st;

	progress_begin(&p, cx->err, "end with what there is");
	o.progress = progress_say;
	o.progress_arg = &p;
	o.stop = &stopped;
	stopped = 0;
	(void)signal(SIGINT, stop);
	if (!x->file->n_strata) {
		st = estimate(&x->file->all, &o, a, one, e);
	} else {
		st = estimate_by(x->file, &o, a, strata, e);
		x->strata = strata;
		x->all = &strata->pooled;
	}
	(void)signal(SIGINT, SIG_DFL);
	progress_end(&p);
	return st;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	if (args_flag(args, "ranges"))
		return ranged_run(cx, args, e);
	if (args->n_rest > 1)
		return error_set(e, ST_USAGE, "onus estimate takes one table; with --ranges several claims");
	struct arena a = ARENA_INIT;
	struct overlap_options t = {0};
	struct overlap_file file;
	struct estimate_options o = {0};
	struct estimate_result one;
	struct estimate_strata strata;
	const char *path = args->rest[0];
	struct answered x = {strcmp(path, "-") ? path : "standard input", &file, &t, &o, &one, NULL};
	struct buf bytes = BUF_INIT;
	enum status st = read_options(args, &a, &o, &t, e);

	if (!st)
		st = read_table(path, args, &t, &x, &bytes, &file, &a, e);
	if (!st)
		st = estimate_all(cx, &x, &one, &strata, &a, e);
	if (!st)
		st = estimate_files(args_value(args, "svg"), args_value(args, "out"), &x, &a, e);
	if (!st && cx->json)
		st = answer_json(cx, estimate_json(&x, &a), e);
	else if (!st)
		estimate_print(cx->out, &x, &a);
	if (!st && args_flag(args, "file"))
		st = estimate_filed(cx, args, &x, &bytes, &a, e);
	if (!st && (x.all->unfinished || !x.all->spread.n))
		st = ST_NEGATIVE;
	buf_free(&bytes);
	arena_free(&a);
	return st;
}

static const struct option options[] = {
	{"ranges", 0, NULL, "published ranges instead of a table: CLAIM… of the case, or a table with source, low, best, high"},
	{"method", 0, "METHODS", "all (default), loglinear, sparse, dga, lcmcr, capture; several with commas between"},
	{"lists", 0, "NAMES", "the columns that are lists, with commas between; others are then not used"},
	{"by", 0, "NAMES", "columns that make strata: each is estimated by itself, and the estimates are added up"},
	{"linkages", 0, "NAME", "a column that tells several linkages of the same people apart: each is estimated, and they are pooled by Rubin's rules"},
	{"level", 0, "SHARE", "of the intervals (default 0.95)"},
	{"seed", 0, "N", "of the random numbers (default 1); the same seed gives the same answer"},
	{"order", 0, "N", "loglinear: largest number of lists in a term (default 2)"},
	{"boot", 0, "N", "sparse: samples of the bootstrap (default 1000); 0 for none"},
	{"delta", 0, "NUMBER", "dga: what each combination of lists begins with (default: 2 to the minus number of lists); others are always shown"},
	{"grid", 0, "N", "dga: up to N people on no list (default: on until less than a millionth of the posterior lies beyond)"},
	{"chains", 0, "N", "lcmcr: how many (default 4); with fewer than 4 there is no estimate"},
	{"burn-in", 0, "N", "lcmcr: sweeps left out at the start of each chain (default 10000; where chains do not agree, they are run again 5 times as long)"},
	{"draws", 0, "N", "lcmcr: draws kept from each chain (default 1000)"},
	{"thin", 0, "N", "lcmcr: sweeps for one draw (default 100)"},
	{"classes", 0, "N", "lcmcr: classes of people at most (default 10)"},
	{"cap", 0, "N", "lcmcr: people on no list at most (default: 20 times those observed)"},
	{"threads", 0, "N", "lcmcr: chains side by side (default: as many as there are cores); the answer is the same"},
	{"svg", 0, "FILE", "draw the overlaps and the estimates to FILE"},
	{"out", 'o', "DIR", "write overlaps.svg, estimates.svg, estimate.json and estimate.txt to DIR"},
	{"file", 0, "CLAIM", "in a case: file the run as an analysis and its result as this claim, with a range"},
	{"text", 0, "TEXT", "with --file: the claim's text (proposed unless given)"},
	{"unit", 0, "UNIT", "with --file: what is counted (default: persons)"},
	{"no-leave-out", 0, NULL, "do not run the methods again without each list and each person"},
};

const struct command cmd_estimate = {
	.name = "estimate",
	.args = "TABLE or -, or CLAIM…",
	.summary = "how many in all, from lists that overlap",
	.about = "Reads TABLE (CSV): one column per list (0 or 1) and a last column `count`, or one row per person. At least 2 lists, at most 20. --by COLUMN makes strata.\n\n"
		 "Runs every method that is asked for and shows them beside each other: estimate, interval, what each assumes, and what the data do not "
		 "carry. A method for which these data hold no number gives none, and says why. No average is made of the methods: the spread across them "
		 "is the headline. What each list and each overlap does to the result is shown (leave one out).\n\n"
		 "With --ranges, the figures that several bodies have published for one quantity are brought into one picture: those of the claims named and of "
		 "all who support or dispute them with a figure of their own, or those of a table (source, low, best, high, and qualifier, repeats, date). Who "
		 "repeats another is not counted twice; what was replaced or retracted is left out and said. Nothing is averaged.\n\n"
		 "Ctrl-C ends the methods with what they have; the answer is then marked unfinished.\n\n"
		 "In a case, --file CLAIM files the run as a source of the kind analysis (program, table by its SHA-256, parameters, seed), its whole "
		 "answer as an exhibit, and the range of all methods as a claim that rests on it. Who files stands before the command: onus --by NAME "
		 "estimate …\n\n"
		 "Exit code 1 where no method gives a number or the run was stopped.",
	OPTIONS(options),
	.least = 1,
	.most = ANY,
	.run = run,
	.json = true,
};
