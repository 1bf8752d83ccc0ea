/* keeper.c - takes files into a case and nothing else: keeper CASE FILE… Each file is its own text. For the fault tests, which
 * so reach evidence/ without the reading of types and texts. */
#include "store/store.h"

#include <stdio.h>
#include <string.h>

static enum status take(struct store *st, const char *path, struct error *e)
{
	struct sha256 hash;
	uint64_t size;
	bool fresh;
	char hex[SHA256_HEX];
	enum status s = store_keep_file(st, path, &hash, &size, &fresh, e);
	if (s != ST_OK)
		return s;
	sha256_hex(&hash, hex);
	json_t *body = json_pack("{s:s, s:I, s:s, s:{s:s, s:I, s:s}}", "id", hex, "size", (json_int_t)size, "type", "text/plain", "text",
				 "sha256", hex, "size", (json_int_t)size, "tool", "none");
	s = body ? store_put(st, KIND_EXHIBIT, hex, body, "", NULL, e) : error_memory(e);
	json_decref(body);
	return s;
}

int main(int argc, char **argv)
{
	struct error e;
	struct store *st = NULL;
	error_clear(&e);
	enum status s = argc > 2 ? store_open(argv[1], STORE_WRITE, &st, &e) : ST_USAGE;
	if (s == ST_OK)
		s = store_begin(st, "tester", &e);
	for (int i = 2; i < argc && s == ST_OK; i++)
		s = take(st, argv[i], &e);
	if (s == ST_OK)
		s = store_commit(st, &e);
	store_close(st);
	if (s != ST_OK)
		(void)fprintf(stderr, "keeper: %s\n", e.message);
	return (int)s;
}
