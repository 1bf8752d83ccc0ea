#include "report/page.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static void page_raw(struct page *p, const char *html, size_t n)
{
	buf_add(&p->out, html, n);
}

/* Text as content or in a double-quoted attribute. What turns the direction of text is dropped: no record may make a page
 * read other than it is stored. */
static void escaped(struct page *p, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		const unsigned char *u = (const unsigned char *)s + i;
		bool bidi = n - i >= 3 && u[0] == 0xE2 &&
			    ((u[1] == 0x80 && u[2] >= 0xAA && u[2] <= 0xAE) || (u[1] == 0x81 && u[2] >= 0xA6 && u[2] <= 0xA9));
		if (bidi) {
			page_raw(p, "\xEF\xBF\xBD", 3);
			i += 2;
			continue;
		}
		switch (c) {
		case '&': page_raw(p, "&amp;", 5); break;
		case '<': page_raw(p, "&lt;", 4); break;
		case '>': page_raw(p, "&gt;", 4); break;
		case '"': page_raw(p, "&quot;", 6); break;
		case '\'': page_raw(p, "&#39;", 5); break;
		default:
			if (c < 0x20 && c != '\n' && c != '\t')
				page_raw(p, "\xEF\xBF\xBD", 3);
			else
				page_raw(p, s + i, 1);
		}
	}
}

void page_literal(struct page *p, const char *literal, size_t n, bool escape)
{
	if (escape)
		escaped(p, literal, n);
	else
		page_raw(p, literal, n);
}

void page_count(struct page *p, long long n)
{
	char digits[32];
	int len = snprintf(digits, sizeof digits, "%lld", n);
	for (int i = 0; i < len; i++) {
		if (i > (n < 0) && (len - i) % 3 == 0)
			page_raw(p, ",", 1);
		page_raw(p, digits + i, 1);
	}
}

void page_whole(struct page *p, long long n)
{
	char digits[32];
	int len = snprintf(digits, sizeof digits, "%lld", n);

	page_raw(p, digits, len > 0 ? (size_t)len : 0);
}

void page_base64(struct page *p, const void *bytes, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *b = bytes;
	char four[4];

	for (size_t i = 0; i < n; i += 3) {
		unsigned v = (unsigned)b[i] << 16 | (i + 1 < n ? (unsigned)b[i + 1] << 8 : 0) | (i + 2 < n ? b[i + 2] : 0);

		for (int k = 0; k < 4; k++)
			four[k] = i + (size_t)k > n ? '=' : digits[v >> (18 - 6 * k) & 63];
		page_raw(p, four, 4);
	}
}

void page_number(struct page *p, double x)
{
	char text[48];
	int n = snprintf(text, sizeof text, "%.2f", x);
	page_raw(p, text, n > 0 ? (size_t)n : 0);
}

void page_tenths(struct page *p, double x)
{
	char text[48];
	int n = snprintf(text, sizeof text, "%.1f", x);
	page_raw(p, text, n > 0 ? (size_t)n : 0);
}

void page_thousandths(struct page *p, double x)
{
	char text[48];
	int n = snprintf(text, sizeof text, "%.3f", x);
	page_raw(p, text, n > 0 ? (size_t)n : 0);
}

void page_degrees(struct page *p, double x)
{
	char text[48];
	int n = snprintf(text, sizeof text, "%.4f", x);
	page_raw(p, text, n > 0 ? (size_t)n : 0);
}

void page_day(struct page *p, int64_t day)
{
	char text[32];
	edtf_format_day(day, text, sizeof text);
	page_raw(p, text, strlen(text));
}

static bool from_right(const char *lang)
{
	return !strncmp(lang, "ar", 2) || !strncmp(lang, "fa", 2) || !strncmp(lang, "he", 2) || !strncmp(lang, "ur", 2);
}

bool page_fact_unmarked(struct page *p, const struct fact *f)
{
	if (!f)
		return false;
	const char *lang = fact_lang(f);
	bool foreign = *lang && strcmp(lang, "en") != 0;
	if (foreign) {
		page_raw(p, "<bdi lang=\"", 11);
		escaped(p, lang, strlen(lang));
		page_raw(p, from_right(lang) ? "\" dir=\"rtl\">" : "\">", from_right(lang) ? 12 : 2);
	}
	escaped(p, fact_text(f), strlen(fact_text(f)));
	if (foreign)
		page_raw(p, "</bdi>", 6);
	return true;
}

void page_mark(struct page *p, const struct source *s)
{
	page_raw(p, "<a class=\"mark\" href=\"#source-", 30);
	escaped(p, s->id, strlen(s->id));
	page_raw(p, "\">", 2);
	page_count(p, (long long)(s - p->m->sources) + 1);
	page_raw(p, "</a>", 4);
}

void page_marks(struct page *p, const struct fact *f)
{
	const struct source *const *v;
	size_t n = f ? fact_sources(f, &v) : 0;
	if (!n)
		return;
	page_raw(p, "<sup>", 5);
	for (size_t i = 0; i < n; i++) {
		if (i)
			page_raw(p, " ", 1);
		page_mark(p, v[i]);
	}
	page_raw(p, "</sup>", 6);
}

bool page_fact(struct page *p, const struct fact *f)
{
	if (!page_fact_unmarked(p, f))
		return false;
	page_marks(p, f);
	return true;
}

void page_id(struct page *p, const char *id)
{
	escaped(p, id, strlen(id));
}

void page_attribute(struct page *p, const char *literal, const char *id)
{
	page_raw(p, literal, strlen(literal));
	escaped(p, id, strlen(id));
	page_raw(p, "\"", 1);
}

void page_address(struct page *p, const struct source *s)
{
	bool web = s->url && (!strncmp(s->url, "https://", 8) || !strncmp(s->url, "http://", 7));
	if (!s->url)
		return;
	if (web) {
		page_raw(p, "<a rel=\"noreferrer nofollow\" href=\"", 35);
		escaped(p, s->url, strlen(s->url));
		page_raw(p, "\">", 2);
	}
	escaped(p, s->url, strlen(s->url));
	if (web)
		page_raw(p, "</a>", 4);
}

void page_code(struct page *p, const char *machine_text)
{
	for (const char *s = machine_text; *s; s++)
		if (isalnum((unsigned char)*s) || strchr("-:./ ", *s))
			page_raw(p, s, 1);
}

bool page_drawing(struct page *p, const char *svg, size_t n)
{
	const char *start = n ? memmem(svg, n, "<svg", 4) : NULL;
	if (!start || memmem(svg, n, "<script", 7) || memmem(svg, n, "javascript:", 11) || memmem(svg, n, "http-equiv", 10))
		return false;
	page_raw(p, start, n - (size_t)(start - svg));
	return true;
}
