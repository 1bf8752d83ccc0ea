#include "link/distance.h"

static inline unsigned symbol(char c)
{
	if (c >= 'a' && c <= 'z')
		return (unsigned)(c - 'a');
	return c >= '0' && c <= '9' ? 26 + (unsigned)(c - '0') : c == ' ' ? 36 : 37;
}

unsigned distance_osa(const char *a, size_t na, const char *b, size_t nb)
{
	uint64_t where[38] = {0}, vp, vn = 0, d0 = 0, last = 0, top;
	unsigned score;

	na = na > DISTANCE_LONG ? DISTANCE_LONG : na;
	nb = nb > DISTANCE_LONG ? DISTANCE_LONG : nb;
	/* what both begin and end with changes nothing */
	while (na && nb && *a == *b)
		a++, b++, na--, nb--;
	while (na && nb && a[na - 1] == b[nb - 1])
		na--, nb--;
	if (!na || !nb)
		return (unsigned)(na + nb);
	for (size_t i = 0; i < na; i++)
		where[symbol(a[i])] |= UINT64_C(1) << i;
	vp = na == 64 ? ~UINT64_C(0) : (UINT64_C(1) << na) - 1;
	top = UINT64_C(1) << (na - 1);
	score = (unsigned)na;
	for (size_t j = 0; j < nb; j++) {
		uint64_t at = where[symbol(b[j])], exchanged = (((~d0) & at) << 1) & last, hp, hn;

		d0 = ((((at & vp) + vp) ^ vp) | at | vn) | exchanged;
		hp = vn | ~(d0 | vp);
		hn = d0 & vp;
		score += (hp & top) != 0;
		score -= (hn & top) != 0;
		hp = hp << 1 | 1;
		hn <<= 1;
		vp = hn | ~(d0 | hp);
		vn = hp & d0;
		last = at;
	}
	return score;
}

uint64_t distance_letters(const char *a, size_t n)
{
	uint64_t out = 0;

	for (size_t i = 0; i < n && i < DISTANCE_LONG; i++)
		out |= UINT64_C(1) << symbol(a[i]);
	return out;
}
