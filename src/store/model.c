/* model.c - records' canonical bodies decoded into the typed structs of model.h.
 *
 * Bodies have been checked against the table when they were written; what does not fit all the same (a case made by
 * another version) is left out field by field, never guessed. */
#include "store/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The decoder's state: where memory comes from, and whether it ran out. */
struct decode {
	struct arena *a;
	bool failed;
};

static void *d_array(struct decode *d, size_t n, size_t size)
{
	if (n == 0 || d->failed)
		return NULL;
	void *p = arena_array(d->a, n, size);
	if (!p)
		d->failed = true;
	return p;
}

static const char *d_copy(struct decode *d, const json_t *v)
{
	const char *s = json_string_value(v);
	if (!s || d->failed)
		return NULL;
	char *p = arena_strndup(d->a, s, json_string_length(v));
	if (!p)
		d->failed = true;
	return p;
}

static const char *d_str(struct decode *d, const json_t *o, const char *member)
{
	return d_copy(d, json_object_get(o, member));
}

static double d_number(const json_t *o, const char *member)
{
	const json_t *v = json_object_get(o, member);
	return json_is_number(v) ? json_number_value(v) : (double)NAN;
}

static bool d_flag(const json_t *o, const char *member, bool otherwise)
{
	const json_t *v = json_object_get(o, member);
	return json_is_boolean(v) ? json_is_true(v) : otherwise;
}

static struct strs d_strs(struct decode *d, const json_t *o, const char *member)
{
	const json_t *list = json_object_get(o, member);
	struct strs s = {0};
	s.v = d_array(d, json_array_size(list), sizeof *s.v);
	for (size_t i = 0; s.v && i < json_array_size(list); i++) {
		const char *item = d_copy(d, json_array_get(list, i));
		if (item)
			s.v[s.n++] = item;
	}
	return s;
}

static struct texts d_texts_of(struct decode *d, const json_t *v)
{
	struct texts t = {0};
	size_t n = json_is_string(v) ? 1 : json_object_size(v);
	struct text *out = d_array(d, n, sizeof *out);
	t.v = out;
	if (!out)
		return t;
	if (json_is_string(v)) {
		out[t.n++] = (struct text){"", d_copy(d, v)};
		return t;
	}
	const char *lang;
	json_t *item;
	json_object_foreach((json_t *)(uintptr_t)v, lang, item) {
		char *l = arena_strdup(d->a, lang);
		const char *value = d_copy(d, item);
		d->failed = d->failed || !l;
		if (l && value)
			out[t.n++] = (struct text){l, value};
	}
	return t;
}

static struct texts d_texts(struct decode *d, const json_t *o, const char *member)
{
	return d_texts_of(d, json_object_get(o, member));
}

static struct when d_when_of(struct decode *d, const json_t *v)
{
	struct when w = {0};
	struct error e;
	const char *s = json_string_value(v);
	if (s && edtf_parse(s, strlen(s), &w.e, &e) == ST_OK)
		w.text = d_copy(d, v);
	return w;
}

static struct when d_when(struct decode *d, const json_t *o, const char *member)
{
	return d_when_of(d, json_object_get(o, member));
}

static struct amount d_amount(struct decode *d, const json_t *o, const char *member)
{
	const json_t *v = json_object_get(o, member);
	return (struct amount){.set = json_is_object(v),
			       .low = d_number(v, "low"), .best = d_number(v, "best"), .high = d_number(v, "high"),
			       .unit = d_str(d, v, "unit"), .qualifier = d_str(d, v, "qualifier"),
			       .as_of = d_when(d, v, "as_of")};
}

/* Decode a list of objects: OUT and N name the struct's members. */
#define D_LIST(d, o, member, type, out, n_out, decode_one)                                  \
	do {                                                                                \
		const json_t *list_ = json_object_get((o), (member));                       \
		size_t count_ = json_array_size(list_);                                     \
		type *items_ = d_array((d), count_, sizeof *items_);                        \
		for (size_t i_ = 0; items_ && i_ < count_; i_++)                            \
			items_[i_] = decode_one((d), json_array_get(list_, i_));            \
		(out) = items_;                                                             \
		(n_out) = items_ ? count_ : 0;                                              \
	} while (0)

static struct interest d_interest(struct decode *d, const json_t *o)
{
	return (struct interest){d_str(d, o, "actor"), d_str(d, o, "kind"), d_str(d, o, "author"), d_texts(d, o, "text"),
				 d_flag(o, "disclosed", false), d_str(d, o, "source")};
}

static struct cite d_cite(struct decode *d, const json_t *o)
{
	return (struct cite){d_str(d, o, "source"), d_texts(d, o, "how"), d_str(d, o, "evidence"), d_flag(o, "inferred", false)};
}

static struct source_status d_source_status(struct decode *d, const json_t *o)
{
	return (struct source_status){d_str(d, o, "status"), d_when(d, o, "when"), d_str(d, o, "by"), d_texts(d, o, "why")};
}

static void d_source(struct decode *d, const json_t *o, struct source *s)
{
	s->kind = d_str(d, o, "kind");
	s->title = d_texts(d, o, "title");
	s->authors = d_strs(d, o, "authors");
	s->publisher = d_str(d, o, "publisher");
	s->parent = d_str(d, o, "parent");
	s->date = d_when(d, o, "date");
	s->data_date = d_when(d, o, "data_date");
	s->language = d_str(d, o, "language");
	s->reliability = d_str(d, o, "reliability");
	s->url = d_str(d, o, "url");
	s->sha256 = d_str(d, o, "sha256");
	s->copy_of = d_str(d, o, "copy_of");
	D_LIST(d, o, "interests", struct interest, s->interests, s->n_interests, d_interest);
	D_LIST(d, o, "cites", struct cite, s->cites, s->n_cites, d_cite);
	D_LIST(d, o, "status", struct source_status, s->status, s->n_status, d_source_status);
	s->confirmed = d_flag(o, "confirmed", true);
	s->note = d_texts(d, o, "note");
}

static struct naming d_name(struct decode *d, const json_t *o)
{
	return (struct naming){d_str(d, o, "text"), d_str(d, o, "lang"), d_str(d, o, "kind"), d_strs(d, o, "source"),
			     d_flag(o, "confirmed", true)};
}

static struct when d_amended(struct decode *d, const json_t *v)
{
	return d_when_of(d, v);
}

static struct listing d_listing(struct decode *d, const json_t *o)
{
	struct listing l = {.list = d_str(d, o, "list"), .entry = d_str(d, o, "entry"),
			    .programme = d_str(d, o, "programme"), .name = d_str(d, o, "name"),
			    .listed = d_when(d, o, "listed"), .delisted = d_when(d, o, "delisted"),
			    .known = d_when(d, o, "known"), .sources = d_strs(d, o, "source"), .note = d_texts(d, o, "note")};
	D_LIST(d, o, "amended", struct when, l.amended, l.n_amended, d_amended);
	return l;
}

static struct value d_value(struct decode *d, const json_t *v)
{
	if (json_is_string(v))
		return (struct value){.value = d_copy(d, v)};
	return (struct value){d_str(d, v, "value"), d_str(d, v, "source"), d_str(d, v, "lang"), d_str(d, v, "original"),
			      d_when(d, v, "when")};
}

static const struct property *d_properties(struct decode *d, const json_t *o, size_t *n)
{
	const json_t *all = json_object_get(o, "properties");
	struct property *out = d_array(d, json_object_size(all), sizeof *out);
	const char *name;
	json_t *list;
	*n = 0;
	if (!out)
		return NULL;
	json_object_foreach((json_t *)(uintptr_t)all, name, list) {
		struct property *p = &out[*n];
		p->name = arena_strdup(d->a, name);
		d->failed = d->failed || !p->name;
		D_LIST(d, all, name, struct value, p->values, p->n, d_value);
		*n += p->name != NULL;
	}
	return out;
}

static void d_actor(struct decode *d, const json_t *o, struct actor *a)
{
	a->schema = d_str(d, o, "schema");
	D_LIST(d, o, "names", struct naming, a->names, a->n_names, d_name);
	a->group = d_flag(o, "group", false);
	a->properties = d_properties(d, o, &a->n_properties);
	D_LIST(d, o, "listings", struct listing, a->listings, a->n_listings, d_listing);
	a->parent = d_str(d, o, "parent");
	a->heads = d_strs(d, o, "heads");
	a->sources = d_strs(d, o, "sources");
	a->role = d_texts(d, o, "role");
	a->note = d_texts(d, o, "note");
	a->commitment = d_str(d, o, "commitment");
	a->confirmed = d_flag(o, "confirmed", true);
}

static struct point d_point(struct decode *d, const json_t *o)
{
	return (struct point){d_number(o, "lat"), d_number(o, "lon"), d_number(o, "radius"), d_texts(d, o, "what"),
			      d_strs(d, o, "source")};
}

static struct site_status d_site_status(struct decode *d, const json_t *o)
{
	return (struct site_status){d_str(d, o, "status"), d_when(d, o, "when"), d_when(d, o, "known"),
				    d_strs(d, o, "source"), d_texts(d, o, "text")};
}

static struct site_image d_site_image(struct decode *d, const json_t *o)
{
	return (struct site_image){d_str(d, o, "source"), d_when(d, o, "date"), d_texts(d, o, "note")};
}

static void d_site(struct decode *d, const json_t *o, struct site *s)
{
	s->schema = d_str(d, o, "schema");
	s->country = d_str(d, o, "country");
	s->kind = d_texts(d, o, "kind");
	s->region = d_texts(d, o, "region");
	s->note = d_texts(d, o, "note");
	D_LIST(d, o, "names", struct naming, s->names, s->n_names, d_name);
	D_LIST(d, o, "points", struct point, s->points, s->n_points, d_point);
	D_LIST(d, o, "status", struct site_status, s->status, s->n_status, d_site_status);
	D_LIST(d, o, "series", struct site_image, s->series, s->n_series, d_site_image);
	s->sources = d_strs(d, o, "sources");
	s->confirmed = d_flag(o, "confirmed", true);
}

static enum stance stance_of(const char *word)
{
	static const char *const words[] = {"asserts", "repeats", "denies", "doubts"};
	for (unsigned i = 0; word && i < 4; i++)
		if (!strcmp(word, words[i]))
			return (enum stance)i;
	return STANCE_DOUBTS; /* an unknown stance must not support anything */
}

static struct support d_support(struct decode *d, const json_t *o)
{
	const char *credibility = json_text(o, "credibility", "");
	return (struct support){.source = d_str(d, o, "source"), .stance = stance_of(json_text(o, "stance", NULL)),
				.from = d_strs(d, o, "from"), .locator = d_str(d, o, "locator"),
				.quote = d_str(d, o, "quote"), .language = d_str(d, o, "language"),
				.credibility = *credibility >= '1' && *credibility <= '6' ? *credibility - '0' : 0,
				.evidence = d_str(d, o, "evidence"), .date = d_when(d, o, "date"),
				.data_date = d_when(d, o, "data_date"), .amount = d_amount(d, o, "amount"),
				.superseded = d_str(d, o, "superseded"), .inferred = d_flag(o, "inferred", false),
				.note = d_texts(d, o, "note")};
}

static struct outcome d_outcome(struct decode *d, const json_t *o)
{
	return (struct outcome){d_str(d, o, "status"), d_when(d, o, "when"), d_strs(d, o, "by"), d_str(d, o, "claim"),
				d_texts(d, o, "text")};
}

static struct answer d_answer(struct decode *d, const json_t *o)
{
	return (struct answer){d_str(d, o, "duty"), d_str(d, o, "exception"), d_str(d, o, "holds"), d_texts(d, o, "text"),
			       d_strs(d, o, "source")};
}

static void d_claim(struct decode *d, const json_t *o, struct claim *c)
{
	c->kind = d_str(d, o, "kind");
	c->text = d_texts(d, o, "text");
	c->acts = d_strs(d, o, "act");
	c->perpetrators = d_strs(d, o, "perpetrators");
	c->enablers = d_strs(d, o, "enablers");
	c->victims = d_strs(d, o, "victims");
	c->others = d_strs(d, o, "others");
	c->where = d_strs(d, o, "where");
	c->place = d_texts(d, o, "place");
	c->when = d_when(d, o, "when");
	c->amount = d_amount(d, o, "amount");
	c->counts = d_str(d, o, "counts");
	c->standard = d_str(d, o, "standard");
	c->duties = d_strs(d, o, "duties");
	D_LIST(d, o, "supports", struct support, c->supports, c->n_supports, d_support);
	D_LIST(d, o, "outcome", struct outcome, c->outcome, c->n_outcome, d_outcome);
	D_LIST(d, o, "answers", struct answer, c->answers, c->n_answers, d_answer);
	c->disputes = d_strs(d, o, "disputes");
	c->supersedes = d_strs(d, o, "supersedes");
	c->confirmed = d_flag(o, "confirmed", true);
	c->note = d_texts(d, o, "note");
}

static void d_relation(struct decode *d, const json_t *o, struct relation *r)
{
	r->schema = d_str(d, o, "schema");
	r->from = d_str(d, o, "from");
	r->to = d_str(d, o, "to");
	r->role = d_texts(d, o, "role");
	r->note = d_texts(d, o, "note");
	r->when = d_when(d, o, "when");
	r->amount = d_amount(d, o, "amount");
	r->properties = d_properties(d, o, &r->n_properties);
	r->sources = d_strs(d, o, "sources");
	r->confirmed = d_flag(o, "confirmed", true);
}

static struct reservation d_reservation(struct decode *d, const json_t *o)
{
	return (struct reservation){d_str(d, o, "article"), d_texts(d, o, "text"), d_flag(o, "excludes", false),
				    d_strs(d, o, "source")};
}

static struct party d_party(struct decode *d, const json_t *o)
{
	struct party p = {.actor = d_str(d, o, "actor"), .by = d_str(d, o, "by"), .since = d_when(d, o, "since"),
			  .until = d_when(d, o, "until"), .sources = d_strs(d, o, "source"),
			  .confirmed = d_flag(o, "confirmed", true), .note = d_texts(d, o, "note")};
	D_LIST(d, o, "reservations", struct reservation, p.reservations, p.n_reservations, d_reservation);
	return p;
}

static struct exception d_exception(struct decode *d, const json_t *o)
{
	return (struct exception){d_str(d, o, "id"), d_texts(d, o, "text"), d_strs(d, o, "source")};
}

static struct deadline d_deadline(struct decode *d, const json_t *o)
{
	struct deadline l = {.day = EDTF_MAX, .what = d_texts(d, o, "what"), .computed = d_texts(d, o, "computed"),
			     .breach = d_flag(o, "breach", true), .sources = d_strs(d, o, "source")};
	struct error e;
	const char *day = json_text(o, "day", NULL);
	if (day && edtf_parse_day(day, &l.day, &e) == ST_OK)
		l.day_text = d_str(d, o, "day");
	else
		l.day = EDTF_MAX;
	return l;
}

static struct monitor d_monitor(struct decode *d, const json_t *o)
{
	return (struct monitor){d_str(d, o, "actor"), d_when(d, o, "since"), d_when(d, o, "until"), d_strs(d, o, "source")};
}

static void d_duty(struct decode *d, const json_t *o, struct duty *u)
{
	u->instrument = d_texts(d, o, "instrument");
	u->text = d_texts(d, o, "text");
	u->note = d_texts(d, o, "note");
	u->article = d_str(d, o, "article");
	u->kind = d_str(d, o, "kind");
	u->role = d_str(d, o, "role");
	u->standard = d_str(d, o, "standard");
	u->breached_by = d_strs(d, o, "breached_by");
	u->adopted = d_when(d, o, "adopted");
	u->in_force = d_when(d, o, "in_force");
	u->ended = d_when(d, o, "ended");
	D_LIST(d, o, "parties", struct party, u->parties, u->n_parties, d_party);
	D_LIST(d, o, "elements", struct texts, u->elements, u->n_elements, d_texts_of);
	D_LIST(d, o, "exceptions", struct exception, u->exceptions, u->n_exceptions, d_exception);
	D_LIST(d, o, "deadlines", struct deadline, u->deadlines, u->n_deadlines, d_deadline);
	D_LIST(d, o, "monitors", struct monitor, u->monitors, u->n_monitors, d_monitor);
	u->sources = d_strs(d, o, "sources");
	u->confirmed = d_flag(o, "confirmed", true);
}

static struct step d_step(struct decode *d, const json_t *o)
{
	return (struct step){d_when(d, o, "when"), d_when(d, o, "known"), d_str(d, o, "status"), d_texts(d, o, "text"),
			     d_strs(d, o, "source"), d_flag(o, "confirmed", true)};
}

static void d_response(struct decode *d, const json_t *o, struct response *r)
{
	r->kind = d_str(d, o, "kind");
	r->title = d_texts(d, o, "title");
	r->note = d_texts(d, o, "note");
	r->actors = d_strs(d, o, "actors");
	r->duties = d_strs(d, o, "duty");
	r->claims = d_strs(d, o, "claims");
	r->sources = d_strs(d, o, "sources");
	r->due = d_when(d, o, "due");
	D_LIST(d, o, "history", struct step, r->history, r->n_history, d_step);
	r->confirmed = d_flag(o, "confirmed", true);
}

static uint64_t d_count(const json_t *o, const char *member)
{
	json_int_t v = json_integer_value(json_object_get(o, member));
	return v > 0 ? (uint64_t)v : 0;
}

static void d_exhibit(struct decode *d, const json_t *o, struct exhibit *x)
{
	x->size = d_count(o, "size");
	x->type = d_str(d, o, "type");
	x->name = d_str(d, o, "name");
	x->who = d_str(d, o, "who");
	x->when = d_str(d, o, "when");
	x->how = d_str(d, o, "how");
	x->sources = d_strs(d, o, "source");
	x->text_sha256 = d_str(d, json_object_get(o, "text"), "sha256");
}

static void d_decision(struct decode *d, const json_t *o, struct decision *c)
{
	c->finding = d_str(d, o, "finding");
	c->verdict = d_str(d, o, "verdict");
	c->by = d_str(d, o, "by");
	c->why = d_str(d, o, "why");
	c->when = d_str(d, o, "when");
}

static void d_review(struct decode *d, const json_t *o, struct review *r)
{
	r->actor = d_str(d, o, "actor");
	r->list = d_str(d, o, "list");
	r->entry = d_str(d, o, "entry");
	r->caption = d_str(d, o, "caption");
	r->verdict = d_str(d, o, "verdict");
	r->entry_sha256 = d_str(d, o, "entry_sha256");
	r->asked = d_str(d, o, "asked");
	r->source = d_str(d, o, "source");
	r->by = d_str(d, o, "by");
	r->why = d_str(d, o, "why");
	r->when = d_str(d, o, "when");
	r->until = d_str(d, o, "until");
}

static void d_merge(struct decode *d, const json_t *o, struct merge *m)
{
	const json_t *weakest = json_object_get(o, "weakest"), *w = json_object_get(o, "withdrawn");
	struct withdrawal *made = d_array(d, w ? 1 : 0, sizeof *made);

	m->actors = d_strs(d, o, "actors");
	m->source = d_str(d, o, "source");
	m->probability = d_number(o, "probability");
	m->weakest = d_strs(d, weakest, "actors");
	m->weakest_probability = d_number(weakest, "probability");
	m->note = d_texts(d, o, "note");
	if (made)
		*made = (struct withdrawal){d_str(d, w, "by"), d_str(d, w, "why"), d_str(d, w, "when"), d_str(d, w, "from")};
	m->withdrawn = made;
}

/* --- loading ------------------------------------------------------------------------------ */

/* Every record struct begins with its id and its log number. */
struct record_head { const char *id; uint64_t n; };
#define HEAD_FIRST(type) _Static_assert(offsetof(struct type, id) == 0 && offsetof(struct type, n) == sizeof(char *), #type)
HEAD_FIRST(source); HEAD_FIRST(actor); HEAD_FIRST(site); HEAD_FIRST(claim); HEAD_FIRST(relation);
HEAD_FIRST(duty); HEAD_FIRST(response); HEAD_FIRST(exhibit); HEAD_FIRST(decision); HEAD_FIRST(review);
HEAD_FIRST(merge);

struct load {
	struct decode d;
	enum kind kind;
	size_t size;          /* of the record's struct */
	unsigned char *items; /* grown by doubling; malloc'd */
	size_t n, cap;
};

static void decode_record(struct decode *d, enum kind k, const json_t *o, void *item)
{
	switch (k) {
	case KIND_SOURCE: d_source(d, o, item); break;
	case KIND_ACTOR: d_actor(d, o, item); break;
	case KIND_SITE: d_site(d, o, item); break;
	case KIND_CLAIM: d_claim(d, o, item); break;
	case KIND_RELATION: d_relation(d, o, item); break;
	case KIND_DUTY: d_duty(d, o, item); break;
	case KIND_RESPONSE: d_response(d, o, item); break;
	case KIND_EXHIBIT: d_exhibit(d, o, item); break;
	case KIND_DECISION: d_decision(d, o, item); break;
	case KIND_REVIEW: d_review(d, o, item); break;
	case KIND_MERGE: d_merge(d, o, item); break;
	case KIND_COUNT: break;
	}
}

static enum status load_one(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct load *l = arg;
	(void)origin;
	if (l->n == l->cap) {
		size_t cap = l->cap ? l->cap * 2 : 64;
		unsigned char *p = reallocarray(l->items, cap, l->size);
		if (!p)
			return error_memory(e);
		l->items = p;
		l->cap = cap;
	}
	unsigned char *item = l->items + l->n * l->size;
	memset(item, 0, l->size);
	struct record_head head = {arena_strdup(l->d.a, id), n};
	if (!head.id)
		return error_memory(e);
	memcpy(item, &head, sizeof head);
	decode_record(&l->d, l->kind, body, item);
	l->n++;
	return l->d.failed ? error_memory(e) : ST_OK;
}

static enum status load_kind(struct store *st, struct arena *a, enum kind k, size_t size, const void *out, size_t *n,
			     struct error *e)
{
	struct load l = {.d = {.a = a}, .kind = k, .size = size};
	enum status s = store_each(st, k, load_one, &l, e);
	void *kept = NULL;
	if (s == ST_OK && l.n) {
		kept = arena_array(a, l.n, size);
		if (kept)
			memcpy(kept, l.items, l.n * size);
		else
			s = error_memory(e);
	}
	memcpy((void *)(uintptr_t)out, &kept, sizeof kept);
	*n = s == ST_OK ? l.n : 0;
	free(l.items);
	return s;
}

/* --- sanctions that stand as relations ----------------------------------------------------- */

static const struct value *property_value(const struct relation *r, const char *name)
{
	for (size_t i = 0; i < r->n_properties; i++)
		if (!strcmp(r->properties[i].name, name) && r->properties[i].n)
			return &r->properties[i].values[0];
	return NULL;
}

static const char *property_text(const struct relation *r, const char *name)
{
	const struct value *v = property_value(r, name);
	return v ? v->value : NULL;
}

static struct when property_when(const struct relation *r, const char *name)
{
	const char *text = property_text(r, name);
	struct when w = {0};
	if (text && edtf_parse(text, strlen(text), &w.e, NULL) == ST_OK)
		w.text = text;
	return w;
}

static struct listing listing_of(const struct relation *r)
{
	struct listing l = {.list = property_text(r, "authority"), .entry = property_text(r, "recordId"), .programme = property_text(r, "program"),
			    .listed = property_when(r, "listingDate"), .delisted = property_when(r, "endDate"), .sources = r->sources, .note = r->note};
	if (!l.list)
		l.list = l.programme ? l.programme : "sanction";
	if (!l.listed.text)
		l.listed = property_when(r, "startDate");
	if (!l.listed.text)
		l.listed = r->when;
	return l;
}

static struct actor *sanctioned(const struct model *m, const struct relation *r)
{
	return r->schema && !strcmp(r->schema, "Sanction") ? (struct actor *)(uintptr_t)model_actor(m, r->from) : NULL;
}

/* Behind the actor's own listings those of its sanctions. */
static enum status add_sanctions(const struct model *m, struct arena *a, struct error *e)
{
	size_t *more = arena_array(a, m->n_actors + 1, sizeof *more);
	if (!more)
		return error_memory(e);
	for (size_t i = 0; i < m->n_relations; i++) {
		const struct actor *x = sanctioned(m, &m->relations[i]);
		if (x)
			more[x - m->actors]++;
	}
	for (size_t i = 0; i < m->n_actors; i++) {
		struct actor *x = (struct actor *)(uintptr_t)&m->actors[i];
		struct listing *all = more[i] ? arena_array(a, x->n_listings + more[i], sizeof *all) : NULL;
		if (more[i] && !all)
			return error_memory(e);
		if (all && x->n_listings)
			memcpy(all, x->listings, x->n_listings * sizeof *all);
		if (all)
			x->listings = all;
	}
	for (size_t i = 0; i < m->n_relations; i++) {
		struct actor *x = sanctioned(m, &m->relations[i]);
		if (x)
			((struct listing *)(uintptr_t)x->listings)[x->n_listings++] = listing_of(&m->relations[i]);
	}
	return ST_OK;
}

#define LOAD(k, type, list, count)                                                          \
	if (s == ST_OK)                                                                     \
		s = load_kind(st, a, (k), sizeof(struct type), &out->list, &out->count, e)

enum status model_load(struct store *st, struct arena *a, struct model *out, struct error *e)
{
	enum status s = ST_OK;
	*out = (struct model){0};
	LOAD(KIND_SOURCE, source, sources, n_sources);
	LOAD(KIND_ACTOR, actor, actors, n_actors);
	LOAD(KIND_SITE, site, sites, n_sites);
	LOAD(KIND_CLAIM, claim, claims, n_claims);
	LOAD(KIND_RELATION, relation, relations, n_relations);
	LOAD(KIND_DUTY, duty, duties, n_duties);
	LOAD(KIND_RESPONSE, response, responses, n_responses);
	LOAD(KIND_EXHIBIT, exhibit, exhibits, n_exhibits);
	LOAD(KIND_DECISION, decision, decisions, n_decisions);
	LOAD(KIND_REVIEW, review, reviews, n_reviews);
	LOAD(KIND_MERGE, merge, merges, n_merges);
	return s == ST_OK ? add_sanctions(out, a, e) : s;
}

/* --- look-up ------------------------------------------------------------------------------ */

static int order_by_id(const void *key, const void *item)
{
	struct record_head head;
	memcpy(&head, item, sizeof head);
	return strcmp(key, head.id);
}

#define FIND(type, list, count)                                                             \
	const struct type *model_##type(const struct model *m, const char *id)              \
	{                                                                                   \
		return id && m->count ? bsearch(id, m->list, m->count, sizeof *m->list, order_by_id) : NULL; \
	}
FIND(source, sources, n_sources)
FIND(actor, actors, n_actors)
FIND(site, sites, n_sites)
FIND(claim, claims, n_claims)
FIND(duty, duties, n_duties)
FIND(response, responses, n_responses)
FIND(exhibit, exhibits, n_exhibits)
FIND(decision, decisions, n_decisions)
FIND(review, reviews, n_reviews)
FIND(merge, merges, n_merges)

const char *source_standing(const struct source *s)
{
	const char *word = s->n_status ? s->status[s->n_status - 1].status : NULL;
	return word ? word : "";
}

bool merge_holds(const struct model *m, const struct merge *x)
{
	const struct source *s = model_source(m, x->source);
	const char *standing = s ? source_standing(s) : "";
	return !x->withdrawn && strcmp(standing, "retracted") && strcmp(standing, "superseded");
}

const char *texts_in(const struct texts *t, const char *lang)
{
	const char *english = NULL;
	for (size_t i = 0; i < t->n; i++) {
		if (lang && !strcmp(t->v[i].lang, lang))
			return t->v[i].value;
		if (!english && !strcmp(t->v[i].lang, "en"))
			english = t->v[i].value;
	}
	return english ? english : t->n ? t->v[0].value : "";
}

const char *support_evidence(const struct model *m, const struct support *s)
{
	const struct source *source = model_source(m, s->source);
	const char *kind = source && source->kind ? source->kind : "";
	if (s->evidence)
		return s->evidence;
	if (!strcmp(kind, "testimony") || !strcmp(kind, "image"))
		return kind;
	return !strcmp(kind, "analysis") || !strcmp(kind, "dataset") ? "analysis" : "document";
}
