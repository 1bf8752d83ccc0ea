/* chinese_table.c - look-ups in the tables made from the Unihan database and the rules of romanisation. */
#include "names/chinese_internal.h"

struct han_cell { uint16_t list[2]; };
struct pool_cell { uint16_t syllable; uint8_t p, last; };
struct simple_pair { uint32_t from, to; };
#include "chinese_table.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

const struct chinese_sound *chinese_sound(enum chinese_system s, uint16_t syllable)
{
	return s == CHINESE_MANDARIN ? &mandarin_sounds[syllable] : &canton_sounds[syllable];
}

const struct sound_name *chinese_names(enum chinese_system s, uint16_t syllable)
{
	return s == CHINESE_MANDARIN ? &mandarin_names[syllable] : &canton_names[syllable];
}

const struct chinese_spelling *chinese_spelling(uint64_t code)
{
	for (size_t at = code * 0x9E3779B97F4A7C15 >> 52; spellings[at].code; at = (at + 1) % SPELLING_SLOTS)
		if (spellings[at].code == code)
			return &spellings[at];
	return NULL;
}

void chinese_options(uint16_t list, struct chinese_syllable *out)
{
	out->n = 0;
	out->han = 0;
	if (!list)
		return;
	for (const struct pool_cell *c = pool + list - 1; out->n < CHINESE_OPTIONS; c++) {
		out->option[out->n].syllable = c->syllable;
		out->option[out->n++].p = (float)c->p / 255;
		if (c->last)
			break;
	}
}

const struct chinese_family *chinese_family(uint32_t han)
{
	size_t low = 0, high = COUNT(families);

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (families[mid].han == han)
			return &families[mid];
		if (families[mid].han < han)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

const struct chinese_double *chinese_double(uint32_t first, uint32_t second)
{
	for (size_t i = 0; i < COUNT(doubles); i++)
		if (doubles[i].han[0] == first && doubles[i].han[1] == second)
			return &doubles[i];
	return NULL;
}

static bool stands_for(const struct chinese_syllable *s, uint16_t syllable)
{
	for (uint8_t i = 0; i < s->n; i++)
		if (s->option[i].syllable == syllable)
			return true;
	return false;
}

const struct chinese_double *chinese_double_sound(enum chinese_system s, const struct chinese_syllable *first,
						  const struct chinese_syllable *second)
{
	for (size_t i = 0; i < COUNT(doubles); i++) {
		const uint16_t *sound = doubles[i].sound[s == CHINESE_CANTONESE];

		if (stands_for(first, sound[0]) && stands_for(second, sound[1]))
			return &doubles[i];
	}
	return NULL;
}

bool chinese_double_begins(char a, char b)
{
	return double_begins[a - 'a'] >> (b - 'a') & 1;
}

uint16_t chinese_han(uint32_t cp, enum chinese_system s)
{
	if (cp < HAN_FIRST || cp >= HAN_LAST)
		cp = chinese_simplified(cp); /* radicals and the like */
	if (cp < HAN_FIRST || cp >= HAN_LAST)
		return 0;
	return han_cells[(size_t)han_pages[(cp - HAN_FIRST) / HAN_PAGE] * HAN_PAGE + (cp - HAN_FIRST) % HAN_PAGE].list[s == CHINESE_CANTONESE];
}

uint32_t chinese_simplified(uint32_t cp)
{
	size_t low = 0, high = COUNT(simple_pairs);

	if (cp < simple_pairs[0].from)
		return cp;
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (simple_pairs[mid].from == cp)
			return simple_pairs[mid].to;
		if (simple_pairs[mid].from < cp)
			low = mid + 1;
		else
			high = mid;
	}
	return cp;
}

const struct chinese_heard_row *chinese_heard_row(uint32_t simplified)
{
	size_t low = 0, high = COUNT(heard_rows);

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (heard_rows[mid].han == simplified)
			return &heard_rows[mid];
		if (heard_rows[mid].han < simplified)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

const struct chinese_heard_string *chinese_heard_strings(const struct chinese_heard_row *row)
{
	return heard_strings + row->first;
}

uint32_t chinese_next(const char **p, const char *end)
{
	const unsigned char *s = (const unsigned char *)*p;
	size_t left = (size_t)(end - *p), n = s[0] < 0x80 ? 1 : s[0] >= 0xC2 && s[0] < 0xE0 ? 2 : (s[0] & 0xF0) == 0xE0 ? 3 : (s[0] & 0xF8) == 0xF0 ? 4 : 0;
	uint32_t cp = n == 1 ? s[0] : n == 2 ? s[0] & 0x1Fu : n == 3 ? s[0] & 0x0Fu : s[0] & 0x07u;

	if (!n || n > left) {
		(*p)++;
		return 0xFFFD;
	}
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xC0) != 0x80) {
			(*p)++;
			return 0xFFFD;
		}
		cp = cp << 6 | (s[i] & 0x3Fu);
	}
	*p += n;
	return cp > 0x10FFFF ? 0xFFFD : cp;
}

size_t chinese_utf8(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}
