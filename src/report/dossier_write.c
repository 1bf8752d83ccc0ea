/* dossier_write.c - the dossier as a folder: made beside its place, put there whole, or not at all. */
#include "report/dossier.h"

#include "report/program.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const members[] = {"index.html", "dossier.json", "sources.dot", "dossier.pdf"};

/* Take away a folder that holds nothing but a dossier's files. */
static void remove_dossier(const char *dir)
{
	char path[4200];
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		(void)snprintf(path, sizeof path, "%s/%s", dir, members[i]);
		(void)unlink(path);
	}
	(void)rmdir(dir);
}

/* ST_OK and *there: may be replaced. Anything but a dossier is refused. */
static enum status look(const char *dir, bool *there, struct error *e)
{
	struct stat info;
	*there = false;
	if (lstat(dir, &info) != 0)
		return errno == ENOENT ? ST_OK : error_errno(e, dir);
	DIR *d = S_ISDIR(info.st_mode) ? opendir(dir) : NULL;
	if (!d)
		return error_set(e, ST_ENV, "%s is there and is no folder of ours", dir);
	bool ours = true, empty = true, marked = false;
	for (struct dirent *f; (f = readdir(d));) {
		bool known = false;
		if (!strcmp(f->d_name, ".") || !strcmp(f->d_name, ".."))
			continue;
		empty = false;
		for (size_t i = 0; i < sizeof members / sizeof *members; i++)
			known = known || !strcmp(f->d_name, members[i]);
		ours = ours && known;
		marked = marked || !strcmp(f->d_name, "dossier.json");
	}
	(void)closedir(d);
	*there = true;
	if (empty || (ours && marked))
		return ST_OK;
	error_set(e, ST_ENV, "%s holds other things than a dossier; nothing was written", dir);
	error_hint(e, "name a new folder");
	return ST_ENV;
}

static enum status write_file(const char *dir, const char *name, const struct buf *b, struct error *e)
{
	char path[4200];
	(void)snprintf(path, sizeof path, "%s/%s", dir, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd < 0)
		return error_errno(e, path);
	size_t at = 0;
	while (at < b->len) {
		ssize_t n = write(fd, b->bytes + at, b->len - at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		at += (size_t)n;
	}
	bool good = at == b->len && fsync(fd) == 0;
	enum status s = good ? ST_OK : error_errno(e, path);
	if (close(fd) != 0 && s == ST_OK)
		s = error_errno(e, path);
	return s;
}

/* Seconds since 1970 of the log's last entry, for the programs that stamp their output. */
static enum status last_second(struct dossier *d, int64_t *epoch, struct error *e)
{
	char last[24];
	int h, m, sec;
	int64_t day;
	enum status s = store_last_time(d->st, last, e);
	if (s != ST_OK)
		return s;
	if (sscanf(last + 10, "T%d:%d:%dZ", &h, &m, &sec) != 3)
		return error_set(e, ST_DATA, "the last log entry has no time");
	last[10] = '\0';
	s = edtf_parse_day(last, &day, e);
	*epoch = day * 86400 + h * 3600 + m * 60 + sec;
	return s;
}

static enum status write_pages(struct dossier *d, const char *tmp, int64_t epoch, struct dossier_written *w, struct error *e)
{
	struct buf dot = BUF_INIT, svg = BUF_INIT, html = BUF_INIT, json = BUF_INIT;
	static const char *const draw[] = {"dot", "-Tsvg", "sources.dot", NULL};
	enum status s = dossier_dot(d, &dot, e);
	if (s == ST_OK)
		s = write_file(tmp, "sources.dot", &dot, e);
	if (s == ST_OK)
		s = program_run(draw, tmp, epoch, 60, &svg, &w->graph, e);
	if (s == ST_OK)
		s = dossier_html(d, w->graph ? svg.bytes : NULL, svg.len, &html, e);
	if (s == ST_OK)
		s = write_file(tmp, "index.html", &html, e);
	if (s == ST_OK)
		s = dossier_json(d, &json, e);
	if (s == ST_OK)
		s = write_file(tmp, "dossier.json", &json, e);
	buf_free(&dot);
	buf_free(&svg);
	buf_free(&html);
	buf_free(&json);
	return s;
}

static enum status write_pdf(const char *tmp, int64_t epoch, struct dossier_written *w, struct error *e)
{
	static const char *const print[] = {"weasyprint", "-q", "index.html", "dossier.pdf", NULL};
	char path[4200];
	enum status s = program_run(print, tmp, epoch, 600, NULL, &w->pdf, e);
	if (s == ST_OK && !w->pdf) {
		(void)snprintf(path, sizeof path, "%s/dossier.pdf", tmp);
		(void)unlink(path);
		(void)snprintf(w->note, sizeof w->note, "no PDF: weasyprint is missing or failed; index.html prints as well");
	}
	return s;
}

/* Put tmp in dir's place; what was there goes away only when the new one stands. */
static enum status put_in_place(const char *tmp, const char *dir, bool there, struct error *e)
{
	if (!there)
		return rename(tmp, dir) == 0 ? ST_OK : error_errno(e, dir);
	if (renameat2(AT_FDCWD, tmp, AT_FDCWD, dir, RENAME_EXCHANGE) != 0)
		return error_errno(e, dir);
	remove_dossier(tmp);
	return ST_OK;
}

enum status dossier_write(struct dossier *d, const char *dir, bool pdf, struct dossier_written *w, struct error *e)
{
	char clean[4000], tmp[4100];
	bool there;
	int64_t epoch = 0;
	*w = (struct dossier_written){0};
	int n = snprintf(clean, sizeof clean, "%s", dir);
	if (n <= 0 || (size_t)n >= sizeof clean)
		return error_set(e, ST_USAGE, "the folder's name is empty or too long");
	while (n > 1 && clean[n - 1] == '/')
		clean[--n] = '\0';
	enum status s = look(clean, &there, e);
	if (s == ST_OK)
		s = last_second(d, &epoch, e);
	(void)snprintf(tmp, sizeof tmp, "%s.part-XXXXXX", clean);
	if (s == ST_OK && !mkdtemp(tmp))
		return error_errno(e, clean);
	if (s != ST_OK)
		return s;
	(void)chmod(tmp, 0755);
	s = write_pages(d, tmp, epoch, w, e);
	if (s == ST_OK && pdf)
		s = write_pdf(tmp, epoch, w, e);
	if (s == ST_OK)
		s = put_in_place(tmp, clean, there, e);
	if (s != ST_OK)
		remove_dossier(tmp);
	return s;
}
