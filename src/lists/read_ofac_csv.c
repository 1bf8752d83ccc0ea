/* read_ofac_csv.c - OFAC's Specially Designated Nationals as a set of CSV files: sdn.csv, and beside it alt.csv, add.csv, sdn_comments.csv.
 *
 * The files have no header (a copy may have one); "-0- " stands for nothing; a stray 0x1A may end them. What has no column of its own stands in
 * the remarks, in parts parted by "; ": birth dates, places, documents, weak aliases in quotation marks. Remarks longer than their column go on
 * in sdn_comments.csv. */
#include "lists/make.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIELDS = 12 };

/* One record: fields are copied, unquoted, into room. Returns bytes taken, 0 at the end. Tolerant: a quote inside a field is text. */
struct record { char *field[FIELDS]; size_t n; char *room; size_t cap; unsigned lines; };

static size_t next_record(const char *s, size_t n, struct record *out)
{
	size_t at = 0, w = 0;

	out->n = 0;
	out->lines = 0;
	if (!n || *s == 0x1A)
		return 0;
	if (out->cap < n + FIELDS + 1 && out->cap < 1 << 20) {
		size_t cap = n + FIELDS + 1 < 1 << 20 ? n + FIELDS + 1 : 1 << 20;
		char *room = realloc(out->room, cap);

		if (!room)
			return 0;
		out->room = room;
		out->cap = cap;
	}
	for (;;) {
		bool quoted = at < n && s[at] == '"';
		char *from = out->room + w; /* w < cap always */

		at += quoted;
		while (at < n) {
			char c = s[at];

			if (quoted && c == '"') {
				if (at + 1 < n && s[at + 1] == '"')
					at++;
				else if (at + 1 >= n || strchr(",\r\n\x1A", s[at + 1])) {
					at++;
					break;
				}
			} else if (!quoted && (c == ',' || c == '\n' || c == '\r')) {
				break;
			}
			out->lines += c == '\n';
			if (w + FIELDS + 2 < out->cap)
				out->room[w++] = c ? c : ' ';
			at++;
		}
		out->room[w] = 0;
		w += w + 1 < out->cap;
		if (out->n < FIELDS)
			out->field[out->n++] = from;
		if (at >= n || s[at] != ',')
			break;
		at++;
	}
	while (at < n && s[at] == '\r')
		at++;
	if (at < n && s[at] == '\n') {
		at++;
		out->lines++;
	}
	return at;
}

static const char *value(const struct record *r, size_t i)
{
	const char *s = i < r->n ? r->field[i] : "";

	while (isspace((unsigned char)*s))
		s++;
	return !strncmp(s, "-0-", 3) || !*s ? NULL : s;
}

/* --- the files beside sdn.csv ------------------------------------------------------------------------ */

struct beside { char *bytes; size_t n; struct { unsigned long id; size_t at; } *row; size_t n_rows; };

static int by_id(const void *p, const void *q)
{
	const unsigned long *a = p, *b = q;

	return *a < *b ? -1 : *a > *b;
}

/* "sdn.csv" in the list's path with another name; nothing when there is no such file. */
static enum status load_beside(const struct reading_list *r, const char *name, struct beside *out, struct error *e)
{
	char path[4096];
	const char *slash = r->path ? strrchr(r->path, '/') : NULL;
	struct stat about;
	int fd;
	size_t cap = 0;
	struct record rec = {0};

	memset(out, 0, sizeof *out);
	if (!r->path || (size_t)snprintf(path, sizeof path, "%.*s%s", slash ? (int)(slash - r->path + 1) : 0, r->path, name) >= sizeof path)
		return ST_OK;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return ST_OK;
	if (fstat(fd, &about) || !(out->bytes = malloc((size_t)about.st_size + 1))) {
		close(fd);
		return error_memory(e);
	}
	while (out->n < (size_t)about.st_size) {
		ssize_t got = read(fd, out->bytes + out->n, (size_t)about.st_size - out->n);

		if (got <= 0)
			break;
		out->n += (size_t)got;
	}
	close(fd);
	for (size_t at = 0, took; (took = next_record(out->bytes + at, out->n - at, &rec)) > 0; at += took) {
		if (out->n_rows == cap) {
			void *v = realloc(out->row, (cap = cap ? cap * 2 : 1024) * sizeof *out->row);

			if (!v) {
				free(rec.room);
				return error_memory(e);
			}
			out->row = v;
		}
		out->row[out->n_rows].id = strtoul(rec.n ? rec.field[0] : "", NULL, 10);
		out->row[out->n_rows++].at = at;
	}
	free(rec.room);
	if (out->n_rows)
		qsort(out->row, out->n_rows, sizeof *out->row, by_id);
	return ST_OK;
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

/* "Passport A123 (Iran) issued 2001": the value is the last words before a bracket that hold a digit or follow "No.". */
static void document(struct making *m, const char *part)
{
	const char *kind = identifier_kind(part), *open = strchr(part, '('), *at;
	char text[256], country[128] = "";
	size_t n = open ? (size_t)(open - part) : strlen(part);

	if (!kind || n >= sizeof text)
		return;
	memcpy(text, part, n);
	text[n] = 0;
	if (open)
		snprintf(country, sizeof country, "%.*s", (int)strcspn(open + 1, ")"), open + 1);
	at = strstr(text, "No. ");
	if (!at)
		at = strstr(text, "# ");
	if (at) {
		at += strcspn(at, " ") + 1;
	} else {
		/* from the first word with a digit in it */
		for (at = text; *at;) {
			size_t len = strcspn(at, " ");

			if (strcspn(at, "0123456789") < len)
				break;
			at += len + (at[len] == ' ');
		}
	}
	snprintf(text, sizeof text, "%.*s", (int)strcspn(at, " "), at);
	making_identifier(m, kind, text, country);
}

/* a.k.a. 'X'; in single or double quotes: a weak alias. */
static void quoted_alias(struct making *m, const char *part, const char *kind)
{
	char text[512];
	size_t n;

	while (*part == ' ' || *part == '\'' || *part == '"')
		part++;
	n = strlen(part);
	while (n && strchr("'\". ", part[n - 1]))
		n--;
	if (n && n < sizeof text) {
		memcpy(text, part, n);
		text[n] = 0;
		making_name(m, text, ENTRY_WEAK, kind);
	}
}

static void remark(struct making *m, char *part)
{
	const char *s = part;

	while (*s == ' ')
		s++;
	(void)begins(&s, "alt.");
	if (begins(&s, "DOB") || begins(&s, "Organization Established Date") || begins(&s, "Vessel Year of Build"))
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
	else if (identifier_kind(s))
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

static void from_beside(struct making *m, const struct set *set, unsigned long id, struct record *rec)
{
	for (size_t i = first_row(&set->alt, id); i < set->alt.n_rows && set->alt.row[i].id == id; i++) {
		next_record(set->alt.bytes + set->alt.row[i].at, set->alt.n - set->alt.row[i].at, rec);
		if (value(rec, 3)) {
			const char *kind = value(rec, 2);

			ofac_name(m, value(rec, 3), ENTRY_STRONG, kind && kind[0] == 'f' ? "fka" : kind && kind[0] == 'n' ? "nka" : "aka");
		}
	}
	for (size_t i = first_row(&set->add, id); i < set->add.n_rows && set->add.row[i].id == id; i++) {
		next_record(set->add.bytes + set->add.row[i].at, set->add.n - set->add.row[i].at, rec);
		making_address(m, value(rec, 2), value(rec, 3), value(rec, 4));
		making_string(m, &m->x.countries, value(rec, 4));
	}
}

static enum status take(struct reading_list *r, const struct set *set, struct record *rec, struct record *other, unsigned line, struct error *e)
{
	struct making *m = &r->making;
	char *end;
	unsigned long id = strtoul(rec->field[0], &end, 10);
	const char *type, *text;
	size_t more;

	if (end == rec->field[0]) {
		/* a header, or the words that a copy may end with */
		if (strcasecmp(rec->field[0], "id") && strcasecmp(rec->field[0], "ent_num") && value(rec, 0))
			reading_fault(r, line, NULL, "left out: a number expected at the beginning, found %.40s", rec->field[0]);
		return ST_OK;
	}
	if (rec->n < 4) {
		reading_fault(r, line, NULL, "left out: 12 fields expected, found %zu", rec->n);
		return ST_OK;
	}
	making_begin(m);
	m->x.id = arena_printf(&m->arena, "%lu", id);
	m->x.line = line;
	type = value(rec, 2);
	m->x.schema = !type ? ENTRY_ORGANIZATION : !strncmp(type, "individual", 10) ? ENTRY_PERSON : !strncmp(type, "vessel", 6) ? ENTRY_VESSEL
			: !strncmp(type, "aircraft", 8) ? ENTRY_AIRCRAFT : ENTRY_ORGANIZATION;
	if (value(rec, 1))
		ofac_name(m, value(rec, 1), ENTRY_PRIMARY, "name");
	making_string(m, &m->x.programmes, value(rec, 3));
	making_string(m, &m->x.positions, value(rec, 4));
	making_identifier(m, "call sign", value(rec, 5), NULL);
	making_string(m, &m->x.countries, value(rec, 9));
	from_beside(m, set, id, other);
	text = value(rec, 11);
	more = first_row(&set->comments, id);
	if (text && more < set->comments.n_rows) {
		next_record(set->comments.bytes + set->comments.row[more].at, set->comments.n - set->comments.row[more].at, other);
		text = arena_printf(&m->arena, "%s%s", text, value(other, 1) ? value(other, 1) : "");
	}
	if (text)
		remarks(m, text);
	return reading_entry(r, e);
}

enum status read_ofac_csv(struct reading_list *r, struct error *e)
{
	struct set set = {0};
	struct record rec = {0}, other = {0};
	unsigned line = 1;
	enum status st = load_beside(r, "alt.csv", &set.alt, e);

	if (!st)
		st = load_beside(r, "add.csv", &set.add, e);
	if (!st)
		st = load_beside(r, "sdn_comments.csv", &set.comments, e);
	for (size_t at = 0, took; !st && at < r->n; at += took) {
		took = next_record(r->bytes + at, r->n - at, &rec);
		if (!took)
			break;
		if (rec.n > 1 || (rec.n && rec.field[0][0]))
			st = take(r, &set, &rec, &other, line, e);
		line += rec.lines;
	}
	free(rec.room);
	free(other.room);
	free_beside(&set.alt);
	free_beside(&set.add);
	free_beside(&set.comments);
	return st;
}
