/* vectors.h - the same loops compiled for the vectors that the processor has; the loader chooses. Element by element and without contraction, so
 * every processor gives the same bits. */
#ifndef ONUS_WATCH_VECTORS_H
#define ONUS_WATCH_VECTORS_H

/* The sanitizers cannot run before the loader's choice is made. */
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define VECTORS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VECTORS
#endif

#endif
