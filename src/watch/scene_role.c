/* What a band is: by its name, by the sensor that its file's name tells, by its wavelength.
 *
 * Sentinel-2: ESA, Sentinel-2 User Handbook (2015) and products' specification (2021); Landsat: USGS, Landsat Collection 2 Level-1 and Level-2 data
 * format control books (2019 …); Planet: UDM2 (Planet, Imagery product specifications, 2023). Numbers mean other bands on other sensors: where the
 * sensor cannot be told, they are not guessed. */
#include "watch/scene_parts.h"

#include <string.h>
#include <strings.h>

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool word_char(char c)
{
	return digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* ---- words ---- */

/* The last word that ends before text[*end]; *end moves before it. */
static bool last_word(const char *text, size_t *end, const char **word, size_t *n)
{
	size_t to = *end, from;

	while (to && !word_char(text[to - 1]))
		to--;
	from = to;
	while (from && word_char(text[from - 1]))
		from--;
	*word = text + from;
	*n = to - from;
	*end = from;
	return *n > 0;
}

static bool is(const char *word, size_t n, const char *what)
{
	return strlen(what) == n && !strncasecmp(word, what, n);
}

static bool one_code(const char *w, size_t n, struct scene_code *out)
{
	size_t d = 0;

	if (n < 2 || n > 4 || (*w != 'B' && *w != 'b'))
		return false;
	while (1 + d < n && digit(w[1 + d]))
		d++;
	if (d < 1 || d > 2)
		return false;
	out->number = d == 1 ? (unsigned)(w[1] - '0') : (unsigned)(w[1] - '0') * 10 + (unsigned)(w[2] - '0');
	out->letter = 0;
	out->padded = d == 2;
	if (1 + d == n)
		return out->number > 0;
	out->letter = 'A';
	return 1 + d + 1 == n && (w[n - 1] == 'A' || w[n - 1] == 'a') && out->number == 8;
}

/* How much of a file's name is its stem: without endings such as ".tif". */
static size_t stem(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && dot != name && strlen(dot) <= 6 ? (size_t)(dot - name) : strlen(name);
}

static bool code_in(const char *text, size_t end, struct scene_code *out)
{
	const char *w;
	size_t n;

	while (last_word(text, &end, &w, &n))
		if (one_code(w, n, out)) {
			out->at = (size_t)(w - text);
			out->n = n;
			return true;
		}
	return false;
}

bool scene_code(const char *text, struct scene_code *out)
{
	return code_in(text, stem(text), out);
}

/* ---- sensors ---- */

static bool starts(const char *s, const char *what)
{
	return !strncmp(s, what, strlen(what));
}

/* Sentinel-2's tile, "T33TUH_2017…" or "_T33TUH_". */
static bool has_tile(const char *s)
{
	for (const char *t = strchr(s, 'T'); t; t = strchr(t + 1, 'T'))
		if ((t == s || t[-1] == '_') && digit(t[1]) && digit(t[2]) && t[3] >= 'A' && t[3] <= 'Z' && t[4] >= 'A' && t[4] <= 'Z' &&
		    t[5] >= 'A' && t[5] <= 'Z' &&
		    t[6] == '_')
			return true;
	return false;
}

static enum scene_sensor sensor_of_file(const char *name)
{
	if (strstr(name, "HLS.L30"))
		return SENSOR_OLI;
	if (strstr(name, "HLS.S30"))
		return SENSOR_S2;
	for (const char *l = strchr(name, 'L'); l; l = strchr(l + 1, 'L')) {
		unsigned k;

		if ((l != name && word_char(l[-1])) || !l[1])
			continue;
		k = digit(l[2]) ? (l[2] == '0' && digit(l[3]) ? (unsigned)(l[3] - '0') : (unsigned)(l[2] - '0')) : 0;
		if ((l[1] == 'T' || l[1] == 'E') && (k == 4 || k == 5 || k == 7))
			return SENSOR_TM;
		if ((l[1] == 'C' || l[1] == 'O') && (k == 8 || k == 9))
			return SENSOR_OLI;
	}
	if (starts(name, "S2A_") || starts(name, "S2B_") || starts(name, "S2C_") || starts(name, "S2_") || has_tile(name))
		return SENSOR_S2;
	return SENSOR_UNKNOWN;
}

struct band_row { unsigned number; char letter; enum scene_role role; double micrometres; };

static const struct band_row sentinel_2[] = {
	{1, 0, ROLE_AIR, .443}, {2, 0, ROLE_BLUE, .4927}, {3, 0, ROLE_GREEN, .5598}, {4, 0, ROLE_RED, .6646}, {5, 0, ROLE_EDGE, .7041},
	{6, 0, ROLE_EDGE, .7405},
	{7, 0, ROLE_EDGE, .7828}, {8, 0, ROLE_NIR, .8328}, {8, 'A', ROLE_NIR, .8647}, {9, 0, ROLE_AIR, .9451}, {10, 0, ROLE_AIR, 1.3735},
	{11, 0, ROLE_SWIR1, 1.6137},
	{12, 0, ROLE_SWIR2, 2.2024}, {0},
};
static const struct band_row tm[] = {
	{1, 0, ROLE_BLUE, .485}, {2, 0, ROLE_GREEN, .56}, {3, 0, ROLE_RED, .66}, {4, 0, ROLE_NIR, .835}, {5, 0, ROLE_SWIR1, 1.65},
	{6, 0, ROLE_THERMAL, 11.45},
	{7, 0, ROLE_SWIR2, 2.22}, {8, 0, ROLE_PAN, .71}, {0},
};
static const struct band_row oli[] = {
	{1, 0, ROLE_AIR, .443}, {2, 0, ROLE_BLUE, .482}, {3, 0, ROLE_GREEN, .5615}, {4, 0, ROLE_RED, .6545}, {5, 0, ROLE_NIR, .865},
	{6, 0, ROLE_SWIR1, 1.6085},
	{7, 0, ROLE_SWIR2, 2.2005}, {8, 0, ROLE_PAN, .5895}, {9, 0, ROLE_AIR, 1.3735}, {10, 0, ROLE_THERMAL, 10.895}, {11, 0, ROLE_THERMAL, 12.005},
	{0},
};

static const struct band_row *row_of(enum scene_sensor s, const struct scene_code *c)
{
	static const struct band_row *const table[] = {[SENSOR_S2] = sentinel_2, [SENSOR_TM] = tm, [SENSOR_OLI] = oli};

	if (s == SENSOR_UNKNOWN)
		return NULL;
	for (const struct band_row *r = table[s]; r->number; r++)
		if (r->number == c->number && r->letter == c->letter)
			return r;
	return NULL;
}

/* What the bands of a scene say together of the sensor, where no file's name does. Surface reflectance of TM has no SR_B6, of OLI it has;
 * B8A and B12 are Sentinel-2's alone, and so are two digits (B02). */
struct hints { bool s2, sr_5, sr_6, sr_7; };

static enum scene_sensor sensor_of_hints(const struct hints *h)
{
	if (h->s2)
		return SENSOR_S2;
	if (h->sr_6)
		return SENSOR_OLI;
	return h->sr_5 && h->sr_7 ? SENSOR_TM : SENSOR_UNKNOWN;
}

/* ---- wavelengths ---- */

static enum scene_role role_of_wavelength(double um)
{
	static const struct { double from, to; enum scene_role role; } range[] = {
		{.38, .45, ROLE_AIR}, {.45, .52, ROLE_BLUE}, {.52, .6, ROLE_GREEN}, {.62, .69, ROLE_RED}, {.69, .79, ROLE_EDGE},
		{.79, .93, ROLE_NIR}, {.93, .97, ROLE_AIR},
		{1.34, 1.42, ROLE_AIR}, {1.5, 1.8, ROLE_SWIR1}, {2, 2.4, ROLE_SWIR2}, {3, 15, ROLE_THERMAL},
	};

	for (size_t i = 0; i < sizeof range / sizeof *range; i++)
		if (um >= range[i].from && um < range[i].to)
			return range[i].role;
	return ROLE_OTHER;
}

/* ---- words that say it ---- */

struct word_row { const char *word; enum scene_role role; };

static const struct word_row words[] = {
	{"blue", ROLE_BLUE}, {"green", ROLE_GREEN}, {"red", ROLE_RED}, {"rededge", ROLE_EDGE}, {"nir", ROLE_NIR}, {"nir08", ROLE_NIR},
	{"swir", ROLE_SWIR1}, {"swir1", ROLE_SWIR1},
	{"swir16", ROLE_SWIR1}, {"swir2", ROLE_SWIR2}, {"swir22", ROLE_SWIR2}, {"pan", ROLE_PAN}, {"panchromatic", ROLE_PAN},
	{"thermal", ROLE_THERMAL},
	{"lwir", ROLE_THERMAL}, {"coastal", ROLE_AIR}, {"cirrus", ROLE_AIR}, {"vv", ROLE_VV}, {"vh", ROLE_VH}, {"hh", ROLE_HH}, {"hv", ROLE_HV},
	{NULL, ROLE_OTHER},
};
/* Products about an image. */
static const char *const about[] = {"TCI", "PVI", "AOT", "WVP", "CLDPRB", "SNWPRB", "MSK", "QA60", "BQA", "RADSAT", "AEROSOL", "OPACITY", "CLOUD",
				    "QA", "UDM", "VAA", "VZA", "SAA",
				    "SZA", "ATRAN", "CDIST", "DRAD", "EMIS", "EMSD", "TRAD", "URAD", "thumb", "preview", "mask", NULL};

/* The last word of a text that is one of those; "red edge" is two. */
static enum scene_role role_of_words(const char *text, size_t end, bool last_only)
{
	const char *w;
	size_t n;
	bool edge = false;

	while (last_word(text, &end, &w, &n)) {
		for (const struct word_row *r = words; r->word; r++)
			if (is(w, n, r->word))
				return edge && r->role == ROLE_RED ? ROLE_EDGE : r->role;
		edge = is(w, n, "edge");
		if (last_only && !edge)
			break;
	}
	return edge ? ROLE_EDGE : ROLE_OTHER;
}

/* Polarisations stand in the middle of a Sentinel-1 name: s1a-iw-grd-vv-2016…; the bands of other sensors do not. */
static enum scene_role polarisation(const char *text, size_t end)
{
	const char *w;
	size_t n;

	while (last_word(text, &end, &w, &n))
		for (const struct word_row *r = words; r->word; r++)
			if (r->role >= ROLE_VV && r->role <= ROLE_HV && is(w, n, r->word))
				return r->role;
	return ROLE_OTHER;
}

static void quality_of_words(const char *text, size_t end, unsigned number, bool alone, unsigned most, struct band_said *out)
{
	const char *w, *after = "";
	size_t n, after_n = 0;

	while (most-- && last_word(text, &end, &w, &n)) {
		if (is(w, n, "SCL"))
			out->kind = QUALITY_SCL;
		else if (is(w, n, "QA") && is(after, after_n, "PIXEL"))
			out->kind = QUALITY_QA_PIXEL;
		else if (is(w, n, "UDM2"))
			out->kind = alone || number == 1 ? QUALITY_UDM : QUALITY_NONE, out->drop = !(alone || number == 1);
		else
			for (const char *const *p = about; *p && !out->drop; p++)
				out->drop = is(w, n, *p);
		if (out->kind) {
			out->role = ROLE_QUALITY;
			out->drop = false;
			return;
		}
		after = w;
		after_n = n;
	}
}

static bool has_word(const char *text, const char *what)
{
	size_t end = stem(text), n;
	const char *w;

	while (last_word(text, &end, &w, &n))
		if (is(w, n, what))
			return true;
	return false;
}

/* ---- one band ---- */

struct band_text {
	const char *file, *said;   /* base name of the file; what stands for the band: its description, or the file's name */
	size_t end;                /* of `said` without ending */
	bool from_file;            /* said is the file's name */
	bool alone;                /* the file has no other band */
	bool coded; struct scene_code code;
	bool sr;                   /* "SR_B5" */
	bool scl;
};

static void text_of(const struct raster_info *info, uint32_t b, struct band_text *t)
{
	const struct raster_band *band = &info->band[b];
	const struct raster_source *f = &info->file[band->file];
	struct band_said quality = {0};

	*t = (struct band_text){.file = scene_base_name(f->name), .alone = f->n == 1};
	t->said = band->name ? band->name : "";
	t->end = strlen(t->said);
	t->coded = code_in(t->said, t->end, &t->code);
	quality_of_words(t->said, t->end, band->number, t->alone, 8, &quality);
	t->scl = quality.kind == QUALITY_SCL;
	if (!t->coded && !quality.kind && !quality.drop && t->alone && role_of_words(t->said, t->end, false) == ROLE_OTHER) {
		t->said = t->file;
		t->end = stem(t->file);
		t->from_file = true;
		t->coded = code_in(t->said, t->end, &t->code);
	}
	t->sr = t->coded && t->code.at >= 3 && !strncasecmp(t->said + t->code.at - 3, "SR_", 3);
}

static void hint(const struct band_text *t, struct hints *h)
{
	h->s2 |= t->scl;
	if (!t->coded)
		return;
	if (t->sr) {
		h->sr_5 |= t->code.number == 5;
		h->sr_6 |= t->code.number == 6;
		h->sr_7 |= t->code.number == 7;
	} else if (t->code.letter || t->code.number == 12 || (t->code.padded && t->code.number < 10)) {
		h->s2 = true;
	}
}

static bool plain_text(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 32 || *s == 127)
			return false;
	return true;
}

static enum status name_of(const struct band_text *t, const struct raster_band *band, uint32_t n_files, struct arena *a, struct band_said *out,
			   struct error *e)
{
	out->said = true;
	if (t->coded) {
		out->name = arena_strndup(a, t->said + t->code.at - (t->sr ? 3 : 0), t->code.n + (t->sr ? 3 : 0));
	} else if (!t->from_file && *t->said && strlen(t->said) <= 40 && plain_text(t->said)) {
		out->name = t->said;
	} else if (t->alone && n_files > 1) {
		out->name = arena_strndup(a, t->file, stem(t->file));
		out->said = out->role != ROLE_OTHER;
	} else {
		out->name = n_files > 1 ? arena_printf(a, "%.*s band %u", (int)stem(t->file), t->file, band->number)
					: arena_printf(a, "band %u", band->number);
		out->said = false;
	}
	return out->name ? ST_OK : error_memory(e);
}

static void one_band(const struct band_text *t, const struct raster_band *band, enum scene_sensor sensor, struct band_said *out)
{
	const struct band_row *row = t->coded ? row_of(sensor, &t->code) : NULL;

	out->micrometres = band->micrometres;
	if (row) {
		out->role = row->role;
		out->sensor = sensor;
		out->surface = t->sr;
		if (!(out->micrometres > 0))
			out->micrometres = row->micrometres;
		return;
	}
	quality_of_words(t->said, t->end, band->number, t->alone, t->from_file ? 3 : 8, out);
	if (!out->kind && !out->drop && !t->from_file && !t->alone && has_word(t->file, "UDM2"))
		quality_of_words("UDM2", 4, band->number, false, 1, out);
	if (out->kind || out->drop)
		return;
	out->role = role_of_words(t->said, t->end, t->from_file);
	if (out->role == ROLE_OTHER && t->alone)
		out->role = polarisation(t->file, stem(t->file));
	if (out->role == ROLE_OTHER && band->micrometres > 0)
		out->role = role_of_wavelength(band->micrometres);
}

enum status scene_roles(const struct raster_info *info, struct arena *a, struct band_said *out, struct error *e)
{
	struct band_text *text = arena_array(a, info->n_bands, sizeof *text);
	struct hints h = {0};
	enum scene_sensor together;

	if (!text)
		return error_memory(e);
	for (uint32_t b = 0; b < info->n_bands; b++) {
		text_of(info, b, &text[b]);
		hint(&text[b], &h);
	}
	together = sensor_of_hints(&h);
	for (uint32_t b = 0; b < info->n_bands; b++) {
		enum scene_sensor s = sensor_of_file(text[b].file);

		out[b] = (struct band_said){.role = ROLE_OTHER};
		one_band(&text[b], &info->band[b], s ? s : together, &out[b]);
		if (name_of(&text[b], &info->band[b], info->n_files, a, &out[b], e))
			return error_memory(e);
	}
	return ST_OK;
}

const char *scene_role_word(enum scene_role r)
{
	static const char *const word[] = {
		[ROLE_OTHER] = "other", [ROLE_BLUE] = "blue", [ROLE_GREEN] = "green", [ROLE_RED] = "red", [ROLE_EDGE] = "red edge",
		[ROLE_NIR] = "near infrared",
		[ROLE_SWIR1] = "short-wave infrared 1", [ROLE_SWIR2] = "short-wave infrared 2", [ROLE_PAN] = "panchromatic",
		[ROLE_THERMAL] = "thermal", [ROLE_VV] = "VV",
		[ROLE_VH] = "VH", [ROLE_HH] = "HH", [ROLE_HV] = "HV", [ROLE_QUALITY] = "quality", [ROLE_AIR] = "air",
	};

	return (size_t)r < sizeof word / sizeof *word ? word[r] : "other";
}
