#include "names/translit_internal.h"

#include <stdio.h>
#include <string.h>

/* Given names as Belarusian and Ukrainian spell them in Latin letters, or Russian with ё, beside the Russian form: one man is Uladzimir, Volodymyr and Vladimir in
 * the papers of three states. Sorted by `word`. */
static const struct { const char *word, *russian; } names[] = {
	{"aksana", "oksana"}, {"aleh", "oleg"}, {"aliaksandr", "aleksandr"}, {"aliaksandra", "aleksandra"}, {"aliaksei", "aleksei"},
	{"alyaksandr", "aleksandr"}, {"alyaksandra", "aleksandra"}, {"alyaksei", "aleksei"}, {"alyaksey", "aleksei"}, {"alyona", "alena"}, {"anatol", "anatoli"},
	{"andrii", "andrei"}, {"andriy", "andrei"}, {"artsem", "artem"}, {"artsiom", "artem"}, {"artyom", "artem"}, {"bahdan", "bogdan"}, {"barys", "boris"},
	{"bohdan", "bogdan"}, {"borys", "boris"}, {"danylo", "daniil"}, {"denys", "denis"}, {"dmytro", "dmitri"}, {"dzianis", "denis"},
	{"dzmitry", "dmitri"}, {"dzmitryi", "dmitri"}, {"fedir", "fedor"}, {"fiodar", "fedor"}, {"fyodor", "fedor"}, {"halina", "galina"}, {"halyna", "galina"},
	{"henadz", "gennadi"}, {"henadzi", "gennadi"}, {"hennadii", "gennadi"}, {"hennadiy", "gennadi"}, {"heorhii", "georgi"},
	{"heorhiy", "georgi"}, {"hleb", "gleb"}, {"hlib", "gleb"}, {"hryhorii", "grigori"}, {"hryhoriy", "grigori"}, {"hryhory", "grigori"},
	{"ihar", "igor"}, {"ihor", "igor"}, {"illia", "ilya"}, {"iryna", "irina"}, {"jauhien", "evgeni"}, {"kanstantsin", "konstantin"},
	{"kateryna", "ekaterina"}, {"katsiaryna", "ekaterina"}, {"kiryl", "kirill"}, {"kostiantyn", "konstantin"}, {"kostyantyn", "konstantin"},
	{"kyrylo", "kirill"}, {"leanid", "leonid"}, {"maksym", "maksim"}, {"matvii", "matvei"}, {"matviy", "matvei"}, {"mikalai", "nikolai"},
	{"mikalay", "nikolai"}, {"mikita", "nikita"}, {"mykhailo", "mikhail"}, {"mykola", "nikolai"}, {"mykyta", "nikita"},
	{"nadiia", "nadezhda"}, {"nadzeya", "nadezhda"}, {"nataliia", "natalya"}, {"natallia", "natalya"}, {"oleh", "oleg"},
	{"oleksandr", "aleksandr"}, {"oleksandra", "aleksandra"}, {"oleksii", "aleksei"}, {"oleksiy", "aleksei"}, {"olena", "elena"},
	{"olha", "olga"}, {"pavlo", "pavel"}, {"petro", "petr"}, {"piotr", "petr"}, {"pyotr", "petr"}, {"ryhor", "grigori"}, {"semen", "semyon"},
	{"serhii", "sergei"}, {"serhiy", "sergei"}, {"siamion", "semyon"}, {"siarhei", "sergei"}, {"siarhej", "sergei"}, {"siarhey", "sergei"},
	{"stanislau", "stanislav"}, {"stsiapan", "stepan"}, {"sviatlana", "svetlana"}, {"svitlana", "svetlana"}, {"syarhei", "sergei"},
	{"syarhey", "sergei"}, {"tatsiana", "tatyana"}, {"tetiana", "tatyana"}, {"tetyana", "tatyana"}, {"tsimafei", "timofei"},
	{"uladzimer", "vladimir"}, {"uladzimir", "vladimir"}, {"uladzislau", "vladislav"}, {"valentyn", "valentin"}, {"valentyna", "valentina"},
	{"valiantsin", "valentin"}, {"valiantsina", "valentina"}, {"vasil", "vasili"}, {"vasyl", "vasili"}, {"viachaslau", "vyacheslav"},
	{"viktar", "viktor"}, {"vladyslav", "vladislav"}, {"volha", "olga"}, {"volodimir", "vladimir"}, {"volodymyr", "vladimir"},
	{"vyachaslau", "vyacheslav"}, {"yahor", "egor"}, {"yaraslau", "yaroslav"}, {"yauhen", "evgeni"}, {"yauheni", "evgeni"}, {"yehor", "egor"},
	{"yevhen", "evgeni"}, {"yevhenii", "evgeni"}, {"yevheniy", "evgeni"},
};
enum { NAMES = sizeof names / sizeof *names, STEM_LEAST = 4, TAIL_MOST = 7 };

static const char *look_up(const char *word)
{
	size_t from = 0, to = NAMES;

	while (from < to) {
		size_t middle = (from + to) / 2;
		int d = strcmp(word, names[middle].word);

		if (!d)
			return names[middle].russian;
		if (d < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return NULL;
}

static bool ends(const char *word, size_t n, const char *end)
{
	size_t len = strlen(end);

	return n > len && !memcmp(word + n - len, end, len);
}

/* A father's name in Russian: Sergeevich, Grigorievich, Ivanovich; and a daughter's. */
static void patronymic(const char *father, bool daughter, char out[TRANSLIT_LONG])
{
	size_t n = strlen(father);
	bool soft = father[n - 1] == 'i', vowel = soft && n > 1 && (father[n - 2] == 'e' || father[n - 2] == 'a');

	snprintf(out, TRANSLIT_LONG, "%.*s%s%s", (int)(n - vowel), father, soft ? "ev" : "ov", daughter ? "na" : "ich");
}

bool translit_slavic_name(const char *word, char out[TRANSLIT_LONG])
{
	const char *russian = look_up(word), *father = NULL;
	size_t n = strlen(word), best = 0;
	bool daughter = ends(word, n, "vna") || ends(word, n, "una");

	/* Latvian puts an s to men's names: Sergejs Lavrovs */
	if (!russian && n > 5 && n < TRANSLIT_LONG && (ends(word, n, "ovs") || ends(word, n, "evs") || ends(word, n, "ejs") || ends(word, n, "ijs"))) {
		snprintf(out, TRANSLIT_LONG, "%.*s", (int)n - 1, word);
		return true;
	}
	/* Russian often writes ё as е: Solovyov, Solovev */
	if (!russian && n > 5 && n < TRANSLIT_LONG && (ends(word, n, "yov") || ends(word, n, "yova"))) {
		size_t yo = n - (ends(word, n, "yov") ? 3 : 4);

		snprintf(out, TRANSLIT_LONG, "%.*se%s", (int)yo, word, word + yo + 2);
		return true;
	}
	if (russian) {
		snprintf(out, TRANSLIT_LONG, "%s", russian);
		return true;
	}
	if (!daughter && !ends(word, n, "vich") && !ends(word, n, "vych") && !ends(word, n, "vitch"))
		return false;
	/* the longest name that it begins with, without the vowels at its end */
	for (size_t i = 0; i < NAMES; i++) {
		size_t stem = strlen(names[i].word), end = strlen(names[i].russian);

		while (stem && strchr("aioyj", names[i].word[stem - 1]))
			stem--;
		if (names[i].russian[end - 1] != 'a' && stem >= STEM_LEAST && stem > best && n > stem + 3 && n <= stem + TAIL_MOST &&
		    !memcmp(word, names[i].word, stem)) {
			best = stem;
			father = names[i].russian;
		}
	}
	if (!father)
		return false;
	patronymic(father, daughter, out);
	return true;
}
