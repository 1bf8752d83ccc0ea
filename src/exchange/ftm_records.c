/* ftm_records.c - a case's records as FtM: entities of what was written by hand too, and the export of all. */
#include "base/edtf.h"
#include "exchange/ftm.h"

#include <stdio.h>
#include <string.h>

/* --- values that records keep in places of their own ------------------------------------------ */

struct adding { struct ftm_entity *x; struct arena *a; struct error *e; enum status status; };

/* Add a value if the schema has the property; what it has not, FtM cannot hold. */
static void add(struct adding *d, const char *property, const char *value, const char *lang)
{
	const struct ftm_property *p = value && *value ? ftm_property(d->x->schema, property) : NULL;
	if (d->status != ST_OK || !p || p->flags & FTM_STUB)
		return;
	struct ftm_value v = {.property = p, .value = value, .lang = lang && *lang && ftm_code(FTM_LANGUAGE, lang) ? lang : NULL};
	d->status = ftm_add_value(d->x, d->a, &v, d->e);
}

/* A text, or a map of language to text. FtM's languages have three letters; the tag is left out where it is not one. */
static void add_texts(struct adding *d, const char *property, const json_t *v)
{
	const char *lang;
	json_t *text;
	if (json_is_string(v)) {
		add(d, property, json_string_value(v), NULL);
		return;
	}
	json_object_foreach((json_t *)(uintptr_t)v, lang, text)
		add(d, property, json_string_value(text), NULL);
}

/* FtM's dates are plain: YYYY, YYYY-MM, YYYY-MM-DD. One end of an EDTF date without its marks of doubt, if it is such. */
static const char *plain_date(struct arena *a, const char *edtf, bool end)
{
	const char *slash = edtf ? strchr(edtf, '/') : NULL, *from = slash && end ? slash + 1 : edtf;
	size_t n = !edtf ? 0 : slash && !end ? (size_t)(slash - edtf) : strlen(from);
	if (!edtf || (end && !slash))
		return NULL;
	while (n && strchr("?~%", from[n - 1]))
		n--;
	bool shape = n == 4 || n == 7 || n == 10;
	for (size_t i = 0; i < n && shape; i++)
		shape = i == 4 || i == 7 ? from[i] == '-' : from[i] >= '0' && from[i] <= '9';
	bool season = shape && n == 7 && (from[5] > '1' || (from[5] == '1' && from[6] > '2'));
	return shape && !season ? arena_strndup(a, from, n) : NULL;
}

static void add_time(struct adding *d, const json_t *body, const char *member)
{
	const char *when = json_text(body, member, NULL);
	add(d, strchr(when ? when : "", '/') ? "startDate" : "date", plain_date(d->a, when, false), NULL);
	add(d, "endDate", plain_date(d->a, when, true), NULL);
}

static void add_number(struct adding *d, const char *property, const json_t *v)
{
	struct buf b = BUF_INIT;
	if (!json_is_number(v))
		return;
	json_number_text(json_number_value(v), &b);
	char *text = buf_ok(&b) ? arena_strdup(d->a, buf_str(&b)) : NULL;
	buf_free(&b);
	if (!text)
		d->status = error_memory(d->e);
	else
		add(d, property, text, NULL);
}

static void add_own(struct adding *d, enum kind k, const json_t *body)
{
	const json_t *point = json_array_get(json_object_get(body, "points"), 0);
	add_texts(d, "notes", json_object_get(body, "note"));
	if (k == KIND_RELATION) {
		add_texts(d, ftm_property(d->x->schema, "role") ? "role" : "summary", json_object_get(body, "role"));
		add_texts(d, "description", json_object_get(body, "note"));
		add_time(d, body, "when");
		add_number(d, "amount", json_object_get(json_object_get(body, "amount"), "best"));
		return;
	}
	add_texts(d, "notes", json_object_get(body, "role"));
	add(d, "parent", json_text(body, "parent", NULL), NULL);
	add(d, "country", json_text(body, "country", NULL), NULL);
	add_texts(d, "region", json_object_get(body, "region"));
	add_texts(d, "summary", json_object_get(body, "kind"));
	if (k == KIND_SITE) { /* an address is what its name says */
		const json_t *name = json_array_get(json_object_get(body, "names"), 0);
		add(d, "full", json_text(name, "text", NULL), NULL);
		add_number(d, "latitude", json_object_get(point, "lat"));
		add_number(d, "longitude", json_object_get(point, "lon"));
	}
}

/* --- further entities ----------------------------------------------------------------------- */

struct further { struct arena *a; ftm_visit *visit; void *arg; struct error *e; };

static enum status give(struct further *f, struct adding *d)
{
	if (d->status != ST_OK)
		return d->status;
	ftm_sort(d->x);
	return f->visit(f->arg, d->x, f->e);
}

static enum status listing(struct further *f, const char *id, size_t n, const json_t *l)
{
	struct ftm_entity x = {.id = arena_printf(f->a, "%s-listing-%zu", id, n + 1), .schema = ftm_schema("Sanction"), .target = -1};
	struct adding d = {&x, f->a, f->e, x.id && x.schema ? ST_OK : error_memory(f->e)};
	add(&d, "entity", id, NULL);
	add(&d, "authority", json_text(l, "list", NULL), NULL);
	add(&d, "recordId", json_text(l, "entry", NULL), NULL);
	add(&d, "program", json_text(l, "programme", NULL), NULL);
	add(&d, "startDate", plain_date(f->a, json_text(l, "listed", NULL), false), NULL);
	add(&d, "endDate", plain_date(f->a, json_text(l, "delisted", NULL), false), NULL);
	add_texts(&d, "summary", json_object_get(l, "note"));
	return give(f, &d);
}

static enum status headship(struct further *f, const char *id, const char *body_id)
{
	struct ftm_entity x = {.id = arena_printf(f->a, "%s-heads-%s", id, body_id), .schema = ftm_schema("Directorship"), .target = -1};
	struct adding d = {&x, f->a, f->e, x.id && x.schema ? ST_OK : error_memory(f->e)};
	add(&d, "director", id, NULL);
	add(&d, "organization", body_id, NULL);
	add(&d, "role", "head", NULL);
	return give(f, &d);
}

/* Does a merge hold: not withdrawn, its source neither retracted nor superseded? */
static enum status holds(struct store *st, const json_t *body, bool *out, struct error *e)
{
	json_t *source = NULL;
	enum status s = store_get(st, KIND_SOURCE, json_text(body, "source", ""), &source, NULL, e);
	const json_t *all = json_object_get(source, "status");
	const char *last = json_array_size(all) ? json_text(json_array_get(all, json_array_size(all) - 1), "status", "") : "";
	*out = !json_object_get(body, "withdrawn") && strcmp(last, "retracted") && strcmp(last, "superseded");
	json_decref(source);
	return s;
}

/* A merge as FtM has it: entities that stay, and between them a Similar each. What holds no more is not written. */
static enum status similar(struct further *f, struct store *st, const json_t *body)
{
	const json_t *actors = json_object_get(body, "actors");
	const char *id = json_text(body, "id", ""), *first = json_string_value(json_array_get(actors, 0));
	bool held = false;
	enum status s = holds(st, body, &held, f->e);
	for (size_t i = 1; s == ST_OK && held && i < json_array_size(actors); i++) {
		struct ftm_entity x = {.id = arena_printf(f->a, "%s-%zu", id, i), .schema = ftm_schema("Similar"), .target = -1};
		struct adding d = {&x, f->a, f->e, x.id && x.schema ? ST_OK : error_memory(f->e)};
		add(&d, "match", first, NULL);
		add(&d, "candidate", json_string_value(json_array_get(actors, i)), NULL);
		add_number(&d, "confidenceScore", json_object_get(body, "probability"));
		add(&d, "matcher", json_text(body, "source", NULL), NULL);
		s = give(f, &d);
	}
	return s;
}

enum status ftm_each_of_record(struct store *st, enum kind k, const json_t *body, struct arena *a, ftm_visit *visit,
			       void *arg, struct error *e)
{
	struct ftm_entity x;
	struct further f = {a, visit, arg, e};
	size_t i;
	json_t *item;
	if (k == KIND_MERGE)
		return similar(&f, st, body);
	enum status s = ftm_from_record(k, body, a, &x, e);
	if (s != ST_OK)
		return s;
	struct adding d = {&x, a, e, ST_OK};
	add_own(&d, k, body);
	s = give(&f, &d);
	json_array_foreach(json_object_get(body, "listings"), i, item)
		if (s == ST_OK)
			s = listing(&f, x.id, i, item);
	json_array_foreach(json_object_get(body, "heads"), i, item)
		if (s == ST_OK)
			s = headship(&f, x.id, json_string_value(item));
	return s;
}

/* --- the whole case --------------------------------------------------------------------------- */

struct exporting { struct store *st; enum kind kind; enum ftm_format format; const char *dataset; ftm_sink *sink; void *arg; };

static enum status write_one(void *arg, const struct ftm_entity *x, struct error *e)
{
	struct exporting *ex = arg;
	struct buf b = BUF_INIT;
	enum status s = ex->format == FTM_ENTITIES ? ftm_write_entity(x, &b, e) : ftm_write_statements(x, ex->dataset, ex->format, &b, e);
	if (s == ST_OK && b.len)
		s = ex->sink(ex->arg, b.bytes, b.len, e);
	buf_free(&b);
	return s;
}

static enum status export_record(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct exporting *ex = arg;
	struct arena a = ARENA_INIT;
	(void)id, (void)origin, (void)n;
	enum status s = ftm_each_of_record(ex->st, ex->kind, body, &a, write_one, ex, e);
	arena_free(&a);
	return s;
}

static enum status write_header(struct exporting *ex, struct error *e)
{
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < FTM_COLUMNS; i++)
		buf_printf(&b, "%s%s", i ? "," : "", ftm_column_names[i]);
	buf_char(&b, '\n');
	enum status s = buf_ok(&b) ? ex->sink(ex->arg, b.bytes, b.len, e) : error_memory(e);
	buf_free(&b);
	return s;
}

enum status ftm_export(struct store *st, enum ftm_format format, const char *dataset, ftm_sink *sink, void *arg, struct error *e)
{
	static const enum kind kinds[] = {KIND_ACTOR, KIND_SITE, KIND_RELATION, KIND_MERGE};
	struct exporting ex = {.st = st, .format = format, .dataset = dataset ? dataset : "onus", .sink = sink, .arg = arg};
	enum status s = format == FTM_STATEMENTS_CSV ? write_header(&ex, e) : ST_OK;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds && s == ST_OK; i++) {
		ex.kind = kinds[i];
		s = store_each(st, ex.kind, export_record, &ex, e);
	}
	return s;
}
