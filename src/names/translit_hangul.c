/* Hangul in names that are no Korean person's: by the Revised Romanisation; then two guesses at the foreign name behind: the vowel
 * that Korean has to put between consonants left out, ㅓ as e or o, ㅂ that begins it as v. */
#include "names/translit_internal.h"

#include "names/chinese_internal.h"
#include "names/korean.h"

/* The foreign name: guess 1 or 2. */
static void guess(const char *latin, unsigned form, struct spell *s)
{
	for (const char *p = latin; *p; p++) {
		char c = *p;

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
			continue;
		if (p[0] == 'e' && p[1] == 'u' && p > latin) {
			p++;
			continue;
		}
		if (p[0] == 'e' && p[1] == 'o') {
			p++;
			c = form == 1 ? 'e' : 'o';
		}
		if (c == 'l' && p > latin && p[-1] == 'l')
			continue;
		if (c == 'b' && p == latin && form == 2)
			c = 'v';
		spell_form(s, form, (const char[]){c, 0});
	}
}

void translit_hangul(const uint32_t *cp, size_t n, struct spell *s)
{
	char text[4 * TRANSLIT_POINTS], latin[4 * TRANSLIT_LONG];
	size_t at = 0;

	for (size_t i = 0; i < n && i < TRANSLIT_POINTS; i++)
		at += chinese_utf8(cp[i], text + at);
	(void)korean_plain(text, at, latin, sizeof latin);
	for (unsigned k = 0; k < TRANSLIT_FORMS; k++)
		if (k == 1 || k == 2)
			guess(latin, k, s);
		else
			for (const char *p = latin; *p; p++)
				if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9'))
					spell_form(s, k, (const char[]){*p, 0});
}
