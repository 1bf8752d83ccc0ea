#include "names/spelling.h"

#include "names/spelling_costs.h"

#include <string.h>

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned change(uint8_t x, uint8_t y, bool plain)
{
	if (x == y)
		return 0;
	return plain ? SPELLING_UNIT : spelling_costs[x & 31][y & 31];
}

/* Three rows of the table are enough: the one in work, the one above, and the one above that for transpositions. */
unsigned spelling_distance(const uint8_t *a, size_t na, const uint8_t *b, size_t nb, unsigned most, bool plain)
{
	uint16_t rows[3][FOLD_LONG + 1], *above2 = rows[0], *above = rows[1], *row = rows[2];
	unsigned lowest_above = 0;

	if (na == nb && !memcmp(a, b, na))
		return 0;
	/* the ends that they share cost nothing: no symbol costs more to put in than to come to from another that was put in */
	while (na && nb && *a == *b)
		a++, b++, na--, nb--;
	while (na && nb && a[na - 1] == b[nb - 1])
		na--, nb--;
	above[0] = 0;
	for (size_t j = 0; j < nb; j++)
		above[j + 1] = (uint16_t)(above[j] + change(0, b[j], plain));
	for (size_t i = 0; i < na; i++) {
		unsigned lowest, gone = change(a[i], 0, plain);
		uint16_t *spare = above2;

		row[0] = (uint16_t)(above[0] + gone);
		lowest = row[0];
		for (size_t j = 0; j < nb; j++) {
			unsigned d = least(above[j] + change(a[i], b[j], plain), least(above[j + 1] + gone, row[j] + change(0, b[j], plain)));

			if (i && j && a[i] == b[j - 1] && a[i - 1] == b[j] && a[i] != b[j])
				d = least(d, above2[j - 1] + SPELLING_UNIT);
			row[j + 1] = (uint16_t)d;
			lowest = least(lowest, d);
		}
		/* a transposition comes from two rows above */
		if (lowest > most && lowest_above + SPELLING_UNIT > most)
			return SPELLING_FAR;
		lowest_above = lowest;
		above2 = above;
		above = row;
		row = spare;
	}
	return above[nb] <= most ? above[nb] : SPELLING_FAR;
}

bool spelling_one_error(const char *a, size_t na, const char *b, size_t nb)
{
	size_t i = 0;

	if (na > nb)
		return spelling_one_error(b, nb, a, na);
	if (nb > na + 1)
		return false;
	while (i < na && a[i] == b[i])
		i++;
	if (na < nb)
		return !memcmp(a + i, b + i + 1, na - i);
	/* i: the first letter that is another */
	return na - i < 2 || !memcmp(a + i + 1, b + i + 1, na - i - 1) ||
	       (a[i] == b[i + 1] && a[i + 1] == b[i] && !memcmp(a + i + 2, b + i + 2, na - i - 2));
}

static void count(uint8_t *bin, unsigned weight)
{
	unsigned sum = *bin + weight;

	*bin = (uint8_t)(sum < 255 ? sum : 255);
}

void spelling_sign(const uint8_t *s, size_t n, struct spelling_signature *out)
{
	memset(out, 0, sizeof *out);
	for (size_t i = 0; i < n; i++) {
		count(&out->bin[spelling_bin[s[i] & 31]], spelling_weight[s[i] & 31]);
		count(&out->bin[SPELLING_LENGTH], SPELLING_LENGTH_WEIGHT);
	}
}
