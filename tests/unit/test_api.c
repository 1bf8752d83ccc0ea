#include "check.h"

#include <onus/onus.h>

#include <stdlib.h>
#include <unistd.h>

static char dir[] = "/tmp/onus-api-XXXXXX";

static int count_record(void *arg, const char *id, const char *json)
{
	(void)id;
	*(int *)arg += json[0] == '{';
	return 0;
}

static int see_weight(void *arg, const struct onus_weight *w)
{
	*(struct onus_weight *)arg = *w;
	return strcmp(w->claim, "C1") == 0;
}

static void write_script(const char *path)
{
	FILE *f = fopen(path, "w");
	(void)fputs("# synthetic\nonus: 1\nscript: api\n"
		    "sources:\n"
		    "  - {id: S1, kind: testimony, title: First}\n"
		    "  - {id: S2, kind: article, title: Second}\n"
		    "claims:\n"
		    "  - id: C1\n    kind: event\n    text: It happened.\n"
		    "    supports:\n      - {source: S1, stance: asserts}\n      - {source: S2, stance: repeats, from: [S1]}\n", f);
	(void)fclose(f);
}

static void a_case_through_the_library(void)
{
	struct onus_error e;
	onus_case *c = NULL;
	char where[128], script[160];
	CHECK(mkdtemp(dir));
	(void)snprintf(where, sizeof where, "%s/case", dir);
	(void)snprintf(script, sizeof script, "%s/api.yaml", dir);
	write_script(script);
	CHECK(onus_case_open(where, 0, &c, &e) != ONUS_OK && !c && e.message[0]);
	CHECK(onus_case_create(where, "tester", &e) == ONUS_OK);
	CHECK(onus_case_open(where, 1, &c, &e) == ONUS_OK);
	size_t entries = 0;
	const char *const files[] = {script};
	CHECK(onus_case_import(c, files, 1, "tester", &entries, &e) == ONUS_OK && entries == 3);
	CHECK(onus_case_import(c, files, 1, "tester", &entries, &e) == ONUS_OK && entries == 0);
	char *json = NULL, *yaml = NULL;
	uint64_t n = 0, size = 0;
	unsigned char root[32];
	CHECK(onus_case_record(c, "claim", "C1", &json, &n, &e) == ONUS_OK && json && n >= 2);
	CHECK(strstr(json, "\"id\":\"C1\""));
	onus_free(json);
	CHECK(onus_case_record(c, "claim", "C9", &json, NULL, &e) == ONUS_OK && !json);
	CHECK(onus_case_record(c, "clam", "C1", &json, NULL, &e) == ONUS_USAGE);
	int sources = 0;
	CHECK(onus_case_records(c, "sources", count_record, &sources, &e) == ONUS_OK && sources == 2);
	CHECK(onus_case_head(c, &size, root, &e) == ONUS_OK && size == 4);
	if (onus_case_verify(c, 1, NULL, NULL, &e) != ONUS_OK)
		(void)fprintf(stderr, "%s\n", e.message);
	CHECK(e.code == ONUS_OK);
	struct onus_weight w;
	CHECK(onus_case_weigh(c, NULL, see_weight, &w, &e) == ONUS_OK);
	CHECK(w.origins == 1 && w.voices_low == 1 && w.voices_high == 1 && w.resilience == 1 && w.denials == 0);
	CHECK(onus_case_export(c, &yaml, &e) == ONUS_OK && strstr(yaml, "It happened."));
	onus_free(yaml);
	onus_case_close(c);
	char command[160];
	(void)snprintf(command, sizeof command, "chmod -R u+w %s && rm -rf %s", dir, dir);
	CHECK(system(command) == 0);
}

TESTS({"a case through the library", a_case_through_the_library})
