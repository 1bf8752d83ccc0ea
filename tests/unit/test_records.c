/* Lists of people as they come: what may be written how, what is one column of several files, and what is refused with which words. All people are synthetic. */
#include "check.h"
#include "link/column.h"
#include "link/records.h"

#include <stdlib.h>

static struct link_records r;
static struct error e;

static enum status read_bytes(const char *const *text, const size_t *bytes, size_t n, const struct link_read_options *o)
{
	static const char *const names[] = {"a.csv", "folder/b.csv", "c.csv"};
	struct input in[3], *pointers[3];

	records_free(&r);
	error_clear(&e);
	for (size_t i = 0; i < n; i++) {
		input_bytes(text[i], bytes ? bytes[i] : strlen(text[i]), names[i], &in[i]);
		pointers[i] = &in[i];
	}
	enum status s = records_read(pointers, n, o, &r, &e);

	for (size_t i = 0; i < n; i++)
		input_close(&in[i]);
	return s;
}

static enum status read_one(const char *text)
{
	return read_bytes(&text, NULL, 1, NULL);
}

static const char *value(size_t row, const char *column)
{
	for (size_t k = 0; k < r.n_columns; k++)
		if (!strcmp(r.column[k].name, column))
			return r.column[k].values[r.column[k].value[row]].text;
	return NULL;
}

static void plain(void)
{
	CHECK(read_one("rec_id, given_name, surname\n r-1, anna , \"moser\"\n") == ST_DATA); /* a quote after a space */
	CHECK(read_one("rec_id, given_name, surname\n r-1, anna , moser\nr-2,,N/A\nr-3,anna,Null\n") == ST_OK);
	CHECK(r.n == 3 && r.n_columns == 3 && r.id_column == 0 && r.n_files == 1);
	CHECK_STR(r.id[1], "r-2");
	CHECK_STR(r.column[2].name, "surname");
	CHECK_STR(value(0, "given_name"), "anna");
	CHECK(r.column[1].n_values == 2 && r.column[1].values[1].count == 2 && r.column[1].values[0].count == 1);
	CHECK(r.column[1].value[0] == r.column[1].value[2] && !r.column[1].value[1]);
	CHECK(r.column[2].n_values == 2 && !r.column[2].value[1] && !r.column[2].value[2] && r.line[2] == 4);
	/* one row is enough, a row of nothing too */
	CHECK(read_one("name\n\"\"\n") == ST_OK && r.n == 1 && r.column[0].n_values == 1 && r.column[0].values[0].count == 1);
	CHECK_STR(r.column[0].values[0].text, "");
	CHECK_STR(r.id[0], "1");
	/* columns without names: row numbers, a delimiter at each line's end */
	CHECK(read_one(",name,\n0,Anna,\n1,Paul,\n") == ST_OK && r.n_columns == 3 && r.id_column == -1 && r.column[2].role == ROLE_IGNORE);
	CHECK_STR(r.column[0].name, "column 1");
	CHECK_STR(value(1, "column 3"), "");
}

static void delimiters(void)
{
	CHECK(read_one("name;town\n\"Moser, Anna\";\"Linz; Austria\"\nBerg;Wien\n") == ST_OK && r.n_columns == 2);
	CHECK_STR(value(0, "town"), "Linz; Austria");
	CHECK(read_one("name\ttown\nMoser, Anna\tLinz\n") == ST_OK && r.n_columns == 2);
	CHECK(read_one("name|town, country|year\nMoser|Linz, Austria|1950\n") == ST_OK && r.n_columns == 3);
	CHECK(read_one("\xef\xbb\xbfsep=|\r\na;b|c\r\n1;2|3\r\n") == ST_OK && r.n_columns == 2 && r.line[0] == 3);
	const char *t = "a;b,c\n1;2,3\n";
	struct link_read_options o = {.delimiter = ';'};

	CHECK(read_bytes(&t, NULL, 1, &o) == ST_OK && r.n_columns == 2);
	CHECK_STR(r.column[1].name, "b,c");
	o.delimiter = '"';
	CHECK(read_bytes(&t, NULL, 1, &o) == ST_USAGE);
}

static void encodings(void)
{
	/* row by row, and field by field: UTF-8 stays what it is */
	CHECK(read_one("n\xe4me,town\nJos\xe9,Z\xc3\xbcrich\nJos\xc3\xa9,Z\xfcrich\n\"\x93x\x94\",y\n") == ST_OK && r.n == 3);
	CHECK_STR(r.column[0].name, "n\xc3\xa4me");
	CHECK(r.column[0].value[0] == r.column[0].value[1] && r.column[1].value[0] == r.column[1].value[1]);
	CHECK_STR(value(2, "n\xc3\xa4me"), "\xe2\x80\x9cx\xe2\x80\x9d");
	CHECK(r.n_notes == 1);
	CHECK_STR(r.notes[0], "a.csv: 4 fields are not UTF-8 and were read as Windows-1252, first on line 1.");
	/* Cyrillic as Windows-1251 and KOI8-R write it, Korean as EUC-KR */
	CHECK(read_one("a,b\n\xc8\xe2\xe0\xed\xee\xe2,\xcc\xee\xf1\xea\xe2\xe0\n\xcf\xe5\xf2\xf0\xee\xe2\xe0,\xd2\xf3\xeb\xe0\n\xce\xf0\xeb\xee\xe2\xe0,\xd1\xe0\xec\xe0\xf0\xe0\n") == ST_OK);
	CHECK_STR(value(0, "a"), "Иванов");
	CHECK_STR(r.notes[0], "a.csv: 6 fields are not UTF-8 and were read as Windows-1251, first on line 2; if that is wrong, give it as UTF-8.");
	CHECK(read_one("a,b\n\xb1\xe8,\xc7\xcf\xb3\xaa\n\xb9\xda,\xb5\xce\xb8\xae\n\xc0\xcc,\xb9\xce\xbc\xf6\n\xc1\xa4,\xc3\xb6\xbc\xf6\n\xb0\xad,\xb9\xcc\xbf\xb5\n") == ST_OK);
	CHECK_STR(value(0, "b"), "하나");
	CHECK_STR(value(3, "a"), "정");
	static const char wide[] = "\xff\xfe" "a\0,\0b\0\n\0\x3d\xd8\x00\xde,\0y\0\n";
	const char *t = wide;
	size_t n = sizeof wide;

	CHECK(read_bytes(&t, &n, 1, NULL) == ST_OK && r.n == 1 && r.n_columns == 2);
	CHECK_STR(value(0, "a"), "\xf0\x9f\x98\x80");
	CHECK_STR(r.notes[0], "a.csv was read as UTF-16.");
	n -= 1;
	CHECK(read_bytes(&t, &n, 1, NULL) == ST_DATA);
	CHECK(read_one("\xef\xbb\xbf" "a,b\n1,2\n") == ST_OK);
	CHECK_STR(r.column[0].name, "a");
	CHECK(read_one("a,b\nx\xc2\xa0,\xe3\x80\x80y\xe3\x80\x80\n") == ST_OK);
	CHECK_STR(value(0, "a"), "x");
	CHECK_STR(value(0, "b"), "y");
}

static void files(void)
{
	const char *t[] = {"id,Given_Name,town\n1,Anna,Linz\n2,Berta,Graz\n", "id,surname, GIVEN_NAME \n1,Moser,Anna\n"};

	CHECK(read_bytes(t, NULL, 2, NULL) == ST_OK && r.n == 3 && r.n_columns == 4 && r.n_files == 2);
	CHECK_STR(r.files[1], "b.csv");
	CHECK(r.file[2] == 1 && r.line[2] == 2 && r.column[1].value[0] == r.column[1].value[2] && !r.column[2].value[2] && !r.column[3].value[0]);
	CHECK(r.column[3].values[0].count == 2);
	const char *rows[] = {"a\nx\ny\n", "a\nz\n"};

	CHECK(read_bytes(rows, NULL, 2, NULL) == ST_OK);
	CHECK_STR(r.id[1], "2");
	CHECK_STR(r.id[2], "1");
}

static void joined(void)
{
	const char *t[] = {"id,first_name,surname,dob,notes,town\n1,Anna,Moser,1971-06-24,a,Linz\n2,Paul,Berg,1950-01-05,b,Graz\n",
		"Nr;Vorname;Nachname;Geburtsdatum;Ort;Todestag\n1;Anna;Moser;24.06.1971;Linz;01.02.2003\n3;Eva;Kranz;01.05.1960;Wels;02.03.2004\n",
		"name\nAnna Moser\nPaul Berg\n"};

	CHECK(read_bytes(t, NULL, 2, NULL) == ST_OK);
	CHECK(r.id_column == 0 && r.column[1].value[0] == r.column[1].value[2] && r.column[2].value[0] == r.column[2].value[2]);
	CHECK_STR(value(3, "first_name"), "Eva");
	CHECK_STR(value(2, "town"), "Linz");
	CHECK_STR(value(3, "dob"), "01.05.1960");
	CHECK_STR(value(3, "Todestag"), "02.03.2004");
	CHECK(r.column[1].values[0].count == 0 && r.column[1].values[r.column[1].value[0]].count == 2);
	CHECK_STR(r.id[3], "3");
	CHECK_STR(r.notes[0], "Columns \"id\" and \"Nr\" were taken for one, since each is its file's only id.");
	CHECK(read_bytes(t, NULL, 3, NULL) == ST_OK && r.file[5] == 2);
	CHECK_STR(r.id[5], "2");
	CHECK_STR(value(4, "name"), "Anna Moser");
	CHECK_STR(r.notes[r.n_notes - 1], "c.csv has no column \"id\": its rows go by their numbers.");
	CHECK(read_one("id,name\n1,a\n1,b\n1,c\n2,d\n") == ST_OK && r.n_notes == 1);
	CHECK_STR(r.notes[0], "Column \"id\" is named as an id, but its values repeat: rows go by their numbers.");
	const char *same[] = {"id,name\n912345678,a\n912345679,b\n", "id,name\n912345678,a\n912345671,b\n"};

	CHECK(read_bytes(same, NULL, 2, NULL) == ST_OK && r.n_notes == 1);
	CHECK_STR(r.notes[0], "1 of the ids (column \"id\") stand in several files; if they are of people, --column \"id:identifier\" compares them.");
	/* NA is missing where numbers lack too, else a name */
	CHECK(read_one("family,year\nNA,1950\nMoser,NA\nBerg,1960\n") == ST_OK && r.column[0].n_values == 3 && !r.column[0].value[0] && !r.column[1].value[1]);
	CHECK(r.column[1].n_values == 3 && r.column[1].values[0].count == 1);
	CHECK_STR(value(2, "year"), "1960");
	CHECK(read_one("family,year\nNA,1950\nMoser,1960\nBerg,1970\n") == ST_OK && r.column[0].n_values == 4 && r.column[0].value[0]);
	static char rows[20000];
	size_t n = (size_t)sprintf(rows, "x\n");

	for (unsigned i = 0; i < 1234; i++)
		n += (size_t)sprintf(rows + n, "x%u\n", i);
	CHECK(read_one(rows) == ST_OK && r.n == 1234);
	CHECK_STR(r.id[9], "10");
	CHECK_STR(r.id[998], "999");
	CHECK_STR(r.id[1233], "1234");
}

static void ragged(void)
{
	const char *t = "a,b,c\n1,2\n1,2,3,4\n1,2,3\n";
	struct link_read_options o = {.ragged = true};

	CHECK(read_bytes(&t, NULL, 1, NULL) == ST_DATA);
	CHECK_STR(e.where, "a.csv:2:3");
	CHECK_STR(e.message, "found 2 fields, expected 3 as in the first row");
	CHECK(read_bytes(&t, NULL, 1, &o) == ST_OK && r.n == 3 && r.n_notes == 2);
	CHECK_STR(r.notes[0], "a.csv: 1 row was too short and filled up with missing values.");
	CHECK(!r.column[2].value[0] && r.column[2].value[1] == r.column[2].value[2]);
}

static void refused(const char *text, const char *where, const char *what)
{
	CHECK(read_one(text) == ST_DATA);
	CHECK_STR(e.where, where);
	CHECK_STR(e.message, what);
}

static void wrong(void)
{
	refused("", "a.csv", "found an empty file, expected a row of column names");
	refused("id,name\n", "a.csv", "found column names and no rows, expected at least one row");
	refused("id,column 3,\n1,x,y\n", "a.csv:1:13", "found the column \"column 3\" twice");
	refused("id,name, Name\n1,x,y\n", "a.csv:1:9", "found the column \"Name\" twice");
	refused("7,Anna Moser,1971-06-24\n8,Paul Berg,1950-01-05\n", "a.csv:1:14", "found \"1971-06-24\" in the first row, expected the columns' names");
	refused("7;Anna Moser;a@b.example\n8;Paul Berg;\n", "a.csv:1:14", "found \"a@b.example\" in the first row, expected the columns' names");
	refused("id,name\n1,x\"y\n", "a.csv:2:4", "found a quote inside a field that does not start with one");
	refused("id,name\n7,x\n8,y\n7,z\n", "a.csv:4", "found the id \"7\" again, first on line 2: expected ids (column \"id\") that differ from row to row");
	char *big = malloc(LINK_VALUE_MOST + 32);

	(void)strcpy(big, "id,name\n1,");
	memset(big + 10, 'x', LINK_VALUE_MOST + 1);
	(void)strcpy(big + 11 + LINK_VALUE_MOST, "\n");
	refused(big, "a.csv:2:3", "found a value of 1048577 bytes in the column \"name\", expected at most 1048576");
	free(big);
}

static void told(void)
{
	const char *t = "number,name,town\n7,Anna,Linz\n8,Anna,Linz\n";
	struct link_told column = {"TOWN", ROLE_CATEGORY};
	struct link_read_options o = {.id = "number", .told = &column, .n_told = 1};

	CHECK(read_bytes(&t, NULL, 1, &o) == ST_OK && r.id_column == 0 && r.column[2].role == ROLE_CATEGORY && r.column[2].told);
	CHECK_STR(r.id[1], "8");
	o.id = "nunber";
	CHECK(read_bytes(&t, NULL, 1, &o) == ST_USAGE);
	CHECK_STR(e.hint, "did you mean \"number\"?");
	o.id = "name";
	CHECK(read_bytes(&t, NULL, 1, &o) == ST_DATA);
	CHECK_STR(e.where, "a.csv:3");
	records_free(&r);
}

TESTS({"plain", plain}, {"delimiters", delimiters}, {"encodings", encodings}, {"files", files}, {"joined", joined}, {"ragged", ragged}, {"wrong", wrong}, {"told", told})
