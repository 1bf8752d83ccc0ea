/* Payment messages; all names, numbers and messages are synthetic. */
#include "check.h"

#include "payments/message.h"

#include <stdlib.h>

#define CORPUS SOURCE_ROOT "/tests/fuzz/corpus/"
static struct buf said;
static struct error error;

static void field(const char *name, const char *value)
{
	if (value)
		buf_printf(&said, " %s=%s", name, value);
}
static enum status say(void *arg, const struct message *m, struct error *e)
{
	(void)arg, (void)e;
	buf_printf(&said, "%s %u %s, line %u\n", message_format_name(m->format), m->number, m->id, m->line);
	for (size_t i = 0; i < m->n_parties; i++) {
		const struct party *p = &m->parties[i];
		buf_printf(&said, "%s@%u %s:%s%s", party_role_name(p->role), p->line, p->path, p->repeated ? " again" : "", p->person ? " person" : "");
		field("name", p->name), field("longer", p->name_longer), field("country", p->country), field("residence", p->residence);
		field("born", p->birth), field("born-in", p->birth_country), field("address", p->address), field("bic", p->bic);
		field("lei", p->lei), field("iban", p->iban), field("account", p->account);
		for (size_t k = 0; k < p->n_ids; k++)
			field("id", p->ids[k]);
		buf_char(&said, '\n');
	}
	return ST_OK;
}
static void say_fault(void *arg, unsigned line, const char *what)
{
	(void)arg;
	buf_printf(&said, "line %u: %s\n", line, what);
}
static const struct message_sink sink = {say, say_fault, NULL};

static enum status read_bytes(const char *text, size_t n)
{
	struct input in;
	buf_reset(&said);
	error_clear(&error);
	input_bytes(text, n, "t", &in);
	enum status st = messages_read(&in, message_sniff(text, n), &sink, &error);
	input_close(&in);
	return st;
}
static enum status read_text(const char *text) { return read_bytes(text, strlen(text)); }
static enum status read_path(const char *path)
{
	struct input in;
	buf_reset(&said);
	error_clear(&error);
	enum status st = input_open(path, &in, &error);
	if (!st)
		st = input_more(&in, 0, 1 << 20, &error);
	if (!st)
		st = messages_read(&in, message_sniff(in.bytes, in.n), &sink, &error);
	input_close(&in);
	return st;
}
static bool has(const char *line) { return strstr(buf_str(&said), line) != NULL; }

static void test_sniff(void)
{
	CHECK(message_sniff("{1:F01", 6) == MESSAGE_MT103);
	CHECK(message_sniff(" \r\n{1:F01", 9) == MESSAGE_MT103);
	CHECK(message_sniff("name,country\n", 13) == MESSAGE_FORMATS);
	CHECK(message_sniff("<html>", 6) == MESSAGE_FORMATS);
	CHECK(message_sniff("", 0) == MESSAGE_FORMATS);
	const char x[] = "<?xml version='1.0'?><D xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.11'>";
	CHECK(message_sniff(x, sizeof x - 1) == MESSAGE_PAIN001);
	char wide[2 * sizeof x + 2] = "\xff\xfe";
	for (size_t i = 0; i < sizeof x; i++)
		wide[2 + 2 * i] = x[i];
	CHECK(message_sniff(wide, sizeof wide) == MESSAGE_PAIN001);
}

static void test_pacs008(void)
{
	CHECK(read_path(CORPUS "payment_xml/pacs008.xml") == ST_OK);
	CHECK(has("pacs.008 1 E2E-1, line 15\nagent@5 AppHdr/Fr: bic=TESTGB2LXXX\nagent@6 AppHdr/To: bic=TESTDEFFXXX\n"));
	CHECK(has("agent@13 GrpHdr/InstgAgt: bic=TESTGB2L lei=529900T8BM49AURSDO55\n"));
	CHECK(has("ChrgsInf/Agt/FinInstnId/Nm: name=Bank of Charges\n"));
	CHECK(has("PrvsInstgAgt1/FinInstnId/Nm: name=Previous Bank One country=fr\n"));
	CHECK(has("other party@19 CdtTrfTxInf[1]/IntrmyAgt1/BrnchId/Nm: name=Harbour Branch\n"));
	CHECK(has("ultimate debtor@20 CdtTrfTxInf[1]/UltmtDbtr/Nm: name=Orlan Shipping & Trading Ltd bic=ORLAGB22 lei=529900T8BM49AURSDO55 id=REG-77 id=TAX-78\n"));
	CHECK(has("debtor@23 CdtTrfTxInf[1]/Dbtr/Nm: person name=Testa Exemplova country=gb residence=se born=1961-02-03 born-in=fi "
		  "address=Sample Street, 1, London, back yard iban=GB33BUKB20201555555555 id=PASS-1\n"));
	CHECK(has("other party@27 CdtTrfTxInf[1]/Dbtr/CtctDtls/Nm: name=Kontakta Persona\n"));
	CHECK(has("other party@29 CdtTrfTxInf[1]/DbtrAcct/Nm: name=Family account of Testa\n"));
	CHECK(has("debtor agent@30 CdtTrfTxInf[1]/DbtrAgt: bic=BUKBGB22\ncreditor agent@31 CdtTrfTxInf[1]/CdtrAgt/FinInstnId/Nm: name=Creditor Bank id=044525187\n"));
	CHECK(has("creditor@32 CdtTrfTxInf[1]/Cdtr/Nm: name=김시험 account=0001-22\nultimate creditor@34 CdtTrfTxInf[1]/UltmtCdtr/Nm: name=Last & Least\n"));
	CHECK(has("remittance@36 CdtTrfTxInf[1]/RmtInf/Ustrd[2]: name=for vessel EXEMPLAR\n"));
	CHECK(has("other party@36 CdtTrfTxInf[1]/RmtInf/Strd/Invcr/Nm: name=Invoicing House\n"));
	CHECK(has("line 40: BirthDt: found 'soon'"));
	CHECK(has("line 38: a transaction without a creditor (Cdtr)\npacs.008 2 T-2, line 38\nagent@5 AppHdr/Fr: again"));
}

static void test_pain001(void)
{
	CHECK(read_path(CORPUS "payment_xml/pain001.xml") == ST_OK);
	CHECK_STR(buf_str(&said),
		  "pain.001 1 A, line 7\n"
		  "initiating party@4 GrpHdr/InitgPty/Nm: name=Initiating House bic=INITGB2L\n"
		  "debtor@5 PmtInf[1]/Dbtr/Nm: name=First Payer country=de iban=DE89370400440532013000\n"
		  "debtor agent@6 PmtInf[1]/DbtrAgt: bic=TESTDEFF\n"
		  "ultimate debtor@6 PmtInf[1]/UltmtDbtr/Nm: name=Behind The Payer\n"
		  "creditor@7 PmtInf[1]/CdtTrfTxInf[1]/Cdtr/Nm: name=Payee A\n"
		  "pain.001 2 B, line 8\n"
		  "initiating party@4 GrpHdr/InitgPty/Nm: again name=Initiating House bic=INITGB2L\n"
		  "debtor@5 PmtInf[1]/Dbtr/Nm: again name=First Payer country=de iban=DE89370400440532013000\n"
		  "debtor agent@6 PmtInf[1]/DbtrAgt: again bic=TESTDEFF\n"
		  "ultimate debtor@6 PmtInf[1]/UltmtDbtr/Nm: again name=Behind The Payer\n"
		  "ultimate debtor@8 PmtInf[1]/CdtTrfTxInf[2]/UltmtDbtr/Nm: name=Behind B\n"
		  "creditor@8 PmtInf[1]/CdtTrfTxInf[2]/Cdtr/Nm: name=Payee B\n"
		  "ultimate creditor@8 PmtInf[1]/CdtTrfTxInf[2]/UltmtCdtr/Nm: name=Behind Payee B\n"
		  "pain.001 3 C, line 11\n"
		  "initiating party@4 GrpHdr/InitgPty/Nm: again name=Initiating House bic=INITGB2L\n"
		  "debtor@10 PmtInf[2]/Dbtr/Nm: name=Second Payer\n"
		  "creditor@11 PmtInf[2]/CdtTrfTxInf[1]/Cdtr/Nm: name=Payee C\n");
}

static void test_hostile_xml(void)
{
	CHECK(read_path(CORPUS "payment_xml/bomb.xml") == ST_DATA && strstr(error.message, "document type"));
	CHECK(read_path(CORPUS "payment_xml/external.xml") == ST_DATA && strstr(error.message, "document type"));
	CHECK(read_path(CORPUS "payment_xml/cut.xml") == ST_DATA && strstr(error.message, "cut off"));
	CHECK(read_text("<pain.001.001.02><x>&later;</x></pain.001.001.02>") == ST_DATA);
	CHECK(read_text("<pain.001.001.02><PmtInf></x></pain.001.001.02>") == ST_DATA);
	CHECK_STR(error.where, "t:1");
	CHECK(read_text("<Document xmlns='urn:pain.001'><CstmrPmtStsRpt/></Document>") == ST_DATA);
	CHECK(has("line 1: CstmrPmtStsRpt (urn:pain.001): neither pacs.008 nor pain.001, not read"));
	CHECK(read_text("<D xmlns='pacs.008'><FIToFICstmrCdtTrf><GrpHdr/></FIToFICstmrCdtTrf></D>") == ST_OK);
	CHECK(has("line 1: a message without a transaction"));
	struct buf b = BUF_INIT;
	buf_text(&b, "<pacs.008.001.01>");
	for (int i = 0; i < 200; i++)
		buf_text(&b, "<a>");
	CHECK(read_bytes(b.bytes, b.len) == ST_DATA && strstr(error.message, "one within the other"));
	buf_reset(&b);
	buf_text(&b, "<pacs.008.001.01><CdtTrfTxInf>");
	for (int i = 0; i < 300000; i++)
		buf_printf(&b, "<a><Nm>Synthetic Name %d</Nm></a>", i);
	CHECK(read_bytes(b.bytes, b.len) == ST_DATA && strstr(error.message, "a message of more than"));
	buf_reset(&b);
	buf_text(&b, "<pacs.008.001.01><GrpHdr>");
	for (int i = 0; i < 300; i++)
		buf_printf(&b, "<a><Nm>Synthetic Name %d</Nm></a>", i);
	CHECK(read_bytes(b.bytes, b.len) == ST_DATA && strstr(error.message, "above the transactions"));
	buf_free(&b);
}

/* As in any file: whatever the pieces in which the bytes come, the same is read. */
static void test_pieces(void)
{
	char path[] = "/tmp/onus-payments-XXXXXX";
	int fd = mkstemp(path);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
	CHECK(f);
	for (int i = 0; i < 3000; i++)
		(void)fprintf(f, "{1:F01TESTGB2LAXXX0000000000}{2:I103TESTDEFFXXXXN}{4:\r\n:20:REF-%d\r\n:50K:PAYER %d\r\n:59:PAYEE %d\r\n-}%s", i, i, i,
			      i % 2 ? "$" : "\r\n");
	(void)fclose(f);
	struct input in;
	buf_reset(&said);
	CHECK(input_open(path, &in, &error) == ST_OK);
	CHECK(messages_read(&in, MESSAGE_MT103, &sink, &error) == ST_OK);
	input_close(&in);
	(void)remove(path);
	CHECK(has("MT103 3000 REF-2999, line"));
	const char *at = buf_str(&said);
	char want[64];
	for (int i = 0; i < 3000; i++) {
		(void)snprintf(want, sizeof want, "MT103 %d REF-%d,", i + 1, i);
		at = strstr(at, want);
		CHECK(at);
	}
}

static void test_mt103(void)
{
	CHECK(read_path(CORPUS "mt103/two.txt") == ST_OK);
	CHECK_STR(buf_str(&said),
		  "MT103 1 REF-1, line 1\n"
		  "agent@1 block 1: bic=TESTGB2L\n"
		  "agent@1 block 2: bic=TESTDEFF\n"
		  "debtor@5 50K: name=TESTA EXEMPLOVA address=1 SAMPLE STREET, LONDON iban=GB33BUKB20201555555555\n"
		  "agent@9 51A: bic=SENDGB2L\n"
		  "debtor agent@10 52D: name=ORDERING BANK address=SAMPLETON account=123\n"
		  "agent@13 53B: address=FRANKFURT account=987\n"
		  "agent@15 56C: account=FW021000021\n"
		  "creditor agent@16 57A: bic=CREDDEFF\n"
		  "creditor@17 59: name=A VERY LONG COMPANY NAME THAT GOES longer=A VERY LONG COMPANY NAME THAT GOES ON IN THE NEXT LINE LTD "
		  "address=ON IN THE NEXT LINE LTD, BERLIN iban=DE89370400440532013000\n"
		  "remittance@21 70: name=/RFB/INVOICE 12 /ULTB/BEHIND PAYEE LTD/BE/\n"
		  "ultimate creditor@22 70: name=BEHIND PAYEE LTD\n"
		  "remittance@23 72: name=/INS/PREVGB2L MORE TEXT\n"
		  "MT103 2 REF-2, line 27\n"
		  "agent@27 block 1: bic=TESTGB2L\n"
		  "agent@27 block 2: bic=TESTFRPP\n"
		  "debtor@29 50F: person name=EXAMPLE PERSON OF SAMPLETON country=gb born=1961-02-03 born-in=fi address=2 SAMPLE ROAD, LONDON "
		  "id=123456789 id=99-100\n"
		  "creditor@38 59F: name=KIM SIHEOM country=kr address=SEOUL account=0001-22\n");
}

static void test_mt103_faults(void)
{
	CHECK(read_path(CORPUS "mt103/faults.txt") == ST_OK);
	CHECK(has("line 1: message 1: block 4 has no end: '-}' at the start of a line expected; not read\n"
		  "line 4: message 2: MT202: not an MT103, not read\nline 9: field 50A: found 'NOTABIC', expected a BIC\nMT103 3 GOOD, line 7\n"));
	CHECK(read_text(":20:X\n:59:SOMEBODY\n") == ST_OK);
	CHECK(has("no field 50a (ordering customer)\nMT103 1 X, line 1\ncreditor@2 59: name=SOMEBODY\n"));
	CHECK(read_text("{1:F01TESTGB2LAXXX0000000000}{2:I103TESTDEFFXXXXN}{4:\n:20:A\n:50K:\xe9LAN\n:59:B\n-}") == ST_OK);
	CHECK(has("line 3: field 50K: bytes that are not UTF-8, read as Latin-1\n") && has("debtor@3 50K: name=éLAN\n"));
}

static enum status screened(const char *text, const char *extra, struct buf *out)
{
	buf_reset(out);
	return mt103_screened(text, strlen(text), "FPO", extra, out, &error);
}
#define HEAD "{1:F01TESTGB2LAXXX0000000000}{2:I103TESTDEFFXXXXN}"
#define BODY "{4:\r\n:20:A\r\n-}{5:{CHK:0}}\r\n"
static void test_screened(void)
{
	struct buf b = BUF_INIT;
	CHECK(screened(HEAD BODY, NULL, &b) == ST_OK);
	CHECK_STR(buf_str(&b), HEAD "{3:{433:/FPO/}}" BODY);
	CHECK(screened(HEAD "{3:{108:X}{433:/NOK/OLD}{121:Y}}" BODY, "list a_b 김 and more than twenty", &b) == ST_OK);
	CHECK_STR(buf_str(&b), HEAD "{3:{108:X}{121:Y}{433:/FPO/list a.b . and more }}" BODY);
	CHECK(screened(HEAD "{3:{433:/NOK/OLD}{434:/FPO/}}" BODY, "{}", &b) == ST_OK);
	CHECK_STR(buf_str(&b), HEAD "{3:{433:/FPO/..}{434:/FPO/}}" BODY);
	CHECK(screened("{1:F01TESTGB2LAXXX0000000000}{2:I202TESTDEFFXXXXN}" BODY, NULL, &b) == ST_DATA);
	CHECK(screened(HEAD, NULL, &b) == ST_DATA);
	CHECK(screened("", NULL, &b) == ST_DATA);
	CHECK(mt103_screened(HEAD BODY, strlen(HEAD BODY), "YES", NULL, &b, &error) == ST_USAGE);
	buf_free(&b);
	buf_free(&said);
}

TESTS({"sniff", test_sniff}, {"pacs008", test_pacs008}, {"pain001", test_pain001}, {"hostile xml", test_hostile_xml}, {"pieces", test_pieces},
      {"mt103", test_mt103}, {"mt103 faults", test_mt103_faults}, {"screened", test_screened})
