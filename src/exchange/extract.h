/* extract.h - text out of an exhibit's bytes, in a confined child process.
 *
 * The child gets the bytes on standard input and writes text to standard output. It has no network, no new
 * privileges, no writable files, a limit on memory, processor time and output, and a filter on system calls
 * (seccomp). A hostile file can at worst end its child. */
#ifndef ONUS_EXCHANGE_EXTRACT_H
#define ONUS_EXCHANGE_EXTRACT_H

#include "base/buf.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

struct extract_limits { uint64_t memory, output; unsigned cpu_seconds, wall_seconds; };
extern const struct extract_limits extract_default; /* 1 GiB, 64 MiB, 30 s, 60 s */

struct extracted {
	struct buf text;      /* UTF-8, may be empty; pages are separated by form feeds */
	const char *tool;     /* "plain", "html (libxml2 2.9.14)", "pdf (pdftotext 22.12.0)"; static or in `note` */
	bool found;           /* there was text */
	char note[256];       /* why there is none, or that it was cut: for the user */
};

/* Media type by content, a static string: "application/pdf", "text/html", "text/plain", "image/png", "image/jpeg",
 * "image/tiff", "application/zip", "application/octet-stream" … `bytes` is the first n bytes. */
const char *extract_type(const unsigned char *bytes, size_t n);
/* Reads the file behind fd from its start. A file that cannot be read as text is ST_OK with found = false and a note;
 * only the environment failing is an error. */
enum status extract_text(int fd, const char *type, const struct extract_limits *limits, struct extracted *out,
			 struct error *e);
void extracted_free(struct extracted *x);

#endif
