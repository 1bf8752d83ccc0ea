/* OFAC's advanced form, the UK's two forms, Canada, FollowTheMoney, names a line; and what is refused or cut off in any form. The samples are synthetic:
 * the publishers' structure, invented people. */
#include "list_dump.h"

/* --- OFAC, advanced ---------------------------------------------------------------------------------------------- */

#define DAY(y, m, d) "<Year>" #y "</Year><Month>" #m "</Month><Day>" #d "</Day>"
#define PERIOD(approximate, from, to) "<Feature FeatureTypeID=\"8\"><FeatureVersion><DatePeriod><Start Approximate=\"" approximate "\"><From>" from "</From><To>" from \
	"</To></Start><End><From>" to "</From><To>" to "</To></End></DatePeriod></FeatureVersion></Feature>"
static const char advanced[] = "<?xml version=\"1.0\"?>\n<Sanctions xmlns=\"http://www.un.org/sanctions/1.0\"><ReferenceValueSets>"
	"<AliasTypeValues><AliasType ID=\"1400\">A.K.A.</AliasType><AliasType ID=\"1401\">F.K.A.</AliasType><AliasType ID=\"1403\">Name</AliasType></AliasTypeValues>"
	"<CountryValues><Country ID=\"1\">Utopia</Country><Country ID=\"2\">Erewhon</Country></CountryValues>"
	"<FeatureTypeValues><FeatureType ID=\"8\">Birthdate</FeatureType><FeatureType ID=\"9\">Place of Birth</FeatureType><FeatureType ID=\"10\">Nationality Country</FeatureType>"
	"<FeatureType ID=\"25\">Location</FeatureType><FeatureType ID=\"224\">Gender</FeatureType><FeatureType ID=\"13\">SWIFT/BIC</FeatureType></FeatureTypeValues>"
	"<IDRegDocTypeValues><IDRegDocType ID=\"1571\">Passport</IDRegDocType></IDRegDocTypeValues>"
	"<LocPartTypeValues><LocPartType ID=\"1451\">ADDRESS1</LocPartType><LocPartType ID=\"1454\">CITY</LocPartType></LocPartTypeValues>"
	"<NamePartTypeValues><NamePartType ID=\"1520\">Last Name</NamePartType><NamePartType ID=\"1521\">First Name</NamePartType>"
	"<NamePartType ID=\"1525\">Entity Name</NamePartType></NamePartTypeValues>"
	"<PartySubTypeValues><PartySubType ID=\"3\" PartyTypeID=\"2\">Unknown</PartySubType><PartySubType ID=\"4\" PartyTypeID=\"1\">Unknown</PartySubType>"
	"<PartySubType ID=\"1\" PartyTypeID=\"4\">Vessel</PartySubType></PartySubTypeValues>"
	"<ScriptValues><Script ID=\"215\" ScriptCode=\"Latn\">Latin</Script><Script ID=\"220\" ScriptCode=\"Cyrl\">Cyrillic</Script></ScriptValues></ReferenceValueSets>"
	"<Locations><Location ID=\"700\"><LocationCountry CountryID=\"1\"/><LocationPart LocPartTypeID=\"1451\"><LocationPartValue><Value>1 Road</Value></LocationPartValue>"
	"</LocationPart><LocationPart LocPartTypeID=\"1454\"><LocationPartValue><Value>Town</Value></LocationPartValue></LocationPart></Location></Locations>"
	"<IDRegDocuments><IDRegDocument IDRegDocTypeID=\"1571\" IdentityID=\"50\" IssuedBy-CountryID=\"2\"><IDRegistrationNo>X12</IDRegistrationNo></IDRegDocument></IDRegDocuments>"
	"<DistinctParties>\n<DistinctParty FixedRef=\"36\"><Profile ID=\"36\" PartySubTypeID=\"4\"><Identity ID=\"50\" Primary=\"true\">"
	"<Alias FixedRef=\"36\" AliasTypeID=\"1403\" Primary=\"true\" LowQuality=\"false\"><DocumentedName ID=\"1\"><DocumentedNamePart><NamePartValue NamePartGroupID=\"5\" "
	"ScriptID=\"215\">OSTREL</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue NamePartGroupID=\"6\" ScriptID=\"215\">Adan</NamePartValue>"
	"</DocumentedNamePart></DocumentedName><DocumentedName ID=\"2\"><DocumentedNamePart><NamePartValue NamePartGroupID=\"5\" ScriptID=\"220\">Острел</NamePartValue>"
	"</DocumentedNamePart></DocumentedName></Alias><Alias AliasTypeID=\"1400\" Primary=\"false\" LowQuality=\"true\"><DocumentedName ID=\"3\"><DocumentedNamePart>"
	"<NamePartValue NamePartGroupID=\"5\" ScriptID=\"215\">The Cook</NamePartValue></DocumentedNamePart></DocumentedName></Alias>"
	"<NamePartGroups><MasterNamePartGroup><NamePartGroup ID=\"5\" NamePartTypeID=\"1520\"/></MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID=\"6\" "
	"NamePartTypeID=\"1521\"/></MasterNamePartGroup></NamePartGroups></Identity>"
	PERIOD("false", DAY(1971, 3, 4), DAY(1971, 3, 4)) PERIOD("false", DAY(1972, 1, 1), DAY(1972, 12, 31)) PERIOD("true", DAY(1973, 1, 1), DAY(1973, 12, 31))
	PERIOD("false", DAY(1974, 2, 1), DAY(1974, 2, 28)) PERIOD("false", DAY(1975, 1, 1), DAY(1977, 12, 31)) PERIOD("false", DAY(1978, 5, 6), DAY(1978, 7, 8))
	PERIOD("false", DAY(0, 0, 0), DAY(0, 0, 0))
	"<Feature FeatureTypeID=\"9\"><FeatureVersion><VersionDetail>Birthtown</VersionDetail></FeatureVersion></Feature>"
	"<Feature FeatureTypeID=\"10\"><FeatureVersion><VersionLocation LocationID=\"700\"/></FeatureVersion></Feature>"
	"<Feature FeatureTypeID=\"25\"><FeatureVersion><VersionLocation LocationID=\"700\"/></FeatureVersion></Feature>"
	"<Feature FeatureTypeID=\"224\"><FeatureVersion><VersionDetail>Male</VersionDetail></FeatureVersion></Feature></Profile></DistinctParty>\n"
	"<DistinctParty FixedRef=\"37\"><Profile ID=\"37\" PartySubTypeID=\"3\"><Identity ID=\"51\"><Alias AliasTypeID=\"1403\" Primary=\"true\"><DocumentedName>"
	"<DocumentedNamePart><NamePartValue NamePartGroupID=\"7\" ScriptID=\"215\">PANDOR TRADING</NamePartValue></DocumentedNamePart></DocumentedName></Alias>"
	"<NamePartGroups><MasterNamePartGroup><NamePartGroup ID=\"7\" NamePartTypeID=\"1525\"/></MasterNamePartGroup></NamePartGroups></Identity>"
	"<Feature FeatureTypeID=\"13\"><FeatureVersion><VersionDetail>ABCDUTXX</VersionDetail></FeatureVersion></Feature></Profile></DistinctParty>\n"
	"<DistinctParty FixedRef=\"38\"><Profile ID=\"38\"/></DistinctParty>\n</DistinctParties>"
	"<SanctionsEntries><SanctionsEntry ProfileID=\"36\"><EntryEvent><Date>" DAY(2020, 1, 2) "</Date></EntryEvent><SanctionsMeasure><Comment/></SanctionsMeasure>"
	"<SanctionsMeasure><Comment>SYNTH</Comment></SanctionsMeasure></SanctionsEntry></SanctionsEntries></Sanctions>\n";

static void test_advanced(void)
{
	CHECK_STR(dump(advanced, LIST_FORMATS),
		  "Person 36 line 3 male\nprimary name: Adan OSTREL [Adan|OSTREL]\nstrong original script: Острел\nweak aka: The Cook\n"
		  "birth 1971-03-04\nbirth 1972\nbirth 1973~\nbirth 1974-02\nbirth 1975/1977\nbirth 1978-05-06/1978-07-08\nborn in Birthtown\ncountry Utopia\n"
		  "nationality Utopia\nprogramme SYNTH\npassport: X12 of Erewhon\naddress 1 Road|Town|Utopia\nlisted 2020-01-02 changed -\n"
		  "Organization 37 line 4\nprimary name: PANDOR TRADING\nswift: ABCDUTXX\nfault 5 38: left out: an entry without a name\n");
	CHECK(about.format == LIST_OFAC_ADVANCED && about.entries == 2 && about.faults == 1 && !about.cut_off);
}

/* --- the United Kingdom ----------------------------------------------------------------------------------------------- */

static const char uk_xml[] = "<?xml version=\"1.0\"?>\n<Designations xmlns:xsi=\"x\"><DateGenerated>27/02/2031</DateGenerated>\n"
	"<Designation><LastUpdated>01/02/2022</LastUpdated><DateDesignated>23/02/2001</DateDesignated><UniqueID>SYN0001</UniqueID><OFSIGroupID>7172</OFSIGroupID>"
	"<Names><Name><Name1>Adan</Name1><Name6>OSTREL</Name6><NameType>Primary Name</NameType></Name>"
	"<Name><Name6>ADANO</Name6><NameType>Alias</NameType><AliasStrength>Low quality a.k.a.</AliasStrength></Name></Names>"
	"<NonLatinNames><NonLatinName><NameNonLatinScript>Острел</NameNonLatinScript></NonLatinName></NonLatinNames>"
	"<RegimeName>Synthetic Regulations</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip><OtherInformation>A synthetic entry.</OtherInformation>"
	"<Addresses><Address><AddressLine1>1 Road</AddressLine1><AddressLine6>Town</AddressLine6><AddressPostalCode>1</AddressPostalCode><AddressCountry>Utopia</AddressCountry>"
	"</Address></Addresses><IndividualDetails><Individual><DOBs><DOB>dd/mm/1958</DOB><DOB>04/03/1960</DOB></DOBs><Nationalities><Nationality>Utopia</Nationality></Nationalities>"
	"<Positions><Position>Tester</Position></Positions><BirthDetails><Location><TownOfBirth>Birthtown</TownOfBirth></Location></BirthDetails>"
	"<PassportDetails><Passport><PassportNumber>X12</PassportNumber></Passport></PassportDetails></Individual></IndividualDetails></Designation>\n"
	"<Designation><UniqueID>SYN0002</UniqueID><Names><Name><Name6>OSTREL STAR</Name6><NameType>Primary Name</NameType></Name></Names>"
	"<IndividualEntityShip>Ship</IndividualEntityShip><ShipDetails><Ship><IMONumbers><IMONumber>9074729</IMONumber></IMONumbers></Ship></ShipDetails></Designation>\n"
	"<Designation><UniqueID>SYN0003</UniqueID><IndividualEntityShip>Entity</IndividualEntityShip></Designation>\n</Designations>\n";

static void test_uk_xml(void)
{
	CHECK_STR(dump(uk_xml, LIST_FORMATS),
		  "Person SYN0001 line 3\nprimary name: Adan OSTREL [Adan|OSTREL]\nweak aka: ADANO\nstrong original script: Острел\nbirth 1958\nbirth 1960-03-04\n"
		  "born in Birthtown\ncountry Utopia\nnationality Utopia\nprogramme Synthetic Regulations\nposition Tester\nnote A synthetic entry.\npassport: X12\n"
		  "address 1 Road, Town, 1||Utopia\nlisted 2001-02-23 changed 2022-02-01\n"
		  "Vessel SYN0002 line 4\nprimary name: OSTREL STAR\nimo: 9074729\nfault 5 SYN0003: left out: an entry without a name\n");
	CHECK(about.format == LIST_UK_XML && about.entries == 2);
	CHECK_STR(about.date, "2031-02-27");
}

#define UK_HEAD "Last Updated,27/02/2031\nName 6,Name 1,Name Non-Latin Script,DOB,Nationality,Address 1,Country,Other Information,Group Type,Alias Type,Alias Quality," \
	"Regime,Listed On,Last Updated,Group ID\n"
static const char uk_csv[] = UK_HEAD
	"OSTREL,Adan,,00/00/1958,Utopia,1 Road,Utopia,\"Born\nin a quote\",Individual,Primary name,,Synthetic,23/02/2001,01/02/2022,100\n"
	"ADANO,,Острел,00/03/1960,,,,,Individual,AKA,Low quality,Synthetic,23/02/2001,01/02/2022,100\n"
	"too,few\n"
	"OSTREL STAR,,,,,,,,Ship,Primary name,,Synthetic,,,101\n";

static void test_uk_csv(void)
{
	CHECK_STR(dump(uk_csv, LIST_FORMATS),
		  "fault 6 -: left out: found 2 fields, expected 15 as in the first row\n"
		  "Person 100 line 3\nprimary name: Adan OSTREL [Adan|OSTREL]\nweak aka: ADANO\nstrong original script: Острел\nbirth 1958\nbirth 1960-03\n"
		  "country Utopia\nnationality Utopia\nprogramme Synthetic\nnote Born in a quote\naddress 1 Road||Utopia\nlisted 2001-02-23 changed 2022-02-01\n"
		  "Vessel 101 line 7\nprimary name: OSTREL STAR\nprogramme Synthetic\n");
	CHECK(about.format == LIST_UK_CSV && about.entries == 2 && about.faults == 1 && !about.cut_off);
	CHECK_STR(about.date, "2031-02-27");
	CHECK_STR(dump("Last Updated,27/02/2031\nName 6,Other\nA,B\n", LIST_UK_CSV), "refused t:2:1: no column Name 6 or Group ID: OFSI's ConList.csv expected\n");
}

/* --- Canada --------------------------------------------------------------------------------------------------------------- */

static const char canada[] = "<?xml version=\"1.0\"?>\n<data-set>\n<record><Country>Utopia / Utopie</Country><LastName>Ostrel</LastName><GivenName>Adan</GivenName>"
	"<TitleOrShip>Tester</TitleOrShip><Aliases>Adano, Ádan; A. O.</Aliases><Schedule>1, Part 1</Schedule><Item>7</Item><DateOfListing>2020-01-02</DateOfListing>"
	"<DateOfBirthOrShipBuildDate>1960-03-04</DateOfBirthOrShipBuildDate></record>\n"
	"<record><Country>Utopia / Utopie</Country><EntityOrShip>Ostrel Star</EntityOrShip><ShipIMONumber>IMO 9074729</ShipIMONumber><Schedule>2</Schedule><Item>1</Item></record>\n"
	"<record><Country>Utopia</Country><Schedule>2</Schedule><Item>2</Item></record></data-set>\n";

static void test_canada(void)
{
	CHECK_STR(dump(canada, LIST_FORMATS),
		  "Person Utopia / Utopie|1, Part 1|7 line 3\nprimary name: Adan Ostrel [Adan|Ostrel]\nstrong aka: Adano\nstrong aka: Ádan\nstrong aka: A. O.\n"
		  "birth 1960-03-04\nprogramme Utopia / Utopie\nposition Tester\nlisted 2020-01-02 changed -\n"
		  "Vessel Utopia / Utopie|2|1 line 4\nprimary name: Ostrel Star\nprogramme Utopia / Utopie\nimo: 9074729\n"
		  "fault 5 Utopia|2|2: left out: an entry without a name\n");
}

/* --- FollowTheMoney, names ------------------------------------------------------------------------------------------------- */

static const char ftm[] =
	"{\"id\":\"Q1\",\"schema\":\"Person\",\"caption\":\"Adan Ostrel\",\"first_seen\":\"2020-01-02T03:04:05\",\"last_change\":\"2021-02-03\",\"properties\":{"
	"\"name\":[\"Adan Ostrel\",\"Острел\"],\"alias\":[\"Adano\"],\"weakAlias\":[\"Cook\"],\"birthDate\":[\"1960-03-04\",\"1961\"],\"nationality\":[\"zz\"],"
	"\"gender\":[\"male\"],\"passportNumber\":[\"X12\"],\"topics\":[\"sanction\"],\"position\":[\"Tester\"],\"address\":[\"1 Road\"],\"sourceUrl\":[\"https://example.org/1\"]}}\n"
	"{\"id\":\"Q2\",\"schema\":\"Sanction\",\"properties\":{\"entity\":[\"Q1\"]}}\n"
	"{\"op\":\"ADD\",\"entity\":{\"id\":\"Q3\",\"schema\":\"Vessel\",\"properties\":{\"name\":[\"Ostrel Star\"],\"imoNumber\":[\"9074729\"],\"buildDate\":[\"1999\"]}}}\n"
	"{\"id\":\"Q4\",\"schema\":\"Pirson\",\"properties\":{}}\n{\"id\":\"Q5\",\"schema\":\"Person\"}\n[]\n{\"schema\":\"Person\",\"properties\":{\"name\":[\"A\"]}}\n"
	"\n{\"id\":\"Q6\",\"schema\":\"Company\",\"properties\":{\"firstName\":[7],\"name\":\"no list\",\"alias\":[null,\"Pandor\"]}}\n";

static void test_ftm(void)
{
	CHECK_STR(dump(ftm, LIST_FORMATS),
		  "Person Q1 line 1 male\nprimary name: Adan Ostrel\nstrong name: Острел\nstrong aka: Adano\nweak aka: Cook\nbirth 1960-03-04\nbirth 1961\n"
		  "nationality zz\nprogramme sanction\nposition Tester\npassport: X12\naddress 1 Road||\nlisted 2020-01-02 changed 2021-02-03\nurl https://example.org/1\n"
		  "Vessel Q3 line 3\nprimary name: Ostrel Star\nbirth 1999\nimo: 9074729\n"
		  "fault 4 Q4: left out: no schema Pirson\nfault 5 Q5: left out: no properties in a Person\nfault 6 -: left out: no schema \n"
		  "fault 7 -: left out: an entry without an id\nCompany Q6 line 9\nstrong aka: Pandor\n");
	CHECK(about.format == LIST_FTM && about.entries == 3 && about.faults == 4);
}

static void test_names(void)
{
	CHECK_STR(dump("Adan Ostrel\r\n\n  \n\xff\xfe\nBela Pandor", LIST_NAMES),
		  "LegalEntity 1 line 1\nprimary name: Adan Ostrel\nfault 4 -: left out: not UTF-8\nLegalEntity 5 line 5\nprimary name: Bela Pandor\n");
}

/* --- what is refused, whatever the form ------------------------------------------------------------------------------------- */

static void test_hostile(void)
{
	static const struct { enum list_format format; const char *root; } roots[] = {
		{LIST_UN, "CONSOLIDATED_LIST"}, {LIST_OFAC_XML, "sdnList"}, {LIST_OFAC_ADVANCED, "Sanctions"}, {LIST_EU, "export"}, {LIST_UK_XML, "Designations"},
		{LIST_CANADA, "data-set"}};
	static const char *const types[] = {
		"[<!ENTITY a SYSTEM \"file:///etc/passwd\">]", "SYSTEM \"http://127.0.0.1:9/x.dtd\"",
		"[<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]",
		"[<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]"};

	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
		for (size_t k = 0; k < sizeof types / sizeof *types; k++) {
			char text[2048];

			snprintf(text, sizeof text, "<?xml version=\"1.0\"?>\n<!DOCTYPE %s %s>\n<%s><x>&d;&a;</x></%s>", roots[i].root, types[k], roots[i].root, roots[i].root);
			const char *said = dump(text, roots[i].format);
			CHECK(!strncmp(said, "refused ", 8) && !about.entries);
		}
	/* an entity that nobody declared: the list passes for no whole one */
	CHECK(strstr(dump("<?xml version=\"1.0\"?>\n<data-set><record><EntityOrShip>A</EntityOrShip><Item>1</Item></record>\n<record>&x;</record></data-set>", LIST_CANADA),
		     "refused ") || about.cut_off);
}

/* Cut anywhere, a list is refused, or said to be cut off, or has lost only whole lines. */
static void test_cut(void)
{
	static const struct { enum list_format format; const char *text; size_t n; bool lines; } lists[] = {
		{LIST_OFAC_ADVANCED, advanced, sizeof advanced - 1, false}, {LIST_UK_XML, uk_xml, sizeof uk_xml - 1, false},
		{LIST_CANADA, canada, sizeof canada - 1, false}, {LIST_UK_CSV, uk_csv, sizeof uk_csv - 1, true}, {LIST_FTM, ftm, sizeof ftm - 1, true}};

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		size_t all;

		(void)dump_bytes(lists[i].text, lists[i].n, lists[i].format);
		all = about.entries;
		for (size_t n = 0; n + 1 < lists[i].n; n++) {
			/* of the exact size, so that one byte too far is seen */
			char *part = malloc(n ? n : 1);
			CHECK(part);
			memcpy(part, lists[i].text, n);
			const char *said = dump_bytes(part, n, lists[i].format);
			bool refused = strstr(said, "refused ") != NULL;
			free(part);
			CHECK(about.entries <= all);
			if (!lists[i].lines)
				CHECK(refused || about.cut_off);
			else if (lists[i].format == LIST_FTM && n && !strchr("\n}]", lists[i].text[n - 1]))
				CHECK(refused || about.cut_off);
		}
	}
}

TESTS({"OFAC, advanced", test_advanced}, {"UK, XML", test_uk_xml}, {"UK, CSV", test_uk_csv}, {"Canada", test_canada}, {"FtM", test_ftm}, {"names", test_names},
      {"hostile XML", test_hostile}, {"cut off", test_cut})
