/* ranges_said.c - a picture of ranges in sentences that can be quoted. */
#include "estimate/ranges_internal.h"

#include "base/buf.h"

#include <stdio.h>
#include <string.h>

enum { SAID = 6 }; /* pairs and groups that are named one by one */

/* "20,000": whole numbers with a comma every three digits, others as they are */
static void number(struct buf *b, double x)
{
	char digits[40];
	size_t n;

	if (x != floor(x) || fabs(x) >= 1e15) {
		buf_printf(b, "%.15g", x);
		return;
	}
	(void)snprintf(digits, sizeof digits, "%.0f", fabs(x));
	n = strlen(digits);
	if (x < 0)
		buf_char(b, '-');
	for (size_t i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0)
			buf_char(b, ',');
		buf_char(b, digits[i]);
	}
}

static void said(struct buf *b, const char *before, double x, const char *between, double y)
{
	buf_text(b, before);
	number(b, x);
	buf_text(b, between);
	if (!isnan(y))
		number(b, y);
}

static void range_say(struct buf *b, const struct range *r)
{
	if (r->about)
		said(b, "about ", r->best, "", NAN);
	else if (r->open_low)
		said(b, "up to ", r->high, "", NAN);
	else if (r->open_high)
		said(b, "at least ", r->low, "", NAN);
	else if (r->low == r->high)
		number(b, r->low);
	else
		said(b, "", r->low, " to ", r->high);
}

static void stretch_say(struct buf *b, const struct stretch *s)
{
	const bool low = isfinite(s->low), high = isfinite(s->high);

	if (!low && !high)
		buf_text(b, "any number");
	else if (!low)
		said(b, s->at_high ? "up to " : "below ", s->high, "", NAN);
	else if (!high)
		said(b, s->at_low ? "at least " : "above ", s->low, "", NAN);
	else if (s->low == s->high)
		said(b, "exactly ", s->low, "", NAN);
	else if (s->at_low)
		said(b, "", s->low, s->at_high ? " to " : " to below ", s->high);
	else
		said(b, "above ", s->low, s->at_high ? " up to " : " and below ", s->high);
}

static const char *kept(struct buf *b, struct arena *a)
{
	const char *text = buf_ok(b) ? arena_strdup(a, buf_str(b)) : NULL;

	buf_free(b);
	return text;
}

const char *range_words(const struct range *r, struct arena *a)
{
	struct buf b = BUF_INIT;

	range_say(&b, r);
	return kept(&b, a);
}

const char *stretch_words(const struct stretch *s, struct arena *a)
{
	struct buf b = BUF_INIT;

	stretch_say(&b, s);
	return kept(&b, a);
}

/* "A, B and C" */
static void labels(struct buf *b, const struct range *r, const uint32_t *which, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		buf_text(b, i ? i + 1 == n ? " and " : ", " : "");
		buf_text(b, r[which[i]].label);
	}
}

static void count(struct buf *b, uint32_t n, const char *one, const char *many) { buf_printf(b, "%u %s", n, n == 1 ? one : many); }

static void say_voices(struct buf *b, const struct range *r, const struct range_picture *p)
{
	count(b, p->n, "statement", "statements");
	buf_text(b, " by ");
	count(b, p->n_voices, "independent voice.", "independent voices.");
	for (uint32_t v = 0; v < p->n_voices; v++) {
		if (p->voices[v].n < 2)
			continue;
		buf_char(b, '\n');
		labels(b, r, p->voices[v].range, p->voices[v].n);
		buf_printf(b, " are one voice and count once%s.", p->voices[v].repeats ? ": they say the same"
							  : p->voices[v].contradicts ? ", though they contradict each other" : ", though they do not say the same");
	}
}

static void say_shared(struct buf *b, const struct range_picture *p)
{
	if (p->agree) {
		buf_text(b, p->n == 1 ? "\nIt says " : "\nAll of them allow ");
		stretch_say(b, &p->common);
		buf_char(b, '.');
		if (p->n_voices == 1)
			buf_text(b, "\nIt is one voice only: there is nothing independent to compare it with.");
		return;
	}
	buf_text(b, "\nNo number lies within all of them.");
	if (p->most < 2) {
		buf_text(b, p->n_voices > 1 ? "\nNo two independent voices share any number." : "");
	} else {
		buf_printf(b, "\nThe most voices that share a number are %u of %u: ", p->most, p->n_voices);
		for (uint32_t i = 0; i < p->n_shared; i++) {
			buf_text(b, i ? i + 1 == p->n_shared ? ", or " : ", " : "");
			stretch_say(b, &p->shared[i]);
		}
		buf_char(b, '.');
	}
	if (p->most < p->n_voices) {
		buf_text(b, "\nWhatever the number is, at least ");
		count(b, p->n_voices - p->most, "of the independent voices is wrong.", "of the independent voices are wrong.");
	}
}

static void say_pairs(struct buf *b, const struct range *r, const struct range_picture *p)
{
	for (uint32_t i = 0; i < p->n_pairs && i < SAID; i++) {
		const struct range *below = &r[p->pairs[i].below], *above = &r[p->pairs[i].above];

		buf_printf(b, "\n%s (", below->label);
		range_say(b, below);
		buf_printf(b, ") and %s (", above->label);
		range_say(b, above);
		buf_printf(b, ") contradict each other%s.", p->pairs[i].same_voice ? " though they are one voice" : "");
	}
	if (p->n_pairs > SAID) {
		buf_text(b, "\nSo do ");
		count(b, p->n_pairs - SAID, "more pair.", "more pairs.");
	}
}

static void say_groups(struct buf *b, const struct range *r, const struct range_picture *p)
{
	uint32_t told = 0, several = 0;

	for (uint32_t g = 0; g < p->n_groups; g++) {
		if (p->groups[g].n < 2)
			continue;
		if (++several > SAID)
			continue;
		buf_text(b, told++ ? "; " : "\nThese fit together: ");
		labels(b, r, p->groups[g].range, p->groups[g].n);
		buf_text(b, " at ");
		stretch_say(b, &p->groups[g].common);
		buf_printf(b, " (%u %s)", p->groups[g].voices, p->groups[g].voices == 1 ? "voice" : "voices");
	}
	if (several > SAID)
		buf_printf(b, "; and %u more groups", several - SAID);
	buf_text(b, told ? "." : "");
}

const char *ranges_said(const struct range *r, const struct range_picture *p, struct arena *a)
{
	struct buf b = BUF_INIT;

	say_voices(&b, r, p);
	say_shared(&b, p);
	if (!p->agree) {
		say_pairs(&b, r, p);
		say_groups(&b, r, p);
	}
	if (p->n > 1) {
		if (isfinite(p->hull.low) || isfinite(p->hull.high)) {
			buf_text(&b, "\nIn all they reach over ");
			stretch_say(&b, &p->hull);
			buf_text(&b, isfinite(p->hull.low) ? isfinite(p->hull.high) ? "." : "; somebody leaves the upper end open."
							   : "; somebody leaves the lower end open.");
		} else {
			buf_text(&b, "\nIn all they leave both ends open.");
		}
	}
	if (p->has_best) {
		said(&b, p->best_low < p->best_high ? "\nNumbers named as the likeliest go from " : "\nThe number named as the likeliest is ", p->best_low,
		     p->best_low < p->best_high ? " to " : "", p->best_low < p->best_high ? p->best_high : NAN);
		buf_char(&b, '.');
	}
	if (p->finer) {
		said(&b, "\nWhat they share is narrower than its ends are rounded (to ", p->rounding, "", NAN);
		buf_text(&b, "): it says where the number lies, not how exactly it is known.");
	}
	if (p->n > 1)
		buf_text(&b, "\nNothing is averaged: every end is one that somebody stated, or the rounding of one.");
	return kept(&b, a);
}
