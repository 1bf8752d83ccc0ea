#include "exchange/near.h"

#include <ctype.h>
#include <string.h>

enum { LONGEST = 64 };

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

unsigned near_distance(const char *a, const char *b, unsigned most)
{
	size_t na = strlen(a), nb = strlen(b);
	unsigned rows[3][LONGEST + 1];
	if (na > LONGEST || nb > LONGEST || (na > nb ? na - nb : nb - na) > most)
		return most + 1;
	unsigned *before = rows[0], *last = rows[1], *now = rows[2];
	for (size_t j = 0; j <= nb; j++)
		last[j] = (unsigned)j;
	for (size_t i = 1; i <= na; i++) {
		now[0] = (unsigned)i;
		for (size_t j = 1; j <= nb; j++) {
			int x = tolower((unsigned char)a[i - 1]), y = tolower((unsigned char)b[j - 1]);
			now[j] = least(least(last[j] + 1, now[j - 1] + 1), last[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == tolower((unsigned char)b[j - 2]) && y == tolower((unsigned char)a[i - 2]))
				now[j] = least(now[j], before[j - 2] + 1);
		}
		unsigned *spare = before;
		before = last;
		last = now;
		now = spare;
	}
	return last[nb] > most ? most + 1 : last[nb];
}

static unsigned allowed(const char *word)
{
	size_t n = strlen(word);
	return n < 3 ? 1 : n < 9 ? 2 : 3;
}

void near_start(struct near *n, const char *word)
{
	*n = (struct near){word, NULL, allowed(word) + 1};
}

void near_try(struct near *n, const char *candidate)
{
	unsigned d = near_distance(n->word, candidate, allowed(n->word));
	/* of two equally near, the one that begins alike */
	int alike = n->best && tolower((unsigned char)*candidate) == tolower((unsigned char)*n->word) &&
		    tolower((unsigned char)*n->best) != tolower((unsigned char)*n->word);
	if (d < n->distance || (d == n->distance && alike)) {
		n->best = candidate;
		n->distance = d;
	}
}

const char *near_best(const struct near *n)
{
	return n->best;
}
