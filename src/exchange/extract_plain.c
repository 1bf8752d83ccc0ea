/* extract_plain.c - plain text in whatever encoding, as UTF-8. */
#include "exchange/extract_work.h"

#include "store/fold.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unistd.h>

/* The encoding that ICU's detector finds likeliest. */
static bool detect(const char *bytes, size_t n, char *name, size_t cap)
{
	UErrorCode ec = U_ZERO_ERROR;
	UCharsetDetector *d = ucsdet_open(&ec);
	bool good = false;
	ucsdet_setText(d, bytes, (int32_t)(n < 65536 ? n : 65536), &ec);
	const UCharsetMatch *m = ucsdet_detect(d, &ec);
	const char *found = m ? ucsdet_getName(m, &ec) : NULL;
	if (U_SUCCESS(ec) && found && strlen(found) < cap) {
		strcpy(name, found);
		good = true;
	}
	ucsdet_close(d);
	return good;
}

static bool convert(const char *from, const char *bytes, size_t n, struct buf *out)
{
	UErrorCode ec = U_ZERO_ERROR;
	UConverter *utf8 = ucnv_open("UTF-8", &ec), *source = ucnv_open(from, &ec);
	UChar pivot[2048], *ps = pivot, *pt = pivot;
	const char *in = bytes, *end = bytes + n;
	char chunk[8192];
	bool first = true, more = U_SUCCESS(ec);
	while (more) {
		char *to = chunk;
		ec = U_ZERO_ERROR;
		ucnv_convertEx(utf8, source, &to, chunk + sizeof chunk, &in, end, pivot, &ps, &pt, pivot + 2048, first, 1, &ec);
		first = false;
		buf_add(out, chunk, (size_t)(to - chunk));
		more = ec == U_BUFFER_OVERFLOW_ERROR;
	}
	ucnv_close(utf8);
	ucnv_close(source);
	return U_SUCCESS(ec) && buf_ok(out);
}

bool extract_plain(const char *bytes, size_t n, struct buf *out)
{
	char name[64];
	if (n > INT32_MAX)
		return false;
	if (n >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) {
		bytes += 3;
		n -= 3;
	}
	if (fold_is_utf8(bytes, n)) {
		buf_add(out, bytes, n);
		return buf_ok(out);
	}
	if (n >= 2 && (!memcmp(bytes, "\xFF\xFE", 2) || !memcmp(bytes, "\xFE\xFF", 2)))
		return convert("UTF-16", bytes, n, out);
	return detect(bytes, n, name, sizeof name) && convert(name, bytes, n, out);
}

/* All of descriptor 0. */
static bool read_all(struct buf *in)
{
	char chunk[65536];
	for (;;) {
		ssize_t n = read(0, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0 && buf_ok(in);
		buf_add(in, chunk, (size_t)n);
	}
}

static int run(bool (*take)(const char *, size_t, struct buf *))
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	bool good = read_all(&in) && take(buf_str(&in), in.len, &out);
	for (size_t at = 0; good && at < out.len;) {
		ssize_t n = write(1, out.bytes + at, out.len - at);
		good = n > 0;
		at += n > 0 ? (size_t)n : 0;
	}
	buf_free(&in);
	buf_free(&out);
	return good ? 0 : 1;
}

int extract_plain_work(void *unused)
{
	(void)unused;
	return run(extract_plain);
}

int extract_html_work(void *unused)
{
	(void)unused;
	return run(extract_html);
}
