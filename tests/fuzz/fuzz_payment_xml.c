/* ISO 20022 messages: any bytes give messages or an error; every party has a role, a path and says something. */
#include "payments/message.h"

#include <stdint.h>
#include <stdlib.h>

static enum status check(void *arg, const struct message *m, struct error *e)
{
	(void)arg, (void)e;
	for (size_t i = 0; i < m->n_parties; i++) {
		const struct party *p = &m->parties[i];

		if (p->role >= PARTY_ROLES || !p->path || (p->n_ids && p->ids[0] != p->other_id) || (p->name && !*p->name))
			abort();
	}
	if (!m->id || m->format >= MESSAGE_MT103)
		abort();
	return ST_OK;
}
static void fault(void *arg, unsigned line, const char *what)
{
	(void)arg;
	if (!line || !*what)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct message_sink sink = {check, fault, NULL};
	struct error e = {.code = ST_OK};
	struct input in;

	(void)message_sniff((const char *)data, size);
	input_bytes((const char *)data, size, "fuzz", &in);
	if (messages_read(&in, MESSAGE_PACS008, &sink, &e) != ST_OK && !e.code)
		abort();
	input_close(&in);
	return 0;
}
