/* scratch.h - a case in a temporary folder, for tests. */
#ifndef ONUS_TESTS_SCRATCH_H
#define ONUS_TESTS_SCRATCH_H

#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct error e;

/* A fresh folder for a case, inside one that is taken away at the end. */
static inline char *new_dir(void)
{
	static char path[64];
	strcpy(path, "/tmp/onus-test-XXXXXX");
	return mkdtemp(path);
}

static inline void remove_dir(const char *dir)
{
	char command[128];
	(void)snprintf(command, sizeof command, "chmod -R u+w '%s' && rm -rf '%s'", dir, dir);
	if (system(command) != 0)
		(void)fprintf(stderr, "cannot remove %s\n", dir);
}

static inline struct store *open_new(const char *dir)
{
	struct store *st = NULL;
	if (store_create(dir, "tester", &e) != ST_OK || store_open(dir, STORE_WRITE, &st, &e) != ST_OK)
		(void)fprintf(stderr, "%s: %s\n", dir, e.message);
	return st;
}

static inline enum status put(struct store *st, enum kind k, const char *text, bool *changed)
{
	json_t *body = json_loads(text, 0, NULL);
	enum status s = store_put(st, k, json_string_value(json_object_get(body, "id")), body, "test.yaml", changed, &e);
	if (s != ST_OK)
		(void)fprintf(stderr, "put: %s\n", e.message);
	json_decref(body);
	return s;
}

#endif
