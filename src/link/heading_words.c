/* Words of columns' names: English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Hungarian, Romanian, Turkish, Scandinavian languages,
 * Finnish, Greek, Russian, Ukrainian, Hebrew, Arabic, Persian, Hindi, Thai, Vietnamese, Indonesian, Chinese, Japanese, Korean. Latin and Greek letters without
 * marks, Arabic with plain alif, ya and ha; phrases of several words written as one. */
#include "heading.h"

#define PART HEADING_PART
#define WEAK HEADING_WEAK
#define WHOLE HEADING_WHOLE

const struct heading_words heading_table[] = {
	/* rows */
	{ROLE_ID, PART, HEADING_ROW, "uniqueid|recid|recordid|rowid|rownumber|recordnumber|recordno|recno|rowno|rownum|recordnr|datensatznummer|datensatzid|lineid|"
		"identifiantunique|numeroenregistrement|idregistro|nregistro|номерзаписи|序号|編號|编号|番号|번호|연번|일련번호|entryid|uuid|guid|recordkey|objectid"},
	{ROLE_ID, WHOLE, HEADING_ROW, "id|key|idx|index|row|rec|nr|lfdnr|lfd|no|num|number|pk|serial|serialno|serialnumber|sno|slno|identifier|identifiant|identificador|рн|номер|№|"
		"رقم|المعرف|الرقم|م|n|o|eid|unnamed"},
	{ROLE_ID, WEAK, 0, "id|ident|personid|voterid|patientid|clientid|memberid|customerid|caseid|userid|studentid|idnumber|idno|casenumber|caseno|pid|uid"},
	/* who it is */
	{ROLE_ENTITY, PART, 0, "cluster|clusterid|entid|entityid|trueid|personcluster|truecluster|truthid|goldid|goldcluster|trueentity|trueperson|realid|entity|matchid|"
		"matchgroup|matchcluster|duplicategroup|dupgroup|dupid|groundtruth|goldstandard|dedupeid|dedupid|clusternumber|goldlabel|truelabel|truematchid"},
	{ROLE_ENTITY, WHOLE, HEADING_LOOSE, "label|truth|gold|entitet|classid|groupid|ent|realperson|uniqueperson|personlabel|linkid"},
	/* names */
	{ROLE_GIVEN, PART, 0, "pname|christian|forename1|imia|meno|krestni|keresztneve|onoma|prenumele|ονομαβαπτισησ|μικροονομα|πατρωνυμο|שםפרטי|namadepan|tendem|tenlot|ming|ชื่อ|ชื่อต้น|प्रथमनाम|jinalakwanza|"
		"givenname|givennames|given|firstname|firstnames|fname|forename|forenames|christianname|christiannames|middlename|middlenames|middle|mname|secondname|namefirst|"
		"namemiddle|firstnm|midlname|middlenm|nickname|midname|middleinitial|vorname|vornamen|rufname|rufnamen|zweitname|prenom|prenoms|deuxiemeprenom|primernombre|"
		"segundonombre|nombredepila|nombrepila|prenome|primeironome|nomeproprio|nomedibattesimo|voornaam|voornamen|roepnaam|fornavn|fornamn|etunimi|imie|pierwszeimie|"
		"drugieimie|imiona|krestnijmeno|jmeno|adi|onad|ilkad|keresztnev|utonev|prenume|имя|имена|отчество|имяотчество|імя|побатькові|второеимя|"
		"الاسمالاول|اسمالاول|الاسمالشخصي|اسمالاب|اسمالجد|نامكوچك|النسبه|名字|名前名|이름|givennm|patronymic|patronym|otchestvo|imya|initial|initials|firstnameen"},
	{ROLE_GIVEN, WHOLE, 0, "ten|ονομα|pren|"
		"first|gname|gn|fn|mi|ad|isim|nombres|nombre1|prenom1|이름|名|名前|ナマエ|メイ|نام|ime|vname|midl"},
	{ROLE_FAMILY, PART, 0, "familiya|familija|επωνυμο|επιθετο|שםמשפחה|namabelakang|namakeluarga|นามสกุล|สกุล|उपनाम|xing|lastnm1|surname1|surname2|lastname1|lastname2|"
		"surname|surnames|familyname|lastname|lastnames|lname|namelast|lastnm|maidenname|birthname|namefamily|nachname|nachnamen|familienname|geburtsname|zuname|"
		"nomdefamille|nomfamille|nompatronymique|nomdenaissance|nomusage|nomdusage|patronyme|apellido|apellidos|primerapellido|segundoapellido|apellidopaterno|"
		"apellidomaterno|paterno|materno|sobrenome|apelido|ultimonome|cognome|cognomi|achternaam|familienaam|geslachtsnaam|etternavn|efternavn|efternamn|sukunimi|nazwisko|"
		"nazwiska|nazwiskorodowe|prijmeni|prezime|soyad|soyadi|soyisim|vezeteknev|csaladnev|numedefamilie|фамилия|прізвище|фамилии|девичьяфамилия|اسمالعائله|"
		"اللقب|العائله|الكنيه|نامخانوادگي|فاميلي|الاسمالاخير|姓氏|苗字|名字姓|성씨|familia|famname|famnm|surnm|secondsurname|familynm|lastnameen|maiden"},
	{ROLE_FAMILY, WHOLE, 0, "ho|nom1|"
		"last|family|sname|sn|ln|fam|姓|성|セイ|シ|apell|nomfam"},
	{ROLE_FULL, PART, 0, "ονοματεπωνυμο|שםמלא|namalengkap|hoten|hovaten|ชื่อสกุล|ชื่อนามสกุล|पूरानाम|xingming|jinakamili|teljesnev|celejmeno|numecomplet|numesiprenume|jmenoaprijmeni|menoapriezvisko|"
		"fullname|completename|personname|legalname|wholename|nameoriginal|vollname|vollstandigername|ganzername|namevorname|vornamename|vorundnachname|nomcomplet|"
		"nometprenom|nomprenom|nomprenoms|prenometnom|nometprenoms|nombrecompleto|nombreyapellido|nombreyapellidos|nombresyapellidos|apellidosynombres|"
		"apellidoynombre|nomecompleto|nomecognome|nomeecognome|cognomeenome|cognomenome|volledigenaam|fulltnavn|imieinazwisko|imienazwisko|nazwiskoiimie|adsoyad|adisoyadi|"
		"фио|фамилияимяотчество|полноеимя|піб|имяфамилия|фамилияимя|الاسمالكامل|الاسمالثلاثي|الاسمالرباعي|اسمالكامل|نامونامخانوادگي|姓名|氏名|名字全|"
		"성명|성함|이름성|フリガナ|ふりがな|カナ|firstandsurname|firstandlastname|firstandlast|namefull|fullnm|displayname|aka|alias|aliases|alsoknownas|firstlast|lastfirst|lastnamefirstname|"
		"firstnamelastname|nameinfull|名称|이름전체"},
	{ROLE_FULL, WEAK, HEADING_BARE, "שם|नाम|meno|"
		"name|names|nom|noms|nombre|nome|naam|navn|namn|nimi|nazwa|nume|nev|isim|имя|اسم|الاسم|نام|naziv|nm|namen|nama|jina|ten|hoten"},
	/* time */
	{ROLE_DATE, PART, 0, "datarozhdeniya|datarojdeniya|ημερομηνιαγεννησησ|ημνιαγεννησησ|תאריךלידה|tanggallahir|tgllahir|ngaysinh|ngaythangnamsinh|วันเกิด|วันเดือนปีเกิด|जन्मतिथि|जन्मदिनांक|chushengriqi|shengri|datanasterii|szuletesidatum|szuletesiido|datumnarozeni|datumnarodenia|syntymaaika|tareheyakuzaliwa|datumrodenja|"
		"dob|dateofbirth|birthdate|birthday|datebirth|dofb|bdate|bday|dtbirth|birthdt|borndate|dateborn|birthdttm|geburtsdatum|gebdatum|gebdat|geburtstag|"
		"datedenaissance|datenaissance|datenaiss|ddn|nele|nee|fechadenacimiento|fechanacimiento|fecnac|fechanac|fnacimiento|fnac|datadenascimento|datanascimento|datanasc|dtnasc|"
		"nascimento|datadinascita|datanascita|nascita|geboortedatum|gebdatum|fodselsdato|fodselsdag|fodelsedatum|foddato|datadeurodzenia|dataurodzenia|urodzenia|datumnarozeni|"
		"dogumtarihi|dtarihi|датарождения|датанародження|дрожд|др|датасмерти|تاريخالميلاد|تاريخالولاده|الميلاد|تاريختولد|出生日期|出生年月日|出生年月|生年月日|誕生日|生日|생년월일|"
		"생일|출생일|dateofdeath|deathdate|dod|datedeath|sterbedatum|todesdatum|todestag|datededeces|datedeces|fechadedefuncion|fechademuerte|fechadefuncion|"
		"datadeobito|датагибели|تاريخالوفاه|تاريخالاستشهاد|死亡日期|死亡年月日|사망일|marriagedate|dateofmarriage|geboren|born|ne|datenasc"},
	{ROLE_DATE, WEAK, 0, "date|datum|fecha|data|dato|дата|تاريخ|التاريخ|日期|날짜|日付|tarih|tarihi|dt"},
	{ROLE_YEAR, PART, 0, "byr|birthyear4|godrozhdeniya|ετοσγεννησησ|שנתלידה|namsinh|tahunlahir|rocnik|roknarozeni|szuletesiev|syntymavuosi|anulnasterii|"
		"yearofbirth|birthyear|yob|byear|yearborn|birthyr|dobyear|doby|dobyr|bornyear|geburtsjahr|jahrgang|gebjahr|anneedenaissance|anneenaissance|annaiss|"
		"anodenacimiento|anonacimiento|anodenascimento|anonascimento|annodinascita|annonascita|geboortejaar|fodselsar|fodelsear|rokurodzenia|dogumyili|годрождения|"
		"рікнародження|سنهالميلاد|سالتولد|出生年|出生年份|生年|출생년도|출생연도|생년|deathyear|yearofdeath"},
	{ROLE_YEAR, WEAK, 0, "year|yr|jahr|annee|ano|anno|jaar|rok|yil|год|рік|سنه|السنه|年|년|연도|yyyy|yy"},
	{ROLE_YEAR, WHOLE, 0, "by"},
	{ROLE_MONTH, PART, 0, "monthofbirth|birthmonth|bmonth|dobmonth|dobm|birthmo|birthmon|geburtsmonat|gebmonat|moisdenaissance|moisnaissance|mesdenacimiento|mesnacimiento|"
		"mesdenascimento|mesnascimento|mesedinascita|месяцрождения|출생월|出生月"},
	{ROLE_MONTH, WEAK, 0, "month|mon|mth|mm|monat|mois|mes|mese|maand|miesiac|ay|месяц|місяць|شهر|الشهر|月|월"},
	{ROLE_MONTH, WHOLE, 0, "bm"},
	{ROLE_DAY, PART, 0, "dayofbirth|birthdayofmonth|bday|dobday|dobd|birthdd|birthday|geburtstag|gebtag|jourdenaissance|journaissance|diadenacimiento|dianacimiento|diadenascimento|"
		"dianascimento|giornodinascita|деньрождения|출생일|出生日"},
	{ROLE_DAY, WEAK, 0, "day|dd|tag|jour|dia|giorno|dag|dzien|gun|день|يوم|اليوم|日|일"},
	{ROLE_DAY, WHOLE, 0, "bd"},
	/* where */
	{ROLE_PLACE, PART, 0, "mestorozhdeniya|gorod|местопроживания|τοποσγεννησησ|πολη|עיר|מקוםלידה|tempatlahir|kota|noisinh|จังหวัด|อำเภอ|शहर|जन्मस्थान|loculnasterii|localitate|oras|varos|szuletesihely|mistonarozeni|obec|grad|mestorodenja|kaupunki|mahalipakuzaliwa|"
		"place|placeofbirth|birthplace|pob|bplace|city|town|suburb|village|locality|location|municipality|settlement|hometown|residence|cityofbirth|birthcity|"
		"placeofdeath|deathplace|district|area|county|parish|commune|neighborhood|neighbourhood|borough|subdistrict|township|ort|wohnort|geburtsort|stadt|gemeinde|sterbeort|"
		"ortsteil|ville|lieu|lieudenaissance|lieunaissance|commune|localite|quartier|ciudad|lugar|lugardenacimiento|lugarnacimiento|municipio|localidad|pueblo|barrio|poblacion|cidade|"
		"localdenascimento|naturalidade|bairro|citta|luogodinascita|luogo|comune|paese|plaats|woonplaats|geboorteplaats|stad|sted|fodested|fodelseort|by|miasto|miejscowosc|"
		"miejsceurodzenia|mesto|sehir|dogumyeri|ilce|город|месторождения|местожительства|населенныйпункт|деревня|село|район|місто|місценародження|مكانالميلاد|مكانالولاده|المدينه|مدينه|القريه|البلده|"
		"مكان|المكان|محلتولد|شهر|城市|地点|出生地|籍贯|籍貫|出身地|市区町村|市町村|本籍|출생지|도시|고향|본적|거주지|birthtown|homecity|birthloc|govdistrict|العنوانالدائم"},
	{ROLE_ADDRESS, PART, 0, "διευθυνση|οδοσ|כתובת|רחוב|alamat|diachi|ที่อยู่|पता|dizhi|adresa|lakcim|osoite|"
		"address|addr|addr1|street|streetname|streetaddress|straddr|road|addressline|residentialaddress|homeaddress|mailaddr|mailaddress|resaddress|adresse|"
		"adresszeile|strasse|strassenname|anschrift|str|rue|voie|adressepostale|domicile|direccion|calle|domicilio|endereco|rua|logradouro|morada|indirizzo|via|adres|straat|straatnaam|"
		"gate|gata|ulica|adresa|adresi|sokak|cadde|mahalle|адрес|улица|адреса|вулиця|العنوان|عنوان|الشارع|شارع|نشاني|ادرس|地址|住址|住所|주소|도로명|addressstreet|streetnm"},
	{ROLE_POSTCODE, PART, 0, "postcode|postalcode|zip|zipcode|zip5|postal|pincode|eircode|plz|postleitzahl|codepostal|codigopostal|cep|cap|postnummer|postnr|kodpocztowy|psc|"
		"postakodu|postkod|индекс|почтовыйиндекс|الرمزالبريدي|كدپستي|邮编|邮政编码|郵便番号|우편번호|postcd|zipcd|mailzip|reszip"},
	/* how to reach */
	{ROLE_PHONE, PART, 0, "τηλεφωνο|κινητο|טלפון|נייד|telepon|nohp|dienthoai|sodienthoai|โทรศัพท์|เบอร์โทร|मोबाइल|फोन|shouji|telefonszam|puhelin|"
		"phone|phonenumber|phoneno|telephone|telephonenumber|tel|telno|mobile|mobilenumber|mobileno|cell|cellphone|contactnumber|contactno|fax|msisdn|whatsapp|"
		"telefon|telefonnummer|handy|handynummer|mobil|mobilnummer|telnr|rufnummer|telefonnr|numerodetelephone|portable|telefono|numerodetelefono|movil|celular|telefone|telemovel|cellulare|telefoon|"
		"telefoonnummer|mobiel|telefonnumer|numertelefonu|telefonnumarasi|телефон|номертелефона|мобильный|моб|هاتف|الهاتف|رقمالهاتف|الجوال|جوال|تلفن|电话|電話|手机|手機|电话号码|"
		"電話番号|携帯|전화|전화번호|휴대폰|연락처|핸드폰|phonenum"},
	{ROLE_EMAIL, PART, 0, "email|emailaddress|emailid|electronicmail|emailadresse|adressemail|courriel|adresseelectronique|correo|correoelectronico|posta|eposta|epost|"
		"электроннаяпочта|почта|эльпочта|البريدالالكتروني|بريدالكتروني|الايميل|ايميل|邮箱|电子邮件|電子郵件|メール|メールアドレス|이메일|전자우편|eml"},
	{ROLE_EMAIL, WHOLE, 0, "mail|mel|imeil|имейл"},
	/* numbers given to people */
	{ROLE_IDENTIFIER, PART, 0, "insuranceid|αμκα|αφμ|תעודתזהות|מספרזהות|nik|cccd|cmnd|socmnd|socccd|เลขบัตรประชาชน|आधार|shenfenzheng|cnp|tajszam|szemelyiszam|henkilotunnus|emso|egn|kennitala|residentregistrationnumber|rrn|"
		"socsecid|ssn|socialsecurity|socialsecuritynumber|socsec|ssn4|nationalid|nationalidnumber|natid|passport|passportnumber|passportno|nin|nino|nhs|nhsnumber|"
		"medicare|medicareno|mrn|medicalrecordnumber|hospitalnumber|driverlicense|driverlicence|driverslicense|driverslic|licensenumber|licenceno|taxid|taxnumber|idcard|identitycard|identitynumber|"
		"voterregnum|voterregistrationnumber|ncid|aadhaar|pan|unhcr|servicenumber|regimentalnumber|personalnumber|personalausweis|ausweisnummer|passnummer|reisepass|"
		"sozialversicherungsnummer|svnr|steuernummer|steuerid|versichertennummer|personalnummer|krankenversicherungsnummer|numerosecuritesociale|securitesociale|nss|nir|insee|"
		"passeport|numerodepasseport|dni|nif|nie|rut|curp|rfc|cedula|cedulaidentidad|numerodedocumento|documento|pasaporte|nss|cpf|cartaosus|sus|cns|rg|bi|passaporte|codicefiscale|passaporto|bsn|paspoort|"
		"personnummer|fodselsnummer|cpr|cprnummer|pesel|rodnecislo|oib|jmbg|tckimlik|tckimlikno|kimlikno|паспорт|номерпаспорта|снилс|инн|личныйномер|серияиномер|іпн|"
		"رقمالهويه|الهويه|رقمالجواز|جوازالسفر|الرقمالوطني|الرقمالقومي|كدملي|شمارهملي|身份证|身份证号|身份证号码|身分證|护照|護照|护照号|パスポート|マイナンバー|旅券番号|주민등록번호|주민번호|여권번호|"
		"여권|군번|badge|badgenumber|idcardnumber|nationalinsurance|insurancenumber|insuranceno|policynumber|hkid|nric|matricule|matricula|dodid|militaryid|registrationnumber|"
		"regno|registrationno|regnumber|npi|ein|license"},
	{ROLE_IDENTIFIER, PART, HEADING_OTHER, "account|accountnumber|accountno|iban|konto|kontonummer|handle|username|login"},
	/* kinds */
	{ROLE_SEX, PART, 0, "φυλο|מין|jeniskelamin|gioitinh|เพศ|लिंग|xingbie|pol|sukupuoli|jinsia|neme|pohlavie|"
		"sex|gender|sexcode|mf|gendercode|geschlecht|sexe|genre|sexo|genero|sesso|geslacht|kjonn|kon|kjoenn|sukupuoli|plec|pohlavi|cinsiyet|nem|spol|пол|стать|полчеловека|الجنس|"
		"جنس|النوع|جنسيت|性别|性別|성별|genderidentity|gndr|sx"},
	{ROLE_CATEGORY, PART, 0, "relation|relationship|relationtohead|επαγγελμα|εθνικοτητα|pekerjaan|agama|dantoc|nghenghiep|quequan|משלחיד|לאום|"
		"state|province|region|country|nationality|citizenship|ethnicity|ethnic|race|religion|occupation|profession|job|jobtitle|maritalstatus|status|party|language|"
		"education|rank|unit|suffix|namesuffix|namesufx|prefix|nameprefix|nameprefx|title|salutation|household|householdid|type|kind|category|class|role|birthstate|birthcountry|countryofbirth|bundesland|staat|land|"
		"nationalitat|staatsangehorigkeit|beruf|konfession|familienstand|anrede|titel|dienstgrad|geburtsland|pays|nationalite|metier|departement|etat|civilite|grade|estado|"
		"provincia|pais|nacionalidad|ocupacion|profesion|estadocivil|region|departamento|uf|nacionalidade|profissao|ocupacao|nazionalita|professione|regione|beroep|"
		"nationaliteit|provincie|yrke|stilling|zawod|wojewodztwo|narodowosc|obywatelstvi|meslek|uyruk|il|национальность|гражданство|профессия|должность|область|"
		"страна|регион|звание|образование|вероисповедание|національність|الجنسيه|المهنه|المحافظه|الحاله|الديانه|الدوله|البلد|استان|شغل|مليت|国籍|國籍|民族|职业|職業|省|省份|国家|"
		"都道府県|婚姻|宗教|국적|직업|시도|종교|민족|계급|소속|branch|cause|causeofdeath|diagnosis|bloodtype|bloodgroup|department|ward|precinct|censusblock|generation|dialect|regiment|battalion|"
		"tribe|clan|sect|casualtytype|combatant|civilian|governorate|hospital|clinic|school|employer|company|organisation|organization"},
	{ROLE_NUMBER, PART, 0, "streetnumber|streetno|streetnum|housenumber|houseno|housenum|buildingnumber|unitnumber|aptnumber|aptnum|apt|unitnum|apartment|flat|flatnumber|streetnr|hausnummer|hausnr|hnr|numeroderue|"
		"numerodecasa|numeroexterior|numerocivico|civico|huisnummer|husnummer|nrdomu|номердома|дом|رقمالمنزل|门牌号|번지|age|ageatdeath|agegroup|ageyears|birthage|alter|edad|idade|eta|"
		"leeftijd|alder|wiek|yas|возраст|вік|العمر|عمر|سن|年龄|年齡|年齢|나이|연령|height|weight|income|salary|groesse|grosse|taille|poids|estatura|peso|altura|рост|вес|身高|体重|"
		"키|몸무게|score|amount|latitude|longitude|lat|lon|lng|clericalmatchscore|probability|children"},
	{ROLE_TEXT, PART, 0, "note|notes|comment|comments|remark|remarks|description|memo|details|narrative|biography|bio|text|summary|bemerkung|bemerkungen|notiz|anmerkung|beschreibung|"
		"remarque|remarques|commentaire|commentaires|observaciones|notas|comentario|comentarios|descripcion|observacoes|nota|descricao|note|opmerking|opmerkingen|uwagi|opis|notlar|примечание|"
		"примечания|комментарий|описание|примітки|ملاحظات|ملاحظه|وصف|توضيحات|备注|備註|说明|備考|비고|메모|설명|circumstances|story|url|link|website|photo|image"},
	{ROLE_IGNORE, PART, 0, "source|sources|sourcelist|listname|quelle|fuente|fonte|источник|المصدر|来源|來源|출처|sourcedataset|sourcefile|sourcetable|datasource|dataset|filename|filepath|created|createdat|createdon|createdby|updated|updatedat|updatedon|updatedby|modified|modifiedat|"
		"modifiedby|lastmodified|lastupdated|timestamp|snapshotdt|snapshotdate|snapshot|loaddate|extractdate|exportdate|importdate|dateadded|dateentered|entrydate|batch|batchid|checksum|"
		"hash|version|createdate|updatedate|modifieddate|датасоздания|датаобновления|erstelltam|geaendertam|datedecreation|datedemodification|fechadecreacion"},
};
const size_t heading_table_n = sizeof heading_table / sizeof *heading_table;

const char heading_neutral[] = "patient|patients|person|persons|people|client|voter|member|student|customer|victim|casualty|deceased|individual|subject|participant|respondent|applicant|"
	"employee|soldier|prisoner|detainee|refugee|migrant|beneficiary|citizen|resident|res|full|legal|current|primary|main|original|orig|official|clean|cleaned|std|norm|fake|raw|new|old|the|of|and|at|in|"
	"my|p|pt|per|pers|ind|code|cd|desc|lbl|label|txt|str|value|val|field|col|column|der|die|das|des|du|de|la|le|les|el|los|del|do|da|di|name|number|no|nr|num|num|numero|c|l|r|en|ar|ru|eng|latin|"
	"пациента|человека|лица|погибшего|المريض|الشهيد|患者|人|환자|本人";
const char heading_relatives[] = "mother|mothers|father|fathers|parent|parents|spouse|husband|wife|guardian|kin|nextofkin|brother|sister|relative|grandfather|grandmother|partner|"
	"emergency|contactperson|mutter|vater|eltern|ehepartner|ehemann|ehefrau|mere|pere|conjoint|epoux|epouse|madre|padre|conyuge|esposo|esposa|mae|pai|conjuge|coniuge|moeder|vader|"
	"mor|far|matki|ojca|мать|матери|отец|отца|супруг|супруга|мужа|жены|الام|الزوج|الزوجه|پدر|مادر|母|父|母亲|父亲|配偶|어머니|아버지|부|모|배우자|doctor|physician|dr|nurse|interviewer|"
	"enumerator|witness|informant|reporter|officer|clerk|arzt|medecin|medico|врач|врача|user|author|observer|teacher|lawyer|interpreter|attorney";
const char heading_others[] = "hospital|clinic|school|company|employer|organisation|organization|org|file|dataset|source|list|project|site|facility|bank|business|firm|product|table|form|camp|prison|"
	"ship|vessel|unit|krankenhaus|schule|firma|hopital|ecole|entreprise|empresa|escuela|больница|организация|المستشفي|医院|병원|회사|event|battle|operation|regiment|party|street|district|county|department";
const char heading_deaths[] = "death|dod|died|deceased|dateofdeath|deathdate|sterbedatum|sterbeort|todesdatum|todestag|gestorben|deces|mort|defuncion|muerte|fallecimiento|obito|morte|decesso|overlijden|"
	"смерти|гибели|الوفاه|وفاه|الاستشهاد|死亡|사망|사망일";
