/* words.h - words that are not names: legal forms, titles, particles, numbers, places and the common words of companies.
 *
 * Tables in data/names/ (one file a kind, any language, any script), compiled into the program at build time. A phrase may have several words
 * ("gesellschaft mit beschränkter haftung", "общество с ограниченной ответственностью", "joint stock company"); its canonical
 * form and class say what it equals: LLC, ООО, GmbH and Ltd differ as forms (an entity has one), "Ltd" and "Limited" do not. */
#ifndef ONUS_NAMES_WORDS_H
#define ONUS_NAMES_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum word_kind {
	WORD_PLAIN,
	WORD_LEGAL,       /* canonical "llc", "jsc", "gmbh", "ag" … */
	WORD_TITLE,       /* of persons: dr, mr, sheikh, haji, general, president …; of vessels: mv, mt, ss */
	WORD_PARTICLE,    /* bin, ibn, ben (canonical "bin"), al, el (canonical "al"), abd …?, de, van, von, der, y, e, af, ter */
	WORD_NUMBER,      /* digits, roman numerals II … XXXIX (not I, V, X alone unless last), ordinals, numerals in words; value in `number` */
	WORD_COMMON,      /* generic words of companies: trading, international, group, bank …; canonical joins languages and abbreviations
	                     (int'l, intl = international; co = company only where it is no legal form; завод = plant) */
	WORD_PLACE,       /* countries, capitals, large cities, demonyms: canonical is the country's or city's English name in lower case */
	WORD_LINK,        /* and, &, the, of, for, und, et, y, и … */
};
enum word_use { WORD_FOR_PERSON = 1, WORD_FOR_COMPANY = 2, WORD_FOR_VESSEL = 4 };

struct word_match {
	enum word_kind kind;
	const char *canonical; /* static; for WORD_NUMBER NULL */
	const char *group;     /* WORD_LEGAL: the class of forms that count as the same kind of body across countries ("limited company",
	                          "joint-stock company", "partnership", "non-profit" …); else NULL */
	unsigned words;        /* how many words of the name the phrase took, ≥ 1 */
	unsigned long number;
};

/* The longest phrase that begins at words[at]; false when there is none for that use. Words are folded: lower case, a-z and
 * digits for Latin with diacritics taken off; lower case and NFKC for other scripts; no punctuation: "s.a.r.l." comes as the
 * one word "sarl", "s", "a" … are tried joined too ("s a r l"). O(longest phrase). */
bool words_match(const char *const *words, size_t n, size_t at, enum word_use use, struct word_match *out);
/* A legal form at the end (or 株式会社 and the like at the beginning) of a word that is written without spaces: 华为技术有限公司. *stem: bytes before
 * it (0 where it stands at the beginning). */
bool words_suffix(const char *word, size_t *stem, struct word_match *out);
/* Words of the tables (five letters or more) that are this one but for a slip of the fingers: static, at most `most`; returns how many. */
size_t words_one_slip(const char *word, const char **out, size_t most);
/* Is it known as a part of names? */
bool words_known(const char *word, enum word_use use);
/* Where a text of the tables (a canonical form, a group) stands in them, and the text there; UINT32_MAX for NULL, NULL beyond their end. */
uint32_t words_at(const char *text);
const char *words_text(uint32_t at);
/* What tells these tables from those of another build. */
uint64_t words_print(void);
/* Share of names on public lists that hold this part, from the table of common parts (given names, family names, company words)
 * that ships with the program: 0 … 1; the smallest share in the table for a word that is not in it. Latin folded form. */
double words_share(const char *word, enum word_use use);

#endif
