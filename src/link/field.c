#include "link/field.h"
#include "base/hash.h"
#include "link/column.h"
#include "link/day.h"
#include "names/translit.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* --- cells, each kept once --------------------------------------------------------------------------------- */

struct maker {
	struct link_fields *out;
	struct link_field *x;
	uint32_t *slot;
	uint64_t *hash;
	size_t n_slots, cap_cells, pool_n, pool_cap, ids_n, ids_cap;
	uint32_t no_day; /* a month and day that stand for none; 0: no such */
};

/* Room for one more of `size` bytes in a list of n that has *cap. */
static bool room(void **list, size_t n, size_t *cap, size_t size)
{
	size_t more = *cap ? 2 * *cap : 256;
	void *p;

	if (n < *cap)
		return true;
	while (more <= n)
		more *= 2;
	if (!(p = realloc(*list, more * size)))
		return false;
	*list = p;
	*cap = more;
	return true;
}

static bool maker_begin(struct maker *m, struct link_fields *out, struct link_field *x)
{
	*m = (struct maker){.out = out, .x = x, .n_slots = 1024};
	m->slot = calloc(m->n_slots, sizeof *m->slot);
	x->cell = calloc(out->records ? out->records : 1, sizeof *x->cell);
	if (!m->slot || !x->cell || !room((void **)&x->cells, 0, &m->cap_cells, sizeof *x->cells) || !(m->hash = calloc(m->cap_cells, sizeof *m->hash)) ||
	    !room((void **)&x->pool, 0, &m->pool_cap, 1) || !room((void **)&x->ids, 0, &m->ids_cap, sizeof *x->ids))
		return false;
	x->cells[0] = (struct cell){0};
	x->pool[0] = 0;
	x->n_cells = 1;
	m->pool_n = 1;
	return true;
}

static void maker_end(struct maker *m)
{
	free(m->slot);
	free(m->hash);
}

static bool more_slots(struct maker *m)
{
	size_t n = 2 * m->n_slots;
	uint32_t *slot = calloc(n, sizeof *slot);

	if (!slot)
		return false;
	for (uint32_t id = 1; id < m->x->n_cells; id++) {
		size_t i = m->hash[id] & (n - 1);

		while (slot[i])
			i = (i + 1) & (n - 1);
		slot[i] = id;
	}
	free(m->slot);
	m->slot = slot;
	m->n_slots = n;
	return true;
}

/* What a cell is to be. */
struct making { const char *text; size_t n; const uint32_t *ids; size_t n_ids; uint32_t day; size_t local; };

static bool cell_of(struct maker *m, const struct making *w, uint32_t *id)
{
	struct link_field *x = m->x;
	uint64_t hash = w->n_ids && x->kind <= LINK_FIELD_OTHER_NAMES ? hash_fnv1a(w->ids, w->n_ids * sizeof *w->ids)
		      : w->day ? hash_fnv1a(&w->day, sizeof w->day) : hash_fnv1a(w->text, w->n);
	size_t i, cap = m->cap_cells, n = w->n > UINT16_MAX ? UINT16_MAX : w->n;
	struct cell *c;

	hash *= UINT64_C(0x9e3779b97f4a7c15);
	hash ^= hash >> 32;
	for (i = hash & (m->n_slots - 1); m->slot[i]; i = (i + 1) & (m->n_slots - 1))
		if (m->hash[m->slot[i]] == hash) {
			*id = m->slot[i];
			return true;
		}
	if (!room((void **)&x->cells, x->n_cells, &m->cap_cells, sizeof *x->cells))
		return false;
	if (cap != m->cap_cells) {
		uint64_t *more = realloc(m->hash, m->cap_cells * sizeof *more);

		if (!more)
			return false;
		m->hash = more;
	}
	if (m->ids_n + w->n_ids > UINT32_MAX || !room((void **)&x->pool, m->pool_n + n + 1, &m->pool_cap, 1) ||
	    !room((void **)&x->ids, m->ids_n + w->n_ids + 1, &m->ids_cap, sizeof *x->ids))
		return false;
	c = &x->cells[x->n_cells];
	*c = (struct cell){.text = m->pool_n, .n = (uint16_t)n, .n_tokens = (uint8_t)w->n_ids, .local = (uint8_t)(w->local > 255 ? 255 : w->local),
			   .token = (uint32_t)m->ids_n, .day = w->day, .letters = distance_letters(w->text, n)};
	if (n)
		memcpy(x->pool + m->pool_n, w->text, n);
	x->pool[m->pool_n + n] = 0;
	m->pool_n += n + 1;
	if (w->n_ids)
		memcpy(x->ids + m->ids_n, w->ids, w->n_ids * sizeof *w->ids);
	m->ids_n += w->n_ids;
	m->hash[x->n_cells] = hash;
	m->slot[i] = (uint32_t)x->n_cells;
	*id = (uint32_t)x->n_cells++;
	return 2 * x->n_cells <= m->n_slots || more_slots(m);
}

static bool put(struct maker *m, size_t record, const struct making *w)
{
	uint32_t id;

	if (!cell_of(m, w, &id))
		return false;
	m->x->cell[record] = id;
	m->x->cells[id].count++;
	m->x->known++;
	return true;
}

/* --- normal forms ------------------------------------------------------------------------------------------ */

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
	static const char *const women[] = {"f", "female", "w", "woman", "weiblich", "femme", "feminin", "mujer", "femenino", "feminino", "zhenskii", "zh", "nu", "yeo", "unsa", "2"};
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
		return cell_of(m, &w, id);
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
	return !w.n || cell_of(m, &w, id);
}

static bool one_column(struct maker *m, const struct link_records *r, const struct link_column *c)
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

static bool date_of_parts(struct maker *m, const struct link_records *r)
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
		if (w.day && !put(m, i, &w))
			return false;
	}
	return true;
}

/* --- names ------------------------------------------------------------------------------------------------- */

/* The words of each value of a column of names. */
struct worded { uint32_t *ids; uint8_t *n; bool *comma; const struct link_column *column; };

static bool words_of(struct link_fields *f, const struct link_column *c, struct worded *w)
{
	*w = (struct worded){.ids = malloc((c->n_values + 1) * CELL_TOKENS * sizeof *w->ids), .n = calloc(c->n_values + 1, 1),
			     .comma = calloc(c->n_values + 1, sizeof *w->comma), .column = c};
	if (!w->ids || !w->n || !w->comma)
		return false;
	for (size_t v = 1; v < c->n_values; v++) {
		uint32_t ids[CELL_TOKENS + 2];
		size_t n, kept = 0, light = 0;
		const char *comma = memchr(c->values[v].text, ',', c->values[v].n);

		if (!tokens_read(&f->tokens, c->values[v].text, c->values[v].n, ids, CELL_TOKENS + 2, &n))
			return false;
		if (n == 1 && c->role == ROLE_FULL && f->tokens.token[ids[0]].foreign) { /* a name without a space: the family name stands first */
			size_t family = whole_family(c->values[v].text, c->values[v].n), n_family = 0, n_given = 0;

			if (family) {
				if (!tokens_read(&f->tokens, c->values[v].text, family, ids, 1, &n_family) ||
				    !tokens_read(&f->tokens, c->values[v].text + family, c->values[v].n - family, ids + n_family, 1, &n_given))
					return false;
				n = n_family + n_given;
			}
		}
		for (size_t i = 0; i < n; i++)
			light += f->tokens.token[ids[i]].light;
		for (size_t i = 0; i < n && kept < CELL_TOKENS; i++)
			if (light == n || !f->tokens.token[ids[i]].light)
				w->ids[v * CELL_TOKENS + kept++] = ids[i];
		w->n[v] = (uint8_t)kept;
		if (comma && kept > 1) { /* how many words stand before it */
			size_t before;

			if (!tokens_read(&f->tokens, c->values[v].text, (size_t)(comma - c->values[v].text), ids, CELL_TOKENS, &before))
				return false;
			w->comma[v] = before == 1;
		}
	}
	return true;
}

static void worded_free(struct worded *w)
{
	free(w->ids);
	free(w->n);
	free(w->comma);
}

static bool put_words(struct maker *m, size_t record, const uint32_t *ids, size_t n)
{
	char text[CELL_TOKENS * (TOKEN_LONG + 1) + 1];
	struct making w = {.text = text, .ids = ids, .n_ids = n > CELL_TOKENS ? CELL_TOKENS : n};

	if (!n)
		return true;
	for (size_t i = 0; i < w.n_ids; i++) {
		const struct token *t = &m->out->tokens.token[ids[i]];

		if (i)
			text[w.n++] = ' ';
		memcpy(text + w.n, token_text(&m->out->tokens, ids[i]), t->n);
		w.n += t->n;
	}
	return put(m, record, &w);
}

static size_t gather(const struct worded *w, size_t n_w, enum link_role role, size_t record, uint32_t *ids, size_t most, bool *comma)
{
	size_t n = 0;

	for (size_t k = 0; k < n_w; k++) {
		uint32_t v = w[k].column->value[record];

		if (w[k].column->role != role)
			continue;
		if (comma && w[k].comma[v])
			*comma = true;
		for (size_t i = 0; i < w[k].n[v] && n < most; i++) {
			bool have = false;

			for (size_t j = 0; j < n && role == ROLE_FULL; j++)
				have = have || ids[j] == w[k].ids[v * CELL_TOKENS + i];
			if (!have)
				ids[n++] = w[k].ids[v * CELL_TOKENS + i];
		}
	}
	return n;
}

static bool names_of(struct link_fields *f, const struct link_records *r, struct maker *given, struct maker *family, struct maker *others, const struct worded *w, size_t n_w)
{
	bool split = given && family && !others && given->x->n_columns && r->column[given->x->column[0]].role == ROLE_FULL;

	for (size_t i = 0; i < r->n; i++) {
		uint32_t g[2 * CELL_TOKENS], s[2 * CELL_TOKENS], o[4 * CELL_TOKENS];
		size_t n_g = 0, n_s = 0, n_o, kept = 0;
		bool comma = false;

		n_o = gather(w, n_w, ROLE_FULL, i, o, 4 * CELL_TOKENS, &comma);
		if (split) {
			bool first = comma || (n_o && f->tokens.token[o[0]].foreign);

			if (n_o == 1) {
				s[n_s++] = o[0];
			} else if (n_o) {
				for (size_t k = 0; k < n_o; k++)
					if (first ? k == 0 : k == n_o - 1)
						s[n_s++] = o[k];
					else if (n_g < CELL_TOKENS)
						g[n_g++] = o[k];
			}
		} else {
			n_g = gather(w, n_w, ROLE_GIVEN, i, g, 2 * CELL_TOKENS, NULL);
			n_s = gather(w, n_w, ROLE_FAMILY, i, s, 2 * CELL_TOKENS, NULL);
		}
		if ((given && !put_words(given, i, g, n_g)) || (family && !put_words(family, i, s, n_s)))
			return false;
		if (!others)
			continue;
		for (size_t k = 0; k < n_o; k++) {
			bool have = false;

			for (size_t j = 0; j < n_g && !have; j++)
				have = token_near(&f->tokens, o[k], g[j]) >= NEAR_SLIP;
			for (size_t j = 0; j < n_s && !have; j++)
				have = token_near(&f->tokens, o[k], s[j]) >= NEAR_SLIP;
			if (!have)
				o[kept++] = o[k];
		}
		if (!put_words(others, i, o, kept > CELL_TOKENS ? CELL_TOKENS : kept))
			return false;
	}
	return true;
}

/* --- which fields ------------------------------------------------------------------------------------------- */

static enum field_kind kind_of(enum link_role r)
{
	switch (r) {
	case ROLE_GIVEN: return LINK_FIELD_GIVEN;
	case ROLE_FAMILY: return LINK_FIELD_FAMILY;
	case ROLE_FULL: return LINK_FIELD_OTHER_NAMES;
	case ROLE_DATE: case ROLE_YEAR: case ROLE_MONTH: case ROLE_DAY: return LINK_FIELD_DATE;
	case ROLE_PLACE: case ROLE_ADDRESS: case ROLE_TEXT: return LINK_FIELD_TEXT;
	case ROLE_POSTCODE: case ROLE_PHONE: case ROLE_IDENTIFIER: return LINK_FIELD_CODE;
	case ROLE_EMAIL: return LINK_FIELD_EMAIL;
	case ROLE_NUMBER: return LINK_FIELD_NUMBER;
	default: return LINK_FIELD_CATEGORY;
	}
}

static const uint8_t levels_of[LINK_FIELD_KINDS] = {[LINK_FIELD_GIVEN] = NAME_LEVELS, [LINK_FIELD_FAMILY] = NAME_LEVELS, [LINK_FIELD_OTHER_NAMES] = NAME_LEVELS, [LINK_FIELD_DATE] = DATE_LEVELS,
	[LINK_FIELD_TEXT] = TEXT_LEVELS, [LINK_FIELD_CODE] = CODE_LEVELS, [LINK_FIELD_EMAIL] = EMAIL_LEVELS, [LINK_FIELD_CATEGORY] = CATEGORY_LEVELS, [LINK_FIELD_NUMBER] = CATEGORY_LEVELS};

static struct link_field *field_add(struct link_fields *f, enum field_kind kind, enum link_role role)
{
	struct link_field *x = &f->field[f->n++];

	*x = (struct link_field){.kind = kind, .role = role, .levels = levels_of[kind]};
	return x;
}

static void column_add(struct link_field *x, size_t column)
{
	_Static_assert(LINK_COLUMNS <= UINT8_MAX + 1, "a column's number is a byte");
	if (x->n_columns < sizeof x->column)
		x->column[x->n_columns++] = (uint8_t)column;
}

/* One field for all columns of a role, or NULL where there is none. */
static struct link_field *field_of(struct link_fields *f, const struct link_records *r, enum field_kind kind, enum link_role role)
{
	struct link_field *x = NULL;

	for (size_t c = 0; c < r->n_columns; c++)
		if (r->column[c].role == role) {
			if (!x)
				x = field_add(f, kind, role);
			column_add(x, c);
		}
	return x;
}

static bool has_role(const struct link_records *r, enum link_role role)
{
	for (size_t c = 0; c < r->n_columns; c++)
		if (r->column[c].role == role)
			return true;
	return false;
}

static const char *name_fields(const struct link_records *r, const struct link_field *x, struct arena *a)
{
	const char *name = "";

	for (size_t k = 0; k < x->n_columns && name; k++)
		name = arena_printf(a, "%s%s%s", name, k ? "+" : "", r->column[x->column[k]].name);
	return name;
}

/* Is a column a field of its own? */
static bool stands_alone(const struct link_records *r, size_t c)
{
	enum link_role role = r->column[c].role;

	return role > ROLE_FULL && role != ROLE_YEAR && !((role == ROLE_MONTH || role == ROLE_DAY) && has_role(r, ROLE_YEAR));
}

static bool plan(const struct link_records *r, struct arena *a, struct link_fields *f)
{
	static const enum link_role telling[] = {ROLE_DATE, ROLE_IDENTIFIER, ROLE_EMAIL, ROLE_PHONE, ROLE_POSTCODE, ROLE_ADDRESS, ROLE_PLACE, ROLE_SEX, ROLE_MONTH, ROLE_DAY,
						 ROLE_NUMBER, ROLE_CATEGORY, ROLE_TEXT};
	bool taken[LINK_COLUMNS] = {false};
	size_t left;
	bool given = has_role(r, ROLE_GIVEN), family = has_role(r, ROLE_FAMILY), full = has_role(r, ROLE_FULL);
	const char **notes = arena_array(a, r->n_columns + 1, sizeof *notes);
	struct link_field *x;

	if (!notes)
		return false;
	f->notes = notes;
	f->given = f->family = f->others = -1;
	if (full && !given && !family) {
		f->given = (int)f->n;
		field_of(f, r, LINK_FIELD_GIVEN, ROLE_FULL);
		f->family = (int)f->n;
		field_of(f, r, LINK_FIELD_FAMILY, ROLE_FULL);
	} else {
		if (given) {
			f->given = (int)f->n;
			field_of(f, r, LINK_FIELD_GIVEN, ROLE_GIVEN);
		}
		if (family) {
			f->family = (int)f->n;
			field_of(f, r, LINK_FIELD_FAMILY, ROLE_FAMILY);
		}
		if (full) {
			f->others = (int)f->n;
			field_of(f, r, LINK_FIELD_OTHER_NAMES, ROLE_FULL);
		}
	}
	if (has_role(r, ROLE_YEAR)) {
		x = field_add(f, LINK_FIELD_DATE, ROLE_YEAR);
		for (size_t role = ROLE_YEAR; role <= ROLE_DAY; role++)
			for (size_t c = 0; c < r->n_columns; c++)
				if (r->column[c].role == role) {
					column_add(x, c);
					break;
				}
	}
	left = LINK_FIELDS - f->n;
	/* of more columns than there is room for, those that tell most of a person; in the order of the table */
	for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
		for (size_t c = 0; c < r->n_columns && left; c++)
			if (stands_alone(r, c) && r->column[c].role == telling[i]) {
				taken[c] = true;
				left--;
			}
	for (size_t c = 0; c < r->n_columns; c++) {
		enum link_role role = r->column[c].role;

		if (taken[c]) {
			x = field_add(f, role == ROLE_MONTH || role == ROLE_DAY ? LINK_FIELD_CATEGORY : kind_of(role), role);
			column_add(x, c);
		} else if (stands_alone(r, c)) {
			if (!(notes[f->n_notes++] = arena_printf(a, "column %s is not compared: no more than %d fields are", r->column[c].name, LINK_FIELDS)))
				return false;
		}
	}
	for (size_t i = 0; i < f->n; i++)
		if (!(f->field[i].name = name_fields(r, &f->field[i], a)))
			return false;
	return true;
}

static bool make_names(const struct link_records *r, struct link_fields *f)
{
	struct maker makers[3], *given = NULL, *family = NULL, *others = NULL;
	struct worded w[LINK_COLUMNS] = {{0}};
	size_t n_w = 0;
	bool ok = true;

	if (f->given >= 0 && (ok = maker_begin(&makers[0], f, &f->field[f->given])))
		given = &makers[0];
	if (ok && f->family >= 0 && (ok = maker_begin(&makers[1], f, &f->field[f->family])))
		family = &makers[1];
	if (ok && f->others >= 0 && (ok = maker_begin(&makers[2], f, &f->field[f->others])))
		others = &makers[2];
	for (size_t c = 0; c < r->n_columns && ok; c++)
		if (r->column[c].role >= ROLE_GIVEN && r->column[c].role <= ROLE_FULL)
			ok = words_of(f, &r->column[c], &w[n_w++]);
	if (ok)
		ok = names_of(f, r, given, family, others, w, n_w);
	for (size_t k = 0; k < n_w; k++)
		worded_free(&w[k]);
	if (given)
		maker_end(given);
	if (family)
		maker_end(family);
	if (others)
		maker_end(others);
	return ok;
}

enum status fields_make(const struct link_records *r, struct arena *a, struct link_fields *out, struct error *e)
{
	*out = (struct link_fields){.records = r->n};
	if (!tokens_begin(&out->tokens) || !plan(r, a, out))
		return error_memory(e);
	if (!out->n)
		return error_set(e, ST_DATA, "%s: no column to compare by: name one as in --column NAME:ROLE", r->n_files ? r->files[0] : "the table");
	if ((out->given >= 0 || out->family >= 0 || out->others >= 0) && (!make_names(r, out) || !wholes_make(r, &out->wholes)))
		return error_memory(e);
	for (size_t i = 0; i < out->n; i++) {
		struct link_field *x = &out->field[i];
		struct maker m;
		bool ok;

		if (x->kind <= LINK_FIELD_OTHER_NAMES)
			continue;
		ok = maker_begin(&m, out, x);
		if (ok)
			ok = x->role == ROLE_YEAR ? date_of_parts(&m, r) : one_column(&m, r, &r->column[x->column[0]]);
		maker_end(&m);
		if (!ok)
			return error_memory(e);
	}
	if (!(out->row = malloc((r->n * out->n + 1) * sizeof *out->row)))
		return error_memory(e);
	for (size_t i = 0; i < out->n; i++)
		for (size_t k = 0; k < r->n; k++)
			out->row[k * out->n + i] = out->field[i].cell[k];
	return ST_OK;
}

void fields_free(struct link_fields *f)
{
	for (size_t i = 0; i < f->n; i++) {
		free(f->field[i].cell);
		free(f->field[i].cells);
		free(f->field[i].pool);
		free(f->field[i].ids);
	}
	free(f->row);
	wholes_free(&f->wholes);
	tokens_free(&f->tokens);
	*f = (struct link_fields){0};
}
