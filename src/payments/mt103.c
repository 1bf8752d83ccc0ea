/* mt103.c - SWIFT MT103: messages in a file, their blocks, and the screening result written into block 3. */
#include "payments/internal.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static unsigned lines_in(const char *text, size_t n)
{
	unsigned lines = 0;

	for (const char *nl; n && (nl = memchr(text, '\n', n)); lines++) {
		n -= (size_t)(nl + 1 - text);
		text = nl + 1;
	}
	return lines;
}

static const char *find(const char *text, size_t n, const char *what)
{
	return n ? memmem(text, n, what, strlen(what)) : NULL;
}

/* Past the brace that pairs with the one at text[0]; 0 when there is none. */
static size_t brace_end(const char *text, size_t n)
{
	size_t depth = 0;

	for (size_t i = 0; i < n; i++) {
		depth += text[i] == '{';
		if (text[i] == '}' && --depth == 0)
			return i + 1;
	}
	return 0;
}

/* Past the end of a message's block: only block 4's text may hold braces that do not pair. */
static size_t block_end(const char *text, size_t n)
{
	if (n > 3 && !memcmp(text, "{4:", 3) && text[3] != '{') {
		const char *end = find(text, n, "\n-}");

		return end ? (size_t)(end - text) + 3 : 0;
	}
	return brace_end(text, n);
}

/* NULL, or what is wrong and at which byte. */
static const char *blocks_find(const char *text, size_t n, struct mt_blocks *b, size_t *at)
{
	*b = (struct mt_blocks){0};
	for (*at = 0; *at < n && text[*at] == '{';) {
		size_t len = block_end(text + *at, n - *at);
		char kind = n - *at > 2 && text[*at + 2] == ':' ? text[*at + 1] : 0;

		if (kind == '4' && !len)
			return "block 4 has no end: '-}' at the start of a line expected";
		if (!len)
			return "a block without its closing brace";
		if (kind >= '1' && kind <= '5') {
			if (b->of[kind - '0'].n)
				return "a block that is there twice";
			b->of[kind - '0'] = (struct mt_block){text + *at, len};
		} else if (!isupper((unsigned char)kind)) {
			return "found a brace, expected a block {1: … {5: or {S:";
		}
		*at += len;
		b->end = *at;
		while (*at < n && isspace((unsigned char)text[*at]))
			++*at;
	}
	*at = b->end;
	if (!b->of[1].n || !b->of[2].n || !b->of[4].n)
		return !b->of[1].n ? "no block 1" : !b->of[2].n ? "no block 2" : "no block 4";
	return NULL;
}

/* {1:F21…}{4:{177:…}…}: the network's acknowledgement of a message (SWIFT, FIN Service Codes, service identifier 21). */
static bool is_service(const struct mt_block *b)
{
	return b->n > 6 && (b->at[3] == 'F' || b->at[3] == 'A') && !memcmp(b->at + 4, "21", 2);
}

static bool is_103(const struct mt_block *b)
{
	return b->n >= 8 && (b->at[3] == 'I' || b->at[3] == 'O') && !memcmp(b->at + 4, "103", 3);
}

/* What may stand between messages: white space, control characters, '$'. */
static size_t padding(const char *text, size_t n)
{
	size_t pad = 0;

	while (pad < n && ((unsigned char)text[pad] <= ' ' || text[pad] == '$'))
		pad++;
	return pad;
}

static enum status read_one(const char *text, size_t n, unsigned line, unsigned *number, const struct message_sink *sink, struct error *e)
{
	struct parties p = {0};
	struct mt_blocks b = {0};
	struct message m = {.format = MESSAGE_MT103, .line = line, .text = text, .id = ""};
	const char *wrong = NULL;
	enum status st = ST_OK;
	size_t at = 0, after;

	++*number;
	if (*text == '{')
		wrong = blocks_find(text, n, &b, &at);
	else
		b.of[4] = (struct mt_block){text, b.end = n};
	m.service = wrong && is_service(&b.of[1]) && b.of[4].n && !b.of[2].n;
	if (wrong && !m.service) {
		fault(sink, line + lines_in(text, at), "message %u: %s; not read", *number, wrong);
		return ST_OK;
	}
	if (b.of[2].n && !is_103(&b.of[2])) {
		fault(sink, line, "message %u: MT%.*s: not an MT103, not read", *number, b.of[2].n > 7 ? 3 : 0, b.of[2].at + 4);
		return ST_OK;
	}
	after = padding(text + b.end, n - b.end);
	if (b.end + after < n)
		fault(sink, line + lines_in(text, b.end + after), "message %u: found text behind it, expected {1:", *number);
	if (!m.service)
		mt103_fields(text, &b, line, &p, &m.id, sink);
	if (p.failed) {
		st = error_memory(e);
	} else {
		m.number = *number;
		m.parties = p.list;
		m.n_parties = p.n;
		m.n_text = b.end;
		m.n_after = after;
		m.id = m.id ? m.id : "";
		st = sink->message(sink->arg, &m, e);
	}
	parties_free(&p);
	return st;
}

/* Make sure that the input holds a whole message: to the next "{1:" or the end. *n = its bytes; *whole = false: it is too long. */
static enum status gather(struct input *in, size_t *n, bool *whole, struct error *e)
{
	size_t seen = 1;
	enum status st = ST_OK;

	*whole = true;
	while (!st) {
		size_t left = in->n - in->at;
		const char *next = left > seen ? find(in->bytes + in->at + seen, left - seen, "{1:") : NULL;

		*n = next ? (size_t)(next - in->bytes) - in->at : left;
		if (next || in->end)
			break;
		if (left > MESSAGE_MOST) {
			*whole = false;
			*n = left - 2; /* "{1" may stand at the end */
			break;
		}
		seen = left > 3 ? left - 2 : 1;
		st = input_more(in, in->at, SIZE_MAX, e);
	}
	return st;
}

enum status mt103_read(struct input *in, const struct message_sink *sink, struct error *e)
{
	unsigned number = 0, line = in->line ? in->line : 1;
	enum status st = ST_OK;
	bool skipping = false, whole;
	size_t n = 0;

	while (!(st = gather(in, &n, &whole, e)) && n) {
		const char *text = in->bytes + in->at;
		size_t pad = padding(text, n);

		skipping &= n < 3 || memcmp(text, "{1:", 3) != 0;
		if (!skipping && !whole)
			fault(sink, line, "a message of more than %zu bytes, not read", MESSAGE_MOST);
		else if (!skipping && pad < n && ((n - pad >= 3 && !memcmp(text + pad, "{1:", 3)) || text[pad] == ':'))
			st = read_one(text + pad, n - pad, line + lines_in(text, pad), &number, sink, e);
		else if (!skipping && pad < n)
			fault(sink, line + lines_in(text, pad), "found text outside of a message, expected {1:");
		if (st)
			return st;
		skipping = !whole;
		line += lines_in(text, n);
		in->at += n;
	}
	if (!st && !number)
		st = error_at(e, ST_DATA, (struct place){in->name, 1, 0}, "found no MT103, expected {1:");
	return st;
}

static bool in_x_set(char c)
{
	return isalnum((unsigned char)c) || (c && strchr("/-?:().,'+ ", c));
}

static void add_433(struct buf *out, const char *code, const char *extra)
{
	size_t n = 0;

	buf_printf(out, "{433:/%s/", code);
	for (const char *c = extra ? extra : ""; *c && n < 20; c++) {
		if (((unsigned char)*c & 0xc0) == 0x80)
			continue; /* one '.' a character */
		buf_char(out, (unsigned char)*c < 0x80 && in_x_set(*c) ? *c : '.');
		n++;
	}
	buf_char(out, '}');
}

/* Block 3 with its old 433 left out and the new one before a 434 or at the end. */
static void block_3(const struct mt_block *b, struct buf *out, const char *code, const char *extra)
{
	bool done = false;

	buf_add(out, b->at, 3);
	for (size_t i = 3; i + 1 < b->n;) {
		size_t len = b->at[i] == '{' ? brace_end(b->at + i, b->n - 1 - i) : 1;
		bool old = len > 5 && !memcmp(b->at + i, "{433:", 5);

		len = len ? len : b->n - 1 - i;
		if (!done && len > 5 && !memcmp(b->at + i, "{434:", 5)) {
			add_433(out, code, extra);
			done = true;
		}
		if (!old)
			buf_add(out, b->at + i, len);
		i += len;
	}
	if (!done)
		add_433(out, code, extra);
	buf_char(out, '}');
}

enum status mt103_screened(const char *message, size_t n, const char *code, const char *extra, struct buf *out, struct error *e)
{
	struct mt_blocks b;
	const char *wrong;
	size_t at, from;

	if (strcmp(code, "AOK") && strcmp(code, "FPO") && strcmp(code, "NOK"))
		return error_set(e, ST_USAGE, "field 433: the code %.8s, expected AOK, FPO or NOK", code);
	if (!n || *message != '{')
		return error_set(e, ST_DATA, "no MT103: expected {1:");
	wrong = blocks_find(message, n, &b, &at);
	if (wrong)
		return error_set(e, ST_DATA, "no MT103: %s", wrong);
	if (!is_103(&b.of[2]))
		return error_set(e, ST_DATA, "no MT103: block 2 names another message");
	from = (size_t)((b.of[3].n ? b.of[3].at : b.of[2].at + b.of[2].n) - message);
	buf_add(out, message, from);
	if (b.of[3].n) {
		block_3(&b.of[3], out, code, extra);
		from += b.of[3].n;
	} else {
		buf_text(out, "{3:");
		add_433(out, code, extra);
		buf_char(out, '}');
	}
	buf_add(out, message + from, n - from);
	return buf_ok(out) ? ST_OK : error_memory(e);
}
