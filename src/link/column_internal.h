/* column_internal.h - what the files of column*.c share: a column's values, counted by what they look like. */
#ifndef ONUS_LINK_COLUMN_INTERNAL_H
#define ONUS_LINK_COLUMN_INTERNAL_H

#include "link/column.h"

/* Shares are of the records that have a value (by a sample of the different values, each weighed by its records), 0 … 1. */
struct profile {
	uint64_t present;    /* records that have one */
	size_t distinct;
	bool different;      /* no value stands twice in one file … */
	bool shared;         /* … but some stand in two files */
	double bytes, words; /* mean of each value */
	double letters;      /* has letters, no digits */
	double digit;        /* has a digit */
	double digits;       /* is digits only */
	double number;       /* is a number, or digits and one letter (house number 12a) */
	double at;           /* an e-mail address */
	double date, slip;   /* a whole date that the calendar has; one but for a month or day that it has not, or a part of a date */
	double month_name;   /* a date with a month's name or strokes: no mere number */
	double year, month, day; /* a whole number from 1500 to 2100, 1 to 12, 1 to 31 */
	double two_digits;   /* a whole number from 0 to 99 */
	double phone;        /* 7 to 15 digits and what stands between them in telephone numbers */
	double phone_marked; /* … with +, brackets, strokes between or a leading 0 */
	double postcode;     /* letters and digits as in British, Canadian and Dutch postcodes */
	double code;         /* one word with digits, five or more characters */
	double same_length;  /* is as long as the most usual length */
	double sex;          /* a word for a sex */
	double street;       /* has a word for a street, or a number beside words */
	double given, family;    /* one word or first word: a usual given name; first or last word a usual family name */
	double known;        /* a word is known as part of names */
	double both;         /* two or more words, a usual given and a usual family name among them, or an unspaced name of Han or Hangul */
	double place;        /* a known country or city */
	uint64_t last_number;    /* the greatest whole number, 0: none */
};
/* Of a column's values; the sample has the same values every time. */
void profile_read(const struct link_records *r, const struct link_column *c, struct profile *out);

/* column_names.c: words in Latin letters a-z. */
bool usual_given_name(const char *latin);
bool usual_family_name(const char *latin);
/* Does the text begin with a Han or Hangul character that is a frequent family name? */
bool usual_family_character(const char *text, size_t n);

#endif
