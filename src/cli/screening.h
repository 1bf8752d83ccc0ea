/* screening.h - what the files of `onus screen` share: the lists that are asked, how, and how an answer is written.
 *
 * cmd_screen.c    options, lists, the file of queries      screen_ring.c    reading, screening and writing at once, in order
 * screen_lists.c  the lists of the shelf                   screen_answer.c  one query's answer as JSON      screen_table.c  … as a table
 * screen_433.c    MT103s written back with field 433   screen_clear.c   hits cleared, cleared ones shown, clearings withdrawn
 * screen_actors.c the actors of a case, and what is filed of it */
#ifndef ONUS_CLI_SCREENING_H
#define ONUS_CLI_SCREENING_H

#include "cli/answer.h"
#include "lists/shelf.h"
#include "screen/clearing.h"
#include "screen/screen.h"

enum { SCREEN_LISTS_MOST = 64, SCREEN_THREADS_MOST = 256, SCREEN_NOTES_TOLD = 20 };

struct screening {
	const struct context *cx;
	struct arena arena;
	struct shelf shelf;
	struct shelf_list about[SCREEN_LISTS_MOST]; /* beside lists: versions, hashes, dates */
	struct compiled *lists[SCREEN_LISTS_MOST];
	size_t n_lists;
	const char *schema;       /* of queries that say none, or NULL */
	float threshold, cutoff;  /* a match from the one on, shown from the other on */
	size_t limit, threads;
	bool explain, table, quiet;
	struct clearings clearings; /* of the shelf, or of the case */
	char today[11];
	struct mt_writer *mt;     /* NULL: nothing is written back */
};

/* Open one list. */
enum status screening_open(struct screening *s, const char *name, struct error *e);
enum status screening_today(struct screening *s, struct error *e);
/* What is asked of whoever decides: --by and --reason, both with something in them. */
enum status screening_person(const struct context *cx, const struct args *args, const char *verb, const char **why, struct error *e);
/* --until; s->today is set. */
enum status screening_until(const struct screening *s, const struct args *args, const char **until, struct error *e);
/* The clearings of the shelf, and today. */
enum status screening_clearings(struct screening *s, struct error *e);
/* Open the lists that --list names, or all of the shelf (and say so). Call screening_close whatever comes back. */
enum status screening_lists(struct screening *s, const struct args *args, struct error *e);
void screening_close(struct screening *s);

/* What one thread works with. */
struct screen_worker {
	const struct screening *s;
	struct screener *screener;
	struct name asked, listed;   /* room for explanations and flags */
	struct comparison how;
	uint64_t hits;               /* of the last query: results at or above the threshold that are not cleared */
	uint64_t cleared;            /* of the last query: those that are */
	struct screen_shown *shown;  /* grown as needed */
	size_t shown_cap;
};
/* A hit to be shown, and what a person has said of it; clearing NULL: nothing. */
struct screen_shown { const struct screen_hit *hit; enum clearing_state state; const struct clearing *clearing; const char *id; /* in a case */ };
bool screen_worker_begin(struct screen_worker *w, const struct screening *s);
void screen_worker_end(struct screen_worker *w);
/* Screen one query and write its answer to out; identifiers that fail their check go to err, a line each, begun by the place. ST_ENV: memory. */
enum status screen_answer(struct screen_worker *w, const struct query *q, const char *file, FILE *out, FILE *err, struct error *e);
/* What was given and could not be used, a line each. */
void screen_tell_notes(const struct query *q, const char *file, FILE *err);

/* One query's answer as JSON, {"query", "results"}; NULL when memory is out. */
json_t *screen_answer_json(struct screen_worker *w, const struct query *q, const struct screen_query *asked, const struct screen_shown *hits, size_t n);
/* The query as it was understood, with checked identifiers and flags. */
json_t *screen_query_json(struct screen_worker *w, const struct query *q);
/* The same as rows of a table. */
bool screen_answer_table(struct screen_worker *w, const struct query *q, const struct screen_query *asked, const struct screen_shown *hits, size_t n,
			 FILE *out);
void screen_table_head(FILE *out);
/* Is it right by its check digits? false when it has none that can be checked. */
bool screen_identifier_checked(const struct entry_identifier *x, bool *valid, char why[80]);

/* What a query asks for. */
struct screen_query screen_asked(const struct screening *s, const struct query *q);
/* The hits to show of those found, best first: at most s->limit that are not cleared, and those that are among them. -1: memory is out. */
long screen_shown(struct screen_worker *w, const struct query *q, const struct screen_hit *hits, size_t n);
/* {"id", "by", "when", "why", "until"} of a clearing; NULL when memory is out. */
json_t *screen_clearing_json(const struct clearing *x);

/* --- clearings ------------------------------------------------------------------------------------------------- */

/* onus screen clear, cleared, withdraw. */
enum status screen_clear(struct screening *s, const struct args *args, struct error *e);
enum status screen_cleared(struct screening *s, const struct args *args, struct error *e);
enum status screen_withdraw(struct screening *s, const struct args *args, struct error *e);

/* The same in a case, and onus screen --case itself. */
enum status screen_actors(struct screening *s, const struct args *args, struct error *e);
enum status screen_actors_clear(struct screening *s, const struct args *args, struct error *e);
enum status screen_actors_withdraw(struct screening *s, const struct args *args, struct error *e);
/* What was decided in the case, into s->clearings. */
enum status screen_actors_reviews(struct screening *s, struct error *e);

/* --- MT103s written back ------------------------------------------------------------------------------------ */

/* Messages with the outcome in field 433 of block 3: NOK where there is a match or where something in it could not be read, FPO where all matches are
 * cleared, AOK where there is none. They are written to a file beside `path`, which takes its place in mt_writer_end. */
struct mt_writer;
enum status mt_writer_begin(const char *path, struct mt_writer **out, struct error *e);
/* What a query of the present message came to. */
void mt_writer_note(struct mt_writer *w, uint64_t hits, uint64_t cleared);
/* The message is over. ST_DATA: it is none that can bear the field (told, and it is left out); ST_USAGE: it is no MT103. */
enum status mt_writer_message(struct mt_writer *w, const struct query_message *m, struct error *e);
/* Put the file in its place; keep false, or nothing written (ST_DATA): take it away. w may be NULL. */
enum status mt_writer_end(struct mt_writer *w, bool keep, struct error *e);

/* What a run came to. */
struct screen_counts { bool cut; /* nobody reads any more */ uint64_t queries, with_match, matches, cleared, faults, notes; };
/* Everything that in holds, through s->threads threads; answers in the order of the queries. format QUERY_FORMATS: found out. Lines that cannot be
 * read are told on cx->err and counted; of notes only the first few are told. */
enum status screen_ring(const struct screening *s, struct input *in, enum query_format format, struct screen_counts *counts, struct error *e);

#endif
