/* ranges.h - several bodies' ranges for one quantity brought into one picture: what they share, where they contradict each other. Pure.
 *
 * Nothing is averaged and no distribution is assumed: every number of the answer is an end that somebody stated. A number is as well supported as the
 * most independent voices whose ranges hold it; the ranges of one voice (repeats of one origin) count once. The stretch that most voices share is the
 * interval fusion of Marzullo 1984 ("Maintaining the time in a distributed system", 1.2.2: if at most f of n voices are wrong, the true value lies
 * where at least n - f agree), found in one sweep over the ends. Brooks & Iyengar 1996 then weigh the middles of the stretches into one number: that is
 * the average which is not made here. Groups that overlap are the maximal cliques of an interval graph (Gilmore & Hoffman 1964), from the same sweep. */
#ifndef ONUS_ESTIMATE_RANGES_H
#define ONUS_ESTIMATE_RANGES_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

enum { RANGES_MOST = 1000 };

/* One statement. Both ends belong to the range. "up to 30,000": open_low, high 30,000. "more than 800": low 800, open_high. "12" : low = high = 12. */
struct range {
	const char *label;  /* who says so; borrowed, not NULL */
	double low, high;   /* an open end's number is not looked at */
	double best;        /* the number that is named as the likeliest; NAN = none. Shown, never reckoned with. */
	bool open_low, open_high;
	bool about;         /* made by range_about: the words then say "about 800" */
	uint32_t voice;     /* any number; statements of the same independent voice have the same one */
};

/* A stretch of numbers. at_low, at_high: the end itself belongs to it (never for an open end). low -INFINITY, high INFINITY where nobody bounds it. */
struct stretch {
	double low, high;
	bool at_low, at_high;
	uint32_t voices;    /* independent voices that hold every number of it; for the hull: all */
};
struct range_group { const uint32_t *range; uint32_t n; uint32_t voices; struct stretch common; };
struct range_pair { uint32_t below, above; bool same_voice; double gap; /* from the end of the one to the beginning of the other */ };
struct range_voice {
	const uint32_t *range; uint32_t n; /* its statements, in the given order */
	bool repeats;       /* all the same range */
	bool contradicts;   /* two of them have no number in common */
};

struct range_picture {
	uint32_t n, n_voices;
	const struct range_voice *voices;  /* n_voices, in the order in which they first appear */
	bool agree;                        /* all ranges have a number in common: */
	struct stretch common;             /* that; only with agree */
	struct stretch hull;               /* from the lowest to the highest that anybody says */
	uint32_t n_pieces; const struct stretch *pieces; /* the union, ascending; voices: the most that hold a number in it */
	uint32_t n_steps;  const struct stretch *steps;  /* the union cut where the number of voices changes, ascending */
	uint32_t most;                     /* the most voices that hold one number; n_voices - most are wrong whatever the truth is */
	uint32_t n_shared; const struct stretch *shared; /* where they do, ascending: more than one stretch is possible */
	double rounding;                   /* the coarsest rounding of the ends of the first shared stretch, as in range_rounding; 0 = none */
	bool finer;                        /* a shared stretch is narrower than that: its width says nothing, only where it lies */
	uint32_t n_groups; const struct range_group *groups; /* sets of ranges with a number in common, none within another, ascending */
	uint32_t n_pairs;  const struct range_pair *pairs;   /* ranges that contradict each other, by the lower one's place */
	const uint32_t *support;           /* n: independent voices with a range that overlaps this one, its own included */
	bool has_best; double best_low, best_high; /* the least and the greatest number that is named as the likeliest */
	const char *words;                 /* all that in sentences to be quoted, parted by newlines, no newline at the end */
};

/* All from a; labels are borrowed. ST_DATA: no range, more than RANGES_MOST, low above high, an end or best that is no finite number, both ends open,
 * best outside its own range. */
enum status ranges_picture(const struct range *r, size_t n, struct arena *a, struct range_picture *out, struct error *e);

/* "about 800": 750 to 850, what the rounding of the number itself leaves open, best 800. x finite; about 0 is 0. */
struct range range_about(const char *label, double x, uint32_t voice);
/* The power of ten of the last digit of x that is not 0: 800 gives 100, 1250 gives 10, 0.5 gives 0.1; 0 and not finite give 0. */
double range_rounding(double x);
/* A range in words: "20,000 to 80,000", "up to 30,000", "at least 800", "about 800", "12". NULL when memory is out. */
const char *range_words(const struct range *r, struct arena *a);
/* A stretch: "20,000 to 30,000", "above 80,000 up to 120,000", "exactly 30,000". */
const char *stretch_words(const struct stretch *s, struct arena *a);

#endif
