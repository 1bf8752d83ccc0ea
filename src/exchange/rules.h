/* rules.h - the rule file: what earns a grade, which grade a standard of proof asks, what a kind of evidence can bear.
 *
 * The file that ships is share/rules.yaml; a user may give another (--rules FILE). Rules are data that a reader can
 * judge; a score is never turned into a standard of proof by the program itself. */
#ifndef ONUS_EXCHANGE_RULES_H
#define ONUS_EXCHANGE_RULES_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum evidence { EVIDENCE_TESTIMONY, EVIDENCE_DOCUMENT, EVIDENCE_IMAGE, EVIDENCE_ANALYSIS, EVIDENCE_COUNT };

/* A grade is earned when every one of its needs is met; the best one earned is given. */
struct grade {
	const char *name;        /* "A" … "E" as the file has it */
	const char *text;        /* what it means, for print */
	unsigned rank;           /* 0 = best */
	unsigned voices;         /* least number of independent voices (the lower bound counts) */
	unsigned resilience;     /* least number of sources that must fall */
	unsigned kinds;          /* least number of kinds of evidence able to bear the claim */
	char reliability;        /* at least one standing origin of this reliability or better; 0 = not asked */
	int credibility;         /* at least one support of this credibility or better; 0 = not asked */
	unsigned held;           /* least number of supporting sources whose exhibit is held */
	bool undisputed;         /* no denial by a voice without an interest in the matter */
};

struct standard { const char *name, *text; unsigned rank; /* the worst grade that reaches it */ };

/* What a kind of evidence cannot bear: claims that count these things ("people"), or claims of these kinds. */
struct bearing { bool cannot_count[5]; const char **cannot_kinds; size_t n_kinds; const char *why; };

struct rules {
	const char *file;        /* where they were read */
	const char *sha256;      /* of the file, printed with every grade */
	const struct grade *grades; size_t n_grades;         /* best first; the last has no needs */
	const struct standard *standards; size_t n_standards;
	const char *default_standard;
	struct bearing bearing[EVIDENCE_COUNT];
};

/* From a text, named `file` in messages. Errors: ST_DATA with file, line, column; ST_ENV. All memory from a. */
enum status rules_parse(const char *text, size_t n, const char *file, struct arena *a, struct rules *out, struct error *e);
/* path NULL: the file that ships ($ONUS_DATA/rules.yaml, else the installed or source one). Errors: as rules_parse, and
 * ST_ENV when it cannot be read. */
enum status rules_load(const char *path, struct arena *a, struct rules *out, struct error *e);
const struct standard *rules_standard(const struct rules *r, const char *name);
/* "testimony" → EVIDENCE_TESTIMONY; EVIDENCE_COUNT when unknown. */
enum evidence evidence_by_name(const char *name);
const char *evidence_name(enum evidence k);
/* Can this kind of evidence bear a claim of this kind that counts such things (counts may be NULL)? */
bool rules_bears(const struct rules *r, enum evidence k, const char *claim_kind, const char *counts, const char **why);

#endif
