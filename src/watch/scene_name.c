/* Names of files: their last part, their order. */
#include "watch/scene_parts.h"

#include <limits.h>
#include <string.h>

const char *scene_base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static int natural(const char *a, const char *b)
{
	while (*a && *b) {
		size_t m = 0, n = 0;

		if (!digit(*a) || !digit(*b)) {
			if (*a != *b)
				return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
			a++;
			b++;
			continue;
		}
		while (*a == '0' && digit(a[1]))
			a++;
		while (*b == '0' && digit(b[1]))
			b++;
		while (digit(a[m]))
			m++;
		while (digit(b[n]))
			n++;
		if (m != n)
			return m < n ? -1 : 1;
		m = m ? (size_t)strncmp(a, b, m) : 0;
		if (m)
			return (int)m < 0 ? -1 : 1;
		a += n;
		b += n;
	}
	return *a ? 1 : *b ? -1 : 0;
}

static unsigned rank(const char *name)
{
	struct scene_code c;

	return scene_code(name, &c) ? c.number * 2 + (c.letter != 0) : UINT_MAX;
}

int scene_file_order(const char *a, const char *b)
{
	unsigned p = rank(a), q = rank(b);
	int by_name;

	if (p != q)
		return p < q ? -1 : 1;
	by_name = natural(a, b);
	return by_name ? by_name : strcmp(a, b);
}
