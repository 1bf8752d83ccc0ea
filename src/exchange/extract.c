/* extract.c - what kind of bytes these are, and how their text is taken out. */
#include "exchange/extract.h"

#include "exchange/confine.h"
#include "exchange/extract_work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

const struct extract_limits extract_default = {1ULL << 30, 64ULL << 20, 30, 60};

static bool starts(const unsigned char *b, size_t n, const char *magic, size_t len)
{
	return n >= len && !memcmp(b, magic, len);
}

/* The first thing that is no white space or byte order mark; HTML is what begins like it. */
static bool is_html(const unsigned char *b, size_t n)
{
	static const char *const tags[] = {"<!doctype html", "<html", "<head", "<body", "<script", "<title", "<meta", "<div", "<p>", "<table",
					   "<h1", "<article", "<main"};
	size_t i = starts(b, n, "\xEF\xBB\xBF", 3) ? 3 : 0;
	while (i < n && (b[i] == ' ' || b[i] == '\t' || b[i] == '\r' || b[i] == '\n'))
		i++;
	if (n - i >= 4 && !memcmp(b + i, "<!--", 4)) {
		const unsigned char *end = memmem(b + i, n - i, "-->", 3);
		return end && is_html(end + 3, n - (size_t)(end + 3 - b));
	}
	if (n - i >= 5 && !memcmp(b + i, "<?xml", 5))
		return memmem(b + i, n - i, "<html", 5) != NULL;
	for (size_t k = 0; k < sizeof tags / sizeof *tags; k++)
		if (n - i >= strlen(tags[k]) && !strncasecmp((const char *)b + i, tags[k], strlen(tags[k])))
			return true;
	return false;
}

static bool is_text(const unsigned char *b, size_t n)
{
	size_t strange = 0;
	if (starts(b, n, "\xFF\xFE", 2) || starts(b, n, "\xFE\xFF", 2))
		return true;
	for (size_t i = 0; i < n; i++) {
		if (b[i] == 0)
			return false;
		strange += b[i] < 0x20 && b[i] != '\n' && b[i] != '\r' && b[i] != '\t' && b[i] != '\f' && b[i] != 0x1B;
	}
	return n > 0 && strange * 100 <= n;
}

const char *extract_type(const unsigned char *b, size_t n)
{
	static const struct { const char *magic; size_t len; const char *type; } known[] = {
		{"\x89PNG\r\n\x1A\n", 8, "image/png"}, {"\xFF\xD8\xFF", 3, "image/jpeg"}, {"GIF87a", 6, "image/gif"},
		{"GIF89a", 6, "image/gif"}, {"II*\0", 4, "image/tiff"}, {"MM\0*", 4, "image/tiff"}, {"PK\3\4", 4, "application/zip"},
		{"\x1F\x8B", 2, "application/gzip"}, {"SQLite format 3", 16, "application/vnd.sqlite3"},
		{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "application/x-ole-storage"}, {"7z\xBC\xAF\x27\x1C", 6, "application/x-7z-compressed"},
		{"\x7F" "ELF", 4, "application/x-elf"}, {"ID3", 3, "audio/mpeg"}, {"OggS", 4, "application/ogg"}, {"{\\rtf", 5, "text/rtf"},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (starts(b, n, known[i].magic, known[i].len))
			return known[i].type;
	/* PDF allows rubbish before its mark, within the first kilobyte */
	if (memmem(b, n < 1024 ? n : 1024, "%PDF-", 5))
		return "application/pdf";
	if (n >= 12 && !memcmp(b, "RIFF", 4) && !memcmp(b + 8, "WEBP", 4))
		return "image/webp";
	if (n >= 12 && !memcmp(b + 4, "ftyp", 4))
		return "video/mp4";
	if (is_html(b, n))
		return "text/html";
	return n == 0 ? "application/x-empty" : is_text(b, n) ? "text/plain" : "application/octet-stream";
}

void extracted_free(struct extracted *x)
{
	buf_free(&x->text);
	*x = (struct extracted){0};
}

static void explain(struct extracted *x, enum confine_end end)
{
	const char *why = "";
	switch (end) {
	case CONFINE_DONE: return;
	case CONFINE_FAILED: why = "the reader could not make text of it"; break;
	case CONFINE_KILLED: why = "the reader was stopped: it crashed, used too much memory or time, or tried what it may not"; break;
	case CONFINE_TIME: why = "the reader was stopped: it took too long"; break;
	case CONFINE_OUTPUT: why = "the text was cut: there was more than is kept"; break;
	}
	(void)snprintf(x->note, sizeof x->note, "%s", why);
}

/* Text counts only when the reader came to its end, or when it was merely cut. */
static void settle(struct extracted *x, enum confine_end end)
{
	explain(x, end);
	bool good = end == CONFINE_DONE || end == CONFINE_OUTPUT;
	if (end == CONFINE_OUTPUT) { /* no half character at the cut */
		size_t n = x->text.len;
		while (n && ((unsigned char)x->text.bytes[n - 1] & 0xC0) == 0x80)
			n--;
		if (n && (unsigned char)x->text.bytes[n - 1] >= 0xC0)
			n--;
		x->text.len = n;
		x->text.bytes[n] = '\0';
	}
	x->found = false;
	for (size_t i = 0; good && i < x->text.len && !x->found; i++)
		x->found = !strchr(" \t\r\n\f", x->text.bytes[i]);
	if (good && !x->found && !x->note[0])
		(void)snprintf(x->note, sizeof x->note, "it holds no text");
	if (!x->found)
		buf_reset(&x->text);
}

static enum status take_own(confine_work *work, const char *tool, int fd, const struct extract_limits *l, struct extracted *x,
			    struct error *e)
{
	enum confine_end end;
	x->tool = tool;
	enum status s = confine_run(work, NULL, fd, l, &x->text, &end, e);
	if (s == ST_OK)
		settle(x, end);
	return s;
}

static enum status take_pdf(int fd, const struct extract_limits *l, struct extracted *x, struct error *e)
{
	static const char *const argv[] = {"pdftotext", "-q", "-enc", "UTF-8", "-", "-", NULL};
	enum confine_end end;
	bool there;
	x->tool = "pdf (pdftotext)";
	enum status s = confine_program(argv, fd, l, &x->text, &end, &there, e);
	if (s == ST_OK && !there) {
		buf_reset(&x->text);
		(void)snprintf(x->note, sizeof x->note, "pdftotext (poppler-utils) is not installed");
	} else if (s == ST_OK) {
		settle(x, end);
	}
	return s;
}

enum status extract_text(int fd, const char *type, const struct extract_limits *limits, struct extracted *out, struct error *e)
{
	*out = (struct extracted){.tool = ""};
	if (!strcmp(type, "text/plain"))
		return take_own(extract_plain_work, "plain (ICU)", fd, limits, out, e);
	if (!strcmp(type, "text/html"))
		return take_own(extract_html_work, "html (libxml2)", fd, limits, out, e);
	if (!strcmp(type, "application/pdf"))
		return take_pdf(fd, limits, out, e);
	(void)snprintf(out->note, sizeof out->note, "no text is taken out of %s", type);
	return ST_OK;
}
