/* make.h - an entry in the making, and what the readers of lists share. Internal to lists/. */
#ifndef ONUS_LISTS_MAKE_H
#define ONUS_LISTS_MAKE_H

#include "base/buf.h"
#include "lists/read.h"

#include <libxml/tree.h>

/* A longer name is left out, and said: nobody bears one, and it would cost its square in every comparison. */
enum { NAME_MOST = 4096 };

/* Collects an entry; every text is copied, trimmed and brought to NFC; empty ones are passed over. Memory that runs out sticks in `failed`. */
struct making {
	struct arena arena;
	struct entry x;
	size_t caps[12];
	size_t too_long; /* bytes of a name that was left out, or 0 */
	bool failed;
};
void making_begin(struct making *m);
void making_end(struct making *m);
/* A clean copy, or NULL for nothing. */
const char *making_text(struct making *m, const char *s);
void making_name(struct making *m, const char *full, enum entry_quality q, const char *kind);
/* Given and family name; the full one is "given family". */
void making_parts(struct making *m, const char *given, const char *family, enum entry_quality q, const char *kind);
/* Some script that is not Latin: from Greek on, Latin Extended Additional and general punctuation apart. */
bool making_other_script(const char *s);
/* What is there of n texts, with sep between; NULL for nothing. */
const char *making_join(struct making *m, const char *sep, const char *const *v, size_t n);
void making_birth(struct making *m, const char *edtf);
void making_string(struct making *m, struct entry_strings *list, const char *s);
void making_identifier(struct making *m, const char *kind, const char *value, const char *country);
void making_address(struct making *m, const char *text, const char *city, const char *country);

/* "04 Mar 1971", "circa 1955", "Mar 1971", "1955 to 1958", "14/03/1971", "1971-03-14" → EDTF in the arena; NULL when it is no date. */
const char *making_date(struct making *m, const char *text);
/* The kind of identifier that a list's words mean: "Passport" → passport, "Vessel Registration Identification" and "IMO …" → imo … */
const char *identifier_kind(const char *words);

/* Where OFAC's own search shows the entry that bears the making's id. */
void making_ofac_url(struct making *m);

/* What a reader works with. */
struct reading_list {
	const char *name;      /* for messages */
	const char *bytes;
	size_t n;
	const char *path;      /* NULL: bytes only; files beside it may be read */
	const struct list_sink *sink;
	struct list_about *about;
	struct making making;
};
/* Hand over m's entry when it has an id and a name; report a fault when not. */
enum status reading_entry(struct reading_list *r, struct error *e);
void reading_fault(struct reading_list *r, unsigned line, const char *id, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* Does the file end with the end of a line? A last line that cannot be read and does not end was cut off. */
bool reading_ends(const struct reading_list *r);

typedef enum status list_reader(struct reading_list *r, struct error *e);
list_reader read_un, read_ofac_csv, read_ofac_xml, read_ofac_advanced, read_eu, read_uk_xml, read_uk_csv, read_canada, read_ftm, read_names;

/* --- XML ------------------------------------------------------------------------------------------ */

/* Go through the document as a stream; for every element named one of `names` (NULL-terminated) call take with its tree. A document type, an
 * entity or a document that is not well-formed before the first element: ST_DATA; broken later: a fault "cut off", and what came before stands. */
enum status xml_each(struct reading_list *r, const char *const *names, enum status (*take)(struct reading_list *, xmlNode *, struct error *),
		     struct error *e);
/* The first child element of that name, or NULL. */
xmlNode *xml_child(const xmlNode *x, const char *name);
xmlNode *xml_next(const xmlNode *x, const char *name);
/* Text of a child element or of an attribute, in the arena of m, trimmed; NULL for nothing. */
const char *xml_text(struct making *m, const xmlNode *x, const char *child);
const char *xml_attribute(struct making *m, const xmlNode *x, const char *name);
const char *xml_own_text(struct making *m, const xmlNode *x);
#define XML_EACH(v, parent, name) for (xmlNode *v = xml_child(parent, name); v; v = xml_next(v, name))

#endif
