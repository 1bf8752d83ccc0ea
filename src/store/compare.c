/* Two tables row by row. */
#include "store/verify.h"

#include <string.h>

static int column_order(sqlite3_stmt *a, sqlite3_stmt *b, int i)
{
	int ta = sqlite3_column_type(a, i), tb = sqlite3_column_type(b, i);
	if (ta != tb)
		return ta < tb ? -1 : 1;
	if (ta == SQLITE_INTEGER) {
		int64_t x = sqlite3_column_int64(a, i), y = sqlite3_column_int64(b, i);
		return (x > y) - (x < y);
	}
	const void *x = sqlite3_column_blob(a, i), *y = sqlite3_column_blob(b, i);
	int na = sqlite3_column_bytes(a, i), nb = sqlite3_column_bytes(b, i), least = na < nb ? na : nb;
	int order = least > 0 && x && y ? memcmp(x, y, (size_t)least) : 0;
	return order ? order : (na > nb) - (na < nb);
}

static int row_order(sqlite3_stmt *a, sqlite3_stmt *b, int from, int to)
{
	for (int i = from; i < to; i++) {
		int order = column_order(a, b, i);
		if (order)
			return order;
	}
	return 0;
}

/* "claim C1 supports[0].source" */
static void describe(const struct compare *c, sqlite3_stmt *q, struct buf *out)
{
	buf_reset(out);
	for (int i = 0; i < c->key; i++) {
		const char *text = (const char *)sqlite3_column_text(q, i);
		int k = sqlite3_column_int(q, i);
		if (i)
			buf_char(out, ' ');
		if (i == 0 && c->kinds && k >= 0 && k < KIND_COUNT)
			buf_text(out, kind_info((enum kind)k)->name);
		else
			buf_text(out, text ? text : "?");
	}
}

enum status verify_compare(struct verify *v, const struct compare *c, struct store *made, struct error *e)
{
	sqlite3_stmt *is = NULL, *should = NULL;
	struct buf key = BUF_INIT;
	bool have = false, want = false;
	enum status s = store_prepare(v->copy, c->sql, &is, e);
	if (s == ST_OK)
		s = store_prepare(made, c->sql, &should, e);
	if (s == ST_OK)
		s = store_step(v->copy, is, SQLITE_OK, c->name, &have, e);
	if (s == ST_OK)
		s = store_step(made, should, SQLITE_OK, c->name, &want, e);
	while (s == ST_OK && (have || want)) {
		int order = !have ? 1 : !want ? -1 : row_order(is, should, 0, c->key);
		describe(c, order <= 0 ? is : should, &key);
		if (order < 0)
			verify_fault(v, c->name, "%s should not be there", buf_str(&key));
		else if (order > 0)
			verify_fault(v, c->name, "%s is missing", buf_str(&key));
		else if (row_order(is, should, c->key, sqlite3_column_count(is)) != 0)
			verify_fault(v, c->name, "%s is not as it should be", buf_str(&key));
		if (order <= 0)
			s = store_step(v->copy, is, SQLITE_OK, c->name, &have, e);
		if (s == ST_OK && order >= 0)
			s = store_step(made, should, SQLITE_OK, c->name, &want, e);
	}
	(void)sqlite3_finalize(is);
	(void)sqlite3_finalize(should);
	buf_free(&key);
	return s;
}
