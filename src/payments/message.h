/* message.h - payment messages: who is named in them, and where. ISO 20022 pacs.008 and pain.001 (any version), SWIFT MT103.
 *
 * A file holds one or many messages; each gives its parties in the order in which they stand. Messages are untrusted: XML with external
 * entities, a document type or an entity bomb is refused (ST_DATA); a message that is malformed is reported with its line and the next one
 * is read where the format allows it. Files of any size are streamed: memory is that of the largest message. */
#ifndef ONUS_PAYMENTS_MESSAGE_H
#define ONUS_PAYMENTS_MESSAGE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/input.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum party_role {
	PARTY_DEBTOR, PARTY_ULTIMATE_DEBTOR, PARTY_INITIATOR, PARTY_DEBTOR_AGENT, PARTY_CREDITOR, PARTY_ULTIMATE_CREDITOR, PARTY_CREDITOR_AGENT,
	PARTY_AGENT /* instructing, instructed, intermediary, previous … */, PARTY_REMITTANCE /* free text, not a party's name */, PARTY_ROLES
};
const char *party_role_name(enum party_role r); /* "debtor", "ultimate creditor", "remittance" … */

struct party {
	enum party_role role;
	const char *path;       /* where it stands: "CdtTrfTxInf[2]/UltmtDbtr/Nm", "50K" */
	const char *name;       /* the name, or the free text of a remittance; NULL when the message gives only a code */
	const char *country;    /* ISO 3166 code in lower case, or NULL */
	const char *birth;      /* YYYY-MM-DD, or NULL */
	const char *address;    /* lines joined with ", ", or NULL */
	const char *bic, *lei, *iban, *other_id; /* or NULL; as written */
	bool person;            /* the message says it is a private person (PrvtId, 50F) */
	unsigned line;          /* from 1 */
};
enum message_format { MESSAGE_PACS008, MESSAGE_PAIN001, MESSAGE_MT103, MESSAGE_FORMATS };
const char *message_format_name(enum message_format f); /* "pacs.008", "pain.001", "MT103" */
/* By the first bytes of a file; MESSAGE_FORMATS = no payment message. */
enum message_format message_sniff(const char *bytes, size_t n);

struct message {
	enum message_format format;
	const char *id;         /* message or end-to-end id, MT103 field 20 */
	unsigned number;        /* from 1 in its file */
	struct party *parties;
	size_t n_parties;
	size_t from, to;        /* MT103: the bytes of the message in the file, from '{1:' to '-}' and what follows of blocks 5 and S */
	unsigned line;
};
struct message_sink {
	/* It and its strings live until the callback returns; not ST_OK stops. */
	enum status (*message)(void *arg, const struct message *m, struct error *e);
	void (*fault)(void *arg, unsigned line, const char *what);
	void *arg;
};
enum status messages_read(struct input *in, enum message_format format, const struct message_sink *sink, struct error *e);

/* Write one MT103 with field 433 (screening result) in block 3: an old 433 is replaced, a block 3 is made where there is none (between
 * blocks 2 and 4). Code "AOK", "FPO" or "NOK" and up to 20 characters of SWIFT's x set as extra text (others become '.'). Everything else is
 * copied byte for byte. ST_DATA: no MT103. (SWIFT User Handbook, FIN system messages: 433 = /8a/[20x].) */
enum status mt103_screened(const char *message, size_t n, const char *code, const char *extra, struct buf *out, struct error *e);

#endif
