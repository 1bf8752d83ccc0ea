/* The UN's consolidated list. The sample is synthetic: the publisher's structure, invented people. */
#include "list_dump.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" \
	"<CONSOLIDATED_LIST xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" " \
	"xsi:noNamespaceSchemaLocation=\"https://www.un.org/sc/resources/sc-sanctions.xsd\" dateGenerated=\"2031-04-19T23:00:04.625Z\">\n"

static const char person[] = HEAD
	"<INDIVIDUALS><INDIVIDUAL>\n"
	"<DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>MUSTER</FIRST_NAME><SECOND_NAME>AL-BEISPIEL</SECOND_NAME><THIRD_NAME>\n"
	"  Exemplar </THIRD_NAME><UN_LIST_TYPE>Synthetic</UN_LIST_TYPE><REFERENCE_NUMBER>SYi.001</REFERENCE_NUMBER>"
	"<LISTED_ON>2015-04-07-04:00</LISTED_ON><NAME_ORIGINAL_SCRIPT>مثال</NAME_ORIGINAL_SCRIPT><GENDER>Female</GENDER>"
	"<COMMENTS1>A synthetic entry.</COMMENTS1><TITLE><VALUE>Dr.</VALUE></TITLE>"
	"<DESIGNATION><VALUE>First of the Test</VALUE><VALUE>Second of the Test </VALUE></DESIGNATION>"
	"<NATIONALITY><VALUE>Utopia</VALUE></NATIONALITY><LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>"
	"<LAST_DAY_UPDATED><VALUE>2017-01-02</VALUE><VALUE>2019-03-04</VALUE><VALUE>2018-03-04</VALUE></LAST_DAY_UPDATED>"
	"<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Muster Sample (金铁三)</ALIAS_NAME></INDIVIDUAL_ALIAS>"
	"<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Musti</ALIAS_NAME></INDIVIDUAL_ALIAS>"
	"<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><DATE_OF_BIRTH>1958-02-22</DATE_OF_BIRTH><ALIAS_NAME>Ann A; Ann B; Ann A</ALIAS_NAME></INDIVIDUAL_ALIAS>"
	"<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>"
	"<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Old Muster</ALIAS_NAME><NOTE>previously listed as</NOTE></INDIVIDUAL_ALIAS>"
	"<INDIVIDUAL_ADDRESS><STREET>1 Road</STREET><CITY>Town</CITY><STATE_PROVINCE>Province</STATE_PROVINCE><COUNTRY>Utopia</COUNTRY></INDIVIDUAL_ADDRESS>"
	"<INDIVIDUAL_ADDRESS><COUNTRY>Erewhon</COUNTRY></INDIVIDUAL_ADDRESS>"
	"<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1971-03-04</DATE></INDIVIDUAL_DATE_OF_BIRTH>"
	"<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1972</YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
	"<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1955</FROM_YEAR><TO_YEAR>1958</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
	"<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE/></INDIVIDUAL_DATE_OF_BIRTH>"
	"<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>not known</DATE></INDIVIDUAL_DATE_OF_BIRTH>"
	"<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Birthtown</CITY><COUNTRY>Utopia</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>"
	"<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>A0003900</NUMBER><ISSUING_COUNTRY>Utopia</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>"
	"<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Numéro de passeport </TYPE_OF_DOCUMENT><NUMBER>Utopian service passport no. SA 20249 (expired 2016)</NUMBER>"
	"<COUNTRY_OF_ISSUE>Erewhon</COUNTRY_OF_ISSUE></INDIVIDUAL_DOCUMENT>"
	"<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>"
	"<TYPE_OF_DOCUMENT2>Residential card number 665</TYPE_OF_DOCUMENT2></INDIVIDUAL_DOCUMENT>"
	"<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT2>Ration card</TYPE_OF_DOCUMENT2><NUMBER>7</NUMBER></INDIVIDUAL_DOCUMENT>"
	"<INDIVIDUAL_DOCUMENT/><SORT_KEY/><SORT_KEY_LAST_MOD/></INDIVIDUAL></INDIVIDUALS>\n"
	"<ENTITIES/></CONSOLIDATED_LIST>\n";

static void test_person(void)
{
	CHECK_STR(dump(person, LIST_FORMATS),
		  "Person SYi.001 line 3 female\n"
		  "primary name: MUSTER AL-BEISPIEL Exemplar\n"
		  "strong original script: مثال\n"
		  "strong aka: Muster Sample\n"
		  "strong original script: 金铁三\n"
		  "weak aka: Musti\n"
		  "strong aka: Ann A\n"
		  "strong aka: Ann B\n"
		  "strong fka: Old Muster\n"
		  "birth 1958-02-22\n"
		  "birth 1971-03-04\n"
		  "birth 1972~\n"
		  "birth 1955/1958\n"
		  "born in Birthtown, Utopia\n"
		  "country Utopia\n"
		  "country Erewhon\n"
		  "nationality Utopia\n"
		  "programme Synthetic\n"
		  "position First of the Test\n"
		  "position Second of the Test\n"
		  "note A synthetic entry.\n"
		  "passport: A0003900 of Utopia\n"
		  "passport: SA 20249 of Erewhon\n"
		  "national id: 665\n"
		  "document: 7\n"
		  "address 1 Road, Town, Province, Utopia|Town|Utopia\n"
		  "address Erewhon||Erewhon\n"
		  "listed 2015-04-07 changed 2019-03-04\n");
	CHECK(about.format == LIST_UN && about.entries == 1 && about.names == 8 && !about.faults && !about.cut_off);
	CHECK_STR(about.date, "2031-04-19");
}

/* One body with one alias. */
static const char *names_of(const char *full, const char *alias)
{
	static char text[4096];

	snprintf(text, sizeof text, "%s<ENTITIES><ENTITY><FIRST_NAME>%s</FIRST_NAME><REFERENCE_NUMBER>SYe.001</REFERENCE_NUMBER>"
		 "<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>%s</ALIAS_NAME></ENTITY_ALIAS></ENTITY></ENTITIES></CONSOLIDATED_LIST>", HEAD, full, alias);
	return dump(text, LIST_UN);
}

#define BODY "Organization SYe.001 line 3\nprimary name: X\n"
static void test_brackets(void)
{
	CHECK_STR(names_of("X", ""), BODY);
	CHECK_STR(names_of("X", "A Front (TAF)"), BODY "strong aka: A Front\nweak aka: TAF\n");
	CHECK_STR(names_of("X", "A Front (birth name)"), BODY "strong aka: A Front\n");
	CHECK_STR(names_of("X", "A Leader (Hong Kong) Limited"), BODY "strong aka: A Leader (Hong Kong) Limited\n");
	CHECK_STR(names_of("X", "例子(香港)有限公司"), BODY "strong original script: 例子(香港)有限公司\n");
	CHECK_STR(names_of("X", "Ámir (original script: Амир)"), BODY "strong aka: Ámir\nstrong original script: Амир\n");
	CHECK_STR(names_of("X", "حسن (Hassan Y; Hasan Y)"), BODY "strong original script: حسن\nstrong aka: Hassan Y\nstrong aka: Hasan Y\n");
	CHECK_STR(names_of("X", "Al-Ṣham (AS) (هيئة (original script); Al-Sham; Ash-Sham)"),
		  BODY "strong aka: Al-Ṣham\nweak aka: AS\nstrong original script: هيئة\nstrong aka: Al-Sham\nstrong aka: Ash-Sham\n");
	CHECK_STR(names_of("X", "شبكة (A Network - sub-unit name)"), BODY "strong original script: شبكة\nstrong aka: A Network\n");
	CHECK_STR(names_of("X", "(Sheikh) A B"), BODY "strong aka: (Sheikh) A B\n");
	CHECK_STR(names_of("X", "A (B; C"), BODY "strong aka: A (B\nstrong aka: C\n");
	CHECK_STR(names_of("X", "A) B; C("), BODY "strong aka: A) B\nstrong aka: C(\n");
	CHECK_STR(names_of("X", "(((((((((("), BODY "strong aka: ((((((((((\n");
	CHECK_STR(names_of("X", ";;; ; () ;"), BODY);
	CHECK_STR(names_of("X", "(A B)"), BODY "strong aka: A B\n");
	CHECK_STR(names_of("A LINE (AL) ; B LINE (BL)", ""),
		  "Organization SYe.001 line 3\nprimary name: A LINE (AL) ; B LINE (BL)\n"
		  "strong aka: A LINE\nweak aka: AL\nstrong aka: B LINE\nweak aka: BL\n");
}

/* Entries that cannot stand are said and the others are read. */
static void test_faults(void)
{
	CHECK_STR(dump(HEAD "<INDIVIDUALS>\n<INDIVIDUAL><DATAID>7</DATAID></INDIVIDUAL>\n<INDIVIDUAL><FIRST_NAME>A</FIRST_NAME></INDIVIDUAL>\n"
		       "<INDIVIDUAL><DATAID>8</DATAID><FIRST_NAME>B</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>", LIST_FORMATS),
		  "fault 4 7: left out: an entry without a name\nfault 5 -: left out: an entry without an id\nPerson 8 line 6\nprimary name: B\n");
	CHECK(about.faults == 2 && about.entries == 1);
	CHECK_STR(dump(HEAD "<INDIVIDUALS><INDIVIDUAL><DATAID>8</DATAID><FIRST_NAME>B</FIRST_NAME></INDIVIDUAL>\n<INDIVIDUAL><DATAID>9</DATAID>", LIST_FORMATS),
		  "Person 8 line 3\nprimary name: B\n"
		  "fault 4 -: the document is cut off here\n");
	CHECK(about.cut_off);
	/* the parser looks some bytes ahead: the last entries before the break may be lost too */
	char text[8192] = HEAD "<INDIVIDUALS>";
	for (size_t i = 0; i < 20; i++)
		strcat(text, "<INDIVIDUAL><DATAID>8</DATAID><FIRST_NAME>B</FIRST_NAME></INDIVIDUAL>\n");
	strcat(text, "<INDIVIDUAL></DATAID></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>");
	CHECK(strstr(dump(text, LIST_FORMATS), "fault 23 -: the document is broken from here on: Opening and ending tag mismatch: INDIVIDUAL line 23 and DATAID\n"));
	CHECK(about.entries > 10 && about.entries <= 20 && about.faults == 1);
	CHECK(about.cut_off);
}

TESTS({"a person", test_person}, {"names in brackets", test_brackets}, {"faults", test_faults})
