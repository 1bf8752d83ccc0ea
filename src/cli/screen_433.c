#include "cli/screening.h"

#include "payments/message.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct mt_writer {
	const char *path;  /* borrowed */
	char *part;
	FILE *f;
	struct buf room;
	uint64_t hits, cleared, written;
};

enum status mt_writer_begin(const char *path, struct mt_writer **out, struct error *e)
{
	struct mt_writer *w = calloc(1, sizeof *w);

	*out = NULL;
	if (!w || asprintf(&w->part, "%s.part", path) < 0) {
		free(w);
		return error_memory(e);
	}
	w->path = path;
	w->f = fopen(w->part, "wbx");
	if (!w->f) {
		enum status st = error_errno(e, w->part);

		free(w->part);
		free(w);
		return st;
	}
	*out = w;
	return ST_OK;
}

void mt_writer_note(struct mt_writer *w, uint64_t hits, uint64_t cleared)
{
	w->hits += hits;
	w->cleared += cleared;
}

enum status mt_writer_message(struct mt_writer *w, const struct query_message *m, struct error *e)
{
	const char *code = w->hits || m->faulty ? "NOK" : w->cleared ? "FPO" : "AOK";
	const char *extra = m->faulty && !w->hits ? "NOT READ IN FULL" : NULL;
	enum status st = ST_OK;

	w->hits = w->cleared = 0;
	if (!m->text)
		return error_set(e, ST_USAGE, "--write-433: field 433 is one of MT103; the messages are XML");
	buf_reset(&w->room);
	if (m->service)
		buf_add(&w->room, m->text, m->n);
	else
		st = mt103_screened(m->text, m->n, code, extra, &w->room, e);
	if (st)
		return st;
	buf_add(&w->room, m->text + m->n, m->n_after);
	if (!buf_ok(&w->room))
		return error_memory(e);
	if (fwrite(w->room.bytes, 1, w->room.len, w->f) != w->room.len)
		return error_errno(e, w->part);
	w->written++;
	return ST_OK;
}

enum status mt_writer_end(struct mt_writer *w, bool keep, struct error *e)
{
	enum status st = ST_OK;

	if (!w)
		return ST_OK;
	if (keep && !w->written)
		st = error_set(e, ST_DATA, "--write-433: no MT103 was read, nothing is written");
	if (keep && !st && (fflush(w->f) || fsync(fileno(w->f))))
		st = error_errno(e, w->part);
	if (fclose(w->f) && keep && !st)
		st = error_errno(e, w->part);
	if (keep && !st && rename(w->part, w->path))
		st = error_errno(e, w->path);
	if (!keep || st)
		(void)unlink(w->part);
	buf_free(&w->room);
	free(w->part);
	free(w);
	return st;
}
