#include "estimate/density.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { SAMPLES = 32 /* of a long piece */, SEGMENTS = 64 };

struct sample { double x, value; };

double piece_value(const struct piece *p, double i)
{
	return p->gram ? fmax(0, gram_value(p->gram, p->v, i)) : p->v[(size_t)i - 1];
}

/* sum of the first t values: a polynomial of degree below 24 takes 12 places */
static double piece_below(const struct piece *p, double t)
{
	double sum = 0;

	if (t >= p->m)
		return p->mass;
	if (p->gram && t > 2 * GRAM) {
		struct gram part;

		gram_make(GRAM / 2, t, &part);
		for (unsigned j = 0; j < GRAM / 2; j++)
			sum += part.weight[j] * gram_value(p->gram, p->v, part.at[j]);
		return sum;
	}
	for (double i = 1; i <= t; i++)
		sum += piece_value(p, i);
	return sum;
}

/* smallest t with at least `need` in the first t values: Newton's steps between two limits that close in */
static double piece_reach(const struct piece *p, double need)
{
	double low = 0, high = p->m, t = floor(p->m / 2); /* below(low) < need ≤ below(high) */

	if (p->m <= 2 * GRAM) {
		double sum = 0;

		for (t = 1; t < p->m && (sum += piece_value(p, t)) < need; t++)
			;
		return t;
	}
	for (int step = 0; high - low > 1; step++) {
		double sum = piece_below(p, t), value = piece_value(p, t), next;

		if (sum < need)
			low = t;
		else
			high = t;
		next = step % 3 == 2 || !(value > 0) ? floor((low + high) / 2) : floor(t + (need - sum) / value);
		t = fmin(fmax(next, low + 1), high - 1);
	}
	return high;
}

double density_quantile(const struct density *d, double q)
{
	double need = q * d->mass, sum = 0;
	size_t i = 0;

	while (i + 1 < d->n && sum + d->piece[i].mass < need)
		sum += d->piece[i++].mass;
	return d->piece[i].from + piece_reach(&d->piece[i], need - sum);
}

double density_below(const struct density *d, double x)
{
	double sum = 0;

	for (size_t i = 0; i < d->n && d->piece[i].from < x; i++)
		sum += piece_below(&d->piece[i], x - d->piece[i].from);
	return sum / d->mass;
}

static unsigned piece_samples(const struct piece *p) { return p->gram ? SAMPLES : (unsigned)p->m; }

/* the j-th place of a piece that is looked at: the first and the last are */
static double sample_place(const struct piece *p, unsigned j)
{
	return p->gram ? floor(1 + (p->m - 1) * j / (SAMPLES - 1)) : j + 1;
}

static size_t samples(const struct density *d, struct sample *s)
{
	size_t n = 0;

	for (size_t k = 0; k < d->n; k++) {
		const struct piece *p = &d->piece[k];

		for (unsigned j = 0, count = piece_samples(p); j < count; j++) {
			double i = sample_place(p, j);

			if (!n || p->from + i > s[n - 1].x)
				s[n++] = (struct sample){p->from + i, piece_value(p, i)};
		}
	}
	return n;
}

static struct sample *sampled(const struct density *d, size_t *n, struct arena *a)
{
	struct sample *s = arena_array(a, d->n * SAMPLES, sizeof *s);

	*n = s ? samples(d, s) : 0;
	return s;
}

static double value_at(const struct density *d, double x)
{
	size_t low = 0, high = d->n;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (d->piece[middle].from < x)
			low = middle;
		else
			high = middle;
	}
	return x > d->piece[low].from && x <= d->piece[low].from + d->piece[low].m ? piece_value(&d->piece[low], x - d->piece[low].from) : 0;
}

/* the summit between low and high, where it is the only one; the smallest x among equals */
static double climb(const struct density *d, double low, double high)
{
	while (high > low) {
		double middle = floor((low + high) / 2);

		if (value_at(d, middle) >= value_at(d, middle + 1))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static double around(const struct density *d, const struct sample *s, size_t n, size_t i)
{
	return climb(d, s[i ? i - 1 : 0].x, s[i + 1 < n ? i + 1 : i].x);
}

double density_top(const struct density *d)
{
	double best = -1, low = 0, high = 0;

	for (size_t k = 0; k < d->n; k++) {
		const struct piece *p = &d->piece[k];

		for (unsigned j = 0, count = piece_samples(p); j < count; j++) {
			double value = piece_value(p, sample_place(p, j));

			if (value > best) {
				best = value;
				low = p->from + (j ? sample_place(p, j - 1) : 0);
				high = p->from + (j + 1 < count ? sample_place(p, j + 1) : p->m + 1);
			}
		}
	}
	return climb(d, fmax(low, d->piece[0].from + 1), high);
}

struct segment { size_t peak; double end, valley; /* up to where, and how low it is there */ };

/* between two summits the valley is at most half of the lower */
static unsigned segments(const struct sample *s, size_t n, struct segment *out)
{
	size_t peak = 0, valley = 0;
	unsigned made = 0;

	for (size_t i = 1; i < n; i++) {
		if (s[i].value > s[valley].value && s[valley].value <= 0.5 * fmin(s[peak].value, s[i].value) && made + 1 < SEGMENTS) {
			out[made++] = (struct segment){peak, s[valley].x, s[valley].value};
			peak = valley = i;
		} else if (s[i].value > s[peak].value) {
			peak = valley = i;
		} else if (s[i].value < s[valley].value) {
			valley = i;
		}
	}
	out[made++] = (struct segment){peak, s[n - 1].x, 0};
	return made;
}

static int heaviest(const void *p, const void *q)
{
	const struct summit *x = p, *y = q;

	return x->mass != y->mass ? (x->mass < y->mass) - (x->mass > y->mass) : (x->at > y->at) - (x->at < y->at);
}

/* segments that are too light go to the neighbour with the shallower valley between */
static unsigned merge(struct segment *g, double *mass, unsigned n, double share)
{
	while (n > 1) {
		unsigned light = 0, into;

		for (unsigned i = 1; i < n; i++)
			light = mass[i] < mass[light] ? i : light;
		if (mass[light] >= share)
			break;
		into = light == 0 ? 1 : light == n - 1 || g[light - 1].valley >= g[light].valley ? light - 1 : light + 1;
		mass[into] += mass[light];
		if (into < light) {
			g[into].end = g[light].end;
			g[into].valley = g[light].valley;
		}
		for (unsigned i = light; i + 1 < n; i++) {
			g[i] = g[i + 1];
			mass[i] = mass[i + 1];
		}
		n--;
	}
	return n;
}

unsigned density_summits(const struct density *d, double share, unsigned most, struct summit *out, struct arena *a)
{
	struct segment g[SEGMENTS];
	struct summit found[SEGMENTS];
	double mass[SEGMENTS], below = 0;
	size_t n;
	struct sample *s = sampled(d, &n, a);
	unsigned made;

	if (!s || !n)
		return 0;
	made = segments(s, n, g);
	for (unsigned i = 0; i < made; i++) {
		double upto = i + 1 < made ? density_below(d, g[i].end) : 1;

		mass[i] = upto - below;
		below = upto;
	}
	made = merge(g, mass, made, share);
	for (unsigned i = 0; i < made; i++)
		found[i] = (struct summit){around(d, s, n, g[i].peak), mass[i]};
	qsort(found, made, sizeof *found, heaviest);
	for (unsigned i = 0; i < made && i < most; i++)
		out[i] = found[i];
	return made < most ? made : most;
}

size_t density_curve(const struct density *d, double x, size_t most, double *at, double *share, struct arena *a)
{
	size_t n, kept = 0, made = 0;
	struct sample *s = sampled(d, &n, a);
	bool *keep = s ? arena_array(a, n ? n : 1, sizeof *keep) : NULL;
	double sum = 0, all = 0, next = 0, far = 0;

	if (!keep)
		return 0;
	while (kept < n && s[kept].x <= x)
		kept++;
	for (size_t i = 1; i < kept; i++)
		all += (s[i].x - s[i - 1].x) * (s[i].value + s[i - 1].value) / 2;
	for (size_t i = 0; i < kept; i++) {
		double half = (double)((most - 2) / 2);

		/* half of the places by mass, half by distance, the first and the last */
		sum += i ? (s[i].x - s[i - 1].x) * (s[i].value + s[i - 1].value) / 2 : 0;
		keep[i] = kept <= most || i == 0 || i + 1 == kept;
		if (sum >= next) {
			keep[i] = true;
			next = all / half * (floor(sum / all * half) + 1);
		}
		if (s[i].x - s[0].x >= far) {
			double width = (s[kept - 1].x - s[0].x) / half;

			keep[i] = true;
			far = width * (floor((s[i].x - s[0].x) / width) + 1);
		}
	}
	for (size_t i = 0; i < kept && made < most; i++)
		if (keep[i]) {
			at[made] = s[i].x;
			share[made++] = s[i].value / d->mass;
		}
	return made;
}
