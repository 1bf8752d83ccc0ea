#include "watch/raster_work.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

const struct extract_limits raster_limits = {2ULL << 30, 0, 6 * 3600, 300};

struct request { bool asked; uint32_t serial; bool answered; const char *name; struct raster_answer answer; };

struct raster {
	struct confine_session child;
	struct raster_shared *shared;
	struct raster_child *work;      /* names of what was handed in */
	struct raster_info info;
	struct request slot[2];
	uint32_t serial;
	unsigned wall_seconds;
	double seconds;
};

/* --- what the child says ------------------------------------------------------------------ */

/* UTF-8 without control characters, ended within cap. */
static bool printable(const char *s, size_t cap)
{
	size_t n = strnlen(s, cap);
	if (n == cap)
		return false;
	for (const unsigned char *p = (const unsigned char *)s, *end = p + n; p < end;) {
		unsigned more = *p < 0x80 ? 0 : *p >= 0xC2 && *p < 0xE0 ? 1 : *p >= 0xE0 && *p < 0xF0 ? 2 : *p >= 0xF0 && *p < 0xF5 ? 3 : 9;
		if (more == 9 || (size_t)(end - p) <= more || (!more && (*p < 0x20 || *p == 0x7F)))
			return false;
		for (unsigned i = 1; i <= more; i++)
			if ((p[i] & 0xC0) != 0x80)
				return false;
		if ((*p == 0xE0 && p[1] < 0xA0) || (*p == 0xED && p[1] > 0x9F) || (*p == 0xF0 && p[1] < 0x90) || (*p == 0xF4 && p[1] > 0x8F) ||
		    (*p == 0xC2 && p[1] < 0xA0))
			return false;
		p += more + 1;
	}
	return true;
}

/* A copy of a text of the child's; what is not printable becomes '?'. */
static char *said(struct arena *a, const char *s, size_t cap)
{
	size_t n = strnlen(s, cap - 1);
	char *copy = arena_strndup(a, s, n);
	if (copy && !printable(copy, n + 1))
		for (char *p = copy; *p; p++)
			if ((unsigned char)*p < 0x20 || (unsigned char)*p >= 0x7F)
				*p = '?';
	return copy;
}

static const char *given_name(const struct raster *r, int64_t i)
{
	return i >= 0 && (size_t)i < r->work->n ? r->work->given[i].name : NULL;
}

/* The child is gone or does not answer: why. */
static enum status lost(struct raster *r, bool time, const char *name, struct error *e)
{
	int code, by;
	if (r->child.pid > 0)
		r->seconds = raster_seconds(r);
	confine_finish(&r->child, &code, &by);
	if (code == 125)
		return error_set(e, ST_ENV, "the system lets no child process be confined");
	if (time)
		return error_set(e, ST_DATA, "%s: could not be decoded within %u seconds", name, r->wall_seconds);
	return error_set(e, ST_DATA, "%s: could not be decoded: the process that read it was ended", name);
}

static int64_t milliseconds(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The next answer. name: of the file that is being waited for. */
static enum status hear(struct raster *r, struct raster_answer *a, const char *name, struct error *e)
{
	int64_t deadline = milliseconds() + (int64_t)r->wall_seconds * 1000;
	if (r->child.pid <= 0)
		return error_set(e, ST_DATA, "%s: could not be decoded: the process that read it was ended", name);
	for (;;) {
		struct pollfd p = {.fd = r->child.socket, .events = POLLIN};
		int64_t left = deadline - milliseconds();
		int ready = left > 0 ? poll(&p, 1, (int)left) : 0;
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return lost(r, true, name, e);
		ssize_t n = recv(r->child.socket, a, sizeof *a, MSG_DONTWAIT | MSG_TRUNC);
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (n != (ssize_t)sizeof *a)
			return lost(r, false, name, e);
		a->text[sizeof a->text - 1] = 0;
		return ST_OK;
	}
}

/* The child's refusal as an error. */
static enum status refused(struct raster *r, const struct raster_answer *a, const char *name, struct error *e)
{
	struct arena tmp = ARENA_INIT;
	const char *file = given_name(r, a->file), *text = said(&tmp, a->text, sizeof a->text);
	file = file ? file : name;
	text = text && *text ? text : "cannot be decoded";
	if (a->band > 0)
		(void)error_set(e, ST_DATA, "%s, band %d: %s", file, a->band, text);
	else
		(void)error_set(e, ST_DATA, "%s: %s", file, text);
	arena_free(&tmp);
	return ST_DATA;
}

/* --- opening ------------------------------------------------------------------------------ */

static enum status lies(struct raster *r, struct error *e)
{
	return error_set(e, ST_DATA, "%s: could not be decoded: what was read of it makes no sense", r->work->given[0].name);
}

static enum status take_file(struct raster *r, uint32_t i, uint32_t n_bands, struct arena *a, struct error *e)
{
	struct raster_said_file s;
	struct raster_source *f = &r->info.file[i];
	memcpy(&s, &r->shared->file[i], sizeof s);
	const char *name = given_name(r, s.given);
	bool good = name && s.width && s.height && s.width <= INT32_MAX && s.height <= INT32_MAX && s.block_width && s.block_height &&
		    s.block_width <= INT32_MAX && s.block_height <= INT32_MAX && s.n && s.first <= n_bands && s.n <= n_bands - s.first &&
		    printable(s.driver, sizeof s.driver) && printable(s.date, sizeof s.date) && printable(s.written, sizeof s.written);
	for (int k = 0; k < 6; k++)
		good &= !s.has_transform || isfinite(s.transform[k]);
	if (!good)
		return lies(r, e);
	*f = (struct raster_source){.name = name, .width = s.width, .height = s.height, .has_transform = s.has_transform, .first = s.first, .n = s.n,
				    .block_width = s.block_width, .block_height = s.block_height};
	if (s.has_transform)
		memcpy(f->transform, s.transform, sizeof f->transform);
	f->driver = arena_strdup(a, s.driver);
	f->date = s.date[0] ? arena_strdup(a, s.date) : NULL;
	f->written = s.written[0] ? arena_strdup(a, s.written) : NULL;
	if (!f->driver || (s.date[0] && !f->date) || (s.written[0] && !f->written))
		return error_memory(e);
	if (s.has_crs) {
		f->crs = said(a, r->shared->crs[i], RASTER_TEXT);
		if (!f->crs)
			return error_memory(e);
	}
	return ST_OK;
}

static enum status take_band(struct raster *r, uint32_t i, struct arena *a, struct error *e)
{
	struct raster_said_band s;
	struct raster_band *b = &r->info.band[i];
	memcpy(&s, &r->shared->band[i], sizeof s);
	if (s.file >= r->info.n_files || s.number < 1 || s.number > 65535 || !isfinite(s.micrometres) || !isfinite(s.nodata) || !isfinite(s.most))
		return lies(r, e);
	*b = (struct raster_band){.file = s.file, .number = s.number, .micrometres = s.micrometres, .has_nodata = s.has_nodata, .nodata = s.nodata,
				  .integer = s.kind & RASTER_WHOLE, .palette = s.kind & RASTER_PALETTE, .most = s.most};
	b->name = said(a, s.name, sizeof s.name);
	b->type = said(a, s.type, sizeof s.type);
	return b->name && b->type ? ST_OK : error_memory(e);
}

static enum status take_info(struct raster *r, struct arena *a, struct error *e)
{
	uint32_t n_files = *(volatile uint32_t *)&r->shared->n_files, n_bands = *(volatile uint32_t *)&r->shared->n_bands;
	if (n_files < 1 || n_files > RASTER_FILES || n_bands < 1 || n_bands > RASTER_BANDS)
		return lies(r, e);
	r->info = (struct raster_info){.n_files = n_files, .n_bands = n_bands};
	r->info.file = arena_array(a, n_files, sizeof *r->info.file);
	r->info.band = arena_array(a, n_bands, sizeof *r->info.band);
	if (!r->info.file || !r->info.band)
		return error_memory(e);
	enum status st = ST_OK;
	for (uint32_t i = 0; i < n_files && st == ST_OK; i++)
		st = take_file(r, i, n_bands, a, e);
	for (uint32_t i = 0; i < n_bands && st == ST_OK; i++)
		st = take_band(r, i, a, e);
	/* each band lies in its file's part of the list */
	for (uint32_t i = 0; i < n_bands && st == ST_OK; i++) {
		const struct raster_source *f = &r->info.file[r->info.band[i].file];
		if (i < f->first || i - f->first >= f->n)
			st = lies(r, e);
	}
	return st;
}

static enum status open_files(const struct raster_file *files, size_t n, struct raster_child *w, int *fd, struct arena *a, struct error *e)
{
	for (size_t i = 0; i < n; i++) {
		struct stat st;
		char what[512];
		(void)snprintf(what, sizeof what, "%s", files[i].path);
		fd[i] = open(files[i].path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
		if (fd[i] < 0 || fstat(fd[i], &st) != 0)
			return error_errno(e, what);
		if (!S_ISREG(st.st_mode))
			return error_set(e, ST_DATA, "%s: is no file", what);
		char *name = arena_strdup(a, files[i].name);
		if (!name)
			return error_memory(e);
		if (!*name || strlen(name) > 3000)
			return error_set(e, ST_DATA, "%s: a name of no use", what);
		for (size_t k = 0; k < i; k++)
			if (strcmp(w->given[k].name, name) == 0)
				return error_set(e, ST_DATA, "%s: two files have this name", name);
		w->given[i] = (struct raster_given){.name = name, .fd = CONFINE_KEPT + (int)i, .size = (uint64_t)st.st_size, .sidecar = raster_is_sidecar(name)};
		w->n = w->vsi.n = i + 1;
	}
	return ST_OK;
}

static enum status start(struct raster *r, const struct raster_file *files, size_t n, int *fd, const struct extract_limits *l,
			 const struct confine_talk *talk, struct arena *a, struct error *e)
{
	struct raster_answer answer;
	enum status st = open_files(files, n, r->work, fd, a, e);
	if (st == ST_OK)
		st = gdal_load(&r->work->gdal, e);
	if (st == ST_OK)
		st = confine_begin(talk, r->work, fd, n, l, &r->child, e);
	if (st == ST_OK)
		st = hear(r, &answer, files[0].name, e);
	if (st == ST_OK && (answer.what != RASTER_OPENED || !answer.good))
		st = refused(r, &answer, files[0].name, e);
	return st == ST_OK ? take_info(r, a, e) : st;
}

enum status raster_open_talking(const struct raster_file *files, size_t n, const struct extract_limits *limits, const struct confine_talk *talk,
				struct arena *a, struct raster **out, struct error *e)
{
	int fd[RASTER_GIVEN];
	*out = NULL;
	if (n < 1 || n > RASTER_GIVEN)
		return error_set(e, ST_DATA, n ? "%s: more than %d files" : "%sno file", n ? files[0].name : "", RASTER_GIVEN);
	struct raster *r = arena_alloc(a, sizeof *r);
	struct raster_child *w = arena_alloc(a, sizeof *w);
	if (!r || !w)
		return error_memory(e);
	for (size_t i = 0; i < n; i++)
		fd[i] = -1;
	*r = (struct raster){.child = {-1, -1}, .work = w, .wall_seconds = limits->wall_seconds};
	void *m = mmap(NULL, sizeof *r->shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (m == MAP_FAILED)
		return error_memory(e);
	r->shared = w->shared = m;
	w->vsi.file = w->given;
	for (int i = 0; i < 2; i++)
		r->slot[i] = (struct request){0};
	enum status st = start(r, files, n, fd, limits, talk, a, e);
	for (size_t i = 0; i < n; i++)
		if (fd[i] >= 0)
			(void)close(fd[i]);
	if (st != ST_OK) {
		raster_close(r);
		return st;
	}
	*out = r;
	return ST_OK;
}

enum status raster_open_within(const struct raster_file *files, size_t n, const struct extract_limits *limits, struct arena *a, struct raster **out,
			       struct error *e)
{
	static const struct confine_talk talk = {raster_child_forget, raster_child_prepare, raster_child_work, .threads = true};
	return raster_open_talking(files, n, limits, &talk, a, out, e);
}

enum status raster_open(const struct raster_file *files, size_t n, struct arena *a, struct raster **out, struct error *e)
{
	return raster_open_within(files, n, &raster_limits, a, out, e);
}

void raster_close(struct raster *r)
{
	if (!r)
		return;
	confine_finish(&r->child, NULL, NULL);
	if (r->shared)
		(void)munmap(r->shared, sizeof *r->shared);
	r->shared = NULL;
}

const struct raster_info *raster_info(const struct raster *r)
{
	return &r->info;
}

int raster_pid(const struct raster *r)
{
	return r->child.pid;
}

double raster_seconds(struct raster *r)
{
	clockid_t id;
	struct timespec t;
	if (r->child.pid > 0 && clock_getcpuclockid(r->child.pid, &id) == 0 && clock_gettime(id, &t) == 0)
		r->seconds = (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
	return r->seconds;
}

/* --- windows ------------------------------------------------------------------------------ */

size_t raster_room(const struct raster *r)
{
	(void)r;
	return RASTER_ROOM;
}

static enum status check_windows(const struct raster *r, const struct raster_window *w, size_t n, struct error *e)
{
	uint64_t floats = 0;
	if (n > RASTER_WINDOWS)
		return error_set(e, ST_BUG, "more than %d windows at once", RASTER_WINDOWS);
	for (size_t i = 0; i < n; i++) {
		if (w[i].band >= r->info.n_bands)
			return error_set(e, ST_BUG, "a window of band %u of %u", w[i].band, r->info.n_bands);
		const struct raster_source *f = &r->info.file[r->info.band[w[i].band].file];
		if (!w[i].width || !w[i].height || w[i].x >= f->width || w[i].y >= f->height || w[i].width > f->width - w[i].x ||
		    w[i].height > f->height - w[i].y || !w[i].out_width || !w[i].out_height)
			return error_set(e, ST_BUG, "a window that does not lie in %s", f->name);
		if (w[i].out_width > RASTER_ROOM || w[i].out_height > RASTER_ROOM)
			return error_set(e, ST_BUG, "a window larger than there is room");
		floats += (uint64_t)w[i].out_width * w[i].out_height;
		if (floats > RASTER_ROOM)
			return error_set(e, ST_BUG, "windows larger than there is room");
	}
	return ST_OK;
}

static enum status send_request(struct raster *r, const struct raster_request *q, const char *name, struct error *e)
{
	if (r->child.pid <= 0)
		return error_set(e, ST_DATA, "%s: could not be decoded: the process that read it was ended", name);
	ssize_t n;
	do
		n = send(r->child.socket, q, sizeof *q, MSG_NOSIGNAL);
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)sizeof *q ? ST_OK : lost(r, false, name, e);
}

static const char *name_of(const struct raster *r, uint32_t band)
{
	return r->info.file[r->info.band[band].file].name;
}

enum status raster_ask(struct raster *r, unsigned slot, const struct raster_window *w, size_t n, struct error *e)
{
	struct request *q = &r->slot[slot & 1];
	if (slot > 1 || q->asked)
		return error_set(e, ST_BUG, "a slot that has not been taken");
	enum status st = check_windows(r, w, n, e);
	if (st != ST_OK)
		return st;
	if (n)
		memcpy(r->shared->window[slot], w, n * sizeof *w);
	struct raster_request message = {.what = RASTER_WINDOWS_READ, .slot = slot, .n = (uint32_t)n, .serial = ++r->serial};
	q->serial = message.serial;
	q->answered = false;
	q->name = n ? name_of(r, w[0].band) : r->info.file[0].name;
	st = send_request(r, &message, q->name, e);
	q->asked = st == ST_OK;
	return st;
}

/* Hears answers until that of serial; those of slots are kept. */
static enum status wait_for(struct raster *r, uint32_t serial, const char *name, struct raster_answer *a, struct error *e)
{
	for (;;) {
		enum status st = hear(r, a, name, e);
		if (st != ST_OK)
			return st;
		if (a->serial == serial)
			return ST_OK;
		bool known = false;
		for (int i = 0; i < 2; i++)
			if (r->slot[i].asked && !r->slot[i].answered && r->slot[i].serial == a->serial) {
				r->slot[i].answer = *a;
				r->slot[i].answered = known = true;
			}
		if (!known)
			return lost(r, false, name, e);
	}
}

enum status raster_take(struct raster *r, unsigned slot, const float **out, struct error *e)
{
	struct request *q = &r->slot[slot & 1];
	if (slot > 1 || !q->asked)
		return error_set(e, ST_BUG, "a slot that was not asked for");
	enum status st = q->answered ? ST_OK : wait_for(r, q->serial, q->name, &q->answer, e);
	q->asked = q->answered = false;
	if (st == ST_OK && !q->answer.good)
		st = refused(r, &q->answer, q->name, e);
	*out = r->shared->slot[slot];
	return st;
}

enum status raster_read(struct raster *r, const struct raster_window *w, size_t n, const float **out, struct error *e)
{
	enum status st = raster_ask(r, 0, w, n, e);
	return st == ST_OK ? raster_take(r, 0, out, e) : st;
}

/* --- points ------------------------------------------------------------------------------- */

enum status raster_transform(struct raster *r, const char *from, const char *to, double *xy, size_t n, struct error *e)
{
	const char *name = r->info.file[0].name;
	struct raster_answer a;
	if (strlen(from) >= RASTER_TEXT || strlen(to) >= RASTER_TEXT)
		return error_set(e, ST_DATA, "%s: its CRS is longer than %d bytes", name, RASTER_TEXT);
	memcpy(r->shared->from, from, strlen(from) + 1);
	memcpy(r->shared->to, to, strlen(to) + 1);
	for (size_t at = 0; at < n; at += RASTER_POINTS) {
		size_t k = n - at < RASTER_POINTS ? n - at : RASTER_POINTS;
		memcpy(r->shared->xy, xy + 2 * at, 2 * k * sizeof *xy);
		struct raster_request q = {.what = RASTER_POINTS_MAPPED, .n = (uint32_t)k, .serial = ++r->serial};
		enum status st = send_request(r, &q, name, e);
		if (st == ST_OK)
			st = wait_for(r, q.serial, name, &a, e);
		if (st == ST_OK && !a.good)
			st = refused(r, &a, name, e);
		if (st != ST_OK)
			return st;
		memcpy(xy + 2 * at, r->shared->xy, 2 * k * sizeof *xy);
		for (size_t i = 2 * at; i < 2 * (at + k); i++)
			if (!isfinite(xy[i]))
				xy[i] = NAN;
	}
	return ST_OK;
}
