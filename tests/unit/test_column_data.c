/* Roles found in published files, with their own headings and with none that tell. Skipped where the files are not. */
#include "check.h"
#include "link/column.h"

#include <stdlib.h>
#include <unistd.h>

#define FOLDER SOURCE_ROOT "/../shared/data/link/"

static struct link_records r;
static struct error e;

static const char *roles(void)
{
	static char out[512];

	*out = '\0';
	for (size_t k = 0; k < r.n_columns; k++) {
		(void)strcat(out, k ? " " : "");
		(void)strcat(out, link_role_word(r.column[k].role));
	}
	return out;
}

static const char *roles_of(const char *first, const char *second)
{
	struct input in[2], *p[2] = {&in[0], &in[1]};

	records_free(&r);
	if (input_open(first, &in[0], &e) != ST_OK || (second && input_open(second, &in[1], &e) != ST_OK))
		return e.message;
	enum status s = records_read(p, second ? 2 : 1, NULL, &r, &e);

	input_close(&in[0]);
	if (second)
		input_close(&in[1]);
	return s == ST_OK ? roles() : e.message;
}

/* The file with headings that tell nothing: c1, c2 … */
static const char *roles_unnamed(const char *path)
{
	struct buf text = BUF_INIT;
	struct input in, *p = &in;

	records_free(&r);
	if (input_open(path, &in, &e) != ST_OK)
		return e.message;
	while (!in.end)
		if (input_more(&in, 0, SIZE_MAX, &e) != ST_OK)
			return e.message;
	const char *end = memchr(in.bytes, '\n', in.n);
	unsigned n = 1;

	buf_text(&text, "c1");
	for (const char *s = in.bytes; s < end; s++)
		if (*s == ',')
			buf_printf(&text, ",c%u", ++n);
	buf_add(&text, end, in.n - (size_t)(end - in.bytes));
	input_close(&in);
	input_bytes(buf_str(&text), text.len, "unnamed", &in);
	enum status s = records_read(&p, 1, NULL, &r, &e);

	input_close(&in);
	buf_free(&text);
	return s == ST_OK ? roles() : e.message;
}

static void named(void)
{
	static const char febrl[] = "id given family number address address place postcode category date identifier";

	CHECK_STR(roles_of(FOLDER "RLdata500.csv", NULL), "id given given family family year month day entity");
	CHECK(r.n == 500 && r.column[8].n_values == 451);
	CHECK_STR(roles_of(FOLDER "febrl_dataset1.csv", NULL), febrl);
	CHECK_STR(roles_of(FOLDER "febrl_dataset2.csv", NULL), febrl);
	CHECK_STR(roles_of(FOLDER "febrl_dataset3.csv", NULL), febrl);
	CHECK_STR(roles_of(FOLDER "febrl_dataset4a.csv", FOLDER "febrl_dataset4b.csv"), febrl);
	CHECK(r.n == 10000 && r.n_files == 2 && !r.n_notes);
	CHECK_STR(roles_of(FOLDER "historical_dev.csv", NULL), "id entity full full given family date place postcode sex category");
	CHECK_STR(roles_of(FOLDER "splink_fake_1000.csv", NULL), "id given family date place email entity");
	/* of two makers: what is named differently is one column by its role; towns and suburbs that have none in common are not */
	CHECK_STR(roles_of(FOLDER "splink_fake_1000.csv", FOLDER "febrl_dataset1.csv"),
		  "id given family date place email entity number address address place postcode category identifier");
}

static void unnamed(void)
{
	CHECK_STR(roles_unnamed(FOLDER "RLdata500.csv"), "ignore given given family family year month day number");
	CHECK_STR(roles_unnamed(FOLDER "febrl_dataset4b.csv"), "ignore given family number address text text postcode category date identifier");
	CHECK_STR(roles_unnamed(FOLDER "historical_dev.csv"), "ignore text full full given family date text postcode sex category");
	CHECK_STR(roles_unnamed(FOLDER "splink_fake_1000.csv"), "ignore given family date text email number");
	records_free(&r);
}

static void all(void)
{
	named();
	if (!check_failed)
		unnamed();
}

int main(void)
{
	if (access(FOLDER "RLdata500.csv", R_OK) != 0)
		return 77;
	all();
	return check_failed;
}
