/* synthesise.h - records of people who do not exist, with known truth, for tests of scale and of doubt.
 *
 * Names of several cultures (British, Spanish, Arabic, Russian, Korean in Hangul and in several romanisations, Chinese in Han and in Pinyin), drawn
 * by how common they are; dates, places, phones, e-mail addresses and identifiers that hang together as real ones do (a place has a few postcodes,
 * an e-mail address comes from a name, siblings share family name and address, fathers and sons names). Duplicates carry the errors that people
 * make: letters slipped, swapped or left out, names spelt by ear, initials, names exchanged, another romanisation or script, days and months
 * swapped, a digit misread, years rounded, values missing, people moved. The same N and seed give the same bytes on every machine. */
#ifndef ONUS_LINK_SYNTHESISE_H
#define ONUS_LINK_SYNTHESISE_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

struct synthesise_options {
	uint64_t records;      /* 1 … 10^8 */
	uint64_t seed;
	double duplicates;     /* mean number of records a person; 0: 1.6 (geometric, most have one) */
	double errors;         /* mean number of errors a duplicate; 0: 1.5 */
};
/* CSV with a header: id, entity_id, given_name, family_name, birth_date, sex, place, postcode, phone, email, national_id. Handed to write in pieces,
 * streamed: memory does not grow with records more than a few bytes each. A status of write's ends it and is returned. */
enum status synthesise(const struct synthesise_options *o, enum status (*write)(void *arg, const char *bytes, size_t n, struct error *e), void *arg,
		       struct error *e);

#endif
