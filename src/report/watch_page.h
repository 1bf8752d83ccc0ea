/* watch_page.h - what watch found as one page: both dates one over the other with a slider, and in words what changed, what was not seen, how sure
 * that is.
 *
 * It needs no network and no other file. Without JavaScript the dates stand side by side; the only script is ours, its hash stands in the page's
 * policy. */
#ifndef ONUS_REPORT_WATCH_PAGE_H
#define ONUS_REPORT_WATCH_PAGE_H

#include "report/watch_json.h"
#include "report/watch_picture.h"

/* Added to out. Same run, same bytes. */
enum status watch_page(const struct watch_pictured *x, const struct watch_told *t, struct buf *out, struct error *e);

#endif
