#include "names/compare.h"

#include "names/acronym.h"
#include "names/sino_korean.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *match_how_name(enum match_how h)
{
	static const char *const names[HOWS] = {"same", "sounds the same", "spelling", "same word", "initial", "joined", "left out", "against"};

	return h < HOWS ? names[h] : "";
}

const char *compare_way_name(enum compare_way w)
{
	static const char *const names[] = {"nothing in common", "written the same", "part by part", "Korean syllables", "Chinese syllables", "acronym",
					   "Korean syllables by the Mandarin of their characters"};

	return (size_t)w < sizeof names / sizeof *names ? names[w] : "";
}

unsigned compare_forms(const struct name_form *a, const struct name_form *b, bool plain)
{
	unsigned most = spelling_most(a->n, b->n);

	if (spelling_bound(&a->signature, &b->signature) > most)
		return SPELLING_FAR;
	return spelling_distance(a->s, a->n, b->s, b->n, most, plain);
}

/* A word of so few letters is soon another's by one slip. */
enum { SLIP_LETTERS = 4 /* of both words together */, SLIP_SHORT_LETTERS = 3, SLIP_SHORT = 24 };

/* One slip of the fingers in the Latin letters of two words that are otherwise at cost c: whichever costs less. */
static unsigned with_slip(const char *v, const char *w, unsigned c)
{
	size_t nv = strlen(v), nw = strlen(w);
	unsigned slip = nv <= SLIP_SHORT_LETTERS || nw <= SLIP_SHORT_LETTERS ? SLIP_SHORT : COMPARE_SLIP;

	return slip < c && nv + nw >= SLIP_LETTERS && spelling_one_error(v, nv, w, nw) ? slip : c;
}

/* The form of a part as it was written, not as its table calls it. */
static size_t spelt(const struct name_part *p)
{
	return p->canonical && p->n_forms > 1;
}

bool name_join(const struct name *x, size_t i, size_t parts, struct name_form *f)
{
	char word[3 * TRANSLIT_LONG] = "";
	size_t n = 0;
	bool heavy = false;

	if (i + parts > x->n)
		return false;
	for (size_t k = i; k < i + parts; k++) {
		const struct name_part *p = &x->part[k];
		const char *latin;

		if (!p->n_forms || p->kind == PART_NUMBER || p->kind == PART_INITIAL)
			return false;
		heavy |= !part_light(p->kind);
		latin = x->pool + p->form[spelt(p)].latin;
		n += strlen(latin);
		if (n >= sizeof word)
			return false;
		memcpy(word + n - strlen(latin), latin, strlen(latin));
	}
	memset(f, 0, sizeof *f);
	f->n = (uint8_t)fold_word(word, n, f->s);
	if (!heavy || f->n < JOIN_LEAST)
		return false;
	spelling_sign(f->s, f->n, &f->signature);
	return true;
}

enum { HEARD_LEAST = 3, HEARD_FOREIGN = 4 /* characters */ };

/* One way to lay parts on parts. */
struct option { struct part_match m; float gain; };
enum { OPTIONS_MOST = 512 };
struct work {
	const struct name *a, *b;
	bool plain;
	struct option option[OPTIONS_MOST];
	size_t n;
	bool used_a[NAME_PARTS], used_b[NAME_PARTS];
	bool same_a[NAME_PARTS], same_b[NAME_PARTS]; /* has a partner that sounds the same */
	unsigned cost, letters, dearest, matches; /* dearest: the cost of the part that changed most */
	unsigned out;            /* parts that one side leaves out */
	unsigned slips, changes; /* parts with one slip of the fingers; parts with any change of spelling */
	float left_a, left_b, found, spared;
};

/* told: what the match tells; bits: what makes it dearer than others. */
static void offer(struct work *w, struct part_match m, float told, float bits)
{
	if (w->n == OPTIONS_MOST)
		return;
	m.bits = told;
	w->option[w->n++] = (struct option){m, bits * (1 - 0.4f * (float)m.cost / SPELLING_UNIT) + 0.5f};
}

static bool wordlike(const struct name_part *p)
{
	return p->kind == PART_WORD || p->kind == PART_COMMON || p->kind == PART_PLACE;
}

bool compare_hears(const struct name *x, const struct name_part *p)
{
	size_t least = SIZE_MAX, most = 0;

	if (p->script != SCRIPT_HAN || p->words != 1 || !p->n_forms)
		return false;
	if (x->n == 1)
		return true;
	/* a name in parts of two characters, or of one, is Chinese or Japanese, unless one of them is too long for that */
	for (size_t i = 0; i < x->n; i++) {
		size_t n = strlen(name_pool(x, x->part[i].text)) / 3;

		least = n < least ? n : least;
		most = n > most ? n : most;
	}
	return most >= HEARD_FOREIGN ? strlen(name_pool(x, p->text)) >= 6 : least >= HEARD_LEAST;
}

/* A Latin word against Han characters that may write it by sound, in the units of spelling; SPELLING_FAR when they hardly do. */
static unsigned heard(const struct name *x, const struct name_part *p, const struct name_form *f)
{
	const char *han = name_pool(x, p->text);
	float bits = compare_hears(x, p) ? chinese_heard(han, strlen(han), f->s, f->n) : HUGE_VALF;

	return bits <= COMPARE_HEARD_MOST ? (unsigned)(bits * COMPARE_HEARD_COST) : SPELLING_FAR;
}

/* What sounds the same in two spellings costs no more. */
enum { SAME_COST = 1 };

static bool of_syllables(enum script s)
{
	return s == SCRIPT_HAN || s == SCRIPT_HANGUL;
}

/* Antonio and Antonia, Joaquín and Joaquina are a man and a woman: an a at the end that the other lacks or has an o for. Who asks for one that is
 * known as a part of names meant it. */
enum { OTHER_GENDER = 16 };
static bool gendered(const char *v, const char *w)
{
	size_t n = strlen(v), m = strlen(w);

	if (n < m)
		return gendered(w, v);
	if (n < 4 || memcmp(v, w, n - 1) != 0)
		return false;
	return n == m ? (v[n - 1] == 'a' && w[n - 1] == 'o') || (v[n - 1] == 'o' && w[n - 1] == 'a') : v[n - 1] == 'a' && n == m + 1;
}

static bool other_gender(const struct work *w, const struct name_part *p, const char *v, const char *u)
{
	return p->kind == PART_WORD && w->a->use == WORD_FOR_PERSON && gendered(v, u) && words_known(v, WORD_FOR_PERSON);
}

static void pair(struct work *w, size_t i, size_t j)
{
	const struct name_part *p = &w->a->part[i], *q = &w->b->part[j];
	struct part_match m = {(uint8_t)i, 1, (uint8_t)j, 1, 0, 0, HOW_SPELLING, SPELLING_FAR, 0};
	float bits = compare_lower(p->bits, q->bits);
	bool slips = part_slips(p) && part_slips(q);
	/* characters of syllables are not misspelt in another script's letters: they are read so, or not */
	unsigned exact = p->script != q->script && (of_syllables(p->script) || of_syllables(q->script)) ? SAME_COST : SPELLING_FAR - 1;

	if (p->kind == PART_NUMBER || q->kind == PART_NUMBER) {
		if (p->kind == q->kind && p->number == q->number) {
			m.cost = 0;
			m.how = HOW_WORD;
			offer(w, m, bits, bits);
		}
		return;
	}
	if (!wordlike(p) || !wordlike(q) || !scripts_comparable(p->script, q->script))
		return;
	for (size_t f = 0; f < p->n_forms; f++)
		for (size_t g = 0; g < q->n_forms; g++) {
			unsigned c = compare_forms(&p->form[f], &q->form[g], w->plain);

			if (c > exact && c != SPELLING_FAR)
				continue;
			if (c > SPELLING_UNIT && slips)
				c = with_slip(name_pool(w->a, p->form[f].latin), name_pool(w->b, q->form[g].latin), c);
			if (slips && c && c < SPELLING_FAR - OTHER_GENDER &&
			    other_gender(w, p, name_pool(w->a, p->form[f].latin), name_pool(w->b, q->form[g].latin)))
				c += OTHER_GENDER;
			if (c < m.cost) {
				m.cost = (uint8_t)c;
				m.a_form = (uint8_t)f;
				m.b_form = (uint8_t)g;
			}
		}
	if (p->script != q->script && p->n_forms && q->n_forms) {
		unsigned c = p->script == SCRIPT_HAN ? heard(w->a, p, &q->form[0]) : heard(w->b, q, &p->form[0]);

		if (c < m.cost)
			m.cost = (uint8_t)c;
	}
	if (m.cost == SPELLING_FAR)
		return;
	if (!m.cost) {
		/* across scripts, and by another reading than the first, nothing is quite the same */
		bool same = p->script == q->script && !m.a_form && !m.b_form && !strcmp(name_pool(w->a, p->form[m.a_form].latin), name_pool(w->b, q->form[m.b_form].latin));

		m.how = same ? HOW_SAME : HOW_SOUND;
		if (p->canonical && q->canonical && p->canonical == q->canonical)
			m.how = HOW_WORD;
		m.cost = same || (m.how == HOW_WORD && !strcmp(name_pool(w->a, p->text), name_pool(w->b, q->text))) ? 0 : 1;
		w->same_a[i] = w->same_b[j] = true;
	}
	offer(w, m, bits, bits);
}

static float span_bits(const struct name *x, size_t from, size_t n)
{
	float bits = 0;

	for (size_t i = from; i < from + n; i++)
		bits += x->part[i].bits;
	return bits;
}

/* Is there a part of `one` without a partner that begins as parts joined from i on would? */
static bool may_begin(const struct name *many, size_t i, const struct name *one, const bool *same)
{
	const struct name_part *p = &many->part[i];
	uint8_t first = p->form[spelt(p)].s[0];

	for (size_t j = 0; j < one->n; j++)
		for (size_t g = 0; g < one->part[j].n_forms && wordlike(&one->part[j]) && !same[j]; g++)
			if (one->part[j].form[g].s[0] == first)
				return true;
	return false;
}

/* Does the name have this part twice, so that its partner may be the other's? */
static bool repeated(const struct name *x, size_t i)
{
	for (size_t k = 0; k < x->n; k++)
		if (k != i && x->part[k].n_forms && x->part[i].n_forms && x->part[k].form[0].n == x->part[i].form[0].n &&
		    !memcmp(x->part[k].form[0].s, x->part[i].form[0].s, x->part[i].form[0].n))
			return true;
	return false;
}

/* Parts of `many` from i on, joined, against each part of `one`. What has a partner that sounds the same is not joined. */
static void joins(struct work *w, const struct name *many, const struct name *one, bool many_is_a)
{
	const bool *same = many_is_a ? w->same_a : w->same_b, *other = many_is_a ? w->same_b : w->same_a;

	for (size_t i = 0; i < many->n; i++) {
		if (!many->part[i].n_forms || !may_begin(many, i, one, other))
			continue;
		for (size_t parts = 2; parts <= JOIN_PARTS && i + parts <= many->n; parts++) {
			struct name_form f;
			float span = span_bits(many, i, parts);

			if ((same[i] && !repeated(many, i)) || (same[i + parts - 1] && !repeated(many, i + parts - 1)))
				break;
			if (!name_join(many, i, parts, &f))
				continue;
			for (size_t j = 0; j < one->n; j++) {
				const struct name_part *q = &one->part[j];
				unsigned c = SPELLING_FAR;
				uint8_t form = 0;
				struct part_match m;

				if (other[j] || !scripts_comparable(many->part[i].script, q->script))
					continue;
				for (size_t g = 0; g < q->n_forms && wordlike(q); g++) {
					unsigned d = q->form[g].s[0] == f.s[0] ? compare_forms(&f, &q->form[g], w->plain) : SPELLING_FAR;

					if (d < c)
						c = d, form = (uint8_t)g;
				}
				if (c > JOIN_MOST)
					continue;
				c += JOIN_COST;
				m = many_is_a ? (struct part_match){(uint8_t)i, (uint8_t)parts, (uint8_t)j, 1, 0, form, HOW_JOINED, (uint8_t)c, 0}
					      : (struct part_match){(uint8_t)j, 1, (uint8_t)i, (uint8_t)parts, form, 0, HOW_JOINED, (uint8_t)c, 0};
				offer(w, m, compare_lower(span, q->bits), compare_higher(span, q->bits));
			}
		}
	}
}

/* Dearest first; then where the parts stand, so that the order of the two names does not matter. */
static int by_gain(const void *x, const void *y)
{
	const struct option *p = x, *q = y;
	int dp, dq;

	if (p->gain != q->gain)
		return p->gain > q->gain ? -1 : 1;
	dp = abs((int)p->m.a - (int)p->m.b), dq = abs((int)q->m.a - (int)q->m.b);
	if (dp != dq)
		return dp - dq;
	dp = p->m.a + p->m.b, dq = q->m.a + q->m.b;
	return dp != dq ? dp - dq : (int)p->m.a - (int)q->m.a;
}

static bool is_free(const bool *used, size_t from, size_t n)
{
	for (size_t i = from; i < from + n; i++)
		if (used[i])
			return false;
	return true;
}

static unsigned span_letters(const struct name *x, size_t from, size_t n)
{
	unsigned letters = 0;

	for (size_t i = from; i < from + n; i++)
		letters += x->part[i].n_forms ? x->part[i].form[0].n : 1;
	return letters;
}

static bool is_slip(const struct work *w, const struct part_match *m)
{
	const char *v, *u;

	if (m->how != HOW_SPELLING || m->a_n != 1 || m->b_n != 1 || !part_slips(&w->a->part[m->a]) || !part_slips(&w->b->part[m->b]))
		return false;
	v = name_pool(w->a, w->a->part[m->a].form[m->a_form].latin), u = name_pool(w->b, w->b->part[m->b].form[m->b_form].latin);
	return spelling_one_error(v, strlen(v), u, strlen(u)) && !other_gender(w, &w->a->part[m->a], v, u);
}

static void take(struct work *w, const struct part_match *m, struct comparison *out)
{
	memset(w->used_a + m->a, 1, m->a_n);
	memset(w->used_b + m->b, 1, m->b_n);
	w->cost += m->cost;
	if (m->cost > w->dearest)
		w->dearest = m->cost;
	w->letters += span_letters(w->a, m->a, m->a_n) + span_letters(w->b, m->b, m->b_n);
	w->found += m->bits;
	w->matches++;
	w->changes += m->cost > SAME_COST;
	w->slips += is_slip(w, m);
	if (out->n < sizeof out->match / sizeof *out->match)
		out->match[out->n++] = *m;
}

static bool begins(const struct name *x, const struct name_part *initial, const struct name *y, const struct name_part *word)
{
	for (size_t f = 0; f < word->n_forms; f++)
		if (name_pool(y, word->form[f].latin)[0] == name_pool(x, initial->form[0].latin)[0])
			return true;
	return false;
}

/* Initials that are left against words, or initials, that are left. */
static void take_initials(struct work *w, struct comparison *out)
{
	for (size_t i = 0; i < w->a->n; i++)
		for (size_t j = 0; j < w->b->n; j++) {
			const struct name_part *p = &w->a->part[i], *q = &w->b->part[j];
			bool one = p->kind == PART_INITIAL, two = q->kind == PART_INITIAL;

			if (w->used_a[i] || w->used_b[j] || (!one && !two) || !p->n_forms || !q->n_forms || !scripts_comparable(p->script, q->script))
				continue;
			if ((one && (two || wordlike(q)) && begins(w->a, p, w->b, q)) || (two && wordlike(p) && begins(w->b, q, w->a, p)))
				take(w, &(struct part_match){(uint8_t)i, 1, (uint8_t)j, 1, 0, 0, HOW_INITIAL, one && two ? 0 : 6, 1.5f}, out);
		}
}

/* What nobody took: against each other, or left out. */
static void leave(struct work *w, struct comparison *out)
{
	float *left[2] = {&w->left_a, &w->left_b}, patronymic[2] = {0};

	for (int side = 0; side < 2; side++) {
		const struct name *x = side ? w->b : w->a;
		const bool *used = side ? w->used_b : w->used_a;

		for (size_t i = 0; i < x->n; i++)
			if (!used[i]) {
				*left[side] += x->part[i].bits;
				patronymic[side] += x->part[i].patronymic ? x->part[i].bits : 0;
			}
	}
	for (int side = 0; side < 2; side++)
		if (*left[!side] <= 0)
			w->spared = (1 - COMPARE_PATRONYMIC) * patronymic[side];
	for (int side = 0; side < 2; side++) {
		const struct name *x = side ? w->b : w->a;
		const bool *used = side ? w->used_b : w->used_a;

		for (size_t i = 0; i < x->n && out->n < sizeof out->match / sizeof *out->match; i++) {
			enum match_how how = *left[!side] > 0 ? HOW_AGAINST : HOW_LEFT_OUT;
			struct part_match m = {0, 0, 0, 0, 0, 0, how, 0, x->part[i].bits};

			if (used[i] || part_light(x->part[i].kind))
				continue;
			w->out += how == HOW_LEFT_OUT && x->part[i].kind == PART_WORD && !x->part[i].patronymic;
			if (side)
				m.b = (uint8_t)i, m.b_n = 1;
			else
				m.a = (uint8_t)i, m.a_n = 1;
			out->match[out->n++] = m;
		}
	}
}

/* --- what the score loses ------------------------------------------------------------------- */

/* What is left on both sides stands against the match; the rest of the one side was left out, at `rate` of its share of that side. */
static float lost_unmatched(float wa, float left_a, float wb, float left_b, float rate, float *against)
{
	float x = compare_lower(left_a, left_b), o = compare_higher(left_a, left_b) - x, small = compare_lower(wa, wb), of = left_a > left_b ? wa : wb;

	*against = x > 0 ? compare_lower(0.38f, 0.15f * x) + 0.9f * x / compare_higher(small, 1) : 0;
	return o > 0 ? rate * o / compare_higher(of, 1) : 0;
}

float compare_left_out(const struct name_part *p)
{
	return p->patronymic ? COMPARE_PATRONYMIC * p->bits : p->bits;
}

float compare_bound_spelling(unsigned dearest)
{
	return 0.14f * (float)dearest / SPELLING_UNIT;
}

float compare_bound(const struct compare_side *a, const struct compare_side *b)
{
	float against, out;

	/* what is left on one side only may be patronymics, which are often left out */
	if (b->left <= 0)
		return 1 - COMPARE_LEFT_OUT * a->left_out / compare_higher(a->weight, 1);
	if (a->left <= 0)
		return 1 - COMPARE_LEFT_OUT_WORD * b->left_out / compare_higher(b->weight, 1);
	out = lost_unmatched(a->weight, a->left, b->weight, b->left, COMPARE_LEFT_OUT, &against);
	return 1 - against - out;
}

static unsigned heavy_parts(const struct name *x)
{
	unsigned n = 0;

	for (size_t i = 0; i < x->n; i++)
		n += wordlike(&x->part[i]);
	return n;
}

/* One word of a longer name is asked for often enough (a family name); but one word on record says little about who has it and others beside. */
static float left_out_rate(const struct work *w)
{
	if (w->matches == 1 && w->left_a > w->left_b)
		return COMPARE_LEFT_OUT_ONE;
	return w->left_a <= 0 && heavy_parts(w->a) == 1 ? COMPARE_LEFT_OUT_WORD : COMPARE_LEFT_OUT;
}

/* Does it read as a name of Korean or Chinese syllables? */
static bool syllabic(const struct name *x)
{
	return (x->n_korean && x->korean[0].fit >= 0.5f) || (x->n_chinese && x->chinese[0].fit >= 0.5f);
}

/* A likeness that is not complete may be chance where what agrees is common. Evidence in bits: what agrees, less what a change of spelling and each
 * part that is left out take from it; below what is enough, each bit costs. */
#define CHANCE_TYPO 4.0f
#define CHANCE_LEFT_OUT 3.0f
#define CHANCE_RATE 0.02f
#define CHANCE_ENOUGH 18.0f
#define CHANCE_ENOUGH_WORD 10.0f
/* The same where all of the name agrees but for one slip: chance is in the letters, not in the parts. */
#define CHANCE_RATE_SLIP 0.01f
static float chance(float found, unsigned cost, unsigned out, bool word, float rate)
{
	float evidence = found - CHANCE_TYPO * (float)cost / SPELLING_UNIT, enough;

	/* who asks for one word knows no more: a rare one must do, if it is the very word */
	word = word && (!cost || !out);
	enough = word ? CHANCE_ENOUGH_WORD : CHANCE_ENOUGH;
	if (!word)
		evidence -= CHANCE_LEFT_OUT * (float)out;
	return evidence < enough ? rate * (enough - evidence) : 0;
}

/* Is there but one word that tells it from others? A generic word or a place tells nothing, unless it has a number. */
static bool one_word(const struct name *x)
{
	bool word = false;

	for (size_t i = 0; i < x->n; i++)
		word |= x->part[i].kind == PART_WORD || x->part[i].kind == PART_NUMBER;
	return word && heavy_parts(x) == 1;
}

static float lost_chance(const struct work *w, const struct comparison *c)
{
	/* the parts of names of syllables are few and common, and say little of chance */
	if ((w->cost <= COMPARE_CHANGED && c->lost_left_out <= 0) || (c->one_slip && (syllabic(w->a) || syllabic(w->b))))
		return 0;
	return chance(w->found, w->cost, w->out, one_word(w->a), c->one_slip ? CHANCE_RATE_SLIP : CHANCE_RATE);
}

float compare_bound_chance(float found, unsigned cost, unsigned out, bool word)
{
	return chance(found, cost, out, word, CHANCE_RATE);
}

/* Legal forms of different kinds are different bodies; words like "company" and "corporation" are of no kind. */
static float lost_legal(const struct work *w)
{
	unsigned forms[2] = {0}, kinds[2] = {0};
	bool same = false, same_kind = false;

	for (size_t i = 0; i < w->a->n; i++)
		for (size_t j = 0; j < w->b->n; j++) {
			const struct name_part *p = &w->a->part[i], *q = &w->b->part[j];

			if (p->kind != PART_LEGAL || q->kind != PART_LEGAL)
				continue;
			same |= p->canonical && q->canonical && !strcmp(p->canonical, q->canonical);
			same_kind |= p->group && q->group && !strcmp(p->group, q->group);
		}
	for (int side = 0; side < 2; side++) {
		const struct name *x = side ? w->b : w->a;

		for (size_t i = 0; i < x->n; i++) {
			forms[side] += x->part[i].kind == PART_LEGAL;
			kinds[side] += x->part[i].kind == PART_LEGAL && x->part[i].group;
		}
	}
	if (same || (!forms[0] && !forms[1]))
		return 0;
	if (!forms[0] || !forms[1])
		return 0.02f;
	return same_kind || !kinds[0] || !kinds[1] ? 0.04f : 0.31f;
}

/* Numbers that are left on both sides differ; on one side only, one is missing. Places that only one side has tell branches apart. */
static void lost_marks(const struct work *w, struct comparison *out)
{
	unsigned number[2] = {0}, place[2] = {0};
	bool first[2] = {0}; /* a first one often goes without its number */

	for (int side = 0; side < 2; side++) {
		const struct name *x = side ? w->b : w->a;
		const bool *used = side ? w->used_b : w->used_a;

		for (size_t i = 0; i < x->n; i++) {
			number[side] += !used[i] && x->part[i].kind == PART_NUMBER;
			first[side] |= !used[i] && x->part[i].kind == PART_NUMBER && x->part[i].number == 1;
			place[side] += !used[i] && x->part[i].kind == PART_PLACE;
		}
	}
	if (number[0] && number[1])
		out->lost_number = 0.35f;
	else if (number[0] || number[1])
		out->lost_number = first[0] || first[1] ? 0.05f : 0.25f;
	if (place[0] || place[1])
		out->lost_place = 0.17f;
}

static float lost_order(const struct comparison *c)
{
	int last = -1;

	for (size_t k = 0; k < c->n; k++)
		for (size_t l = 0; l < c->n; l++) {
			const struct part_match *m = &c->match[k], *o = &c->match[l];

			if (m->a_n && m->b_n && o->a_n && o->b_n && m->a < o->a && m->b > o->b)
				last = 1;
		}
	return last > 0 ? 0.01f : 0;
}

enum { SYLLABIC_LONG = 64 }; /* letters that are looked at */

/* A name's letters as they were written; rotated: those of its last part first. */
static size_t letters(const struct name *x, bool rotated, char out[SYLLABIC_LONG])
{
	size_t n = 0;

	for (size_t i = 0; i < x->n; i++) {
		const struct name_part *p = &x->part[(i + x->n - rotated) % x->n];

		for (const char *s = p->n_forms && p->kind != PART_TITLE ? name_pool(x, p->form[0].latin) : ""; *s && n < SYLLABIC_LONG; s++)
			out[n++] = *s;
	}
	return n;
}

/* Letters of a name, of two on average. */
static float letters_written(const struct name *a, const struct name *b)
{
	char s[SYLLABIC_LONG];

	return (float)(letters(a, false, s) + letters(b, false, s)) / 2;
}

/* Words that are no names, with a slip. */
static float lost_slips(const struct name *x)
{
	float lost = 0;

	for (size_t i = 0; i < x->n; i++)
		lost += x->part[i].slip ? 0.02f : 0;
	return lost;
}

/* What one slip in all of a name costs: something, and more in a short name. */
#define ONE_SLIP 0.10f
#define ONE_SLIP_LETTER 1.2f
#define TWO_SLIPS_LETTERS 12
#define TWO_SLIPS 0.10f
#define TWO_SLIPS_LETTER 2.2f

static void by_parts(const struct name *a, const struct name *b, bool plain, struct comparison *out)
{
	struct work w;
	bool two = false;

	w.a = a, w.b = b, w.plain = plain;
	w.n = 0;
	memset(w.used_a, 0, sizeof w.used_a);
	memset(w.used_b, 0, sizeof w.used_b);
	memset(w.same_a, 0, sizeof w.same_a);
	memset(w.same_b, 0, sizeof w.same_b);
	w.cost = w.letters = w.dearest = w.matches = w.slips = w.changes = w.out = 0;
	w.left_a = w.left_b = w.found = w.spared = 0;
	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
			pair(&w, i, j);
	joins(&w, a, b, true);
	joins(&w, b, a, false);
	if (!w.n)
		return;
	qsort(w.option, w.n, sizeof *w.option, by_gain);
	for (size_t k = 0; k < w.n; k++) {
		const struct part_match *m = &w.option[k].m;

		if (is_free(w.used_a, m->a, m->a_n) && is_free(w.used_b, m->b, m->b_n))
			take(&w, m, out);
	}
	take_initials(&w, out);
	leave(&w, out);
	out->way = WAY_PARTS;
	/* many small changes count by their share of the letters, many changes of one word by their number too */
	out->lost_spelling = compare_higher(1.5f * ((float)w.cost / SPELLING_UNIT) / ((float)w.letters / 2), compare_bound_spelling(w.dearest));
	out->lost_left_out = lost_unmatched(a->weight, w.left_a, b->weight, w.left_b, left_out_rate(&w), &out->lost_against) -
			     (out->lost_against > 0 ? 0 : left_out_rate(&w) * w.spared / compare_higher(w.left_a > w.left_b ? a->weight : b->weight, 1));
	out->lost_legal = lost_legal(&w);
	lost_marks(&w, out);
	out->lost_other = lost_order(out) + (a->n != b->n ? COMPARE_OTHER_NUMBER : 0) + lost_slips(a) + lost_slips(b);
	/* the whole name agrees but for one slip, or a long one but for two in two parts */
	if (w.slips && w.slips == w.changes && !out->lost_against && !out->lost_left_out && !out->lost_number) {
		float n = letters_written(a, b);

		out->one_slip = w.slips == 1;
		two = w.slips == 2 && n >= TWO_SLIPS_LETTERS;
		if (out->one_slip || two)
			out->lost_spelling = compare_lower(out->lost_spelling, two ? TWO_SLIPS + TWO_SLIPS_LETTER / n : ONE_SLIP + ONE_SLIP_LETTER / n);
	}
	out->lost_chance = lost_chance(&w, out) * (two ? 0.5f : 1);
	out->score = 1 - out->lost_spelling - out->lost_against - out->lost_left_out - out->lost_legal - out->lost_number - out->lost_place -
		     out->lost_chance - out->lost_other;
	if (out->score < 0)
		out->score = 0;
}

/* --- syllables -------------------------------------------------------------------------------- */

/* Does this way of comparing tell more than those before it? Then what they told is dropped. */
static bool better(struct comparison *out, float score, enum compare_way way)
{
	if (score <= out->score)
		return false;
	memset(out, 0, sizeof *out);
	out->score = score;
	out->way = way;
	return true;
}

/* Which of the two names, the family's or the given one, is written first tells nothing. */
static void by_korean(const struct name *a, const struct name *b, struct comparison *out)
{
	/* of two names in Han characters the characters tell more than their sound */
	if (a->n_chinese && b->n_chinese && a->chinese[0].han && b->chinese[0].han)
		return;
	for (uint8_t i = 0; i < a->n_korean; i++)
		for (uint8_t j = 0; j < b->n_korean; j++) {
			unsigned weakest = 0;
			float g = korean_agree(&a->korean[i], &b->korean[j], &weakest);
			float fit = compare_lower(a->korean[i].fit, b->korean[j].fit);
			float score = g <= 0 ? 0 : 1 - 0.4f * (1 - g) - 0.1f * (1 - fit) - 0.01f;

			if (better(out, score, WAY_KOREAN)) {
				out->a_reading = i, out->b_reading = j;
				out->agreement = g;
				out->weakest = weakest;
			}
		}
}

static void by_chinese(const struct name *a, const struct name *b, struct comparison *out)
{
	for (uint8_t i = 0; i < a->n_chinese; i++)
		for (uint8_t j = 0; j < b->n_chinese; j++) {
			unsigned weakest = 0;
			float g = chinese_agree(&a->chinese[i], &b->chinese[j], &weakest);
			float fit = compare_lower(a->chinese[i].fit, b->chinese[j].fit);
			float score = g <= 0 ? 0
					     : 1 - 0.4f * (1 - g) - 0.1f * (1 - fit) -
						       0.01f;

			if (better(out, score, WAY_CHINESE)) {
				out->a_reading = i, out->b_reading = j;
				out->agreement = g;
				out->weakest = weakest;
			}
		}
}

/* Hangul and Han characters that read as a name are compared by syllables alone: their Latin letters are only one reader's. */
static bool characters_only(const struct name *x)
{
	return (x->n_korean && x->korean[0].exact) || (x->n_chinese && x->chinese[0].han);
}

/* --- other syllables -------------------------------------------------------------------------- */

/* Is the one name the other with one typing error, in either order? */
static bool one_error(const struct name *a, const struct name *b)
{
	char x[SYLLABIC_LONG], y[SYLLABIC_LONG];
	size_t n = letters(a, false, x);

	if (spelling_one_error(x, n, y, letters(b, false, y)) || spelling_one_error(x, n, y, letters(b, true, y)))
		return true;
	n = letters(a, true, x);
	return spelling_one_error(x, n, y, letters(b, false, y));
}

/* Names of syllables that have other syllables, or more or fewer: likeness of letters is chance, but for one error in three syllables or more.
 * The weakest fit at which a name is taken for one of syllables, and what is left of the score. */
#define SYLLABIC_FIT 0.6f
#define OTHER_SYLLABLES 0.65f
/* … but for one slip, where one of the two hardly reads as a name of syllables: the slip made it so. */
#define SYLLABIC_SURE 0.85f
#define ONE_SLIP_SYLLABLES 0.03f
static bool syllables_slipped(const struct name *a, const struct name *b)
{
	float x = compare_higher(a->n_korean ? a->korean[0].fit : 0, a->n_chinese ? a->chinese[0].fit : 0);
	float y = compare_higher(b->n_korean ? b->korean[0].fit : 0, b->n_chinese ? b->chinese[0].fit : 0);

	return x < SYLLABIC_SURE || y < SYLLABIC_SURE;
}
static bool other_syllables(const struct name *a, const struct name *b)
{
	bool korean = a->n_korean && b->n_korean && a->korean[0].fit >= SYLLABIC_FIT && b->korean[0].fit >= SYLLABIC_FIT;
	bool chinese = a->n_chinese && b->n_chinese && a->chinese[0].fit >= SYLLABIC_FIT && b->chinese[0].fit >= SYLLABIC_FIT;
	unsigned m = korean ? a->korean[0].n : a->chinese[0].n, n = korean ? b->korean[0].n : b->chinese[0].n;

	return (korean || chinese) && (m < 3 || n < 3 || !one_error(a, b));
}

static void by_acronym(const struct name *a, const struct name *b, struct comparison *out)
{
	unsigned n = acronym_agree(a, b);

	if (n)
		(void)better(out, n > ACRONYM_LEAST ? 0.80f : 0.72f, WAY_ACRONYM);
}

/* Any character that a syllable may stand for: never sure. */
static void by_sino_korean(const struct name *a, const struct name *b, struct comparison *out)
{
	float g = sino_agree(a, b);

	if (g > 0 && better(out, 0.60f + 0.20f * g, WAY_SINO_KOREAN))
		out->agreement = g;
}

void names_compare(const struct name *a, const struct name *b, struct comparison *out)
{
	memset(out, 0, sizeof *out);
	if (a->flags & NAME_EMPTY || b->flags & NAME_EMPTY)
		return;
	if (a->key == b->key) {
		out->score = 1;
		out->way = WAY_EXACT;
		return;
	}
	if (!((characters_only(a) && (characters_only(b) || syllabic(b))) || (characters_only(b) && syllabic(a))))
		by_parts(a, b, syllabic(a) && syllabic(b), out);
	if (out->way == WAY_PARTS && out->score > 0 && other_syllables(a, b)) {
		out->lost_syllables = out->one_slip && syllables_slipped(a, b) ? ONE_SLIP_SYLLABLES : (1 - OTHER_SYLLABLES) * out->score;
		out->score -= out->lost_syllables;
	}
	by_korean(a, b, out);
	by_chinese(a, b, out);
	by_acronym(a, b, out);
	by_sino_korean(a, b, out);
}

void names_compare_texts(struct compare_text p, struct compare_text q, enum word_use use, struct name *a, struct name *b, struct comparison *out)
{
	float company;

	name_read(p.text, p.n, use, NULL, a);
	name_read(q.text, q.n, use, NULL, b);
	if (!use && (a->use != b->use || a->other || b->other)) {
		name_read(p.text, p.n, WORD_FOR_COMPANY, NULL, a);
		name_read(q.text, q.n, WORD_FOR_COMPANY, NULL, b);
		names_compare(a, b, out);
		company = out->score;
		name_read(p.text, p.n, WORD_FOR_PERSON, NULL, a);
		name_read(q.text, q.n, WORD_FOR_PERSON, NULL, b);
		names_compare(a, b, out);
		if (company <= out->score)
			return;
		name_read(p.text, p.n, WORD_FOR_COMPANY, NULL, a);
		name_read(q.text, q.n, WORD_FOR_COMPANY, NULL, b);
	}
	names_compare(a, b, out);
}
