/* search_check.h - a list searched through its index and name by name: the answers must be the same. */
#ifndef ONUS_TESTS_SEARCH_CHECK_H
#define ONUS_TESTS_SEARCH_CHECK_H

#include "screen/search.h"

#include "scratch.h"

#ifdef __SANITIZE_ADDRESS__
enum { SLOW = 1 };
#else
enum { SLOW = 0 };
#endif

static uint64_t random_state;
static unsigned below(unsigned n)
{
	uint64_t z = random_state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return (unsigned)((z ^ z >> 31) % n);
}

enum { LINE = 512 };

/* The code points of a text, as strings. */
struct points { char v[LINE][5]; size_t n; };

static inline void take_apart(const char *s, struct points *p)
{
	for (p->n = 0; *s && p->n < LINE - 2; p->n++) {
		size_t k = 1;

		while (k < 4 && ((unsigned char)s[k] & 0xC0) == 0x80)
			k++;
		memcpy(p->v[p->n], s, k);
		p->v[p->n][k] = 0;
		s += k;
	}
}
static inline void put_together(const struct points *p, char out[LINE])
{
	size_t at = 0;

	for (size_t i = 0; i < p->n && at + 5 < LINE; i++)
		at += (size_t)snprintf(out + at, LINE - at, "%s", p->v[i]);
	out[at] = 0;
}

static inline void typing_error(struct points *p)
{
	size_t i = p->n ? below((unsigned)p->n) : 0;
	char kept[5];

	if (!p->n || p->n > LINE - 8)
		return;
	switch (below(6)) {
	case 0:
		memmove(p->v[i], p->v[i + 1], (p->n - i - 1) * sizeof *p->v);
		p->n--;
		break;
	case 1:
		memmove(p->v[i + 1], p->v[i], (p->n - i) * sizeof *p->v);
		p->n++;
		if (below(2))
			snprintf(p->v[i], 5, "%c", 'a' + below(26));
		break;
	case 2:
		if (i + 1 < p->n) {
			memcpy(kept, p->v[i], 5);
			memcpy(p->v[i], p->v[i + 1], 5);
			memcpy(p->v[i + 1], kept, 5);
		}
		break;
	case 3:
		memcpy(p->v[i], p->v[below((unsigned)p->n)], 5);
		break;
	case 4: /* a word in two */
		memmove(p->v[i + 1], p->v[i], (p->n - i) * sizeof *p->v);
		p->n++;
		snprintf(p->v[i], 5, " ");
		break;
	default:
		snprintf(p->v[i], 5, "%c", 'a' + below(26));
	}
}

enum { WORDS = 40 };
static inline size_t words_of(char *s, char *word[WORDS])
{
	size_t n = 0;

	for (char *save = NULL, *w = strtok_r(s, " ", &save); w && n < WORDS; w = strtok_r(NULL, " ", &save))
		word[n++] = w;
	return n;
}

/* Words dropped, moved, joined, cut to their first letter, brought in from another name. */
static inline void other_words(char name[LINE], const char *other)
{
	char copy[LINE], second[LINE], *word[WORDS], *more[WORDS];
	size_t n, m, at = 0;

	snprintf(copy, sizeof copy, "%s", name);
	snprintf(second, sizeof second, "%s", other);
	n = words_of(copy, word);
	m = words_of(second, more);
	for (unsigned k = below(3); k && n; k--) {
		size_t i = below((unsigned)n), j = below((unsigned)n);
		char *kept = word[i];

		switch (below(5)) {
		case 0:
			word[i] = word[j], word[j] = kept;
			break;
		case 1:
			memmove(word + i, word + i + 1, (n - i - 1) * sizeof *word);
			n--;
			break;
		case 2:
			if (m && n < WORDS)
				word[n++] = more[below((unsigned)m)];
			break;
		case 3:
			if ((unsigned char)word[i][0] < 0x80 && word[i][0])
				word[i][1] = 0;
			break;
		default:
			if (m)
				word[i] = more[below((unsigned)m)];
		}
	}
	name[0] = 0;
	for (size_t i = 0; i < n && at + 1 < LINE; i++)
		at += (size_t)snprintf(name + at, LINE - at, "%s%s", i && below(12) ? " " : i ? below(2) ? "-" : "" : "", word[i]);
}

static inline void mutate(const char *name, const char *other, char out[LINE])
{
	struct points p;

	snprintf(out, LINE, "%s", name);
	other_words(out, other);
	take_apart(out, &p);
	for (unsigned k = below(4); k; k--)
		typing_error(&p);
	put_together(&p, out);
}

static inline void tell(const struct compiled *c, const char *query, float threshold, const struct found *f, const char *what)
{
	struct listed_name n = compiled_name(c, f->name);

	(void)fprintf(stderr, "%s at %.2f: \"%s\": \"%.*s\" %.4f by %s\n", what, (double)threshold, query, (int)n.n, n.text, (double)f->how.score,
		      compare_way_name(f->how.way));
}

/* Names that the one way finds and the other does not, or scores otherwise. */
static inline size_t differences(struct searcher *s, const struct compiled *c, const char *query, enum word_use use, size_t *hits)
{
	static const float thresholds[] = {0.5f, 0.7f, 0.85f};
	static struct name q;
	const struct found *f;
	size_t wrong = 0;
	long n;
	struct found *all;

	name_read(query, strlen(query), use, NULL, &q);
	n = search_all(s, &q, thresholds[0], &f);
	all = malloc(((size_t)n + 1) * sizeof *all);
	if (n < 0 || !all)
		return 1;
	memcpy(all, f, (size_t)n * sizeof *all);
	/* what is found scores as the two names do when they are read in full */
	for (long i = 0; i < n; i++) {
		static struct name listed;
		struct listed_name text = compiled_name(c, all[i].name);
		struct comparison full;

		name_read(text.text, text.n, text.use, compiled_shares(c), &listed);
		names_compare(&q, &listed, &full);
		if (full.score != all[i].how.score)
			tell(c, query, full.score, &all[i], "scored otherwise"), wrong++;
	}
	for (size_t t = 0; t < sizeof thresholds / sizeof *thresholds; t++) {
		long k = 0, m = search(s, &q, thresholds[t], &f);

		for (long i = 0; i < n; i++) {
			if (all[i].how.score < thresholds[t])
				continue;
			*hits += 1;
			while (k < m && f[k].name < all[i].name)
				tell(c, query, thresholds[t], &f[k++], "too much"), wrong++;
			if (k < m && f[k].name == all[i].name && f[k].how.score == all[i].how.score)
				k++;
			else
				tell(c, query, thresholds[t], &all[i], "lost"), wrong++;
		}
		for (; k < m; k++)
			tell(c, query, thresholds[t], &f[k], "too much"), wrong++;
	}
	free(all);
	return wrong;
}

/* Search a compiled list by n names made from its own; false when one answer differs. */
static inline bool same_answers(const char *path, unsigned n, uint64_t seed)
{
	static const enum word_use uses[] = {0, WORD_FOR_PERSON, WORD_FOR_COMPANY, WORD_FOR_VESSEL};
	struct compiled *c = NULL;
	struct searcher *s = NULL;
	size_t wrong = 0, hits = 0;

	random_state = seed;
	if (compiled_open(path, &c, &e) || !(s = searcher_new(c))) {
		(void)fprintf(stderr, "%s: %s\n", path, e.message);
		return false;
	}
	for (unsigned i = 0; i < n && wrong < 20; i++) {
		size_t names = (size_t)compiled_about(c)->names;
		struct listed_name x = compiled_name(c, below((unsigned)names)), y = compiled_name(c, below((unsigned)names));
		char one[LINE], two[LINE], query[LINE];

		snprintf(one, sizeof one, "%.*s", (int)(x.n < LINE ? x.n : LINE - 1), x.text);
		snprintf(two, sizeof two, "%.*s", (int)(y.n < LINE ? y.n : LINE - 1), y.text);
		mutate(one, two, query);
		wrong += differences(s, c, query, below(2) ? x.use : uses[below(4)], &hits);
	}
	(void)printf("seed %llu: %llu names, %u queries, %zu hits, %zu wrong\n", (unsigned long long)seed, (unsigned long long)compiled_about(c)->names,
		     n, hits, wrong);
	searcher_free(s);
	compiled_close(c);
	return !wrong && hits;
}

#endif
