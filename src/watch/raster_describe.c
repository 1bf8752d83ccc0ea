/* The child's opening: which files hold pixels, what they say of themselves, and whether the bytes that they promise are there. */
#include "watch/raster_work.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const drivers[] = {"GTiff", "ENVI", "EHdr", "HFA", "JP2OpenJPEG", "PNG", "JPEG", "BMP", "PNM", "SRTMHGT", NULL};

static bool refuse(struct raster_child *c, struct raster_answer *a, const char *why)
{
	c->gdal.CPLErrorReset();
	return raster_child_failed(c, a, why);
}

/* --- days --------------------------------------------------------------------------------- */

static bool digits(const char *p, int n, int *out)
{
	*out = 0;
	for (int i = 0; i < n; i++) {
		if (!isdigit((unsigned char)p[i]))
			return false;
		*out = *out * 10 + p[i] - '0';
	}
	return true;
}

/* "2016:08:11 10:00:31", "2016-08-11T10:00:31.024Z", "2016-08-11": as in raster_source.date. */
static bool day(const char *text, char out[32])
{
	int y, m, d, h, min, s;
	while (*text == ' ' || *text == '"' || *text == '{')
		text++;
	if (strlen(text) < 10 || !digits(text, 4, &y) || !digits(text + 5, 2, &m) || !digits(text + 8, 2, &d))
		return false;
	if ((text[4] != ':' && text[4] != '-' && text[4] != '/') || text[7] != text[4] || y < 1960 || y > 2099 || m < 1 || m > 12 || d < 1 || d > 31)
		return false;
	const char *p = text + 10;
	bool timed = (*p == ' ' || *p == 'T') && strlen(p) >= 9 && digits(p + 1, 2, &h) && p[3] == ':' && digits(p + 4, 2, &min) && p[6] == ':' &&
		     digits(p + 7, 2, &s) && h < 24 && min < 60 && s < 61;
	if (timed)
		(void)snprintf(out, 32, "%.4s-%.2s-%.2sT%.8sZ", text, text + 5, text + 8, p + 1);
	else
		(void)snprintf(out, 32, "%.4s-%.2s-%.2s", text, text + 5, text + 8);
	return true;
}

static void acquired(struct raster_child *c, GDALDatasetH d, char out[32])
{
	/* where a product says when it was taken; TIFF's own date may be when the file was written, and stands apart */
	static const char *const places[][2] = {
		{"ACQUISITIONDATETIME", "IMAGERY"}, {"acquisition_time", "ENVI"}, {"acquisition time", "ENVI"}, {"acquisition_time", ""},
		{"ACQUISITIONDATETIME", ""}, {"ACQUISITION_DATETIME", ""}, {"SENSING_TIME", ""}, {"DATATAKE_1_DATATAKE_SENSING_START", ""},
		{"PRODUCT_START_TIME", ""}, {"DATE_ACQUIRED", ""}, {"ACQUISITION_DATE", ""}, {"EXIF_DateTimeOriginal", ""},
	};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		const char *text = c->gdal.GDALGetMetadataItem(d, places[i][0], places[i][1]);
		if (text && day(text, out))
			return;
	}
	out[0] = 0;
}

/* --- bands -------------------------------------------------------------------------------- */

/* Text as it may be printed, cut at the end. */
static void clean(const char *text, char *out, size_t cap)
{
	size_t n = 0;
	for (; text && *text && n + 1 < cap; text++)
		out[n++] = (unsigned char)*text < 0x20 || *text == 0x7F ? ' ' : *text;
	while (n && ((unsigned char)out[n - 1] & 0xC0) == 0x80 && n + 1 >= cap) /* do not cut within a character */
		n--;
	if (n && n + 1 >= cap - 4 && ((unsigned char)out[n - 1] & 0xC0) == 0xC0)
		n--;
	out[n] = 0;
}

static double micrometres(struct raster_child *c, GDALDatasetH d, GDALRasterBandH b)
{
	const struct gdal *g = &c->gdal;
	const char *um = g->GDALGetMetadataItem(b, "CENTRAL_WAVELENGTH_UM", "IMAGERY"), *text = um;
	if (!text)
		text = g->GDALGetMetadataItem(b, "wavelength", "");
	if (!text)
		text = g->GDALGetMetadataItem(b, "WAVELENGTH", "");
	if (!text)
		return 0;
	const char *unit = g->GDALGetMetadataItem(b, "wavelength_units", "");
	if (!unit)
		unit = g->GDALGetMetadataItem(b, "WAVELENGTH_UNIT", "");
	if (!unit)
		unit = g->GDALGetMetadataItem(d, "wavelength_units", "");
	double v = strtod(text, NULL);
	bool nano = unit ? strncasecmp(unit, "nano", 4) == 0 || strcasecmp(unit, "nm") == 0 : !um && v > 100;
	v = nano ? v / 1000 : v;
	return v > 0 && v < 1e5 ? v : 0;
}

static void range_of(struct raster_child *c, const struct raster_opened *b, struct raster_said_band *s)
{
	static const struct { GDALDataType type; double most; } whole[] = {
		{GDT_Byte, 255}, {GDT_UInt16, 65535}, {GDT_Int16, 32767}, {GDT_UInt32, 4294967295.0}, {GDT_Int32, 2147483647},
		{GDT_UInt64, 18446744073709551615.0}, {GDT_Int64, 9223372036854775807.0},
	};
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		if (whole[i].type == b->type) {
			const char *bits = c->gdal.GDALGetMetadataItem(b->handle, "NBITS", "IMAGE_STRUCTURE");
			const char *sign = c->gdal.GDALGetMetadataItem(b->handle, "PIXELTYPE", "IMAGE_STRUCTURE");
			int n = bits ? atoi(bits) : 0;
			double most = n > 0 && n < 64 && ldexp(1, n) - 1 < whole[i].most ? ldexp(1, n) - 1 : whole[i].most;
			most = sign && strcmp(sign, "SIGNEDBYTE") == 0 ? 127 : most;
			most = most * b->scale + b->offset;
			s->kind |= RASTER_WHOLE;
			s->most = isfinite(most) && b->scale > 0 ? most : 0;
		}
}

/* Whether a table of colours is behind the numbers, other than greys in their order. */
static bool palette(const struct gdal *g, GDALRasterBandH b)
{
	GDALColorTableH t = g->GDALGetRasterColorInterpretation(b) == GCI_PaletteIndex ? g->GDALGetRasterColorTable(b) : NULL;
	int last = -1;

	for (int i = 0; t && i < g->GDALGetColorEntryCount(t); i++) {
		GDALColorEntry c;

		if (!g->GDALGetColorEntryAsRGB(t, i, &c) || c.c1 != c.c2 || c.c2 != c.c3 || c.c1 < last)
			return true;
		last = c.c1;
	}
	return false;
}

static void no_value(struct raster_child *c, struct raster_opened *b)
{
	const struct gdal *g = &c->gdal;
	int has = 0;
	if (b->type == GDT_Int64)
		b->nodata = (double)g->GDALGetRasterNoDataValueAsInt64(b->handle, &has);
	else if (b->type == GDT_UInt64)
		b->nodata = (double)g->GDALGetRasterNoDataValueAsUInt64(b->handle, &has);
	else
		b->nodata = g->GDALGetRasterNoDataValue(b->handle, &has);
	b->has_nodata = has && isfinite(b->nodata);
	/* what is written in decimals is meant as the float next to it */
	if (b->has_nodata && (b->type == GDT_Float32 || b->type == GDT_CFloat32) && fabs(b->nodata) < (double)FLT_MAX * 1.000001)
		b->nodata = fabs(b->nodata) > (double)FLT_MAX ? copysign((double)FLT_MAX, b->nodata) : (double)(float)b->nodata;
}

static bool describe_band(struct raster_child *c, GDALDatasetH d, uint32_t given, uint32_t file, int number, struct raster_answer *a)
{
	const struct gdal *g = &c->gdal;
	struct raster_shared *sh = c->shared;
	GDALRasterBandH h = g->GDALGetRasterBand(d, number);
	a->band = number;
	if (!h)
		return raster_child_failed(c, a, "cannot be read");
	if (sh->n_bands >= RASTER_BANDS)
		return refuse(c, a, "there are more than 1024 bands in all");
	struct raster_opened *b = &c->band[sh->n_bands];
	struct raster_said_band *s = &sh->band[sh->n_bands];
	*b = (struct raster_opened){.handle = h, .type = g->GDALGetRasterDataType(h), .given = (int32_t)given, .number = number};
	b->width = (uint32_t)g->GDALGetRasterBandXSize(h);
	b->height = (uint32_t)g->GDALGetRasterBandYSize(h);
	b->complex = b->type == GDT_CInt16 || b->type == GDT_CInt32 || b->type == GDT_CFloat32 || b->type == GDT_CFloat64;
	b->wide = b->type == GDT_Float64 || b->type == GDT_Int32 || b->type == GDT_UInt32 || b->type == GDT_Int64 || b->type == GDT_UInt64;
	b->whole = b->type == GDT_Byte || b->type == GDT_UInt16 || b->type == GDT_Int16;
	int has = 0;
	b->scale = g->GDALGetRasterScale(h, &has);
	b->scale = has && isfinite(b->scale) && fabs(b->scale) > 0 ? b->scale : 1;
	b->offset = g->GDALGetRasterOffset(h, &has);
	b->offset = has && isfinite(b->offset) ? b->offset : 0;
	b->scaled = fabs(b->scale - 1) > 0 || fabs(b->offset) > 0;
	no_value(c, b);
	b->masked = (g->GDALGetMaskFlags(h) & (GMF_PER_DATASET | GMF_ALPHA)) != 0;
	*s = (struct raster_said_band){.file = file, .number = (uint32_t)number, .has_nodata = b->has_nodata, .nodata = b->has_nodata ? b->nodata : 0};
	s->micrometres = micrometres(c, d, h);
	clean(g->GDALGetDescription(h), s->name, sizeof s->name);
	clean(g->GDALGetDataTypeName(b->type), s->type, sizeof s->type);
	range_of(c, b, s);
	s->kind |= palette(g, h) ? RASTER_PALETTE : 0;
	sh->n_bands++;
	return true;
}

/* --- files -------------------------------------------------------------------------------- */

/* Bytes of pixels that a raw file must hold; 0: not raw. Gaps that a header may ask for show when they are read. */
static double promised(struct raster_child *c, GDALDatasetH d)
{
	const struct gdal *g = &c->gdal;
	const char *driver = g->GDALGetDescription(g->GDALGetDatasetDriver(d)), *before = g->GDALGetMetadataItem(d, "header_offset", "ENVI");
	if (strcmp(driver, "ENVI") != 0 && strcmp(driver, "EHdr") != 0)
		return 0;
	GDALRasterBandH b = g->GDALGetRasterBand(d, 1);
	const char *bits = g->GDALGetMetadataItem(b, "NBITS", "IMAGE_STRUCTURE");
	double size = bits && atoi(bits) > 0 ? atoi(bits) / 8.0 : g->GDALGetDataTypeSizeBytes(g->GDALGetRasterDataType(b));
	return (double)g->GDALGetRasterXSize(d) * g->GDALGetRasterYSize(d) * g->GDALGetRasterCount(d) * size + (before ? fmax(strtod(before, NULL), 0) : 0);
}

/* Blocks of a TIFF: some may lie behind the file's end (false), some may be missing, as is allowed. */
static bool blocks_there(struct raster_child *c, GDALDatasetH d, uint64_t size, bool *sparse)
{
	const struct gdal *g = &c->gdal;
	const char *interleave = g->GDALGetMetadataItem(d, "INTERLEAVE", "IMAGE_STRUCTURE");
	int n = interleave && strcmp(interleave, "PIXEL") == 0 ? 1 : g->GDALGetRasterCount(d);
	int left = 1 << 20; /* so many are looked at; of others it shows when they are read */
	*sparse = false;
	for (int k = 1; k <= n; k++) {
		GDALRasterBandH b = g->GDALGetRasterBand(d, k);
		int bw = 0, bh = 0;
		if (b)
			g->GDALGetBlockSize(b, &bw, &bh);
		if (bw < 1 || bh < 1)
			return false;
		int across = (g->GDALGetRasterXSize(d) - 1) / bw + 1, down = (g->GDALGetRasterYSize(d) - 1) / bh + 1;
		for (int y = 0; y < down; y++)
			for (int x = 0; x < across; x++) {
				char what[64];
				if (left-- <= 0) {
					*sparse = true;
					return true;
				}
				(void)snprintf(what, sizeof what, "BLOCK_OFFSET_%d_%d", x, y);
				const char *at = g->GDALGetMetadataItem(b, what, "TIFF");
				if (!at) {
					*sparse = true;
					continue;
				}
				uint64_t offset = strtoull(at, NULL, 10);
				(void)snprintf(what, sizeof what, "BLOCK_SIZE_%d_%d", x, y);
				const char *bytes = g->GDALGetMetadataItem(b, what, "TIFF");
				if (offset > size || (bytes && strtoull(bytes, NULL, 10) > size - offset))
					return false;
			}
	}
	return true;
}

static void place(struct raster_child *c, GDALDatasetH d, struct raster_said_file *s, char *crs)
{
	static const char *const options[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", NULL};
	const struct gdal *g = &c->gdal;
	double t[6];
	if (g->GDALGetGeoTransform(d, t) == CE_None) {
		bool finite = true;
		for (int i = 0; i < 6; i++)
			finite &= isfinite(t[i]);
		s->has_transform = finite && fabs(t[1] * t[5] - t[2] * t[4]) > 0;
		memcpy(s->transform, t, sizeof t);
	}
	OGRSpatialReferenceH r = g->GDALGetSpatialRef(d);
	char *text = NULL;
	if (r && g->OSRExportToWktEx(r, &text, options) == OGRERR_NONE && text && *text && strlen(text) < RASTER_TEXT) {
		s->has_crs = 1;
		memcpy(crs, text, strlen(text) + 1);
	}
	g->VSIFree(text);
}

/* Leaves alpha out: it masks the others. */
static bool describe_bands(struct raster_child *c, GDALDatasetH d, uint32_t given, uint32_t file, struct raster_answer *a)
{
	const struct gdal *g = &c->gdal;
	int n = g->GDALGetRasterCount(d);
	for (int k = 1; k <= n; k++) {
		GDALRasterBandH b = g->GDALGetRasterBand(d, k);
		if (b && n > 1 && g->GDALGetRasterColorInterpretation(b) == GCI_AlphaBand)
			continue;
		if (!describe_band(c, d, given, file, k, a))
			return false;
	}
	a->band = RASTER_NONE;
	return true;
}

static bool describe(struct raster_child *c, GDALDatasetH d, uint32_t given, struct raster_answer *a)
{
	const struct gdal *g = &c->gdal;
	struct raster_shared *sh = c->shared;
	if (sh->n_files >= RASTER_FILES)
		return refuse(c, a, "there are more than 64 files with pixels");
	struct raster_said_file *s = &sh->file[sh->n_files];
	const char *driver = g->GDALGetDescription(g->GDALGetDatasetDriver(d));
	int w = g->GDALGetRasterXSize(d), h = g->GDALGetRasterYSize(d), bw = 1, bh = 1;
	if (w < 1 || h < 1 || g->GDALGetRasterCount(d) < 1)
		return refuse(c, a, "holds no pixels");
	const char *packed = g->GDALGetMetadataItem(d, "file_compression", "ENVI");
	if (packed && strtol(packed, NULL, 10) != 0)
		return refuse(c, a, "is packed (file compression), which is not read here");
	if (promised(c, d) > (double)c->given[given].size)
		return refuse(c, a, "is cut short: its header promises more bytes than there are");
	bool sparse = false;
	if (strcmp(driver, "GTiff") == 0 && !blocks_there(c, d, c->given[given].size, &sparse))
		return refuse(c, a, "is cut short: parts of it would lie behind its end");
	*s = (struct raster_said_file){.given = given, .width = (uint32_t)w, .height = (uint32_t)h, .first = sh->n_bands};
	clean(driver, s->driver, sizeof s->driver);
	acquired(c, d, s->date);
	const char *written = g->GDALGetMetadataItem(d, "TIFFTAG_DATETIME", "");
	if (!written || !day(written, s->written))
		s->written[0] = 0;
	place(c, d, s, sh->crs[sh->n_files]);
	if (!describe_bands(c, d, given, sh->n_files, a))
		return false;
	g->GDALGetBlockSize(c->band[s->first].handle, &bw, &bh);
	s->block_width = bw > 0 ? (uint32_t)bw : 1;
	s->block_height = bh > 0 ? (uint32_t)bh : 1;
	s->n = sh->n_bands - s->first;
	for (uint32_t i = 0; i < s->n; i++) {
		c->band[s->first + i].sparse = sparse;
		c->band[s->first + i].raw = strcmp(driver, "ENVI") == 0 || strcmp(driver, "EHdr") == 0;
		c->band[s->first + i].slow = strcmp(driver, "JP2OpenJPEG") == 0;
	}
	sh->n_files++;
	return true;
}

/* Room for the blocks of a row of them, of all bands, and of two rows of one band: neither reading a few rows at a time nor windows of one band
 * along the edge between two rows must decode them anew. */
static void size_cache(struct raster_child *c)
{
	double need = 0, most = 0;
	for (uint32_t i = 0; i < c->shared->n_bands; i++) {
		int bw = 1, bh = 1;
		c->gdal.GDALGetBlockSize(c->band[i].handle, &bw, &bh);
		double row = ((double)c->band[i].width + bw) * bh * c->gdal.GDALGetDataTypeSizeBytes(c->band[i].type);
		need += row;
		most = fmax(most, row);
	}
	c->gdal.GDALSetCacheMax64((GIntBig)fmin(fmax(fmax(1.25 * need, 2.25 * most), 4 << 20), 512 << 20));
}

GDALDatasetH raster_child_load(struct raster_child *c, size_t i)
{
	char path[4096];
	(void)snprintf(path, sizeof path, RASTER_ROOT "%s", c->given[i].name);
	return c->gdal.GDALOpenEx(path, GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, NULL, NULL);
}

bool raster_child_open(struct raster_child *c, struct raster_answer *a)
{
	for (size_t i = 0; i < c->n; i++) {
		if (c->given[i].sidecar)
			continue;
		a->file = (int32_t)i;
		c->at = i;
		c->gdal.CPLErrorReset();
		c->set[i] = raster_child_load(c, i);
		if (!c->set[i])
			return raster_child_failed(c, a, "is no raster that can be read");
		if (!describe(c, c->set[i], (uint32_t)i, a))
			return false;
	}
	a->file = RASTER_NONE;
	size_cache(c);
	return c->shared->n_files > 0 || refuse(c, a, "there is no raster");
}
