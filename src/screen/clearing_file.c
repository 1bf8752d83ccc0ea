/* clearing_file.c - the file of clearings on a shelf: read whole, written whole. */
#include "screen/clearing.h"

#include "base/json.h"
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

const char clearings_file[] = "clearings.jsonl";

/* All of the file; no bytes when it is not there. */
static enum status read_whole(const char *path, struct input *in, struct error *e)
{
	enum status st;

	if (access(path, F_OK) && errno == ENOENT) {
		input_bytes("", 0, path, in);
		return ST_OK;
	}
	st = input_open(path, in, e);
	while (!st && !in->end)
		st = input_more(in, 0, CLEARINGS_BYTES_MOST, e);
	return st;
}

enum status clearings_read(const char *shelf, struct arena *a, struct clearings *out, struct error *e)
{
	const char *path = arena_printf(a, "%s/%s", shelf, clearings_file);
	struct input in = {.fd = -1};
	enum status st = path ? read_whole(path, &in, e) : error_memory(e);

	*out = (struct clearings){0};
	if (!st)
		st = clearings_parse(in.bytes, in.n, path, a, out, e);
	if (path)
		input_close(&in);
	return st;
}

/* --- writing ------------------------------------------------------------------------------------------------ */

enum { TRIES = 500, PAUSE = 20000000 /* ns */ };

static enum status take_lock(const char *shelf, int *lock, struct error *e)
{
	char *path = NULL;
	enum status st = ST_OK;

	*lock = -1;
	if (asprintf(&path, "%s/.clearings.lock", shelf) < 0)
		return error_memory(e);
	*lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (*lock < 0)
		st = error_errno(e, path);
	for (int i = 0; !st && flock(*lock, LOCK_EX | LOCK_NB); i++) {
		const struct timespec pause = {0, PAUSE};

		if (errno != EWOULDBLOCK && errno != EINTR)
			st = error_errno(e, path);
		else if (i == TRIES)
			st = error_set(e, ST_ENV, "%s: another onus has been writing clearings for ten seconds", path);
		else
			(void)nanosleep(&pause, NULL);
	}
	free(path);
	return st;
}

/* The old lines and the new one, in a file that takes the place of the old. */
static enum status replace(const char *shelf, const char *path, const struct input *old, const struct buf *line, struct error *e)
{
	char *temp = NULL;
	int fd, dir;
	enum status st;

	if (asprintf(&temp, "%s/.clearings.new", shelf) < 0)
		return error_memory(e);
	fd = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
	st = fd < 0 ? error_errno(e, temp) : output_all(fd, temp, old->bytes, old->n, e);
	if (!st)
		st = output_all(fd, temp, line->bytes, line->len, e);
	if (!st && fsync(fd))
		st = error_errno(e, temp);
	if (fd >= 0 && close(fd) && !st)
		st = error_errno(e, temp);
	if (!st && rename(temp, path))
		st = error_errno(e, path);
	if (st && fd >= 0)
		(void)unlink(temp);
	dir = st ? -1 : open(shelf, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (!st && (dir < 0 || fsync(dir)))
		st = error_errno(e, shelf);
	if (dir >= 0)
		(void)close(dir);
	free(temp);
	return st;
}

static enum status text_of(const json_t *line, struct buf *out, char id[CLEARING_ID + 1], struct error *e)
{
	struct sha256 h;
	char hex[SHA256_HEX];
	enum status st = json_canonical(line, out, e);

	if (!st && buf_ok(out))
		st = sha256_of(out->bytes, out->len, NULL, 0, NULL, 0, &h, e);
	if (st)
		return st;
	buf_char(out, '\n');
	if (!buf_ok(out))
		return error_memory(e);
	sha256_hex(&h, hex);
	memcpy(id, hex, CLEARING_ID);
	id[CLEARING_ID] = 0;
	return ST_OK;
}

enum status clearings_add(const char *shelf, const json_t *line, char id[CLEARING_ID + 1], struct error *e)
{
	struct arena a = ARENA_INIT;
	const char *path = arena_printf(&a, "%s/%s", shelf, clearings_file);
	struct input old = {.fd = -1};
	struct buf text = BUF_INIT, whole = BUF_INIT;
	struct clearings all;
	char made[CLEARING_ID + 1];
	int lock = -1;
	enum status st = path ? text_of(line, &text, made, e) : error_memory(e);

	if (!st)
		st = take_lock(shelf, &lock, e);
	if (!st)
		st = read_whole(path, &old, e);
	if (!st) {
		/* the file as it will stand must be one that can be read */
		buf_add(&whole, old.bytes, old.n);
		buf_add(&whole, text.bytes, text.len);
		st = buf_ok(&whole) ? clearings_parse(whole.bytes, whole.len, path, &a, &all, e) : error_memory(e);
	}
	if (!st)
		st = replace(shelf, path, &old, &text, e);
	if (!st && id)
		memcpy(id, made, sizeof made);
	if (lock >= 0) {
		input_close(&old);
		(void)close(lock);
	}
	buf_free(&text);
	buf_free(&whole);
	arena_free(&a);
	return st;
}
