/* merkle.h - the hash tree over the log: RFC 9162 (Certificate Transparency 2.0, 2021), section 2.1, with SHA-256.
 *
 * A growing tree is kept as its peaks: the roots of the perfect subtrees, one for each set bit of the
 * size, largest first. Appending and the root cost O(log n). */
#ifndef ONUS_STORE_MERKLE_H
#define ONUS_STORE_MERKLE_H

#include "base/sha256.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MERKLE_PEAKS = 64 };

struct merkle {
	uint64_t size; /* leaves */
	struct sha256 peaks[MERKLE_PEAKS];
};

#define MERKLE_INIT {0}

/* How many peaks a tree of that size has. */
size_t merkle_peaks(uint64_t size);
/* §2.1.1: SHA-256(0x00 || entry). */
enum status merkle_leaf(const void *entry, size_t n, struct sha256 *out, struct error *e);
/* §2.1.1: SHA-256(0x01 || left || right). */
enum status merkle_node(const struct sha256 *left, const struct sha256 *right, struct sha256 *out, struct error *e);
enum status merkle_append(struct merkle *t, const struct sha256 *leaf, struct error *e);
/* The root; of an empty tree the hash of nothing. */
enum status merkle_root(const struct merkle *t, struct sha256 *out, struct error *e);
/* §2.1.3.1: the path from leaf m (0-based) of the n given to the root, from the leaf upwards; m < n.
 * path has room for MERKLE_PEAKS. */
enum status merkle_path(const struct sha256 *leaves, uint64_t n, uint64_t m, struct sha256 *path, size_t *len,
			struct error *e);
/* §2.1.3.2: does the path lead from that leaf to that root? */
enum status merkle_check(const struct sha256 *leaf, uint64_t m, uint64_t n, const struct sha256 *path, size_t len,
			 const struct sha256 *root, bool *holds, struct error *e);

#endif
