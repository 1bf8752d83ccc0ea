/* message.c - what the formats share: telling them apart, and making parties. */
#include "payments/internal.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

const char *party_role_name(enum party_role r)
{
	static const char *const names[PARTY_ROLES] = {
		"debtor", "ultimate debtor", "initiating party", "debtor agent", "creditor", "ultimate creditor", "creditor agent",
		"agent", "remittance", "other party",
	};
	return r < PARTY_ROLES ? names[r] : "?";
}

const char *message_format_name(enum message_format f)
{
	static const char *const names[MESSAGE_FORMATS] = {"pacs.008", "pain.001", "MT103"};
	return f < MESSAGE_FORMATS ? names[f] : "?";
}

/* The first bytes as ASCII: UTF-16 without its zero bytes, byte order marks and leading white space passed over. */
static size_t plain_start(const char *bytes, size_t n, char *out, size_t room)
{
	size_t m = 0;

	for (size_t i = 0; i < n && m + 1 < room; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (!c || (!m && (c >= 0x80 || c <= ' ')))
			continue;
		out[m++] = (char)c;
	}
	out[m] = 0;
	return m;
}

enum message_format message_sniff(const char *bytes, size_t n)
{
	char start[8192];
	const char *pacs, *pain;

	if (!plain_start(bytes, n, start, sizeof start))
		return MESSAGE_FORMATS;
	if (!strncmp(start, "{1:", 3) || !strncmp(start, ":20:", 4))
		return MESSAGE_MT103;
	if (start[0] != '<')
		return MESSAGE_FORMATS;
	pacs = strstr(start, "pacs.008");
	pain = strstr(start, "pain.001");
	if (!pacs && !pain) {
		pacs = strstr(start, "FIToFICstmrCdtTrf");
		pain = strstr(start, "CstmrCdtTrfInitn");
	}
	if (pacs && (!pain || pacs < pain))
		return MESSAGE_PACS008;
	return pain ? MESSAGE_PAIN001 : MESSAGE_FORMATS;
}

enum status messages_read(struct input *in, enum message_format format, const struct message_sink *sink, struct error *e)
{
	return format == MESSAGE_MT103 ? mt103_read(in, sink, e) : iso20022_read(in, sink, e);
}

void fault(const struct message_sink *sink, unsigned line, const char *fmt, ...)
{
	char what[512];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(what, sizeof what, fmt, ap);
	va_end(ap);
	if (sink->fault)
		sink->fault(sink->arg, line, what);
}

int parties_add(struct parties *p, enum party_role role, unsigned line)
{
	if (p->n == p->cap) {
		size_t cap = p->cap ? 2 * p->cap : 8;
		struct party *list = arena_array(&p->arena, cap, sizeof *list);

		if (!list || cap > INT32_MAX) {
			p->failed = true;
			return -1;
		}
		if (p->n)
			memcpy(list, p->list, p->n * sizeof *list);
		p->list = list;
		p->cap = cap;
	}
	p->list[p->n] = (struct party){.role = role, .line = line};
	return (int)p->n++;
}

bool party_says(const struct party *p)
{
	return p->name || p->bic || p->lei || p->iban || p->account || p->other_id || p->address || p->country || p->birth;
}

void parties_free(struct parties *p)
{
	arena_free(&p->arena);
	*p = (struct parties){0};
}

const char *parties_text(struct parties *p, const char *text, size_t n)
{
	char *out;
	size_t m = 0;

	while (n && (unsigned char)text[n - 1] <= ' ')
		n--;
	while (n && (unsigned char)*text <= ' ') {
		text++;
		n--;
	}
	if (!n)
		return NULL;
	out = arena_strndup(&p->arena, text, n);
	if (!out) {
		p->failed = true;
		return NULL;
	}
	for (size_t i = 0; i < n; i++) {
		bool space = (unsigned char)text[i] <= ' ';

		if (!space)
			out[m++] = text[i];
		else if (out[m - 1] != ' ')
			out[m++] = ' ';
	}
	out[m] = 0;
	return out;
}

const char *parties_join(struct parties *p, const char *a, const char *between, const char *b)
{
	const char *out;

	if (!a || !b)
		return a ? a : b;
	out = arena_printf(&p->arena, "%s%s%s", a, between, b);
	p->failed |= !out;
	return out;
}

void parties_id(struct parties *p, struct party *who, const char *id)
{
	size_t n = who->n_ids;

	if (!id)
		return;
	if ((n & (n - 1)) == 0) { /* full at 0, 1, 2, 4, 8 … */
		const char **ids = arena_array(&p->arena, n ? 2 * n : 1, sizeof *ids);

		if (!ids) {
			p->failed = true;
			return;
		}
		for (size_t i = 0; i < n; i++)
			ids[i] = who->ids[i];
		who->ids = ids;
	}
	((const char **)(uintptr_t)who->ids)[n] = id;
	who->n_ids++;
	who->other_id = who->ids[0];
}

const char *parties_country(struct parties *p, const char *text)
{
	char *out;

	if (!text || strlen(text) != 2 || !isalpha((unsigned char)text[0]) || !isalpha((unsigned char)text[1]))
		return NULL;
	out = arena_strdup(&p->arena, text);
	if (!out) {
		p->failed = true;
		return NULL;
	}
	out[0] = (char)tolower((unsigned char)out[0]);
	out[1] = (char)tolower((unsigned char)out[1]);
	return out;
}

const char *parties_date(struct parties *p, const char *text)
{
	static const char *const shapes[] = {"dddd-dd-dd", "dddddddd"};
	const char *out;

	for (size_t s = 0; text && s < 2; s++) {
		size_t i = 0;
		int month, day;

		while (shapes[s][i] && (shapes[s][i] == 'd' ? isdigit((unsigned char)text[i]) : text[i] == shapes[s][i]))
			i++;
		if (shapes[s][i] || isdigit((unsigned char)text[i]))
			continue;
		month = (text[s ? 4 : 5] - '0') * 10 + text[s ? 5 : 6] - '0';
		day = (text[s ? 6 : 8] - '0') * 10 + text[s ? 7 : 9] - '0';
		if (month < 1 || month > 12 || day < 1 || day > 31)
			return NULL;
		out = arena_printf(&p->arena, "%.4s-%02d-%02d", text, month, day);
		p->failed |= !out;
		return out;
	}
	return NULL;
}
