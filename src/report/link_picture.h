/* link_picture.h - why two records are held to be one person, or not: a waterfall of weights, from what is known before comparing to the odds.
 *
 * A drawing stands alone (SVG), for a light and a dark page; whatever colour says, form or words say as well. Values are escaped and cut to fit. */
#ifndef ONUS_REPORT_LINK_PICTURE_H
#define ONUS_REPORT_LINK_PICTURE_H

#include "base/buf.h"
#include "base/status.h"

/* A field: what it adds to the odds or takes away. */
struct link_drawn_field {
	const char *name, *level;    /* level NULL: not known of both */
	const char *value[2];        /* "" or NULL: none */
	double bits, rare;           /* rare: what is added, or taken away, since the value is rare, or common */
};
struct link_drawn {
	const char *id[2], *file[2];
	unsigned line[2];
	double prior, odds, probability; /* log2 odds before comparing and after */
	int decided;                 /* by a person: 1 the same, -1 different, 0 not */
	const struct link_drawn_field *field; size_t n;
};

/* One SVG document, added to out. Same result, same bytes. ST_DATA: a weight that is not finite. */
enum status link_picture(const struct link_drawn *x, struct buf *out, struct error *e);

#endif
