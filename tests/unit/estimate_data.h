/* estimate_data.h - the published tables and the reference programs' results, for tests that run where these are. */
#ifndef ONUS_TESTS_ESTIMATE_DATA_H
#define ONUS_TESTS_ESTIMATE_DATA_H

#include "estimate/overlap.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ESTIMATE_DATA SOURCE_ROOT "/../shared/data/estimate/"

static inline bool estimate_data_there(void)
{
	FILE *f = fopen(ESTIMATE_DATA "REFERENCE_RESULTS.csv", "r");

	if (f)
		(void)fclose(f);
	return f != NULL;
}

/* A table in the form "A,B,C,count" with a row per history. */
static inline bool estimate_table(const char *name, struct arena *a, struct overlap *o)
{
	char path[512], line[1024];
	struct overlap_cell *cells = arena_array(a, 4096, sizeof *cells);
	const char **lists = arena_array(a, OVERLAP_LISTS + 1, sizeof *lists);
	unsigned n_lists = 0;
	size_t n = 0;
	struct error e;
	FILE *f;

	(void)snprintf(path, sizeof path, ESTIMATE_DATA "%s.csv", name);
	f = fopen(path, "r");
	if (!f)
		return false;
	if (fgets(line, sizeof line, f))
		for (char *word = strtok(line, ",\r\n"); word && n_lists <= OVERLAP_LISTS; word = strtok(NULL, ",\r\n"))
			lists[n_lists++] = arena_strdup(a, word);
	n_lists--;
	while (n < 4096 && fgets(line, sizeof line, f)) {
		unsigned i = 0;

		for (char *word = strtok(line, ",\r\n"); word; word = strtok(NULL, ",\r\n"), i++)
			if (i < n_lists)
				cells[n].history |= (uint32_t)(*word == '1') << i;
			else
				cells[n].count = strtoull(word, NULL, 10);
		n++;
	}
	(void)fclose(f);
	return overlap_make(lists, n_lists, cells, n, a, o, &e) == ST_OK;
}

/* A row of the results: numbers are NAN where the reference has none. `detail` is what follows. */
struct reference { char dataset[64], method[80], detail[512]; double estimate, low, high; };

static inline bool reference_next(FILE *f, struct reference *r)
{
	char line[1024], estimate[64], low[64], high[64];
	char *into[] = {r->dataset, r->method, estimate, low, high, r->detail};
	const size_t room[] = {sizeof r->dataset, sizeof r->method, sizeof estimate, sizeof low, sizeof high, sizeof r->detail};
	const char *s = line;

	if (!fgets(line, sizeof line, f))
		return false;
	for (int i = 0; i < 6; i++) {
		size_t n = 0;
		bool quoted = *s == '"';

		s += quoted;
		while (*s && *s != '\n' && *s != (quoted ? '"' : ',')) {
			if (n + 1 < room[i])
				into[i][n++] = *s;
			s++;
		}
		into[i][n] = '\0';
		s += quoted && *s;
		s += *s == ',';
	}
	r->estimate = isdigit((unsigned char)*estimate) ? strtod(estimate, NULL) : __builtin_nan("");
	r->low = isdigit((unsigned char)*low) ? strtod(low, NULL) : __builtin_nan("");
	r->high = isdigit((unsigned char)*high) ? strtod(high, NULL) : __builtin_nan("");
	return true;
}

/* The number after "key=" in the detail. */
static inline double reference_number(const struct reference *r, const char *key)
{
	const char *at = strstr(r->detail, key);

	return at ? strtod(at + strlen(key), NULL) : __builtin_nan("");
}

/* All rows of the reference by row; *compared counts those that it held against something: `want` of them. What the test program returns. */
static inline int reference_all(bool (*row)(const struct reference *r), const unsigned *compared, unsigned want)
{
	FILE *f = estimate_data_there() ? fopen(ESTIMATE_DATA "REFERENCE_RESULTS.csv", "r") : NULL;
	struct reference r;
	bool ok = true;

	if (!estimate_data_there())
		return 77;
	if (!f) {
		(void)fprintf(stderr, "FAIL the reference's results: no table\n");
		return 1;
	}
	while (reference_next(f, &r))
		ok &= row(&r);
	(void)fclose(f);
	ok &= *compared == want;
	(void)printf("%s the reference's results (%u rows)\n", ok ? "ok  " : "FAIL", *compared);
	return !ok;
}

#endif
