#include "watch/parallel.h"

#include <pthread.h>
#include <stdbool.h>

struct part { parallel_work *work; void *arg; size_t from, to; unsigned number; };

static void *run(void *arg)
{
	struct part *p = arg;

	p->work(p->arg, p->from, p->to, p->number);
	return NULL;
}

unsigned parallel(unsigned threads, size_t n, size_t least, parallel_work *work, void *arg)
{
	struct part part[PARALLEL_MOST];
	pthread_t thread[PARALLEL_MOST];
	bool running[PARALLEL_MOST];
	size_t most = n / (least ? least : 1);
	unsigned parts = threads < 1 ? 1 : threads > PARALLEL_MOST ? PARALLEL_MOST : threads;

	if (parts > most)
		parts = most ? (unsigned)most : 1;
	for (unsigned i = 0; i < parts; i++) {
		part[i] = (struct part){work, arg, n * i / parts, n * (i + 1) / parts, i};
		running[i] = i && pthread_create(&thread[i], NULL, run, &part[i]) == 0;
	}
	for (unsigned i = 0; i < parts; i++)
		if (!running[i])
			run(&part[i]);
	for (unsigned i = 1; i < parts; i++)
		if (running[i])
			(void)pthread_join(thread[i], NULL);
	return parts;
}
