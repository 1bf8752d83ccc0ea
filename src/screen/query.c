#include "screen/query_make.h"

#include "payments/message.h"

#include <ctype.h>
#include <string.h>

static const char *const formats[QUERY_FORMATS] = {"names", "csv", "json", "payments"};

const char *query_format_name(enum query_format f)
{
	return f < QUERY_FORMATS ? formats[f] : "";
}

enum query_format query_format_by_name(const char *name)
{
	for (size_t i = 0; i < QUERY_FORMATS; i++)
		if (!strcmp(formats[i], name))
			return (enum query_format)i;
	return QUERY_FORMATS;
}

enum query_format query_sniff(const char *bytes, size_t n)
{
	const char *p = bytes, *end = bytes + n;

	if (n >= 3 && !memcmp(p, "\xef\xbb\xbf", 3))
		p += 3;
	while (p < end && isspace((unsigned char)*p))
		p++;
	if ((p < end && *p == '<') || message_sniff(bytes, n) != MESSAGE_FORMATS)
		return QUERY_PAYMENTS;
	if (p < end && *p == '{')
		return QUERY_JSON;
	return query_table_delimiter(bytes, n) ? QUERY_TABLE : QUERY_NAMES;
}

struct place query_place(const struct input *in, unsigned line, const char *text, size_t at)
{
	unsigned column = 1;

	for (size_t i = 0; i < at; i++)
		column += (text[i] & 0xc0) != 0x80;
	return (struct place){in->name, line, column};
}

/* Pass over the rest of a line that is too long to be taken in. */
static enum status skip_line(struct input *in, struct error *e)
{
	for (;;) {
		const char *feed = memchr(in->bytes + in->at, '\n', in->n - in->at);
		enum status st;

		in->at = feed ? (size_t)(feed - in->bytes) + 1 : in->n;
		in->line += feed != NULL;
		if (feed || in->end)
			return ST_OK;
		if ((st = input_more(in, in->at, QUERY_LINE_MOST, e)))
			return st;
	}
}

enum status query_line(struct input *in, struct query_sink *sink, const char **text, size_t *n, unsigned *line, bool *found, struct error *e)
{
	for (;;) {
		struct error what;
		enum status st;
		size_t bad;

		error_clear(&what);
		st = input_line(in, QUERY_LINE_MOST, text, n, line, found, &what);
		if (st == ST_DATA) {
			st = query_fault(sink, &what, e);
			if (!st)
				st = skip_line(in, e);
			if (st)
				return st;
			continue;
		}
		if (st || !*found) {
			if (st && e)
				*e = what;
			return st;
		}
		if (*line == 1 && *n >= 3 && !memcmp(*text, "\xef\xbb\xbf", 3)) {
			*text += 3;
			*n -= 3;
		}
		if ((bad = utf8_fault(*text, *n)) == *n)
			return ST_OK;
		(void)error_at(&what, ST_DATA, query_place(in, *line, *text, bad), "found bytes that are not UTF-8 text");
		if ((st = query_fault(sink, &what, e)))
			return st;
	}
}

enum status query_read_names(struct input *in, struct query_sink *sink, struct error *e)
{
	bool found = true;
	enum status st = ST_OK;

	while (!st) {
		const char *text;
		size_t n;
		unsigned line;
		struct query_making m;

		st = query_line(in, sink, &text, &n, &line, &found, e);
		if (st || !found)
			return st;
		query_begin(&m, sink, line);
		query_name(&m, text, n);
		if (m.q.n_names || m.failed)
			st = query_end(&m, in, e);
	}
	return st;
}

enum status queries_read(struct input *in, enum query_format format, struct query_sink *sink, struct error *e)
{
	enum status st = in->n == in->at ? input_more(in, in->at, QUERY_LINE_MOST, e) : ST_OK;

	if (st)
		return st;
	if (format == QUERY_FORMATS)
		format = query_sniff(in->bytes + in->at, in->n - in->at);
	switch (format) {
	case QUERY_TABLE: return query_read_table(in, sink, e);
	case QUERY_JSON: return query_read_json(in, sink, e);
	case QUERY_PAYMENTS: return query_read_payments(in, sink, e);
	default: return query_read_names(in, sink, e);
	}
}
