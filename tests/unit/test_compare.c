/* What the comparison of names must and must not take for one bearer: kinds of change, each with names of its own. The persons and bodies are
 * public figures and public bodies, or synthetic. */
#include "names/compare.h"

#include "check.h"

#include <string.h>

static float score_of(const char *x, const char *y, enum word_use use)
{
	static struct name a, b;
	struct comparison c;

	name_read(x, strlen(x), use, NULL, &a);
	name_read(y, strlen(y), use, NULL, &b);
	names_compare(&a, &b, &c);
	return c.score;
}

static bool said(const char *x, const char *y, float s, bool want)
{
	if ((s >= COMPARE_MATCH) != want)
		(void)fprintf(stderr, "%s | %s: %.3f\n", x, y, (double)s);
	return (s >= COMPARE_MATCH) == want;
}
#define person(x, y) said(x, y, score_of(x, y, WORD_FOR_PERSON), true)
#define not_person(x, y) said(x, y, score_of(x, y, WORD_FOR_PERSON), false)
#define body(x, y) said(x, y, score_of(x, y, WORD_FOR_COMPANY), true)
#define not_body(x, y) said(x, y, score_of(x, y, WORD_FOR_COMPANY), false)

static void slips(void)
{
	/* a letter more, less, another, two changed about; in the first letter too */
	CHECK(person("Vladmir Putin", "Vladimir Putin") && person("Vladimir Putim", "Vladimir Putin") && person("Vladimri Putin", "Vladimir Putin"));
	CHECK(person("Bladimir Putin", "Vladimir Putin") && person("Vladimirr Putin", "Vladimir Putin"));
	CHECK(person("KIM YOMG CHOL", "KIM YONG CHOL") && person("KM MUN CHOL", "KIM MUN CHOL") && person("RI WON HOO", "RI WON HO"));
	/* in another language's spelling */
	CHECK(person("Serej Lavrov", "Sergey Lavrov") && person("Andrej Babiš", "Andrey Babis"));
	CHECK(person("Badr al-Din, Muhammad", "Badreddine, Mohammed") && person("Jamaluddin Hasan", "Jamal al-Din, Hassan"));
	CHECK(person("Artyom Kuznetsov", "Artem Kuznetsov") && person("Oleg Tsaryov", "Oleg Tsarev"));
	/* in words that are no names */
	CHECK(body("Ocean Tradnig Compamy", "Ocean Trading Company") && body("TACTICAL MISSILES JOYNT STOCK COMPANY", "TACTICAL MISSILES JOINT STOCK COMPANY"));
	CHECK(body("SECONX ACADEMY OF NATURAL SCIENCES", "SECOND ACADEMY OF NATURAL SCIENCES"));
	/* short names are other names */
	CHECK(not_person("Li Wu", "Lu Wu") && not_person("Ann Lee", "Anne Lee") && not_person("Man KANG", "KANG Min"));
}

/* Words that no person's name has tell that a body may be meant. */
static void whose(void)
{
	static struct name x;

	name_read("The Outhis", 10, 0, NULL, &x);
	CHECK(x.use == WORD_FOR_PERSON && x.other == WORD_FOR_COMPANY);
	name_read("Otto von Bismarck", 17, 0, NULL, &x);
	CHECK(x.use == WORD_FOR_PERSON && !x.other);
}

/* Letters that stand for names, with dots and without. */
static void initials(void)
{
	CHECK(person("J.K. Rowling", "Joanne Kathleen Rowling") && person("JK Rowling", "Joanne Kathleen Rowling"));
	CHECK(person("JRR Tolkien", "John Ronald Reuel Tolkien"));
	CHECK(not_person("PG Rowling", "Joanne Kathleen Rowling"));
	/* where all are capitals, or a vowel is among them, it may be a word */
	CHECK(person("KM MUN CHOL", "KIM MUN CHOL") && not_person("LI Peng", "Lee Ian Peng") && not_person("NG Peng", "Nora Gwen Peng"));
}

/* As registers cut them short. */
static void cut_short(void)
{
	CHECK(person("Mohd Azhar Ibrahim", "Mohamad Azhar Ibrahim") && person("Khin Mg Aung", "Khin Maung Aung") && person("Wm. Penn", "William Penn"));
	CHECK(not_person("Mohd Azhar Ibrahim", "Mahmud Azhar Ibrahim") && not_person("Thos Penn", "William Penn"));
}

/* A body's own acronym beside its name. */
static void own_acronym(void)
{
	static const char name[] = "Northern Lights Fishing Cooperative";
	float own = score_of(name, "Northern Lights Fishing Cooperative (NLFC)", WORD_FOR_COMPANY);

	CHECK(own > 0.9f && own > score_of(name, "Northern Lights Fishing Cooperative (XQTZ)", WORD_FOR_COMPANY) + 0.05f);
}

static void other_people(void)
{
	CHECK(not_person("Kim Yong-su", "Kim Yong Chol") && not_person("김종은", "김정은"));
	CHECK(not_person("Antonia Lopez", "Antonio Lopez") && not_person("Manuel Perez", "Miguel Perez"));
	/* another father's name stands against; one that is left out hardly does */
	CHECK(person("Sergei Lavrov", "Sergei Viktorovich Lavrov") && person("Lavrov, Sergei Viktorovich", "Sergei Lavrov"));
	CHECK(score_of("Sergei Petrovich Ivanov", "Sergei Viktorovich Ivanov", WORD_FOR_PERSON) + 0.05f <
	      score_of("Sergei Ivanov", "Sergei Viktorovich Ivanov", WORD_FOR_PERSON));
	/* a character's sound in Latin letters is not misspelt */
	CHECK(not_person("鹏 高", "DENG, Gao") && not_person("欣怡 黃", "Jinee HUANG"));
}

/* The plant of a town, in Russian by an adjective. */
static void adjectives(void)
{
	CHECK(body("Murom Instrument-Making Plant JSC", "АО Муромский приборостроительный завод"));
	CHECK(body("Kazan Helicopter Plant", "Казанский вертолётный завод"));
	CHECK(not_body("Koval Trading LLC", "Kovalsky Trading LLC") && not_body("ООО Коваль", "ООО Ковальский"));
	CHECK(not_body("Kazan Helicopter Plant", "Муромский вертолётный завод"));
}

static void one_word(void)
{
	CHECK(person("Maduro", "Nicolás MADURO MOROS") && not_person("Ali", "Ali HASSAN OMAR") && not_person("Isabel Lee", "ISABELA"));
	/* a place and letters are soon another's; with a number they are not */
	CHECK(not_body("K & R Norway", "K & R Halvorsen Norway") && body("Office 39", "Office No. 39"));
	CHECK(not_body("11420 CORP.", "ABC Corp.") && not_body("Corporation", "ABC Corporation"));
}

static void scripts(void)
{
	CHECK(person("김영철", "KIM Yong Chol") && person("金英哲", "Kim Young-cheol") && person("Ким Ён Чхоль", "Yong-Chol KIM"));
	CHECK(person("Владимир Путин", "Vladimir PUTIN") && person("محمد حسن", "Muhammad Hasan"));
	/* what its characters are in Mandarin */
	CHECK(person("Jin Tiesan", "김철삼") && person("KIM Chol Sam", "JIN, Tiesan") && not_person("Jin Tiesan", "박철삼") && not_person("Wang Tiesan", "KIM Chol Sam"));
	CHECK(person("Siarhei Lukashenka", "Sergei Lukashenko") && person("Mykola Azarov", "Николай Азаров"));
	CHECK(person("Uladzimir Mikalaevich Ivanou", "Vladimir Nikolaevich Ivanov") && person("Sergejs Lavrovs", "Sergei Lavrov"));
	CHECK(person("عبد الله محمد", "Abdullah Mohammed") && person("عبد الرحمن الصالح", "Abdurrahman al-Saleh") && person("Abdelkader Hasan", "Abdul Qadir HASSAN"));
	/* by another reading than the first it is not written the same */
	CHECK(score_of("Mykola Azarov", "Nikolai Azarov", WORD_FOR_PERSON) < 1);
}

static void bodies(void)
{
	CHECK(not_body("KKR Asian Fund III L.P.", "KKR Asian Fund IV L.P.") && not_body("Brigade 313", "Brigade 317"));
	CHECK(body("JSCARGUMENT", "JSC Argument") && body("ALFACOMPANY LIMITED", "Alfa Company Limited") && body("HONG KONGELECTRONICS", "Hong Kong Electronics"));
	CHECK(body("Siemens Aktiengeselschaft", "Siemens AG") && not_body("Bowne Solutions Denmark A/S", "Bowne Solutions II Denmark A/S"));
	CHECK(body("IRISL", "Islamic Republic of Iran Shipping Lines") && body("CNPC", "China National Petroleum Corporation"));
	CHECK(not_body("PLA", "Pacific Lumber Association") && not_body("IRISL", "Islamic Republic of Iran Broadcasting"));
}

static void repeated(void)
{
	CHECK(person("SALIM AHMAD SALIMHAMDAN", "SALIM AHMAD SALIM HAMDAN") && person("HAMID HAMADHAMID AL-ALI", "HAMID HAMAD HAMID AL-ALI"));
}

/* Between 0 and 1, the same both ways unless one side is a word, 1 for itself. */
static void bounds(void)
{
	static const char *const names[] = {"Vladimir Putin", "KIM Yong Chol", "김영철", "محمد حسن", "Ocean Trading Co., Ltd.", "A", "", "---", "III", "奥巴马", "Omar",
					    "J. R. R. Smith", "de la Cruz", "Dr.", "11420", "IRISL", "Islamic Republic of Iran Shipping Lines"};
	static const enum word_use uses[] = {0, WORD_FOR_PERSON, WORD_FOR_COMPANY, WORD_FOR_VESSEL};
	size_t n = sizeof names / sizeof *names;

	for (size_t u = 0; u < 4; u++)
		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j < n; j++) {
				float s = score_of(names[i], names[j], uses[u]);

				CHECK(s >= 0 && s <= 1);
				CHECK(i != j || s == 1 || !*names[i] || *names[i] == '-');
			}
}

TESTS({"slips", slips}, {"whose", whose}, {"initials", initials}, {"own acronym", own_acronym}, {"cut short", cut_short}, {"other people", other_people}, {"adjectives", adjectives}, {"one word", one_word}, {"scripts", scripts}, {"bodies", bodies},
      {"repeated parts", repeated}, {"bounds", bounds})
