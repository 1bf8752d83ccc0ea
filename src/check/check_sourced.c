/* check_sourced.c - facts that no source stands behind: they would be withheld from print. */
#include "check/internal.h"

#include "exchange/ftm.h"
#include "exchange/identifier.h"

#include <string.h>

/* A fact needs its own source or its record's; one marked unconfirmed says itself that it has none. */
static void need(struct checking *c, enum kind record, const char *id, const char *path, const struct strs *own,
		 const struct strs *of_record, bool confirmed, const char *what)
{
	if (own->n == 0 && of_record->n == 0 && confirmed)
		found(c, CHECK_NO_SOURCE, record, id, path, arena_printf(c->a, "No source stands behind this %s.", what), -1);
}

#define EACH(c, v, n, path, record, id, of_record, sure, what)                                                                 \
	for (size_t i_ = 0; i_ < (n); i_++)                                                                                    \
		need((c), (record), (id), arena_printf((c)->a, "%s[%zu]", (path), i_), &(v)[i_].sources, (of_record), (sure), (what))

/* Identifiers that carry check digits: by the format that FtM gives to the property, or a Chinese number by its shape. */
static void identifiers(struct checking *c, const struct actor *a)
{
	const struct ftm_schema *schema = a->schema ? ftm_schema(a->schema) : NULL;
	for (size_t i = 0; schema && i < a->n_properties; i++) {
		const struct ftm_property *p = ftm_property(schema, a->properties[i].name);
		enum identifier kind = p && p->format ? identifier_by_name(p->format) : IDENTIFIERS;
		for (size_t k = 0; p && p->type == FTM_IDENTIFIER && k < a->properties[i].n; k++) {
			const char *value = a->properties[i].values[k].value;
			char why[80];
			enum identifier it = kind == IDENTIFIERS && value ? identifier_chinese(value, strlen(value)) : kind;
			if (value && it != IDENTIFIERS && !identifier_valid(it, value, strlen(value), why))
				found(c, CHECK_IDENTIFIER, KIND_ACTOR, a->id, arena_printf(c->a, "properties.%s[%zu]", p->name, k),
				      arena_printf(c->a, "'%.60s' is no valid %s: %s.", value, identifier_title(it), why), -1);
		}
	}
}

static void actors(struct checking *c)
{
	for (size_t i = 0; i < c->m->n_actors; i++) {
		const struct actor *a = &c->m->actors[i];
		for (size_t k = 0; k < a->n_names; k++)
			need(c, KIND_ACTOR, a->id, arena_printf(c->a, "names[%zu]", k), &a->names[k].sources, &a->sources,
			     a->confirmed && a->names[k].confirmed, "name");
		EACH(c, a->listings, a->n_listings, "listings", KIND_ACTOR, a->id, &a->sources, a->confirmed, "listing");
		identifiers(c, a);
	}
}

/* The day on which an image of a series was taken; NULL where nothing says it. */
static const struct when *taken(const struct site_image *x, const struct source *s)
{
	const struct when *w = x->date.text ? &x->date : s->data_date.text ? &s->data_date : &s->date;

	return w->text && w->e.earliest != EDTF_MIN && w->e.latest != EDTF_MAX ? w : NULL;
}

static void series(struct checking *c, const struct site *s)
{
	for (size_t k = 0; k < s->n_series; k++) {
		const struct source *x = s->series[k].source ? model_source(c->m, s->series[k].source) : NULL;
		const char *path = arena_printf(c->a, "series[%zu]", k), *why = NULL;

		if (!x) /* dangling is told elsewhere */
			continue;
		if (strcmp(x->kind ? x->kind : "", "image") != 0)
			why = arena_printf(c->a, "%s is no image but of kind %s.", x->id, x->kind ? x->kind : "unknown");
		else if (!taken(&s->series[k], x))
			why = arena_printf(c->a, "Nothing says when %s was taken: date here, or data_date of the source.", x->id);
		for (size_t j = 0; !why && j < k; j++)
			if (s->series[j].source && !strcmp(s->series[j].source, x->id))
				why = arena_printf(c->a, "%s stands in it twice.", x->id);
		if (why || !path)
			found(c, CHECK_SERIES, KIND_SITE, s->id, path, why, -1);
	}
}

static void sites(struct checking *c)
{
	for (size_t i = 0; i < c->m->n_sites; i++) {
		const struct site *s = &c->m->sites[i];
		for (size_t k = 0; k < s->n_names; k++)
			need(c, KIND_SITE, s->id, arena_printf(c->a, "names[%zu]", k), &s->names[k].sources, &s->sources,
			     s->confirmed && s->names[k].confirmed, "name");
		EACH(c, s->points, s->n_points, "points", KIND_SITE, s->id, &s->sources, s->confirmed, "point");
		EACH(c, s->status, s->n_status, "status", KIND_SITE, s->id, &s->sources, s->confirmed, "status");
		series(c, s);
	}
}

static void duties(struct checking *c)
{
	static const struct strs none;
	for (size_t i = 0; i < c->m->n_duties; i++) {
		const struct duty *d = &c->m->duties[i];
		need(c, KIND_DUTY, d->id, "", &d->sources, &none, d->confirmed, "duty");
		for (size_t k = 0; k < d->n_parties; k++)
			need(c, KIND_DUTY, d->id, arena_printf(c->a, "parties[%zu]", k), &d->parties[k].sources, &d->sources,
			     d->confirmed && d->parties[k].confirmed, "party");
		EACH(c, d->deadlines, d->n_deadlines, "deadlines", KIND_DUTY, d->id, &d->sources, d->confirmed, "deadline");
	}
}

static void rest(struct checking *c)
{
	static const struct strs none;
	for (size_t i = 0; i < c->m->n_responses; i++) {
		const struct response *r = &c->m->responses[i];
		if (!r->n_history)
			need(c, KIND_RESPONSE, r->id, "", &r->sources, &none, r->confirmed, "response");
		for (size_t k = 0; k < r->n_history; k++)
			need(c, KIND_RESPONSE, r->id, arena_printf(c->a, "history[%zu]", k), &r->history[k].sources, &r->sources,
			     r->confirmed && r->history[k].confirmed, "step");
	}
	for (size_t i = 0; i < c->m->n_relations; i++)
		need(c, KIND_RELATION, c->m->relations[i].id, "", &c->m->relations[i].sources, &none, c->m->relations[i].confirmed, "relation");
}

void check_sourced(struct checking *c)
{
	actors(c);
	sites(c);
	duties(c);
	rest(c);
}
