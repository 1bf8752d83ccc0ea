/* Work that misbehaves inside the confined child: each must be stopped, and none may leave a trace. */
#include "exchange/confine.h"
#include "exchange/extract_work.h"

#include "check.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct extract_limits tight = {256ULL << 20, 4096, 2, 5};

static int fd_of(const void *bytes, size_t n)
{
	int fd = memfd_create("input", MFD_CLOEXEC);
	if (fd < 0 || write(fd, bytes, n) != (ssize_t)n)
		abort();
	return fd;
}

static enum confine_end run(confine_work *work, struct buf *out)
{
	struct error e;
	enum confine_end end = CONFINE_DONE;
	int fd = fd_of("hello", 5);
	enum status s = confine_run(work, NULL, fd, &tight, out, &end, &e);
	(void)close(fd);
	if (s != ST_OK) {
		(void)fprintf(stderr, "%s\n", e.message);
		check_failed = true;
	}
	return end;
}

static int echo(void *a) { char b[16]; (void)a; ssize_t n = read(0, b, 16); return write(1, b, (size_t)n) == n ? 0 : 1; }
static int open_to_write(void *a) { (void)a; return open("/tmp/onus-must-not-be", O_WRONLY | O_CREAT, 0600) >= 0 ? 0 : 1; }
static int open_to_read(void *a) { (void)a; return open("/etc/passwd", O_RDONLY) >= 0 ? 0 : 1; }
static int make_socket(void *a) { (void)a; return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 0 : 1; }
static int make_process(void *a) { (void)a; return fork() >= 0 ? 0 : 1; }
static int run_program(void *a) { (void)a; return execl("/bin/true", "true", (char *)NULL); }
static int kill_parent(void *a) { (void)a; return kill(getppid(), 0); }
static int loop(void *a) { (void)a; volatile unsigned i = 1; while (i) i |= 1; return 0; }
static int fail(void *a) { (void)a; return 3; }
static int flood(void *a) { (void)a; static char b[1024]; for (;;) if (write(1, b, sizeof b) < 0) return 1; }
static int crash(void *a) { (void)a; __builtin_trap(); }
static int grab_memory(void *a)
{
	(void)a;
	for (size_t i = 0; i < 64; i++) {
		char *p = mmap(NULL, 16 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (p == MAP_FAILED)
			return 4;
		memset(p, 1, 16 << 20);
	}
	return 0;
}

static void works(void)
{
	struct buf out = BUF_INIT;
	CHECK(run(echo, &out) == CONFINE_DONE);
	CHECK_STR(buf_str(&out), "hello");
	buf_free(&out);
	CHECK(run(fail, &out) == CONFINE_FAILED);
	buf_free(&out);
}

static void stopped(void)
{
	static confine_work *const bad[] = {open_to_write, open_to_read, make_socket, make_process, run_program, kill_parent, crash};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct buf out = BUF_INIT;
		enum confine_end end = run(bad[i], &out);
		if (end == CONFINE_DONE)
			(void)fprintf(stderr, "work %zu was not stopped\n", i);
		CHECK(end != CONFINE_DONE);
		buf_free(&out);
	}
	CHECK(access("/tmp/onus-must-not-be", F_OK) != 0);
}

static void limited(void)
{
	struct buf out = BUF_INIT;
	enum confine_end end = run(loop, &out);
	CHECK(end == CONFINE_KILLED || end == CONFINE_TIME);
	buf_free(&out);
	CHECK(run(flood, &out) == CONFINE_OUTPUT && out.len == tight.output);
	buf_free(&out);
#if !defined(__SANITIZE_ADDRESS__)
	CHECK(run(grab_memory, &out) != CONFINE_DONE);
	buf_free(&out);
#else
	(void)grab_memory;
#endif
}

static void program(void)
{
	static const char *const copy[] = {"cat", NULL}, *const write_file[] = {"touch", "/tmp/onus-must-not-be", NULL},
			   *const none[] = {"onus-no-such-program", NULL};
	struct buf out = BUF_INIT;
	struct error e;
	enum confine_end end;
	bool there;
	int fd = fd_of("hello", 5);
	CHECK(confine_program(copy, fd, &tight, &out, &end, &there, &e) == ST_OK && there);
	CHECK(end == CONFINE_DONE);
	CHECK_STR(buf_str(&out), "hello");
	buf_reset(&out);
	CHECK(confine_program(write_file, fd, &tight, &out, &end, &there, &e) == ST_OK && there && end != CONFINE_DONE);
	CHECK(access("/tmp/onus-must-not-be", F_OK) != 0);
	CHECK(confine_program(none, fd, &tight, &out, &end, &there, &e) == ST_OK && !there);
	buf_free(&out);
	(void)close(fd);
}

static void types(void)
{
	static const struct { const char *bytes; size_t n; const char *type; } t[] = {
		{"%PDF-1.7", 8, "application/pdf"}, {"rubbish\n%PDF-1.4", 16, "application/pdf"}, {"<!DOCTYPE html><p>", 18, "text/html"},
		{"  \n<HTML>", 9, "text/html"}, {"<!-- x --><html>", 16, "text/html"}, {"\x89PNG\r\n\x1A\n", 8, "image/png"},
		{"plain words", 11, "text/plain"}, {"\0\1\2\3", 4, "application/octet-stream"}, {"", 0, "application/x-empty"},
		{"\xFF\xFEh\0i\0", 6, "text/plain"}, {"PK\3\4xxxx", 8, "application/zip"}, {"<", 1, "text/plain"},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		CHECK_STR(extract_type((const unsigned char *)t[i].bytes, t[i].n), t[i].type);
}

static void html(void)
{
	struct buf out = BUF_INIT;
	static const char page[] = "<html><head><title>No</title><style>p{}</style></head><body><h1>A  heading</h1><script>no()</script>"
				   "<p>One &amp; two &lt;b&gt;<br>three</p><ul><li>x<li>y</ul>김<b>정</b>은</body></html>";
	CHECK(extract_html(page, strlen(page), &out));
	CHECK_STR(buf_str(&out), "A heading\n\nOne & two <b>\nthree\n\nx\n\ny\n\n김정은");
	buf_free(&out);
}

/* what hostile files come to: a note, and no text */
static void hostile(void)
{
	struct error e;
	struct extracted x;
	struct buf deep = BUF_INIT;
	for (int i = 0; i < 100000; i++)
		buf_text(&deep, "<div>");
	buf_text(&deep, "end");
	int fd = fd_of(deep.bytes, deep.len);
	CHECK(extract_text(fd, "text/html", &extract_default, &x, &e) == ST_OK);
	CHECK(!x.found || strstr(buf_str(&x.text), "end"));
	extracted_free(&x);
	(void)close(fd);
	buf_free(&deep);
	fd = fd_of("%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 1 0 R>> endobj trailer<</Root 1 0 R/Size 2147483647>>", 88);
	CHECK(extract_text(fd, "application/pdf", &extract_default, &x, &e) == ST_OK && !x.found && x.note[0]);
	extracted_free(&x);
	(void)close(fd);
}

/* --- a child that stays ------------------------------------------------------------------- */

struct tried { int forgot, prepared; char answer[64]; };

static void forget(void *a) { ((struct tried *)a)->forgot = 1; }

static int prepare(void *a)
{
	struct tried *t = a;
	int fd = open("/etc/passwd", O_RDONLY); /* before the filter it may */
	t->prepared = fd >= 0;
	return fd >= 0 ? 0 : 9;
}

static void *set(void *p) { *(int *)p = 1; return NULL; }

static bool thread(void)
{
	int done = 0;
	pthread_t t;
	return pthread_create(&t, NULL, set, &done) == 0 && pthread_join(t, NULL) == 0 && done;
}

/* Answers each letter with what came of it: '+' it could, '-' it could not. */
static int talk(void *a, int socket_fd)
{
	const struct tried *t = a;
	char ask, b[8];
	while (read(socket_fd, &ask, 1) == 1) {
		bool could = false;
		switch (ask) {
		case 'f': could = t->forgot && t->prepared; break;
		case 'r': could = pread(CONFINE_KEPT, b, 5, 0) == 5 && memcmp(b, "hello", 5) == 0; break;
		case 's': could = pread(CONFINE_KEPT + 1, b, 6, 0) == 6 && memcmp(b, "second", 6) == 0; break;
		case 'n': could = read(0, b, 1) == 0; break; /* nothing to be read */
		case 'o': could = open("/etc/passwd", O_RDONLY) >= 0; break;
		case 'w': could = open("/tmp/onus-must-not-be", O_WRONLY | O_CREAT, 0600) >= 0; break;
		case 'S': could = socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0; break;
		case 'p': could = fork() >= 0; break;
		case 'k': could = kill(getppid(), 0) == 0; break;
		case 'd': for (int fd = CONFINE_KEPT + 3; fd < 1024; fd++) could |= lseek(fd, 0, SEEK_CUR) >= 0; break; /* 6: what prepare opened */
		case 'e': could = clearenv() != 0 || getenv("PATH"); break;
		case 'm': could = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED; break;
		case 't': could = thread(); break;
		case 'x': __builtin_trap();
		case 'q': return 7;
		}
		if (write(socket_fd, could ? "+" : "-", 1) != 1)
			return 1;
	}
	return 0;
}

static char asked(struct confine_session *s, char what)
{
	char got = '?';
	return send(s->socket, &what, 1, MSG_NOSIGNAL) == 1 && recv(s->socket, &got, 1, 0) == 1 ? got : '?';
}

static void stays(void)
{
	static const struct confine_talk with = {forget, prepare, talk, false};
	static const struct extract_limits limits = {256ULL << 20, 0, 10, 10};
	struct confine_session s;
	struct error e;
	struct tried t = {0};
	int code, by, fd[2] = {fd_of("second", 6), fd_of("hello", 5)};
	const int keep[2] = {fd[1], fd[0]};
	CHECK(confine_begin(&with, &t, keep, 2, &limits, &s, &e) == ST_OK);
	CHECK(asked(&s, 'f') == '+' && asked(&s, 'r') == '+' && asked(&s, 's') == '+' && asked(&s, 'n') == '+');
	for (const char *p = "owSpkdemt"; *p; p++) {
		if (asked(&s, *p) != '-')
			(void)fprintf(stderr, "the child could: %c\n", *p);
		CHECK(asked(&s, *p) == '-');
	}
	CHECK(access("/tmp/onus-must-not-be", F_OK) != 0 && !t.forgot); /* its memory is its own */
	CHECK(asked(&s, 'q') == '?');
	confine_finish(&s, &code, &by);
	CHECK(code == 7 && by == 0 && s.pid == -1);
	confine_finish(&s, &code, &by); /* again: nothing */
	CHECK(code == -1);
	const struct confine_talk threaded = {.work = talk, .threads = true};
	CHECK(confine_begin(&threaded, &t, keep, 2, &limits, &s, &e) == ST_OK);
	CHECK(asked(&s, 't') == '+' && asked(&s, 't') == '+');
	for (const char *p = "owSpkdem"; *p; p++)
		CHECK(asked(&s, *p) == '-');
	confine_finish(&s, &code, &by);
	CHECK(confine_begin(&with, &t, keep, 2, &limits, &s, &e) == ST_OK);
	CHECK(asked(&s, 'x') == '?');
	confine_finish(&s, &code, &by);
#if !defined(__SANITIZE_ADDRESS__)
	CHECK(code == -1 && by == SIGILL);
#endif
	CHECK(confine_begin(&with, &t, keep, 2, &limits, &s, &e) == ST_OK);
	confine_finish(&s, &code, &by); /* at once */
	CHECK(code != 7);
	(void)close(fd[0]);
	(void)close(fd[1]);
}

TESTS({"works", works}, {"stopped", stopped}, {"limited", limited}, {"program", program}, {"types", types}, {"html", html},
      {"hostile", hostile}, {"stays", stays})
