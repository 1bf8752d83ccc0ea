/* The low-level functions: they need no memory. OpenSSL 3.0 crashes when memory runs out while the EVP ones look up SHA-256
 * for the first time, and looks it up again for every hash. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/sha256.h"

#include <errno.h>
#include <openssl/sha.h>
#include <string.h>
#include <unistd.h>

enum status sha256_of(const void *a, size_t na, const void *b, size_t nb, const void *c, size_t nc,
		      struct sha256 *out, struct error *e)
{
	SHA256_CTX ctx;
	int ok = SHA256_Init(&ctx);
	ok = ok && (na == 0 || SHA256_Update(&ctx, a, na));
	ok = ok && (nb == 0 || SHA256_Update(&ctx, b, nb));
	ok = ok && (nc == 0 || SHA256_Update(&ctx, c, nc));
	ok = ok && SHA256_Final(out->bytes, &ctx);
	return ok ? ST_OK : error_set(e, ST_BUG, "SHA-256 failed");
}

enum status sha256_fd(int fd, const char *name, struct sha256 *out, uint64_t *size, struct error *e)
{
	unsigned char chunk[65536];
	uint64_t total = 0;
	SHA256_CTX ctx;
	int ok = SHA256_Init(&ctx);
	while (ok) {
		ssize_t n = read(fd, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(e, name);
		if (n == 0)
			break;
		total += (uint64_t)n;
		ok = SHA256_Update(&ctx, chunk, (size_t)n);
	}
	ok = ok && SHA256_Final(out->bytes, &ctx);
	if (size)
		*size = total;
	return ok ? ST_OK : error_set(e, ST_BUG, "SHA-256 failed");
}

void sha256_hex(const struct sha256 *h, char hex[SHA256_HEX])
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < SHA256_SIZE; i++) {
		hex[2 * i] = digits[h->bytes[i] >> 4];
		hex[2 * i + 1] = digits[h->bytes[i] & 15];
	}
	hex[2 * SHA256_SIZE] = '\0';
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool sha256_parse(const char *hex, struct sha256 *out)
{
	for (size_t i = 0; i < SHA256_SIZE; i++) {
		int hi = hex_value(hex[2 * i]);
		int lo = hi < 0 ? -1 : hex_value(hex[2 * i + 1]);
		if (lo < 0)
			return false;
		out->bytes[i] = (unsigned char)(hi << 4 | lo);
	}
	return hex[2 * SHA256_SIZE] == '\0';
}
