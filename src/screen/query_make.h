/* query_make.h - a query in the making, and what the readers of queries share. Internal to screen/. */
#ifndef ONUS_SCREEN_QUERY_MAKE_H
#define ONUS_SCREEN_QUERY_MAKE_H

#include "base/json.h"
#include "screen/query.h"

/* What a column of a table or a member of an object says. */
enum role { ROLE_NONE, ROLE_NAME, ROLE_ALIAS, ROLE_FIRST, ROLE_MIDDLE, ROLE_LAST, ROLE_BIRTH, ROLE_COUNTRY, ROLE_SCHEMA, ROLE_SEX, ROLE_ID,
	    ROLE_IDENTIFIERS, ROLE_IDENTIFIER };
enum role query_role(const char *name);
/* Does it name somebody? */
bool query_role_names(enum role r);

struct query_making {
	struct query q;
	struct query_sink *sink;
	size_t names_cap, identifiers_cap, countries_cap, notes_cap;
	bool failed;                       /* memory ran out */
};
void query_begin(struct query_making *m, struct query_sink *sink, unsigned line);
/* A trimmed copy in the arena; NULL for nothing. */
const char *query_copy(struct query_making *m, const char *text, size_t n);
void query_name(struct query_making *m, const char *text, size_t n);
/* Names divided by ';' or '|'. */
void query_name_list(struct query_making *m, const char *text);
void query_country(struct query_making *m, const char *text);
/* ISO, EDTF, "4 Mar 1971", "04.03.1971", "04/03/1971" (of which day and month are used only when one is above 12). */
void query_birth(struct query_making *m, const char *text);
/* A schema of FollowTheMoney, or a usual word for one ("individual", "ship"). */
void query_schema(struct query_making *m, const char *text);
void query_sex(struct query_making *m, const char *text);
/* kind: any usual word for it ("passport_number", "imoNumber", "LEI"). */
void query_identifier(struct query_making *m, const char *kind, const char *value, const char *country);
/* Is this word one for a kind of identifier? Its kind on lists, or NULL. */
const char *query_identifier_kind(const char *word);
void query_note(struct query_making *m, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Hand it to the sink. Without a name: a fault at the line. */
enum status query_end(struct query_making *m, struct input *in, struct error *e);
/* What divides the header line into columns of which one names somebody; 0: nothing does. */
char query_table_delimiter(const char *bytes, size_t n);
/* The next line that is UTF-8 and not too long; others are told as faults. Of the first line a byte order mark is taken off. */
enum status query_line(struct input *in, struct query_sink *sink, const char **text, size_t *n, unsigned *line, bool *found, struct error *e);
/* The place of byte `at` of a line of text; columns count characters. */
struct place query_place(const struct input *in, unsigned line, const char *text, size_t at);
/* Tell a fault to the sink. */
enum status query_fault(struct query_sink *sink, const struct error *what, struct error *e);

enum status query_read_names(struct input *in, struct query_sink *sink, struct error *e);
enum status query_read_table(struct input *in, struct query_sink *sink, struct error *e);
enum status query_read_json(struct input *in, struct query_sink *sink, struct error *e);
enum status query_read_payments(struct input *in, struct query_sink *sink, struct error *e);

#endif
