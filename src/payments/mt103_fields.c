/* mt103_fields.c - the fields of an MT103's block 4 as parties.
 * Options of the party fields (SWIFT, Standards MT, Category 1, MT 103 field specifications): A = [/account] BIC; B = [/party] place;
 * C = /party; D and K and 59 without a letter = [/account] name, then up to three lines of address; F = account or document, then lines
 * numbered 1/name 2/address 3/country/town 4/birth date 5/country/place of birth 6/ 7/ identifiers 8/ more of an identifier. */
#include "exchange/identifier.h"
#include "payments/internal.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MOST = 512, FULL_LINE = 35 };
struct line { const char *text; size_t n; };
struct field {
	char tag[4];          /* "50K" */
	unsigned at;          /* its line in the file */
	struct line lines[LINES_MOST];
	size_t n;
	bool longer;          /* more lines than fit */
};
struct fields { struct parties *p; const struct message_sink *sink; bool debtor, creditor; const char *id; };

static bool starts(const struct line *l, const char *with)
{
	size_t n = strlen(with);

	return l->n >= n && !memcmp(l->text, with, n);
}

/* The text of a line from `skip` on, as UTF-8. */
static const char *line_text(struct fields *f, const struct field *x, size_t i, size_t skip)
{
	const struct line *l = &x->lines[i];
	struct buf b = BUF_INIT;
	const char *out;

	if (skip >= l->n)
		return NULL;
	if (utf8_fault(l->text, l->n) == l->n)
		return parties_text(f->p, l->text + skip, l->n - skip);
	fault(f->sink, x->at + (unsigned)i, "field %s: bytes that are not UTF-8, read as Latin-1", x->tag);
	for (size_t k = skip; k < l->n; k++)
		buf_utf8(&b, (unsigned char)l->text[k] ? (unsigned char)l->text[k] : ' ');
	f->p->failed |= !buf_ok(&b);
	out = parties_text(f->p, buf_str(&b), b.len);
	buf_free(&b);
	return out;
}

static struct party *party(struct fields *f, const struct field *x, enum party_role role)
{
	int i = parties_add(f->p, role, x->at);

	if (i < 0)
		return NULL;
	f->p->list[i].path = arena_strdup(&f->p->arena, x->tag);
	f->p->failed |= !f->p->list[i].path;
	return &f->p->list[i];
}

static bool shape_bic(const char *s)
{
	char why[80];

	return s && identifier_valid(IDENTIFIER_BIC, s, strlen(s), why);
}

/* Two letters, two digits and eleven or more letters and digits: meant as an IBAN, right or not. */
static bool shape_iban(const char *s)
{
	size_t n = strlen(s);

	if (n < 15 || n > 34 || !isupper((unsigned char)s[0]) || !isupper((unsigned char)s[1]) || !isdigit((unsigned char)s[2]) ||
	    !isdigit((unsigned char)s[3]))
		return false;
	for (size_t i = 4; i < n; i++)
		if (!isalnum((unsigned char)s[i]))
			return false;
	return true;
}

/* "/account", "/D/account", "//CH123456": into the party. */
static void account(struct fields *f, const struct field *x, struct party *who)
{
	size_t skip = 1 + (x->lines[0].n > 2 && x->lines[0].text[2] == '/' ? 2 : 0);
	const char *text = line_text(f, x, 0, skip);

	while (text && *text == '/')
		text++;
	if (!text || !*text)
		return;
	if (shape_iban(text))
		who->iban = text;
	else
		who->account = text;
}

static void address(struct fields *f, struct party *who, const char *text)
{
	who->address = parties_join(f->p, who->address, ", ", text);
}

/* Options D, K and none: name and address; and A, C, whose lines hold codes. */
static void plain_party(struct fields *f, const struct field *x, enum party_role role)
{
	struct party *who = party(f, x, role);
	char option = x->tag[2];
	size_t i = 0, first;

	if (!who)
		return;
	if (x->n && starts(&x->lines[0], "/")) {
		account(f, x, who);
		i = 1;
	}
	first = i;
	for (; i < x->n; i++) {
		const char *text = line_text(f, x, i, 0);

		if (!text)
			continue;
		if (option == 'A' && i == first) {
			who->bic = text;
			if (!shape_bic(text))
				fault(f->sink, x->at + (unsigned)i, "field %s: found '%.40s', expected a BIC", x->tag, text);
		} else if (option == 'B') {
			address(f, who, text);
		} else if (!who->name) {
			who->name = text;
		} else {
			if (i == first + 1 && x->lines[first].n >= FULL_LINE - 1)
				who->name_longer = parties_join(f->p, who->name, x->lines[first].n == FULL_LINE ? "" : " ", text);
			address(f, who, text);
		}
	}
}

/* "CC/rest": the country; what follows. */
static const char *country_of(struct fields *f, const struct field *x, size_t i, const char *text, const char **country)
{
	char code[3] = "";

	if (text && strlen(text) >= 2 && (text[2] == '/' || !text[2])) {
		memcpy(code, text, 2);
		*country = parties_country(f->p, code);
	}
	if (!*country) {
		fault(f->sink, x->at + (unsigned)i, "field %s: found '%.40s', expected a country's two letters and a slash", x->tag, text ? text : "");
		return text;
	}
	return text[2] ? text + 3 : NULL;
}

static void numbered(struct fields *f, const struct field *x, size_t i, struct party *who)
{
	const char *text = line_text(f, x, i, 2), *ignored = NULL;

	switch (x->lines[i].text[0]) {
	case '1':
		who->name = parties_join(f->p, who->name, " ", text);
		break;
	case '2':
		address(f, who, text);
		break;
	case '3':
		if (!who->country)
			text = country_of(f, x, i, text, &who->country);
		address(f, who, text);
		break;
	case '4':
		who->birth = parties_date(f->p, text);
		who->person = true;
		if (!who->birth)
			fault(f->sink, x->at + (unsigned)i, "field %s: found '4/%.40s', expected a birth date YYYYMMDD", x->tag, text ? text : "");
		break;
	case '5':
		(void)country_of(f, x, i, text, &who->birth_country);
		who->person = true;
		break;
	case '6':
	case '7':
		text = country_of(f, x, i, text, &ignored);
		if (x->lines[i].text[0] == '6' && text && strchr(text, '/'))
			text = strchr(text, '/') + 1;
		parties_id(f->p, who, text);
		break;
	default: /* 8: more of the identifier in line 1, 6 or 7 */
		if (who->n_ids)
			((const char **)(uintptr_t)who->ids)[who->n_ids - 1] =
				parties_join(f->p, who->ids[who->n_ids - 1], "", text);
		who->other_id = who->n_ids ? who->ids[0] : NULL;
	}
}

/* "CCPT/GB/1234": a code, a country, an identifier. */
static void document(struct fields *f, const struct field *x, struct party *who)
{
	static const char *const personal[] = {"ARNU/", "CCPT/", "DRLC/", "NIDN/", "SOSE/"};
	const char *text = line_text(f, x, 0, 5), *ignored = NULL;

	for (size_t i = 0; i < sizeof personal / sizeof *personal; i++)
		who->person |= starts(&x->lines[0], personal[i]);
	text = country_of(f, x, 0, text, &ignored);
	if (text && (starts(&x->lines[0], "CUST/") || starts(&x->lines[0], "DRLC/") || starts(&x->lines[0], "EMPL/")) && strchr(text, '/'))
		text = strchr(text, '/') + 1; /* the issuer stands between */
	parties_id(f->p, who, text);
}

static void structured_party(struct fields *f, const struct field *x, enum party_role role)
{
	struct party *who = party(f, x, role);

	for (size_t i = 0; who && i < x->n; i++) {
		const struct line *l = &x->lines[i];

		if (i == 0 && starts(l, "/"))
			account(f, x, who);
		else if (i == 0 && l->n > 5 && l->text[4] == '/' && isupper((unsigned char)l->text[0]))
			document(f, x, who);
		else if (l->n > 2 && l->text[0] >= '1' && l->text[0] <= '8' && l->text[1] == '/')
			numbered(f, x, i, who);
		else
			fault(f->sink, x->at + (unsigned)i, "field %s: found '%.40s', expected a line that starts with 1/ … 8/", x->tag,
			      line_text(f, x, i, 0) ? line_text(f, x, i, 0) : "");
	}
	if (who && !who->name)
		fault(f->sink, x->at, "field %s: no name (1/)", x->tag);
}

/* 70, 72, 77: all lines as one text; "//" goes on with the line before. */
static void free_field(struct fields *f, const struct field *x)
{
	struct party *who = party(f, x, PARTY_REMITTANCE);

	for (size_t i = 0; who && i < x->n; i++)
		who->name = parties_join(f->p, who->name, " ", line_text(f, x, i, starts(&x->lines[i], "//") ? 2 : 0));
	if (who && !who->name)
		f->p->n--;
}

/* /ULTD/ and /ULTB/ in field 70, as payments carry them that have been translated from ISO 20022 (SWIFT, CBPR+ translation rules): the
 * ultimate party's name up to the next slash. */
static void ultimate(struct fields *f, const struct field *x)
{
	for (size_t i = 0; i < x->n; i++) {
		bool debtor = starts(&x->lines[i], "/ULTD/");
		struct party *who;
		char *name;

		if (!debtor && !starts(&x->lines[i], "/ULTB/"))
			continue;
		who = party(f, x, debtor ? PARTY_ULTIMATE_DEBTOR : PARTY_ULTIMATE_CREDITOR);
		name = (char *)(uintptr_t)line_text(f, x, i, 6);
		while (name && *name == '/')
			name++;
		if (!who || !name || !*name) {
			f->p->n -= who != NULL;
			continue;
		}
		name[strcspn(name, "/")] = 0;
		who->name = name;
		who->line = x->at + (unsigned)i;
	}
}

static void take(struct fields *f, const struct field *x)
{
	static const struct { const char *tag; enum party_role role; } agents[] = {
		{"51", PARTY_AGENT}, {"52", PARTY_DEBTOR_AGENT}, {"53", PARTY_AGENT}, {"54", PARTY_AGENT}, {"55", PARTY_AGENT},
		{"56", PARTY_AGENT}, {"57", PARTY_CREDITOR_AGENT},
	};
	bool debtor = !strncmp(x->tag, "50", 2);

	if (x->longer)
		fault(f->sink, x->at, "field %s: more than %d lines, the rest not read", x->tag, LINES_MOST);
	if (!strcmp(x->tag, "20") && x->n)
		f->id = line_text(f, x, 0, 0);
	if (debtor || !strncmp(x->tag, "59", 2)) {
		(x->tag[2] == 'F' ? structured_party : plain_party)(f, x, debtor ? PARTY_DEBTOR : PARTY_CREDITOR);
	} else if (!strcmp(x->tag, "70") || !strcmp(x->tag, "72") || !strcmp(x->tag, "77B") || !strcmp(x->tag, "77T")) {
		free_field(f, x);
		if (x->tag[1] == '0')
			ultimate(f, x);
	}
	for (size_t i = 0; i < sizeof agents / sizeof *agents; i++)
		if (!strncmp(x->tag, agents[i].tag, 2))
			plain_party(f, x, agents[i].role);
}

/* ":50K:rest" begins a field: two digits and perhaps a letter. 0 = it does not. */
static size_t tag_length(const char *s, size_t n, char tag[4])
{
	size_t k = n > 3 && isupper((unsigned char)s[3]) ? 3 : 2;

	if (n < k + 2 || s[0] != ':' || !isdigit((unsigned char)s[1]) || !isdigit((unsigned char)s[2]) || s[k + 1] != ':')
		return 0;
	memcpy(tag, s + 1, k);
	tag[k] = 0;
	return k + 2;
}

static void block_4(struct fields *f, struct field *x, const struct mt_block *b, unsigned line)
{
	const char *at = b->at, *end = b->at + b->n;
	bool open = false;

	if (b->n >= 3 && at[0] == '{')
		at += 3;
	for (; at < end; line++) {
		const char *nl = memchr(at, '\n', (size_t)(end - at)), *stop = nl ? nl : end;
		size_t n = (size_t)(stop - at), tag;
		char name[4];

		n -= n && at[n - 1] == '\r';
		tag = tag_length(at, n, name);
		if (tag || (n && at[0] == '-' && (n == 1 || at[1] == '}'))) {
			if (open)
				take(f, x);
			open = false;
			if (!tag)
				break;
			open = true;
			x->at = line;
			x->n = 0;
			x->longer = false;
			memcpy(x->tag, name, sizeof name);
		} else if (!open && n) {
			fault(f->sink, line, "found text before the first field, expected :20:");
		}
		if (open && x->n < LINES_MOST)
			x->lines[x->n++] = (struct line){at + tag, n - tag};
		else
			x->longer |= open;
		at = nl ? nl + 1 : end;
	}
	if (open)
		take(f, x);
}

/* A logical terminal's twelve characters: the BIC without the ninth, which names the terminal. */
static void terminal(struct fields *f, struct field *x, const char *block, const char *twelve, unsigned line)
{
	struct party *who;

	*x = (struct field){.at = line, .n = 0};
	for (size_t i = 0; i < 12; i++)
		if (!isalnum((unsigned char)twelve[i]))
			return;
	who = party(f, x, PARTY_AGENT);
	if (!who)
		return;
	who->path = block;
	who->bic = arena_printf(&f->p->arena, "%.8s%.3s", twelve, memcmp(twelve + 9, "XXX", 3) ? twelve + 9 : "");
	f->p->failed |= !who->bic;
}

static void header(struct fields *f, struct field *x, const struct mt_blocks *b, unsigned line)
{
	const struct mt_block *one = &b->of[1], *two = &b->of[2];
	bool out = two->n > 3 && two->at[3] == 'O';

	if (one->n >= 19) /* {1:F01 and the terminal */
		terminal(f, x, "block 1", one->at + 6, line);
	if (two->n >= (out ? 30U : 20U)) /* {2:I103 receiver; {2:O103 time, date, sender */
		terminal(f, x, "block 2", two->at + (out ? 17 : 7), line);
}

static void drop_empty(struct fields *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->p->n; i++)
		if (party_says(&f->p->list[i])) {
			f->debtor |= f->p->list[i].role == PARTY_DEBTOR;
			f->creditor |= f->p->list[i].role == PARTY_CREDITOR;
			f->p->list[n++] = f->p->list[i];
		}
	f->p->n = n;
}

void mt103_fields(const char *text, const struct mt_blocks *b, unsigned line, struct parties *p, const char **id, const struct message_sink *sink)
{
	struct fields f = {.p = p, .sink = sink};
	struct field *x = calloc(1, sizeof *x);
	unsigned at = line;

	if (!x) {
		p->failed = true;
		return;
	}
	for (const char *c = text; c < b->of[4].at; c++)
		at += *c == '\n';
	header(&f, x, b, line);
	block_4(&f, x, &b->of[4], at);
	drop_empty(&f);
	if (!f.id)
		fault(sink, at, "no field 20 (the sender's reference)");
	if (!f.debtor)
		fault(sink, at, "no field 50a (ordering customer)");
	if (!f.creditor)
		fault(sink, at, "no field 59a (beneficiary customer)");
	*id = f.id;
	free(x);
}
