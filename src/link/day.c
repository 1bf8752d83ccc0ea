#include "link/day.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

/* How months' names begin, as spoken from Lisbon to Almaty: small letters without accents. Names of other calendars are none of them. */
static const char *const months[12] = {
		"jan|ene|gen|ian|oca|yan|sty|led|sij|tammi|jaa|sau|янв|яну|січ|сту|јан|қаң|ιαν|يناير|كانون الثاني|جانفي|ژانویه|ינו|იან|"
		"հունվ",
		"feb|fev|sub|lut|uno|velj|helmi|vee|vas|shk|фев|лют|феб|ақп|φεβ|فبراير|شباط|فيفري|فوریه|פבר|თებ|փետ",
		"mar|maa|mrt|bre|ozu|maalis|kov|мар|бер|сак|нау|μαρ|مارس|اذار|מרץ|מרס|მარ|մար",
		"apr|avr|abr|nis|kwi|dub|tra|huhti|bal|pri|апр|кві|кра|сәу|απρ|ابريل|نيسان|افريل|اوریل|אפר|აპრ|ապր",
		"may|mai|mei|maj|mag|maio|maig|kve|svi|touko|geg|маи|мая|тра|мај|мам|μαι|مايو|ايار|ماي|مه|מאי|მაი|մայ",
		"jun|juin|giu|iun|juny|haz|iyu|cze|cerv|lipan|lipnj|kesa|juun|bir|qer|июн|юни|чер|чэр|јун|маус|ιουν|يونيو|يونيه|حزيران|"
		"جوان|ژوين|יונ|ივნ|հունիս",
		"jul|juil|lug|iul|tem|iyul|lip|cervenec|cervenc|srpan|srpnj|heina|juul|lie|korr|июл|юли|лип|ліп|јул|шіл|ιουλ|يوليو|يوليه|"
		"تموز|جويلية|ژويیه|יול|ივლ|հուլ",
		"aug|aou|ago|agu|avq|avg|sie|srp|kol|elo|rugp|gus|авг|сер|жні|там|αυγ|اغسطس|اب|اوت|אוג|აგვ|օգո",
		"sep|set|eyl|sen|wrz|zar|ruj|sze|syys|rugs|sht|сен|вер|қыр|σεπ|سبتمبر|ايلول|سپتامبر|ספט|სექ|սեպ",
		"oct|okt|ott|out|eki|paz|rij|loka|spa|tet|окт|жов|кас|қаз|οκτ|اكتوبر|تشرين الاول|اکتبر|אוק|ოქტ|հոկ",
		"nov|noi|kas|noy|lis|stu|marras|lap|nen|ноя|ное|лис|ліс|нов|қар|νοε|نوفمبر|تشرين الثاني|نوامبر|נוב|ნოე|նոյ",
		"dec|dez|des|dic|ara|dek|gru|pro|joulu|det|gruo|dhj|дек|гру|сне|дец|жел|δεκ|ديسمبر|كانون الاول|دسامبر|דצמ|დეკ|դեկ"};

enum { WORD = 64 };

/* The number of a month by the first letters of its name, the longest that fit (červen is June, červenec July); 0: none. */
static unsigned month_of(const char *s, size_t n)
{
	static const char *const roman[12] = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"};
	unsigned best = 0;
	size_t found = 0;

	for (unsigned m = 0; m < 12; m++) {
		for (const char *k = months[m]; k; k = strchr(k, '|') ? strchr(k, '|') + 1 : NULL) {
			size_t len = strcspn(k, "|");

			if (len <= n && len > found && !memcmp(s, k, len)) {
				best = m + 1;
				found = len;
			}
		}
		if (strlen(roman[m]) == n && !memcmp(s, roman[m], n))
			return m + 1;
	}
	return best;
}

static bool is_roman(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strchr("ivx", s[i]))
			return false;
	return true;
}

/* What stands between numbers and says nothing. */
static bool is_filler(const char *s, size_t n)
{
	static const char *const words[] = {"st", "nd", "rd", "th", "de", "del", "di", "do", "of", "den", "er", "r", "г", "года", "р", "року"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == n && !memcmp(words[i], s, n))
			return true;
	return false;
}

/* A letter, small and without its accents, after what is in word already. */
static size_t letter(char *word, size_t m, UChar32 c)
{
	if (c >= 0x80) {
		UErrorCode bad = U_ZERO_ERROR;
		const UNormalizer2 *nfd = unorm2_getNFDInstance(&bad);
		UChar parts[8];
		int32_t n;

		n = U_SUCCESS(bad) ? unorm2_getDecomposition(nfd, c, parts, 8, &bad) : -1;
		if (n > 0 && U_SUCCESS(bad) && !U16_IS_SURROGATE(parts[0]))
			c = parts[0];
		c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
	} else if (c >= 'A' && c <= 'Z') {
		c |= 32;
	}
	if (m + U8_MAX_LENGTH <= WORD) {
		uint8_t bytes[U8_MAX_LENGTH];
		size_t n = 0;

		U8_APPEND_UNSAFE(bytes, n, (uint32_t)c);
		memcpy(word + m, bytes, n);
		m += n;
	}
	return m;
}

/* 年 月 日, 년 월 일 divide as strokes do. */
static bool is_stroke(UChar32 c)
{
	return (c < 0x80 && c && strchr(" -/.,", (int)c)) || c == 0x5e74 || c == 0x6708 || c == 0x65e5 || c == 0xb144 || c == 0xc6d4 || c == 0xc77c || c == 0x60c ||
	       c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2014 || c == 0xa0 || c == 0x3000 || c == 0xff0e || c == 0xff0f || c == 0xff0d ||
	       c == 0x200e || c == 0x200f;
}

struct number { unsigned value, digits, eight; /* of the first eight digits */ };

/* Numbers and at most one month's name, in order; *roman: that is a number in letters. */
static bool parts(const char *text, size_t n, struct number v[4], size_t *n_v, unsigned *month, bool *roman)
{
	static const char autumn[] = "تشرين", winter[] = "كانون"; /* two months each, told apart by a second word */

	*n_v = 0;
	*month = 0;
	*roman = false;
	for (int32_t i = 0, end = (int32_t)n; i < end;) {
		int32_t before = i;
		UChar32 c;
		int digit;

		U8_NEXT((const uint8_t *)text, i, end, c);
		if (c < 0)
			return false;
		if ((digit = u_charDigitValue(c)) >= 0) {
			struct number x = {0};

			for (i = before; i < end; before = i) {
				U8_NEXT((const uint8_t *)text, i, end, c);
				digit = c < 0 ? -1 : u_charDigitValue(c);
				if (digit < 0) {
					i = before;
					break;
				}
				if (++x.digits > 14)
					return false;
				x.value = x.digits <= 9 ? x.value * 10 + (unsigned)digit : x.value;
				x.eight = x.digits <= 8 ? x.value : x.eight;
			}
			if (*n_v == 4)
				return false;
			v[(*n_v)++] = x;
			/* a time of day follows */
			if ((*n_v == 3 || (*n_v == 2 && *month) || (*n_v == 1 && x.digits == 8)) && end - i > 2 && (text[i] == 'T' || text[i] == ' ') &&
			    text[i + 1] >= '0' && text[i + 1] <= '9' && (text[i] == 'T' || text[i + 2] == ':' || (end - i > 3 && (text[i + 3] == ':' || text[i + 3] == '.'))))
				return true;
			if (x.digits == 4 && *n_v == 1 && i < end && text[i] == ':')
				i++; /* 1971:06:24, as cameras write it; other colons are of times of day */
			else if (*n_v == 2 && v[0].digits == 4 && i < end && text[i] == ':' && !*month)
				i++;
		} else if (is_stroke(c)) {
			continue;
		} else if (u_isalpha(c)) {
			char word[WORD];
			size_t m = 0;

			for (i = before; i < end; before = i) {
				U8_NEXT((const uint8_t *)text, i, end, c);
				if (c >= 0 && u_isalpha(c) && !is_stroke(c))
					m = letter(word, m, c);
				else if (c == ' ' && ((m == sizeof autumn - 1 && !memcmp(word, autumn, m)) || (m == sizeof winter - 1 && !memcmp(word, winter, m))))
					word[m++] = ' ';
				else if (c < 0 || !(U_GET_GC_MASK(c) & U_GC_M_MASK)) {
					i = before;
					break;
				}
			}
			if (*n_v && (is_filler(word, m) || (m == 1 && (*word == 't' || *word == 'z'))))
				continue;
			if (*month || !(*month = month_of(word, m)))
				return false;
			*roman = is_roman(word, m);
		} else {
			return false;
		}
	}
	return *n_v > 0;
}

static unsigned full_year(struct number x)
{
	if (x.digits >= 3)
		return x.value;
	return x.value >= 30 ? 1900 + x.value : 2000 + x.value;
}

static bool is_year(unsigned y) { return y >= 1300 && y <= 2199; }

static bool made(unsigned y, unsigned m, unsigned d, uint32_t *out)
{
	if (y > 9999 || m > 99 || d > 99 || !(y || m || d))
		return false;
	*out = y * 10000 + m * 100 + d;
	return true;
}

/* Eight digits in a row: yyyymmdd, slips in month and day and all; ddmmyyyy, or mmddyyyy, where only that can be; a slip in the year where the rest is a day. */
static bool eight(unsigned x, bool month_first, uint32_t *out)
{
	unsigned head = x / 1000000, next = x / 10000 % 100, m = x / 100 % 100, d = x % 100;

	if (is_year(x / 10000))
		return made(x / 10000, m, d, out);
	if (is_year(x % 10000) && head >= 1 && head <= 31 && next >= 1 && next <= 31 && (head <= 12 || next <= 12)) {
		month_first = head > 12 ? false : next > 12 ? true : month_first;
		return month_first ? made(x % 10000, head, next, out) : made(x % 10000, next, head, out);
	}
	return x >= 10000000 && m >= 1 && m <= 12 && d >= 1 && d <= 31 && made(x / 10000, m, d, out);
}

static bool is_year_written(struct number x) { return x.digits == 4 || x.digits == 2; }

/* A month by its name, and one or two numbers. */
static bool named(const struct number *v, size_t n_v, unsigned month, bool roman, uint32_t *out)
{
	if (n_v == 1) {
		if (v[0].digits == 4)
			return made(v[0].value, month, 0, out);
		return v[0].digits <= 2 && !roman && (v[0].value <= 31 ? made(0, month, v[0].value, out) : made(full_year(v[0]), month, 0, out));
	}
	if (n_v != 2)
		return false;
	if (v[0].digits == 4)
		return v[1].digits <= 2 && made(v[0].value, month, v[1].value, out);
	return v[0].digits <= 2 && is_year_written(v[1]) && (v[1].digits == 4 || !roman) && made(full_year(v[1]), month, v[0].value, out);
}

bool day_read(const char *text, size_t n, bool month_first, uint32_t *out, unsigned *sure)
{
	struct number v[4];
	size_t n_v;
	unsigned month;
	bool roman;

	if (sure)
		*sure = 0;
	if (!n || n > 80 || !parts(text, n, v, &n_v, &month, &roman))
		return false;
	if (month)
		return named(v, n_v, month, roman, out);
	if (n_v == 1) {
		if (v[0].digits == 8)
			return eight(v[0].eight, month_first, out);
		if (v[0].digits == 14) /* with a time of day */
			return is_year(v[0].eight / 10000) && made(v[0].eight / 10000, v[0].eight / 100 % 100, v[0].eight % 100, out);
		if (v[0].digits == 6 && is_year(v[0].value / 100) && v[0].value % 100 <= 12)
			return made(v[0].value / 100, v[0].value % 100, 0, out);
		return v[0].digits == 4 && v[0].value >= 1000 && v[0].value <= 2199 && made(v[0].value, 0, 0, out);
	}
	if (n_v == 2) {
		if (v[0].digits >= 3)
			return v[0].digits == 4 && v[1].digits <= 2 && v[1].value <= 12 && made(v[0].value, v[1].value, 0, out);
		return v[1].digits == 4 && v[0].value <= 12 && made(v[1].value, v[0].value, 0, out);
	}
	if (n_v > 3)
		return false;
	if (v[0].digits >= 3)
		return v[0].digits == 4 && v[1].digits <= 2 && v[2].digits <= 2 && made(v[0].value, v[1].value, v[2].value, out);
	if (v[1].digits > 2 || !is_year_written(v[2]))
		return false;
	if (sure)
		*sure = v[0].value > 12 && v[1].value <= 12 ? 1 : v[1].value > 12 && v[0].value <= 12 ? 2 : 0;
	if (v[0].value > 12 && v[1].value <= 12)
		month_first = false;
	else if (v[1].value > 12 && v[0].value <= 12)
		month_first = true;
	return month_first ? made(full_year(v[2]), v[0].value, v[1].value, out) : made(full_year(v[2]), v[1].value, v[0].value, out);
}
