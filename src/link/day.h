/* day.h - a date as a list of people writes it: in most orders, with slips and gaps.
 *
 * 1971-06-24, 19710624, 24/06/1971, 6/24/1971, 24.6.71 (two digits of a year are its last), 24 June 1971, June 1971, 1971, 1971-06, times after a
 * day; months' names in the languages of Europe and of the Near East, in Roman numbers, 年 月 日; digits of any script. Eight digits in a row are a day
 * only where the year or the rest can be. Numbers that no calendar has (1834-70-14) are kept as they stand: they are slips of numbers that it has,
 * and are held against those digit by digit. */
#ifndef ONUS_LINK_DAY_H
#define ONUS_LINK_DAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* year * 10000 + month * 100 + day; what is not known is 0. month_first: 6/24/1971 rather than 24/6/1971, where both could be. false: it is no date.
 * *sure (may be NULL): 1 day first for certain, 2 month first for certain, 0 could be either. */
bool day_read(const char *text, size_t n, bool month_first, uint32_t *out, unsigned *sure);
static inline unsigned day_year(uint32_t d) { return d / 10000; }
static inline unsigned day_month(uint32_t d) { return d / 100 % 100; }
static inline unsigned day_of_month(uint32_t d) { return d % 100; }

#endif
