/* fault.c - preloaded into onus by the fault tests: makes one call of a kind fail, or kills the process there.
 *
 * ONUS_FAULT_KIND  malloc: malloc, calloc, realloc, reallocarray (strdup and the like come through these)
 *                  write:  write, pwrite, writev, ftruncate
 *                  sync:   fsync, fdatasync
 *                  file:   rename, link, unlink, mkdir, and open that makes a file
 * ONUS_FAULT_N     which call, from 1; 0 = only count
 * ONUS_FAULT_HOW   fail: that call only; on: that call and all later ones; kill: SIGKILL in its place;
 *                  torn (write): half the bytes are written, then SIGKILL
 * ONUS_FAULT_ERRNO errno of a failing call; EIO unless given
 * ONUS_FAULT_COUNT a file that gets the number of calls seen, and "hit" when the fault was met */
#undef _FILE_OFFSET_BITS /* both names of each function are defined here */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

enum kind { NONE, MALLOC, WRITE, SYNC, FILES };
enum how { FAIL, ON, KILL, TORN };

static enum kind kind;
static enum how how;
static unsigned long at;
static int number = EIO;
static pid_t mine; /* a child that reads hostile input may die as it likes: faults are for the process that writes */
static atomic_ulong seen;
static atomic_bool hit;

static void die(void)
{
	(void)kill(getpid(), SIGKILL);
	for (;;)
		(void)pause();
}

/* Does the call that is now made fail? */
static bool fails(enum kind k)
{
	if (kind != k || getpid() != mine)
		return false;
	unsigned long n = atomic_fetch_add(&seen, 1) + 1;
	if (!at || n < at || (n > at && how != ON))
		return false;
	atomic_store(&hit, true);
	if (how == KILL)
		die();
	errno = k == MALLOC ? ENOMEM : number;
	return true;
}

__attribute__((constructor)) static void begin(void)
{
	const char *k = getenv("ONUS_FAULT_KIND"), *n = getenv("ONUS_FAULT_N"), *h = getenv("ONUS_FAULT_HOW"), *e = getenv("ONUS_FAULT_ERRNO");
	mine = getpid();
	(void)unsetenv("LD_PRELOAD");
	at = n ? strtoul(n, NULL, 10) : 0;
	how = h && !strcmp(h, "on") ? ON : h && !strcmp(h, "kill") ? KILL : h && !strcmp(h, "torn") ? TORN : FAIL;
	number = e ? atoi(e) : EIO;
	if (k)
		kind = !strcmp(k, "malloc") ? MALLOC : !strcmp(k, "write") ? WRITE : !strcmp(k, "sync") ? SYNC : !strcmp(k, "file") ? FILES : NONE;
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("ONUS_FAULT_COUNT");
	kind = NONE;
	if (!path || getpid() != mine)
		return;
	char text[64];
	int n = snprintf(text, sizeof text, "%lu %s\n", atomic_load(&seen), atomic_load(&hit) ? "hit" : "-");
	long fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	if (fd >= 0) {
		(void)syscall(SYS_write, fd, text, (size_t)n);
		(void)syscall(SYS_close, fd);
	}
}

/* --- memory ------------------------------------------------------------------------------- */

void *malloc(size_t n) { return fails(MALLOC) ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t size) { return fails(MALLOC) ? NULL : __libc_calloc(n, size); }
void *realloc(void *p, size_t n) { return fails(MALLOC) ? NULL : __libc_realloc(p, n); }
void *reallocarray(void *p, size_t n, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(n, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	return fails(MALLOC) ? NULL : __libc_realloc(p, bytes);
}

/* --- writing ------------------------------------------------------------------------------ */

/* Half of it, then the end: what a power cut leaves. */
static void tear(int fd, const void *bytes, size_t n, off_t where)
{
	if (how != TORN)
		return;
	if (where >= 0)
		(void)syscall(SYS_pwrite64, fd, bytes, n / 2, where);
	else
		(void)syscall(SYS_write, fd, bytes, n / 2);
	die();
}

ssize_t write(int fd, const void *bytes, size_t n)
{
	if (fails(WRITE)) {
		tear(fd, bytes, n, -1);
		return -1;
	}
	return syscall(SYS_write, fd, bytes, n);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off_t where)
{
	if (fails(WRITE)) {
		tear(fd, bytes, n, where);
		return -1;
	}
	return syscall(SYS_pwrite64, fd, bytes, n, where);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t where) { return pwrite64(fd, bytes, n, where); }
ssize_t writev(int fd, const struct iovec *v, int n) { return fails(WRITE) ? -1 : syscall(SYS_writev, fd, v, n); }
int ftruncate64(int fd, off_t n) { return fails(WRITE) ? -1 : (int)syscall(SYS_ftruncate, fd, n); }
int ftruncate(int fd, off_t n) { return ftruncate64(fd, n); }

int fsync(int fd) { return fails(SYNC) ? -1 : (int)syscall(SYS_fsync, fd); }
int fdatasync(int fd) { return fails(SYNC) ? -1 : (int)syscall(SYS_fdatasync, fd); }

/* --- names -------------------------------------------------------------------------------- */

int rename(const char *a, const char *b) { return fails(FILES) ? -1 : (int)syscall(SYS_rename, a, b); }
int link(const char *a, const char *b) { return fails(FILES) ? -1 : (int)syscall(SYS_link, a, b); }
int unlink(const char *a) { return fails(FILES) ? -1 : (int)syscall(SYS_unlink, a); }
int unlinkat(int fd, const char *a, int flags) { return fails(FILES) ? -1 : (int)syscall(SYS_unlinkat, fd, a, flags); }
int rmdir(const char *a) { return fails(FILES) ? -1 : (int)syscall(SYS_rmdir, a); }
int mkdir(const char *a, mode_t mode) { return fails(FILES) ? -1 : (int)syscall(SYS_mkdir, a, mode); }
int mkdirat(int fd, const char *a, mode_t mode) { return fails(FILES) ? -1 : (int)syscall(SYS_mkdirat, fd, a, mode); }

int openat64(int dir, const char *path, int flags, ...)
{
	mode_t mode = 0;
	if (flags & O_CREAT) {
		va_list ap;
		va_start(ap, flags);
		mode = va_arg(ap, mode_t);
		va_end(ap);
		if (fails(FILES))
			return -1;
	}
	return (int)syscall(SYS_openat, dir, path, flags, mode);
}

/* the mode is passed on whether it was given or not: the kernel looks at it only with O_CREAT */
int openat(int dir, const char *path, int flags, ...)
{
	va_list ap;
	va_start(ap, flags);
	mode_t mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return openat64(dir, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	va_list ap;
	va_start(ap, flags);
	mode_t mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return openat64(AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
	va_list ap;
	va_start(ap, flags);
	mode_t mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return openat64(AT_FDCWD, path, flags, mode);
}
