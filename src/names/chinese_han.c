/* chinese_han.c - Han characters read as names. */
#include "names/chinese_internal.h"

#include <string.h>

enum { SETS = 3 };

/* The sounds of a character by their classes, each of which an index looks up by itself; likeliest class first. */
struct sounds { struct chinese_syllable set[SETS]; uint8_t n; };

static void sort_sounds(uint16_t list, enum chinese_system system, uint32_t han, struct sounds *out)
{
	struct chinese_syllable all;

	out->n = 0;
	chinese_options(list, &all);
	for (uint8_t i = 0; i < all.n; i++) {
		uint16_t class = chinese_sound(system, all.option[i].syllable)->class;
		uint8_t k = 0;

		while (k < out->n && chinese_sound(system, out->set[k].option[0].syllable)->class != class)
			k++;
		if (k == SETS)
			continue;
		if (k == out->n)
			out->set[out->n++] = (struct chinese_syllable){.han = han};
		out->set[k].option[out->set[k].n++] = all.option[i];
	}
}

struct han_name { uint32_t han[CHINESE_SYLLABLES]; uint8_t n, family; bool reversed; float fit; };

/* The likeliest reading, and those where one character sounds otherwise. */
static void read_system(const struct han_name *x, enum chinese_system system, struct reading_list *l)
{
	struct chinese_reading r = {.system = system, .n = x->n, .family = x->family ? x->family : 1, .reversed = x->reversed, .han = true, .fit = x->fit};
	const struct chinese_double *two = x->family == 2 ? chinese_double(x->han[0], x->han[1]) : NULL;
	struct sounds s[CHINESE_SYLLABLES];

	for (uint8_t i = 0; i < x->n; i++) {
		const struct chinese_family *f = !i && x->family == 1 ? chinese_family(x->han[i]) : NULL;

		sort_sounds(f ? f->list[system] : chinese_han(x->han[i], system), system, x->han[i], &s[i]);
		if (i < 2 && two) {
			s[i].set[0] = (struct chinese_syllable){.option = {{two->sound[system][i], 1}}, .n = 1, .han = x->han[i]};
			s[i].n = 1;
		}
		if (!s[i].n)
			return;
		r.s[i] = s[i].set[0];
	}
	chinese_keep(l, &r);
	for (uint8_t i = 0; i < x->n; i++)
		for (uint8_t k = 1; k < s[i].n; k++) {
			struct chinese_reading other = r;

			other.s[i] = s[i].set[k];
			other.fit *= other.s[i].option[0].p;
			chinese_keep(l, &other);
		}
}

static float han_fit(const struct han_name *x)
{
	unsigned given = (unsigned)(x->n - x->family);

	if (!x->family)
		return x->n == 2 || x->n == 3 ? 0.3f : 0;
	return given == 1 || given == 2 ? 1 : given == 3 ? 0.5f : 0.2f;
}

/* The characters with the family name, which begins at `from`, first. */
static void read_order(const uint32_t *han, size_t n, size_t from, struct reading_list *l)
{
	struct han_name x = {.n = (uint8_t)n, .reversed = from > 0};

	for (size_t i = 0; i < n; i++)
		x.han[i] = han[(from + i) % n];
	if (n > 2 && chinese_double(x.han[0], x.han[1]))
		x.family = 2;
	else if (chinese_family(x.han[0]))
		x.family = 1;
	x.fit = han_fit(&x);
	if (from)
		x.fit *= x.family == n - from ? 0.7f : 0;
	if (x.fit <= 0)
		return;
	read_system(&x, CHINESE_MANDARIN, l);
	read_system(&x, CHINESE_CANTONESE, l);
}

size_t chinese_read_han(const char *const *words, size_t n, struct chinese_reading out[CHINESE_READINGS])
{
	struct reading_list l = {out, 0};
	uint32_t han[CHINESE_SYLLABLES];
	size_t k = 0, first = 0, last = 0;

	for (size_t i = 0; i < n; i++) {
		const char *p = words[i], *end = p + strlen(p);

		last = k;
		while (p < end) {
			uint32_t c = chinese_next(&p, end);

			if (!chinese_is_han(c) || k == CHINESE_SYLLABLES)
				return 0;
			han[k++] = chinese_simplified(c);
		}
		if (!i)
			first = k;
	}
	if (k < 2)
		return 0;
	/* in words of their own the family name is one of them: others are foreigners' names */
	if (n == 1 || first == 1 || (first == 2 && chinese_double(han[0], han[1])))
		read_order(han, k, 0, &l);
	if (last && k - last <= 2)
		read_order(han, k, last, &l);
	return l.n;
}
