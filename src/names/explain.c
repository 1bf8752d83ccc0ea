#include "names/explain.h"

#include "names/language.h"
#include "names/sino_korean.h"

#include <string.h>

static void span_text(const struct name *x, unsigned from, unsigned n, struct buf *out)
{
	for (unsigned i = from; i < from + n; i++) {
		if (i > from)
			buf_char(out, ' ');
		buf_text(out, x->part[i].text ? name_pool(x, x->part[i].text) : "");
		if (x->part[i].words > 1)
			buf_text(out, " …");
	}
}

/* The Latin letters by which a part was read. */
static void span_read(const struct name *x, unsigned from, unsigned n, unsigned form, struct buf *out)
{
	for (unsigned i = from; i < from + n; i++)
		if (x->part[i].n_forms)
			buf_text(out, name_pool(x, x->part[i].form[n == 1 && form < x->part[i].n_forms ? form : 0].latin));
}

static const char *side(struct buf *room, const struct name *x, unsigned from, unsigned n)
{
	buf_reset(room);
	if (n)
		span_text(x, from, n, room);
	return buf_str(room);
}
static const char *read_as(struct buf *room, const struct name *x, unsigned from, unsigned n, unsigned form)
{
	buf_reset(room);
	if (n)
		span_read(x, from, n, form, room);
	return buf_str(room);
}

static void korean_text(const struct korean_reading *r, struct buf *out)
{
	char text[128];

	korean_hangul(r, text, sizeof text);
	buf_text(out, text);
	korean_romanise(r, KOREAN_REVISED, text, sizeof text);
	buf_printf(out, " (%s)", text);
}
static void chinese_text(const struct chinese_reading *r, struct buf *out)
{
	char text[128];

	chinese_romanise(r, r->system == CHINESE_CANTONESE ? CHINESE_CANTON : CHINESE_PINYIN, text, sizeof text);
	buf_text(out, text);
}

struct loss { const char *name, *words; float value; };
enum { LOSSES = 9 };
static void losses(const struct comparison *c, struct loss out[LOSSES])
{
	struct loss all[LOSSES] = {
		{"spelling", "spelling", c->lost_spelling},
		{"against", "parts that stand against each other", c->lost_against},
		{"left_out", "parts that one side leaves out", c->lost_left_out},
		{"legal_form", "legal forms", c->lost_legal},
		{"number", "numbers", c->lost_number},
		{"place", "a place that one side has", c->lost_place},
		{"chance", "agreement on common parts only", c->lost_chance},
		{"order", "order and number of parts", c->lost_other},
		{"syllables", "other syllables of a Korean or Chinese name", c->lost_syllables},
	};

	memcpy(out, all, sizeof all);
}

static void explain_parts(const struct name *a, const struct name *b, const struct comparison *c, struct buf *out)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	struct loss lost[LOSSES];

	for (unsigned i = 0; i < c->n; i++) {
		const struct part_match *m = &c->match[i];

		buf_printf(out, "  %s", m->a_n ? side(&x, a, m->a, m->a_n) : "-");
		buf_printf(out, " | %s: %s", m->b_n ? side(&x, b, m->b, m->b_n) : "-", match_how_name(m->how));
		if (m->a_n && m->b_n && m->how != HOW_SAME) {
			read_as(&x, a, m->a, m->a_n, m->a_form);
			read_as(&y, b, m->b, m->b_n, m->b_form);
			buf_printf(out, ", read %s | %s", buf_str(&x), buf_str(&y));
		}
		if (m->cost)
			buf_printf(out, ", %.2f of a typing error", (double)m->cost / SPELLING_UNIT);
		buf_printf(out, ", %.1f bits\n", (double)m->bits);
	}
	losses(c, lost);
	for (size_t i = 0; i < LOSSES; i++)
		if (lost[i].value >= 0.0005f)
			buf_printf(out, "  -%.3f %s\n", (double)lost[i].value, lost[i].words);
	x.failed |= y.failed;
	out->failed |= x.failed;
	buf_free(&x);
	buf_free(&y);
}

void explain_comparison(const struct name *a, const struct name *b, const struct comparison *c, struct buf *out)
{
	buf_printf(out, "  %s\n", compare_way_name(c->way));
	if (c->way == WAY_PARTS)
		explain_parts(a, b, c, out);
	if (c->way == WAY_KOREAN) {
		buf_text(out, "  ");
		korean_text(&a->korean[c->a_reading], out);
		buf_text(out, " | ");
		korean_text(&b->korean[c->b_reading], out);
		buf_printf(out, ": agree %.2f, least at syllable %u\n", (double)c->agreement, c->weakest + 1);
	}
	if (c->way == WAY_CHINESE) {
		buf_text(out, "  ");
		chinese_text(&a->chinese[c->a_reading], out);
		buf_text(out, " | ");
		chinese_text(&b->chinese[c->b_reading], out);
		buf_printf(out, ": agree %.2f, least at syllable %u\n", (double)c->agreement, c->weakest + 1);
	}
	if (c->way == WAY_SINO_KOREAN) {
		const struct name *korean = sino_korean_side(a, b), *chinese = korean == a ? b : a;

		buf_text(out, "  ");
		korean_text(&korean->korean[0], out);
		buf_text(out, " | ");
		chinese_text(&chinese->chinese[0], out);
		buf_printf(out, ": characters that agree may write both, %.2f\n", (double)c->agreement);
	}
	if (a->flags | b->flags) {
		buf_text(out, "  ");
		explain_flags(a->flags | b->flags, out);
		buf_char(out, '\n');
	}
}

static json_t *match_json(const struct name *a, const struct name *b, const struct part_match *m)
{
	struct buf room = BUF_INIT;
	json_t *o = json_pack("{s:s, s:f, s:f}", "how", match_how_name(m->how), "cost", (double)m->cost / SPELLING_UNIT, "bits",
			      (double)m->bits);
	bool bad = !o;

	if (m->a_n) {
		bad = bad || json_object_set_new(o, "a", json_string(side(&room, a, m->a, m->a_n)));
		bad = bad || json_object_set_new(o, "read_a", json_string(read_as(&room, a, m->a, m->a_n, m->a_form)));
	}
	if (m->b_n) {
		bad = bad || json_object_set_new(o, "b", json_string(side(&room, b, m->b, m->b_n)));
		bad = bad || json_object_set_new(o, "read_b", json_string(read_as(&room, b, m->b, m->b_n, m->b_form)));
	}
	bad = bad || !buf_ok(&room);
	buf_free(&room);
	if (bad) {
		json_decref(o);
		return NULL;
	}
	return o;
}

static bool set_text(json_t *o, const char *member, void (*write)(const void *, struct buf *), const void *what)
{
	struct buf room = BUF_INIT;
	bool good;

	write(what, &room);
	good = buf_ok(&room) && !json_object_set_new(o, member, json_string(buf_str(&room)));
	buf_free(&room);
	return good;
}
static void write_korean(const void *r, struct buf *out) { korean_text(r, out); }
static void write_chinese(const void *r, struct buf *out) { chinese_text(r, out); }

json_t *explain_comparison_json(const struct name *a, const struct name *b, const struct comparison *c)
{
	json_t *o = json_pack("{s:s}", "way", compare_way_name(c->way)), *parts, *lost;
	struct loss loss[LOSSES];
	bool good = o != NULL;

	if (good && c->way == WAY_KOREAN)
		good = set_text(o, "a", write_korean, &a->korean[c->a_reading]) && set_text(o, "b", write_korean, &b->korean[c->b_reading]);
	if (good && c->way == WAY_CHINESE)
		good = set_text(o, "a", write_chinese, &a->chinese[c->a_reading]) && set_text(o, "b", write_chinese, &b->chinese[c->b_reading]);
	if (good && (c->way == WAY_KOREAN || c->way == WAY_CHINESE))
		good = !json_object_set_new(o, "agreement", json_real((double)c->agreement));
	if (good && c->way == WAY_PARTS) {
		parts = json_array();
		lost = json_object();
		good = parts && lost;
		for (unsigned i = 0; good && i < c->n; i++)
			good = !json_array_append_new(parts, match_json(a, b, &c->match[i]));
		losses(c, loss);
		for (size_t i = 0; good && i < LOSSES; i++)
			if (loss[i].value > 0)
				good = !json_object_set_new(lost, loss[i].name, json_real((double)loss[i].value));
		good = !json_object_set_new(o, "parts", parts) && !json_object_set_new(o, "lost", lost) && good;
	}
	if (!good) {
		json_decref(o);
		return NULL;
	}
	return o;
}

void explain_flags(unsigned flags, struct buf *out)
{
	static const struct { unsigned flag; const char *words; } all[] = {
		{NAME_CUT, "longer than what is read: the rest was left out"},
		{NAME_INVALID, "bytes that are no UTF-8"},
		{NAME_HIDDEN, "zero-width or bidirectional controls were taken out"},
		{NAME_LOOKALIKE, "letters or digits posing as other letters were folded"},
		{NAME_MARKS, "a flood of combining marks was taken out"},
		{NAME_EMPTY, "nothing to compare"},
	};
	const char *comma = "";

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (flags & all[i].flag) {
			buf_printf(out, "%s%s", comma, all[i].words);
			comma = "; ";
		}
}

static const char *use_name(enum word_use u)
{
	return u == WORD_FOR_PERSON ? "person" : u == WORD_FOR_COMPANY ? "company" : "vessel";
}

void explain_name(const struct name *x, struct buf *out)
{
	struct name_language languages[LANGUAGES_MOST];
	unsigned n = name_languages(x, languages);

	buf_printf(out, "read as the name of a %s\n", use_name(x->use));
	for (unsigned i = 0; i < n; i++)
		buf_printf(out, "%s%s%s", i ? ", " : "  likely language: ", languages[i].name, i + 1 == n ? "\n" : "");
	for (unsigned i = 0; i < x->n; i++) {
		const struct name_part *p = &x->part[i];

		buf_text(out, "  ");
		span_text(x, i, 1, out);
		buf_printf(out, ": %s, %s", part_kind_name(p->kind), script_name(p->script));
		for (unsigned f = 0; f < p->n_forms; f++)
			buf_printf(out, "%s %s", f ? "," : ", read", name_pool(x, p->form[f].latin));
		if (p->canonical)
			buf_printf(out, ", stands for %s", p->canonical);
		if (p->group)
			buf_printf(out, " (%s)", p->group);
		buf_printf(out, ", %.1f bits\n", (double)p->bits);
	}
	for (unsigned i = 0; i < x->n_korean; i++) {
		const struct korean_reading *r = &x->korean[i];
		char text[128];

		buf_text(out, "  Korean: ");
		korean_hangul(r, text, sizeof text);
		buf_printf(out, "%s, family name of %u syllable%s, fit %.2f;", text, r->family, r->family == 1 ? "" : "s", (double)r->fit);
		for (enum korean_system s = 0; s < KOREAN_SYSTEMS; s++) {
			korean_romanise(r, s, text, sizeof text);
			buf_printf(out, "%s %s (%s)", s ? "," : "", text, korean_system_name(s));
		}
		buf_char(out, '\n');
	}
	for (unsigned i = 0; i < x->n_chinese; i++) {
		buf_printf(out, "  Chinese, %s: ", x->chinese[i].system == CHINESE_CANTONESE ? "Cantonese" : "Mandarin");
		chinese_text(&x->chinese[i], out);
		buf_printf(out, ", fit %.2f\n", (double)x->chinese[i].fit);
	}
	if (x->flags) {
		buf_text(out, "  ");
		explain_flags(x->flags, out);
		buf_char(out, '\n');
	}
}

static json_t *part_json(const struct name *x, unsigned i)
{
	const struct name_part *p = &x->part[i];
	struct buf room = BUF_INIT;
	json_t *forms = json_array(), *o;
	bool good = forms != NULL;

	for (unsigned f = 0; good && f < p->n_forms; f++)
		good = !json_array_append_new(forms, json_string(name_pool(x, p->form[f].latin)));
	o = json_pack("{s:s, s:s, s:s, s:o, s:f}", "text", side(&room, x, i, 1), "kind", part_kind_name(p->kind), "script",
		      script_name(p->script), "read", forms, "bits", (double)p->bits);
	good = good && o && buf_ok(&room);
	good = good && (!p->canonical || !json_object_set_new(o, "stands_for", json_string(p->canonical)));
	good = good && (!p->group || !json_object_set_new(o, "group", json_string(p->group)));
	good = good && (p->kind != PART_NUMBER || !json_object_set_new(o, "number", json_integer((json_int_t)p->number)));
	buf_free(&room);
	if (!good) {
		json_decref(o);
		return NULL;
	}
	return o;
}

json_t *explain_name_json(const struct name *x)
{
	json_t *parts = json_array(), *korean = json_array(), *chinese = json_array(), *spoken = json_array(), *o;
	struct buf flags = BUF_INIT;
	struct name_language languages[LANGUAGES_MOST];
	unsigned n = name_languages(x, languages);
	bool good = parts && korean && chinese && spoken;

	for (unsigned i = 0; good && i < x->n; i++)
		good = !json_array_append_new(parts, part_json(x, i));
	for (unsigned i = 0; good && i < x->n_korean; i++) {
		json_t *r = json_pack("{s:i, s:f}", "family_syllables", x->korean[i].family, "fit", (double)x->korean[i].fit);

		good = r && set_text(r, "name", write_korean, &x->korean[i]) && !json_array_append_new(korean, r);
	}
	for (unsigned i = 0; good && i < x->n_chinese; i++) {
		json_t *r = json_pack("{s:s, s:f}", "system", x->chinese[i].system == CHINESE_CANTONESE ? "Cantonese" : "Mandarin", "fit",
				      (double)x->chinese[i].fit);

		good = r && set_text(r, "name", write_chinese, &x->chinese[i]) && !json_array_append_new(chinese, r);
	}
	for (unsigned i = 0; good && i < n; i++)
		good = !json_array_append_new(spoken, json_pack("{s:s, s:s}", "code", languages[i].code, "name", languages[i].name));
	explain_flags(x->flags, &flags);
	o = json_pack("{s:s, s:o, s:o, s:o, s:o, s:s}", "use", use_name(x->use), "languages", spoken, "parts", parts, "korean", korean, "chinese", chinese, "noted",
		      buf_str(&flags));
	buf_free(&flags);
	if (!good) {
		json_decref(o);
		return NULL;
	}
	return o;
}
