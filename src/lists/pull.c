#include "lists/pull.h"

#include "onus/version.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* --- addresses ------------------------------------------------------------------------------------------ */

struct address { char *scheme, *host, *user; };

static void address_free(struct address *x)
{
	curl_free(x->scheme);
	curl_free(x->host);
	curl_free(x->user);
}

/* The parts of an address, as libcurl itself will understand it. */
static enum status address_read(const char *url, struct address *x, struct error *e)
{
	CURLU *u = curl_url();

	*x = (struct address){0};
	if (!u)
		return error_memory(e);
	CURLUcode rc = curl_url_set(u, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME);
	if (!rc)
		rc = curl_url_get(u, CURLUPART_SCHEME, &x->scheme, 0);
	if (!rc)
		rc = curl_url_get(u, CURLUPART_HOST, &x->host, 0);
	if (rc == CURLUE_NO_HOST && x->scheme && strcmp(x->scheme, "http") != 0 && strcmp(x->scheme, "https") != 0)
		rc = CURLUE_OK; /* file:…: what is wrong with it is said by its scheme */
	if (!rc)
		(void)curl_url_get(u, CURLUPART_USER, &x->user, 0);
	curl_url_cleanup(u);
	if (!rc)
		return ST_OK;
	address_free(x);
	*x = (struct address){0};
	return rc == CURLUE_OUT_OF_MEMORY ? error_memory(e) : error_set(e, ST_DATA, "%s: no address: https://… expected", url);
}

static bool is_loopback(const char *host)
{
	unsigned a, b, c, d;
	char more;

	if (!strcmp(host, "localhost") || !strcmp(host, "[::1]"))
		return true;
	return sscanf(host, "%3u.%3u.%3u.%3u%c", &a, &b, &c, &d, &more) == 4 && a == 127;
}

static enum status check(const char *url, bool plain_http, bool *is_https, struct error *e)
{
	struct address x;
	enum status st = address_read(url, &x, e);

	if (st)
		return st;
	*is_https = !strcmp(x.scheme, "https");
	if (x.user) {
		st = error_set(e, ST_DATA, "an address with a user's name or password in it is refused: it would be kept and shown");
	} else if (!*is_https && strcmp(x.scheme, "http") != 0) {
		st = error_set(e, ST_DATA, "%s: %s is not pulled from: https expected", url, x.scheme);
	} else if (!*is_https && !plain_http && !is_loopback(x.host)) {
		st = error_set(e, ST_DATA, "%s: plain http: anybody on the way could change the list; https expected", url);
		error_hint(e, "--insecure allows it");
	}
	address_free(&x);
	return st;
}

enum status pull_url_check(const char *url, bool plain_http, struct error *e)
{
	bool is_https;

	return check(url, plain_http, &is_https, e);
}

/* --- one transfer --------------------------------------------------------------------------------------- */

struct transfer {
	const struct pull *p;
	int fd;
	uint64_t got;
	bool too_large, stopped;
	int disk;                    /* errno of a failed write */
	char etag[PULL_MARK_MOST], modified[PULL_MARK_MOST], type[128];
	char said[CURL_ERROR_SIZE];
	long code;
};

static size_t take_body(char *bytes, size_t one, size_t n, void *arg)
{
	struct transfer *t = arg;
	size_t left = one * n;

	t->got += left;
	if (t->got > t->p->most) {
		t->too_large = true;
		return 0;
	}
	for (const char *at = bytes; left;) {
		ssize_t put = write(t->fd, at, left);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0) {
			t->disk = errno;
			return 0;
		}
		at += put;
		left -= (size_t)put;
	}
	return one * n;
}

/* A mark that can be sent back as it came: printable ASCII, not too long; otherwise as if there were none. */
static bool mark_ok(const char *s)
{
	size_t n = strlen(s);

	for (size_t i = 0; i < n; i++)
		if (s[i] < ' ' || s[i] > '~')
			return false;
	return n && n < PULL_MARK_MOST;
}

static void take_mark(const char *line, size_t n, const char *name, char *out, size_t cap)
{
	size_t at = strlen(name);

	if (n <= at || strncasecmp(line, name, at) != 0)
		return;
	while (at < n && (line[at] == ' ' || line[at] == '\t'))
		at++;
	while (n > at && strchr(" \t\r\n", line[n - 1]))
		n--;
	*out = '\0';
	if (n - at < cap) {
		memcpy(out, line + at, n - at);
		out[n - at] = '\0';
	}
	if (!mark_ok(out))
		*out = '\0';
}

static size_t take_header(char *line, size_t one, size_t n, void *arg)
{
	struct transfer *t = arg;

	take_mark(line, one * n, "ETag:", t->etag, sizeof t->etag);
	take_mark(line, one * n, "Last-Modified:", t->modified, sizeof t->modified);
	take_mark(line, one * n, "Content-Type:", t->type, sizeof t->type);
	return one * n;
}

static int watch(void *arg, curl_off_t total, curl_off_t got, curl_off_t up_total, curl_off_t up)
{
	struct transfer *t = arg;

	(void)up_total;
	(void)up;
	t->stopped = t->p->watch && t->p->watch(t->p->arg, got > 0 ? (uint64_t)got : 0, total > 0 ? (uint64_t)total : 0);
	return t->stopped;
}

static bool add_header(struct curl_slist **list, const char *name, const char *value)
{
	char line[PULL_MARK_MOST + 32];
	struct curl_slist *more;

	if (!value || !mark_ok(value))
		return true;
	(void)snprintf(line, sizeof line, "%s: %s", name, value);
	more = curl_slist_append(*list, line);
	if (more)
		*list = more;
	return more != NULL;
}

static CURLcode set_up(CURL *c, struct transfer *t, const char *url, bool is_https, struct curl_slist *headers)
{
	CURLcode rc = CURLE_OK;
#define SET(option, value) do { if (!rc) rc = curl_easy_setopt(c, option, value); } while (0)
	SET(CURLOPT_URL, url);
	SET(CURLOPT_PROTOCOLS_STR, is_https ? "https" : "http");
	SET(CURLOPT_FOLLOWLOCATION, 0L);
	SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	SET(CURLOPT_NOSIGNAL, 1L);
	SET(CURLOPT_SSL_VERIFYPEER, 1L);
	SET(CURLOPT_SSL_VERIFYHOST, 2L);
	SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (t->p->authorities)
		SET(CURLOPT_CAINFO, t->p->authorities);
	if (!is_https)
		SET(CURLOPT_NOPROXY, "*");
	SET(CURLOPT_HTTPHEADER, headers);
	SET(CURLOPT_ACCEPT_ENCODING, "");
	SET(CURLOPT_USERAGENT, "onus/" ONUS_VERSION);
	SET(CURLOPT_CONNECTTIMEOUT, (long)t->p->seconds);
	SET(CURLOPT_LOW_SPEED_TIME, (long)t->p->seconds);
	SET(CURLOPT_LOW_SPEED_LIMIT, 200L);
	SET(CURLOPT_ERRORBUFFER, t->said);
	SET(CURLOPT_WRITEFUNCTION, take_body);
	SET(CURLOPT_WRITEDATA, (void *)t);
	SET(CURLOPT_HEADERFUNCTION, take_header);
	SET(CURLOPT_HEADERDATA, (void *)t);
	SET(CURLOPT_NOPROGRESS, 0L);
	SET(CURLOPT_XFERINFOFUNCTION, watch);
	SET(CURLOPT_XFERINFODATA, (void *)t);
#undef SET
	return rc;
}

static enum status failed(const struct transfer *t, CURLcode rc, const char *url, struct error *e)
{
	const char *said = t->said[0] ? t->said : curl_easy_strerror(rc);

	if (t->too_large)
		return error_set(e, ST_DATA, "%s: more than %llu MB", url, (unsigned long long)(t->p->most >> 20));
	if (t->stopped)
		return error_set(e, ST_ENV, "%s: stopped", url);
	if (t->disk) {
		errno = t->disk;
		return error_errno(e, t->p->out);
	}
	switch (rc) {
	case CURLE_OUT_OF_MEMORY:
		return error_memory(e);
	case CURLE_PARTIAL_FILE:
		return error_set(e, ST_ENV, "%s: cut short: the connection ended after %llu bytes (%s)", url, (unsigned long long)t->got, said);
	case CURLE_OPERATION_TIMEDOUT:
		return error_set(e, ST_ENV, "%s: too slow: nothing, or next to nothing, came for %u seconds", url, t->p->seconds);
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CONNECT_ERROR:
		return error_set(e, ST_ENV, "%s: the server could not prove who it is: %s", url, said);
	default:
		return error_set(e, ST_ENV, "%s: %s", url, said);
	}
}

/* One request; *next is where a redirect leads (the caller's to curl_free), or NULL. */
static enum status fetch(struct transfer *t, const char *url, bool is_https, char **next, struct error *e)
{
	struct curl_slist *headers = NULL;
	CURL *c = curl_easy_init();
	char *to = NULL;
	enum status st = ST_OK;
	CURLcode rc = CURLE_OK;

	*next = NULL;
	t->got = 0;
	t->etag[0] = t->modified[0] = t->type[0] = t->said[0] = '\0';
	if (!c || !add_header(&headers, "If-None-Match", t->p->etag) ||
	    !add_header(&headers, "If-Modified-Since", t->p->modified))
		st = error_memory(e);
	/* a redirect may have had a body */
	else if (ftruncate(t->fd, 0) || lseek(t->fd, 0, SEEK_SET))
		st = error_errno(e, t->p->out);
	if (!st && (rc = set_up(c, t, url, is_https, headers)) == CURLE_OK)
		rc = curl_easy_perform(c);
	if (!st && rc)
		st = failed(t, rc, url, e);
	if (!st)
		(void)curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &t->code);
	if (!st && !curl_easy_getinfo(c, CURLINFO_REDIRECT_URL, &to) && to && !(*next = strdup(to)))
		st = error_memory(e);
	curl_slist_free_all(headers);
	curl_easy_cleanup(c);
	return st;
}

/* --- the whole ------------------------------------------------------------------------------------------ */

static enum status follow(struct transfer *t, struct error *e)
{
	char *url = strdup(t->p->url), *next = NULL;
	bool is_https = false, was_https = false;
	enum status st = url ? check(url, t->p->plain_http, &is_https, e) : error_memory(e);

	for (unsigned hops = 0; !st; hops++) {
		st = fetch(t, url, is_https, &next, e);
		if (st || !next)
			break;
		was_https = is_https;
		st = check(next, t->p->plain_http, &is_https, e);
		if (st == ST_DATA && e) {
			char why[512];
			(void)snprintf(why, sizeof why, "%.511s", e->message);
			st = error_set(e, ST_DATA, "%s: leads on to where nothing is pulled from: %s", url, why);
		}
		if (!st && was_https && !is_https)
			st = error_set(e, ST_DATA, "%s: leads from https to %s", url, next);
		else if (!st && hops == PULL_REDIRECTS_MOST)
			st = error_set(e, ST_ENV, "%s: leads on more than %d times", t->p->url, PULL_REDIRECTS_MOST);
		free(url);
		url = next;
		next = NULL;
	}
	free(url);
	return st;
}

/* What a server sends that answers 200 and means "no". */
static bool is_page(const struct transfer *t)
{
	char head[512];
	ssize_t n = pread(t->fd, head, sizeof head - 1, 0);
	size_t at = 0;

	if (n <= 0)
		return false;
	head[n] = '\0';
	if (n >= 3 && !memcmp(head, "\xEF\xBB\xBF", 3))
		at = 3;
	at += strspn(head + at, " \t\r\n");
	return !strncasecmp(head + at, "<!doctype html", 14) || !strncasecmp(head + at, "<html", 5);
}

static enum status judge(const struct transfer *t, struct error *e)
{
	const char *url = t->p->url;

	if (t->code == 304 && (t->p->etag || t->p->modified))
		return ST_OK;
	if (t->code == 404 || t->code == 410)
		return error_set(e, ST_ENV, "%s: not there (%ld): the address has changed, or has a typing error", url, t->code);
	if (t->code == 401 || t->code == 403)
		return error_set(e, ST_ENV, "%s: the server does not give it out (%ld)", url, t->code);
	if (t->code != 200)
		return error_set(e, ST_ENV, "%s: the server answered %ld, expected 200", url, t->code);
	if (!t->got)
		return error_set(e, ST_DATA, "%s: the server sent nothing", url);
	if (is_page(t))
		return error_set(e, ST_DATA, "%s: the server sent a web page, not a list", url);
	return ST_OK;
}

static enum status keep_marks(const struct transfer *t, struct arena *a, struct pulled *out, struct error *e)
{
	out->unchanged = t->code == 304;
	out->size = t->got;
	out->etag = t->etag[0] ? arena_strdup(a, t->etag) : NULL;
	out->modified = t->modified[0] ? arena_strdup(a, t->modified) : NULL;
	return (t->etag[0] && !out->etag) || (t->modified[0] && !out->modified) ? error_memory(e) : ST_OK;
}

enum status pull_file(const struct pull *p, struct arena *a, struct pulled *out, struct error *e)
{
	struct transfer t = {.p = p, .fd = -1};
	enum status st = ST_OK;

	*out = (struct pulled){0};
	if (curl_global_init(CURL_GLOBAL_DEFAULT))
		return error_set(e, ST_ENV, "libcurl cannot be started");
	t.fd = open(p->out, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (t.fd < 0) {
		st = error_errno(e, p->out);
		curl_global_cleanup();
		return st;
	}
	st = follow(&t, e);
	if (!st)
		st = judge(&t, e);
	if (!st)
		st = keep_marks(&t, a, out, e);
	if (close(t.fd) && !st)
		st = error_errno(e, p->out);
	if (st || out->unchanged)
		(void)unlink(p->out);
	curl_global_cleanup();
	return st;
}
