#include "cli/link_cased.h"

#include "base/json.h"
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- a file's bytes ------------------------------------------------------------------------------------------- */

enum status mapped_open(const char *path, struct mapped *out, struct error *e)
{
	struct sha256 hash;
	struct stat about;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum status st = ST_OK;
	void *p = NULL;

	*out = (struct mapped){0};
	if (fd < 0)
		return error_errno(e, path);
	if (fstat(fd, &about))
		st = error_errno(e, path);
	else if (!S_ISREG(about.st_mode))
		st = error_set(e, ST_ENV, "%s is no file: one is needed that can be read again", path);
	else if (about.st_size > 0 && (p = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0)) == MAP_FAILED)
		st = error_errno(e, path);
	(void)close(fd);
	if (st)
		return st;
	out->bytes = p;
	out->n = p ? (size_t)about.st_size : 0;
	st = sha256_of(out->bytes ? out->bytes : "", out->n, NULL, 0, NULL, 0, &hash, e);
	if (st)
		mapped_close(out);
	else
		sha256_hex(&hash, out->sha256);
	return st;
}

void mapped_close(struct mapped *m)
{
	if (m->bytes)
		(void)munmap((void *)(uintptr_t)m->bytes, m->n);
	*m = (struct mapped){0};
}

/* --- identities ------------------------------------------------------------------------------------------------ */

struct case_name { char *id; };

/* The first entry of the log names the case; ST_NEGATIVE ends the walk. */
static enum status first_entry(void *arg, uint64_t n, const char *entry, const struct sha256 *leaf, struct error *e)
{
	struct case_name *c = arg;
	json_t *o = NULL;
	enum status st = json_read(entry, strlen(entry), "log", &o, e);

	(void)n, (void)leaf;
	if (!st && !(c->id = strdup(json_text(o, "case", ""))))
		st = error_memory(e);
	json_decref(o);
	return st ? st : ST_NEGATIVE;
}

static enum status case_id(struct store *st, char **out, struct error *e)
{
	struct case_name c = {NULL};
	enum status s = store_each_log(st, 1, first_entry, &c, e);

	if (s == ST_NEGATIVE && c.id && *c.id) {
		*out = c.id;
		return ST_OK;
	}
	free(c.id);
	return s && s != ST_NEGATIVE ? s : error_set(e, ST_DATA, "the case's log does not say which case it is");
}

enum status identities_path(const struct context *cx, const struct args *args, struct store *st, struct arena *a, const char **out, struct error *e)
{
	char *folder;

	(void)cx;
	*out = args_value(args, "identities");
	if (*out)
		return ST_OK;
	folder = realpath(store_dir(st), NULL);
	if (!folder)
		return error_errno(e, store_dir(st));
	*out = arena_printf(a, "%s.identities", folder);
	free(folder);
	return *out ? ST_OK : error_memory(e);
}

static void tell_mode(const struct context *cx, const char *path)
{
	struct stat about;

	if (stat(path, &about) || !(about.st_mode & 077))
		return;
	(void)fputs("onus: ", cx->err);
	print_line(cx->err, path);
	(void)fputs(" says who the case's records are, and others than its owner may read it: chmod 600\n", cx->err);
}

enum status identities_open(const struct context *cx, const char *path, struct store *st, struct identities *out, bool *there, struct error *e)
{
	struct input in = {.fd = -1};
	char *id = NULL;
	enum status s = case_id(st, &id, e);

	*out = (struct identities){0};
	*there = !access(path, F_OK);
	if (!s && !*there && errno != ENOENT)
		s = error_errno(e, path);
	if (s || !*there) {
		out->case_id = id;
		return s;
	}
	tell_mode(cx, path);
	s = input_open(path, &in, e);
	if (!s)
		s = identities_read(&in, out, e);
	input_close(&in);
	if (!s && strcmp(out->case_id, id) != 0) {
		s = error_set(e, ST_DATA, "%s is another case's", path);
		error_hint(e, "--identities FILE names another file");
		identities_free(out);
	}
	free(id);
	return s;
}

enum status identities_save(const char *path, const struct identities *s, struct error *e)
{
	struct buf text = BUF_INIT;
	char part[4096];
	int n = snprintf(part, sizeof part, "%s.%ld.part", path, (long)getpid()), fd;
	enum status st = identities_write(s, &text, e);

	if (!st && (n < 0 || (size_t)n >= sizeof part))
		st = error_set(e, ST_ENV, "the name %.60s… is too long", path);
	if (st) {
		buf_free(&text);
		return st;
	}
	fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0) {
		st = error_errno(e, path);
		error_hint(e, "--identities FILE puts it elsewhere");
		buf_free(&text);
		return st;
	}
	st = output_all(fd, part, text.bytes, text.len, e);
	if (!st && fsync(fd))
		st = error_errno(e, path);
	if (close(fd) && !st)
		st = error_errno(e, path);
	if (!st && rename(part, path))
		st = error_errno(e, path);
	if (st)
		(void)unlink(part);
	buf_free(&text);
	return st;
}
