#include "cli/command.h"

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
