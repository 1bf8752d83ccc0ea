/* query.h - those who are asked for, read from whatever they come in: names a line, a table, JSON lines, payment messages.
 *
 * Names: one a line. A table (first row: column names; divided by comma, semicolon or tab): QUERY_COLUMNS in query_table.c tells which columns
 * are read; several names in one field are divided by ';' or '|'. JSON lines: {"name" or "names", "birth_date", "country", "schema", "sex",
 * "id", "identifiers": [{"type", "value"}] or {"passport": "…"}}, or entities of FollowTheMoney. Payments: every party of every message, and
 * the free text. What cannot be read is told with its place, and what follows it is read. */
#ifndef ONUS_SCREEN_QUERY_H
#define ONUS_SCREEN_QUERY_H

#include "base/arena.h"
#include "base/input.h"
#include "lists/entry.h"
#include "names/words.h"

enum query_format { QUERY_NAMES, QUERY_TABLE, QUERY_JSON, QUERY_PAYMENTS, QUERY_FORMATS };
const char *query_format_name(enum query_format f); /* "names", "csv", "json", "payments" */
/* QUERY_FORMATS when there is none of that name. */
enum query_format query_format_by_name(const char *name);
/* By the first bytes of a file. */
enum query_format query_sniff(const char *bytes, size_t n);

/* Strings that are not there are NULL; all of it lies in one arena. */
struct query {
	const char *id;                      /* the asker's own */
	const char **names; size_t n_names;  /* the first is the one to show; none only where there is an identifier */
	const char *schema;                  /* as given: Person, Company, … */
	bool text;                           /* the names are free text in which a listed name may stand */
	const char *birth;                   /* EDTF */
	struct entry_strings births;         /* further ones, of an actor of a case */
	struct entry_strings countries;
	char sex;                            /* 'm', 'f', 0 */
	struct entry_identifier *identifiers; size_t n_identifiers; /* kinds are the lists' where they are known, else as given */
	struct entry_strings notes;          /* what was given and could not be used, in words */
	const char *message, *role, *path;   /* of a payment: whose message, which party, where it stands */
	unsigned message_number;
	unsigned line;                       /* from 1 */
};

/* A payment message whose parties were the queries since the one before it. */
struct query_message {
	const char *text;                    /* MT103: its bytes, n of them and n_after of what divides it from the next; NULL: XML */
	size_t n, n_after;
	unsigned number, line;
	bool service;                        /* names nobody: an acknowledgement */
	bool faulty;                         /* something in it could not be read, and was told */
};

struct query_sink {
	/* Where the next query is made; query() may set another one for those that follow. */
	struct arena *arena;
	/* Not ST_OK stops the reading. */
	enum status (*query)(void *arg, const struct query *q, struct error *e);
	/* A line that could not be read; the next one is. */
	enum status (*fault)(void *arg, const struct error *what, struct error *e);
	/* Of payments, behind the queries of a message; its text lives until it returns. NULL: not asked for. */
	enum status (*message)(void *arg, const struct query_message *m, struct error *e);
	void *arg;
};
/* Read all of it. format QUERY_FORMATS: found out from the first bytes. Memory is that of the longest line or record (payments: message) and of what
 * the sink keeps. ST_DATA: nothing at all can be read (no column of names, a payment file that is refused). */
enum status queries_read(struct input *in, enum query_format format, struct query_sink *sink, struct error *e);

enum { QUERY_LINE_MOST = 1 << 20, QUERY_NAMES_MOST = 256, QUERY_VALUES_MOST = 256 };

#endif
