/* extract_html.c - the words of an HTML page, by libxml2's SAX parser: no tree, so that depth costs nothing. */
#include "exchange/extract_work.h"

#include "store/fold.h"

#include <libxml/HTMLparser.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

struct words {
	struct buf *out;
	unsigned hidden;  /* how many elements deep in script, style and the like */
	bool space;       /* white space is due before the next word */
	bool paragraph;   /* a blank line is due */
	bool line;        /* a new line is due */
};

static bool one_of(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (!strcasecmp(name, *list))
			return true;
	return false;
}

static bool is_hidden(const char *name)
{
	static const char *const list[] = {"script", "style", "noscript", "template", "svg", "math", "head", "object", "iframe", NULL};
	return one_of(name, list);
}

static bool is_block(const char *name)
{
	static const char *const list[] = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre",
					   "table", "section", "article", "header", "footer", "main", "nav", "aside", "figure", "figcaption",
					   "form", "fieldset", "address", "hr", "body", "title", NULL};
	return one_of(name, list);
}

static void start(void *arg, const xmlChar *name, const xmlChar **attributes)
{
	struct words *w = arg;
	const char *n = (const char *)name;
	(void)attributes;
	if (w->hidden || is_hidden(n)) {
		w->hidden += is_hidden(n);
		return;
	}
	if (is_block(n))
		w->paragraph = true;
	else if (!strcasecmp(n, "br") || !strcasecmp(n, "tr"))
		w->line = true;
	else if (!strcasecmp(n, "td") || !strcasecmp(n, "th"))
		w->space = true;
}

static void end(void *arg, const xmlChar *name)
{
	struct words *w = arg;
	const char *n = (const char *)name;
	if (is_hidden(n)) {
		w->hidden -= w->hidden > 0;
		return;
	}
	if (!w->hidden && is_block(n))
		w->paragraph = true;
}

static void characters(void *arg, const xmlChar *text, int len)
{
	struct words *w = arg;
	if (w->hidden)
		return;
	for (int i = 0; i < len; i++) {
		char c = (char)text[i];
		if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
			w->space = true;
			continue;
		}
		if (w->out->len && w->paragraph)
			buf_text(w->out, "\n\n");
		else if (w->out->len && w->line)
			buf_char(w->out, '\n');
		else if (w->out->len && w->space)
			buf_char(w->out, ' ');
		w->paragraph = w->line = w->space = false;
		buf_char(w->out, c);
	}
}

/* What is valid UTF-8 is UTF-8, whatever it declares; what declares something else is read as that; what declares nothing is
 * detected. libxml2 by itself would take it for Latin-1. */
static bool as_utf8(const char *bytes, size_t n, struct buf *converted, bool *utf8)
{
	*utf8 = fold_is_utf8(bytes, n);
	if (*utf8 || memmem(bytes, n < 4096 ? n : 4096, "charset", 7) || (n >= 2 && (!memcmp(bytes, "\xFF\xFE", 2) || !memcmp(bytes, "\xFE\xFF", 2))))
		return true;
	*utf8 = true;
	return extract_plain(bytes, n, converted);
}

bool extract_html(const char *bytes, size_t n, struct buf *out)
{
	struct words w = {.out = out};
	struct buf converted = BUF_INIT;
	xmlSAXHandler sax;
	bool utf8;
	if (n > INT32_MAX || !as_utf8(bytes, n, &converted, &utf8)) {
		buf_free(&converted);
		return false;
	}
	if (converted.len) {
		bytes = converted.bytes;
		n = converted.len;
	}
	memset(&sax, 0, sizeof sax);
	sax.startElement = start;
	sax.endElement = end;
	sax.characters = characters;
	sax.ignorableWhitespace = characters;
	htmlParserCtxtPtr ctx = htmlCreatePushParserCtxt(&sax, &w, NULL, 0, NULL, utf8 ? XML_CHAR_ENCODING_UTF8 : XML_CHAR_ENCODING_NONE);
	if (!ctx) {
		buf_free(&converted);
		return false;
	}
	(void)htmlCtxtUseOptions(ctx, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
					      (utf8 ? HTML_PARSE_IGNORE_ENC : 0));
	for (size_t at = 0; at < n && buf_ok(out); at += 65536)
		(void)htmlParseChunk(ctx, bytes + at, (int)(n - at < 65536 ? n - at : 65536), 0);
	(void)htmlParseChunk(ctx, bytes, 0, 1);
	if (ctx->myDoc)
		xmlFreeDoc(ctx->myDoc);
	htmlFreeParserCtxt(ctx);
	buf_free(&converted);
	return buf_ok(out);
}
