/* MT103: any bytes give messages or faults; a message that is written with field 433 reads the same again, and again the same. */
#include "payments/message.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static enum status count(void *arg, const struct message *m, struct error *e)
{
	(void)e;
	*(size_t *)arg += m->n_parties;
	return ST_OK;
}

static enum status check(void *arg, const struct message *m, struct error *e)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;

	(void)arg;
	for (size_t i = 0; i < m->n_parties; i++)
		if (m->parties[i].role >= PARTY_ROLES || !m->parties[i].path || (m->parties[i].name && utf8_fault(m->parties[i].name, strlen(m->parties[i].name)) != strlen(m->parties[i].name)))
			abort();
	if (mt103_screened(m->text, m->n_text, "FPO", "a{}\xc3\xa9", &once, e) == ST_OK) {
		struct message_sink again = {count, NULL, &(size_t){0}};
		struct input in;

		if (mt103_screened(once.bytes, once.len, "FPO", "a{}\xc3\xa9", &twice, e) != ST_OK || once.len != twice.len ||
		    memcmp(once.bytes, twice.bytes, once.len) != 0)
			abort();
		input_bytes(once.bytes, once.len, "again", &in);
		if (messages_read(&in, MESSAGE_MT103, &again, e) != ST_OK || *(size_t *)again.arg != m->n_parties)
			abort();
	}
	buf_free(&once);
	buf_free(&twice);
	return ST_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct message_sink sink = {check, NULL, NULL};
	struct error e = {.code = ST_OK};
	struct input in;

	(void)message_sniff((const char *)data, size);
	input_bytes((const char *)data, size, "fuzz", &in);
	if (messages_read(&in, MESSAGE_MT103, &sink, &e) != ST_OK && !e.code)
		abort();
	input_close(&in);
	return 0;
}
