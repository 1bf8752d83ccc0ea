#include "estimate/graphs.h"

#include <stdlib.h>
#include <string.h>

/* Maximum cardinality search: next is a vertex with most neighbours among those visited. Chordal if these neighbours are always complete, for which
 * it is enough that the one visited last knows the others. A clique ends where their number does not grow (Blair & Peyton 1993, algorithm 4.1). */
bool graphs_chordal(unsigned n, const uint8_t *adjacent, uint8_t *cliques, uint8_t *separators, unsigned *n_cliques)
{
	uint8_t weight[8] = {0}, place[8] = {0};
	unsigned visited = 0, made = 0, before = 0;

	for (unsigned step = 0; step < n; step++) {
		unsigned v = 0, known, latest = 0;
		bool found = false;

		for (unsigned i = 0; i < n; i++)
			if (!(visited >> i & 1) && (!found || weight[i] > weight[v])) {
				v = i;
				found = true;
			}
		known = adjacent[v] & visited;
		for (unsigned rest = known; rest; rest &= rest - 1) {
			unsigned u = (unsigned)__builtin_ctz(rest);

			latest = rest == known || place[u] > place[latest] ? u : latest;
		}
		if (known && (known & ~(1u << latest) & ~(unsigned)adjacent[latest]))
			return false;
		if (cliques && (step == 0 || weight[v] <= before)) {
			separators[made] = (uint8_t)known;
			cliques[made++] = 0;
		}
		if (cliques)
			cliques[made - 1] = (uint8_t)(known | 1u << v);
		before = weight[v];
		place[v] = (uint8_t)step;
		visited |= 1u << v;
		for (unsigned rest = adjacent[v] & ~visited & ((1u << n) - 1); rest; rest &= rest - 1)
			weight[__builtin_ctz(rest)]++;
	}
	if (cliques)
		*n_cliques = made;
	return true;
}

/* A graph as its neighbours, a byte a vertex. */
struct grown { uint8_t adjacent[8]; };

/* Every graph without its last vertex is decomposable too: so these are tried with every set of neighbours of one more vertex. */
static uint32_t one_more(unsigned n, const struct grown *smaller, uint32_t n_smaller, struct grown *out)
{
	uint32_t made = 0;

	for (uint32_t set = 0; set < 1u << (n - 1); set++) {
		uint8_t joined[8] = {0};

		joined[n - 1] = (uint8_t)set;
		for (uint32_t rest = set; rest; rest &= rest - 1)
			joined[__builtin_ctz(rest)] = (uint8_t)(1u << (n - 1));
		for (uint32_t g = 0; g < n_smaller; g++) {
			for (unsigned i = 0; i < 8; i++)
				out[made].adjacent[i] = smaller[g].adjacent[i] | joined[i];
			if (graphs_chordal(n, out[made].adjacent, NULL, NULL, NULL))
				made++;
		}
	}
	return made;
}

enum status graphs_all(unsigned n_lists, struct arena *a, struct graph_set *out, struct error *e)
{
	static const uint32_t count[GRAPHS_LISTS + 1] = {0, 1, 2, 8, 61, 822, 18154, 617675};
	struct arena own = ARENA_INIT;
	struct grown *graphs;
	uint32_t n = 1, *first;
	uint8_t *clique, *separator;

	*out = (struct graph_set){0};
	if (!n_lists || n_lists > GRAPHS_LISTS)
		return error_set(e, ST_DATA, "%u lists found, 1 to %d expected for all decomposable graphs", n_lists, GRAPHS_LISTS);
	graphs = arena_array(&own, 1, sizeof *graphs);
	for (unsigned k = 2; graphs && k <= n_lists; k++) {
		/* one more, to try the next in */
		struct grown *more = arena_array(&own, (size_t)count[k] + 1, sizeof *more);

		n = more ? one_more(k, graphs, n, more) : 0;
		graphs = more;
	}
	first = arena_array(a, (size_t)count[n_lists] + 1, sizeof *first);
	clique = arena_array(a, (size_t)count[n_lists] * n_lists, 1);
	separator = arena_array(a, (size_t)count[n_lists] * n_lists, 1);
	if (!graphs || !first || !clique || !separator) {
		arena_free(&own);
		return error_memory(e);
	}
	for (uint32_t g = 0; g < n; g++) {
		unsigned made = 0;

		(void)graphs_chordal(n_lists, graphs[g].adjacent, clique + first[g], separator + first[g], &made);
		first[g + 1] = first[g] + made;
	}
	arena_free(&own);
	*out = (struct graph_set){n_lists, n, first, clique, separator};
	return ST_OK;
}

static int by_letters(const void *p, const void *q) { return strcmp(p, q); }

char *graphs_name(const struct graph_set *s, uint32_t g, char *out)
{
	char words[8][9];
	unsigned n = 0;
	size_t used = 0;

	for (uint32_t c = s->first[g]; c < s->first[g + 1]; c++, n++) {
		unsigned length = 0;

		for (unsigned i = 0; i < s->n_lists; i++)
			if (s->clique[c] >> i & 1)
				words[n][length++] = (char)('1' + i);
		words[n][length] = '\0';
	}
	qsort(words, n, sizeof *words, by_letters);
	for (unsigned i = 0; i < n; i++) {
		size_t length = strlen(words[i]);

		if (used + length + 2 > GRAPHS_NAME)
			break;
		if (i)
			out[used++] = '/';
		memcpy(out + used, words[i], length);
		used += length;
	}
	out[used] = '\0';
	return out;
}
