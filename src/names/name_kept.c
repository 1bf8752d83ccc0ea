#include "names/name_kept.h"

#include <string.h>

/* The name; its pool follows, then its letters, parts, and readings. */
struct head {
	uint64_t key;
	uint16_t pool_n;
	uint8_t n, use, other, flags, n_letters, readings; /* readings: of Korean, and of Chinese times READINGS */
};
enum { READINGS = 16 };
/* A part; what MARKS says stands behind it, then its forms: where their letters are, how many symbols, and these. */
struct kept_part { uint16_t text; uint8_t kind, script, words, n_forms; uint16_t marks; };
enum { HYPHEN = 1, SLIP = 2, PATRONYMIC = 4, CANONICAL = 8, GROUP = 16, NUMBER = 32 };
struct kept_form { uint16_t latin; uint8_t n; } __attribute__((packed));
struct kept_reading { float fit; uint8_t n, family, system, marks; };
enum { REVERSED = 1, SURE = 2 /* exact; of Han characters */ };
struct kept_option { uint16_t of; float p; } __attribute__((packed));

_Static_assert((int)KOREAN_READINGS < (int)READINGS && (int)CHINESE_READINGS < (int)READINGS, "counts in four bits");

/* --- kept ------------------------------------------------------------------------------------------------ */

/* Strings, each once. */
struct pool { char s[sizeof((struct name *)0)->pool]; uint16_t n; };

static uint16_t put(struct pool *p, const char *s)
{
	size_t n = strlen(s) + 1;

	for (size_t at = 0; at + n <= p->n; at += strlen(p->s + at) + 1)
		if (!memcmp(p->s + at, s, n))
			return (uint16_t)at;
	/* each once, they take no more room than in the name's own pool */
	if (n > sizeof p->s - p->n)
		return 0;
	memcpy(p->s + p->n, s, n);
	p->n = (uint16_t)(p->n + n);
	return (uint16_t)(p->n - n);
}

static void keep_part(const struct name *x, const struct name_part *p, struct pool *pool, struct buf *out)
{
	struct kept_part k = {.text = put(pool, name_pool(x, p->text)), .kind = (uint8_t)p->kind, .script = (uint8_t)p->script, .words = p->words,
			      .n_forms = p->n_forms};
	uint32_t canonical = words_at(p->canonical), group = words_at(p->group);
	uint64_t number = p->number;

	k.marks = (uint16_t)((p->hyphen ? HYPHEN : 0) | (p->slip ? SLIP : 0) | (p->patronymic ? PATRONYMIC : 0) | (p->canonical ? CANONICAL : 0) |
			     (p->group ? GROUP : 0) | (number ? NUMBER : 0));
	buf_add(out, &k, sizeof k);
	if (p->canonical)
		buf_add(out, &canonical, sizeof canonical);
	if (p->group)
		buf_add(out, &group, sizeof group);
	if (number)
		buf_add(out, &number, sizeof number);
	for (size_t f = 0; f < p->n_forms; f++) {
		struct kept_form form = {put(pool, name_pool(x, p->form[f].latin)), p->form[f].n};

		buf_add(out, &form, sizeof form);
		buf_add(out, p->form[f].s, form.n);
	}
}

static void keep_korean(const struct korean_reading *r, struct buf *out)
{
	struct kept_reading k = {r->fit, r->n, r->family, 0, (uint8_t)((r->reversed ? REVERSED : 0) | (r->exact ? SURE : 0))};

	buf_add(out, &k, sizeof k);
	for (size_t i = 0; i < r->n; i++) {
		buf_char(out, (char)r->s[i].n);
		for (size_t j = 0; j < r->s[i].n; j++)
			buf_add(out, &(struct kept_option){r->s[i].option[j].hangul, r->s[i].option[j].p}, sizeof(struct kept_option));
	}
}

static void keep_chinese(const struct chinese_reading *r, struct buf *out)
{
	struct kept_reading k = {r->fit, r->n, r->family, (uint8_t)r->system, (uint8_t)((r->reversed ? REVERSED : 0) | (r->han ? SURE : 0))};

	buf_add(out, &k, sizeof k);
	for (size_t i = 0; i < r->n; i++) {
		buf_char(out, (char)r->s[i].n);
		buf_add(out, &r->s[i].han, sizeof r->s[i].han);
		for (size_t j = 0; j < r->s[i].n; j++)
			buf_add(out, &(struct kept_option){r->s[i].option[j].syllable, r->s[i].option[j].p}, sizeof(struct kept_option));
	}
}

void name_keep(const struct name *x, struct buf *out)
{
	struct pool pool = {.n = 1};
	struct buf rest = BUF_INIT;
	struct head h = {.key = x->key, .n = (uint8_t)x->n, .use = (uint8_t)x->use, .other = (uint8_t)x->other, .flags = (uint8_t)x->flags,
			 .n_letters = x->n_letters, .readings = (uint8_t)(x->n_korean + READINGS * x->n_chinese)};

	buf_add(&rest, x->letters, x->n_letters * sizeof *x->letters);
	for (size_t i = 0; i < x->n; i++)
		keep_part(x, &x->part[i], &pool, &rest);
	for (size_t i = 0; i < x->n_korean; i++)
		keep_korean(&x->korean[i], &rest);
	for (size_t i = 0; i < x->n_chinese; i++)
		keep_chinese(&x->chinese[i], &rest);
	h.pool_n = pool.n;
	buf_add(out, &h, sizeof h);
	buf_add(out, pool.s, pool.n);
	buf_add(out, buf_str(&rest), rest.len);
	out->failed |= rest.failed;
	buf_free(&rest);
}

/* --- and taken out again ------------------------------------------------------------------------------ */

struct from { const char *at, *end; };

static inline bool take(struct from *f, void *out, size_t n)
{
	if ((size_t)(f->end - f->at) < n)
		return false;
	memcpy(out, f->at, n);
	f->at += n;
	return true;
}

static inline bool take_symbols(struct from *f, uint8_t s[FOLD_LONG], size_t n)
{
	if (n > FOLD_LONG || (size_t)(f->end - f->at) < n)
		return false;
	/* a fixed number of bytes is copied at once */
	if ((size_t)(f->end - f->at) >= FOLD_LONG)
		memcpy(s, f->at, FOLD_LONG);
	else
		memcpy(s, f->at, n);
	f->at += n;
	return true;
}

static inline bool take_text(struct from *f, bool there, const char **out)
{
	uint32_t at;

	*out = NULL;
	if (!there)
		return true;
	return take(f, &at, sizeof at) && (*out = words_text(at)) != NULL;
}

static bool take_part(struct from *f, const struct name *x, struct name_part *p)
{
	struct kept_part k;
	uint64_t number = 0;

	if (!take(f, &k, sizeof k) || k.kind >= PART_KINDS || k.script >= SCRIPTS || k.n_forms > NAME_FORMS || k.text >= x->pool_n ||
	    !take_text(f, k.marks & CANONICAL, &p->canonical) || !take_text(f, k.marks & GROUP, &p->group) ||
	    (k.marks & NUMBER && !take(f, &number, sizeof number)))
		return false;
	p->kind = k.kind;
	p->script = k.script;
	p->text = k.text;
	p->n_forms = k.n_forms;
	p->words = k.words;
	p->hyphen = k.marks & HYPHEN;
	p->slip = k.marks & SLIP;
	p->patronymic = k.marks & PATRONYMIC;
	p->number = number;
	for (size_t i = 0; i < k.n_forms; i++) {
		struct name_form *to = &p->form[i];
		struct kept_form form;

		if (!take(f, &form, sizeof form) || form.latin >= x->pool_n || !take_symbols(f, to->s, form.n))
			return false;
		to->n = form.n;
		to->latin = form.latin;
		spelling_sign(to->s, to->n, &to->signature);
	}
	return true;
}

static bool take_korean(struct from *f, struct korean_reading *r)
{
	struct kept_reading k;

	if (!take(f, &k, sizeof k) || k.n > KOREAN_SYLLABLES)
		return false;
	r->n = k.n;
	r->family = k.family;
	r->reversed = k.marks & REVERSED;
	r->exact = k.marks & SURE;
	r->fit = k.fit;
	for (size_t i = 0; i < k.n; i++) {
		if (!take(f, &r->s[i].n, 1) || r->s[i].n > KOREAN_OPTIONS)
			return false;
		for (size_t j = 0; j < r->s[i].n; j++) {
			struct kept_option o;

			if (!take(f, &o, sizeof o))
				return false;
			r->s[i].option[j] = (struct korean_option){o.of, o.p};
		}
	}
	return true;
}

static bool take_chinese(struct from *f, struct chinese_reading *r)
{
	struct kept_reading k;

	if (!take(f, &k, sizeof k) || k.n > CHINESE_SYLLABLES || k.system > CHINESE_CANTONESE)
		return false;
	r->system = k.system;
	r->n = k.n;
	r->family = k.family;
	r->reversed = k.marks & REVERSED;
	r->han = k.marks & SURE;
	r->fit = k.fit;
	for (size_t i = 0; i < k.n; i++) {
		if (!take(f, &r->s[i].n, 1) || r->s[i].n > CHINESE_OPTIONS || !take(f, &r->s[i].han, sizeof r->s[i].han))
			return false;
		for (size_t j = 0; j < r->s[i].n; j++) {
			struct kept_option o;

			if (!take(f, &o, sizeof o))
				return false;
			r->s[i].option[j] = (struct chinese_option){o.of, o.p};
		}
	}
	return true;
}

bool name_kept(const char *bytes, const char *end, const struct name_bits *bits, struct name *x)
{
	struct from f = {bytes, end};
	struct head h;

	if (!take(&f, &h, sizeof h) || h.n > NAME_PARTS || h.n != bits->n || h.n_letters > NAME_LETTERS || h.readings % READINGS > KOREAN_READINGS ||
	    h.readings / READINGS > CHINESE_READINGS || !h.pool_n || h.pool_n > sizeof x->pool || !take(&f, x->pool, h.pool_n) || x->pool[h.pool_n - 1] ||
	    !take(&f, x->letters, h.n_letters * sizeof *x->letters))
		return false;
	x->key = h.key;
	x->use = h.use;
	x->other = h.other;
	x->flags = h.flags;
	x->n = h.n;
	x->n_letters = h.n_letters;
	x->n_korean = h.readings % READINGS;
	x->n_chinese = h.readings / READINGS;
	x->pool_n = h.pool_n;
	x->weight = 0;
	for (size_t i = 0; i < h.n; i++) {
		if (!take_part(&f, x, &x->part[i]))
			return false;
		memcpy(&x->part[i].bits, (const char *)bits->bits + i * bits->stride, sizeof x->part[i].bits);
		x->weight += x->part[i].bits;
	}
	for (size_t i = 0; i < x->n_korean; i++)
		if (!take_korean(&f, &x->korean[i]))
			return false;
	for (size_t i = 0; i < x->n_chinese; i++)
		if (!take_chinese(&f, &x->chinese[i]))
			return false;
	return true;
}
