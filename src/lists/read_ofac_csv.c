/* read_ofac_csv.c - OFAC's Specially Designated Nationals as a set of CSV files: sdn.csv, and beside it alt.csv, add.csv, sdn_comments.csv.
 *
 * The files have no header (a copy may have one); "-0- " stands for nothing; a stray 0x1A may end them. What has no column of its own stands in
 * the remarks, in parts parted by "; ": birth dates, places, documents, weak aliases in quotation marks. Remarks longer than their column go on
 * in sdn_comments.csv. */
#include "lists/make.h"
#include "lists/rows.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- the files beside sdn.csv ------------------------------------------------------------------------ */

struct numbered { unsigned long id; size_t at; };
struct beside { char *bytes; size_t n; struct numbered *row; size_t n_rows; };

static int by_id(const void *p, const void *q)
{
	const struct numbered *a = p, *b = q;

	return a->id != b->id ? (a->id < b->id ? -1 : 1) : (a->at > b->at) - (a->at < b->at);
}

static enum status read_whole(int fd, struct beside *out, struct error *e)
{
	struct stat about;

	if (fstat(fd, &about) || !(out->bytes = malloc((size_t)about.st_size + 1)))
		return error_memory(e);
	while (out->n < (size_t)about.st_size) {
		ssize_t got = read(fd, out->bytes + out->n, (size_t)about.st_size - out->n);

		if (got <= 0)
			break;
		out->n += (size_t)got;
	}
	return ST_OK;
}

/* The rows of a file by the number that each begins with, in their order. */
static enum status number_rows(struct reading_list *r, const char *name, struct beside *out, struct error *e)
{
	struct row row = {0};
	size_t cap = 0, took;
	unsigned line = 1;
	enum status st = ST_OK;

	for (size_t at = 0; !(st = row_read(out->bytes + at, out->n - at, &row, &took, e)) && took; at += took, line += row.lines) {
		char *end;
		unsigned long id = strtoul(row.field[0], &end, 10);

		if (row.unclosed || row.cut)
			reading_fault(r, line, NULL, row.cut ? "%s: a row of more than 1 MiB" : "%s: a quote is never closed", name);
		if (end == row.field[0])
			continue;
		if (out->n_rows == cap) {
			void *v = realloc(out->row, (cap = cap ? cap * 2 : 1024) * sizeof *out->row);

			if (!v) {
				st = error_memory(e);
				break;
			}
			out->row = v;
		}
		out->row[out->n_rows].id = id;
		out->row[out->n_rows++].at = at;
	}
	row_free(&row);
	if (out->n_rows)
		qsort(out->row, out->n_rows, sizeof *out->row, by_id);
	return st;
}

/* "sdn.csv" in the list's path with another name; nothing when there is no such file. The names of a set are all in small letters or all in
 * capitals; those of the consolidated list (not SDN) begin with cons_. */
static enum status load_beside(struct reading_list *r, const char *name, struct beside *out, struct error *e)
{
	char path[4096], file[64];
	const char *slash = r->path ? strrchr(r->path, '/') : NULL, *base = slash ? slash + 1 : r->path;
	enum status st;
	int fd;

	if (!r->path)
		return ST_OK;
	if (!strcasecmp(base, "sdn.csv"))
		snprintf(file, sizeof file, "%s", name);
	else if (!strcasecmp(base, "cons_prim.csv"))
		snprintf(file, sizeof file, "cons_%s", !strncmp(name, "sdn_", 4) ? name + 4 : name);
	else
		return ST_OK;
	for (char *p = file; isupper((unsigned char)base[0]) && *p; p++)
		*p = (char)toupper((unsigned char)*p);
	if ((size_t)snprintf(path, sizeof path, "%.*s%s", slash ? (int)(slash - r->path + 1) : 0, r->path, file) >= sizeof path)
		return ST_OK;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return ST_OK;
	st = read_whole(fd, out, e);
	close(fd);
	return st ? st : number_rows(r, file, out, e);
}

static void free_beside(struct beside *b)
{
	free(b->bytes);
	free(b->row);
}

/* The first row of an id, or n_rows. */
static size_t first_row(const struct beside *b, unsigned long id)
{
	size_t lo = 0, hi = b->n_rows;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (b->row[mid].id < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < b->n_rows && b->row[lo].id == id ? lo : b->n_rows;
}

/* --- remarks ------------------------------------------------------------------------------------------- */

static bool begins(const char **s, const char *word)
{
	size_t n = strlen(word);

	if (strncasecmp(*s, word, n))
		return false;
	*s += n;
	while (**s == ' ')
		(*s)++;
	return true;
}

/* A word that belongs to what is said of a number, not to the number: in small letters, with points or a slash, an abbreviation that is known. */
static bool label_word(const char *w, size_t n)
{
	static const char *const known[] = {"ID", "IMO", "SSN", "MMSI", "ISIN", "LEI", "NIT", "RIF", "RUC", "RTN", "BIK", "BIC", "USCC", "-", "#"};

	if (!n || w[n - 1] == ')' || w[n - 1] == '.' || w[n - 1] == ':' || memchr(w, '/', n))
		return true;
	for (size_t i = 0; i < n; i++)
		if (islower((unsigned char)w[i]))
			return true;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strlen(known[i]) == n && !memcmp(known[i], w, n))
			return true;
	return n > 1 && w[1] == '-' && n < 8; /* D-U-N-S */
}

/* Where the number begins in "Passport RL 1622378 (Lebanon)", "Tax ID No. AABA 670850 Y", "Digital Currency Address - XBT 1Kuf2R": after the last
 * word of its label, which is at latest the one before the first digit. */
static const char *number_in(const char *part)
{
	const char *digit = strpbrk(part, "0123456789"), *start = part + strcspn(part, " ");

	start += strspn(start, " ");
	for (const char *w = start; *w;) {
		size_t n = strcspn(w, " ");
		const char *next = w + n + strspn(w + n, " ");

		if (digit && digit < w + n && !(w[n - 1] == ')' && *next))
			break;
		if (!digit && w[0] == '(')
			break;
		if (label_word(w, n) || (w > part + 1 && w[-1] == ' ' && w[-2] == '-'))
			start = next;
		w = next;
	}
	return start;
}

/* "Passport A123 (Iran) issued 2001": the number up to a bracket or to "issued", the country in the bracket. */
static void document(struct making *m, const char *part)
{
	const char *kind = identifier_kind(part), *start = number_in(part), *end = start + strlen(start), *open;
	char *text, *country = NULL;

	if (!kind)
		return;
	for (const char *const *w = (const char *const[]){" (", " issued ", " expires ", " Expires ", NULL}; *w; w++) {
		const char *at = strstr(start, *w);

		end = at && at < end ? at : end;
	}
	open = strchr(end, '(');
	text = arena_strndup(&m->arena, start, (size_t)(end - start));
	if (open)
		country = arena_strndup(&m->arena, open + 1, strcspn(open + 1, ")"));
	m->failed |= !text || (open && !country);
	making_identifier(m, kind, text, country);
}

/* a.k.a. 'X'; in single or double quotes: a weak alias. */
static void quoted_alias(struct making *m, const char *part, const char *kind)
{
	size_t n;
	char *text;

	part += strspn(part, " '\"");
	n = strlen(part);
	while (n && strchr("'\". ", part[n - 1]))
		n--;
	text = arena_strndup(&m->arena, part, n);
	m->failed |= !text;
	making_name(m, text, ENTRY_WEAK, kind);
}

static void remark(struct making *m, char *part)
{
	const char *s = part;

	while (*s == ' ')
		s++;
	(void)begins(&s, "alt.");
	if (begins(&s, "DOB") || begins(&s, "Organization Established Date") || begins(&s, "Vessel Year of Build") ||
	    begins(&s, "Aircraft Manufacture Date"))
		making_birth(m, making_date(m, s));
	else if (begins(&s, "POB"))
		making_string(m, &m->x.birth_places, s);
	else if (begins(&s, "nationality") || begins(&s, "citizen") || begins(&s, "Former Citizenship Country"))
		making_string(m, &m->x.nationalities, s);
	else if (begins(&s, "Gender"))
		m->x.sex = *s == 'M' ? 'm' : *s == 'F' ? 'f' : 0;
	else if (begins(&s, "a.k.a."))
		quoted_alias(m, s, "aka");
	else if (begins(&s, "f.k.a."))
		quoted_alias(m, s, "fka");
	else if (begins(&s, "n.k.a."))
		quoted_alias(m, s, "nka");
	else if (begins(&s, "Former Vessel Flag") || begins(&s, "Vessel Flag"))
		making_string(m, &m->x.countries, s);
	else if (strpbrk(s, "0123456789") || !strncasecmp(s, "SWIFT/BIC", 9) || !strncasecmp(s, "Aircraft Tail Number", 20))
		document(m, s);
}

static void remarks(struct making *m, const char *text)
{
	char *copy, *save = NULL;
	size_t n;

	making_string(m, &m->x.notes, text);
	copy = arena_strdup(&m->arena, text);
	if (!copy) {
		m->failed = true;
		return;
	}
	n = strlen(copy);
	while (n && (copy[n - 1] == '.' || copy[n - 1] == ' '))
		copy[--n] = 0;
	for (char *part = strtok_r(copy, ";", &save); part; part = strtok_r(NULL, ";", &save))
		remark(m, part);
}

/* --- entries --------------------------------------------------------------------------------------------- */

/* "FAMILY, Given" of a person; others as they are. */
static void ofac_name(struct making *m, const char *name, enum entry_quality q, const char *kind)
{
	const char *comma = m->x.schema == ENTRY_PERSON ? strstr(name, ", ") : NULL;
	char *family;

	if (!comma) {
		making_name(m, name, q, kind);
		return;
	}
	family = arena_strndup(&m->arena, name, (size_t)(comma - name));
	if (!family)
		m->failed = true;
	else
		making_parts(m, comma + 2, family, q, kind);
}

struct set { struct beside alt, add, comments; };

/* One of the rows that number_rows found; it is there. */
static enum status nth_row(const struct beside *b, size_t i, struct row *row, struct error *e)
{
	size_t took;

	return row_read(b->bytes + b->row[i].at, b->n - b->row[i].at, row, &took, e);
}

static enum status from_beside(struct making *m, const struct set *set, unsigned long id, struct row *row, struct error *e)
{
	enum status st = ST_OK;

	for (size_t i = first_row(&set->alt, id); !st && i < set->alt.n_rows && set->alt.row[i].id == id; i++) {
		const char *kind, *name;

		st = nth_row(&set->alt, i, row, e);
		kind = row_value(row, 2);
		name = row_value(row, 3);
		if (!st && name)
			ofac_name(m, name, ENTRY_STRONG, kind && kind[0] == 'f' ? "fka" : kind && kind[0] == 'n' ? "nka" : "aka");
	}
	for (size_t i = first_row(&set->add, id); !st && i < set->add.n_rows && set->add.row[i].id == id; i++) {
		st = nth_row(&set->add, i, row, e);
		if (!st) {
			making_address(m, row_value(row, 2), row_value(row, 3), row_value(row, 4));
			making_string(m, &m->x.countries, row_value(row, 4));
		}
	}
	return st;
}

/* "SDGT] [IRGC] [IFSR" */
static void programmes(struct making *m, const char *text)
{
	while (text) {
		const char *end = strstr(text, "] [");
		char *one = arena_strndup(&m->arena, text, end ? (size_t)(end - text) : strlen(text));

		m->failed |= !one;
		making_string(m, &m->x.programmes, one);
		text = end ? end + 3 : NULL;
	}
}

static enum status take_row(struct reading_list *r, const struct set *set, unsigned long id, struct row *row, struct row *other, struct error *e)
{
	struct making *m = &r->making;
	const char *type = row_value(row, 2), *text = row_value(row, 11);
	size_t more = first_row(&set->comments, id);
	enum status st;

	m->x.id = arena_printf(&m->arena, "%lu", id);
	making_ofac_url(m);
	m->x.schema = !type ? ENTRY_ORGANIZATION : !strncasecmp(type, "individual", 10) ? ENTRY_PERSON : !strncasecmp(type, "vessel", 6) ? ENTRY_VESSEL
			: !strncasecmp(type, "aircraft", 8) ? ENTRY_AIRCRAFT : ENTRY_ORGANIZATION;
	if (row_value(row, 1))
		ofac_name(m, row_value(row, 1), ENTRY_PRIMARY, "name");
	programmes(m, row_value(row, 3));
	making_string(m, &m->x.positions, row_value(row, 4));
	making_identifier(m, "call sign", row_value(row, 5), NULL);
	making_string(m, &m->x.countries, row_value(row, 9));
	st = from_beside(m, set, id, other, e);
	for (; !st && text && more < set->comments.n_rows && set->comments.row[more].id == id; more++) {
		st = nth_row(&set->comments, more, other, e);
		/* the words go on where the column was full, perhaps within a word: no white space is added or taken */
		if (!st && other->n > 1)
			text = arena_printf(&m->arena, "%s%s", text, other->field[1]);
	}
	if (st)
		return st;
	m->failed |= !m->x.id || (row_value(row, 11) && !text);
	if (text)
		remarks(m, text);
	return reading_entry(r, e);
}

static enum status take(struct reading_list *r, const struct set *set, struct row *row, struct row *other, unsigned line, bool last, struct error *e)
{
	char *end;
	unsigned long id = strtoul(row->field[0], &end, 10);

	if (end == row->field[0] || id == 0) {
		/* a header, or the words that a copy may end with */
		if (strcasecmp(row->field[0], "id") && strcasecmp(row->field[0], "ent_num") && row_value(row, 0))
			reading_fault(r, line, NULL, "left out: a number expected at the beginning, found %.40s", row->field[0]);
		return ST_OK;
	}
	if (row->n < 12) {
		r->about->cut_off |= last && !reading_ends(r);
		reading_fault(r, line, NULL, "left out: 12 fields expected, found %zu%s", row->n, row->unclosed ? "; a quote is never closed" : "");
		return ST_OK;
	}
	making_begin(&r->making);
	r->making.x.line = line;
	if (row->recoded)
		reading_fault(r, line, NULL, "not UTF-8: read as Windows-1252");
	if (row->cut || row->unclosed)
		reading_fault(r, line, NULL, row->cut ? "a row of more than 1 MiB: the rest is dropped" : "a quote is never closed");
	return take_row(r, set, id, row, other, e);
}

enum status read_ofac_csv(struct reading_list *r, struct error *e)
{
	struct set set = {0};
	struct row row = {0}, other = {0};
	unsigned line = 1;
	size_t from = r->n >= 3 && !memcmp(r->bytes, "\xEF\xBB\xBF", 3) ? 3 : 0, took;
	enum status st = load_beside(r, "alt.csv", &set.alt, e);

	if (!st)
		st = load_beside(r, "add.csv", &set.add, e);
	if (!st)
		st = load_beside(r, "sdn_comments.csv", &set.comments, e);
	for (size_t at = from; !st && at < r->n; at += took, line += row.lines) {
		st = row_read(r->bytes + at, r->n - at, &row, &took, e);
		if (st || !took)
			break;
		if (row.n > 1 || row.field[0][0])
			st = take(r, &set, &row, &other, line, at + took >= r->n, e);
	}
	row_free(&row);
	row_free(&other);
	free_beside(&set.alt);
	free_beside(&set.add);
	free_beside(&set.comments);
	return st;
}
