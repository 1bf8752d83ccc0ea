/* estimate_picture.h - an estimate drawn: who is on which lists together (an UpSet picture: Lex et al. 2014), and what each method says.
 *
 * Drawings stand alone (SVG), in black on white with one colour; whatever colour says, form or words say as well. List names are the headings of the
 * table's columns: they are escaped and cut to fit. */
#ifndef ONUS_REPORT_ESTIMATE_PICTURE_H
#define ONUS_REPORT_ESTIMATE_PICTURE_H

#include "estimate/estimate.h"
#include "report/page.h"

enum { PICTURE_OVERLAPS = 1, PICTURE_RESULTS = 2 };

/* One SVG document with the pictures asked for, one below the other. Same result, same bytes. */
enum status estimate_picture(const struct estimate_result *r, unsigned which, struct arena *a, struct page *out, struct error *e);

#endif
