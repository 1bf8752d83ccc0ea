/* Names kept and taken out again: they compare as before, and damage is noticed or harmless. */
#include "names/compare.h"
#include "names/name_kept.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
	"Kim Yong-chol", "김영철", "金英哲", "Ким Ён Чхоль", "Sergei Petrovich Ivanov", "Иванов Сергей", "Zhang Wei", "唐纳德 特朗普",
	"J. A. O'Brien-Smith", "Dr. Ahmed bin Salim", "Alfa Trading Company Ltd", "ООО Завод Орион", "Fund III", "华为技术有限公司",
	"MV Jupiter", "S.A. de C.V.", "3", "!", "", "محمد علي"};
enum { N = sizeof names / sizeof *names };
static const enum word_use uses[] = {WORD_FOR_PERSON, WORD_FOR_COMPANY, WORD_FOR_VESSEL};

static struct name read_names[N], out;
static float bits[NAME_PARTS];

static bool taken(const struct name *x, const char *bytes, size_t n)
{
	for (size_t i = 0; i < x->n; i++)
		bits[i] = x->part[i].bits;
	return name_kept(bytes, bytes + n, &(struct name_bits){bits, x->n, sizeof *bits}, &out);
}

static void the_same(void)
{
	for (size_t u = 0; u < sizeof uses / sizeof *uses; u++) {
		for (size_t i = 0; i < N; i++)
			name_read(names[i], strlen(names[i]), uses[u], NULL, &read_names[i]);
		for (size_t i = 0; i < N; i++) {
			struct buf b = BUF_INIT;
			struct comparison before, after;

			name_keep(&read_names[i], &b);
			CHECK(buf_ok(&b) && taken(&read_names[i], b.bytes, b.len) && b.len <= KEPT_MOST);
			for (size_t k = 0; k < N; k++) {
				names_compare(&read_names[k], &read_names[i], &before);
				names_compare(&read_names[k], &out, &after);
				CHECK(before.score == after.score && before.way == after.way && before.n == after.n);
				names_compare(&out, &read_names[k], &after);
				names_compare(&read_names[i], &read_names[k], &before);
				CHECK(before.score == after.score && before.way == after.way);
			}
			buf_free(&b);
		}
	}
}

static void damaged(void)
{
	for (size_t i = 0; i < N; i++) {
		struct buf b = BUF_INIT;
		struct comparison c;

		name_read(names[i], strlen(names[i]), 0, NULL, &read_names[0]);
		name_keep(&read_names[0], &b);
		for (size_t n = 0; n < b.len; n++) {
			char *cut = malloc(n + 1);

			memcpy(cut, b.bytes, n);
			CHECK(!taken(&read_names[0], cut, n));
			free(cut);
		}
		for (size_t n = 0; n < b.len; n++)
			for (int k = 1; k < 256; k *= 2) {
				b.bytes[n] ^= (char)k;
				if (taken(&read_names[0], b.bytes, b.len))
					names_compare(&read_names[0], &out, &c);
				b.bytes[n] ^= (char)k;
			}
		buf_free(&b);
	}
}

TESTS({"the same", the_same}, {"damaged", damaged})
