/* The file of identities: any bytes give identities, which are written and read again the same, or an error. And rows in any bytes lie in them, in order. */
#include "link/identities.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void rows(const char *bytes, size_t n)
{
	static const uint32_t line[] = {2, 3, 5};
	uint64_t at[4];

	if (!rows_find(bytes, n, line, 3, at))
		return;
	for (size_t i = 0; i < 3; i++)
		if (at[i] >= at[i + 1] || at[i + 1] > n)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct identities s, t;
	struct input in;
	struct buf out = BUF_INIT;
	struct error e = {.code = ST_OK};
	enum status st;

	rows((const char *)data, size);
	input_bytes((const char *)data, size, "fuzz", &in);
	st = identities_read(&in, &s, &e);
	input_close(&in);
	if (st) {
		if (!e.code || !*e.message)
			abort();
		return 0;
	}
	if (identities_write(&s, &out, &e))
		abort();
	input_bytes(out.bytes, out.len, "again", &in);
	if (identities_read(&in, &t, &e) || t.n != s.n || t.n_lists > s.n_lists)
		abort();
	input_close(&in);
	for (size_t i = 0; i < s.n; i++)
		if (strcmp(s.v[i].record, t.v[i].record) != 0 || s.v[i].row != t.v[i].row || s.v[i].at != t.v[i].at || s.v[i].size != t.v[i].size ||
		    memcmp(s.v[i].salt, t.v[i].salt, IDENTITY_SALT) != 0)
			abort();
	identities_free(&s);
	identities_free(&t);
	buf_free(&out);
	return 0;
}
