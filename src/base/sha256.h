/* sha256.h - SHA-256 (FIPS 180-4) of bytes and files, by OpenSSL. */
#ifndef ONUS_BASE_SHA256_H
#define ONUS_BASE_SHA256_H

#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

enum { SHA256_SIZE = 32, SHA256_HEX = 65 };

struct sha256 {
	unsigned char bytes[SHA256_SIZE];
};

/* The hash of up to three pieces, one after the other (n may be 0). */
enum status sha256_of(const void *a, size_t na, const void *b, size_t nb, const void *c, size_t nc,
		      struct sha256 *out, struct error *e);
/* The hash and size of all that can be read from an open file, from its current position. */
enum status sha256_fd(int fd, const char *name, struct sha256 *out, uint64_t *size, struct error *e);
/* Lower-case hexadecimal, NUL-terminated. */
void sha256_hex(const struct sha256 *h, char hex[SHA256_HEX]);
/* Reads 64 hexadecimal digits (either case); false if it is anything else. */
bool sha256_parse(const char *hex, struct sha256 *out);

#endif
