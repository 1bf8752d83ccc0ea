#include "base/json.h"

#include "check.h"

#include <stdlib.h>

static const char *canon(const char *text, struct buf *b)
{
	static struct error e;
	json_t *v = NULL;
	buf_reset(b);
	if (json_read(text, strlen(text), "t", &v, &e) != ST_OK)
		return e.message;
	enum status s = json_canonical(v, b, &e);
	json_decref(v);
	return s == ST_OK ? buf_str(b) : "ERROR";
}

/* RFC 8785 §3.2.2 and §3.2.3 examples of order and escapes */
static void order_and_escapes(void)
{
	struct buf b = BUF_INIT;
	CHECK_STR(canon("{\"b\":[1, 2.50,-0.0],\"a\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"}", &b),
		  "{\"a\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",\"b\":[1,2.5,0]}");
	CHECK_STR(canon("{\"\\ufb33\":1,\"\\ud83d\\ude00\":2,\"\\u20ac\":3,\"1\":4}", &b),
		  "{\"1\":4,\"€\":3,\"😀\":2,\"\xEF\xAC\xB3\":1}");
	CHECK_STR(canon("[true,false,null]", &b), "[true,false,null]");
	CHECK_STR(canon("9007199254740993", &b), "ERROR");
	buf_free(&b);
}

/* RFC 8785 appendix B */
static void numbers(void)
{
	static const struct { double x; const char *want; } t[] = {
		{5e-324, "5e-324"}, {1.7976931348623157e308, "1.7976931348623157e+308"},
		{9007199254740992.0, "9007199254740992"}, {295147905179352830000.0, "295147905179352830000"},
		{9.999999999999997e22, "9.999999999999997e+22"}, {1e23, "1e+23"},
		{999999999999999700000.0, "999999999999999700000"}, {1e21, "1e+21"},
		{0.000001, "0.000001"}, {1e-7, "1e-7"}, {-333333333.33333325, "-333333333.33333325"},
		{0.1, "0.1"}, {1424953923781206.2, "1424953923781206.2"}, {100, "100"}, {20000, "20000"},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct buf b = BUF_INIT;
		json_number_text(t[i].x, &b);
		CHECK_STR(buf_str(&b), t[i].want);
		buf_free(&b);
	}
}

static void refuses(void)
{
	static const char *const bad[] = {"", "{", "[1,]", "{\"a\":1,\"a\":2}", "\"\xff\"", "[1] x", "nul", "\"\\u0000\"", "1e999"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct error e;
		json_t *v = NULL;
		CHECK(json_read(bad[i], strlen(bad[i]), "t", &v, &e) == ST_DATA);
		CHECK(e.message[0] && !v);
	}
}

TESTS({"order and escapes", order_and_escapes}, {"numbers", numbers}, {"refuses", refuses})
