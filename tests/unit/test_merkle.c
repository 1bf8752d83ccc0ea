/* The tree of RFC 9162 against its definition (§2.1.1), written down again as plainly as can be. */
#include "store/merkle.h"

#include "check.h"

#include <stdlib.h>

enum { MOST = 130 };

static struct error e;
static struct sha256 leaves[MOST];

/* MTH(D[n]) = SHA-256(0x01 || MTH(D[0:k]) || MTH(D[k:n])), k the largest power of two below n. */
static struct sha256 naive_root(const struct sha256 *d, size_t n)
{
	struct sha256 h, left, right;
	unsigned char both[1 + 2 * SHA256_SIZE] = {1};
	size_t k = 1;
	if (n == 0) {
		(void)sha256_of("", 0, "", 0, "", 0, &h, &e);
		return h;
	}
	if (n == 1)
		return d[0];
	while (2 * k < n)
		k *= 2;
	left = naive_root(d, k);
	right = naive_root(d + k, n - k);
	memcpy(both + 1, left.bytes, SHA256_SIZE);
	memcpy(both + 1 + SHA256_SIZE, right.bytes, SHA256_SIZE);
	(void)sha256_of(both, sizeof both, "", 0, "", 0, &h, &e);
	return h;
}

/* PATH(m, D[n]), §2.1.3.1. */
static size_t naive_path(const struct sha256 *d, size_t n, size_t m, struct sha256 *path)
{
	size_t k = 1, len;
	if (n <= 1)
		return 0;
	while (2 * k < n)
		k *= 2;
	if (m < k) {
		len = naive_path(d, k, m, path);
		path[len] = naive_root(d + k, n - k);
	} else {
		len = naive_path(d + k, n - k, m - k, path);
		path[len] = naive_root(d, k);
	}
	return len + 1;
}

static bool fill(void)
{
	for (size_t i = 0; i < MOST; i++) {
		char entry[16];
		(void)snprintf(entry, sizeof entry, "entry %zu", i);
		if (merkle_leaf(entry, strlen(entry), &leaves[i], &e) != ST_OK)
			return false;
	}
	return true;
}

static void known_values(void)
{
	/* the tree of no entries, and the leaf of an empty entry, as certificate logs have them */
	struct merkle t = MERKLE_INIT;
	struct sha256 h;
	char hex[SHA256_HEX];
	CHECK(merkle_root(&t, &h, &e) == ST_OK);
	sha256_hex(&h, hex);
	CHECK_STR(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	CHECK(merkle_leaf("", 0, &h, &e) == ST_OK);
	sha256_hex(&h, hex);
	CHECK_STR(hex, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

static void roots(void)
{
	struct merkle t = MERKLE_INIT;
	CHECK(fill());
	for (size_t n = 0; n <= MOST; n++) {
		struct sha256 root, want = naive_root(leaves, n);
		CHECK(t.size == n && merkle_root(&t, &root, &e) == ST_OK);
		CHECK(!memcmp(root.bytes, want.bytes, SHA256_SIZE));
		if (n < MOST)
			CHECK(merkle_append(&t, &leaves[n], &e) == ST_OK);
	}
}

static void paths(void)
{
	CHECK(fill());
	for (size_t n = 1; n <= MOST; n++) {
		struct sha256 root = naive_root(leaves, n);
		for (size_t m = 0; m < n; m++) {
			struct sha256 path[MERKLE_PEAKS], want[MERKLE_PEAKS];
			size_t len;
			bool holds;
			CHECK(merkle_path(leaves, n, m, path, &len, &e) == ST_OK);
			CHECK(len == naive_path(leaves, n, m, want) && !memcmp(path, want, len * sizeof *path));
			CHECK(merkle_check(&leaves[m], m, n, path, len, &root, &holds, &e) == ST_OK && holds);
			CHECK(merkle_check(&leaves[(m + 1) % MOST], m, n, path, len, &root, &holds, &e) == ST_OK && !holds);
			if (len == 0)
				continue;
			CHECK(merkle_check(&leaves[m], m, n, path, len - 1, &root, &holds, &e) == ST_OK && !holds);
			path[len / 2].bytes[m % SHA256_SIZE] ^= 1;
			CHECK(merkle_check(&leaves[m], m, n, path, len, &root, &holds, &e) == ST_OK && !holds);
		}
	}
}

TESTS({"known values", known_values}, {"roots of 0 to 130 entries", roots}, {"every path of 1 to 130 entries", paths})
