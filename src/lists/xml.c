/* xml.c - lists in XML, read as a stream: each entry is a small tree of its own. */
#include "lists/make.h"

#include <libxml/xmlreader.h>
#include <string.h>

static const char *local(const xmlNode *x)
{
	return (const char *)x->name;
}

xmlNode *xml_next(const xmlNode *x, const char *name)
{
	for (xmlNode *n = x->next; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE && !strcmp(local(n), name))
			return n;
	return NULL;
}
xmlNode *xml_child(const xmlNode *x, const char *name)
{
	for (xmlNode *n = x ? x->children : NULL; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE && !strcmp(local(n), name))
			return n;
	return NULL;
}

const char *xml_own_text(struct making *m, const xmlNode *x)
{
	xmlChar *text = x ? xmlNodeGetContent(x) : NULL;
	const char *out = text ? making_text(m, (const char *)text) : NULL;

	xmlFree(text);
	return out;
}
const char *xml_text(struct making *m, const xmlNode *x, const char *child)
{
	return xml_own_text(m, xml_child(x, child));
}
const char *xml_attribute(struct making *m, const xmlNode *x, const char *name)
{
	xmlChar *text = x ? xmlGetNoNsProp(x, (const xmlChar *)name) : NULL;
	const char *out = text ? making_text(m, (const char *)text) : NULL;

	xmlFree(text);
	return out;
}

/* The parser's first complaint, for the message; nothing is printed. */
struct complaint { char text[256]; int line; };
static void complain(void *arg, xmlError *said)
{
	struct complaint *c = arg;

	if (c->text[0] || !said || !said->message)
		return;
	snprintf(c->text, sizeof c->text, "%s", said->message);
	c->text[strcspn(c->text, "\r\n")] = 0;
	c->line = said->line;
}

static bool wanted(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (!strcmp(name, *names))
			return true;
	return false;
}

enum status xml_each(struct reading_list *r, const char *const *names, enum status (*take)(struct reading_list *, xmlNode *, struct error *),
		     struct error *e)
{
	struct complaint c = {"", 0};
	xmlTextReader *x = r->n > INT32_MAX ? NULL : xmlReaderForMemory(r->bytes, (int)r->n, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
	enum status st = ST_OK;
	int got = 1;
	bool any = false;

	if (!x)
		return r->n > INT32_MAX ? error_set(e, ST_DATA, "%s: larger than 2 GiB", r->name) : error_memory(e);
	xmlTextReaderSetStructuredErrorHandler(x, complain, &c);
	got = xmlTextReaderRead(x);
	while (!st && got == 1) {
		int type = xmlTextReaderNodeType(x);
		const char *name = (const char *)xmlTextReaderConstLocalName(x);

		if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE) {
			st = error_at(e, ST_DATA, (struct place){r->name, (unsigned)xmlTextReaderGetParserLineNumber(x), 0},
				      "a document type or an entity: refused, a list has none");
		} else if (type == XML_READER_TYPE_ELEMENT && name && wanted(name, names)) {
			unsigned line = (unsigned)xmlTextReaderGetParserLineNumber(x);
			xmlNode *node = xmlTextReaderExpand(x);

			if (!node) {
				got = -1;
				break;
			}
			any = true;
			making_begin(&r->making);
			r->making.x.line = node->line ? (unsigned)xmlGetLineNo(node) : line;
			st = take(r, node, e);
			got = xmlTextReaderNext(x);
			continue;
		}
		if (!st)
			got = xmlTextReaderRead(x);
	}
	if (!st && got < 0) {
		if (!any)
			st = error_at(e, ST_DATA, (struct place){r->name, c.line > 0 ? (unsigned)c.line : 1, 0}, "not well-formed XML: %s", c.text);
		else {
			r->about->cut_off = true;
			if (xmlTextReaderByteConsumed(x) >= (long)r->n)
				reading_fault(r, c.line > 0 ? (unsigned)c.line : 0, NULL, "the document is cut off here");
			else
				reading_fault(r, c.line > 0 ? (unsigned)c.line : 0, NULL, "the document is broken from here on: %s", c.text);
		}
	}
	xmlFreeTextReader(x);
	return st;
}
