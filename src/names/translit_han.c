/* Han characters in names that are no Chinese person's: the Pinyin of each, written as one word. */
#include "names/translit_internal.h"

#include "names/chinese_internal.h"

void translit_han(const uint32_t *cp, size_t n, struct spell *s)
{
	for (size_t i = 0; i < n; i++) {
		struct chinese_syllable x;

		chinese_options(chinese_is_han(cp[i]) ? chinese_han(cp[i], CHINESE_MANDARIN) : 0, &x);
		if (!x.n) {
			spell_ascii(s, cp[i]);
			continue;
		}
		for (const char *p = chinese_names(CHINESE_MANDARIN, x.option[0].syllable)->first; *p; p++)
			if ((unsigned char)*p == 0xC3)
				spell_ascii(s, 'u'), p++;
			else
				spell_ascii(s, (uint32_t)*p);
	}
}
