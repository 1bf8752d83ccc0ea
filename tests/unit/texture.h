/* texture.h - images made from a seed, and moved by any fraction of a pixel by their spectrum. */
#ifndef ONUS_TESTS_TEXTURE_H
#define ONUS_TESTS_TEXTURE_H

#include "base/random.h"
#include "watch/spectrum.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTURE = 512 };
struct texture { struct arena a; struct spectrum *s; kiss_fft_cpx *ground, *field; };

static inline bool texture_begin(struct texture *t)
{
	t->a = (struct arena)ARENA_INIT;
	t->s = spectrum_make(TEXTURE, &t->a);
	t->ground = arena_array(&t->a, (size_t)TEXTURE * TEXTURE, sizeof *t->ground);
	t->field = arena_array(&t->a, (size_t)TEXTURE * TEXTURE, sizeof *t->field);
	return t->s && t->ground && t->field;
}

static inline int texture_wave(int k) { return k < TEXTURE / 2 ? k : k - TEXTURE; }

/* Fields, parcels and roofs: rectangles over each other, in two directions; or (`fractal`) noise whose spectrum falls as ground's does. Deviation 1.
 */
static inline void texture_make(struct texture *t, struct random *r, bool fractal)
{
	const size_t n = TEXTURE, area = n * n;
	double angle = random_unit(r), square = 0;

	memset(t->ground, 0, area * sizeof *t->ground);
	for (size_t i = 0; fractal && i < area; i++)
		t->ground[i].r = (float)random_normal(r);
	for (int k = 0; !fractal && k < 1200; k++) {
		double x0 = random_unit(r) * TEXTURE, y0 = random_unit(r) * TEXTURE, w = 3 + 12 * random_exponential(r), h = 3 + 12 * random_exponential(r),
		       v = random_normal(r);
		int reach = (int)fmin(hypot(w, h) + 1, 120);

		for (int y = -reach; y <= reach; y++)
			for (int x = -reach; x <= reach; x++)
				if (fabs(x * cos(angle) + y * sin(angle)) < w && fabs(y * cos(angle) - x * sin(angle)) < h)
					t->ground[(((size_t)(y0 + TEXTURE) + (size_t)(y + TEXTURE)) % n) * n + ((size_t)(x0 + TEXTURE) + (size_t)(x + TEXTURE)) % n].r = (float)v;
	}
	spectrum_forward(t->s, t->ground);
	for (int kx = 0; kx < TEXTURE; kx++)
		for (int ky = 0; ky < TEXTURE; ky++) {
			kiss_fft_cpx *c = &t->ground[(size_t)kx * n + (size_t)ky];
			double f = hypot(texture_wave(kx), texture_wave(ky)), g = fractal ? pow(fmax(1, f), -1.3) : exp(-12 * f * f / (double)area);

			g = kx == TEXTURE / 2 || ky == TEXTURE / 2 || f == 0 ? 0 : g / (double)area;
			c->r = (float)(c->r * g);
			c->i = (float)(c->i * g);
			square += c->r * c->r + c->i * c->i;
		}
	for (size_t i = 0; i < area; i++) {
		t->ground[i].r = (float)(t->ground[i].r / sqrt(square));
		t->ground[i].i = (float)(t->ground[i].i / sqrt(square));
	}
}

/* The ground moved: what lies at p lies at p + (dx, dy) now. TEXTURE × TEXTURE, cyclic. */
static inline void texture_moved(struct texture *t, double dx, double dy, float *out)
{
	const size_t n = TEXTURE;

	for (int kx = 0; kx < TEXTURE; kx++)
		for (int ky = 0; ky < TEXTURE; ky++) {
			const kiss_fft_cpx g = t->ground[(size_t)kx * n + (size_t)ky];
			double p = -2 * 3.14159265358979323846 * (texture_wave(kx) * dx + texture_wave(ky) * dy) / TEXTURE, c = cos(p), s = sin(p);

			t->field[(size_t)kx * n + (size_t)ky] = (kiss_fft_cpx){(float)(g.r * c - g.i * s), (float)(g.r * s + g.i * c)};
		}
	spectrum_back(t->s, t->field);
	for (size_t i = 0; i < n * n; i++)
		out[i] = t->field[i].r;
}

static inline void texture_cut(const float *image, size_t x, size_t y, size_t n, float *out)
{
	for (size_t j = 0; j < n; j++)
		memcpy(out + j * n, image + (y + j) * TEXTURE + x, n * sizeof *out);
}

static inline void texture_noise(float *v, size_t n, double sd, struct random *r)
{
	for (size_t i = 0; i < n; i++)
		v[i] += (float)(sd * random_normal(r));
}

#endif
