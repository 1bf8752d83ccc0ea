/* chinese.c - readings held against each other, their keys, and writing them. */
#include "names/chinese_internal.h"

#include <math.h>
#include <string.h>

uint64_t chinese_key(const struct chinese_reading *r)
{
	uint64_t key = 0xcbf29ce484222325 ^ (uint64_t)r->system << 8 ^ r->n;

	for (uint8_t i = 0; i < r->n; i++) {
		key ^= r->s[i].n ? chinese_sound(r->system, r->s[i].option[0].syllable)->class + 1u : 0;
		key *= 0x9E3779B97F4A7C15;
		key ^= key >> 29;
	}
	return key;
}

/* The best p1 × p2 of a syllable that both may stand for, 0 when there is none. */
static float in_common(const struct chinese_syllable *a, const struct chinese_syllable *b)
{
	float best = 0;

	for (uint8_t i = 0; i < a->n; i++)
		for (uint8_t j = 0; j < b->n; j++)
			if (a->option[i].syllable == b->option[j].syllable && a->option[i].p * b->option[j].p > best)
				best = a->option[i].p * b->option[j].p;
	return best;
}

/* A name written with another character of the same sound is another name. */
#define OTHER_CHARACTER 0.2f

float chinese_agree(const struct chinese_reading *a, const struct chinese_reading *b, unsigned *weakest)
{
	float product = 1, least = 2, others = 1;
	unsigned at = 0;

	if (weakest)
		*weakest = 0;
	if (a->system != b->system || a->n != b->n || !a->n)
		return 0;
	for (uint8_t i = 0; i < a->n; i++) {
		float g = in_common(&a->s[i], &b->s[i]);
		bool han = a->s[i].han && b->s[i].han;

		if (g <= 0)
			return 0;
		if (han && a->s[i].han == b->s[i].han)
			g = 1;
		product *= g;
		if (han && a->s[i].han != b->s[i].han)
			others *= OTHER_CHARACTER, g *= OTHER_CHARACTER;
		if (g < least)
			least = g, at = i;
	}
	if (weakest)
		*weakest = at;
	return (product < 1 ? powf(product, 1 / (float)a->n) : 1) * others;
}

static bool same(const struct chinese_reading *a, const struct chinese_reading *b)
{
	if (a->system != b->system || a->n != b->n || a->family != b->family)
		return false;
	for (uint8_t i = 0; i < a->n; i++) {
		if (a->s[i].n != b->s[i].n || a->s[i].han != b->s[i].han)
			return false;
		for (uint8_t j = 0; j < a->s[i].n; j++)
			if (a->s[i].option[j].syllable != b->s[i].option[j].syllable)
				return false;
	}
	return true;
}

void chinese_keep(struct reading_list *l, const struct chinese_reading *r)
{
	size_t at;

	if (!(r->fit >= 0.2f))
		return;
	for (size_t i = 0; i < l->n; i++)
		if (same(&l->out[i], r)) {
			if (l->out[i].fit >= r->fit)
				return;
			memmove(&l->out[i], &l->out[i + 1], (l->n - i - 1) * sizeof *l->out);
			l->n--;
			break;
		}
	for (at = 0; at < l->n && l->out[at].fit >= r->fit; at++)
		;
	if (at == CHINESE_READINGS)
		return;
	if (l->n == CHINESE_READINGS)
		l->n--;
	memmove(&l->out[at + 1], &l->out[at], (l->n - at) * sizeof *l->out);
	l->out[at] = *r;
	l->n++;
}

const char *chinese_style_name(enum chinese_style s)
{
	static const char *const names[] = {"Pinyin", "Wade-Giles", "Cantonese"};

	return (unsigned)s < sizeof names / sizeof *names ? names[s] : "";
}

struct text { char *out; size_t cap, n; };

static void put(struct text *t, char c)
{
	if (t->n + 1 < t->cap)
		t->out[t->n] = c;
	t->n++;
}

static size_t finish(struct text *t)
{
	if (t->cap)
		t->out[t->n < t->cap ? t->n : t->cap - 1] = 0;
	return t->n + 1;
}

size_t chinese_romanise(const struct chinese_reading *r, enum chinese_style s, char *out, size_t cap)
{
	struct text t = {out, cap, 0};
	bool canton = s == CHINESE_CANTON;

	if (canton != (r->system == CHINESE_CANTONESE))
		return finish(&t);
	for (uint8_t i = 0; i < r->n; i++) {
		const struct sound_name *name;
		const char *p;
		bool starts = i == 0 || i == r->family || canton;

		if (!r->s[i].n)
			continue;
		name = chinese_names(r->system, r->s[i].option[0].syllable);
		p = s == CHINESE_PINYIN ? name->first : name->second;
		if (i && starts)
			put(&t, ' ');
		else if (i && s == CHINESE_WADE_GILES)
			put(&t, '-');
		else if (i && strchr("aeo", *p))
			put(&t, '\'');
		for (; *p; p++, starts = false)
			put(&t, starts && *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p);
	}
	return finish(&t);
}

static bool joins(uint32_t cp)
{
	return cp == 0xB7 || cp == 0x2022 || cp == 0x2027 || cp == 0x30FB || cp == 0xFF65;
}

size_t chinese_plain(const char *text, size_t n, char *out, size_t cap)
{
	struct text t = {out, cap, 0};
	bool han = false, dot = false;
	char last = 0;

	for (const char *p = text, *end = text + n; p < end;) {
		const char *from = p;
		uint32_t cp = chinese_next(&p, end);
		struct chinese_syllable s = {0};

		if (chinese_is_han(cp))
			chinese_options(chinese_han(cp, CHINESE_MANDARIN), &s);
		if (joins(cp)) {
			dot = last != 0;
			continue;
		}
		if ((dot || han || s.n) && last && last != ' ' && *from != ' ')
			put(&t, ' ');
		dot = false;
		han = s.n > 0;
		if (!han)
			for (; from < p; from++)
				put(&t, last = *from);
		else
			for (const char *w = chinese_names(CHINESE_MANDARIN, s.option[0].syllable)->first; *w; w++) {
				bool u = (unsigned char)*w == 0xC3; /* ü: v would be no word's sound */

				put(&t, last = u ? 'u' : *w);
				w += u;
			}
	}
	return finish(&t);
}
