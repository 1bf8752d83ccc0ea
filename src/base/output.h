/* output.h - bytes to a file descriptor. */
#ifndef ONUS_BASE_OUTPUT_H
#define ONUS_BASE_OUTPUT_H

#include "base/status.h"

#include <stddef.h>

/* All n bytes, however many calls that takes. path: for the message. */
enum status output_all(int fd, const char *path, const char *bytes, size_t n, struct error *e);
/* A whole file or none: written beside its place, made durable, then moved there. */
enum status output_whole(const char *path, const char *bytes, size_t n, struct error *e);

#endif
