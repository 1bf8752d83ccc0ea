/* reviewing.h - what the files of `onus link review` and `onus link explain` share.
 *
 * link_review.c  the conversation     link_doubt.c  which pairs are asked about, and in which order     link_sides.c  two records side by side
 * link_talk.c    keys or lines from whoever answers      link_pair.c  records named on the command line        link_explain.c  why, as bars, JSON, a picture */
#ifndef ONUS_CLI_REVIEWING_H
#define ONUS_CLI_REVIEWING_H

#include "cli/linking.h"

#include <termios.h>

/* --- which pairs ---------------------------------------------------------------------------------------------- */

struct doubt {
	uint32_t a, b;
	double probability;     /* what the model holds, whatever was decided */
	double worth;           /* pairs of records that an answer sets right, as expected: the more, the sooner it is asked */
	size_t round;           /* pairs between the same two people that are asked before it */
	uint32_t size[2];       /* records of the two people that it would join, or of the two parts into which the one would fall */
	bool together;          /* they are in one cluster */
	bool answered;
};
struct doubts { struct doubt *v; size_t n; };

struct doubt_options {
	double from, to;
	size_t limit;           /* 0: all */
	bool by_chance;         /* in an order that gives nothing away */
	bool again;             /* those too that somebody has decided */
};
/* Pairs in doubt, those first whose answer sets most right: the chance that it goes against the clusters, by all pairs between the two people or parts, times how many these are; a second pair of the same two people comes
 * after the first of all others. From a. */
enum status link_doubts(const struct linking *l, const struct doubt_options *o, struct arena *a, struct doubts *out, struct error *e);
/* One pair. */
struct doubt link_doubt_of(const struct linking *l, uint32_t a, uint32_t b);

/* --- records on the command line -------------------------------------------------------------------------------- */

/* "A,B": two ids, each with FILE: before it where several files have it. ST_USAGE. */
enum status link_pair_read(const struct linking *l, const char *text, uint32_t *a, uint32_t *b, struct error *e);

/* What a field is called; with the part of a name where several are of one column. From a; never NULL. */
const char *link_field_label(const struct link_fields *f, const struct link_field *x, struct arena *a);

/* --- side by side ------------------------------------------------------------------------------------------------ */

struct sides { int width; bool colour, blind; };
/* The width and colours of where it is shown. */
struct sides sides_for(FILE *out, bool blind);
void sides_print(const struct sides *s, const struct linking *l, uint32_t a, uint32_t b, struct arena *a_, FILE *out);

/* --- who answers --------------------------------------------------------------------------------------------------- */

enum { TALK_END = -1, TALK_AGAIN = -2 /* show all anew */ };

struct talk {
	FILE *out;
	bool raw;               /* single keys from a terminal; else a line an answer */
	struct termios was;
	char ahead[64]; size_t n_ahead;
	char *line; size_t cap; /* of the last line */
	size_t read;            /* lines */
};
enum status talk_begin(struct talk *t, FILE *out, struct error *e);
/* The next key, in lower case; what follows it on a line is in *rest (never NULL). TALK_END: no more, or a signal came. */
int talk_key(struct talk *t, const char **rest);
/* A line of text; NULL: no more. Valid until the next call. */
const char *talk_line(struct talk *t, const char *prompt);
bool talk_stopped(void);
/* The terminal is as it was. */
void talk_end(struct talk *t);

/* --- the verbs ------------------------------------------------------------------------------------------------------ */

enum status link_review(struct context *cx, const struct args *args, struct error *e);
enum status link_explain_pair(struct context *cx, const struct args *args, struct error *e);

#endif
