/* iso20022.c - pacs.008 and pain.001 as a stream of elements; only local names count, so that any prefix and version is read.
 *
 * Every open element has a frame. A frame knows its level (what holds for all transactions, the payment, the transaction) and the party that
 * what stands in it belongs to. A name (Nm) that stands where no party is known makes a party of its own, so that none is passed over. */
#include "payments/internal.h"

#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MOST = 64, NAME_MOST = 48, TEXT_MOST = 1 << 20, NEAR = 16, ABOVE_MOST = 256 };
enum within { NOTHING, HEADER, MESSAGE }; /* AppHdr; a pacs.008 or pain.001 */
enum level { ALL, PAYMENT, TRANSACTION, LEVELS };

struct frame {
	char name[NAME_MOST];
	enum level level;
	int owner;              /* index in the level's parties; -1 = none */
	unsigned nth;           /* among like-named elements one after the other, from 1 */
	unsigned line;
	enum within within;
	bool opens;             /* its level begins with it */
	bool account, alone;    /* in an account; its names are not its party's own */
	char child[NAME_MOST];  /* its last child, and how often that has come running */
	unsigned run;
};

struct reader {
	xmlParserCtxt *ctxt;
	const char *file;
	const struct message_sink *sink;
	struct error *e;
	enum status st;
	struct frame frames[DEPTH_MOST];
	size_t depth;
	struct parties levels[LEVELS];
	struct buf text;        /* of the leaf that may be open */
	bool leaf;              /* nothing but text since the last start */
	enum message_format format;
	unsigned messages, given, in_message, in_payment; /* counts; transactions given in all, in the message, in the payment */
	const char *ids[4];     /* EndToEndId, TxId, InstrId (in the transaction's arena), MsgId */
};

struct known { const char *name; enum party_role role; };
static const struct known parties_known[] = {
	{"Dbtr", PARTY_DEBTOR}, {"UltmtDbtr", PARTY_ULTIMATE_DEBTOR}, {"InitgPty", PARTY_INITIATOR}, {"DbtrAgt", PARTY_DEBTOR_AGENT},
	{"Cdtr", PARTY_CREDITOR}, {"UltmtCdtr", PARTY_ULTIMATE_CREDITOR}, {"CdtrAgt", PARTY_CREDITOR_AGENT},
	{"InstgAgt", PARTY_AGENT}, {"InstdAgt", PARTY_AGENT}, {"FwdgAgt", PARTY_AGENT}, {"InstgRmbrsmntAgt", PARTY_AGENT},
	{"InstdRmbrsmntAgt", PARTY_AGENT}, {"ThrdRmbrsmntAgt", PARTY_AGENT}, {"IntrmyAgt1", PARTY_AGENT}, {"IntrmyAgt2", PARTY_AGENT},
	{"IntrmyAgt3", PARTY_AGENT}, {"PrvsInstgAgt", PARTY_AGENT}, {"PrvsInstgAgt1", PARTY_AGENT}, {"PrvsInstgAgt2", PARTY_AGENT},
	{"PrvsInstgAgt3", PARTY_AGENT}, {"ChrgsAgt", PARTY_AGENT}, {"Fr", PARTY_AGENT}, {"To", PARTY_AGENT},
	{"Invcr", PARTY_OTHER}, {"Invcee", PARTY_OTHER}, {"Grnshee", PARTY_OTHER}, {"GrnshmtAdmstr", PARTY_OTHER},
};
/* What stands in these belongs to the party around them. */
static const char *const part_of[] = {
	"FinInstnId", "FIId", "Pty", "Agt", "Id", "OrgId", "PrvtId", "Othr", "DtAndPlcOfBirth", "PstlAdr", "CmbndId", "PrtryAcct", "PrtryId", "TaxId",
	"ClrSysMmbId", NULL,
};
static const char *const free_text[] = {"Ustrd", "AddtlRmtInf", "InstrInf", NULL};

static bool one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (!strcmp(name, *names))
			return true;
	return false;
}

static unsigned line_now(const struct reader *r)
{
	int line = xmlSAX2GetLineNumber(r->ctxt);

	return line > 0 ? (unsigned)line : 1;
}

__attribute__((format(printf, 3, 4))) static void refuse(struct reader *r, enum status st, const char *fmt, ...)
{
	char what[256];
	va_list ap;

	if (r->st)
		return;
	va_start(ap, fmt);
	(void)vsnprintf(what, sizeof what, fmt, ap);
	va_end(ap);
	r->st = error_at(r->e, st, (struct place){r->file, line_now(r), 0}, "%s", what);
	xmlStopParser(r->ctxt);
}

static const struct known *party_known(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof parties_known / sizeof *parties_known; i++)
		if (strlen(parties_known[i].name) == n && !memcmp(parties_known[i].name, name, n))
			return &parties_known[i];
	return NULL;
}

/* "PmtInf[1]/CdtTrfTxInf[2]/UltmtDbtr", without what is around the message. */
static const char *path_of(struct reader *r, struct parties *p)
{
	char path[NAME_MOST * 24] = "";
	size_t at = 0, from = 0;
	const char *out;

	while (from < r->depth && r->frames[from].within != HEADER && (!from || !r->frames[from - 1].within))
		from++;
	for (; from < r->depth && at < sizeof path; from++) {
		const struct frame *f = &r->frames[from];
		bool counted = f->nth > 1 || !strcmp(f->name, "CdtTrfTxInf") || !strcmp(f->name, "PmtInf");

		at += (size_t)snprintf(path + at, sizeof path - at, counted ? "%s%s[%u]" : "%s%s", at ? "/" : "", f->name, f->nth);
	}
	out = arena_strdup(&p->arena, path);
	p->failed |= !out;
	return out;
}

/* A debtor's account and the debtor are one party, whichever comes first: found by the path. */
static int party_open(struct reader *r, enum level level, enum party_role role, size_t cut)
{
	struct parties *p = &r->levels[level];
	const char *path = path_of(r, p);
	size_t n;
	int i;

	if (path && cut) { /* "…/DbtrAcct": without "Acct" */
		path = arena_strndup(&p->arena, path, strlen(path) - cut);
		p->failed |= !path;
	}
	n = path ? strlen(path) : 0;
	for (size_t k = p->n; path && k-- > 0 && p->n - k <= NEAR;)
		if (p->list[k].role == role && p->list[k].path && !strncmp(p->list[k].path, path, n) &&
		    (!p->list[k].path[n] || p->list[k].path[n] == '/'))
			return (int)k;
	i = parties_add(p, role, line_now(r));
	if (i >= 0)
		p->list[i].path = path;
	return i;
}

static bool level_name(const char *name)
{
	static const char *const names[] = {"GrpHdr", "PmtInf", "CdtTrfTxInf", "AppHdr", "ChrgsInf", "SttlmInf", NULL};

	return one_of(name, names);
}

/* What begins with this element. */
static enum within begin_message(struct reader *r, const char *name, const char *uri)
{
	bool pacs = !strcmp(name, "FIToFICstmrCdtTrf") || !strncmp(name, "pacs.008.", 9),
	     pain = !strcmp(name, "CstmrCdtTrfInitn") || !strncmp(name, "pain.001.", 9);

	if (pacs || pain) {
		r->format = pacs ? MESSAGE_PACS008 : MESSAGE_PAIN001;
		r->messages++;
		r->in_message = 0;
		return MESSAGE;
	}
	if (!strcmp(name, "AppHdr")) {
		parties_free(&r->levels[ALL]);
		return HEADER;
	}
	if (r->depth >= 2 && !strcmp(r->frames[r->depth - 2].name, "Document"))
		fault(r->sink, line_now(r), "%.60s (%.80s): neither pacs.008 nor pain.001, not read", name, uri ? uri : "no namespace");
	return NOTHING;
}

static void start_party(struct reader *r, struct frame *f, const struct frame *up)
{
	size_t n = strlen(f->name);
	bool acct = n > 4 && !strcmp(f->name + n - 4, "Acct");
	const struct known *k = party_known(f->name, acct ? n - 4 : n);
	bool header = k && (!strcmp(k->name, "Fr") || !strcmp(k->name, "To"));

	f->account = up->account || acct;
	if (k && header == !strcmp(up->name, "AppHdr")) {
		f->owner = party_open(r, f->level, level_name(up->name) || k->role == PARTY_AGENT ? k->role : PARTY_OTHER, acct ? 4 : 0);
		f->alone = acct;
	} else if (!strcmp(f->name, "Agt") && !strcmp(up->name, "ChrgsInf")) {
		f->owner = party_open(r, f->level, PARTY_AGENT, 0);
	} else {
		f->owner = one_of(f->name, part_of) ? up->owner : -1;
		f->alone = up->alone && f->owner >= 0;
	}
}

static void on_start(void *arg, const xmlChar *localname, const xmlChar *prefix, const xmlChar *uri, int n_ns, const xmlChar **ns, int n_attr,
		     int n_default, const xmlChar **attr)
{
	struct reader *r = arg;
	const char *name = (const char *)localname;
	struct frame *f, *up, none = {.owner = -1};

	(void)prefix, (void)n_ns, (void)ns, (void)n_attr, (void)n_default, (void)attr;
	if (r->st)
		return;
	if (r->depth == DEPTH_MOST) {
		refuse(r, ST_DATA, "more than %d elements one within the other", DEPTH_MOST);
		return;
	}
	up = r->depth ? &r->frames[r->depth - 1] : &none;
	f = &r->frames[r->depth++];
	*f = (struct frame){.level = up->level, .owner = -1, .line = line_now(r)};
	(void)snprintf(f->name, sizeof f->name, "%s", name);
	up->run = strcmp(up->child, f->name) ? 1 : up->run + 1;
	memcpy(up->child, f->name, sizeof f->name);
	f->nth = up->run;
	buf_reset(&r->text);
	r->leaf = true;
	f->within = up->within ? up->within : begin_message(r, f->name, (const char *)uri);
	if (!f->within)
		return;
	if (f->within == MESSAGE && !strcmp(f->name, "PmtInf") && up->level == ALL) {
		f->opens = true;
		f->level = PAYMENT;
		r->in_payment = 0;
	} else if (f->within == MESSAGE && !strcmp(f->name, "CdtTrfTxInf") && up->level != TRANSACTION) {
		f->opens = true;
		f->level = TRANSACTION;
		memset(r->ids, 0, 3 * sizeof *r->ids);
	}
	start_party(r, f, up);
}

static struct party *owner_of(struct reader *r, const struct frame *f)
{
	return f->owner >= 0 ? &r->levels[f->level].list[f->owner] : NULL;
}

static void leaf_name(struct reader *r, struct frame *up, const char *text)
{
	struct parties *p = &r->levels[up->level];
	int i = up->owner;

	if (i < 0 || up->alone || p->list[i].name) {
		i = parties_add(p, PARTY_OTHER, line_now(r));
		if (i < 0)
			return;
		if (!up->account) {
			up->owner = i;
			up->alone = false;
		}
	}
	p->list[i].name = text;
	p->list[i].line = line_now(r);
	p->list[i].path = path_of(r, p);
}

static void leaf_text(struct reader *r, const struct frame *f, const char *text)
{
	struct parties *p = &r->levels[f->level];
	int i = parties_add(p, PARTY_REMITTANCE, f->line);

	if (i < 0)
		return;
	p->list[i].name = text;
	p->list[i].path = path_of(r, p);
}

static void leaf_country(struct reader *r, struct party *who, const char *name, const char *text)
{
	struct parties *p = &r->levels[r->frames[r->depth - 1].level];
	const char *code = parties_country(p, text);

	if (!code)
		fault(r->sink, line_now(r), "%s: found '%.40s', expected a country's two letters; passed over", name, text);
	else if (!strcmp(name, "CtryOfBirth"))
		who->birth_country = code;
	else if (!strcmp(name, "CtryOfRes"))
		who->residence = code;
	else
		who->country = code;
}

/* A leaf that belongs to a party. */
static void leaf_party(struct reader *r, const struct frame *up, const char *name, const char *text)
{
	struct parties *p = &r->levels[up->level];
	struct party *who = owner_of(r, up);
	static const char *const bics[] = {"BICFI", "BIC", "AnyBIC", "BICOrBEI", "BEI", NULL};
	static const char *const ids[] = {"Id", "TaxId", "RegnId", "DrvrsLicNb", "CstmrNb", "SclSctyNb", "AlnRegnNb", "PsptNb", "TaxIdNb", "IdntyCardNb",
					  "MplyrIdNb", "BkPtyId", "MmbId", "DUNS", "EANGLN", "CHIPSUnvslId", NULL};

	if (!who)
		return;
	if (!strcmp(up->name, "PrvtId") || !strcmp(up->name, "DtAndPlcOfBirth") || !strcmp(name, "BirthDt"))
		who->person = true;
	if (one_of(name, bics)) {
		who->bic = text;
	} else if (!strcmp(name, "LEI")) {
		who->lei = text;
	} else if (!strcmp(name, "IBAN")) {
		who->iban = text;
	} else if (!strcmp(name, "BirthDt")) {
		who->birth = parties_date(p, text);
		if (!who->birth && !p->failed)
			fault(r->sink, line_now(r), "BirthDt: found '%.40s', expected YYYY-MM-DD; passed over", text);
	} else if (!strcmp(name, "Ctry") || !strcmp(name, "CtryOfRes") || !strcmp(name, "CtryOfBirth")) {
		leaf_country(r, who, name, text);
	} else if (!strcmp(up->name, "PstlAdr") && strcmp(name, "AdrTp")) {
		who->address = parties_join(p, who->address, ", ", text);
	} else if (up->account && !strcmp(name, "Id")) {
		who->account = text;
	} else if (one_of(name, ids)) {
		parties_id(p, who, text);
	}
}

static void end_leaf(struct reader *r, const struct frame *f, struct frame *up)
{
	struct parties *p = &r->levels[f->level];
	const char *text = parties_text(p, buf_str(&r->text), r->text.len);

	if (!text)
		return;
	if (!strcmp(f->name, "Nm"))
		leaf_name(r, up, text);
	else if (one_of(f->name, free_text))
		leaf_text(r, f, text);
	else if (!strcmp(f->name, "MsgId") && !strcmp(up->name, "GrpHdr"))
		r->ids[3] = text;
	else if (!strcmp(up->name, "PmtId"))
		r->ids[!strcmp(f->name, "EndToEndId") ? 0 : !strcmp(f->name, "TxId") ? 1 : 2] = strcmp(f->name, "UETR") ? text : r->ids[2];
	else
		leaf_party(r, up, f->name, text);
}

static void give(struct reader *r, unsigned line)
{
	struct parties *own = &r->levels[TRANSACTION];
	size_t n = 0, most = r->levels[ALL].n + r->levels[PAYMENT].n + own->n;
	struct message m = {.format = r->format, .number = ++r->given, .line = line, .id = ""};
	bool has[PARTY_ROLES] = {false};

	m.parties = arena_array(&own->arena, most ? most : 1, sizeof *m.parties);
	if (!m.parties) {
		own->failed = true;
		return;
	}
	for (size_t l = 0; l < LEVELS; l++)
		for (size_t i = 0; i < r->levels[l].n; i++) {
			struct party *p = &m.parties[n];

			*p = r->levels[l].list[i];
			p->repeated = l == ALL ? r->in_message > 0 : l == PAYMENT && r->in_payment > 0;
			if (!p->country || (p->residence && !strcmp(p->country, p->residence))) {
				p->country = p->country ? p->country : p->residence;
				p->residence = NULL;
			}
			if (party_says(p)) {
				has[p->role] = true;
				n++;
			}
		}
	m.n_parties = n;
	for (size_t i = 4; i-- > 0;)
		if (r->ids[i] && (strcmp(r->ids[i], "NOTPROVIDED") || i == 3))
			m.id = r->ids[i];
	if (!has[PARTY_DEBTOR])
		fault(r->sink, line, "a transaction without a debtor (Dbtr)");
	if (!has[PARTY_CREDITOR])
		fault(r->sink, line, "a transaction without a creditor (Cdtr)");
	r->in_message++;
	r->in_payment++;
	r->st = r->sink->message(r->sink->arg, &m, r->e);
	if (r->st)
		xmlStopParser(r->ctxt);
}

static void end_level(struct reader *r, const struct frame *f)
{
	if (f->level == TRANSACTION) {
		give(r, f->line);
		parties_free(&r->levels[TRANSACTION]);
	} else {
		if (!r->in_payment)
			fault(r->sink, f->line, "a payment (PmtInf) without a transaction (CdtTrfTxInf)");
		parties_free(&r->levels[PAYMENT]);
	}
}

static void on_end(void *arg, const xmlChar *localname, const xmlChar *prefix, const xmlChar *uri)
{
	struct reader *r = arg;
	struct frame none = {.owner = -1}, *f, *up;

	(void)localname, (void)prefix, (void)uri;
	if (r->st || !r->depth)
		return;
	f = &r->frames[r->depth - 1];
	up = r->depth > 1 ? f - 1 : &none;
	if (f->within && r->leaf)
		end_leaf(r, f, up);
	if (f->opens)
		end_level(r, f);
	if (f->within == MESSAGE && !up->within) {
		if (!r->in_message)
			fault(r->sink, f->line, "a message without a transaction (CdtTrfTxInf)");
		parties_free(&r->levels[ALL]);
		r->ids[3] = NULL;
	}
	r->leaf = false;
	buf_reset(&r->text);
	r->depth--;
	if (!r->st && (r->levels[ALL].n > ABOVE_MOST || r->levels[PAYMENT].n > ABOVE_MOST))
		refuse(r, ST_DATA, "more than %d parties above the transactions", ABOVE_MOST);
	for (size_t l = 0; l < LEVELS; l++) {
		if (r->levels[l].arena.used > MESSAGE_MOST)
			refuse(r, ST_DATA, "a message of more than %zu bytes", MESSAGE_MOST);
		if (r->levels[l].failed && !r->st) {
			r->st = error_memory(r->e);
			xmlStopParser(r->ctxt);
		}
	}
}

static void on_text(void *arg, const xmlChar *text, int n)
{
	struct reader *r = arg;

	if (r->st || !r->leaf || !r->depth || !r->frames[r->depth - 1].within)
		return;
	if (r->text.len + (size_t)n > TEXT_MOST) {
		refuse(r, ST_DATA, "%s: a text of more than %d bytes", r->frames[r->depth - 1].name, TEXT_MOST);
		return;
	}
	buf_add(&r->text, text, (size_t)n);
	if (!buf_ok(&r->text)) {
		r->st = error_memory(r->e);
		xmlStopParser(r->ctxt);
	}
}

static void on_doctype(void *arg, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	refuse(arg, ST_DATA, "a document type: refused, a payment message has none");
}
static void on_reference(void *arg, const xmlChar *name)
{
	refuse(arg, ST_DATA, "an entity (%.40s): refused, a payment message has none", (const char *)name);
}
static xmlEntity *on_entity(void *arg, const xmlChar *name)
{
	(void)arg;
	return xmlGetPredefinedEntity(name);
}
static void on_fault(void *arg, xmlError *said)
{
	struct reader *r = arg;
	char what[200];

	if (r->st || !said || said->level < XML_ERR_ERROR)
		return;
	(void)snprintf(what, sizeof what, "%s", said->message ? said->message : "not well-formed");
	what[strcspn(what, "\r\n")] = 0;
	r->st = said->code == XML_ERR_NO_MEMORY ? error_memory(r->e) :
		error_at(r->e, ST_DATA, (struct place){r->file, said->line > 0 ? (unsigned)said->line : 1, 0}, "not well-formed XML: %s", what);
}

static enum status feed(struct reader *r, struct input *in)
{
	enum status st = ST_OK;

	while (!st && !r->st) {
		size_t n = in->n - in->at;

		n = n < 1 << 16 ? n : 1 << 16;
		if (n) {
			(void)xmlParseChunk(r->ctxt, in->bytes + in->at, (int)n, 0);
			in->at += n;
		} else if (in->end && r->depth) {
			refuse(r, ST_DATA, "the document is cut off within %s", r->frames[r->depth - 1].name);
		} else if (in->end) {
			(void)xmlParseChunk(r->ctxt, NULL, 0, 1);
			break;
		} else {
			st = input_more(in, in->at, SIZE_MAX, r->e);
		}
	}
	if (!st && !r->st && !r->ctxt->wellFormed)
		return error_at(r->e, ST_DATA, (struct place){r->file, line_now(r), 0}, "not well-formed XML");
	return st ? st : r->st;
}

enum status iso20022_read(struct input *in, const struct message_sink *sink, struct error *e)
{
	xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .endElementNs = on_end, .characters = on_text,
			     .cdataBlock = on_text, .internalSubset = on_doctype, .reference = on_reference, .getEntity = on_entity, .serror = on_fault};
	struct reader *r = calloc(1, sizeof *r);
	enum status st;

	if (!r)
		return error_memory(e);
	r->file = in->name;
	r->sink = sink;
	r->e = e;
	r->ctxt = xmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL);
	if (!r->ctxt) {
		st = error_memory(e);
		goto out;
	}
	(void)xmlCtxtUseOptions(r->ctxt, XML_PARSE_NONET);
	st = feed(r, in);
	if (!st && !r->messages)
		st = error_at(e, ST_DATA, (struct place){in->name, 1, 0}, "found no pacs.008 or pain.001 message in the document");
	xmlFreeParserCtxt(r->ctxt);
out:
	for (size_t l = 0; l < LEVELS; l++)
		parties_free(&r->levels[l]);
	buf_free(&r->text);
	free(r);
	return st;
}
