/* people.h - people who do not exist: names of six cultures drawn by how common they are, households that share a family name and an address.
 *
 * A person is a function of a seed and a number, so that nothing is kept. Names come from data/link/ (tools/make_people.py), rarer ones from heads and tails
 * or stems and endings. E-mail addresses lie in domains that RFC 2606 sets aside; telephone numbers begin as no mobile number of their country
 * does; national numbers are of no country's form. Internal to link/. */
#ifndef ONUS_LINK_PEOPLE_H
#define ONUS_LINK_PEOPLE_H

#include "base/random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum culture { BRITISH, SPANISH, ARABIC, RUSSIAN, KOREAN, CHINESE, CULTURES };
/* Given names by generation; what rarer names are made of; family names; towns. */
enum people_kind {
	MALE, FEMALE = MALE + 3, MALE_HEAD = FEMALE + 3, MALE_TAIL, FEMALE_HEAD, FEMALE_TAIL, FAMILY, STEM, ENDING, STEM2, ENDING2, PLACE, PEOPLE_LISTS
};
/* latin: spellings with / between them, NULL where the name is in Latin letters or is spelt by rule; upto: shares added up. */
struct people_entry { const char *native, *latin; uint32_t upto; };
struct people_list { const struct people_entry *entry; uint32_t n; };
struct people_pet { const char *of; struct people_entry is; };
struct people_pets { const struct people_pet *pet; uint32_t n; };

enum { NAME_LONG = 96, LATIN_FORMS = 3 };
/* latin only where there are spellings to choose from (Arabic; Chinese: Pinyin, Wade-Giles, Cantonese). */
struct made_name { char native[NAME_LONG], latin[LATIN_FORMS][NAME_LONG]; };

struct home { enum culture country; uint32_t place, postcode; };

struct person {
	enum culture culture;
	bool female;
	struct made_name given, middle, family, second; /* middle: second given name, patronymic, father's name; second: of two family names */
	bool shows_middle, shows_second;
	struct home home;
	int year, month, day;
	unsigned writing;       /* 0: own script; 1 + k: Latin, the k-th way */
	char phone[20], email[80], number[16]; /* "": has none */
};

/* The shares of lists: u in [0, 1). The list must not be empty. */
const struct people_entry *people_at(enum culture c, enum people_kind k, double u);
const struct people_entry *people_place(const struct home *h);
/* What someone of that name is called at home; NULL: nothing known. */
const struct people_entry *people_pet(enum culture c, const char *native, struct random *r);
/* Add an entry to a name, after `joint`. */
void name_extend(struct made_name *m, const char *joint, const struct people_entry *e);
void name_append(struct made_name *m, const char *joint, const struct made_name *add);
/* The k-th Latin spelling of an entry (its native one where it has none). */
void people_spelling(const struct people_entry *e, unsigned k, char out[NAME_LONG]);
void people_given(struct made_name *out, enum culture c, bool female, int year, double u, struct random *r);
void people_family(struct made_name *out, enum culture c, struct random *r);
/* A family name as a woman or a man bears it (Иванов, Иванова). */
void people_gendered(struct made_name *family, enum culture c, bool female);
void people_patronymic(struct made_name *out, const char *father, bool female);
/* A name as it is written: family and given apart. writing as in struct person; ways: how many Latin ones a culture has (0: it is Latin). */
unsigned people_ways(enum culture c);
void people_write(const struct person *p, const struct made_name *given, const struct made_name *family, unsigned writing, char given_out[NAME_LONG],
		  char family_out[NAME_LONG]);
struct home people_home(enum culture country, struct random *r);
void people_postcode(const struct home *h, char out[16]);
/* The x-th number of a country (mod as many as there are); of a house or a pocket. */
void people_phone(enum culture country, bool house, uint64_t x, char out[20]);
unsigned people_way(enum culture c, struct random *r); /* a way of writing in Latin letters, by use; 0 where there is none */
void people_email(const struct person *p, struct random *r, char out[80]);

/* Numbers spread over all the figures there are, each its own (up to 10^9); two ways that have nothing to do with each other. */
static inline uint64_t people_spread(uint64_t number, bool way, uint64_t seed)
{
	return (number * (way ? 618033989u : 387420489u) + seed % 1000000007u + way * 271828183u) % 1000000000u;
}

void person_make(uint64_t seed, uint32_t number, struct person *out);

/* Text of at most cap - 1 bytes, cut at a character's edge. */
void text_put(char *out, size_t cap, const char *add);

#endif
