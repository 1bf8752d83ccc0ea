#include "base/sha256.h"

#include <errno.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

enum status sha256_of(const void *a, size_t na, const void *b, size_t nb, const void *c, size_t nc,
		      struct sha256 *out, struct error *e)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	int ok = ctx && EVP_DigestInit_ex(ctx, EVP_sha256(), NULL) == 1;
	ok = ok && (na == 0 || EVP_DigestUpdate(ctx, a, na) == 1);
	ok = ok && (nb == 0 || EVP_DigestUpdate(ctx, b, nb) == 1);
	ok = ok && (nc == 0 || EVP_DigestUpdate(ctx, c, nc) == 1);
	ok = ok && EVP_DigestFinal_ex(ctx, out->bytes, NULL) == 1;
	EVP_MD_CTX_free(ctx);
	return ok ? ST_OK : error_memory(e);
}

enum status sha256_fd(int fd, const char *name, struct sha256 *out, uint64_t *size, struct error *e)
{
	unsigned char chunk[65536];
	enum status s = ST_OK;
	uint64_t total = 0;
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	if (!ctx || EVP_DigestInit_ex(ctx, EVP_sha256(), NULL) != 1) {
		s = error_memory(e);
		goto out;
	}
	for (;;) {
		ssize_t n = read(fd, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			s = error_errno(e, name);
			goto out;
		}
		if (n == 0)
			break;
		total += (uint64_t)n;
		if (EVP_DigestUpdate(ctx, chunk, (size_t)n) != 1) {
			s = error_memory(e);
			goto out;
		}
	}
	if (EVP_DigestFinal_ex(ctx, out->bytes, NULL) != 1)
		s = error_memory(e);
	if (size)
		*size = total;
out:
	EVP_MD_CTX_free(ctx);
	return s;
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
