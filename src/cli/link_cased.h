/* link_cased.h - onus link and the case: the verbs that need no lists to be linked.
 *
 * link_file.c    a run filed (linking.h)              link_identities.c  the file beside the case that says who is which
 * link_merges.c  merges shown and withdrawn            link_reveal.c      a record shown to be a row of its list */
#ifndef ONUS_CLI_LINK_CASED_H
#define ONUS_CLI_LINK_CASED_H

#include "cli/answer.h"
#include "link/identities.h"

/* onus link merges [--all] */
enum status link_merges(struct context *cx, const struct args *args, struct error *e);
/* onus link withdraw MERGE --reason TEXT */
enum status link_withdraw(struct context *cx, const struct args *args, struct error *e);
/* onus link reveal RECORD FILE… */
enum status link_reveal(struct context *cx, const struct args *args, struct error *e);

/* Where the identities of the case are: --identities, else the case's folder with .identities behind its name. From a. */
enum status identities_path(const struct context *cx, const struct args *args, struct store *st, struct arena *a, const char **out, struct error *e);
/* Read them and see that they are this case's; *there: false and none read where there is no such file. Says on cx->err where others may read the file. */
enum status identities_open(const struct context *cx, const char *path, struct store *st, struct identities *out, bool *there, struct error *e);
/* Written whole or not at all, readable by the owner alone. */
enum status identities_save(const char *path, const struct identities *s, struct error *e);

/* A file's bytes, mapped, and their hash. */
struct mapped { const char *bytes; size_t n; char sha256[SHA256_HEX]; };
enum status mapped_open(const char *path, struct mapped *out, struct error *e);
void mapped_close(struct mapped *m);

#endif
