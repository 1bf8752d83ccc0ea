/* One list of bands for all dates. */
#include "watch/scene_parts.h"

#include <math.h>
#include <string.h>
#include <strings.h>

/* What band of another date is this one? By name within a role, else by the nearest wavelength, else by order. Smaller is nearer; below zero: not
 * the same. */
static double apart(const struct scene_plane *p, const struct scene_plane *q)
{
	bool named = p->said && q->said && !strcasecmp(p->name, q->name);

	if (p->role != q->role)
		return -1;
	if (p->role == ROLE_OTHER)
		return named ? 0 : -1;
	if (named)
		return 0;
	if (p->micrometres > 0 && q->micrometres > 0)
		return 1 + fabs(p->micrometres - q->micrometres);
	return 3;
}

static uint32_t nearest(const struct scene *s, uint32_t from, const struct scene_plane *p)
{
	uint32_t best = UINT32_MAX;
	double least = 0;

	for (uint32_t k = from; k < s->n; k++) {
		double d = apart(p, &s->plane[k]);

		if (d >= 0 && (best == UINT32_MAX || d < least)) {
			best = k;
			least = d;
		}
	}
	return best;
}

static void bring(struct scene *s, uint32_t to, uint32_t from)
{
	struct scene_plane p = s->plane[from];

	memmove(&s->plane[to + 1], &s->plane[to], (from - to) * sizeof *s->plane);
	s->plane[to] = p;
}

static void leave(struct scene *s, uint32_t k)
{
	s->left[s->n_left++] = s->plane[k];
	s->n--;
	memmove(&s->plane[k], &s->plane[k + 1], (s->n - k) * sizeof *s->plane);
}

static bool same_already(const struct scene *s, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (s[i].n != s[0].n)
			return false;
		for (uint32_t k = 0; k < s[0].n; k++)
			if (apart(&s[0].plane[k], &s[i].plane[k]) != 0)
				return false;
	}
	return true;
}

/* How many bands say what they are. */
static uint32_t known(const struct scene *s)
{
	uint32_t n = 0;

	for (uint32_t k = 0; k < s->n; k++)
		n += s->plane[k].role != ROLE_OTHER || s->plane[k].said;
	return n;
}

/* Planes 0 … kept of all scenes are the same. The nearest must hold both ways, so that of two near infrared bands the like one is taken. */
static bool match(struct scene *s, size_t n, uint32_t kept)
{
	for (size_t i = 1; i < n; i++) {
		uint32_t j = nearest(&s[i], kept, &s[0].plane[kept]);

		if (j == UINT32_MAX || nearest(&s[0], kept, &s[i].plane[j]) != kept)
			return false;
	}
	for (size_t i = 1; i < n; i++)
		bring(&s[i], kept, nearest(&s[i], kept, &s[0].plane[kept]));
	return true;
}

static enum status by_role(struct scene *s, size_t n, struct error *e)
{
	uint32_t kept = 0;
	enum status st = ST_OK;

	while (kept < s[0].n) {
		if (match(s, n, kept))
			kept++;
		else
			leave(&s[0], kept);
	}
	for (size_t i = 1; i < n; i++)
		while (s[i].n > kept)
			leave(&s[i], kept);
	if (!kept)
		return error_set(e, ST_DATA, "%s and %s have no band in common", s[0].name, s[1].name);
	for (size_t i = 0; i < n && !st; i++)
		st = scene_place(&s[i], e);
	return st;
}

enum status scene_agree(struct scene *s, size_t n, struct error *e)
{
	bool counts = true, all_known = true, each_some = true;

	if (n < 2 || same_already(s, n))
		return ST_OK;
	for (size_t i = 0; i < n; i++) {
		counts = counts && s[i].n == s[0].n;
		all_known = all_known && known(&s[i]) == s[i].n;
		each_some = each_some && known(&s[i]);
	}
	if (counts && !all_known)
		return ST_OK;
	if (each_some)
		return by_role(s, n, e);
	for (size_t i = 1; i < n; i++)
		if (s[i].n != s[0].n)
			return error_set(e, ST_DATA, "%s has %u band%s and %s has %u, and their names do not say which is which; name those to be "
					 "used", s[0].name, s[0].n, s[0].n == 1 ? "" : "s", s[i].name,
					 s[i].n);
	return ST_BUG;
}
