#include "names/sino_korean.h"

#include <math.h>

struct sino_option { uint16_t mandarin; uint8_t p; };
struct sino_row { uint16_t hangul, first; uint8_t n; };
#include "sino_table.h"

/* Readings that are surer than this; of a Chinese syllable no more options than these are looked at. */
#define SINO_FIT 0.6f
enum { SINO_MANDARIN = 2, SINO_MOST = 5 };
/* Hangul that a spelling hardly stands for is left out. */
#define SINO_HANGUL 0.5f

static const struct sino_row *row_of(uint16_t hangul)
{
	size_t from = 0, to = sizeof sino_rows / sizeof *sino_rows;

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (sino_rows[middle].hangul == hangul)
			return &sino_rows[middle];
		if (sino_rows[middle].hangul < hangul)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

/* The likeliest Mandarin syllables of a Korean one: at most SINO_MOST. */
struct sino { uint16_t mandarin[SINO_MOST]; float p[SINO_MOST]; size_t n; };
static void sino_add(struct sino *s, uint16_t mandarin, float p)
{
	size_t at = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->mandarin[i] == mandarin) {
			s->p[i] = fmaxf(s->p[i], p);
			return;
		}
	if (s->n < SINO_MOST) {
		at = s->n++;
	} else {
		for (size_t i = 1; i < s->n; i++)
			if (s->p[i] < s->p[at])
				at = i;
		if (s->p[at] >= p)
			return;
	}
	s->mandarin[at] = mandarin;
	s->p[at] = p;
}

static void sino_of(const struct korean_syllable *k, struct sino *out)
{
	out->n = 0;
	for (size_t i = 0; i < k->n; i++) {
		const struct sino_row *r = k->option[i].p >= SINO_HANGUL ? row_of(k->option[i].hangul) : NULL;

		for (size_t j = 0; r && j < r->n; j++)
			sino_add(out, sino_options[r->first + j].mandarin, k->option[i].p * (float)sino_options[r->first + j].p / 255);
	}
}

static const struct korean_reading *korean_of(const struct name *x)
{
	return x->n_korean && x->korean[0].fit >= SINO_FIT && x->korean[0].n >= SINO_LEAST ? &x->korean[0] : NULL;
}

/* Han characters have their Korean reading anyhow. */
static const struct chinese_reading *chinese_of(const struct name *x)
{
	for (size_t i = 0; i < x->n_chinese; i++) {
		const struct chinese_reading *c = &x->chinese[i];

		if (c->system == CHINESE_MANDARIN && !c->han && c->fit >= SINO_FIT && c->n >= SINO_LEAST)
			return c;
	}
	return NULL;
}

static float syllable_agree(const struct korean_syllable *k, const struct chinese_syllable *c)
{
	struct sino s;
	float best = 0;

	sino_of(k, &s);
	for (size_t i = 0; i < s.n; i++)
		for (size_t j = 0; j < c->n && j < SINO_MANDARIN; j++)
			if (s.mandarin[i] == c->option[j].syllable)
				best = fmaxf(best, s.p[i] * c->option[j].p);
	return best;
}

static float agree(const struct korean_reading *k, const struct chinese_reading *c)
{
	float product = 1;

	if (!k || !c || k->n != c->n || k->family != c->family)
		return 0;
	for (size_t i = 0; i < k->n && product > 0; i++)
		product *= syllable_agree(&k->s[i], &c->s[i]);
	return product > 0 ? powf(product, 1 / (float)k->n) : 0;
}

float sino_agree(const struct name *a, const struct name *b)
{
	return fmaxf(agree(korean_of(a), chinese_of(b)), agree(korean_of(b), chinese_of(a)));
}

const struct name *sino_korean_side(const struct name *a, const struct name *b)
{
	return agree(korean_of(a), chinese_of(b)) > 0 ? a : b;
}

static uint64_t key(unsigned n, uint16_t first, uint16_t second)
{
	return ((uint64_t)n << 32 | (uint64_t)first << 16 | second) * 0x9E3779B97F4A7C15u;
}

size_t sino_keys(const struct name *x, uint64_t out[SINO_KEYS])
{
	const struct korean_reading *k = korean_of(x);
	const struct chinese_reading *c = chinese_of(x);
	size_t n = 0;

	_Static_assert(SINO_MOST * SINO_MOST + SINO_MANDARIN * SINO_MANDARIN <= SINO_KEYS, "room for keys");
	if (k) {
		struct sino first, second;

		sino_of(&k->s[0], &first);
		sino_of(&k->s[1], &second);
		for (size_t i = 0; i < first.n; i++)
			for (size_t j = 0; j < second.n; j++)
				out[n++] = key(k->n, first.mandarin[i], second.mandarin[j]);
	}
	for (size_t i = 0; c && i < c->s[0].n && i < SINO_MANDARIN; i++)
		for (size_t j = 0; j < c->s[1].n && j < SINO_MANDARIN; j++)
			out[n++] = key(c->n, c->s[0].option[i].syllable, c->s[1].option[j].syllable);
	return n;
}
