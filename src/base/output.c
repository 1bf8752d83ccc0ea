#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum status output_all(int fd, const char *path, const char *bytes, size_t n, struct error *e)
{
	while (n) {
		ssize_t put = write(fd, bytes, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return error_errno(e, path);
		bytes += put;
		n -= (size_t)put;
	}
	return ST_OK;
}

enum status output_whole(const char *path, const char *bytes, size_t n, struct error *e)
{
	char part[4096];
	int len = snprintf(part, sizeof part, "%s.%ld.part", path, (long)getpid()), fd;
	enum status st;

	if (len < 0 || (size_t)len >= sizeof part)
		return error_set(e, ST_USAGE, "the path is too long: %.100s", path);
	fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return error_errno(e, path);
	st = output_all(fd, path, bytes, n, e);
	if (!st && fsync(fd) != 0)
		st = error_errno(e, path);
	if (close(fd) != 0 && !st)
		st = error_errno(e, path);
	if (!st && rename(part, path) != 0)
		st = error_errno(e, path);
	if (st)
		(void)unlink(part);
	return st;
}
