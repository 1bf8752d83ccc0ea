/* Lists of people put together: the first byte chooses the options, and whether all is run, which takes most of the time; the rest is a CSV. Fields, comparisons of
 * all pairs, blocks and the whole run must hold what they promise; the values are read as days and words as well, whatever the columns are. */
#include "link/day.h"
#include "link/link.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RECORDS_MOST = 60 };

static void values_read(const struct link_records *r)
{
	struct tokens t;

	if (!tokens_begin(&t))
		return;
	for (size_t c = 0; c < r->n_columns; c++)
		for (size_t v = 1; v < r->column[c].n_values; v++) {
			const struct link_value *x = &r->column[c].values[v];
			uint32_t day, id[8];
			unsigned sure;
			size_t n;

			if (day_read(x->text, x->n, v % 2, &day, &sure) && (!day || day_year(day) > 9999 || sure > 2))
				abort();
			if (!tokens_read(&t, x->text, x->n, id, 8, &n) || n > 8)
				abort();
			for (size_t i = 0; i < n; i++)
				if (!id[i] || id[i] >= t.n || token_near(&t, id[0], id[i]) != token_near(&t, id[i], id[0]))
					abort();
		}
	tokens_free(&t);
}

static void compare_all(const struct link_records *r, struct error *e)
{
	struct arena a = {0};
	struct link_fields f;
	struct block_keys keys;

	if (!fields_make(r, &a, &f, e)) {
		block_keys_make(&f, &keys);
		for (uint32_t i = 0; i < r->n; i++) {
			uint64_t value[3 * CELL_TOKENS];

			for (uint32_t k = 0; k <= i; k++) {
				uint64_t l = fields_compare(&f, i, k);

				if (l != fields_compare(&f, k, i))
					abort();
				for (size_t x = 0; x < f.n; x++)
					if (levels_at(l, x) != LINK_FIELD_MISSING && levels_at(l, x) >= f.field[x].levels)
						abort();
			}
			for (size_t k = 0; k < keys.n; k++)
				if (block_values(&f, &keys.key[k], i, value) > 3 * CELL_TOKENS)
					abort();
		}
	}
	fields_free(&f);
	arena_free(&a);
}

static void check(const struct link_result *x)
{
	for (size_t i = 0; i < x->n_pairs; i++) {
		struct link_explanation why;

		if (!isfinite(x->pair[i].weight) || !(x->pair[i].probability >= 0 && x->pair[i].probability <= 1))
			abort();
		link_explain(x, x->pair[i].a, x->pair[i].b, &why);
		if (!isfinite(why.odds) || !(why.probability >= 0 && why.probability <= 1))
			abort();
	}
	for (size_t i = 0; i < x->records->n; i++)
		if (x->cluster[i] >= x->n_clusters)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct link_records r;
	struct link_result x;
	struct input in, *list = &in;
	struct error e;

	if (!size)
		return 0;
	const unsigned how = data[0];
	struct link_told told = {"x", (enum link_role)(how % LINK_ROLES)};
	struct link_read_options o = {.ragged = true, .told = &told, .n_told = how & 64 ? 1 : 0};
	struct link_options lo = {.threads = 1 + (how & 1), .sample = 2000, .cap = how & 2 ? 5 : 0, .draws = how & 4 ? 2 : 0, .across = how & 8, .threshold = how & 16 ? 0.9 : 0};

	lo.clean[0] = how & 32;
	input_bytes((const char *)data + 1, size - 1, "fuzz", &in);
	if (records_read(&list, 1, &o, &r, &e) == ST_OK) {
		if (r.n <= RECORDS_MOST) {
			values_read(&r);
			compare_all(&r, &e);
			if (how & 128 && link_run(&r, &lo, &x, &e) == ST_OK) {
				check(&x);
				link_free(&x);
			}
		}
		records_free(&r);
	}
	input_close(&in);
	return 0;
}
