/* evidence/: bytes in custody, one file a hash, never changed once there.
 *
 * A file comes in as evidence/.tmp (only the holder of the write lock writes there), and gets its name when it is whole
 * and on the disk. Until the batch is committed a marker evidence/.new-HASH stands beside it, so that whoever comes
 * after a crash knows which files were never acknowledged. */
#include "store/internal.h"

#include "base/output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *keep_path(const struct store *st, const struct sha256 *hash)
{
	char hex[SHA256_HEX], *path;
	sha256_hex(hash, hex);
	return asprintf(&path, "%s/evidence/%.2s/%s", st->dir, hex, hex) < 0 ? NULL : path;
}

static char *mark_path(const struct store *st, const struct sha256 *hash)
{
	char hex[SHA256_HEX], *path;
	sha256_hex(hash, hex);
	return asprintf(&path, "%s/evidence/" KEEP_MARK "%s", st->dir, hex) < 0 ? NULL : path;
}

static enum status sync_folder(const char *path, struct error *e)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum status s = fd >= 0 && fsync(fd) == 0 ? ST_OK : error_errno(e, path);
	if (fd >= 0)
		(void)close(fd);
	return s;
}

enum status keep_known(struct store *st, const struct sha256 *hash, bool *known, struct error *e)
{
	char hex[SHA256_HEX];
	sqlite3_stmt *q;
	int rc = SQLITE_OK;
	*known = false;
	enum status s = store_query(st, Q_KEPT, &q, e);
	if (s != ST_OK)
		return s;
	sha256_hex(hash, hex);
	bind_text(q, 1, hex, strlen(hex), &rc);
	s = store_step(st, q, rc, "kept bytes", known, e);
	(void)sqlite3_reset(q);
	return s;
}

bool keep_missing(const struct store *st, const struct sha256 *hash)
{
	struct stat info;
	char *path = keep_path(st, hash);
	bool missing = path && lstat(path, &info) != 0 && errno == ENOENT;
	free(path);
	return missing;
}

bool keep_readable(const struct store *st, const struct sha256 *hash)
{
	struct stat info;
	char *path = keep_path(st, hash);
	bool readable = path && lstat(path, &info) == 0 && S_ISREG(info.st_mode) && access(path, R_OK) == 0;
	free(path);
	return readable;
}

/* Take a file of this batch away again, its marker last. */
static enum status remove_kept(struct store *st, const struct sha256 *hash, bool bytes, struct error *e)
{
	enum status s = ST_OK;
	char *path = keep_path(st, hash), *mark = mark_path(st, hash);
	if (!path || !mark)
		s = error_memory(e);
	else if ((bytes && unlink(path) != 0 && errno != ENOENT) || (unlink(mark) != 0 && errno != ENOENT))
		s = error_errno(e, path);
	free(path);
	free(mark);
	return s;
}

enum status keep_recover(struct store *st, struct error *e)
{
	char *folder;
	if (asprintf(&folder, "%s/evidence", st->dir) < 0)
		return error_memory(e);
	enum status s = ST_OK;
	struct dirent *f;
	DIR *d = opendir(folder);
	if (!d)
		s = error_errno(e, folder);
	while (s == ST_OK && (errno = 0, f = readdir(d))) {
		struct sha256 hash;
		bool known;
		if (!strcmp(f->d_name, KEEP_TEMP)) {
			if (unlinkat(dirfd(d), KEEP_TEMP, 0) != 0)
				s = error_errno(e, folder);
		} else if (!strncmp(f->d_name, KEEP_MARK, sizeof KEEP_MARK - 1) &&
			   sha256_parse(f->d_name + sizeof KEEP_MARK - 1, &hash)) {
			s = keep_known(st, &hash, &known, e);
			if (s == ST_OK)
				s = remove_kept(st, &hash, !known, e);
		}
	}
	if (s == ST_OK && errno)
		s = error_errno(e, folder);
	if (d)
		(void)closedir(d);
	free(folder);
	return s;
}

void keep_undo(struct store *st)
{
	for (size_t i = 0; i < st->n_fresh; i++)
		(void)remove_kept(st, &st->fresh[i], true, NULL); /* what stays, the next batch takes away */
}

enum status keep_prune(struct store *st, struct error *e)
{
	for (size_t i = 0; i < st->n_fresh; i++) {
		bool known;
		enum status s = keep_known(st, &st->fresh[i], &known, e);
		if (s == ST_OK && !known)
			s = remove_kept(st, &st->fresh[i], true, e);
		if (s != ST_OK)
			return s;
	}
	return ST_OK;
}

void keep_settle(struct store *st)
{
	for (size_t i = 0; i < st->n_fresh; i++)
		(void)remove_kept(st, &st->fresh[i], false, NULL);
}

/* --- taking in ---------------------------------------------------------------------------- */

static enum status copy(int from, const char *name, int to, const char *temp, struct error *e)
{
	char chunk[65536];
	for (;;) {
		ssize_t n = read(from, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(e, name);
		if (n == 0)
			return ST_OK;
		enum status s = output_all(to, temp, chunk, (size_t)n, e);
		if (s != ST_OK)
			return s;
	}
}

static enum status note_fresh(struct store *st, const struct sha256 *hash, struct error *e)
{
	if (st->n_fresh == st->fresh_cap) {
		size_t cap = st->fresh_cap ? 2 * st->fresh_cap : 16;
		struct sha256 *more = realloc(st->fresh, cap * sizeof *more);
		if (!more)
			return error_memory(e);
		st->fresh = more;
		st->fresh_cap = cap;
	}
	st->fresh[st->n_fresh++] = *hash;
	return ST_OK;
}

/* Bytes that are there already must be what their name says. */
static enum status same_bytes(const char *path, const struct sha256 *hash, bool *there, struct error *e)
{
	struct sha256 found;
	*there = false;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? ST_OK : error_errno(e, path);
	enum status s = sha256_fd(fd, path, &found, NULL, e);
	(void)close(fd);
	*there = true;
	if (s == ST_OK && memcmp(found.bytes, hash->bytes, SHA256_SIZE) != 0)
		s = error_set(e, ST_DATA, "%s was altered: its bytes do not have that hash", path);
	return s;
}

/* The marker and the folder must be on the disk before the name is. */
static enum status announce(struct store *st, const struct sha256 *hash, const char *path, struct error *e)
{
	char *mark = mark_path(st, hash), *folder = NULL, *evidence = NULL;
	enum status s = ST_OK;
	int fd = -1;
	if (!mark || asprintf(&evidence, "%s/evidence", st->dir) < 0)
		s = error_memory(e);
	else if (!(folder = strndup(path, strlen(path) - SHA256_HEX)))
		s = error_memory(e);
	if (s == ST_OK)
		s = note_fresh(st, hash, e);
	if (s == ST_OK && (fd = open(mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0666)) < 0)
		s = error_errno(e, mark);
	if (s == ST_OK && mkdir(folder, 0777) != 0 && errno != EEXIST)
		s = error_errno(e, folder);
	if (s == ST_OK)
		s = sync_folder(evidence, e);
	if (fd >= 0)
		(void)close(fd);
	free(mark);
	free(folder);
	free(evidence);
	return s;
}

static enum status place(struct store *st, const char *temp, const struct sha256 *hash, bool *fresh, struct error *e)
{
	bool there = false;
	char *folder = NULL, *path = keep_path(st, hash);
	enum status s = path ? same_bytes(path, hash, &there, e) : error_memory(e);
	*fresh = s == ST_OK && !there;
	if (*fresh) {
		s = announce(st, hash, path, e);
		if (s == ST_OK && !(folder = strndup(path, strlen(path) - SHA256_HEX)))
			s = error_memory(e);
		if (s == ST_OK && rename(temp, path) != 0)
			s = error_errno(e, path);
		if (s == ST_OK)
			s = sync_folder(folder, e);
	}
	free(folder);
	free(path);
	return s;
}

/* Fill evidence/.tmp from an open file or, when from is -1, from bytes; then give it its name. */
static enum status keep(struct store *st, int from, const char *name, const void *bytes, size_t n, struct sha256 *hash,
			uint64_t *size, bool *fresh, struct error *e)
{
	char *temp;
	uint64_t count;
	enum status s = ST_OK;
	if (!st->batch)
		return error_set(e, ST_BUG, "bytes kept outside a batch");
	if (asprintf(&temp, "%s/evidence/" KEEP_TEMP, st->dir) < 0)
		return error_memory(e);
	int fd = open(temp, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0444);
	if (fd < 0)
		s = error_errno(e, temp);
	else
		s = from >= 0 ? copy(from, name, fd, temp, e) : output_all(fd, temp, bytes, n, e);
	/* hashed as it stands in the file, not as it was read */
	if (s == ST_OK && (fsync(fd) != 0 || lseek(fd, 0, SEEK_SET) != 0))
		s = error_errno(e, temp);
	if (s == ST_OK)
		s = sha256_fd(fd, temp, hash, &count, e);
	if (s == ST_OK && size)
		*size = count;
	if (s == ST_OK)
		s = place(st, temp, hash, fresh, e);
	if (fd >= 0) {
		(void)close(fd);
		if (s != ST_OK || !*fresh)
			(void)unlink(temp);
	}
	free(temp);
	return s;
}

enum status store_keep_file(struct store *st, const char *path, struct sha256 *hash, uint64_t *size, bool *fresh,
			    struct error *e)
{
	struct stat info;
	bool is_new = false;
	int fd = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return error_errno(e, path);
	enum status s = fstat(fd, &info) == 0 ? ST_OK : error_errno(e, path);
	if (s == ST_OK && !S_ISREG(info.st_mode) && !S_ISFIFO(info.st_mode))
		s = error_set(e, ST_DATA, "%s is not a file", path);
	if (s == ST_OK)
		s = keep(st, fd, path, NULL, 0, hash, size, &is_new, e);
	(void)close(fd);
	if (fresh)
		*fresh = is_new;
	return s;
}

enum status store_keep_bytes(struct store *st, const void *bytes, size_t n, struct sha256 *hash, struct error *e)
{
	bool fresh = false;
	return keep(st, -1, NULL, bytes, n, hash, NULL, &fresh, e);
}

/* --- reading ------------------------------------------------------------------------------ */

enum status store_kept_path(struct store *st, const struct sha256 *hash, char **path, struct error *e)
{
	char hex[SHA256_HEX];

	*path = NULL;
	sha256_hex(hash, hex);
	if (!keep_readable(st, hash))
		return error_set(e, ST_ENV, "the bytes of the exhibit %s are not in the case's evidence folder", hex);
	*path = keep_path(st, hash);
	return *path ? ST_OK : error_memory(e);
}

enum status store_open_kept(struct store *st, const struct sha256 *hash, int *fd, struct error *e)
{
	char *path = keep_path(st, hash);
	if (!path)
		return error_memory(e);
	*fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	enum status s = *fd >= 0 ? ST_OK : error_errno(e, path);
	free(path);
	return s;
}

enum status store_read_kept(struct store *st, const struct sha256 *hash, size_t most, char **bytes, size_t *n,
			    struct error *e)
{
	int fd;
	struct stat info;
	char hex[SHA256_HEX];
	*bytes = NULL;
	enum status s = store_open_kept(st, hash, &fd, e);
	if (s != ST_OK)
		return s;
	sha256_hex(hash, hex);
	if (fstat(fd, &info) != 0)
		s = error_errno(e, hex);
	else if ((uint64_t)info.st_size > most)
		s = error_set(e, ST_DATA, "%s has %lld bytes; %zu are allowed here", hex, (long long)info.st_size,
			      most);
	size_t size = s == ST_OK ? (size_t)info.st_size : 0, got = 0;
	char *to = s == ST_OK ? malloc(size + 1) : NULL;
	if (s == ST_OK && !to)
		s = error_memory(e);
	while (s == ST_OK && got < size) {
		ssize_t k = read(fd, to + got, size - got);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			s = error_errno(e, hex);
		else if (k == 0)
			break;
		else
			got += (size_t)k;
	}
	(void)close(fd);
	if (s != ST_OK) {
		free(to);
		return s;
	}
	to[got] = '\0';
	*bytes = to;
	*n = got;
	return ST_OK;
}
