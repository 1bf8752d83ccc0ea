/* Ranges brought together: small pictures told by hand, and many by chance against counting at every number. All invented. */
#include "base/random.h"
#include "estimate/ranges.h"

#include "check.h"

#include <math.h>

static struct arena a = ARENA_INIT;
static struct range_picture p;
static struct error e;

#define CLOSED(name, from, to, who) {.label = (name), .low = (from), .high = (to), .best = NAN, .voice = (who)}
static bool is(const struct stretch *s, double low, bool at_low, double high, bool at_high, uint32_t voices)
{
	return s->low == low && s->at_low == at_low && s->high == high && s->at_high == at_high && s->voices == voices;
}

static void agree(void)
{
	const struct range r[] = {CLOSED("A", 20000, 80000, 1), {.label = "B", .high = 30000, .open_low = true, .best = 25000, .voice = 2},
				  CLOSED("C", 20000, 80000, 1)};

	CHECK(ranges_picture(r, 3, &a, &p, &e) == ST_OK);
	CHECK(p.n_voices == 2 && p.voices[0].n == 2 && p.voices[0].repeats && !p.voices[0].contradicts && p.voices[0].range[1] == 2);
	CHECK(p.agree && is(&p.common, 20000, true, 30000, true, 2) && is(&p.hull, -INFINITY, false, 80000, true, 2));
	CHECK(p.most == 2 && p.n_shared == 1 && is(&p.shared[0], 20000, true, 30000, true, 2));
	CHECK(p.n_steps == 3 && is(&p.steps[0], -INFINITY, false, 20000, false, 1) && is(&p.steps[1], 20000, true, 30000, true, 2) &&
	      is(&p.steps[2], 30000, false, 80000, true, 1));
	CHECK(p.n_pieces == 1 && is(&p.pieces[0], -INFINITY, false, 80000, true, 2));
	CHECK(p.n_groups == 1 && p.groups[0].n == 3 && p.groups[0].voices == 2 && p.n_pairs == 0);
	CHECK(p.support[0] == 2 && p.support[1] == 2 && p.support[2] == 2 && p.has_best && p.best_low == 25000 && p.best_high == 25000);
	CHECK(p.rounding == 10000 && !p.finer);
	CHECK_STR(p.words, "3 statements by 2 independent voices.\n"
			   "A and C are one voice and count once: they say the same.\n"
			   "All of them allow 20,000 to 30,000.\n"
			   "In all they reach over up to 80,000; somebody leaves the lower end open.\n"
			   "The number named as the likeliest is 25,000.\n"
			   "Nothing is averaged: every end is one that somebody stated, or the rounding of one.");
}

static void contradict(void)
{
	const struct range r[] = {CLOSED("A", 80000, 120000, 1), CLOSED("B", 80000, 120000, 1), CLOSED("C", 53000, 65000, 1), CLOSED("D", 60000, 90000, 2),
				  {.label = "E", .low = 100000, .open_high = true, .best = NAN, .voice = 3}};

	CHECK(ranges_picture(r, 5, &a, &p, &e) == ST_OK && !p.agree && p.n_voices == 3);
	CHECK(p.voices[0].n == 3 && !p.voices[0].repeats && p.voices[0].contradicts);
	CHECK(p.most == 2 && p.n_shared == 3 && is(&p.shared[0], 60000, true, 65000, true, 2) && is(&p.shared[1], 80000, true, 90000, true, 2) &&
	      is(&p.shared[2], 100000, true, 120000, true, 2));
	CHECK(p.n_groups == 3 && p.groups[0].n == 2 && p.groups[1].n == 3 && p.groups[1].voices == 2 && p.groups[2].n == 3);
	CHECK(p.n_pairs == 4 && p.pairs[0].below == 2 && p.pairs[0].above == 0 && p.pairs[0].same_voice && p.pairs[0].gap == 15000);
	CHECK(p.pairs[3].below == 3 && p.pairs[3].above == 4 && p.pairs[3].gap == 10000);
	CHECK(p.support[2] == 2 && p.support[3] == 2 && p.support[4] == 2 && p.support[0] == 3 && isinf(p.hull.high));
	CHECK(p.finer && p.rounding == 10000); /* 60,000 to 65,000 */
	CHECK_STR(p.words, "5 statements by 3 independent voices.\n"
			   "A, B and C are one voice and count once, though they contradict each other.\n"
			   "No number lies within all of them.\n"
			   "The most voices that share a number are 2 of 3: 60,000 to 65,000, 80,000 to 90,000, or 100,000 to 120,000.\n"
			   "Whatever the number is, at least 1 of the independent voices is wrong.\n"
			   "C (53,000 to 65,000) and A (80,000 to 120,000) contradict each other though they are one voice.\n"
			   "C (53,000 to 65,000) and B (80,000 to 120,000) contradict each other though they are one voice.\n"
			   "C (53,000 to 65,000) and E (at least 100,000) contradict each other.\n"
			   "D (60,000 to 90,000) and E (at least 100,000) contradict each other.\n"
			   "These fit together: C and D at 60,000 to 65,000 (2 voices); A, B and D at 80,000 to 90,000 (2 voices); "
			   "A, B and E at 100,000 to 120,000 (2 voices).\n"
			   "In all they reach over at least 53,000; somebody leaves the upper end open.\n"
			   "What they share is narrower than its ends are rounded (to 10,000): it says where the number lies, not how exactly it is known.\n"
			   "Nothing is averaged: every end is one that somebody stated, or the rounding of one.");
}

static void apart(void)
{
	const struct range r[] = {range_about("A", 800, 4), CLOSED("B", 12, 12, 7)};

	CHECK(ranges_picture(r, 2, &a, &p, &e) == ST_OK && !p.agree && p.most == 1 && p.n_shared == 2 && p.n_pairs == 1);
	CHECK(is(&p.shared[0], 12, true, 12, true, 1) && is(&p.shared[1], 750, true, 850, true, 1) && p.n_pieces == 2 && !p.finer);
	CHECK_STR(p.words, "2 statements by 2 independent voices.\n"
			   "No number lies within all of them.\n"
			   "No two independent voices share any number.\n"
			   "Whatever the number is, at least 1 of the independent voices is wrong.\n"
			   "B (12) and A (about 800) contradict each other.\n"
			   "In all they reach over 12 to 850.\n"
			   "The number named as the likeliest is 800.\n"
			   "Nothing is averaged: every end is one that somebody stated, or the rounding of one.");
}

/* Ranges that only touch share one number, and that is said as what it is. */
static void touch(void)
{
	const struct range r[] = {CLOSED("A", 10000, 30000, 1), CLOSED("B", 30000, 50000, 2)};

	CHECK(ranges_picture(r, 2, &a, &p, &e) == ST_OK && p.agree && is(&p.common, 30000, true, 30000, true, 2) && p.finer);
	CHECK(strstr(p.words, "All of them allow exactly 30,000.") && strstr(p.words, "narrower than its ends are rounded (to 10,000)"));
	CHECK(p.n_steps == 3 && p.n_groups == 1);
}

static void one(void)
{
	const struct range r = {.label = "A", .low = 0.5, .high = 1234.25, .best = NAN};
	const struct range open[] = {{.label = "A", .high = 5, .open_low = true, .best = NAN, .voice = 1}, {.label = "B", .low = 3, .open_high = true, .best = NAN}};

	CHECK(ranges_picture(&r, 1, &a, &p, &e) == ST_OK);
	CHECK_STR(p.words, "1 statement by 1 independent voice.\nIt says 0.5 to 1234.25.\n"
			   "It is one voice only: there is nothing independent to compare it with.");
	CHECK(ranges_picture(open, 2, &a, &p, &e) == ST_OK && p.agree && is(&p.common, 3, true, 5, true, 2) && p.n_pieces == 1);
	CHECK(strstr(p.words, "leave both ends open"));
	CHECK_STR(stretch_words(&p.hull, &a), "any number");
	CHECK_STR(stretch_words(&p.steps[0], &a), "below 3");
	CHECK_STR(stretch_words(&p.steps[2], &a), "above 5");
}

static void wrong(void)
{
	static struct range many[RANGES_MOST + 1];
	struct range r = {.label = "A", .low = 3, .high = 2, .best = NAN};

	CHECK(ranges_picture(&r, 0, &a, &p, &e) == ST_DATA && strstr(e.message, "no range"));
	CHECK(ranges_picture(many, RANGES_MOST + 1, &a, &p, &e) == ST_DATA && strstr(e.message, "1001"));
	CHECK(ranges_picture(&r, 1, &a, &p, &e) == ST_DATA && strstr(e.message, "smaller number"));
	r.high = NAN;
	CHECK(ranges_picture(&r, 1, &a, &p, &e) == ST_DATA);
	r.open_high = true;
	CHECK(ranges_picture(&r, 1, &a, &p, &e) == ST_OK);
	r.best = 2;
	CHECK(ranges_picture(&r, 1, &a, &p, &e) == ST_DATA && strstr(e.message, "likeliest"));
	r.open_low = true;
	CHECK(ranges_picture(&r, 1, &a, &p, &e) == ST_DATA && strstr(e.message, "both ends"));
}

static void rounding(void)
{
	struct range r = range_about("A", 1250, 0);

	CHECK(range_rounding(800) == 100 && range_rounding(1250) == 10 && range_rounding(7) == 1 && range_rounding(-30000) == 10000);
	CHECK(range_rounding(0.5) == 0.1 && range_rounding(0.1) == 0.1 && range_rounding(0) == 0 && range_rounding(INFINITY) == 0);
	CHECK(r.low == 1245 && r.high == 1255 && r.best == 1250);
	CHECK_STR(range_words(&r, &a), "about 1,250");
	r = range_about("A", 0, 0);
	CHECK(r.low == 0 && r.high == 0);
}

/* Whole numbers and halves between 0 and 20 see every point and every gap. */
static void chance(void)
{
	struct random rnd = random_start(37, 0);

	for (int round = 0; round < 3000; round++) {
		struct range r[8];
		uint32_t n = 1 + (uint32_t)random_below(&rnd, 8), most = 0, cliques = 0, pairs = 0;
		uint32_t held[41][8] = {{0}};

		for (uint32_t i = 0; i < n; i++) {
			double x = (double)random_below(&rnd, 20), y = x + (double)random_below(&rnd, 8);
			uint64_t open = random_below(&rnd, 8);

			r[i] = (struct range){.label = "x", .low = x, .high = fmin(y, 19), .best = NAN, .open_low = open == 0, .open_high = open == 1,
					      .voice = (uint32_t)random_below(&rnd, 4)};
		}
		CHECK(ranges_picture(r, n, &a, &p, &e) == ST_OK);
		for (int x = 0; x <= 40; x++) { /* x/2 - 0.5: from below all to above all */
			double at = x / 2.0 - 0.5;
			uint32_t voices = 0, by = 0, steps = 0;

			for (uint32_t i = 0; i < n; i++) {
				held[x][i] = (r[i].open_low || r[i].low <= at) && (r[i].open_high || at <= r[i].high);
				by |= held[x][i] << r[i].voice;
			}
			voices = (uint32_t)__builtin_popcount(by);
			most = voices > most ? voices : most;
			for (uint32_t s = 0; s < p.n_steps; s++) {
				const struct stretch *c = &p.steps[s];

				if ((c->low < at || (c->at_low && c->low == at)) && (at < c->high || (c->at_high && c->high == at))) {
					steps++;
					CHECK(c->voices == voices);
				}
			}
			CHECK(steps == (voices > 0));
		}
		CHECK(p.most == most);
		for (uint32_t i = 0; i < n; i++)
			for (uint32_t j = 0; j < n; j++) {
				bool meet = false;

				for (int x = 0; x <= 40; x++)
					meet |= held[x][i] && held[x][j];
				pairs += !meet && i < j;
			}
		CHECK(p.n_pairs == pairs);
		for (int x = 0; x <= 40; x++) { /* a set held somewhere that no other set held somewhere is greater than */
			bool within = false;

			for (int y = 0; y <= 40; y++) {
				uint32_t less = 0, more = 0;

				for (uint32_t i = 0; i < n; i++) {
					less += held[x][i] > held[y][i];
					more += held[x][i] < held[y][i];
				}
				within |= !less && (more || y < x);
			}
			cliques += !within;
		}
		CHECK(p.n_groups == cliques);
		arena_free(&a);
	}
}

TESTS({"agree", agree}, {"contradict", contradict}, {"apart", apart}, {"touch", touch}, {"one", one}, {"wrong", wrong}, {"rounding", rounding},
      {"by chance", chance})
