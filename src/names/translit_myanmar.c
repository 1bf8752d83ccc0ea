/* Myanmar: the transcription of the Myanmar Language Commission (1980; BGN/PCGN 1970 and Okell 1971 agree in most), tones left out, and the
 * spellings that Burmese use for names: gy beside ky, oe beside o, ar beside a; a creaky n at the end is nt.
 *
 * A syllable is a consonant with medials and a vowel, and may end in a consonant under asat, which changes the vowel; a consonant that stands
 * on another does the same. */
#include "names/translit_internal.h"

#include <string.h>

enum {
	KA = 0x1000, GA = 0x1002, NGA = 0x1004, SA = 0x1005, NYA_SMALL = 0x1009, NYA = 0x100a, TA_LAST = 0x1013,
	TTA = 0x100b, NNA = 0x100f, TA = 0x1010, NA = 0x1014,
	PA = 0x1015, BHA = 0x1018, MA = 0x1019, YA = 0x101a, RA = 0x101b, LA = 0x101c, THA = 0x101e, A = 0x1021, OWN_END = 0x102a,
	AA_TALL = 0x102b, AA = 0x102c, I = 0x102d, II = 0x102e, U = 0x102f, UU = 0x1030, E = 0x1031, AI = 0x1032,
	ANUSVARA = 0x1036, DOT = 0x1037,
	VISARGA = 0x1038, STACK = 0x1039, ASAT = 0x103a, MED_Y = 0x103b, MED_R = 0x103c, MED_W = 0x103d, MED_H = 0x103e, GREAT_SA = 0x103f,
};

/* U+1000 … U+1021 */
static const char *const CONSONANTS[] = {
	"k|k|g", "kh|hk|k", "g", "g", "ng", "s|s|z", "s|hs|s", "z", "z", "ny", "ny", "t", "ht|t|ht", "d", "d", "n", "t|t|d", "ht|t|ht", "d", "d", "n",
	"p|p|b", "hp|p|ph", "b", "b", "m", "y", "y|r|r", "l", "w", "th", "h", "l", "",
};
static const char *const OWN[] = {"i", "i", "u", "oo|u|u", "ay|e|ay", "e", "aw", "aw"}; /* U+1023 … U+102A */

struct syllable {
	uint32_t c, final;
	bool y, r, w, h, aa, i, ii, u, uu, e, ai, am, dot, visarga, own, voiced;
};

static bool is_letter(uint32_t c)
{
	return (c >= KA && c <= OWN_END && c != 0x1022) || c == GREAT_SA;
}

/* Is the consonant at i a final: asat follows it, perhaps after a tone, or another consonant stands on it? */
static bool is_final(const uint32_t *cp, size_t n, size_t i)
{
	size_t k = i + 1;

	while (k < n && (cp[k] == DOT || cp[k] == VISARGA))
		k++;
	return k < n && (cp[k] == ASAT || cp[k] == STACK);
}

static void add_sign(struct syllable *s, uint32_t c)
{
	switch (c) {
	case MED_Y: s->y = true; break;
	case MED_R: s->r = true; break;
	case MED_W: s->w = true; break;
	case MED_H: s->h = true; break;
	case AA: case AA_TALL: s->aa = true; break;
	case I: s->i = true; break;
	case II: s->ii = true; break;
	case U: s->u = true; break;
	case UU: s->uu = true; break;
	case E: s->e = true; break;
	case AI: s->ai = true; break;
	case ANUSVARA: s->am = true; break;
	case DOT: s->dot = true; break;
	case VISARGA: s->visarga = true; break;
	default: break;
	}
}

/* A consonant that stands on a nasal: manda, mingala. */
static const char *voiced(uint32_t c)
{
	switch (c) {
	case KA: return "g|k";
	case SA: return "z|s";
	case TA: case TTA: return "d|t";
	case PA: return "b|p";
	default: return CONSONANTS[c - KA];
	}
}

static void spell_onset(struct spell *s, const struct syllable *y)
{
	bool palatal = y->y || y->r;

	if (y->h && (y->c == RA || y->c == YA || (y->c == LA && y->y) || (y->c == THA && y->y))) {
		spell_add(s, "sh");
	} else if (palatal && y->c == KA) {
		spell_add(s, "ky|ky|gy");
	} else if (palatal && y->c == KA + 1) {
		spell_add(s, "ch|hky|ch");
	} else if (palatal && y->c == GA) {
		spell_add(s, "gy|j|gy");
	} else if (palatal && y->c == NGA) {
		spell_add(s, "ny");
	} else {
		if (y->h)
			spell_add(s, "h");
		spell_add(s, y->c == GREAT_SA ? "th" : y->voiced ? voiced(y->c) : CONSONANTS[y->c - KA]);
		if (palatal && y->c != YA)
			spell_add(s, "y");
	}
	if (y->w && !(y->final && (y->final == NA || y->final == MA || (y->final >= TTA && y->final <= TA_LAST) || y->final == PA)) && !y->am)
		spell_add(s, "w");
}

/* The vowel with the consonant that ends the syllable, in four classes of finals: -k, -s, -t/-p, nasals. */
static const char *rhyme(const struct syllable *y)
{
	uint32_t f = y->final;
	bool nasal = f == NA || f == MA || f == NNA || (!f && y->am), stop = (f >= TTA && f <= TA_LAST && f != NNA) || (f >= PA && f <= BHA);

	if (f == NGA)
		return y->e && y->aa ? "aung|aung|ong" : y->i && y->u ? "aing|ine|ing" : y->e ? "ein" : "in";
	if (f >= KA && f < NGA)
		return y->e && y->aa ? "auk|auk|ouk" : y->i && y->u ? "aik|ike|ik" : "et|ek|ak";
	if (f >= SA && f < NYA_SMALL)
		return "it|it|ik";
	if (f == NYA)
		return "i|e|i";
	if (f == NYA_SMALL)
		return "in";
	if (f == YA)
		return "e|ay|ai";
	if (y->w && (nasal || stop))
		return nasal ? "un|un|oon" : "ut|ut|oot";
	if (nasal)
		return y->i ? "ein|ein|eim" : y->u ? "on|oun|un" : y->am && !f ? "an" : f == MA ? "an|am|an" : "an|an|ahn";
	if (stop)
		return y->i ? "eik|eit|eik" : y->u ? "ok|oke|ut" : f == PA || f > PA ? "at|ap|at" : "at|at|ut";
	/* open */
	if (y->e && y->aa)
		return "aw";
	if (y->i && y->u)
		return "o|oe|o";
	if (y->e)
		return y->w ? "e|ay" : "ay|e|ei";
	if (y->ai)
		return "e|ai|eh";
	if (y->i || y->ii)
		return "i";
	if (y->u || y->uu)
		return "u";
	return y->aa ? "a|ar|a" : "a";
}

static void spell_syllable(struct spell *s, const struct syllable *y)
{
	if (y->own) {
		spell_add(s, OWN[y->c - 0x1023]);
		return;
	}
	spell_onset(s, y);
	if (y->c == A && y->e && !y->aa && !y->w && !y->final) { /* Aye */
		spell_add(s, "aye|e|ay");
		return;
	}
	spell_add(s, rhyme(y));
	if (y->dot && (y->final == NA || y->final == NGA || y->final == MA))
		spell_add(s, "t||t");
}

void translit_myanmar(const uint32_t *cp, size_t n, struct spell *s)
{
	struct syllable y = {0};

	for (size_t i = 0; i < n; i++) {
		uint32_t c = cp[i];

		if (is_letter(c) && y.c && !y.own && is_final(cp, n, i)) {
			if (!y.final)
				y.final = c;
		} else if (is_letter(c)) {
			bool nasal = i && cp[i - 1] == STACK && (y.final == NGA || y.final == NA || y.final == MA || y.final == NNA);

			if (y.c)
				spell_syllable(s, &y);
			y = (struct syllable){.c = c, .own = c > A && c <= OWN_END, .voiced = nasal};
		} else if (y.c) {
			add_sign(&y, c);
		}
		if (c < 0x80) {
			if (y.c)
				spell_syllable(s, &y);
			y.c = 0;
			spell_ascii(s, c);
		}
	}
	if (y.c)
		spell_syllable(s, &y);
}
