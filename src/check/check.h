/* check.h - what would not survive reading. Reads the case, changes nothing. */
#ifndef ONUS_CHECK_CHECK_H
#define ONUS_CHECK_CHECK_H

#include "store/model.h"

enum check_kind {
	CHECK_NO_SUPPORT,      /* a claim nobody supports */
	CHECK_QUOTE,           /* a quote that does not stand word for word in the exhibit's text */
	CHECK_LOCATOR,         /* a paragraph, page or line that the exhibit does not have */
	CHECK_QUOTE_ELSEWHERE, /* the quote stands, but in another paragraph than the locator says */
	CHECK_DANGLING,        /* a reference that leads nowhere */
	CHECK_UNIT,            /* an amount without a unit */
	CHECK_RANGE,           /* low above high, best outside */
	CHECK_CIRCLE,          /* sources that cite in a circle */
	CHECK_TWICE,           /* one source counted under two names: same hash, same URL, same title, authors and date */
	CHECK_CREDIBILITY,     /* credibility 1 with fewer than two independent origins */
	CHECK_BEARING,         /* evidence of a kind that cannot bear the claim */
	CHECK_IDENTIFIER,      /* an identifier whose check digit fails (USCC, LEI, IMO, IBAN …) */
	CHECK_NO_SOURCE,       /* a name, status, duty, step … that no source stands behind and is not marked unconfirmed */
	CHECK_ANSWER,          /* an answer to an exception that the duty does not have */
	CHECK_SUPERSEDED,      /* a claim that rests on an analysis whose place a later one has taken, or that is retracted */
	CHECK_MERGE,           /* a merge of fewer than two different actors */
	CHECK_SERIES,          /* an image of a site's series that `watch` cannot use: no image, no day, one twice */
};

struct check_finding {
	enum check_kind kind;
	enum kind record; const char *id; /* where */
	const char *path;                 /* "supports[2].quote", or "" */
	const char *text;                 /* a sentence */
	int64_t position;                 /* byte offset in the exhibit's text of the nearest match; -1 = none */
};
struct checked {
	const struct check_finding *v; size_t n;
	size_t quotes_found, quotes_not_held; /* quotes verified; quotes whose exhibit is not held (no fault) */
};
/* What other engines know of a claim; engines do not use each other, so the caller hands it over. */
struct check_claim {
	const char *claim;                /* id */
	unsigned voices;                  /* least number of independent origins */
	const char *cannot_bear;          /* evidence of a kind that cannot bear it: a sentence, or NULL */
};
/* known: what weighing knows of the claims, sorted by id (NULL, 0: those checks are left out). */
enum status check_case(struct store *st, const struct model *m, const struct check_claim *known, size_t n_known, struct arena *a,
		       struct checked *out, struct error *e);
const char *check_kind_name(enum check_kind k);

/* Find a quote in a text after canonicalisation: white space of all kinds (no-break spaces among them) folded to one
 * space, typographic quotes, apostrophes, dashes and ellipses folded, soft hyphens dropped, NFC; letters and their
 * case unchanged. An ellipsis in square brackets ([…] or [...]) lets text be left out. *start, *end: byte offsets in the
 * text as it is. False when it does not stand there. */
bool quote_find(const char *text, size_t n, const char *quote, size_t *start, size_t *end);

#endif
