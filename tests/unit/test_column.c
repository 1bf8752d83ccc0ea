/* Roles of columns: by names in many languages and by values; values that do not bear a name out; columns beside each other. All people are synthetic. */
#include "check.h"
#include "link/column.h"

#include <stdlib.h>

static struct link_records r;
static struct error e;

static enum status read_text(const char *text)
{
	struct input in, *p = &in;

	records_free(&r);
	error_clear(&e);
	input_bytes(text, strlen(text), "t.csv", &in);
	enum status s = records_read(&p, 1, NULL, &r, &e);

	input_close(&in);
	return s;
}

/* Roles of all columns, by their words. */
static const char *roles_of(const char *text)
{
	static char out[512];

	*out = '\0';
	if (read_text(text) != ST_OK)
		return e.message;
	for (size_t k = 0; k < r.n_columns; k++) {
		(void)strcat(out, k ? " " : "");
		(void)strcat(out, link_role_word(r.column[k].role));
	}
	return out;
}

static void words(void)
{
	for (int role = 0; role < LINK_ROLES; role++) {
		CHECK(link_role_by_word(link_role_word((enum link_role)role)) == (enum link_role)role);
		CHECK(*link_role_name((enum link_role)role));
	}
	CHECK(link_role_by_word("Given") == ROLE_GIVEN && link_role_by_word("givven") == LINK_ROLES);
}

static void english(void)
{
	CHECK_STR(roles_of("rec_id, given_name, surname, street_number, address_1, suburb, postcode, state, date_of_birth, soc_sec_id\n"
			   "r-1, anna, moser, 12, high street, st leonards, 4011, wa, 19081209, 6988048\n"
			   "r-2, paul, berg, 3a, mill lane, hilltop, 4814, qld, 19990219, 7364009\n"),
		  "id given family number address place postcode category date identifier");
	CHECK_STR(roles_of("fname_c1,fname_c2,lname_c1,by,bm,bd,ent_id\nANNA,,MOSER,1949,7,22,34\nPAUL,KARL,BERG,1968,7,27,51\nPAUL,KARL,BERGH,1968,7,27,51\n"),
		  "given given family year month day entity");
	CHECK_STR(roles_of("voter_reg_num,last_name,first_name,middle_name,name_suffix_lbl,res_street_address,res_city_desc,zip_code,full_phone_number,gender_code,"
			   "birth_age,birth_state,party_cd\n000012,MOSER,ANNA,MAY,,12 HIGH ST,HILLTOP,27701,9195550101,F,41,NC,UNA\n"
			   "000015,BERG,PAUL,,JR,3 MILL LN,HILLTOP,27702,9195550102,M,52,VA,UNA\n"),
		  "identifier family given given category address place postcode phone sex number category category");
	CHECK_STR(roles_of("PatientID,FirstName,LastName,DateOfBirth,PhoneNumber,Email,Nationality,notes\n"
			   "7,Anna,Moser,24/06/1971,+44 20 7946 0101,a.moser@example.org,British,seen twice\n8,Paul,Berg,5/1/1950,+44 20 7946 0102,p@example.org,French,\n"),
		  "id given family date phone email category text");
	CHECK_STR(roles_of("mother_name,hospital_name,doctor_surname,name\nEva Moser,Saint Anne,Kranz,Anna Moser\nIda Berg,Saint Anne,Kranz,Paul Berg\n"),
		  "text category text full");
}

static void languages(void)
{
	CHECK_STR(roles_of("Nr;Nachname;Vorname;Geburtsdatum;Geburtsort;Geschlecht;PLZ;Straße;Hausnr\n1;Moser;Anna;24.06.1971;Linz;w;4020;Landstraße;5\n"
			   "2;Berg;Paul;5.1.1950;Graz;m;8010;Ring;7\n"), "id family given date place sex postcode address number");
	CHECK_STR(roles_of("Nom,Prénom,Date de naissance,Lieu de naissance,Sexe,Téléphone\nMoser,Anne,24/06/1971,Lyon,F,+33 1 99 00 01 02\nBerg,Paul,5 mai 1950,Nice,H,"
			   "+33 1 99 00 01 03\n"), "family given date place sex phone");
	CHECK_STR(roles_of("nombre,apellido1,apellido2,fecha_nacimiento,sexo,municipio,profesión\nAna,García,López,1971-06-24,M,Burgos,maestra\n"
			   "Pablo,Ruiz,Soto,1950-01-05,H,León,médico\n"), "given family family date sex place category");
	CHECK_STR(roles_of("nome,sobrenome,data de nascimento,cidade,CPF\nAna,Souza,24/06/1971,Braga,111.222.333-44\nPaulo,Lima,05/01/1950,Faro,555.666.777-88\n"),
		  "given family date place identifier");
	CHECK_STR(roles_of("Фамилия,Имя,Отчество,Дата рождения,Место рождения,Пол,Год рождения\nМорозова,Анна,Ивановна,24.06.1971,Тула,ж,1971\n"
			   "Берг,Павел,Петрович,05.01.1950,Орёл,м,1950\n"), "family given given date place sex year");
	CHECK_STR(roles_of("ФИО,дата рождения\nМорозова Анна Ивановна,24.06.1971\nБерг Павел Петрович,05.01.1950\n"), "full date");
	CHECK_STR(roles_of("姓名,性别,出生日期,籍贯,身份证号\n王小明,男,1971-06-24,南京,110101197106240011\n李芳,女,1950-01-05,苏州,110101195001050022\n"),
		  "full sex date place identifier");
	CHECK_STR(roles_of("氏名,生年月日,性別,住所\n山本花子,1971年6月24日,女,京都市北町1\n木村太郎,1950年1月5日,男,大阪市南町2\n"), "full date sex address");
	CHECK_STR(roles_of("번호,이름,생년월일,성별,출생지\n1,김하나,1971-06-24,여,부산\n2,박두리,1950-01-05,남,대구\n"), "id full date sex place");
	CHECK_STR(roles_of("성,이름,주소\n김,하나,부산시 1길\n박,두리,대구시 2길\n"), "family given address");
	CHECK_STR(roles_of("الاسم الأول,اسم العائلة,تاريخ الميلاد,الجنس,المدينة\nليلى,حداد,1971-06-24,أنثى,حلب\nسامي,نجار,1950-01-05,ذكر,حمص\n"),
		  "given family date sex place");
	CHECK_STR(roles_of("Επώνυμο,ΟΝΟΜΑ,Ημερομηνία γέννησης,Πόλη\nΝικολάου,Μαρία,24/06/1971,Πάτρα\nΠαππάς,Νίκος,05/01/1950,Βόλος\n"), "family given date place");
	CHECK_STR(roles_of("שם משפחה,שם פרטי,תאריך לידה,מין\nכהן,שרה,24.06.1971,נ\nלוי,יוסף,05.01.1950,ז\n"), "family given date sex");
	CHECK_STR(roles_of("Nama Lengkap,Tanggal Lahir,Jenis Kelamin,Alamat\nSiti Rahayu,24-06-1971,P,Jalan Mawar 5\nBudi Santoso,05-01-1950,L,Jalan Melati 7\n"),
		  "full date sex address");
	CHECK_STR(roles_of("Họ và tên,Ngày sinh,Giới tính,Địa chỉ\nNguyễn Thị Hoa,24/06/1971,Nữ,Huế\nTrần Văn Nam,05/01/1950,Nam,Hà Nội\n"), "full date sex address");
	CHECK_STR(roles_of("index,name_ar,name_en,age,dob,sex,id\n1,ليلى حداد,Layla Haddad,53,1971-06-24,F,912345678\n2,سامي نجار,Sami Najjar,74,1950-01-05,M,955555551\n"),
		  "id full full number date sex identifier");
}

static void borne_out(void)
{
	/* a date that is none, an e-mail that is none; a cluster of texts is no entity */
	CHECK_STR(roles_of("date,e-mail,cluster,town\ntold us later,none given yet,the first of them all,7\nnot sure at all,has no such thing,the next of them all,8\n"),
		  "text text text category");
	/* an id that repeats often is none */
	CHECK_STR(roles_of("id,name\n7,Anna\n7,Paul\n7,Eva\n8,Ida\n8,Karl\n"), "identifier given");
	CHECK(r.id_column == -1);
	CHECK_STR(r.id[4], "5");
	CHECK_STR(roles_of("person_id,name\n17,Anna\n17,Anne\n18,Paul\n19,Ida\n"), "identifier given");
	/* some slips in dates are no fault */
	CHECK_STR(roles_of("dob\n1834-70-14\n1834-07-14\n1835-02-11\n1840-12-01\n1822-01-03\n"), "date");
	CHECK_STR(roles_of("dob\n1834\n1835\n1840\n"), "date");
	CHECK_STR(roles_of("born\n24 June 1971\n5 January 1950\nMay 1951\n"), "date");
}

/* Rows of made-up people without telling names, drawn in a fixed order. */
static char *unnamed_rows(void)
{
	static const char *const given[] = {"anna", "paul", "maria", "ivan", "ahmed", "fatima", "juan", "laura", "igor", "emma"};
	static const char *const family[] = {"moser", "berg", "garcia", "smith", "ivanova", "kranz", "lopez", "miller", "lindgren", "jones", "falk"};
	char *text = malloc(1 << 16);
	size_t n = 0;
	unsigned x = 1;

	n += (size_t)sprintf(text, "c1,c2,c3,c4,c5,c6,c7,c8,c9\n");
	for (unsigned i = 0; i < 300; i++) {
		x = x * 1103515245u + 12345u;
		const unsigned a = x >> 8 & 0xffff, b = x >> 12 & 0xffff;

		n += (size_t)sprintf(text + n, "%u,%s,%s,%u,%u,%u,%s,%s %s,+49 30 %06u\n", i + 1, given[a % 10], family[b % 11], 1930 + a % 60, 1 + b % 12, 1 + a % 31,
				     a % 2 ? "f" : "m", given[a % 10], family[b % 11], 100000 + a);
	}
	return text;
}

/* A code and what it stands for are one; what never differs tells nothing; but of a few rows nothing is known. */
static void idle(void)
{
	char text[8192];
	static const char *const states[] = {"Hilltop", "Lakeside", "Valley"};

	for (int few = 0; few < 2; few++) {
		size_t n = (size_t)sprintf(text, "surname,county_code,county,country,sex\n");

		for (unsigned i = 0; i < (few ? 9 : 90); i++)
			n += (size_t)sprintf(text + n, "%s%c,%u,%s,Utopia,%s\n", i % 7 ? "Mos" : "Ber", 'a' + (int)(i % 11), 11 * (i % 3), states[i % 3], i % 5 ? "f" : "m");
		CHECK_STR(roles_of(text), few ? "family category place category sex" : "family ignore place ignore sex");
	}
	CHECK_STR(r.column[3].why, "by its name and its values");
}

static void unnamed(void)
{
	char *text = unnamed_rows();

	CHECK_STR(roles_of(text), "ignore given family year month day sex full phone");
	CHECK(r.id_column == -1);
	CHECK_STR(roles_of("c1,c2\n김,하나\n박,두리\n이,민수\n최,영희\n정,지혜\n강,우주\n"), "family given");
	CHECK_STR(roles_of("c1,c2\nИванов,Сергей\nПетрова,Анна\nКузнецов,Дмитрий\nМорозов,Павел\n"), "family given");
	free(text);
	records_free(&r);
}

TESTS({"words", words}, {"English", english}, {"languages", languages}, {"borne out", borne_out}, {"idle", idle}, {"unnamed", unnamed})
