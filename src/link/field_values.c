#include "link/field_work.h"
#include "link/day.h"
#include "names/translit.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { NORMAL_LONG = 512 };

/* Latin letters and digits, small; between words a space, or nothing where `joined`. */
static size_t plain(const char *text, size_t n, bool joined, char out[NORMAL_LONG])
{
	size_t m = 0, from = 0;
	bool any = false, gap = false, ascii = true;

	for (size_t i = 0; i < n && ascii; i++)
		ascii = (unsigned char)text[i] < 0x80;
	if (ascii) {
		for (size_t i = 0; i < n && m < NORMAL_LONG - 2; i++) {
			char c = text[i];

			if (c >= 'A' && c <= 'Z')
				c = (char)(c | 32);
			if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
				if (gap && m && !joined)
					out[m++] = ' ';
				gap = false;
				out[m++] = c;
			} else if (c != '\'') {
				gap = true;
			}
		}
		out[m] = 0;
		return m;
	}
	n = n > 4 * NORMAL_LONG ? 4 * NORMAL_LONG : n;
	for (size_t i = 0; i <= n;) {
		size_t before = i;
		UChar32 c = ' ';

		if (i < n) {
			int32_t at = (int32_t)i;

			U8_NEXT_OR_FFFD((const uint8_t *)text, at, (int32_t)n, c);
			i = (size_t)at;
		} else {
			i++;
		}
		if (u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) || c == '\'' || c == 0x2019) {
			if (!any)
				from = before;
			any = true;
			continue;
		}
		if (any) {
			struct translit t;
			size_t len;

			translit_word(text + from, before - from, &t);
			len = t.n ? strlen(t.form[0]) : 0;
			if (len && m + len + 2 < NORMAL_LONG) {
				if (m && !joined)
					out[m++] = ' ';
				memcpy(out + m, t.form[0], len);
				m += len;
			}
		}
		any = false;
	}
	out[m] = 0;
	return m;
}

static size_t email_normal(const char *text, size_t n, char out[NORMAL_LONG], size_t *local)
{
	size_t m = 0, at = 0;

	for (size_t i = 0; i < n && m < NORMAL_LONG - 1; i++) {
		char c = text[i];

		if (c == ' ' || c == '\t')
			continue;
		if (c == '@')
			at = m;
		out[m++] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
	}
	out[m] = 0;
	*local = at ? at : m;
	return m;
}

static size_t sex_normal(char *text, size_t n)
{
	static const char *const women[] = {"f", "female", "w", "woman", "weiblich", "femme", "feminin", "mujer", "femenino",
					   "feminino", "zhenskii", "zh", "nu", "yeo", "unsa", "2"};
	static const char *const men[] = {"m", "male", "man", "mannlich", "maennlich", "homme", "masculin", "hombre", "masculino", "muzhskoi", "nan", "nam", "dhakar", "1"};

	for (size_t i = 0; i < sizeof women / sizeof *women; i++)
		if (!strcmp(text, women[i]))
			return strcpy(text, "f"), 1;
	for (size_t i = 0; i < sizeof men / sizeof *men; i++)
		if (!strcmp(text, men[i]))
			return strcpy(text, "m"), 1;
	return n;
}

static bool normal_cell(struct maker *m, const struct link_value *v, bool month_first, uint32_t *id)
{
	char text[NORMAL_LONG];
	uint32_t ids[CELL_TOKENS];
	struct making w = {.text = text};
	struct link_field *x = m->x;

	*id = 0;
	switch (x->kind) {
	case LINK_FIELD_DATE:
		if (!day_read(v->text, v->n, month_first, &w.day, NULL))
			return true;
		if (m->no_day && w.day % 10000 == m->no_day)
			w.day -= w.day % 10000; /* it stands for a day that nobody knew */
		w.text = "";
		return maker_cell(m, &w, id);
	case LINK_FIELD_EMAIL:
		w.n = email_normal(v->text, v->n, text, &w.local);
		break;
	case LINK_FIELD_CODE:
		w.n = plain(v->text, v->n, true, text);
		break;
	case LINK_FIELD_TEXT:
		w.n = plain(v->text, v->n, false, text);
		if (!tokens_read(&m->out->tokens, v->text, v->n, ids, CELL_TOKENS, &w.n_ids))
			return false;
		w.ids = ids;
		break;
	default:
		w.n = plain(v->text, v->n, false, text);
		if (x->role == ROLE_SEX)
			w.n = sex_normal(text, w.n);
	}
	return !w.n || maker_cell(m, &w, id);
}

bool field_values(struct maker *m, const struct link_records *r, const struct link_column *c)
{
	uint32_t *cell = calloc(c->n_values ? c->n_values : 1, sizeof *cell);
	size_t day = 0, month = 0;
	bool ok = cell != NULL;

	if (m->x->kind == LINK_FIELD_DATE) {
		size_t first = 0, dated = 0;

		for (size_t v = 1; v < c->n_values; v++) {
			unsigned sure;
			uint32_t d;

			if (day_read(c->values[v].text, c->values[v].n, false, &d, &sure)) {
				day += sure == 1;
				month += sure == 2;
				first += d % 10000 == 101 ? c->values[v].count : 0;
				dated += c->values[v].count;
			}
		}
		/* far more births on the first of January than a day has: years, written as days */
		if (first >= 20 && 365 * first > 10 * dated)
			m->no_day = 101;
	}
	for (size_t v = 1; ok && v < c->n_values; v++)
		ok = normal_cell(m, &c->values[v], month > day, &cell[v]);
	for (size_t i = 0; ok && i < r->n; i++) {
		uint32_t id = cell[c->value[i]];

		m->x->cell[i] = id;
		if (id) {
			m->x->cells[id].count++;
			m->x->known++;
		}
	}
	free(cell);
	return ok;
}

static uint32_t small_number(const struct link_value *v, uint32_t most)
{
	uint32_t x = 0;

	for (size_t i = 0; i < v->n; i++) {
		if (v->text[i] < '0' || v->text[i] > '9')
			return v->text[i] == '.' ? x : 0;
		x = x * 10 + (uint32_t)(v->text[i] - '0');
		if (x > most)
			return 0;
	}
	return x;
}

bool field_date_of_parts(struct maker *m, const struct link_records *r)
{
	for (size_t i = 0; i < r->n; i++) {
		struct making w = {.text = ""};

		for (size_t k = 0; k < m->x->n_columns; k++) {
			const struct link_column *c = &r->column[m->x->column[k]];
			const struct link_value *v = &c->values[c->value[i]];

			if (c->role == ROLE_YEAR) {
				uint32_t y = small_number(v, 9999);

				w.day += 10000 * (y && y < 100 && v->n <= 2 ? 1900 + y : y);
			} else {
				w.day += c->role == ROLE_MONTH ? 100 * small_number(v, 99) : small_number(v, 99);
			}
		}
		if (w.day && !maker_put(m, i, &w))
			return false;
	}
	return true;
}
