/* Comma-separated values: what is read and written again must read the same. */
#include "base/table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool write_all(const char *bytes, size_t n, struct buf *out)
{
	struct input in;
	struct table t;
	struct error e;
	bool found = true;
	const char *row[TABLE_FIELDS_MOST];
	input_bytes(bytes, n, "fuzz", &in);
	enum status s = table_open(&in, &t, &e);
	if (s != ST_OK)
		return false;
	for (size_t i = 0; i < t.n_columns; i++)
		row[i] = t.header[i].text;
	table_write(out, row, t.n_columns, TABLE_QUOTE_NEEDED);
	while ((s = table_next(&t, &found, &e)) == ST_OK && found) {
		for (size_t i = 0; i < t.n; i++)
			row[i] = t.row[i].text;
		table_write(out, row, t.n, TABLE_QUOTE_NEEDED);
	}
	table_close(&t);
	return s == ST_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;
	if (write_all((const char *)data, size, &once) && buf_ok(&once))
		if (!write_all(buf_str(&once), once.len, &twice) || once.len != twice.len || memcmp(once.bytes, twice.bytes, once.len) != 0)
			abort();
	buf_free(&once);
	buf_free(&twice);
	return 0;
}
