/* records_internal.h - what the files of records_*.c share: bytes as UTF-8, the delimiter, different values kept once, columns of several files joined. */
#ifndef ONUS_LINK_RECORDS_INTERNAL_H
#define ONUS_LINK_RECORDS_INTERNAL_H

#include "link/records.h"

#include "base/table.h"

/* --- records_encoding.c: bytes to UTF-8 ------------------------------------------------------------------ */

/* How a file's bytes were read: what a note says. */
struct text_found {
	bool utf16;
	const char *charset;     /* of the fields that are not UTF-8, by its name in ICU; NULL: none was met yet */
	uint64_t fields;         /* how many were not UTF-8 */
	unsigned first_line;
};

/* Reads the beginning of the input (at least its first line, if it is no longer than a record may be). A file that begins with a byte order mark of UTF-16 is
 * read whole and turned into UTF-8; ST_DATA where it is none (half a pair, an odd byte). Else nothing is changed. */
enum status text_begin(struct input *in, struct text_found *found, struct error *e);
/* Is the byte at in->at + fault none of UTF-8? */
bool text_is_fault(const struct input *in, size_t fault);
/* Turn the fields of the lines from in->at, up to the last line that is read whole, that are not UTF-8 into UTF-8; a field is what stands between delimiters and line
 * feeds. They are taken for Windows-1252, but where most of their letters are not ASCII, as in no language that it is for, for what ICU finds by how often letters
 * and pairs of bytes stand together: Windows-1251, KOI8-R, Windows-1256, EUC-KR, GB 18030 and the like. *changed: any was, and in->at is 0. */
enum status text_mend(struct input *in, char delimiter, size_t fault, struct text_found *found, bool *changed, struct error *e);
/* --- records_text.c: delimiters and words --------------------------------------------------------------- */

/* The delimiter that a first line sep=; tells, as spreadsheets write it; the line is passed over. 0: there is none. */
char text_told_delimiter(struct input *in);
/* The delimiter of the text, by its first rows. */
char text_delimiter(const char *bytes, size_t n, bool whole);
/* Take spaces, tabs and line feeds off both ends (no-break and ideographic ones too, and a byte order mark). */
void text_trim(const char **text, size_t *n);
/* Does it say that nothing is known? Trimmed text. */
bool text_missing(const char *text, size_t n);
/* The same but for case, letter by letter. */
bool text_same(const char *a, const char *b);

/* --- records_values.c: a column's different values, each kept once ------------------------------------- */

struct value_slot { uint32_t hash, index; }; /* index 0: free */
struct value_table {
	struct value_slot *slot;  /* open addressing; owned */
	size_t n_slots;           /* a power of two */
	size_t cap;               /* of the column's values */
	char *at, *end;           /* room for texts, in the arena */
	size_t room;              /* of the last block */
};
uint32_t value_hash(const char *text, size_t n);
/* Have the slot at hand when value_enter comes to it: of a large table it would be waited for. */
static inline void value_expect(const struct value_table *t, uint32_t hash)
{
	if (t->n_slots)
		__builtin_prefetch(&t->slot[hash & (t->n_slots - 1)]);
}
/* The number of a text among the column's values, entered where it is new; its count is raised by `count`. 0: memory is out. Never NULL text, n > 0. */
uint32_t value_enter(struct value_table *t, struct link_column *c, struct arena *a, const char *text, size_t n, uint32_t hash, uint32_t count);
/* The column has the missing value, though no other. false: memory is out. */
bool values_begin(struct value_table *t, struct link_column *c);
/* The number of a text, 0: it is none of them. */
uint32_t value_find(const struct value_table *t, const struct link_column *c, const char *text, size_t n);
/* A value is missing from now on in all of n records: the last one takes its number. false: memory is out. */
bool value_drop(struct value_table *t, struct link_column *c, uint32_t index, size_t n);

/* --- records.c ---------------------------------------------------------------------------------------- */

struct reader {
	struct input *const *in;
	struct link_records *out;
	const struct link_read_options *o;
	struct value_table table[LINK_COLUMNS];
	uint64_t in_files[LINK_COLUMNS]; /* a bit for each file that has the column */
	struct link_column column[LINK_COLUMNS];
	size_t cap;                      /* of the records' arrays */
	const char *notes[4 * LINK_FILES + 4 * LINK_COLUMNS];
	struct error *e;
};
enum status reader_note(struct reader *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* --- records_join.c: once all files are read ------------------------------------------------------------ */

/* NA is missing, everywhere, where a column of numbers or dates has it; a list of people may hold the Korean family name Na, but not beside that. */
enum status missing_na(struct reader *r);
/* Columns of one role that each are the only one of their files become one. The roles are known. */
enum status columns_join(struct reader *r);

/* --- records_id.c: which column names the rows ---------------------------------------------------------- */

/* Fill in id and id_column; the roles are known. Rows of files that have no id are numbered. ST_DATA: an id that is missing, or that stands twice in one file. */
enum status ids_set(struct reader *r);

#endif
