/* page.h - the writer of pages: the only place where HTML is made.
 *
 * It takes literals of the template (the macros accept nothing but string literals), numbers and days that the program
 * computed, ids of records (their alphabet is closed: letters, digits, - _ . : /) and facts. Text of the case is escaped; bare
 * strings of the case have no way in. */
#ifndef ONUS_REPORT_PAGE_H
#define ONUS_REPORT_PAGE_H

#include "base/buf.h"
#include "report/fact.h"

struct page {
	struct buf out;
	const struct model *m;
};

/* Markup of the template, as it stands. */
#define page_markup(p, literal) page_literal((p), "" literal "", sizeof(literal) - 1, false)
/* Words of the template, escaped. */
#define page_words(p, literal) page_literal((p), "" literal "", sizeof(literal) - 1, true)
/* One of two. */
#define page_choose(p, condition, literal, other)                                                                      \
	do {                                                                                                           \
		if (condition)                                                                                         \
			page_words(p, literal);                                                                        \
		else                                                                                                   \
			page_words(p, other);                                                                          \
	} while (0)
/* not to be called: use the macros */
void page_literal(struct page *p, const char *literal, size_t n, bool escape);

/* A whole number with thousands parted. */
void page_count(struct page *p, long long n);
/* The same without: for a drawing, an attribute. */
void page_whole(struct page *p, long long n);
/* Bytes in base64 (RFC 4648): an image in a data: address, a hash in a policy. */
void page_base64(struct page *p, const void *bytes, size_t n);
/* A number for a drawing: two decimals, no locale. */
void page_number(struct page *p, double x);
/* One decimal, and three. */
void page_tenths(struct page *p, double x);
void page_thousandths(struct page *p, double x);
/* Degrees, four decimals: about ten metres. */
void page_degrees(struct page *p, double x);
void page_day(struct page *p, int64_t day);
/* A fact's text, in its language, and the marks of its sources. NULL prints nothing and returns false. */
bool page_fact(struct page *p, const struct fact *f);
/* Without marks: inside something whose marks stand already, or in a drawing's title. */
bool page_fact_unmarked(struct page *p, const struct fact *f);
/* The marks alone. */
void page_marks(struct page *p, const struct fact *f);
/* A record's id as text; href="#PREFIXid" and id="PREFIXid" as attributes, with a leading blank. */
void page_id(struct page *p, const char *id);
#define page_href(p, prefix, id) page_attribute((p), " href=\"#" prefix, (id))
#define page_anchor(p, prefix, id) page_attribute((p), " id=\"" prefix, (id))
void page_attribute(struct page *p, const char *literal, const char *id);
/* A link to the address of a source, if it is http or https; its text is the address. */
void page_address(struct page *p, const struct source *s);
/* The mark (number) of a source, linked to its entry. */
void page_mark(struct page *p, const struct source *s);
/* A hash or a time made by the program: letters, digits, and - : T Z only. */
void page_code(struct page *p, const char *machine_text);
/* A drawing by Graphviz of a graph that we wrote; its prolog is dropped. False when it is not what was expected. */
bool page_drawing(struct page *p, const char *svg, size_t n);
static inline bool page_ok(const struct page *p) { return buf_ok(&p->out); }

#endif
