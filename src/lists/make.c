#include "lists/make.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

void making_begin(struct making *m)
{
	making_end(m);
	memset(&m->x, 0, sizeof m->x);
	memset(m->caps, 0, sizeof m->caps);
	m->too_long = 0;
	m->x.schema = ENTRY_LEGAL_ENTITY;
	m->failed = false;
}

void making_end(struct making *m)
{
	arena_free(&m->arena);
}

static bool is_ascii(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

static const char *nfc(struct making *m, char *s)
{
	size_t n = strlen(s);
	UErrorCode bad = U_ZERO_ERROR;
	const UNormalizer2 *norm = unorm2_getNFCInstance(&bad);
	UChar *wide = malloc((n + 1) * 6 * sizeof *wide), *out = wide ? wide + n + 1 : NULL;
	int32_t len, got;
	char *text = NULL;

	if (wide && U_SUCCESS(bad)) {
		u_strFromUTF8WithSub(wide, (int32_t)n + 1, &len, s, (int32_t)n, 0xFFFD, NULL, &bad);
		got = unorm2_normalize(norm, wide, len, out, (int32_t)(n + 1) * 5, &bad);
		text = U_SUCCESS(bad) ? arena_alloc(&m->arena, (size_t)got * 3 + 1) : NULL;
		if (text)
			u_strToUTF8(text, got * 3 + 1, NULL, out, got, &bad);
	}
	free(wide);
	if (!text || U_FAILURE(bad)) {
		m->failed = true;
		return NULL;
	}
	return text;
}

const char *making_text(struct making *m, const char *s)
{
	char *copy;
	size_t n = 0;

	if (!s)
		return NULL;
	copy = arena_alloc(&m->arena, strlen(s) + 1);
	if (!copy) {
		m->failed = true;
		return NULL;
	}
	/* runs of white space are one space */
	for (; *s; s++) {
		if (isspace((unsigned char)*s)) {
			if (n && copy[n - 1] != ' ')
				copy[n++] = ' ';
		} else {
			copy[n++] = *s;
		}
	}
	while (n && copy[n - 1] == ' ')
		n--;
	copy[n] = 0;
	if (!n || !strcmp(copy, "-0-"))
		return NULL;
	return is_ascii(copy) ? copy : nfc(m, copy);
}

const char *making_join(struct making *m, const char *sep, const char *const *v, size_t n)
{
	size_t size = 1, put = 0;
	char *out, *p;

	for (size_t i = 0; i < n; i++)
		size += v[i] ? strlen(v[i]) + strlen(sep) : 0;
	p = out = size > 1 ? arena_alloc(&m->arena, size) : NULL;
	if (!out) {
		m->failed |= size > 1;
		return NULL;
	}
	for (size_t i = 0; i < n; i++)
		if (v[i])
			p = stpcpy(stpcpy(p, put++ ? sep : ""), v[i]);
	return out;
}

bool making_other_script(const char *s)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s, next = (unsigned char)s[1];

		if ((c >= 0xCE && c < 0xE1) || (c == 0xE1 && !(next >= 0xB8 && next <= 0xBB)) || c >= 0xE3)
			return true;
	}
	return false;
}

/* Room for one more item at the end of an array in the arena. */
static void *more(struct making *m, void *v, size_t n, size_t which, size_t size)
{
	size_t cap = m->caps[which];
	void *p;

	if (n < cap)
		return v;
	cap = cap ? cap * 2 : 8;
	p = arena_array(&m->arena, cap, size);
	if (!p) {
		m->failed = true;
		return NULL;
	}
	if (n)
		memcpy(p, v, n * size);
	m->caps[which] = cap;
	return p;
}

static struct entry_name *new_name(struct making *m, const char *full)
{
	struct entry_name *v;
	size_t n = strlen(full);

	if (n > NAME_MOST) {
		m->too_long = n;
		return NULL;
	}
	for (size_t i = 0; i < m->x.n_names; i++)
		if (!strcmp(m->x.names[i].full, full))
			return NULL;
	v = more(m, m->x.names, m->x.n_names, 0, sizeof *v);
	if (!v)
		return NULL;
	m->x.names = v;
	memset(&v[m->x.n_names], 0, sizeof *v);
	v[m->x.n_names].full = full;
	return &v[m->x.n_names++];
}

void making_name(struct making *m, const char *full, enum entry_quality q, const char *kind)
{
	const char *text = making_text(m, full);
	struct entry_name *n = text ? new_name(m, text) : NULL;

	if (n) {
		n->quality = q;
		n->kind = kind;
	}
}

void making_parts(struct making *m, const char *given, const char *family, enum entry_quality q, const char *kind)
{
	const char *g = making_text(m, given), *f = making_text(m, family), *full;
	struct entry_name *n;

	if (!g || !f) {
		making_name(m, g ? g : f, q, kind);
		return;
	}
	full = arena_printf(&m->arena, "%s %s", g, f);
	if (!full) {
		m->failed = true;
		return;
	}
	n = new_name(m, full);
	if (n) {
		n->quality = q;
		n->kind = kind;
		n->given = g;
		n->family = f;
	}
}

static size_t which_list(const struct making *m, const struct entry_strings *list)
{
	const struct entry_strings *const all[] = {&m->x.births, &m->x.deaths, &m->x.birth_places, &m->x.countries, &m->x.nationalities,
						   &m->x.programmes, &m->x.positions, &m->x.notes};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i] == list)
			return 4 + i;
	return 3;
}

void making_string(struct making *m, struct entry_strings *list, const char *s)
{
	const char *text = making_text(m, s);
	const char **v;

	if (!text)
		return;
	for (size_t i = 0; i < list->n; i++)
		if (!strcmp(list->v[i], text))
			return;
	v = more(m, list->v, list->n, which_list(m, list), sizeof *v);
	if (v) {
		list->v = v;
		v[list->n++] = text;
	}
}

void making_birth(struct making *m, const char *edtf)
{
	making_string(m, &m->x.births, edtf);
}

void making_ofac_url(struct making *m)
{
	if (!m->x.id || m->x.id[strspn(m->x.id, "0123456789")])
		return;
	m->x.url = arena_printf(&m->arena, "https://sanctionssearch.ofac.treas.gov/Details.aspx?id=%s", m->x.id);
	m->failed |= !m->x.url;
}

/* "IMO 7406784", "IMO: 7406784": the number alone. */
static const char *without_imo(const char *s)
{
	if (s && !strncasecmp(s, "imo", 3)) {
		const char *digits = s + 3 + strspn(s + 3, " :.#");

		return *digits >= '0' && *digits <= '9' ? digits : s;
	}
	return s;
}

void making_identifier(struct making *m, const char *kind, const char *value, const char *country)
{
	const char *text = without_imo(making_text(m, value));
	struct entry_identifier *v = text ? more(m, m->x.identifiers, m->x.n_identifiers, 1, sizeof *v) : NULL;

	if (v) {
		/* "Legal Entity Number" is often that of a register */
		if (kind && !strcmp(kind, "lei") && strlen(text) != 20)
			kind = "registration";
		m->x.identifiers = v;
		v[m->x.n_identifiers++] = (struct entry_identifier){kind, text, making_text(m, country)};
	}
}

void making_address(struct making *m, const char *text, const char *city, const char *country)
{
	struct entry_address a = {making_text(m, text), making_text(m, city), making_text(m, country)}, *v;

	if (!a.text && !a.city && !a.country)
		return;
	v = more(m, m->x.addresses, m->x.n_addresses, 2, sizeof *v);
	if (v) {
		m->x.addresses = v;
		v[m->x.n_addresses++] = a;
	}
}

/* --- dates -------------------------------------------------------------------------------------------- */

static unsigned month_of(const char *w)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (unsigned i = 0; i < 12; i++)
		if (!strncasecmp(w, months + 3 * i, 3))
			return i + 1;
	return 0;
}

/* One date of words and numbers in "d mon yyyy", "mon yyyy", "yyyy", "dd/mm/yyyy" or "yyyy-mm-dd". */
static bool one_date(const char *text, char out[16])
{
	unsigned a = 0, b = 0, c = 0;
	char word[16] = "", rest = 0;

	/* a time or a time zone may follow */
	if (sscanf(text, "%4u-%2u-%2u%c", &a, &b, &c, &rest) >= 3 && a > 99 && (!rest || strchr("T+Z- ", rest)))
		;
	else if (sscanf(text, "%2u/%2u/%4u%c", &c, &b, &a, &rest) == 3)
		;
	else if (sscanf(text, "%2u %15[A-Za-z.] %4u %c", &c, word, &a, &rest) == 3 && (b = month_of(word)))
		;
	else if (c = 0, sscanf(text, "%15[A-Za-z.] %4u %c", word, &a, &rest) == 2 && (b = month_of(word)))
		;
	else if (b = 0, sscanf(text, "%4u %c", &a, &rest) == 1)
		;
	else
		return false;
	if (a < 1000 || a > 2100 || b > 12 || c > 31)
		return false;
	if (c && b)
		snprintf(out, 16, "%04u-%02u-%02u", a, b, c);
	else if (b)
		snprintf(out, 16, "%04u-%02u", a, b);
	else
		snprintf(out, 16, "%04u", a);
	return true;
}

/* Where the second date of a range begins: "1955 to 1958", "1955 - 1958", "1955-1958", "between 1955 and 1958"; NULL when there is one date. */
static const char *second_date(const char *text, size_t *first)
{
	static const char *const between[] = {" to ", " - ", " and ", NULL};

	for (size_t i = 0; between[i]; i++) {
		const char *at = strstr(text, between[i]);

		if (at) {
			*first = (size_t)(at - text);
			return at + strlen(between[i]);
		}
	}
	*first = 4;
	return strspn(text, "0123456789") == 4 && text[4] == '-' && strspn(text + 5, "0123456789") == 4 ? text + 5 : NULL;
}

const char *making_date(struct making *m, const char *text)
{
	char from[16], to[16], half[64];
	const char *made, *second;
	bool about = false;
	size_t first;

	if (!text)
		return NULL;
	while (isspace((unsigned char)*text))
		text++;
	for (const char *const *w = (const char *const[]){"circa ", "c. ", "ca. ", "approximately ", "approx. ", "about ", "between ", NULL}; *w; w++)
		if (!strncasecmp(text, *w, strlen(*w))) {
			about = **w != 'b';
			text += strlen(*w);
		}
	second = second_date(text, &first);
	if (second && first < sizeof half) {
		memcpy(half, text, first);
		half[first] = 0;
		if (!one_date(half, from) || !one_date(second, to))
			return NULL;
		made = arena_printf(&m->arena, "%s/%s", from, to);
	} else {
		if (!one_date(text, from))
			return NULL;
		made = arena_printf(&m->arena, "%s%s", from, about ? "~" : "");
	}
	m->failed |= !made;
	return made;
}

struct kind { const char *words, *kind; };

static const char *kind_in(const struct kind *k, const char *words, bool anywhere)
{
	for (; k->words; k++)
		if (anywhere ? strcasestr(words, k->words) != NULL : !strncasecmp(words, k->words, strlen(k->words)))
			return k->kind;
	return NULL;
}

const char *identifier_kind(const char *words)
{
	static const struct kind begins[] = {
		{"phone", NULL}, {"passport", "passport"}, {"national id", "national id"}, {"cedula", "national id"}, {"identification number imo", "imo"},
		{"vessel registration identification", "imo"}, {"company number imo", "imo company"}, {"imo", "imo"}, {"mmsi", "mmsi"},
		{"call sign", "call sign"}, {"vessel call sign", "call sign"}, {"swift", "swift"}, {"bic", "swift"}, {"lei", "lei"},
		{"legal entity", "lei"}, {"unified social", "uscc"}, {"tax", "tax"}, {"nit", "tax"}, {"rif", "tax"}, {"ruc", "tax"},
		{"r.f.c", "tax"}, {"cuit", "tax"}, {"c.u.i.t", "tax"}, {"us fein", "tax"}, {"inn", "inn"}, {"ogrn", "ogrn"}, {"v.a.t", "tax"},
		{"vat", "tax"}, {"fiscal", "tax"}, {"registration", "registration"}, {"registered", "registration"}, {"enterprise number", "registration"},
		{"commercial registry", "registration"}, {"business", "registration"}, {"company number", "registration"},
		{"uk company number", "registration"}, {"c.r. no", "registration"}, {"chamber of commerce", "registration"},
		{"public registration", "registration"}, {"central registration", "registration"}, {"trade license", "registration"},
		{"folio mercantil", "registration"}, {"matricula", "registration"}, {"government gazette", "gazette"}, {"d-u-n-s", "duns"},
		{"identification number", "identification"}, {"iban", "iban"}, {"account", "account"}, {"digital currency", "digital currency"},
		{"isin", "isin"}, {"aircraft tail", "tail number"}, {"aircraft construction", "construction number"},
		{"aircraft manufacturer's serial", "construction number"}, {"driver", "driving licence"}, {"ssn", "ssn"}, {"c.u.r.p", "national id"},
		{"d.n.i", "national id"}, {"personal id", "national id"}, {"identity card", "national id"}, {"numero de identidad", "national id"},
		{"citizen's card", "national id"}, {"birth certificate", "birth certificate"}, {"travel document", "travel document"}, {NULL, NULL}};
	static const struct kind anywhere[] = {
		{"passport", "passport"}, {"passeport", "passport"}, {"pasaporte", "passport"}, {"national id", "national id"}, {"personal id", "national id"},
		{"national foreign id", "national id"}, {"fiscal code", "tax"}, {NULL, NULL}};
	const char *found;

	while (!strncasecmp(words, "alt. ", 5) || !strncasecmp(words, "former ", 7))
		words += !strncasecmp(words, "alt. ", 5) ? 5 : 7;
	found = kind_in(begins, words, false);
	/* further words before them: "Diplomatic Passport", "Tazkira National ID Card"; no sentence */
	return found || strchr(words, ':') ? found : kind_in(anywhere, words, true);
}

/* --- handing over ---------------------------------------------------------------------------------------- */

void reading_fault(struct reading_list *r, unsigned line, const char *id, const char *fmt, ...)
{
	char text[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	r->about->faults++;
	if (r->sink->fault)
		r->sink->fault(r->sink->arg, &(struct list_fault){line, id, text});
}

bool reading_ends(const struct reading_list *r)
{
	size_t n = r->n;

	/* an end-of-file mark of old may follow */
	while (n && (r->bytes[n - 1] == 0x1A || r->bytes[n - 1] == ' '))
		n--;
	return !n || r->bytes[n - 1] == '\n' || r->bytes[n - 1] == '\r';
}

enum status reading_entry(struct reading_list *r, struct error *e)
{
	struct making *m = &r->making;

	if (m->failed)
		return error_memory(e);
	if (m->too_long)
		reading_fault(r, m->x.line, m->x.id, "a name of %zu bytes is left out: at most %u expected", m->too_long, (unsigned)NAME_MOST);
	if (!m->x.id || !m->x.n_names) {
		reading_fault(r, m->x.line, m->x.id, "left out: an entry without %s", m->x.id ? "a name" : "an id");
		return ST_OK;
	}
	r->about->entries++;
	r->about->names += m->x.n_names;
	return r->sink->entry(r->sink->arg, &m->x, e);
}
