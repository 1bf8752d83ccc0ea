#include "cli/take.h"

#include "cli/answer.h"
#include "lists/address.h"
#include "lists/pull.h"

#include <ctype.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Ctrl-C ends the transfer, and what came of it is taken away. */
static volatile sig_atomic_t stopped;

static void stop(int number)
{
	(void)number;
	stopped = 1;
}

struct progress { FILE *err; const char *name; bool shown; time_t last; };

static bool watch(void *arg, uint64_t got, uint64_t total)
{
	struct progress *p = arg;
	time_t now = time(NULL);

	if (p->err && got && now != p->last) {
		p->last = now;
		p->shown = true;
		(void)fprintf(p->err, "\r%s: %llu kB", p->name, (unsigned long long)(got >> 10));
		if (total)
			(void)fprintf(p->err, " of %llu kB", (unsigned long long)(total >> 10));
		(void)fflush(p->err);
	}
	return stopped;
}

/* --- where from ----------------------------------------------------------------------------------------- */

struct pulling {
	struct taking t;
	struct pull how;
	struct progress progress;
	const char **urls;
	size_t n_urls;
	bool given;                  /* by --url: to be remembered */
	size_t unchanged;
};

static enum status find_urls(struct pulling *p, const struct args *args, struct error *e)
{
	struct address_entry set;
	struct taking *t = &p->t;
	enum status st = address_of(&t->shelf, t->w.name, &t->arena, &set, e);

	if (st)
		return st;
	p->urls = set.n_urls ? set.urls : t->known.urls;
	p->n_urls = set.n_urls ? set.n_urls : t->known.n_urls;
	if (t->format == LIST_FORMATS)
		t->format = set.format;
	if (set.loss >= 0 && !args_value(args, "loss"))
		t->loss = set.loss;
	size_t n = 0;
	while (args_nth(args, "url", n))
		n++;
	if (n > SHELF_FILES_MOST)
		return error_set(e, ST_USAGE, "--url more than %d times", SHELF_FILES_MOST);
	if (n) {
		p->given = true;
		p->n_urls = n;
		p->urls = arena_array(&t->arena, n, sizeof *p->urls);
		if (!p->urls)
			return error_memory(e);
		for (size_t i = 0; i < n; i++)
			p->urls[i] = args_nth(args, "url", i);
	}
	if (!p->n_urls) {
		error_set(e, ST_USAGE, "no address is known for list %s", t->w.name);
		error_hint(e, "--url URL, or a line in %.150s/lists.yaml", t->shelf.dir);
		return ST_USAGE;
	}
	for (size_t i = 0; !st && i < p->n_urls; i++)
		st = pull_url_check(p->urls[i], p->how.plain_http, e);
	return st;
}

static enum status read_how(struct pulling *p, const struct args *args, struct error *e)
{
	unsigned long long seconds, size;
	enum status st = answer_number(args, "timeout", 1, 30, &seconds, e);

	if (!st)
		st = answer_number(args, "size", 1, 2048, &size, e);
	if (!st && (seconds > 86400 || size > (1u << 20)))
		st = error_set(e, ST_USAGE, "--timeout up to 86400 and --size up to 1048576 expected");
	if (st)
		return st;
	const char *bundle = getenv("CURL_CA_BUNDLE");
	p->how = (struct pull){.plain_http = args_flag(args, "insecure"), .most = (uint64_t)size << 20, .seconds = (unsigned)seconds,
			       .authorities = bundle && *bundle ? bundle : NULL, .watch = watch, .arg = &p->progress};
	return ST_OK;
}

/* --- the files ------------------------------------------------------------------------------------------ */

/* The file that came from this address and is still there. */
static const struct shelf_file *file_of(struct pulling *p, const char *url)
{
	struct shelf_version *v = p->t.known.n_versions ? &p->t.known.versions[0] : NULL;

	for (size_t i = 0; v && i < v->n_files; i++)
		if (v->files[i].url && !strcmp(v->files[i].url, url))
			return &v->files[i];
	return NULL;
}

/* What a file is called on the shelf: of a set, as the reader looks for it. */
static const char *file_name(struct pulling *p, const char *url)
{
	const char *name = shelf_file_name(&p->t.arena, url);
	char *low = name && p->n_urls > 1 ? arena_strdup(&p->t.arena, name) : NULL;

	for (char *c = low; c && *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return p->n_urls > 1 ? low : name;
}

static enum status keep_old(struct pulling *p, const struct shelf_file *old, struct shelf_file **now, struct error *e)
{
	struct taking *t = &p->t;
	const char *path = arena_printf(&t->arena, "%s/%s/%s/%s", t->shelf.dir, t->w.name, t->known.versions[0].folder, old->name);
	enum status st = path ? shelving_copy(&t->w, path, old->name, e) : error_memory(e);

	for (size_t i = 0; !st && i < t->w.n_files; i++)
		if (!strcmp(t->w.files[i].name, old->name))
			*now = &t->w.files[i];
	if (!st && strcmp((*now)->sha256, old->sha256 ? old->sha256 : "") != 0) {
		error_set(e, ST_DATA, "%s: is not the file that was taken in: its hash is another", path);
		error_hint(e, "--force pulls it anew");
		return ST_DATA;
	}
	return st;
}

static enum status pull_one(struct pulling *p, const char *url, bool ask_newer, struct error *e)
{
	struct taking *t = &p->t;
	const struct shelf_file *old = ask_newer ? file_of(p, url) : NULL;
	const char *name = old ? old->name : file_name(p, url), *path = name ? shelving_path(&t->w, name) : NULL;
	struct shelf_file *now = NULL;
	struct pulled got;

	if (!path)
		return error_memory(e);
	if (!access(path, F_OK))
		return error_set(e, ST_DATA, "two addresses end in %s: the files of a set have different names", name);
	p->how.url = url;
	p->how.out = path;
	p->how.etag = old ? old->etag : NULL;
	p->how.modified = old ? old->modified : NULL;
	enum status st = pull_file(&p->how, &t->arena, &got, e);
	if (!st && got.unchanged) {
		p->unchanged++;
		st = keep_old(p, old, &now, e);
	} else if (!st) {
		st = shelving_note(&t->w, name, &now, e);
	}
	if (st)
		return st;
	now->url = url;
	now->etag = got.etag || !got.unchanged ? got.etag : old->etag;
	now->modified = got.modified || !got.unchanged ? got.modified : old->modified;
	return ST_OK;
}

/* Several files are OFAC's set of CSV files, or they are a mistake. */
static enum status check_set(const struct pulling *p, struct error *e)
{
	static const char *const names[] = {"sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"};
	const struct shelving *w = &p->t.w;
	size_t known = 0;
	bool first = false;

	for (size_t i = 0; i < w->n_files; i++)
		for (size_t k = 0; k < sizeof names / sizeof *names; k++)
			if (!strcmp(w->files[i].name, names[k])) {
				known++;
				first |= k == 0;
			}
	if (w->n_files == 1 || (first && known == w->n_files))
		return ST_OK;
	return error_set(e, ST_DATA, "%zu addresses: several are expected for OFAC's set only, ending in sdn.csv, alt.csv, add.csv, sdn_comments.csv",
			 p->n_urls);
}

static enum status pull_all(struct pulling *p, struct error *e)
{
	struct taking *t = &p->t;
	/* without the compiled list the file is needed whole */
	bool ask_newer = t->known.n_versions && !t->force && taking_usable(t);
	struct sigaction on = {.sa_handler = stop}, was_int, was_term;
	enum status st = ST_OK;

	(void)sigaction(SIGINT, &on, &was_int);
	(void)sigaction(SIGTERM, &on, &was_term);
	for (size_t i = 0; !st && i < p->n_urls; i++)
		st = pull_one(p, p->urls[i], ask_newer, e);
	(void)sigaction(SIGINT, &was_int, NULL);
	(void)sigaction(SIGTERM, &was_term, NULL);
	if (p->progress.shown)
		(void)fputs("\r\033[K", p->progress.err);
	if (!st)
		st = check_set(p, e);
	if (!st && p->n_urls > 1 && t->format == LIST_FORMATS)
		t->format = LIST_OFAC_CSV;
	if (!st && p->given) {
		t->known.urls = p->urls;
		t->known.n_urls = p->n_urls;
	}
	if (!st)
		st = p->unchanged == p->n_urls && t->w.n_files == t->known.versions[0].n_files ? taking_unchanged(t, e) :
												   taking_finish(t, p->urls[0], e);
	return st;
}

enum status list_pull(struct context *cx, const struct args *args, struct error *e)
{
	struct pulling p = {.t.w.lock = -1};

	if (args->n_rest != 2)
		return error_set(e, ST_USAGE, "onus list pull needs one NAME");
	enum status st = read_how(&p, args, e);
	if (!st)
		st = taking_begin(&p.t, cx, args, args->rest[1], e);
	if (!st)
		st = find_urls(&p, args, e);
	p.progress = (struct progress){.err = !cx->json && isatty(fileno(cx->err)) == 1 ? cx->err : NULL, .name = args->rest[1]};
	if (!st)
		st = pull_all(&p, e);
	taking_end(&p.t);
	return st;
}
