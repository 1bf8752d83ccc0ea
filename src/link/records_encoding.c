#include "records_internal.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <string.h>

enum { SAMPLE_BYTES = 1 << 16, SURE = 10 /* of ICU's 100 */ };

/* What Windows-1252 has at 0x80 … 0x9f; the five that it leaves out stand for themselves. */
static const uint16_t windows_1252[32] = {
	0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
	0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

/* The input's bytes are now those of room, which it owns. */
static enum status give_bytes(struct input *in, struct buf *room, struct error *e)
{
	if (!buf_ok(room)) {
		buf_free(room);
		return error_memory(e);
	}
	buf_free(&in->room);
	in->room = *room;
	in->bytes = buf_str(&in->room);
	in->n = in->room.len;
	in->at = 0;
	return ST_OK;
}

static enum status from_utf16(struct input *in, struct error *e)
{
	const bool big = in->bytes[0] == '\xfe';
	struct buf out = BUF_INIT;
	unsigned line = 1;

	while (!in->end) {
		enum status s = input_more(in, 0, SIZE_MAX, e);

		if (s != ST_OK)
			return s;
	}
	const unsigned char *b = (const unsigned char *)in->bytes;

	for (size_t i = 2; i < in->n;) {
		uint32_t unit[2] = {0, 0};

		for (size_t k = 0; k < 2 && i + 2 * k + 1 < in->n; k++)
			unit[k] = big ? (uint32_t)b[i + 2 * k] << 8 | b[i + 2 * k + 1] : (uint32_t)b[i + 2 * k + 1] << 8 | b[i + 2 * k];
		const bool pair = U16_IS_LEAD(unit[0]) && U16_IS_TRAIL(unit[1]);

		if (i + 1 == in->n || (U16_IS_SURROGATE(unit[0]) && !pair)) {
			buf_free(&out);
			return error_at(e, ST_DATA, (struct place){in->name, line, 0}, i + 1 == in->n ? "found one byte too many at the end, expected UTF-16" :
					"found half a surrogate pair, expected UTF-16 as the byte order mark says");
		}
		buf_utf8(&out, pair ? (unsigned)U16_GET_SUPPLEMENTARY(unit[0], unit[1]) : unit[0]);
		line += unit[0] == '\n';
		i += pair ? 4 : 2;
	}
	return give_bytes(in, &out, e);
}

enum status text_begin(struct input *in, struct text_found *found, struct error *e)
{
	*found = (struct text_found){0};
	while (!in->end && (in->n < SAMPLE_BYTES || !memchr(in->bytes, '\n', in->n))) {
		enum status s = input_more(in, 0, TABLE_RECORD_MOST, e);

		if (s != ST_OK)
			return s;
	}
	found->utf16 = in->n >= 2 && (!memcmp(in->bytes, "\xff\xfe", 2) || !memcmp(in->bytes, "\xfe\xff", 2));
	return found->utf16 ? from_utf16(in, e) : ST_OK;
}

bool text_is_fault(const struct input *in, size_t fault)
{
	if (fault >= in->n - in->at)
		return false;
	const char *s = in->bytes + in->at + fault;

	return (unsigned char)*s >= 0x80 && !utf8_length(s, in->n - in->at - fault);
}

/* Like utf8_fault, but a NUL is let pass: the table names it. */
static bool all_utf8(const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		unsigned len = utf8_length(s + i, n - i);

		if (!len)
			return false;
		i += len;
	}
	return true;
}

/* Bytes that are letters: of ASCII, and beyond. */
static void count_letters(const char *s, size_t n, size_t *ascii, size_t *high)
{
	for (size_t i = 0; i < n; i++) {
		*high += (unsigned char)s[i] >= 0x80;
		*ascii += (s[i] | 32) >= 'a' && (s[i] | 32) <= 'z';
	}
}

/* The encoding of text that is not UTF-8. A name as Windows-1252 writes it has few letters beyond ASCII. */
static const char *find_charset(const struct buf *sample)
{
	static const char *const known[] = {"windows-1251", "KOI8-R", "ISO-8859-5", "windows-1256", "ISO-8859-6", "windows-1253", "ISO-8859-7", "windows-1255", "ISO-8859-8",
		"EUC-KR", "GB18030", "Big5", "Shift_JIS", "EUC-JP"};
	size_t ascii = 0, high = 0;
	UErrorCode bad = U_ZERO_ERROR;
	const char *found = "windows-1252";
	int32_t n = 0;

	count_letters(sample->bytes, sample->len, &ascii, &high);
	if (high < 12 || high * 2 < ascii * 3)
		return found;
	UCharsetDetector *d = ucsdet_open(&bad);

	ucsdet_setText(d, sample->bytes, (int32_t)sample->len, &bad);
	const UCharsetMatch **match = ucsdet_detectAll(d, &n, &bad);

	for (int32_t i = 0; U_SUCCESS(bad) && i < n && !strcmp(found, "windows-1252"); i++) {
		const char *name = ucsdet_getName(match[i], &bad);

		for (size_t k = 0; name && ucsdet_getConfidence(match[i], &bad) >= SURE && k < sizeof known / sizeof *known; k++)
			if (!strcmp(known[k], name))
				found = known[k];
	}
	ucsdet_close(d);
	return found;
}

/* Of all fields of the text that are not UTF-8, each on a line. */
static const char *charset_of(const char *s, size_t n, char delimiter)
{
	struct buf sample = BUF_INIT;
	const char *found = "windows-1252";

	for (size_t i = 0, from = 0; i <= n && sample.len < SAMPLE_BYTES; i++) {
		if (i < n && s[i] != delimiter && s[i] != '\n')
			continue;
		if (!all_utf8(s + from, i - from)) {
			buf_add(&sample, s + from, i - from);
			buf_char(&sample, '\n');
		}
		from = i + 1;
	}
	if (buf_ok(&sample) && sample.len)
		found = find_charset(&sample);
	buf_free(&sample);
	return found;
}

/* Bytes of another encoding; what it cannot be read by is taken for Windows-1252. */
static bool add_converted(struct buf *out, UConverter *from, const char *s, size_t n)
{
	UErrorCode bad = U_ZERO_ERROR;
	const size_t before = out->len;
	char piece[512];
	UChar wide[128];
	const char *at = s;

	ucnv_resetToUnicode(from);
	while (U_SUCCESS(bad) && at <= s + n) {
		UChar *to = wide;
		int32_t len = 0;

		ucnv_toUnicode(from, &to, wide + sizeof wide / sizeof *wide, &at, s + n, NULL, true, &bad);
		const bool more = bad == U_BUFFER_OVERFLOW_ERROR;

		if (more)
			bad = U_ZERO_ERROR;
		u_strToUTF8(piece, sizeof piece, &len, wide, (int32_t)(to - wide), &bad);
		if (U_SUCCESS(bad))
			buf_add(out, piece, (size_t)len);
		if (!more)
			break;
	}
	if (U_SUCCESS(bad))
		return true;
	out->len = before;
	return false;
}

/* foreign: the line is of the other encoding, though this field may be UTF-8 by chance, as one of two bytes is now and then. */
static void add_field(struct buf *out, UConverter *from, bool foreign, const char *s, size_t n, unsigned line, struct text_found *found)
{
	size_t ascii = 0, high = 0;

	count_letters(s, n, &ascii, &high);
	if (!high || (!foreign && all_utf8(s, n))) {
		buf_add(out, s, n);
		return;
	}
	for (size_t i = 0; i < n && (i || !from || !add_converted(out, from, s, n)); i++) {
		unsigned char b = (unsigned char)s[i];

		buf_utf8(out, b >= 0x80 && b < 0xa0 ? windows_1252[b - 0x80] : b);
	}
	if (!found->fields++)
		found->first_line = line;
}

/* NULL for Windows-1252, and where ICU lacks it. A byte that is none of the encoding's stops it. */
static UConverter *converter(const char *charset)
{
	UErrorCode bad = U_ZERO_ERROR;
	UConverter *from = !charset || !strcmp(charset, "windows-1252") ? NULL : ucnv_open(charset, &bad);

	if (from)
		ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &bad);
	return from;
}

enum status text_mend(struct input *in, char delimiter, size_t fault, struct text_found *found, bool *changed, struct error *e)
{
	const uint64_t before = found->fields;
	struct buf out = BUF_INIT;
	size_t end, start = in->at;
	unsigned line = in->line;

	while (!in->end && !memchr(in->bytes + in->at + fault, '\n', in->n - in->at - fault)) {
		enum status s = input_more(in, in->at, TABLE_RECORD_MOST, e);

		if (s != ST_OK)
			return s;
		start = in->at;
	}
	end = in->n;
	while (!in->end && end > start && in->bytes[end - 1] != '\n')
		end--;
	*changed = !all_utf8(in->bytes + start, end - start);
	if (!*changed)
		return ST_OK;
	if (!found->charset)
		found->charset = charset_of(in->bytes + start, end - start, delimiter);
	UConverter *from = converter(found->charset);
	bool foreign = false;

	for (size_t i = start, line_end = start; i <= end; i++) {
		if (from && i == line_end) {
			const char *feed = memchr(in->bytes + i, '\n', end - i);

			line_end = feed ? (size_t)(feed - in->bytes) + 1 : end + 1;
			foreign = !all_utf8(in->bytes + i, (feed ? line_end : end) - i);
		}
		if (i < end && in->bytes[i] != delimiter && in->bytes[i] != '\n')
			continue;
		add_field(&out, from, foreign, in->bytes + start, i - start, line, found);
		if (i < end) {
			buf_char(&out, in->bytes[i]);
			line += in->bytes[i] == '\n';
		}
		start = i + 1;
	}
	buf_add(&out, in->bytes + end, in->n - end);
	if (from)
		ucnv_close(from);
	*changed = found->fields > before;
	return give_bytes(in, &out, e);
}
