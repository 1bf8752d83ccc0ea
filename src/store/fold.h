/* fold.h - text made comparable for search, in any script.
 *
 * NFKC with case folding (Unicode 15, UAX #15 and #31: toNFKC_Casefold), then: marks on Latin, Greek,
 * Cyrillic, Arabic and Hebrew letters dropped; apostrophes dropped (Ch'ŏngjin = Chongjin); dashes and
 * quotes made one; Arabic letter variants joined as Larkey, Ballesteros & Connell (2002) do for retrieval; digits of
 * every script made 0-9; a run of white space made one space, and none between two Han or Kana characters that a line
 * break parts. */
#ifndef ONUS_STORE_FOLD_H
#define ONUS_STORE_FOLD_H

#include "base/buf.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where each folded byte comes from: bytes [from, to) of the text. */
struct fold_map {
	uint32_t *from, *to;
	size_t cap;
};

/* Append the folded form of text[0..n) to out; map (may be NULL) is filled for the bytes of out from 0. Bytes that are
 * not UTF-8 become U+FFFD. n is below 4 GB. */
enum status fold_text(const char *text, size_t n, struct buf *out, struct fold_map *map, struct error *e);
void fold_map_free(struct fold_map *map);
/* Names these rules and the Unicode version: texts folded under another name may differ. */
const char *fold_rules(void);
/* Characters (code points) of a UTF-8 text. */
size_t fold_count(const char *text);
bool fold_is_utf8(const char *text, size_t n);

#endif
