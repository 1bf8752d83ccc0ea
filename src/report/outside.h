/* outside.h - text from outside (names of files, values of lists) made fit to be shown: valid, of one line, of bounded width. */
#ifndef ONUS_REPORT_OUTSIDE_H
#define ONUS_REPORT_OUTSIDE_H

#include "base/buf.h"

/* Add as much of the text as goes into so many cells (wide characters take two), "…" where that is not all. Control characters, what turns the
 * direction of text and what is no UTF-8 come as U+FFFD. */
void outside_cut(const char *text, int cells, struct buf *out);
/* All of it up to 64 KiB, the same characters replaced. */
void outside_whole(const char *text, struct buf *out);

#endif
