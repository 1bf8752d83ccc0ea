/* onus watch --case: a site's series of images, what is new of it compared and filed, changes accepted, testimony held against them. */
#include "cli/answer.h"
#include "cli/watching.h"

#include "report/watch_page.h"
#include "report/watch_picture.h"
#include "watch/watch_case.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 10 };

/* A pair of images, and what became of it in this call. */
struct pair {
	struct watch_case_pair p;
	const char *analysis;        /* filed now or before; NULL: none */
	const char *refused;         /* why it could not be compared */
	bool fresh;
};
struct casework {
	struct watching *w;
	const struct args *args;
	struct store *st;
	struct watch_case_series s;
	struct pair *pair; size_t n;
	const char *target;          /* the run that a person speaks of */
	const char *const *accepted; size_t n_accepted;
};

/* --- one pair ------------------------------------------------------------------------------------------------ */

static enum status open_images(struct watching *v, const struct casework *c, const struct watch_case_pair *p, struct error *e)
{
	const size_t which[2] = {p->before, p->after};
	enum status st = ST_OK;

	v->scene = arena_array(v->a, 2, sizeof *v->scene);
	v->n = 0;
	if (!v->scene)
		return error_memory(e);
	for (int d = 0; !st && d < 2; d++) {
		const struct watch_case_image *x = &c->s.image[which[d]];
		const struct scene_options o = {.bands = args_value(c->args, "bands"), .quality = args_value(c->args, "quality"), .date = x->day};

		st = watch_case_verify(x, e);
		if (!st)
			st = scene_open_files(x->source, x->file, x->n, &o, v->a, &v->scene[d], e);
		v->n += !st;
	}
	return st;
}

/* The pictures and outlines that are kept beside the answer. */
struct extras { struct buf b[4]; struct watch_case_extra v[4]; size_t n; };

static enum status keep(struct extras *x, const char *name, const char *type, enum status made, struct error *e)
{
	struct buf *b = &x->b[x->n];

	if (made)
		return made;
	if (!buf_ok(b))
		return error_memory(e);
	x->v[x->n++] = (struct watch_case_extra){name, type, buf_str(b), b->len};
	return ST_OK;
}

static enum status make_extras(struct watching *v, struct extras *x, struct error *e)
{
	struct preview image[2];
	struct preview_colours colours;
	struct preview_stretch stretch;
	const struct watch_pictured z = {.r = &v->r, .before = 0, .after = 1, .image = {&image[0], &image[1]}, .colours = &colours, .stretch = &stretch};
	enum status st = preview_colours(&v->scene[0], v->a, &colours, e);

	for (size_t i = 0; !st && i < 2; i++)
		st = preview_read(&v->scene[i], &v->r.grid, i ? watch_shift(&v->r, 1) : NULL, &colours, PREVIEW_SIDE, v->a, &image[i], e);
	if (!st)
		st = preview_stretch(&image[0], &image[1], colours.radar, &stretch, e);
	if (!st)
		st = keep(x, "changes.geojson", "application/geo+json", watch_geojson_changes(&v->r, &v->told, &x->b[x->n], e), e);
	if (!st)
		st = keep(x, "not-observable.geojson", "application/geo+json", watch_geojson_unseen(&v->r, &v->told, &x->b[x->n], e), e);
	if (!st)
		st = keep(x, "overlay.png", "image/png", watch_picture(&z, WATCH_PICTURE_OVERLAY, &x->b[x->n], e), e);
	return st ? st : keep(x, "watch.html", "text/html", watch_page(&z, &v->told, &x->b[x->n], e), e);
}

static enum status file(struct casework *c, struct watching *v, struct pair *p, struct error *e)
{
	struct extras x = {0};
	struct buf text = BUF_INIT;
	json_t *answer = watch_json(&v->r, &v->told, e);
	enum status st = answer ? watch_json_text(answer, &text, e) : ST_ENV;

	if (!st)
		st = make_extras(v, &x, e);
	if (!st) {
		const struct watch_case_filing f = {.series = &c->s, .before = p->p.before, .after = p->p.after, .program = v->told.program,
						    .parameters = v->parameters, .answer = buf_str(&text), .answer_n = text.len, .file = x.v, .n_files = x.n,
						    .by = v->cx->by};

		st = watch_case_file(c->st, &f, c->w->a, &p->analysis, &p->fresh, e);
	}
	json_decref(answer);
	buf_free(&text);
	for (size_t i = 0; i < sizeof x.b / sizeof *x.b; i++)
		buf_free(&x.b[i]);
	return st;
}

/* A pair that cannot be compared is told and no fault of the others. */
static enum status compare(struct casework *c, struct pair *p, bool dry, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct watching v = *c->w;
	enum status st;

	v.a = &a;
	v.told.timings = false;
	st = open_images(&v, c, &p->p, e);
	if (!st && v.has_site && v.scene[0].grid.kind == GRID_PIXELS)
		v.has_site = false; /* an image without a place has no ground to choose from: all of it counts */
	if (!st)
		st = watching_run(&v, e);
	if (!st && dry)
		watching_print(v.cx->json ? v.cx->err : v.cx->out, &v);
	else if (!st)
		st = file(c, &v, p, e);
	if (st == ST_NEGATIVE || st == ST_DATA) {
		p->refused = arena_printf(c->w->a, "%s%s%s", e->where, *e->where ? ": " : "", e->message);
		st = p->refused ? ST_OK : error_memory(e);
		if (!st)
			error_clear(e);
	}
	v.parameters = NULL;
	watching_end(&v);
	arena_free(&a);
	return st;
}

/* --- what is new --------------------------------------------------------------------------------------------- */

static enum status read_ground(struct casework *c, struct error *e)
{
	const char *ground = c->w->ground ? c->w->ground : c->s.ground;
	enum status st = ground ? site_read(ground, c->w->a, &c->w->site, e) : ST_OK;

	c->w->has_site = !st && ground;
	if (!st && ground && json_object_set_new(c->w->parameters, "site", json_string(ground)))
		st = error_memory(e);
	return st;
}

static enum status find_pairs(struct casework *c, struct error *e)
{
	struct watch_case_pair *v = NULL;
	enum status st = watch_case_pairs(c->st, &c->s, c->w->told.program, c->w->parameters, c->w->a, &v, &c->n, e);

	if (!st && !(c->pair = arena_array(c->w->a, c->n + 1, sizeof *c->pair)))
		st = error_memory(e);
	for (size_t i = 0; !st && i < c->n; i++)
		c->pair[i] = (struct pair){.p = v[i], .analysis = v[i].analysis};
	return st;
}

static enum status compare_new(struct casework *c, bool dry, struct error *e)
{
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < c->n; i++)
		if (!c->pair[i].analysis)
			st = compare(c, &c->pair[i], dry, e);
	return st;
}

/* --- a person's word ------------------------------------------------------------------------------------------ */

static const char *const spoken[] = {"accept", "corroborates", "contradicts"};

static bool speaks(const struct args *args)
{
	bool any = false;

	for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++)
		any |= args_flag(args, spoken[i]);
	return any;
}

static enum status find_target(struct casework *c, struct error *e)
{
	const char *given = args_value(c->args, "analysis");
	size_t n = 0;

	c->target = given;
	for (size_t i = 0; !given && i < c->n; i++)
		if (c->pair[i].analysis && !c->pair[i].p.withdrawn) {
			c->target = c->pair[i].analysis;
			n++;
		}
	if (given || n == 1)
		return ST_OK;
	if (!n)
		return error_set(e, ST_DATA, "no two images of %s could be compared: there is nothing to accept or to hold against a claim", c->s.site);
	error_set(e, ST_USAGE, "%s has %zu runs: --analysis says of which you speak", c->s.site, n);
	error_hint(e, "onus watch --case %.100s lists them", c->s.site);
	return ST_USAGE;
}

static enum status speak(struct casework *c, struct error *e)
{
	const struct context *cx = c->w->cx;
	enum status st = find_target(c, e);

	if (!st && args_flag(c->args, "accept"))
		st = watch_case_accept(c->st, c->target, args_value(c->args, "accept"), cx->by, c->w->a, &c->accepted, &c->n_accepted, e);
	for (size_t k = 1; k < sizeof spoken / sizeof *spoken; k++)
		for (size_t i = 0; !st && args_nth(c->args, spoken[k], i); i++)
			st = watch_case_bear(c->st, c->target, args_nth(c->args, spoken[k], i), k == 2, cx->by, c->w->a, e);
	return st;
}

/* --- the answer ----------------------------------------------------------------------------------------------- */

static void say(FILE *out, const char *text) { print_line(out, text ? text : "?"); }

static void print_run(FILE *out, const struct watch_case_run *r)
{
	size_t accepted = 0, likely = 0, shown = 0;

	for (size_t i = 0; i < r->n_changes; i++) {
		accepted += r->change[i].claim != NULL;
		likely += r->change[i].likely;
	}
	(void)fprintf(out, "  %zu change%s likely or more, %zu less so; %zu accepted; %.0f %% of the ground seen\n", likely, likely == 1 ? "" : "s",
		      r->n_changes - likely, accepted, 100 * r->seen - (r->seen < 1 ? 0.5 : 0));
	for (size_t i = 0; i < r->n_changes; i++) {
		const struct watch_case_change *x = &r->change[i];

		if (!x->claim && (!x->likely || shown++ >= SHOWN))
			continue;
		(void)fprintf(out, "  %5u %s ", x->id, x->claim ? "accepted" : "        ");
		say(out, x->text);
		(void)fputc('\n', out);
	}
	if (shown > SHOWN || likely < r->n_changes)
		(void)fputs("        … all of them in the run's exhibits watch.json and changes.geojson\n", out);
	if (r->n_claims)
		(void)fputs("  Claims on this site that it may bear on (a person says so: --corroborates, --contradicts):\n", out);
	for (size_t i = 0; i < r->n_claims; i++) {
		const struct watch_case_claim *x = &r->claim[i];

		(void)fputs("    ", out);
		say(out, x->id);
		(void)fputs(", ", out);
		say(out, x->when);
		(void)fputs(x->within ? " (all between the images): " : ": ", out);
		say(out, x->text);
		if (x->stance)
			(void)fprintf(out, " [the run %s it]", !strcmp(x->stance, "denies") ? "contradicts" : "corroborates");
		(void)fputc('\n', out);
	}
}

static enum status print_answer(struct casework *c, struct error *e)
{
	FILE *out = c->w->cx->out;
	enum status st = ST_OK;

	say(out, c->s.name);
	(void)fprintf(out, ": %zu images in its series that are dated", c->s.n);
	if (c->s.missing)
		(void)fprintf(out, ", %zu of them not in custody", c->s.missing);
	if (c->s.undated)
		(void)fprintf(out, ", %zu not dated", c->s.undated);
	(void)fputs(c->w->has_site ? "\n" : "; no radius is known of it: whole images are compared\n", out);
	for (size_t i = 0; !st && i < c->n; i++) {
		const struct pair *p = &c->pair[i];
		struct watch_case_run r;

		(void)fputc('\n', out);
		say(out, c->s.image[p->p.before].said);
		(void)fputs(" to ", out);
		say(out, c->s.image[p->p.after].said);
		(void)fputs(p->refused ? ": not compared: " : p->p.withdrawn ? ": withdrawn: " : p->fresh ? ": filed as " : p->analysis ? ": on file as "
				: ": compared, not filed", out);
		if (p->refused || p->analysis)
			say(out, p->refused ? p->refused : p->analysis);
		(void)fputc('\n', out);
		if (!p->analysis || p->p.withdrawn)
			continue;
		st = watch_case_run(c->st, p->analysis, c->w->a, &r, e);
		if (!st)
			print_run(out, &r);
	}
	for (size_t i = 0; i < c->n_accepted; i++) {
		(void)fputs(i ? ", " : "\nAccepted as ", out);
		say(out, c->accepted[i]);
	}
	if (c->n_accepted)
		(void)fputc('\n', out);
	return st;
}

static json_t *run_json(const struct watch_case_run *r)
{
	json_t *changes = json_array(), *claims = json_array();

	for (size_t i = 0; i < r->n_changes; i++)
		(void)json_array_append_new(changes, json_pack("{s:I, s:f, s:s?, s:s}", "id", (json_int_t)r->change[i].id, "confidence",
				r->change[i].confidence, "claim", r->change[i].claim, "text", r->change[i].text));
	for (size_t i = 0; i < r->n_claims; i++)
		(void)json_array_append_new(claims, json_pack("{s:s, s:s, s:s, s:b, s:s?}", "id", r->claim[i].id, "when", r->claim[i].when, "text",
				r->claim[i].text, "within", r->claim[i].within, "stance", r->claim[i].stance));
	return json_pack("{s:f, s:o, s:o}", "seen", r->seen, "changes", changes, "may_bear_on", claims);
}

static json_t *images_json(const struct watch_case_series *s)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->n; i++)
		(void)json_array_append_new(list, json_pack("{s:s, s:s, s:I}", "source", s->image[i].source, "date", s->image[i].said, "files",
				(json_int_t)s->image[i].n));
	return list;
}

static enum status json_answer(struct casework *c, struct error *e)
{
	json_t *pairs = json_array();
	enum status st = pairs ? ST_OK : error_memory(e);

	for (size_t i = 0; !st && i < c->n; i++) {
		const struct pair *p = &c->pair[i];
		struct watch_case_run r;
		json_t *o = json_pack("{s:s, s:s, s:s?, s:b, s:b, s:s?}", "before", c->s.image[p->p.before].source, "after", c->s.image[p->p.after].source,
				      "analysis", p->analysis, "filed_now", p->fresh, "withdrawn", p->p.withdrawn, "refused", p->refused);

		st = !o ? error_memory(e) : p->analysis ? watch_case_run(c->st, p->analysis, c->w->a, &r, e) : ST_OK;
		if (!st && p->analysis && json_object_set_new(o, "run", run_json(&r)))
			st = error_memory(e);
		if (st)
			json_decref(o);
		else if (json_array_append_new(pairs, o))
			st = error_memory(e);
	}
	if (st) {
		json_decref(pairs);
		return st;
	}
	return answer_json(c->w->cx, json_pack("{s:s, s:s, s:s?, s:o, s:I, s:o, s:o}", "site", c->s.site, "name", c->s.name, "ground",
		json_text(c->w->parameters, "site", NULL), "images", images_json(&c->s), "undated", (json_int_t)c->s.undated, "pairs", pairs, "accepted",
		answer_strings(c->accepted, c->n_accepted)), e);
}

/* --- all of it -------------------------------------------------------------------------------------------------- */

static enum status refuse_options(const struct casework *c, bool dry, struct error *e)
{
	const struct context *cx = c->w->cx;
	bool word = speaks(c->args) || args_flag(c->args, "withdraw");

	if (c->args->n_rest)
		return error_set(e, ST_USAGE, "--case takes its images from the site's series: no files with it");
	if (args_flag(c->args, "output") || args_flag(c->args, "dates"))
		return error_set(e, ST_USAGE, "no -o and --dates with --case: pictures and outlines become exhibits of the run, dates stand in the case");
	if (dry && word)
		return error_set(e, ST_USAGE, "--dry-run files nothing: there is nothing to accept, to hold against a claim or to withdraw");
	if (word && (!cx->by_given || !*cx->by))
		return error_set(e, ST_USAGE, "--accept, --corroborates, --contradicts and --withdraw need --by NAME: a person answers for it");
	if (args_flag(c->args, "withdraw") && !args_flag(c->args, "reason"))
		return error_set(e, ST_USAGE, "--withdraw needs --reason TEXT");
	return ST_OK;
}

enum status watching_case(struct watching *w, const struct args *args, struct error *e)
{
	struct casework c = {.w = w, .args = args};
	bool dry = args_flag(args, "dry-run"), refused = false;
	enum status st = refuse_options(&c, dry, e);

	if (!st)
		st = answer_open(w->cx, dry ? STORE_READ : STORE_WRITE, &c.st, e);
	if (!st && args_flag(args, "withdraw"))
		st = watch_case_withdraw(c.st, args_value(args, "withdraw"), w->cx->by, args_value(args, "reason"), e);
	else if (!st)
		st = watch_case_series(c.st, w->of_case, w->a, &c.s, e);
	if (args_flag(args, "withdraw")) {
		if (!st && w->cx->json)
			st = answer_json(w->cx, json_pack("{s:s}", "withdrawn", args_value(args, "withdraw")), e);
		else if (!st)
			(void)fputs("withdrawn: its observations, and what it says on other claims, count for nothing any more\n", w->cx->out);
		store_close(c.st);
		return st;
	}
	if (!st)
		st = read_ground(&c, e);
	if (!st)
		st = find_pairs(&c, e);
	if (!st)
		st = compare_new(&c, dry, e);
	if (!st && speaks(args))
		st = speak(&c, e);
	if (!st)
		st = w->cx->json ? json_answer(&c, e) : print_answer(&c, e);
	for (size_t i = 0; i < c.n; i++)
		refused |= c.pair[i].refused != NULL;
	store_close(c.st);
	return st ? st : refused ? ST_NEGATIVE : ST_OK;
}
