/* What verification must see, and that no damage brings the program down. */
#include "base/buf.h"
#include "check.h"
#include "scratch.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char exhibit_text[] = "They crossed the river at night.\n강을 건넜다.\n";

/* A case with records of several kinds, one replaced, one dropped, an exhibit with its text. */
static char *make_case(char hex[SHA256_HEX])
{
	static const char *const records[] = {
		"{\"id\":\"S1\",\"kind\":\"report\",\"title\":{\"\":\"Report\"}}",
		"{\"id\":\"S2\",\"kind\":\"article\",\"title\":{\"\":\"Article\"},\"cites\":[{\"source\":\"S1\"}]}",
		"{\"id\":\"S1\",\"kind\":\"report\",\"title\":{\"\":\"Report, second edition\"}}",
		"{\"id\":\"S3\",\"kind\":\"report\",\"title\":{\"\":\"Gone\"}}",
	};
	char *dir = new_dir(), body[512];
	struct store *st = open_new(dir);
	struct sha256 hash;
	bool good = st && store_begin(st, "tester", &e) == ST_OK;
	for (size_t i = 0; good && i < sizeof records / sizeof *records; i++)
		good = put(st, KIND_SOURCE, records[i], NULL) == ST_OK;
	good = good && put(st, KIND_CLAIM, "{\"id\":\"C1\",\"kind\":\"event\",\"text\":{\"ko\":\"청진으로 갔다\"},\"supports\":"
			   "[{\"source\":\"S2\",\"stance\":\"asserts\"}]}", NULL) == ST_OK;
	good = good && store_keep_bytes(st, exhibit_text, strlen(exhibit_text), &hash, &e) == ST_OK;
	sha256_hex(&hash, hex);
	(void)snprintf(body, sizeof body, "{\"id\":\"%s\",\"size\":%zu,\"type\":\"text/plain\",\"text\":{\"sha256\":\"%s\",\"size\":%zu,"
		       "\"tool\":\"none\"}}", hex, strlen(exhibit_text), hex, strlen(exhibit_text));
	good = good && put(st, KIND_EXHIBIT, body, NULL) == ST_OK && store_drop(st, KIND_SOURCE, "S3", "no", &e) == ST_OK;
	good = good && store_commit(st, &e) == ST_OK;
	store_close(st);
	if (!good)
		(void)fprintf(stderr, "make_case: %s\n", e.message);
	return good ? dir : NULL;
}

static void note(void *arg, const char *what, const char *detail)
{
	buf_printf(arg, "%s: %s\n", what, detail);
}

/* ST_OK, ST_NEGATIVE with the faults in *said, or what opening or verifying failed with. */
static enum status verify(const char *dir, struct buf *said)
{
	struct store *st;
	size_t faults = 0;
	buf_reset(said);
	enum status s = store_open(dir, STORE_READ, &st, &e);
	if (s != ST_OK)
		return s;
	s = store_verify(st, true, note, said, &faults, &e);
	store_close(st);
	return s == ST_OK && faults ? ST_NEGATIVE : s;
}

static enum status add_log(void *arg, uint64_t n, const char *entry, const struct sha256 *leaf, struct error *err)
{
	(void)leaf, (void)err;
	buf_printf(arg, "%llu %s\n", (unsigned long long)n, entry);
	return ST_OK;
}

static enum status add_record(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *err)
{
	buf_printf(arg, "%s %s %llu ", id, origin, (unsigned long long)n);
	return json_canonical(body, arg, err);
}

/* All that a reader sees. */
static enum status read_all(const char *dir, struct buf *out)
{
	struct store *st;
	buf_reset(out);
	enum status s = store_open(dir, STORE_READ, &st, &e);
	if (s != ST_OK)
		return s;
	s = store_each_log(st, 1, add_log, out, &e);
	for (int k = 0; k < KIND_COUNT && s == ST_OK; k++)
		s = store_each(st, (enum kind)k, add_record, out, &e);
	store_close(st);
	return s;
}

static bool sql(const char *dir, const char *text)
{
	char path[128], *why = NULL;
	sqlite3 *db = NULL;
	(void)snprintf(path, sizeof path, "%s/case.db", dir);
	bool good = sqlite3_open(path, &db) == SQLITE_OK && sqlite3_exec(db, text, NULL, NULL, &why) == SQLITE_OK;
	if (!good)
		(void)fprintf(stderr, "%s: %s\n", text, why ? why : "?");
	sqlite3_free(why);
	(void)sqlite3_close(db);
	return good;
}

static void whole(void)
{
	char hex[SHA256_HEX], *dir = make_case(hex);
	struct buf said = BUF_INIT;
	CHECK(dir);
	CHECK(verify(dir, &said) == ST_OK);
	buf_free(&said);
	remove_dir(dir);
}

/* Each change made behind the program's back is named. */
static void tampering(void)
{
	static const struct { const char *change, *says; } cases[] = {
		{"UPDATE record SET body = replace(body, 'second', 'third')", "record: source S1 is not what log entry 4 put"},
		{"UPDATE record SET n = 2 WHERE id = 'S1'", "record: source S1 is not what log entry 4 put"},
		{"UPDATE record SET origin = 'x' WHERE id = 'C1'", "record: claim C1 is not what log entry 6 put"},
		{"PRAGMA foreign_keys = OFF; DELETE FROM record WHERE id = 'C1'", "record: claim C1 was put by log entry 6, but is not in the case"},
		{"INSERT INTO record(kind, id, body, n, origin) VALUES(0, 'S9', '{\"id\":\"S9\"}', 2, '')",
		 "record: source S9 is in the case, but not in the log"},
		{"DELETE FROM reference WHERE id = 'C1'", "reference: claim C1 supports[0].source is missing"},
		{"INSERT INTO reference VALUES(0, 'S1', 'parent', 'A1', 2)", "reference: source S1 parent should not be there"},
		{"UPDATE reference SET to_id = 'S1' WHERE id = 'C1'", "reference: claim C1 supports[0].source is not as it should be"},
		{"PRAGMA foreign_keys = OFF; DELETE FROM record WHERE id = 'S2'", "foreign key: a row of reference stands on a row of record"},
		{"DELETE FROM kept", "exhibit: log entry 7 took in"},
		{"UPDATE passage SET folded = 'nothing here' WHERE id = 'C1'", "search index: "},
		{"UPDATE passage SET text = 'nothing here' WHERE id = 'C1'", "search index: C1 text is not folded as its text"},
		{"INSERT INTO search(search) VALUES('delete-all')", "search index: "},
		{"DELETE FROM passage WHERE id = 'C1'", "passage: claim C1 text 0 is missing"},
		{"UPDATE head SET size = 7", "the tree head does not fit its size"},
		{"UPDATE head SET root = randomblob(32)", "tree head: its root is not that of the log"},
		{"UPDATE head SET peaks = randomblob(32)", "tree head: its peaks are not those of the log"},
		{"DELETE FROM head", "it has no tree head"},
		{"DROP TRIGGER log_keeps", "schema: trigger log_keeps is missing"},
		{"CREATE TRIGGER more AFTER INSERT ON log BEGIN DELETE FROM record; END", "schema: trigger more should not be there"},
		{"CREATE TABLE more(x)", "schema: table more should not be there"},
		{"DROP INDEX record_id", "schema: index record_id is missing"},
		{"UPDATE kind SET name = 'clam' WHERE name = 'claim'", "kind: 3 is not as it should be"},
		{"DROP TABLE record", "schema: table record is missing"},
		{"DROP TRIGGER log_keeps; UPDATE log SET entry = replace(entry, 'tester', 'nobody') WHERE n = 3",
		 "log entry: 3 does not have the hash that was noted for it"},
		{"DROP TRIGGER log_keeps; UPDATE log SET leaf = zeroblob(32) WHERE n = 3", "log entry: 3 does not have the hash"},
		{"DROP TRIGGER log_keeps; UPDATE log SET entry = entry || ' ' WHERE n = 3", "log entry: 3 is not in canonical form"},
		{"DROP TRIGGER log_keeps; UPDATE log SET entry = 'x' WHERE n = 3", "log entry: not valid JSON"},
		{"DROP TRIGGER log_keeps; UPDATE log SET n = -n WHERE n IN (2, 3); UPDATE log SET n = 2 WHERE n = -3;"
		 "UPDATE log SET n = 3 WHERE n = -2", "log entry: 2 says that it is number 3"},
		{"DROP TRIGGER log_stays; PRAGMA foreign_keys = OFF; DELETE FROM log WHERE n = 3", "log: entry 4 follows entry 2"},
		{"DROP TRIGGER log_stays; DELETE FROM log WHERE n = 8", "tree head: it counts 8 entries, the log has 7"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char hex[SHA256_HEX], *dir = make_case(hex);
		struct buf said = BUF_INIT;
		CHECK(dir);
		CHECK(sql(dir, cases[i].change));
		enum status s = verify(dir, &said);
		bool seen = s == ST_NEGATIVE && strstr(buf_str(&said), cases[i].says);
		if (!seen)
			(void)fprintf(stderr, "%s\n  want %s\n  got  %d %s\n", cases[i].change, cases[i].says, (int)s, buf_str(&said));
		CHECK(seen);
		buf_free(&said);
		remove_dir(dir);
	}
}

static void evidence(void)
{
	static const struct { const char *command, *says; } cases[] = {
		{"chmod u+w */* && printf x >>$(echo */*)", "was altered"},
		{"chmod u+w */* && printf t | dd of=$(echo */*) bs=1 conv=notrunc status=none", "was altered"},
		{"rm -f */*", "is missing"},
		{"rm -rf ../evidence", "is missing"},
		{"mv */* ../x && ln -s ../../x $(basename *)/$(sha256sum ../x | cut -c1-64)", "evidence: stray file"},
		{"echo x >letter.txt", "stray file evidence/letter.txt"},
		{"mkdir 00 && echo x >00/x", "stray file evidence/00/x"},
		{"mkdir -p 00 && : >00/0000000000000000000000000000000000000000000000000000000000000000", "the log does not name it"},
		{"mkdir zz", "stray file evidence/zz"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char hex[SHA256_HEX], *dir = make_case(hex), command[512];
		struct buf said = BUF_INIT;
		CHECK(dir);
		(void)snprintf(command, sizeof command, "cd %s/evidence && %s", dir, cases[i].command);
		CHECK(system(command) == 0);
		enum status s = verify(dir, &said);
		if (s != ST_NEGATIVE || !strstr(buf_str(&said), cases[i].says))
			(void)fprintf(stderr, "%s: %d %s\n", cases[i].command, (int)s, buf_str(&said));
		CHECK(s == ST_NEGATIVE && strstr(buf_str(&said), cases[i].says));
		buf_free(&said);
		remove_dir(dir);
	}
}

/* Bytes changed anywhere in case.db: an error, a fault named, or nothing that a reader could see. */
static void altered_bytes(void)
{
	char hex[SHA256_HEX], path[128], *dir = make_case(hex);
	struct buf said = BUF_INIT, before = BUF_INIT, now = BUF_INIT;
	struct stat info;
	unsigned seed = getenv("SEED") ? (unsigned)atoi(getenv("SEED")) : (unsigned)time(NULL);
	int refused = 0, named = 0, harmless = 0;
	CHECK(dir);
	(void)snprintf(path, sizeof path, "%s/case.db", dir);
	CHECK(read_all(dir, &before) == ST_OK);
	int fd = open(path, O_RDWR);
	CHECK(fd >= 0 && fstat(fd, &info) == 0);
	(void)printf("SEED=%u\n", seed);
	for (int i = 0; i < 300; i++) {
		unsigned char byte, changed;
		off_t at = i < 100 ? i : (off_t)(rand_r(&seed) % (unsigned)info.st_size);
		CHECK(pread(fd, &byte, 1, at) == 1);
		changed = (unsigned char)(byte ^ (1u << rand_r(&seed) % 8));
		CHECK(pwrite(fd, &changed, 1, at) == 1);
		enum status s = verify(dir, &said);
		refused += s == ST_DATA;
		named += s == ST_NEGATIVE;
		if (s == ST_OK) {
			harmless++;
			s = read_all(dir, &now);
			if (s == ST_OK && strcmp(buf_str(&before), buf_str(&now)) != 0)
				s = ST_BUG;
		}
		if (s != ST_OK && s != ST_DATA && s != ST_NEGATIVE)
			(void)fprintf(stderr, "byte %lld: %d %s\n", (long long)at, (int)s, e.message);
		CHECK(s == ST_OK || s == ST_DATA || s == ST_NEGATIVE);
		CHECK(pwrite(fd, &byte, 1, at) == 1);
	}
	(void)printf("300 bytes altered: %d refused, %d named, %d in unused places\n", refused, named, harmless);
	CHECK(refused > 0 && named > 0);
	CHECK(verify(dir, &said) == ST_OK);
	(void)close(fd);
	buf_free(&said);
	buf_free(&before);
	buf_free(&now);
	remove_dir(dir);
}

static void cut_short(void)
{
	char hex[SHA256_HEX], path[128];
	struct stat info;
	struct buf said = BUF_INIT;
	for (int i = 0; i < 24; i++) {
		char *dir = make_case(hex);
		CHECK(dir);
		(void)snprintf(path, sizeof path, "%s/case.db", dir);
		CHECK(stat(path, &info) == 0 && truncate(path, info.st_size * i / 24 + i % 3) == 0);
		enum status s = verify(dir, &said);
		CHECK(s == ST_DATA || s == ST_NEGATIVE);
		CHECK(s == ST_NEGATIVE || strstr(e.message, "case.db"));
		remove_dir(dir);
	}
	buf_free(&said);
}

static enum status count_hit(void *arg, const struct hit *h, struct error *err)
{
	(void)h, (void)err;
	++*(int *)arg;
	return ST_OK;
}

/* What the first format had: passages that reused numbers, no folding rules. */
static const char format_1[] =
	"DROP TABLE search; DROP TABLE folding; DROP TABLE passage;"
	"CREATE TABLE passage(rowid INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id TEXT NOT NULL, path TEXT NOT NULL,"
	" lang TEXT NOT NULL, line INTEGER NOT NULL, own INTEGER NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL,"
	" FOREIGN KEY(kind, id) REFERENCES record(kind, id)) STRICT;"
	"CREATE INDEX passage_of ON passage(kind, id);"
	"CREATE VIRTUAL TABLE search USING fts5(folded, content='passage', content_rowid='rowid', tokenize='trigram case_sensitive 1');"
	"PRAGMA user_version = 1;";

static void old_formats(void)
{
	static const char *const changes[] = {format_1, "UPDATE folding SET rules = '0, Unicode 3.0'",
					      "DELETE FROM kind WHERE name = 'review'; PRAGMA user_version = 2;"};
	for (size_t i = 0; i < 3; i++) {
		char hex[SHA256_HEX], *dir = make_case(hex);
		struct buf said = BUF_INIT, before = BUF_INIT, now = BUF_INIT;
		struct store *st;
		int hits = 0;
		CHECK(dir);
		CHECK(read_all(dir, &before) == ST_OK);
		CHECK(sql(dir, changes[i]));
		/* read as it is */
		CHECK(read_all(dir, &now) == ST_OK);
		CHECK_STR(buf_str(&now), buf_str(&before));
		CHECK(verify(dir, &said) == ST_OK);
		CHECK(store_open(dir, STORE_READ, &st, &e) == ST_OK);
		CHECK(store_search(st, "건넜", 9, count_hit, &hits, &e) == ST_OK && hits == 1);
		store_close(st);
		/* brought forward when opened to write */
		CHECK(store_open(dir, STORE_WRITE, &st, &e) == ST_OK);
		CHECK(store_begin(st, "tester", &e) == ST_OK);
		CHECK(put(st, KIND_SOURCE, "{\"id\":\"S7\",\"kind\":\"report\",\"title\":{\"\":\"New\"}}", NULL) == ST_OK);
		CHECK(put(st, KIND_REVIEW, "{\"id\":\"R7\",\"verdict\":\"cleared\"}", NULL) == ST_OK);
		CHECK(store_commit(st, &e) == ST_OK);
		store_close(st);
		CHECK(verify(dir, &said) == ST_OK);
		buf_free(&said);
		buf_free(&before);
		buf_free(&now);
		remove_dir(dir);
	}
}

TESTS({"a whole case", whole}, {"tampering", tampering}, {"evidence", evidence}, {"altered bytes", altered_bytes},
      {"cut short", cut_short}, {"old formats", old_formats})
