/* Names of public figures and places in Ethiopic letters against the spellings that they go by in Latin letters.
 *
 * `known` were at hand when the tables were written, `held` were written down before and not looked at until the tables were done. */
#include "check.h"
#include "names/compare.h"

#include <math.h>
#include <stdlib.h>

struct pair { const char *script, *latin; };
struct half { const struct pair *pair; size_t n; };
#define HALF(pairs) ((struct half){(pairs), sizeof(pairs) / sizeof *(pairs)})

static const struct pair ethiopic_known[] = {
	{"ዐቢይ አሕመድ", "Abiy Ahmed"}, {"መለስ ዜናዊ", "Meles Zenawi"}, {"ኃይለማርያም ደሳለኝ", "Hailemariam Desalegn"},
	{"ሣህለወርቅ ዘውዴ", "Sahle-Work Zewde"}, {"ኢሳያስ አፈወርቂ", "Isaias Afwerki"}, {"ቴድሮስ አድሃኖም", "Tedros Adhanom"},
	{"ኃይለ ሥላሴ", "Haile Selassie"}, {"መንግሥቱ ኃይለ ማርያም", "Mengistu Haile Mariam"}, {"አዲስ አበባ", "Addis Ababa"},
	{"ጌታቸው ረዳ", "Getachew Reda"}, {"ደመቀ መኮንን", "Demeke Mekonnen"}, {"ብርሃኑ ነጋ", "Berhanu Nega"},
	{"ታዬ አጽቀ ሥላሴ", "Taye Atske Selassie"}, {"ወርቅነህ ገበየሁ", "Workneh Gebeyehu"}, {"ሙላቱ ተሾመ", "Mulatu Teshome"},
};
static const struct pair ethiopic_held[] = {
	{"ደብረጽዮን ገብረሚካኤል", "Debretsion Gebremichael"}, {"ግርማ ወልደ ጊዮርጊስ", "Girma Wolde-Giorgis"}, {"ነጋሶ ጊዳዳ", "Negasso Gidada"},
	{"ታምራት ላይኔ", "Tamrat Layne"}, {"ስዩም መስፍን", "Seyoum Mesfin"}, {"ለማ መገርሳ", "Lemma Megersa"}, {"ጃዋር መሐመድ", "Jawar Mohammed"},
	{"እስክንድር ነጋ", "Eskinder Nega"}, {"ብርቱካን ሚደቅሳ", "Birtukan Mideksa"}, {"ኃይሌ ገብረ ሥላሴ", "Haile Gebrselassie"},
	{"ቀነኒሳ በቀለ", "Kenenisa Bekele"}, {"ጥሩነሽ ዲባባ", "Tirunesh Dibaba"}, {"አበበ ቢቂላ", "Abebe Bikila"},
	{"ገዱ አንዳርጋቸው", "Gedu Andargachew"}, {"አስመራ", "Asmara"}, {"ድሬዳዋ", "Dire Dawa"}, {"መቀሌ", "Mekelle"}, {"ባሕር ዳር", "Bahir Dar"},
	{"ኦስማን ሳልሕ", "Osman Saleh"}, {"የማነ ገብረአብ", "Yemane Gebreab"}, {"ስብሓት ኤፍሬም", "Sebhat Ephrem"},
	{"ፃድቃን ገብረተንሳይ", "Tsadkan Gebretensae"}, {"ሽመልስ አብዲሳ", "Shimelis Abdisa"}, {"አዳነች አቤቤ", "Adanech Abebe"},
	{"አለማየሁ አቶምሳ", "Alemayehu Atomssa"}, {"ሬድዋን ሁሴን", "Redwan Hussein"}, {"ይልማ መርዳሳ", "Yilma Merdassa"}, {"ብርሃኑ ጁላ", "Birhanu Jula"},
	{"ፊሊጶስ ወልደዮሐንስ", "Filipos Woldeyohannes"},
};

static float score(const char *a, const char *b)
{
	static struct name x, y;
	struct comparison c;

	name_read(a, strlen(a), WORD_FOR_PERSON, NULL, &x);
	name_read(b, strlen(b), WORD_FOR_PERSON, NULL, &y);
	names_compare(&x, &y, &c);
	return c.score;
}

/* How many of the half are found; with ONUS_SHOW those that are not are named. */
static size_t found(struct half h)
{
	size_t n = 0;

	for (size_t i = 0; i < h.n; i++) {
		float s = score(h.pair[i].script, h.pair[i].latin);

		n += s >= COMPARE_MATCH;
		if (s < COMPARE_MATCH && getenv("ONUS_SHOW"))
			(void)fprintf(stderr, "%s / %s: %.3f\n", h.pair[i].script, h.pair[i].latin, (double)s);
	}
	(void)printf("%zu of %zu\n", n, h.n);
	return n;
}

/* Names in one script taken for another name of it, or for its Latin spelling. */
static size_t mistaken(struct half h)
{
	size_t n = 0;

	for (size_t i = 0; i < h.n; i++)
		for (size_t j = 0; j < h.n; j++) {
			float s = i == j ? 0 : fmaxf(score(h.pair[i].script, h.pair[j].latin), score(h.pair[i].script, h.pair[j].script));

			n += s >= COMPARE_MATCH;
			if (s >= COMPARE_MATCH)
				(void)printf("%s taken for %s %s: %.3f\n", h.pair[i].script, h.pair[j].script, h.pair[j].latin, (double)s);
		}
	return n;
}

static void ethiopic(void)
{
	CHECK(found(HALF(ethiopic_known)) == 15);
	CHECK(found(HALF(ethiopic_held)) >= 28);
	CHECK(mistaken(HALF(ethiopic_known)) + mistaken(HALF(ethiopic_held)) == 0);
}

/* Scripts without a table: letter by letter, and never against Latin letters. */
static void others(void)
{
	struct translit t;

	CHECK(score("ᏣᎳᎩ ᎠᏰᎵ", "ᏣᎳᎩ ᎠᏰᎵ") == 1 && score("ᏣᎳᎩᎠ ᎠᏰᎵᏍ", "ᏣᎳᎩᎠ ᎠᏰᎵᎠ") < 1);
	CHECK(score("བསྟན་འཛིན་རྒྱ་མཚོ", "བསྟན་འཛིན་རྒྱ་མཚོ།") == 1);
	CHECK(score("བསྟན་འཛིན་རྒྱ་མཚོ", "བློ་བཟང་གྲགས་པ") < COMPARE_MATCH);
	CHECK(score("ᠴᠢᠩᠭᠢᠰ ᠬᠠᠭᠠᠨ", "ᠴᠢᠩᠭᠢᠰ ᠬᠠᠭᠠᠨ") == 1 && score("ᠴᠢᠩᠭᠢᠰ ᠬᠠᠭᠠᠨ", "ᠴᠢᠩᠬᠢᠰ ᠬᠠᠭᠠᠨ") >= COMPARE_MATCH);
	CHECK(score("ᠴᠢᠩᠭᠢᠰ ᠬᠠᠭᠠᠨ", "ᠥᠭᠡᠳᠡᠢ ᠬᠠᠭᠠᠨ") < COMPARE_MATCH);
	translit_word("ᏣᎳᎩ", strlen("ᏣᎳᎩ"), &t);
	CHECK(t.n == 1 && strlen(t.form[0]) == 6 && score("ᏣᎳᎩ", t.form[0]) == 0);
	/* letters that point at others of another script without a table */
	CHECK(score("ᏣᎳᎩ ᎠᏰᎵ", "ᠴᠢᠩᠭᠢᠰ ᠬᠠᠭᠠᠨ") < COMPARE_MATCH);
}

TESTS({"Ethiopic", ethiopic}, {"other scripts", others})
