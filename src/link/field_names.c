#include "link/field_work.h"

#include <stdlib.h>
#include <string.h>

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
	return maker_put(m, record, &w);
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

static bool names_of(struct link_fields *f, const struct link_records *r, struct maker *given, struct maker *family, struct maker *others,
		     const struct worded *w, size_t n_w)
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

bool field_names(const struct link_records *r, struct link_fields *f)
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
