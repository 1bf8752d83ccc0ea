/* token.h - words of names and of places, each kept once: as Latin letters, and folded as it sounds (names/translit.h, names/fold.h). */
#ifndef ONUS_LINK_TOKEN_H
#define ONUS_LINK_TOKEN_H

#include "link/distance.h"
#include "names/spelling.h"

#include <stdint.h>

enum { TOKEN_FORMS = 3, TOKEN_LONG = 48 };

struct token {
	uint32_t text;           /* its first form's Latin letters and digits, in pool */
	uint32_t form;           /* its first form; the others follow */
	uint64_t letters;        /* of text (distance.h) */
	uint8_t n, n_forms;
	bool light;              /* a particle or a title */
	bool foreign;            /* Hangul or Han: the Latin letters are one spelling of several */
};
struct token_form { uint8_t s[FOLD_LONG]; uint8_t n; struct spelling_signature signature; };

struct tokens {
	struct token *token; size_t n, cap;       /* [0]: none */
	struct token_form *form; size_t n_forms, cap_forms;
	char *pool; size_t pool_n, pool_cap;
	uint32_t *slot; size_t n_slots;           /* by hash of the words as they were written (case folded) */
	uint64_t *hash;                           /* of each token */
};
/* false: memory is out. */
bool tokens_begin(struct tokens *t);
void tokens_free(struct tokens *t);
/* The words of a text: divided at what is neither letter, mark, digit nor apostrophe. Ids into out, at most `most`; the same word is the same id.
 * false: memory is out. */
bool tokens_read(struct tokens *t, const char *text, size_t n, uint32_t *out, size_t most, size_t *n_out);
static inline const char *token_text(const struct tokens *t, uint32_t id) { return t->pool + t->token[id].text; }

/* How near two words are. */
enum nearness {
	NEAR_NOT,
	NEAR_SHORT,  /* an initial, or the beginning of the other */
	NEAR_SIMILAR,
	NEAR_SLIP,   /* one slip, or spellings of the same sound */
	NEAR_SAME,
};
enum nearness token_near(const struct tokens *t, uint32_t a, uint32_t b);

#endif
