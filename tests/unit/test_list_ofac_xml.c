/* OFAC's first XML form. The sample is synthetic: the publisher's structure, invented people. */
#include "list_dump.h"

#define HEAD "<?xml version=\"1.0\" standalone=\"yes\"?>\n" \
	"<sdnList xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns=\"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML\">\n" \
	"<publshInformation><Publish_Date>03/28/2031</Publish_Date><Record_Count>3</Record_Count></publshInformation>\n"

static const char sample[] = HEAD
	"<sdnEntry><uid>9639</uid><firstName>Max Exemplar</firstName><lastName>MUSTER</lastName><title>Minister of Tests</title><sdnType>Individual</sdnType>"
	"<remarks>A synthetic entry.</remarks><programList><program>SDGT</program><program>IRGC</program></programList>"
	"<idList><id><uid>1</uid><idType>Passport</idType><idNumber>A10472263</idNumber><idCountry>Utopia</idCountry><issueDate>1999</issueDate></id>"
	"<id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id><id><uid>3</uid><idType>Secondary sanctions risk:</idType><idNumber>Section 1</idNumber></id>"
	"<id><uid>4</uid><idType>Diplomatic Passport</idType><idNumber>D7</idNumber></id><id><uid>5</uid><idType>Phone Number</idType><idNumber>555</idNumber></id></idList>"
	"<akaList><aka><uid>1</uid><type>a.k.a.</type><category>strong</category><lastName>MUSTIR</lastName><firstName>Maks</firstName></aka>"
	"<aka><uid>2</uid><type>f.k.a.</type><category>weak</category><lastName>OLD MAX</lastName></aka>"
	"<aka><uid>3</uid><type>n.k.a.</type><category>strong</category><lastName>NEU</lastName><firstName>Max</firstName></aka></akaList>"
	"<addressList><address><uid>1</uid><address1>1 Road</address1><address2>Floor 2</address2><address3>Door 3</address3><city>Town</city>"
	"<stateOrProvince>Province</stateOrProvince><postalCode>1234</postalCode><country>Utopia</country></address>"
	"<address><uid>2</uid><country>Erewhon</country></address></addressList>"
	"<nationalityList><nationality><uid>1</uid><country>Utopia</country><mainEntry>true</mainEntry></nationality></nationalityList>"
	"<citizenshipList><citizenship><uid>1</uid><country>Erewhon</country><mainEntry>true</mainEntry></citizenship></citizenshipList>"
	"<dateOfBirthList><dateOfBirthItem><uid>1</uid><dateOfBirth>04 Mar 1971</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem>"
	"<dateOfBirthItem><uid>2</uid><dateOfBirth>circa 1955</dateOfBirth></dateOfBirthItem><dateOfBirthItem><uid>3</uid><dateOfBirth>1955 to 1958</dateOfBirth></dateOfBirthItem>"
	"<dateOfBirthItem><uid>4</uid><dateOfBirth>Apr 1972</dateOfBirth></dateOfBirthItem></dateOfBirthList>"
	"<placeOfBirthList><placeOfBirthItem><uid>1</uid><placeOfBirth>Birthtown, Utopia</placeOfBirth></placeOfBirthItem></placeOfBirthList></sdnEntry>\n"
	"<sdnEntry><uid>9640</uid><lastName>EXAMPLE STAR</lastName><sdnType>Vessel</sdnType><programList><program>SYNTH</program></programList>"
	"<idList><id><idType>Vessel Registration Identification</idType><idNumber>IMO 7406784</idNumber></id><id><idType>MMSI</idType><idNumber>572469210</idNumber></id>"
	"<id><idType>Vessel Year of Build</idType><idNumber>1990</idNumber></id></idList>"
	"<vesselInfo><callSign>P3QG3</callSign><vesselType>Tanker</vesselType><vesselFlag>Utopia</vesselFlag><vesselOwner>O</vesselOwner></vesselInfo></sdnEntry>\n"
	"<sdnEntry><uid>9641</uid><lastName>EXAMPLE &amp; CO.</lastName><sdnType>Entity</sdnType><programList/>"
	"<idList><id><idType>Organization Established Date</idType><idNumber>28 Jan 2010</idNumber></id><id><idType>Listing Date (CMIC)</idType><idNumber>12 Jan 2021</idNumber></id>"
	"<id><idType>Listing Date (CMIC)</idType><idNumber>12 Nov 2020</idNumber></id><id><idType>SWIFT/BIC</idType><idNumber>ABCDUTXX</idNumber></id>"
	"<id><idType>Unified Social Credit Code (USCC)</idType><idNumber>91350211MA2XN1TG3A</idNumber><idCountry>China</idCountry></id>"
	"<id><idType>Nationality of Registration</idType><idNumber>China</idNumber></id><id><idType>Tax ID No.</idType><idNumber>77</idNumber></id></idList></sdnEntry>\n"
	"<sdnEntry><uid>9642</uid><lastName>EP-XXX</lastName><sdnType>Aircraft</sdnType></sdnEntry></sdnList>";

#define URL "url https://sanctionssearch.ofac.treas.gov/Details.aspx?id="
static void test_sample(void)
{
	CHECK_STR(dump(sample, LIST_FORMATS),
		  "Person 9639 line 4 male\nprimary name: Max Exemplar MUSTER [Max Exemplar|MUSTER]\nstrong aka: Maks MUSTIR [Maks|MUSTIR]\n"
		  "weak fka: OLD MAX\nstrong nka: Max NEU [Max|NEU]\nbirth 1971-03-04\nbirth 1955~\nbirth 1955/1958\nbirth 1972-04\n"
		  "born in Birthtown, Utopia\ncountry Utopia\ncountry Erewhon\nnationality Utopia\nnationality Erewhon\nprogramme SDGT\nprogramme IRGC\n"
		  "position Minister of Tests\nnote A synthetic entry.\npassport: A10472263 of Utopia\npassport: D7\n"
		  "address 1 Road, Floor 2, Door 3, Province, 1234|Town|Utopia\naddress ||Erewhon\n" URL "9639\n"
		  "Vessel 9640 line 5\nprimary name: EXAMPLE STAR\nbirth 1990\ncountry Utopia\nprogramme SYNTH\nimo: 7406784\nmmsi: 572469210\ncall sign: P3QG3\n" URL "9640\n"
		  "Organization 9641 line 6\nprimary name: EXAMPLE & CO.\nbirth 2010-01-28\ncountry China\nswift: ABCDUTXX\nuscc: 91350211MA2XN1TG3A of China\n"
		  "tax: 77\nlisted 2020-11-12 changed -\n" URL "9641\n"
		  "Airplane 9642 line 7\nprimary name: EP-XXX\n" URL "9642\n");
	CHECK(about.format == LIST_OFAC_XML && about.entries == 4 && about.names == 7 && !about.faults);
	CHECK_STR(about.date, "2031-03-28");
}

static void test_faults(void)
{
	CHECK_STR(dump(HEAD "<sdnEntry><uid>1</uid><sdnType>Entity</sdnType></sdnEntry>\n<sdnEntry><lastName>A</lastName></sdnEntry>\n"
		       "<sdnEntry><uid>2</uid><lastName>B</lastName></sdnEntry></sdnList>", LIST_FORMATS),
		  "fault 4 1: left out: an entry without a name\nfault 5 -: left out: an entry without an id\nLegalEntity 2 line 6\nprimary name: B\n" URL "2\n");
}

TESTS({"the sample", test_sample}, {"faults", test_faults})
