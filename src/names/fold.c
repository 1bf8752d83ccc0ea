#include "names/fold.h"

#include <stdbool.h>
#include <string.h>

/* Letters that make one symbol, by the first of them; longest first among those that begin alike. */
struct rule { char from[5]; uint8_t n, to; };
#define L(c) ((uint8_t)((c) - 'a' + 1))
static const struct rule rules[26][5] = {
	['c' - 'a'] = {{"ch", 2, FOLD_CH}, {"cz", 2, FOLD_CH}, {"ck", 2, L('k')}},
	['d' - 'a'] = {{"dh", 2, L('d')}, {"dj", 2, L('j')}},
	['e' - 'a'] = {{"ee", 2, L('i')}},
	['g' - 'a'] = {{"gh", 2, L('g')}},
	['i' - 'a'] = {{"ij", 2, L('i')}, {"iy", 2, L('i')}, {"ii", 2, L('i')}},
	['k' - 'a'] = {{"kh", 2, FOLD_KH}},
	['o' - 'a'] = {{"ou", 2, L('u')}, {"oo", 2, L('u')}},
	['p' - 'a'] = {{"ph", 2, L('f')}},
	['q' - 'a'] = {{"q", 1, L('k')}},
	['s' - 'a'] = {{"sch", 3, FOLD_SH}, {"shch", 4, FOLD_SH}, {"sh", 2, FOLD_SH}},
	['t' - 'a'] = {{"tsch", 4, FOLD_CH}, {"tch", 3, FOLD_CH}, {"ts", 2, FOLD_TS}, {"tz", 2, FOLD_TS}, {"th", 2, L('t')}},
	['w' - 'a'] = {{"w", 1, L('v')}},
	['y' - 'a'] = {{"yi", 2, L('i')}},
	['z' - 'a'] = {{"zh", 2, FOLD_ZH}},
};
enum { RULES = sizeof rules[0] / sizeof rules[0][0] };

static bool soft(char c)
{
	return c == 'e' || c == 'i' || c == 'y';
}
static bool vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static void put(uint8_t *out, size_t *n, uint8_t symbol)
{
	if (*n < FOLD_LONG && !(*n && out[*n - 1] == symbol))
		out[(*n)++] = symbol;
}

/* One letter that no rule of more letters takes. */
static void put_letter(const char *w, size_t n, size_t i, uint8_t *out, size_t *at)
{
	char c = w[i], next = i + 1 < n ? w[i + 1] : 0;

	if (c == 'c')
		put(out, at, soft(next) ? L('s') : L('k'));
	else if (c == 'x' && i == 0)
		put(out, at, L('s'));
	else if (c == 'x')
		put(out, at, L('k')), put(out, at, L('s'));
	else if (c == 'y')
		put(out, at, vowel(next) ? L('y') : L('i'));
	else if (c == 'j' && !next && i && w[i - 1] == 'e')
		put(out, at, L('i')); /* Sergej, Andrej */
	else if (c >= 'a' && c <= 'z')
		put(out, at, L(c));
}

static const struct rule *rule_at(const char *w, size_t n, size_t i)
{
	const struct rule *r;

	if (w[i] < 'a' || w[i] > 'z')
		return NULL;
	r = rules[w[i] - 'a'];
	for (size_t k = 0; k < RULES && r[k].n; k++) {
		size_t m = 1;

		while (m < r[k].n && i + m < n && r[k].from[m] == w[i + m])
			m++;
		if (m == r[k].n)
			return &r[k];
	}
	return NULL;
}

/* The article behind abd: abdallah, abdellah, abdullah; abdulrahman, abdurrahman, where the l has become the letter after it. How many letters of it
 * are one u; 0: no article. */
static size_t article(const char *w, size_t n, size_t i)
{
	if (i != 3 || n <= 6 || memcmp(w, "abd", 3) != 0 || !strchr("aeou", w[3]) || (w[4] != 'l' && w[4] != w[5]))
		return 0;
	return w[4] == 'l' && strchr("tdrzsn", w[5]) ? 2 : 1;
}

/* The faith at a name's end, with its article: badraldin, badruddin, badreddine. How many letters make it; 0: none. */
enum { FAITH_AFTER = 3 };
static size_t faith(const char *w, size_t n, size_t i)
{
	static const char *const endings[] = {"din", "deen", "dine", "dien", NULL};

	if (i < FAITH_AFTER || n < i + 5 || !vowel(w[i]) || (w[i + 1] != 'l' && w[i + 1] != 'd'))
		return 0;
	for (size_t k = 0; endings[k]; k++)
		if (n - i - 2 == strlen(endings[k]) && !memcmp(w + i + 2, endings[k], n - i - 2))
			return n - i;
	return 0;
}

size_t fold_word(const char *w, size_t n, uint8_t out[FOLD_LONG])
{
	size_t at = 0;

	for (size_t i = 0; i < n;) {
		const struct rule *r = rule_at(w, n, i);

		if (article(w, n, i)) {
			put(out, &at, L('u'));
			i += article(w, n, i);
		} else if (faith(w, n, i)) {
			put(out, &at, L('u')), put(out, &at, L('d')), put(out, &at, L('i')), put(out, &at, L('n'));
			i = n;
		} else if (r) {
			put(out, &at, r->to);
			i += r->n;
		} else {
			put_letter(w, n, i, out, &at);
			i++;
		}
	}
	return at;
}

void fold_symbols(const uint8_t *s, size_t n, char out[FOLD_LONG + 1])
{
	static const char symbols[] = "-abcdefghijklmnopqrstuvwxyzSCZXT";
	size_t i;

	for (i = 0; i < n && i < FOLD_LONG; i++)
		out[i] = symbols[s[i] & 31];
	out[i] = 0;
}
