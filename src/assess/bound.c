/* bound.c - was the actor bound, then? The register of parties read against the time of the act.
 *
 * A signature subject to ratification obliges only not to defeat the treaty's object and purpose: Vienna Convention on
 * the Law of Treaties (1969), articles 14 and 18. */
#include "assess/build.h"
#include "assess/phrase.h"

#include <string.h>

enum { CHAIN_MOST = 32 /* parents of parents that are followed: also ends a circle */ };

/* One entry of the register that reaches the actor: its own, its parent's, or that of a body of which it is a member. */
struct entry {
	const struct party *party;
	const struct actor *through;    /* the parent or body, NULL = the actor itself */
	const struct relation *member;  /* the membership, or NULL */
	enum truth met;
	struct reach reach;             /* with this entry's time in it */
	const char *text;
};

static bool is(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

static bool never_bound(const struct entry *x)
{
	return is(x->party->by, "signature") || is(x->party->by, "none");
}

static struct strs both(struct build *b, struct strs x, struct strs y)
{
	if (!y.n)
		return x;
	struct strs all = {arena_array(b->a, x.n + y.n, sizeof *all.v), 0};
	if (!all.v) {
		b->failed = true;
		return x;
	}
	for (size_t i = 0; i < x.n + y.n; i++) {
		const char *id = i < x.n ? x.v[i] : y.v[i - x.n];
		bool there = false;
		for (size_t k = 0; k < all.n && !there; k++)
			there = is(all.v[k], id);
		if (!there)
			all.v[all.n++] = id;
	}
	return all;
}

static struct strs entry_sources(struct build *b, const struct entry *x)
{
	struct strs own = x->party->sources.n ? x->party->sources : b->duty->sources;
	return x->member ? both(b, own, x->member->sources) : own;
}

/* "China", "China, to which the Ministry belongs", "the member states, of which China is one" */
static const char *who(struct build *b, const struct entry *x)
{
	const char *self = phrase_actor(b->actor);
	if (!x->through)
		return self;
	return arena_printf(b->a, x->member ? "%s, of which %s is a member," : "%s, to which %s belongs,",
			    phrase_actor(x->through), self);
}

static const char *not_bound_text(struct build *b, const struct entry *x)
{
	const char *name = who(b, x);
	if (!name)
		return NULL;
	if (is(x->party->by, "none"))
		return arena_printf(b->a, "%s is no party, so the instrument does not bind it.", name);
	const char *since = x->party->since.text ? phrase_at(b->a, &x->party->since) : "";
	return since ? arena_printf(b->a, "%s signed%s%s and is not shown to have ratified: signature alone obliges only not to "
				    "defeat the object and purpose of the treaty (Vienna Convention on the Law of Treaties, "
				    "art. 18).", name, *since ? " " : "", since) : NULL;
}

static const char *how_bound(const char *by)
{
	static const char *const words[][2] = {
		{"accession", "by accession"}, {"ratification", "by ratification"}, {"succession", "by succession"},
		{"membership", "by membership"}, {"enactment", "by enactment"}, {"contract", "by contract"}, {"custom", "by custom"}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (is(by, words[i][0]))
			return words[i][1];
	return "in a way that the case does not say";
}

/* How the time of the act lies to the time in which the actor was bound, as the end of a sentence. */
static const char *in_time(struct build *b, const struct entry *x)
{
	const char *act = b->act_text ? b->act_text : "a time that the claim does not say";
	const char *until = x->party->until.text ? phrase_when(b->a, &x->party->until) : "";
	const char *from = phrase_day(b->a, x->reach.sure.from);
	const char *end = until && *until ? arena_printf(b->a, " until %s", until) : until;
	if (!end || !from)
		return NULL;
	if (x->met == TRUTH_NO)
		return arena_printf(b->a, "%s; the act (%s) lies outside that time", end, act);
	if (x->met == TRUTH_MAYBE)
		return arena_printf(b->a, "%s; the act (%s) may lie outside that time", end, act);
	if (build_starts_before(b))
		return arena_printf(b->a, "%s; of the act (%s) what was done from %s counts", end, act, from);
	return arena_printf(b->a, "%s; the act (%s) lies in that time", end, act);
}

static const char *bound_text(struct build *b, const struct entry *x)
{
	const char *name = who(b, x), *rest = in_time(b, x);
	const char *since = x->party->since.text ? phrase_when(b->a, &x->party->since) : NULL;
	if (!name || !rest || (x->party->since.text && !since))
		return NULL;
	return arena_printf(b->a, "%s is bound %s%s%s%s.", name, how_bound(x->party->by),
			    since ? " since " : "", since ? since : ", since when the case does not say", rest);
}

/* Answer one entry. A missing date, confirmation or source leaves it open: nobody is bound on hearsay. */
static void entry_judge(struct build *b, struct entry *x)
{
	const struct party *p = x->party;
	struct reach before = b->reach;
	const char *mark = NULL;
	reach_since(&b->reach, &p->since);
	reach_until(&b->reach, &p->until, 0);
	if (x->member) { /* one date is when the membership began */
		reach_since(&b->reach, &x->member->when);
		if (x->member->when.e.interval)
			reach_until(&b->reach, &x->member->when, 0);
	}
	x->met = never_bound(x) ? TRUTH_NO : build_within(b);
	x->reach = b->reach;
	if (x->met == TRUTH_YES && !p->since.text)
		x->met = TRUTH_MAYBE;
	x->text = never_bound(x) ? not_bound_text(b, x) : bound_text(b, x);
	if (!p->confirmed)
		mark = "Not confirmed";
	else if (x->member && !x->member->confirmed)
		mark = "By a membership that is not confirmed";
	else if (!entry_sources(b, x).n)
		mark = "On no source";
	if (mark) {
		x->met = TRUTH_MAYBE;
		x->text = x->text ? arena_printf(b->a, "%s: %s", mark, x->text) : NULL;
	}
	if (!x->text)
		b->failed = true;
	b->reach = before;
}

/* The better answer of two entries of the same closeness: yes before open before no; the first of equals. */
static bool better(const struct entry *x, const struct entry *best)
{
	static const int worth[] = {[TRUTH_NO] = 0, [TRUTH_MAYBE] = 1, [TRUTH_YES] = 2};
	return !best->party || worth[x->met] > worth[best->met];
}

static void try_entries(struct build *b, const char *actor, const struct actor *through, const struct relation *member,
			struct entry *best)
{
	for (size_t i = 0; i < b->duty->n_parties && !b->failed; i++) {
		struct entry x = {.party = &b->duty->parties[i], .through = through, .member = member};
		if (!is(x.party->actor, actor))
			continue;
		entry_judge(b, &x);
		if (better(&x, best))
			*best = x;
	}
}

/* The closest entry: the actor's own, else its parent's and so on up, else that of a body of which it, or a parent of
 * it, is a member. */
static struct entry find_entry(struct build *b)
{
	const struct model *m = b->in->model;
	struct entry best = {0};
	const struct actor *x = b->actor;
	for (int i = 0; x && i < CHAIN_MOST && !best.party; i++) {
		try_entries(b, x->id, x == b->actor ? NULL : x, NULL, &best);
		x = x->parent ? model_actor(m, x->parent) : NULL;
	}
	x = b->actor;
	for (int i = 0; x && i < CHAIN_MOST && !best.party; i++) {
		for (size_t k = 0; k < m->n_relations; k++) {
			const struct relation *r = &m->relations[k];
			const struct actor *body = is(r->schema, "Membership") && is(r->from, x->id) && r->to ? model_actor(m, r->to) : NULL;
			if (body)
				try_entries(b, body->id, body, r, &best);
		}
		x = x->parent ? model_actor(m, x->parent) : NULL;
	}
	return best;
}

static void reservations(struct build *b, const struct entry *x)
{
	const struct party *p = x->party;
	const char *articles = NULL, *excluding = NULL;
	struct strs sources = p->sources.n ? p->sources : b->duty->sources;
	for (size_t i = 0; i < p->n_reservations; i++) {
		const struct reservation *r = &p->reservations[i];
		const char **list = r->excludes ? &excluding : &articles;
		*list = *list ? arena_printf(b->a, "%s; %s", *list, r->article) : r->article;
		if (!*list)
			b->failed = true;
		sources = both(b, sources, r->sources);
	}
	const char *name = phrase_actor(x->through ? x->through : b->actor), *text;
	enum truth met = !excluding ? TRUTH_YES : p->confirmed ? TRUTH_NO : TRUTH_MAYBE;
	if (excluding)
		text = arena_printf(b->a, "A reservation by %s (%s) takes this provision away.%s", name, excluding,
				    p->confirmed ? "" : " That is not confirmed.");
	else if (articles)
		text = arena_printf(b->a, "The reservations by %s (%s) leave this provision as it is.", name, articles);
	else
		text = arena_printf(b->a, "No reservation by %s is on record.", name);
	const char *fact = arena_printf(b->a, "%s|%s", excluding ? excluding : "", articles ? articles : "");
	(void)build_add(b, ELEMENT_RESERVED, met, text, fact, excluding, sources);
}

void build_bound(struct build *b)
{
	if (build_within(b) == TRUTH_NO) /* that has been said; whether it was bound is a question of its own */
		b->reach = REACH_OPEN;
	struct entry x = find_entry(b);
	if (b->failed)
		return;
	if (!x.party) {
		const char *text = arena_printf(b->a, "The case does not say whether %s is bound.", phrase_actor(b->actor));
		(void)build_add(b, ELEMENT_BOUND, TRUTH_MAYBE, text, "", NULL, (struct strs){0});
		return;
	}
	const struct party *p = x.party;
	const char *fact = arena_printf(b->a, "%s|%s|%s|%s|%d|%s", p->actor, p->by ? p->by : "", p->since.text ? p->since.text : "",
					p->until.text ? p->until.text : "", p->confirmed, x.member ? x.member->id : "");
	(void)build_add(b, ELEMENT_BOUND, x.met, x.text, fact, p->actor, entry_sources(b, &x));
	b->reach = x.reach;
	if (!never_bound(&x))
		reservations(b, &x);
}
