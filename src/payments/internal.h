/* internal.h - shared by the readers of payment messages: parties being made. Not for other floors. */
#ifndef ONUS_PAYMENTS_INTERNAL_H
#define ONUS_PAYMENTS_INTERNAL_H

#include "payments/message.h"

/* The parties of one level of a message (what holds for all, a payment, a transaction), in an arena that is freed with them. */
struct parties {
	struct arena arena;
	struct party *list;
	size_t n, cap;
	bool failed; /* memory ran out */
};
/* A new party at the end, zeroed but for its role and line; its index, or -1 (failed is set). */
int parties_add(struct parties *p, enum party_role role, unsigned line);
/* Does it say anything but where it would have stood? */
bool party_says(const struct party *p);
void parties_free(struct parties *p);
/* A copy of text[0..n) with white space collapsed to single spaces and trimmed; NULL when nothing is left or memory is out (failed). */
const char *parties_text(struct parties *p, const char *text, size_t n);
/* "a, b"; either may be NULL. */
const char *parties_join(struct parties *p, const char *a, const char *between, const char *b);
void parties_id(struct parties *p, struct party *who, const char *id);
/* Two ASCII letters made small, or NULL. */
const char *parties_country(struct parties *p, const char *text);
/* YYYY-MM-DD, also from YYYYMMDD and with a time zone behind it; NULL when it is no date. */
const char *parties_date(struct parties *p, const char *text);

void fault(const struct message_sink *sink, unsigned line, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* The blocks of one MT103 in its text; n = 0 where there is none. Block 4 without its braces, the others with them. */
struct mt_block { const char *at; size_t n; };
struct mt_blocks { struct mt_block of[6]; size_t end; };
/* The fields of block 4, and the sender and receiver of blocks 1 and 2, as parties; *id = field 20 or NULL. line = that of text[0]. */
void mt103_fields(const char *text, const struct mt_blocks *b, unsigned line, struct parties *p, const char **id, const struct message_sink *sink);
enum status iso20022_read(struct input *in, const struct message_sink *sink, struct error *e);
enum status mt103_read(struct input *in, const struct message_sink *sink, struct error *e);

#endif
