/* OFAC's CSV set. The sample is synthetic: the publisher's structure, invented people. */
#include "list_dump.h"

static const char sdn[] =
	"36,\"EXAMPLE AIRLINES, LTD.\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
	"101,\"MUSTER, Max Exemplar\",\"individual\",\"SDGT] [IRGC] [IFSR\",\"Minister of Tests\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 10 Dec 1948; alt. DOB "
	"circa 1951; alt. DOB 1955 to 1958; alt. DOB 29 Feb 1960 to 02 Mar 1960; POB Birthtown, Utopia; alt. POB Othertown; nationality Utopia; citizen Erewhon; "
	"Gender Male; a.k.a. 'MUSTI'; a.k.a. \"\"EL MAX\"\"; f.k.a. 'OLD MAX'; Passport RL 1622378 (Utopia) issued 23 Jun 1999 expires 05 Feb 2004; alt. Passport "
	"D366 871; Diplomatic Passport A77 (Erewhon); National ID No. 216040 (Utopia); Tax ID No. AABA 670850 Y; SSN 156-92-9858 (Utopia); Digital Currency "
	"Address - XBT 12QtD5BFwRsdNsAZY76UVE; Phone Number 123456; Email Address a@example.org; Linked To: REGISTRATION 5 LTD; Additional Sanctions Information "
	"- Subject to Section 7 (individual).\"\r\n"
	"102,\"EXAMPLE STAR\",\"vessel\",\"SYNTH\",-0- ,\"P3QG3\",\"Crude Oil Tanker\",\"1,000\",\"2,000\",\"Utopia\",\"Owner Ltd\",\"Vessel Year of Build 1990; Former "
	"Vessel Flag Erewhon; Vessel Registration Identification IMO 7406784; MMSI 572469210; D-U-N-S Number 54-2957624; SWIFT/BIC ABCDUTXX\"\r\n"
	"103,\"EP-XXX\",\"aircraft\",\"SYNTH\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Aircraft Manufacture Date 1992; Aircraft Manufacturer's Serial Number (MSN) "
	"1023; Aircraft Tail Number EP-XXX; Legal Entity Number 852499097 (Utopia); Unified Social Credit Code (USCC) 91350211MA2XN1TG3A (China)\"\r\n"
	"\x1A";

#define WANT_36 "Organization 36 line 1\nprimary name: EXAMPLE AIRLINES, LTD.\n"
#define WANT_101_NAMES "Person 101 line 2 male\nprimary name: Max Exemplar MUSTER [Max Exemplar|MUSTER]\n"
#define WANT_101_REST                                                              \
	"weak aka: MUSTI\nweak aka: EL MAX\nweak fka: OLD MAX\n"                   \
	"birth 1948-12-10\nbirth 1951~\nbirth 1955/1958\nbirth 1960-02-29/1960-03-02\n" \
	"born in Birthtown, Utopia\nborn in Othertown\n"
#define WANT_101_PROGRAMMES "nationality Utopia\nnationality Erewhon\nprogramme SDGT\nprogramme IRGC\nprogramme IFSR\nposition Minister of Tests\n"
#define WANT_101_IDS                                                               \
	"passport: RL 1622378 of Utopia\npassport: D366 871\npassport: A77 of Erewhon\nnational id: 216040 of Utopia\ntax: AABA 670850 Y\n" \
	"ssn: 156-92-9858 of Utopia\ndigital currency: 12QtD5BFwRsdNsAZY76UVE\n"

/* The dump without the notes, which hold all remarks, and the addresses in OFAC's search. */
static const char *without_notes(const char *text)
{
	static char out[16384];
	char *p = out;

	for (const char *line = text; *line;) {
		size_t n = strcspn(line, "\n") + 1;

		if (strncmp(line, "note ", 5) && strncmp(line, "url https://sanctionssearch.ofac.treas.gov/Details.aspx?id=", 59))
			p = mempcpy(p, line, n);
		line += n;
	}
	*p = 0;
	return out;
}

static void test_alone(void)
{
	CHECK_STR(without_notes(dump(sdn, LIST_FORMATS)),
		  WANT_36 "programme CUBA\n"
		  WANT_101_NAMES WANT_101_REST WANT_101_PROGRAMMES WANT_101_IDS
		  "Vessel 102 line 3\nprimary name: EXAMPLE STAR\nbirth 1990\ncountry Utopia\ncountry Erewhon\nprogramme SYNTH\n"
		  "call sign: P3QG3\nimo: 7406784\nmmsi: 572469210\nduns: 54-2957624\nswift: ABCDUTXX\n"
		  "Airplane 103 line 4\nprimary name: EP-XXX\nbirth 1992\nprogramme SYNTH\nconstruction number: 1023\ntail number: EP-XXX\n"
		  "registration: 852499097 of Utopia\nuscc: 91350211MA2XN1TG3A of China\n");
	CHECK(about.format == LIST_OFAC_CSV && about.entries == 4 && about.names == 7 && !about.faults && !about.cut_off);
	CHECK(strstr(dump(sdn, LIST_FORMATS), "\nnote DOB 10 Dec 1948; alt. DOB circa 1951;"));
}

static bool put_file(const char *dir, const char *name, const char *text)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "wb");
	return f && fputs(text, f) >= 0 && !fclose(f);
}
static void clean(const char *dir)
{
	char command[256];

	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	if (system(command))
		perror(dir);
}

/* The files beside: aliases and addresses in order, remarks that go on, entries without. */
static void test_set(void)
{
	char dir[] = "/tmp/onus-test-XXXXXX", path[64];
	static const char start[] = "7,\"BEISPIEL, Ann\",\"individual\",\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 1971; Pass\"\r\n36,\"B\",-0- ,\"X\",-0- ,-0- ,-0- "
				    ",-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1A";
	static const char want[] = "Person 7 line 1\nprimary name: Ann BEISPIEL [Ann|BEISPIEL]\nstrong aka: Anna BEISPIEL [Anna|BEISPIEL]\n"
				   "strong fka: ANNCHEN\nstrong nka: Ann BEISPIEL-NEU [Ann|BEISPIEL-NEU]\nweak aka: A\nbirth 1971\n"
				   "country Utopia\ncountry Erewhon\nprogramme X\npassport: A1 of Utopia\n"
				   "address 1 Road, 2nd floor|Town 12|Utopia\naddress ||Erewhon\n"
				   "Organization 36 line 2\nprimary name: B\nprogramme X\n";

	CHECK(mkdtemp(dir));
	CHECK(put_file(dir, "sdn.csv", start));
	CHECK(put_file(dir, "alt.csv", "9,1,\"aka\",\"OTHER\",-0- \r\n7,12,\"aka\",\"BEISPIEL, Anna\",-0- \r\n7,13,\"fka\",\"ANNCHEN\",-0- \r\n"
				       "7,14,\"nka\",\"BEISPIEL-NEU, Ann\",-0- \r\n\x1A"));
	CHECK(put_file(dir, "add.csv", "7,1,\"1 Road, 2nd floor\",\"Town 12\",\"Utopia\",-0- \r\n7,2,-0- ,-0- ,\"Erewhon\",-0- \r\n8,3,\"X\",\"Y\",\"Z\",-0- \r\n\x1A"));
	CHECK(put_file(dir, "sdn_comments.csv", "7,\"port A1 (Utopia); a.k.a. 'A.'.\"\r\n"));
	CHECK_STR(without_notes(dump_file(dir, LIST_FORMATS)), want);
	snprintf(path, sizeof path, "%s/sdn.csv", dir);
	CHECK_STR(without_notes(dump_file(path, LIST_OFAC_CSV)), want);
	/* what is beside another file is not this list's */
	CHECK(put_file(dir, "other.csv", start));
	snprintf(path, sizeof path, "%s/other.csv", dir);
	CHECK(!strstr(dump_file(path, LIST_FORMATS), "ANNCHEN"));
	clean(dir);
}

static void test_faults(void)
{
#define REST ",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- "
	CHECK_STR(without_notes(dump("ID,Name,Type,Country,Title,F,G,H,I,J,K,Details\n1,A,-0- " REST "\nx,B,-0- " REST "\n2,C\n3,\"D,-0- " REST "\n,,,,,,,,,,,\n4,E,-0- " REST, LIST_OFAC_CSV)),
		  "Organization 1 line 2\nprimary name: A\n"
		  "fault 3 -: left out: a number expected at the beginning, found x\n"
		  "fault 4 -: left out: 12 fields expected, found 2\n"
		  "fault 5 -: left out: 12 fields expected, found 2; a quote is never closed\n"
		  "Organization 4 line 7\nprimary name: E\n");
	CHECK_STR(without_notes(dump("1,Caf\xE9 \x93X\x94,-0- " REST "\n2,-0- ,-0- " REST "\n", LIST_OFAC_CSV)),
		  "fault 1 -: not UTF-8: read as Windows-1252\nOrganization 1 line 1\nprimary name: Café “X”\n"
		  "fault 2 2: left out: an entry without a name\n");
	CHECK_STR(without_notes(dump("\xEF\xBB\xBF" "1,A \"quoted\" B,-0- " REST "\n5,\"two\nlines\",-0- " REST "\n6,F,-0- " REST "\n", LIST_OFAC_CSV)),
		  "Organization 1 line 1\nprimary name: A \"quoted\" B\nOrganization 5 line 2\nprimary name: two lines\nOrganization 6 line 4\nprimary name: F\n");
}

TESTS({"sdn.csv alone", test_alone}, {"the set", test_set}, {"faults", test_faults})
