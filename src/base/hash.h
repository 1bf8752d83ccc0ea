/* hash.h - FNV-1a of bytes, 64 bits (Fowler, Noll & Vo; RFC 9923). For tables, not against an adversary. */
#ifndef ONUS_BASE_HASH_H
#define ONUS_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

static inline uint64_t hash_fnv1a(const void *bytes, size_t n)
{
	const unsigned char *b = bytes;
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ b[i]) * 0x100000001b3u;
	return h;
}

#endif
