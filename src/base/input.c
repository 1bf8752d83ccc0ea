#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 1 << 16 };

enum status input_open(const char *path, struct input *in, struct error *e)
{
	*in = (struct input){.name = path, .line = 1, .bytes = ""};
	struct stat st;
	in->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (in->fd < 0 || fstat(in->fd, &st) != 0) {
		enum status s = error_errno(e, path);
		input_close(in);
		return s;
	}
	if (S_ISDIR(st.st_mode)) {
		input_close(in);
		return error_set(e, ST_ENV, "%s: is a folder, not a file", path);
	}
	return ST_OK;
}

void input_bytes(const char *bytes, size_t n, const char *name, struct input *in)
{
	*in = (struct input){.name = name, .fd = -1, .bytes = bytes, .n = n, .line = 1, .end = true};
}

void input_close(struct input *in)
{
	if (in->fd >= 0)
		(void)close(in->fd);
	in->fd = -1;
	buf_free(&in->room);
	in->bytes = "";
	in->n = in->at = 0;
	in->end = true;
}

enum status input_rewind(struct input *in, struct error *e)
{
	in->at = 0;
	in->line = 1;
	if (in->fd < 0)
		return ST_OK;
	if (lseek(in->fd, 0, SEEK_SET) != 0)
		return error_set(e, ST_ENV, "%s: must be a plain file, since it is read twice", in->name);
	buf_reset(&in->room);
	in->bytes = "";
	in->n = 0;
	in->end = false;
	return ST_OK;
}

enum status input_more(struct input *in, size_t keep, size_t most, struct error *e)
{
	if (in->end)
		return ST_OK;
	size_t left = in->n - keep;
	if (left > most)
		return error_at(e, ST_DATA, (struct place){in->name, in->line, 0},
				"found a line or record of more than %zu bytes, expected less", most);
	if (keep) {
		memmove(in->room.bytes, in->room.bytes + keep, left);
		in->room.len = left;
		in->at -= keep;
	}
	/* as much again as is kept, so that a long line costs linear time */
	size_t want = left > PIECE ? left : PIECE;
	char piece[PIECE];
	while (want && !in->end) {
		ssize_t got = read(in->fd, piece, want < sizeof piece ? want : sizeof piece);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_errno(e, in->name);
		in->end = got == 0;
		buf_add(&in->room, piece, (size_t)got);
		if (!buf_ok(&in->room))
			return error_memory(e);
		want -= (size_t)got;
	}
	in->bytes = buf_str(&in->room);
	in->n = in->room.len;
	return ST_OK;
}

enum status input_line(struct input *in, size_t most, const char **text, size_t *n, unsigned *line, bool *found,
		       struct error *e)
{
	size_t seen = in->at;
	const char *feed;
	while (!(feed = in->n > seen ? memchr(in->bytes + seen, '\n', in->n - seen) : NULL) && !in->end) {
		size_t looked = in->n - in->at;
		enum status s = input_more(in, in->at, most, e);
		if (s != ST_OK)
			return s;
		seen = in->at + looked;
	}
	*found = in->at < in->n;
	if (!*found)
		return ST_OK;
	const char *start = in->bytes + in->at;
	size_t len = (feed ? (size_t)(feed - start) : in->n - in->at);
	if (len > most)
		return error_at(e, ST_DATA, (struct place){in->name, in->line, 0},
				"found a line of more than %zu bytes, expected less", most);
	in->at += len + (feed != NULL);
	*line = in->line;
	in->line += feed != NULL;
	*text = start;
	*n = len && start[len - 1] == '\r' ? len - 1 : len;
	return ST_OK;
}

unsigned utf8_length(const char *text, size_t n)
{
	const unsigned char *s = (const unsigned char *)text;
	if (!n)
		return 0;
	if (s[0] < 0x80)
		return 1;
	unsigned len = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
	if (s[0] < 0xc2 || s[0] > 0xf4 || n < len)
		return 0;
	for (unsigned i = 1; i < len; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) || (s[0] == 0xf0 && s[1] < 0x90) ||
	    (s[0] == 0xf4 && s[1] > 0x8f))
		return 0;
	return len;
}

size_t utf8_fault(const char *text, size_t n)
{
	size_t i = 0;
	while (i < n) {
		uint64_t eight;
		if (n - i >= sizeof eight) { /* eight letters of ASCII at a time: none above 127, and no NUL, from which 1 would borrow */
			memcpy(&eight, text + i, sizeof eight);
			if (!((eight | (eight - 0x0101010101010101u)) & 0x8080808080808080u)) {
				i += sizeof eight;
				continue;
			}
		}
		unsigned len = text[i] ? utf8_length(text + i, n - i) : 0;
		if (!len)
			return i;
		i += len;
	}
	return n;
}
