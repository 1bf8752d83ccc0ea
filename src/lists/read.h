/* read.h - watchlists read from files: OFAC (CSV set, XML, advanced XML), UN, EU, UK, Canada, FtM JSON lines.
 *
 * Entries come one at a time through a callback, so that a list of any size needs the memory of its largest entry (XML is read as a
 * stream). A malformed entry is reported with its line and what was expected, and the rest is read; what cannot be read at all (no
 * such format, broken XML before the first entry, external entities, entity bombs) is ST_DATA. A file that ends in the middle is reported
 * as cut off. Files are untrusted. */
#ifndef ONUS_LISTS_READ_H
#define ONUS_LISTS_READ_H

#include "base/status.h"
#include "lists/entry.h"

enum list_format {
	LIST_OFAC_CSV,   /* sdn.csv or a folder or zip-less set: alt.csv, add.csv, sdn_comments.csv beside it are read when there */
	LIST_OFAC_XML, LIST_OFAC_ADVANCED, LIST_UN, LIST_EU, LIST_UK_XML, LIST_UK_CSV, LIST_CANADA, LIST_FTM, LIST_NAMES /* one name a line */,
	LIST_FORMATS
};
const char *list_format_name(enum list_format f);  /* "ofac-csv", "un", "ftm" … */
/* LIST_FORMATS when there is none of that name. */
enum list_format list_format_by_name(const char *name);

struct list_fault { unsigned line; const char *id; const char *message; }; /* id may be NULL; strings live until the callback returns */
struct list_sink {
	/* Take an entry: it and its strings live until the callback returns. Anything but ST_OK stops the reading and is returned. */
	enum status (*entry)(void *arg, const struct entry *x, struct error *e);
	/* A malformed entry that was left out, or a part of one that was. */
	void (*fault)(void *arg, const struct list_fault *f);
	void *arg;
};
struct list_about {
	enum list_format format;
	char date[11];          /* the date that the list itself gives (YYYY-MM-DD), or "" */
	size_t entries, names, faults;
	bool cut_off;           /* the document ends in the middle, or is broken from some place on: what came before was read (and a fault said so) */
	unsigned char sha256[32]; /* of the file (CSV set: of the hashes of its files in order of name) */
};
/* Read a file (or the folder of a CSV set). format LIST_FORMATS = find out from its first bytes. ST_ENV: cannot be opened. */
enum status list_read(const char *path, enum list_format format, const struct list_sink *sink, struct list_about *about,
		      struct error *e);
/* The same from memory, for tests and fuzzers; `name` is for messages. CSV sets are then the one file. */
enum status list_read_bytes(const char *bytes, size_t n, const char *name, enum list_format format, const struct list_sink *sink,
			    struct list_about *about, struct error *e);

#endif
