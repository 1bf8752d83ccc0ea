#include "exchange/filing.h"
#include "watch/case_parts.h"

#include <string.h>

static json_t *cites_json(const struct watch_case_filing *f)
{
	return json_pack("[{s:s, s:{s:s}}, {s:s, s:{s:s}}]", "source", f->series->image[f->before].source, "how", "en", "The earlier of the two images.",
			 "source", f->series->image[f->after].source, "how", "en", "The later of the two images.");
}

static json_t *source_json(const struct watch_case_filing *f, const json_t *analysis, const char *id, const char *day, const char *hex,
		const char *sum)
{
	return json_pack("{s:s, s:s, s:{s:o}, s:s, s:s, s:o, s:{s:s}, s:O}", "id", id, "kind", "analysis", "title", "en",
		json_sprintf("Change at %s from %s to %s: %s", f->series->name, f->series->image[f->before].said, f->series->image[f->after].said, sum),
		"date", day, "sha256", hex, "cites", cites_json(f), "note", "en", "Which ground changed between two images, with the probability that ground "
		"which did not change shows as much, and which ground they do not show. Who has the images makes the run again and gets the same answer, "
		"which is held as an exhibit.", "analysis", analysis);
}

static enum status file_exhibits(struct filing *f, const struct watch_case_filing *x, const char *id, const char *hex, struct error *e)
{
	const struct filing_answer answer = {x->answer, x->answer_n, hex, "application/json", "watch.json", "analysis", id, true};
	enum status st = filing_answer(f, &answer, e);

	for (size_t i = 0; !st && i < x->n_files; i++) {
		char own[SHA256_HEX] = "";
		const struct filing_answer one = {x->file[i].bytes, x->file[i].n, own, x->file[i].type, x->file[i].name, "analysis", id, true};

		st = filing_hash(x->file[i].bytes, x->file[i].n, own, e);
		if (!st)
			st = filing_answer(f, &one, e);
	}
	return st;
}

static enum status run_id(const json_t *analysis, const char *hex, struct arena *a, const char **id, struct error *e)
{
	struct buf b = BUF_INIT;
	enum status st = json_canonical(analysis, &b, e);

	buf_text(&b, hex);
	if (!st)
		st = buf_ok(&b) ? filing_id(case_prefix, b.bytes, b.len, a, id, e) : error_memory(e);
	buf_free(&b);
	return st;
}

static enum status file_run(struct filing *f, const struct watch_case_filing *x, const json_t *answer, const char **id, struct error *e)
{
	const json_t *seed = json_object_get(x->parameters, "seed");
	json_t *analysis = json_pack("{s:s, s:s, s:o, s:o}", "program", x->program, "command", case_command, "inputs", case_inputs(x->series, x->before,
				     x->after), "parameters", case_parameters(x->series, x->parameters));
	const char *sum = case_summed_up(answer, f->a);
	char hex[SHA256_HEX] = "";
	enum status st = analysis && sum && (!seed || !json_object_set(analysis, "seed", (json_t *)(uintptr_t)seed)) ? ST_OK : error_memory(e);

	if (!st)
		st = filing_hash(x->answer, x->answer_n, hex, e);
	if (!st)
		st = run_id(analysis, hex, f->a, id, e);
	if (!st)
		st = filing_put(f, KIND_SOURCE, *id, source_json(x, analysis, *id, f->day, hex, sum), NULL, e);
	if (!st)
		st = file_exhibits(f, x, *id, hex, e);
	json_decref(analysis);
	return st;
}

enum status watch_case_file(struct store *st, const struct watch_case_filing *x, struct arena *a, const char **analysis, bool *changed,
		struct error *e)
{
	struct filing f;
	json_t *answer = NULL;
	enum status s = json_read(x->answer, x->answer_n, "the answer", &answer, e);

	if (!s)
		s = filing_begin(st, x->by, a, &f, e);
	if (!s)
		s = store_begin(st, x->by, e);
	if (!s)
		s = file_run(&f, x, answer, analysis, e);
	if (!s)
		s = store_commit(st, e);
	store_rollback(st);
	*changed = !s && f.changed;
	json_decref(answer);
	return s;
}
