/* chinese_heard.c - foreign names that were written in Han characters by their sound, aligned with Latin letters. */
#include "names/chinese_internal.h"

#include "names/fold.h"

#include <math.h>
#include <string.h>

_Static_assert((int)HEARD_LONG == (int)CHINESE_HEAR_LONG && (int)FOLD_LONG == (int)CHINESE_HEAR_WORD, "chinese.h says how much a character and a word have");
enum { BIT = CHINESE_HEAR_BIT, UNHEARD = 6 * BIT, VOWELS = 40, LIKE = 40, NEVER = CHINESE_HEAR_NEVER, SWALLOWED = 2 /* symbols, at most, of a character that is not heard */ };

/* Letters where others were to be heard: dear, or never. */
#define L(c) (1u << ((c) - 'a' + 1))
static const uint32_t vowels = L('a') | L('e') | L('i') | L('o') | L('u') | L('y');
static const uint32_t like[FOLD_SYMBOLS] = {
	['b' - 'a' + 1] = L('p') | L('v'), ['d' - 'a' + 1] = L('t'), ['f' - 'a' + 1] = L('v'), ['g' - 'a' + 1] = L('k') | L('j'), ['h' - 'a' + 1] =
	L('k'), ['j' - 'a' + 1] = L('g'), ['k' - 'a' + 1] = L('g') | L('s'), ['l' - 'a' + 1] = L('r'), ['m' - 'a' + 1] = L('n'), ['n' - 'a' + 1] =
	L('m'), ['p' - 'a' + 1] = L('b'), ['r' - 'a' + 1] = L('l'), ['s' - 'a' + 1] = L('z'), ['t' - 'a' + 1] = L('d'), ['v' - 'a' + 1] = L('f') |
	L('b'), ['z' - 'a' + 1] = L('s')};
#undef L

static inline unsigned change(uint8_t a, uint8_t b)
{
	if (a == b)
		return 0;
	if (vowels >> (a & 31) & vowels >> (b & 31) & 1)
		return VOWELS;
	return like[a & 31] >> (b & 31) & 1 ? LIKE : NEVER;
}

static inline unsigned changes(const uint8_t *a, const uint8_t *b, size_t n)
{
	unsigned cost = 0;

	for (size_t i = 0; i < n && cost < NEVER; i++)
		cost += change(a[i], b[i]);
	return cost;
}

/* The cheapest way to come to each letter with one more character, which gives 0 to HEARD_LONG letters. What it never gave costs most. Only from where
 * the rest may still be heard at no more than `most` (rest[n]: what the characters from this one on cost at least, by symbols). */
static void step(const uint16_t *from, uint16_t *to, const struct chinese_heard_row *row, const uint8_t *s, size_t n, const uint16_t *rest, float most)
{
	const struct chinese_heard_string *x = row ? chinese_heard_strings(row) : NULL;

	for (size_t j = 0; j <= n; j++)
		to[j] = NEVER;
	for (size_t i = 0; i <= n; i++) {
		if (from[i] == NEVER || (rest && (float)((unsigned)from[i] + rest[n - i]) > most))
			continue;
		for (size_t j = i; j <= n && j <= i + SWALLOWED; j++) {
			uint16_t cost = (uint16_t)(from[i] + UNHEARD * (j - i + 1));

			if (cost < to[j])
				to[j] = cost;
		}
		for (size_t k = 0; row && k < row->n; k++) {
			size_t j = i + x[k].n;
			unsigned cost = (unsigned)from[i] + x[k].bits;

			if (j <= n && cost < to[j] && (cost += changes(s + i, x[k].s, x[k].n)) < to[j])
				to[j] = (uint16_t)cost;
		}
	}
}

bool chinese_hearing(const char *han, size_t bytes, struct chinese_hearing *out)
{
	const char *end = han + bytes;

	out->n = 0;
	while (han < end) {
		uint32_t c = chinese_next(&han, end);

		if (!chinese_is_han(c) || out->n == CHINESE_HEARD)
			return false;
		out->row[out->n++] = chinese_heard_row(chinese_simplified(c));
	}
	return out->n >= 2;
}

float chinese_heard_in(const struct chinese_hearing *x, const struct chinese_hear_rest *rest, const uint8_t *s, size_t n, float most)
{
	uint16_t cost[2][FOLD_LONG + 1];
	const float limit = most * BIT * (float)n;

	if (!n || n > FOLD_LONG)
		return HUGE_VALF;
	cost[0][0] = 0;
	for (size_t j = 1; j <= n; j++)
		cost[0][j] = NEVER;
	for (size_t k = 0; k < x->n; k++) {
		uint16_t *to = cost[(k + 1) % 2], least = NEVER;

		step(cost[k % 2], to, x->row[k], s, n, rest ? rest->cost[k] : NULL, limit);
		for (size_t j = 0; j <= n; j++)
			least = to[j] < least ? to[j] : least;
		/* what has been heard so far costs that much whatever follows */
		if ((float)least > limit)
			return HUGE_VALF;
	}
	return cost[x->n % 2][n] == NEVER ? HUGE_VALF : (float)cost[x->n % 2][n] / BIT / (float)n;
}

float chinese_heard(const char *han, size_t bytes, const uint8_t *s, size_t n)
{
	struct chinese_hearing x;

	return chinese_hearing(han, bytes, &x) ? chinese_heard_in(&x, NULL, s, n, HUGE_VALF) : HUGE_VALF;
}

unsigned chinese_hear_cost(const struct chinese_heard_row *row, const uint8_t *s, size_t n)
{
	const struct chinese_heard_string *x = row ? chinese_heard_strings(row) : NULL;
	unsigned best = n <= SWALLOWED ? (unsigned)(UNHEARD * (n + 1)) : NEVER;

	for (size_t k = 0; row && k < row->n; k++)
		if (x[k].n == n && x[k].bits < best) {
			unsigned cost = x[k].bits + changes(s, x[k].s, n);

			best = cost < best ? cost : best;
		}
	return best;
}

void chinese_hear_least(const struct chinese_heard_row *row, uint16_t least[CHINESE_HEAR_LONG + 1])
{
	const struct chinese_heard_string *x = row ? chinese_heard_strings(row) : NULL;

	for (size_t n = 0; n <= CHINESE_HEAR_LONG; n++)
		least[n] = (uint16_t)(n <= SWALLOWED ? UNHEARD * (n + 1) : NEVER);
	for (size_t k = 0; row && k < row->n; k++)
		if (x[k].bits < least[x[k].n])
			least[x[k].n] = x[k].bits;
}

void chinese_hear_rest(const struct chinese_hearing *x, struct chinese_hear_rest *out)
{
	uint16_t least[CHINESE_HEAR_LONG + 1];

	for (size_t n = 0; n <= CHINESE_HEAR_WORD; n++)
		out->cost[x->n][n] = n ? NEVER : 0;
	for (size_t k = x->n; k--;) {
		chinese_hear_least(x->row[k], least);
		for (size_t n = 0; n <= CHINESE_HEAR_WORD; n++) {
			unsigned best = NEVER;

			for (size_t l = 0; l <= CHINESE_HEAR_LONG && l <= n; l++)
				if ((unsigned)least[l] + out->cost[k + 1][n - l] < best)
					best = (unsigned)least[l] + out->cost[k + 1][n - l];
			out->cost[k][n] = (uint16_t)best;
		}
	}
}

static void put(const struct chinese_heard_string *x, char *out, size_t cap, size_t *at)
{
	static const char *const more[] = {"sh", "ch", "zh", "kh", "ts"};

	for (uint8_t i = 0; i < x->n; i++) {
		const char *two = x->s[i] > 26 ? more[x->s[i] - FOLD_SH] : NULL;

		for (uint8_t k = 0; k < (two ? 2 : 1); k++)
			if (*at + 1 < cap)
				out[(*at)++] = two ? two[k] : (char)('a' + x->s[i] - 1);
	}
	out[*at] = 0;
}

bool chinese_hear(const uint32_t *han, size_t n, unsigned k, char *out, size_t cap)
{
	const struct chinese_heard_row *row[CHINESE_HEARD];
	uint8_t pick[CHINESE_HEARD] = {0};
	size_t at = 0;

	if (n < 2 || n > CHINESE_HEARD || !cap)
		return false;
	for (size_t i = 0; i < n; i++) {
		row[i] = chinese_heard_row(chinese_simplified(han[i]));
		if (!row[i])
			return false;
	}
	/* the first has each character's likeliest letters; the others change the character that is least sure */
	for (unsigned turn = 0; turn < k; turn++) {
		size_t least = n;
		unsigned margin = NEVER;

		for (size_t i = 0; i < n; i++) {
			const struct chinese_heard_string *x = chinese_heard_strings(row[i]);

			if (!pick[i] && row[i]->n > 1 && (unsigned)(x[1].bits - x[0].bits) < margin) {
				margin = (unsigned)(x[1].bits - x[0].bits);
				least = i;
			}
		}
		if (least == n)
			return false;
		pick[least] = 1;
	}
	out[0] = 0;
	for (size_t i = 0; i < n; i++)
		put(&chinese_heard_strings(row[i])[pick[i]], out, cap, &at);
	return at > 0;
}
