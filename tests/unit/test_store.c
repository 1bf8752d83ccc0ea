#include "base/buf.h"
#include "check.h"
#include "scratch.h"
#include "store/merkle.h"

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

/* An exhibit's text: hits have line numbers, go over line ends, and none is lost or told twice where passages meet. */
static void searches_exhibits(void)
{
	char *dir = new_dir();
	struct store *st = open_new(dir);
	struct buf text = BUF_INIT, found = BUF_INIT;
	struct sha256 hash;
	char hex[SHA256_HEX], body[512];
	CHECK(st);
	for (int i = 1; i <= 2000; i++)
		buf_printf(&text, i == 700 ? "they were forcibly\nreturned to the river\n" : i == 1500 ? "강을 건\n넜다\n" :
			   "line %d says little, as does each\n", i);
	CHECK(store_begin(st, "tester", &e) == ST_OK);
	CHECK(store_keep_bytes(st, text.bytes, text.len, &hash, &e) == ST_OK);
	sha256_hex(&hash, hex);
	(void)snprintf(body, sizeof body, "{\"id\":\"%s\",\"size\":6,\"type\":\"text/plain\",\"text\":{\"sha256\":\"%s\",\"size\":6,"
		       "\"tool\":\"none\"}}", hex, hex);
	CHECK(put(st, KIND_EXHIBIT, body, NULL) == ST_OK);
	CHECK(store_commit(st, &e) == ST_OK);
	CHECK(store_search(st, "forcibly returned", 10, see_hit, &found, &e) == ST_OK);
	CHECK_STR(buf_str(&found), "exhibit line 700 forcibly returned;");
	buf_reset(&found);
	CHECK(store_search(st, "건 넜다", 10, see_hit, &found, &e) == ST_OK);
	CHECK_STR(buf_str(&found), "exhibit line 1501 건 넜다;");
	int each = 0;
	buf_reset(&found);
	CHECK(store_search(st, "says little", 10000, see_hit, &found, &e) == ST_OK);
	for (const char *p = buf_str(&found); (p = strchr(p, ';')); p++)
		each++;
	CHECK(each == 1998);
	buf_free(&text);
	buf_free(&found);
	store_close(st);
	remove_dir(dir);
}

/* What a killed `add` leaves is taken away by the next change. */
static void recovers(void)
{
	char *dir = new_dir(), command[512];
	struct store *st = open_new(dir);
	CHECK(st);
	(void)snprintf(command, sizeof command, "cd %s/evidence && echo x >.tmp && mkdir -p 73 && echo x >73/%s && : >.new-%s", dir,
		       "73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac",
		       "73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac");
	CHECK(system(command) == 0);
	CHECK(store_begin(st, "tester", &e) == ST_OK);
	CHECK(store_commit(st, &e) == ST_OK);
	(void)snprintf(command, sizeof command, "test -z \"$(find %s/evidence -type f)\"", dir);
	CHECK(system(command) == 0);
	store_close(st);
	remove_dir(dir);
}

static enum status check_proof(void *arg, uint64_t n, const char *entry, const struct sha256 *leaf, struct error *err)
{
	struct store *st = arg;
	struct tree_head head, at;
	struct sha256 *path = NULL, own;
	size_t len;
	bool holds = false;
	enum status s = merkle_leaf(entry, strlen(entry), &own, err);
	if (s == ST_OK && memcmp(own.bytes, leaf->bytes, SHA256_SIZE) != 0)
		s = ST_BUG;
	if (s == ST_OK)
		s = store_inclusion(st, n, &path, &len, err);
	if (s == ST_OK)
		s = store_tree_head(st, &head, err);
	if (s == ST_OK)
		s = merkle_check(leaf, n - 1, head.size, path, len, &head.root, &holds, err);
	if (s == ST_OK && !holds)
		s = ST_BUG;
	if (s == ST_OK)
		s = store_head_at(st, n, &at, err);
	if (s == ST_OK && n == head.size && memcmp(at.root.bytes, head.root.bytes, SHA256_SIZE) != 0)
		s = ST_BUG;
	free(path);
	return s;
}

static void proves(void)
{
	char *dir = new_dir();
	struct store *st = open_new(dir);
	struct sha256 *path;
	size_t len;
	CHECK(st);
	for (int batch = 0; batch < 4; batch++) {
		CHECK(store_begin(st, "tester", &e) == ST_OK);
		for (int i = 0; i < 5; i++) {
			char body[128];
			(void)snprintf(body, sizeof body, "{\"id\":\"S%d\",\"kind\":\"report\",\"title\":{\"\":\"%d\"}}", i, batch);
			CHECK(put(st, KIND_SOURCE, body, NULL) == ST_OK);
		}
		CHECK(store_commit(st, &e) == ST_OK);
		CHECK(store_each_log(st, 1, check_proof, st, &e) == ST_OK);
	}
	CHECK(store_inclusion(st, 0, &path, &len, &e) == ST_DATA);
	CHECK(store_inclusion(st, 22, &path, &len, &e) == ST_DATA);
	store_close(st);
	remove_dir(dir);
}

TESTS({"puts and reads", puts_and_reads}, {"keeps bytes", keeps_bytes}, {"searches", searches},
      {"searches exhibits", searches_exhibits}, {"recovers", recovers}, {"proves", proves})
