/* The whole run over people who do not exist: as good as it should be, the same whatever the threads and every time, and explained as it was weighed. */
#include "link/link.h"
#include "link_table.h"

#include "check.h"

#include <math.h>

static const uint32_t *entity; /* of each record */

static bool truth(const struct link_records *r)
{
	entity = NULL;
	for (size_t c = 0; c < r->n_columns; c++)
		if (r->column[c].role == ROLE_ENTITY)
			entity = r->column[c].value;
	return entity != NULL;
}

/* Pairs of one person against pairs of one cluster. */
static double f1(const struct link_result *x)
{
	double right = 0, made = 0, there = 0;

	for (uint32_t a = 0; a < x->records->n; a++)
		for (uint32_t b = a + 1; b < x->records->n; b++) {
			bool same = entity[a] == entity[b], together = x->cluster[a] == x->cluster[b];

			right += same && together;
			made += together;
			there += same;
		}
	return made + there > 0 ? 2 * right / (made + there) : 0;
}

static bool sound(const struct link_result *x)
{
	size_t n = x->records->n, members = 0;

	if (!x->n_clusters || x->n_clusters > n || !isfinite(x->prior) || !isfinite(x->expected) || !isfinite(x->missed))
		return false;
	for (size_t i = 0; i < x->n_pairs; i++) {
		const struct link_pair *p = &x->pair[i];

		if (p->a >= p->b || p->b >= n || !isfinite(p->weight) || !(p->probability >= 0 && p->probability <= 1) ||
		    (i && (p->a < p[-1].a || (p->a == p[-1].a && p->b <= p[-1].b))))
			return false;
	}
	for (size_t c = 0; c < x->n_clusters; c++) {
		const struct link_cluster *k = &x->clusters[c];

		if (k->first != members || !k->size || !(k->probability >= 0 && k->probability <= 1) || !(k->weakest >= 0 && k->weakest <= 1))
			return false;
		for (uint32_t i = 0; i < k->size; i++)
			if (x->cluster[x->member[k->first + i]] != c)
				return false;
		members += k->size;
	}
	for (size_t d = 0; d < x->n_draws; d++)
		for (size_t i = 0; i < n; i++)
			if (x->draw[d][i] >= n)
				return false;
	return members == n;
}

static bool same(const struct link_result *x, const struct link_result *y)
{
	if (x->n_pairs != y->n_pairs || x->n_clusters != y->n_clusters || x->n_draws != y->n_draws || x->prior != y->prior || x->expected != y->expected || x->missed != y->missed)
		return false;
	for (size_t i = 0; i < x->n_pairs; i++)
		if (x->pair[i].a != y->pair[i].a || x->pair[i].b != y->pair[i].b || x->pair[i].weight != y->pair[i].weight || x->pair[i].levels != y->pair[i].levels)
			return false;
	for (size_t d = 0; d < x->n_draws; d++)
		if (memcmp(x->draw[d], y->draw[d], x->records->n * sizeof **x->draw) != 0)
			return false;
	for (size_t c = 0; c < x->n_clusters; c++)
		if (x->clusters[c].probability != y->clusters[c].probability)
			return false;
	return !memcmp(x->cluster, y->cluster, x->records->n * sizeof *x->cluster);
}

static void whole(void)
{
	struct link_records r;
	struct link_result a, b;
	double f;

	CHECK(table_synthesise(2000, 7, &r) && truth(&r));
	CHECK(!link_run(&r, &(struct link_options){.seed = 1, .threads = 1, .draws = 5}, &a, &e));
	f = f1(&a);
	printf("   F1 %.4f, %zu pairs looked at\n", f, a.looked_at);
	CHECK(sound(&a) && f >= 0.9 && a.n_draws == 5);
	CHECK(!link_run(&r, &(struct link_options){.seed = 1, .threads = 1, .draws = 5}, &b, &e) && same(&a, &b));
	link_free(&b);
	CHECK(!link_run(&r, &(struct link_options){.seed = 1, .threads = 2, .draws = 5}, &b, &e) && same(&a, &b));
	link_free(&b);
	/* another seed draws other pairs for what chance does; the answer hardly moves */
	CHECK(!link_run(&r, &(struct link_options){.seed = 2, .threads = 2}, &b, &e) && sound(&b) && fabs(f1(&b) - f) < 0.02);
	link_free(&b);
	/* why: the parts add up to what the pair weighs */
	for (size_t i = 0; i < a.n_pairs; i += 97) {
		struct link_explanation why;
		double sum;

		link_explain(&a, a.pair[i].a, a.pair[i].b, &why);
		sum = why.prior + why.rival;
		for (size_t k = 0; k < why.n; k++)
			sum += why.part[k].bits + why.part[k].rare;
		CHECK(fabs(sum - why.odds) < 1e-6 && fabs(why.odds - (a.prior + (double)a.pair[i].weight)) < 1e-3 && why.rival <= 0.33);
	}
	link_free(&a);
	records_free(&r);
}

/* The rows in another order: the same people. */
static void other_order(void)
{
	struct synthesise_options o = {.records = 800, .seed = 3};
	struct buf b = {0}, c = {0};
	const char *line[801];
	size_t n = 0;
	struct link_records r, s;
	struct link_result x, y;
	double f;

	CHECK(!synthesise(&o, table_take, &b, &e));
	for (const char *p = b.bytes; p < b.bytes + b.len && n < 801; p = strchr(p, '\n') + 1)
		line[n++] = p;
	CHECK(n == 801);
	buf_printf(&c, "%.*s", (int)(strchr(line[0], '\n') - line[0] + 1), line[0]);
	for (size_t i = n; i-- > 1;)
		buf_printf(&c, "%.*s", (int)(strchr(line[i], '\n') - line[i] + 1), line[i]);
	CHECK(table_read(b.bytes, b.len, NULL, NULL, 0, &r) && table_read(c.bytes, c.len, NULL, NULL, 0, &s));
	CHECK(!link_run(&r, &(struct link_options){.threads = 2}, &x, &e) && !link_run(&s, &(struct link_options){.threads = 2}, &y, &e));
	CHECK(truth(&r));
	f = f1(&x);
	CHECK(truth(&s) && fabs(f1(&y) - f) < 0.03);
	link_free(&x);
	link_free(&y);
	records_free(&r);
	records_free(&s);
	buf_free(&b);
	buf_free(&c);
}

static void decided(void)
{
	struct link_records r;
	struct link_result x;
	struct link_decision d[2] = {{0, 599, true}, {1, 2, false}};
	int stop = 1;

	CHECK(table_synthesise(600, 8, &r));
	CHECK(!link_run(&r, &(struct link_options){.decision = d, .n_decisions = 2, .threads = 2}, &x, &e) && sound(&x));
	CHECK(x.cluster[0] == x.cluster[599] && x.cluster[1] != x.cluster[2] && link_decided(&x, 599, 0) == 1 && link_decided(&x, 1, 2) == -1 && link_decided(&x, 5, 6) == 0);
	link_free(&x);
	CHECK(link_run(&r, &(struct link_options){.stop = &stop}, &x, &e) == ST_NEGATIVE);
	records_free(&r);
}

/* Two files without duplicates: nobody stands twice in one cluster from one file. */
static void clean(void)
{
	struct synthesise_options o = {.records = 600, .seed = 4};
	struct buf b[2] = {{0}, {0}};
	struct input in[2], *list[2] = {&in[0], &in[1]};
	struct link_read_options ro = {0};
	struct link_options lo = {.clean = {true, true}, .threads = 2};
	struct link_records r;
	struct link_result x;

	CHECK(!synthesise(&o, table_take, &b[0], &e));
	o.seed = 5;
	CHECK(!synthesise(&o, table_take, &b[1], &e));
	input_bytes(b[0].bytes, b[0].len, "one.csv", &in[0]);
	input_bytes(b[1].bytes, b[1].len, "two.csv", &in[1]);
	CHECK(!records_read(list, 2, &ro, &r, &e));
	CHECK(!link_run(&r, &lo, &x, &e) && sound(&x));
	for (size_t c = 0; c < x.n_clusters; c++)
		for (uint32_t i = 0; i < x.clusters[c].size; i++)
			for (uint32_t j = i + 1; j < x.clusters[c].size; j++)
				CHECK(r.file[x.member[x.clusters[c].first + i]] != r.file[x.member[x.clusters[c].first + j]]);
	link_free(&x);
	records_free(&r);
	for (unsigned i = 0; i < 2; i++) {
		input_close(&in[i]);
		buf_free(&b[i]);
	}
}

/* Tables that tell nearly nothing. */
static void small(void)
{
	static const char *const tables[] = {"name\nAnna Smith\n", "name\nAnna Smith\nAnna Smith\n", "name,born\n,\nx,\n,1971-06-24\n", "a\n1\n1\n1\n1\n", "given,family\nA,B\nA,B\nA,B\nC,D\n",
					     "email\na@b.org\na@b.org\n@\n"};

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct link_records r;
		struct link_result x;
		enum status st;

		CHECK(table_read(tables[i], strlen(tables[i]), NULL, NULL, 0, &r));
		st = link_run(&r, &(struct link_options){.draws = 3}, &x, &e);
		CHECK(st == ST_DATA || (!st && sound(&x)));
		if (!st)
			link_free(&x);
		records_free(&r);
	}
}

TESTS({"whole", whole}, {"other order", other_order}, {"decided", decided}, {"clean", clean}, {"small", small})
