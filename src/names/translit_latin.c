/* Latin letters beyond a-z. The plain letter comes first, the digraph that its language's readers write second. */
#include "names/translit_internal.h"

#include <unicode/unorm2.h>
#include <unicode/uchar.h>

static const struct letter LATIN[] = {
	{0xaa, "a"}, {0xba, "o"}, {0xdf, "ss"},
	{0xe4, "a|ae"}, {0xe5, "a|aa|o"}, {0xe6, "ae|e|a"}, {0xe7, "c|ch|s"}, {0xf0, "d|th"}, {0xf1, "n|ny|gn"}, {0xf6, "o|oe"},
	{0xf8, "o|oe"}, {0xfc, "u|ue|y"}, {0xfe, "th|t"},
	{0x107, "c|ch"}, {0x10d, "c|ch|tsch"}, {0x111, "d|dj"}, {0x119, "e|en"}, {0x11f, "g|gh"}, {0x127, "h"}, {0x12b, "i|ee"},
	{0x131, "i|y"}, {0x133, "ij|y"}, {0x138, "k"}, {0x142, "l|w"}, {0x144, "n|ny"}, {0x148, "n|ny"}, {0x149, "n"}, {0x14b, "ng"},
	{0x14d, "o|ou"}, {0x14f, "o|eo"}, {0x153, "oe|o"}, {0x159, "r|rz"}, {0x15b, "s|sh"}, {0x15f, "s|sh"}, {0x161, "s|sh"},
	{0x163, "t|ts"}, {0x165, "t|ty"}, {0x167, "t"}, {0x16b, "u|oo"}, {0x16d, "u|eu"}, {0x17a, "z|zh"}, {0x17c, "z|zh"},
	{0x17e, "z|zh|j"}, {0x180, "b"}, {0x183, "b"}, {0x188, "c"}, {0x18c, "d"}, {0x192, "f"}, {0x195, "hv"}, {0x199, "k"},
	{0x19a, "l"}, {0x19b, "l"}, {0x19e, "n"}, {0x1a3, "oi"}, {0x1a5, "p"}, {0x1ab, "t"}, {0x1ad, "t"}, {0x1b4, "y"}, {0x1b6, "z"},
	{0x1c6, "dz|dzh|j"}, {0x1c9, "lj|l"}, {0x1cc, "nj|n"}, {0x1dd, "e"}, {0x1e5, "g"}, {0x1f3, "dz"}, {0x219, "s|sh"},
	{0x21b, "t|ts"}, {0x21d, "y"}, {0x221, "d"}, {0x225, "z"}, {0x234, "l"}, {0x235, "n"}, {0x236, "t"}, {0x237, "j"},
	{0x23c, "c"}, {0x23f, "s"}, {0x240, "z"}, {0x247, "e"}, {0x249, "j"}, {0x24b, "q"}, {0x24d, "r"}, {0x24f, "y"},
	{0x250, "a"}, {0x251, "a"}, {0x253, "b"}, {0x254, "o"}, {0x256, "d"}, {0x257, "d"}, {0x258, "e"}, {0x259, "a|e"}, {0x25b, "e"},
	{0x260, "g"}, {0x261, "g"}, {0x263, "gh"}, {0x268, "i"}, {0x269, "i"}, {0x26a, "i"}, {0x26f, "m"}, {0x272, "n|ny"},
	{0x275, "o"}, {0x280, "r"}, {0x283, "sh|s"}, {0x289, "u"}, {0x28a, "u"}, {0x28b, "v"}, {0x292, "zh|z"}, {0x294, ""},
	{0x1e9e, "ss"}, {0x1eff, "y"}, {0xa78c, ""}, {0xa7b7, "o"},
};

/* ASCII letter under the marks of a letter that the table lacks (Vietnamese ệ and the like), else what the table has for it. */
static void spell_under_marks(struct spell *s, uint32_t cp)
{
	UErrorCode err = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&err);
	if (U_FAILURE(err))
		return;
	UChar apart[32];
	int32_t parts = unorm2_getDecomposition(nfkc, (UChar32)cp, apart, 32, &err);
	if (U_FAILURE(err) || parts < 1)
		return;
	for (int32_t i = 0; i < parts;) {
		uint32_t c = utf16_next(apart, parts, &i);
		const char *known = LETTER_FIND(LATIN, c);
		if (known)
			spell_add(s, known);
		else
			spell_ascii(s, (uint32_t)u_tolower((UChar32)c));
	}
}

void translit_latin(const uint32_t *cp, size_t n, struct spell *s)
{
	for (size_t i = 0; i < n; i++) {
		if (cp[i] < 0x80) {
			spell_ascii(s, cp[i]);
			continue;
		}
		const char *known = LETTER_FIND(LATIN, cp[i]);
		if (known)
			spell_add(s, known);
		else if (script_of(cp[i]) == SCRIPT_LATIN)
			spell_under_marks(s, cp[i]);
	}
}
