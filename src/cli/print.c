#include "cli/command.h"

#include <string.h>
#include <wchar.h>

/* Decode one UTF-8 sequence; an invalid byte stands for itself with *bad set. */
static unsigned decode(const unsigned char *s, size_t *n, bool *bad)
{
	*bad = false;
	*n = 1;
	if (s[0] < 0x80)
		return s[0];
	size_t want = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : s[0] >= 0xC2 ? 2 : 0;
	unsigned cp = want == 4 ? s[0] & 7u : want == 3 ? s[0] & 15u : s[0] & 31u;
	for (size_t i = 1; i < want; i++) {
		if ((s[i] & 0xC0) != 0x80) {
			want = 0;
			break;
		}
		cp = cp << 6 | (s[i] & 63u);
	}
	if (!want) {
		*bad = true;
		return s[0];
	}
	*n = want;
	return cp;
}

static bool drives_terminal(unsigned cp, bool line)
{
	return (cp < 0x20 && (line || (cp != '\n' && cp != '\t'))) || (cp >= 0x7F && cp < 0xA0) || cp == 0x061C || cp == 0x200E ||
	       cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

static void print(FILE *out, const char *text, bool line)
{
	const unsigned char *s = (const unsigned char *)text;
	while (*s) {
		size_t n;
		bool bad;
		unsigned cp = decode(s, &n, &bad);
		if (bad)
			(void)fprintf(out, "⟨%02X⟩", cp);
		else if (drives_terminal(cp, line))
			(void)fprintf(out, "⟨U+%04X⟩", cp);
		else
			(void)fwrite(s, 1, n, out);
		s += n;
	}
}

void print_safe(FILE *out, const char *text)
{
	print(out, text, false);
}

void print_line(FILE *out, const char *text)
{
	print(out, text, true);
}

size_t print_next(const char *text, int *cells)
{
	mbstate_t state = {0};
	wchar_t c;
	size_t n = *text ? mbrtowc(&c, text, strlen(text) < 8 ? strlen(text) : 8, &state) : 0;

	*cells = 0;
	if (!*text)
		return 0;
	if (n == (size_t)-1 || n == (size_t)-2 || !n) {
		*cells = 4; /* ⟨FF⟩ */
		return 1;
	}
	if (drives_terminal((unsigned)c, true)) {
		*cells = 8; /* ⟨U+202E⟩ */
	} else {
		*cells = wcwidth(c);
		*cells = *cells < 0 ? 1 : *cells;
	}
	return n;
}

size_t print_fitting(const char *text, int width, int *cells)
{
	size_t at = 0, n;
	int w;

	for (*cells = 0; (n = print_next(text + at, &w)); at += n) {
		if (*cells + w > width)
			break;
		*cells += w;
	}
	return at;
}
