#include "cli/answer.h"
#include "exchange/extract.h"
#include "store/model.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

extern const struct command cmd_add;

/* One file on its way into custody. */
struct item {
	const char *path;
	char *name;              /* safe: no folder, no controls, UTF-8 */
	struct sha256 hash;
	char hex[SHA256_HEX];
	uint64_t size;
	const char *type;
	struct extracted text;
	const char *source;      /* id, or NULL: unattached */
	bool fresh;              /* was not in the case */
	bool changed;            /* the record is new or has a source more */
};

/* The file's name without its folder; what is not plain UTF-8 text is shown as �. */
static char *safe_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const unsigned char *s = (const unsigned char *)(slash ? slash + 1 : path);
	struct buf b = BUF_INIT;
	while (*s && b.len < 200) {
		size_t n = *s < 0x80 ? 1 : *s >= 0xC2 && *s < 0xE0 ? 2 : *s >= 0xE0 && *s < 0xF0 ? 3 : *s >= 0xF0 && *s < 0xF5 ? 4 : 0;
		for (size_t i = 1; i < n; i++)
			if ((s[i] & 0xC0) != 0x80)
				n = 0;
		bool bidi = n == 3 && s[0] == 0xE2 && ((s[1] == 0x80 && s[2] >= 0xAA && s[2] <= 0xAE) || (s[1] == 0x81 && s[2] >= 0xA6 && s[2] <= 0xA9));
		bool surrogate = n == 3 && s[0] == 0xED && s[1] >= 0xA0;
		bool overlong = (n == 3 && s[0] == 0xE0 && s[1] < 0xA0) || (n == 4 && ((s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F)));
		bool control = (n == 1 && (*s < 0x20 || *s == 0x7F)) || (n == 2 && s[0] == 0xC2 && s[1] < 0xA0);
		if (!n || bidi || surrogate || overlong || control) {
			buf_text(&b, "\xEF\xBF\xBD");
			s += n ? n : 1;
			continue;
		}
		buf_add(&b, s, n);
		s += n;
	}
	if (!b.len)
		buf_text(&b, "unnamed");
	if (!buf_ok(&b))
		buf_free(&b);
	return b.bytes;
}

/* Hash, type and text: everything that needs no lock on the case. */
static enum status inspect(struct item *it, bool no_text, struct error *e)
{
	unsigned char head[4096];
	struct stat info;
	int fd = open(it->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	enum status s = fd < 0 ? error_errno(e, it->path) : ST_OK;
	if (s == ST_OK && (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)))
		s = error_set(e, ST_ENV, "%s is not a file", it->path);
	if (s == ST_OK)
		s = sha256_fd(fd, it->path, &it->hash, &it->size, e);
	ssize_t n = s == ST_OK ? pread(fd, head, sizeof head, 0) : 0;
	if (n < 0)
		s = error_errno(e, it->path);
	if (s == ST_OK) {
		sha256_hex(&it->hash, it->hex);
		it->type = extract_type(head, (size_t)n);
		it->name = safe_name(it->path);
		s = it->name ? ST_OK : error_memory(e);
	}
	if (s == ST_OK && !no_text)
		s = extract_text(fd, it->type, &extract_default, &it->text, e);
	if (fd >= 0)
		(void)close(fd);
	return s;
}

/* --- which source ------------------------------------------------------------------------- */

static enum status refuse_bytes(const struct item *it, const struct source *s, struct error *e)
{
	return error_set(e, ST_DATA, "%s: these are not the bytes of %s: it has SHA-256 %s, the file has %s", it->path, s->id, s->sha256, it->hex);
}

static enum status attach(struct item *it, const struct model *m, const char *named, bool unattached, struct error *e)
{
	if (named) {
		const struct source *s = model_source(m, named);
		if (!s)
			return error_set(e, ST_DATA, "no source is called %s", named);
		it->source = s->id;
		return s->sha256 && strcmp(s->sha256, it->hex) != 0 ? refuse_bytes(it, s, e) : ST_OK;
	}
	for (size_t i = 0; i < m->n_sources && !it->source; i++)
		if (m->sources[i].sha256 && !strcmp(m->sources[i].sha256, it->hex))
			it->source = m->sources[i].id;
	if (it->source || unattached)
		return ST_OK;
	error_set(e, ST_DATA, "%s: no source of the case has these bytes (SHA-256 %s)", it->path, it->hex);
	error_hint(e, "--source ID says whose they are; --unattached keeps them without one");
	return ST_DATA;
}

/* --- the record --------------------------------------------------------------------------- */

static json_t *new_record(const struct item *it, const char *by)
{
	char now[32] = "";
	time_t t = time(NULL);
	struct tm tm;
	if (!gmtime_r(&t, &tm) || !strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &tm))
		return NULL;
	return json_pack("{s:s, s:I, s:s, s:s, s:s, s:s, s:s}", "id", it->hex, "size", (json_int_t)it->size, "type", it->type, "name", it->name,
			 "who", by, "when", now, "how", "file");
}

static bool add_source(json_t *record, const char *source, bool *changed)
{
	json_t *list = json_object_get(record, "source");
	size_t i;
	json_t *item;
	json_array_foreach(list, i, item)
		if (!strcmp(json_string_value(item), source))
			return true;
	*changed = true;
	if (list)
		return json_array_append_new(list, json_string(source)) == 0;
	return json_object_set_new(record, "source", json_pack("[s]", source)) == 0;
}

static enum status keep_text(struct store *st, const struct item *it, json_t *record, struct error *e)
{
	struct sha256 hash;
	char hex[SHA256_HEX];
	if (!it->text.found)
		return ST_OK;
	enum status s = store_keep_bytes(st, it->text.text.bytes, it->text.text.len, &hash, e);
	if (s != ST_OK)
		return s;
	sha256_hex(&hash, hex);
	json_t *text = json_pack("{s:s, s:I, s:s}", "sha256", hex, "size", (json_int_t)it->text.text.len, "tool", it->text.tool);
	return json_object_set_new(record, "text", text) == 0 ? ST_OK : error_memory(e);
}

static enum status take_in(struct store *st, struct item *it, const char *by, struct error *e)
{
	struct sha256 kept;
	uint64_t size;
	bool fresh_bytes;
	json_t *record = NULL;
	enum status s = store_get(st, KIND_EXHIBIT, it->hex, &record, NULL, e);
	if (s != ST_OK)
		return s;
	if (!record) {
		it->fresh = it->changed = true;
		s = store_keep_file(st, it->path, &kept, &size, &fresh_bytes, e);
		if (s == ST_OK && memcmp(kept.bytes, it->hash.bytes, SHA256_SIZE) != 0)
			s = error_set(e, ST_ENV, "%s changed while it was read; nothing was taken in", it->path);
		record = s == ST_OK ? new_record(it, by) : NULL;
		if (s == ST_OK && !record)
			s = error_memory(e);
		if (s == ST_OK)
			s = keep_text(st, it, record, e);
	}
	if (s == ST_OK && it->source && !add_source(record, it->source, &it->changed))
		s = error_memory(e);
	if (s == ST_OK && it->changed)
		s = store_put(st, KIND_EXHIBIT, it->hex, record, "", NULL, e);
	json_decref(record);
	return s;
}

/* --- the answer --------------------------------------------------------------------------- */

static void print_item(const struct context *cx, const struct item *it)
{
	(void)fprintf(cx->out, "%s %s  ", it->fresh ? "taken in" : it->changed ? "source added" : "held already", it->hex);
	print_safe(cx->out, it->name);
	(void)fprintf(cx->out, "  %s, %llu bytes", it->type, (unsigned long long)it->size);
	if (it->source) {
		(void)fputs(", of ", cx->out);
		print_safe(cx->out, it->source);
	}
	if (it->fresh && it->text.found)
		(void)fprintf(cx->out, "; text of %zu bytes, %s%s%s", it->text.text.len, it->text.tool, it->text.note[0] ? ", " : "", it->text.note);
	else if (it->fresh && it->text.note[0])
		(void)fprintf(cx->out, "; no text: %s", it->text.note);
	(void)fputs("\n", cx->out);
}

static json_t *item_json(const struct item *it)
{
	return json_pack("{s:s, s:s, s:s, s:I, s:s*, s:b, s:b, s:b, s:s*}", "sha256", it->hex, "name", it->name, "type", it->type, "size",
			 (json_int_t)it->size, "source", it->source, "fresh", it->fresh, "changed", it->changed, "text", it->text.found, "note",
			 it->text.note[0] ? it->text.note : NULL);
}

static enum status print_items(const struct context *cx, const struct item *v, size_t n, struct error *e)
{
	if (!cx->json) {
		for (size_t i = 0; i < n; i++)
			print_item(cx, &v[i]);
		return ST_OK;
	}
	json_t *list = json_array();
	for (size_t i = 0; list && i < n; i++)
		if (json_array_append_new(list, item_json(&v[i])) != 0) {
			json_decref(list);
			list = NULL;
		}
	return answer_json(cx, list ? json_pack("{s:o}", "exhibits", list) : NULL, e);
}

static enum status add_all(struct context *cx, const struct args *args, struct item *v, struct error *e)
{
	struct store *st = NULL;
	struct arena a = ARENA_INIT;
	struct model m;
	enum status s = answer_open(cx, STORE_WRITE, &st, e);
	for (size_t i = 0; s == ST_OK && i < args->n_rest; i++)
		s = inspect(&v[i], args_flag(args, "no-text"), e);
	if (s == ST_OK)
		s = store_begin(st, cx->by, e);
	if (s == ST_OK)
		s = model_load(st, &a, &m, e);
	for (size_t i = 0; s == ST_OK && i < args->n_rest; i++)
		s = attach(&v[i], &m, args_value(args, "source"), args_flag(args, "unattached"), e);
	for (size_t i = 0; s == ST_OK && i < args->n_rest; i++)
		s = take_in(st, &v[i], cx->by, e);
	if (s == ST_OK)
		s = store_commit(st, e);
	if (s == ST_OK)
		s = print_items(cx, v, args->n_rest, e);
	store_rollback(st);
	store_close(st);
	arena_free(&a);
	return s;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	struct item *v = calloc(args->n_rest, sizeof *v);
	if (!v)
		return error_memory(e);
	for (size_t i = 0; i < args->n_rest; i++)
		v[i].path = args->rest[i];
	enum status s = add_all(cx, args, v, e);
	for (size_t i = 0; i < args->n_rest; i++) {
		free(v[i].name);
		extracted_free(&v[i].text);
	}
	free(v);
	return s;
}

static const struct option options[] = {
	{"source", 0, "ID", "whose bytes they are; found by SHA-256 unless given"},
	{"unattached", 0, NULL, "keep them although no source is named"},
	{"no-text", 0, NULL, "take no text out of them"},
};

const struct command cmd_add = {
	.name = "add",
	.args = "FILE…",
	.summary = "take files into custody as exhibits",
	.about = "Takes the bytes of files into the case's evidence folder under their SHA-256, and logs hash, size, type by content, name, who, "
		 "when and how. Text is taken out of plain text, HTML and PDF in a confined child process; a file that cannot be read as text is "
		 "taken in all the same. The same bytes twice are one exhibit. A source with a known hash accepts only those bytes. Several files "
		 "are taken in together or not at all.",
	OPTIONS(options),
	.least = 1,
	.most = ANY,
	.run = run,
	.json = true,
};
