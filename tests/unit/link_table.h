/* link_table.h - small lists of people for the tests of src/link. */
#ifndef ONUS_TESTS_LINK_TABLE_H
#define ONUS_TESTS_LINK_TABLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/random.h"
#include "link/field.h"
#include "link/records.h"
#include "link/synthesise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct error e;

/* CSV with its columns' roles told: "given family date", as many as the columns are; "-" one that is found out; NULL: all are. */
static inline bool table_read(const char *csv, size_t n, const char *const *columns, const enum link_role *roles, size_t n_told, struct link_records *r)
{
	struct link_told told[LINK_COLUMNS];
	struct link_read_options o = {.told = told, .n_told = n_told};
	struct input in, *list = &in;
	bool good;

	for (size_t i = 0; i < n_told; i++)
		told[i] = (struct link_told){columns[i], roles[i]};
	input_bytes(csv, n, "table.csv", &in);
	good = records_read(&list, 1, &o, r, &e) == ST_OK;
	if (!good)
		(void)fprintf(stderr, "%s: %s\n", e.where, e.message);
	input_close(&in);
	return good;
}

static inline enum status table_take(void *arg, const char *bytes, size_t n, struct error *err)
{
	(void)err;
	buf_add(arg, bytes, n);
	return ST_OK;
}

/* People who do not exist; the file is read as one of a user is. */
static inline bool table_synthesise(uint64_t records, uint64_t seed, struct link_records *r)
{
	struct synthesise_options o = {.records = records, .seed = seed};
	struct buf b = {0};
	bool good = synthesise(&o, table_take, &b, &e) == ST_OK && table_read(b.bytes, b.len, NULL, NULL, 0, r);

	buf_free(&b);
	return good;
}

static inline int table_field(const struct link_fields *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (!strcmp(f->field[i].name, name))
			return (int)i;
	return -1;
}

#endif
