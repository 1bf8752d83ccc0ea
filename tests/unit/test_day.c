/* Days as people write them, in many languages and orders; what is no day; nothing hostile reads past its end. */
#include "base/random.h"
#include "link/day.h"

#include "check.h"

#include <stdlib.h>

/* Read from memory that ends where the text ends. */
static bool read_day(const char *text, size_t n, bool month_first, uint32_t *out, unsigned *sure)
{
	char *s = malloc(n ? n : 1);
	bool good;

	memcpy(s, text, n);
	good = day_read(s, n, month_first, out, sure);
	free(s);
	return good;
}

static void formats(void)
{
	static const struct { const char *text; uint32_t day; unsigned sure; } days[] = {
		{"1971-06-24", 19710624, 0}, {"24.06.1971", 19710624, 1}, {"24/6/1971", 19710624, 1}, {"24/6/71", 19710624, 1}, {"6/24/1971", 19710624, 2}, {"5/6/1971", 19710605, 0},
		{"19710624", 19710624, 0}, {"24061971", 19710624, 0}, {"06241971", 19710624, 0}, {"19710624103000", 19710624, 0}, {"1971", 19710000, 0}, {"1971-06", 19710600, 0},
		{"06/1971", 19710600, 0}, {"197106", 19710600, 0}, {"1971-06-24T10:30:00Z", 19710624, 0}, {"1971-06-24 10:30", 19710624, 0}, {"24.06.1971 0:00:00", 19710624, 1},
		{"19710624T103000", 19710624, 0}, {"1971:06:24", 19710624, 0}, {"1971-06-24 10.30.00", 19710624, 0}, {"24 June 1971 10:30", 19710624, 0},
		{"24 June 1971", 19710624, 0}, {"June 24, 1971", 19710624, 0}, {"24th of June 1971", 19710624, 0}, {"24-JUN-71", 19710624, 0}, {"24Jun1971", 19710624, 0},
		{"June 1971", 19710600, 0}, {"June 24", 624, 0}, {"Jun 71", 19710600, 0}, {"24. Juni 1971", 19710624, 0}, {"1. März 1971", 19710301, 0}, {"1er février 1971", 19710201, 0},
		{"1 août 1971", 19710801, 0}, {"24 de junio de 1971", 19710624, 0}, {"24 giugno 1971", 19710624, 0}, {"24 de setembro de 1971", 19710924, 0},
		{"24 września 1971 r.", 19710924, 0}, {"24 października 1971", 19711024, 0}, {"24 STYCZNIA 1971", 19710124, 0}, {"24 listopada 1971", 19711124, 0}, {"24 maja 1971", 19710524, 0},
		{"24 lipca 1971", 19710724, 0}, {"24. června 1971", 19710624, 0}, {"24. července 1971", 19710724, 0}, {"24. srpna 1971", 19710824, 0}, {"24. lipnja 1971", 19710624, 0},
		{"24. srpnja 1971", 19710724, 0}, {"24 июня 1971 г.", 19710624, 0}, {"24 ИЮЛЯ 1971", 19710724, 0}, {"24 мая 1971 года", 19710524, 0}, {"май 1971", 19710500, 0},
		{"24 червня 1971 року", 19710624, 0}, {"24 липня 1971", 19710724, 0}, {"24 січня 1971", 19710124, 0}, {"24 Лютого 1971", 19710224, 0}, {"24 травня 1971", 19710524, 0},
		{"24 листопада 1971", 19711124, 0}, {"24 Ιουνίου 1971", 19710624, 0}, {"24 ΙΟΥΛΊΟΥ 1971", 19710724, 0}, {"24 Μαΐου 1971", 19710524, 0}, {"24 Σεπτεμβρίου 1971", 19710924, 0},
		{"24 يونيو 1971", 19710624, 0}, {"٢٤ يوليو ١٩٧١", 19710724, 0}, {"24 أغسطس 1971", 19710824, 0}, {"24 كانون الثاني 1971", 19710124, 0}, {"24 تشرين الأول 1971", 19711024, 0},
		{"24 تشرين الثاني 1971", 19711124, 0}, {"24 كانون الأول 1971", 19711224, 0}, {"24 آذار 1971", 19710324, 0}, {"24 حزيران 1971", 19710624, 0}, {"۲۴ ژوئن ۱۹۷۱", 19710624, 0},
		{"24 ביוני 1971", 0, 0}, {"24 יוני 1971", 19710624, 0}, {"24 Haziran 1971", 19710624, 0}, {"24 Ağustos 1971", 19710824, 0}, {"24 ŞUBAT 1971", 19710224, 0}, {"24 NİSAN 1971", 19710424, 0},
		{"24 iunie 1971", 19710624, 0}, {"1971. június 24.", 19710624, 0}, {"24. kesäkuuta 1971", 19710624, 0}, {"24 ივნისი 1971", 19710624, 0}, {"24 հունիսի 1971", 19710624, 0},
		{"24 հունվարի 1971", 19710124, 0}, {"24 маусым 1971", 19710624, 0}, {"24 мамыр 1971", 19710524, 0}, {"24.VI.1971", 19710624, 0}, {"24 xii 1971", 19711224, 0},
		{"1971年6月24日", 19710624, 0}, {"1971년 6월 24일", 19710624, 0}, {"１９７１／０６／２４", 19710624, 0}, {"1971–06–24", 19710624, 0}, {"24 / 06 / 1971", 19710624, 1},
		{"1971-00-00", 19710000, 0}, {"1971-13-45", 19711345, 0}, {"19711345", 19711345, 0}, {"91710624", 91710624, 0}, {"29/02/1972", 19720229, 1}, {"1.1.05", 20050101, 0}};
	bool good = true;

	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		uint32_t day = 0;
		unsigned sure = 9;
		bool is = read_day(days[i].text, strlen(days[i].text), false, &day, &sure);

		if (is != (days[i].day != 0) || (is && (day != days[i].day || sure != days[i].sure))) {
			fprintf(stderr, "%s: %d %u, sure %u, want %u, %u\n", days[i].text, is, day, sure, days[i].day, days[i].sure);
			good = false;
		}
	}
	CHECK(good);
}

static void month_first(void)
{
	uint32_t d;

	CHECK(read_day("5/6/1971", 8, true, &d, NULL) && d == 19710506);
	CHECK(read_day("25/6/1971", 9, true, &d, NULL) && d == 19710625);
	CHECK(read_day("05061971", 8, true, &d, NULL) && d == 19710506);
	CHECK(read_day("05061971", 8, false, &d, NULL) && d == 19710605);
	CHECK(read_day("25061971", 8, true, &d, NULL) && d == 19710625);
	CHECK(read_day("1971-05-06", 10, true, &d, NULL) && d == 19710506);
}

static void no_days(void)
{
	static const char *const none[] = {"", " ", "-", "0", "00000000", "0000-00-00", "12345678", "99999999", "10000000", "555", "12", "123456", "999999", "1234567", "123456789", "12:30:45",
		"1.2.3", "1.2", "12.50", "1234.56", "999.12", "1+2+1980", "10.20.30.40", "192.168.1.1", "twelve", "smith 1980", "5 may 3", "v", "12 v 3", "5x12", "12345678901234567890",
		"99999999999999", "june", "1980 june july", "24 june 1971 5", "1971-06-24-05", "+447700900123", "555-1234", "\xff\xfe", "1971\xff", "24 محرم 1400", "20123456 78",
		"1971-06-24\n", "ab 12345 cd"};
	bool good = true;

	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		uint32_t d = 0;

		if (read_day(none[i], strlen(none[i]), false, &d, NULL)) {
			fprintf(stderr, "%s is read as %u\n", none[i], d);
			good = false;
		}
	}
	CHECK(good);
}

/* Every day of many years, written in the orders that can be told apart, is read back. */
static void all_days(void)
{
	static const unsigned long_[12] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	static const char *const name[12] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};

	for (unsigned y = 1300; y < 2200; y += 7)
		for (unsigned m = 1; m <= 12; m++)
			for (unsigned d = 1; d <= long_[m - 1]; d++) {
				char s[5][40];
				uint32_t want = y * 10000 + m * 100 + d, got;

				snprintf(s[0], 40, "%04u-%02u-%02u", y, m, d);
				snprintf(s[1], 40, "%u.%u.%u", d, m, y);
				snprintf(s[2], 40, "%s %u, %u", name[m - 1], d, y);
				snprintf(s[3], 40, "%04u%02u%02u", y, m, d);
				snprintf(s[4], 40, "%u %.3s %u", d, name[m - 1], y);
				for (unsigned k = 0; k < 5; k++)
					CHECK(read_day(s[k], strlen(s[k]), false, &got, NULL) && got == want);
			}
}

static void hostile(void)
{
	static const char *const bits[] = {"1", "19", "1971", "0", "99", "-", "/", ".", " ", "T", ":", "june", "مايو", "كانون ", "الثاني", "年", "월", "24", "\xff", "\xe5\xb9", "é", "IV", "r.", ",", "٣", "\xcc\x88"};
	struct random g = random_start(31, 0);
	char s[512];

	for (unsigned i = 0; i < 200000; i++) {
		size_t n = 0;
		uint32_t d = 0;
		unsigned sure = 9;

		if (i % 2)
			for (n = random_below(&g, 90); n > 0 && i % 4 == 1; n--)
				s[n] = (char)random_below(&g, 256);
		for (size_t k = random_below(&g, 12); k > 0 && n < 400; k--) {
			const char *bit = bits[random_below(&g, sizeof bits / sizeof *bits)];

			memcpy(s + n, bit, strlen(bit));
			n += strlen(bit);
		}
		memset(s + n, 0, 1);
		if (read_day(s, n, i & 8, &d, &sure))
			CHECK(d && day_year(d) <= 9999 && day_month(d) <= 99 && day_of_month(d) <= 99 && sure <= 2);
	}
}

TESTS({"formats", formats}, {"month first", month_first}, {"no days", no_days}, {"all days", all_days}, {"hostile", hostile})
