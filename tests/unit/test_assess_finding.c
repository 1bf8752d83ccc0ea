#include "assess/assess.h"

#include "check.h"

#include <stdlib.h>

static struct when when(const char *text)
{
	struct when w = {text, {0}};
	struct error e;
	if (text && edtf_parse(text, strlen(text), &w.e, &e) != ST_OK) {
		(void)fprintf(stderr, "%s\n", e.message);
		abort();
	}
	return w;
}

static int64_t day(const char *text)
{
	int64_t d = 0;
	struct error e;
	if (edtf_parse_day(text, &d, &e) != ST_OK)
		abort();
	return d;
}

/* Lists of one, out of rings that are larger than what any test keeps. */
static struct strs one(const char *x)
{
	static const char *ring[4096];
	static size_t at;
	const char **slot = &ring[at++ % 4096];
	*slot = x;
	return (struct strs){slot, 1};
}

static struct texts say(const char *x)
{
	static struct text ring[4096];
	static size_t at;
	struct text *slot = &ring[at++ % 4096];
	*slot = (struct text){"en", x};
	return (struct texts){slot, 1};
}

/* A small synthetic case in which every element is shown; a test changes what it is about. */
static struct naming name_office = {.text = "the Office", .confirmed = true}, name_state = {.text = "the State", .confirmed = true},
		   name_league = {.text = "the League", .confirmed = true};
struct fixture {
	struct actor actors[3];    /* LEAGUE, OFFICE (of STATE), STATE */
	struct party parties[2];
	struct exception exceptions[3];
	struct deadline deadlines[1];
	struct answer answers[3];
	struct support support;
	struct relation relation;
	struct duty duty;
	struct claim claim;
	struct claim_grade grade;
	struct decision decision;
	struct model model;
	struct arena a;
	struct assessment out;
	const char *as_of, *standard;
};

static void set_up(struct fixture *f)
{
	arena_free(&f->a);
	*f = (struct fixture){.as_of = "2023-01-01"};
	f->actors[0] = (struct actor){.id = "LEAGUE", .names = &name_league, .n_names = 1, .confirmed = true};
	f->actors[1] = (struct actor){.id = "OFFICE", .names = &name_office, .n_names = 1, .parent = "STATE", .confirmed = true};
	f->actors[2] = (struct actor){.id = "STATE", .names = &name_state, .n_names = 1, .confirmed = true};
	f->parties[0] = (struct party){.actor = "STATE", .by = "accession", .since = when("1982-09-24"), .sources = one("S"), .confirmed = true};
	f->support = (struct support){.source = "S", .stance = STANCE_ASSERTS};
	f->duty = (struct duty){.id = "D", .instrument = say("a treaty"), .text = say("forbids it"), .breached_by = one("harm"),
				.role = "perpetrator", .in_force = when("1954-04-22"), .parties = f->parties, .n_parties = 1,
				.exceptions = f->exceptions, .deadlines = f->deadlines, .sources = one("S"), .confirmed = true};
	f->claim = (struct claim){.id = "C", .kind = "event", .text = say("It did harm."), .acts = one("harm"),
				  .perpetrators = one("STATE"), .when = when("2010-05-05"), .supports = &f->support, .n_supports = 1,
				  .answers = f->answers, .confirmed = true};
	f->grade = (struct claim_grade){.claim = "C", .grade = "B", .rank = 1, .stands = true, .state = "stands"};
	f->model = (struct model){.actors = f->actors, .n_actors = 3, .claims = &f->claim, .n_claims = 1, .duties = &f->duty, .n_duties = 1,
				  .relations = &f->relation, .decisions = &f->decision};
}

static enum status run(struct fixture *f, struct error *e)
{
	static const struct asked_standard standards[] = {{"grounds", "", 2}, {"strict", "", 0}, {"some", "", 1}};
	const struct assess_input in = {.model = &f->model, .grades = &f->grade, .n_grades = f->grade.claim ? 1 : 0, .standards = standards,
					.n_standards = 3, .default_standard = "grounds", .standard = f->standard, .as_of = day(f->as_of)};
	return assess(&in, &f->a, &f->out, e);
}

/* The one finding of the fixture as it stands, or NULL. */
static const struct finding *only(struct fixture *f)
{
	struct error e;
	if (run(f, &e) != ST_OK) {
		(void)fprintf(stderr, "%s\n", e.message);
		abort();
	}
	return f->out.n == 1 ? f->out.findings : NULL;
}

static enum truth met(struct fixture *f, enum element_kind k)
{
	const struct finding *x = only(f);
	const struct element *el = x ? finding_element(x, k) : NULL;
	return el ? el->met : (enum truth)99;
}

static const char *text(struct fixture *f, enum element_kind k)
{
	const struct finding *x = only(f);
	const struct element *el = x ? finding_element(x, k) : NULL;
	return el ? el->text : NULL;
}

static void all_shown(void)
{
	struct fixture f = {0};
	set_up(&f);
	const struct finding *x = only(&f);
	CHECK(x && x->holds == TRUTH_YES && x->status == FINDING_PROPOSED);
	CHECK_STR(x->id, "C/D/STATE");
	CHECK_STR(finding_element(x, ELEMENT_BOUND)->text,
		  "the State is bound by accession since 24 September 1982; the act (5 May 2010) lies in that time.");
	CHECK(strlen(x->digest) == 64);
	for (size_t i = 0; i < x->n_elements; i++)
		CHECK(x->elements[i].sources.n > 0);
	arena_free(&f.a);
}

static void who_is_charged(void)
{
	struct fixture f = {0};
	static const char *const silent[] = {"denial", "recommendation", "opinion", "forecast"};
	set_up(&f);
	for (size_t i = 0; i < 4; i++) {
		f.claim.kind = silent[i];
		CHECK(!only(&f));
	}
	f.claim.kind = "event";
	f.duty.role = "enabler";
	CHECK(!only(&f));
	f.claim.enablers = one("LEAGUE");
	CHECK_STR(only(&f)->id, "C/D/LEAGUE");
	f.duty.role = NULL; /* either: each actor once */
	f.claim.enablers = (struct strs){(const char *[]){"STATE", "LEAGUE", "LEAGUE"}, 3};
	CHECK(!only(&f) && f.out.n == 2);
	set_up(&f);
	f.claim.when = when("2023-02");
	CHECK(!only(&f)); /* wholly after the day asked */
	f.claim.when = when("2022-12/2023-02");
	CHECK(only(&f));
	/* named without a fitting act: open; where nothing breaches the duty: no */
	f.claim.acts = one("other");
	CHECK(!only(&f));
	f.claim.duties = one("D");
	CHECK(met(&f, ELEMENT_ACT) == TRUTH_MAYBE);
	f.duty.breached_by = (struct strs){0};
	CHECK(met(&f, ELEMENT_ACT) == TRUTH_NO);
	arena_free(&f.a);
}

static void force(void)
{
	struct fixture f = {0};
	set_up(&f);
	f.parties[0].since = when("1900");
	f.claim.when = when("1954-04-21");
	CHECK(met(&f, ELEMENT_FORCE) == TRUTH_NO);
	f.claim.when = when("1954-04-22");
	CHECK(met(&f, ELEMENT_FORCE) == TRUTH_YES);
	f.claim.when = when("1954-04");
	CHECK(met(&f, ELEMENT_FORCE) == TRUTH_MAYBE);
	f.claim.when = when("1950/1960");
	CHECK(met(&f, ELEMENT_FORCE) == TRUTH_YES);
	CHECK_STR(text(&f, ELEMENT_FORCE), "In force since 22 April 1954; of the act (1950 to 1960) what was done from 22 April 1954 counts.");
	f.duty.ended = when("2000-02-29"); /* the first day on which it is in force no more */
	f.claim.when = when("2000-02-28");
	CHECK(met(&f, ELEMENT_FORCE) == TRUTH_YES);
	f.claim.when = when("2000-02-29");
	CHECK(met(&f, ELEMENT_FORCE) == TRUTH_NO);
	f.duty.ended = when(NULL);
	f.claim.when = when(NULL); /* a claim without a time */
	CHECK(met(&f, ELEMENT_FORCE) == TRUTH_MAYBE);
	f.claim.when = when("2010");
	f.duty.in_force = when(NULL);
	CHECK(met(&f, ELEMENT_FORCE) == TRUTH_MAYBE);
	f.duty.in_force = when("1954");
	f.duty.confirmed = false;
	CHECK(met(&f, ELEMENT_FORCE) == TRUTH_MAYBE);
	arena_free(&f.a);
}

static void bound_in_time(void)
{
	struct fixture f = {0};
	set_up(&f);
	f.claim.when = when("1982-09-23");
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_NO);
	f.claim.when = when("1982-09-24");
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_YES);
	f.claim.when = when("1982-09");
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_MAYBE);
	f.claim.when = when("1970/.."); /* a practice that goes on: the part after accession counts */
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_YES);
	CHECK(strstr(text(&f, ELEMENT_BOUND), "what was done from 24 September 1982 counts"));
	f.claim.when = when("../1981");
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_NO);
	f.claim.when = when("2010-05-05");
	f.parties[0].until = when("2010-05-05"); /* bound on that day still */
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_YES);
	f.parties[0].until = when("2010-05-04");
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_NO);
	f.parties[0].until = when("2010-05");
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_MAYBE);
	/* in force and bound at one and the same part of the act: here they never meet */
	set_up(&f);
	f.duty.in_force = when("1990-01-01");
	f.parties[0].until = when("1989-12-31");
	f.claim.when = when("1985/1995");
	CHECK(met(&f, ELEMENT_FORCE) == TRUTH_YES && met(&f, ELEMENT_BOUND) == TRUTH_NO);
	arena_free(&f.a);
}

static void bound_by_what(void)
{
	struct fixture f = {0};
	set_up(&f);
	f.parties[0].by = "signature";
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_NO && only(&f)->holds == TRUTH_NO);
	CHECK(strstr(text(&f, ELEMENT_BOUND), "art. 18"));
	f.parties[0].confirmed = false;
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_MAYBE && strstr(text(&f, ELEMENT_BOUND), "Not confirmed: "));
	set_up(&f);
	f.parties[0].by = "none";
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_NO);
	CHECK_STR(text(&f, ELEMENT_BOUND), "the State is no party, so the instrument does not bind it.");
	/* signed first, ratified later: the ratification counts */
	set_up(&f);
	f.parties[1] = f.parties[0];
	f.parties[0].by = "signature";
	f.duty.n_parties = 2;
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_YES);
	f.duty.n_parties = 0;
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_MAYBE);
	CHECK_STR(text(&f, ELEMENT_BOUND), "The case does not say whether the State is bound.");
	set_up(&f);
	f.parties[0].confirmed = false;
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_MAYBE);
	set_up(&f);
	f.parties[0].sources = f.duty.sources = (struct strs){0};
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_MAYBE);
	set_up(&f);
	f.parties[0].since = when(NULL);
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_MAYBE);
	arena_free(&f.a);
}

static void bound_through(void)
{
	struct fixture f = {0};
	set_up(&f);
	f.claim.perpetrators = one("OFFICE"); /* its state is bound */
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_YES && strstr(text(&f, ELEMENT_BOUND), "to which the Office belongs"));
	f.parties[0].actor = "LEAGUE"; /* a member of the league, by way of its state */
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_MAYBE);
	f.relation = (struct relation){.id = "R", .schema = "Membership", .from = "STATE", .to = "LEAGUE", .sources = one("S2"), .confirmed = true};
	f.model.n_relations = 1;
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_YES && strstr(text(&f, ELEMENT_BOUND), "is a member"));
	f.relation.when = when("2011/");
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_NO); /* a member only afterwards */
	f.relation.when = when("1991-09-17");
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_YES);
	f.relation.confirmed = false;
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_MAYBE);
	/* parents in a circle come to an end */
	f.actors[2].parent = "OFFICE";
	f.model.n_relations = 0;
	CHECK(met(&f, ELEMENT_BOUND) == TRUTH_MAYBE);
	arena_free(&f.a);
}

static void reserved(void)
{
	struct fixture f = {0};
	struct reservation r[2] = {{.article = "art. 20", .sources = one("S")}, {.article = "art. 3", .excludes = true}};
	set_up(&f);
	CHECK(met(&f, ELEMENT_RESERVED) == TRUTH_YES);
	f.parties[0].reservations = r;
	f.parties[0].n_reservations = 1;
	CHECK(met(&f, ELEMENT_RESERVED) == TRUTH_YES && strstr(text(&f, ELEMENT_RESERVED), "art. 20"));
	f.parties[0].n_reservations = 2;
	CHECK(met(&f, ELEMENT_RESERVED) == TRUTH_NO && only(&f)->holds == TRUTH_NO);
	f.parties[0].confirmed = false;
	CHECK(met(&f, ELEMENT_RESERVED) == TRUTH_MAYBE);
	arena_free(&f.a);
}

static void deadline(void)
{
	struct fixture f = {0};
	set_up(&f);
	f.deadlines[0] = (struct deadline){.day = day("2019-12-22"), .day_text = "2019-12-22", .breach = true, .sources = one("S")};
	f.duty.n_deadlines = 1;
	f.claim.when = when("2019-12-22"); /* the day itself is in time */
	CHECK(met(&f, ELEMENT_DEADLINE) == TRUTH_NO);
	f.claim.when = when("2019-12-23");
	CHECK(met(&f, ELEMENT_DEADLINE) == TRUTH_YES && finding_element(only(&f), ELEMENT_DEADLINE)->days == 1);
	f.claim.when = when("2019-12");
	CHECK(met(&f, ELEMENT_DEADLINE) == TRUTH_MAYBE);
	f.claim.when = when("2021-03");
	CHECK_STR(text(&f, ELEMENT_DEADLINE), "The deadline of 22 December 2019 had passed by at least 435 days at the time of the act (March 2021).");
	f.claim.when = when("2018/2020-03-01"); /* over a leap day */
	CHECK(met(&f, ELEMENT_DEADLINE) == TRUTH_YES && finding_element(only(&f), ELEMENT_DEADLINE)->days == 70);
	f.claim.when = when("2021-03?"); /* perhaps a month sooner */
	CHECK(finding_element(only(&f), ELEMENT_DEADLINE)->days == 435 - 31);
	f.claim.when = when("2018/2020-03-01");
	f.as_of = "2019-12-21";
	CHECK(met(&f, ELEMENT_DEADLINE) == TRUTH_NO);
	CHECK_STR(text(&f, ELEMENT_DEADLINE), "The deadline is 22 December 2019: still 1 day to run.");
	f.as_of = "2019-12-22";
	CHECK(met(&f, ELEMENT_DEADLINE) == TRUTH_NO && strstr(text(&f, ELEMENT_DEADLINE), "this very day"));
	f.as_of = "2019-12-23";
	CHECK(met(&f, ELEMENT_DEADLINE) == TRUTH_YES);
	f.deadlines[0].breach = false; /* a day for a report does not bear on the act */
	CHECK(met(&f, ELEMENT_DEADLINE) == (enum truth)99);
	arena_free(&f.a);
}

static void exceptions(void)
{
	struct fixture f = {0};
	set_up(&f);
	f.exceptions[0] = (struct exception){.id = "danger", .text = say("where there is danger"), .sources = one("S")};
	f.duty.n_exceptions = 1;
	CHECK(met(&f, ELEMENT_EXCEPTION) == TRUTH_MAYBE && only(&f)->holds == TRUTH_MAYBE); /* silence is no answer */
	f.answers[0] = (struct answer){.duty = "D", .exception = "danger", .holds = "no", .text = say("There was none."), .sources = one("S")};
	f.claim.n_answers = 1;
	CHECK(met(&f, ELEMENT_EXCEPTION) == TRUTH_YES && only(&f)->holds == TRUTH_YES);
	f.answers[0].holds = "open";
	CHECK(met(&f, ELEMENT_EXCEPTION) == TRUTH_MAYBE);
	f.answers[0].holds = "yes";
	CHECK(met(&f, ELEMENT_EXCEPTION) == TRUTH_NO && only(&f)->holds == TRUTH_NO);
	f.answers[0].duty = "OTHER"; /* an answer to another duty answers nothing here */
	CHECK(met(&f, ELEMENT_EXCEPTION) == TRUTH_MAYBE);
	f.answers[0] = (struct answer){.duty = "D", .exception = "danger", .holds = "no"}; /* bare */
	CHECK(met(&f, ELEMENT_EXCEPTION) == TRUTH_MAYBE);
	arena_free(&f.a);
}

static void evidence_and_state(void)
{
	struct fixture f = {0};
	struct error e;
	set_up(&f);
	CHECK(met(&f, ELEMENT_EVIDENCE) == TRUTH_YES);
	f.grade.rank = 3;
	CHECK(met(&f, ELEMENT_EVIDENCE) == TRUTH_NO);
	f.grade.rank = 1;
	f.duty.standard = "strict";
	CHECK(met(&f, ELEMENT_EVIDENCE) == TRUTH_NO);
	f.claim.standard = "some"; /* the claim's goes before the duty's */
	CHECK(met(&f, ELEMENT_EVIDENCE) == TRUTH_YES);
	f.standard = "strict";
	CHECK(met(&f, ELEMENT_EVIDENCE) == TRUTH_NO);
	f.standard = "nonsense";
	CHECK(run(&f, &e) == ST_DATA && strstr(e.message, "nonsense"));
	f.standard = NULL;
	f.grade.stands = false;
	f.grade.state = "refuted";
	CHECK(met(&f, ELEMENT_STATE) == TRUTH_NO && strstr(text(&f, ELEMENT_STATE), "refuted"));
	f.grade.stands = true;
	f.claim.confirmed = false;
	CHECK(met(&f, ELEMENT_STATE) == TRUTH_MAYBE);
	f.grade.claim = NULL;
	CHECK(met(&f, ELEMENT_EVIDENCE) == TRUTH_MAYBE && met(&f, ELEMENT_STATE) == TRUTH_MAYBE);
	arena_free(&f.a);
}

static void decisions(void)
{
	struct fixture f = {0};
	set_up(&f);
	f.claim.when = when("2010/..");
	f.decision = (struct decision){.id = "C/D/STATE", .finding = only(&f)->digest, .verdict = "confirmed", .by = "N", .why = "w", .when = "2023-01-01T00:00:00Z"};
	f.model.n_decisions = 1;
	CHECK(only(&f)->status == FINDING_CONFIRMED);
	f.decision.verdict = "rejected";
	CHECK(only(&f)->status == FINDING_REJECTED);
	f.decision.by = NULL; /* nobody answers for it */
	CHECK(only(&f)->status == FINDING_PROPOSED && !only(&f)->decision);
	f.decision.by = "N";
	f.as_of = "2024-06-01"; /* a day that passes alters no element */
	CHECK(only(&f)->status == FINDING_REJECTED);
	f.parties[0].since = when("1983-01-01");
	CHECK(only(&f)->status == FINDING_STALE);
	set_up(&f);
	f.grade.grade = "A";
	f.grade.rank = 0;
	const char *better = only(&f)->digest;
	f.grade.grade = "B";
	f.grade.rank = 1;
	CHECK(strcmp(better, only(&f)->digest) != 0);
	arena_free(&f.a);
}

/* Random cases: an exception that is answered yes, a reservation that excludes, or a party that is none, never lets a
 * finding hold; an exception more never makes it hold better; a finding holds only when every element is yes. */
static unsigned next(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static void shuffle(struct fixture *f, unsigned *seed)
{
	static const char *const times[] = {NULL, "1981", "1982", "1982-09-24", "2010", "1970/2015", "2010/..", "2019-12?", "1982~"};
	static const char *const ways[] = {"accession", "ratification", "signature", "none", "membership"};
	static const char *const holds[] = {"no", "no", "open", "yes"};
	set_up(f);
	f->claim.when = when(times[next(seed) % 9]);
	f->parties[0].since = when(times[next(seed) % 4]);
	f->parties[0].by = ways[next(seed) % 5];
	f->parties[0].confirmed = next(seed) % 4 != 0;
	f->grade.rank = next(seed) % 4;
	f->claim.n_answers = f->duty.n_exceptions = next(seed) % 3;
	static const char *const ids[] = {"a", "b", "c"};
	for (size_t i = 0; i < 3; i++) {
		f->exceptions[i] = (struct exception){.id = ids[i], .text = say("x")};
		f->answers[i] = (struct answer){.duty = "D", .exception = ids[i], .holds = holds[next(seed) % 4], .sources = one("S")};
	}
}

static int worth(enum truth t)
{
	return t == TRUTH_YES ? 2 : t == TRUTH_MAYBE ? 1 : 0;
}

static void properties(void)
{
	unsigned seed = 20261123;
	(void)printf("seed %u\n", seed);
	size_t held = 0;
	for (int round = 0; round < 4000; round++) {
		struct fixture f = {0};
		shuffle(&f, &seed);
		const struct finding *x = only(&f);
		CHECK(x);
		enum truth before = x->holds, worst = TRUTH_YES;
		bool defeated = false, signed_only = !strcmp(f.parties[0].by, "signature") || !strcmp(f.parties[0].by, "none");
		for (size_t i = 0; i < x->n_elements; i++)
			if (worth(x->elements[i].met) < worth(worst))
				worst = x->elements[i].met;
		CHECK(before == worst);
		for (size_t i = 0; i < f.duty.n_exceptions; i++)
			defeated = defeated || !strcmp(f.answers[i].holds, "yes");
		CHECK(!defeated || before == TRUTH_NO);
		CHECK(!signed_only || before != TRUTH_YES);
		held += before == TRUTH_YES;
		f.duty.n_exceptions++; /* one more, not answered */
		CHECK(worth(only(&f)->holds) <= worth(before) && only(&f)->holds != TRUTH_YES);
		f.claim.n_answers = f.duty.n_exceptions;
		f.answers[f.duty.n_exceptions - 1].holds = "yes";
		CHECK(only(&f)->holds == TRUTH_NO);
		arena_free(&f.a);
	}
	CHECK(held > 20); /* the cases are not all hopeless */
}

static void deadlines_and_monitors(void)
{
	struct fixture f = {0};
	struct monitor m = {.actor = "LEAGUE", .since = when("2009"), .until = when("2024-04-30")};
	const struct duty_deadline *d;
	struct error e;
	size_t n;
	set_up(&f);
	f.deadlines[0] = (struct deadline){.day = day("2019-12-22"), .day_text = "2019-12-22", .breach = true};
	f.duty.n_deadlines = 1;
	f.duty.monitors = &m;
	f.duty.n_monitors = 1;
	CHECK(assess_deadlines(&f.model, day("2021-03-01"), &f.a, &d, &n, &e) == ST_OK && n == 1 && d[0].days == 435 && !d[0].monitor_ended);
	CHECK(assess_deadlines(&f.model, day("2019-12-21"), &f.a, &d, &n, &e) == ST_OK && d[0].days == -1);
	CHECK(!duty_monitor_ended(&f.duty, day("2024-04-30")) && duty_monitor_ended(&f.duty, day("2024-05-01")) == &m);
	arena_free(&f.a);
}

TESTS({"all shown", all_shown}, {"who is charged", who_is_charged}, {"in force", force}, {"bound in time", bound_in_time},
      {"bound by what", bound_by_what}, {"bound through whom", bound_through}, {"reservations", reserved}, {"deadline", deadline},
      {"exceptions", exceptions}, {"evidence and state", evidence_and_state}, {"decisions", decisions},
      {"random cases", properties}, {"deadlines and monitors", deadlines_and_monitors})
