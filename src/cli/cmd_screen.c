#include "cli/screening.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern const struct command cmd_screen;

static enum status read_score(const struct args *args, const char *option, float otherwise, float *out, struct error *e)
{
	const char *value = args_value(args, option);
	char *end = NULL;

	*out = otherwise;
	if (!value)
		return ST_OK;
	*out = strtof(value, &end);
	if (end == value || *end || !(*out > 0 && *out <= 1))
		return error_set(e, ST_USAGE, "--%s %s: a number above 0, at most 1, expected", option, value);
	return ST_OK;
}

static enum status read_options(struct screening *s, const struct args *args, enum query_format *format, struct error *e)
{
	unsigned long long limit = 0, threads = 0;
	const char *name = args_value(args, "format");
	enum status st = answer_number(args, "limit", 1, 10, &limit, e);

	if (!st)
		st = answer_number(args, "threads", 1, answer_cores(SCREEN_THREADS_MOST), &threads, e);
	if (!st)
		st = read_score(args, "threshold", COMPARE_MATCH, &s->threshold, e);
	if (!st)
		st = read_score(args, "cutoff", s->threshold, &s->cutoff, e);
	if (st)
		return st;
	if (s->cutoff > s->threshold)
		return error_set(e, ST_USAGE, "--cutoff %g is above the threshold, %g", (double)s->cutoff, (double)s->threshold);
	s->limit = (size_t)limit;
	s->threads = threads > SCREEN_THREADS_MOST ? SCREEN_THREADS_MOST : (size_t)threads;
	s->schema = args_value(args, "schema");
	s->explain = args_flag(args, "explain");
	s->quiet = args_flag(args, "quiet");
	s->table = args_flag(args, "table") || (!s->cx->json && isatty(fileno(s->cx->out)));
	*format = args_flag(args, "csv") ? QUERY_TABLE : QUERY_FORMATS;
	if (s->table && s->cx->json)
		return error_set(e, ST_USAGE, "--table and --json: only one of them");
	if (name && (*format = query_format_by_name(name)) == QUERY_FORMATS)
		return error_set(e, ST_USAGE, "--format %s: names, csv, json or payments expected", name);
	return ST_OK;
}

/* The names of --name, a line each. */
static enum status names_given(const struct args *args, struct buf *out, struct error *e)
{
	const char *name;

	for (size_t i = 0; (name = args_nth(args, "name", i)); i++) {
		for (; *name; name++)
			buf_char(out, *name == '\n' || *name == '\r' ? ' ' : *name);
		buf_char(out, '\n');
	}
	return buf_ok(out) ? ST_OK : error_memory(e);
}

static void summary(const struct screening *s, const struct screen_counts *c)
{
	if (s->quiet || (!s->table && !isatty(fileno(s->cx->err))))
		return;
	(void)fflush(s->cx->out);
	(void)fprintf(s->cx->err, "%llu screened, %llu with a match (%llu entr%s at %.2f or more)", (unsigned long long)c->queries,
		      (unsigned long long)c->with_match, (unsigned long long)c->matches, c->matches == 1 ? "y" : "ies", (double)s->threshold);
	if (c->cleared)
		(void)fprintf(s->cx->err, "; %llu cleared %s marked = and not counted", (unsigned long long)c->cleared, c->cleared == 1 ? "one is" : "ones are");
	(void)fputs("\n", s->cx->err);
}

static enum status screen_all(struct screening *s, struct input *in, enum query_format format, struct error *e)
{
	struct screen_counts c;
	enum status st;

	if (s->table)
		screen_table_head(s->cx->out);
	st = screen_ring(s, in, format, &c, e);
	if (s->mt) {
		enum status written = mt_writer_end(s->mt, !st && !c.cut, st ? NULL : e);

		s->mt = NULL;
		st = st ? st : written;
	}
	if (st)
		return st;
	if (c.notes > SCREEN_NOTES_TOLD)
		(void)fprintf(s->cx->err, "onus: %s: %llu values in all could not be used; query.notes in the answers tells which\n", in->name,
			      (unsigned long long)c.notes);
	summary(s, &c);
	if (c.faults)
		return error_set(e, ST_DATA, "%s: %llu line%s could not be read; the other%s screened", in->name, (unsigned long long)c.faults,
				 c.faults == 1 ? "" : "s", c.queries == 1 ? " was" : "s were");
	return c.with_match ? ST_NEGATIVE : ST_OK;
}

static enum status screen_file(struct context *cx, const struct args *args, struct error *e)
{
	struct screening s = {.cx = cx};
	const char *path = args->n_rest ? args->rest[0] : "-";
	bool named = args_flag(args, "name");
	enum query_format format = QUERY_NAMES;
	struct buf names = BUF_INIT;
	struct input in = {.fd = -1};
	enum status st = read_options(&s, args, &format, e);

	if (!st && named && args->n_rest)
		st = error_set(e, ST_USAGE, "--name and a file: only one of them");
	if (!st && named && !(st = names_given(args, &names, e))) {
		format = QUERY_NAMES;
		input_bytes(names.bytes, names.len, "--name", &in);
	} else if (!st) {
		st = input_open(strcmp(path, "-") ? path : "/dev/stdin", &in, e);
		in.name = strcmp(path, "-") ? path : "standard input";
	}
	if (!st)
		st = screening_lists(&s, args, e);
	if (!st)
		st = screening_clearings(&s, e);
	if (!st && args_flag(args, "write-433"))
		st = mt_writer_begin(args_value(args, "write-433"), &s.mt, e);
	if (!st)
		st = screen_all(&s, &in, format, e);
	input_close(&in);
	buf_free(&names);
	screening_close(&s);
	return st;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	static const struct { const char *verb; enum status (*run)(struct screening *, const struct args *, struct error *); } verbs[] = {
		{"clear", screen_clear}, {"cleared", screen_cleared}, {"withdraw", screen_withdraw},
	};
	struct screening s = {.cx = cx};
	enum query_format format;

	for (size_t i = 0; args->n_rest && i < sizeof verbs / sizeof *verbs; i++)
		if (!strcmp(args->rest[0], verbs[i].verb)) {
			enum status st = read_options(&s, args, &format, e);

			if (!st)
				st = verbs[i].run(&s, args, e);
			screening_close(&s);
			return st;
		}
	if (args_flag(args, "case")) {
		enum status st = read_options(&s, args, &format, e);

		if (!st)
			st = screen_actors(&s, args, e);
		screening_close(&s);
		return st;
	}
	if (args_flag(args, "confirm") || args_flag(args, "dry-run"))
		return error_set(e, ST_USAGE, "--confirm and --dry-run are for --case");
	if (args->n_rest > 1)
		return error_set(e, ST_USAGE, "onus screen takes one FILE, found %s and %s", args->rest[0], args->rest[1]);
	return screen_file(cx, args, e);
}

static const struct option options[] = {
	{"list", 0, "NAME", "a list on the shelf (onus list); may be repeated; all of them unless one is given"},
	{"name", 0, "NAME", "screen this name instead of a file; may be repeated"},
	{"format", 0, "FORMAT", "names, csv, json or payments; else the first bytes tell"},
	{"csv", 0, NULL, "the same as --format csv"},
	{"schema", 0, "SCHEMA", "what those bear the names who do not say it: Person, Company, Organization, Vessel (default: found out)"},
	{"threshold", 0, "SCORE", "from which score on an entry is a match (default 0.70)"},
	{"cutoff", 0, "SCORE", "from which score on an entry is shown (default: the threshold)"},
	{"limit", 0, "N", "entries shown for one query (default 10)"},
	{"threads", 0, "N", "how many threads screen (default: as many as there are cores); the output is the same"},
	{"write-433", 0, "FILE", "write the MT103s of the input to FILE, each with the outcome in field 433 of block 3 (AOK, FPO, NOK)"},
	{"case", 0, NULL, "screen the actors of the case, and file the run in it; with clear, cleared, withdraw: what was decided in the case"},
	{"confirm", 0, "HIT", "with --case: the actor is the one listed; HIT is ACTOR/LIST/ENTRY; may be repeated; needs --by and --reason"},
	{"dry-run", 0, NULL, "with --case: file nothing"},
	{"id", 0, "ENTRY", "clear: the list's id of the entry that was looked at"},
	{"reason", 0, "TEXT", "clear, withdraw, --confirm: why"},
	{"until", 0, "DATE", "clear: the last day on which it holds (default: until the entry changes)"},
	{"explain", 0, NULL, "say why: which part of the name was held against which"},
	{"table", 0, NULL, "a table for a person, also where the output is no terminal"},
	{"quiet", 0, NULL, "no summary and no word on which lists are asked"},
};

const struct command cmd_screen = {
	.name = "screen",
	.args = "[FILE or -] | screen --case | screen clear QUERY --list NAME --id ENTRY | screen cleared | screen withdraw ID",
	.summary = "hold names against watchlists, across scripts and spellings",
	.about = "Reads those who are asked for from FILE or standard input: one name a line; a table (CSV, with commas, semicolons or tabs; its "
		 "columns are known by their usual names); JSON lines (plain objects or entities of FollowTheMoney); payment messages (ISO 20022 "
		 "pacs.008 and pain.001, SWIFT MT103). The first bytes tell which, or --format.\n\n"
		 "Prints one JSON document a line for each, in the order of the input: the query as it was understood and the listed entries that "
		 "score at least the cutoff, best first, with the features that made the score. At a terminal, or with --table, a table of the hits.\n\n"
		 "Birth date, country, sex and identifiers raise or lower a score, visibly. Identifiers are checked by their check digits, and a "
		 "failing one is said. A line that cannot be read is told with its place; the others are screened.\n\n"
		 "A hit that a person has looked at is cleared by `onus screen clear QUERY --list NAME --id ENTRY --reason TEXT --by NAME`, with "
		 "`--until DATE` for a time. QUERY is the name, or, where more was known, the `query` of the answer as JSON. It stays cleared until the "
		 "entry changes on the list, for the one who was asked for with just what was known then: the same name with another birth date "
		 "is another query. Cleared hits are shown and marked, and counted as no match. `onus screen cleared` lists the clearings and how they "
		 "stand; `onus screen withdraw ID --reason TEXT --by NAME` takes one back. They are kept in clearings.jsonl on the shelf. A file "
		 "that is called like one of these words is given as ./clear.\n\n"
		 "In a case, `onus screen --case` screens every actor with all that the case knows of them, and files the run as a source of kind "
		 "analysis: program, lists by hash, settings, and its answers as an exhibit. `--confirm HIT --by NAME --reason TEXT` puts on record that "
		 "the actor is the one listed: a Sanction whose source is that list. `onus screen clear HIT --case` puts on record that it is not; "
		 "`onus screen cleared --case` shows what was decided, `onus screen withdraw HIT --case` takes it back. The log keeps it all.\n\n"
		 "Exit code 1 where there is a match, 0 where there is none, 3 where a line could not be read, whatever else was found.",
	OPTIONS(options),
	.least = 0,
	.most = 2,
	.run = run,
	.json = true,
};
