#include "cli/screening.h"

#include "base/json.h"
#include "names/explain.h"

#include <string.h>

enum { WIDTH_QUERY = 28, WIDTH_CAPTION = 32, WIDTH_LIST = 22 };

/* Text in a column, cut where it is too long. */
static void cell(FILE *out, const char *text, int width)
{
	char room[512];
	int cells;
	size_t n = print_fitting(text, width, &cells);

	if (text[n])
		n = print_fitting(text, width - 1, &cells);
	if (n >= sizeof room) {
		(void)fprintf(out, "%-*s", width, "…");
		return;
	}
	memcpy(room, text, n);
	room[n] = 0;
	print_line(out, room);
	if (text[n]) {
		(void)fputs("…", out);
		cells++;
	}
	for (; cells < width; cells++)
		(void)fputc(' ', out);
}

void screen_table_head(FILE *out)
{
	(void)fprintf(out, "%-*s  %-6s  %-*s  %-*s  %s\n", WIDTH_QUERY, "asked for", "score", WIDTH_CAPTION, "listed", WIDTH_LIST, "list, entry",
		      "for and against");
}

static void features(FILE *out, const struct judged *j)
{
	static const char *const words[FEATURES] = {"name", "weak alias", "birth date", "country", "sex", "schema", "identifier"};

	(void)fprintf(out, "name %.2f", (double)j->feature[FEATURE_NAME]);
	for (size_t f = FEATURE_NAME + 1; f < FEATURES; f++)
		if (j->has[f])
			(void)fprintf(out, ", %s %+.2f", words[f], (double)j->feature[f]);
}

/* The alias that is alike, where it is not the caption. */
static void listed_as(FILE *out, const struct screen_hit *h, const char *caption)
{
	struct listed_name n;
	char text[256];

	if (h->name == UINT32_MAX)
		return;
	n = compiled_name(h->list, h->name);
	if (n.n == strlen(caption) && !memcmp(n.text, caption, n.n))
		return;
	snprintf(text, sizeof text, "%.*s", (int)(n.n < 200 ? n.n : 200), n.text);
	text[utf8_fault(text, strlen(text))] = 0;
	(void)fputs(", as ", out);
	print_line(out, text);
}

/* Of free text: the words that are alike. */
static void words_of(FILE *out, const struct screen_hit *h)
{
	char text[256];

	if (!h->run)
		return;
	snprintf(text, sizeof text, "%.*s", (int)(h->run_n < 200 ? h->run_n : 200), h->run);
	text[utf8_fault(text, strlen(text))] = 0;
	(void)fputs(", in \"", out);
	print_line(out, text);
	(void)fputs("\"", out);
}

/* What a person said of it. */
static void reviewed(FILE *out, const struct screen_shown *x)
{
	static const char *const since[] = {
		[CLEARING_HOLDS] = "", [CLEARING_CONFIRMED] = "", [CLEARING_EXPIRED] = " (expired)", [CLEARING_CHANGED] = " (the entry has changed since)",
		[CLEARING_ASKED] = " (what is known of the actor has changed since)"};
	const struct clearing *c = x->clearing;

	if (!c || x->state == CLEARING_WITHDRAWN)
		return;
	(void)fprintf(out, "    %s%s%s by ", *since[x->state] ? "was " : "", c->confirmed ? "confirmed" : "cleared", since[x->state]);
	print_line(out, c->by);
	(void)fprintf(out, " on %.10s%s%s: ", c->when, c->until ? ", until " : "", c->until ? c->until : "");
	print_line(out, c->why);
	(void)fputs("\n", out);
}

/* The lines of a text, each set in. */
static void indented(FILE *out, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		char line[1024];

		snprintf(line, sizeof line, "%.*s", (int)n, text);
		(void)fputs("    ", out);
		print_line(out, line);
		(void)fputs("\n", out);
		text += n + (text[n] != 0);
	}
}

static bool explain(struct screen_worker *w, const struct screen_query *asked, const struct screen_hit *h, FILE *out)
{
	struct buf text = BUF_INIT;
	bool good;

	if (h->name == UINT32_MAX) {
		(void)fputs("    found by an identifier that both have\n", out);
		return true;
	}
	screen_explain(asked, h, &w->asked, &w->listed, &w->how);
	explain_comparison(&w->asked, &w->listed, &w->how, &text);
	good = buf_ok(&text);
	indented(out, buf_str(&text));
	buf_free(&text);
	return good;
}

bool screen_answer_table(struct screen_worker *w, const struct query *q, const struct screen_query *asked, const struct screen_shown *hits, size_t n,
			 FILE *out)
{
	for (size_t i = 0; i < n; i++) {
		const struct screen_hit *h = hits[i].hit;
		json_t *entry = screen_entry(h);
		char where[128];

		if (!entry)
			return false;
		cell(out, i ? "" : q->n_names ? q->names[0] : q->identifiers[0].value, WIDTH_QUERY);
		(void)fprintf(out, "  %.4f%s ", (double)h->judged.score, h->judged.score < w->s->threshold ? "?" : hits[i].state == CLEARING_HOLDS ? "=" : " ");
		cell(out, json_text(entry, "caption", ""), WIDTH_CAPTION);
		snprintf(where, sizeof where, "%.60s %.60s", compiled_about(h->list)->list, json_text(entry, "id", ""));
		(void)fputs("  ", out);
		cell(out, where, WIDTH_LIST);
		(void)fputs("  ", out);
		features(out, &h->judged);
		listed_as(out, h, json_text(entry, "caption", ""));
		words_of(out, h);
		(void)fputs("\n", out);
		if (hits[i].id) {
			(void)fputs("    ", out);
			print_line(out, hits[i].id);
			(void)fputs("\n", out);
		}
		reviewed(out, &hits[i]);
		json_decref(entry);
		if (w->s->explain && !explain(w, asked, h, out))
			return false;
	}
	return true;
}
