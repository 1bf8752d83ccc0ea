/* Decisions of people on pairs: the log is read only as it is written, the last word counts, changed records are let go, contradictions are found, and the clusters hold to them.
 * All names are synthetic. */
#include "link/decision.h"

#include "check.h"
#include "scratch.h"

#include <fcntl.h>
#include <unistd.h>

static struct arena arena;

static const char people[] = "id,name,born\n1,Adan Ostrel,1960\n2,Adan Ostrell,1960\n3,Bela Pandor,1971\n4,Bella Pandor,1971\n5,Juno Quilan,1982\n";

static bool read_people(const char *text, const char *file, struct link_records *r)
{
	struct link_read_options o = {.id = "id"};
	struct input in, *list = &in;
	bool good;

	input_bytes(text, strlen(text), file, &in);
	good = !records_read(&list, 1, &o, r, &e);
	if (!good)
		(void)fprintf(stderr, "%s: %s\n", e.where, e.message);
	input_close(&in);
	return good;
}

/* A log of decisions on the people: "1 2 same", … */
static bool decide(struct decisions *d, const struct link_records *r, const char *const *said, size_t n)
{
	*d = (struct decisions){.v = arena_array(&arena, n + 1, sizeof *d->v), .file = "log"};
	for (size_t i = 0; i < n; i++) {
		struct decision *x = &d->v[d->n++];
		char a[8], b[8], word[16];

		if (sscanf(said[i], "%7s %7s %15s", a, b, word) != 3)
			return false;
		*x = (struct decision){.by = "A. Reviewer", .when = "2026-01-31T12:00:00Z", .why = "", .probability = 0.5, .line = (unsigned)i + 1};
		for (x->word = 0; strcmp(decision_word(x->word), word) != 0; x->word++)
			;
		for (int side = 0; side < 2; side++) {
			char *hex = arena_alloc(&arena, SHA256_HEX);
			const char *id = side ? b : a;

			x->side[side].file = "p.csv";
			x->side[side].id = arena_strdup(&arena, id);
			x->side[side].hash = hex;
			strcpy(hex, "0000000000000000000000000000000000000000000000000000000000000000");
			for (size_t k = 0; k < r->n; k++)
				if (!strcmp(r->id[k], id) && record_hash(r, (uint32_t)k, hex, &e))
					return false;
		}
	}
	return true;
}

#define DECIDE(d, r, ...) decide(d, r, (const char *const[]){__VA_ARGS__}, sizeof (const char *const[]){__VA_ARGS__} / sizeof(char *))

#define H "1111111111111111111111111111111111111111111111111111111111111111"
#define REST ",\"by\":\"B\",\"when\":\"2026-01-01T00:00:00Z\",\"why\":\"\",\"probability\":0.5,\"blind\":false"
#define PAIR "\"a\":{\"file\":\"f\",\"id\":\"1\"},\"b\":{\"file\":\"f\",\"id\":\"2\"}"
#define HASHES ",\"records\":[\"" H "\",\"" H "\"]"

static void lines(void)
{
	static const char good[] = "{" PAIR ",\"decision\":\"unsure\"" REST HASHES "}\n";
	static const struct { const char *text, *says; } bad[] = {
		{"{" PAIR ",\"decision\":\"same\"" REST HASHES "}", "without an end"},
		{"\n", "not valid JSON"},
		{"[]\n", "found no decision"},
		{"{" PAIR ",\"decision\":\"maybe\"" REST HASHES "}\n", "\"maybe\", expected same, different or unsure"},
		{"{" PAIR REST HASHES "}\n", "without \"decision\""},
		{"{" PAIR ",\"decision\":7" REST HASHES "}\n", "another sort of \"decision\""},
		{"{" PAIR ",\"decision\":\"same\"" REST "}\n", "\"records\" are not two hashes"},
		{"{" PAIR ",\"decision\":\"same\"" REST ",\"records\":[\"" H "\",\"12\"]}\n", "\"records\" are not two hashes"},
		{"{" PAIR ",\"decision\":\"same\"" REST HASHES ",\"colour\":1}\n", "\"colour\", which no decision has"},
		{"{\"a\":{\"file\":\"f\",\"id\":\"1\"},\"b\":{\"file\":\"f\",\"id\":\"1\"},\"decision\":\"same\"" REST HASHES "}\n", "a record and itself"},
		{"{\"a\":{\"file\":\"f\",\"id\":\"1\"},\"b\":{\"file\":\"f\"},\"decision\":\"same\"" REST HASHES "}\n", "\"b\" is not"},
		{"{" PAIR ",\"decision\":\"same\",\"by\":\"\",\"when\":\"2026-01-01T00:00:00Z\",\"why\":\"\",\"probability\":0.5,\"blind\":false" HASHES "}\n", "\"by\", expected a text that"},
		{"{" PAIR ",\"decision\":\"same\",\"by\":\"B\",\"when\":\"2026\",\"why\":\"\",\"probability\":0.5,\"blind\":false" HASHES "}\n", "\"when\": \"2026\""},
		{"{" PAIR ",\"decision\":\"same\",\"by\":\"B\",\"when\":\"2026-01-01T00:00:00Z\",\"why\":\"\",\"probability\":2,\"blind\":false" HASHES "}\n", "no number from 0 to 1"},
		{"{" PAIR ",\"decision\":\"same\",\"by\":\"B\",\"when\":\"2026-01-01T00:00:00Z\",\"why\":\"\",\"probability\":null,\"blind\":0" HASHES "}\n", "neither true nor false"},
	};
	struct decisions d;
	char twice[4096];

	CHECK(!decisions_parse(good, sizeof good - 1, "f", &arena, &d, &e));
	CHECK(d.n == 1 && d.v[0].word == DECISION_UNSURE && d.v[0].line == 1 && !d.v[0].blind);
	CHECK_STR(d.v[0].side[1].id, "2");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		(void)snprintf(twice, sizeof twice, "%s%s", good, bad[i].text);
		CHECK(decisions_parse(twice, strlen(twice), "f", &arena, &d, &e) == ST_DATA);
		CHECK(!strncmp(e.where, "f:2", 3));
		CHECK(decisions_parse(bad[i].text, strlen(bad[i].text), "f", &arena, &d, &e) == ST_DATA);
		if (!strstr(e.message, bad[i].says) && !strstr(e.where, bad[i].says))
			(void)fprintf(stderr, "%zu: %s\n", i, e.message);
		CHECK(strstr(e.message, bad[i].says) || strstr(e.where, bad[i].says));
	}
	arena_free(&arena);
}

static void adding(void)
{
	struct link_records r;
	struct decisions d, back;
	const char *dir = new_dir();
	char path[128];
	int fd;

	CHECK(dir && read_people(people, "p.csv", &r));
	(void)snprintf(path, sizeof path, "%s/log.jsonl", dir);
	CHECK(decisions_read(path, false, &arena, &back, &e) == ST_ENV);
	CHECK(!decisions_read(path, true, &arena, &back, &e) && !back.n);
	CHECK(DECIDE(&d, &r, "1 2 same", "3 1 different", "4 5 unsure"));
	d.v[1].why = "a \"mother\"\nof another name";
	d.v[2].probability = -1;
	d.v[2].blind = true;
	CHECK(!decision_log_open(path, &fd, &e));
	for (size_t i = 0; i < d.n; i++)
		CHECK(!decision_add(fd, path, &d.v[i], &e));
	CHECK(!decisions_read(path, false, &arena, &back, &e) && back.n == 3);
	for (size_t i = 0; i < d.n; i++) {
		CHECK(back.v[i].word == d.v[i].word && back.v[i].line == i + 1 && back.v[i].blind == d.v[i].blind && back.v[i].probability == d.v[i].probability);
		CHECK_STR(back.v[i].why, d.v[i].why);
		CHECK_STR(back.v[i].side[0].id, d.v[i].side[0].id);
		CHECK_STR(back.v[i].side[1].hash, d.v[i].side[1].hash);
	}
	/* a text that cannot be written leaves no trace; nothing is added behind a line that is cut off */
	d.v[0].why = "\xff";
	CHECK(decision_add(fd, path, &d.v[0], &e) == ST_DATA);
	CHECK(!decisions_read(path, false, &arena, &back, &e) && back.n == 3);
	CHECK(write(fd, "{", 1) == 1);
	CHECK(decision_add(fd, path, &d.v[1], &e) == ST_DATA && strstr(e.message, "without an end"));
	(void)close(fd);
	records_free(&r);
	remove_dir(dir);
	arena_free(&arena);
}

static void which_hold(void)
{
	static const char changed[] = "id,name,born\n5,Juno Quilan,1982\n4,Bella Pandor,1971\n3,Bela Pandor,1971\n2,Adan Ostrell,1960\n1,Adan Ostrel,1961\n";
	static const char turned[] = "born,note,ID,name\n1960,,1,Adan Ostrel\n1960,,2,Adan Ostrell\n1971,,3,Bela Pandor\n";
	struct link_records r, other;
	struct decisions d;
	struct decisions_use u;

	CHECK(read_people(people, "some/folder/p.csv", &r));
	CHECK(DECIDE(&d, &r, "1 2 same", "3 4 same", "2 1 different", "5 1 unsure", "77 1 same", "4 3 same", "5 2 same", "2 5 unsure"));
	CHECK(!decisions_use(&d, &r, NULL, &arena, &u, &e));
	CHECK(u.n == 2 && u.same == 1 && u.n_unsure == 2 && !u.n_changed && u.elsewhere == 1);
	CHECK(u.v[0].a == 0 && u.v[0].b == 1 && !u.v[0].same && u.line[0] == 3);
	CHECK(u.v[1].a == 2 && u.v[1].b == 3 && u.v[1].same && u.line[1] == 6);
	/* a record with another value; another order of rows does not matter */
	CHECK(read_people(changed, "p.csv", &other));
	CHECK(!decisions_use(&d, &other, NULL, &arena, &u, &e));
	CHECK(u.n == 1 && u.v[0].a == 1 && u.v[0].b == 2 && u.n_changed == 2 && u.changed[0] == 3 && u.changed[1] == 4 && u.n_unsure == 1);
	records_free(&other);
	/* columns in another order, and an empty one, do not either */
	CHECK(read_people(turned, "p.csv", &other));
	CHECK(!decisions_use(&d, &other, NULL, &arena, &u, &e));
	CHECK(u.n == 1 && !u.v[0].same && !u.n_changed && u.elsewhere == 6);
	records_free(&other);
	/* another file */
	CHECK(read_people(people, "q.csv", &other));
	CHECK(!decisions_use(&d, &other, NULL, &arena, &u, &e));
	CHECK(!u.n && u.elsewhere == 8);
	records_free(&other);
	d.n = 0;
	CHECK(!decisions_use(&d, &r, NULL, &arena, &u, &e) && !u.n);
	records_free(&r);
	arena_free(&arena);
}

static void contradictions(void)
{
	const bool clean[LINK_FILES] = {true};
	struct link_records r;
	struct decisions d;
	struct decisions_use u;

	CHECK(read_people(people, "p.csv", &r));
	CHECK(DECIDE(&d, &r, "1 2 same", "4 5 different", "2 3 same", "1 3 different"));
	CHECK(decisions_use(&d, &r, NULL, &arena, &u, &e) == ST_DATA);
	CHECK_STR(e.where, "log:4");
	CHECK_STR(e.message, "found that 1 and 3 are different people, but lines 1 and 3 say that they are one");
	/* taken back */
	CHECK(DECIDE(&d, &r, "1 2 same", "4 5 different", "2 3 same", "1 3 different", "3 2 unsure"));
	CHECK(!decisions_use(&d, &r, NULL, &arena, &u, &e) && u.n == 3);
	/* over several steps */
	CHECK(DECIDE(&d, &r, "5 1 different", "1 2 same", "3 2 same", "3 4 same", "4 5 same"));
	CHECK(decisions_use(&d, &r, NULL, &arena, &u, &e) == ST_DATA);
	CHECK_STR(e.message, "found that 1 and 5 are different people, but lines 2, 3, 4 and 5 say that they are one");
	/* a file on which nobody stands twice */
	CHECK(DECIDE(&d, &r, "1 2 same"));
	CHECK(!decisions_use(&d, &r, NULL, &arena, &u, &e));
	CHECK(decisions_use(&d, &r, clean, &arena, &u, &e) == ST_DATA);
	CHECK_STR(e.message, "log: by line 1 1 and 2 are one person, but nobody is said to stand twice on p.csv");
	records_free(&r);
	arena_free(&arena);
}

static void what_follows(void)
{
	struct link_records r;
	struct decisions d;
	struct decisions_use u;
	struct decided *x;

	CHECK(read_people(people, "p.csv", &r));
	CHECK(DECIDE(&d, &r, "1 2 same", "4 3 same", "2 3 different"));
	CHECK(!decisions_use(&d, &r, NULL, &arena, &u, &e) && (x = decided_make(&u, &arena)));
	CHECK(decided_tell(x, 0, 1) == 1 && decided_tell(x, 1, 0) == 1 && decided_tell(x, 0, 3) == -1 && decided_tell(x, 2, 0) == -1 && decided_tell(x, 0, 4) == 0);
	d.n = 0;
	CHECK(!decisions_use(&d, &r, NULL, &arena, &u, &e) && (x = decided_make(&u, &arena)) && !decided_tell(x, 0, 1));
	records_free(&r);
	arena_free(&arena);
}

/* --- clusters ------------------------------------------------------------------------------------------------------ */

static double never(void *arg, uint32_t a, uint32_t b)
{
	(void)arg, (void)a, (void)b;
	return -20;
}

static void clusters(void)
{
	/* 0 1 2 are alike, and so are 3 4 5; nothing between them */
	static const struct cluster_edge edge[] = {{0, 1, 10}, {0, 2, 10}, {1, 2, 10}, {3, 4, 10}, {3, 5, 10}, {4, 5, 10}};
	static const struct cluster_fixed together[] = {{2, 3, true}}, away[] = {{0, 1, false}}, both[] = {{0, 1, false}, {0, 2, true}, {2, 6, true}};
	struct cluster_input in = {.n = 7, .edge = edge, .n_edges = 6, .odds = never};
	uint32_t c[7];
	size_t n;

	CHECK(!cluster_make(&in, c, &n, &e) && n == 3 && c[0] == c[1] && c[1] == c[2] && c[3] == c[4] && c[4] == c[5] && c[0] != c[3]);
	in.fixed = together, in.n_fixed = 1;
	CHECK(!cluster_make(&in, c, &n, &e) && c[2] == c[3]);
	in.fixed = away, in.n_fixed = 1;
	CHECK(!cluster_make(&in, c, &n, &e) && c[0] != c[1] && (c[2] == c[0] || c[2] == c[1]) && c[3] == c[4] && c[4] == c[5]);
	/* 0 is 2 is 6, and is not 1: so 1 is none of them */
	in.fixed = both, in.n_fixed = 3;
	CHECK(!cluster_make(&in, c, &n, &e) && c[0] == c[2] && c[2] == c[6] && c[1] != c[0] && n == 3);
}

/* Any graph, any decisions that agree with each other: all are held to, whatever the odds. */
static uint64_t seed = 7;
static uint32_t chance(uint32_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % n;
}

static void clusters_at_random(void)
{
	for (int round = 0; round < 400; round++) {
		enum { N = 24 };
		struct cluster_edge edge[N * N];
		struct cluster_fixed fixed[N];
		struct cluster_input in = {.n = N, .edge = edge, .odds = never, .fixed = fixed};
		uint32_t truth[N], c[N], first[N];
		size_t n, seen = 0;

		for (uint32_t i = 0; i < N; i++)
			truth[i] = chance(8);
		for (uint32_t a = 0; a < N; a++)
			for (uint32_t b = a + 1; b < N; b++)
				if (chance(4) == 0)
					edge[in.n_edges++] = (struct cluster_edge){a, b, (float)chance(40) - 20};
		for (uint32_t i = 0; i < chance(N); i++) {
			uint32_t a = chance(N), b = chance(N);

			if (a != b)
				fixed[in.n_fixed++] = (struct cluster_fixed){a < b ? a : b, a < b ? b : a, truth[a] == truth[b]};
		}
		CHECK(!cluster_make(&in, c, &n, &e));
		for (size_t i = 0; i < in.n_fixed; i++)
			CHECK((c[fixed[i].a] == c[fixed[i].b]) == fixed[i].same);
		for (uint32_t i = 0; i < N; i++) {
			CHECK(c[i] <= seen);
			if (c[i] == seen)
				first[seen++] = i;
		}
		CHECK(seen == n && first[0] == 0);
	}
}

/* --- a run ---------------------------------------------------------------------------------------------------------- */

static void whole_run(void)
{
	static const char *const given[] = {"Adan", "Bela", "Cira", "Dorel", "Elun", "Faro", "Gita", "Hale"};
	static const char *const family[] = {"Ostrel", "Pandor", "Quilan", "Rastov", "Sendri", "Tolvan", "Umbrit", "Varkel", "Wendor"};
	struct buf text = BUF_INIT;
	struct link_records r;
	struct link_result out;
	struct link_options o = {.seed = 1};
	struct decisions d;
	struct decisions_use u;
	size_t n = 0;

	buf_text(&text, "id,given_name,family_name,birth_date\n");
	for (int i = 0; i < 72; i++)
		for (int copy = 0; copy < 2; copy++)
			buf_printf(&text, "%zu,%s,%s%s,%04d-%02d-%02d\n", ++n, given[i % 8], family[i % 9], copy && i % 3 == 0 ? "e" : "", 1950 + i % 40, 1 + i % 12, 1 + i % 28);
	CHECK(read_people(buf_str(&text), "p.csv", &r));
	CHECK(!link_run(&r, &o, &out, &e));
	CHECK(out.cluster[0] == out.cluster[1] && out.cluster[0] != out.cluster[9] && !link_decided(&out, 0, 1));
	link_free(&out);
	/* 1 and 2 are alike and are not one; 1 and 50 are not alike and are one */
	CHECK(DECIDE(&d, &r, "2 1 different", "1 50 same"));
	CHECK(!decisions_use(&d, &r, NULL, &arena, &u, &e) && u.n == 2);
	o.decision = u.v;
	o.n_decisions = u.n;
	CHECK(!link_run(&r, &o, &out, &e));
	CHECK(out.cluster[0] != out.cluster[1] && out.cluster[0] == out.cluster[49]);
	CHECK(link_decided(&out, 1, 0) == -1 && link_decided(&out, 0, 49) == 1 && !link_decided(&out, 0, 2));
	for (size_t i = 0; i < out.n_pairs; i++) {
		const struct link_pair *p = &out.pair[i];

		CHECK(!i || p[-1].a < p->a || (p[-1].a == p->a && p[-1].b < p->b));
		CHECK(p->a != 0 || p->b != 1 || (double)p->probability <= 0);
		CHECK(p->a != 0 || p->b != 49 || (double)p->probability >= 1);
		n += p->a == 0 && (p->b == 1 || p->b == 49);
	}
	CHECK(n == 144 + 2);
	link_free(&out);
	records_free(&r);
	buf_free(&text);
	arena_free(&arena);
}

TESTS({"lines", lines}, {"adding", adding}, {"which hold", which_hold}, {"contradictions", contradictions}, {"what follows", what_follows}, {"clusters", clusters}, {"clusters at random", clusters_at_random},
      {"a whole run", whole_run})
