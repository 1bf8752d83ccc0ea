#include "cli/watching.h"
#include "watch/words.h"

#include <math.h>

enum { SHOWN = 20 /* changes */, LISTED = 4 /* registrations */ };

static void print_registration(FILE *out, const struct watch_result *r)
{
	double furthest = 0, rms = 0;
	size_t n = 0;

	for (size_t i = 0; i < r->n_pairs; i++) {
		const struct registration *g = &r->pair[i].registration;

		if (!r->pair[i].registered)
			continue;
		n++;
		furthest = fmax(furthest, hypot(g->dx, g->dy));
		rms = fmax(rms, g->rmse_px);
		if (r->n_pairs <= LISTED)
			(void)fprintf(out, "Registered   %+.2f, %+.2f pixels, rms %.2f of %zu windows (%zu agree)\n", g->dx, g->dy, g->rmse_px, g->windows,
				      g->used);
	}
	if (n && r->n_pairs > LISTED)
		(void)fprintf(out, "Registered   %zu pairs, displaced by %.2f pixels at most, rms %.2f at most\n", n, furthest, rms);
}

static void print_calibration(FILE *out, const struct watch_result *r)
{
	const struct watch_calibration *k = &r->calibration;

	(void)fprintf(out, "Method       %s", watch_method_word(r->method));
	if (r->method_why) {
		(void)fputs(": ", out);
		print_line(out, r->method_why);
	}
	(void)fprintf(out, "\nLine drawn   %s %.3g", k->fdr ? "false discoveries" : "false alarms", k->asked);
	if (!k->fdr && k->high > 0)
		(void)fprintf(out, " of unchanged ground, between %.2g and %.2g", k->low, k->high);
	if (k->nominal > 0)
		(void)fprintf(out, "; the textbook's line would have marked %.1f %% of all ground", 100 * k->nominal);
	(void)fputc('\n', out);
	if (k->doubt)
		(void)fprintf(out, "             %s\n", k->doubt);
}

static void print_change(FILE *out, const struct watching *w, const struct watch_change *c)
{
	struct arena a = ARENA_INIT;
	const char *area = watch_area(c->area, w->r.grid.kind, &a), *from = w->scene[c->from].date, *to = w->scene[c->to].date;
	double lon, lat;

	grid_lonlat(&w->r.grid, c->region.middle_x, c->region.middle_y, &lon, &lat);
	(void)fprintf(out, "%5u  %-12s", c->id, area ? area : "");
	if (isfinite(lon))
		(void)fprintf(out, " %9.5f %10.5f", lat, lon);
	else
		(void)fprintf(out, " %9.1f %10.1f", c->region.middle_x, c->region.middle_y);
	(void)fprintf(out, "  %.10s to %.10s  %-18s %s\n", from ? from : "?", to ? to : "?", watch_direction_word(c->direction), watch_likelihood(c->confidence));
	arena_free(&a);
}

void watching_print(FILE *out, const struct watching *w)
{
	const struct watch_result *r = &w->r;
	struct arena a = ARENA_INIT;
	const char *area = watch_area(r->changed_area, r->grid.kind, &a), *seen = watch_area(r->seen_area, r->grid.kind, &a), *not = watch_area(r->unseen_area, r->grid.kind, &a);

	print_registration(out, r);
	print_calibration(out, r);
	(void)fprintf(out, "Seen         %s; not observable %s\n", seen ? seen : "", not ? not : "");
	(void)fprintf(out, "Changed      %s in %zu place%s\n", area ? area : "", r->n_changes, r->n_changes == 1 ? "" : "s");
	for (size_t i = 0; i < r->n_warnings; i++) {
		(void)fputs("Note         ", out);
		print_line(out, r->warning[i]);
		(void)fputc('\n', out);
	}
	if (r->masked) {
		(void)fputs("Masked       ", out);
		print_line(out, r->masked);
		(void)fputc('\n', out);
	}
	if (w->told.timings) {
		double all = r->seconds_decoding + r->seconds_resampling + r->seconds_computing;

		(void)fprintf(out, "Took         %.2f s of processor: decoding %.2f (%.0f %%), resampling %.2f, computing %.2f\n", all, r->seconds_decoding,
			      all > 0 ? 100 * r->seconds_decoding / all : 0, r->seconds_resampling, r->seconds_computing);
	}
	if (r->n_changes)
		(void)fprintf(out, "\n   No  Area         %s  Between                   Direction          That it is a change\n", r->grid.kind == GRID_PIXELS ? "   Column        Row" :
			      " Latitude  Longitude");
	for (size_t i = 0; i < r->n_changes && i < SHOWN; i++)
		print_change(out, w, &r->change[i]);
	if (r->n_changes > SHOWN)
		(void)fprintf(out, "  … and %zu smaller ones%s\n", r->n_changes - SHOWN, w->o.dir ? ", in changes.geojson" : "; -o DIR writes all of them");
	arena_free(&a);
}
