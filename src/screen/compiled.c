#include "screen/layout.h"

#include "screen/compile.h"
#include "screen/trie.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static double share(void *arg, const char *latin, enum word_use use)
{
	const struct compiled *c = arg;

	return shares_look_up(layout_section(c, SECTION_SHARES), c->header->section[SECTION_SHARES].n / sizeof(struct layout_share) - 1,
			      c->header->counted, latin, use);
}

/* Does the file hold what its header says? */
static bool sound(const struct compiled *c)
{
	const struct layout_header *h = c->header;
	static const size_t item[SECTIONS] = {
		[SECTION_ENTRIES] = 8, [SECTION_NAMES] = sizeof(struct layout_name), [SECTION_PARTS] = sizeof(struct layout_part),
		[SECTION_PART_WORDS] = sizeof(struct layout_use), [SECTION_WORDS] = sizeof(struct layout_word),
		[SECTION_WORD_TRIE] = sizeof(struct trie_node), [SECTION_FIRST_WORDS] = 4, [SECTION_FIRST_JOINS] = 4, [SECTION_LONG_WORDS] = 4,
		[SECTION_JOIN_TRIES] = sizeof(struct trie_node), [SECTION_JOIN_ROOTS] = 4,
		[SECTION_BACK_TRIE] = sizeof(struct trie_node), [SECTION_BACK_ORDER] = sizeof(struct layout_back), [SECTION_POSTINGS] = 4,
		[SECTION_SIGNATURES] = sizeof(struct spelling_signature), [SECTION_BACK_SIGNATURES] = sizeof(struct spelling_signature),
		[SECTION_SLIP_WORDS] = sizeof(struct slip_word), [SECTION_HAN] = sizeof(struct slip_word), [SECTION_SLIP_FIRST] = 4, [SECTION_SLIPS] = 4, [SECTION_SLIP_TAGS] = 1,
		[SECTION_EXACT] = sizeof(struct layout_key), [SECTION_KOREAN] = sizeof(struct layout_key),
		[SECTION_CHINESE] = sizeof(struct layout_key), [SECTION_ACRONYM] = sizeof(struct layout_key), [SECTION_SINO] = sizeof(struct layout_key),
		 [SECTION_IDENTIFIERS] = sizeof(struct layout_key), [SECTION_SHARES] = sizeof(struct layout_share)};

	if (c->size < sizeof *h || memcmp(h->magic, LAYOUT_MAGIC, sizeof h->magic) || h->version != LAYOUT_VERSION || h->sections != SECTIONS ||
	    h->size != c->size || h->tables != words_print())
		return false;
	for (size_t s = 0; s < SECTIONS; s++)
		if (h->section[s].at > c->size || h->section[s].n > c->size - h->section[s].at || (item[s] && h->section[s].n % item[s]))
			return false;
	if (h->section[SECTION_SLIP_FIRST].n < 8 || h->section[SECTION_SLIPS].n != h->section[SECTION_SLIP_TAGS].n * 4)
		return false;
	if (h->section[SECTION_WORDS].n / sizeof(struct layout_word) != (uint64_t)h->words[0] + h->words[1] + h->words[2] + h->words[3] + 1 ||
	    h->section[SECTION_FIRST_WORDS].n / 4 != FOLD_SYMBOLS + 1 ||
	    h->section[SECTION_FIRST_JOINS].n / 4 != FOLD_SYMBOLS * (FOLD_LONG + 1) + 1 || h->section[SECTION_JOIN_ROOTS].n != h->section[SECTION_FIRST_JOINS].n ||
	    h->section[SECTION_SIGNATURES].n / sizeof(struct spelling_signature) != (uint64_t)h->words[0] + h->words[1])
		return false;
	if (h->section[SECTION_POSTINGS].n != h->section[SECTION_POSTING_LEFT].n * 4 || h->section[SECTION_POSTINGS].n != h->section[SECTION_POSTING_BITS].n * 4 ||
	    h->section[SECTION_NAMES].n / sizeof(struct layout_name) != h->section[SECTION_WEIGHTS].n / 2)
		return false;
	return h->section[SECTION_ENTRIES].n == (h->about.entries + 1) * 8 && h->section[SECTION_SHARES].n >= sizeof(struct layout_share);
}

enum status compiled_open(const char *path, struct compiled **out, struct error *e)
{
	struct compiled *c = calloc(1, sizeof *c);
	struct stat about;
	int fd;
	void *map = MAP_FAILED;

	*out = NULL;
	if (!c)
		return error_memory(e);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0 && !fstat(fd, &about) && about.st_size > 0)
		map = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (fd < 0 || map == MAP_FAILED) {
		enum status st = fd >= 0 && !about.st_size ? error_set(e, ST_DATA, "%s: empty, a compiled list expected", path) : error_errno(e, path);

		if (fd >= 0)
			close(fd);
		free(c);
		return st;
	}
	close(fd);
	c->bytes = map;
	c->size = (size_t)about.st_size;
	c->header = map;
	if (!sound(c)) {
		compiled_close(c);
		return error_set(e, ST_DATA, "%s: no compiled list of this version of the program, or cut off", path);
	}
	c->n_names = c->header->section[SECTION_NAMES].n / sizeof(struct layout_name);
	c->n_words = c->header->words[DICTIONARY_WORDS];
	c->n_joins = c->header->words[DICTIONARY_JOINS];
	c->n_numbers = c->header->words[DICTIONARY_NUMBERS];
	c->n_initials = c->header->words[DICTIONARY_INITIALS];
	c->shares = (struct name_shares){share, c};
	*out = c;
	return ST_OK;
}

void compiled_close(struct compiled *c)
{
	if (!c)
		return;
	munmap((void *)(uintptr_t)c->bytes, c->size);
	free(c);
}

const struct compiled_about *compiled_about(const struct compiled *c)
{
	return &c->header->about;
}
const struct name_shares *compiled_shares(const struct compiled *c)
{
	return &c->shares;
}

struct listed_name compiled_name(const struct compiled *c, uint32_t name)
{
	const struct layout_name *n = (const struct layout_name *)layout_section(c, SECTION_NAMES) + name;

	return (struct listed_name){n->entry, (const char *)layout_section(c, SECTION_NAME_TEXT) + n->text, n->text_n, n->word_use, n->quality};
}

const char *compiled_entry(const struct compiled *c, uint32_t entry, size_t *n)
{
	const uint64_t *at = layout_section(c, SECTION_ENTRIES);

	*n = at[entry + 1] - at[entry];
	return (const char *)layout_section(c, SECTION_ENTRY_TEXT) + at[entry];
}
