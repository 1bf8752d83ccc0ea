#include "cli/answer.h"

#include <stdint.h>
#include <string.h>
#include <unistd.h>

extern const struct command cmd_search;

enum { AROUND = 100 /* bytes of a line that are shown before and after a hit */ };

struct showing {
	struct context *cx;
	const char *open, *close; /* put round the hit */
	size_t hits, most;
	bool more;
};

static void print_part(FILE *out, const char *text, size_t n)
{
	char part[512];
	while (n > 0) {
		size_t k = n < sizeof part ? n : sizeof part - 1;
		while (k < n && k > 1 && ((unsigned char)text[k] & 0xC0) == 0x80)
			k--;
		memcpy(part, text, k);
		part[k] = '\0';
		print_line(out, part);
		text += k;
		n -= k;
	}
}

static bool inside_character(const char *s, size_t at)
{
	return ((unsigned char)s[at] & 0xC0) == 0x80;
}

/* Hebrew, Arabic and the scripts beside them, as their UTF-8 begins. */
static bool runs_left(const char *s)
{
	for (const unsigned char *p = (const unsigned char *)s; *p; p++)
		if ((*p >= 0xD6 && *p <= 0xDF) || (*p == 0xE0 && p[1] >= 0xA0 && p[1] <= 0xA3) ||
		    (*p == 0xEF && ((p[1] == 0xAC && p[2] >= 0x9D) || (p[1] >= 0xAD && p[1] <= 0xBB))))
			return true;
	return false;
}

/* A line that runs from right to left is isolated (U+2068 … U+2069), so that it does not turn the rest round. */
static void print_hit(const struct showing *s, const struct hit *h)
{
	FILE *out = s->cx->out;
	size_t n = strlen(h->line), from = h->start > AROUND ? h->start - AROUND : 0,
	       to = h->end + AROUND < n ? h->end + AROUND : n;
	while (from > 0 && inside_character(h->line, from))
		from--;
	while (to < n && inside_character(h->line, to))
		to++;
	(void)fprintf(out, "%s ", kind_info(h->kind)->name);
	print_part(out, h->id, h->kind == KIND_EXHIBIT && strlen(h->id) > 12 ? 12 : strlen(h->id));
	(void)fputs(" ", out);
	print_line(out, h->path);
	if (*h->lang) {
		(void)fputs(" (", out);
		print_line(out, h->lang);
		(void)fputs(")", out);
	}
	bool isolate = runs_left(h->line);
	(void)fprintf(out, ": %s%s", isolate ? "\u2068" : "", from ? "…" : "");
	print_part(out, h->line + from, h->start - from);
	(void)fputs(s->open, out);
	print_part(out, h->line + h->start, h->end - h->start);
	(void)fputs(s->close, out);
	print_part(out, h->line + h->end, to - h->end);
	(void)fprintf(out, "%s%s\n", to < n ? "…" : "", isolate ? "\u2069" : "");
}

static enum status show(void *arg, const struct hit *h, struct error *e)
{
	struct showing *s = arg;
	if (s->hits == s->most) {
		s->more = true;
		return ST_OK;
	}
	s->hits++;
	if (!s->cx->json) {
		print_hit(s, h);
		return ST_OK;
	}
	return answer_json(s->cx,
			   json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:I}", "kind", kind_info(h->kind)->name, "id",
				     h->id, "path", h->path, "lang", h->lang, "line", h->line, "start",
				     (json_int_t)h->start, "end", (json_int_t)h->end),
			   e);
}

/* The words of the command line, one space between them. */
static enum status join(const struct args *args, struct buf *out, struct error *e)
{
	for (size_t i = 0; i < args->n_rest; i++) {
		if (i)
			buf_char(out, ' ');
		buf_text(out, args->rest[i]);
	}
	return buf_ok(out) ? ST_OK : error_memory(e);
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	bool colour = isatty(fileno(cx->out)) == 1;
	struct showing show_to = {cx, colour ? "\033[1;31m" : "«", colour ? "\033[0m" : "»", 0, 0, false};
	struct store *st = NULL;
	struct buf query = BUF_INIT;
	unsigned long long limit;
	enum status s = answer_number(args, "limit", 1, 100, &limit, e);
	if (s == ST_OK)
		s = join(args, &query, e);
	if (s == ST_OK)
		s = answer_open(cx, STORE_READ, &st, e);
	show_to.most = (size_t)limit;
	if (s == ST_OK) /* one more, to know whether there is more */
		s = store_search(st, buf_str(&query), show_to.most < SIZE_MAX ? show_to.most + 1 : SIZE_MAX, show,
				 &show_to, e);
	store_close(st);
	buf_free(&query);
	if (s == ST_OK && show_to.more)
		(void)fprintf(cx->err, "onus: stopped after %llu hits (--limit)\n", limit);
	return s == ST_OK && show_to.hits == 0 ? ST_NEGATIVE : s;
}

static const struct option options[] = {
    {"limit", 'n', "N", "stop after N hits (100 unless given)"},
};

const struct command cmd_search = {
    .name = "search",
    .args = "TEXT…",
    .summary = "find text in exhibits, claims and entities, in any script",
    .about =
	"Finds TEXT (several words are joined by a space) anywhere in the texts of the case, also inside words: "
	"names, claims, quotes, notes, and the text taken out of exhibits. Case, width, diacritics, vowel signs, "
	"apostrophes and digits' scripts do not matter: Chongjin finds Ch'ŏngjin, and what is written without Arabic "
	"vowel "
	"signs finds what is written with them. One character is enough. Each hit is shown in its line; exit 1 where "
	"there is none. With --json one line of JSON for each hit: {\"kind\", \"id\", \"path\", \"lang\", \"line\", "
	"\"start\", \"end\"}, where start and end are byte offsets in line and path is the field, or the line of an "
	"exhibit's text.",
    OPTIONS(options),
    .least = 1,
    .most = ANY,
    .run = run,
    .json = true,
};
