/* chinese_latin.c - Latin words cut into the syllables of Pinyin, Wade-Giles and Cantonese spelling, and read as names. */
#include "names/chinese_internal.h"

#include <math.h>
#include <string.h>

enum { WORD_LONG = 20, WORDS = CHINESE_SYLLABLES, CUTS = 3, GIVEN_MOST = 3 };

/* Letters a-z, v for u with two dots, apostrophes and breaks (hyphens, numbers of tones). */
struct word { char s[WORD_LONG + 1]; uint8_t n; };
struct cut { const struct chinese_spelling *s[GIVEN_MOST]; uint8_t n; float like; };
struct cuts { struct cut best[CUTS]; uint8_t n; };

/* A letter with or without marks as a-z; 0 when it is no letter of these spellings, 1 for a mark that stands alone. */
static char letter(uint32_t c)
{
	static const struct { uint16_t from, to; char is; } marked[] = {
		{0xC0, 0xC5, 'a'}, {0xC8, 0xCB, 'e'}, {0xCC, 0xCF, 'i'}, {0xD2, 0xD6, 'o'}, {0xD9, 0xDB, 'u'}, {0xDC, 0xDC, 'v'},
		{0xE0, 0xE5, 'a'}, {0xE8, 0xEB, 'e'}, {0xEC, 0xEF, 'i'}, {0xF2, 0xF6, 'o'}, {0xF9, 0xFB, 'u'}, {0xFC, 0xFC, 'v'},
		{0x100, 0x103, 'a'}, {0x112, 0x11B, 'e'}, {0x128, 0x12D, 'i'}, {0x143, 0x148, 'n'}, {0x14C, 0x14F, 'o'}, {0x168, 0x16D, 'u'},
		{0x1CD, 0x1CE, 'a'}, {0x1CF, 0x1D0, 'i'}, {0x1D1, 0x1D2, 'o'}, {0x1D3, 0x1D4, 'u'}, {0x1D5, 0x1DC, 'v'}, {0x1F8, 0x1F9, 'n'},
		{0x300, 0x36F, 1},
	};

	for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
		if (c >= marked[i].from && c <= marked[i].to)
			return marked[i].is;
	return 0;
}

static bool add(struct word *w, char c)
{
	if (w->n == WORD_LONG)
		return false;
	w->s[w->n++] = c;
	return true;
}

static bool read_word(const char *text, struct word *w)
{
	const char *end = text + strlen(text);

	w->n = 0;
	for (bool good = true; text < end; good = true) {
		uint32_t c = chinese_next(&text, end);
		char l = c >= 'a' && c <= 'z' ? (char)c : c >= 'A' && c <= 'Z' ? (char)(c + 32) : 0;

		if (l)
			good = add(w, l);
		else if (c == '-' || (c >= '1' && c <= '5') || (c >= 0x2010 && c <= 0x2015))
			good = add(w, '-');
		else if (c == '\'' || c == '`' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x02BB || c == 0xB4)
			good = add(w, '\'');
		else if (c == 0x308 && w->n && w->s[w->n - 1] == 'u')
			w->s[w->n - 1] = 'v';
		else if (!(l = letter(c)))
			return false;
		else if (l > 1)
			good = add(w, l);
		if (!good)
			return false;
	}
	w->s[w->n] = 0;
	return w->n > 0;
}

static const struct chinese_spelling *whole(const char *s, size_t n)
{
	uint64_t code = 0;

	if (!n || n > SPELLING_LONG)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '-')
			return NULL;
		code = spelling_code(code, s[i]);
	}
	return chinese_spelling(code);
}

/* --- how like a name ------------------------------------------------------------------------- */

static float most_like(const struct chinese_spelling *s, enum spelling_system k, bool family)
{
	enum chinese_system system = k == SPELLING_CANTON ? CHINESE_CANTONESE : CHINESE_MANDARIN;
	struct chinese_syllable o;
	float best = 0;

	chinese_options(s->list[k], &o);
	for (uint8_t i = 0; i < o.n; i++) {
		const struct chinese_sound *sound = chinese_sound(system, o.option[i].syllable);
		float x = o.option[i].p * (float)(family ? sound->family : sound->given) / 255;

		if (x > best)
			best = x;
	}
	return best * (float)s->usual[k] / 255;
}

/* --- cutting a word into syllables ----------------------------------------------------------- */

struct cutting { const struct word *w; enum spelling_system k; uint8_t most; struct cut now; struct cuts *out; };

static void keep(struct cutting *c)
{
	struct cut x = c->now;
	uint8_t i;

	/* syllables that names are made of, and few of them */
	x.like = powf(x.like, 1 / (float)x.n) * (x.n < 3 ? 1 : 0.5f);
	for (i = c->out->n; i && c->out->best[i - 1].like < x.like; i--)
		if (i < CUTS)
			c->out->best[i] = c->out->best[i - 1];
	if (i < CUTS) {
		c->out->best[i] = x;
		if (c->out->n < CUTS)
			c->out->n++;
	}
}

static void cut_from(struct cutting *c, uint8_t at)
{
	const float like = c->now.like;
	uint64_t code = 0;

	while (at < c->w->n && c->now.n && (c->w->s[at] == '-' || c->w->s[at] == '\''))
		at++;
	if (at == c->w->n) {
		if (c->now.n)
			keep(c);
		return;
	}
	if (c->now.n == c->most)
		return;
	for (uint8_t to = at; to < c->w->n && to < at + SPELLING_LONG; to++) {
		const struct chinese_spelling *s;

		if (c->w->s[to] == '-' || (c->w->s[to] == '\'' && c->k == SPELLING_PINYIN))
			return;
		if (c->w->s[to] == '\'' && c->k == SPELLING_CANTON)
			continue;
		code = spelling_code(code, c->w->s[to]);
		s = chinese_spelling(code);
		if (!s || !s->list[c->k])
			continue;
		c->now.s[c->now.n++] = s;
		c->now.like = like * (0.3f + 0.7f * most_like(s, c->k, false));
		cut_from(c, (uint8_t)(to + 1));
		c->now.n--;
		c->now.like = like;
	}
}

static void cut_word(const struct word *w, enum spelling_system k, uint8_t most, struct cuts *out)
{
	struct cutting c = {.w = w, .k = k, .most = most, .now = {.like = 1}, .out = out};

	out->n = 0;
	cut_from(&c, 0);
}

/* --- family names ---------------------------------------------------------------------------- */

/* A word that is a family name: one syllable, or two of a double one. One entry of s for each. */
struct head { const struct chinese_spelling *s[2]; uint8_t n; };

static bool double_in(const struct chinese_spelling *a, const struct chinese_spelling *b, enum spelling_system k)
{
	struct chinese_syllable x, y;

	if (!a->list[k] || !b->list[k])
		return false;
	chinese_options(a->list[k], &x);
	chinese_options(b->list[k], &y);
	return chinese_double_sound(k == SPELLING_CANTON ? CHINESE_CANTONESE : CHINESE_MANDARIN, &x, &y) != NULL;
}

static bool is_double(const struct chinese_spelling *a, const struct chinese_spelling *b)
{
	return a && b && (double_in(a, b, SPELLING_PINYIN) || double_in(a, b, SPELLING_WADE) || double_in(a, b, SPELLING_CANTON));
}

static bool single_head(const struct word *w, struct head *out)
{
	out->s[0] = whole(w->s, w->n);
	out->n = 1;
	return out->s[0] && (most_like(out->s[0], SPELLING_PINYIN, true) > 0 || most_like(out->s[0], SPELLING_WADE, true) > 0 ||
			     most_like(out->s[0], SPELLING_CANTON, true) > 0);
}

static bool double_head(const struct word *w, struct head *out)
{
	uint64_t code = 0;

	out->n = 2;
	if (w->n < 4 || w->s[0] < 'a' || w->s[1] < 'a' || !chinese_double_begins(w->s[0], w->s[1]))
		return false;
	for (size_t i = 1; i + 1 < w->n && i <= SPELLING_LONG && w->s[i - 1] != '-'; i++) {
		size_t rest = i + (w->s[i] == '-' || w->s[i] == '\'');

		code = spelling_code(code, w->s[i - 1]);
		if (w->n - rest > SPELLING_LONG)
			continue;
		out->s[0] = chinese_spelling(code);
		if (!out->s[0])
			continue;
		out->s[1] = whole(w->s + rest, w->n - rest);
		if (is_double(out->s[0], out->s[1]))
			return true;
	}
	return false;
}

/* --- names ----------------------------------------------------------------------------------- */

static void add_options(struct chinese_syllable *to, const struct chinese_syllable *from, float p)
{
	for (uint8_t i = 0; i < from->n; i++) {
		uint8_t j = 0;

		while (j < to->n && to->option[j].syllable != from->option[i].syllable)
			j++;
		if (j == to->n && to->n < CHINESE_OPTIONS)
			to->option[to->n++] = (struct chinese_option){from->option[i].syllable, p * from->option[i].p};
	}
}

/* What a spelling stands for. With `other`, Wade-Giles may be meant too, at this likelihood. */
static void set_syllable(struct chinese_syllable *out, const struct chinese_spelling *s, enum spelling_system k, float other)
{
	struct chinese_syllable wade;

	chinese_options(s->list[k], out);
	if (other <= 0)
		return;
	chinese_options(s->list[SPELLING_WADE], &wade);
	add_options(out, &wade, other);
}

/* Only what is a family name stays, the usual ones before rare ones. */
static void family_only(struct chinese_syllable *x, enum chinese_system system)
{
	struct chinese_syllable all = *x;

	x->n = 0;
	for (uint8_t i = 0; i < all.n; i++)
		if (chinese_sound(system, all.option[i].syllable)->family)
			x->option[x->n++] = all.option[i];
	if (!x->n)
		*x = all;
	for (float top = x->option[0].p; x->n && top < 1; top = 1)
		for (uint8_t i = 0; i < x->n; i++)
			x->option[i].p = fminf(1, x->option[i].p / top);
}

struct name_cut { const struct chinese_spelling *s[CHINESE_SYLLABLES]; uint8_t n, family; float like; bool reversed, hyphen; };

static float length_fit(const struct name_cut *c)
{
	unsigned given = (unsigned)(c->n - c->family);

	return given == 2 ? 1 : given == 1 ? 0.95f : given == 3 ? 0.4f : 0.2f;
}

static void add_name(const struct name_cut *c, enum spelling_system k, struct reading_list *l)
{
	struct chinese_reading r = {.system = k == SPELLING_CANTON ? CHINESE_CANTONESE : CHINESE_MANDARIN, .n = c->n, .family = c->family,
				    .reversed = c->reversed};
	bool pinyin = true, wade = true;
	float head = c->family == 2 ? 1 : most_like(c->s[0], k, true);

	for (uint8_t i = 0; i < c->n; i++) {
		pinyin = pinyin && c->s[i]->list[SPELLING_PINYIN];
		wade = wade && c->s[i]->list[SPELLING_WADE];
	}
	/* where both readings go, the one of Pinyin holds the other's options */
	if (k == SPELLING_WADE && pinyin)
		return;
	if (k == SPELLING_PINYIN && wade && c->family == 1)
		head = fmaxf(head, 0.8f * most_like(c->s[0], SPELLING_WADE, true));
	if (head <= 0)
		return;
	for (uint8_t i = 0; i < c->n; i++)
		set_syllable(&r.s[i], c->s[i], k, k == SPELLING_PINYIN && wade ? (c->hyphen ? 0.8f : 0.55f) : 0);
	if (c->family == 1)
		family_only(&r.s[0], r.system);
	r.fit = fminf(1, (0.2f + 0.8f * head) * c->like * length_fit(c));
	chinese_keep(l, &r);
}

/* The head before or after, the other words as given names, each cut by itself; the combinations of the best cuts. */
static void read_order(const struct head *h, const struct word *given, size_t n, bool reversed, struct reading_list *l)
{
	for (enum spelling_system k = 0; k < SPELLINGS; k++) {
		struct cuts cuts[WORDS];
		size_t pick[WORDS] = {0}, i;

		if (!h->s[0]->list[k] || (h->n == 2 && !double_in(h->s[0], h->s[1], k)) || (h->n == 1 && k == SPELLING_CANTON && most_like(h->s[0], k, true) <= 0))
			continue;
		for (i = 0; i < n; i++) {
			cut_word(&given[i], k, n == 1 ? 3 : 2, &cuts[i]);
			if (!cuts[i].n)
				break;
		}
		if (i < n)
			continue;
		do {
			struct name_cut c = {.n = h->n, .family = h->n, .reversed = reversed, .s = {h->s[0], h->s[h->n - 1]}, .like = 1};
			bool fits = true;

			for (i = 0; i < n; i++) {
				const struct cut *x = &cuts[i].best[pick[i]];

				if (c.n + x->n > CHINESE_SYLLABLES) {
					fits = false;
					break;
				}
				memcpy(c.s + c.n, x->s, x->n * sizeof *x->s);
				c.n = (uint8_t)(c.n + x->n);
				c.like *= powf(x->like, 1 / (float)n);
				c.hyphen |= memchr(given[i].s, '-', given[i].n) != NULL;
			}
			if (fits)
				add_name(&c, k, l);
			for (i = 0; i < n && ++pick[i] == cuts[i].n; i++)
				pick[i] = 0;
		} while (i < n);
	}
}

static void read_ends(const struct word *w, size_t n, bool reversed, struct reading_list *l)
{
	const struct word *end = reversed ? &w[n - 1] : &w[0], *rest = reversed ? w : w + 1;
	struct head h;

	if (single_head(end, &h))
		read_order(&h, rest, n - 1, reversed, l);
	if (double_head(end, &h))
		read_order(&h, rest, n - 1, reversed, l);
	if (n < 3)
		return;
	h = (struct head){{whole(w[reversed ? n - 2 : 0].s, w[reversed ? n - 2 : 0].n), whole(w[reversed ? n - 1 : 1].s, w[reversed ? n - 1 : 1].n)}, 2};
	if (is_double(h.s[0], h.s[1]))
		read_order(&h, reversed ? w : w + 2, n - 2, reversed, l);
}

size_t chinese_read_latin(const char *const *words, size_t n, struct chinese_reading out[CHINESE_READINGS])
{
	struct reading_list l = {out, 0};
	struct word w[WORDS];

	if (n < 2 || n > WORDS)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (!read_word(words[i], &w[i]))
			return 0;
	read_ends(w, n, false, &l);
	read_ends(w, n, true, &l);
	return l.n;
}
