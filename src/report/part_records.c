/* part_records.c - actors, sites and duties as the case has them, each value over its source. */
#include "report/dossier.h"

#include <math.h>
#include <string.h>

static void names(struct page *p, struct dossier *d, const struct naming *v, size_t n, const struct strs *record)
{
	page_markup(p, "<ul class=\"names\">");
	for (size_t i = 0; i < n; i++) {
		const struct fact *f = fact_name(&d->facts, &v[i], record);
		if (!f)
			continue;
		page_markup(p, "<li>");
		page_fact(p, f);
		if (!v[i].confirmed)
			page_words(p, " (unconfirmed)");
		page_markup(p, "</li>");
	}
	page_markup(p, "</ul>");
}

static void paragraph(struct page *p, const struct fact *f)
{
	if (!f)
		return;
	page_markup(p, "<p>");
	page_fact(p, f);
	page_markup(p, "</p>");
}

static void unconfirmed(struct page *p, bool confirmed)
{
	if (confirmed)
		return;
	page_markup(p, "<p class=\"warn\">");
	page_words(p, "Not confirmed by a source at hand.");
	page_markup(p, "</p>");
}

/* --- actors ------------------------------------------------------------------------------- */

static void dated(struct page *p, struct dossier *d, const struct when *w, const struct listing *l, const struct strs *record)
{
	page_fact_unmarked(p, fact_field(&d->facts, w->text, &l->sources, record));
}

static void listings(struct page *p, struct dossier *d, const struct actor *a)
{
	if (!a->n_listings)
		return;
	page_markup(p, "<ul class=\"listings\">");
	for (size_t i = 0; i < a->n_listings; i++) {
		const struct listing *l = &a->listings[i];
		const struct fact *list = fact_field(&d->facts, l->list, &l->sources, &a->sources);
		if (!list)
			continue;
		page_markup(p, "<li>");
		page_words(p, "Listed: ");
		page_fact_unmarked(p, list);
		if (l->entry) {
			page_words(p, ", entry ");
			page_fact_unmarked(p, fact_field(&d->facts, l->entry, &l->sources, &a->sources));
		}
		if (l->programme) {
			page_words(p, ", ");
			page_fact_unmarked(p, fact_field(&d->facts, l->programme, &l->sources, &a->sources));
		}
		if (l->listed.text) {
			page_words(p, ", since ");
			dated(p, d, &l->listed, l, &a->sources);
		}
		if (l->delisted.text) {
			page_words(p, ", until ");
			dated(p, d, &l->delisted, l, &a->sources);
		}
		page_marks(p, list);
		const struct fact *note = fact_texts(&d->facts, &l->note, &l->sources, &a->sources);
		if (note) {
			page_words(p, " - ");
			page_fact_unmarked(p, note);
		}
		page_markup(p, "</li>");
	}
	page_markup(p, "</ul>");
}

static bool has(const struct strs *s, const char *id)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->v[i], id))
			return true;
	return false;
}

/* A row of a list, whose identity is kept outside the case, of which nothing more is said. */
static bool is_row(const struct dossier *d, const struct actor *a)
{
	if (!a->commitment || a->role.n || a->note.n || a->n_listings)
		return false;
	for (size_t i = 0; i < d->m->n_claims; i++) {
		const struct claim *c = &d->m->claims[i];
		if (has(&c->perpetrators, a->id) || has(&c->enablers, a->id) || has(&c->victims, a->id) || has(&c->others, a->id))
			return false;
	}
	for (size_t i = 0; i < d->m->n_sources; i++)
		if (has(&d->m->sources[i].authors, a->id))
			return false;
	return true;
}

/* Of rows only how many there are, and how many people they are taken for. */
static void rows_said(struct page *p, const struct dossier *d, size_t rows)
{
	size_t hold = 0, fewer = 0;

	if (!rows)
		return;
	for (size_t i = 0; i < d->m->n_merges; i++)
		if (d->m->merges[i].actors.n && merge_holds(d->m, &d->m->merges[i])) {
			hold++;
			fewer += d->m->merges[i].actors.n - 1;
		}
	page_markup(p, "<p>");
	page_words(p, "Not shown: ");
	page_count(p, (long long)rows);
	page_words(p, " records of people on lists. Who they are is kept outside the case.");
	if (hold) {
		page_words(p, " Merges that hold: ");
		page_count(p, (long long)hold);
		page_words(p, "; records that they leave fewer: ");
		page_count(p, (long long)fewer);
		page_words(p, ".");
	}
	page_markup(p, "</p>");
}

void part_actors(struct page *p, struct dossier *d)
{
	size_t rows = 0;

	page_markup(p, "<section id=\"actors\"><h2>");
	page_words(p, "Actors");
	page_markup(p, "</h2><div class=\"cards\">");
	for (size_t i = 0; i < d->m->n_actors; i++) {
		const struct actor *a = &d->m->actors[i];
		if (is_row(d, a)) {
			rows++;
			continue;
		}
		const struct fact *heading = actor_fact(d, a->id);
		if (!heading)
			continue;
		page_markup(p, "<article class=\"card\"");
		page_anchor(p, "actor-", a->id);
		page_markup(p, "><h3>");
		page_fact(p, heading);
		page_markup(p, "</h3>");
		unconfirmed(p, a->confirmed);
		paragraph(p, fact_texts(&d->facts, &a->role, &a->sources, NULL));
		if (a->n_names > 1)
			names(p, d, a->names + 1, a->n_names - 1, &a->sources);
		listings(p, d, a);
		paragraph(p, fact_texts(&d->facts, &a->note, &a->sources, NULL));
		page_markup(p, "</article>");
	}
	page_markup(p, "</div>");
	rows_said(p, d, rows);
	page_markup(p, "</section>");
}

/* --- sites -------------------------------------------------------------------------------- */

static void points(struct page *p, struct dossier *d, const struct site *s)
{
	double most = 0;
	page_markup(p, "<ul>");
	for (size_t i = 0; i < s->n_points; i++) {
		const struct point *x = &s->points[i];
		const struct fact *f = fact_texts(&d->facts, &x->what, &x->sources, &s->sources);
		const struct fact *at = f ? f : fact_field(&d->facts, "point", &x->sources, &s->sources);
		if (!at)
			continue;
		for (size_t k = 0; k < i; k++)
			most = fmax(most, distance_km(x, &s->points[k]));
		page_markup(p, "<li>");
		page_degrees(p, fabs(x->lat));
		page_choose(p, x->lat < 0, " S ", " N ");
		page_degrees(p, fabs(x->lon));
		page_choose(p, x->lon < 0, " W", " E");
		if (!isnan(x->radius)) {
			page_words(p, ", within ");
			page_count(p, (long long)x->radius);
			page_words(p, " m");
		}
		page_words(p, ": ");
		page_fact(p, at);
		page_markup(p, "</li>");
	}
	page_markup(p, "</ul>");
	if (most > 0) {
		page_markup(p, "<p>");
		page_words(p, "The points lie up to ");
		page_number(p, most);
		page_words(p, " km apart.");
		page_markup(p, "</p>");
		if (most >= 1) /* below that the list says it all */
			plot_points(p, d, s);
	}
}

static void site_status(struct page *p, struct dossier *d, const struct site *s)
{
	if (!s->n_status)
		return;
	page_markup(p, "<ul>");
	for (size_t i = 0; i < s->n_status; i++) {
		const struct site_status *x = &s->status[i];
		const struct fact *f = fact_field(&d->facts, x->status, &x->sources, &s->sources);
		if (!f)
			continue;
		page_markup(p, "<li>");
		page_fact(p, f);
		if (x->when.text) {
			page_words(p, " ");
			page_fact_unmarked(p, fact_field(&d->facts, x->when.text, &x->sources, &s->sources));
		}
		if (x->known.text) {
			page_words(p, ", said ");
			page_fact_unmarked(p, fact_field(&d->facts, x->known.text, &x->sources, &s->sources));
		}
		const struct fact *text = fact_texts(&d->facts, &x->text, &x->sources, &s->sources);
		if (text) {
			page_words(p, " - ");
			page_fact_unmarked(p, text);
		}
		page_markup(p, "</li>");
	}
	page_markup(p, "</ul>");
}

/* The images of it that the case has, by date. */
static void series(struct page *p, struct dossier *d, const struct site *s)
{
	bool begun = false;
	for (size_t i = 0; i < s->n_series; i++) {
		const struct site_image *x = &s->series[i];
		const struct source *image = x->source ? model_source(d->m, x->source) : NULL;
		const struct when *w = x->date.text ? &x->date : image && image->data_date.text ? &image->data_date : image ? &image->date : &x->date;
		const struct strs own = {(const char **)(uintptr_t)&x->source, 1};
		const struct fact *f = w->text && x->source ? fact_field(&d->facts, w->text, &own, NULL) : NULL;
		if (!f)
			continue;
		if (begun)
			page_words(p, "; ");
		else
			page_markup(p, "<p>Images: ");
		begun = true;
		page_fact(p, f);
	}
	if (begun)
		page_markup(p, "</p>");
}

void part_sites(struct page *p, struct dossier *d)
{
	page_markup(p, "<section id=\"sites\"><h2>");
	page_words(p, "Sites");
	page_markup(p, "</h2><div class=\"cards\">");
	for (size_t i = 0; i < d->m->n_sites; i++) {
		const struct site *s = &d->m->sites[i];
		const struct fact *f = s->n_names ? fact_name(&d->facts, &s->names[0], &s->sources) : NULL;
		if (!f)
			continue;
		page_markup(p, "<article class=\"card\"");
		page_anchor(p, "site-", s->id);
		page_markup(p, "><h3>");
		page_fact(p, f);
		page_markup(p, "</h3>");
		unconfirmed(p, s->confirmed);
		paragraph(p, fact_texts(&d->facts, &s->kind, &s->sources, NULL));
		if (s->n_names > 1)
			names(p, d, s->names + 1, s->n_names - 1, &s->sources);
		if (s->n_points)
			points(p, d, s);
		site_status(p, d, s);
		series(p, d, s);
		paragraph(p, fact_texts(&d->facts, &s->note, &s->sources, NULL));
		page_markup(p, "</article>");
	}
	page_markup(p, "</div></section>");
}

/* --- duties ------------------------------------------------------------------------------- */

static void parties(struct page *p, struct dossier *d, const struct duty *u)
{
	page_markup(p, "<ul>");
	for (size_t i = 0; i < u->n_parties; i++) {
		const struct party *x = &u->parties[i];
		const struct fact *by = fact_field(&d->facts, x->by, &x->sources, &u->sources);
		if (!by)
			continue;
		page_markup(p, "<li>");
		page_actor(p, d, x->actor);
		if (!strcmp(x->by, "none"))
			page_words(p, ": no party");
		else
			page_choose(p, !strcmp(x->by, "signature"), ": signed only", ": bound by ");
		if (strcmp(x->by, "none") != 0 && strcmp(x->by, "signature") != 0)
			page_fact_unmarked(p, by);
		if (x->since.text) {
			page_words(p, " since ");
			page_fact_unmarked(p, fact_field(&d->facts, x->since.text, &x->sources, &u->sources));
		}
		if (x->until.text) {
			page_words(p, " until ");
			page_fact_unmarked(p, fact_field(&d->facts, x->until.text, &x->sources, &u->sources));
		}
		for (size_t k = 0; k < x->n_reservations; k++) {
			page_choose(p, k, ", ", "; reservations: ");
			page_fact_unmarked(p, fact_field(&d->facts, x->reservations[k].article, &x->reservations[k].sources, &x->sources));
		}
		page_choose(p, x->confirmed, "", " (unconfirmed)");
		page_marks(p, by);
		page_markup(p, "</li>");
	}
	page_markup(p, "</ul>");
}

static void deadlines(struct page *p, struct dossier *d, const struct duty *u)
{
	for (size_t i = 0; i < d->n_deadlines; i++) {
		const struct duty_deadline *x = &d->deadlines[i];
		const struct fact *day = x->duty == u ? fact_field(&d->facts, x->deadline->day_text, &x->deadline->sources, &u->sources) : NULL;
		if (!day)
			continue;
		page_markup(p, "<p class=\"deadline\">");
		page_words(p, "Deadline ");
		page_fact(p, day);
		page_words(p, ": ");
		page_fact_unmarked(p, fact_texts(&d->facts, &x->deadline->what, &x->deadline->sources, &u->sources));
		page_choose(p, x->days > 0, " Passed by ", " Still to run: ");
		page_count(p, x->days > 0 ? x->days : -x->days);
		page_words(p, " days.");
		if (x->monitor_ended) {
			page_words(p, " The body that watched it, ");
			page_actor(p, d, x->monitor_ended->actor);
			page_words(p, ", itself ended on ");
			page_fact(p, fact_field(&d->facts, x->monitor_ended->until.text, &x->monitor_ended->sources, &u->sources));
			page_words(p, ".");
		}
		page_markup(p, "</p>");
	}
}

static void exceptions(struct page *p, struct dossier *d, const struct duty *u)
{
	for (size_t i = 0; i < u->n_exceptions; i++) {
		const struct fact *f = fact_texts(&d->facts, &u->exceptions[i].text, &u->exceptions[i].sources, &u->sources);
		if (!f)
			continue;
		page_markup(p, "<p>");
		page_words(p, "Exception: ");
		page_fact(p, f);
		page_markup(p, "</p>");
	}
}

void part_duties(struct page *p, struct dossier *d)
{
	page_markup(p, "<section id=\"duties\"><h2>");
	page_words(p, "Duties");
	page_markup(p, "</h2>");
	for (size_t i = 0; i < d->m->n_duties; i++) {
		const struct duty *u = &d->m->duties[i];
		const struct fact *f = fact_texts(&d->facts, &u->instrument, &u->sources, NULL);
		if (!f)
			continue;
		page_markup(p, "<article class=\"duty\"");
		page_anchor(p, "duty-", u->id);
		page_markup(p, "><h3>");
		page_fact_unmarked(p, f);
		const struct fact *article = fact_field(&d->facts, u->article, &u->sources, NULL);
		if (article) {
			page_words(p, ", ");
			page_fact_unmarked(p, article);
		}
		page_markup(p, "</h3>");
		unconfirmed(p, u->confirmed);
		paragraph(p, fact_texts(&d->facts, &u->text, &u->sources, NULL));
		if (u->in_force.text) {
			page_markup(p, "<p>");
			page_words(p, "In force since ");
			page_fact(p, fact_field(&d->facts, u->in_force.text, &u->sources, NULL));
			if (u->ended.text) {
				page_words(p, " until ");
				page_fact(p, fact_field(&d->facts, u->ended.text, &u->sources, NULL));
			}
			page_markup(p, "</p>");
		}
		if (u->n_parties)
			parties(p, d, u);
		deadlines(p, d, u);
		exceptions(p, d, u);
		paragraph(p, fact_texts(&d->facts, &u->note, &u->sources, NULL));
		page_markup(p, "</article>");
	}
	page_markup(p, "</section>");
}
