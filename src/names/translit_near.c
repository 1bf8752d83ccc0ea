/* Armenian (BGN/PCGN 1981, Eastern; Western voicing as a third form), Georgian (the national system of 2002), Hebrew (BGN/PCGN 2018 as
 * far as unpointed letters allow, vav and yod as vowels). */
#include "names/translit_internal.h"

static const struct letter ARMENIAN[] = {
	{0x561, "a"}, {0x562, "b|b|p"}, {0x563, "g|g|k"}, {0x564, "d|d|t"}, {0x565, "e"}, {0x566, "z"}, {0x567, "e"}, {0x568, "y|e|u"},
	{0x569, "t|th"}, {0x56a, "zh"}, {0x56b, "i"}, {0x56c, "l"}, {0x56d, "kh|kh|kh|h"}, {0x56e, "ts|c|dz"}, {0x56f, "k|k|g|c"},
	{0x570, "h"}, {0x571, "dz|dz|ts"}, {0x572, "gh|gh|gh|g"}, {0x573, "ch|tch|j"}, {0x574, "m"}, {0x575, "y|y|h|i"}, {0x576, "n"},
	{0x577, "sh"}, {0x578, "o|o|o|vo"}, {0x579, "ch"}, {0x57a, "p|p|b"}, {0x57b, "j|j|ch"}, {0x57c, "r|rr"}, {0x57d, "s"},
	{0x57e, "v"}, {0x57f, "t|t|d"}, {0x580, "r"}, {0x581, "ts|c"}, {0x582, "v|w"}, {0x583, "p|ph"}, {0x584, "k|q"}, {0x585, "o"},
	{0x586, "f"}, {0x587, "ev|yev"},
};

void translit_armenian(const uint32_t *cp, size_t n, struct spell *s)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t next = i + 1 < n ? cp[i + 1] : 0;
		if (cp[i] == 0x578 && next == 0x582) {
			spell_add(s, "u|u|u|ou");
			i++;
			continue;
		}
		if (i == 0 && cp[i] == 0x565)
			spell_add(s, "ye|e");
		else if (i == 0 && cp[i] == 0x578)
			spell_add(s, next == 0x57e ? "o" : "vo|o");
		else {
			const char *known = LETTER_FIND(ARMENIAN, cp[i]);
			if (known)
				spell_add(s, known);
			else
				spell_ascii(s, cp[i]);
		}
	}
}

static const struct letter GEORGIAN[] = {
	{0x10d0, "a"}, {0x10d1, "b"}, {0x10d2, "g"}, {0x10d3, "d"}, {0x10d4, "e"}, {0x10d5, "v"}, {0x10d6, "z"}, {0x10d7, "t|th"},
	{0x10d8, "i"}, {0x10d9, "k|k|c"}, {0x10da, "l"}, {0x10db, "m"}, {0x10dc, "n"}, {0x10dd, "o"}, {0x10de, "p"}, {0x10df, "zh|j"},
	{0x10e0, "r"}, {0x10e1, "s"}, {0x10e2, "t"}, {0x10e3, "u"}, {0x10e4, "p|f|ph"}, {0x10e5, "k|q|kh"}, {0x10e6, "gh|g"},
	{0x10e7, "q|k"}, {0x10e8, "sh"}, {0x10e9, "ch"}, {0x10ea, "ts|c"}, {0x10eb, "dz"}, {0x10ec, "ts|tz"}, {0x10ed, "ch|tch"},
	{0x10ee, "kh|h"}, {0x10ef, "j|dj|dzh"}, {0x10f0, "h"}, {0x10f1, "e"}, {0x10f2, "i"}, {0x10f3, "v"}, {0x10f4, "q"}, {0x10f5, "o"},
	{0x10f6, "f"},
};

void translit_georgian(const uint32_t *cp, size_t n, struct spell *s)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t c = cp[i] >= 0x1c90 && cp[i] <= 0x1cb0 ? cp[i] - 0x1c90 + 0x10d0 : cp[i];
		const char *known = LETTER_FIND(GEORGIAN, c);
		if (known)
			spell_add(s, known);
		else
			spell_ascii(s, c);
	}
}

/* U+05D0 … U+05EA; forms: usual, bare letters, with a between consonants, foreign reading. */
static const char *const HEBREW[] = {
	"a", "b|b|v|v", "g", "d", "h", "v|v|v|u", "z", "h|h|ch|kh", "t", "y", "kh|k|ch|k", "k|k|c|c", "l", "m", "m", "n", "n", "s", "a|||e",
	"f", "p|f|f|f", "ts|tz|z|c", "ts|tz|z|c", "k|q|k|c", "r", "sh|sh|s|s", "t|t|th|t",
};

/* Common given names whose vowels are not written. */
static const struct { const char *letters, *alternatives; } HEBREW_NAMES[] = {
	/* letters as 'a' + place in the alphabet, final forms as their plain ones: keys are made by hebrew_key */
	{"abrhm", "avraham|abraham"}, {"adm", "adam"}, {"ahwd", "ehud"}, {"ahrwn", "aharon|aaron"}, {"alwn", "alon"}, {"alyhw", "eliyahu|elijah"},
	{"alyezr", "eliezer"}, {"alksndr", "alexander"}, {"amnwn", "amnon"}, {"aprym", "efraim|ephraim"}, {"aryal", "ariel"}, {"aryh", "aryeh|arie"},
	{"asp", "asaf"}, {"astr", "ester|esther"}, {"bgyn", "begin"}, {"bn", "ben"}, {"bnymyn", "binyamin|benjamin"}, {"bnyamin", "binyamin"},
	{"brwk", "baruch|barukh"}, {"bt", "bat"}, {"dwd", "david|dawid|dwd"}, {"dn", "dan"}, {"dnyal", "daniel"}, {"dbwrh", "dvora|deborah"},
	{"gbryal", "gavriel|gabriel"}, {"gd", "gad"}, {"gdewn", "gideon"}, {"hnh", "hana|hannah|chana"}, {"hyym", "haim|chaim|hayim"},
	{"khn", "cohen|kohen"}, {"lwy", "levi|levy"}, {"lah", "lea|leah"}, {"mnhm", "menachem|menahem"}, {"mrym", "miriam|miryam"},
	{"mrdky", "mordechai|mordekhai"}, {"msh", "moshe|moses"}, {"mykal", "michael|mikhael"}, {"mykh", "micha"}, {"ndb", "nadav"},
	{"nh", "noah|noach"}, {"ntn", "natan|nathan"}, {"ntnyhw", "netanyahu|natanyahu"}, {"ntnal", "netanel"}, {"sra", "sara"}, {"srh", "sara|sarah"},
	{"slmh", "shlomo|solomon"}, {"smwal", "shmuel|samuel"}, {"smewn", "shimon|simeon"}, 
	{"srwn", "sharon"}, {"ywsp", "yosef|joseph"}, {"yeqb", "yaakov|jacob|yaacov"}, {"yhwdh", "yehuda|judah|yehudah"},
	{"yhwse", "yehoshua|joshua"}, {"yhwnhn", "yohanan"}, {"ywnhn", "yohanan|yochanan"}, {"yhwntn", "yehonatan|jonathan"},
	{"ywntn", "yonatan|jonathan"}, {"ysral", "israel|yisrael"}, {"yzhq", "yitzhak|itzhak|isaac|yitzchak"}, {"ysey", "yeshaya"},
	{"ysyhw", "yeshayahu"}, {"yrdn", "yarden"}, {"prz", "peretz|perez|peres"}, {"prs", "peres"}, {"rhl", "rachel|rahel"}, {"rbqh", "rivka|rebecca"},
	{"rwbn", "reuven|reuben"}, {"rwt", "rut|ruth"}, {"wldymyr", "vladimir"}, {"zab", "zeev"}, {"zeb", "zeev"}, {"zby", "zvi|tzvi"},
};

static char hebrew_letter(uint32_t c)
{
	static const char PLAIN[] = "abgdhwzhtykklmmnnseppzzqrst";
	return c >= 0x5d0 && c <= 0x5ea ? PLAIN[c - 0x5d0] : 0;
}

static const char *hebrew_name(const uint32_t *c, size_t n)
{
	char key[TRANSLIT_LONG];
	size_t len = 0;
	for (size_t i = 0; i < n; i++) {
		char l = hebrew_letter(c[i]);
		if (l && len + 1 < sizeof key)
			key[len++] = l;
	}
	key[len] = 0;
	for (size_t i = 0; i < sizeof HEBREW_NAMES / sizeof *HEBREW_NAMES; i++) {
		const char *k = HEBREW_NAMES[i].letters;
		size_t at = 0;
		while (k[at] && k[at] == key[at])
			at++;
		if (!k[at] && !key[at])
			return HEBREW_NAMES[i].alternatives;
	}
	return NULL;
}

static void spell_hebrew(struct spell *s, const uint32_t *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t before = i ? c[i - 1] : 0, next = i + 1 < n ? c[i + 1] : 0;
		bool vowel_before = before == 0x5d0 || before == 0x5d5 || before == 0x5d9;
		bool vowel_next = next == 0x5d0 || next == 0x5d5 || next == 0x5d9 || (next == 0x5d4 && i + 2 == n);
		if (c[i] < 0x5d0 || c[i] > 0x5ea) {
			spell_ascii(s, c[i]);
			continue;
		}
		if (c[i] == 0x5d5 && before && next == 0x5d5) { /* double vav */
			spell_add(s, "v");
			i++;
		} else if (c[i] == 0x5d5 && before && !(next == 0x5d0 || next == 0x5d9) && before != 0x5d0) {
			spell_add(s, "o|u|u|o");
		} else if (c[i] == 0x5d9 && before && next == 0x5d9) { /* double yod */
			spell_add(s, "ai|ei|y|ei");
			i++;
		} else if (c[i] == 0x5d9 && before && !(next == 0x5d0 || next == 0x5d5 || (next == 0x5d4 && i + 2 == n))) {
			spell_add(s, "i|i|i|e");
		} else if (c[i] == 0x5d0 && !before && (next == 0x5d5 || next == 0x5d9)) {
			spell_add(s, next == 0x5d9 ? "|||e" : "");
		} else if (c[i] == 0x5d4 && before && !next) {
			spell_add(s, vowel_before ? "h|||" : "a|ah|a|e");
		} else if (c[i] == 0x5e4 && !before) {
			spell_add(s, "p|p|f|p");
		} else if (c[i] == 0x5d1 && !before) {
			spell_add(s, "b|b|b|v");
		} else {
			spell_add(s, HEBREW[c[i] - 0x5d0]);
			if (next && !vowel_next && !vowel_before && next >= 0x5d0 && c[i] != 0x5d0 && c[i] != 0x5e2)
				spell_add(s, i ? "|||" : "a||e|");
		}
	}
}

void translit_hebrew(const uint32_t *cp, size_t n, struct spell *s)
{
	uint32_t c[TRANSLIT_POINTS] = {0};
	size_t m = 0;
	for (size_t i = 0; i < n && m < TRANSLIT_POINTS; i++) /* points go */
		if (cp[i] < 0x80 || (cp[i] >= 0x5d0 && cp[i] <= 0x5ea))
			c[m++] = cp[i];
	const char *name = hebrew_name(c, m);
	if (name)
		spell_add(s, name);
	else
		spell_hebrew(s, c, m);
}
