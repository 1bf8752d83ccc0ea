#include "names/translit.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

const char *script_name(enum script s)
{
	static const char *const names[SCRIPTS] = {
		[SCRIPT_NONE] = "none", [SCRIPT_LATIN] = "Latin", [SCRIPT_CYRILLIC] = "Cyrillic", [SCRIPT_GREEK] = "Greek",
		[SCRIPT_ARABIC] = "Arabic", [SCRIPT_HEBREW] = "Hebrew", [SCRIPT_ARMENIAN] = "Armenian",
		[SCRIPT_GEORGIAN] = "Georgian", [SCRIPT_HANGUL] = "Hangul", [SCRIPT_HAN] = "Han", [SCRIPT_KANA] = "Kana",
		[SCRIPT_THAI] = "Thai", [SCRIPT_INDIC] = "Indic", [SCRIPT_ETHIOPIC] = "Ethiopic",
		[SCRIPT_LAO] = "Lao", [SCRIPT_KHMER] = "Khmer", [SCRIPT_MYANMAR] = "Myanmar", [SCRIPT_THAANA] = "Thaana",
		[SCRIPT_TIFINAGH] = "Tifinagh", [SCRIPT_NKO] = "N'Ko", [SCRIPT_ADLAM] = "Adlam", [SCRIPT_MONGOLIAN] = "Mongolian",
		[SCRIPT_SYRIAC] = "Syriac", [SCRIPT_OTHER] = "other",
	};
	return s < SCRIPTS ? names[s] : "none";
}

static enum script script_group(UScriptCode code)
{
	static const uint8_t group[256] = { /* all codes named here are below 256 */
		[USCRIPT_LATIN] = SCRIPT_LATIN, [USCRIPT_CYRILLIC] = SCRIPT_CYRILLIC, [USCRIPT_GREEK] = SCRIPT_GREEK,
		[USCRIPT_ARABIC] = SCRIPT_ARABIC, [USCRIPT_HEBREW] = SCRIPT_HEBREW, [USCRIPT_ARMENIAN] = SCRIPT_ARMENIAN,
		[USCRIPT_GEORGIAN] = SCRIPT_GEORGIAN, [USCRIPT_HANGUL] = SCRIPT_HANGUL, [USCRIPT_HAN] = SCRIPT_HAN,
		[USCRIPT_HIRAGANA] = SCRIPT_KANA, [USCRIPT_KATAKANA] = SCRIPT_KANA, [USCRIPT_THAI] = SCRIPT_THAI,
		[USCRIPT_DEVANAGARI] = SCRIPT_INDIC, [USCRIPT_BENGALI] = SCRIPT_INDIC, [USCRIPT_GURMUKHI] = SCRIPT_INDIC,
		[USCRIPT_GUJARATI] = SCRIPT_INDIC, [USCRIPT_ORIYA] = SCRIPT_INDIC, [USCRIPT_TAMIL] = SCRIPT_INDIC,
		[USCRIPT_TELUGU] = SCRIPT_INDIC, [USCRIPT_KANNADA] = SCRIPT_INDIC, [USCRIPT_MALAYALAM] = SCRIPT_INDIC,
		[USCRIPT_SINHALA] = SCRIPT_INDIC, [USCRIPT_ETHIOPIC] = SCRIPT_ETHIOPIC,
		[USCRIPT_LAO] = SCRIPT_LAO, [USCRIPT_KHMER] = SCRIPT_KHMER, [USCRIPT_MYANMAR] = SCRIPT_MYANMAR,
		[USCRIPT_THAANA] = SCRIPT_THAANA, [USCRIPT_TIFINAGH] = SCRIPT_TIFINAGH, [USCRIPT_NKO] = SCRIPT_NKO, [USCRIPT_ADLAM] = SCRIPT_ADLAM,
		[USCRIPT_MONGOLIAN] = SCRIPT_MONGOLIAN, [USCRIPT_SYRIAC] = SCRIPT_SYRIAC,
	};
	if (code <= USCRIPT_INHERITED)
		return SCRIPT_NONE;
	enum script s = (size_t)code < sizeof group ? (enum script)group[code] : SCRIPT_OTHER;
	return s == SCRIPT_NONE ? SCRIPT_OTHER : s;
}

enum script script_of(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z' ? SCRIPT_LATIN : SCRIPT_NONE;
	if (cp > 0x10ffff || !u_isalpha((UChar32)cp)) /* two of ICU's tries: both are plain look-ups */
		return SCRIPT_NONE;
	if (cp == 0x30fc || cp == 0xff70) /* the long vowel sign is common to both kana */
		return SCRIPT_KANA;
	UErrorCode err = U_ZERO_ERROR;
	UScriptCode code = uscript_getScript((UChar32)cp, &err);
	return U_FAILURE(err) ? SCRIPT_OTHER : script_group(code);
}
