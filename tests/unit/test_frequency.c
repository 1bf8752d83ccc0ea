/* A rare value tells more than a common one; records of one person do not make a value common; what hangs on another field is not told twice. */
#include "link/frequency.h"
#include "link_table.h"

#include "check.h"

#include <math.h>

static struct link_records r;
static struct link_fields f;
static struct arena arena;
static struct model m;

enum { COMMON = 200, OWN = 8, N = COMMON + OWN + 2 + 290 };

/* Family names: 200 Smith, 8 records of one Ostrel, two people of the name Pandor, 290 of a name each; all in one town or another. */
static bool people(void)
{
	static const char *const column[] = {"f", "t"};
	static const enum link_role role[] = {ROLE_FAMILY, ROLE_PLACE};
	static const uint8_t levels[] = {NAME_LEVELS, TEXT_LEVELS};
	static const struct model_options o = {0};
	struct buf b = {0};
	struct model_pattern *p = calloc(N * N / 2, sizeof *p);
	size_t n = 0;
	bool good;

	buf_printf(&b, "f,t\n");
	for (unsigned i = 0; i < N; i++) {
		if (i < COMMON)
			buf_printf(&b, "Smith");
		else if (i < COMMON + OWN)
			buf_printf(&b, "Ostrel");
		else if (i < COMMON + OWN + 2)
			buf_printf(&b, "Pandor");
		else
			buf_printf(&b, "%c%cqu%c%cx", 'a' + (int)(i % 26), 'a' + (int)(i / 26 % 26), 'a' + (int)(i * 7 % 26), 'a' + (int)(i * 11 % 26));
		buf_printf(&b, ",%s\n", i % 4 ? "Northtown" : "Southport");
	}
	good = table_read(b.bytes, b.len, column, role, 2, &r) && !fields_make(&r, &arena, &f, &e);
	for (uint32_t i = 0; good && i < N; i++)
		for (uint32_t j = i + 1; j < N; j++)
			p[n++] = (struct model_pattern){fields_compare(&f, i, j), 1};
	if (good)
		model_start(&m, 2, levels, p, n, &o);
	free(p);
	buf_free(&b);
	return good;
}

static void rare_and_common(void)
{
	uint64_t pair[OWN * OWN], levels[OWN * OWN];
	float posterior[OWN * OWN];
	size_t n = 0;
	struct frequency q;
	uint64_t same;
	double smith, ostrel, pandor, counted;

	CHECK(people());
	for (uint32_t i = COMMON; i < COMMON + OWN; i++)
		for (uint32_t j = i + 1; j < COMMON + OWN; j++) {
			pair[n] = (uint64_t)i << 32 | j;
			levels[n] = fields_compare(&f, i, j);
			posterior[n++] = 1;
		}
	CHECK(frequency_make(&f, &m, pair, levels, posterior, n, &q));
	same = (NAME_LEVELS - 1) | (uint64_t)(TEXT_LEVELS - 1) << 4;
	smith = frequency_field_weight(&f, &m, &q, 0, same, 0);
	ostrel = frequency_field_weight(&f, &m, &q, COMMON, same, 0);
	pandor = frequency_field_weight(&f, &m, &q, COMMON + OWN, same, 0);
	printf("   Smith %.2f bits, Ostrel %.2f, Pandor %.2f\n", smith, ostrel, pandor);
	CHECK(smith < 0 && pandor > 3 && ostrel > pandor - 1);
	/* by how many others have it: 199 of 200 */
	CHECK(fabs(smith - log2(m.u[0][NAME_LEVELS - 1] * N / (199 + fmin(1, m.u[0][NAME_LEVELS - 1] * N)))) < 0.01);
	CHECK(frequency_weight(&f, &m, &q, 0, same) == smith + frequency_field_weight(&f, &m, &q, 0, same, 1));
	/* nothing is added where they do not agree wholly */
	CHECK(frequency_weight(&f, &m, &q, 0, (NAME_LEVELS - 2) | (uint64_t)LINK_FIELD_MISSING << 4) == 0);
	frequency_free(&q);
	/* the same eight records, taken for strangers to each other */
	for (size_t i = 0; i < n; i++)
		posterior[i] = 0;
	CHECK(frequency_make(&f, &m, pair, levels, posterior, n, &q));
	counted = frequency_field_weight(&f, &m, &q, COMMON, same, 0);
	CHECK(counted < ostrel - 2);
	frequency_free(&q);
	/* none at all */
	CHECK(frequency_make(&f, &m, NULL, NULL, NULL, 0, &q));
	for (uint32_t i = 0; i < N; i++)
		CHECK(isfinite(frequency_weight(&f, &m, &q, i, same)));
	frequency_free(&q);
	fields_free(&f);
	records_free(&r);
	arena_free(&arena);
}

/* A place whose name follows from its postcode, nearly: its rarity has been told by then. */
static void hanging(void)
{
	struct frequency q;
	uint64_t same = (NAME_LEVELS - 1) | (uint64_t)(TEXT_LEVELS - 1) << 4, other = (uint64_t)(TEXT_LEVELS - 1) << 4;
	double alone, hung;

	CHECK(people());
	m.parent_u[1] = 0;
	for (unsigned p = 0; p < NAME_LEVELS; p++)
		for (unsigned l = 0; l < TEXT_LEVELS; l++)
			m.on_u[1][p][l] = p == NAME_LEVELS - 1 ? (l == TEXT_LEVELS - 1 ? 0.99 : 0.01 / (TEXT_LEVELS - 1)) : m.u[1][l];
	model_ready(&m);
	CHECK(frequency_make(&f, &m, NULL, NULL, NULL, 0, &q));
	hung = frequency_field_weight(&f, &m, &q, 0, same, 1);
	alone = frequency_field_weight(&f, &m, &q, 0, other, 1);
	CHECK(alone != 0 && fabs(hung) < 0.1 * fabs(alone));
	frequency_free(&q);
	fields_free(&f);
	records_free(&r);
	arena_free(&arena);
}

TESTS({"rare and common", rare_and_common}, {"hanging", hanging})
