/* Decomposable graphs: how many, and the same as those a plain elimination finds; cliques and separators. */
#include "check.h"

#include "estimate/graphs.h"

static void adjacency(unsigned n, uint32_t edges, uint8_t *adjacent)
{
	memset(adjacent, 0, 8);
	for (unsigned j = 1; j < n; j++)
		for (unsigned i = 0; i < j; i++)
			if (edges >> (j * (j - 1) / 2 + i) & 1) {
				adjacent[i] |= (uint8_t)(1u << j);
				adjacent[j] |= (uint8_t)(1u << i);
			}
}

/* chordal if vertices whose neighbours are complete can be taken away until none is left */
static bool naive_chordal(unsigned n, const uint8_t *adjacent)
{
	unsigned left = (1u << n) - 1;

	while (left) {
		bool taken = false;

		for (unsigned v = 0; v < n && !taken; v++) {
			unsigned near = adjacent[v] & left;
			bool complete = left >> v & 1;

			for (unsigned u = 0; u < n; u++)
				if (near >> u & 1 && (near & ~(1u << u) & ~(unsigned)adjacent[u]))
					complete = false;
			if (complete) {
				left &= ~(1u << v);
				taken = true;
			}
		}
		if (!taken)
			return false;
	}
	return true;
}

static void counts(void)
{
	static const uint32_t want[] = {0, 1, 2, 8, 61, 822, 18154, 617675};
	struct graph_set s;
	struct error e;

	for (unsigned k = 1; k <= GRAPHS_LISTS; k++) {
		struct arena a = ARENA_INIT;

		CHECK(graphs_all(k, &a, &s, &e) == ST_OK);
		CHECK(s.n == want[k] && s.n_lists == k);
		CHECK(s.first[1] - s.first[0] == k);
		CHECK(s.first[s.n] - s.first[s.n - 1] == 1 && s.clique[s.first[s.n - 1]] == (1u << k) - 1);
		arena_free(&a);
	}
	CHECK(graphs_all(0, NULL, &s, &e) == ST_DATA);
	CHECK(graphs_all(8, NULL, &s, &e) == ST_DATA);
}

/* Every graph on up to 5 lists: chordal or not as the plain way says; cliques complete, maximal, in perfect order; listed in order. */
static void plain(void)
{
	for (unsigned n = 1; n <= 5; n++) {
		struct arena a = ARENA_INIT;
		struct graph_set s;
		struct error e;
		uint32_t at = 0;

		CHECK(graphs_all(n, &a, &s, &e) == ST_OK);
		for (uint32_t edges = 0; edges < 1u << n * (n - 1) / 2; edges++) {
			uint8_t adjacent[8], clique[8], separator[8], seen[8] = {0};
			unsigned m = 0, before = 0;

			adjacency(n, edges, adjacent);
			CHECK(graphs_chordal(n, adjacent, clique, separator, &m) == naive_chordal(n, adjacent));
			if (!naive_chordal(n, adjacent))
				continue;
			CHECK(at < s.n && s.first[at + 1] - s.first[at] == m && separator[0] == 0);
			for (unsigned c = 0; c < m; c++) {
				bool inside = c == 0;

				CHECK(s.clique[s.first[at] + c] == clique[c] && s.separator[s.first[at] + c] == separator[c]);
				for (unsigned i = 0; i < n; i++)
					if (clique[c] >> i & 1)
						seen[i] |= clique[c];
				CHECK(separator[c] == (clique[c] & before));
				for (unsigned d = 0; d < c; d++) {
					inside |= !(separator[c] & ~clique[d]);
					CHECK((clique[c] & clique[d]) != clique[c] && (clique[c] & clique[d]) != clique[d]);
				}
				CHECK(inside);
				before |= clique[c];
			}
			for (unsigned i = 0; i < n; i++)
				CHECK(seen[i] == (adjacent[i] | 1u << i));
			at++;
		}
		CHECK(at == s.n);
		arena_free(&a);
	}
}

static void names(void)
{
	struct arena a = ARENA_INIT;
	struct graph_set s;
	struct error e;
	char name[GRAPHS_NAME];
	bool found = false;

	CHECK(graphs_all(5, &a, &s, &e) == ST_OK);
	CHECK_STR(graphs_name(&s, 0, name), "1/2/3/4/5");
	CHECK_STR(graphs_name(&s, 1, name), "12/3/4/5");
	CHECK_STR(graphs_name(&s, s.n - 1, name), "12345");
	for (uint32_t g = 0; g < s.n; g++)
		found |= !strcmp(graphs_name(&s, g, name), "125/235/245");
	CHECK(found);
	arena_free(&a);
}

TESTS({"counts", counts}, {"plain", plain}, {"names", names})
