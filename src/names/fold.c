#include "names/fold.h"

#include <stdbool.h>
#include <string.h>

struct rule { const char *from; uint8_t to[2]; };
#define L(c) ((uint8_t)((c) - 'a' + 1))
/* longest first among those that begin alike */
static const struct rule rules[] = {
	{"tsch", {FOLD_CH}}, {"tch", {FOLD_CH}}, {"sch", {FOLD_SH}}, {"shch", {FOLD_SH}}, {"sh", {FOLD_SH}},
	{"ch", {FOLD_CH}}, {"cz", {FOLD_CH}}, {"ck", {L('k')}}, {"zh", {FOLD_ZH}}, {"kh", {FOLD_KH}}, {"gh", {L('g')}},
	{"dh", {L('d')}}, {"ts", {FOLD_TS}}, {"tz", {FOLD_TS}}, {"th", {L('t')}}, {"ph", {L('f')}}, {"dj", {L('j')}},
	{"ou", {L('u')}}, {"oo", {L('u')}}, {"ee", {L('i')}}, {"ij", {L('i')}}, {"iy", {L('i')}}, {"yi", {L('i')}}, {"ii", {L('i')}},
	{"q", {L('k')}}, {"w", {L('v')}},
};
enum { RULES = sizeof rules / sizeof *rules };

static bool soft(char c)
{
	return c == 'e' || c == 'i' || c == 'y';
}
static bool vowel(char c)
{
	return c && strchr("aeiou", c);
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
	else if (c >= 'a' && c <= 'z')
		put(out, at, L(c));
}

size_t fold_word(const char *w, size_t n, uint8_t out[FOLD_LONG])
{
	size_t at = 0;

	for (size_t i = 0; i < n;) {
		const struct rule *r = NULL;

		for (size_t k = 0; k < RULES && !r; k++) {
			size_t len;

			if (rules[k].from[0] != w[i])
				continue;
			len = strlen(rules[k].from);
			if (len <= n - i && !memcmp(rules[k].from, w + i, len))
				r = &rules[k];
		}
		if (r) {
			put(out, &at, r->to[0]);
			i += strlen(r->from);
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
