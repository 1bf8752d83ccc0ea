/* decision.c - the log of decisions: lines read strictly, and added. */
#include "link/decision.h"

#include "base/input.h"
#include "base/json.h"
#include "base/output.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const words[] = {"same", "different", "unsure"};

const char *decision_word(enum decision_word w) { return words[w]; }

/* --- a line ---------------------------------------------------------------------------------------------------- */

struct parsing { struct arena *a; struct place at; struct error *e; };

/* A text that must be there; NULL, and *st set, where it is not. */
static const char *text(const struct parsing *p, const json_t *o, const char *of, const char *name, bool empty, enum status *st)
{
	const json_t *v = json_object_get(o, name);
	const char *t = json_string_value(v), *copy;

	if (*st)
		return NULL;
	if (!t || (!empty && !*t)) {
		*st = error_at(p->e, ST_DATA, p->at, "found a decision %s \"%s%s\", expected %s", v ? "with another sort of" : "without", of, name,
			       empty ? "a text" : "a text that is not empty");
		return NULL;
	}
	copy = arena_strdup(p->a, t);
	if (!copy)
		*st = error_memory(p->e);
	return copy;
}

static enum status read_side(const struct parsing *p, const json_t *o, int side, struct decision *d)
{
	static const char *const names[] = {"a", "b"}, *const of[] = {"a.", "b."};
	const json_t *x = json_object_get(o, names[side]), *hash = json_array_get(json_object_get(o, "records"), (size_t)side);
	const char *hex = json_string_value(hash);
	struct sha256 h;
	enum status st = ST_OK;

	if (!json_is_object(x) || json_object_size(x) != 2)
		return error_at(p->e, ST_DATA, p->at, "found a decision whose \"%s\" is not {\"file\": …, \"id\": …}", names[side]);
	d->side[side].file = text(p, x, of[side], "file", false, &st);
	d->side[side].id = text(p, x, of[side], "id", true, &st);
	if (st)
		return st;
	if (!hex || strlen(hex) != SHA256_HEX - 1 || !sha256_parse(hex, &h))
		return error_at(p->e, ST_DATA, p->at, "found a decision whose \"records\" are not two hashes of 64 hexadecimal digits");
	d->side[side].hash = arena_strdup(p->a, hex);
	return d->side[side].hash ? ST_OK : error_memory(p->e);
}

static bool shaped(const char *s, const char *shape)
{
	for (; *shape; s++, shape++)
		if (*shape == '0' ? !isdigit((unsigned char)*s) : *s != *shape)
			return false;
	return !*s;
}

static enum status read_rest(const struct parsing *p, const json_t *o, struct decision *d)
{
	const json_t *probability = json_object_get(o, "probability"), *blind = json_object_get(o, "blind");
	const char *word;
	enum status st = ST_OK;

	word = text(p, o, "", "decision", false, &st);
	d->by = text(p, o, "", "by", false, &st);
	d->when = text(p, o, "", "when", false, &st);
	d->why = text(p, o, "", "why", true, &st);
	if (st)
		return st;
	for (d->word = 0; d->word < DECISION_WORDS && strcmp(word, words[d->word]) != 0; d->word++)
		;
	if (d->word == DECISION_WORDS)
		return error_at(p->e, ST_DATA, p->at, "found the decision \"%.40s\", expected same, different or unsure", word);
	if (!shaped(d->when, "0000-00-00T00:00:00Z"))
		return error_at(p->e, ST_DATA, p->at, "found \"when\": \"%.40s\", expected a time as 2026-01-31T12:00:00Z", d->when);
	d->probability = json_is_null(probability) ? -1 : json_number_value(probability);
	if (!json_is_null(probability) && (!json_is_number(probability) || !(d->probability >= 0 && d->probability <= 1)))
		return error_at(p->e, ST_DATA, p->at, "found a decision whose \"probability\" is no number from 0 to 1, nor null");
	if (!json_is_boolean(blind))
		return error_at(p->e, ST_DATA, p->at, "found a decision whose \"blind\" is neither true nor false");
	d->blind = json_is_true(blind);
	return ST_OK;
}

static enum status read_line(const struct parsing *p, const char *bytes, size_t n, struct decision *d)
{
	static const char *const members[] = {"a", "b", "decision", "by", "when", "why", "probability", "blind", "records"};
	json_t *o = NULL;
	const char *name;
	json_t *v;
	enum status st = json_read_at(bytes, n, p->at, &o, p->e);

	if (!st && !json_is_object(o))
		st = error_at(p->e, ST_DATA, p->at, "found no decision, expected {\"a\": …, \"b\": …, \"decision\": …}");
	if (!st)
		json_object_foreach(o, name, v) {
			bool known = false;

			for (size_t i = 0; i < sizeof members / sizeof *members; i++)
				known |= !strcmp(name, members[i]);
			if (!known && !st)
				st = error_at(p->e, ST_DATA, p->at, "found \"%.40s\", which no decision has", name);
		}
	if (!st && json_array_size(json_object_get(o, "records")) != 2)
		st = error_at(p->e, ST_DATA, p->at, "found a decision whose \"records\" are not two hashes of 64 hexadecimal digits");
	for (int side = 0; !st && side < 2; side++)
		st = read_side(p, o, side, d);
	if (!st)
		st = read_rest(p, o, d);
	if (!st && !strcmp(d->side[0].file, d->side[1].file) && !strcmp(d->side[0].id, d->side[1].id))
		st = error_at(p->e, ST_DATA, p->at, "found a decision on a record and itself");
	json_decref(o);
	return st;
}

enum status decisions_parse(const char *bytes, size_t n, const char *file, struct arena *a, struct decisions *out, struct error *e)
{
	size_t lines = 0, at = 0;
	enum status st = ST_OK;

	*out = (struct decisions){.file = file};
	for (size_t i = 0; i < n; i++)
		lines += bytes[i] == '\n';
	if (lines > DECISIONS_MOST)
		return error_at(e, ST_DATA, (struct place){file, DECISIONS_MOST + 1, 1}, "found more than %d lines", DECISIONS_MOST);
	/* what is no line of a decision takes no room */
	if (lines > n / 64)
		lines = n / 64;
	if (!(out->v = arena_array(a, lines + 1, sizeof *out->v)))
		return error_memory(e);
	for (unsigned line = 1; !st && at < n; line++) {
		const char *feed = memchr(bytes + at, '\n', n - at);
		size_t len = feed ? (size_t)(feed - bytes) - at : n - at;
		const struct parsing p = {a, {file, line, 1}, e};

		if (!feed)
			st = error_at(e, ST_DATA, p.at, "found a line without an end: the log is cut off");
		else if (len > DECISION_LINE_MOST)
			st = error_at(e, ST_DATA, p.at, "found a line longer than any that is written here");
		else if (!(st = read_line(&p, bytes + at, len, &out->v[out->n])))
			out->v[out->n++].line = line;
		at += len + 1;
	}
	return st;
}

enum status decisions_read(const char *path, bool may_lack, struct arena *a, struct decisions *out, struct error *e)
{
	struct input in = {.fd = -1};
	enum status st;

	*out = (struct decisions){.file = path};
	if (may_lack && access(path, F_OK) && errno == ENOENT)
		return ST_OK;
	if ((st = input_open(path, &in, e)))
		return st;
	while (!st && !in.end)
		st = input_more(&in, 0, DECISIONS_BYTES_MOST, e);
	if (!st)
		st = decisions_parse(in.bytes, in.n, path, a, out, e);
	input_close(&in);
	return st;
}

/* --- adding ---------------------------------------------------------------------------------------------------- */

enum status decision_log_open(const char *path, int *fd, struct error *e)
{
	bool made = access(path, F_OK) && errno == ENOENT;
	const char *slash = strrchr(path, '/');
	char *folder;
	int dir;
	enum status st = ST_OK;

	*fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (*fd < 0)
		return error_errno(e, path);
	if (!made)
		return ST_OK;
	/* a new name is on the disk only with its folder */
	folder = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
	dir = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	if (!folder)
		st = error_memory(e);
	else if (dir < 0 || fsync(dir))
		st = error_errno(e, folder);
	if (dir >= 0)
		(void)close(dir);
	free(folder);
	if (st) {
		(void)close(*fd);
		*fd = -1;
	}
	return st;
}

static enum status line_of(const struct decision *d, struct buf *out, struct error *e)
{
	json_t *o = json_pack("{s:{s:s, s:s}, s:{s:s, s:s}, s:s, s:s, s:s, s:s, s:o, s:b, s:[s, s]}", "a", "file", d->side[0].file, "id", d->side[0].id, "b", "file",
			      d->side[1].file, "id", d->side[1].id, "decision", words[d->word], "by", d->by, "when", d->when, "why", d->why, "probability",
			      d->probability < 0 ? json_null() : json_real(d->probability), "blind", (int)d->blind, "records", d->side[0].hash, d->side[1].hash);
	enum status st = o ? json_canonical(o, out, e) : error_set(e, ST_DATA, "the decision cannot be written: a text of it is not UTF-8, or memory is out");

	json_decref(o);
	buf_char(out, '\n');
	if (!st && !buf_ok(out))
		st = error_memory(e);
	if (!st && out->len > DECISION_LINE_MOST)
		st = error_set(e, ST_DATA, "the decision is too long to be written: %zu bytes, at most %d expected", out->len, DECISION_LINE_MOST);
	return st;
}

enum status decision_add(int fd, const char *path, const struct decision *d, struct error *e)
{
	struct buf line = BUF_INIT;
	struct stat s;
	char last = '\n';
	enum status st = line_of(d, &line, e);

	if (st) {
		buf_free(&line);
		return st;
	}
	while (flock(fd, LOCK_EX))
		if (errno != EINTR) {
			buf_free(&line);
			return error_errno(e, path);
		}
	if (fstat(fd, &s) || (s.st_size > 0 && S_ISREG(s.st_mode) && pread(fd, &last, 1, s.st_size - 1) != 1))
		st = error_errno(e, path);
	else if (last != '\n')
		st = error_set(e, ST_DATA, "%s: its last line is without an end; nothing is added behind it", path);
	if (!st) {
		st = output_all(fd, path, line.bytes, line.len, e);
		while (!st && fsync(fd) && errno != EINVAL) /* a pipe has no disk */
			if (errno != EINTR)
				st = error_errno(e, path);
		if (st && S_ISREG(s.st_mode) && ftruncate(fd, s.st_size))
			error_hint(e, "its last line may be cut off");
	}
	(void)flock(fd, LOCK_UN);
	buf_free(&line);
	return st;
}
