/* query_payments.c - the parties of payment messages as queries: each under its names, with what the message says of it; free text as such. */
#include "screen/query_make.h"

#include "payments/message.h"

#include <string.h>

struct reading {
	struct query_sink *sink;
	struct input *in;
	struct error *e;
	enum status st;        /* of a sink that stopped, when a fault was told */
	unsigned fault_line;   /* of the last fault */
};

static bool bank(enum party_role r)
{
	return r == PARTY_DEBTOR_AGENT || r == PARTY_CREDITOR_AGENT || r == PARTY_AGENT;
}

/* Of the codes that a party is given by: its BIC, LEI and accounts by their kinds, the others as they are. */
static void identifiers(struct query_making *m, const struct party *p)
{
	if (p->bic)
		query_identifier(m, "swift", p->bic, NULL);
	if (p->lei)
		query_identifier(m, "lei", p->lei, NULL);
	if (p->iban)
		query_identifier(m, "iban", p->iban, NULL);
	if (p->account)
		query_identifier(m, "account", p->account, NULL);
	for (size_t i = 0; i < p->n_ids; i++)
		query_identifier(m, "identifier", p->ids[i], NULL);
}

static void who(struct query_making *m, const struct party *p)
{
	const char *const countries[] = {p->country, p->residence, p->birth_country};

	m->q.schema = p->person ? "Person" : bank(p->role) ? "Organization" : NULL;
	if (p->birth)
		query_birth(m, p->birth);
	for (size_t i = 0; i < sizeof countries / sizeof *countries; i++)
		if (countries[i])
			query_country(m, countries[i]);
	identifiers(m, p);
}

static enum status take_party(struct reading *r, const struct message *message, const struct party *p, struct error *e)
{
	struct query_making m;

	query_begin(&m, r->sink, p->line);
	if (p->name)
		query_name(&m, p->name, strlen(p->name));
	if (p->name_longer)
		query_name(&m, p->name_longer, strlen(p->name_longer));
	m.q.text = p->role == PARTY_REMITTANCE;
	if (!m.q.text)
		who(&m, p);
	m.q.message = query_copy(&m, message->id, strlen(message->id));
	m.q.message_number = message->number;
	m.q.role = party_role_name(p->role);
	m.q.path = p->path ? query_copy(&m, p->path, strlen(p->path)) : NULL;
	if (!m.q.n_names && !m.q.n_identifiers)
		return m.failed ? error_memory(e) : ST_OK; /* an address alone names nobody */
	return query_end(&m, r->in, e);
}

static enum status take_message(void *arg, const struct message *m, struct error *e)
{
	struct reading *r = arg;
	enum status st = r->st;

	if (st && e)
		*e = *r->e;
	for (size_t i = 0; !st && i < m->n_parties; i++)
		if (!m->parties[i].repeated)
			st = take_party(r, m, &m->parties[i], e);
	if (!st && r->sink->message) {
		const struct query_message whole = {.text = m->text, .n = m->n_text, .n_after = m->n_after, .number = m->number, .line = m->line, .service = m->service,
						    .faulty = r->fault_line >= m->line};

		st = r->sink->message(r->sink->arg, &whole, e);
	}
	return st;
}

static void take_fault(void *arg, unsigned line, const char *what)
{
	struct reading *r = arg;
	struct error said;

	r->fault_line = line;
	error_clear(&said);
	(void)error_at(&said, ST_DATA, (struct place){r->in->name, line, 0}, "%s", what);
	if (!r->st)
		r->st = query_fault(r->sink, &said, r->e);
}

enum status query_read_payments(struct input *in, struct query_sink *sink, struct error *e)
{
	struct error mine;
	struct reading r = {.sink = sink, .in = in, .e = e ? e : &mine};
	const struct message_sink messages = {take_message, take_fault, &r};
	enum message_format format = message_sniff(in->bytes + in->at, in->n - in->at);
	enum status st;

	if (format == MESSAGE_FORMATS)
		return error_at(e, ST_DATA, (struct place){in->name, 1, 1}, "found no payment message, expected pacs.008, pain.001 or MT103");
	st = messages_read(in, format, &messages, e);
	return r.st ? r.st : st;
}
