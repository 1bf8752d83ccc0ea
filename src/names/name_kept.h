/* name_kept.h - a name as it was read, in few bytes (some 100), so that it need not be read again: what names_compare needs of it, but for the bits of its
 * parts, which change with the list. Little-endian; good only for a program with the same tables (words_print). Pure but for the buffer. */
#ifndef ONUS_NAMES_NAME_KEPT_H
#define ONUS_NAMES_NAME_KEPT_H

#include "base/buf.h"
#include "names/name.h"

/* Appends to *out; of a name that was read from NAME_BYTES at most it takes KEPT_MOST bytes at most. */
enum { KEPT_MOST = 64 << 10 };
void name_keep(const struct name *x, struct buf *out);
/* The name that stands at bytes … end - 1 (more may follow it); bits: one of each part. False where it is damaged, or has another number of parts;
 * *out is then not to be used. */
bool name_kept(const char *bytes, const char *end, const struct name_bits *bits, struct name *out);

#endif
