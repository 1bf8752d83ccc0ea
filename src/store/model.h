/* model.h - a whole case in memory, typed: what the engines' bindings and the reports read.
 *
 * Loaded in one go into an arena; read-only afterwards. Lists are (pointer, count). A string that is not
 * there is NULL; dates keep their text beside what they mean; amounts use NaN for "not said".
 * References are ids: look them up with model_source and its sisters (NULL when dangling). */
#ifndef ONUS_STORE_MODEL_H
#define ONUS_STORE_MODEL_H

#include "base/arena.h"
#include "base/edtf.h"
#include "store/store.h"

struct strs { const char **v; size_t n; };
struct text { const char *lang, *value; };           /* lang "" = not said */
struct texts { const struct text *v; size_t n; };
struct when { const char *text; struct edtf e; };    /* text NULL = not said */
struct amount {                                      /* unit, qualifier may be NULL */
	bool set;
	double low, best, high;                      /* NaN = not said */
	const char *unit, *qualifier;
	struct when as_of;
};

struct interest { const char *actor, *kind, *author; struct texts text; bool disclosed; const char *source; };
struct cite { const char *source; struct texts how; const char *evidence; bool inferred; };
struct source_status { const char *status; struct when when; const char *by; struct texts why; };
struct source {
	const char *id; uint64_t n;                  /* n: log number of the record as it stands */
	const char *kind;
	struct texts title;
	struct strs authors;
	const char *publisher, *parent;
	struct when date, data_date;
	const char *language, *reliability, *url, *sha256, *copy_of;
	const struct interest *interests; size_t n_interests;
	const struct cite *cites; size_t n_cites;
	const struct source_status *status; size_t n_status;
	bool confirmed;                              /* true unless the script says no */
	struct texts note;
};

struct naming { const char *text, *lang, *kind; struct strs sources; bool confirmed; };
struct listing {
	const char *list, *entry, *programme, *name;
	struct when listed, delisted, known;
	const struct when *amended; size_t n_amended;
	struct strs sources;
	struct texts note;
};
struct value { const char *value, *source, *lang, *original; struct when when; };
struct property { const char *name; const struct value *values; size_t n; };
struct actor {
	const char *id; uint64_t n;
	const char *schema;
	const struct naming *names; size_t n_names;    /* at least one */
	bool group;
	const struct property *properties; size_t n_properties;
	const struct listing *listings; size_t n_listings;
	const char *parent;
	struct strs heads, sources;
	struct texts role, note;
	const char *commitment;                        /* NULL unless who it is is kept outside the case */
	bool confirmed;
};

struct point { double lat, lon, radius; struct texts what; struct strs sources; }; /* radius NaN = not said */
struct site_status { const char *status; struct when when, known; struct strs sources; struct texts text; };
struct site_image { const char *source; struct when date; struct texts note; };
struct site {
	const char *id; uint64_t n;
	const char *schema, *country;
	struct texts kind, region, note;
	const struct naming *names; size_t n_names;
	const struct point *points; size_t n_points;
	const struct site_status *status; size_t n_status;
	const struct site_image *series; size_t n_series;
	struct strs sources;
	bool confirmed;
};

enum stance { STANCE_ASSERTS, STANCE_REPEATS, STANCE_DENIES, STANCE_DOUBTS };
struct support {
	const char *source;
	enum stance stance;
	struct strs from;
	const char *locator, *quote, *language;
	int credibility;                             /* 1..6; 0 = not said */
	const char *evidence;                        /* NULL = by the source's kind */
	struct when date, data_date;
	struct amount amount;
	const char *superseded;
	bool inferred;
	struct texts note;
};
struct outcome { const char *status; struct when when; struct strs by; const char *claim; struct texts text; };
struct answer { const char *duty, *exception, *holds; struct texts text; struct strs sources; };
struct claim {
	const char *id; uint64_t n;
	const char *kind;
	struct texts text;
	struct strs acts, perpetrators, enablers, victims, others, where;
	struct texts place;
	struct when when;
	struct amount amount;
	const char *counts, *standard;
	struct strs duties;
	const struct support *supports; size_t n_supports;
	const struct outcome *outcome; size_t n_outcome;
	const struct answer *answers; size_t n_answers;
	struct strs disputes, supersedes;
	bool confirmed;
	struct texts note;
};

struct relation {
	const char *id; uint64_t n;
	const char *schema, *from, *to;
	struct texts role, note;
	struct when when;
	struct amount amount;
	const struct property *properties; size_t n_properties;
	struct strs sources;
	bool confirmed;
};

struct reservation { const char *article; struct texts text; bool excludes; struct strs sources; };
struct party {
	const char *actor, *by;
	struct when since, until;
	const struct reservation *reservations; size_t n_reservations;
	struct strs sources;
	bool confirmed;
	struct texts note;
};
struct exception { const char *id; struct texts text; struct strs sources; };
struct deadline { int64_t day; const char *day_text; struct texts what, computed; bool breach; struct strs sources; };
struct monitor { const char *actor; struct when since, until; struct strs sources; };
struct duty {
	const char *id; uint64_t n;
	struct texts instrument, text, note;
	const char *article, *kind, *role, *standard;
	struct strs breached_by;
	struct when adopted, in_force, ended;
	const struct party *parties; size_t n_parties;
	const struct texts *elements; size_t n_elements;
	const struct exception *exceptions; size_t n_exceptions;
	const struct deadline *deadlines; size_t n_deadlines;
	const struct monitor *monitors; size_t n_monitors;
	struct strs sources;
	bool confirmed;
};

struct step { struct when when, known; const char *status; struct texts text; struct strs sources; bool confirmed; };
struct response {
	const char *id; uint64_t n;
	const char *kind;
	struct texts title, note;
	struct strs actors, duties, claims, sources;
	struct when due;
	const struct step *history; size_t n_history;
	bool confirmed;
};

struct exhibit {
	const char *id; uint64_t n;                  /* id: SHA-256 in hexadecimal */
	uint64_t size;
	const char *type, *name, *who, *when, *how;
	struct strs sources;
	const char *text_sha256;                     /* NULL = no text */
};

struct decision { const char *id; uint64_t n; const char *finding, *verdict, *by, *why, *when; };

struct review {
	const char *id; uint64_t n;
	const char *actor, *list, *entry, *caption, *verdict, *entry_sha256, *asked, *source, *by, *why, *when, *until;
};

struct withdrawal { const char *by, *why, *when, *from; };
struct merge {
	const char *id; uint64_t n;
	struct strs actors;
	const char *source;
	double probability;                          /* NaN = not said, as the next */
	struct strs weakest; double weakest_probability;
	const struct withdrawal *withdrawn;          /* NULL = it is not */
	struct texts note;
};

/* Each list is sorted by id in byte order. */
struct model {
	const struct source *sources; size_t n_sources;
	const struct actor *actors; size_t n_actors;
	const struct site *sites; size_t n_sites;
	const struct claim *claims; size_t n_claims;
	const struct relation *relations; size_t n_relations;
	const struct duty *duties; size_t n_duties;
	const struct response *responses; size_t n_responses;
	const struct exhibit *exhibits; size_t n_exhibits;
	const struct decision *decisions; size_t n_decisions;
	const struct review *reviews; size_t n_reviews;
	const struct merge *merges; size_t n_merges;
};

/* A Sanction among the relations (FtM; a hit that was confirmed) is also a listing of the actor that it is about. */
enum status model_load(struct store *st, struct arena *a, struct model *out, struct error *e);

const struct source *model_source(const struct model *m, const char *id);
const struct actor *model_actor(const struct model *m, const char *id);
const struct site *model_site(const struct model *m, const char *id);
const struct claim *model_claim(const struct model *m, const char *id);
const struct duty *model_duty(const struct model *m, const char *id);
const struct response *model_response(const struct model *m, const char *id);
const struct review *model_review(const struct model *m, const char *id);
const struct exhibit *model_exhibit(const struct model *m, const char *sha256);
const struct decision *model_decision(const struct model *m, const char *id);
const struct merge *model_merge(const struct model *m, const char *id);
/* The last word on a source's standing; "" when nothing was said. */
const char *source_standing(const struct source *s);
/* Does the merge hold: not withdrawn, and its source neither retracted nor superseded? */
bool merge_holds(const struct model *m, const struct merge *x);

/* The text in `lang`, else English, else the first; "" when there is none. */
const char *texts_in(const struct texts *t, const char *lang);
/* The kind of evidence of a support: its own, else by the source's kind (testimony → testimony, image → image,
 * analysis and dataset → analysis, all else → document). */
const char *support_evidence(const struct model *m, const struct support *s);

#endif
