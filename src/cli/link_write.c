#include "base/table.h"
#include "cli/linking.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum status link_file_begin(const char *path, struct link_file *f, struct error *e)
{
	size_t n = strlen(path) + 32;
	struct stat is;
	bool plain = stat(path, &is) || S_ISREG(is.st_mode);

	*f = (struct link_file){.path = strdup(path), .part = malloc(n)};
	if (!f->path || !f->part) {
		free(f->path);
		free(f->part);
		return error_memory(e);
	}
	(void)snprintf(f->part, n, "%s.%ld.part", path, (long)getpid());
	if (!plain) {
		free(f->part);
		f->part = NULL;
	}
	if (!(f->out = fopen(plain ? f->part : path, "w"))) {
		enum status st = error_errno(e, path);

		free(f->path);
		free(f->part);
		return st;
	}
	return ST_OK;
}

enum status link_file_end(struct link_file *f, bool keep, struct error *e)
{
	bool good = !ferror(f->out);
	enum status st = ST_OK;

	if (fclose(f->out) != 0)
		good = false;
	if (keep && (!good || (f->part && rename(f->part, f->path) != 0)))
		st = error_errno(e, f->path);
	if (f->part && (!keep || st))
		(void)unlink(f->part);
	free(f->path);
	free(f->part);
	return st;
}

static void field(struct buf *b, const char *text, bool last)
{
	table_write_field(b, text);
	buf_char(b, last ? '\n' : ',');
}

/* What has gathered goes out from time to time. */
static enum status flush(struct buf *b, bool all, FILE *out, struct error *e)
{
	if (!all && b->len < 1 << 16)
		return ST_OK;
	if (!buf_ok(b))
		return error_memory(e);
	if (b->len && fwrite(b->bytes, 1, b->len, out) != b->len)
		return error_errno(e, "writing");
	buf_reset(b);
	return ST_OK;
}

enum status link_write_clusters(const struct linking *l, FILE *out, struct error *e)
{
	const struct link_result *r = &l->result;
	bool files = l->records.n_files > 1;
	struct buf b = BUF_INIT;
	enum status st = ST_OK;

	buf_printf(&b, "id,cluster_id,%sprobability\n", files ? "file," : "");
	for (size_t i = 0; !st && i < l->records.n; i++) {
		field(&b, l->records.id[i], false);
		buf_printf(&b, "%u,", r->cluster[i] + 1);
		if (files)
			field(&b, l->records.files[l->records.file[i]], false);
		buf_printf(&b, "%.4f\n", (double)r->clusters[r->cluster[i]].probability);
		st = flush(&b, false, out, e);
	}
	if (!st)
		st = flush(&b, true, out, e);
	buf_free(&b);
	return st;
}

enum status link_write_pairs(const struct linking *l, FILE *out, struct error *e)
{
	static const char *const decided[] = {"different,", ",", "same,"};
	const struct link_result *r = &l->result;
	bool files = l->records.n_files > 1;
	struct buf b = BUF_INIT;
	enum status st = ST_OK;

	buf_printf(&b, "id_a,id_b,%sprobability,weight,%s", files ? "file_a,file_b," : "", l->log ? "decided," : "");
	for (size_t k = 0; k < r->fields.n; k++)
		field(&b, l->field[k], k + 1 == r->fields.n);
	for (size_t i = 0; !st && i < r->n_pairs; i++) {
		const struct link_pair *p = &r->pair[i];

		if ((double)p->probability < l->pairs_from)
			continue;
		field(&b, l->records.id[p->a], false);
		field(&b, l->records.id[p->b], false);
		if (files) {
			field(&b, l->records.files[l->records.file[p->a]], false);
			field(&b, l->records.files[l->records.file[p->b]], false);
		}
		buf_printf(&b, "%.6f,%.3f,", (double)p->probability, (double)p->weight);
		if (l->log)
			buf_text(&b, decided[link_decided(r, p->a, p->b) + 1]);
		for (size_t k = 0; k < r->fields.n; k++)
			field(&b, field_level_name(r->fields.field[k].kind, levels_at(p->levels, k)), k + 1 == r->fields.n);
		st = flush(&b, false, out, e);
	}
	if (!st)
		st = flush(&b, true, out, e);
	buf_free(&b);
	return st;
}

static enum status overlap(const struct linking *l, const uint32_t *cluster, size_t draw, uint64_t *on, struct buf *b, FILE *out, struct error *e)
{
	enum status st = ST_OK;

	memset(on, 0, (l->records.n + 1) * sizeof *on);
	for (size_t i = 0; i < l->records.n; i++)
		on[cluster[i]] |= UINT64_C(1) << l->records.file[i];
	for (size_t c = 0; !st && c < l->records.n; c++) {
		if (!on[c])
			continue;
		if (draw)
			buf_printf(b, "%zu,", draw);
		for (size_t f = 0; f < l->records.n_files; f++)
			buf_printf(b, "%d%c", (int)(on[c] >> f & 1), f + 1 == l->records.n_files ? '\n' : ',');
		st = flush(b, false, out, e);
	}
	return st;
}

enum status link_write_overlap(const struct linking *l, FILE *out, struct error *e)
{
	const struct link_result *r = &l->result;
	uint64_t *on = malloc((l->records.n + 1) * sizeof *on);
	struct buf b = BUF_INIT;
	enum status st = on ? ST_OK : error_memory(e);

	if (r->n_draws)
		buf_text(&b, "linkage,");
	for (size_t f = 0; f < l->records.n_files; f++)
		field(&b, l->records.files[f], f + 1 == l->records.n_files);
	if (!st && !r->n_draws)
		st = overlap(l, r->cluster, 0, on, &b, out, e);
	for (size_t d = 0; !st && d < r->n_draws; d++)
		st = overlap(l, r->draw[d], d + 1, on, &b, out, e);
	if (!st)
		st = flush(&b, true, out, e);
	buf_free(&b);
	free(on);
	return st;
}
