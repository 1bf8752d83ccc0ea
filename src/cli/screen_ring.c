/* One thread reads queries into batches, as many as are asked for screen them, the caller's writes their answers in order. The batches stand in a
 * ring: a full ring makes the reader wait, so that memory is bounded whatever the length of the input. */
#include "cli/screening.h"

#include "base/json.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BATCH_QUERIES = 64, BATCH_BYTES = 1 << 18, RING_MOST = 64 };
enum batch_state { BATCH_FREE, BATCH_FULL, BATCH_TAKEN, BATCH_DONE };

/* A query, or what was found where none could be read. */
struct item {
	struct query q;
	char *fault;
	bool ends;                         /* no query: the end of a payment message */
	struct query_message message;
	uint64_t hits, cleared;
	size_t out_end, err_end, note_end; /* of its answer, of what is told beside it, of its notes in the batch's texts */
};
struct batch {
	enum batch_state state;
	struct arena arena;
	struct item items[BATCH_QUERIES];
	size_t n;
	bool last;
	char *out, *err;
	size_t out_n, err_n;
	uint64_t with_match, matches, cleared, faults, ends;
	enum status st;
	struct error e;
};
struct ring {
	const struct screening *s;
	struct input *in;
	enum query_format format;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct batch *batches;
	size_t n;
	uint64_t taken;            /* batches that workers have taken so far */
	bool stop;
	struct query_sink sink;    /* the reader's, as all that follows */
	uint64_t filling;
};
struct worker { struct ring *ring; struct screen_worker w; };

static struct batch *batch_at(struct ring *r, uint64_t number)
{
	return &r->batches[number % r->n];
}

/* Wait until a batch is in a state; false when all is to stop. */
static bool await(struct ring *r, const struct batch *b, enum batch_state state)
{
	while (b->state != state && !r->stop)
		(void)pthread_cond_wait(&r->changed, &r->lock);
	return !r->stop;
}

static void pass_on(struct ring *r, struct batch *b, enum batch_state state)
{
	(void)pthread_mutex_lock(&r->lock);
	b->state = state;
	(void)pthread_cond_broadcast(&r->changed);
	(void)pthread_mutex_unlock(&r->lock);
}

static void stop(struct ring *r)
{
	(void)pthread_mutex_lock(&r->lock);
	r->stop = true;
	(void)pthread_cond_broadcast(&r->changed);
	(void)pthread_mutex_unlock(&r->lock);
}

/* --- reading --------------------------------------------------------------------------------------------- */

static struct batch *begin_batch(struct ring *r)
{
	struct batch *b = batch_at(r, r->filling);
	bool go;

	(void)pthread_mutex_lock(&r->lock);
	go = await(r, b, BATCH_FREE);
	(void)pthread_mutex_unlock(&r->lock);
	if (!go)
		return NULL;
	b->n = 0;
	b->last = false;
	b->st = ST_OK;
	b->with_match = b->matches = b->cleared = b->faults = b->ends = 0;
	error_clear(&b->e);
	r->sink.arena = &b->arena;
	return b;
}

static enum status end_item(struct ring *r, struct error *e)
{
	struct batch *b = batch_at(r, r->filling);

	if (++b->n < BATCH_QUERIES && b->arena.used < BATCH_BYTES)
		return ST_OK;
	pass_on(r, b, BATCH_FULL);
	r->filling++;
	/* told to stop: nobody reads this error */
	return begin_batch(r) ? ST_OK : error_set(e, ST_ENV, "stopped");
}

static enum status take_query(void *arg, const struct query *q, struct error *e)
{
	struct ring *r = arg;
	struct batch *b = batch_at(r, r->filling);

	b->items[b->n] = (struct item){.q = *q};
	return end_item(r, e);
}

static enum status take_fault(void *arg, const struct error *what, struct error *e)
{
	struct ring *r = arg;
	struct batch *b = batch_at(r, r->filling);
	char *text = arena_printf(&b->arena, "%s: %s", what->where, what->message);

	if (!text)
		return error_memory(e);
	b->items[b->n] = (struct item){.fault = text};
	return end_item(r, e);
}

static enum status take_message(void *arg, const struct query_message *m, struct error *e)
{
	struct ring *r = arg;
	struct batch *b = batch_at(r, r->filling);
	struct query_message kept = *m;

	if (m->text) {
		/* the message may hold any byte */
		char *text = arena_alloc(&b->arena, m->n + m->n_after + 1);

		if (!text)
			return error_memory(e);
		memcpy(text, m->text, m->n + m->n_after);
		kept.text = text;
	}
	b->items[b->n] = (struct item){.ends = true, .message = kept};
	return end_item(r, e);
}

static void *read_all(void *arg)
{
	struct ring *r = arg;
	struct batch *b = begin_batch(r);
	struct error e;
	enum status st;

	if (!b)
		return NULL;
	error_clear(&e);
	st = queries_read(r->in, r->format, &r->sink, &e);
	(void)pthread_mutex_lock(&r->lock);
	if (!r->stop) {
		b = batch_at(r, r->filling);
		b->last = true;
		b->st = st;
		b->e = e;
		b->state = BATCH_FULL;
		(void)pthread_cond_broadcast(&r->changed);
	}
	(void)pthread_mutex_unlock(&r->lock);
	return NULL;
}

/* --- screening -------------------------------------------------------------------------------------------- */

static enum status screen_items(struct screen_worker *w, struct batch *b, const char *file, FILE *out, FILE *err, struct error *e)
{
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < b->n; i++) {
		struct item *x = &b->items[i];

		if (x->fault) {
			(void)fputs("onus: ", err);
			print_line(err, x->fault);
			(void)fputs("\n", err);
			b->faults++;
		} else if (x->ends) {
			b->ends++;
		} else {
			st = screen_answer(w, &x->q, file, out, err, e);
			b->with_match += w->hits > 0;
			b->matches += w->hits;
			b->cleared += w->cleared;
			x->hits = w->hits;
			x->cleared = w->cleared;
		}
		if (!st && (fflush(out) || fflush(err)))
			st = error_memory(e);
		x->out_end = b->out_n;
		x->err_end = b->err_n;
		screen_tell_notes(&x->q, file, err);
		if (!st && fflush(err))
			st = error_memory(e);
		x->note_end = b->err_n;
	}
	return st;
}

static void screen_batch(struct screen_worker *w, struct batch *b, const char *file)
{
	FILE *out = open_memstream(&b->out, &b->out_n), *err = open_memstream(&b->err, &b->err_n);
	struct error e;
	enum status st;

	error_clear(&e);
	st = out && err ? screen_items(w, b, file, out, err, &e) : error_memory(&e);
	if (out && fclose(out) && !st)
		st = error_memory(&e);
	if (err && fclose(err) && !st)
		st = error_memory(&e);
	if (st) {
		b->st = st;
		b->e = e;
		b->n = 0;
	}
}

static void *work(void *arg)
{
	struct worker *x = arg;
	struct ring *r = x->ring;

	for (;;) {
		struct batch *b;
		bool go;

		(void)pthread_mutex_lock(&r->lock);
		/* several may wait for the same batch: the first one takes it */
		while (!r->stop && batch_at(r, r->taken)->state != BATCH_FULL)
			(void)pthread_cond_wait(&r->changed, &r->lock);
		go = !r->stop;
		b = batch_at(r, r->taken);
		if (go) {
			b->state = BATCH_TAKEN;
			r->taken++;
		}
		(void)pthread_mutex_unlock(&r->lock);
		if (!go)
			return NULL;
		screen_batch(&x->w, b, r->in->name);
		pass_on(r, b, BATCH_DONE);
	}
}

/* --- writing ----------------------------------------------------------------------------------------------- */

static enum status put(FILE *out, const char *text, size_t n, struct error *e)
{
	errno = 0;
	return !n || fwrite(text, 1, n, out) == n ? ST_OK : error_errno(e, "standard output");
}

/* The messages of the batch, written back. One that cannot be is told, and counts as one that could not be read. */
static enum status write_messages(const struct screening *s, struct batch *b, const char *file, struct error *e)
{
	for (size_t i = 0; s->mt && i < b->n; i++) {
		const struct item *x = &b->items[i];
		struct error what;
		enum status st;

		mt_writer_note(s->mt, x->hits, x->cleared);
		if (!x->ends)
			continue;
		error_clear(&what);
		st = mt_writer_message(s->mt, &x->message, &what);
		if (st == ST_DATA) {
			b->faults++;
			b->ends--;
			(void)fputs("onus: ", s->cx->err);
			print_line(s->cx->err, file);
			(void)fprintf(s->cx->err, ":%u: message %u: ", x->message.line, x->message.number);
			print_line(s->cx->err, what.message);
			(void)fputs("\n", s->cx->err);
		} else if (st) {
			*e = what;
			return st;
		}
	}
	return ST_OK;
}

/* Answers and what is told beside them, in the order of the queries. */
static enum status write_batch(const struct context *cx, const struct batch *b, struct screen_counts *c, struct error *e)
{
	size_t out = 0, err = 0;
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < b->n; i++) {
		const struct item *x = &b->items[i];

		size_t told = c->notes < SCREEN_NOTES_TOLD ? x->note_end : x->err_end;

		c->notes += x->q.notes.n;
		if (told == err) {
			err = x->note_end;
			continue;
		}
		st = put(cx->out, b->out + out, x->out_end - out, e);
		if (!st && fflush(cx->out))
			st = error_errno(e, "standard output");
		(void)fwrite(b->err + err, 1, told - err, cx->err);
		out = x->out_end;
		err = x->note_end;
	}
	if (!st && b->n)
		st = put(cx->out, b->out + out, b->items[b->n - 1].out_end - out, e);
	return !st && fflush(cx->out) ? error_errno(e, "standard output") : st;
}

static void free_texts(struct batch *b)
{
	free(b->out);
	free(b->err);
	b->out = b->err = NULL;
	b->out_n = b->err_n = 0;
	arena_free(&b->arena);
}

struct progress { bool shown; double begun, told; };

static double now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* On long runs, for a person, twice a second. */
static void show_progress(const struct context *cx, struct progress *p, const struct screen_counts *c)
{
	double t = now();

	if (!isatty(fileno(cx->err)) || isatty(fileno(cx->out)) || t - p->begun < 1 || t - p->told < 0.5)
		return;
	p->told = t;
	p->shown = true;
	(void)fprintf(cx->err, "\r\033[K%llu screened, %.0f a second, %llu with a match", (unsigned long long)c->queries,
		      (double)c->queries / (t - p->begun), (unsigned long long)c->with_match);
	(void)fflush(cx->err);
}

static enum status write_all(struct ring *r, struct screen_counts *counts, struct error *e)
{
	struct progress p = {.begun = now()};
	enum status st = ST_OK;
	bool last = false;

	for (uint64_t number = 0; !st && !last; number++) {
		struct batch *b = batch_at(r, number);

		(void)pthread_mutex_lock(&r->lock);
		(void)await(r, b, BATCH_DONE);
		(void)pthread_mutex_unlock(&r->lock);
		if (p.shown && b->err_n)
			(void)fputs("\r\033[K", r->s->cx->err);
		st = write_batch(r->s->cx, b, counts, e);
		if (!st)
			st = write_messages(r->s, b, r->in->name, e);
		if (st && errno == EPIPE) {
			/* who closes the pipe has read enough */
			error_clear(e);
			counts->cut = true;
			return ST_OK;
		}
		last = b->last;
		counts->queries += b->n - (b->n ? b->faults + b->ends : 0);
		counts->with_match += b->with_match;
		counts->matches += b->matches;
		counts->cleared += b->cleared;
		counts->faults += b->faults;
		if (!st && (st = b->st) && e)
			*e = b->e;
		free_texts(b);
		show_progress(r->s->cx, &p, counts);
		pass_on(r, b, BATCH_FREE);
	}
	if (p.shown)
		(void)fputs("\r\033[K", r->s->cx->err);
	return st;
}

/* --- all together ------------------------------------------------------------------------------------------- */

static enum status run_ring(struct ring *r, struct worker *workers, size_t n, struct screen_counts *counts, struct error *e)
{
	pthread_t reader, *threads = calloc(n, sizeof *threads);
	size_t begun = 0;
	bool reading;
	enum status st = threads ? ST_OK : error_memory(e);

	for (; !st && begun < n; begun++)
		if (!screen_worker_begin(&workers[begun].w, r->s)) {
			st = error_memory(e);
			break;
		} else if ((errno = pthread_create(&threads[begun], NULL, work, &workers[begun]))) {
			/* fewer threads do as well */
			screen_worker_end(&workers[begun].w);
			if (!begun)
				st = error_errno(e, "thread");
			break;
		}
	reading = !st && !(errno = pthread_create(&reader, NULL, read_all, r));
	if (!st && !reading)
		st = error_errno(e, "thread");
	if (reading)
		st = write_all(r, counts, e);
	stop(r);
	if (reading)
		(void)pthread_join(reader, NULL);
	for (size_t i = 0; i < begun; i++) {
		(void)pthread_join(threads[i], NULL);
		screen_worker_end(&workers[i].w);
	}
	free(threads);
	return st;
}

enum status screen_ring(const struct screening *s, struct input *in, enum query_format format, struct screen_counts *counts, struct error *e)
{
	size_t n = s->threads, slots = n * 3 + 2 < RING_MOST ? n * 3 + 2 : RING_MOST;
	struct ring r = {.s = s, .in = in, .format = format, .n = slots, .batches = calloc(slots, sizeof *r.batches)};
	struct worker *workers = calloc(n, sizeof *workers);
	enum status st = r.batches && workers ? ST_OK : error_memory(e);

	*counts = (struct screen_counts){0};
	json_prepare();
	r.sink = (struct query_sink){.query = take_query, .fault = take_fault, .message = s->mt ? take_message : NULL, .arg = &r};
	(void)pthread_mutex_init(&r.lock, NULL);
	(void)pthread_cond_init(&r.changed, NULL);
	for (size_t i = 0; !st && i < n; i++)
		workers[i].ring = &r;
	if (!st)
		st = run_ring(&r, workers, n, counts, e);
	for (size_t i = 0; r.batches && i < slots; i++)
		free_texts(&r.batches[i]);
	(void)pthread_cond_destroy(&r.changed);
	(void)pthread_mutex_destroy(&r.lock);
	free(r.batches);
	free(workers);
	return st;
}
