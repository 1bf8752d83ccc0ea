#include "base/output.h"

#include <errno.h>
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
