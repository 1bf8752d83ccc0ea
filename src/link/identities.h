/* identities.h - which row of which list a record of the case is: a file beside the case, which the case itself does not hold.
 *
 * The case knows a record by a pseudonym drawn by chance and by a commitment: SHA-256 of a salt drawn by chance (32 bytes) and of the row's bytes as
 * they stand in the list. This file has pseudonym, list (by SHA-256), row and salt, and no word of what the list says. With the list and this file
 * anybody can show that a record is that row; without this file nobody can, who does not know the salt. See docs/adr/0011.
 *
 * JSON lines: first {"case":ID,"onus":"identities","version":1}, then one a record:
 * {"at":OFFSET,"list":SHA-256,"record":ID,"row":N,"salt":HEX,"size":BYTES}; at and size are those of the row in the list's bytes. */
#ifndef ONUS_LINK_IDENTITIES_H
#define ONUS_LINK_IDENTITIES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/input.h"
#include "base/sha256.h"

enum { IDENTITY_SALT = 32, IDENTITY_ID = 24, IDENTITIES_MOST = 10000000, IDENTITY_LISTS_MOST = 4096, IDENTITY_LINE_MOST = 4096 };

struct identity {
	char record[IDENTITY_ID]; /* "R-" and 16 letters and digits */
	uint32_t list;            /* in identities.list */
	uint64_t row;             /* from 1 */
	uint64_t at, size;        /* bytes of the row in its list */
	unsigned char salt[IDENTITY_SALT];
};

struct identities {
	char *case_id;            /* owned; NULL: none yet */
	char (*list)[SHA256_HEX]; uint32_t n_lists;
	struct identity *v; size_t n;
	size_t cap;
};

/* ST_DATA with the line: no such file, a version that is not known, a member that is missing or of another form, a row of a list or a record twice. */
enum status identities_read(struct input *in, struct identities *out, struct error *e);
enum status identities_write(const struct identities *s, struct buf *out, struct error *e);
void identities_free(struct identities *s);

/* The list's number, entered if it is new; UINT32_MAX: memory is out, or there are too many. */
uint32_t identities_list(struct identities *s, const char *sha256);
/* The list's number; UINT32_MAX: it has none. */
uint32_t identities_find_list(const struct identities *s, const char *sha256);
/* By pseudonym; NULL: not there. Slow. */
const struct identity *identities_find(const struct identities *s, const char *record);
enum status identities_add(struct identities *s, const struct identity *x, struct error *e);
/* A pseudonym from 10 bytes drawn by chance (base 32 of RFC 4648, lower case). */
void identity_name(const unsigned char chance[10], char out[IDENTITY_ID]);
/* The commitment: SHA-256 of the salt, then of the row's bytes. */
enum status identity_commit(const unsigned char salt[IDENTITY_SALT], const char *row, size_t n, char hex[SHA256_HEX], struct error *e);

/* Where rows begin in a file's bytes, from the lines on which they begin (records.h: from 1, in order): at[n_rows + 1], the last is the file's end. Lines end in a line
 * feed, of two bytes where the file begins with a byte order mark of UTF-16. false: a line that the bytes do not have. */
bool rows_find(const char *bytes, size_t n, const uint32_t *line, size_t n_rows, uint64_t *at);

#endif
