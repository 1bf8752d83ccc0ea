/* pull.h - a list's file fetched from its address, by libcurl.
 *
 * https, and plain http to this machine itself; plain http to others only when the caller says so. Certificates are always verified.
 * No cookies, no .netrc, no passwords in addresses. Redirects are followed here, a few, each held against the same rules, and never from https
 * to http. A proxy is used where the environment names one (https_proxy), for https only. Nothing is kept of a transfer that did not end well. */
#ifndef ONUS_LISTS_PULL_H
#define ONUS_LISTS_PULL_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

enum { PULL_REDIRECTS_MOST = 5, PULL_MARK_MOST = 512 };

struct pull {
	const char *url;
	const char *out;             /* the file to write; must not be there */
	const char *etag, *modified; /* what the server said of the version that is here already, or NULL */
	bool plain_http;             /* http to any machine */
	uint64_t most;               /* bytes, after decompression */
	unsigned seconds;            /* to connect, and to stand nearly still */
	const char *authorities;     /* file of certificates to trust in place of the system's, or NULL */
	/* Called now and then; true = stop. total 0 = not known. May be NULL. */
	bool (*watch)(void *arg, uint64_t got, uint64_t total);
	void *arg;
};
struct pulled {
	bool unchanged;              /* 304: nothing was written */
	const char *etag, *modified; /* in the arena, or NULL */
	uint64_t size;
};

/* ST_DATA with the reason when the address may not be pulled from. */
enum status pull_url_check(const char *url, bool plain_http, struct error *e);
/* Fetch. ST_ENV: no connection, no trust, too slow, cut short, an answer such as 404, the disk, stopped; ST_DATA: an address that is not allowed,
 * too large, empty, a web page. After an error the file is gone. */
enum status pull_file(const struct pull *p, struct arena *a, struct pulled *out, struct error *e);

#endif
