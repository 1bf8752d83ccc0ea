/* identifier.h - identifiers that carry check digits, and whether the digits are right.
 *
 * A wrong check digit means a slip of the pen or a made-up number; a right one does not mean that the number was issued.
 * Sources:
 * - Chinese unified social credit code: GB 32100-2015, weights 3^i modulo 31 over 31 characters (no I, O, S, V, Z);
 * - Chinese business registration number, 15 digits: GS 15-2006, ISO 7064 MOD 11,10;
 * - Chinese resident identity number, 18 characters: GB 11643-1999, ISO 7064 MOD 11-2, with a calendar date in it;
 * - LEI: ISO 17442-1:2020, ISO 7064 MOD 97-10;
 * - IMO ship number: IMO resolution A.1117(30), weights 7 … 2; IMO company number: resolution MSC.160(78), weights
 *   8 6 4 2 9 7 modulo 11;
 * - IBAN: ISO 13616-1:2020, MOD 97-10, with the length that the registry gives for each country;
 * - BIC: ISO 9362:2014, its shape only, since it has no check digit;
 * - ISIN: ISO 6166:2021, the Luhn formula over letters written as 10 … 35;
 * - INN: Order of the Federal Tax Service of Russia MMV-7-6/435 of 29 June 2012, modulo 11;
 * - OGRN, OGRNIP: Order of the Ministry of Finance of Russia 165n of 30 October 2017, modulo 11 and 13;
 * - NPI: 45 CFR 162.406, the Luhn formula after the prefix 80840;
 * - FIGI: Object Management Group, FIGI 1.2 §6.1.2, the Luhn formula over letters written as 10 … 35;
 * - Wikidata: the shape Q and digits; UEI, SSN: their shapes. */
#ifndef ONUS_EXCHANGE_IDENTIFIER_H
#define ONUS_EXCHANGE_IDENTIFIER_H

#include <stdbool.h>
#include <stddef.h>

enum identifier {
	IDENTIFIER_USCC, IDENTIFIER_CN_REGISTRATION, IDENTIFIER_CN_RESIDENT, IDENTIFIER_LEI, IDENTIFIER_IMO,
	IDENTIFIER_IBAN, IDENTIFIER_BIC, IDENTIFIER_ISIN, IDENTIFIER_INN, IDENTIFIER_OGRN, IDENTIFIER_NPI,
	IDENTIFIER_FIGI, IDENTIFIER_WIKIDATA, IDENTIFIER_UEI, IDENTIFIER_SSN, IDENTIFIERS
};

/* "uscc", "lei" …: the names that FtM gives to formats, and "cn-registration", "cn-resident". */
const char *identifier_name(enum identifier kind);
/* What it is called in print: "unified social credit code". */
const char *identifier_title(enum identifier kind);
/* IDENTIFIERS when there is none of that name. */
enum identifier identifier_by_name(const char *name);

/* Is text[0..n) right? Spaces between its parts are passed over, and so is the "IMO" before an IMO number; letters may
 * be small. When not, *why says what is wrong in a few words ("the check digit is 5, expected 9" needs room: 80 bytes). */
bool identifier_valid(enum identifier kind, const char *text, size_t n, char why[80]);
/* The kind of Chinese number that a text has the shape of, right or not: by country code "cn" in a registration or
 * tax number. IDENTIFIERS when it looks like none. */
enum identifier identifier_chinese(const char *text, size_t n);

#endif
