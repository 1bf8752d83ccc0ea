#include "store/merkle.h"

#include <string.h>

size_t merkle_peaks(uint64_t size)
{
	return (size_t)__builtin_popcountll(size);
}

enum status merkle_leaf(const void *entry, size_t n, struct sha256 *out, struct error *e)
{
	return sha256_of("\x00", 1, entry, n, NULL, 0, out, e);
}

enum status merkle_node(const struct sha256 *left, const struct sha256 *right, struct sha256 *out, struct error *e)
{
	return sha256_of("\x01", 1, left->bytes, SHA256_SIZE, right->bytes, SHA256_SIZE, out, e);
}

/* As a carry in binary addition: two subtrees of one size make one of twice the size. */
enum status merkle_append(struct merkle *t, const struct sha256 *leaf, struct error *e)
{
	struct sha256 h = *leaf;
	size_t n = merkle_peaks(t->size);
	for (uint64_t rest = t->size; rest & 1; rest >>= 1) {
		enum status s = merkle_node(&t->peaks[--n], &h, &h, e);
		if (s != ST_OK)
			return s;
	}
	t->peaks[n] = h;
	t->size++;
	return ST_OK;
}

enum status merkle_root(const struct merkle *t, struct sha256 *out, struct error *e)
{
	size_t n = merkle_peaks(t->size);
	if (n == 0)
		return sha256_of(NULL, 0, NULL, 0, NULL, 0, out, e);
	*out = t->peaks[--n];
	enum status s = ST_OK;
	while (n > 0 && s == ST_OK)
		s = merkle_node(&t->peaks[--n], out, out, e);
	return s;
}

static enum status root_of(const struct sha256 *leaves, uint64_t n, struct sha256 *out, struct error *e)
{
	struct merkle t = MERKLE_INIT;
	for (uint64_t i = 0; i < n; i++) {
		enum status s = merkle_append(&t, &leaves[i], e);
		if (s != ST_OK)
			return s;
	}
	return merkle_root(&t, out, e);
}

enum status merkle_path(const struct sha256 *leaves, uint64_t n, uint64_t m, struct sha256 *path, size_t *len,
			struct error *e)
{
	size_t k = 0;
	while (n > 1) {
		uint64_t half = 1; /* the largest power of two below n */
		while (half < n - half)
			half <<= 1;
		bool left = m < half;
		enum status s =
		    left ? root_of(leaves + half, n - half, &path[k++], e) : root_of(leaves, half, &path[k++], e);
		if (s != ST_OK)
			return s;
		if (left) {
			n = half;
		} else {
			leaves += half;
			m -= half;
			n -= half;
		}
	}
	for (size_t i = 0; i < k / 2; i++) { /* found from the root down */
		struct sha256 h = path[i];
		path[i] = path[k - 1 - i];
		path[k - 1 - i] = h;
	}
	*len = k;
	return ST_OK;
}

enum status merkle_check(const struct sha256 *leaf, uint64_t m, uint64_t n, const struct sha256 *path, size_t len,
			 const struct sha256 *root, bool *holds, struct error *e)
{
	*holds = false;
	if (m >= n)
		return ST_OK;
	uint64_t fn = m, sn = n - 1;
	struct sha256 r = *leaf;
	for (size_t i = 0; i < len; i++) {
		enum status s;
		if (sn == 0)
			return ST_OK;
		if ((fn & 1) || fn == sn) {
			s = merkle_node(&path[i], &r, &r, e);
			while (!(fn & 1) && fn != 0) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			s = merkle_node(&r, &path[i], &r, e);
		}
		if (s != ST_OK)
			return s;
		fn >>= 1;
		sn >>= 1;
	}
	*holds = sn == 0 && !memcmp(r.bytes, root->bytes, SHA256_SIZE);
	return ST_OK;
}
