#include "names/language.h"

#include <string.h>

struct naming { struct name_language *out; unsigned n; };

static void add(struct naming *w, const char *code, const char *name)
{
	for (unsigned i = 0; i < w->n; i++)
		if (!strcmp(w->out[i].code, code))
			return;
	if (w->n < LANGUAGES_MOST)
		w->out[w->n++] = (struct name_language){code, name};
}

/* Does any part have one of these letters? Letters are divided by spaces; a part's text is case folded. */
static bool has(const struct name *x, const char *letters)
{
	char one[8];

	while (*letters) {
		size_t n = strcspn(letters, " ");

		memcpy(one, letters, n);
		one[n] = 0;
		for (unsigned i = 0; i < x->n; i++)
			if (x->part[i].text && strstr(name_pool(x, x->part[i].text), one))
				return true;
		letters += n + (letters[n] != 0);
	}
	return false;
}

struct telling { enum script script; const char *letters, *code, *name; };

/* In order: the first that fits comes first. */
static const struct telling tellings[] = {
	{SCRIPT_CYRILLIC, "ә ғ қ ұ һ", "kk", "Kazakh"}, {SCRIPT_CYRILLIC, "ї є ґ", "uk", "Ukrainian"}, {SCRIPT_CYRILLIC, "ў", "be", "Belarusian"},
	{SCRIPT_CYRILLIC, "ђ ћ", "sr", "Serbian"}, {SCRIPT_CYRILLIC, "ѓ ќ ѕ", "mk", "Macedonian"}, {SCRIPT_CYRILLIC, "љ њ џ ј", "sr", "Serbian"},
	{SCRIPT_CYRILLIC, "ҷ ӣ ӯ ҳ", "tg", "Tajik"}, {SCRIPT_CYRILLIC, "ө ү", "mn", "Mongolian"}, {SCRIPT_CYRILLIC, "і", "uk", "Ukrainian"},
	{SCRIPT_CYRILLIC, "", "ru", "Russian"},
	{SCRIPT_ARABIC, "ټ ډ ړ ښ ځ څ ۍ ې", "ps", "Pashto"}, {SCRIPT_ARABIC, "ٹ ڈ ڑ ں ے ھ", "ur", "Urdu"}, {SCRIPT_ARABIC, "ۆ ێ ڵ ڕ ە", "ckb", "Kurdish"},
	{SCRIPT_ARABIC, "ې ۋ ۇ ۈ", "ug", "Uyghur"}, {SCRIPT_ARABIC, "پ چ ژ گ ک ی", "fa", "Persian"}, {SCRIPT_ARABIC, "", "ar", "Arabic"},
	{SCRIPT_HEBREW, "", "he", "Hebrew"}, {SCRIPT_ARMENIAN, "", "hy", "Armenian"}, {SCRIPT_GEORGIAN, "", "ka", "Georgian"}, {SCRIPT_GREEK, "", "el", "Greek"},
	{SCRIPT_THAI, "", "th", "Thai"}, {SCRIPT_LAO, "", "lo", "Lao"}, {SCRIPT_KHMER, "", "km", "Khmer"}, {SCRIPT_MYANMAR, "", "my", "Burmese"},
	{SCRIPT_ETHIOPIC, "", "am", "Amharic"}, {SCRIPT_THAANA, "", "dv", "Dhivehi"}, {SCRIPT_MONGOLIAN, "", "mn", "Mongolian"}, {SCRIPT_SYRIAC, "", "syr", "Syriac"},
	{SCRIPT_NKO, "", "nqo", "N'Ko"}, {SCRIPT_ADLAM, "", "ff", "Fula"}, {SCRIPT_TIFINAGH, "", "zgh", "Tamazight"},
	{SCRIPT_LATIN, "ơ ư ạ ả ấ ầ ẩ ẫ ậ ắ ằ ẳ ẵ ặ ẹ ẻ ẽ ế ề ể ễ ệ ỉ ị ọ ỏ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ụ ủ ứ ừ ử ữ ự ỳ ỵ ỷ ỹ", "vi", "Vietnamese"},
	{SCRIPT_LATIN, "ə", "az", "Azerbaijani"}, {SCRIPT_LATIN, "ğ ı", "tr", "Turkish"}, {SCRIPT_LATIN, "ł ś ź ą ę", "pl", "Polish"},
	{SCRIPT_LATIN, "ő ű", "hu", "Hungarian"}, {SCRIPT_LATIN, "ř ě ů", "cs", "Czech"}, {SCRIPT_LATIN, "ľ ĺ ŕ", "sk", "Slovak"},
	{SCRIPT_LATIN, "ķ ļ ņ ģ", "lv", "Latvian"}, {SCRIPT_LATIN, "ė į ų", "lt", "Lithuanian"}, {SCRIPT_LATIN, "ț ţ", "ro", "Romanian"}, {SCRIPT_LATIN, "ż ħ ċ ġ", "mt", "Maltese"},
	{SCRIPT_LATIN, "ð þ", "is", "Icelandic"}, {SCRIPT_LATIN, "ø", "da", "Danish"}, {SCRIPT_LATIN, "ø", "nb", "Norwegian"},
	{SCRIPT_LATIN, "ñ", "es", "Spanish"}, {SCRIPT_LATIN, "ã õ", "pt", "Portuguese"}, {SCRIPT_LATIN, "ŏ ŭ", "ko", "Korean"},
};

/* The scripts of India are one here: their blocks tell them apart (U+0900 to U+0DFF, 128 to a block, the first bytes of their UTF-8). */
static void indic(const struct name *x, struct naming *w)
{
	static const char *const blocks[][2] = {{"hi", "Hindi"}, {"bn", "Bengali"}, {"pa", "Punjabi"}, {"gu", "Gujarati"}, {"or", "Odia"}, {"ta", "Tamil"},
						{"te", "Telugu"}, {"kn", "Kannada"}, {"ml", "Malayalam"}, {"si", "Sinhala"}};

	for (unsigned i = 0; i < x->n; i++) {
		const unsigned char *s = (const unsigned char *)(x->part[i].text ? name_pool(x, x->part[i].text) : "");
		unsigned cp = s[0] == 0xE0 && s[1] && s[2] ? ((unsigned)s[1] & 0x3F) << 6 | (s[2] & 0x3Fu) : 0, block = (cp - 0x900) / 128;

		if (cp >= 0x900 && block < sizeof blocks / sizeof *blocks)
			add(w, blocks[block][0], blocks[block][1]);
	}
}

/* How well it reads as Korean or Chinese, from so much on. */
static void readings(const struct name *x, struct naming *w, float least)
{
	float korean = x->n_korean ? x->korean[0].fit : 0, chinese = 0;

	for (unsigned i = 0; i < x->n_chinese; i++)
		chinese = x->chinese[i].fit > chinese ? x->chinese[i].fit : chinese;
	if (korean >= least && korean >= chinese)
		add(w, "ko", "Korean");
	if (chinese >= least)
		add(w, "zh", "Chinese");
	if (korean >= least)
		add(w, "ko", "Korean");
}

unsigned name_languages(const struct name *x, struct name_language out[LANGUAGES_MOST])
{
	struct naming w = {.out = out};
	bool script[SCRIPTS] = {false};

	for (unsigned i = 0; i < x->n; i++)
		script[x->part[i].script] = true;
	if (script[SCRIPT_HANGUL])
		add(&w, "ko", "Korean");
	if (script[SCRIPT_KANA])
		add(&w, "ja", "Japanese");
	if (script[SCRIPT_HAN] && !w.n) {
		readings(x, &w, 0.5f);
		add(&w, "zh", "Chinese");
		add(&w, "ja", "Japanese");
	}
	if (script[SCRIPT_INDIC])
		indic(x, &w);
	/* Korean names in Cyrillic and Latin letters are known by their syllables */
	if (script[SCRIPT_CYRILLIC] || script[SCRIPT_LATIN])
		readings(x, &w, 0.8f);
	for (size_t i = 0; i < sizeof tellings / sizeof *tellings; i++) {
		const struct telling *t = &tellings[i];

		if (script[t->script] && (!*t->letters || has(x, t->letters))) {
			add(&w, t->code, t->name);
			/* without a letter of its own the script speaks for its commonest language only where nothing else did */
			if (*t->letters && t->script != SCRIPT_LATIN)
				script[t->script] = false;
		}
	}
	return w.n;
}
