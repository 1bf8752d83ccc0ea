/* synthesise.c - the records of people made up: what each says of its person, with errors, in an order of chance. */
#include "link/synthesise.h"

#include "base/buf.h"
#include "link/people.h"
#include "link/slips.h"

#include <stdlib.h>
#include <string.h>

enum { STREAM_SIZES = 5, STREAM_ORDER, STREAM_RECORD };
enum { VERSION_BITS = 5, VERSIONS = 1 << VERSION_BITS, PIECE = 1 << 16, ERROR_TRIALS = 16 };
#define RECORDS_MOST 100000000u
#define DUPLICATES_MOST 8.0
#define ERRORS_MOST 8.0

enum { GIVEN, FAMILY_NAME, DATE, SEX, TOWN, POSTCODE, PHONE, EMAIL, NUMBER, FIELDS };
enum { FIELD_LONG = 208 };

enum date_form { DATE_DAY, DATE_MONTH, DATE_YEAR };
/* A record while it is made: the person as this record knows them. */
struct draft {
	struct person p;
	struct random r;
	uint32_t number;
	enum date_form date;
	bool pet, initial, exchanged, middle_initial, marks;
	unsigned missing;                              /* a bit a field */
	unsigned letters[FIELDS], ear[FIELDS], figures[FIELDS]; /* slips to make in the text */
	bool sex_wrong;
	char field[FIELDS][FIELD_LONG];
};

enum mistake {
	SLIP_GIVEN, SLIP_FAMILY, EAR_GIVEN, EAR_FAMILY, INITIAL, EXCHANGED, OTHER_WRITING, DAY_MONTH, DATE_WRONG, DATE_ROUND, LEFT_OUT, MOVED, OTHER_CONTACT,
	PET_NAME, MIDDLE, MARRIED, SLIP_ELSEWHERE, SEX_WRONG, MARKS, MISTAKES
};
static const unsigned char weights[MISTAKES] = {10, 12, 7, 8, 5, 4, 13, 4, 8, 5, 10, 9, 6, 5, 8, 2, 9, 1, 2};

static const int days_of[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static void date_wrong(struct person *p, struct random *r)
{
	double u = random_unit(r);
	int year = p->year, most;

	if (u < 0.3) {
		p->year += random_unit(r) < 0.5 ? -1 : 1;
	} else if (u < 0.55) { /* a figure of the year misread */
		char text[3] = {(char)('0' + year / 10 % 10), (char)('0' + year % 10), 0};

		slip_figure(text, r);
		p->year = year / 100 * 100 + (text[0] - '0') * 10 + (text[1] - '0');
	} else if (u < 0.85) {
		char text[3] = {(char)('0' + p->day / 10), (char)('0' + p->day % 10), 0};

		slip_figure(text, r);
		p->day = (text[0] - '0') % 4 * 10 + (text[1] - '0');
	} else {
		p->month = p->month % 12 + 1;
	}
	most = days_of[p->month - 1];
	p->day = p->day < 1 ? 1 : p->day > most ? most : p->day;
}

static bool day_month(struct person *p)
{
	int month = p->month;

	if (p->day > 12 || p->day == p->month)
		return false;
	p->month = p->day;
	p->day = month;
	return true;
}

static bool date_round(struct draft *d)
{
	double u = random_unit(&d->r);

	if (d->date != DATE_DAY)
		return false;
	if (u < 0.4) {
		d->p.month = d->p.day = 1;
	} else if (u < 0.6) { /* the age was guessed */
		d->p.year = (d->p.year + 2) / 5 * 5;
		d->p.month = d->p.day = 1;
	} else {
		d->date = u < 0.85 ? DATE_YEAR : DATE_MONTH;
	}
	return true;
}

static bool other_writing(struct draft *d)
{
	struct person *p = &d->p;
	unsigned before = p->writing;

	if (!people_ways(p->culture))
		return false;
	p->writing = before && random_unit(&d->r) < 0.5 ? 0 : people_way(p->culture, &d->r);
	return p->writing != before;
}

static void moved(struct draft *d)
{
	struct person *p = &d->p;

	if (random_unit(&d->r) < 0.55) /* within the town */
		p->home.postcode = (uint32_t)random_below(&d->r, p->home.postcode + 12);
	else
		p->home = people_home(p->home.country, &d->r);
}

static bool other_contact(struct draft *d)
{
	struct person *p = &d->p;

	if (*p->phone && (!*p->email || random_unit(&d->r) < 0.6))
		people_phone(p->home.country, false, random_next(&d->r) >> 8, p->phone);
	else if (*p->email)
		people_email(p, &d->r, p->email);
	else
		return false;
	return true;
}

static bool married(struct draft *d)
{
	struct person *p = &d->p;

	if (!p->female || p->year > 2004 || (p->culture != BRITISH && p->culture != RUSSIAN))
		return false;
	people_family(&p->family, p->culture, &d->r);
	people_gendered(&p->family, p->culture, true);
	return true;
}

static bool middle(struct draft *d)
{
	struct person *p = &d->p;

	if (*p->second.native) {
		p->shows_second = !p->shows_second;
	} else if (*p->middle.native) {
		p->shows_middle = !p->shows_middle;
		d->middle_initial = random_unit(&d->r) < 0.4;
	} else {
		return false;
	}
	return true;
}

static bool elsewhere(struct draft *d)
{
	double u = random_unit(&d->r);

	if (u < 0.3)
		d->letters[TOWN]++;
	else if (u < 0.5)
		d->letters[EMAIL]++;
	else
		d->figures[u < 0.65 ? POSTCODE : u < 0.85 ? PHONE : NUMBER]++;
	return true;
}

static bool left_out(struct draft *d)
{
	static const unsigned char fields[] = {DATE, DATE, TOWN, POSTCODE, POSTCODE, PHONE, PHONE, EMAIL, EMAIL, NUMBER, NUMBER, GIVEN, SEX};
	unsigned bit = 1u << fields[random_below(&d->r, sizeof fields)];

	if (d->missing & bit)
		return false;
	d->missing |= bit;
	return true;
}

/* Switch something on that is off. */
static bool once(bool *flag)
{
	bool was = *flag;

	*flag = true;
	return !was;
}

/* Whether there was something to get wrong. */
static bool make_mistake(struct draft *d, enum mistake m)
{
	switch (m) {
	case SLIP_GIVEN: return ++d->letters[GIVEN];
	case SLIP_FAMILY: return ++d->letters[FAMILY_NAME];
	case EAR_GIVEN: return ++d->ear[GIVEN];
	case EAR_FAMILY: return ++d->ear[FAMILY_NAME];
	case INITIAL: return (d->p.writing || d->p.culture == BRITISH || d->p.culture == SPANISH || d->p.culture == RUSSIAN) && once(&d->initial);
	case EXCHANGED: return once(&d->exchanged);
	case OTHER_WRITING: return other_writing(d);
	case DAY_MONTH: return day_month(&d->p);
	case DATE_WRONG: date_wrong(&d->p, &d->r); return true;
	case DATE_ROUND: return date_round(d);
	case LEFT_OUT: return left_out(d);
	case MOVED: moved(d); return true;
	case OTHER_CONTACT: return other_contact(d);
	case PET_NAME: {
		const struct people_entry *e = people_pet(d->p.culture, d->p.given.native, &d->r);

		if (!e)
			return false;
		memset(&d->p.given, 0, sizeof d->p.given);
		name_extend(&d->p.given, "", e);
		return true;
	}
	case MIDDLE: return middle(d);
	case MARRIED: return married(d);
	case SLIP_ELSEWHERE: return elsewhere(d);
	case SEX_WRONG: return once(&d->sex_wrong);
	case MARKS: return once(&d->marks);
	case MISTAKES: break;
	}
	return false;
}

static void make_mistakes(struct draft *d, double mean)
{
	unsigned sum = 0;

	for (int i = 0; i < MISTAKES; i++)
		sum += weights[i];
	for (uint64_t n = random_binomial(&d->r, ERROR_TRIALS, mean / ERROR_TRIALS); n; n--)
		for (int tries = 0; tries < 8; tries++) {
			uint64_t u = random_below(&d->r, sum);
			int m = 0;

			for (; u >= weights[m]; m++)
				u -= weights[m];
			if (make_mistake(d, (enum mistake)m))
				break;
		}
}

/* The first letter alone, with what a Latin or Cyrillic letter takes. */
static void keep_initial(char *name, bool point)
{
	unsigned char c = (unsigned char)*name;
	size_t n = c < 0x80 ? 1 : 2;

	if (!c || c >= 0xD8) /* Arabic, Hangul and Han have none; the writing may have been changed after */
		return;
	name[n] = 0;
	if (point)
		text_put(name, FIELD_LONG, ".");
}

/* Yong-chol, Yongchol or Yong Chol: as they write themselves. */
static void korean_style(char *given, uint32_t number)
{
	char *hyphen = strchr(given, '-');

	if (!hyphen || number % 5 < 2)
		return;
	if (number % 5 < 4) {
		memmove(hyphen, hyphen + 1, strlen(hyphen));
	} else {
		*hyphen = ' ';
		if (hyphen[1] >= 'a' && hyphen[1] <= 'z')
			hyphen[1] = (char)(hyphen[1] - 32);
	}
}

static void write_names(struct draft *d)
{
	struct person *p = &d->p;
	struct made_name given = p->given, family = p->family;
	char a[NAME_LONG], b[NAME_LONG];

	if (p->shows_second)
		name_append(&family, " ", &p->second);
	if (p->shows_middle && d->middle_initial && p->culture == BRITISH) {
		text_put(given.native, NAME_LONG, " ");
		text_put(given.native, NAME_LONG, (const char[]){*p->middle.native, 0});
	} else if (p->shows_middle) {
		name_append(&given, " ", &p->middle);
	}
	people_write(p, &given, &family, p->writing, a, b);
	if (p->culture == KOREAN && p->writing)
		korean_style(a, d->number);
	text_put(d->field[GIVEN], FIELD_LONG, a);
	text_put(d->field[FAMILY_NAME], FIELD_LONG, b);
}

static void write_date(struct draft *d)
{
	const struct person *p = &d->p;
	char t[] = "0000-00-00";

	for (int i = 3, y = p->year; i >= 0; i--, y /= 10)
		t[i] = (char)('0' + y % 10);
	t[5] = (char)('0' + p->month / 10);
	t[6] = (char)('0' + p->month % 10);
	t[8] = (char)('0' + p->day / 10);
	t[9] = (char)('0' + p->day % 10);
	t[d->date == DATE_YEAR ? 4 : d->date == DATE_MONTH ? 7 : 10] = 0;
	text_put(d->field[DATE], FIELD_LONG, t);
}

/* +447100000000 as 07100000000 or as +44 710 000 000: whoever took it down. */
static void write_phone(struct draft *d)
{
	const char *s = d->p.phone;
	char *out = d->field[PHONE], *at = out;
	double u = random_unit(&d->r);
	size_t code = d->p.home.country == RUSSIAN ? 2 : 3;

	if (!*s || u < 0.5) {
		text_put(out, FIELD_LONG, s);
	} else if (u < 0.8) {
		*at++ = '0';
		*at = 0;
		text_put(out, FIELD_LONG, s + code);
	} else {
		for (size_t i = 0; s[i]; i++) {
			if (i >= code && (i - code) % 3 == 0)
				*at++ = ' ';
			*at++ = s[i];
		}
		*at = 0;
	}
}

static void write_fields(struct draft *d)
{
	struct person *p = &d->p;
	const struct people_entry *town = people_place(&p->home);
	char text[NAME_LONG];

	write_names(d);
	write_date(d);
	text_put(d->field[SEX], FIELD_LONG, p->female != d->sex_wrong ? "F" : "M");
	people_spelling(town, p->writing ? p->writing - 1 : 0, text);
	text_put(d->field[TOWN], FIELD_LONG, !p->writing && p->home.country == p->culture ? town->native : text);
	people_postcode(&p->home, text);
	text_put(d->field[POSTCODE], FIELD_LONG, text);
	write_phone(d);
	text_put(d->field[EMAIL], FIELD_LONG, p->email);
	text_put(d->field[NUMBER], FIELD_LONG, p->number);
}

/* Slips of writing, when all is written. */
static void slip(struct draft *d)
{
	for (int f = 0; f < FIELDS; f++) {
		for (; d->ear[f]; d->ear[f]--)
			if (!slip_ear(d->field[f], NAME_LONG, &d->r))
				d->letters[f]++; /* no such sound in it, or a script of syllables */
		for (; d->letters[f]; d->letters[f]--)
			slip_letter(d->field[f], NAME_LONG, &d->r);
		for (; d->figures[f]; d->figures[f]--)
			slip_figure(d->field[f], &d->r);
	}
	if (d->marks) {
		slip_marks(d->field[GIVEN]);
		slip_marks(d->field[FAMILY_NAME]);
	}
	if (d->initial)
		keep_initial(d->field[GIVEN], random_unit(&d->r) < 0.4);
	if (d->exchanged) {
		char t[FIELD_LONG];

		memcpy(t, d->field[GIVEN], FIELD_LONG);
		memcpy(d->field[GIVEN], d->field[FAMILY_NAME], FIELD_LONG);
		memcpy(d->field[FAMILY_NAME], t, FIELD_LONG);
	}
}

static void put_number(struct buf *b, const char *before, uint64_t n)
{
	char t[24];
	size_t i = sizeof t;

	do
		t[--i] = (char)('0' + n % 10);
	while (n /= 10);
	buf_text(b, before);
	buf_add(b, t + i, sizeof t - i);
}

static void put_record(struct buf *b, const struct synthesise_options *o, uint64_t row, uint32_t number, unsigned version)
{
	/* what lists leave out anyway */
	static const double unknown[FIELDS] = {0.005, 0.002, 0.03, 0.04, 0.06, 0.15, 0.25, 0.3, 0.35};
	struct draft d;

	memset(&d, 0, offsetof(struct draft, field));
	d.number = number;
	d.r = random_start(o->seed, (uint64_t)STREAM_RECORD << 60 | (uint64_t)number << VERSION_BITS | version);
	for (int f = 0; f < FIELDS; f++) {
		*d.field[f] = 0;
		d.missing |= random_unit(&d.r) < unknown[f] ? 1u << f : 0;
	}
	person_make(o->seed, number, &d.p);
	if (version)
		make_mistakes(&d, o->errors);
	write_fields(&d);
	slip(&d);
	put_number(b, "syn-", row + 1);
	put_number(b, ",syn-p", number + 1u);
	for (int f = 0; f < FIELDS; f++) {
		buf_char(b, ',');
		if (!(d.missing >> f & 1))
			buf_text(b, d.field[f]);
	}
	buf_char(b, '\n');
}

/* Who each row is of: people until the rows are full, each geometrically often, then in an order of chance. */
static void slots_fill(const struct synthesise_options *o, uint32_t *slot)
{
	struct random r = random_start(o->seed, (uint64_t)STREAM_SIZES << 60);
	double again = 1 - 1 / o->duplicates;
	uint32_t number = 0;

	for (uint64_t i = 0; i < o->records; number++) {
		unsigned n = 1;

		while (n < VERSIONS && random_unit(&r) < again)
			n++;
		for (unsigned v = 0; v < n && i < o->records; v++)
			slot[i++] = number << VERSION_BITS | v;
	}
	r = random_start(o->seed, (uint64_t)STREAM_ORDER << 60);
	for (uint64_t i = o->records; i > 1; i--) {
		uint64_t k = random_below(&r, i);
		uint32_t t = slot[k];

		slot[k] = slot[i - 1];
		slot[i - 1] = t;
	}
}

static enum status options_check(struct synthesise_options *o, struct error *e)
{
	if (!o->records || o->records > RECORDS_MOST)
		return error_set(e, ST_USAGE, "%llu records: from 1 to %u can be made up", (unsigned long long)o->records, RECORDS_MOST);
	o->duplicates = o->duplicates != 0 ? o->duplicates : 1.6;
	o->errors = o->errors != 0 ? o->errors : 1.5;
	if (!(o->duplicates >= 1 && o->duplicates <= DUPLICATES_MOST))
		return error_set(e, ST_USAGE, "%g records a person: a mean from 1 to %g is meant", o->duplicates, DUPLICATES_MOST);
	if (!(o->errors > 0 && o->errors <= ERRORS_MOST))
		return error_set(e, ST_USAGE, "%g errors a duplicate: a mean above 0, at most %g, is meant", o->errors, ERRORS_MOST);
	return ST_OK;
}

enum status synthesise(const struct synthesise_options *options, enum status (*write)(void *arg, const char *bytes, size_t n, struct error *e), void *arg,
		       struct error *e)
{
	struct synthesise_options o = *options;
	struct buf b = BUF_INIT;
	enum status st = options_check(&o, e);
	uint32_t *slot;

	if (st)
		return st;
	slot = malloc(o.records * sizeof *slot);
	if (!slot)
		return error_memory(e);
	slots_fill(&o, slot);
	buf_text(&b, "id,entity_id,given_name,family_name,birth_date,sex,place,postcode,phone,email,national_id\n");
	for (uint64_t i = 0; i < o.records && !st; i++) {
		put_record(&b, &o, i, slot[i] >> VERSION_BITS, slot[i] & (VERSIONS - 1));
		if (b.len < PIECE && i + 1 < o.records)
			continue;
		st = buf_ok(&b) ? write(arg, b.bytes, b.len, e) : error_memory(e);
		buf_reset(&b);
	}
	buf_free(&b);
	free(slot);
	return st;
}
