#include "assess/build.h"
#include "assess/phrase.h"

#include <string.h>

/* The answers of the claim to one exception, taken together: one `yes` defeats the charge, one `open` leaves it open. */
struct answered {
	bool yes, open, no;
	bool bare; /* a `no` without a reason and without a source */
	struct strs sources;
	const char *text;
};

static struct answered collect(const struct build *b, const struct exception *x)
{
	struct answered got = {0};
	for (size_t i = 0; i < b->claim->n_answers; i++) {
		const struct answer *w = &b->claim->answers[i];
		if (!w->duty || !w->exception || !w->holds || strcmp(w->duty, b->duty->id) != 0 || strcmp(w->exception, x->id) != 0)
			continue;
		bool yes = !strcmp(w->holds, "yes"), no = !strcmp(w->holds, "no");
		got.yes = got.yes || yes;
		got.no = got.no || no;
		got.open = got.open || (!yes && !no);
		got.bare = got.bare || (no && !w->sources.n && !*texts_in(&w->text, "en"));
		if (!got.sources.n)
			got.sources = w->sources;
		if (!got.text || yes)
			got.text = *texts_in(&w->text, "en") ? texts_in(&w->text, "en") : got.text;
	}
	return got;
}

static const char *ended(const char *s)
{
	size_t n = strlen(s);
	return n && strchr(".!?", s[n - 1]) ? "" : ".";
}

void build_exceptions(struct build *b)
{
	for (size_t i = 0; i < b->duty->n_exceptions; i++) {
		const struct exception *x = &b->duty->exceptions[i];
		struct answered got = collect(b, x);
		const char *what = texts_in(&x->text, "en"), *verdict;
		enum truth met = TRUTH_MAYBE;
		if (got.yes) {
			met = TRUTH_NO;
			verdict = "It applies, and defeats the charge.";
		} else if (got.open) {
			verdict = "The case leaves open whether it applies.";
		} else if (got.no && !got.bare) {
			met = TRUTH_YES;
			verdict = "It does not apply.";
		} else {
			verdict = got.bare ? "It is said not to apply, without a reason or a source." : "The case does not answer it.";
		}
		const char *why = got.text ? got.text : "";
		const char *text = arena_printf(b->a, "Exception \"%s\": %s%s %s%s%s", x->id, what, ended(what), verdict, *why ? " " : "", why);
		const char *fact = arena_printf(b->a, "%d%d%d|%s|%s", got.yes, got.open, got.no, what, why);
		(void)build_add(b, ELEMENT_EXCEPTION, met, text, fact, x->id, got.sources.n ? got.sources : x->sources);
	}
}
