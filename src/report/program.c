#include "report/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t milliseconds(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Read until the end or the deadline; true at the end. */
static bool drain(int fd, struct buf *out, int64_t deadline)
{
	char chunk[16384];
	for (;;) {
		struct pollfd p = {.fd = fd, .events = POLLIN};
		int64_t left = deadline - milliseconds();
		if (left <= 0 || poll(&p, 1, (int)left) <= 0)
			return false;
		ssize_t n = read(fd, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		if (out)
			buf_add(out, chunk, (size_t)n);
	}
}

static bool reap(pid_t pid, bool in_time)
{
	int how = 0;
	if (!in_time)
		(void)kill(pid, SIGKILL);
	while (waitpid(pid, &how, 0) < 0)
		if (errno != EINTR)
			return false;
	return in_time && WIFEXITED(how) && WEXITSTATUS(how) == 0;
}

static int prepare(posix_spawn_file_actions_t *fa, const char *dir, const int ends[2])
{
	int rc = posix_spawn_file_actions_addopen(fa, 0, "/dev/null", O_RDONLY, 0);
	rc = rc ? rc : posix_spawn_file_actions_adddup2(fa, ends[1], 1);
	rc = rc ? rc : posix_spawn_file_actions_addopen(fa, 2, "/dev/null", O_WRONLY, 0);
	return rc || !dir ? rc : posix_spawn_file_actions_addchdir_np(fa, dir);
}

enum status program_run(const char *const *argv, const char *dir, int64_t epoch, unsigned seconds, struct buf *out, bool *ran,
			struct error *e)
{
	int ends[2];
	char when[64], path[4096];
	pid_t pid;
	posix_spawn_file_actions_t fa;
	const char *search = getenv("PATH");
	*ran = false;
	(void)snprintf(when, sizeof when, "SOURCE_DATE_EPOCH=%lld", (long long)epoch);
	(void)snprintf(path, sizeof path, "PATH=%s", search ? search : "/usr/local/bin:/usr/bin:/bin");
	char *env[] = {path, when, "LC_ALL=C.UTF-8", "HOME=/nonexistent", "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1", NULL};
	if (pipe2(ends, O_CLOEXEC) != 0)
		return error_errno(e, "a pipe");
	if (posix_spawn_file_actions_init(&fa) != 0) {
		(void)close(ends[0]);
		(void)close(ends[1]);
		return error_memory(e);
	}
	int rc = prepare(&fa, dir, ends);
	if (rc == 0)
		rc = posix_spawnp(&pid, argv[0], &fa, NULL, (char *const *)(uintptr_t)argv, env);
	(void)posix_spawn_file_actions_destroy(&fa);
	(void)close(ends[1]);
	if (rc == 0)
		*ran = reap(pid, drain(ends[0], out, milliseconds() + (int64_t)seconds * 1000));
	(void)close(ends[0]);
	if (out && !buf_ok(out))
		return error_memory(e);
	errno = rc;
	return rc == 0 || rc == ENOENT || rc == EACCES ? ST_OK : error_errno(e, argv[0]);
}
