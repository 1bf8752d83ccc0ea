#include "column_internal.h"

#include <stdlib.h>
#include <string.h>

/* Given and family names that are frequent in many countries, as Latin letters without marks: what tells the two columns apart when their names do not. A name that is
 * used as both stands where it is more frequent. Sorted. */
static const char *const given_names[] = {
	"aaron", "abdallah", "abdel", "abdul", "abdullah", "abigail", "abraham", "adam", "adrian", "agnes", "ahmad", "ahmed", "aisha", "akira", "alain",
	"alan", "albert", "alberto", "alejandra", "alejandro", "aleksandr", "aleksandra", "aleksei", "aleksey", "alessandro", "alex", "alexander",
	"alexandra", "alexandre", "alexei", "alexey", "alfred", "alfredo", "ali", "alice", "alicia", "alison", "alyssa", "amal", "amanda", "amelia", "amina",
	"amir", "amy", "ana", "anastasia", "anastasiia", "anastasiya", "andre", "andrea", "andreas", "andrei", "andrew", "andrey", "andrzej", "angel",
	"angela", "anita", "anja", "anke", "ann", "anna", "anne", "anneliese", "annie", "anthony", "antoine", "anton", "antonia", "antonio", "arash",
	"arthur", "artur", "arturo", "ashley", "axel", "barbara", "beatrice", "beatriz", "ben", "benjamin", "bernard", "bernd", "bernhard", "betty", "bilal",
	"birgit", "bob", "bogdan", "boris", "brandon", "brenda", "brian", "brigitte", "bruno", "caitlin", "camille", "carl", "carla", "carlos", "carmen",
	"carol", "caroline", "carolyn", "carsten", "catherine", "cecile", "charles", "charlie", "charlotte", "cheryl", "chiara", "chloe", "christa",
	"christian", "christina", "christine", "christoph", "christophe", "christopher", "claire", "clara", "clarence", "claudia", "claudio", "colin",
	"connor", "courtney", "craig", "cristina", "cynthia", "daisuke", "damian", "daniel", "daniela", "danielle", "daria", "darya", "david", "deborah",
	"denis", "dennis", "diana", "diane", "diego", "dieter", "dietmar", "dmitrii", "dmitriy", "dmitry", "dominic", "dominik", "donald", "donna", "dorothy",
	"douglas", "dylan", "edith", "eduard", "eduardo", "edward", "edwin", "ekaterina", "elena", "elias", "elisabeth", "elizabeth", "ella", "ellen", "elsa",
	"emil", "emily", "emma", "emmanuel", "enrique", "eric", "erich", "erik", "erika", "ernest", "ernst", "esther", "ethan", "eugene", "eva", "evelyn",
	"evgenii", "evgeniy", "fabian", "farid", "fatima", "fatma", "felipe", "felix", "fernando", "filip", "florence", "florian", "frances", "francesca",
	"francesco", "francis", "francisco", "francois", "frank", "franz", "fred", "frederic", "frederick", "friedrich", "fritz", "fumiko", "gabriel",
	"gabriela", "galina", "gary", "genevieve", "george", "georges", "georgia", "gerald", "gerard", "gerd", "gerhard", "gertrud", "giorgio", "giovanni",
	"giulia", "giuseppe", "gloria", "grace", "graham", "grazyna", "gregory", "grzegorz", "guadalupe", "guillaume", "guillermo", "gustav", "habib",
	"hamza", "hanna", "hannah", "hans", "harold", "harriet", "harry", "hasan", "hassan", "hatice", "heather", "hector", "heike", "heinrich", "heinz",
	"helen", "helene", "helga", "helmut", "henri", "henry", "herbert", "hermann", "hikari", "hiroshi", "holly", "horst", "hugo", "hussein", "ian",
	"ibrahim", "igor", "ilse", "ines", "inge", "ingrid", "irene", "irina", "isaac", "isabel", "isabella", "isabelle", "isla", "ivan", "ivana", "jack",
	"jacob", "jacqueline", "jacques", "jaime", "jake", "jakob", "jakub", "james", "jamie", "jan", "jane", "janet", "janice", "jasmine", "jason", "javier",
	"jay", "jayden", "jean", "jeanne", "jeffrey", "jennifer", "jens", "jeremy", "jerzy", "jesse", "jessica", "jesus", "joachim", "joan", "joanna", "joao",
	"joe", "johann", "johanna", "johannes", "john", "jonas", "jonathan", "jorg", "jorge", "jose", "josef", "josefa", "joseph", "joshua", "juan", "juana",
	"judith", "judy", "juergen", "julia", "julian", "julie", "julien", "julio", "jun", "jurgen", "justin", "kaitlyn", "karen", "karim", "karin", "karl",
	"katarzyna", "kate", "katharina", "katherine", "kathleen", "kathryn", "katie", "kayla", "keith", "kelly", "kenji", "kenneth", "kevin", "khadija",
	"khaled", "khalid", "kimberly", "klaus", "konstantin", "kristina", "krzysztof", "kurt", "kyle", "lachlan", "larisa", "larry", "lars", "laura",
	"lauren", "layla", "lea", "leila", "lena", "leo", "leon", "leonard", "leonardo", "leonid", "lewis", "liam", "lidia", "lily", "linda", "lisa", "logan",
	"lorenzo", "lothar", "louis", "louise", "luc", "luca", "lucas", "lucia", "lucie", "lucy", "ludmila", "ludwig", "luigi", "luis", "luisa", "lukas",
	"luke", "lyudmila", "madeline", "madison", "magdalena", "mahmoud", "maksim", "manfred", "manuel", "manuela", "marc", "marcel", "marcelo", "marcin",
	"marco", "marcos", "marcus", "margaret", "margarita", "marguerite", "maria", "mariam", "mariana", "marie", "mariia", "marina", "mario", "marion",
	"mariya", "marjorie", "mark", "markus", "marta", "martha", "marthe", "martin", "martina", "mary", "maryam", "mateo", "mateusz", "matthew", "matthias",
	"matthieu", "maurice", "max", "maxime", "maximilian", "mehmet", "melanie", "melissa", "mia", "michael", "michaela", "michal", "michel", "michele",
	"michelle", "miguel", "mikhail", "mila", "miriam", "mitchell", "mohamad", "mohamed", "mohammad", "mohammed", "molly", "monica", "monika", "monique",
	"muhammad", "mustafa", "nadia", "nancy", "naomi", "natalia", "natalie", "natalya", "natasha", "nathalie", "nathan", "nicholas", "nick", "nicola",
	"nicolas", "nicole", "nikita", "nikola", "nikolai", "nikolay", "nina", "noah", "noel", "norbert", "norman", "nour", "nur", "oksana", "oleg", "olga",
	"oliver", "olivia", "omar", "oscar", "oskar", "osman", "otto", "pablo", "pamela", "paola", "paolo", "patricia", "patrick", "paul", "paula", "pauline",
	"pavel", "pawel", "pedro", "peggy", "penelope", "peter", "petra", "phil", "philip", "philipp", "philippe", "phillip", "pierre", "piotr", "rachel",
	"rafael", "rahim", "rainer", "ralf", "ralph", "ramon", "raul", "raymond", "rebecca", "renate", "rene", "reza", "ricardo", "richard", "rita", "rob",
	"robert", "roberto", "robin", "rodrigo", "roger", "roland", "rolf", "roman", "ronald", "rosa", "rosario", "rosemary", "roy", "rudolf", "ruslan",
	"russell", "ruth", "ryan", "sabine", "sabrina", "said", "salim", "salma", "sam", "samantha", "samira", "samuel", "sandra", "santiago", "sara",
	"sarah", "satoshi", "scott", "sean", "sebastian", "serge", "sergei", "sergey", "sergio", "sharon", "shirley", "silke", "silvia", "simon", "simone",
	"sofia", "sofiia", "sonia", "sophia", "sophie", "stanislav", "stanislaw", "stefan", "stefania", "stefanie", "stella", "stephan", "stephanie",
	"stephen", "steve", "steven", "stuart", "susan", "susana", "susanne", "suzanne", "svetlana", "sylvia", "sylvie", "takashi", "tamara", "tanja", "taro",
	"tatiana", "tatyana", "teresa", "thea", "theodor", "theresa", "thierry", "thomas", "tiffany", "tim", "timothy", "tobias", "toby", "todd", "tom",
	"tomas", "tomasz", "tony", "tracy", "travis", "tyler", "udo", "ulrich", "ulrike", "ursula", "ute", "uwe", "valentina", "valerie", "vanessa",
	"vasilii", "vasiliy", "vera", "veronica", "veronika", "victor", "victoria", "viktor", "viktoria", "vincent", "violet", "virginia", "vitalii",
	"vitaliy", "vladimir", "volker", "volodymyr", "waldemar", "walter", "wanda", "werner", "wilhelm", "will", "william", "willie", "wolfgang", "xavier",
	"yasmin", "yasser", "yoko", "yolanda", "youssef", "yuki", "yulia", "yuri", "yurii", "yuriy", "yusuf", "yves", "yvonne", "zahra", "zainab", "zeynep",
	"zoe", "zofia",
};
static const char *const family_names[] = {
	"abe", "adams", "aguilar", "allen", "alvarez", "alves", "andersen", "anderson", "andersson", "andreev", "antonov", "aydin", "bailey", "baker",
	"barbosa", "barnes", "bauer", "baumann", "beck", "becker", "bell", "bennett", "berger", "bergmann", "bianchi", "blanc", "bondar", "bondarenko",
	"bonnet", "boyko", "braun", "brooks", "brown", "butler", "campbell", "carter", "carvalho", "castillo", "castro", "celik", "chan", "chang", "chavez",
	"chen", "cheng", "cho", "choi", "chung", "clark", "clarke", "collins", "contreras", "cook", "cooper", "costa", "cox", "cruz", "davies", "davis",
	"delgado", "demir", "diaz", "dietrich", "dogan", "dominguez", "dubois", "dupont", "durand", "edwards", "egorov", "engel", "esposito", "evans",
	"fedorov", "fernandes", "fernandez", "ferrari", "ferreira", "fischer", "fisher", "flores", "fontaine", "foster", "fournier", "fuchs", "fujita",
	"garcia", "garnier", "geiger", "gimenez", "girard", "goldberg", "gomes", "gomez", "gonzales", "gonzalez", "gray", "greco", "green", "gross", "gruber",
	"guerrero", "gunther", "gupta", "gutierrez", "guzman", "haas", "hahn", "hall", "hansen", "harris", "harrison", "hartmann", "hayashi", "hernandez",
	"herrera", "hill", "hoffmann", "hofmann", "horvath", "howard", "hu", "huang", "huber", "hughes", "ito", "ivanenko", "ivanov", "ivanova", "jackson",
	"jankowski", "jansen", "jansson", "jensen", "jimenez", "johansen", "johansson", "johnson", "johnston", "jones", "jung", "kaiser", "kang", "kaplan",
	"karlsson", "kato", "kaya", "keller", "khan", "kim", "king", "kobayashi", "koch", "koenig", "kohler", "konig", "kovacs", "kovalenko", "kowalski",
	"kozlov", "kozlova", "kraus", "krause", "kravchenko", "krueger", "kruger", "kuhn", "kumar", "kuznetsov", "kuznetsova", "lambert", "lang", "lange",
	"larsen", "larsson", "laurent", "lebedev", "lebedeva", "lee", "lefebvre", "lehmann", "leroy", "lewandowski", "li", "lim", "lin", "liu", "lopes",
	"lopez", "lu", "lysenko", "ma", "maier", "makarov", "marchenko", "marino", "marques", "marshall", "martinez", "matsumoto", "mayer", "mccarthy",
	"medina", "meier", "mendez", "mendoza", "meyer", "mikhailov", "miller", "mishra", "moore", "morales", "moreau", "moreira", "moreno", "morgan", "mori",
	"morozov", "morozova", "morris", "mueller", "muller", "munoz", "murphy", "murray", "nakamura", "navarro", "nelson", "neumann", "nguyen", "nielsen",
	"nikolaev", "novak", "novikov", "novikova", "nowak", "nunes", "oliveira", "olsen", "olsson", "orlov", "ortega", "ortiz", "ozdemir", "ozturk", "park",
	"parker", "patel", "pavlov", "peeters", "pena", "pereira", "perez", "perrin", "peters", "petersen", "peterson", "petrenko", "petrov", "petrova",
	"pfeiffer", "phillips", "pinto", "popescu", "popov", "popova", "powell", "price", "ramirez", "ramos", "reed", "reyes", "ribeiro", "ricci",
	"richardson", "richter", "riley", "rivera", "roberts", "robertson", "robinson", "rocha", "rodrigues", "rodriguez", "rogers", "rojas", "romano",
	"romero", "ross", "rossi", "roth", "rousseau", "roux", "ruiz", "russo", "saito", "salazar", "sanchez", "sanders", "santos", "sasaki", "sato", "sauer",
	"schaefer", "schafer", "schmid", "schmidt", "schmitt", "schneider", "scholz", "schreiber", "schroder", "schroeder", "schubert", "schulte", "schultz",
	"schulz", "schulze", "schumacher", "schuster", "schwarz", "semenov", "semenova", "serrano", "sharma", "shevchenko", "sidorov", "silva", "simpson",
	"singer", "singh", "smirnov", "smirnova", "smith", "smyth", "sokolov", "sokolova", "song", "soto", "sousa", "souza", "stein", "stepanov", "stewart",
	"suarez", "suzuki", "svensson", "szabo", "takahashi", "tanaka", "taylor", "teixeira", "thompson", "tkachenko", "tkachuk", "torres", "toth", "tran",
	"tremblay", "turner", "van", "vargas", "vasilev", "vasiliev", "vazquez", "vega", "vogel", "vogt", "volkov", "volkova", "wagner", "walker", "wallace",
	"wang", "ward", "washington", "watanabe", "watson", "watts", "weber", "wei", "weiss", "welch", "white", "whitehead", "williams", "williamson",
	"wilson", "winkler", "winter", "wojcik", "wolf", "wolff", "wong", "wood", "woods", "wright", "wu", "xu", "yadav", "yamada", "yamaguchi", "yamamoto",
	"yang", "yildirim", "yildiz", "yilmaz", "yoshida", "young", "zaitsev", "zakharov", "zhang", "zhao", "zheng", "zhou", "zhu", "ziegler", "zielinski",
	"zimmermann",
};

static int by_word(const void *key, const void *item)
{
	return strcmp(key, *(const char *const *)item);
}

bool usual_given_name(const char *latin)
{
	return bsearch(latin, given_names, sizeof given_names / sizeof *given_names, sizeof *given_names, by_word);
}

bool usual_family_name(const char *latin)
{
	return bsearch(latin, family_names, sizeof family_names / sizeof *family_names, sizeof *family_names, by_word);
}

/* Characters one after the other, each of three bytes. */
static bool holds(const char *list, const char *character)
{
	for (; *list; list += 3)
		if (!memcmp(list, character, 3))
			return true;
	return false;
}

bool usual_family_character(const char *text, size_t n)
{
	static const char hangul[] = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"
		"리림로";
	static const char han[] = "王李张張刘劉陈陳杨楊黄黃赵趙周吴吳徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范"
		"金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴武戴莫孔向汤湯朴权尚";

	return n >= 3 && (holds(hangul, text) || holds(han, text));
}
