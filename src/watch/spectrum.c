#include "watch/spectrum.h"

#include <string.h>

struct spectrum { uint32_t n; kiss_fft_cfg forward, back; kiss_fft_cpx *turned; };

static kiss_fft_cfg plan(uint32_t n, int back, struct arena *a)
{
	size_t size = 0;
	void *memory;

	(void)kiss_fft_alloc((int)n, back, NULL, &size);
	memory = arena_alloc(a, size);
	return memory ? kiss_fft_alloc((int)n, back, memory, &size) : NULL;
}

struct spectrum *spectrum_make(uint32_t n, struct arena *a)
{
	struct spectrum *s;

	if (n < SPECTRUM_LEAST || n > SPECTRUM_MOST || (n & (n - 1)))
		return NULL;
	s = arena_alloc(a, sizeof *s);
	if (!s)
		return NULL;
	s->n = n;
	s->forward = plan(n, 0, a);
	s->back = plan(n, 1, a);
	s->turned = arena_array(a, (size_t)n * n, sizeof *s->turned);
	return s->forward && s->back && s->turned ? s : NULL;
}

/* out[x * n + y] = in[y * n + x], in tiles that stay in the cache. */
static void turn(uint32_t n, const kiss_fft_cpx *in, kiss_fft_cpx *out)
{
	enum { TILE = 8 };

	for (uint32_t y = 0; y < n; y += TILE)
		for (uint32_t x = 0; x < n; x += TILE)
			for (uint32_t i = 0; i < TILE; i++)
				for (uint32_t k = 0; k < TILE; k++)
					out[(size_t)(x + k) * n + y + i] = in[(size_t)(y + i) * n + x + k];
}

static void both_ways(struct spectrum *s, kiss_fft_cfg c, kiss_fft_cpx *field)
{
	const size_t n = s->n;

	for (size_t y = 0; y < n; y++)
		kiss_fft(c, field + y * n, s->turned + y * n);
	turn(s->n, s->turned, field);
	for (size_t x = 0; x < n; x++)
		kiss_fft(c, field + x * n, s->turned + x * n);
	memcpy(field, s->turned, n * n * sizeof *field);
}

void spectrum_forward(struct spectrum *s, kiss_fft_cpx *field) { both_ways(s, s->forward, field); }
void spectrum_back(struct spectrum *s, kiss_fft_cpx *field) { both_ways(s, s->back, field); }
