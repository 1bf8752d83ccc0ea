/* fold.h - a Latin word as it sounds, roughly: spellings that readers take for one another fold into the same symbols.
 *
 * Letters a-z stand for themselves, with these joined: doubled letters are one; sh, sch, ş → S; ch, tch, tsch, cz → C; zh → Z; kh → X;
 * ts, tz → T; ph → f; th → t; ck, q, c (but before e, i, y: s) → k; w → v; y → i unless it begins a syllable; ou, oo → u; ee → i; x → ks;
 * abdal-, abdel-, abdur-r → abdu(l)-.
 * What is left of difference is weighed symbol by symbol (names/spelling.h). A fold is an equivalence of spellings, not a pronunciation: no
 * language is assumed (after Philips 1990 and Zobel & Dart 1996, but keeping the vowels). */
#ifndef ONUS_NAMES_FOLD_H
#define ONUS_NAMES_FOLD_H

#include <stddef.h>
#include <stdint.h>

enum { FOLD_LONG = 32, FOLD_SYMBOLS = 32 };

/* Symbols 1 … 26 are a … z, then S C Z X T; 0 ends a word. */
enum { FOLD_SH = 27, FOLD_CH, FOLD_ZH, FOLD_KH, FOLD_TS };

/* Fold n bytes of a-z and 0-9 (digits are passed over) into at most FOLD_LONG symbols; returns how many. */
size_t fold_word(const char *word, size_t n, uint8_t out[FOLD_LONG]);
/* The symbols as text, for explanations and tests. */
void fold_symbols(const uint8_t *s, size_t n, char out[FOLD_LONG + 1]);

#endif
