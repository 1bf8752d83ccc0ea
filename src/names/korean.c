#include "names/korean_internal.h"

#include "korean_table.h"

#include <math.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

uint32_t korean_next(const char **p)
{
	const unsigned char *s = (const unsigned char *)*p;
	unsigned n = *s < 0x80 ? 1 : *s >= 0xF0 ? 4 : *s >= 0xE0 ? 3 : *s >= 0xC0 ? 2 : 0;
	uint32_t c = n == 1 ? *s : n == 2 ? *s & 31u : n == 3 ? *s & 15u : *s & 7u;

	for (unsigned i = 1; i < n; i++) {
		if ((s[i] & 0xC0) != 0x80) {
			n = 0;
			break;
		}
		c = c << 6 | (s[i] & 63u);
	}
	*p += n ? n : 1;
	return n ? c : 0xFFFD;
}

/* --- spellings ------------------------------------------------------------------------------------ */

struct spellings { const struct korean_spelling *v; size_t n; const struct korean_packed *options; const char *pool; };
static const struct spellings tables[2][2] = {
	{{korean_latin, COUNT(korean_latin), korean_latin_options, korean_latin_pool},
	 {korean_latin_family, COUNT(korean_latin_family), korean_latin_family_options, korean_latin_family_pool}},
	{{korean_cyrillic, COUNT(korean_cyrillic), korean_cyrillic_options, korean_cyrillic_pool},
	 {korean_cyrillic_family, COUNT(korean_cyrillic_family), korean_cyrillic_family_options, korean_cyrillic_family_pool}},
};

/* The first row of a spelling; the others, of other classes, follow it. NULL when it is none. */
static const struct korean_spelling *look_up(const struct spellings *t, const char *s, size_t n)
{
	size_t lo = 0, hi = t->n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		const struct korean_spelling *x = &t->v[mid];
		int d = memcmp(t->pool + x->at, s, x->n < n ? x->n : n);

		if (!d)
			d = (int)x->n - (int)n;
		if (!d) {
			while (x > t->v && x[-1].at == x->at)
				x--;
			return x;
		}
		if (d < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static const struct korean_spelling *next_class(const struct spellings *t, const struct korean_spelling *x)
{
	return x + 1 < t->v + t->n && x[1].at == x->at ? x + 1 : NULL;
}

static void fill(const struct spellings *t, const struct korean_spelling *x, struct korean_syllable *out)
{
	out->n = x->options < KOREAN_OPTIONS ? x->options : KOREAN_OPTIONS;
	for (size_t i = 0; i < out->n; i++)
		out->option[i] = (struct korean_option){t->options[x->first + i].hangul, (float)t->options[x->first + i].p / 255};
}

uint16_t korean_alternate(uint16_t h)
{
	unsigned o = hangul_onset(h), v = hangul_vowel(h), c = hangul_coda(h);
	bool soft = v == 2 || v == 3 || v == 6 || v == 7 || v == 12 || v == 17 || v == 20;

	if (o == 5)
		return hangul_join(soft ? 11 : 2, v, c);
	if (o == 2 && soft)
		return hangul_join(11, v, c);
	return 0;
}

bool korean_is_family(uint16_t h)
{
	size_t lo = 0, hi = COUNT(korean_families);

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (korean_families[mid] == h)
			return true;
		if (korean_families[mid] < h)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}

/* A word in letters alone: lower case, no hyphens and apostrophes, no marks over vowels. 0 when there are others. */
static size_t plain(const char *word, bool cyrillic, char out[SPELT_LONG])
{
	size_t n = 0;

	while (*word) {
		const char *from = word;
		uint32_t c = korean_next(&word);
		size_t len = (size_t)(word - from);

		if (c == '\'' || c == '-' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == '`' || (c >= 0x300 && c < 0x370))
			continue;
		if (c >= 'A' && c <= 'Z')
			c += 32;
		if (!cyrillic && (c == 0x14F || c == 0x14E || c == 0xF3))
			c = 'o';
		if (!cyrillic && (c == 0x16D || c == 0x16C))
			c = 'u';
		if (cyrillic ? (c < 0x430 || c > 0x451) : (c < 'a' || c > 'z'))
			return 0;
		if (n + len >= SPELT_LONG)
			return 0;
		if (cyrillic) {
			memcpy(out + n, from, len);
			n += len;
		} else {
			out[n++] = (char)c;
		}
	}
	out[n] = 0;
	return n;
}

/* --- cutting words into syllables ------------------------------------------------------------------ */

struct cut { const struct korean_spelling *s[KOREAN_SYLLABLES]; uint8_t n; float strength; };
enum { CUTS = 4, SYLLABLE_LONG = 14 };
struct cutting { const struct spellings *t; struct cut best[CUTS]; size_t n; struct cut now; };

static void keep(struct cutting *c)
{
	struct cut x = c->now;
	size_t i;

	/* few syllables and common ones first */
	x.strength = x.strength / (float)x.n - 6 * (float)x.n;
	for (i = c->n; i && c->best[i - 1].strength < x.strength; i--)
		if (i < CUTS)
			c->best[i] = c->best[i - 1];
	if (i < CUTS) {
		c->best[i] = x;
		c->n += c->n < CUTS;
	}
}

static void cut_from(struct cutting *c, const char *s, size_t n, size_t most)
{
	if (!n) {
		if (c->now.n)
			keep(c);
		return;
	}
	if (c->now.n == most)
		return;
	for (size_t len = n < SYLLABLE_LONG ? n : SYLLABLE_LONG; len; len--) {
		for (const struct korean_spelling *x = look_up(c->t, s, len); x; x = next_class(c->t, x)) {
			c->now.s[c->now.n++] = x;
			c->now.strength += (float)x->strength / 8;
			cut_from(c, s + len, n - len, most);
			c->now.n--;
			c->now.strength -= (float)x->strength / 8;
		}
	}
}

/* --- whole names ------------------------------------------------------------------------------------ */

struct spelt { char text[SPELT_LONG]; size_t n; };

static void add_reading(struct korean_reading out[KOREAN_READINGS], size_t *n, const struct korean_reading *r)
{
	size_t i;

	if (r->fit < 0.2f)
		return;
	for (i = *n; i && out[i - 1].fit < r->fit; i--)
		if (i < KOREAN_READINGS)
			out[i] = out[i - 1];
	if (i < KOREAN_READINGS) {
		out[i] = *r;
		*n += *n < KOREAN_READINGS;
	}
}

static float fit(float strength)
{
	/* strengths are bits above 2^-8: a syllable met once among 3,500 names has about 8, a usual one 14 */
	float f = (strength - 5) / 8;

	return f < 0 ? 0 : f > 1 ? 1 : f;
}

/* A family name, of one syllable (a row of the table) or of two, and the rows of the given syllables. */
struct row {
	const struct spellings *t;
	const struct korean_spelling *family, *given[KOREAN_SYLLABLES];
	uint16_t two[2];
	size_t n;
	bool reversed;
};
#define FAMILY_TWO 10 /* strength of a syllable of a family name of two */

static void add_row(const struct row *x, float worth, struct korean_reading out[KOREAN_READINGS], size_t *n)
{
	unsigned family = x->two[0] ? 2 : 1;

	for (const struct korean_spelling *f = x->family; x->two[0] || f; f = f ? next_class(&x->t[1], f) : NULL) {
		struct korean_reading r = {.n = (uint8_t)(x->n + family), .family = (uint8_t)family, .reversed = x->reversed};
		float strength = x->two[0] ? 2 * FAMILY_TWO : (float)f->strength / 8;
		unsigned given = (unsigned)x->n;

		if (x->two[0])
			for (unsigned i = 0; i < 2; i++)
				r.s[i] = (struct korean_syllable){.option = {{x->two[i], 1}}, .n = 1};
		else
			fill(&x->t[1], f, &r.s[0]);
		for (size_t i = 0; i < x->n; i++) {
			fill(&x->t[0], x->given[i], &r.s[i + family]);
			strength += (float)x->given[i]->strength / 8;
		}
		r.fit = worth * fit(strength / (float)r.n) * (given == 2 ? 1 : given == 1 || given == 3 ? 0.9f : 0.7f);
		add_reading(out, n, &r);
		if (x->two[0])
			return;
	}
}

static bool stands_for(const struct spellings *t, const struct korean_spelling *x, uint16_t hangul)
{
	for (; x; x = next_class(t, x))
		for (size_t i = 0; i < x->options; i++)
			if (t->options[x->first + i].hangul == hangul)
				return true;
	return false;
}

/* A family name of two syllables in one word: Namgung, Hwangbo, Sunwoo. */
static bool family_two(const struct spellings t[2], const struct spelt *w, uint16_t out[2])
{
	const struct korean_spelling *cut[SYLLABLE_LONG + 1][2]; /* where both halves are syllables */
	size_t n = 0;

	/* they begin with 황 남 제 사 선 서 독 동 망 */
	if (w->n < 5 || (t == tables[0] && !strchr("hwnjcsdtm", w->text[0])))
		return false;
	for (size_t i = 2; i + 1 < w->n && i <= SYLLABLE_LONG; i++)
		if ((cut[n][0] = look_up(&t[0], w->text, i)) && (cut[n][1] = look_up(&t[0], w->text + i, w->n - i)))
			n++;
	for (size_t k = 0; k < COUNT(korean_families2) && n; k++)
		for (size_t i = 0; i < n; i++)
			if (stands_for(&t[0], cut[i][0], korean_families2[k][0]) && stands_for(&t[0], cut[i][1], korean_families2[k][1])) {
				memcpy(out, korean_families2[k], 2 * sizeof *out);
				return true;
			}
	return false;
}

/* Sounds that changed where syllables met in one written word (MR, Revised): kungnyol is 국렬, kamnyong 갑룡, sillyong 신룡. False when none may have. */
static bool unassimilate(struct row *x, const bool *begins)
{
	static const struct { const char *end, *next; char first; } changes[] = {{"ng", "nm", 'k'}, {"m", "nm", 'p'}, {"l", "l", 'n'}};
	bool changed = false;

	for (size_t i = 0; i + 1 < x->n; i++) {
		const char *s = x->t[0].pool + x->given[i]->at, *next = x->t[0].pool + x->given[i + 1]->at;
		size_t n = x->given[i]->n;

		for (size_t k = 0; !begins[i + 1] && k < COUNT(changes); k++) {
			size_t end = strlen(changes[k].end);
			char other[SYLLABLE_LONG + 1];
			const struct korean_spelling *to;

			if (n <= end || n - end >= SYLLABLE_LONG || memcmp(s + n - end, changes[k].end, end) || !strchr(changes[k].next, *next))
				continue;
			memcpy(other, s, n - end);
			other[n - end] = changes[k].first;
			to = look_up(&x->t[0], other, n - end + 1);
			if (to)
				x->given[i] = to, changed = true;
			break;
		}
	}
	return changed;
}
#define ASSIMILATED 0.9f /* what such a reading is worth beside the plain one */

/* Family name and given words, each cut by itself; the combinations of the best cuts. */
static void read_order(const struct spellings t[2], const struct spelt *family, const struct spelt *given, size_t n_given, bool reversed,
		       struct korean_reading out[KOREAN_READINGS], size_t *n)
{
	const struct korean_spelling *f = look_up(&t[1], family->text, family->n);
	struct cutting c[KOREAN_SYLLABLES];
	size_t pick[KOREAN_SYLLABLES] = {0};
	uint16_t two[2] = {0};

	if ((!f && !family_two(t, family, two)) || !n_given || n_given >= KOREAN_SYLLABLES)
		return;
	for (size_t i = 0; i < n_given; i++) {
		c[i].t = &t[0];
		c[i].n = 0;
		c[i].now = (struct cut){.n = 0};
		cut_from(&c[i], given[i].text, given[i].n, n_given == 1 ? 4 : 2);
		if (!c[i].n)
			return;
	}
	for (bool more = true; more;) {
		struct row x = {.t = t, .family = f, .two = {two[0], two[1]}, .reversed = reversed};
		const size_t family_n = two[0] ? 2 : 1;
		bool begins[KOREAN_SYLLABLES] = {false}, fits = true;

		for (size_t i = 0; i < n_given && fits; i++) {
			begins[x.n] = true;
			for (size_t k = 0; k < c[i].best[pick[i]].n && (fits = x.n + family_n < KOREAN_SYLLABLES); k++)
				x.given[x.n++] = c[i].best[pick[i]].s[k];
		}
		if (fits) {
			add_row(&x, 1, out, n);
			if (t == tables[0] && unassimilate(&x, begins))
				add_row(&x, ASSIMILATED, out, n);
		}
		more = false;
		for (size_t i = 0; i < n_given && !more; i++) {
			more = ++pick[i] < c[i].n;
			if (!more)
				pick[i] = 0;
		}
	}
}

static size_t read_spelt(const char *const *words, size_t n, bool cyrillic, struct korean_reading out[KOREAN_READINGS])
{
	const struct spellings *t = tables[cyrillic];
	struct spelt w[KOREAN_SYLLABLES];
	size_t found = 0;

	if (n < 2 || n > KOREAN_SYLLABLES)
		return 0;
	/* soon done with the names of others: no family name at either end */
	for (size_t i = 0; i < n; i += n - 1) {
		uint16_t two[2];

		w[i].n = plain(words[i], cyrillic, w[i].text);
		found += w[i].n && (look_up(&t[1], w[i].text, w[i].n) || family_two(t, &w[i], two));
	}
	if (!found)
		return 0;
	for (size_t i = 1; i + 1 < n; i++)
		w[i].n = plain(words[i], cyrillic, w[i].text);
	for (size_t i = 0; i < n; i++)
		if (!w[i].n)
			return 0;
	found = 0;
	read_order(t, &w[0], w + 1, n - 1, false, out, &found);
	read_order(t, &w[n - 1], w, n - 1, true, out, &found);
	return found;
}

size_t korean_read_latin(const char *const *words, size_t n, struct korean_reading out[KOREAN_READINGS])
{
	return read_spelt(words, n, false, out);
}
size_t korean_read_cyrillic(const char *const *words, size_t n, struct korean_reading out[KOREAN_READINGS])
{
	return read_spelt(words, n, true, out);
}

/* --- Hangul and Hanja --------------------------------------------------------------------------------- */

static void set_hangul(struct korean_syllable *s, uint16_t h, bool family)
{
	uint16_t other = korean_alternate(h);

	s->n = 0;
	s->option[s->n++] = (struct korean_option){h, 1};
	if (other)
		s->option[s->n++] = (struct korean_option){other, family ? 0.95f : 0.6f};
	/* 이 may stand for the North's 리, 여 for 녀 */
	if (hangul_onset(h) == 11)
		for (unsigned onset = 2; onset <= 5 && s->n < KOREAN_OPTIONS; onset += 3)
			if (korean_alternate(hangul_join(onset, hangul_vowel(h), hangul_coda(h))) == h)
				s->option[s->n++] = (struct korean_option){hangul_join(onset, hangul_vowel(h), hangul_coda(h)), family ? 0.95f : 0.6f};
	if (hangul_onset(h) == 2 && korean_alternate(hangul_join(5, hangul_vowel(h), hangul_coda(h))) == h && s->n < KOREAN_OPTIONS)
		s->option[s->n++] = (struct korean_option){hangul_join(5, hangul_vowel(h), hangul_coda(h)), family ? 0.95f : 0.6f};
}

static unsigned family_length(const uint16_t *h, size_t n)
{
	for (size_t i = 0; i < COUNT(korean_families2); i++)
		if (n > 2 && korean_families2[i][0] == h[0] && korean_families2[i][1] == h[1])
			return 2;
	return n && korean_is_family(h[0]) ? 1 : 0;
}

/* Syllables of a name of Hangul, given that `first` syllables stand before the rest in writing (0: as they are). */
static void hangul_order(const uint16_t *h, size_t n, size_t first, struct korean_reading out[KOREAN_READINGS], size_t *found)
{
	struct korean_reading r = {.n = (uint8_t)n, .reversed = first > 0, .exact = true};
	uint16_t v[KOREAN_SYLLABLES];

	for (size_t i = 0; i < n; i++)
		v[i] = h[(i + first) % n];
	r.family = (uint8_t)family_length(v, n);
	r.fit = r.family ? (n <= 4 ? 1 : 0.6f) : 0.1f;
	for (size_t i = 0; i < n; i++)
		set_hangul(&r.s[i], v[i], i < r.family);
	add_reading(out, found, &r);
}

size_t korean_read_hangul(const char *const *words, size_t n, struct korean_reading out[KOREAN_READINGS])
{
	uint16_t h[KOREAN_SYLLABLES];
	size_t k = 0, found = 0, last = 0;

	for (size_t i = 0; i < n; i++) {
		last = k;
		for (const char *p = words[i]; *p;) {
			uint32_t c = korean_next(&p);

			if (c == '-' || c == '\'')
				continue;
			if (!is_hangul(c) || k == KOREAN_SYLLABLES)
				return 0;
			h[k++] = (uint16_t)c;
		}
	}
	if (k < 2)
		return 0;
	hangul_order(h, k, 0, out, &found);
	/* "종은 김": the family name in a word of its own at the end */
	if (n > 1 && k - last <= 2 && last)
		hangul_order(h, k, last, out, &found);
	return found;
}

static const uint16_t *hanja(uint32_t c)
{
	size_t lo = 0, hi = COUNT(korean_hanja);

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (korean_hanja[mid].han == c)
			return korean_hanja[mid].hangul;
		if (korean_hanja[mid].han < c)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static void add_option(struct korean_syllable *s, uint16_t h, float p)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->option[i].hangul == h)
			return;
	if (s->n < KOREAN_OPTIONS)
		s->option[s->n++] = (struct korean_option){h, p};
}

static unsigned coarse(uint16_t h);
static bool set_hanja(struct korean_syllable *s, uint32_t c, bool family)
{
	const uint16_t *h = hanja(c);
	float p = 1;

	s->n = 0;
	for (size_t i = 0; h && i < 3 && h[i]; i++) {
		struct korean_syllable one;

		if (family && !korean_is_family(h[i]))
			continue;
		/* readings of another class would need a key of their own: the usual one stands */
		if (s->n && coarse(h[i]) != coarse(s->option[0].hangul))
			continue;
		set_hangul(&one, h[i], family);
		for (size_t k = 0; k < one.n; k++)
			add_option(s, one.option[k].hangul, p * one.option[k].p);
		p *= 0.7f;
	}
	return s->n > 0;
}

size_t korean_read_hanja(const char *const *words, size_t n, struct korean_reading out[KOREAN_READINGS])
{
	uint32_t c[KOREAN_SYLLABLES];
	size_t k = 0, found = 0, last = 0;

	for (size_t i = 0; i < n; i++) {
		last = k;
		for (const char *p = words[i]; *p;) {
			if (k == KOREAN_SYLLABLES)
				return 0;
			c[k++] = korean_next(&p);
		}
	}
	if (k < 2 || k > 4)
		return 0;
	for (size_t first = 0; first < 2; first++) {
		size_t from = first ? last : 0;
		struct korean_reading r = {.n = (uint8_t)k, .family = 1, .reversed = first > 0, .fit = 0.8f};
		bool good = !first || (n > 1 && last && k - last == 1);

		for (size_t i = 0; i < k && good; i++)
			good = set_hanja(&r.s[i], c[(i + from) % k], i == 0);
		if (good)
			add_reading(out, &found, &r);
	}
	return found;
}

/* --- agreement --------------------------------------------------------------------------------------- */

/* Syllables that share a spelling are of one class: tools/make_korean.py has the same table and keeps to it. */
static unsigned coarse(uint16_t h)
{
	static const uint8_t onsets[] = {1, 1, 6, 2, 2, 6, 7, 3, 3, 4, 4, 6, 5, 5, 5, 1, 2, 3, 8};
	static const uint8_t vowels[] = {1, 3, 2, 3, 4, 3, 5, 3, 4, 7, 8, 8, 5, 4, 4, 8, 6, 5, 4, 6, 6};
	static const uint8_t codas[] = {0, 1, 1, 1, 2, 2, 2, 7, 4, 1, 5, 4, 4, 4, 6, 4, 5, 6, 6, 7, 7, 3, 7, 7, 1, 7, 6, 0};

	return onsets[hangul_onset(h)] * 64u + vowels[hangul_vowel(h)] * 8u + codas[hangul_coda(h)];
}

uint64_t korean_key(const struct korean_reading *r)
{
	uint64_t h = 0x4B6F7265u + r->n;

	for (size_t i = 0; i < r->n; i++)
		h = (h ^ coarse(r->s[i].option[0].hangul)) * 0x9E3779B97F4A7C15u;
	return h ^ h >> 31;
}

float korean_agree(const struct korean_reading *a, const struct korean_reading *b, unsigned *weakest)
{
	float product = 1, least = 2;

	if (a->n != b->n || !a->n)
		return 0;
	for (unsigned i = 0; i < a->n; i++) {
		float best = 0;

		for (size_t k = 0; k < a->s[i].n; k++)
			for (size_t l = 0; l < b->s[i].n; l++) {
				float p = a->s[i].option[k].p * b->s[i].option[l].p;

				if (a->s[i].option[k].hangul == b->s[i].option[l].hangul && p > best)
					best = p;
			}
		if (best <= 0)
			return 0;
		if (best < least) {
			least = best;
			if (weakest)
				*weakest = i;
		}
		product *= best;
	}
	return powf(product, 1 / (float)a->n);
}
