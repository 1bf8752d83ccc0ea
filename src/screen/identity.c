#include "screen/identity.h"

#include "base/edtf.h"
#include "base/json.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

const char *feature_name(enum feature f)
{
	static const char *const names[FEATURES] = {"name", "weak_alias", "birth_date", "country", "sex", "schema", "identifier"};

	return f < FEATURES ? names[f] : "";
}

static void feature(struct judged *j, enum feature f, float worth)
{
	j->has[f] = true;
	j->feature[f] = worth;
}

/* --- birth ------------------------------------------------------------------------------------------ */

/* Day and month changed places, or one of year, month and day a slip away. */
static bool nearly(int64_t a, int64_t b)
{
	int64_t ya, yb;
	unsigned ma, mb, da, db;

	edtf_civil(a, &ya, &ma, &da);
	edtf_civil(b, &yb, &mb, &db);
	if (ya == yb && ma == db && da == mb)
		return true;
	return (ya == yb) + (ma == mb) + (da == db) == 2;
}

/* +1 the same day, 0.4 may be the same, 0 nothing said, down to -1 for years apart. */
static float birth_worth(const struct edtf *a, const struct edtf *b)
{
	int64_t apart, slack = a->slack + b->slack;
	bool day = a->earliest == a->latest && b->earliest == b->latest;

	if (a->earliest == EDTF_MIN || a->latest == EDTF_MAX || b->earliest == EDTF_MIN || b->latest == EDTF_MAX)
		return 0;
	if (a->earliest <= b->latest + slack && b->earliest <= a->latest + slack)
		return day && !slack ? 1 : 0.4f;
	if (day && nearly(a->earliest, b->earliest))
		return -0.2f;
	apart = a->earliest > b->latest ? a->earliest - b->latest : b->earliest - a->latest;
	return apart <= 366 ? -0.3f : apart <= 3 * 366 ? -0.7f : -1;
}

/* The best worth of one date that is given against those of the entry; -2: nothing to compare. */
static float birth_against(const char *given, const json_t *births)
{
	struct edtf ours, theirs;
	const json_t *v;
	float best = -2;
	size_t i;

	if (edtf_parse(given, strlen(given), &ours, NULL))
		return best;
	json_array_foreach(births, i, v) {
		const char *text = json_string_value(v);

		if (text && !edtf_parse(text, strlen(text), &theirs, NULL))
			best = fmaxf(best, birth_worth(&ours, &theirs));
	}
	return best;
}

static void judge_birth(const struct identity *asked, const json_t *entry, struct judged *out)
{
	const json_t *births = json_object_get(entry, "births");
	float best = asked->birth ? birth_against(asked->birth, births) : -2;

	for (size_t i = 0; i < asked->n_births; i++)
		best = fmaxf(best, birth_against(asked->births[i], births));
	if (best > -2)
		feature(out, FEATURE_BIRTH, best > 0 ? 0.05f * best : 0.2f * best);
}

/* --- countries ---------------------------------------------------------------------------------------- */

/* A country's name as the table of places calls it, from a code, a name or a demonym. */
static bool country(const char *text, char out[64])
{
	char name[128], *words[8], *save = NULL;
	size_t n = 0, len = strlen(text);
	struct word_match m;
	struct translit t;

	if (len == 2 && isalpha((unsigned char)text[0]) && isalpha((unsigned char)text[1])) {
		char locale[8] = {'u', 'n', 'd', '_', (char)toupper((unsigned char)text[0]), (char)toupper((unsigned char)text[1]), 0};
		UChar wide[64];
		UErrorCode bad = U_ZERO_ERROR;
		int32_t got = uloc_getDisplayCountry(locale, "en", wide, 64, &bad);

		if (U_FAILURE(bad) || got <= 0)
			return false;
		u_strToUTF8(name, sizeof name, NULL, wide, got, &bad);
		if (U_FAILURE(bad))
			return false;
	} else {
		snprintf(name, sizeof name, "%s", text);
	}
	for (char *p = name; *p; p++)
		*p = (unsigned char)*p < 0x80 && !isalnum((unsigned char)*p) ? ' ' : (char)tolower((unsigned char)*p);
	for (char *w = strtok_r(name, " ", &save); w && n < 8; w = strtok_r(NULL, " ", &save))
		words[n++] = w;
	if (!n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (words_match((const char *const *)words, n, i, WORD_FOR_COMPANY, &m) && m.kind == WORD_PLACE) {
			snprintf(out, 64, "%s", m.canonical);
			return true;
		}
	translit_word(words[0], strlen(words[0]), &t);
	snprintf(out, 64, "%s", t.n ? t.form[0] : "");
	return out[0] != 0;
}

static void judge_country(const struct identity *asked, const json_t *entry, struct judged *out)
{
	static const char *const members[] = {"nationalities", "countries"};
	bool known = false, same = false;
	char ours[64], theirs[64];

	for (size_t i = 0; i < asked->n_countries; i++) {
		if (!country(asked->countries[i], ours))
			continue;
		for (size_t k = 0; k < sizeof members / sizeof *members; k++) {
			const json_t *list = json_object_get(entry, members[k]), *v;
			size_t n;

			json_array_foreach(list, n, v)
				if (json_string_value(v) && country(json_string_value(v), theirs)) {
					known = true;
					same |= !strcmp(ours, theirs);
				}
		}
	}
	if (known)
		feature(out, FEATURE_COUNTRY, same ? 0.02f : -0.04f);
}

/* --- identifiers --------------------------------------------------------------------------------------- */

size_t identity_plain(const char *value, char *out, size_t cap)
{
	size_t n = 0;

	for (; *value && n + 1 < cap; value++)
		if (isalnum((unsigned char)*value))
			out[n++] = (char)toupper((unsigned char)*value);
	out[n] = 0;
	/* "IMO 9123456" is the number alone */
	if (n > 3 && !strncmp(out, "IMO", 3) && isdigit((unsigned char)out[3])) {
		memmove(out, out + 3, n - 2);
		n -= 3;
	}
	return *value || n < 4 ? 0 : n;
}

/* Given once to one bearer for life: two different ones are two bearers. */
static bool given_once(const char *kind)
{
	static const char *const kinds[] = {"imo", "lei", "uscc", "inn", "ogrn", NULL};

	for (size_t i = 0; kinds[i]; i++)
		if (!strcasecmp(kind, kinds[i]))
			return true;
	return false;
}

static void judge_identifiers(const struct identity *asked, const json_t *entry, struct judged *out)
{
	const json_t *list = json_object_get(entry, "identifiers"), *v;
	bool same = false, other = false;
	char ours[64], theirs[64];
	size_t n;

	for (size_t i = 0; i < asked->n_identifiers; i++) {
		const struct entry_identifier *x = &asked->identifiers[i];

		if (!identity_plain(x->value, ours, sizeof ours))
			continue;
		json_array_foreach(list, n, v) {
			const char *kind = json_text(v, "kind", "");

			if (!identity_plain(json_text(v, "value", ""), theirs, sizeof theirs))
				continue;
			if (!strcmp(ours, theirs))
				same = true;
			else if (x->kind && !strcasecmp(kind, x->kind) && given_once(kind))
				other = true;
		}
	}
	if (same)
		feature(out, FEATURE_IDENTIFIER, 1);
	else if (other)
		feature(out, FEATURE_IDENTIFIER, -0.25f);
}

/* --- all together ---------------------------------------------------------------------------------------- */

static void judge_schema(enum word_use use, const json_t *entry, struct judged *out)
{
	enum word_use theirs = name_use(json_text(entry, "schema", ""));

	if (use && theirs && use != theirs)
		feature(out, FEATURE_SCHEMA, (use == WORD_FOR_PERSON) != (theirs == WORD_FOR_PERSON) ? -0.15f : -0.05f);
}

void identity_judge(const struct identity *asked, float name_score, enum entry_quality quality, enum word_use use, const json_t *entry,
		    struct judged *out)
{
	const char *sex = json_text(entry, "sex", "");
	float moved = 0;

	memset(out, 0, sizeof *out);
	feature(out, FEATURE_NAME, name_score);
	if (quality == ENTRY_WEAK)
		feature(out, FEATURE_WEAK_ALIAS, -0.03f);
	judge_birth(asked, entry, out);
	judge_country(asked, entry, out);
	if (asked->sex && *sex)
		feature(out, FEATURE_SEX, asked->sex == *sex ? 0 : -0.1f);
	judge_schema(use, entry, out);
	judge_identifiers(asked, entry, out);
	for (size_t f = FEATURE_NAME + 1; f < FEATURE_IDENTIFIER; f++)
		moved += out->feature[f];
	if (moved > IDENTITY_RAISE)
		moved = IDENTITY_RAISE;
	/* likeness of the names still ranks those who agree in all else */
	out->score = name_score + (moved > 0 ? fminf(moved, 0.6f * (1 - name_score)) : moved);
	if (out->has[FEATURE_IDENTIFIER])
		out->score = out->feature[FEATURE_IDENTIFIER] > 0 ? 0.97f + 0.03f * name_score : out->score - 0.25f;
	out->score = out->score < 0 ? 0 : out->score > 1 ? 1 : out->score;
}
