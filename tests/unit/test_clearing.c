/* Clearings: whom they are for, when they hold, and that the file is read only as it is written. All names are synthetic. */
#include "screen/clearing.h"
#include "screen/compile.h"
#include "screen/screen_case.h"

#include "check.h"
#include "scratch.h"

#include <stdlib.h>

static struct arena arena;

static const char *asked(struct query q)
{
	return clearing_asked(&q, NULL, &arena);
}

static void whom(void)
{
	const char *one[] = {"Adan Ostrel", "Pandor, Bela"}, *other[] = {"PANDOR,  BELA ", "\xef\xbc\xa1" "dan Ost\xe2\x80\x8brel"};
	const char *countries[] = {"Utopia", "kp"}, *turned[] = {"KP", "UTOPIA"};
	struct entry_identifier number = {"passport", "X 12-34", NULL}, same = {"passport", "x1234", NULL}, another = {"passport", "X1235", NULL};
	struct query a = {.names = one, .n_names = 2, .countries = {countries, 2}, .identifiers = &number, .n_identifiers = 1};
	struct query b = {.names = other, .n_names = 2, .countries = {turned, 2}, .identifiers = &same, .n_identifiers = 1};

	CHECK_STR(asked(a), "{\"countries\":[\"kp\",\"utopia\"],\"identifiers\":[\"passport X1234 \"],\"names\":[\"adan ostrel\",\"pandor, bela\"]}");
	CHECK_STR(asked(b), asked(a));
	b.identifiers = &another;
	CHECK(strcmp(asked(b), asked(a)) != 0);
	b = a;
	b.birth = "1990";
	CHECK(strcmp(asked(b), asked(a)) != 0);
	b = a;
	b.n_names = 1;
	CHECK(strcmp(asked(b), asked(a)) != 0);
	b = a;
	b.id = "customer 7";
	CHECK(strcmp(asked(b), asked(a)) != 0);
	b = a;
	CHECK(strcmp(clearing_asked(&b, "Person", &arena), asked(a)) != 0);
	b.schema = "Person";
	CHECK_STR(asked(b), clearing_asked(&a, "Person", &arena));
	arena_free(&arena);
}

/* An entry as a list holds it is the same entry whatever its place in the file, and another when anything in it is another. */
static void entries(void)
{
	struct entry_name names[] = {{.full = "Adan Ostrel", .quality = ENTRY_PRIMARY, .kind = "name"}, {.full = "Adaan", .quality = ENTRY_WEAK, .kind = "aka"}};
	struct entry_name turned[] = {names[1], names[0]};
	const char *births[] = {"1960-03-04"};
	struct entry_identifier number = {"imo", "9074729", "kp"};
	struct entry_address address = {"1 Road", "Town", "Utopia"};
	struct entry x = {.id = "S1", .schema = ENTRY_PERSON, .names = names, .n_names = 2, .births = {births, 1}, .sex = 'm', .identifiers = &number,
			  .n_identifiers = 1, .addresses = &address, .n_addresses = 1, .listed = "2020-01-02", .line = 7}, back;
	char hash[SHA256_HEX], other[SHA256_HEX];
	json_t *o = entry_json(&x);

	CHECK(o && entry_of_json(o, &arena, &back));
	CHECK_STR(entry_canonical(&back, &arena), entry_canonical(&x, &arena));
	CHECK(!clearing_entry_hash(o, hash, &e));
	json_decref(o);
	x.line = 99;
	x.names = turned;
	o = entry_json(&x);
	CHECK(!clearing_entry_hash(o, other, &e));
	json_decref(o);
	CHECK_STR(other, hash);
	x.changed = "2021-01-01";
	o = entry_json(&x);
	CHECK(!clearing_entry_hash(o, other, &e));
	json_decref(o);
	CHECK(strcmp(other, hash) != 0);
	arena_free(&arena);
}

#define H1 "1111111111111111111111111111111111111111111111111111111111111111"
#define H2 "2222222222222222222222222222222222222222222222222222222222222222"

static void holds(void)
{
	static const char file[] =
		"{\"asked\":{\"names\":[\"x\"]},\"by\":\"B\",\"entry\":\"1\",\"entry_sha256\":\"" H1 "\",\"list\":\"un\",\"op\":\"clear\",\"until\":\"2026-05-31\","
		"\"when\":\"2026-01-01T00:00:00Z\",\"why\":\"w\"}\n"
		"{\"asked\":{\"names\":[\"y\"]},\"by\":\"B\",\"entry\":\"1\",\"entry_sha256\":\"" H1 "\",\"list\":\"un\",\"op\":\"clear\","
		"\"when\":\"2026-01-01T00:00:00Z\",\"why\":\"w\"}\n";
	struct clearings c;
	const struct clearing *x = NULL, *y = NULL, *found;

	CHECK(!clearings_parse(file, sizeof file - 1, "f", &arena, &c, &e));
	CHECK(c.n == 2);
	for (size_t i = 0; i < 2; i++)
		*(c.v[i].n ? &y : &x) = &c.v[i];
	CHECK(clearings_any(&c, "un", "1") && !clearings_any(&c, "un", "2") && !clearings_any(&c, "u", "1") && !clearings_any(&c, "zz", "1"));
	CHECK(clearings_find(&c, "un", "1", x->asked_sha256, H1, "2026-05-31", &found) == CLEARING_HOLDS && found == x);
	CHECK(clearings_find(&c, "un", "1", x->asked_sha256, H1, "2026-06-01", &found) == CLEARING_EXPIRED);
	CHECK(clearings_find(&c, "un", "1", x->asked_sha256, H2, "2026-01-01", &found) == CLEARING_CHANGED);
	CHECK(clearings_find(&c, "un", "1", y->asked_sha256, H1, "2999-01-01", &found) == CLEARING_HOLDS && found == y);
	CHECK(clearings_find(&c, "un", "1", H1, H1, "2026-01-01", &found) == CLEARING_NONE && !found);
	CHECK(clearings_by_id(&c, x->id) == x && !clearings_by_id(&c, "") && !clearings_by_id(&c, "zzzzzzzz"));
	arena_free(&arena);
}

/* What is added is found again; taken back it is no more; cleared anew it is. */
static void written(void)
{
	const char *dir = new_dir();
	char id[CLEARING_ID + 1], second[CLEARING_ID + 1];
	struct clearing x = {.list = "un", .entry = "1", .entry_sha256 = H1, .name = "\xea\xb9\x80 \"q\"", .caption = "C", .by = "B",
			     .when = "2026-01-01T00:00:00Z", .why = "why"};
	struct clearings c;
	const struct clearing *found;
	json_t *line = clearing_json(&x, "{\"names\":[\"x\"]}", 0.75);

	CHECK(dir);
	CHECK(!clearings_read(dir, &arena, &c, &e) && !c.n);
	CHECK(line && !clearings_add(dir, line, id, &e));
	json_decref(line);
	CHECK(!clearings_read(dir, &arena, &c, &e) && c.n == 1);
	CHECK_STR(c.v[0].id, id);
	CHECK_STR(c.v[0].name, x.name);
	x.id = id;
	x.withdrawn_by = "H";
	x.withdrawn_when = "2026-02-01T00:00:00Z";
	x.withdrawn_why = "no";
	line = clearing_withdrawal_json(&x);
	CHECK(line && !clearings_add(dir, line, NULL, &e));
	json_decref(line);
	CHECK(!clearings_read(dir, &arena, &c, &e) && c.n == 1);
	CHECK(clearings_find(&c, "un", "1", c.v[0].asked_sha256, H1, "2026-01-01", &found) == CLEARING_WITHDRAWN);
	x.when = "2026-03-01T00:00:00Z";
	line = clearing_json(&x, "{\"names\":[\"x\"]}", 0.75);
	CHECK(line && !clearings_add(dir, line, second, &e) && strcmp(id, second) != 0);
	json_decref(line);
	CHECK(!clearings_read(dir, &arena, &c, &e) && c.n == 2);
	CHECK(clearings_find(&c, "un", "1", c.v[0].asked_sha256, H1, "2026-01-01", &found) == CLEARING_HOLDS);
	/* what would spoil the file is not added */
	line = json_pack("{s:s}", "op", "clear");
	CHECK(clearings_add(dir, line, NULL, &e) == ST_DATA);
	json_decref(line);
	CHECK(!clearings_read(dir, &arena, &c, &e) && c.n == 2);
	arena_free(&arena);
	remove_dir(dir);
}

/* Ids of hits may stand as ids of records, and two entries never share one. */
static void ids(void)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/";
	const char *entries[] = {"34024", "KPi.001", "Utopia / Utopie|1, Part 1|7", "Utopia / Utopie|1; Part 1|7", "a..b", "a._b", "\xea\xb9\x80", "", NULL, NULL};
	char near[600], other[600];

	memset(near, 'x', sizeof near);
	memset(other, 'x', sizeof other);
	near[sizeof near - 1] = other[sizeof other - 1] = 0;
	other[500] = 'y';
	entries[8] = near;
	entries[9] = other;
	for (size_t i = 0; i < 10; i++) {
		const char *id = screen_case_hit_id("A-1", "un", entries[i], &arena);

		CHECK(id && strlen(id) <= 200 && id[strspn(id, allowed)] == 0 && !strstr(id, "..") && !strncmp(id, "A-1/un/", 7));
		for (size_t k = 0; k < i; k++)
			CHECK(strcmp(id, screen_case_hit_id("A-1", "un", entries[k], &arena)) != 0);
		CHECK(strlen(screen_case_sanction_id(id, &arena)) <= 200);
	}
	CHECK_STR(screen_case_hit_id("A-1", "un", "KPi.001", &arena), "A-1/un/KPi.001");
	arena_free(&arena);
}

TESTS({"ids", ids}, {"whom", whom}, {"entries", entries}, {"holds", holds}, {"written", written})
