#include "link/block.h"
#include "base/hash.h"

#include <string.h>

enum { KEY_SOUND, KEY_ANY_NAME, KEY_BEGINNING, KEY_INITIAL, KEY_WHOLE,
       KEY_YEAR, KEY_MONTH_DAY, KEY_YEAR_MONTH, KEY_YEAR_DAY, KEY_WORD,
       KEY_HEAD, KEY_TAIL, KEY_LOCAL, KEY_LETTERS, KEY_END, KEY_READING };

static void key_add(struct block_keys *k, size_t field, unsigned what, const char *name)
{
	if (k->n < BLOCK_KEYS)
		k->key[k->n++] = (struct block_key){.field = (uint8_t)field, .what = (uint8_t)what, .name = name};
}

void block_keys_make(const struct link_fields *f, struct block_keys *out)
{
	out->n = 0;
	for (size_t i = 0; i < f->n; i++)
		switch (f->field[i].kind) {
		case LINK_FIELD_GIVEN:
			key_add(out, i, KEY_ANY_NAME, "a name");
			if (f->wholes.n)
				key_add(out, i, KEY_READING, "a reading in syllables");
			key_add(out, i, KEY_SOUND, "given name");
			key_add(out, i, KEY_BEGINNING, "given name's beginning");
			key_add(out, i, KEY_END, "given name's end");
			key_add(out, i, KEY_INITIAL, "given name's initial");
			break;
		case LINK_FIELD_FAMILY:
			if (f->given < 0)
				key_add(out, i, KEY_ANY_NAME, "a name");
			key_add(out, i, KEY_SOUND, "family name");
			key_add(out, i, KEY_BEGINNING, "family name's beginning");
			key_add(out, i, KEY_END, "family name's end");
			break;
		case LINK_FIELD_OTHER_NAMES:
			if (f->given < 0 && f->family < 0)
				key_add(out, i, KEY_ANY_NAME, "a name");
			break;
		case LINK_FIELD_DATE:
			key_add(out, i, KEY_WHOLE, "date");
			key_add(out, i, KEY_YEAR, "year");
			key_add(out, i, KEY_MONTH_DAY, "month and day");
			key_add(out, i, KEY_YEAR_MONTH, "year and month");
			key_add(out, i, KEY_YEAR_DAY, "year and day");
			break;
		case LINK_FIELD_TEXT:
			key_add(out, i, KEY_WHOLE, "text");
			key_add(out, i, KEY_WORD, "word");
			key_add(out, i, KEY_HEAD, "text's beginning");
			break;
		case LINK_FIELD_CODE:
			key_add(out, i, KEY_WHOLE, "code");
			key_add(out, i, KEY_HEAD, "code's beginning");
			key_add(out, i, KEY_TAIL, "code's end");
			break;
		case LINK_FIELD_EMAIL:
			key_add(out, i, KEY_WHOLE, "e-mail");
			key_add(out, i, KEY_LOCAL, "e-mail's name");
			key_add(out, i, KEY_LETTERS, "letters of the e-mail's name");
			break;
		default:
			key_add(out, i, KEY_WHOLE, "value");
		}
}

bool block_many(const struct block_key *k)
{
	return k->what <= KEY_INITIAL || k->what == KEY_WORD || k->what == KEY_END || k->what == KEY_READING;
}

bool block_any_name(const struct block_key *k) { return k->what == KEY_ANY_NAME; }

static uint64_t mixed(uint64_t h) { return (h ^ h >> 29) * UINT64_C(0xbf58476d1ce4e5b9); }

static size_t words(const struct link_fields *f, const struct link_field *x, uint32_t record, unsigned what, uint64_t *out)
{
	const struct cell *c = &x->cells[x->cell[record]];
	size_t n = 0;

	for (size_t i = 0; i < c->n_tokens; i++) {
		const struct token *t = &f->tokens.token[x->ids[c->token + i]];
		const struct token_form *form = &f->tokens.form[t->form];
		uint64_t h;
		bool have = false;

		if (what == KEY_INITIAL)
			h = (uint64_t)(form->n ? form->s[0] : 0) + 1;
		else if (what == KEY_BEGINNING)
			h = hash_fnv1a(form->s, form->n < 3 ? form->n : 3);
		else if (what == KEY_END)
			h = hash_fnv1a(form->s + (form->n < 3 ? 0 : form->n - 3), form->n < 3 ? form->n : 3);
		else if (form->n < 2)
			continue; /* an initial is no name */
		else
			h = hash_fnv1a(form->s, form->n);
		for (size_t j = 0; j < n; j++)
			have = have || out[j] == h;
		if (!have)
			out[n++] = h;
	}
	return n;
}

size_t block_values(const struct link_fields *f, const struct block_key *k, uint32_t record, uint64_t *out)
{
	const struct link_field *x = &f->field[k->field];
	const struct cell *c;
	const char *text;
	size_t n = 0;

	if (k->what == KEY_ANY_NAME) {
		const int which[3] = {f->given, f->family, f->others};

		for (size_t i = 0; i < 3; i++)
			if (which[i] >= 0) {
				size_t m = words(f, &f->field[which[i]], record, KEY_SOUND, out + n);

				for (size_t j = n; j < n + m; j++) {
					bool have = false;

					for (size_t l = 0; l < n && !have; l++)
						have = out[l] == out[j];
					if (have) {
						out[j] = out[n + --m];
						j--;
					}
				}
				n += m;
			}
		return n;
	}
	if (k->what == KEY_READING) {
		const struct whole_name *w = &f->wholes.name[f->wholes.of[record]];

		for (; f->wholes.of[record] && n < w->n_keys; n++)
			out[n] = w->key[n];
		return n;
	}
	if (!x->cell[record])
		return 0;
	c = &x->cells[x->cell[record]];
	text = x->pool + c->text;
	switch (k->what) {
	case KEY_SOUND: case KEY_BEGINNING: case KEY_INITIAL: case KEY_WORD: case KEY_END:
		return words(f, x, record, k->what, out);
	case KEY_WHOLE:
		*out = x->kind == LINK_FIELD_DATE && !(c->day / 10000 && c->day / 100 % 100 && c->day % 100) ? 0 : mixed(x->cell[record]);
		return *out != 0;
	case KEY_YEAR: *out = c->day / 10000; break;
	case KEY_MONTH_DAY: *out = c->day / 100 % 100 && c->day % 100 ? c->day % 10000 : 0; break;
	case KEY_YEAR_MONTH: *out = c->day / 10000 && c->day / 100 % 100 ? c->day / 100 : 0; break;
	case KEY_YEAR_DAY: *out = c->day / 10000 && c->day % 100 ? c->day / 10000 * 100 + c->day % 100 : 0; break;
	case KEY_HEAD:
		if (c->n < 3)
			return 0;
		*out = hash_fnv1a(text, x->kind == LINK_FIELD_TEXT ? (c->n < 5 ? c->n : 5u) : (c->n + 1u) / 2);
		return 1;
	case KEY_TAIL:
		if (c->n < 4)
			return 0;
		*out = hash_fnv1a(text + c->n / 2u, c->n - c->n / 2u);
		return 1;
	case KEY_LOCAL:
		*out = hash_fnv1a(text, c->local);
		return c->local > 0;
	case KEY_LETTERS: {
		uint64_t h = 0;

		for (size_t i = 0; i < c->local; i++)
			if (text[i] >= 'a' && text[i] <= 'z')
				h = h * 1099511628211u + (uint64_t)text[i], n++;
		*out = h;
		return n >= 4;
	}
	}
	*out = mixed(*out);
	return *out != 0;
}
