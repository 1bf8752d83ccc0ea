/* check.h - the test frame: a test program is a list of named functions; the first failure in a function ends it. */
#ifndef ONUS_TESTS_CHECK_H
#define ONUS_TESTS_CHECK_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct test { const char *name; void (*run)(void); };

static bool check_failed;

#define CHECK(cond)                                                                     \
	do {                                                                            \
		if (!(cond)) {                                                          \
			(void)fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #cond); \
			check_failed = true;                                            \
			return;                                                         \
		}                                                                       \
	} while (0)

#define CHECK_STR(got, want)                                                            \
	do {                                                                            \
		const char *got_ = (got), *want_ = (want);                              \
		if (!got_ || strcmp(got_, want_) != 0) {                                \
			(void)fprintf(stderr, "%s:%d: %s\n  got  %s\n  want %s\n", __FILE__, __LINE__, #got, got_ ? got_ : "NULL", want_); \
			check_failed = true;                                            \
			return;                                                         \
		}                                                                       \
	} while (0)

#define TESTS(...)                                                                      \
	int main(void)                                                                  \
	{                                                                               \
		static const struct test tests[] = {__VA_ARGS__};                       \
		int failed = 0;                                                         \
		for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {             \
			check_failed = false;                                           \
			tests[i].run();                                                 \
			(void)printf("%s %s\n", check_failed ? "FAIL" : "ok  ", tests[i].name); \
			failed += check_failed;                                         \
		}                                                                       \
		return failed != 0;                                                     \
	}

#endif
