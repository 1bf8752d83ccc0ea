/* onus.c - the public library: the house's own functions behind opaque handles and the public names of statuses. */
#include "onus/onus.h"

#include "exchange/rules.h"
#include "exchange/script.h"
#include "store/model.h"
#include "weigh/weigh_case.h"

#include <stdlib.h>
#include <string.h>

struct onus_case {
	struct store *store;
};

_Static_assert((int)ONUS_NEGATIVE == (int)ST_NEGATIVE && (int)ONUS_USAGE == (int)ST_USAGE && (int)ONUS_BAD_DATA == (int)ST_DATA &&
		       (int)ONUS_ENVIRONMENT == (int)ST_ENV && (int)ONUS_BUG == (int)ST_BUG,
	       "public and inner statuses are the same numbers");

static enum onus_status give(enum status s, const struct error *from, struct onus_error *to)
{
	if (to) {
		*to = (struct onus_error){.code = (enum onus_status)s};
		if (s != ST_OK) {
			memcpy(to->where, from->where, sizeof to->where);
			memcpy(to->message, from->message, sizeof to->message);
			memcpy(to->hint, from->hint, sizeof to->hint);
		}
	}
	return (enum onus_status)s;
}

_Static_assert(sizeof((struct error){0}.where) == sizeof((struct onus_error){0}.where) &&
		       sizeof((struct error){0}.message) == sizeof((struct onus_error){0}.message) &&
		       sizeof((struct error){0}.hint) == sizeof((struct onus_error){0}.hint),
	       "errors have the same room");

const char *onus_version(void)
{
	return ONUS_VERSION;
}

void onus_free(char *text)
{
	free(text);
}

enum onus_status onus_case_create(const char *dir, const char *by, struct onus_error *e)
{
	struct error inner = {0};
	return give(store_create(dir, by, &inner), &inner, e);
}

enum onus_status onus_case_open(const char *dir, int writable, onus_case **out, struct onus_error *e)
{
	struct error inner = {0};
	*out = NULL;
	onus_case *c = calloc(1, sizeof *c);
	if (!c)
		return give(error_memory(&inner), &inner, e);
	enum status s = store_open(dir, writable ? STORE_WRITE : STORE_READ, &c->store, &inner);
	if (s == ST_OK)
		*out = c;
	else
		free(c);
	return give(s, &inner, e);
}

void onus_case_close(onus_case *c)
{
	if (!c)
		return;
	store_close(c->store);
	free(c);
}

enum onus_status onus_case_import(onus_case *c, const char *const *files, size_t n, const char *by, size_t *entries,
				  struct onus_error *e)
{
	struct error inner = {0};
	struct import_options options = {0};
	struct import_report report = {0};
	struct script *scripts = calloc(n ? n : 1, sizeof *scripts);
	enum status s = scripts ? ST_OK : error_memory(&inner);
	size_t read = 0;
	for (; s == ST_OK && read < n; read++)
		s = script_read(files[read], &scripts[read], &inner);
	if (s == ST_OK)
		s = script_import(c->store, scripts, n, by, &options, NULL, NULL, &report, &inner);
	for (size_t i = 0; i < read; i++)
		script_free(&scripts[i]);
	free(scripts);
	if (s == ST_OK && entries)
		*entries = report.entries;
	return give(s, &inner, e);
}

enum onus_status onus_case_export(onus_case *c, char **yaml, struct onus_error *e)
{
	struct error inner = {0};
	struct buf out = BUF_INIT;
	enum status s = script_export(c->store, &out, &inner);
	if (s == ST_OK)
		buf_char(&out, '\0'); /* there is memory even where the case is empty */
	if (s == ST_OK && !buf_ok(&out))
		s = error_memory(&inner);
	*yaml = s == ST_OK ? out.bytes : NULL;
	if (s != ST_OK)
		buf_free(&out);
	return give(s, &inner, e);
}

static const struct kind_info *kind_named(const char *kind, struct error *e)
{
	const struct kind_info *k = kind_by_name(kind);
	if (!k)
		(void)error_set(e, ST_USAGE, "no kind of record is called '%s'", kind);
	return k;
}

enum onus_status onus_case_record(onus_case *c, const char *kind, const char *id, char **json, uint64_t *n,
				  struct onus_error *e)
{
	struct error inner = {0};
	json_t *body = NULL;
	*json = NULL;
	const struct kind_info *k = kind_named(kind, &inner);
	enum status s = k ? store_get(c->store, k->kind, id, &body, n, &inner) : ST_USAGE;
	if (s == ST_OK && body) {
		struct buf out = BUF_INIT;
		s = json_canonical(body, &out, &inner);
		*json = s == ST_OK ? out.bytes : NULL;
		if (s != ST_OK)
			buf_free(&out);
	}
	json_decref(body);
	return give(s, &inner, e);
}

struct records {
	onus_record_visit *visit;
	void *arg;
	bool stopped;
};

static enum status visit_record(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n,
				struct error *e)
{
	struct records *r = arg;
	struct buf out = BUF_INIT;
	(void)origin, (void)n;
	if (r->stopped)
		return ST_OK;
	enum status s = json_canonical(body, &out, e);
	if (s == ST_OK)
		r->stopped = r->visit(r->arg, id, buf_str(&out)) != 0;
	buf_free(&out);
	return s;
}

enum onus_status onus_case_records(onus_case *c, const char *kind, onus_record_visit *visit, void *arg,
				   struct onus_error *e)
{
	struct error inner = {0};
	struct records r = {visit, arg, false};
	const struct kind_info *k = kind_named(kind, &inner);
	enum status s = k ? store_each(c->store, k->kind, visit_record, &r, &inner) : ST_USAGE;
	return give(s, &inner, e);
}

enum onus_status onus_case_head(onus_case *c, uint64_t *size, unsigned char root[32], struct onus_error *e)
{
	struct error inner = {0};
	struct tree_head head;
	enum status s = store_tree_head(c->store, &head, &inner);
	if (s == ST_OK) {
		*size = head.size;
		memcpy(root, head.root.bytes, sizeof head.root.bytes);
	}
	return give(s, &inner, e);
}

static void no_report(void *arg, const char *what, const char *detail)
{
	(void)arg, (void)what, (void)detail;
}

enum onus_status onus_case_verify(onus_case *c, int replay, onus_fault *report, void *arg, struct onus_error *e)
{
	struct error inner = {0};
	struct store *reading = NULL; /* verification wants a picture that stands still */
	size_t faults = 0;
	enum status s = store_open(store_dir(c->store), STORE_READ, &reading, &inner);
	if (s == ST_OK)
		s = store_verify(reading, replay != 0, report ? report : no_report, arg, &faults, &inner);
	store_close(reading);
	if (s == ST_OK && faults)
		s = error_set(&inner, ST_NEGATIVE, "%zu faults", faults);
	return give(s, &inner, e);
}

enum onus_status onus_case_weigh(onus_case *c, const char *rules_file, onus_weight_visit *visit, void *arg,
				 struct onus_error *e)
{
	struct error inner = {0};
	struct arena a = ARENA_INIT;
	struct model m;
	struct rules rules;
	struct weighing w = {0};
	const struct weigh_options options = {.as_of = EDTF_MAX};
	enum status s = rules_load(rules_file, &a, &rules, &inner);
	if (s == ST_OK)
		s = model_load(c->store, &a, &m, &inner);
	if (s == ST_OK)
		s = weigh_case(&m, &rules, &options, &a, &w, &inner);
	for (size_t i = 0; s == ST_OK && i < w.n_claims; i++) {
		const struct weighed *x = &w.claims[i];
		const struct onus_weight out = {
			.claim = x->claim->id, .state = claim_state_name(x->state), .grade = x->grade ? x->grade->name : "",
			.origins = (unsigned)x->support.n_origins, .voices_low = x->support.voices_low,
			.voices_high = x->support.voices_high, .resilience = x->support.resilience,
			.denials = (unsigned)x->denial.n_voices};
		if (visit(arg, &out) != 0)
			break;
	}
	arena_free(&a);
	return give(s, &inner, e);
}
