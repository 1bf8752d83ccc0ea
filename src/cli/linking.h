/* linking.h - what the files of `onus link` share.
 *
 * cmd_link.c    options, the files read, the run     link_write.c  clusters.csv, pairs.csv, the table for estimate
 * link_print.c  the account for a person              link_json.c   the same as JSON       link_truth.c  held against a known answer
 * link_decided.c  decisions of people, read and told   link_file.c     the run into the case
 * link_actors.c   the persons of a case (--case)         link_synthesise.c  records made up
 * link_settings.c  options from a file, and into one
 * link_labels.c  held against pairs that a person has labelled
 * link_notes.c  what to know before believing it */
#ifndef ONUS_CLI_LINKING_H
#define ONUS_CLI_LINKING_H

#include "cli/answer.h"
#include "link/decision.h"
#include "link/labels.h"

/* How the answer stands against who the people are (--truth COLUMN). Pairs of records. */
struct link_truth {
	const char *column;
	double truth, clustered, right;      /* pairs of one person; put together; of these right */
	double looked_at;                    /* pairs of one person that were looked at */
	struct { double pairs, right, sum; } bin[10]; /* pairs by probability, 0-0.1 …; the last holds 1 */
	double at_pairs, at_right;           /* those from the threshold on, and right */
};

struct linking {
	const struct context *cx;
	struct link_records records;
	struct link_result result;
	struct link_options options;
	const char *log;                     /* --decisions, or NULL */
	struct decisions decisions;
	struct decisions_use use;            /* of these, those that hold */
	struct arena arena;
	bool ran;
	const char *clusters, *pairs, *overlap; /* files to write, or NULL */
	const char *apart;                   /* with --file: merges of the case whose withdrawal tells two records apart; NULL: none */
	size_t n_apart;                      /* how many pairs that are */
	const char **sha256;                 /* with --file: of each list, before it was read */
	double pairs_from;                   /* write pairs from this probability on */
	bool has_truth;
	struct link_truth truth;
	const char *notes[LINK_FILES + 2]; size_t n_notes; /* sentences beside those of the records, the fields and the result */
	const char *field[LINK_FIELDS];      /* what each is called: no two the same */
	struct { struct labels_use use; size_t open; const char *path; /* NULL: none */ } labels;
};

/* Everything up to the answer: options, files (args->rest from `first` on), decisions, the run. log_may_lack: --decisions may name a file that is not there yet. Call linking_close
 * whatever comes back. */
enum status linking_open(struct linking *l, const struct args *args, size_t first, bool log_may_lack, struct error *e);
void linking_close(struct linking *l);
/* The log of --decisions, and those that hold, into l->options. */
enum status linking_decisions(struct linking *l, bool may_lack, struct error *e);
/* --settings FILE: what stands there and then what was given, which wins; texts from a. ST_DATA with file and line: no such setting, or a wrong value. */
enum status linking_settings(const struct args *args, const char *verb, struct arena *a, struct args *out, struct error *e);
/* For --write-settings. */
enum status linking_settings_write(const struct linking *l, const struct args *args, FILE *out, struct error *e);
/* Has an option a meaning with a verb ("-": link itself, "+": --synthesise)? */
bool linking_belongs(const char *option, const char *verb);
/* ST_DATA: no two files have anything in common to compare by. Files of which that is so get a note. */
enum status linking_common(struct linking *l, struct error *e);
/* After the run: what to know before believing it. */
void linking_notes(struct linking *l);
/* Whether a signal has asked for an end. */
bool linking_stopped(void);
/* Take the next Ctrl-C, or a signal to end or hang up, as such a wish. */
void linking_listen(void);
/* How many decisions are used, and which are not and why: a line or two; nothing without a log. */
void linking_tell_decisions(const struct linking *l, FILE *out);

/* A file that stands whole or not at all: written beside its place under another name, and moved there at the end. */
struct link_file { FILE *out; char *path, *part; /* NULL: no plain file (a pipe, /dev/null), written as it is */ };
enum status link_file_begin(const char *path, struct link_file *f, struct error *e);
/* keep: move it into place; else nothing stays behind. */
enum status link_file_end(struct link_file *f, bool keep, struct error *e);

enum status link_write_clusters(const struct linking *l, FILE *out, struct error *e);
enum status link_write_pairs(const struct linking *l, FILE *out, struct error *e);
/* People by list, for `onus estimate`: a row a person, a column of 0 and 1 a file; with draws, a first column `linkage`, all after one another. */
enum status link_write_overlap(const struct linking *l, FILE *out, struct error *e);
enum status link_truth_of(const struct linking *l, const char *column, struct link_truth *out, struct error *e);
/* --labels FILE: read and found among the records. ST_DATA: none is. */
enum status linking_labels(struct linking *l, const char *path, struct error *e);
void link_print_labels(const struct linking *l, FILE *out);
json_t *link_json_labels(const struct linking *l);
void link_print(const struct linking *l, FILE *out);
/* Fields in which pairs of a rival class mostly agree: a bit each. */
unsigned link_rival_agrees(const struct link_result *r, size_t rival);
/* People of several records that are less than 0.9 sure to be one. */
size_t link_doubtful(const struct link_result *r);
enum { LINK_WEAKEST = 10 };
/* Those people of several records that hang together least, the weakest first; how many there are. */
size_t link_weakest(const struct link_result *r, const struct link_cluster *out[LINK_WEAKEST]);
json_t *link_json(const struct linking *l);

/* --synthesise N: records of people who do not exist (link/synthesise.h), to --output or to standard output. */
enum status linking_synthesise(const struct context *cx, const struct args *args, struct error *e);

/* --case: the persons of the case as records, and what is proposed and why (link/actors.h). */
enum status linking_actors(struct linking *l, const struct args *args, struct error *e);
enum status linking_actors_answer(const struct linking *l, struct error *e);

/* --file: what was told apart in the case becomes decisions, behind those of the log. */
enum status linking_apart(struct linking *l, const struct args *args, struct error *e);
/* --file: the lists' hashes before they are read; then the run into the case (link/link_case.h), and a word on it. */
enum status linking_hash(struct linking *l, const struct args *args, struct error *e);
enum status linking_file(struct linking *l, const struct args *args, struct error *e);

#endif
