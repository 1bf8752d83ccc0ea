/* The FollowTheMoney model, version 4.11.2: made by tools/ftm_model.py, not by hand.
 *
 * Source: the package followthemoney (PyPI), https://github.com/opensanctions/followthemoney.
 * MIT licence: Copyright (c) 2017-2024 Journalism Development Network, Inc.,
 * Copyright (c) 2025 OpenSanctions Datenbanken GmbH; the whole notice stands in NOTICE. */
#include "exchange/ftm.h"

const char ftm_model_version[] = "4.11.2";

static const char *const country_codes[] = {
	"ac", "ad", "ae", "af", "ag", "ai", "al", "am", "ao", "aq", "ar", "as", "at", "au", "aw", "ax", "az",
	"az-nk", "ba", "bb", "bd", "be", "bf", "bg", "bh", "bi", "bj", "bl", "bm", "bn", "bo", "bq", "br", "bs",
	"bt", "bv", "bw", "by", "bz", "ca", "cc", "cd", "cf", "cg", "ch", "ci", "ck", "cl", "cm", "cn", "cn-xz",
	"co", "cp", "cq", "cr", "cshh", "csxx", "cu", "cv", "cw", "cx", "cy", "cy-trnc", "cz", "dd", "de", "dg",
	"dj", "dk", "dm", "do", "dz", "ec", "ee", "eg", "eh", "er", "es", "et", "eu", "fi", "fj", "fk", "fm", "fo",
	"fr", "ga", "gb", "gb-nir", "gb-sct", "gb-wls", "gd", "ge", "ge-ab", "gf", "gg", "gh", "gi", "gl", "gm",
	"gn", "gp", "gq", "gr", "gs", "gt", "gu", "gw", "gy", "hk", "hm", "hn", "hr", "ht", "hu", "ic", "id", "ie",
	"il", "im", "in", "io", "ip", "iq", "iq-kr", "ir", "is", "it", "je", "jm", "jo", "jp", "ke", "kg", "kh",
	"ki", "km", "kn", "kp", "kr", "kw", "ky", "kz", "la", "lb", "lc", "li", "lk", "lr", "ls", "lt", "lu", "lv",
	"ly", "ma", "mc", "md", "md-pmr", "me", "mf", "mg", "mh", "mk", "ml", "mm", "mn", "mo", "mp", "mq", "mr",
	"ms", "mt", "mu", "mv", "mw", "mx", "my", "mz", "na", "nc", "ne", "nf", "ng", "ni", "nl", "no", "np", "nr",
	"nu", "nz", "om", "pa", "pe", "pf", "pg", "ph", "pk", "pk-km", "pl", "pm", "pn", "pr", "ps", "pt", "pw",
	"py", "qa", "re", "ro", "rs", "ru", "rw", "sa", "sb", "sc", "sd", "se", "sg", "sh", "si", "sj", "sk", "sl",
	"sm", "sn", "so", "so-som", "sr", "ss", "st", "suhh", "sv", "sx", "sy", "sz", "ta", "tc", "td", "tf", "tg",
	"th", "tj", "tk", "tl", "tm", "tn", "to", "tr", "tt", "tv", "tw", "tz", "ua", "ua-cri", "ua-dpr", "ua-lpr",
	"ug", "um", "un", "us", "uy", "uz", "va", "vc", "ve", "vg", "vi", "vn", "vu", "wf", "ws", "x-so", "xk",
	"ye", "yt", "yucs", "za", "zm", "zr", "zw", "zz",
};

static const char *const gender_codes[] = {
	"female", "male", "other",
};

static const char *const language_codes[] = {
	"afr", "amh", "ara", "aze", "bel", "ben", "bos", "bul", "cat", "ces", "cnr", "dan", "deu", "ell", "eng",
	"est", "fas", "fil", "fin", "fra", "gle", "heb", "hin", "hrv", "hun", "hye", "ind", "isl", "ita", "jpn",
	"kan", "kat", "kaz", "khm", "kir", "kor", "lao", "lav", "lit", "ltz", "mkd", "mlt", "mon", "msa", "mul",
	"mya", "nep", "nld", "nor", "pol", "por", "pus", "ron", "rus", "sin", "slk", "slv", "spa", "sqi", "srp",
	"swa", "swe", "tam", "tel", "tgk", "tgl", "tha", "tuk", "tur", "ukr", "urd", "uzb", "vie", "zho",
};

static const char *const topic_codes[] = {
	"asset.frozen", "corp.clone", "corp.disqual", "corp.offshore", "corp.public", "corp.shell", "crime",
	"crime.boss", "crime.cyber", "crime.env", "crime.fin", "crime.fraud", "crime.terror", "crime.theft",
	"crime.traffick", "crime.traffick.drug", "crime.traffick.human", "crime.war", "debarment",
	"export.control", "export.control.linked", "export.risk", "fin", "fin.adivsor", "fin.bank", "fin.fund",
	"forced.labor", "geo.risk", "gov", "gov.admin", "gov.executive", "gov.financial", "gov.head", "gov.igo",
	"gov.judicial", "gov.legislative", "gov.muni", "gov.national", "gov.religion", "gov.security", "gov.soe",
	"gov.state", "invest.ban", "invest.risk", "mare.detained", "mare.shadow", "mare.sts", "mil", "poi",
	"pol.party", "pol.union", "reg.action", "reg.warn", "rel", "role.acct", "role.act", "role.civil",
	"role.diplo", "role.journo", "role.judge", "role.lawyer", "role.lobby", "role.oligarch", "role.pep",
	"role.pep.frmr", "role.pep.intl", "role.pep.natl", "role.pol", "role.rca", "role.spy", "sanction",
	"sanction.control", "sanction.counter", "sanction.linked", "wanted",
};

const struct ftm_type_info ftm_types[FTM_TYPES] = {
	[FTM_ADDRESS] = {"address", NULL, 0},
	[FTM_CHECKSUM] = {"checksum", NULL, 0},
	[FTM_COUNTRY] = {"country", country_codes, sizeof country_codes / sizeof *country_codes},
	[FTM_DATE] = {"date", NULL, 0},
	[FTM_EMAIL] = {"email", NULL, 0},
	[FTM_ENTITY] = {"entity", NULL, 0},
	[FTM_GENDER] = {"gender", gender_codes, sizeof gender_codes / sizeof *gender_codes},
	[FTM_HTML] = {"html", NULL, 0},
	[FTM_IDENTIFIER] = {"identifier", NULL, 0},
	[FTM_IP] = {"ip", NULL, 0},
	[FTM_JSON] = {"json", NULL, 0},
	[FTM_LANGUAGE] = {"language", language_codes, sizeof language_codes / sizeof *language_codes},
	[FTM_MIMETYPE] = {"mimetype", NULL, 0},
	[FTM_NAME] = {"name", NULL, 0},
	[FTM_NUMBER] = {"number", NULL, 0},
	[FTM_PHONE] = {"phone", NULL, 0},
	[FTM_STRING] = {"string", NULL, 0},
	[FTM_TEXT] = {"text", NULL, 0},
	[FTM_TOPIC] = {"topic", topic_codes, sizeof topic_codes / sizeof *topic_codes},
	[FTM_URL] = {"url", NULL, 0},
};

static const struct ftm_property Address_own[] = {
	{"city", FTM_STRING, 0, 1024, NULL, NULL},
	{"full", FTM_ADDRESS, FTM_MATCHABLE, 250, NULL, NULL},
	{"googlePlaceId", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"latitude", FTM_NUMBER, 0, 250, NULL, NULL},
	{"longitude", FTM_NUMBER, 0, 250, NULL, NULL},
	{"osmId", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"postOfficeBox", FTM_STRING, 0, 1024, NULL, NULL},
	{"postalCode", FTM_STRING, 0, 16, NULL, NULL},
	{"region", FTM_STRING, 0, 1024, NULL, NULL},
	{"remarks", FTM_STRING, 0, 1024, NULL, NULL},
	{"state", FTM_STRING, 0, 1024, NULL, NULL},
	{"street", FTM_STRING, 0, 1024, NULL, NULL},
	{"street2", FTM_STRING, 0, 1024, NULL, NULL},
	{"things", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Thing", NULL},
	{"tripsDeparting", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Trip", NULL},
	{"tripsIncoming", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Trip", NULL},
};

static const struct ftm_property Airplane_own[] = {
	{"icaoCode", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, NULL},
	{"manufacturer", FTM_STRING, 0, 1024, NULL, NULL},
	{"serialNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
};

static const struct ftm_property Analyzable_own[] = {
	{"companiesMentioned", FTM_NAME, FTM_MATCHABLE, 384, NULL, NULL},
	{"detectedCountry", FTM_COUNTRY, 0, 16, NULL, NULL},
	{"detectedLanguage", FTM_LANGUAGE, 0, 16, NULL, NULL},
	{"emailMentioned", FTM_EMAIL, FTM_MATCHABLE, 250, NULL, NULL},
	{"ibanMentioned", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, "iban"},
	{"ipMentioned", FTM_IP, FTM_MATCHABLE, 64, NULL, NULL},
	{"locationMentioned", FTM_ADDRESS, 0, 250, NULL, NULL},
	{"namesMentioned", FTM_NAME, FTM_MATCHABLE, 384, NULL, NULL},
	{"peopleMentioned", FTM_NAME, FTM_MATCHABLE, 384, NULL, NULL},
	{"phoneMentioned", FTM_PHONE, FTM_MATCHABLE, 64, NULL, NULL},
};

static const struct ftm_property Asset_own[] = {
	{"ownershipAsset", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Ownership", NULL},
};

static const struct ftm_property Associate_own[] = {
	{"associate", FTM_ENTITY, FTM_MATCHABLE, 200, "Person", NULL},
	{"person", FTM_ENTITY, FTM_MATCHABLE, 200, "Person", NULL},
	{"relationship", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Audio_own[] = {
	{"duration", FTM_NUMBER, 0, 250, NULL, NULL},
	{"samplingRate", FTM_NUMBER, 0, 250, NULL, NULL},
};

static const struct ftm_property BankAccount_own[] = {
	{"accountNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"accountType", FTM_STRING, 0, 1024, NULL, NULL},
	{"balance", FTM_NUMBER, 0, 250, NULL, NULL},
	{"balanceDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"bank", FTM_ENTITY, FTM_MATCHABLE, 200, "Organization", NULL},
	{"bankAddress", FTM_STRING, 0, 1024, NULL, NULL},
	{"bankName", FTM_STRING, 0, 1024, NULL, NULL},
	{"bic", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, "bic"},
	{"closingDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"contractBankAccount", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "EconomicActivity", NULL},
	{"foreignBankAccount", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "EconomicActivity", NULL},
	{"iban", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, "iban"},
	{"maxBalance", FTM_NUMBER, 0, 250, NULL, NULL},
	{"maxBalanceDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"openingDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"paymentBeneficiaryAccount", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Payment", NULL},
	{"paymentPayerAccount", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Payment", NULL},
	{"rubBankAccount", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "EconomicActivity", NULL},
};

static const struct ftm_property Call_own[] = {
	{"caller", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"callerNumber", FTM_PHONE, FTM_MATCHABLE, 64, NULL, NULL},
	{"duration", FTM_NUMBER, 0, 250, NULL, NULL},
	{"receiver", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"receiverNumber", FTM_PHONE, FTM_MATCHABLE, 64, NULL, NULL},
};

static const struct ftm_property CallForTenders_own[] = {
	{"authority", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"authorityReferenceId", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"awardNoticeDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"awardedInLots", FTM_STRING, 0, 1024, NULL, NULL},
	{"awardingDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"callId", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"certificationCheck", FTM_STRING, 0, 1024, NULL, NULL},
	{"clarificationDeadline", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"contractAwards", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "ContractAward", NULL},
	{"contractNoticeDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"cpvCode", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"directive", FTM_STRING, 0, 1024, NULL, NULL},
	{"euFunding", FTM_STRING, 0, 1024, NULL, NULL},
	{"evaluationMechanism", FTM_STRING, 0, 1024, NULL, NULL},
	{"fallsUnderGPPScope", FTM_STRING, 0, 1024, NULL, NULL},
	{"involvesOutcome", FTM_STRING, 0, 1024, NULL, NULL},
	{"lotsNames", FTM_STRING, 0, 1024, NULL, NULL},
	{"maximumNumberOfLots", FTM_NUMBER, 0, 250, NULL, NULL},
	{"multipleTenders", FTM_STRING, 0, 1024, NULL, NULL},
	{"numberOfLots", FTM_NUMBER, 0, 250, NULL, NULL},
	{"nutsCode", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"onBehalfOf", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"paymentOptions", FTM_STRING, 0, 1024, NULL, NULL},
	{"procedure", FTM_STRING, 0, 1024, NULL, NULL},
	{"procurementType", FTM_STRING, 0, 1024, NULL, NULL},
	{"publicationDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"relationToThreshold", FTM_STRING, 0, 1024, NULL, NULL},
	{"reverseAuctionsIncluded", FTM_STRING, 0, 1024, NULL, NULL},
	{"submissionDeadline", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"tedUrl", FTM_URL, FTM_MATCHABLE, 4096, NULL, NULL},
	{"tenderers", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"tendersForLots", FTM_STRING, 0, 1024, NULL, NULL},
	{"title", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Company_own[] = {
	{"bikCode", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"caemCode", FTM_STRING, 0, 1024, NULL, NULL},
	{"capital", FTM_NUMBER, 0, 250, NULL, NULL},
	{"cikCode", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"coatoCode", FTM_IDENTIFIER, 0, 64, NULL, NULL},
	{"fnsCode", FTM_IDENTIFIER, 0, 64, NULL, NULL},
	{"fssCode", FTM_STRING, 0, 1024, NULL, NULL},
	{"ipoCode", FTM_IDENTIFIER, 0, 64, NULL, NULL},
	{"irsCode", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"isinCode", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"jibCode", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"kppCode", FTM_IDENTIFIER, 0, 64, NULL, NULL},
	{"mbsCode", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"okopfCode", FTM_STRING, 0, 1024, NULL, NULL},
	{"oksmCode", FTM_STRING, 0, 1024, NULL, NULL},
	{"pfrNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"ricCode", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, NULL},
	{"ticker", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"voenCode", FTM_IDENTIFIER, FTM_MATCHABLE, 32, NULL, NULL},
};

static const struct ftm_property Contract_own[] = {
	{"authority", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"awards", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "ContractAward", NULL},
	{"cancelled", FTM_STRING, 0, 1024, NULL, NULL},
	{"classification", FTM_STRING, 0, 1024, NULL, NULL},
	{"contractDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"criteria", FTM_STRING, 0, 1024, NULL, NULL},
	{"economicActivityContract", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "EconomicActivity", NULL},
	{"language", FTM_LANGUAGE, 0, 16, NULL, NULL},
	{"method", FTM_STRING, 0, 1024, NULL, NULL},
	{"noticeId", FTM_STRING, 0, 1024, NULL, NULL},
	{"numberAwards", FTM_STRING, 0, 1024, NULL, NULL},
	{"paymentContract", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Payment", NULL},
	{"procedure", FTM_STRING, 0, 1024, NULL, NULL},
	{"procedureNumber", FTM_STRING, 0, 1024, NULL, NULL},
	{"project", FTM_ENTITY, FTM_MATCHABLE, 200, "Project", NULL},
	{"status", FTM_STRING, 0, 1024, NULL, NULL},
	{"title", FTM_STRING, 0, 1024, NULL, NULL},
	{"type", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property ContractAward_own[] = {
	{"amended", FTM_STRING, 0, 1024, NULL, NULL},
	{"callForTenders", FTM_ENTITY, FTM_MATCHABLE, 200, "CallForTenders", NULL},
	{"contract", FTM_ENTITY, FTM_MATCHABLE, 200, "Contract", NULL},
	{"cpvCode", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"decisionReason", FTM_TEXT, 0, 65000, NULL, NULL},
	{"documentNumber", FTM_STRING, 0, 1024, NULL, NULL},
	{"documentType", FTM_STRING, 0, 1024, NULL, NULL},
	{"lotNumber", FTM_STRING, 0, 1024, NULL, NULL},
	{"nutsCode", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"supplier", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
};

static const struct ftm_property Control_own[] = {
	{"controlType", FTM_STRING, 0, 1024, NULL, NULL},
	{"controlled", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"controller", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"legalBasis", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property CourtCase_own[] = {
	{"caseNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"category", FTM_STRING, 0, 1024, NULL, NULL},
	{"closeDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"court", FTM_STRING, 0, 1024, NULL, NULL},
	{"fileDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"parties", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "CourtCaseParty", NULL},
	{"status", FTM_STRING, 0, 1024, NULL, NULL},
	{"type", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property CourtCaseParty_own[] = {
	{"case", FTM_ENTITY, FTM_MATCHABLE, 200, "CourtCase", NULL},
	{"party", FTM_ENTITY, FTM_MATCHABLE, 200, "Thing", NULL},
};

static const struct ftm_property CryptoWallet_own[] = {
	{"accountId", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"balance", FTM_NUMBER, 0, 250, NULL, NULL},
	{"balanceDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"blockchain", FTM_STRING, 0, 1024, NULL, NULL},
	{"creationDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"cryptoAddress", FTM_IDENTIFIER, FTM_MATCHABLE, 512, NULL, NULL},
	{"currencySymbol", FTM_STRING, 0, 1024, NULL, NULL},
	{"custodyType", FTM_STRING, 0, 1024, NULL, NULL},
	{"holder", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"managingExchange", FTM_STRING, 0, 1024, NULL, NULL},
	{"privateKey", FTM_STRING, 0, 1024, NULL, NULL},
	{"publicKey", FTM_IDENTIFIER, FTM_MATCHABLE, 512, NULL, NULL},
};

static const struct ftm_property Debt_own[] = {
	{"creditor", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"debtor", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
};

static const struct ftm_property Directorship_own[] = {
	{"director", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"organization", FTM_ENTITY, FTM_MATCHABLE, 200, "Organization", NULL},
	{"secretary", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Document_own[] = {
	{"ancestors", FTM_ENTITY, FTM_MATCHABLE, 200, "Folder", NULL},
	{"author", FTM_STRING, 0, 1024, NULL, NULL},
	{"authoredAt", FTM_DATE, 0, 32, NULL, NULL},
	{"bodyText", FTM_TEXT, 0, 65000, NULL, NULL},
	{"contentHash", FTM_CHECKSUM, FTM_MATCHABLE, 40, NULL, NULL},
	{"crawler", FTM_STRING, 0, 1024, NULL, NULL},
	{"date", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"encoding", FTM_STRING, 0, 1024, NULL, NULL},
	{"extension", FTM_STRING, 0, 1024, NULL, NULL},
	{"fileName", FTM_STRING, 0, 1024, NULL, NULL},
	{"fileSize", FTM_NUMBER, 0, 250, NULL, NULL},
	{"generator", FTM_STRING, 0, 1024, NULL, NULL},
	{"language", FTM_LANGUAGE, 0, 16, NULL, NULL},
	{"mentionedEntities", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Mention", NULL},
	{"messageId", FTM_STRING, 0, 1024, NULL, NULL},
	{"mimeType", FTM_MIMETYPE, 0, 250, NULL, NULL},
	{"parent", FTM_ENTITY, FTM_MATCHABLE, 200, "Folder", NULL},
	{"processedAt", FTM_DATE, 0, 32, NULL, NULL},
	{"processingAgent", FTM_STRING, 0, 1024, NULL, NULL},
	{"processingError", FTM_STRING, 0, 1024, NULL, NULL},
	{"processingStatus", FTM_STRING, 0, 1024, NULL, NULL},
	{"proven", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Thing", NULL},
	{"provenIntervals", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Interval", NULL},
	{"publishedAt", FTM_DATE, 0, 32, NULL, NULL},
	{"relatedEntities", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Documentation", NULL},
	{"title", FTM_STRING, 0, 1024, NULL, NULL},
	{"translatedLanguage", FTM_LANGUAGE, 0, 16, NULL, NULL},
	{"translatedText", FTM_TEXT, 0, 65000, NULL, NULL},
};

static const struct ftm_property Documentation_own[] = {
	{"document", FTM_ENTITY, FTM_MATCHABLE, 200, "Document", NULL},
	{"entity", FTM_ENTITY, FTM_MATCHABLE, 200, "Thing", NULL},
};

static const struct ftm_property EconomicActivity_own[] = {
	{"bankAccount", FTM_ENTITY, FTM_MATCHABLE, 200, "BankAccount", NULL},
	{"bankForeign", FTM_ENTITY, FTM_MATCHABLE, 200, "BankAccount", NULL},
	{"bankRub", FTM_ENTITY, FTM_MATCHABLE, 200, "BankAccount", NULL},
	{"ccdNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"ccdValue", FTM_STRING, 0, 1024, NULL, NULL},
	{"contract", FTM_ENTITY, FTM_MATCHABLE, 200, "Contract", NULL},
	{"contractHolder", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"customsAmount", FTM_STRING, 0, 1024, NULL, NULL},
	{"customsProcedure", FTM_STRING, 0, 1024, NULL, NULL},
	{"declarant", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"departureCountry", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"destinationCountry", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"directionOfTransportation", FTM_STRING, 0, 1024, NULL, NULL},
	{"dollarExchRate", FTM_STRING, 0, 1024, NULL, NULL},
	{"goodsDescription", FTM_TEXT, 0, 65000, NULL, NULL},
	{"invoiceAmount", FTM_STRING, 0, 1024, NULL, NULL},
	{"originCountry", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"receiver", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"sender", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"tradingCountry", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"transport", FTM_ENTITY, FTM_MATCHABLE, 200, "Vehicle", NULL},
	{"vedCode", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"vedCodeDescription", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Email_own[] = {
	{"bcc", FTM_STRING, 0, 1024, NULL, NULL},
	{"cc", FTM_STRING, 0, 1024, NULL, NULL},
	{"emitters", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"from", FTM_STRING, 0, 1024, NULL, NULL},
	{"headers", FTM_JSON, 0, 250, NULL, NULL},
	{"inReplyTo", FTM_STRING, 0, 1024, NULL, NULL},
	{"inReplyToEmail", FTM_ENTITY, FTM_MATCHABLE, 200, "Email", NULL},
	{"recipients", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"responses", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Email", NULL},
	{"sender", FTM_STRING, 0, 1024, NULL, NULL},
	{"subject", FTM_STRING, 0, 1024, NULL, NULL},
	{"threadTopic", FTM_STRING, 0, 1024, NULL, NULL},
	{"to", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Employment_own[] = {
	{"employee", FTM_ENTITY, FTM_MATCHABLE, 200, "Person", NULL},
	{"employer", FTM_ENTITY, FTM_MATCHABLE, 200, "Organization", NULL},
};

static const struct ftm_property Event_own[] = {
	{"important", FTM_STRING, 0, 1024, NULL, NULL},
	{"involved", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"location", FTM_ADDRESS, FTM_MATCHABLE, 250, NULL, NULL},
	{"organizer", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
};

static const struct ftm_property Family_own[] = {
	{"person", FTM_ENTITY, FTM_MATCHABLE, 200, "Person", NULL},
	{"relationship", FTM_STRING, 0, 1024, NULL, NULL},
	{"relative", FTM_ENTITY, FTM_MATCHABLE, 200, "Person", NULL},
};

static const struct ftm_property Folder_own[] = {
	{"children", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Document", NULL},
	{"descendants", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Document", NULL},
};

static const struct ftm_property HyperText_own[] = {
	{"bodyHtml", FTM_HTML, 0, 65000, NULL, NULL},
};

static const struct ftm_property Identification_own[] = {
	{"authority", FTM_STRING, 0, 1024, NULL, NULL},
	{"country", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"holder", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"number", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"type", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Image_own[] = {
	{"credit", FTM_STRING, 0, 1024, NULL, NULL},
	{"pictured", FTM_ENTITY, FTM_MATCHABLE, 200, "Person", NULL},
};

static const struct ftm_property Interest_own[] = {
	{"role", FTM_STRING, 0, 1024, NULL, NULL},
	{"status", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Interval_own[] = {
	{"alephUrl", FTM_URL, 0, 4096, NULL, NULL},
	{"date", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"description", FTM_TEXT, 0, 65000, NULL, NULL},
	{"endDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"indexText", FTM_TEXT, 0, 65000, NULL, NULL},
	{"modifiedAt", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"namesMentioned", FTM_NAME, FTM_MATCHABLE, 384, NULL, NULL},
	{"proof", FTM_ENTITY, FTM_MATCHABLE, 200, "Document", NULL},
	{"publisher", FTM_STRING, 0, 1024, NULL, NULL},
	{"publisherUrl", FTM_URL, 0, 4096, NULL, NULL},
	{"recordId", FTM_STRING, 0, 1024, NULL, NULL},
	{"retrievedAt", FTM_DATE, 0, 32, NULL, NULL},
	{"sourceUrl", FTM_URL, 0, 4096, NULL, NULL},
	{"startDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"summary", FTM_TEXT, 0, 65000, NULL, NULL},
};

static const struct ftm_property LegalEntity_own[] = {
	{"abbreviation", FTM_NAME, 0, 384, NULL, NULL},
	{"agencyClient", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Representation", NULL},
	{"agentRepresentation", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Representation", NULL},
	{"brightQueryId", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"brightQueryOrgId", FTM_IDENTIFIER, 0, 64, NULL, NULL},
	{"bvdId", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"callForTenders", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "CallForTenders", NULL},
	{"callsMade", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Call", NULL},
	{"callsReceived", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Call", NULL},
	{"classification", FTM_STRING, 0, 1024, NULL, NULL},
	{"contractAuthority", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Contract", NULL},
	{"contractAwardSupplier", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "ContractAward", NULL},
	{"controlledEntities", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Control", NULL},
	{"controllingEntities", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Control", NULL},
	{"cryptoWallets", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "CryptoWallet", NULL},
	{"debtCreditor", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Debt", NULL},
	{"debtDebtor", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Debt", NULL},
	{"delegatedCallForTenders", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "CallForTenders", NULL},
	{"directorshipDirector", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Directorship", NULL},
	{"dissolutionDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"dunsCode", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, NULL},
	{"economicActivityDeclarant", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "EconomicActivity", NULL},
	{"economicActivityHolder", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "EconomicActivity", NULL},
	{"economicActivityReceiver", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "EconomicActivity", NULL},
	{"economicActivitySender", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "EconomicActivity", NULL},
	{"email", FTM_EMAIL, FTM_MATCHABLE, 250, NULL, NULL},
	{"emailsReceived", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Email", NULL},
	{"emailsSent", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Email", NULL},
	{"eventsInvolved", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Event", NULL},
	{"eventsOrganized", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Event", NULL},
	{"icijId", FTM_STRING, 0, 1024, NULL, NULL},
	{"idNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"identification", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Identification", NULL},
	{"incorporationDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"innCode", FTM_IDENTIFIER, FTM_MATCHABLE, 32, NULL, "inn"},
	{"jurisdiction", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"legalForm", FTM_STRING, 0, 1024, NULL, NULL},
	{"leiCode", FTM_IDENTIFIER, FTM_MATCHABLE, 32, NULL, "lei"},
	{"licenseNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"mainCountry", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"membershipMember", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Membership", NULL},
	{"mentionedBy", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Mention", NULL},
	{"messagesReceived", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Message", NULL},
	{"messagesSent", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Message", NULL},
	{"npiCode", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, "npi"},
	{"ogrnCode", FTM_IDENTIFIER, FTM_MATCHABLE, 32, NULL, "ogrn"},
	{"okpoCode", FTM_IDENTIFIER, 0, 64, NULL, NULL},
	{"okvedCode", FTM_IDENTIFIER, 0, 64, NULL, NULL},
	{"opencorporatesUrl", FTM_URL, FTM_MATCHABLE, 4096, NULL, NULL},
	{"operatedVehicles", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Vehicle", NULL},
	{"ownedVehicles", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Vehicle", NULL},
	{"ownershipOwner", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Ownership", NULL},
	{"parent", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"paymentBeneficiary", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Payment", NULL},
	{"paymentPayer", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Payment", NULL},
	{"phone", FTM_PHONE, FTM_MATCHABLE, 32, NULL, NULL},
	{"predecessors", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Succession", NULL},
	{"projectParticipation", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "ProjectParticipant", NULL},
	{"registrationNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"sayariId", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"sector", FTM_STRING, 0, 1024, NULL, NULL},
	{"securities", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Security", NULL},
	{"status", FTM_STRING, 0, 1024, NULL, NULL},
	{"subsidiaries", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "LegalEntity", NULL},
	{"successors", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Succession", NULL},
	{"swiftBic", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, "bic"},
	{"taxNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"taxRolls", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "TaxRoll", NULL},
	{"taxStatus", FTM_STRING, 0, 1024, NULL, NULL},
	{"uniqueEntityId", FTM_IDENTIFIER, FTM_MATCHABLE, 32, NULL, "uei"},
	{"uscCode", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, "uscc"},
	{"userAccounts", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "UserAccount", NULL},
	{"vatCode", FTM_IDENTIFIER, FTM_MATCHABLE, 32, NULL, NULL},
	{"website", FTM_URL, FTM_MATCHABLE, 4096, NULL, NULL},
};

static const struct ftm_property License_own[] = {
	{"area", FTM_NUMBER, 0, 250, NULL, NULL},
	{"commodities", FTM_STRING, 0, 1024, NULL, NULL},
	{"reviewDate", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Membership_own[] = {
	{"member", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"organization", FTM_ENTITY, FTM_MATCHABLE, 200, "Organization", NULL},
};

static const struct ftm_property Mention_own[] = {
	{"contextCountry", FTM_COUNTRY, 0, 16, NULL, NULL},
	{"contextEmail", FTM_EMAIL, 0, 250, NULL, NULL},
	{"contextPhone", FTM_PHONE, 0, 64, NULL, NULL},
	{"detectedSchema", FTM_STRING, 0, 1024, NULL, NULL},
	{"document", FTM_ENTITY, FTM_MATCHABLE, 200, "Document", NULL},
	{"name", FTM_NAME, FTM_MATCHABLE, 384, NULL, NULL},
	{"resolved", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
};

static const struct ftm_property Message_own[] = {
	{"inReplyTo", FTM_STRING, 0, 1024, NULL, NULL},
	{"inReplyToMessage", FTM_ENTITY, FTM_MATCHABLE, 200, "Message", NULL},
	{"metadata", FTM_JSON, 0, 250, NULL, NULL},
	{"recipientAccount", FTM_ENTITY, FTM_MATCHABLE, 200, "UserAccount", NULL},
	{"recipients", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"responses", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Message", NULL},
	{"sender", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"senderAccount", FTM_ENTITY, FTM_MATCHABLE, 200, "UserAccount", NULL},
	{"subject", FTM_STRING, 0, 1024, NULL, NULL},
	{"threadTopic", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Note_own[] = {
	{"entity", FTM_ENTITY, FTM_MATCHABLE, 200, "Thing", NULL},
};

static const struct ftm_property Occupancy_own[] = {
	{"constituency", FTM_STRING, 0, 1024, NULL, NULL},
	{"declarationDate", FTM_DATE, 0, 32, NULL, NULL},
	{"electionDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"holder", FTM_ENTITY, FTM_MATCHABLE, 200, "Person", NULL},
	{"periodEnd", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"periodStart", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"politicalGroup", FTM_STRING, 0, 1024, NULL, NULL},
	{"post", FTM_ENTITY, FTM_MATCHABLE, 200, "Position", NULL},
	{"status", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Organization_own[] = {
	{"bankAccounts", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "BankAccount", NULL},
	{"cageCode", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, NULL},
	{"directorshipOrganization", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Directorship", NULL},
	{"employees", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Employment", NULL},
	{"giiNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 20, NULL, NULL},
	{"imoNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, "imo"},
	{"membershipOrganization", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Membership", NULL},
	{"permId", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, NULL},
	{"positions", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Position", NULL},
};

static const struct ftm_property Ownership_own[] = {
	{"asset", FTM_ENTITY, FTM_MATCHABLE, 200, "Asset", NULL},
	{"legalBasis", FTM_STRING, 0, 1024, NULL, NULL},
	{"owner", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"ownershipType", FTM_STRING, 0, 1024, NULL, NULL},
	{"percentage", FTM_STRING, 0, 1024, NULL, NULL},
	{"sharesCount", FTM_STRING, 0, 1024, NULL, NULL},
	{"sharesCurrency", FTM_STRING, 0, 1024, NULL, NULL},
	{"sharesType", FTM_STRING, 0, 1024, NULL, NULL},
	{"sharesValue", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Page_own[] = {
	{"bodyText", FTM_TEXT, 0, 65000, NULL, NULL},
	{"detectedLanguage", FTM_LANGUAGE, 0, 16, NULL, NULL},
	{"document", FTM_ENTITY, FTM_MATCHABLE, 200, "Pages", NULL},
	{"index", FTM_NUMBER, 0, 250, NULL, NULL},
	{"indexText", FTM_TEXT, 0, 65000, NULL, NULL},
	{"translatedText", FTM_TEXT, 0, 65000, NULL, NULL},
	{"translatedTextLanguage", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Pages_own[] = {
	{"pages", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Page", NULL},
	{"pdfHash", FTM_CHECKSUM, 0, 40, NULL, NULL},
};

static const struct ftm_property Passport_own[] = {
	{"birthDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"birthPlace", FTM_STRING, 0, 1024, NULL, NULL},
	{"gender", FTM_GENDER, 0, 16, NULL, NULL},
	{"givenName", FTM_STRING, 0, 1024, NULL, NULL},
	{"passportNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"personalNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"surname", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Payment_own[] = {
	{"beneficiary", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"beneficiaryAccount", FTM_ENTITY, FTM_MATCHABLE, 200, "BankAccount", NULL},
	{"contract", FTM_ENTITY, FTM_MATCHABLE, 200, "Contract", NULL},
	{"payer", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"payerAccount", FTM_ENTITY, FTM_MATCHABLE, 200, "BankAccount", NULL},
	{"programme", FTM_STRING, 0, 1024, NULL, NULL},
	{"project", FTM_ENTITY, FTM_MATCHABLE, 200, "Project", NULL},
	{"purpose", FTM_TEXT, 0, 65000, NULL, NULL},
	{"sequenceNumber", FTM_STRING, 0, 1024, NULL, NULL},
	{"transactionNumber", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Person_own[] = {
	{"appearance", FTM_STRING, 0, 1024, NULL, NULL},
	{"associates", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Associate", NULL},
	{"associations", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Associate", NULL},
	{"biography", FTM_TEXT, 0, 65000, NULL, NULL},
	{"birthCountry", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"birthDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"birthPlace", FTM_STRING, 0, 1024, NULL, NULL},
	{"citizenship", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"deathDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"education", FTM_STRING, 0, 1024, NULL, NULL},
	{"employers", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Employment", NULL},
	{"ethnicity", FTM_STRING, 0, 1024, NULL, NULL},
	{"eyeColor", FTM_STRING, 0, 1024, NULL, NULL},
	{"familyPerson", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Family", NULL},
	{"familyRelative", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Family", NULL},
	{"fatherName", FTM_STRING, 0, 1024, NULL, NULL},
	{"firstName", FTM_STRING, 0, 1024, NULL, NULL},
	{"gender", FTM_GENDER, 0, 16, NULL, NULL},
	{"hairColor", FTM_STRING, 0, 1024, NULL, NULL},
	{"height", FTM_NUMBER, 0, 250, NULL, NULL},
	{"images", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Image", NULL},
	{"lastName", FTM_STRING, 0, 1024, NULL, NULL},
	{"middleName", FTM_STRING, 0, 1024, NULL, NULL},
	{"motherName", FTM_STRING, 0, 1024, NULL, NULL},
	{"nameSuffix", FTM_STRING, 0, 1024, NULL, NULL},
	{"nationality", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"passportNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"political", FTM_STRING, 0, 1024, NULL, NULL},
	{"position", FTM_STRING, 0, 1024, NULL, NULL},
	{"positionOccupancies", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Occupancy", NULL},
	{"profession", FTM_STRING, 0, 1024, NULL, NULL},
	{"religion", FTM_STRING, 0, 1024, NULL, NULL},
	{"secondName", FTM_STRING, 0, 1024, NULL, NULL},
	{"socialSecurityNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, "ssn"},
	{"spokenLanguage", FTM_LANGUAGE, 0, 16, NULL, NULL},
	{"title", FTM_STRING, 0, 1024, NULL, NULL},
	{"weight", FTM_NUMBER, 0, 250, NULL, NULL},
};

static const struct ftm_property Position_own[] = {
	{"dissolutionDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"inceptionDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"numberOfSeats", FTM_NUMBER, 0, 250, NULL, NULL},
	{"occupancies", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Occupancy", NULL},
	{"organization", FTM_ENTITY, FTM_MATCHABLE, 200, "Organization", NULL},
	{"subnationalArea", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Project_own[] = {
	{"contracts", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Contract", NULL},
	{"goal", FTM_STRING, 0, 1024, NULL, NULL},
	{"participants", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "ProjectParticipant", NULL},
	{"payments", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Payment", NULL},
	{"phase", FTM_STRING, 0, 1024, NULL, NULL},
	{"projectId", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"status", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property ProjectParticipant_own[] = {
	{"participant", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"project", FTM_ENTITY, FTM_MATCHABLE, 200, "Project", NULL},
};

static const struct ftm_property RealEstate_own[] = {
	{"area", FTM_NUMBER, 0, 250, NULL, NULL},
	{"cadastralCode", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"censusBlock", FTM_STRING, 0, 1024, NULL, NULL},
	{"createDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"encumbrance", FTM_STRING, 0, 1024, NULL, NULL},
	{"landType", FTM_STRING, 0, 1024, NULL, NULL},
	{"latitude", FTM_NUMBER, 0, 250, NULL, NULL},
	{"longitude", FTM_NUMBER, 0, 250, NULL, NULL},
	{"parent", FTM_ENTITY, FTM_MATCHABLE, 200, "RealEstate", NULL},
	{"propertyType", FTM_STRING, 0, 1024, NULL, NULL},
	{"registrationNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"subunits", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "RealEstate", NULL},
	{"tenure", FTM_STRING, 0, 1024, NULL, NULL},
	{"titleNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
};

static const struct ftm_property Representation_own[] = {
	{"agent", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"client", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
};

static const struct ftm_property Risk_own[] = {
	{"authority", FTM_STRING, 0, 1024, NULL, NULL},
	{"country", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"duration", FTM_NUMBER, 0, 250, NULL, NULL},
	{"entity", FTM_ENTITY, FTM_MATCHABLE, 200, "Thing", NULL},
	{"listingDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"program", FTM_STRING, 0, 1024, NULL, NULL},
	{"programId", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"programUrl", FTM_URL, FTM_MATCHABLE, 4096, NULL, NULL},
	{"reason", FTM_TEXT, 0, 65000, NULL, NULL},
	{"status", FTM_STRING, 0, 1024, NULL, NULL},
	{"topics", FTM_TOPIC, 0, 64, NULL, NULL},
};

static const struct ftm_property Sanction_own[] = {
	{"authority", FTM_STRING, 0, 1024, NULL, NULL},
	{"authorityId", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"country", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"duration", FTM_NUMBER, 0, 250, NULL, NULL},
	{"entity", FTM_ENTITY, FTM_MATCHABLE, 200, "Thing", NULL},
	{"listingDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"program", FTM_STRING, 0, 1024, NULL, NULL},
	{"programId", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"programUrl", FTM_URL, FTM_MATCHABLE, 4096, NULL, NULL},
	{"provisions", FTM_STRING, 0, 1024, NULL, NULL},
	{"reason", FTM_TEXT, 0, 65000, NULL, NULL},
	{"status", FTM_STRING, 0, 1024, NULL, NULL},
	{"unscId", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, NULL},
};

static const struct ftm_property Security_own[] = {
	{"classification", FTM_STRING, 0, 1024, NULL, NULL},
	{"collateral", FTM_STRING, 0, 1024, NULL, NULL},
	{"figiCode", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, "figi"},
	{"isin", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, "isin"},
	{"issueDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"issuer", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"maturityDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"registrationNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"ticker", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"type", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Similar_own[] = {
	{"candidate", FTM_ENTITY, FTM_MATCHABLE, 200, "Thing", NULL},
	{"confidenceScore", FTM_NUMBER, 0, 250, NULL, NULL},
	{"criteria", FTM_STRING, 0, 1024, NULL, NULL},
	{"match", FTM_ENTITY, FTM_MATCHABLE, 200, "Thing", NULL},
	{"matcher", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Succession_own[] = {
	{"predecessor", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"successor", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
};

static const struct ftm_property Table_own[] = {
	{"columns", FTM_JSON, 0, 250, NULL, NULL},
	{"csvHash", FTM_CHECKSUM, 0, 40, NULL, NULL},
	{"rowCount", FTM_NUMBER, 0, 250, NULL, NULL},
};

static const struct ftm_property TaxRoll_own[] = {
	{"birthDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"country", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"givenName", FTM_STRING, 0, 1024, NULL, NULL},
	{"income", FTM_STRING, 0, 1024, NULL, NULL},
	{"surname", FTM_STRING, 0, 1024, NULL, NULL},
	{"taxPaid", FTM_STRING, 0, 1024, NULL, NULL},
	{"taxee", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"wealth", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Territory_own[] = {
	{"fipsCode", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, NULL},
	{"level", FTM_STRING, 0, 1024, NULL, NULL},
	{"nutsCode", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, NULL},
	{"partOf", FTM_ENTITY, FTM_MATCHABLE, 200, "Territory", NULL},
	{"subdivisions", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Territory", NULL},
	{"territoryCode", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, NULL},
	{"zipCode", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, NULL},
};

static const struct ftm_property Thing_own[] = {
	{"address", FTM_ADDRESS, FTM_MATCHABLE, 250, NULL, NULL},
	{"addressEntity", FTM_ENTITY, FTM_MATCHABLE, 200, "Address", NULL},
	{"alephUrl", FTM_URL, 0, 4096, NULL, NULL},
	{"alias", FTM_NAME, FTM_MATCHABLE, 384, NULL, NULL},
	{"candidateSimilars", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Similar", NULL},
	{"country", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"courtCase", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "CourtCaseParty", NULL},
	{"createdAt", FTM_DATE, 0, 32, NULL, NULL},
	{"description", FTM_TEXT, 0, 65000, NULL, NULL},
	{"documentedBy", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Documentation", NULL},
	{"indexText", FTM_TEXT, 0, 65000, NULL, NULL},
	{"keywords", FTM_STRING, 0, 1024, NULL, NULL},
	{"matchSimilars", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Similar", NULL},
	{"modifiedAt", FTM_DATE, 0, 32, NULL, NULL},
	{"name", FTM_NAME, FTM_MATCHABLE, 384, NULL, NULL},
	{"noteEntities", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Note", NULL},
	{"notes", FTM_TEXT, 0, 65000, NULL, NULL},
	{"previousName", FTM_NAME, FTM_MATCHABLE, 384, NULL, NULL},
	{"program", FTM_STRING, 0, 1024, NULL, NULL},
	{"programId", FTM_IDENTIFIER, 0, 64, NULL, NULL},
	{"proof", FTM_ENTITY, FTM_MATCHABLE, 200, "Document", NULL},
	{"publisher", FTM_STRING, 0, 1024, NULL, NULL},
	{"publisherUrl", FTM_URL, 0, 4096, NULL, NULL},
	{"retrievedAt", FTM_DATE, 0, 32, NULL, NULL},
	{"riskSource", FTM_ENTITY, 0, 200, "Thing", NULL},
	{"risks", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Risk", NULL},
	{"sanctions", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Sanction", NULL},
	{"sourceUrl", FTM_URL, 0, 4096, NULL, NULL},
	{"summary", FTM_TEXT, 0, 65000, NULL, NULL},
	{"topics", FTM_TOPIC, 0, 64, NULL, NULL},
	{"unknownLinkFrom", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "UnknownLink", NULL},
	{"unknownLinkTo", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "UnknownLink", NULL},
	{"weakAlias", FTM_NAME, 0, 384, NULL, NULL},
	{"wikidataId", FTM_IDENTIFIER, FTM_MATCHABLE, 32, NULL, "wikidata"},
	{"wikipediaUrl", FTM_URL, 0, 4096, NULL, NULL},
};

static const struct ftm_property Trip_own[] = {
	{"endLocation", FTM_ENTITY, FTM_MATCHABLE, 200, "Address", NULL},
	{"startLocation", FTM_ENTITY, FTM_MATCHABLE, 200, "Address", NULL},
	{"vehicle", FTM_ENTITY, FTM_MATCHABLE, 200, "Vehicle", NULL},
};

static const struct ftm_property UnknownLink_own[] = {
	{"object", FTM_ENTITY, FTM_MATCHABLE, 200, "Thing", NULL},
	{"subject", FTM_ENTITY, FTM_MATCHABLE, 200, "Thing", NULL},
};

static const struct ftm_property UserAccount_own[] = {
	{"email", FTM_EMAIL, FTM_MATCHABLE, 250, NULL, NULL},
	{"ipAddress", FTM_IP, FTM_MATCHABLE, 64, NULL, NULL},
	{"messagesReceived", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Message", NULL},
	{"messagesSent", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Message", NULL},
	{"owner", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"password", FTM_STRING, 0, 1024, NULL, NULL},
	{"phone", FTM_PHONE, FTM_MATCHABLE, 32, NULL, NULL},
	{"service", FTM_STRING, 0, 1024, NULL, NULL},
	{"username", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Value_own[] = {
	{"amount", FTM_NUMBER, 0, 250, NULL, NULL},
	{"amountEur", FTM_NUMBER, 0, 250, NULL, NULL},
	{"amountUsd", FTM_NUMBER, 0, 250, NULL, NULL},
	{"currency", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Vehicle_own[] = {
	{"buildDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"declaredCustoms", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "EconomicActivity", NULL},
	{"deregistrationDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"model", FTM_STRING, 0, 1024, NULL, NULL},
	{"operator", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"owner", FTM_ENTITY, FTM_MATCHABLE, 200, "LegalEntity", NULL},
	{"registrationDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"registrationNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"tripsInvolved", FTM_ENTITY, FTM_MATCHABLE | FTM_STUB, 200, "Trip", NULL},
	{"type", FTM_STRING, 0, 1024, NULL, NULL},
};

static const struct ftm_property Vessel_own[] = {
	{"callSign", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"crsNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 64, NULL, NULL},
	{"deadweightTonnage", FTM_NUMBER, 0, 250, NULL, NULL},
	{"flag", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"grossRegisteredTonnage", FTM_NUMBER, 0, 250, NULL, NULL},
	{"imoNumber", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, "imo"},
	{"mmsi", FTM_IDENTIFIER, FTM_MATCHABLE, 16, NULL, NULL},
	{"nameChangeDate", FTM_DATE, FTM_MATCHABLE, 32, NULL, NULL},
	{"navigationArea", FTM_STRING, 0, 1024, NULL, NULL},
	{"pastFlags", FTM_COUNTRY, FTM_MATCHABLE, 16, NULL, NULL},
	{"pastTypes", FTM_STRING, 0, 1024, NULL, NULL},
	{"registrationPort", FTM_STRING, 0, 1024, NULL, NULL},
	{"tonnage", FTM_NUMBER, 0, 250, NULL, NULL},
};

static const struct ftm_property Video_own[] = {
	{"duration", FTM_NUMBER, 0, 250, NULL, NULL},
};

const struct ftm_schema ftm_schemata[] = {
	{"Address", "Address", (const char *const[]){"Thing", NULL}, Address_own, sizeof Address_own / sizeof *Address_own,
	 (const char *const[]){"full", "summary", "city", "remarks", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Airplane", "Airplane", (const char *const[]){"Vehicle", NULL}, Airplane_own, sizeof Airplane_own / sizeof *Airplane_own,
	 (const char *const[]){"name", "registrationNumber", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Analyzable", "Analyzable", (const char *const[]){NULL}, Analyzable_own, sizeof Analyzable_own / sizeof *Analyzable_own,
	 (const char *const[]){NULL}, (const char *const[]){NULL},
	 NULL, NULL, true},
	{"Article", "Article", (const char *const[]){"Document", NULL}, NULL, 0,
	 (const char *const[]){"title", "fileName", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Asset", "Asset", (const char *const[]){"Thing", "Value", NULL}, Asset_own, sizeof Asset_own / sizeof *Asset_own,
	 (const char *const[]){"name", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Associate", "Associate", (const char *const[]){"Interval", NULL}, Associate_own, sizeof Associate_own / sizeof *Associate_own,
	 (const char *const[]){NULL}, (const char *const[]){"person", "associate", NULL},
	 "person", "associate", false},
	{"Audio", "Audio", (const char *const[]){"Document", NULL}, Audio_own, sizeof Audio_own / sizeof *Audio_own,
	 (const char *const[]){"fileName", "title", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"BankAccount", "Bank account", (const char *const[]){"Asset", NULL}, BankAccount_own, sizeof BankAccount_own / sizeof *BankAccount_own,
	 (const char *const[]){"name", "iban", "accountNumber", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Call", "Call", (const char *const[]){"Interval", NULL}, Call_own, sizeof Call_own / sizeof *Call_own,
	 (const char *const[]){"callerNumber", "receiverNumber", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"CallForTenders", "Call for tenders", (const char *const[]){"Interval", "Thing", NULL}, CallForTenders_own, sizeof CallForTenders_own / sizeof *CallForTenders_own,
	 (const char *const[]){"title", NULL}, (const char *const[]){"title", "authority", NULL},
	 NULL, NULL, false},
	{"Company", "Company", (const char *const[]){"Asset", "Organization", NULL}, Company_own, sizeof Company_own / sizeof *Company_own,
	 (const char *const[]){"name", "alias", "abbreviation", "weakAlias", "previousName", "registrationNumber", NULL}, (const char *const[]){"name", NULL},
	 NULL, NULL, false},
	{"Contract", "Contract", (const char *const[]){"Asset", NULL}, Contract_own, sizeof Contract_own / sizeof *Contract_own,
	 (const char *const[]){"title", "name", "procedureNumber", NULL}, (const char *const[]){"title", NULL},
	 NULL, NULL, false},
	{"ContractAward", "Contract award", (const char *const[]){"Interest", "Value", NULL}, ContractAward_own, sizeof ContractAward_own / sizeof *ContractAward_own,
	 (const char *const[]){NULL}, (const char *const[]){"supplier", "contract", NULL},
	 "contract", "supplier", false},
	{"Control", "Control", (const char *const[]){"Interest", NULL}, Control_own, sizeof Control_own / sizeof *Control_own,
	 (const char *const[]){"controlType", NULL}, (const char *const[]){"controller", "controlled", NULL},
	 "controller", "controlled", false},
	{"CourtCase", "Court case", (const char *const[]){"Thing", NULL}, CourtCase_own, sizeof CourtCase_own / sizeof *CourtCase_own,
	 (const char *const[]){"name", "caseNumber", NULL}, (const char *const[]){"name", NULL},
	 NULL, NULL, false},
	{"CourtCaseParty", "Case party", (const char *const[]){"Interest", NULL}, CourtCaseParty_own, sizeof CourtCaseParty_own / sizeof *CourtCaseParty_own,
	 (const char *const[]){NULL}, (const char *const[]){"case", "party", NULL},
	 "party", "case", false},
	{"CryptoWallet", "Cryptocurrency wallet", (const char *const[]){"Thing", "Value", NULL}, CryptoWallet_own, sizeof CryptoWallet_own / sizeof *CryptoWallet_own,
	 (const char *const[]){"publicKey", "name", "summary", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Debt", "Debt", (const char *const[]){"Interval", "Value", NULL}, Debt_own, sizeof Debt_own / sizeof *Debt_own,
	 (const char *const[]){NULL}, (const char *const[]){"debtor", NULL},
	 "debtor", "creditor", false},
	{"Directorship", "Directorship", (const char *const[]){"Interest", NULL}, Directorship_own, sizeof Directorship_own / sizeof *Directorship_own,
	 (const char *const[]){"role", NULL}, (const char *const[]){"director", "organization", NULL},
	 "director", "organization", false},
	{"Document", "File", (const char *const[]){"Analyzable", "Thing", NULL}, Document_own, sizeof Document_own / sizeof *Document_own,
	 (const char *const[]){"fileName", "title", NULL}, (const char *const[]){"fileName", NULL},
	 NULL, NULL, false},
	{"Documentation", "Documentation", (const char *const[]){"Interest", NULL}, Documentation_own, sizeof Documentation_own / sizeof *Documentation_own,
	 (const char *const[]){NULL}, (const char *const[]){"document", "entity", NULL},
	 "document", "entity", false},
	{"EconomicActivity", "Customs declaration", (const char *const[]){"Interval", NULL}, EconomicActivity_own, sizeof EconomicActivity_own / sizeof *EconomicActivity_own,
	 (const char *const[]){"summary", "goodsDescription", "ccdNumber", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Email", "E-Mail", (const char *const[]){"Folder", "HyperText", "PlainText", NULL}, Email_own, sizeof Email_own / sizeof *Email_own,
	 (const char *const[]){"subject", "threadTopic", "title", "name", "fileName", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Employment", "Employment", (const char *const[]){"Interest", NULL}, Employment_own, sizeof Employment_own / sizeof *Employment_own,
	 (const char *const[]){"role", NULL}, (const char *const[]){"employer", "employee", NULL},
	 "employee", "employer", false},
	{"Event", "Event", (const char *const[]){"Analyzable", "Interval", "Thing", NULL}, Event_own, sizeof Event_own / sizeof *Event_own,
	 (const char *const[]){"name", "summary", "date", NULL}, (const char *const[]){"name", NULL},
	 NULL, NULL, false},
	{"Family", "Family", (const char *const[]){"Interval", NULL}, Family_own, sizeof Family_own / sizeof *Family_own,
	 (const char *const[]){NULL}, (const char *const[]){"person", "relative", NULL},
	 "person", "relative", false},
	{"Folder", "Folder", (const char *const[]){"Document", NULL}, Folder_own, sizeof Folder_own / sizeof *Folder_own,
	 (const char *const[]){"fileName", "title", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"HyperText", "Web page", (const char *const[]){"Document", NULL}, HyperText_own, sizeof HyperText_own / sizeof *HyperText_own,
	 (const char *const[]){"title", "fileName", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Identification", "Identification", (const char *const[]){"Interval", NULL}, Identification_own, sizeof Identification_own / sizeof *Identification_own,
	 (const char *const[]){"number", NULL}, (const char *const[]){"holder", "number", NULL},
	 NULL, NULL, false},
	{"Image", "Image", (const char *const[]){"Document", NULL}, Image_own, sizeof Image_own / sizeof *Image_own,
	 (const char *const[]){"fileName", "title", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Interest", "Interest", (const char *const[]){"Interval", NULL}, Interest_own, sizeof Interest_own / sizeof *Interest_own,
	 (const char *const[]){NULL}, (const char *const[]){NULL},
	 NULL, NULL, true},
	{"Interval", "Interval", (const char *const[]){NULL}, Interval_own, sizeof Interval_own / sizeof *Interval_own,
	 (const char *const[]){NULL}, (const char *const[]){NULL},
	 NULL, NULL, true},
	{"LegalEntity", "Legal entity", (const char *const[]){"Thing", NULL}, LegalEntity_own, sizeof LegalEntity_own / sizeof *LegalEntity_own,
	 (const char *const[]){"name", "alias", "abbreviation", "weakAlias", "previousName", "email", "phone", "registrationNumber", NULL}, (const char *const[]){"name", NULL},
	 NULL, NULL, false},
	{"License", "License", (const char *const[]){"Contract", NULL}, License_own, sizeof License_own / sizeof *License_own,
	 (const char *const[]){"name", NULL}, (const char *const[]){"name", "authority", NULL},
	 NULL, NULL, false},
	{"Membership", "Membership", (const char *const[]){"Interest", NULL}, Membership_own, sizeof Membership_own / sizeof *Membership_own,
	 (const char *const[]){"role", NULL}, (const char *const[]){"member", "organization", NULL},
	 "member", "organization", false},
	{"Mention", "Mention", (const char *const[]){NULL}, Mention_own, sizeof Mention_own / sizeof *Mention_own,
	 (const char *const[]){"name", NULL}, (const char *const[]){"document", "name", NULL},
	 NULL, NULL, false},
	{"Message", "Message", (const char *const[]){"Folder", "HyperText", "Interval", "PlainText", NULL}, Message_own, sizeof Message_own / sizeof *Message_own,
	 (const char *const[]){"subject", "title", "threadTopic", "fileName", NULL}, (const char *const[]){"bodyText", "sender", NULL},
	 NULL, NULL, false},
	{"Note", "Note", (const char *const[]){"Analyzable", "Thing", NULL}, Note_own, sizeof Note_own / sizeof *Note_own,
	 (const char *const[]){"description", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Occupancy", "Occupancy", (const char *const[]){"Interval", NULL}, Occupancy_own, sizeof Occupancy_own / sizeof *Occupancy_own,
	 (const char *const[]){NULL}, (const char *const[]){"holder", "post", NULL},
	 "holder", "post", false},
	{"Organization", "Organization", (const char *const[]){"LegalEntity", NULL}, Organization_own, sizeof Organization_own / sizeof *Organization_own,
	 (const char *const[]){"name", "alias", "abbreviation", "weakAlias", "previousName", "registrationNumber", NULL}, (const char *const[]){"name", NULL},
	 NULL, NULL, false},
	{"Ownership", "Ownership", (const char *const[]){"Interest", NULL}, Ownership_own, sizeof Ownership_own / sizeof *Ownership_own,
	 (const char *const[]){NULL}, (const char *const[]){"owner", "asset", NULL},
	 "owner", "asset", false},
	{"Package", "Package", (const char *const[]){"Folder", NULL}, NULL, 0,
	 (const char *const[]){"fileName", "title", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Page", "Page", (const char *const[]){NULL}, Page_own, sizeof Page_own / sizeof *Page_own,
	 (const char *const[]){NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Pages", "Document", (const char *const[]){"Document", NULL}, Pages_own, sizeof Pages_own / sizeof *Pages_own,
	 (const char *const[]){"fileName", "title", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Passport", "Passport", (const char *const[]){"Identification", NULL}, Passport_own, sizeof Passport_own / sizeof *Passport_own,
	 (const char *const[]){"passportNumber", "number", NULL}, (const char *const[]){"holder", "number", NULL},
	 NULL, NULL, false},
	{"Payment", "Payment", (const char *const[]){"Interval", "Value", NULL}, Payment_own, sizeof Payment_own / sizeof *Payment_own,
	 (const char *const[]){"amount", NULL}, (const char *const[]){"payer", "beneficiary", NULL},
	 "payer", "beneficiary", false},
	{"Person", "Person", (const char *const[]){"LegalEntity", NULL}, Person_own, sizeof Person_own / sizeof *Person_own,
	 (const char *const[]){"name", "alias", "previousName", "weakAlias", "abbreviation", "lastName", "email", "phone", NULL}, (const char *const[]){"name", NULL},
	 NULL, NULL, false},
	{"PlainText", "Text file", (const char *const[]){"Document", NULL}, NULL, 0,
	 (const char *const[]){"fileName", "title", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Position", "Position", (const char *const[]){"Thing", NULL}, Position_own, sizeof Position_own / sizeof *Position_own,
	 (const char *const[]){"name", NULL}, (const char *const[]){"name", NULL},
	 NULL, NULL, false},
	{"Project", "Project", (const char *const[]){"Interval", "Thing", "Value", NULL}, Project_own, sizeof Project_own / sizeof *Project_own,
	 (const char *const[]){"name", "projectId", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"ProjectParticipant", "Project participant", (const char *const[]){"Interest", NULL}, ProjectParticipant_own, sizeof ProjectParticipant_own / sizeof *ProjectParticipant_own,
	 (const char *const[]){"role", NULL}, (const char *const[]){NULL},
	 "participant", "project", false},
	{"PublicBody", "Public body", (const char *const[]){"Organization", NULL}, NULL, 0,
	 (const char *const[]){"name", "alias", "abbreviation", "weakAlias", "previousName", NULL}, (const char *const[]){"name", NULL},
	 NULL, NULL, false},
	{"RealEstate", "Real estate", (const char *const[]){"Asset", NULL}, RealEstate_own, sizeof RealEstate_own / sizeof *RealEstate_own,
	 (const char *const[]){"name", "address", "registrationNumber", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Representation", "Representation", (const char *const[]){"Interest", NULL}, Representation_own, sizeof Representation_own / sizeof *Representation_own,
	 (const char *const[]){NULL}, (const char *const[]){"agent", "client", NULL},
	 "agent", "client", false},
	{"Risk", "Risk", (const char *const[]){"Interval", NULL}, Risk_own, sizeof Risk_own / sizeof *Risk_own,
	 (const char *const[]){"reason", "status", NULL}, (const char *const[]){"entity", NULL},
	 NULL, NULL, false},
	{"Sanction", "Sanction", (const char *const[]){"Interval", NULL}, Sanction_own, sizeof Sanction_own / sizeof *Sanction_own,
	 (const char *const[]){"program", NULL}, (const char *const[]){"entity", NULL},
	 NULL, NULL, false},
	{"Security", "Security", (const char *const[]){"Asset", NULL}, Security_own, sizeof Security_own / sizeof *Security_own,
	 (const char *const[]){"name", "isin", "registrationNumber", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Similar", "Similar", (const char *const[]){NULL}, Similar_own, sizeof Similar_own / sizeof *Similar_own,
	 (const char *const[]){"confidenceScore", "criteria", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Succession", "Succession", (const char *const[]){"Interest", NULL}, Succession_own, sizeof Succession_own / sizeof *Succession_own,
	 (const char *const[]){NULL}, (const char *const[]){"predecessor", "successor", NULL},
	 "predecessor", "successor", false},
	{"Table", "Table", (const char *const[]){"Document", NULL}, Table_own, sizeof Table_own / sizeof *Table_own,
	 (const char *const[]){"title", "name", "fileName", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"TaxRoll", "Tax roll", (const char *const[]){"Interval", NULL}, TaxRoll_own, sizeof TaxRoll_own / sizeof *TaxRoll_own,
	 (const char *const[]){NULL}, (const char *const[]){"taxee", NULL},
	 NULL, NULL, false},
	{"Territory", "Territory", (const char *const[]){"Thing", NULL}, Territory_own, sizeof Territory_own / sizeof *Territory_own,
	 (const char *const[]){"name", "alias", NULL}, (const char *const[]){"name", NULL},
	 NULL, NULL, false},
	{"Thing", "Thing", (const char *const[]){NULL}, Thing_own, sizeof Thing_own / sizeof *Thing_own,
	 (const char *const[]){"name", NULL}, (const char *const[]){"name", NULL},
	 NULL, NULL, true},
	{"Trip", "Trip", (const char *const[]){"Event", NULL}, Trip_own, sizeof Trip_own / sizeof *Trip_own,
	 (const char *const[]){"name", "startDate", "endDate", NULL}, (const char *const[]){"name", "endLocation", "startLocation", NULL},
	 NULL, NULL, false},
	{"UnknownLink", "Other link", (const char *const[]){"Interest", NULL}, UnknownLink_own, sizeof UnknownLink_own / sizeof *UnknownLink_own,
	 (const char *const[]){NULL}, (const char *const[]){"subject", "object", NULL},
	 "subject", "object", false},
	{"UserAccount", "User account", (const char *const[]){"Thing", NULL}, UserAccount_own, sizeof UserAccount_own / sizeof *UserAccount_own,
	 (const char *const[]){"username", "email", "service", NULL}, (const char *const[]){"username", NULL},
	 NULL, NULL, false},
	{"Value", "Value", (const char *const[]){NULL}, Value_own, sizeof Value_own / sizeof *Value_own,
	 (const char *const[]){NULL}, (const char *const[]){NULL},
	 NULL, NULL, true},
	{"Vehicle", "Vehicle", (const char *const[]){"Asset", NULL}, Vehicle_own, sizeof Vehicle_own / sizeof *Vehicle_own,
	 (const char *const[]){"name", "registrationNumber", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Vessel", "Vessel", (const char *const[]){"Vehicle", NULL}, Vessel_own, sizeof Vessel_own / sizeof *Vessel_own,
	 (const char *const[]){"name", "imoNumber", NULL}, (const char *const[]){"name", NULL},
	 NULL, NULL, false},
	{"Video", "Video", (const char *const[]){"Document", NULL}, Video_own, sizeof Video_own / sizeof *Video_own,
	 (const char *const[]){"fileName", "title", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
	{"Workbook", "Workbook", (const char *const[]){"Folder", NULL}, NULL, 0,
	 (const char *const[]){"fileName", "title", NULL}, (const char *const[]){NULL},
	 NULL, NULL, false},
};
const size_t ftm_n_schemata = sizeof ftm_schemata / sizeof *ftm_schemata;
