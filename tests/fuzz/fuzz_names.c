/* Two names, divided by a line feed, of any bytes: read and compared in bounded time, both ways round (the name asked for and the one on record are not the same,
 * compare.h); a score lies between 0 and 1, and is 1 for a name and itself. The first byte says of what they are names. */
#include "names/explain.h"
#include "names/name_kept.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static struct name a, b;

static float compare(const struct name *x, const struct name *y)
{
	struct comparison c;
	struct buf text = BUF_INIT;
	json_t *o;

	names_compare(x, y, &c);
	if (!(c.score >= 0 && c.score <= 1) || c.n > sizeof c.match / sizeof *c.match)
		abort();
	explain_comparison(x, y, &c, &text);
	o = explain_comparison_json(x, y, &c);
	if (!buf_ok(&text) || !o)
		abort();
	json_decref(o);
	buf_free(&text);
	return c.score;
}

static void check_one(const struct name *x)
{
	struct buf text = BUF_INIT;
	json_t *o = explain_name_json(x);

	if (x->n > NAME_PARTS || x->n_korean > KOREAN_READINGS || x->n_chinese > CHINESE_READINGS || !o)
		abort();
	explain_name(x, &text);
	json_decref(o);
	buf_free(&text);
	/* a name with something to compare is itself */
	if (!(x->flags & NAME_EMPTY) && x->n && compare(x, x) < 1)
		abort();
}

/* A name that is kept and taken out again is the same to every other. */
static void check_kept(const struct name *x, const struct name *other)
{
	static struct name again;
	static float bits[NAME_PARTS];
	struct buf kept = BUF_INIT;

	name_keep(x, &kept);
	for (size_t i = 0; i < x->n; i++)
		bits[i] = x->part[i].bits;
	if (!buf_ok(&kept) || kept.len > KEPT_MOST ||
	    !name_kept(kept.bytes, kept.bytes + kept.len, &(struct name_bits){bits, x->n, sizeof *bits}, &again) || compare(other, x) != compare(other, &again))
		abort();
	buf_free(&kept);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *cut;
	enum word_use use;

	if (!size)
		return 0;
	use = data[0] == 'p' ? WORD_FOR_PERSON : data[0] == 'c' ? WORD_FOR_COMPANY : data[0] == 'v' ? WORD_FOR_VESSEL : 0;
	data++;
	size--;
	cut = size ? memchr(data, '\n', size) : NULL;
	name_read((const char *)data, cut ? (size_t)(cut - data) : size, use, NULL, &a);
	name_read(cut ? (const char *)cut + 1 : "", cut ? size - (size_t)(cut - data) - 1 : 0, use, NULL, &b);
	check_one(&a);
	check_one(&b);
	(void)compare(&a, &b);
	(void)compare(&b, &a);
	check_kept(&a, &b);
	check_kept(&b, &a);
	return 0;
}
