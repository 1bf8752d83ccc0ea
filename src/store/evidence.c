/* evidence/ held against the hashes that the log took in. */
#include "store/verify.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct evidence_file {
	struct sha256 hash;
	bool pending; /* taken in by a batch that is not committed yet, or was killed */
	bool named;   /* by the log */
};

static enum status add_file(struct evidence *out, const struct sha256 *hash, bool pending, struct error *e)
{
	if (out->n == out->cap) {
		size_t cap = out->cap ? 2 * out->cap : 64;
		struct evidence_file *more = realloc(out->files, cap * sizeof *more);
		if (!more)
			return error_memory(e);
		out->files = more;
		out->cap = cap;
	}
	out->files[out->n++] = (struct evidence_file){*hash, pending, false};
	return ST_OK;
}

static bool is_a(int folder, const char *name, mode_t type)
{
	struct stat info;
	return fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && (info.st_mode & S_IFMT) == type;
}

/* One of evidence/00 … evidence/ff. top: evidence/ itself. */
static enum status list_folder(struct verify *v, int top, const char *name, struct evidence *out, struct error *e)
{
	enum status s = ST_OK;
	struct dirent *f;
	int fd = openat(top, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	if (!d) {
		s = error_errno(e, name);
		if (fd >= 0)
			(void)close(fd);
		return s;
	}
	while (s == ST_OK && (errno = 0, f = readdir(d))) {
		struct sha256 hash;
		char mark[SHA256_HEX + 8], hex[SHA256_HEX];
		bool fits = sha256_parse(f->d_name, &hash);
		if (!strcmp(f->d_name, ".") || !strcmp(f->d_name, ".."))
			continue;
		if (fits)
			sha256_hex(&hash, hex);
		if (!fits || strcmp(hex, f->d_name) != 0 || strncmp(hex, name, 2) != 0 ||
		    !is_a(fd, f->d_name, S_IFREG)) {
			verify_fault(v, "evidence", "stray file evidence/%s/%s", name, f->d_name);
			continue;
		}
		(void)snprintf(mark, sizeof mark, KEEP_MARK "%s", hex);
		s = add_file(out, &hash, faccessat(top, mark, F_OK, 0) == 0, e);
		errno = 0;
	}
	if (s == ST_OK && errno)
		s = error_errno(e, name);
	(void)closedir(d);
	return s;
}

static bool is_folder_name(const char *s)
{
	static const char hex[] = "0123456789abcdef";
	return s[0] && s[1] && !s[2] && strchr(hex, s[0]) && strchr(hex, s[1]);
}

enum status evidence_list(struct verify *v, struct evidence *out, struct error *e)
{
	char *folder;
	if (asprintf(&folder, "%s/evidence", v->st->dir) < 0)
		return error_memory(e);
	enum status s = ST_OK;
	struct dirent *f;
	DIR *d = opendir(folder);
	if (!d && (errno == ENOENT || errno == ENOTDIR))
		s = error_set(e, ST_DATA, "%s is missing", folder);
	else if (!d)
		s = error_errno(e, folder);
	while (s == ST_OK && d && (errno = 0, f = readdir(d))) {
		const char *name = f->d_name;
		struct sha256 hash;
		bool marker =
		    !strncmp(name, KEEP_MARK, strlen(KEEP_MARK)) && sha256_parse(name + strlen(KEEP_MARK), &hash);
		if (!strcmp(name, ".") || !strcmp(name, "..") || !strcmp(name, KEEP_TEMP) || marker)
			continue;
		if (is_folder_name(name) && is_a(dirfd(d), name, S_IFDIR))
			s = list_folder(v, dirfd(d), name, out, e);
		else
			verify_fault(v, "evidence", "stray file evidence/%s", name);
	}
	if (s == ST_OK && d && errno)
		s = error_errno(e, folder);
	if (d)
		(void)closedir(d);
	free(folder);
	return s;
}

static int file_order(const void *a, const void *b)
{
	return memcmp(a, b, SHA256_SIZE); /* the hash stands first */
}

static enum status check_bytes(struct verify *v, const struct sha256 *hash, const char *hex, struct error *e)
{
	struct sha256 found;
	char *path = keep_path(v->st, hash);
	if (!path)
		return error_memory(e);
	enum status s = ST_OK;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT) {
		verify_fault(v, "exhibit", "evidence/%.2s/%s is missing", hex, hex);
	} else if (fd < 0) {
		verify_fault(v, "exhibit", "%s cannot be opened: %s", path, strerror(errno));
	} else {
		s = sha256_fd(fd, path, &found, NULL, e);
		if (s == ST_OK && memcmp(found.bytes, hash->bytes, SHA256_SIZE) != 0)
			verify_fault(v, "exhibit", "evidence/%.2s/%s was altered", hex, hex);
	}
	if (fd >= 0)
		(void)close(fd);
	free(path);
	return s;
}

static enum status check_named(struct verify *v, struct evidence *files, const char *hex, int64_t n, struct error *e)
{
	struct sha256 hash;
	if (!sha256_parse(hex, &hash)) {
		verify_fault(v, "exhibit", "log entry %lld: %s is no hash", (long long)n, hex);
		return ST_OK;
	}
	/* what came in since the listing is not in it: whether a file is there, opening it tells */
	struct evidence_file *f = files->n ? bsearch(&hash, files->files, files->n, sizeof *f, file_order) : NULL;
	if (f)
		f->named = true;
	return check_bytes(v, &hash, hex, e);
}

enum status evidence_check(struct verify *v, struct evidence *files, struct error *e)
{
	sqlite3_stmt *q;
	bool row;
	if (files->n)
		qsort(files->files, files->n, sizeof *files->files, file_order);
	enum status s = store_prepare(v->copy, "SELECT hash, n FROM kept ORDER BY hash", &q, e);
	while (s == ST_OK) {
		const char *hex;
		s = store_step(v->copy, q, SQLITE_OK, "kept bytes", &row, e);
		if (s != ST_OK || !row)
			break;
		s = column_text(v->copy, q, 0, &hex, NULL, e);
		if (s == ST_OK)
			s = check_named(v, files, hex, sqlite3_column_int64(q, 1), e);
	}
	(void)sqlite3_finalize(q);
	for (size_t i = 0; i < files->n && s == ST_OK; i++) {
		char hex[SHA256_HEX];
		sha256_hex(&files->files[i].hash, hex);
		if (!files->files[i].named && !files->files[i].pending && !keep_missing(v->st, &files->files[i].hash))
			verify_fault(v, "evidence", "stray file evidence/%.2s/%s: the log does not name it", hex, hex);
	}
	return s;
}

void evidence_free(struct evidence *files)
{
	free(files->files);
	*files = (struct evidence){0};
}
