#include "names/acronym.h"

#include <string.h>

static size_t put(const struct name *x, bool legal, bool links, char out[ACRONYM_MOST + 1])
{
	size_t n = 0;

	for (size_t i = 0; i < x->n_letters; i++) {
		enum part_kind k = (enum part_kind)x->letters[i].kind;

		if ((k == PART_LEGAL && !legal) || ((k == PART_LINK || k == PART_PARTICLE) && !links))
			continue;
		if (n == ACRONYM_MOST)
			return 0;
		out[n++] = x->letters[i].letter;
	}
	out[n] = 0;
	return n >= ACRONYM_LEAST ? n : 0;
}

size_t acronym_letters(const struct name *x, char out[ACRONYM_WAYS][ACRONYM_MOST + 1])
{
	size_t n = 0;

	if (x->use == WORD_FOR_PERSON || x->n_letters < ACRONYM_LEAST)
		return 0;
	for (int way = 0; way < ACRONYM_WAYS; way++) {
		bool known = !put(x, way > 0, way > 1, out[n]);

		for (size_t k = 0; k < n && !known; k++)
			known = !strcmp(out[k], out[n]);
		n += !known;
	}
	return n;
}

const char *acronym_word(const struct name *x)
{
	const struct name_part *word = NULL;
	const char *latin;
	size_t n;

	for (size_t i = 0; i < x->n; i++) {
		const struct name_part *p = &x->part[i];

		if (p->kind == PART_LEGAL || p->kind == PART_PLACE || p->kind == PART_LINK || p->kind == PART_PARTICLE)
			continue;
		if (p->kind != PART_WORD || word || !p->n_forms || p->script != SCRIPT_LATIN)
			return NULL;
		word = p;
	}
	if (!word)
		return NULL;
	latin = name_pool(x, word->form[0].latin);
	n = strlen(latin);
	/* what people are called is a name before it is an acronym */
	return n >= ACRONYM_LEAST && n <= ACRONYM_MOST && !words_known(latin, WORD_FOR_PERSON) ? latin : NULL;
}

static unsigned agree(const char *word, const struct name *x)
{
	char letters[ACRONYM_WAYS][ACRONYM_MOST + 1];

	for (size_t i = word ? acronym_letters(x, letters) : 0; i--;)
		if (!strcmp(letters[i], word))
			return (unsigned)strlen(word);
	return 0;
}

unsigned acronym_agree(const struct name *a, const struct name *b)
{
	unsigned n = agree(acronym_word(a), b);

	return n ? n : agree(acronym_word(b), a);
}
