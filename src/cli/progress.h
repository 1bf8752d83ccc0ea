/* progress.h - a line on the terminal that says what is being done, for what takes more than a second; nothing where there is no terminal. */
#ifndef ONUS_CLI_PROGRESS_H
#define ONUS_CLI_PROGRESS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>

struct progress {
	FILE *out;
	pthread_t thread;
	bool running;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool over, shown;
	const char *what;       /* static */
	const char *ends;       /* what Ctrl-C does; static */
	double share;           /* 0 … 1, negative: not known */
	struct timespec began;
};

/* ends: what Ctrl-C does, as "end with what there is"; static. */
void progress_begin(struct progress *p, FILE *out, const char *ends);
/* What is being done now; from any thread. arg: struct progress. */
void progress_say(void *arg, const char *what, double share);
/* Takes the line away. */
void progress_end(struct progress *p);

#endif
