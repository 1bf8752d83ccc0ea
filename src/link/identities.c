#include "link/identities.h"

#include "base/json.h"

#include <stdlib.h>
#include <string.h>

/* --- reading -------------------------------------------------------------------------------------------------- */

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_salt(const char *hex, unsigned char salt[IDENTITY_SALT])
{
	if (!hex || strlen(hex) != 2 * IDENTITY_SALT)
		return false;
	for (size_t i = 0; i < IDENTITY_SALT; i++) {
		int high = digit(hex[2 * i]), low = digit(hex[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		salt[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

static bool is_name(const char *text)
{
	return text && !strncmp(text, "R-", 2) && strlen(text) == 18 && strspn(text + 2, "abcdefghijklmnopqrstuvwxyz234567") == 16;
}

static bool count(const json_t *o, const char *member, uint64_t least, uint64_t *out)
{
	const json_t *v = json_object_get(o, member);

	if (!json_is_integer(v) || json_integer_value(v) < (json_int_t)least)
		return false;
	*out = (uint64_t)json_integer_value(v);
	return true;
}

static enum status read_head(const json_t *o, struct place at, struct identities *out, struct error *e)
{
	const char *id = json_text(o, "case", NULL);

	if (strcmp(json_text(o, "onus", ""), "identities") || !id || !*id)
		return error_at(e, ST_DATA, at, "found no file of identities, expected {\"case\":…,\"onus\":\"identities\",\"version\":1}");
	if (json_integer_value(json_object_get(o, "version")) != 1)
		return error_at(e, ST_DATA, at, "found a version that this program does not know, expected 1");
	out->case_id = strdup(id);
	return out->case_id ? ST_OK : error_memory(e);
}

static enum status read_one(const json_t *o, struct place at, struct identities *out, struct error *e)
{
	struct identity x = {0};
	const char *record = json_text(o, "record", NULL), *list = json_text(o, "list", NULL);
	struct sha256 hash;

	if (!is_name(record))
		return error_at(e, ST_DATA, at, "record: expected R- and 16 small letters or digits");
	if (!list || !sha256_parse(list, &hash))
		return error_at(e, ST_DATA, at, "list: expected the 64 hexadecimal digits of a SHA-256");
	if (!read_salt(json_text(o, "salt", NULL), x.salt))
		return error_at(e, ST_DATA, at, "salt: expected 64 hexadecimal digits");
	if (!count(o, "row", 1, &x.row) || !count(o, "at", 0, &x.at) || !count(o, "size", 1, &x.size))
		return error_at(e, ST_DATA, at, "row, at and size: expected whole numbers, row and size from 1");
	memcpy(x.record, record, strlen(record) + 1);
	x.list = identities_list(out, list);
	if (x.list == UINT32_MAX)
		return error_at(e, ST_DATA, at, "found more than %d lists, expected at most as many", IDENTITY_LISTS_MOST);
	if (out->n == IDENTITIES_MOST)
		return error_at(e, ST_DATA, at, "found more than %d records, expected at most as many", IDENTITIES_MOST);
	return identities_add(out, &x, e);
}

static int by_row(const void *p, const void *q)
{
	const struct identity *x = p, *y = q;

	return x->list != y->list ? (x->list > y->list) - (x->list < y->list) : (x->row > y->row) - (x->row < y->row);
}

static int by_record(const void *p, const void *q)
{
	return strcmp(((const struct identity *)p)->record, ((const struct identity *)q)->record);
}

static enum status refuse_twice(struct identities *s, const char *name, struct error *e)
{
	if (s->n < 2)
		return ST_OK;
	qsort(s->v, s->n, sizeof *s->v, by_record);
	for (size_t i = 1; i < s->n; i++)
		if (!by_record(&s->v[i - 1], &s->v[i]))
			return error_set(e, ST_DATA, "%s: the record %s stands there twice", name, s->v[i].record);
	qsort(s->v, s->n, sizeof *s->v, by_row);
	for (size_t i = 1; i < s->n; i++)
		if (!by_row(&s->v[i - 1], &s->v[i]))
			return error_set(e, ST_DATA, "%s: row %llu of a list stands there twice", name, (unsigned long long)s->v[i].row);
	return ST_OK;
}

enum status identities_read(struct input *in, struct identities *out, struct error *e)
{
	bool found = true, head = false;
	enum status st = ST_OK;

	*out = (struct identities){0};
	while (!st && found) {
		const char *text;
		size_t n;
		unsigned line;
		json_t *o = NULL;

		st = input_line(in, IDENTITY_LINE_MOST, &text, &n, &line, &found, e);
		if (st || !found)
			break;
		struct place at = {in->name, line, 0};

		st = json_read_at(text, n, (struct place){in->name, line, 1}, &o, e);
		if (!st)
			st = head ? read_one(o, at, out, e) : read_head(o, at, out, e);
		head = true;
		json_decref(o);
	}
	if (!st && !head)
		st = error_set(e, ST_DATA, "%s is empty: found no identities", in->name);
	if (!st)
		st = refuse_twice(out, in->name, e);
	if (st)
		identities_free(out);
	return st;
}

/* --- writing --------------------------------------------------------------------------------------------------- */

enum status identities_write(const struct identities *s, struct buf *out, struct error *e)
{
	json_t *head = json_pack("{s:s?, s:s, s:i}", "case", s->case_id, "onus", "identities", "version", 1);
	enum status st = head ? json_canonical(head, out, e) : error_memory(e);

	json_decref(head);
	buf_char(out, '\n');
	for (size_t i = 0; !st && i < s->n; i++) {
		const struct identity *x = &s->v[i];

		buf_printf(out, "{\"at\":%llu,\"list\":\"%s\",\"record\":\"%s\",\"row\":%llu,\"salt\":\"", (unsigned long long)x->at, s->list[x->list], x->record,
			   (unsigned long long)x->row);
		for (size_t k = 0; k < IDENTITY_SALT; k++)
			buf_printf(out, "%02x", x->salt[k]);
		buf_printf(out, "\",\"size\":%llu}\n", (unsigned long long)x->size);
	}
	return st ? st : buf_ok(out) ? ST_OK : error_memory(e);
}

void identities_free(struct identities *s)
{
	free(s->case_id);
	free(s->list);
	free(s->v);
	*s = (struct identities){0};
}

/* --- what is in it ----------------------------------------------------------------------------------------------- */

uint32_t identities_find_list(const struct identities *s, const char *sha256)
{
	for (uint32_t i = s->n_lists; i-- > 0;) /* the last one first: lines of one list stand together */
		if (!strcmp(s->list[i], sha256))
			return i;
	return UINT32_MAX;
}

uint32_t identities_list(struct identities *s, const char *sha256)
{
	uint32_t i = identities_find_list(s, sha256);
	char (*more)[SHA256_HEX];

	if (i != UINT32_MAX || s->n_lists == IDENTITY_LISTS_MOST)
		return i;
	more = reallocarray(s->list, s->n_lists + 1, sizeof *more);
	if (!more)
		return UINT32_MAX;
	s->list = more;
	memset(more[s->n_lists], 0, sizeof *more);
	memcpy(more[s->n_lists], sha256, SHA256_HEX - 1);
	return s->n_lists++;
}

const struct identity *identities_find(const struct identities *s, const char *record)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->v[i].record, record))
			return &s->v[i];
	return NULL;
}

enum status identities_add(struct identities *s, const struct identity *x, struct error *e)
{
	if (s->n == s->cap) {
		size_t cap = s->cap ? 2 * s->cap : 256;
		struct identity *more = reallocarray(s->v, cap, sizeof *more);

		if (!more)
			return error_memory(e);
		s->v = more;
		s->cap = cap;
	}
	s->v[s->n++] = *x;
	return ST_OK;
}

void identity_name(const unsigned char chance[10], char out[IDENTITY_ID])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned bits = 0, held = 0;
	size_t at = 2;

	memcpy(out, "R-", 2);
	for (size_t i = 0; i < 10; i++) {
		bits = bits << 8 | chance[i];
		for (held += 8; held >= 5; held -= 5)
			out[at++] = letters[bits >> (held - 5) & 31];
	}
	out[at] = 0;
}

enum status identity_commit(const unsigned char salt[IDENTITY_SALT], const char *row, size_t n, char hex[SHA256_HEX], struct error *e)
{
	struct sha256 hash;
	enum status st = sha256_of(salt, IDENTITY_SALT, row, n, NULL, 0, &hash, e);

	if (!st)
		sha256_hex(&hash, hex);
	return st;
}

/* --- rows in a file's bytes -------------------------------------------------------------------------------------- */

bool rows_find(const char *bytes, size_t n, const uint32_t *line, size_t n_rows, uint64_t *at)
{
	bool little = n >= 2 && !memcmp(bytes, "\xff\xfe", 2), big = n >= 2 && !memcmp(bytes, "\xfe\xff", 2);
	size_t wide = little || big ? 2 : 1, i = 0, row = 0;
	uint32_t now = 1;

	while (row < n_rows) {
		while (now < line[row] && i < n) {
			if (wide == 1) {
				const char *feed = memchr(bytes + i, '\n', n - i);

				i = feed ? (size_t)(feed - bytes) + 1 : n;
				now += feed != NULL;
			} else {
				now += i + 1 < n && bytes[i + (big ? 1 : 0)] == '\n' && !bytes[i + (big ? 0 : 1)];
				i += 2;
			}
		}
		if (now != line[row] || i >= n)
			return false;
		at[row++] = i;
	}
	at[n_rows] = n;
	return true;
}
