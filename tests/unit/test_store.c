#include "base/buf.h"
#include "check.h"
#include "scratch.h"

static enum status count_record(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *err)
{
	(void)id, (void)body, (void)origin, (void)n, (void)err;
	++*(int *)arg;
	return ST_OK;
}

static enum status count_dangling(void *arg, const struct dangling *d, struct error *err)
{
	(void)err;
	if (!strcmp(d->to, "S9") && !strcmp(d->id, "C1") && !strcmp(d->path, "supports[1].source"))
		++*(int *)arg;
	else
		*(int *)arg += 100;
	return ST_OK;
}

static const char source[] = "{\"id\":\"S1\",\"kind\":\"report\",\"title\":{\"\":\"Report\"}}";
static const char claim[] = "{\"id\":\"C1\",\"kind\":\"event\",\"text\":{\"en\":\"They went to Ch'ŏngjin\",\"ko\":\"청진으로 갔다\"},"
	"\"supports\":[{\"source\":\"S1\",\"stance\":\"asserts\"},{\"source\":\"S9\",\"stance\":\"repeats\"}]}";

static void puts_and_reads(void)
{
	char *dir = new_dir();
	struct store *st = open_new(dir);
	bool changed = false;
	json_t *body = NULL;
	uint64_t n = 0;
	int count = 0;
	unsigned kinds;
	struct tree_head head;
	CHECK(st);
	CHECK(store_begin(st, "tester", &e) == ST_OK);
	CHECK(put(st, KIND_SOURCE, source, &changed) == ST_OK && changed);
	CHECK(put(st, KIND_CLAIM, claim, &changed) == ST_OK && changed);
	CHECK(put(st, KIND_CLAIM, claim, &changed) == ST_OK && !changed);
	CHECK(store_commit(st, &e) == ST_OK);
	CHECK(store_get(st, KIND_CLAIM, "C1", &body, &n, &e) == ST_OK && body && n == 3);
	json_decref(body);
	CHECK(store_get(st, KIND_CLAIM, "C2", &body, &n, &e) == ST_OK && !body);
	CHECK(store_each(st, KIND_SOURCE, count_record, &count, &e) == ST_OK && count == 1);
	count = 0;
	CHECK(store_each_dangling(st, count_dangling, &count, &e) == ST_OK && count == 1);
	CHECK(store_kinds_of(st, "C1", &kinds, &e) == ST_OK && kinds == REFS(KIND_CLAIM));
	CHECK(store_tree_head(st, &head, &e) == ST_OK && head.size == 3);
	/* what is given up leaves nothing */
	CHECK(store_begin(st, "tester", &e) == ST_OK);
	CHECK(store_drop(st, KIND_CLAIM, "C1", "wrong", &e) == ST_OK);
	CHECK(store_drop(st, KIND_CLAIM, "C1", "wrong", &e) == ST_DATA);
	store_rollback(st);
	CHECK(store_kinds_of(st, "C1", &kinds, &e) == ST_OK && kinds == REFS(KIND_CLAIM));
	store_close(st);
	remove_dir(dir);
}

static void keeps_bytes(void)
{
	char *dir = new_dir(), *bytes;
	struct store *st = open_new(dir);
	struct sha256 hash, again;
	size_t n;
	char hex[SHA256_HEX], body[512];
	CHECK(st);
	CHECK(store_begin(st, "tester", &e) == ST_OK);
	CHECK(store_keep_bytes(st, "hello\n", 6, &hash, &e) == ST_OK);
	sha256_hex(&hash, hex);
	CHECK_STR(hex, "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03");
	CHECK(store_keep_bytes(st, "hello\n", 6, &again, &e) == ST_OK);
	(void)snprintf(body, sizeof body, "{\"id\":\"%s\",\"size\":6,\"type\":\"text/plain\",\"text\":{\"sha256\":\"%s\",\"size\":6,"
		       "\"tool\":\"none\"}}", hex, hex);
	CHECK(put(st, KIND_EXHIBIT, body, NULL) == ST_OK);
	CHECK(store_commit(st, &e) == ST_OK);
	CHECK(store_read_kept(st, &hash, 100, &bytes, &n, &e) == ST_OK && n == 6 && !strcmp(bytes, "hello\n"));
	free(bytes);
	CHECK(store_read_kept(st, &hash, 5, &bytes, &n, &e) == ST_DATA);
	/* bytes that nobody names do not stay */
	CHECK(store_begin(st, "tester", &e) == ST_OK);
	CHECK(store_keep_bytes(st, "other\n", 6, &hash, &e) == ST_OK);
	CHECK(store_commit(st, &e) == ST_OK);
	CHECK(store_read_kept(st, &hash, 100, &bytes, &n, &e) == ST_ENV);
	store_close(st);
	remove_dir(dir);
}

static enum status see_hit(void *arg, const struct hit *h, struct error *err)
{
	struct buf *b = arg;
	(void)err;
	buf_printf(b, "%s %s ", kind_info(h->kind)->name, h->path);
	buf_add(b, h->line + h->start, h->end - h->start);
	buf_char(b, ';');
	return ST_OK;
}

static void searches(void)
{
	char *dir = new_dir();
	struct store *st = open_new(dir);
	struct buf found = BUF_INIT;
	CHECK(st);
	CHECK(store_begin(st, "tester", &e) == ST_OK);
	CHECK(put(st, KIND_CLAIM, claim, NULL) == ST_OK);
	CHECK(store_commit(st, &e) == ST_OK);
	CHECK(store_search(st, "CHONGJIN", 10, see_hit, &found, &e) == ST_OK);
	CHECK_STR(buf_str(&found), "claim text Ch'ŏngjin;");
	buf_reset(&found);
	CHECK(store_search(st, "진", 10, see_hit, &found, &e) == ST_OK);
	CHECK_STR(buf_str(&found), "claim text 진;");
	buf_free(&found);
	store_close(st);
	remove_dir(dir);
}

TESTS({"puts and reads", puts_and_reads}, {"keeps bytes", keeps_bytes}, {"searches", searches})
