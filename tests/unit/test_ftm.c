#include "exchange/ftm.h"

#include "check.h"

static void test_model(void)
{
	const struct ftm_schema *company = ftm_schema("Company");
	CHECK(company && !company->abstract && ftm_is_a(company, "Thing") && ftm_is_a(company, "LegalEntity"));
	CHECK(!ftm_is_a(company, "Person") && ftm_schema("Thing")->abstract && !ftm_schema("Nothing"));
	CHECK(ftm_property(company, "uscCode")->type == FTM_IDENTIFIER);
	CHECK_STR(ftm_property(company, "uscCode")->format, "uscc");
	CHECK(!ftm_property(company, "birthDate"));
	CHECK(ftm_common(ftm_schema("LegalEntity"), company) == company);
	CHECK(!ftm_common(ftm_schema("Person"), company));
	CHECK_STR(ftm_near_schema("Persn"), "Person");
	CHECK_STR(ftm_near_property(company, "adress"), "address");
	CHECK(ftm_kind(company) == KIND_ACTOR && ftm_kind(ftm_schema("Sanction")) == KIND_RELATION);
	for (size_t i = 0; i < ftm_n_schemata; i++) { /* whatever a schema names is there */
		const struct ftm_schema *s = &ftm_schemata[i];
		for (size_t k = 0; s->extends[k]; k++)
			CHECK(ftm_schema(s->extends[k]));
		for (size_t k = 0; s->caption[k]; k++)
			CHECK(ftm_property(s, s->caption[k]));
		for (size_t k = 0; s->required[k]; k++)
			CHECK(ftm_property(s, s->required[k]));
		CHECK(!s->source || (ftm_property(s, s->source) && ftm_property(s, s->target)));
	}
}

/* Computed with followthemoney 4.11.2: Statement.make_key */
static void test_statement_id(void)
{
	char id[41];
	struct error e;
	CHECK(ftm_statement_id("eu_fsf", "NK-1", "name", "Synthetic Trading 有限公司", "zho", false, id, &e) == ST_OK);
	CHECK_STR(id, "44dffb3206bb3d0adeb888627c48eb437a2ae21b");
	CHECK(ftm_statement_id("d", "x", "country", "kp", NULL, false, id, &e) == ST_OK);
	CHECK_STR(id, "fd072685de8e4a12b47a6c221eefe41dce5498a9");
	CHECK(ftm_statement_id("d", "x", "name", "A.B@c", NULL, true, id, &e) == ST_OK);
	CHECK_STR(id, "1495dc87633f4f3bb336a943532ca3c0d15e8808");
}

static bool good(const char *schema, const char *property, const char *value)
{
	char why[160];
	return ftm_value_good(ftm_property(ftm_schema(schema), property), value, why);
}

static void test_values(void)
{
	CHECK(good("Person", "birthDate", "1988") && good("Person", "birthDate", "1988-02-29"));
	CHECK(good("Person", "modifiedAt", "2021-02-16T21:48:52") && good("Person", "modifiedAt", "2021-02-16T21"));
	CHECK(!good("Person", "birthDate", "1987-02-29") && !good("Person", "birthDate", "1988-1-2"));
	CHECK(!good("Person", "birthDate", "2021-2024") && !good("Person", "modifiedAt", "2021-02-16T25:00"));
	CHECK(good("Person", "country", "kp") && !good("Person", "country", "KP") && !good("Person", "country", "North Korea"));
	CHECK(good("Person", "sourceUrl", "https://example.org/a?b") && !good("Person", "sourceUrl", "javascript:alert(1)"));
	CHECK(!good("Person", "sourceUrl", "example.org") && !good("Person", "sourceUrl", "https://a b"));
	CHECK(good("Person", "email", "a.b@example.org") && !good("Person", "email", "a@b") && !good("Person", "email", "a@b@c.org"));
	CHECK(good("Person", "phone", "+850 2 18111") && !good("Person", "phone", "12"));
	CHECK(good("Person", "gender", "female") && !good("Person", "gender", "f"));
	CHECK(good("Person", "topics", "sanction") && !good("Person", "topics", "sanctions"));
	CHECK(good("Address", "latitude", "38.5") && !good("Address", "latitude", "north"));
	CHECK(good("Document", "contentHash", "da39a3ee5e6b4b0d3255bfef95601890afd80709"));
	CHECK(good("Document", "mimeType", "text/plain") && !good("Document", "mimeType", "text"));
	CHECK(good("Vessel", "imoNumber", "IMO9319466") && !good("Vessel", "imoNumber", "IMO9319467"));
	CHECK(good("Ownership", "owner", "NK-1.a") && !good("Ownership", "owner", "a b") && !good("Ownership", "owner", "-a"));
}

static enum status entity(const char *text, struct arena *a, struct ftm_entity *x, struct error *e)
{
	json_t *o = NULL;
	enum ftm_op op;
	enum status s = json_read(text, strlen(text), "t", &o, e);
	if (s == ST_OK)
		s = ftm_read_entity(o, (struct place){"t", 1, 0}, a, x, &op, e);
	json_decref(o);
	return s;
}

/* Two files speak of one tie: each keeps its say, and a new version of one replaces only its own. */
static void test_sources(void)
{
	struct arena a = ARENA_INIT;
	struct ftm_entity x;
	struct error e;
	json_t *first = NULL, *second = NULL, *third = NULL, *again = NULL;
	CHECK(entity("{\"id\":\"o\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[\"a\"],\"asset\":[\"b\"],\"role\":[\"r\"]}}", &a, &x, &e) == ST_OK);
	x.source = "S1";
	CHECK(ftm_to_record(&x, NULL, &a, &first, &e) == ST_OK);
	CHECK_STR(json_text(first, "from", ""), "a");
	CHECK_STR(json_text(first, "to", ""), "b");
	CHECK(ftm_to_record(&x, first, &a, &again, &e) == ST_OK && json_equal(first, again));
	CHECK(entity("{\"id\":\"o\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[\"c\"],\"asset\":[\"b\"]}}", &a, &x, &e) == ST_OK);
	x.source = "S2";
	CHECK(ftm_to_record(&x, first, &a, &second, &e) == ST_OK);
	CHECK(!json_object_get(second, "from")); /* two owners: neither alone */
	CHECK_STR(json_text(second, "to", ""), "b");
	CHECK(ftm_from_record(KIND_RELATION, second, &a, &x, &e) == ST_OK && x.values.n == 4);
	CHECK(ftm_strip_record(second, "S2", &third, &e) == ST_OK && third);
	CHECK(ftm_from_record(KIND_RELATION, third, &a, &x, &e) == ST_OK && x.values.n == 3);
	json_decref(first), json_decref(second), json_decref(third), json_decref(again);
	arena_free(&a);
}

static void test_faults(void)
{
	static const char *const bad[] = {
		"[]", "{}", "{\"id\":\"a\"}", "{\"id\":\"a b\",\"schema\":\"Person\"}", "{\"id\":\"../a\",\"schema\":\"Person\"}",
		"{\"id\":\"a\",\"schema\":\"Thing\"}", "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":[]}",
		"{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":\"x\"}}",
		"{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[1]}}",
		"{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"ownershipOwner\":[\"b\"]}}",
		"{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"a\\u0007\"]}}",
		"{\"id\":\"a\",\"schema\":\"Person\",\"target\":1}", "{\"op\":\"NEW\",\"entity\":{\"id\":\"a\"}}", "{\"op\":\"DEL\"}",
	};
	struct arena a = ARENA_INIT;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct ftm_entity x;
		struct error e;
		CHECK(entity(bad[i], &a, &x, &e) == ST_DATA);
		CHECK_STR(e.where, "t:1");
	}
	arena_free(&a);
}

TESTS({"the model", test_model}, {"statement ids", test_statement_id}, {"values", test_values},
      {"sources of one record", test_sources}, {"faults", test_faults})
