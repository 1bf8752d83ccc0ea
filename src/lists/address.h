/* address.h - lists.yaml: where lists are pulled from, set down by the reader of the lists; the program never writes it.
 *
 *   un: https://example.org/consolidated.xml
 *   ofac:
 *     urls: [https://example.org/sdn.csv, https://example.org/alt.csv]   # several: OFAC's set of CSV files
 *     format: ofac-csv      # else its first bytes tell
 *     loss: 25              # else 10: the share of entries in percent that may go from one version to the next
 */
#ifndef ONUS_LISTS_ADDRESS_H
#define ONUS_LISTS_ADDRESS_H

#include "lists/read.h"
#include "lists/shelf.h"

struct address_entry {
	const char **urls;
	size_t n_urls;
	enum list_format format; /* LIST_FORMATS: not said */
	double loss;             /* below 0: not said */
};

/* What lists.yaml of the shelf says of a list; n_urls 0 when it says nothing, or is not there. ST_DATA with file, line and column when it is not as
 * above, in any of its lists. */
enum status address_of(const struct shelf *s, const char *name, struct arena *a, struct address_entry *out, struct error *e);
/* The same from text; `file` is for messages. */
enum status address_parse(const char *text, size_t n, const char *file, const char *name, struct arena *a, struct address_entry *out, struct error *e);
/* "25", "12.5": a percentage from 0 to 100. */
bool address_percent(const char *text, double *out);

#endif
