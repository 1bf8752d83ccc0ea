/* fact.h - what may be printed of a case: a text with the sources that stand behind it, and nothing else.
 *
 * `struct fact` is complete only in fact.c. Every constructor takes a piece of the model and the lists of sources that the
 * record names for it; ids that no record has are not counted, and where none is left there is no fact: NULL. The page
 * writer (page.h) and the JSON writer take facts, literals of the template and computed numbers, and have no function for
 * a bare string of the case. So a sentence without a source cannot be printed; it can only be withheld, and is counted. */
#ifndef ONUS_REPORT_FACT_H
#define ONUS_REPORT_FACT_H

#include "report/judged.h"

#include <jansson.h>

struct fact;

/* Where facts are made: memory, the model, the preferred language, and what had to be withheld. */
struct facts {
	struct arena *a;
	const struct model *m;
	const char *lang;
	size_t withheld;
	bool failed;      /* memory ran out: nothing made with it may be printed */
};

/* A claim's proposition, behind it the sources whose support stands; NULL when nothing stands. */
const struct fact *fact_claim(struct facts *fs, const struct weighed *w);
/* What a source says on a claim: its quote, its own figure, a remark; behind it that source. */
const struct fact *fact_quote(struct facts *fs, const struct support *s);
const struct fact *fact_support_note(struct facts *fs, const struct support *s);
/* A source's own bibliographic data: a source stands for its title, kind, date and address. */
const struct fact *fact_title(struct facts *fs, const struct source *s);
const struct fact *fact_source_field(struct facts *fs, const struct source *s, const char *field);
/* A name: its own sources, else the record's. */
const struct fact *fact_name(struct facts *fs, const struct naming *n, const struct strs *record);
/* Any text of a record with the sources given for it, else those of the record (either may be NULL). */
const struct fact *fact_texts(struct facts *fs, const struct texts *t, const struct strs *own, const struct strs *record);
const struct fact *fact_field(struct facts *fs, const char *field, const struct strs *own, const struct strs *record);
/* The sentence that the program made of an element of a finding or of a response, with what it rests on. */
const struct fact *fact_element(struct facts *fs, const struct element *x, const struct finding *f);
const struct fact *fact_response(struct facts *fs, const struct response_standing *r);
/* The state, grade reason or tie that weighing gives of a claim: a sentence over its sources. */
const struct fact *fact_weighed(struct facts *fs, const struct weighed *w, const char *sentence);
const struct fact *fact_tie(struct facts *fs, const struct tied *t);
/* A person's decision: behind it the finding's claim. */
const struct fact *fact_decision(struct facts *fs, const struct finding *f);
/* An amount in figures with unit and qualifier: "20,000 to 80,000 workers". */
const struct fact *fact_amount(struct facts *fs, const struct amount *m, const struct strs *sources);
/* Nothing stands under the claim, not even a repeat of unknown provenance: it is withheld. */
bool claim_withheld(const struct weighed *w);
/* The sources of a claim whose support stands. */
struct strs standing_sources(struct facts *fs, const struct weighed *w);

/* --- what the writers need ------------------------------------------------------------------ */

const char *fact_text(const struct fact *f);
/* BCP 47, "" when not said. */
const char *fact_lang(const struct fact *f);
size_t fact_sources(const struct fact *f, const struct source *const **v);
/* {"text": …, "lang": …, "sources": […]}; NULL for no fact or no memory. */
json_t *fact_json(const struct fact *f);

#endif
