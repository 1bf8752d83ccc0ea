#include "report/svg.h"

void svg_attribute(struct page *p, double x)
{
	page_number(p, x);
	page_markup(p, "\"");
}

void svg_line(struct page *p, double x1, double y1, double x2, double y2)
{
	page_markup(p, "<line x1=\"");
	svg_attribute(p, x1);
	page_markup(p, " y1=\"");
	svg_attribute(p, y1);
	page_markup(p, " x2=\"");
	svg_attribute(p, x2);
	page_markup(p, " y2=\"");
	svg_attribute(p, y2);
	page_markup(p, "/>");
}

void svg_text_begin(struct page *p, double x, double y, enum svg_anchor anchor)
{
	if (anchor == SVG_START)
		page_markup(p, "<text x=\"");
	else if (anchor == SVG_MIDDLE)
		page_markup(p, "<text text-anchor=\"middle\" x=\"");
	else
		page_markup(p, "<text text-anchor=\"end\" x=\"");
	svg_attribute(p, x);
	page_markup(p, " y=\"");
	svg_attribute(p, y);
	page_markup(p, ">");
}

void svg_text_end(struct page *p) { page_markup(p, "</text>"); }
