/* words.h - what a run of watch is called in words: methods, directions of change, reasons why ground was not seen. */
#ifndef ONUS_WATCH_WORDS_H
#define ONUS_WATCH_WORDS_H

#include "watch/watch.h"

/* A sentence's part: "vegetation is gone", "new bright structure or bare ground". */
const char *watch_direction_said(enum watch_direction d);
/* What the method does, in a sentence for who is no statistician. */
const char *watch_method_said(enum watch_method m);

enum { WATCH_REASONS = 5 };
/* The i-th reason of mask.h, i < WATCH_REASONS: "no value", "cloud" …; NULL where the bits have it not. */
const char *watch_reason(uint8_t reasons, unsigned i);
/* All of them with commas, from a; NULL: memory is out. */
const char *watch_reasons(uint8_t reasons, struct arena *a);

/* How many changes are likely or more, by ICD 203 (55 %), and their area: some ground that did not change is marked too, at any rate of false alarms.
 * */
size_t watch_likely(const struct watch_result *r, double *area);
/* "3 likely changes, 1.8 ha; 12 places less than likely", "no change found"; from a, NULL: memory is out. */
const char *watch_summed_up(const struct watch_result *r, struct arena *a);
/* A scene's name without the folders of this machine: "B04.tif, B03.tif". From a; NULL: memory is out. */
const char *watch_scene_name(const struct scene *s, struct arena *a);
/* "1,800 m²", "1.8 ha", "2.4 km²"; "180 pixels" where the grid has no CRS. From a; NULL: memory is out. */
const char *watch_area(double area, enum grid_kind kind, struct arena *a);

#endif
