/* slips.h - the slips of hands and ears: letters swapped, left out or mistaken, sounds spelt another way, figures misread. For records made up.
 *
 * Text is UTF-8 in a field of cap bytes; what grows too long stays as it was. Each returns whether the text changed. Internal to link/. */
#ifndef ONUS_LINK_SLIPS_H
#define ONUS_LINK_SLIPS_H

#include "base/random.h"

#include <stdbool.h>
#include <stddef.h>

/* One key beside, one letter left out, doubled or swapped with the next; in Arabic a letter of other dots, in Hangul a like vowel or end, in Han another
 * character of the same field of sounds. */
bool slip_letter(char *text, size_t cap, struct random *r);
/* Spelt as it is heard: Latin and Cyrillic letters (Catherine, Kathryn). */
bool slip_ear(char *text, size_t cap, struct random *r);
/* A figure misread for one that looks like it, or two swapped. Other characters stay. */
bool slip_figure(char *text, struct random *r);
/* Marks and hyphens are left out (García, Garcia). */
bool slip_marks(char *text);

#endif
