/* svg.h - the marks that the pictures of this floor are made of: attributes, lines, text. */
#ifndef ONUS_REPORT_SVG_H
#define ONUS_REPORT_SVG_H

#include "report/page.h"

/* A number and the quote that ends its attribute. */
void svg_attribute(struct page *p, double x);
void svg_line(struct page *p, double x1, double y1, double x2, double y2);
enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };
void svg_text_begin(struct page *p, double x, double y, enum svg_anchor anchor);
void svg_text_end(struct page *p);

#endif
