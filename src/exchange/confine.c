#include "exchange/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* --- the filter --------------------------------------------------------------------------- */

/* What any computation needs; nothing that reaches outside the process. */
static const int calls[] = {
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(pread64), SCMP_SYS(lseek), SCMP_SYS(close),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(fstat),
	SCMP_SYS(newfstatat), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(futex), SCMP_SYS(getrandom), SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(restart_syscall), SCMP_SYS(sched_yield),
	SCMP_SYS(sched_getaffinity), SCMP_SYS(getrlimit),
};
/* What a dynamically linked program needs besides, to start and to read its data. */
static const int start_calls[] = {
	SCMP_SYS(execve), SCMP_SYS(mmap), SCMP_SYS(mprotect), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(stat),
	SCMP_SYS(lstat), SCMP_SYS(statx),
	SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(arch_prctl), SCMP_SYS(set_tid_address), SCMP_SYS(set_robust_list),
	SCMP_SYS(rseq), SCMP_SYS(prlimit64), SCMP_SYS(getcwd), SCMP_SYS(getdents64), SCMP_SYS(uname), SCMP_SYS(getuid), SCMP_SYS(geteuid),
	SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(sysinfo), SCMP_SYS(fcntl), SCMP_SYS(dup), SCMP_SYS(dup2), SCMP_SYS(statfs),
	SCMP_SYS(fstatfs), SCMP_SYS(fadvise64), SCMP_SYS(ioctl),
};

static int allow(scmp_filter_ctx f, const int *list, size_t n)
{
	int rc = 0;
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = seccomp_rule_add(f, SCMP_ACT_ALLOW, list[i], 0);
	return rc;
}

/* Opening is allowed only to read; anything else is answered "not permitted", so that a library can go on without it. */
static int allow_reading(scmp_filter_ctx f)
{
	const uint64_t writes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_TMPFILE;
	int rc = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, writes & ~(uint64_t)O_DIRECTORY, 0));
	return rc ? rc : seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, writes & ~(uint64_t)O_DIRECTORY, 0));
}

/* Memory, but none that code could be written to and run from. */
static int allow_data(scmp_filter_ctx f)
{
	int rc = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	return rc ? rc : seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

/* Threads, and no processes. What clone3 is told lies in memory, where a filter does not see it: libraries then take clone. */
static int allow_threads(scmp_filter_ctx f)
{
	static const int list[] = {SCMP_SYS(set_robust_list), SCMP_SYS(rseq)};
	const uint64_t flags = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD;
	int rc = allow(f, list, sizeof list / sizeof *list);
	if (rc == 0)
		rc = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, flags, flags));
	return rc ? rc : seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

/* Who is shut in: our own code, our own code that uses a library (and threads), a program. */
enum confined { OWN, LIBRARY, THREADED, PROGRAM };

static bool filter(enum confined who)
{
	/* a forbidden call kills our own child; the others get an error, since libraries try things */
	scmp_filter_ctx f = seccomp_init(who == OWN ? SCMP_ACT_KILL_PROCESS : SCMP_ACT_ERRNO(EPERM));
	int rc = f ? allow(f, calls, sizeof calls / sizeof *calls) : -1;
	if (rc == 0) /* signals to itself: abort */
		rc = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
	if (rc == 0 && who != PROGRAM)
		rc = allow_data(f);
	if (rc == 0 && who == THREADED)
		rc = allow_threads(f);
	if (rc == 0 && who == PROGRAM)
		rc = allow_reading(f);
	if (rc == 0 && who == PROGRAM)
		rc = allow(f, start_calls, sizeof start_calls / sizeof *start_calls);
	if (rc == 0) /* a library may have started threads */
		rc = seccomp_attr_set(f, SCMP_FLTATR_CTL_TSYNC, 1);
	if (rc == 0)
		rc = seccomp_load(f);
	if (f)
		seccomp_release(f);
	return rc == 0;
}

/* --- the child ---------------------------------------------------------------------------- */

static bool limit(__rlimit_resource_t what, rlim_t most)
{
	const struct rlimit r = {most, most};
	return setrlimit(what, &r) == 0;
}

/* Environment, network, limits. held: memory that counts on top. */
static bool give_up(const struct extract_limits *l, uint64_t held)
{
	(void)clearenv();
	(void)unshare(CLONE_NEWNET); /* refused to ordinary users on some systems: the filter keeps sockets out all the same */
	(void)alarm(0);
	bool good = limit(RLIMIT_CPU, l->cpu_seconds) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0);
#if !defined(__SANITIZE_ADDRESS__)
	good = good && limit(RLIMIT_AS, l->memory + held); /* the address sanitizer reserves terabytes of it */
#else
	(void)held;
#endif
	return good && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

/* Everything but the filter. False: the child must not go on. */
static bool shut_in(const struct extract_limits *l, int in, int out)
{
	if (dup2(in, 0) < 0 || dup2(out, 1) < 0)
		return false;
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (null < 0 || dup2(null, 2) < 0 || lseek(0, 0, SEEK_SET) != 0)
		return false;
	if (syscall(SYS_close_range, 3U, ~0U, 0U) != 0)
		for (int fd = 3; fd < 1024; fd++)
			(void)close(fd);
	return give_up(l, 0);
}

/* Descriptors of a child that stays. All are first moved out of the way, since they may stand where others shall. */
static bool keep_only(int socket, const int *keep, size_t n)
{
	int top = CONFINE_KEPT + (int)n, null = open("/dev/null", O_RDWR | O_CLOEXEC);
	socket = fcntl(socket, F_DUPFD, top);
	if (null < 0 || socket < 0)
		return false;
	for (int fd = 0; fd < 3; fd++)
		if (dup2(null, fd) < 0)
			return false;
	int *moved = calloc(n + 1, sizeof *moved);
	bool good = moved != NULL;
	for (size_t i = 0; i < n && good; i++)
		good = (moved[i] = fcntl(keep[i], F_DUPFD, top)) >= 0;
	for (size_t i = 0; i < n && good; i++)
		good = dup2(moved[i], CONFINE_KEPT + (int)i) >= 0;
	free(moved);
	if (!good || dup2(socket, CONFINE_SOCKET) < 0)
		return false;
	if (syscall(SYS_close_range, (unsigned)top, ~0U, 0U) != 0)
		for (int fd = top; fd < 4096; fd++)
			(void)close(fd);
	return true;
}

/* --- the parent --------------------------------------------------------------------------- */

static int64_t milliseconds(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static enum confine_end collect(int fd, const struct extract_limits *l, struct buf *out)
{
	char chunk[65536];
	int64_t deadline = milliseconds() + (int64_t)l->wall_seconds * 1000;
	for (;;) {
		struct pollfd p = {.fd = fd, .events = POLLIN};
		int64_t left = deadline - milliseconds();
		int ready = left > 0 ? poll(&p, 1, (int)left) : 0;
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return CONFINE_TIME;
		ssize_t n = read(fd, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return CONFINE_DONE;
		size_t room = l->output > out->len ? (size_t)(l->output - out->len) : 0;
		buf_add(out, chunk, (size_t)n < room ? (size_t)n : room);
		if ((size_t)n > room)
			return CONFINE_OUTPUT;
	}
}

static enum confine_end reap(pid_t pid, enum confine_end so_far, int *code)
{
	int how = 0;
	if (so_far != CONFINE_DONE)
		(void)kill(pid, SIGKILL);
	while (waitpid(pid, &how, 0) < 0 && errno == EINTR)
		;
	*code = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
	if (so_far != CONFINE_DONE)
		return so_far;
	return WIFSIGNALED(how) ? CONFINE_KILLED : *code == 0 ? CONFINE_DONE : CONFINE_FAILED;
}

enum { NOT_CONFINED = 125, NOT_FOUND = 126 };

struct task { confine_work *work; void *arg; const char *const *argv; const char *path; };

static void __attribute__((noreturn)) child(const struct task *t, const struct extract_limits *l, int in, int out)
{
	static char *const environment[] = {(char *)(uintptr_t) "LC_ALL=C.UTF-8", NULL};
	if (!shut_in(l, in, out) || !filter(t->argv ? PROGRAM : OWN))
		_exit(NOT_CONFINED);
	if (!t->argv)
		_exit(t->work(t->arg));
	(void)execve(t->path, (char *const *)(uintptr_t)t->argv, environment);
	_exit(NOT_FOUND);
}

static enum status run(const struct task *t, int fd, const struct extract_limits *l, struct buf *out, enum confine_end *end, int *code,
		       struct error *e)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0)
		return error_errno(e, "a pipe");
	pid_t pid = fork();
	if (pid < 0) {
		(void)close(ends[0]);
		(void)close(ends[1]);
		return error_errno(e, "a child process");
	}
	if (pid == 0)
		child(t, l, fd, ends[1]);
	(void)close(ends[1]);
	*end = reap(pid, collect(ends[0], l, out), code);
	(void)close(ends[0]);
	if (!buf_ok(out))
		return error_memory(e);
	return *end == CONFINE_FAILED && *code == NOT_CONFINED ? error_set(e, ST_ENV, "the system lets no child process be confined") : ST_OK;
}

enum status confine_run(confine_work *work, void *arg, int fd, const struct extract_limits *limits, struct buf *out,
			enum confine_end *end, struct error *e)
{
	const struct task t = {.work = work, .arg = arg};
	int code;
	return run(&t, fd, limits, out, end, &code, e);
}

/* The first executable of that name in PATH. */
static bool find_program(const char *name, char *out, size_t cap)
{
	const char *path = getenv("PATH");
	for (const char *p = path ? path : "/usr/bin:/bin"; *p;) {
		size_t n = strcspn(p, ":");
		if (n && p[0] == '/' && snprintf(out, cap, "%.*s/%s", (int)n, p, name) < (int)cap && access(out, X_OK) == 0)
			return true;
		p += n + (p[n] == ':');
	}
	return false;
}

enum status confine_program(const char *const *argv, int fd, const struct extract_limits *limits, struct buf *out,
			    enum confine_end *end, bool *found, struct error *e)
{
	char path[4096];
	const struct task t = {.argv = argv, .path = path};
	int code = 0;
	*end = CONFINE_FAILED;
	*found = find_program(argv[0], path, sizeof path);
	if (!*found)
		return ST_OK;
	enum status s = run(&t, fd, limits, out, end, &code, e);
	*found = code != NOT_FOUND;
	return s;
}

/* --- a child that stays ------------------------------------------------------------------- */

/* Address space in use, bytes. */
static uint64_t address_space(void)
{
	char text[32] = "";
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	if (fd < 0 || read(fd, text, sizeof text - 1) <= 0)
		text[0] = 0;
	if (fd >= 0)
		(void)close(fd);
	return strtoull(text, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE);
}

static void __attribute__((noreturn)) stay(const struct confine_talk *talk, void *arg, int socket, const int *keep, size_t n,
					   const struct extract_limits *l)
{
	static const int usual[] = {SIGCHLD, SIGPIPE, SIGUSR1, SIGUSR2, SIGALRM, SIGTERM}, ignored[] = {SIGINT, SIGQUIT, SIGHUP};
	uint64_t held = address_space();
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		(void)signal(usual[i], SIG_DFL);
	for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
		(void)signal(ignored[i], SIG_IGN);
	if (talk->forget)
		talk->forget(arg);
	if (!keep_only(socket, keep, n) || !give_up(l, held))
		_exit(NOT_CONFINED);
	int code = talk->prepare ? talk->prepare(arg) : 0;
	if (code)
		_exit(code);
	if (!filter(talk->threads ? THREADED : LIBRARY))
		_exit(NOT_CONFINED);
	_exit(talk->work(arg, CONFINE_SOCKET));
}

enum status confine_begin(const struct confine_talk *talk, void *arg, const int *keep, size_t n, const struct extract_limits *limits,
			  struct confine_session *out, struct error *e)
{
	int ends[2];
	*out = (struct confine_session){.pid = -1, .socket = -1};
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return error_errno(e, "a socket");
	pid_t pid = fork();
	if (pid == 0)
		stay(talk, arg, ends[1], keep, n, limits);
	(void)close(ends[1]);
	if (pid < 0) {
		(void)close(ends[0]);
		return error_errno(e, "a child process");
	}
	*out = (struct confine_session){.pid = pid, .socket = ends[0]};
	return ST_OK;
}

void confine_finish(struct confine_session *s, int *code, int *by_signal)
{
	int how = 0, exited = -1, signalled = 0;
	if (s->pid > 0) {
		(void)close(s->socket);
		/* one that has ended by itself keeps its own reason */
		if (waitpid(s->pid, &how, WNOHANG) != s->pid) {
			(void)kill(s->pid, SIGKILL);
			while (waitpid(s->pid, &how, 0) < 0 && errno == EINTR)
				;
		}
		exited = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
		signalled = WIFSIGNALED(how) ? WTERMSIG(how) : 0;
		*s = (struct confine_session){.pid = -1, .socket = -1};
	}
	if (code)
		*code = exited;
	if (by_signal)
		*by_signal = signalled;
}
