/* extract_work.h - the work that runs inside the confined child: descriptor 0 in, UTF-8 text to descriptor 1. */
#ifndef ONUS_EXCHANGE_EXTRACT_WORK_H
#define ONUS_EXCHANGE_EXTRACT_WORK_H

#include "base/buf.h"

#include <stdbool.h>

int extract_plain_work(void *unused);
int extract_html_work(void *unused);

/* The pure parts, for tests and fuzzers. False when it is no text in any encoding known, or memory is out. */
bool extract_plain(const char *bytes, size_t n, struct buf *out);
bool extract_html(const char *bytes, size_t n, struct buf *out);

#endif
