/* register_work.h - within registration: a window's work space, and what the steps share. */
#ifndef ONUS_WATCH_REGISTER_WORK_H
#define ONUS_WATCH_REGISTER_WORK_H

#include "watch/register.h"
#include "watch/spectrum.h"

enum { MATCH_LEAST = 32, MATCH_MOST = 512 };
/* A window counts as matched from this reliability on; register_match gives 0 to those that failed. */
#define MATCH_RELIABLE 0.3

struct match_work;

/* For windows of n × n; NULL: n is not a power of two between the limits, or memory is out. One a thread. */
struct match_work *match_work(uint32_t n, struct arena *a);
/* register_match with displacements of at most `furthest` a direction looked for. */
bool match_window(struct match_work *w, const float *reference, const float *other, double furthest, struct match *out);

#endif
