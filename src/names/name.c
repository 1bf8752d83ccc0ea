#include "names/name.h"

#include "names/name_scan.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *part_kind_name(enum part_kind k)
{
	static const char *const names[PART_KINDS] = {"word", "initial", "number", "common word", "place", "legal form", "title", "particle", "link"};

	return k < PART_KINDS ? names[k] : "";
}

enum word_use name_use(const char *schema)
{
	static const char *const companies[] = {"Company", "Organization", "PublicBody", "Airplane", "Asset", NULL};

	if (!schema)
		return 0;
	if (!strcmp(schema, "Person"))
		return WORD_FOR_PERSON;
	if (!strcmp(schema, "Vessel") || !strcmp(schema, "Vehicle"))
		return WORD_FOR_VESSEL;
	for (size_t i = 0; companies[i]; i++)
		if (!strcmp(schema, companies[i]))
			return WORD_FOR_COMPANY;
	return 0;
}

/* A written word with its Latin letters: what the tables of words and the folds are looked up by. */
struct reading { const struct scan_word *w; const char *raw, *latin; struct translit t; };

/* Digits that stand for letters inside a word: Ig0r, Sech1n. */
static bool undigit(char *word, bool person)
{
	static const char digits[] = "0134579", letters[] = "oieastg";
	size_t letter = 0, digit = 0, n = strlen(word);

	for (size_t i = 0; i < n; i++) {
		letter += word[i] >= 'a' && word[i] <= 'z';
		digit += word[i] >= '0' && word[i] <= '9';
	}
	if (!person || !digit || letter <= digit)
		return false;
	for (size_t i = 0; i < n; i++) {
		const char *at = strchr(digits, word[i]);

		if (at && *at)
			word[i] = letters[at - digits];
	}
	return true;
}

static void latin_ascii(const char *raw, struct translit *t)
{
	size_t n = 0;

	for (const char *p = raw; *p && n + 1 < TRANSLIT_LONG; p++)
		if (*p != '\'')
			t->form[0][n++] = *p;
	t->form[0][n] = 0;
	t->n = n > 0;
}

static bool is_ascii(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

static void read_word(struct name *x, const struct scan_word *w, bool person, struct reading *out)
{
	out->w = w;
	out->raw = x->pool + w->raw;
	out->t.n = 0;
	if (is_ascii(out->raw))
		latin_ascii(out->raw, &out->t);
	else
		translit_word(out->raw, w->raw_n, &out->t);
	if (w->digits && w->letters && out->t.n && undigit(out->t.form[0], person))
		x->flags |= NAME_LOOKALIKE;
	out->latin = w->script == SCRIPT_LATIN || w->script == SCRIPT_NONE ? (out->t.n ? out->t.form[0] : "") : out->raw;
}

static void add_form(struct name *x, struct name_part *p, const char *latin)
{
	struct name_form *f = &p->form[p->n_forms];

	if (p->n_forms == NAME_FORMS)
		return;
	f->n = (uint8_t)fold_word(latin, strlen(latin), f->s);
	if (!f->n)
		return;
	for (size_t i = 0; i < p->n_forms; i++)
		if (p->form[i].n == f->n && !memcmp(p->form[i].s, f->s, f->n))
			return;
	f->latin = name_put(x, latin, strlen(latin));
	spelling_sign(f->s, f->n, &f->signature);
	p->n_forms++;
}

static float clamp(double bits, double least, double most)
{
	return (float)(bits < least ? least : bits > most ? most : bits);
}

static float bits_of(const struct name *x, const struct name_part *p, const struct name_shares *shares)
{
	const char *latin = p->n_forms ? x->pool + p->form[0].latin : "";
	double share;

	switch (p->kind) {
	case PART_INITIAL: return 1.5f;
	case PART_NUMBER: return 4;
	case PART_LEGAL: case PART_TITLE: case PART_PARTICLE: case PART_LINK: return 0;
	default: break;
	}
	share = shares ? shares->share(shares->arg, latin, x->use) : words_share(latin, x->use);
	share = share > 0 ? -log2(share) : 13;
	if (p->kind == PART_COMMON)
		return clamp(share, 2, 6);
	if (p->kind == PART_PLACE)
		return clamp(share, 3, 7);
	/* a short word is soon met by chance, however rare it is */
	return clamp(share, 3, p->n_forms && p->form[0].n <= 2 ? 6 : 13);
}

static enum part_kind kind_of(enum word_kind k)
{
	static const enum part_kind kinds[] = {PART_WORD, PART_LEGAL, PART_TITLE, PART_PARTICLE, PART_NUMBER, PART_COMMON, PART_PLACE, PART_LINK};

	return (size_t)k < sizeof kinds / sizeof *kinds ? kinds[k] : PART_WORD;
}

static unsigned long code_number(const char *s)
{
	unsigned long h = 0;
	bool digits = true;

	for (const char *p = s; *p; p++)
		digits = digits && *p >= '0' && *p <= '9';
	for (; *s; s++)
		h = digits ? h * 10 + (unsigned long)(*s - '0') : h * 131 + (unsigned char)*s + 1000003;
	return h;
}

static struct name_part *new_part(struct name *x, const struct reading *r, enum part_kind kind)
{
	struct name_part *p;

	if (x->n == NAME_PARTS) {
		x->flags |= NAME_CUT;
		return NULL;
	}
	p = &x->part[x->n++];
	*p = (struct name_part){.kind = kind, .script = r->w->script, .text = r->w->raw, .words = 1, .hyphen = r->w->hyphen};
	return p;
}

/* V.V., J.K.: letters that stand for words in a person's name. A character of Hangul or Han is a syllable, however few letters say it. */
static bool initials(struct name *x, const struct reading *r)
{
	size_t n = r->t.n && r->w->script != SCRIPT_HANGUL && r->w->script != SCRIPT_HAN && r->w->script != SCRIPT_OTHER ? strlen(r->t.form[0]) : 0;

	/* a letter with hyphens on both sides is a syllable: Chan-o-cha */
	if (!(x->use == WORD_FOR_PERSON && n && (n == 1 || r->w->dotted) && n <= 4) || (x->n && x->part[x->n - 1].hyphen && r->w->hyphen))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct name_part *p = new_part(x, r, PART_INITIAL);

		if (p)
			add_form(x, p, (char[]){r->t.form[0][i], 0});
	}
	return true;
}

/* Given names as registers cut them short, sorted; NULL for others. */
static const char *cut_short(const char *word)
{
	static const struct { const char *word, *name; } cut[] = {
		{"benj", "benjamin"}, {"chas", "charles"}, {"danl", "daniel"}, {"edw", "edward"}, {"fco", "francisco"}, {"geo", "george"},
		{"jas", "james"}, {"jno", "john"}, {"jos", "joseph"}, {"mg", "maung"}, {"mhd", "mohammed"}, {"mhmd", "mohammed"},
		{"moch", "mohammed"}, {"moh", "mohammed"}, {"mohd", "mohammed"}, {"mohmd", "mohammed"}, {"muhd", "mohammed"},
		{"muhmd", "mohammed"}, {"robt", "robert"}, {"saml", "samuel"}, {"thos", "thomas"}, {"wm", "william"},
	};
	size_t from = 0, to = sizeof cut / sizeof *cut;

	while (from < to) {
		size_t middle = (from + to) / 2;
		int d = strcmp(word, cut[middle].word);

		if (!d)
			return cut[middle].name;
		if (d < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return NULL;
}

static void add_word(struct name *x, const struct reading *r)
{
	struct name_part *p;
	char sister[TRANSLIT_LONG];
	const char *whole;

	if (initials(x, r))
		return;
	p = new_part(x, r, PART_WORD);
	if (!p)
		return;
	if (r->w->digits && !(x->use == WORD_FOR_PERSON && r->w->letters)) {
		p->kind = PART_NUMBER;
		p->number = code_number(r->t.n ? r->t.form[0] : r->raw);
	}
	for (size_t i = 0; i < r->t.n; i++)
		add_form(x, p, r->t.form[i]);
	if (x->use == WORD_FOR_PERSON && r->t.n && translit_slavic_name(r->t.form[0], sister))
		add_form(x, p, sister);
	if (x->use == WORD_FOR_PERSON && r->t.n && r->w->script == SCRIPT_LATIN && (whole = cut_short(r->t.form[0])))
		add_form(x, p, whole);
	if (p->kind == PART_WORD && p->n_forms && p->form[0].n == 1 && x->use != WORD_FOR_PERSON && strlen(r->t.form[0]) == 1)
		p->kind = PART_INITIAL;
}

static void add_phrase(struct name *x, const struct reading *r, const struct word_match *m)
{
	char joined[TRANSLIT_LONG * 2];
	size_t n = 0;
	struct name_part *p = new_part(x, r, kind_of(m->kind));

	if (!p)
		return;
	p->words = (uint8_t)m->words;
	p->canonical = m->canonical;
	p->group = m->group;
	p->number = m->number;
	p->hyphen = r[m->words - 1].w->hyphen;
	joined[0] = 0;
	for (size_t i = 0; i < m->words && n < sizeof joined; i++)
		n += (size_t)snprintf(joined + n, sizeof joined - n, "%s", r[i].t.n ? r[i].t.form[0] : "");
	/* a generic word or a place is what its table calls it, in whatever language it stands; the spelling stays beside it */
	if (m->canonical && (p->kind == PART_COMMON || p->kind == PART_PLACE))
		add_form(x, p, m->canonical);
	add_form(x, p, joined);
}

/* Before a generic word of a body's name a Russian adjective is a place's: Муромский завод is the plant of Murom, which others write without
 * the ending. */
enum { STEM_LEAST = 4 };
static void add_stem(struct name *x, struct name_part *p)
{
	static const char *const endings[] = {"skiy", "skii", "skij", "sky", "ski", "skaya", "skaia", "skoe", "skoye", NULL};
	const char *word = p->n_forms ? x->pool + p->form[0].latin : "";
	size_t n = strlen(word);

	for (size_t i = 0; endings[i]; i++) {
		size_t len = strlen(endings[i]);
		char stem[TRANSLIT_LONG];

		if (n < len + STEM_LEAST || n >= sizeof stem || strcmp(word + n - len, endings[i]) != 0)
			continue;
		memcpy(stem, word, n - len);
		stem[n - len] = 0;
		if (p->n_forms == NAME_FORMS)
			p->n_forms--;
		add_form(x, p, stem);
		return;
	}
}

static void add_stems(struct name *x)
{
	bool generic = false;

	for (size_t i = x->use == WORD_FOR_COMPANY ? x->n : 0; i--;) {
		generic |= x->part[i].kind == PART_COMMON;
		if (generic && x->part[i].kind == PART_WORD && x->part[i].script == SCRIPT_CYRILLIC)
			add_stem(x, &x->part[i]);
	}
}

/* Where nothing but light or generic words is left, they are the name. */
static void promote(struct name *x)
{
	bool heavy = false;

	for (size_t i = 0; i < x->n; i++)
		heavy |= !part_light(x->part[i].kind) && x->part[i].kind != PART_INITIAL && x->part[i].kind != PART_NUMBER;
	for (size_t i = 0; i < x->n && !heavy; i++)
		if (part_light(x->part[i].kind) && x->part[i].n_forms)
			x->part[i].kind = PART_WORD;
}

/* A short legal form is written without marks: Sá is a family name. */
enum { LEGAL_SHORT = 3 };
static bool matched(const struct reading *r, const char *const *words, size_t n, size_t i, enum word_use use, struct word_match *m)
{
	return words_match(words, n, i, use, m) && m->words && m->kind != WORD_PLAIN &&
	       !(m->kind == WORD_LEGAL && m->words == 1 && r[i].w->script == SCRIPT_LATIN && strlen(words[i]) <= LEGAL_SHORT && !is_ascii(r[i].raw));
}

/* The first letters of n words that made a part. */
static void add_letters(struct name *x, const struct reading *r, size_t n, enum part_kind kind)
{
	for (size_t i = 0; i < n && x->use != WORD_FOR_PERSON && x->n_letters < NAME_LETTERS; i++) {
		const char *latin = r[i].t.n && r[i].w->script == SCRIPT_LATIN ? r[i].t.form[0] : "";
		struct word_match m = {0};
		bool link = n > 1 && words_match(&latin, 1, 0, x->use, &m) && (m.kind == WORD_LINK || m.kind == WORD_PARTICLE);

		if (*latin) {
			x->letters[x->n_letters].letter = *latin;
			x->letters[x->n_letters++].kind = (uint8_t)(link ? PART_LINK : kind);
		}
	}
}

/* A title is only looked for where it stands first, and if it is long: names are soon near to it. */
enum { SLIP_WORDS = 6, SLIP_TITLE = 7 };

/* A word that is no name, with one slip of the fingers: TRADNIG, COMPAMY, JOYNT STOCK COMPANY. What is known as a part of names is none, nor
 * what may be two different words. */
static bool slipped(const struct name *x, const char **words, size_t n, size_t i, struct word_match *out)
{
	const char *near[SLIP_WORDS], *own = words[i];
	size_t found = 0;
	bool person = x->use == WORD_FOR_PERSON;

	if (strlen(own) < (person ? SLIP_TITLE - 1 : 4) || (person && i) || words_known(own, x->use))
		return false;
	for (size_t k = words_one_slip(own, near, SLIP_WORDS); k--;) {
		struct word_match m = {0};

		words[i] = near[k];
		if (!words_match(words, n, i, x->use, &m) || !m.words || (m.kind != WORD_LEGAL && m.kind != WORD_COMMON && m.kind != WORD_PLACE && m.kind != WORD_NUMBER &&
									    !(m.kind == WORD_TITLE && strlen(near[k]) >= SLIP_TITLE)))
			continue;
		if (found && (out->kind != m.kind || out->number != m.number || !out->canonical != !m.canonical ||
			      (m.canonical && strcmp(out->canonical, m.canonical) != 0)))
			found = SLIP_WORDS;
		*out = m;
		found++;
	}
	words[i] = own;
	return found && found <= SLIP_WORDS;
}

static void read_parts(struct name *x, const struct reading *r, size_t n)
{
	const char *words[SCAN_WORDS];

	for (size_t i = 0; i < n; i++)
		words[i] = r[i].latin;
	for (size_t i = 0; i < n;) {
		struct word_match m = {0};

		if (matched(r, words, n, i, x->use, &m)) {
			add_phrase(x, r + i, &m);
			add_letters(x, r + i, m.words, kind_of(m.kind));
			i += m.words;
		} else if (slipped(x, words, n, i, &m)) {
			unsigned before = x->n;

			add_phrase(x, r + i, &m);
			if (x->n > before)
				x->part[before].slip = true;
			add_letters(x, r + i, m.words, kind_of(m.kind));
			i += m.words;
		} else {
			add_word(x, r + i);
			add_letters(x, r + i, 1, PART_WORD);
			i++;
		}
	}
	promote(x);
	add_stems(x);
}

static bool is_korean(const char *const *words, size_t n)
{
	struct korean_reading k[KOREAN_READINGS];

	return korean_read_latin(words, n, k) && k[0].n >= 3 && k[0].fit >= 0.6f;
}

/* A generic word that nobody is called: foundation, brigade. */
enum { NOBODYS_LETTERS = 5 };
static bool nobodys(const char *word)
{
	return strlen(word) >= NOBODYS_LETTERS && !words_known(word, WORD_FOR_PERSON);
}

/* A word that joins others in the names of bodies and in none of a person: the, of. */
static bool nobodys_link(const char *word)
{
	struct word_match m = {0};

	return !words_match(&word, 1, 0, WORD_FOR_PERSON, &m);
}

static void guess_use(struct name *x, const struct reading *r, size_t n)
{
	const char *words[SCAN_WORDS];
	struct word_match m = {0};
	unsigned legal = 0, sure = 0, generic = 0, places = 0, others = 0;
	bool company, links = false;

	for (size_t i = 0; i < n; i++)
		words[i] = r[i].latin;
	for (size_t i = 0; i < n; i += m.words) {
		const char *slip;

		m.words = 1;
		if (matched(r, words, n, i, WORD_FOR_COMPANY, &m)) {
			legal += m.kind == WORD_LEGAL;
			sure += m.kind == WORD_LEGAL && strlen(words[i]) > LEGAL_SHORT;
			generic += m.kind == WORD_COMMON ? (m.words > 1 || nobodys(words[i]) ? 2u : 1u) : 0;
			places += m.kind == WORD_PLACE;
			links |= m.kind == WORD_LINK && nobodys_link(words[i]);
		} else {
			m.words = 1;
			others += r[i].w->digits || name_glued(x, r[i].w) || (!words_known(words[i], WORD_FOR_PERSON) && words_one_slip(words[i], &slip, 1));
		}
	}
	/* one generic word may be somebody's name (Oliver North, Paris), one legal form a syllable of it (Pak Han Se) */
	company = legal || generic > 1 || (generic && places);
	if (legal == 1 && !generic && is_korean(words, n))
		company = false;
	x->use = company ? WORD_FOR_COMPANY : WORD_FOR_PERSON;
	if (company ? !sure && generic < 2 : legal || generic || places || others || links)
		x->other = company ? WORD_FOR_PERSON : WORD_FOR_COMPANY;
}

/* Endings of patronymics in Latin letters: Russian, Ukrainian, Bulgarian, Azerbaijani. */
static bool ends_as_patronymic(const char *latin)
{
	static const char *const endings[] = {"vich", "vych", "vitch", "vitsch", "ovic", "evic", "ovna", "evna", "ivna", "yivna", "inichna", "ichna",
					      "oglu", "ogly", "ugli", "kizi", "kyzy", "qizi", NULL};
	size_t n = strlen(latin);

	for (size_t i = 0; endings[i]; i++) {
		size_t len = strlen(endings[i]);

		if (n > len + 2 && !strcmp(latin + n - len, endings[i]))
			return true;
	}
	return false;
}

/* A father's name: by its ending beside two other words, or after bin, ibn, ben where more words follow or go before. */
static void mark_patronymics(struct name *x)
{
	unsigned words = 0;

	for (size_t i = 0; i < x->n; i++)
		words += x->part[i].kind == PART_WORD;
	if (x->use != WORD_FOR_PERSON || words < 3)
		return;
	for (size_t i = 0; i < x->n; i++) {
		struct name_part *p = &x->part[i];
		const struct name_part *before = i ? &x->part[i - 1] : NULL;

		if (p->kind == PART_WORD && p->n_forms)
			p->patronymic = ends_as_patronymic(x->pool + p->form[0].latin) ||
					(before && before->kind == PART_PARTICLE && before->canonical && !strcmp(before->canonical, "bin") &&
					 i + 1 < x->n);
	}
}

/* Daedong Credit Bank (DCB): a word at the end that is made of the first letters of those before it is as often left out as a father's name. */
enum { OWN_LEAST = 3 };
static void mark_own_acronym(struct name *x)
{
	struct name_part *p = x->n > 1 && x->use == WORD_FOR_COMPANY ? &x->part[x->n - 1] : NULL;
	const char *word = p && p->kind == PART_WORD && p->n_forms ? x->pool + p->form[0].latin : "";
	size_t n = strlen(word);

	/* with the legal form and the words that join others, and without */
	for (int way = 0; n >= OWN_LEAST && way < 4; way++) {
		size_t k = 0;
		bool same = true;

		for (size_t i = 0; i + 1 < x->n_letters && same; i++) {
			enum part_kind kind = (enum part_kind)x->letters[i].kind;

			if ((kind == PART_LEGAL && !(way & 1)) || ((kind == PART_LINK || kind == PART_PARTICLE) && !(way & 2)))
				continue;
			same = k < n && word[k++] == x->letters[i].letter;
		}
		p->patronymic |= same && k == n;
	}
}

/* A vowel alone is an initial to others, but a syllable in Korea: O Kuk Ryol, Yu Chol U, I Jeseon, У Дон Чхук. */
static bool is_vowel(const char *text)
{
	static const char *const vowels[] = {"a", "e", "i", "o", "u", "а", "и", "о", "у", "ы", "э", "ю", "я"};

	for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
		if (!strcmp(text, vowels[i]))
			return true;
	return false;
}

/* A person's name as a Korean or a Chinese one. */
static void read_syllables(struct name *x)
{
	const char *words[SCAN_WORDS];
	size_t n = 0;
	enum script script = SCRIPT_NONE;

	if (x->use != WORD_FOR_PERSON)
		return;
	for (size_t i = 0; i < x->n; i++) {
		const struct name_part *p = &x->part[i];

		if (p->kind == PART_TITLE)
			continue;
		if (p->kind != PART_WORD && p->kind != PART_PARTICLE && p->kind != PART_COMMON &&
		    !(p->kind == PART_INITIAL && is_vowel(x->pool + p->text)))
			return;
		if (n && p->script != script)
			return;
		script = p->script;
		words[n++] = x->pool + p->text;
	}
	if (!n || n > 6)
		return;
	if (script == SCRIPT_LATIN) {
		x->n_korean = (uint8_t)korean_read_latin(words, n, x->korean);
		x->n_chinese = (uint8_t)chinese_read_latin(words, n, x->chinese);
	} else if (script == SCRIPT_HANGUL) {
		x->n_korean = (uint8_t)korean_read_hangul(words, n, x->korean);
	} else if (script == SCRIPT_CYRILLIC) {
		x->n_korean = (uint8_t)korean_read_cyrillic(words, n, x->korean);
	} else if (script == SCRIPT_HAN) {
		x->n_korean = (uint8_t)korean_read_hanja(words, n, x->korean);
		x->n_chinese = (uint8_t)chinese_read_han(words, n, x->chinese);
	}
}

void name_weigh(struct name *x, const struct name_shares *shares)
{
	x->weight = 0;
	for (size_t i = 0; i < x->n; i++) {
		x->part[i].bits = bits_of(x, &x->part[i], shares);
		x->weight += x->part[i].bits;
	}
}

void name_read(const char *text, size_t n, enum word_use use, const struct name_shares *shares, struct name *x)
{
	struct scan scan;
	struct reading r[SCAN_WORDS];

	x->use = use;
	x->other = 0;
	x->flags = x->n = 0;
	x->n_korean = x->n_chinese = x->n_letters = 0;
	x->pool[0] = 0;
	x->pool_n = 1;
	name_scan(text, n, x, &scan);
	if (use != WORD_FOR_PERSON)
		name_cut_unspaced(x, &scan, use == WORD_FOR_COMPANY);
	if (use == WORD_FOR_COMPANY)
		name_cut_glued(x, &scan);
	else
		name_cut_syllables(x, &scan);
	for (size_t i = 0; i < scan.n; i++)
		read_word(x, &scan.w[i], use == WORD_FOR_PERSON || !use, &r[i]);
	if (!use) {
		guess_use(x, r, scan.n);
		if (x->use == WORD_FOR_COMPANY) {
			name_cut_glued(x, &scan);
			for (size_t i = 0; i < scan.n; i++)
				read_word(x, &scan.w[i], false, &r[i]);
		}
	}
	read_parts(x, r, scan.n);
	mark_patronymics(x);
	mark_own_acronym(x);
	read_syllables(x);
	if (!x->n)
		x->flags |= NAME_EMPTY;
	name_weigh(x, shares);
}
