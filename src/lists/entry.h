/* entry.h - one entry of a watchlist, whatever format it came in.
 *
 * Everything lies in an arena; strings that are not there are NULL, arrays with n = 0 may be NULL. Text is UTF-8, NFC, trimmed. */
#ifndef ONUS_LISTS_ENTRY_H
#define ONUS_LISTS_ENTRY_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum entry_schema { ENTRY_PERSON, ENTRY_ORGANIZATION, ENTRY_COMPANY, ENTRY_VESSEL, ENTRY_AIRCRAFT, ENTRY_LEGAL_ENTITY, ENTRY_SCHEMATA };
/* The name that FtM gives it ("Person", "Airplane" …), and back (FtM descendants: PublicBody → ORGANIZATION); ENTRY_SCHEMATA = none. */
const char *entry_schema_name(enum entry_schema s);
enum entry_schema entry_schema_by_name(const char *name);

enum entry_quality { ENTRY_PRIMARY, ENTRY_STRONG, ENTRY_WEAK };

struct entry_name {
	const char *full;               /* as a reader would write it: given names first where the list tells them apart */
	const char *given, *family;     /* parts, where the list tells them apart; else NULL */
	enum entry_quality quality;
	const char *kind;               /* "name", "aka", "fka", "nka", "original script", "maiden" … */
	const char *language;           /* as the list says it, or NULL */
};
/* A birth (or build, or founding) date as far as it is known: EDTF text ("1971", "1955~", "1955/1958", "1971-03-04"). */
struct entry_identifier {
	const char *kind;               /* "passport", "national id", "imo", "lei", "registration", "tax", "swift", "mmsi", "call sign", "uscc" … */
	const char *value, *country;    /* country: as the list says it, or NULL */
};
struct entry_address { const char *text, *city, *country; };
struct entry_strings { const char **v; size_t n; };

struct entry {
	const char *id;                 /* the list's own: OFAC uid, UN REFERENCE_NUMBER (KPi.001), EU logical id, FtM id … */
	enum entry_schema schema;
	struct entry_name *names;       /* the primary name first; never 0 */
	size_t n_names;
	struct entry_strings births, deaths;
	struct entry_strings birth_places, countries, nationalities; /* as the list writes them */
	struct entry_strings programmes;
	struct entry_strings positions, notes;
	char sex;                       /* 'm', 'f', 0 not known */
	struct entry_identifier *identifiers;
	size_t n_identifiers;
	struct entry_address *addresses;
	size_t n_addresses;
	const char *listed, *changed;   /* dates of listing and of the last change (YYYY-MM-DD), or NULL */
	const char *url;                /* where the list shows it, or NULL */
	unsigned line;                  /* where it stands in its file, from 1 */
};

/* An entry as one canonical line of text, the same for the same content whatever the order of its aliases: what `diff` compares and
 * what a cleared hit is bound to. NULL when memory is out. */
const char *entry_canonical(const struct entry *x, struct arena *a);

#endif
