#include "screen/query_make.h"

enum status query_read_payments(struct input *in, struct query_sink *sink, struct error *e)
{
	(void)sink;
	return error_at(e, ST_DATA, (struct place){in->name, 1, 1}, "found a payment message: they are not read yet");
}
