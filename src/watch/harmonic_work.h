/* harmonic_work.h - one series under test: what the test and the simulations that calibrate it share. */
#ifndef ONUS_WATCH_HARMONIC_WORK_H
#define ONUS_WATCH_HARMONIC_WORK_H

#include "watch/harmonic.h"

enum { HARMONIC_COEFS = 8, HARMONIC_LEVELS = 6, HARMONIC_PHIS = 7, HARMONIC_BINS = 6, HARMONIC_NU = 512 };

/* For a number of values: what estimates of correlation come to, and by how much too large b gets. */
struct harmonic_level {
	double values;
	double ratio[HARMONIC_PHIS];    /* mean of harmonic_ratio for a factor of i × harmonic_phi_step */
	double spread[HARMONIC_PHIS];   /* sd of the factor that is made of it */
	double inflate[HARMONIC_BINS];  /* of b, for estimates about i × harmonic_bin_step */
	double middle;                  /* what harmonic_middle of all b so deflated stay below where nothing breaks */
};
extern const double harmonic_middle, harmonic_phi_step, harmonic_bin_step, harmonic_phi_most;

struct harmonic_design {
	size_t n;
	unsigned terms, coefs, least_coefs;
	double *day, spacing;           /* median interval */
	double *basis;                  /* n × coefs: orthogonal over all dates, squares sum to n; level, trend, harmonics from the slowest */
	struct harmonic_level level[HARMONIC_LEVELS]; unsigned n_levels; /* most values first */
	bool learnt; double middle, scatter; /* of the factor over pixels */
	double more;                    /* by which b is too large for all of them: noise that is not as the model has it */
	float nu[HARMONIC_NU];          /* ν(x) at x = i / harmonic_nu_per */
};
extern const double harmonic_nu_per;

/* A series put together from the dates that have a value. */
struct harmonic_work {
	size_t m; unsigned k;
	size_t *at;                     /* dates */
	double *day, *x, *y, *r;        /* x: m × k */
	double *tx, *ty, *first, *later;/* with correlation taken out; the step at its first date and after it */
	double *apart;                  /* 1 - r_i of neighbouring admissible dates */
	double *sorted;
	size_t n_apart;
};
/* A step found. */
struct harmonic_step { size_t at; double f, size, rss; };

size_t harmonic_room(size_t n); /* doubles */
void harmonic_lay(struct harmonic_work *w, double *room, size_t n);
unsigned harmonic_coefs(const struct harmonic_design *d, size_t m);
/* Values to be found at w->at and w->y, w->m of them: fills x and day. */
void harmonic_load(const struct harmonic_design *d, struct harmonic_work *w);
/* Takes single wild values out. Returns how many. */
unsigned harmonic_tidy(const struct harmonic_design *d, struct harmonic_work *w);
/* sup F, correlation factor phi (between dates the median interval apart) taken out. r: the residuals of the model without a step, so transformed.
 * False: no step to be found. */
bool harmonic_sup(const struct harmonic_design *d, struct harmonic_work *w, double phi, struct harmonic_step *out);
/* Of the residuals about the step just found with phi 0. */
double harmonic_ratio(const struct harmonic_design *d, struct harmonic_work *w, const struct harmonic_step *s);
/* The normal deviate of F, and the chance that any date's exceeds b. */
double harmonic_deviate(const struct harmonic_work *w, double f);
double harmonic_exceed(const struct harmonic_design *d, const struct harmonic_work *w, double b);
/* From the levels: the factor that a ratio stands for by itself (it may come out below 0), its sd, the one to work with, and how much too large b is.
 * */
double harmonic_raw(const struct harmonic_design *d, size_t m, double ratio);
double harmonic_spread(const struct harmonic_design *d, size_t m, double phi);
double harmonic_phi(const struct harmonic_design *d, size_t m, double ratio);
double harmonic_inflate(const struct harmonic_design *d, size_t m, double phi);
/* Fills level[]; anew: what b gets to alone, after learning. */
enum status harmonic_calibrate(struct harmonic_design *d, bool anew, struct error *e);
/* Where the values of a series lie, those left out that are clouds: everything but the test. Returns what was left out, -1: too few values. */
int harmonic_take(const struct harmonic_design *d, const float *value, struct harmonic_work *w);

#endif
