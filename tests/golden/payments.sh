# Payment messages: every party, agent and free text screened; MT103s written back with field 433. All data is synthetic.
. "$HERE/lists.inc"
score() { sed -E 's/(":|  |[a-z] [+-]?|")-?0\.[0-9]+/\10.N/g'; }
screen() { try screen --threshold 0.9 "$@" | score; }
un 300 >un.xml
try list add un un.xml
cat >in.mt <<'X'
{1:F01AAAAUSLAAXXX0000000001}{2:I103BBBBUS33XXXXN}{3:{108:REF}{433:/AOK/OLD}{121:x}}{4:
:20:ONE
:50K:/123
ADAN OSTREL
1 ROAD
:52A:CCCCNGLA
:56D:BELA PANDOR BANK
:59:/GB82WEST12345698765432
SOMEBODY ELSE
:70:INVOICE 12 FOR DORA
STOVIK (CONSULTING)
-}{5:{CHK:123}}
$
{1:F21AAAAUSLAAXXX0000000002}{4:{177:3101010000}{451:0}}{1:F01AAAAUSLAAXXX0000000003}{2:I103BBBBUS33XXXXN}{4:
:20:TWO
:50F:/123
1/JOHN MUSTER
4/19600304
5/UT/TOWN
:59:/1
SOMEBODY ELSE
-}
{1:F01AAAAUSLAAXXX0000000004}{2:I103BBBBUS33XXXXN}{4:
:20:THREE
:50K:JOHN MUSTER
-}
{1:F01AAAAUSLAAXXX0000000005}{2:I103BBBBUS33XXXXN}{4:
:20:CUT
X
screen in.mt --quiet
screen in.mt --write-433 out.mt --table
diff in.mt out.mt
echo '# nothing is left of what cannot be written'
printf 'Adan Ostrel\n' >names
screen names --write-433 out2.mt --quiet
: >out3.mt.part
try screen in.mt --write-433 out3.mt --quiet
ls out*
cat >credit.xml <<'X'
<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf>
<GrpHdr><MsgId>M1</MsgId><InstgAgt><FinInstnId><BICFI>AAAAUSLA</BICFI></FinInstnId></InstgAgt></GrpHdr>
<CdtTrfTxInf><PmtId><EndToEndId>E1</EndToEndId></PmtId>
<UltmtDbtr><Nm>Adan Ostrel</Nm><Id><PrvtId><DtAndPlcOfBirth><BirthDt>1960-03-04</BirthDt><CtryOfBirth>UT</CtryOfBirth></DtAndPlcOfBirth></PrvtId></Id></UltmtDbtr>
<Dbtr><Nm>Muster Company</Nm></Dbtr><DbtrAgt><FinInstnId><Nm>Some Bank</Nm></FinInstnId></DbtrAgt>
<Cdtr><Nm>John Muster</Nm><PstlAdr><Ctry>DE</Ctry></PstlAdr></Cdtr><UltmtCdtr><Nm>Ostrel, Bela</Nm></UltmtCdtr>
<RmtInf><Ustrd>for Ciro Ostrel</Ustrd></RmtInf></CdtTrfTxInf>
<CdtTrfTxInf><PmtId><EndToEndId>E2</EndToEndId></PmtId><Dbtr><Nm>Muster Company</Nm></Dbtr></CdtTrfTxInf>
</FIToFICstmrCdtTrf></Document>
X
screen credit.xml --quiet
sed 's/pacs.008.001.08/pain.001.001.09/; s/FIToFICstmrCdtTrf/CstmrCdtTrfInitn/; s/<CdtTrfTxInf>/<PmtInf><Dbtr><Nm>Ciro Pandor<\/Nm><\/Dbtr>&/; s/<\/CdtTrfTxInf>$/&<\/PmtInf>/; s/<Dbtr><Nm>Muster.*<\/Dbtr>//' credit.xml >init.xml
screen init.xml --quiet --table
try screen credit.xml --write-433 out.xml --quiet >o; tail -2 o
head -c 800 credit.xml >cut.xml
screen cut.xml --quiet --table
printf '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "/etc/passwd">]><Document xmlns="pacs.008"><FIToFICstmrCdtTrf>&a;&c;</FIToFICstmrCdtTrf></Document>' >bomb.xml
try screen bomb.xml --quiet
printf '<html><body>pay</body></html>' >page.xml
try screen page.xml --quiet
try screen names --format payments --quiet
ls out*
