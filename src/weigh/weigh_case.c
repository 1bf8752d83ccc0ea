#include "weigh/weigh_case.h"

#include "weigh/weigh.h"

#include <stdlib.h>
#include <string.h>

enum { NONE = UINT32_MAX, KEYS_MOST = 64 };

/* Two graph claims stand for each claim: 2i those who support it, 2i + 1 those who deny or doubt it. */
struct binder {
	const struct model *m;
	const struct rules *r;
	int64_t as_of;
	struct arena *a;
	struct weigh_input in;
	struct weigh_output out;
	bool *held;      /* per source */
	uint32_t *one, *next;         /* per actor, where merges hold: the first of those that are one, and the next of them, in a ring; NULL: none hold */
	const struct merge **merge;   /* per actor: a merge that holds and names it, or NULL */
	bool failed;     /* no memory */
};

static void *room(struct binder *b, size_t n, size_t size)
{
	void *p = arena_array(b->a, n ? n : 1, size);
	b->failed = b->failed || !p;
	return p;
}

static uint32_t source_number(const struct binder *b, const char *id)
{
	const struct source *s = id ? model_source(b->m, id) : NULL;
	return s ? (uint32_t)(s - b->m->sources) : NONE;
}

static bool by_then(const struct binder *b, const struct when *w)
{
	return !w->text || b->as_of == EDTF_MAX || w->e.earliest <= b->as_of;
}

/* --- actors that are one person, by merges that hold: whoever speaks through two of them is one voice ---------------- */

static uint32_t actor_number(const struct binder *b, const char *id)
{
	const struct actor *x = id ? model_actor(b->m, id) : NULL;
	return x ? (uint32_t)(x - b->m->actors) : NONE;
}

static uint32_t first_of(const struct binder *b, uint32_t k)
{
	while (b->one[k] != k)
		k = b->one[k] = b->one[b->one[k]];
	return k;
}

static void join(struct binder *b, uint32_t x, uint32_t y)
{
	uint32_t p = first_of(b, x), q = first_of(b, y), next = b->next[p];
	if (p == q)
		return;
	b->one[p > q ? p : q] = p > q ? q : p;
	b->next[p] = b->next[q];
	b->next[q] = next;
}

static void bind_merges(struct binder *b)
{
	const struct model *m = b->m;
	size_t hold = 0;
	for (size_t i = 0; i < m->n_merges; i++)
		hold += merge_holds(m, &m->merges[i]);
	if (!hold)
		return;
	b->one = room(b, m->n_actors, sizeof *b->one);
	b->next = room(b, m->n_actors, sizeof *b->next);
	b->merge = room(b, m->n_actors, sizeof *b->merge);
	for (size_t i = 0; !b->failed && i < m->n_actors; i++)
		b->one[i] = b->next[i] = (uint32_t)i;
	for (size_t i = 0; !b->failed && i < m->n_merges; i++) {
		const struct merge *x = &m->merges[i];
		uint32_t first = NONE;
		for (size_t k = 0; k < x->actors.n && merge_holds(m, x); k++) {
			uint32_t a = actor_number(b, x->actors.v[k]);
			if (a == NONE)
				continue;
			b->merge[a] = x;
			if (first != NONE)
				join(b, first, a);
			else
				first = a;
		}
	}
}

static bool are_one(const struct binder *b, const char *x, const char *y)
{
	uint32_t p, q;
	if (!strcmp(x, y))
		return true;
	if (!b->one || (p = actor_number(b, x)) == NONE || (q = actor_number(b, y)) == NONE)
		return false;
	return first_of(b, p) == first_of(b, q);
}

/* --- what ties sources: the actors behind them, and those above the actors --------------------------------------- */

struct key_list { uint32_t v[KEYS_MOST]; size_t n; };

static void key_add(const struct binder *b, struct key_list *l, const char *id, bool heads)
{
	for (unsigned depth = 0; id && depth < 16; depth++) {
		const struct actor *x = model_actor(b->m, id);
		if (!x || x->group) /* a group without a legal person is nobody's voice */
			return;
		uint32_t k = (uint32_t)(x - b->m->actors);
		for (size_t i = 0; i < l->n; i++)
			if (l->v[i] == k)
				return;
		if (l->n < KEYS_MOST)
			l->v[l->n++] = k;
		if (b->next && b->next[k] != k && l->n < KEYS_MOST)
			key_add(b, l, b->m->actors[b->next[k]].id, heads);
		for (size_t i = 0; heads && i < x->heads.n; i++)
			key_add(b, l, x->heads.v[i], false);
		id = x->parent;
	}
}

/* To be accused by, or a victim of, the same actor makes no two sources one voice. */
static bool interest_ties(const struct interest *i)
{
	return strcmp(i->kind, "accused") && strcmp(i->kind, "victim") && strcmp(i->kind, "other");
}

static void source_keys(const struct binder *b, const struct source *s, struct key_list *l)
{
	l->n = 0;
	for (size_t i = 0; i < s->authors.n; i++)
		key_add(b, l, s->authors.v[i], true);
	key_add(b, l, s->publisher, false);
	key_add(b, l, s->parent, false);
	for (size_t i = 0; i < s->n_interests; i++)
		if (interest_ties(&s->interests[i]))
			key_add(b, l, s->interests[i].actor, false);
}

/* An analysis speaks with the voice of what it was made from: analyses of one image are one voice, with each other and with the image. Keys from
 * n_actors on are sources: each is its own key, an analysis has those of its sources too. */
static void voice_keys(const struct binder *b, const struct source *s, struct key_list *l)
{
	bool made = s->kind && !strcmp(s->kind, "analysis");

	source_keys(b, s, l);
	if (l->n < KEYS_MOST)
		l->v[l->n++] = (uint32_t)(b->m->n_actors + (size_t)(s - b->m->sources));
	for (size_t i = 0; made && i < s->n_cites; i++) {
		uint32_t k = source_number(b, s->cites[i].source);

		if (k != NONE && l->n < KEYS_MOST)
			l->v[l->n++] = (uint32_t)b->m->n_actors + k;
	}
}

static const char *made_text(struct binder *b, const struct source *x, const struct source *y, const struct source *from)
{
	char *t = from == x || from == y ? arena_printf(b->a, "%s is made from %s", from == x ? y->id : x->id, from->id) :
					   arena_printf(b->a, "each is made from %s", from->id);

	b->failed = b->failed || !t;
	return t;
}

/* The author of a source that is this actor, or one person with it. */
static const char *author_of(const struct binder *b, const struct source *s, const char *actor)
{
	for (size_t i = 0; i < s->authors.n; i++)
		if (are_one(b, s->authors.v[i], actor))
			return s->authors.v[i];
	return NULL;
}

static const char *role_of(const struct binder *b, const struct source *s, const char *actor)
{
	if (author_of(b, s, actor))
		return "is by";
	if (s->publisher && !strcmp(s->publisher, actor))
		return "is published by";
	for (size_t i = 0; i < s->n_interests; i++)
		if (!strcmp(s->interests[i].actor, actor))
			return "declares an interest in";
	return "is tied to";
}

static const char *tie_text(struct binder *b, const struct source *x, const struct source *y, const struct actor *k)
{
	const char *rx = role_of(b, x, k->id), *ry = role_of(b, y, k->id), *name = k->names[0].text;
	const struct actor *p = model_actor(b->m, author_of(b, x, k->id)), *q = model_actor(b->m, author_of(b, y, k->id));
	if (p && q && p != q) {
		char *one = arena_printf(b->a, "%s and %s, who wrote them, are one person by %s", p->names[0].text, q->names[0].text, b->merge[p - b->m->actors]->id);
		b->failed = b->failed || !one;
		return one;
	}
	char *t = !strcmp(rx, ry) ? arena_printf(b->a, "each %s %s", rx, name)
				  : arena_printf(b->a, "%s %s %s and %s %s it", x->id, rx, name, y->id, ry);
	b->failed = b->failed || !t;
	return t;
}

/* --- the graph --------------------------------------------------------------------------------------------------- */

static bool source_fallen(const struct binder *b, const struct source *s)
{
	for (size_t i = 0; i < s->n_status; i++)
		if (!strcmp(s->status[i].status, "retracted") && by_then(b, &s->status[i].when))
			return true;
	return false;
}

static enum status bind_sources(struct binder *b, const struct weigh_options *o, struct error *e)
{
	const struct model *m = b->m;
	uint32_t *same = room(b, m->n_sources, sizeof *same), *first = room(b, m->n_sources + 1, sizeof *first);
	bool *fallen = room(b, m->n_sources, sizeof *fallen);
	b->held = room(b, m->n_sources, sizeof *b->held);
	struct key_list l;
	size_t total = 0;
	for (size_t i = 0; i < m->n_sources; i++) {
		voice_keys(b, &m->sources[i], &l);
		total += l.n;
	}
	uint32_t *keys = room(b, total, sizeof *keys);
	if (b->failed)
		return error_memory(e);
	for (size_t i = 0; i < m->n_sources; i++) {
		uint32_t original = source_number(b, m->sources[i].copy_of);
		same[i] = original == NONE ? (uint32_t)i : original;
		fallen[i] = source_fallen(b, &m->sources[i]);
		voice_keys(b, &m->sources[i], &l);
		memcpy(keys + first[i], l.v, l.n * sizeof *keys);
		first[i + 1] = first[i] + (uint32_t)l.n;
	}
	for (size_t i = 0; i < m->n_exhibits; i++)
		for (size_t k = 0; k < m->exhibits[i].sources.n; k++) {
			uint32_t s = source_number(b, m->exhibits[i].sources.v[k]);
			if (s != NONE)
				b->held[s] = true;
		}
	for (size_t i = 0; i < o->n_without; i++) {
		uint32_t s = source_number(b, o->without[i]);
		if (s == NONE)
			return error_set(e, ST_USAGE, "no source '%s' in the case", o->without[i]);
		fallen[s] = true;
	}
	b->in.n_sources = (uint32_t)m->n_sources;
	b->in.n_keys = (uint32_t)(m->n_actors + m->n_sources);
	b->in.same_as = same;
	b->in.fallen = fallen;
	b->in.key_first = first;
	b->in.keys = keys;
	return ST_OK;
}

static bool denies(const struct support *s)
{
	return s->stance == STANCE_DENIES || s->stance == STANCE_DOUBTS;
}

static bool bears(const struct binder *b, const struct claim *c, const struct support *s, const char **why)
{
	const char *unread;
	if (s->stance == STANCE_REPEATS && !s->evidence)
		return true;
	return rules_bears(b->r, evidence_by_name(support_evidence(b->m, s)), c->kind, c->counts, why ? why : &unread);
}

static enum status bind_claims(struct binder *b, struct error *e)
{
	const struct model *m = b->m;
	size_t n = 0, n_from = 0;
	for (size_t i = 0; i < m->n_claims; i++)
		for (size_t k = 0; k < m->claims[i].n_supports; k++, n++)
			n_from += m->claims[i].supports[k].from.n;
	uint32_t *first = room(b, 2 * m->n_claims + 1, sizeof *first), *from = room(b, n_from, sizeof *from);
	struct weigh_support *sup = room(b, n, sizeof *sup);
	if (b->failed)
		return error_memory(e);
	uint32_t at = 0, from_at = 0;
	for (size_t i = 0; i < 2 * m->n_claims; i++) {
		const struct claim *c = &m->claims[i / 2];
		for (size_t k = 0; k < c->n_supports; k++) {
			const struct support *s = &c->supports[k];
			uint32_t source = source_number(b, s->source);
			if (denies(s) != (i % 2 == 1) || source == NONE)
				continue;
			struct weigh_support *w = &sup[at++];
			*w = (struct weigh_support){.source = source, .from = from_at};
			for (size_t f = 0; f < s->from.n; f++)
				if ((from[from_at] = source_number(b, s->from.v[f])) != NONE)
					from_at++, w->n_from++;
			bool repeats = s->stance == STANCE_REPEATS || (denies(s) && w->n_from);
			w->stance = !denies(s) && !bears(b, c, s, NULL) ? WEIGH_IDLE : repeats ? WEIGH_REPEATS : WEIGH_ASSERTS;
		}
		first[i + 1] = at;
	}
	b->in.n_claims = (uint32_t)(2 * m->n_claims);
	b->in.first = first;
	b->in.supports = sup;
	b->in.from = from;
	return ST_OK;
}

/* --- one side of a claim ----------------------------------------------------------------------------------------- */

static const struct source **named(struct binder *b, uint32_t at, uint32_t n)
{
	const struct source **v = room(b, n, sizeof *v);
	for (uint32_t i = 0; v && i < n; i++)
		v[i] = &b->m->sources[b->out.list[at + i]];
	return v;
}

static void side_voices(struct binder *b, const struct weigh_claim *w, struct side *d)
{
	struct voice *v = room(b, w->voices, sizeof *v);
	const struct source **members = room(b, w->n_origins, sizeof *members);
	struct tied *ties = room(b, w->n_ties, sizeof *ties);
	size_t at = 0, tie_at = 0;
	if (b->failed)
		return;
	const uint32_t *origins = b->out.list + w->origins, *groups = b->out.list + w->groups;
	for (uint32_t g = 0; g < w->voices; g++) {
		v[g].members = members + at;
		v[g].ties = ties + tie_at;
		for (uint32_t i = 0; i < w->n_origins; i++)
			if (groups[i] == g)
				members[at++] = &b->m->sources[origins[i]], v[g].n++;
		for (uint32_t t = 0; t < w->n_ties; t++) {
			const struct weigh_tie *x = &b->out.ties[w->ties + t];
			for (uint32_t i = 0; i < w->n_origins; i++)
				if (origins[i] == x->a && groups[i] == g) {
					const struct source *p = &b->m->sources[x->a], *q = &b->m->sources[x->b];
					const char *why = x->key < b->m->n_actors ? tie_text(b, p, q, &b->m->actors[x->key]) :
							  made_text(b, p, q, &b->m->sources[x->key - b->m->n_actors]);
					ties[tie_at++] = (struct tied){p, q, why};
					v[g].n_ties++;
				}
		}
	}
	d->voices = v;
	d->n_voices = w->voices;
}

/* Evidence able to bear the claim, of an origin: by its own support, or by its kind where others vouch for it. */
static unsigned origin_kinds(const struct binder *b, const struct claim *c, const struct source *s, bool denial)
{
	unsigned kinds = 0;
	bool own = false;
	for (size_t i = 0; i < c->n_supports; i++) {
		const struct support *x = &c->supports[i];
		if (denies(x) != denial || strcmp(x->source, s->id) || x->stance == STANCE_REPEATS)
			continue;
		own = true;
		if (bears(b, c, x, NULL))
			kinds |= 1u << evidence_by_name(support_evidence(b->m, x));
	}
	const struct support through = {.source = s->id, .stance = STANCE_ASSERTS};
	if (!own && bears(b, c, &through, NULL))
		kinds |= 1u << evidence_by_name(support_evidence(b->m, &through));
	return kinds;
}

static void side_make(struct binder *b, const struct claim *c, bool denial, struct side *d)
{
	const struct weigh_claim *w = &b->out.claims[2 * (size_t)(c - b->m->claims) + denial];
	d->origins = named(b, w->origins, w->n_origins);
	d->n_origins = w->n_origins;
	d->cut = named(b, w->cut, w->n_cut);
	d->n_cut = w->n_cut;
	d->circular = named(b, w->circular, w->n_circular);
	d->n_circular = w->n_circular;
	d->voices_low = w->voices_low;
	d->voices_high = w->voices_high;
	d->resilience = w->resilience_low < w->resilience ? w->resilience_low : w->resilience;
	d->unknown = w->unknown;
	for (size_t i = 0; i < c->n_supports; i++)
		d->n_supports += denies(&c->supports[i]) == denial;
	for (uint32_t i = 0; !b->failed && i < w->n_origins; i++)
		d->kinds |= origin_kinds(b, c, d->origins[i], denial);
	side_voices(b, w, d);
}

/* --- what became of it ------------------------------------------------------------------------------------------- */

static const struct outcome *outcome_of(const struct binder *b, const struct claim *c, const char *status)
{
	for (size_t i = 0; i < c->n_outcome; i++)
		if (!strcmp(c->outcome[i].status, status) && by_then(b, &c->outcome[i].when))
			return &c->outcome[i];
	return NULL;
}

static void state_from(struct binder *b, struct weighed *w, enum claim_state s, const struct outcome *o, const char *why)
{
	w->state = s;
	w->state_why = o && o->text.n ? texts_in(&o->text, "en") : why;
	const struct source **by = room(b, o ? o->by.n : 0, sizeof *by);
	for (size_t i = 0; by && o && i < o->by.n; i++) {
		const struct source *x = model_source(b->m, o->by.v[i]);
		if (x)
			by[w->n_state_by++] = x;
	}
	w->state_by = by;
	w->replaced_by = o ? o->claim : NULL;
}

/* The support by which every standing origin has replaced what it said, or NULL. */
static const struct support *replaced(const struct binder *b, const struct weighed *w)
{
	const struct support *last = NULL;
	for (size_t i = 0; i < w->support.n_origins; i++) {
		const struct support *mine = NULL;
		for (size_t k = 0; k < w->claim->n_supports; k++) {
			const struct support *s = &w->claim->supports[k];
			const struct claim *by = s->superseded ? model_claim(b->m, s->superseded) : NULL;
			if (by && !strcmp(s->source, w->support.origins[i]->id) && by_then(b, &by->when))
				mine = s;
		}
		if (!mine)
			return NULL;
		last = mine;
	}
	return last;
}

static bool share_key(const struct binder *b, const struct source *x, const struct source *y)
{
	struct key_list p, q;
	source_keys(b, x, &p);
	source_keys(b, y, &q);
	for (size_t i = 0; i < p.n; i++)
		for (size_t k = 0; k < q.n; k++)
			if (p.v[i] == q.v[k])
				return true;
	return x == y;
}

/* Those who deny it and are one voice with an origin in whose name it is made. */
static size_t own_denial(struct binder *b, const struct weighed *w, const struct source **by)
{
	size_t n = 0;
	for (size_t i = 0; i < w->claim->n_supports; i++) {
		const struct support *s = &w->claim->supports[i];
		const struct source *x = s->stance == STANCE_DENIES ? model_source(b->m, s->source) : NULL;
		for (size_t k = 0; x && k < w->support.n_origins; k++)
			if (share_key(b, x, w->support.origins[k])) {
				by[n++] = x;
				break;
			}
	}
	return n;
}

static void list_outdated(struct binder *b, struct weighed *w)
{
	const struct source **v = room(b, w->claim->n_supports, sizeof *v);
	for (size_t i = 0; v && i < w->claim->n_supports; i++) {
		const struct source *x = w->claim->supports[i].stance == STANCE_REPEATS
			? model_source(b->m, w->claim->supports[i].source) : NULL;
		if (x)
			v[w->n_outdated++] = x;
	}
	w->outdated = v;
}

static void find_state(struct binder *b, struct weighed *w)
{
	static const struct { const char *outcome; enum claim_state state; const char *why; } hard[] = {
		{"refuted", STATE_REFUTED, "refuted"},
		{"failed", STATE_FAILED, "it did not come true"},
		{"retracted", STATE_RETRACTED, "taken back"},
	};
	const struct claim *c = w->claim;
	const struct outcome *o;
	for (size_t i = 0; i < sizeof hard / sizeof *hard; i++)
		if ((o = outcome_of(b, c, hard[i].outcome))) {
			state_from(b, w, hard[i].state, o, hard[i].why);
			return;
		}
	const struct support *r = replaced(b, w);
	if ((o = outcome_of(b, c, "superseded")) || r) {
		state_from(b, w, STATE_SUPERSEDED, o, "its origin has since replaced it");
		if (!w->replaced_by && r)
			w->replaced_by = r->superseded;
		list_outdated(b, w);
		return;
	}
	const struct source **own = room(b, c->n_supports, sizeof *own);
	size_t n_own = own ? own_denial(b, w, own) : 0;
	if ((o = outcome_of(b, c, "contradicted")) || n_own) {
		state_from(b, w, STATE_CONTRADICTED, o, "a voice in whose name it is made says otherwise");
		if (!w->n_state_by)
			w->state_by = own, w->n_state_by = n_own;
		return;
	}
	const struct weigh_claim *g = &b->out.claims[2 * (size_t)(c - b->m->claims)];
	w->state = STATE_STANDS;
	if (!g->standing)
		state_from(b, w, g->n_circular ? STATE_CIRCULAR : STATE_UNSUPPORTED, NULL,
			   g->n_circular ? "those who say it only cite each other" : "nothing stands under it");
	else if ((o = outcome_of(b, c, "fulfilled")))
		state_from(b, w, STATE_FULFILLED, o, "it came true");
}

/* --- grade ------------------------------------------------------------------------------------------------------- */

static bool listed(const struct strs *l, const char *id)
{
	for (size_t i = 0; id && i < l->n; i++)
		if (!strcmp(l->v[i], id))
			return true;
	return false;
}

/* Has the source an interest in this claim: in, or as, one of those it accuses or speaks of? */
static bool interested(const struct binder *b, const struct claim *c, const struct source *s)
{
	struct key_list l;
	source_keys(b, s, &l);
	for (size_t i = 0; i < l.n; i++) {
		const char *id = b->m->actors[l.v[i]].id;
		if (listed(&c->perpetrators, id) || listed(&c->enablers, id))
			return true;
	}
	for (size_t i = 0; i < s->n_interests; i++)
		if (listed(&c->others, s->interests[i].actor))
			return true;
	return false;
}

struct reached { unsigned voices, resilience, kinds, held; char reliability; int credibility; bool undisputed; };

static struct reached measure(const struct binder *b, const struct weighed *w)
{
	struct reached x = {.voices = w->support.voices_low, .resilience = w->support.resilience, .reliability = 'Z',
			    .credibility = 7, .undisputed = !w->denial.n_origins || w->denial_interested};
	for (unsigned k = 0; k < EVIDENCE_COUNT; k++)
		x.kinds += w->support.kinds >> k & 1;
	for (size_t i = 0; i < w->support.n_origins; i++)
		if (w->support.origins[i]->reliability && *w->support.origins[i]->reliability < x.reliability)
			x.reliability = *w->support.origins[i]->reliability;
	const struct weigh_claim *g = &b->out.claims[2 * (size_t)(w->claim - b->m->claims)];
	for (uint32_t i = 0; i < g->n_stands; i++)
		x.held += b->held[b->out.list[g->stands + i]];
	for (size_t i = 0; i < w->claim->n_supports; i++) {
		const struct support *s = &w->claim->supports[i];
		int given = s->credibility == 1 && x.voices < 2 ? 2 : s->credibility;
		uint32_t n = source_number(b, s->source);
		if (!denies(s) && given && given < x.credibility && n != NONE && !b->in.fallen[n])
			x.credibility = given;
	}
	return x;
}

/* The first need that is not met, as a sentence, or NULL. */
static const char *unmet(struct binder *b, const struct grade *g, const struct reached *x)
{
	const char *t = NULL;
	if (x->voices < g->voices)
		t = arena_printf(b->a, "grade %s asks for %u independent voices, %u stand", g->name, g->voices, x->voices);
	else if (x->resilience < g->resilience)
		t = arena_printf(b->a, "grade %s asks that %u sources must fall, %u suffice", g->name, g->resilience, x->resilience);
	else if (x->kinds < g->kinds)
		t = arena_printf(b->a, "grade %s asks for %u kinds of evidence, there are %u", g->name, g->kinds, x->kinds);
	else if (g->reliability && x->reliability > g->reliability)
		t = arena_printf(b->a, "grade %s asks for an origin of reliability %c or better", g->name, g->reliability);
	else if (g->credibility && x->credibility > g->credibility)
		t = arena_printf(b->a, "grade %s asks for credibility %d or better", g->name, g->credibility);
	else if (x->held < g->held)
		t = arena_printf(b->a, "grade %s asks for %u sources in custody, %u are", g->name, g->held, x->held);
	else if (g->undisputed && !x->undisputed)
		t = arena_printf(b->a, "grade %s asks that nobody without an interest disputes it", g->name);
	else
		return NULL;
	b->failed = b->failed || !t;
	return t ? t : "";
}

static void find_grade(struct binder *b, struct weighed *w)
{
	const struct rules *r = b->r;
	w->denial_interested = w->denial.n_origins > 0;
	for (size_t i = 0; i < w->denial.n_origins; i++)
		w->denial_interested = w->denial_interested && interested(b, w->claim, w->denial.origins[i]);
	for (size_t i = 0; i < w->claim->n_supports; i++) {
		const struct support *s = &w->claim->supports[i];
		if (denies(s))
			continue;
		w->credibility_refused = w->credibility_refused || (s->credibility == 1 && w->support.voices_low < 2);
		const char *why = NULL;
		if (!bears(b, w->claim, s, &why) && !w->cannot_bear) {
			w->cannot_bear = arena_printf(b->a, "%s of %s cannot bear this claim: %s", support_evidence(b->m, s), s->source,
						      why ? why : "the rule file says so");
			b->failed = b->failed || !w->cannot_bear;
		}
	}
	if (w->state < STATE_FULFILLED) {
		w->grade = &r->grades[r->n_grades - 1];
		w->grade_why = w->state_why;
		return;
	}
	const struct reached x = measure(b, w);
	for (size_t i = 0; i < r->n_grades; i++) {
		const char *why = unmet(b, &r->grades[i], &x);
		w->grade = &r->grades[i];
		if (!why)
			return;
		w->grade_why = why;
	}
}

/* --- sources ------------------------------------------------------------------------------------------------------ */

static int by_weight(const void *p, const void *q)
{
	const struct source_weight *x = p, *y = q;
	if (x->falls != y->falls)
		return x->falls > y->falls ? -1 : 1;
	if (x->carries != y->carries)
		return x->carries > y->carries ? -1 : 1;
	return strcmp(x->source->id, y->source->id);
}

static void weigh_sources(struct binder *b, struct weighing *out)
{
	const struct model *m = b->m;
	struct source_weight *v = room(b, m->n_sources, sizeof *v);
	for (size_t i = 0; !b->failed && i < m->n_sources; i++)
		v[i] = (struct source_weight){.source = &m->sources[i], .held = b->held[i], .retracted = source_fallen(b, &m->sources[i])};
	for (size_t i = 0; !b->failed && i < m->n_claims; i++) {
		const struct weigh_claim *g = &b->out.claims[2 * i];
		for (uint32_t k = 0; k < g->n_stands; k++)
			v[b->out.list[g->stands + k]].carries++;
		for (uint32_t k = 0; k < g->n_load; k++)
			v[b->out.list[g->load + k]].falls++;
	}
	for (size_t i = 0; !b->failed && i < m->n_sources; i++) {
		v[i].fallen = room(b, v[i].falls, sizeof *v[i].fallen);
		v[i].falls = 0;
	}
	for (size_t i = 0; !b->failed && i < m->n_claims; i++) {
		const struct weigh_claim *g = &b->out.claims[2 * i];
		for (uint32_t k = 0; k < g->n_load; k++) {
			struct source_weight *x = &v[b->out.list[g->load + k]];
			((const struct claim **)(uintptr_t)x->fallen)[x->n_fallen++] = &m->claims[i];
			x->falls++;
		}
	}
	if (!b->failed && m->n_sources)
		qsort(v, m->n_sources, sizeof *v, by_weight);
	out->sources = v;
	out->n_sources = m->n_sources;
}

enum status weigh_case(const struct model *m, const struct rules *r, const struct weigh_options *o, struct arena *a,
		       struct weighing *out, struct error *e)
{
	struct binder b = {.m = m, .r = r, .as_of = o->as_of, .a = a};
	*out = (struct weighing){.rules = r};
	bind_merges(&b);
	enum status s = b.failed ? error_memory(e) : bind_sources(&b, o, e);
	if (s == ST_OK)
		s = bind_claims(&b, e);
	if (s == ST_OK)
		s = weigh(&b.in, a, &b.out, e);
	if (s != ST_OK)
		return s;
	struct weighed *v = room(&b, m->n_claims, sizeof *v);
	for (size_t i = 0; !b.failed && i < m->n_claims; i++) {
		v[i].claim = &m->claims[i];
		side_make(&b, v[i].claim, false, &v[i].support);
		side_make(&b, v[i].claim, true, &v[i].denial);
		v[i].load = named(&b, b.out.claims[2 * i].load, b.out.claims[2 * i].n_load);
		v[i].n_load = b.out.claims[2 * i].n_load;
		if (!b.failed)
			find_state(&b, &v[i]);
		if (!b.failed)
			find_grade(&b, &v[i]);
	}
	out->claims = v;
	out->n_claims = m->n_claims;
	if (!b.failed)
		weigh_sources(&b, out);
	return b.failed ? error_memory(e) : ST_OK;
}

const struct weighed *weighing_claim(const struct weighing *w, const char *id)
{
	for (size_t low = 0, high = w->n_claims; low < high;) {
		size_t mid = low + (high - low) / 2;
		int c = strcmp(w->claims[mid].claim->id, id);
		if (!c)
			return &w->claims[mid];
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

const char *claim_state_name(enum claim_state s)
{
	static const char *const names[] = {"refuted", "failed", "retracted", "superseded", "contradicted", "unsupported",
					    "circular", "fulfilled", "stands"};
	return names[s];
}
