#include "report/outside.h"

#include <limits.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* What a line cannot hold, what XML does not take, what turns the direction of text. */
static bool unfit(UChar32 c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c & 0xfffe) == 0xfffe || c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) ||
			(c >= 0x2066 && c <= 0x2069);
}

static void add(const char *text, int32_t n, int cells, size_t most, struct buf *out)
{
	size_t start = out->len, keep = start;
	int32_t at = 0;
	int used = 0;

	while (at < n && !out->failed) {
		UChar32 c;
		int32_t was = at;
		int w;

		U8_NEXT((const uint8_t *)text, at, n, c);
		if (unfit(c))
			c = 0xfffd;
		w = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
		w = w == U_EA_WIDE || w == U_EA_FULLWIDTH ? 2 : u_charType(c) != U_NON_SPACING_MARK;
		if (w > cells - used || out->len - start > most) {
			at = was;
			break;
		}
		used += w;
		buf_utf8(out, (unsigned)c);
		if (used < cells)
			keep = out->len;
	}
	if (at < n && buf_ok(out) && out->bytes) {
		out->len = keep;
		buf_text(out, "…");
	}
}

void outside_cut(const char *text, int cells, struct buf *out)
{
	add(text, (int32_t)strnlen(text, 4096), cells, 1000, out);
}

void outside_whole(const char *text, struct buf *out)
{
	add(text, (int32_t)strnlen(text, 65536), INT_MAX, 65536, out);
}
