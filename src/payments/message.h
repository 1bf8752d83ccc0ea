/* message.h - payment messages: who is named in them, and where. ISO 20022 pacs.008 and pain.001 (any version), SWIFT MT103.
 *
 * One message is one transaction (CdtTrfTxInf, or one MT103). What stands above the transactions and holds for each (AppHdr, GrpHdr and, in
 * pain.001, PmtInf with its debtor and ultimate debtor) is given with each transaction, before the transaction's own parties, so that a
 * decision on one has all its parties; all but the first time such a party is marked `repeated`, so that nobody need look it up twice.
 *
 * Messages are untrusted: XML with a document type, and so any entity of its own, is refused (ST_DATA). XML that is broken or cut off gives
 * the whole transactions before the break and then ST_DATA with the line: the file must not pass for a whole one. A transaction that lacks
 * its debtor or creditor is reported (fault) and given all the same. An MT103 that is malformed is reported with its line, and the next one
 * is read; bytes in it that are not UTF-8 are reported and read as Latin-1. Files of any size are streamed: memory is that of the largest message, of at most MESSAGE_MOST bytes (above: ST_DATA; for an
 * MT103: a fault). Sources: ISO 20022 message definition reports, Payments Initiation and Payments Clearing and Settlement; SWIFT, Standards MT
 * November 2023, Category 1. */
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
	PARTY_AGENT /* instructing, instructed, intermediary, previous … */, PARTY_REMITTANCE /* free text, not a party's name */,
	PARTY_OTHER /* named elsewhere in the message: contact, invoicer, tax payer, the name of an account … */, PARTY_ROLES
};
const char *party_role_name(enum party_role r); /* "debtor", "ultimate creditor", "remittance" … */
#define MESSAGE_MOST ((size_t)16 << 20)

struct party {
	enum party_role role;
	const char *path;       /* where it stands: "CdtTrfTxInf[2]/UltmtDbtr/Nm", "50K" */
	const char *name;       /* the name, or the free text of a remittance; NULL when the message gives only a code */
	const char *name_longer; /* MT103: the name with the line after it, where the first line is full and may go on; hold both; or NULL */
	const char *country;    /* ISO 3166 code in lower case, or NULL: of the address, else of residence, else the town and country field */
	const char *residence;  /* CtryOfRes where it is another one than `country`, or NULL */
	const char *birth_country; /* or NULL */
	const char *birth;      /* YYYY-MM-DD, or NULL */
	const char *address;    /* lines joined with ", ", or NULL */
	const char *bic, *lei, *iban, *account, *other_id; /* or NULL; as written; account = one that is no IBAN */
	const char *const *ids; /* every other identifier in order; ids[0] is other_id */
	size_t n_ids;
	bool person;            /* the message says it is a private person (PrvtId; 50F with a birth date or a personal document) */
	bool repeated;          /* it stands above the transactions and has been given with an earlier one */
	unsigned line;          /* from 1 */
};
enum message_format { MESSAGE_PACS008, MESSAGE_PAIN001, MESSAGE_MT103, MESSAGE_FORMATS };
const char *message_format_name(enum message_format f); /* "pacs.008", "pain.001", "MT103" */
/* By the first bytes of a file; MESSAGE_FORMATS = no payment message. */
enum message_format message_sniff(const char *bytes, size_t n);

struct message {
	enum message_format format;
	const char *id;         /* EndToEndId, else TxId, InstrId, MsgId; MT103 field 20; never NULL, "" = none */
	unsigned number;        /* from 1 in its file */
	struct party *parties;
	size_t n_parties;
	bool service;           /* an acknowledgement (service identifier 21) among MT103s: it names nobody, and takes no field 433 */
	const char *text;       /* MT103: its bytes, from '{1:' to '-}' and what follows of blocks 5 and S; NULL for XML */
	size_t n_text;
	size_t n_after;         /* bytes of white space, '$' and the like behind it, before the next message */
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
