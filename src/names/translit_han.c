/* Han characters in names that are no Chinese person's: the Pinyin of each, written as one word; then the Latin names that may have been
 * written by their sound. */
#include "names/translit_internal.h"

#include "names/chinese_internal.h"

static void pinyin(const uint32_t *cp, size_t n, unsigned form, struct spell *s)
{
	for (size_t i = 0; i < n; i++) {
		struct chinese_syllable x;

		chinese_options(chinese_is_han(cp[i]) ? chinese_han(cp[i], CHINESE_MANDARIN) : 0, &x);
		if (!x.n) {
			if ((cp[i] >= '0' && cp[i] <= '9') || (cp[i] >= 'a' && cp[i] <= 'z'))
				spell_form(s, form, (const char[]){(char)cp[i], 0});
			continue;
		}
		for (const char *p = chinese_names(CHINESE_MANDARIN, x.option[0].syllable)->first; *p; p++) {
			bool u = (unsigned char)*p == 0xC3;

			spell_form(s, form, u ? "u" : (const char[]){*p, 0});
			p += u;
		}
	}
}

void translit_han(const uint32_t *cp, size_t n, struct spell *s)
{
	for (unsigned k = 0; k < TRANSLIT_FORMS; k++) {
		char heard[TRANSLIT_LONG];

		if (k && chinese_hear(cp, n, k - 1, heard, sizeof heard))
			spell_form(s, k, heard);
		else
			pinyin(cp, n, k, s);
	}
}
