/* weigh_case.h - a case's claims weighed: the binding of weigh.h to the model and the rule file. */
#ifndef ONUS_WEIGH_WEIGH_CASE_H
#define ONUS_WEIGH_WEIGH_CASE_H

#include "exchange/rules.h"
#include "store/model.h"

/* What became of a claim, apart from its grade. The first that fits, in this order. */
enum claim_state {
	STATE_REFUTED,      /* an outcome says so */
	STATE_FAILED,       /* a forecast that did not come true */
	STATE_RETRACTED,
	STATE_SUPERSEDED,   /* its origin has replaced it, or an outcome says so */
	STATE_CONTRADICTED, /* a voice in whose name it is made denies it, or an outcome says so */
	STATE_UNSUPPORTED,  /* nothing stands under it (sources retracted or struck, or none) */
	STATE_CIRCULAR,     /* only circles support it */
	STATE_FULFILLED,    /* a forecast or promise that came true */
	STATE_STANDS,
};

struct tied { const struct source *a, *b; const char *why; }; /* why: a sentence, "both published by A-HRNK" */

/* One voice: origins that count once, and the ties that made them one. */
struct voice {
	const struct source *const *members; size_t n;
	const struct tied *ties; size_t n_ties;
};

struct side {                           /* those who support, or those who deny or doubt */
	const struct source *const *origins; size_t n_origins;
	const struct voice *voices; size_t n_voices;
	unsigned voices_low, voices_high;
	unsigned resilience;
	const struct source *const *cut; size_t n_cut;
	const struct source *const *circular; size_t n_circular;
	unsigned kinds;                 /* bits 1 << enum evidence, of standing origins able to bear the claim */
	unsigned unknown;
	unsigned n_supports;            /* recorded on this side */
};

struct weighed {
	const struct claim *claim;
	enum claim_state state;
	const char *state_why;          /* a sentence for print, NULL when it just stands */
	const struct source *const *state_by; size_t n_state_by; /* the sources that show the state */
	const char *replaced_by;        /* claim id, when superseded */
	const struct source *const *outdated; size_t n_outdated; /* sources that repeat what its origin has replaced */
	struct side support, denial;
	bool denial_interested;         /* every denying voice has an interest in the matter */
	const struct source *const *load; size_t n_load; /* sources without any one of which it falls */
	const struct grade *grade;
	const char *grade_why;          /* which need keeps it from the next better grade */
	bool credibility_refused;       /* somebody gave credibility 1 with fewer than two independent origins */
	const char *cannot_bear;        /* a kind of evidence given that cannot bear this claim: a sentence, or NULL */
};

struct source_weight {
	const struct source *source;
	unsigned carries;               /* standing claims that it supports */
	unsigned falls;                 /* of those, claims that fall with it */
	const struct claim *const *fallen; size_t n_fallen;
	bool held;                      /* an exhibit of it is in custody */
	bool retracted;
};

struct weighing {
	const struct weighed *claims; size_t n_claims;           /* in the model's order */
	const struct source_weight *sources; size_t n_sources;   /* by what falls with them, most first; then carries; then id */
	const struct rules *rules;
};

struct weigh_options {
	int64_t as_of;                  /* day on which statuses are read; EDTF_MAX = as things stand */
	const char *const *without; size_t n_without; /* sources struck as an experiment */
};

/* Errors: ST_USAGE when `without` names no source; ST_ENV; ST_BUG. All memory from a. */
enum status weigh_case(const struct model *m, const struct rules *r, const struct weigh_options *o, struct arena *a,
		       struct weighing *out, struct error *e);
const struct weighed *weighing_claim(const struct weighing *w, const char *id);
const char *claim_state_name(enum claim_state s);

#endif
