#include "cli/link_cased.h"
#include "cli/progress.h"
#include "cli/reviewing.h"
#include "link/column.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern const struct command cmd_link;

enum { THREADS_MOST = 64 };

static volatile sig_atomic_t stopped;

static void stop(int signal_number)
{
	stopped = 1;
	(void)signal(signal_number, SIG_DFL);
}

/* --column NAME:ROLE */
static enum status columns_told(const struct args *args, struct arena *a, struct link_read_options *o, struct error *e)
{
	const char *value;
	size_t n = 0;
	struct link_told *told;

	while (args_nth(args, "column", n))
		n++;
	if (!(told = arena_array(a, n + 1, sizeof *told)))
		return error_memory(e);
	for (size_t i = 0; (value = args_nth(args, "column", i)); i++) {
		const char *colon = strrchr(value, ':');

		if (!colon || colon == value)
			return error_set(e, ST_USAGE, "--column %s: NAME:ROLE expected, as dob:date", value);
		told[i].column = arena_strndup(a, value, (size_t)(colon - value));
		told[i].role = link_role_by_word(colon + 1);
		if (!told[i].column)
			return error_memory(e);
		if (told[i].role == LINK_ROLES) {
			struct buf words = BUF_INIT;
			enum status st;

			for (int r = ROLE_ID; r < LINK_ROLES; r++)
				buf_printf(&words, "%s%s", r == ROLE_ID ? "" : ", ", link_role_word((enum link_role)r));
			st = error_set(e, ST_USAGE, "--column %s: a role expected behind the colon: %s", value, buf_str(&words));
			buf_free(&words);
			return st;
		}
	}
	o->told = told;
	o->n_told = n;
	return ST_OK;
}

static enum status read_options(struct linking *l, const struct args *args, struct arena *a, struct link_read_options *read, struct error *e)
{
	unsigned long long threads = 0, seed = 0, draws = 0;
	const char *d = args_value(args, "delimiter");
	enum status st = columns_told(args, a, read, e);

	if (!st)
		st = answer_real(args, "threshold", 0.001, 0.999, 0.5, &l->options.threshold, e);
	if (!st)
		st = answer_real(args, "pairs-from", 0, 1, 0, &l->pairs_from, e);
	if (!st)
		st = answer_number(args, "threads", 1, answer_cores(THREADS_MOST), &threads, e);
	if (!st)
		st = answer_number(args, "seed", 0, 1, &seed, e);
	if (!st)
		st = answer_number(args, "draws", 0, 0, &draws, e);
	if (!st && draws > 1000)
		st = error_set(e, ST_USAGE, "--draws %llu: at most 1000 expected", draws);
	if (!st && d && strcmp(d, "tab") != 0 && (strlen(d) != 1 || strchr("\"\r\n", *d)))
		st = error_set(e, ST_USAGE, "--delimiter %s: one character expected, or tab", d);
	if (st)
		return st;
	read->id = args_value(args, "id");
	read->entity = args_value(args, "truth");
	read->ragged = args_flag(args, "ragged");
	read->delimiter = !d ? 0 : strcmp(d, "tab") ? *d : '\t';
	l->options.threads = threads > THREADS_MOST ? THREADS_MOST : (unsigned)threads;
	l->options.seed = seed;
	l->options.draws = (unsigned)draws;
	l->options.stop = &stopped;
	l->clusters = args_value(args, "output");
	l->pairs = args_value(args, "pairs");
	l->overlap = args_value(args, "overlap");
	l->log = args_value(args, "decisions");
	return ST_OK;
}

/* --clean FILE: nobody stands on it twice. */
static enum status clean_files(struct linking *l, const struct args *args, struct error *e)
{
	const char *name;

	for (size_t i = 0; (name = args_nth(args, "clean", i)); i++) {
		const char *base = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
		bool found = false;

		for (size_t f = 0; f < l->records.n_files; f++)
			if (!strcmp(name, "all") || !strcmp(l->records.files[f], base))
				found = l->options.clean[f] = true;
		if (!found)
			return error_set(e, ST_USAGE, "--clean %s: none of the files is called so", name);
	}
	return ST_OK;
}

static enum status read_files(struct linking *l, const char *const *file, size_t n_files, const struct link_read_options *read, struct error *e)
{
	struct input in[LINK_FILES] = {{0}}, *list[LINK_FILES];
	size_t n = 0;
	enum status st = n_files > LINK_FILES ? error_set(e, ST_USAGE, "no more than %d files", LINK_FILES) : ST_OK;

	for (; !st && n < n_files; n++) {
		list[n] = &in[n];
		in[n].fd = -1;
		st = input_open(strcmp(file[n], "-") ? file[n] : "/dev/stdin", &in[n], e);
		if (!strcmp(file[n], "-"))
			in[n].name = "standard input";
		if (st)
			break;
	}
	if (!st)
		st = records_read(list, n, read, &l->records, e);
	for (size_t i = 0; i < n; i++)
		input_close(&in[i]);
	return st;
}

static enum status written(struct link_file *f, enum status st, struct error *e)
{
	enum status end;

	if (!st && stopped)
		st = error_set(e, ST_NEGATIVE, "stopped; %s is not written", f->path);
	end = link_file_end(f, !st, st ? NULL : e);
	return st ? st : end;
}

static enum status write_file(const struct linking *l, const char *path, enum status (*write)(const struct linking *, FILE *, struct error *), struct error *e)
{
	struct link_file f;
	enum status st;

	if (!path)
		return ST_OK;
	if ((st = link_file_begin(path, &f, e)))
		return st;
	return written(&f, write(l, f.out, e), e);
}

static enum status write_settings(const struct linking *l, const struct args *args, struct error *e)
{
	struct link_file f;
	enum status st = link_file_begin(args_value(args, "write-settings"), &f, e);

	return st ? st : written(&f, linking_settings_write(l, args, f.out, e), e);
}

static enum status answer(struct linking *l, const struct args *args, struct error *e)
{
	const char *truth = args_value(args, "truth");
	enum status st = ST_OK;

	if (truth) {
		l->has_truth = true;
		st = link_truth_of(l, truth, &l->truth, e);
	}
	if (!st)
		st = write_file(l, l->clusters, link_write_clusters, e);
	if (!st)
		st = write_file(l, l->pairs, link_write_pairs, e);
	if (!st)
		st = write_file(l, l->overlap, link_write_overlap, e);
	if (!st && args_flag(args, "write-settings"))
		st = write_settings(l, args, e);
	if (st)
		return st;
	if (args_flag(args, "case"))
		return linking_actors_answer(l, e);
	if (l->cx->json)
		return answer_json(l->cx, link_json(l), e);
	if (!l->clusters)
		st = link_write_clusters(l, l->cx->out, e);
	if (!st && fflush(l->cx->out))
		st = error_errno(e, "standard output");
	if (!st && !args_flag(args, "quiet"))
		link_print(l, l->clusters ? l->cx->out : l->cx->err);
	return st;
}

bool linking_stopped(void) { return stopped; }

void linking_listen(void)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};

	/* what the caller has switched off stays so (nohup) */
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (signal(signals[i], stop) == SIG_IGN)
			(void)signal(signals[i], SIG_IGN);
}

enum status linking_open(struct linking *l, const struct args *args, size_t first, bool log_may_lack, struct error *e)
{
	struct link_read_options read = {0};
	struct progress p;
	enum status st = read_options(l, args, &l->arena, &read, e);

	bool own = args_flag(args, "case");

	if (!st && own != (args->n_rest <= first))
		st = error_set(e, ST_USAGE, own ? "--case links the persons of the case: no FILE with it" : "onus link%s%s needs at least one FILE", first ? " " : "",
			       first ? args->rest[0] : "");
	if (!st && own)
		st = linking_actors(l, args, e);
	else if (!st)
		st = read_files(l, args->rest + first, args->n_rest - first, &read, e);
	if (!st)
		st = clean_files(l, args, e);
	if (!st)
		st = linking_common(l, e);
	if (!st)
		st = linking_decisions(l, log_may_lack, e);
	if (!st && args_flag(args, "file"))
		st = linking_apart(l, args, e);
	if (!st && args_flag(args, "labels"))
		st = linking_labels(l, args_value(args, "labels"), e);
	if (st)
		return st;
	progress_begin(&p, l->cx->err, "end");
	l->options.say = progress_say;
	l->options.say_arg = &p;
	linking_listen();
	st = link_run(&l->records, &l->options, &l->result, e);
	l->ran = !st;
	if (!st)
		linking_notes(l);
	for (size_t k = 0; !st && k < l->result.fields.n; k++)
		l->field[k] = link_field_label(&l->result.fields, &l->result.fields.field[k], &l->arena);
	progress_end(&p);
	return st;
}

void linking_close(struct linking *l)
{
	if (l->ran)
		link_free(&l->result);
	records_free(&l->records);
	arena_free(&l->arena);
}

/* Options that one verb has, or several, divided by blanks; "-" is link without one, "+" link --synthesise. */
static const struct { const char *option, *verbs; } only[] = {
	{"blind", "review"}, {"from", "review"}, {"to", "review"}, {"limit", "review"}, {"again", "review"}, {"pair", "review explain"}, {"svg", "explain"},
	{"output", "- +"}, {"pairs", "-"}, {"pairs-from", "-"}, {"overlap", "-"}, {"draws", "-"}, {"file", "-"}, {"write-settings", "-"}, {"labels", "-"}, {"synthesise", "+"},
	{"errors", "+"}, {"duplicates", "+"}, {"dataset", "-"}, {"identities", "- reveal"}, {"reason", "withdraw"}, {"all", "merges"},
};

bool linking_belongs(const char *option, const char *verb)
{
	for (size_t i = 0; i < sizeof only / sizeof *only; i++)
		if (!strcmp(option, only[i].option))
			return strstr(only[i].verbs, verb) != NULL;
	return *verb != '+' || !strcmp(option, "seed") || !strcmp(option, "quiet");
}

static enum status belongs(const struct args *args, const char *verb, struct error *e)
{
	for (size_t i = 0; i < args->n_options; i++) {
		const char *of = "", *and;

		if (linking_belongs(args->names[i], verb))
			continue;
		if (*verb == '+')
			return error_set(e, ST_USAGE, "--%s has no meaning with --synthesise", args->names[i]);
		for (size_t k = 0; k < sizeof only / sizeof *only; k++)
			of = strcmp(args->names[i], only[k].option) ? of : only[k].verbs;
		and = strchr(of, ' ');
		if (*of == '-' || *of == '+')
			return error_set(e, ST_USAGE, "--%s is for onus link %s", args->names[i], *of == '-' ? "itself" : "--synthesise");
		return error_set(e, ST_USAGE, "--%s is for onus link %.*s%s%s", args->names[i], (int)strcspn(of, " "), of, and ? " and onus link" : "", and ? and : "");
	}
	return ST_OK;
}

/* onus link itself */
static enum status whole(struct context *cx, const struct args *args, struct error *e)
{
	struct linking l = {.cx = cx};
	enum status st = ST_OK;

	if (!args_flag(args, "file") && (args_flag(args, "dataset") || args_flag(args, "identities")))
		st = error_set(e, ST_USAGE, "--dataset and --identities go with --file");
	if (!st && args_flag(args, "file") && !args_flag(args, "case"))
		st = linking_hash(&l, args, e);
	if (!st)
		st = linking_open(&l, args, 0, false, e);
	if (!st)
		st = answer(&l, args, e);
	if (!st && args_flag(args, "file"))
		st = linking_file(&l, args, e);
	linking_close(&l);
	return st;
}

static enum status run(struct context *cx, const struct args *given, struct error *e)
{
	static const struct { const char *word; enum status (*run)(struct context *, const struct args *, struct error *); } verbs[] = {
		{"review", link_review}, {"explain", link_explain_pair}, {"merges", link_merges}, {"withdraw", link_withdraw}, {"reveal", link_reveal},
	};
	struct arena room = ARENA_INIT;
	struct args all = *given;
	const char *verb = "-";
	size_t at = 0, n = sizeof verbs / sizeof *verbs;
	enum status st;

	while (given->n_rest && at < n && strcmp(given->rest[0], verbs[at].word) != 0)
		at++;
	if (given->n_rest && at < n)
		verb = verbs[at].word;
	else if (args_flag(given, "synthesise"))
		verb = "+";
	st = belongs(given, verb, e);
	if (!st && args_flag(given, "settings"))
		st = linking_settings(given, verb, &room, &all, e);
	if (!st)
		st = *verb == '+' ? linking_synthesise(cx, &all, e) : *verb == '-' ? whole(cx, &all, e) : verbs[at].run(cx, &all, e);
	arena_free(&room);
	return st;
}

static const struct option options[] = {
	{"output", 'o', "FILE", "write id and cluster_id of every row to FILE (default: standard output)"},
	{"pairs", 0, "FILE", "write every pair that was looked at: ids, probability, weight in bits, and a column for each comparison"},
	{"pairs-from", 0, "P", "of those only the pairs with at least this probability (default 0: all)"},
	{"id", 0, "COLUMN", "the column that names the rows (default: one that is called so; else rows are numbered)"},
	{"column", 0, "NAME:ROLE", "what a column is, where it was found out wrongly: id, entity, ignore, given, family, full, date, year, month, day, place, address, "
				   "postcode, phone, email, identifier, sex, category, number, text; may be repeated"},
	{"threshold", 0, "P", "records are put together where this is likelier than not; higher is more careful (default 0.5)"},
	{"clean", 0, "FILE", "nobody stands on this file twice (all: on none of them); may be repeated"},
	{"truth", 0, "COLUMN", "hold the answer against a column that says who each row is; it is never compared"},
	{"labels", 0, "FILE", "hold the answer against pairs that a person has labelled (id_a, id_b, same): calibration, precision, recall"},
	{"overlap", 0, "FILE", "write who stands on which file, a row a person, for onus estimate; with --draws, one such table after another"},
	{"draws", 0, "N", "draw N other plausible ways to put the records together"},
	{"decisions", 0, "LOG", "decisions of people on pairs (onus link review): they hold whatever the model says"},
	{"case", 0, NULL, "no FILE: the persons of the case, by names, dates of birth, countries and identifiers; says which seem one, and why"},
	{"file", 0, NULL, "in a case: file the run as an analysis, each row as a record without its identity, and what was put together as merges"},
	{"dataset", 0, "ID", "with --file: the source of the case that the first file is (made if need be); again for the second, and so on"},
	{"identities", 0, "FILE", "where it is kept which record is which row (default: beside the case, its name with .identities behind it)"},
	{"reason", 0, "TEXT", "with withdraw: why"},
	{"all", 0, NULL, "with merges: also those that hold no more"},
	{"blind", 0, NULL, "review: show nothing of what the model holds, and ask in an order drawn by chance"},
	{"from", 0, "P", "review: pairs with at least this probability (default 0.1)"},
	{"to", 0, "P", "review: pairs with at most this probability (default 0.9)"},
	{"limit", 0, "N", "review: no more than N pairs, those first whose answer sets most right"},
	{"pair", 0, "A,B", "review, explain: this pair, by its ids, FILE:ID where several files have one; may be repeated"},
	{"again", 0, NULL, "review: ask about pairs that are decided too"},
	{"svg", 0, "FILE", "explain: draw it to FILE"},
	{"delimiter", 0, "C", "what divides fields: one character, or tab (default: found out)"},
	{"ragged", 0, NULL, "rows of another length than the header are filled up or cut, not refused"},
	{"seed", 0, "N", "of what is drawn by chance (default 1); the same seed gives the same answer"},
	{"settings", 0, "FILE", "options from FILE (YAML: a line NAME: VALUE each, and columns: with NAME: ROLE below it); those on the command line win"},
	{"write-settings", 0, "FILE", "write what was found out and used to FILE, so that --settings makes the run again"},
	{"synthesise", 0, "N", "no FILE: make N records of people who do not exist, with known truth in the column entity_id"},
	{"errors", 0, "MEAN", "with --synthesise: errors of a duplicate (default 1.5)"},
	{"duplicates", 0, "MEAN", "with --synthesise: records of a person (default 1.6)"},
	{"threads", 0, "N", "how many threads compare (default: as many as there are cores); the answer is the same"},
	{"quiet", 0, NULL, "no account of what was found"},
};

const struct command cmd_link = {
	.name = "link",
	.args = "FILE… | link review FILE… --decisions LOG | link explain FILE… --pair A,B | link --synthesise N",
	.summary = "find the records that are one person, with probabilities",
	.about = "Reads one or more lists of people (CSV with a header) and finds which rows are the same person, without rules or training. What each column is - given or family "
		 "name, date, place, identifier - is found out and said; --column corrects it.\n\n"
		 "`onus --by NAME link review FILE… --decisions LOG` goes through the pairs in doubt, the two records side by side: y the same, n different, u unsure, s skip, b back, "
		 "w a reason, o the others of the two people, q quit. Every answer is a line of LOG, on the disk at once; the last one on a pair counts. `onus link FILE… --decisions LOG` holds to them, where the records "
		 "still have the values that were looked at.\n\n"
		 "`onus link explain FILE… --pair A,B` says why two records are held to be one person or not: what is known before comparing, what each field adds or takes away in bits, "
		 "the sum, the probability; with --svg as a picture.\n\n"
		 "In a case, --file files the run: each list as a source by its SHA-256, each row as an actor with a pseudonym and no name, the run as an analysis, and what was put together "
		 "as merges. Who the records are stands in a file beside the case, which only its owner may read. `onus link merges` shows the merges that hold; `onus --by NAME link "
		 "withdraw MERGE --reason TEXT` takes one back, or all of a run; a later run over the same lists takes the place of the earlier. `onus link reveal RECORD FILE…` shows that a record is a "
		 "row of its list. `onus link --case` holds the persons of the case against each other.",
	OPTIONS(options),
	.least = 0,
	.most = ANY,
	.run = run,
	.json = true,
};
