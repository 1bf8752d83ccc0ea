/* No path prints a text without a source. Synthetic records. */
#include "report/fact.h"
#include "report/page.h"

#include "check.h"

static const struct text title = {"en", "A <b>title</b> & \"more\""};
static const struct source sources[] = {{.id = "S1", .kind = "report", .title = {&title, 1}, .confirmed = true},
					{.id = "S2", .kind = "article", .title = {&title, 1}, .url = "javascript:alert(1)", .confirmed = true}};
static const struct model model = {.sources = sources, .n_sources = 2};

static struct strs ids(const char **v, size_t n)
{
	return (struct strs){v, n};
}

static void needs_a_source(void)
{
	struct arena a = ARENA_INIT;
	struct facts fs = {.a = &a, .m = &model, .lang = "en"};
	const char *real[] = {"S1"}, *none[] = {"S9"}, *mixed[] = {"S9", "S2", "S2"};
	struct strs r = ids(real, 1), n = ids(none, 1), m = ids(mixed, 3), empty = {0};
	struct text t = {"ko", "본문"};
	struct texts texts = {&t, 1};
	const struct source *const *v;
	CHECK(!fact_field(&fs, "x", NULL, NULL));
	CHECK(!fact_field(&fs, "x", &empty, &empty));
	CHECK(!fact_field(&fs, "x", &n, NULL)); /* a source that the case does not have is none */
	CHECK(!fact_texts(&fs, &texts, &n, &r)); /* nor do the record's sources stand in for a wrong one */
	CHECK(fs.withheld == 4);
	CHECK(!fact_field(&fs, NULL, &r, NULL) && !fact_field(&fs, "", &r, NULL) && fs.withheld == 4);
	const struct fact *f = fact_texts(&fs, &texts, &empty, &r);
	CHECK(f && fact_sources(f, &v) == 1 && v[0] == &sources[0]);
	CHECK_STR(fact_lang(f), "ko");
	f = fact_field(&fs, "x", &m, NULL);
	CHECK(f && fact_sources(f, &v) == 1 && v[0] == &sources[1]);
	arena_free(&a);
}

static void claims(void)
{
	struct arena a = ARENA_INIT;
	struct facts fs = {.a = &a, .m = &model, .lang = "en"};
	struct text t = {"", "It happened."};
	struct support s[] = {{.source = "S1", .stance = STANCE_ASSERTS}, {.source = "S2", .stance = STANCE_DENIES}};
	struct claim c = {.id = "C", .kind = "event", .text = {&t, 1}, .supports = s, .n_supports = 2};
	const struct source *origin[] = {&sources[0]}, *const *v;
	struct weighed w = {.claim = &c, .state = STATE_STANDS, .support = {.origins = origin, .n_origins = 1}};
	const struct fact *f = fact_claim(&fs, &w);
	CHECK(f && fact_sources(f, &v) == 1 && v[0] == &sources[0]); /* who denies it does not stand behind it */
	w.support.n_origins = 0;
	w.state = STATE_UNSUPPORTED;
	CHECK(!fact_claim(&fs, &w));
	w.support.unknown = 1; /* a repeat of unknown provenance is somebody's word all the same */
	CHECK(fact_claim(&fs, &w));
	arena_free(&a);
}

static void page(void)
{
	struct arena a = ARENA_INIT;
	struct facts fs = {.a = &a, .m = &model, .lang = "en"};
	struct page p = {.m = &model};
	CHECK(!page_fact(&p, NULL) && p.out.len == 0);
	CHECK(page_fact(&p, fact_title(&fs, &sources[0])));
	CHECK_STR(buf_str(&p.out), "A &lt;b&gt;title&lt;/b&gt; &amp; &quot;more&quot;<sup><a class=\"mark\" href=\"#source-S1\">1</a></sup>");
	buf_reset(&p.out);
	page_address(&p, &sources[1]);
	CHECK_STR(buf_str(&p.out), "javascript:alert(1)"); /* as text, not as a link */
	buf_reset(&p.out);
	const char *one[] = {"S1"};
	struct strs r = ids(one, 1);
	page_fact_unmarked(&p, fact_field(&fs, "turned \xE2\x80\xAE round \x01", &r, NULL));
	CHECK_STR(buf_str(&p.out), "turned \xEF\xBF\xBD round \xEF\xBF\xBD");
	buf_reset(&p.out);
	CHECK(!page_drawing(&p, "<svg><script>x</script></svg>", 29) && !page_drawing(&p, "no", 2));
	page_count(&p, -1234567);
	CHECK_STR(buf_str(&p.out), "-1,234,567");
	buf_free(&p.out);
	arena_free(&a);
}

static void amounts(void)
{
	struct arena a = ARENA_INIT;
	struct facts fs = {.a = &a, .m = &model, .lang = "en"};
	const char *one[] = {"S1"};
	struct strs r = ids(one, 1);
	static const struct { struct amount m; const char *want; } t[] = {
		{{.set = true, .low = 80000, .best = __builtin_nan(""), .high = 120000, .unit = "people", .qualifier = "range"}, "80,000 to 120,000 people"},
		{{.set = true, .low = __builtin_nan(""), .best = 800, .high = __builtin_nan(""), .unit = "women", .qualifier = "about"}, "about 800 women"},
		{{.set = true, .low = __builtin_nan(""), .best = __builtin_nan(""), .high = 30000, .unit = "children", .qualifier = "up to"}, "up to 30,000 children"},
		{{.set = true, .low = 500, .best = __builtin_nan(""), .high = __builtin_nan(""), .unit = "people"}, "at least 500 people"},
		{{.set = true, .low = __builtin_nan(""), .best = 1419.4, .high = __builtin_nan(""), .unit = "km"}, "1,419.4 km"},
		{{.set = true, .low = __builtin_nan(""), .best = 5, .high = __builtin_nan("")}, "5 (no unit)"},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		CHECK_STR(fact_text(fact_amount(&fs, &t[i].m, &r)), t[i].want);
	CHECK(!fact_amount(&fs, &t[0].m, NULL));
	arena_free(&a);
}

TESTS({"needs a source", needs_a_source}, {"claims", claims}, {"page", page}, {"amounts", amounts})
