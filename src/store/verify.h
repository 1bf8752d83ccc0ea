/* verify.h - what the parts of verification share; used in src/store/ only. */
#ifndef ONUS_STORE_VERIFY_H
#define ONUS_STORE_VERIFY_H

#include "store/internal.h"

struct verify {
	struct store *st;   /* the case */
	struct store *copy; /* its database in memory */
	fault_report *report;
	void *arg;
	size_t *faults;
};

void verify_fault(struct verify *v, const char *what, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Two tables that should be one: rows in the order of their first `key` columns. */
struct compare {
	const char *name, *sql;
	int key;
	bool kinds; /* the first column is a kind */
};
/* Rows of the case against rows of a store made anew; a fault for each that is missing, too many or different. */
enum status verify_compare(struct verify *v, const struct compare *c, struct store *made, struct error *e);

/* What lies in evidence/. */
struct evidence {
	struct evidence_file *files;
	size_t n, cap;
};
enum status evidence_list(struct verify *v, struct evidence *out, struct error *e);
/* Files against hashes, hashes against files. */
enum status evidence_check(struct verify *v, struct evidence *files, struct error *e);
void evidence_free(struct evidence *files);

#endif
