#include "watch/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static int nameless(const char *dir)
{
	const char *tmp = getenv("TMPDIR");
	int fd = open(dir ? dir : tmp && *tmp ? tmp : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	return fd >= 0 ? fd : memfd_create("onus", MFD_CLOEXEC); /* a file system without such files */
}

enum status spool_open(struct spool *s, size_t count, size_t size, const char *dir, struct error *e)
{
	int fd, failed;

	*s = (struct spool){0};
	if (__builtin_mul_overflow(count, size, &s->size) || s->size > INT64_MAX)
		return error_memory(e);
	if (!s->size)
		s->size = 1;
	fd = nameless(dir);
	if (fd < 0)
		return error_errno(e, "room for rows in work");
	failed = posix_fallocate(fd, 0, (off_t)s->size); /* a full disk is an error here, not a signal later */
	s->bytes = failed ? MAP_FAILED : mmap(NULL, s->size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (failed)
		errno = failed;
	if (s->bytes == MAP_FAILED) {
		s->bytes = NULL;
		error_errno(e, "room for rows in work");
		(void)close(fd);
		return ST_ENV;
	}
	(void)close(fd);
	return ST_OK;
}

void spool_close(struct spool *s)
{
	if (s->bytes)
		(void)munmap(s->bytes, s->size);
	s->bytes = NULL;
}

void spool_rest(const struct spool *s, size_t from, size_t to)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	from = (from + page - 1) / page * page;
	to = to / page * page;
	if (s->bytes && from < to && to <= s->size)
		(void)madvise((char *)s->bytes + from, to - from, MADV_DONTNEED);
}
