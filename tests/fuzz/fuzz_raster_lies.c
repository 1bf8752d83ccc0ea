/* A child that has been taken over: what it says of a raster, and its answers, are the input. The parent must print nothing that is not text, read
 * nothing outside, and wait for nobody for ever. */
#include "watch/raster_work.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* make_raster_lies.py writes them so */
_Static_assert(sizeof(struct raster_said_file) == 184 && sizeof(struct raster_said_band) == 312, "what is said");

static const uint8_t *input;
static size_t left;

/* The next n bytes of the input, and zeros behind its end. */
static void next(void *out, size_t n)
{
	size_t k = n < left ? n : left;
	memset(out, 0, n);
	if (k)
		memcpy(out, input, k);
	input += k;
	left -= k;
}

static int lie(void *arg, int socket)
{
	struct raster_shared *s = ((struct raster_child *)arg)->shared;
	struct raster_request q;
	uint16_t n[2];
	uint8_t lengths[4];
	next(n, sizeof n);
	next(lengths, sizeof lengths);
	s->n_files = n[0];
	s->n_bands = n[1];
	for (int i = 0; i < 2; i++)
		next(&s->file[i], sizeof s->file[i]);
	for (int i = 0; i < 3; i++)
		next(&s->band[i], sizeof s->band[i]);
	memset(s->crs, lengths[3] & 1 ? 'x' : 0, sizeof s->crs[0]); /* one without an end */
	next(s->crs[0], 64);
	for (unsigned turn = 0; turn < 4; turn++) {
		/* the answer, whole or of another length; its bytes are those of a true one but for what the input changes */
		uint8_t bytes[sizeof(struct raster_answer) + 8] = {0}, change[sizeof(struct raster_answer)];
		struct raster_answer a = {.what = turn ? q.what : RASTER_OPENED, .serial = turn ? q.serial : 0, .good = 1, .file = RASTER_NONE, .band = RASTER_NONE};
		next(change, turn ? 24 : 8);
		memcpy(bytes, &a, sizeof a);
		for (unsigned i = 0; i < (turn ? 24U : 8U); i++)
			bytes[i] ^= change[i];
		size_t most = sizeof a, k = lengths[turn] & 2 ? most + 1 : lengths[turn] & 4 ? lengths[turn] : most;
		if (write(socket, bytes, k) != (ssize_t)k || read(socket, &q, sizeof q) != (ssize_t)sizeof q)
			return 1;
		s->slot[0][0] = INFINITY;
		s->xy[0] = INFINITY;
	}
	return 0;
}

static void check_text(const char *s)
{
	for (; s && *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7F)
			abort();
}

static void judge(enum status st, const struct error *e)
{
	if (getenv("RASTER_SAY")) /* to see what the corpus comes to */
		(void)fprintf(stderr, "%s\n", st == ST_OK ? "fine" : e->message);
	if (st != ST_OK && ((st != ST_DATA && st != ST_ENV) || !e->message[0]))
		abort();
	if (st != ST_OK)
		check_text(e->message);
}

static void use(struct raster *r)
{
	const struct raster_info *i = raster_info(r);
	struct error e = {0};
	for (uint32_t k = 0; k < i->n_files; k++) {
		check_text(i->file[k].driver);
		check_text(i->file[k].date);
		check_text(i->file[k].written);
		check_text(i->file[k].crs);
		for (uint32_t b = 0; b < i->file[k].n; b++)
			check_text(i->band[i->file[k].first + b].name);
	}
	const float *v;
	const struct raster_window w = {0, 0, 0, 1, 1, 1, 1};
	judge(raster_read(r, &w, 1, &v, &e), &e);
	double xy[2] = {1, 2};
	enum status st = raster_transform(r, "EPSG:4326", "EPSG:3857", xy, 1, &e);
	judge(st, &e);
	if (st == ST_OK && (isinf(xy[0]) || isinf(xy[1])))
		abort();
	judge(raster_read(r, &w, 1, &v, &e), &e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct confine_talk talk = {.work = lie};
	static const struct extract_limits limits = {256ULL << 20, 0, 10, 10};
	static int fd = -1;
	struct arena a = ARENA_INIT;
	struct raster *r = NULL;
	struct error e = {0};
	if (fd < 0)
		fd = memfd_create("raster", MFD_CLOEXEC);
	char path[64];
	(void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	const struct raster_file f[2] = {{"one.tif", path}, {"two.tif", path}};
	input = data;
	left = size;
	judge(raster_open_talking(f, 2, &limits, &talk, &a, &r, &e), &e);
	if (r)
		use(r);
	raster_close(r);
	arena_free(&a);
	return 0;
}
