/* The EU's consolidated list. The sample is synthetic: the publisher's structure, invented people. */
#include "list_dump.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
	"<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\" generationDate=\"2031-02-16T11:04:01.322+01:00\" globalFileId=\"133190\">\n"
#define ACT(day) "<regulationSummary regulationType=\"regulation\" publicationDate=\"" day "\" numberTitle=\"1/2003 (OJ L1)\" publicationUrl=\"http://example.org/act\"/>"

static const char sample[] = HEAD
	"<sanctionEntity designationDetails=\"\" unitedNationId=\"\" euReferenceNumber=\"EU.27.28\" logicalId=\"13\"><remark>A synthetic entry.</remark>"
	"<regulation regulationType=\"regulation\" organisationType=\"commission\" publicationDate=\"2003-07-08\" entryIntoForceDate=\"2003-07-07\" "
	"numberTitle=\"1210/2003 (OJ L169)\" programme=\"SYN\" logicalId=\"348\"><publicationUrl>http://example.org/act?a=1&amp;b=2</publicationUrl></regulation>"
	"<subjectType code=\"person\" classificationCode=\"P\"/>"
	"<nameAlias firstName=\"\" middleName=\"\" lastName=\"\" wholeName=\"Musti\" function=\"\" gender=\"\" title=\"\" nameLanguage=\"FR\" strong=\"false\" "
	"regulationLanguage=\"en\" logicalId=\"19\">" ACT("2003-07-08") "</nameAlias>"
	"<nameAlias firstName=\"Max\" middleName=\"Exemplar\" lastName=\"Muster\" wholeName=\"Max Exemplar Muster\" function=\"Minister of Tests\" gender=\"M\" "
	"title=\"Dr\" nameLanguage=\"\" strong=\"true\" regulationLanguage=\"en\" logicalId=\"17\">" ACT("2002-01-02") "</nameAlias>"
	"<nameAlias firstName=\"Maks\" middleName=\"\" lastName=\"Mustir\" wholeName=\"\" function=\"\" gender=\"M\" strong=\"true\"/>"
	"<nameAlias wholeName=\"Макс Мустер\" nameLanguage=\"RU\" strong=\"true\"/>"
	"<citizenship region=\"\" countryIso2Code=\"ZZ\" countryDescription=\"UTOPIA\" regulationLanguage=\"en\" logicalId=\"2\">" ACT("2014-03-17") "</citizenship>"
	"<citizenship countryIso2Code=\"00\" countryDescription=\"UNKNOWN\"/>"
	"<birthdate circa=\"false\" calendarType=\"GREGORIAN\" city=\"Birthtown\" zipCode=\"\" birthdate=\"1937-04-28\" dayOfMonth=\"28\" monthOfYear=\"4\" "
	"year=\"1937\" region=\"\" place=\"\" countryIso2Code=\"ZZ\" countryDescription=\"UTOPIA\"/>"
	"<birthdate circa=\"true\" calendarType=\"GREGORIAN\" city=\"\" year=\"1961\" region=\"\" place=\"\" countryIso2Code=\"00\" countryDescription=\"UNKNOWN\"/>"
	"<birthdate circa=\"true\" calendarType=\"GREGORIAN\" yearRangeFrom=\"1953\" yearRangeTo=\"1958\"/>"
	"<birthdate circa=\"false\" calendarType=\"GREGORIAN\" yearRangeTo=\"1960\"/>"
	"<birthdate circa=\"false\" calendarType=\"GREGORIAN\" monthOfYear=\"3\" year=\"1962\"/>"
	"<birthdate circa=\"false\" calendarType=\"ISLAMIC\" year=\"1360\"/>"
	"<birthdate circa=\"false\" calendarType=\"GREGORIAN\"/>"
	"<identification diplomatic=\"false\" knownExpired=\"false\" number=\"A10472263\" countryIso2Code=\"ZZ\" countryDescription=\"UTOPIA\" "
	"identificationTypeCode=\"passport\" identificationTypeDescription=\"National passport\"><remark>(passport)</remark></identification>"
	"<identification number=\"77\" countryIso2Code=\"00\" countryDescription=\"UNKNOWN\" identificationTypeCode=\"id\" "
	"identificationTypeDescription=\"National identification card\"/>"
	"<identification number=\"88\" identificationTypeCode=\"other\" identificationTypeDescription=\"Other identification number\"/>"
	"<identification number=\"\" identificationTypeCode=\"other\"/>"
	"<address city=\"Town\" street=\"1 Road\" poBox=\"\" zipCode=\"11011\" region=\"Province\" place=\"\" countryIso2Code=\"ZZ\" countryDescription=\"UTOPIA\"/>"
	"<address city=\"\" street=\"\" countryIso2Code=\"00\" countryDescription=\"UNKNOWN\"><remark>SSN</remark></address></sanctionEntity>\n"
	"<sanctionEntity designationDate=\"2001-05-06\" euReferenceNumber=\"\" logicalId=\"14\"><regulation programme=\"ABC\" publicationDate=\"2010-01-01\"/>"
	"<subjectType code=\"enterprise\" classificationCode=\"E\"/><nameAlias wholeName=\"Example &amp; Co\" strong=\"false\"/>"
	"<identification number=\"5\" identificationTypeCode=\"regnumber\"/><identification number=\"ABCDUTXX\" identificationTypeCode=\"swiftbic\" "
	"identificationTypeDescription=\"SWIFT/BIC\"/><identification number=\"IMO 7406784\" identificationTypeCode=\"imo\"/></sanctionEntity></export>\n";

static void test_sample(void)
{
	CHECK_STR(dump(sample, LIST_FORMATS),
		  "Person EU.27.28 line 3 male\nprimary name: Max Exemplar Muster [Max Exemplar|Muster]\nweak aka: Musti in FR\n"
		  "strong aka: Maks Mustir [Maks|Mustir]\nstrong original script: Макс Мустер in RU\n"
		  "birth 1937-04-28\nbirth 1961~\nbirth 1953/1958\nbirth ../1960\nbirth 1962-03\nborn in Birthtown, UTOPIA\n"
		  "country UTOPIA\nnationality UTOPIA\nprogramme SYN\nposition Minister of Tests\nnote A synthetic entry.\n"
		  "passport: A10472263 of UTOPIA\nnational id: 77\ndocument: 88\naddress 1 Road, 11011, Province|Town|UTOPIA\n"
		  "listed 2002-01-02 changed 2014-03-17\nurl http://example.org/act?a=1&b=2\n"
		  "Organization 14 line 4\nprimary name: Example & Co\nprogramme ABC\nregistration: 5\nswift: ABCDUTXX\nimo: 7406784\n"
		  "listed 2001-05-06 changed 2010-01-01\n");
	CHECK(about.format == LIST_EU && about.entries == 2 && about.names == 5 && !about.faults);
	CHECK_STR(about.date, "2031-02-16");
}

static void test_faults(void)
{
	CHECK_STR(dump(HEAD "<sanctionEntity logicalId=\"1\"/>\n<sanctionEntity><nameAlias wholeName=\"A\"/></sanctionEntity>\n"
		       "<sanctionEntity logicalId=\"2\"><nameAlias wholeName=\"\" strong=\"true\"/><nameAlias wholeName=\"B\" strong=\"false\"/></sanctionEntity></export>", LIST_FORMATS),
		  "fault 3 1: left out: an entry without a name\nfault 4 -: left out: an entry without an id\nOrganization 2 line 5\nprimary name: B\n");
}

TESTS({"the sample", test_sample}, {"faults", test_faults})
