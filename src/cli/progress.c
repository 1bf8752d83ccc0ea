#include "cli/progress.h"

#include <unistd.h>

enum { STEPS = 24 };

static double since(const struct timespec *t)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - t->tv_sec) + (double)(now.tv_nsec - t->tv_nsec) / 1e9;
}

static void show(struct progress *p)
{
	double seconds = since(&p->began);

	if (seconds < 1 || !p->what)
		return;
	p->shown = true;
	(void)fprintf(p->out, "\r\033[K%s", p->what);
	if (p->share >= 0) {
		(void)fputs(" ", p->out);
		for (int i = 0; i < STEPS; i++)
			(void)fputs(i < (int)(p->share * STEPS) ? "█" : "░", p->out);
	}
	(void)fprintf(p->out, " %.0f s (Ctrl-C: %s)", seconds, p->ends);
	(void)fflush(p->out);
}

static void *watch(void *arg)
{
	struct progress *p = arg;

	(void)pthread_mutex_lock(&p->lock);
	while (!p->over) {
		struct timespec until;

		show(p);
		(void)clock_gettime(CLOCK_REALTIME, &until);
		until.tv_nsec += 250000000;
		until.tv_sec += until.tv_nsec / 1000000000;
		until.tv_nsec %= 1000000000;
		(void)pthread_cond_timedwait(&p->wake, &p->lock, &until);
	}
	if (p->shown)
		(void)fputs("\r\033[K", p->out);
	(void)fflush(p->out);
	(void)pthread_mutex_unlock(&p->lock);
	return NULL;
}

void progress_begin(struct progress *p, FILE *out, const char *ends)
{
	*p = (struct progress){.out = out, .ends = ends, .share = -1};
	(void)clock_gettime(CLOCK_MONOTONIC, &p->began);
	if (!isatty(fileno(out)) || pthread_mutex_init(&p->lock, NULL) || pthread_cond_init(&p->wake, NULL))
		return;
	p->running = pthread_create(&p->thread, NULL, watch, p) == 0;
}

void progress_say(void *arg, const char *what, double share)
{
	struct progress *p = arg;

	if (!p->running)
		return;
	(void)pthread_mutex_lock(&p->lock);
	p->what = what;
	p->share = share;
	(void)pthread_mutex_unlock(&p->lock);
}

void progress_end(struct progress *p)
{
	if (!p->running)
		return;
	(void)pthread_mutex_lock(&p->lock);
	p->over = true;
	(void)pthread_cond_signal(&p->wake);
	(void)pthread_mutex_unlock(&p->lock);
	(void)pthread_join(p->thread, NULL);
	(void)pthread_cond_destroy(&p->wake);
	(void)pthread_mutex_destroy(&p->lock);
	p->running = false;
}
