/* The index against going through all names, over a list made here. */
#include "search_check.h"

#include "check.h"

static const char *const people[] = {
	"Mohammed", "Muhammad", "Mohamad", "Ahmad", "Ahmed", "Ali", "Aly", "Hassan", "Hasan", "Hussein", "Abd al-Rahman", "Abdul", "Abu", "bin Salim",
	"al-Tikriti", "El Sayed", "John", "Jon", "Anna", "Anne", "Ivan Ivanovich", "Vladimir", "Sergei", "Sergey Petrovich", "Yuri", "Kim", "Yong", "Chol",
	"Un", "Li", "Lu", "Wu", "Wei", "Zhang", "Schmidt", "Schmitt", "Shcherbakov", "Müller", "Łukasz", "O'Brien", "van der Berg", "de la Cruz", "José",
	"García", "Haji", "Dr.", "J.", "A.B.", "K. M.", "Petrovna", "Alexandrovich", "Oglu", "Maduro", "Orlov", "Charoozi", "Tsz", "Nguyen", "Dzhabarov",
	"Jabbarov", "Qasim", "Kassem", "Gaddafi", "Qadhafi", "Khaddafi", "Xu", "Hsu", "Choe", "Choi", "Pak", "Park", "III", "North", "Paris",
	"Obama", "Trump", "Donald", "Putin", "Barack", "Smith", "Johnson"};
static const char *const bodies[] = {
	"Trading", "International", "Int'l", "Bank", "Group", "Holding", "Company", "Co.", "Ltd", "Limited", "LLC", "OOO", "GmbH", "S.A.", "Corp.", "Import",
	"Export", "Shipping", "Marine", "Tehran", "Pyongyang", "Damascus", "North", "Star", "Fund III", "Fund IV", "3", "17", "No. 5", "and", "&", "of",
	"Institute", "Defence", "Petroleum", "MV", "Ocean", "Jupiter", "Orion", "11420", "B-52", "General", "Foundation", "Charity", "Al Noor", "Technologies"};
static const char *const others[] = {
	"Иван", "Иванов", "Сергей", "Петрович", "Ким Ён Чхоль", "Мадуро", "ООО", "Завод", "Юрий", "محمد", "أحمد", "علي", "حسن", "عبد الرحمن", "بن", "الشركة",
	"김영철", "김정은", "박명진", "리용호", "주식회사", "金英哲", "金铁三", "马杜罗", "贝拉克 奥巴马", "华为技术有限公司", "深圳市", "スズキ", "タロウ", "株式会社",
	"Ελένη", "Παπαδόπουλος", "דוד", "कुमार", "奥巴马", "普京", "特朗普", "ዐቢይ", "አሕመድ", "ทักษิณ", "ชินวัตร",
	"อนุทิน ชาญวีรกูล", "ສີພັນດອນ", "ហ៊ុន សែន", "အောင်ဆန်း", "མཚོ", "ᏣᎳᎩ", "ᎠᏰᎵ ᏣᎳᎩ", "ᠬᠠᠭᠠᠨ"};

static void made_word(char *out)
{
	static const char *const begin[] = {"b", "k", "sh", "ch", "d", "m", "n", "r", "s", "t", "v", "z", "kh", "j", "l", "", "h", "ts", "gh", "ph"};
	static const char *const vowel[] = {"a", "e", "i", "o", "u", "ou", "ee", "ya", "ai"}, *const end[] = {"", "", "n", "r", "m", "v", "d", "ng", "sh", "tt", "k"};
	unsigned n = 1 + below(4);

	*out = 0;
	for (unsigned i = 0; i < n; i++) {
		strcat(out, begin[below(sizeof begin / sizeof *begin)]);
		strcat(out, vowel[below(sizeof vowel / sizeof *vowel)]);
	}
	strcat(out, end[below(sizeof end / sizeof *end)]);
	if (out[0] >= 'a' && out[0] <= 'z' && below(4))
		out[0] = (char)(out[0] - 32);
}

#define ONE(bank) bank[below(sizeof bank / sizeof *bank)]
static void made_name(char out[LINE], unsigned schema)
{
	unsigned n = 1 + below(3) + below(2) + (below(20) ? 0 : below(12));
	size_t at = 0;

	out[0] = 0;
	for (unsigned i = 0; i < n && at + 80 < LINE; i++) {
		char word[64];
		unsigned kind = below(20);

		if (kind < 6)
			made_word(word);
		else
			snprintf(word, sizeof word, "%s", kind == 6 ? ONE(others) : schema % 2 && kind < 16 ? ONE(bodies) : ONE(people));
		at += (size_t)snprintf(out + at, LINE - at, "%s%s", i ? below(15) ? " " : "-" : "", word);
	}
	if (!below(8)) {
		at = (size_t)snprintf(out, LINE, "%s", ONE(others));
		for (unsigned i = below(3); i; i--)
			at += (size_t)snprintf(out + at, LINE - at, " %s", ONE(others));
	}
}

static void made_list(const char *path, unsigned n)
{
	static const char *const schemata[] = {"Person", "Company", "LegalEntity", "Vessel", "Person", "Person"};
	FILE *out = fopen(path, "w");

	for (unsigned i = 0; out && i < n; i++) {
		unsigned schema = below(6);
		char name[LINE];

		made_name(name, schema);
		fprintf(out, "{\"id\":\"m-%u\",\"schema\":\"%s\",\"properties\":{\"name\":[\"%s\"]}}\n", i, schemata[schema], name);
	}
	if (out)
		fclose(out);
}

static bool round_of(uint64_t seed, unsigned names, unsigned queries)
{
	const char *dir = new_dir();
	char list[128], compiled[128];
	struct list_about about;
	bool good;

	random_state = seed;
	snprintf(list, sizeof list, "%s/list.ftm.json", dir);
	snprintf(compiled, sizeof compiled, "%s/list.compiled", dir);
	made_list(list, names);
	good = compiled_build(list, LIST_FTM, "made", compiled, &about, NULL, NULL, &e) == ST_OK;
	if (!good)
		(void)fprintf(stderr, "%s\n", e.message);
	good = good && same_answers(compiled, queries, seed + 1);
	remove_dir(dir);
	return good;
}

static void small(void)
{
	for (uint64_t seed = 1; seed <= (SLOW ? 3 : 10); seed++)
		CHECK(round_of(1000 * seed, 1 + (unsigned)seed * 25, SLOW ? 60 : 300));
}

static void larger(void)
{
	CHECK(round_of(77, SLOW ? 800 : 3000, SLOW ? 60 : 300));
}

/* Han characters that write foreign names by their sound, asked for in Latin letters and the other way round. */
static void heard(void)
{
	static const char *const names[][2] = {{"Donald Trump", "唐纳德 特朗普"}, {"Barack Obama", "巴拉克 奥巴马"}, {"Smith", "史密斯"}, {"Johnson", "约翰逊"}};
	enum { N = sizeof names / sizeof *names };
	const char *dir = new_dir();
	char list[128], compiled[128];
	struct list_about about;
	struct compiled *c = NULL;
	struct searcher *s = NULL;
	FILE *out;
	size_t hits = 0, wrong = 0;

	snprintf(list, sizeof list, "%s/list.ftm.json", dir);
	snprintf(compiled, sizeof compiled, "%s/list.compiled", dir);
	out = fopen(list, "w");
	for (size_t i = 0; out && i < 2 * N; i++)
		fprintf(out, "{\"id\":\"h-%zu\",\"schema\":\"Person\",\"properties\":{\"name\":[\"%s\"]}}\n", i, names[i / 2][i % 2]);
	if (out)
		fclose(out);
	if (!compiled_build(list, LIST_FTM, "heard", compiled, &about, NULL, NULL, &e) && !compiled_open(compiled, &c, &e) && (s = searcher_new(c)))
		for (size_t i = 0; i < 2 * N; i++)
			wrong += differences(s, c, names[i / 2][i % 2], WORD_FOR_PERSON, &hits);
	searcher_free(s);
	compiled_close(c);
	remove_dir(dir);
	CHECK(s && hits > (size_t)3 * N && !wrong);
}

TESTS({"heard", heard}, {"small lists", small}, {"a larger list", larger})
