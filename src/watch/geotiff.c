#include "watch/geotiff.h"

#include "watch/gdal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct plane { uint32_t next, held; };  /* the next row that shall come, and rows that wait in the strip */

struct geotiff {
	struct gdal gdal;
	GDALDatasetH set;
	char *path, *part;
	uint32_t width, height, bands, strip;  /* strip: rows of one */
	size_t size;                           /* of an item */
	struct plane *plane;
	unsigned char *rows;                   /* a strip of each band */
};

/* GDAL's errors are asked for, not printed. */
static void quiet(const struct geotiff *t)
{
	t->gdal.CPLPushErrorHandler(t->gdal.CPLQuietErrorHandler);
	t->gdal.CPLErrorReset();
}

static void loud(const struct geotiff *t)
{
	t->gdal.CPLPopErrorHandler();
}

/* What GDAL said is between quiet and loud. */
static enum status trouble(const struct geotiff *t, enum status code, struct error *e)
{
	const char *said = t->gdal.CPLGetLastErrorMsg();
	return error_set(e, code, "%s: cannot be written: %s", t->path, said && *said ? said : "GDAL does not say why");
}

static bool failed(const struct geotiff *t)
{
	CPLErr c = t->gdal.CPLGetLastErrorType();
	return c == CE_Failure || c == CE_Fatal;
}

/* --- creating ----------------------------------------------------------------------------- */

/* Rows of a strip: some 256 KiB, so that a reader of a few rows does not decode the whole. */
static uint32_t strip_rows(uint32_t width, size_t size, uint32_t height)
{
	uint64_t rows = (256 << 10) / ((uint64_t)width * size);
	rows = rows < 1 ? 1 : rows > 256 ? 256 : rows;
	return rows > height ? height : (uint32_t)rows;
}

static char **creation(const struct geotiff *t, const struct geotiff_form *f)
{
	const struct gdal *g = &t->gdal;
	char rows[16], **o = NULL;
	(void)snprintf(rows, sizeof rows, "%u", t->strip);
	o = g->CSLSetNameValue(o, "BIGTIFF", "IF_SAFER");
	o = g->CSLSetNameValue(o, "INTERLEAVE", "BAND");
	o = g->CSLSetNameValue(o, "BLOCKYSIZE", rows);
	if (f->pack != GEOTIFF_PLAIN) {
		o = g->CSLSetNameValue(o, "COMPRESS", "DEFLATE");
		o = g->CSLSetNameValue(o, "ZLEVEL", "1");
		o = g->CSLSetNameValue(o, "PREDICTOR", f->pack == GEOTIFF_DEFLATE ? "1" : f->type == GEOTIFF_FLOAT ? "3" : "2");
	}
	return o;
}

static enum status place(const struct geotiff *t, const struct geotiff_form *f, struct error *e)
{
	const struct gdal *g = &t->gdal;
	double copy[6];
	if (f->crs) {
		OGRSpatialReferenceH s = g->OSRNewSpatialReference(NULL);
		char *text = strdup(f->crs), *at = text;
		bool read = s && text && g->OSRImportFromWkt(s, &at) == OGRERR_NONE;
		free(text);
		if (read) {
			g->OSRSetAxisMappingStrategy(s, OAMS_TRADITIONAL_GIS_ORDER);
			read = g->GDALSetSpatialRef(t->set, s) == CE_None;
		}
		if (s)
			g->OSRDestroySpatialReference(s);
		if (!read)
			return trouble(t, ST_DATA, e);
	}
	if (f->transform) {
		memcpy(copy, f->transform, sizeof copy);
		if (g->GDALSetGeoTransform(t->set, copy) != CE_None)
			return trouble(t, ST_ENV, e);
	}
	return ST_OK;
}

static enum status describe(const struct geotiff *t, const struct geotiff_form *f, struct error *e)
{
	const struct gdal *g = &t->gdal;
	enum status st = place(t, f, e);
	for (size_t i = 0; i < f->n_items && st == ST_OK; i++)
		if (g->GDALSetMetadataItem(t->set, f->item[i].name, f->item[i].value, NULL) != CE_None)
			st = trouble(t, ST_ENV, e);
	for (uint32_t k = 0; k < t->bands && st == ST_OK; k++) {
		GDALRasterBandH b = g->GDALGetRasterBand(t->set, (int)k + 1);
		if (f->has_nodata && g->GDALSetRasterNoDataValue(b, f->nodata) != CE_None)
			st = trouble(t, ST_ENV, e);
		if (f->band_name)
			g->GDALSetDescription(b, f->band_name[k]);
	}
	return st;
}

static enum status make(struct geotiff *t, const struct geotiff_form *f, struct error *e)
{
	const struct gdal *g = &t->gdal;
	g->GDALRegister_GTiff();
	/* all that is said stands in the file, none of it beside it */
	g->CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", "NO");
	char **o = creation(t, f);
	t->set = g->GDALCreate(g->GDALGetDriverByName("GTiff"), t->part, (int)t->width, (int)t->height, (int)t->bands,
			       f->type == GEOTIFF_BYTE ? GDT_Byte : GDT_Float32, (CSLConstList)o);
	g->CSLDestroy(o);
	enum status st = t->set ? describe(t, f, e) : trouble(t, ST_ENV, e);
	int across = 0, down = 0;
	if (st == ST_OK) {
		g->GDALGetBlockSize(g->GDALGetRasterBand(t->set, 1), &across, &down);
		if (across != (int)t->width || down != (int)t->strip)
			st = error_set(e, ST_BUG, "%s: strips of %d × %d, expected %u × %u", t->path, across, down, t->width, t->strip);
	}
	return st;
}

enum status geotiff_create(const char *path, const struct geotiff_form *f, struct geotiff **out, struct error *e)
{
	uint32_t bands = f->bands ? f->bands : 1;
	*out = NULL;
	if (!f->width || !f->height || f->width > INT32_MAX || f->height > INT32_MAX || bands > 65535)
		return error_set(e, ST_BUG, "%s: a raster of %u × %u with %u bands", path, f->width, f->height, bands);
	struct geotiff *t = calloc(1, sizeof *t);
	if (!t)
		return error_memory(e);
	t->width = f->width;
	t->height = f->height;
	t->bands = bands;
	t->size = f->type == GEOTIFF_BYTE ? 1 : sizeof(float);
	t->strip = strip_rows(t->width, t->size, t->height);
	t->plane = calloc(bands, sizeof *t->plane);
	t->rows = calloc((size_t)bands * t->strip, (size_t)t->width * t->size);
	t->path = strdup(path);
	/* GDAL takes names that begin with /vsi for something else than files */
	if (asprintf(&t->part, "%s%s.part-%d", strncmp(path, "/vsi", 4) == 0 ? "/." : "", path, (int)getpid()) < 0)
		t->part = NULL;
	enum status st = t->plane && t->rows && t->path && t->part ? gdal_load(&t->gdal, e) : error_memory(e);
	if (st == ST_OK) {
		quiet(t);
		st = make(t, f, e);
		loud(t);
	}
	if (st != ST_OK) {
		geotiff_abandon(t);
		return st;
	}
	*out = t;
	return ST_OK;
}

/* --- rows --------------------------------------------------------------------------------- */

static enum status write_strip(struct geotiff *t, uint32_t band, struct error *e)
{
	struct plane *p = &t->plane[band];
	unsigned char *rows = t->rows + (size_t)band * t->strip * t->width * t->size;
	enum status st = ST_OK;
	quiet(t);
	if (t->gdal.GDALWriteBlock(t->gdal.GDALGetRasterBand(t->set, (int)band + 1), 0, (int)((p->next - 1) / t->strip), rows) != CE_None || failed(t))
		st = trouble(t, ST_ENV, e);
	loud(t);
	p->held = 0;
	return st;
}

enum status geotiff_rows(struct geotiff *t, uint32_t band, uint32_t y, uint32_t n, const void *rows, size_t stride, struct error *e)
{
	if (band >= t->bands || y != t->plane[band].next || n > t->height - y || stride < t->width)
		return error_set(e, ST_BUG, "%s: rows %u … of band %u, expected row %u", t->path, y, band, band < t->bands ? t->plane[band].next : 0);
	struct plane *p = &t->plane[band];
	size_t row = (size_t)t->width * t->size;
	for (uint32_t i = 0; i < n; i++) {
		memcpy(t->rows + ((size_t)band * t->strip + p->held) * row, (const unsigned char *)rows + i * stride * t->size, row);
		p->held++;
		p->next++;
		if (p->held == t->strip || p->next == t->height) {
			enum status st = write_strip(t, band, e);
			if (st != ST_OK)
				return st;
		}
	}
	return ST_OK;
}

/* --- ending ------------------------------------------------------------------------------- */

static void release(struct geotiff *t)
{
	free(t->plane);
	free(t->rows);
	free(t->path);
	free(t->part);
	free(t);
}

void geotiff_abandon(struct geotiff *t)
{
	if (!t)
		return;
	if (t->set) {
		quiet(t);
		t->gdal.GDALClose(t->set);
		loud(t);
	}
	if (t->part)
		(void)unlink(t->part);
	release(t);
}

enum status geotiff_close(struct geotiff *t, struct error *e)
{
	enum status st = ST_OK;
	for (uint32_t k = 0; k < t->bands && st == ST_OK; k++)
		if (t->plane[k].next != t->height)
			st = error_set(e, ST_BUG, "%s: %u of %u rows were written", t->path, t->plane[k].next, t->height);
	quiet(t);
	t->gdal.GDALClose(t->set);
	t->set = NULL;
	if (st == ST_OK && failed(t))
		st = trouble(t, ST_ENV, e);
	loud(t);
	if (st == ST_OK && rename(t->part, t->path) != 0)
		st = error_errno(e, t->path);
	if (st != ST_OK)
		(void)unlink(t->part);
	release(t);
	return st;
}
