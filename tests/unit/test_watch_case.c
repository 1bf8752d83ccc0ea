/* A site's series in a case; runs filed, changes accepted, testimony held against them. All of it is invented, the images too. */
#include "check.h"
#include "exchange/rules.h"
#include "exchange/script.h"
#include "report/watch_json.h"
#include "store/model.h"
#include "watch/watch_case.h"
#include "watch_made.h"
#include "weigh/weigh_case.h"

#include "scratch.h"

#include <sys/stat.h>

static const char script[] = "onus: 1\nscript: synthetic\nsources:\n  - {id: IMG-B, kind: image, title: Second, date: 2016-08-11}\n  - {id: IMG-A, "
	"kind: image, title: First, data_date: 2009-05-17}\n  - {id: IMG-C, kind: image, title: Third, date: 2018}\n  - {id: IMG-D, kind: image, title: "
	"Not in custody, date: 2020}\n  - {id: IMG-E, kind: image, title: Not dated}\n  - {id: T1, kind: testimony, title: A testimony, date: "
	"2013}\nsites:\n  - {id: HILL, names: The hill, points: [{lat: 42.096, lon: 129.505, radius: 300, source: T1}], series: [IMG-B, IMG-A, IMG-C, "
	"IMG-D, IMG-E, IMG-A], sources: T1}\n  - {id: ELSEWHERE, names: Elsewhere, sources: T1}\nclaims:\n  - {id: RAZED, kind: event, text: The barracks "
	"were razed., where: HILL, when: 2010, supports: [{source: T1, stance: asserts}]}\n  - {id: BEFORE, kind: event, text: It was built., where: "
	"HILL, when: 2004, supports: [{source: T1, stance: asserts}]}\n  - {id: WIDE, kind: event, text: It was altered., where: HILL, when: 2005/2012, "
	"supports: [{source: T1, stance: asserts}]}\n  - {id: TIMELESS, kind: event, text: It was cruel., where: HILL, supports: [{source: T1, stance: "
	"asserts}]}\n  - {id: FAR, kind: event, text: Another place., where: ELSEWHERE, when: 2010, supports: [{source: T1, stance: asserts}]}\n";

static char *dir;
static struct store *st;
static struct arena a;

static enum status import(void)
{
	struct script s;
	struct import_options o = {0};
	struct import_report r;
	enum status got = script_parse(script, sizeof script - 1, "synthetic.yaml", &s, &e);

	if (!got)
		got = script_import(st, &s, 1, "tester", &o, NULL, NULL, &r, &e);
	script_free(&s);
	return got;
}

static enum status hold(const char *bytes, const char *name, const char *source)
{
	struct sha256 hash;
	char hex[SHA256_HEX];
	json_t *body;
	enum status s = store_begin(st, "tester", &e);

	if (!s)
		s = store_keep_bytes(st, bytes, strlen(bytes), &hash, &e);
	sha256_hex(&hash, hex);
	body = json_pack("{s:s, s:I, s:s, s:s, s:[s]}", "id", hex, "size", (json_int_t)strlen(bytes), "type", "image/tiff", "name", name, "source",
			source);
	if (!s)
		s = store_put(st, KIND_EXHIBIT, hex, body, "", NULL, &e);
	json_decref(body);
	return s ? s : store_commit(st, &e);
}

static void begin(void)
{
	dir = new_dir();
	st = open_new(dir);
	a = (struct arena)ARENA_INIT;
}

static void end(void)
{
	store_close(st);
	remove_dir(dir);
	arena_free(&a);
}

static json_t *parameters(int seed) { return json_pack("{s:s, s:f, s:i}", "method", "irmad", "false_alarm", 0.01, "seed", seed); }

/* File the made result as the run over a pair. */
static const char *file(const struct watch_case_series *s, size_t before, size_t after, const struct watch_result *r, const json_t *p)
{
	struct watch_told t = {.program = "onus 1", .parameters = p};
	struct buf text = BUF_INIT;
	json_t *answer = watch_json(r, &t, &e);
	const struct watch_case_extra extra = {"changes.geojson", "application/geo+json", "{}\n", 3};
	struct watch_case_filing f = {.series = s, .before = before, .after = after, .program = "onus 1", .parameters = p, .file = &extra, .n_files = 1,
			.by = "A. Clerk"};
	const char *id = NULL;
	bool changed = false;

	if (answer && !watch_json_text(answer, &text, &e)) {
		f.answer = text.bytes;
		f.answer_n = text.len;
		if (watch_case_file(st, &f, &a, &id, &changed, &e))
			(void)fprintf(stderr, "file: %s\n", e.message);
	}
	json_decref(answer);
	buf_free(&text);
	return id;
}

static void series(void)
{
	struct watch_case_series s;
	struct watch_case_pair *pair;
	size_t n;
	FILE *touched;
	json_t *p = parameters(1);

	begin();
	CHECK(!import());
	CHECK(watch_case_series(st, "HILL", &a, &s, &e) == ST_DATA && strstr(e.message, "0 images") && strstr(e.hint, "onus add"));
	CHECK(watch_case_series(st, "ELSEWHERE", &a, &s, &e) == ST_DATA && strstr(e.hint, "series:"));
	CHECK(watch_case_series(st, "NOWHERE", &a, &s, &e) == ST_DATA);
	CHECK(!hold("pixels", "2009TM", "IMG-A") && !hold("header", "2009TM.HDR", "IMG-A") && !hold("later", "b.tif", "IMG-B") && !hold("last", "c.tif",
			"IMG-C"));
	CHECK(!watch_case_series(st, "HILL", &a, &s, &e));
	CHECK(s.n == 4 && s.missing == 1 && s.undated == 1);
	CHECK_STR(s.image[0].source, "IMG-A");
	CHECK_STR(s.image[0].day, "2009-05-17");
	CHECK(s.image[0].n == 2 && !strcmp(s.image[0].file[0].name, "2009TM") && !strcmp(s.image[0].file[1].name, "2009TM.HDR") &&
	      strstr(s.image[0].file[1].path, "/evidence/"));
	CHECK_STR(s.image[2].source, "IMG-C");
	CHECK_STR(s.ground, "129.5050000,42.0960000,300");
	CHECK(!watch_case_verify(&s.image[0], &e));
	CHECK(!chmod(s.image[1].file[0].path, 0600) && (touched = fopen(s.image[1].file[0].path, "a")) && fputs("x", touched) >= 0 && !fclose(touched));
	CHECK(watch_case_verify(&s.image[1], &e) == ST_DATA && strstr(e.message, "not what was taken into custody"));
	CHECK(!watch_case_pairs(st, &s, "onus 1", p, &a, &pair, &n, &e) && n == 2 && pair[0].before == 0 && pair[0].after == 1 && pair[1].after == 2 &&
			!pair[0].analysis);
	json_decref(p);
	end();
}

static enum claim_state state_of(const char *claim, unsigned *voices, unsigned *denials)
{
	struct model m;
	struct rules rules;
	struct weighing w;
	struct weigh_options o = {.as_of = EDTF_MAX};
	enum claim_state state = STATE_UNSUPPORTED;

	if (rules_load(SOURCE_ROOT "/share/rules.yaml", &a, &rules, &e) || model_load(st, &a, &m, &e) || weigh_case(&m, &rules, &o, &a, &w, &e)) {
		(void)fprintf(stderr, "weigh: %s\n", e.message);
		return state;
	}
	for (size_t i = 0; i < w.n_claims; i++)
		if (!strcmp(w.claims[i].claim->id, claim)) {
			*voices = w.claims[i].support.voices_low;
			*denials = w.claims[i].denial.voices_low;
			state = w.claims[i].state;
		}
	return state;
}

/* The same with a third change that is none, by another seed. */
static const char *other_run(const struct watch_case_series *s, struct made *m)
{
	json_t *p = parameters(3);
	const char *id;

	m->change[2].confidence = 0.1;
	id = file(s, 0, 1, &m->r, p);
	m->change[2].confidence = 0.62;
	json_decref(p);
	return id ? id : "";
}

static void runs(void)
{
	struct made m;
	struct watch_case_series s;
	struct watch_case_pair *pair;
	struct watch_case_run run;
	const char *id, *again, *other, *const *claims;
	size_t n;
	unsigned voices = 0, denials = 0;
	json_t *p = parameters(1), *q = parameters(2), *body = NULL;

	begin();
	made(&m);
	CHECK(!import() && !hold("pixels", "a.tif", "IMG-A") && !hold("later", "b.tif", "IMG-B") && !watch_case_series(st, "HILL", &a, &s, &e));
	id = file(&s, 0, 1, &m.r, p);
	again = file(&s, 0, 1, &m.r, p);
	CHECK(id && again);
	CHECK_STR(id, again);
	CHECK(!watch_case_pairs(st, &s, "onus 1", p, &a, &pair, &n, &e) && n == 1 && pair[0].analysis);
	CHECK_STR(pair[0].analysis, id);
	CHECK(!watch_case_pairs(st, &s, "onus 1", q, &a, &pair, &n, &e) && !pair[0].analysis);
	CHECK(!watch_case_pairs(st, &s, "onus 2", p, &a, &pair, &n, &e) && !pair[0].analysis);
	CHECK(!watch_case_run(st, id, &a, &run, &e) && run.n_changes == 3 && !run.change[0].claim && run.n_claims == 2 && !run.withdrawn);
	CHECK(fabs(run.seen - 717500.0 / 800000) < 1e-6);
	CHECK_STR(run.claim[0].id, "RAZED");
	CHECK(run.claim[0].within && !run.claim[1].within);
	/* a person accepts two of three changes */
	CHECK(watch_case_accept(st, id, "1,9", "A. Clerk", &a, &claims, &n, &e) == ST_DATA && strstr(e.message, "no change 9"));
	CHECK(watch_case_accept(st, id, "1,", "A. Clerk", &a, &claims, &n, &e) == ST_USAGE);
	CHECK(!watch_case_accept(st, other_run(&s, &m), "likely", "A. Clerk", &a, &claims, &n, &e) && n == 2);
	CHECK(watch_case_accept(st, "T1", "1", "A. Clerk", &a, &claims, &n, &e) == ST_DATA);
	CHECK(!watch_case_accept(st, id, "2,1,2", "A. Clerk", &a, &claims, &n, &e) && n == 2);
	CHECK(!store_get(st, KIND_CLAIM, claims[0], &body, NULL, &e) && body);
	CHECK_STR(json_text(json_object_get(body, "text"), "en", ""), "At The hill, 1.5 ha of ground changed between 2009-05-17 and 2016-08-11: brighter: "
		  "new structure or bare ground. That it changed is very likely, 87 %.");
	CHECK_STR(json_text(body, "when", ""), "2009-05-17/2016-08-11");
	json_decref(body);
	CHECK(!watch_case_run(st, id, &a, &run, &e) && run.change[0].claim && run.change[1].claim && !run.change[2].claim && run.n_claims == 2);
	CHECK(state_of(claims[0], &voices, &denials) == STATE_STANDS && voices == 1);
	/* testimony: corroborated, and the run counts as one more voice; a second run over the same images does not */
	CHECK(watch_case_bear(st, id, "BEFORE", false, "A. Clerk", &a, &e) == ST_DATA && strstr(e.message, "say nothing of that time"));
	CHECK(watch_case_bear(st, id, "TIMELESS", false, "A. Clerk", &a, &e) == ST_DATA && strstr(e.message, "says no time"));
	CHECK(watch_case_bear(st, id, "FAR", false, "A. Clerk", &a, &e) == ST_DATA && strstr(e.message, "not on the site"));
	CHECK(watch_case_bear(st, id, claims[0], false, "A. Clerk", &a, &e) == ST_DATA);
	CHECK(!watch_case_bear(st, id, "RAZED", false, "A. Clerk", &a, &e));
	CHECK(watch_case_bear(st, id, "RAZED", true, "A. Clerk", &a, &e) == ST_DATA && strstr(e.message, "cannot do both"));
	CHECK(state_of("RAZED", &voices, &denials) == STATE_STANDS && voices == 2);
	other = file(&s, 0, 1, &m.r, q);
	CHECK(other && strcmp(other, id) && !watch_case_bear(st, other, "RAZED", false, "A. Clerk", &a, &e));
	CHECK(state_of("RAZED", &voices, &denials) == STATE_STANDS && voices == 2);
	/* the claim's script comes again: what a person put on it stays */
	CHECK(!import());
	CHECK(state_of("RAZED", &voices, &denials) == STATE_STANDS && voices == 2);
	/* withdrawn: it counts no more, and is not made again */
	CHECK(!watch_case_withdraw(st, id, "A. Clerk", "wrong image", &e) && !watch_case_withdraw(st, other, "A. Clerk", "wrong image", &e));
	CHECK(watch_case_withdraw(st, id, "A. Clerk", "wrong image", &e) == ST_DATA);
	CHECK(state_of("RAZED", &voices, &denials) == STATE_STANDS && voices == 1);
	CHECK(watch_case_accept(st, id, "all", "A. Clerk", &a, &claims, &n, &e) == ST_DATA && strstr(e.message, "withdrawn"));
	CHECK(watch_case_bear(st, id, "WIDE", false, "A. Clerk", &a, &e) == ST_DATA && strstr(e.message, "withdrawn"));
	CHECK(!watch_case_pairs(st, &s, "onus 1", p, &a, &pair, &n, &e) && pair[0].analysis && pair[0].withdrawn);
	json_decref(p);
	json_decref(q);
	end();
}

/* Nothing changed: that contradicts what is said to have happened between the images, where they saw the place. */
static void unchanged(void)
{
	struct made m;
	struct watch_case_series s;
	const char *none, *cloudy, *blind, *const *claims;
	size_t n;
	unsigned voices = 0, denials = 0;
	json_t *p = parameters(1);

	begin();
	made(&m);
	CHECK(!import() && !hold("pixels", "a.tif", "IMG-A") && !hold("later", "b.tif", "IMG-B") && !watch_case_series(st, "HILL", &a, &s, &e));
	m.r.n_changes = 0;
	m.r.changed_area = 0;
	cloudy = file(&s, 0, 1, &m.r, p);
	m.r.unseen_area = 800000;
	m.r.seen_area = 0;
	blind = file(&s, 0, 1, &m.r, p);
	m.r.unseen_area = 1000;
	m.r.seen_area = 799000;
	none = file(&s, 0, 1, &m.r, p);
	CHECK(none && cloudy && blind);
	CHECK(watch_case_accept(st, none, "all", "A. Clerk", &a, &claims, &n, &e) == ST_DATA);
	CHECK(watch_case_bear(st, blind, "RAZED", true, "A. Clerk", &a, &e) == ST_DATA && strstr(e.message, "not observable"));
	CHECK(watch_case_bear(st, blind, "RAZED", false, "A. Clerk", &a, &e) == ST_DATA && strstr(e.message, "not observable"));
	CHECK(watch_case_bear(st, cloudy, "RAZED", true, "A. Clerk", &a, &e) == ST_DATA && strstr(e.message, "no likely change, but saw only 89 %"));
	CHECK(watch_case_bear(st, none, "WIDE", true, "A. Clerk", &a, &e) == ST_DATA && strstr(e.message, "before or after"));
	CHECK(!watch_case_bear(st, none, "RAZED", true, "A. Clerk", &a, &e));
	CHECK(!watch_case_bear(st, none, "RAZED", true, "A. Clerk", &a, &e)); /* once is enough */
	(void)state_of("RAZED", &voices, &denials);
	CHECK(voices == 1 && denials == 1);
	json_decref(p);
	end();
}

TESTS({"series", series}, {"runs", runs}, {"no change", unchanged})
