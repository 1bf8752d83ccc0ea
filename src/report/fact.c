#include "report/fact.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct fact {
	const char *text, *lang;
	const struct source *const *sources;
	size_t n;
};

/* The one place where a fact comes to be. */
static const struct fact *fact_new(struct facts *fs, const char *text, const char *lang, const struct strs *own,
				   const struct strs *record)
{
	const struct strs *ids = own && own->n ? own : record;
	if (!text || !*text || fs->failed)
		return NULL;
	struct fact *f = arena_alloc(fs->a, sizeof *f);
	const struct source **v = ids && ids->n ? arena_array(fs->a, ids->n, sizeof *v) : NULL;
	if (!f || (ids && ids->n && !v)) {
		fs->failed = true;
		return NULL;
	}
	for (size_t i = 0; v && i < ids->n; i++) {
		const struct source *s = model_source(fs->m, ids->v[i]);
		bool seen = !s;
		for (size_t k = 0; k < f->n && !seen; k++)
			seen = v[k] == s;
		if (!seen)
			v[f->n++] = s;
	}
	if (f->n == 0) {
		fs->withheld++;
		return NULL;
	}
	f->text = text;
	f->lang = lang ? lang : "";
	f->sources = v;
	return f;
}

static const struct fact *fact_printed(struct facts *fs, const char *made, const struct strs *own, const struct strs *record)
{
	fs->failed = fs->failed || !made;
	return fact_new(fs, made, "en", own, record);
}

const struct fact *fact_texts(struct facts *fs, const struct texts *t, const struct strs *own, const struct strs *record)
{
	const char *text = texts_in(t, fs->lang), *lang = "";
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].value == text)
			lang = t->v[i].lang;
	return fact_new(fs, text, lang, own, record);
}

const struct fact *fact_field(struct facts *fs, const char *field, const struct strs *own, const struct strs *record)
{
	return fact_new(fs, field, "", own, record);
}

static bool stands(const struct weighed *w, const char *source)
{
	for (size_t i = 0; i < w->support.n_circular; i++)
		if (!strcmp(w->support.circular[i]->id, source))
			return false;
	return true;
}

bool claim_withheld(const struct weighed *w)
{
	return w->support.n_origins == 0 && w->support.unknown == 0;
}

struct strs standing_sources(struct facts *fs, const struct weighed *w)
{
	const struct claim *c = w->claim;
	struct strs s = {arena_array(fs->a, c->n_supports ? c->n_supports : 1, sizeof *s.v), 0};
	if (!s.v)
		fs->failed = true;
	bool none = claim_withheld(w);
	for (size_t i = 0; s.v && !none && i < c->n_supports; i++)
		if (c->supports[i].source && c->supports[i].stance <= STANCE_REPEATS && stands(w, c->supports[i].source))
			s.v[s.n++] = c->supports[i].source;
	return s;
}

const struct fact *fact_claim(struct facts *fs, const struct weighed *w)
{
	const struct strs by = standing_sources(fs, w);
	return fact_texts(fs, &w->claim->text, &by, NULL);
}

static const struct fact *fact_of_source(struct facts *fs, const char *text, const char *lang, const char *id)
{
	const char *one[] = {id};
	const struct strs by = {one, id ? 1 : 0};
	return fact_new(fs, text, lang, &by, NULL);
}

const struct fact *fact_quote(struct facts *fs, const struct support *s)
{
	const struct source *source = model_source(fs->m, s->source);
	return fact_of_source(fs, s->quote, s->language ? s->language : source ? source->language : NULL, s->source);
}

const struct fact *fact_support_note(struct facts *fs, const struct support *s)
{
	return fact_of_source(fs, texts_in(&s->note, fs->lang), "", s->source);
}

const struct fact *fact_title(struct facts *fs, const struct source *s)
{
	return fact_of_source(fs, texts_in(&s->title, fs->lang), "", s->id);
}

const struct fact *fact_source_field(struct facts *fs, const struct source *s, const char *field)
{
	return fact_of_source(fs, field, "", s->id);
}

const struct fact *fact_name(struct facts *fs, const struct naming *n, const struct strs *record)
{
	return fact_new(fs, n->text, n->lang, &n->sources, record);
}

const struct fact *fact_element(struct facts *fs, const struct element *x, const struct finding *f)
{
	if (x->sources.n)
		return fact_new(fs, x->text, "en", &x->sources, &f->duty->sources);
	/* what the case does not say is said over the duty's own sources */
	return fact_new(fs, x->text, "en", &f->duty->sources, NULL);
}

const struct fact *fact_response(struct facts *fs, const struct response_standing *r)
{
	return fact_new(fs, r->text, "en", r->step ? &r->step->sources : NULL, &r->response->sources);
}

const struct fact *fact_weighed(struct facts *fs, const struct weighed *w, const char *sentence)
{
	struct strs by = {arena_array(fs->a, w->claim->n_supports + w->n_state_by + 1, sizeof *by.v), 0};
	if (!by.v)
		fs->failed = true;
	for (size_t i = 0; by.v && i < w->n_state_by; i++)
		by.v[by.n++] = w->state_by[i]->id;
	for (size_t i = 0; by.v && by.n == 0 && i < w->claim->n_supports; i++)
		by.v[by.n++] = w->claim->supports[i].source;
	for (size_t i = by.n; by.v && w->n_state_by == 0 && i < w->claim->n_supports; i++)
		by.v[by.n++] = w->claim->supports[i].source;
	return fact_new(fs, sentence, "en", &by, NULL);
}

const struct fact *fact_tie(struct facts *fs, const struct tied *t)
{
	const char *two[] = {t->a->id, t->b->id};
	const struct strs by = {two, 2};
	return fact_new(fs, t->why, "en", &by, NULL);
}

const struct fact *fact_decision(struct facts *fs, const struct finding *f)
{
	struct strs by = {arena_array(fs->a, f->claim->n_supports + 1, sizeof *by.v), 0};
	if (!by.v)
		fs->failed = true;
	for (size_t i = 0; by.v && i < f->claim->n_supports; i++)
		by.v[by.n++] = f->claim->supports[i].source;
	return fact_printed(fs, arena_printf(fs->a, "Decided by %s on %.10s: %s", f->decision->by, f->decision->when, f->decision->why), &by,
			    NULL);
}

/* --- amounts ------------------------------------------------------------------------------ */

/* 80,000 and 2.5: thousands parted, no digits lost */
static const char *figure(struct arena *a, double x)
{
	struct buf b = BUF_INIT;
	char out[64];
	size_t n = 0;
	json_number_text(x, &b);
	const char *s = buf_str(&b);
	size_t whole = strcspn(s, ".e"), start = *s == '-';
	for (size_t i = 0; s[i] && n + 2 < sizeof out; i++) {
		if (i > start && i < whole && (whole - i) % 3 == 0 && !strchr(s, 'e'))
			out[n++] = ',';
		out[n++] = s[i];
	}
	out[n] = '\0';
	buf_free(&b);
	return arena_strdup(a, out);
}

const struct fact *fact_amount(struct facts *fs, const struct amount *m, const struct strs *sources)
{
	const char *low = isnan(m->low) ? NULL : figure(fs->a, m->low), *best = isnan(m->best) ? NULL : figure(fs->a, m->best),
		   *high = isnan(m->high) ? NULL : figure(fs->a, m->high), *unit = m->unit ? m->unit : "(no unit)";
	const char *hedge = m->qualifier && strcmp(m->qualifier, "range") != 0 && strcmp(m->qualifier, "exactly") != 0 ? m->qualifier : "";
	const char *gap = *hedge ? " " : "";
	if (!m->set || (!low && !best && !high))
		return NULL;
	const char *text;
	if (low && high)
		text = best ? arena_printf(fs->a, "%s%s%s to %s, best %s %s", hedge, gap, low, high, best, unit)
			    : arena_printf(fs->a, "%s%s%s to %s %s", hedge, gap, low, high, unit);
	else if (best)
		text = arena_printf(fs->a, "%s%s%s %s", hedge, gap, best, unit);
	else
		text = arena_printf(fs->a, "%s %s %s", *hedge ? hedge : low ? "at least" : "up to", low ? low : high, unit);
	return fact_printed(fs, text, sources, NULL);
}

/* --- reading ------------------------------------------------------------------------------ */

const char *fact_text(const struct fact *f)
{
	return f->text;
}

const char *fact_lang(const struct fact *f)
{
	return f->lang;
}

size_t fact_sources(const struct fact *f, const struct source *const **v)
{
	*v = f->sources;
	return f->n;
}

json_t *fact_json(const struct fact *f)
{
	json_t *list = f ? json_array() : NULL;
	for (size_t i = 0; list && i < f->n; i++)
		if (json_array_append_new(list, json_string(f->sources[i]->id)) != 0) {
			json_decref(list);
			list = NULL;
		}
	if (!list)
		return NULL;
	return *f->lang ? json_pack("{s:s, s:s, s:o}", "text", f->text, "lang", f->lang, "sources", list)
			: json_pack("{s:s, s:o}", "text", f->text, "sources", list);
}
