/* arena.h - memory that is freed all at once: a command's, a request's or a batch's lifetime.
 *
 * Every function returns NULL when memory is out or a size overflows; nothing aborts. */
#ifndef ONUS_BASE_ARENA_H
#define ONUS_BASE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_block *head;
	size_t used; /* bytes handed out in all */
};

#define ARENA_INIT {0}

/* n bytes, zeroed, aligned for any type. */
void *arena_alloc(struct arena *a, size_t n);
/* count items of size bytes, zeroed; NULL when count × size overflows. */
void *arena_array(struct arena *a, size_t count, size_t size);
/* A NUL-terminated copy. */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Free everything; the arena can be used again. */
void arena_free(struct arena *a);

#endif
