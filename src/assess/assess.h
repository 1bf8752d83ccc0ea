/* assess.h - acts held against duties: proposed findings, and responses due, done and overdue. Works on the model's
 * types alone, reads no file and no database, prints nothing.
 *
 * A finding is claim × duty × actor. Each element is answered yes, no, or open, with the records that say so. The
 * program proposes; a person confirms or rejects (a `decision` record), and a decision whose digest no longer fits the
 * finding as it stands is shown as out of date. */
#ifndef ONUS_ASSESS_ASSESS_H
#define ONUS_ASSESS_ASSESS_H

#include "store/model.h"

enum element_kind {
	ELEMENT_ACT,        /* the claim's act is one that breaches the duty */
	ELEMENT_ACTOR,      /* the actor did it in a role the duty reaches */
	ELEMENT_FORCE,      /* the instrument was in force at the time of the act */
	ELEMENT_BOUND,      /* the actor was bound at that time, and not by signature alone */
	ELEMENT_RESERVED,   /* no reservation takes the provision away */
	ELEMENT_DEADLINE,   /* the deadline had passed (by how many days) */
	ELEMENT_EXCEPTION,  /* one per exception: answered that it does not hold */
	ELEMENT_EVIDENCE,   /* the grade reached against the standard asked */
	ELEMENT_STATE,      /* the claim is not refuted, superseded, contradicted … */
};

struct element {
	enum element_kind kind;
	enum truth met;               /* YES: shown; NO: fails; MAYBE: open */
	const char *text;             /* a sentence for print */
	const char *ref;              /* the exception's id, the reservation's article … or NULL */
	const char *fact;             /* the same without sentences: goes into the digest, so that rewording alters nothing */
	struct strs sources;          /* on what it rests */
	int64_t days;                 /* ELEMENT_DEADLINE: days past, at least (negative: still to run) */
};

enum finding_status { FINDING_PROPOSED, FINDING_CONFIRMED, FINDING_REJECTED, FINDING_STALE /* decided on other facts */ };

struct finding {
	const char *id;               /* CLAIM/DUTY/ACTOR */
	const char *digest;           /* SHA-256 of the claim, the duty and the elements, in hexadecimal */
	const struct claim *claim;
	const struct duty *duty;
	const struct actor *actor;
	const char *role;             /* "perpetrator" or "enabler" */
	const struct element *elements; size_t n_elements;
	enum truth holds;             /* NO when any element fails, MAYBE when any is open, else YES */
	const char *grade, *standard; /* names; grade reached, standard asked */
	enum finding_status status;
	const struct decision *decision;
};

/* What assess must know of each claim from weighing; given by the caller, since engines do not use each other. */
struct claim_grade {
	const char *claim;            /* id */
	const char *grade;            /* name of the grade reached */
	unsigned rank;                /* 0 = best */
	bool stands;                  /* state stands or fulfilled */
	const char *state;            /* name of the state */
	const char *why;              /* sentence on the state or grade, or NULL */
	struct strs by;               /* the sources that show the state, where it does not stand */
};
struct asked_standard { const char *name, *text; unsigned rank; };

struct assess_input {
	const struct model *model;
	const struct claim_grade *grades; size_t n_grades;      /* sorted by claim id */
	const struct asked_standard *standards; size_t n_standards;
	const char *default_standard;
	const char *standard;         /* asked of every finding, whatever claim and duty ask; NULL = as they ask */
	int64_t as_of;                /* the day on which it is asked: what was done later is not looked at */
};

struct assessment { const struct finding *findings; size_t n; };  /* by id */

/* Claims of kind denial, recommendation, forecast and opinion give no findings, nor do acts wholly after as_of.
 * Errors: ST_DATA for a standard that no rule file has; ST_ENV. All memory from a. */
enum status assess(const struct assess_input *in, struct arena *a, struct assessment *out, struct error *e);
/* The first element of a kind, or NULL. */
const struct element *finding_element(const struct finding *f, enum element_kind k);

/* --- responses ---------------------------------------------------------------------------- */

enum response_state {
	RESPONSE_PROMISED, RESPONSE_DUE, RESPONSE_OVERDUE, RESPONSE_DONE, RESPONSE_DONE_LATE, RESPONSE_LAPSED,
	RESPONSE_FAILED, RESPONSE_VACANT, RESPONSE_FILLED, RESPONSE_ENDED, RESPONSE_BLOCKED, RESPONSE_OPEN,
	RESPONSE_FUTURE, /* nothing about it had happened by that day */
};

struct response_standing {
	const struct response *response;
	enum response_state state;
	const struct step *step;      /* the step that decides it, or NULL */
	int64_t since;                /* day since when for certain (EDTF_MIN unknown) */
	int64_t due;                  /* last day; EDTF_MAX = no deadline */
	int64_t days;                 /* overdue, vacant, lapsed, ended for so many days, or done so many days late, at least;
	                                 due in so many days (negative); 0 otherwise */
	int years, months, rest_days; /* the same span in calendar terms */
	bool disputed;                /* the deciding date is uncertain or approximate, or may lie after the day asked */
	const char *text;             /* a sentence for print */
};
struct responses { const struct response_standing *v; size_t n; }; /* by id */

/* as_of: what was true on that day. known: only what was known by that day (EDTF_MAX: all that is known). */
enum status assess_responses(const struct model *m, int64_t as_of, int64_t known, struct arena *a,
			     struct responses *out, struct error *e);
/* Deadlines of duties: passed or to come, by how many days. */
struct duty_deadline { const struct duty *duty; const struct deadline *deadline; int64_t days; /* past; negative = to come */
	const struct monitor *monitor_ended; /* a body that watched it and has itself ended, or NULL */ };
enum status assess_deadlines(const struct model *m, int64_t as_of, struct arena *a, const struct duty_deadline **out,
			     size_t *n, struct error *e);
/* A body that watched the duty and whose watch had certainly ended before the day, or NULL. */
const struct monitor *duty_monitor_ended(const struct duty *u, int64_t as_of);
const char *truth_name(enum truth t); /* "yes", "no", "open" */
const char *response_state_name(enum response_state s);
const char *element_kind_name(enum element_kind k);
const char *finding_status_name(enum finding_status s);

#endif
