#include "cli/answer.h"
#include "onus/onus.h"
#include "cli/progress.h"
#include "cli/watching.h"
#include "exchange/shape_check.h"
#include "watch/watch_case.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unistd.h>

extern const struct command cmd_watch;

static volatile sig_atomic_t stopped;

static void stop(int signal_number)
{
	stopped = 1;
	(void)signal(signal_number, SIG_DFL);
}

/* --- options ---------------------------------------------------------------------------------------------- */

static enum status read_method(const struct args *args, enum watch_method *out, struct error *e)
{
	const char *text = args_value(args, "method");

	*out = WATCH_AUTO;
	if (!text)
		return ST_OK;
	for (enum watch_method m = WATCH_AUTO; m <= WATCH_HARMONIC; m++)
		if (!strcmp(text, watch_method_word(m))) {
			*out = m;
			return ST_OK;
		}
	return error_set(e, ST_USAGE, "--method %s: auto, mad, irmad, cva, omnibus or harmonic expected", text);
}

static json_t *parameters(const struct watching *w, const struct args *args)
{
	const struct watch_options *o = &w->o;
	json_t *j = json_pack("{s:s, s:f, s:I, s:b, s:b}", "method", watch_method_word(o->method), o->fdr > 0 ? "false_discoveries" : "false_alarm",
			      o->fdr > 0 ? o->fdr : o->false_alarm, "seed", (json_int_t)o->seed, "registered", !o->no_register, "masked", !o->no_mask);

	if (j && o->least_m2 > 0)
		(void)json_object_set_new(j, "min_area_m2", json_real(o->least_m2));
	if (j && o->looks > 0)
		(void)json_object_set_new(j, "looks", json_real(o->looks));
	if (j && args_value(args, "bands"))
		(void)json_object_set_new(j, "bands", json_string(args_value(args, "bands")));
	if (j && args_value(args, "site"))
		(void)json_object_set_new(j, "site", json_string(args_value(args, "site")));
	return j;
}

enum status watching_options(struct watching *w, const struct args *args, struct error *e)
{
	struct watch_options *o = &w->o;
	unsigned long long threads = 0, memory = 0, seed = 0;
	enum status st = read_method(args, &o->method, e);

	if (!st)
		st = answer_real(args, "false-alarm", 1e-6, 0.5, 0.01, &o->false_alarm, e);
	if (!st)
		st = answer_real(args, "fdr", 1e-6, 0.9, 0, &o->fdr, e);
	if (!st && args_flag(args, "false-alarm") && args_flag(args, "fdr"))
		st = error_set(e, ST_USAGE, "--false-alarm and --fdr are two ways to say where the line is drawn: one of them");
	if (!st)
		st = answer_real(args, "min-area", 0, 1e12, 0, &o->least_m2, e);
	if (!st)
		st = answer_real(args, "looks", 0.5, 1000, 0, &o->looks, e);
	if (!st)
		st = answer_number(args, "threads", 1, answer_cores(64), &threads, e);
	if (!st)
		st = answer_number(args, "memory", 8, 64, &memory, e);
	if (!st)
		st = answer_number(args, "seed", 0, 1, &seed, e);
	if (st)
		return st;
	o->threads = threads > 64 ? 64 : (unsigned)threads;
	o->memory = memory > 1u << 20 ? (size_t)1 << 40 : (size_t)memory << 20;
	o->seed = seed;
	o->no_register = args_flag(args, "no-register");
	o->no_mask = args_flag(args, "no-mask");
	o->dir = args_value(args, "output");
	o->stop = &stopped;
	w->parameters = parameters(w, args);
	w->told = (struct watch_told){.program = "onus " ONUS_VERSION, .parameters = w->parameters, .timings = args_flag(args, "timings")};
	return w->parameters ? ST_OK : error_memory(e);
}

/* The i-th of days with commas; *out NULL where the list ends before or has nothing there. */
static enum status day_of(const char *list, size_t i, struct arena *a, const char **out, struct error *e)
{
	char day[11];

	*out = NULL;
	for (; list && i; i--)
		list = strchr(list, ',') ? strchr(list, ',') + 1 : NULL;
	if (!list || !*list || *list == ',')
		return ST_OK;
	*out = arena_strndup(a, list, strcspn(list, ","));
	if (!*out)
		return error_memory(e);
	return scene_day(*out, day) && strlen(*out) == 10 ? ST_OK : error_set(e, ST_USAGE, "--dates: a day as 2016-08-11 expected, not '%.40s'", *out);
}

/* The same file or folder twice is a slip: no two dates of a place are one. */
static enum status once_each(const struct args *args, struct error *e)
{
	struct stat one, other;

	for (size_t i = 1; i < args->n_rest; i++)
		for (size_t j = 0; j < i; j++)
			if (!strcmp(args->rest[i], args->rest[j]) ||
			    (stat(args->rest[i], &one) == 0 && stat(args->rest[j], &other) == 0 && one.st_ino == other.st_ino && one.st_dev == other.st_dev))
				return error_set(e, ST_USAGE, "%s is given twice: an image cannot be compared with itself", args->rest[i]);
	return ST_OK;
}

/* A day too many is a slip that would give the others to the wrong images. */
static enum status days_fit(const char *list, size_t images, struct error *e)
{
	size_t n = list != NULL;

	for (const char *p = list; p && *p; p++)
		n += *p == ',';
	return n <= images ? ST_OK : error_set(e, ST_USAGE, "--dates has %zu days for %zu images", n, images);
}

static enum status open_scenes(struct watching *w, const struct args *args, struct error *e)
{
	struct scene_options o = {.bands = args_value(args, "bands"), .quality = args_value(args, "quality")};
	enum status st = days_fit(args_value(args, "dates"), args->n_rest, e);

	if (!st)
		st = once_each(args, e);
	w->scene = arena_array(w->a, args->n_rest, sizeof *w->scene);
	if (!w->scene)
		return error_memory(e);
	for (size_t i = 0; !st && i < args->n_rest; i++) {
		st = day_of(args_value(args, "dates"), i, w->a, &o.date, e);
		if (!st)
			st = scene_open(args->rest[i], &o, w->a, &w->scene[i], e);
		w->n += !st;
	}
	return st;
}

/* --- the run ---------------------------------------------------------------------------------------------- */

static enum status degrees(void *arg, double *xy, size_t n, struct error *e)
{
	struct watching *w = arg;

	return raster_transform(w->scene[0].raster, w->r.grid.crs, "EPSG:4326", xy, n, e);
}

/* A folder that can be written to. *made: it was not there. */
static enum status folder(const char *dir, bool *made, struct error *e)
{
	struct stat s;

	*made = mkdir(dir, 0777) == 0;
	if (*made)
		return ST_OK;
	if (errno != EEXIST || stat(dir, &s) != 0)
		return error_errno(e, dir);
	if (!S_ISDIR(s.st_mode))
		return error_set(e, ST_ENV, "%s: is no folder, where -o names one", dir);
	return access(dir, W_OK | X_OK) == 0 ? ST_OK : error_errno(e, dir);
}

enum status watching_run(struct watching *w, struct error *e)
{
	struct progress p;
	bool made = false;
	enum status st = scene_agree(w->scene, w->n, e);

	if (!st && w->has_site)
		st = site_place(&w->site, &w->scene[0].grid, w->scene[0].raster, w->a, e);
	if (st)
		return st;
	w->o.site = w->has_site ? &w->site : NULL;
	if (w->o.dir && (st = folder(w->o.dir, &made, e)))
		return st;
	progress_begin(&p, w->cx->err, "stop and write nothing");
	w->o.progress = progress_say;
	w->o.progress_arg = &p;
	stopped = 0;
	(void)signal(SIGINT, stop);
	st = watch_run(w->scene, w->n, w->has_site ? &w->site.part : NULL, &w->o, w->a, &w->r, e);
	(void)signal(SIGINT, SIG_DFL);
	progress_end(&p);
	if (st && made)
		(void)rmdir(w->o.dir);
	w->told.degrees = w->r.grid.crs ? degrees : NULL;
	w->told.degrees_arg = w;
	return st;
}

void watching_end(struct watching *w)
{
	watch_end(&w->r);
	for (size_t i = 0; i < w->n; i++)
		scene_close(&w->scene[i]);
	json_decref(w->parameters);
}

/* What can be said with files, and what with a case. */
static enum status watching_words(const struct args *args, bool cased, struct error *e)
{
	static const char *const only[] = {"accept", "analysis", "corroborates", "contradicts", "reason", "dry-run"};

	for (size_t i = 0; !cased && i < sizeof only / sizeof *only; i++)
		if (args_flag(args, only[i]))
			return error_set(e, ST_USAGE, "--%s is for --case SITE", only[i]);
	if (!cased && args->n_rest < 2)
		return error_set(e, ST_USAGE, "onus watch compares two dates or more: BEFORE AFTER…, or --case SITE");
	return ST_OK;
}

/* --site ID: neither numbers nor a file, but a site of the case. */
static bool is_id(const char *site)
{
	return !strchr(site, ',') && id_is_valid(site) && access(site, F_OK) != 0;
}

static enum status ground_in_case(const struct context *cx, const char *site, struct arena *a, const char **out, struct error *e)
{
	struct store *case_store = NULL;
	enum status st = answer_open(cx, STORE_READ, &case_store, e);

	if (st == ST_ENV || st == ST_USAGE)
		return error_set(e, ST_DATA, "--site %s: neither LON,LAT,RADIUS nor a file, and there is no case that it could be a site of", site);
	if (!st)
		st = watch_case_ground(case_store, site, a, out, e);
	store_close(case_store);
	return st;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct watching w = {.cx = cx, .a = &a};
	const char *site = args_value(args, "site");
	bool named = site && is_id(site), cased = args_flag(args, "case") || args_flag(args, "withdraw") || (!args->n_rest && named);
	enum status st = watching_words(args, cased, e);

	w.of_case = args_flag(args, "case") ? args_value(args, "case") : site;
	w.ground = args_flag(args, "case") ? site : NULL;

	if (!st)
		st = watching_options(&w, args, e);
	if (!st && cased) {
		st = watching_case(&w, args, e);
		watching_end(&w);
		arena_free(&a);
		return st;
	}
	if (!st && named)
		st = ground_in_case(cx, site, &a, &site, e);
	if (!st && site) {
		st = site_read(site, &a, &w.site, e);
		w.has_site = !st;
	}
	if (!st)
		st = open_scenes(&w, args, e);
	if (!st)
		st = watching_run(&w, e);
	if (!st && w.o.dir)
		st = watching_files(&w, e);
	if (!st && cx->json)
		st = answer_json(cx, watch_json(&w.r, &w.told, e), e);
	else if (!st)
		watching_print(cx->out, &w);
	watching_end(&w);
	arena_free(&a);
	return st;
}

static const struct option options[] = {
	{"output", 'o', "DIR", "write rasters, outlines, pictures, page and summary to DIR"},
	{"method", 0, "METHOD", "auto (default), mad, irmad, cva, omnibus (radar), harmonic (a series of at least eight dates)"},
	{"site", 0, "SITE", "only this ground: LON,LAT,RADIUS (degrees, metres), a GeoJSON file with polygons, or a site of the case; alone as --case"},
	{"false-alarm", 0, "SHARE", "of unchanged ground that may be marked (default 0.01)"},
	{"fdr", 0, "SHARE", "instead: of what is marked, the share that may be unchanged"},
	{"min-area", 0, "M2", "smallest change in square metres (default: three pixels)"},
	{"bands", 0, "BANDS", "names or numbers with commas (default: all that look at the ground)"},
	{"dates", 0, "DAYS", "of the scenes, with commas, where their files do not say them: 2016-08-11,2017-10-18"},
	{"quality", 0, "BAND", "the band or file with codes of cloud and the like (default: found by its name)"},
	{"looks", 0, "NUMBER", "radar: equivalent number of looks (default: estimated)"},
	{"no-register", 0, NULL, "take the images as they lie"},
	{"no-mask", 0, NULL, "look for no cloud, shadow or snow"},
	{"seed", 0, "N", "of the sample of large scenes (default 1)"},
	{"threads", 0, "N", "cores to use (default: all); the answer is the same"},
	{"memory", 0, "MIB", "for rows in work (default 64)"},
	{"case", 0, "SITE", "the images of a site of the case: compare what is new of its series, file each run as an analysis"},
	{"dry-run", 0, NULL, "with --case: file nothing"},
	{"analysis", 0, "ID", "the run of which --accept, --corroborates and --contradicts speak, where the site has several"},
	{"accept", 0, "WHICH", "changes by number (1,3), likely (and more so) or all: each becomes an observation among the claims; needs --by"},
	{"corroborates", 0, "CLAIM", "the run supports this claim; may be given several times; needs --by"},
	{"contradicts", 0, "CLAIM", "the run denies this claim; needs --by"},
	{"withdraw", 0, "ID", "the run holds no more; needs --by and --reason"},
	{"reason", 0, "TEXT", "why it is withdrawn"},
	{"timings", 0, NULL, "say what took how long, the share of decoding too (other runs have other times)"},
};

const struct command cmd_watch = {
	.name = "watch",
	.args = "BEFORE AFTER… | --case SITE",
	.summary = "what changed between images of a place, with a false-alarm rate that is true",
	.about = "BEFORE and AFTER… are images of one place, in the order of their dates: each a raster with all bands, a folder with a file a band, or files with commas between. "
		 "They may differ in grid, projection and resolution; answers lie on the grid of BEFORE.\n\n"
		 "The later image is laid upon the earlier to a fraction of a pixel; where that cannot be done, nothing is answered. Cloud, its shadow, snow and missing values are not "
		 "observable: never \"no change\". What a pixel must show to count as changed is learnt from the ground itself, so that of ground that did not change a share of "
		 "--false-alarm is marked, and the range of that rate is said.\n\n"
		 "With -o: statistic.tif, p.tif (calibrated), change.tif (0 no change, 1 change, 255 not observable), changes.geojson and not-observable.geojson, before.png, after.png, "
		 "overlay.png, watch.html (one over the other, with a slider) and watch.json.\n\n"
		 "With --case (or --site ID without images) the images are those that the site's record lists (series), with their files in custody as exhibits. Each two that follow each other and have no run by this "
		 "program with these parameters yet are compared, within a circle around the site's points unless --site says otherwise; each run is filed as a source of kind analysis "
		 "that cites both images, its answer, outlines, picture and page as exhibits. What changed becomes a claim only by a person (--accept --by NAME). Claims of the case on that "
		 "site, of a time that the images touch, are listed: they may be corroborated or contradicted by the run, which a person says too, and then count it as evidence of another kind; where the ground was "
		 "not seen, that is refused.\n\n"
		 "Rasters are decoded in a child process that can open nothing, write nothing and reach no network.\n\n"
		 "Exit code 1 where images cannot be laid upon each other or nothing is seen on both dates.",
	OPTIONS(options),
	.least = 0,
	.most = ANY,
	.run = run,
	.json = true,
};
