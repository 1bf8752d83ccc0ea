#include "exchange/filing.h"
#include "watch/case_parts.h"
#include "watch/words.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- changes become claims ---------------------------------------------------------------------------------------- */

/* "; by other fits that rate lies between 0.6 and 1.7 %", and what else makes it doubtful. */
static const char *doubts(const json_t *calibration, struct arena *a)
{
	const json_t *range = json_object_get(calibration, "range"), *doubt = json_object_get(calibration, "doubt");
	const char *text = "";

	if (json_array_size(range) == 2)
		text = arena_printf(a, "; by other fits that rate lies between %.2g and %.2g %%", 100 * json_number_value(json_array_get(range, 0)),
				    100 * json_number_value(json_array_get(range, 1)));
	return text && json_is_string(doubt) ? arena_printf(a, "%s (%s)", text, json_string_value(doubt)) : text;
}

static const char *change_note(const struct case_filed *x, const json_t *c, const char *by, const char *day, struct arena *a)
{
	const json_t *k = json_object_get(x->answer, "calibration");
	bool discoveries = !strcmp(json_text(k, "of", ""), "false-discoveries");
	const char *doubt = doubts(k, a);

	return doubt ? arena_printf(a, "The text is proposed by the program: change %lld of %s. p = %.2g that ground which did not change shows as much, "
				       "q = %.2g (false discoveries). %s %.2g %% was to be marked, a limit taken from %lld pixels of these images%s. Accepted by "
				       "%s on %s.", (long long)json_integer_value(json_object_get(c, "id")), x->id, case_number(c, "p", 1),
				    case_number(c, "q", 1), discoveries ? "Of unchanged ground, as a share of what is marked," : "Of ground that did not change",
				    100 * case_number(k, "asked", 0), (long long)json_integer_value(json_object_get(k, "sample")), doubt, by, day) : NULL;
}

static json_t *observation(const struct case_filed *x, const json_t *c, const char *id, const char *text, const char *note)
{
	bool pixels = !json_object_get(c, "area_m2");

	return json_pack("{s:s, s:s, s:{s:s}, s:[s], s:s, s:{s:f, s:s, s:s}, s:[{s:s, s:s, s:o, s:s, s:s}], s:{s:s}}", "id", id, "kind", "observation",
			 "text", "en", text, "where", x->site, "when", x->between, "amount", "best", round(case_number(c, pixels ? "area" : "area_m2", 0)),
			 "unit", pixels ? "pixels" : "m²", "qualifier", "about", "supports", "source", x->id, "stance", "asserts", "locator",
			 json_sprintf("change %lld", (long long)json_integer_value(json_object_get(c, "id"))), "evidence", "image", "data_date", x->between,
			 "note", "en", note);
}

static const json_t *change_of(const struct case_filed *x, unsigned long id)
{
	const json_t *v;
	size_t i;

	json_array_foreach(json_object_get(x->answer, "found"), i, v)
		if (json_integer_value(json_object_get(v, "id")) == (json_int_t)id)
			return v;
	return NULL;
}

/* "all", "likely" (and more so), or numbers with commas, each once. */
static enum status chosen(const struct case_filed *x, const char *which, struct arena *a, unsigned long **out, size_t *n, struct error *e)
{
	const json_t *found = json_object_get(x->answer, "found"), *v;
	size_t i, most = 1;

	*n = 0;
	for (const char *p = which; *p; p++)
		most += *p == ',';
	if (!(*out = arena_array(a, most + json_array_size(found), sizeof **out)))
		return error_memory(e);
	if (!strcmp(which, "all") || !strcmp(which, "likely")) {
		json_array_foreach(found, i, v)
			if (*which == 'a' || case_number(v, "confidence", 0) >= case_likely_from)
				(*out)[(*n)++] = (unsigned long)json_integer_value(json_object_get(v, "id"));
		return *n ? ST_OK : error_set(e, ST_DATA, "the run %s found no change that is %s: there is nothing to accept", x->id, *which == 'a'
				? "one at all" : "likely");
	}
	for (const char *p = which; ; p++) {
		char *end;
		bool again = false;
		unsigned long id;

		errno = 0;
		id = strtoul(p, &end, 10);
		if (*p < '0' || *p > '9' || errno || (*end && *end != ','))
			return error_set(e, ST_USAGE, "--accept %.60s: \"all\", \"likely\" or numbers of changes with commas expected", which);
		if (!change_of(x, id))
			return error_set(e, ST_DATA, "the run %s has no change %lu: it has %zu", x->id, id, json_array_size(found));
		for (size_t k = 0; k < *n; k++)
			again |= (*out)[k] == id;
		if (!again)
			(*out)[(*n)++] = id;
		p = end;
		if (!*p)
			return ST_OK;
	}
}

static enum status site_name(struct store *st, const char *site, struct arena *a, const char **out, struct error *e)
{
	json_t *body = NULL;
	enum status s = store_get(st, KIND_SITE, site, &body, NULL, e);

	*out = s ? NULL : arena_strdup(a, json_text(json_array_get(json_object_get(body, "names"), 0), "text", site));
	json_decref(body);
	return s ? s : *out ? ST_OK : error_memory(e);
}

static enum status accept(struct filing *f, const struct case_filed *x, const unsigned long *id, size_t n, const char **claims, struct error *e)
{
	const char *name = NULL;
	enum status s = site_name(f->st, x->site, f->a, &name, e);

	for (size_t i = 0; !s && i < n; i++) {
		const json_t *c = change_of(x, id[i]);
		const char *text = case_change_text(x, c, name, f->a), *note = change_note(x, c, f->by, f->day, f->a);

		claims[i] = case_claim_id(x, (unsigned)id[i], f->a);
		s = claims[i] && text && note ? filing_put(f, KIND_CLAIM, claims[i], observation(x, c, claims[i], text, note), NULL, e) : error_memory(e);
	}
	return s;
}

enum status watch_case_accept(struct store *st, const char *analysis, const char *which, const char *by, struct arena *a, const char *const **claims,
			      size_t *n, struct error *e)
{
	struct filing f;
	struct case_filed x;
	unsigned long *id = NULL;
	const char **made = NULL;
	enum status s = filing_begin(st, by, a, &f, e);

	if (!s)
		s = case_filed_read(st, analysis, a, &x, e);
	if (s)
		return s;
	if (case_withdrawn(&x))
		s = error_set(e, ST_DATA, "the run %s was withdrawn: nothing of it can be accepted", x.id);
	if (!s)
		s = chosen(&x, which, a, &id, n, e);
	if (!s && !(made = arena_array(a, *n + 1, sizeof *made)))
		s = error_memory(e);
	if (!s)
		s = store_begin(st, by, e);
	if (!s)
		s = accept(&f, &x, id, *n, made, e);
	if (!s)
		s = store_commit(st, e);
	store_rollback(st);
	*claims = made;
	case_filed_end(&x);
	return s;
}
