/* How two records agree: pairs with what is expected of them, the same both ways round, nothing where a value is missing, and which columns are compared. */
#include "link_table.h"

#include "check.h"

struct pair { const char *a, *b; unsigned level; };

/* All pairs of one role, in one table of two rows a pair. */
static bool levels(enum link_role role, const struct pair *p, size_t n)
{
	static const char *const column[] = {"x"};
	struct buf b = {0};
	struct link_records r;
	struct link_fields f;
	struct arena a = {0};
	bool good = true;

	buf_printf(&b, "x,k\n");
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "\"%s\",1\n\"%s\",1\n", p[i].a, p[i].b);
	if (!table_read(b.bytes, b.len, column, &role, 1, &r) || fields_make(&r, &a, &f, &e))
		return false;
	for (uint32_t i = 0; i < n; i++) {
		unsigned got = levels_at(fields_compare(&f, 2 * i, 2 * i + 1), 0), back = levels_at(fields_compare(&f, 2 * i + 1, 2 * i), 0);

		if (got != p[i].level || back != got) {
			(void)fprintf(stderr, "%s | %s: %s, back %s, want %s\n", p[i].a, p[i].b, field_level_name(f.field[0].kind, got), field_level_name(f.field[0].kind, back),
				      field_level_name(f.field[0].kind, p[i].level));
			good = false;
		}
	}
	fields_free(&f);
	records_free(&r);
	arena_free(&a);
	buf_free(&b);
	return good;
}

#define LEVELS(role, ...) levels(role, (const struct pair[]){__VA_ARGS__}, sizeof((const struct pair[]){__VA_ARGS__}) / sizeof(struct pair))

static void names(void)
{
	CHECK(LEVELS(ROLE_FAMILY, {"Smith", "SMITH", NAME_SAME}, {"Smith", "Smyth", NAME_SLIP}, {"Smith", "Simth", NAME_SLIP}, {"Smith", "Jones", NAME_DIFFERENT},
		     {"Smith", "", LINK_FIELD_MISSING}, {"", "", LINK_FIELD_MISSING}, {"S", "Smith", NAME_SHORT}, {"Garcia Lopez", "Lopez Garcia", NAME_SIMILAR},
		     {"Garcia Lopez", "Garcia", NAME_SHORT}, {"Garcia Lopez", "Garcia Lopes", NAME_SLIP}, {"de la Cruz", "Cruz", NAME_SAME}, {"Иванов", "Ivanov", NAME_SAME}));
	CHECK(LEVELS(ROLE_GIVEN, {"Anna Maria", "Maria", NAME_SHORT}, {"Alex", "Alexander", NAME_SHORT}, {"José", "Jose", NAME_SAME}, {"Ann Anna", "Anna Maria", NAME_SHORT}));
}

static void dates(void)
{
	CHECK(LEVELS(ROLE_DATE, {"1971-06-24", "24.06.1971", DATE_SAME}, {"1971-06-24", "1971-06-25", DATE_SLIP}, {"1971-05-06", "1971-06-05", DATE_SLIP}, {"1971-06-24", "1917-06-24", DATE_SLIP},
		     {"1971-06-24", "1971-06-13", DATE_TWO_PARTS}, {"1971-06-24", "1982-06-24", DATE_TWO_PARTS}, {"1971-06-24", "1971-11-03", DATE_YEAR}, {"1971-06-24", "1972-11-03", DATE_NEAR_YEAR},
		     {"1971-06-24", "1979-06-14", DATE_TWO_DIGITS}, {"1971-06-24", "1945-11-03", DATE_DIFFERENT}, {"1971-06-24", "1971", DATE_YEAR}, {"1971", "1971", DATE_YEAR},
		     {"1971-06", "1971-06-24", DATE_TWO_PARTS}, {"1971-06", "1971-06", DATE_TWO_PARTS}, {"1971", "1972-06-24", DATE_NEAR_YEAR}, {"1971", "1990-06-24", DATE_DIFFERENT},
		     {"1971-07", "1971-06-24", DATE_NEAR_YEAR}, {"June 24", "1971-06-24", DATE_TWO_PARTS}, {"June 24", "1971-06-25", DATE_DIFFERENT}, {"June 24", "June 24", DATE_TWO_PARTS},
		     {"June 24", "1971", LINK_FIELD_MISSING}, {"1971", "June 24", LINK_FIELD_MISSING}, {"1971-06-24", "nonsense", LINK_FIELD_MISSING}, {"nonsense", "nonsense", LINK_FIELD_MISSING}));
}

static void texts(void)
{
	CHECK(LEVELS(ROLE_PLACE, {"London", "LONDON", TEXT_SAME}, {"London", "Lodnon", TEXT_SLIP}, {"London", "Paris", TEXT_DIFFERENT}, {"Newcastle upon Tyne", "Newcastle-upon-Tyne", TEXT_SAME},
		     {"Newcastle upon Tyne", "Newcastle", TEXT_PART}, {"St Leonards", "Leonards St", TEXT_SIMILAR}, {"Bad Homburg", "Bad Nauheim", TEXT_PART}, {"44 20 7992 0958", "020 7n946 09 58", TEXT_DIFFERENT}, {"Roma", "", LINK_FIELD_MISSING}));
	CHECK(LEVELS(ROLE_POSTCODE, {"SW1A 1AA", "sw1a1aa", CODE_SAME}, {"SW1A 1AA", "SW1A 1AB", CODE_SLIP}, {"SW1A 1AA", "SW1A 2BB", CODE_PART}, {"12345", "67890", CODE_DIFFERENT}));
	CHECK(LEVELS(ROLE_PHONE, {"+44 20 7946 0958", "020 7946 0958", CODE_SLIP}, {"020 7946 0958", "02079460958", CODE_SAME}, {"020 7946 0958", "020 7946 0598", CODE_SLIP}));
	CHECK(LEVELS(ROLE_EMAIL, {"a.smith@example.org", "A.Smith@example.org", EMAIL_SAME}, {"a.smith@example.org", "a.smiht@example.org", EMAIL_SLIP}, {"a.smith@example.org", "a.smith@elsewhere.net", EMAIL_LOCAL},
		     {"a.smith@example.org", "bartholomew@quux.uk", EMAIL_DIFFERENT}));
	CHECK(LEVELS(ROLE_SEX, {"F", "female", CATEGORY_SAME}, {"M", "женский", CATEGORY_DIFFERENT}, {"f", "m", CATEGORY_DIFFERENT}, {"f", "", LINK_FIELD_MISSING}));
	CHECK(LEVELS(ROLE_NUMBER, {"12", "12", CATEGORY_SAME}, {"12", "13", CATEGORY_SLIP}, {"12", "97", CATEGORY_DIFFERENT}, {"1", "2", CATEGORY_DIFFERENT}));
}

/* Names exchanged, and what an other name tells. */
static void crossed(void)
{
	static const char csv[] = "g,f,o\nMaria,Garcia,\nGarcia,Maria,\nMaria,,\n,Garcia,\n,Maria,\nMaria,Garcia,Maria Elena Garcia\nElena,Garcia,\n";
	static const char *const columns[] = {"g", "f", "o"};
	static const enum link_role roles[] = {ROLE_GIVEN, ROLE_FAMILY, ROLE_FULL};
	static const struct { uint32_t a, b; unsigned given, family; } want[] = {
		{0, 1, NAME_CROSSED, NAME_CROSSED}, {0, 2, NAME_SAME, LINK_FIELD_MISSING}, {0, 3, LINK_FIELD_MISSING, NAME_SAME}, {2, 3, LINK_FIELD_MISSING, LINK_FIELD_MISSING},
		{5, 6, NAME_SHORT, NAME_SAME}, {2, 4, LINK_FIELD_MISSING, NAME_CROSSED}};
	struct link_records r;
	struct link_fields f;
	struct arena a = {0};

	CHECK(table_read(csv, sizeof csv - 1, columns, roles, 3, &r) && !fields_make(&r, &a, &f, &e));
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		uint64_t l = fields_compare(&f, want[i].a, want[i].b);

		if (levels_at(l, (size_t)f.given) != want[i].given || levels_at(l, (size_t)f.family) != want[i].family || l != fields_compare(&f, want[i].b, want[i].a)) {
			(void)fprintf(stderr, "rows %u and %u: %u %u\n", want[i].a, want[i].b, levels_at(l, (size_t)f.given), levels_at(l, (size_t)f.family));
			check_failed = true;
		}
	}
	fields_free(&f);
	records_free(&r);
	arena_free(&a);
}

static const char *word(struct random *g, char out[64])
{
	static const char *const bits[] = {"an", "a", "jo", "hn", "smi", "th", "ck", "ov", "sky", "li", "lee", "mo", "ham", "ed", "y", "ma", "ria", "é", "Ив", "김", "'", "-", " ", " "};

	*out = 0;
	for (size_t k = random_below(g, 7); k > 0; k--)
		strcat(out, bits[random_below(g, sizeof bits / sizeof *bits)]);
	return out;
}

/* Random records, each against each: both ways round the same, levels within what the field has, missing where a side is. */
static bool sound(const struct link_records *r, const struct link_fields *f, size_t pairs, uint64_t seed)
{
	struct random g = random_start(seed, 0);

	for (size_t i = 0; i < pairs; i++) {
		uint32_t a = (uint32_t)random_below(&g, r->n), b = (uint32_t)random_below(&g, r->n);
		uint64_t l = fields_compare(f, a, b), back = fields_compare(f, b, a);

		if (l != back)
			return (void)fprintf(stderr, "records %u and %u: %llx, back %llx\n", a, b, (unsigned long long)l, (unsigned long long)back), false;
		for (size_t k = 0; k < f->n; k++) {
			const struct link_field *x = &f->field[k];
			unsigned level = levels_at(l, k);

			if (level != LINK_FIELD_MISSING && level >= x->levels)
				return false;
			if (x->kind > LINK_FIELD_OTHER_NAMES && (!x->cell[a] || !x->cell[b]) && level != LINK_FIELD_MISSING)
				return false;
			if (x->cell[a] && x->cell[a] == x->cell[b] && level != x->levels - 1u && x->kind != LINK_FIELD_DATE)
				return false;
		}
	}
	return true;
}

static void symmetric(void)
{
	static const char *const columns[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
	static const enum link_role roles[] = {ROLE_GIVEN, ROLE_FAMILY, ROLE_FULL, ROLE_DATE, ROLE_PLACE, ROLE_POSTCODE, ROLE_PHONE, ROLE_EMAIL, ROLE_CATEGORY, ROLE_NUMBER};
	struct random g = random_start(7, 0);
	struct buf b = {0};
	struct link_records r;
	struct link_fields f;
	struct arena a = {0};
	char s[64];

	buf_printf(&b, "a,b,c,d,e,f,g,h,i,j\n");
	for (unsigned i = 0; i < 600; i++) {
		buf_printf(&b, "%s,", word(&g, s));
		buf_printf(&b, "%s,", word(&g, s));
		buf_printf(&b, "%s,", word(&g, s));
		if (random_below(&g, 3))
			buf_printf(&b, "19%02u-%02u-%02u,", (unsigned)random_below(&g, 99), (unsigned)random_below(&g, 13), (unsigned)random_below(&g, 32));
		else
			buf_printf(&b, "%u,", 1950 + (unsigned)random_below(&g, 9));
		buf_printf(&b, "%s,", word(&g, s));
		buf_printf(&b, "%u,%u,", (unsigned)random_below(&g, 200), (unsigned)random_below(&g, 10000000));
		buf_printf(&b, "%s@x%u.org,", word(&g, s), (unsigned)random_below(&g, 20));
		buf_printf(&b, "%s,%u\n", word(&g, s), (unsigned)random_below(&g, 300));
	}
	CHECK(table_read(b.bytes, b.len, columns, roles, 10, &r) && !fields_make(&r, &a, &f, &e) && f.n == 10);
	CHECK(sound(&r, &f, 200000, 1));
	fields_free(&f);
	records_free(&r);
	CHECK(table_synthesise(2000, 3, &r) && !fields_make(&r, &a, &f, &e) && f.n >= 8);
	CHECK(sound(&r, &f, 200000, 2));
	fields_free(&f);
	records_free(&r);
	arena_free(&a);
	buf_free(&b);
}

/* Of more columns than fields the telling ones are compared, in the order of the file; the others are named. */
static void many_columns(void)
{
	enum { TEXTS = 60 };
	struct buf b = {0};
	struct link_records r;
	struct link_fields f;
	struct arena a = {0};
	char names[TEXTS + 4][16];
	const char *columns[TEXTS + 4];
	enum link_role roles[TEXTS + 4];

	for (size_t i = 0; i < TEXTS + 4; i++) {
		snprintf(names[i], sizeof names[i], i < TEXTS ? "note %zu" : "last %zu", i);
		columns[i] = names[i];
		roles[i] = ROLE_TEXT;
		buf_printf(&b, "%s%s", i ? "," : "", names[i]);
	}
	roles[TEXTS] = ROLE_EMAIL;
	roles[TEXTS + 1] = ROLE_FAMILY;
	roles[TEXTS + 2] = ROLE_DATE;
	roles[TEXTS + 3] = ROLE_SEX;
	for (size_t k = 0; k < 3; k++) {
		buf_printf(&b, "\n");
		for (size_t i = 0; i < TEXTS + 4; i++)
			buf_printf(&b, "%sv%zu", i ? "," : "", i + k);
	}
	buf_printf(&b, "\n");
	CHECK(table_read(b.bytes, b.len, columns, roles, TEXTS + 4, &r) && !fields_make(&r, &a, &f, &e));
	CHECK(f.n == LINK_FIELDS && f.n_notes == TEXTS + 4 - LINK_FIELDS);
	CHECK(table_field(&f, "last 60") >= 0 && table_field(&f, "last 61") == f.family && table_field(&f, "last 62") >= 0 && table_field(&f, "last 63") >= 0);
	CHECK(table_field(&f, "note 0") == 1 && table_field(&f, "note 10") >= 0 && table_field(&f, "note 11") < 0);
	CHECK(strstr(f.notes[0], "note 11"));
	fields_free(&f);
	records_free(&r);
	arena_free(&a);
	buf_free(&b);
}

/* 256 columns, the last of which is the only one that tells. */
static void last_column(void)
{
	struct buf b = {0};
	struct link_records r;
	struct link_fields f;
	struct arena a = {0};
	char names[LINK_COLUMNS][8];
	const char *columns[LINK_COLUMNS];
	enum link_role roles[LINK_COLUMNS];

	for (size_t i = 0; i < LINK_COLUMNS; i++) {
		snprintf(names[i], sizeof names[i], "c%zu", i);
		columns[i] = names[i];
		roles[i] = i + 1 == LINK_COLUMNS ? ROLE_FAMILY : ROLE_IGNORE;
		buf_printf(&b, "%s%s", i ? "," : "", names[i]);
	}
	for (size_t k = 0; k < 2; k++) {
		buf_printf(&b, "\n");
		for (size_t i = 0; i < LINK_COLUMNS; i++)
			buf_printf(&b, "%sv%zu", i ? "," : "", k + i);
	}
	buf_printf(&b, "\n");
	CHECK(table_read(b.bytes, b.len, columns, roles, LINK_COLUMNS, &r) && !fields_make(&r, &a, &f, &e));
	CHECK(f.n == 1 && f.family == 0 && f.field[0].column[0] == LINK_COLUMNS - 1);
	CHECK_STR(f.field[0].name, "c255");
	fields_free(&f);
	records_free(&r);
	arena_free(&a);
	buf_free(&b);
}

static void nothing(void)
{
	static const char csv[] = "a,b\n1,2\n3,4\n";
	static const char *const columns[] = {"a", "b"};
	static const enum link_role roles[] = {ROLE_IGNORE, ROLE_IGNORE};
	struct link_records r;
	struct link_fields f;
	struct arena a = {0};

	CHECK(table_read(csv, sizeof csv - 1, columns, roles, 2, &r));
	CHECK(fields_make(&r, &a, &f, &e) == ST_DATA && strstr(e.message, "table.csv"));
	fields_free(&f);
	records_free(&r);
	arena_free(&a);
}

TESTS({"names", names}, {"dates", dates}, {"texts", texts}, {"crossed", crossed}, {"symmetric", symmetric}, {"many columns", many_columns}, {"last column", last_column}, {"nothing", nothing})
