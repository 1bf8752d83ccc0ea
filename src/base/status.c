#include "base/status.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Cut a UTF-8 string that vsnprintf has truncated back to a whole character. */
static void trim_character(char *s, size_t cap)
{
	size_t n = strlen(s);
	if (n + 1 < cap)
		return;
	while (n > 0 && ((unsigned char)s[n - 1] & 0xC0) == 0x80)
		n--;
	if (n > 0 && ((unsigned char)s[n - 1] & 0x80))
		n--;
	s[n] = '\0';
}

__attribute__((format(printf, 3, 0))) static void write_message(char *to, size_t cap, const char *fmt, va_list ap)
{
	(void)vsnprintf(to, cap, fmt, ap);
	trim_character(to, cap);
}

void error_clear(struct error *e)
{
	if (!e)
		return;
	e->code = ST_OK;
	e->where[0] = e->message[0] = e->hint[0] = '\0';
}

enum status error_set(struct error *e, enum status code, const char *fmt, ...)
{
	if (!e)
		return code;
	error_clear(e);
	e->code = code;
	va_list ap;
	va_start(ap, fmt);
	write_message(e->message, sizeof e->message, fmt, ap);
	va_end(ap);
	return code;
}

enum status error_at(struct error *e, enum status code, struct place at, const char *fmt, ...)
{
	if (!e)
		return code;
	error_clear(e);
	e->code = code;
	va_list ap;
	va_start(ap, fmt);
	write_message(e->message, sizeof e->message, fmt, ap);
	va_end(ap);
	const char *file = at.file ? at.file : "";
	if (at.line && at.column)
		(void)snprintf(e->where, sizeof e->where, "%s:%u:%u", file, at.line, at.column);
	else if (at.line)
		(void)snprintf(e->where, sizeof e->where, "%s:%u", file, at.line);
	else
		(void)snprintf(e->where, sizeof e->where, "%s", file);
	return code;
}

void error_hint(struct error *e, const char *fmt, ...)
{
	if (!e)
		return;
	va_list ap;
	va_start(ap, fmt);
	write_message(e->hint, sizeof e->hint, fmt, ap);
	va_end(ap);
}

enum status error_memory(struct error *e)
{
	return error_set(e, ST_ENV, "not enough memory");
}

enum status error_errno(struct error *e, const char *what)
{
	int saved = errno;
	return error_set(e, ST_ENV, "%s: %s", what, strerror(saved));
}
