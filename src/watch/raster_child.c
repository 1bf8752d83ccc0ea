/* The child: drivers and PROJ before the filter, then requests one by one. Whatever it does, the parent checks what comes back. */
#include "watch/raster_work.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What GDAL says behind the name of the file ("NAME: …", "NAME, band 2: …"), which the parent puts before it anyway. */
static const char *behind(const char *text, const char *name)
{
	size_t n = strlen(name);
	const char *p = strncmp(text, name, n) == 0 ? text + n : text;
	int band = 0, used = 0;
	if (p == text)
		return text;
	if (sscanf(p, ", band %d%n", &band, &used) == 1)
		p += used;
	return p[0] == ':' && p[1] == ' ' ? p + 2 : text;
}

bool raster_child_failed(struct raster_child *c, struct raster_answer *a, const char *what)
{
	const char *said = c->gdal.CPLGetLastErrorMsg(), *name = c->at < c->n ? c->given[c->at].name : "";
	size_t n = (size_t)snprintf(a->text, sizeof a->text, "%s%s", what, said && *said ? ": " : "");
	for (const char *p = said; p && *p && n + 1 < sizeof a->text;) {
		const char *next = *name ? behind(p, name) : p;
		if (next != p)
			p = next;
		else if (strncmp(p, RASTER_ROOT, strlen(RASTER_ROOT)) == 0)
			p += strlen(RASTER_ROOT);
		else
			a->text[n++] = *p++;
	}
	a->text[n] = 0;
	return false;
}

/* --- before the filter -------------------------------------------------------------------- */

static OGRSpatialReferenceH reference(struct raster_child *c, const char *text)
{
	OGRSpatialReferenceH s = c->gdal.OSRNewSpatialReference(NULL);
	if (s && c->gdal.OSRSetFromUserInput(s, text) != OGRERR_NONE) {
		c->gdal.OSRDestroySpatialReference(s);
		return NULL;
	}
	if (s)
		c->gdal.OSRSetAxisMappingStrategy(s, OAMS_TRADITIONAL_GIS_ORDER);
	return s;
}

/* Makes c->way go between the two. */
static bool find_way(struct raster_child *c, const char *from, const char *to)
{
	if (c->way && strcmp(c->way_from, from) == 0 && strcmp(c->way_to, to) == 0)
		return true;
	if (c->way)
		c->gdal.OCTDestroyCoordinateTransformation(c->way);
	free(c->way_from);
	free(c->way_to);
	c->way = NULL;
	c->way_from = strdup(from);
	c->way_to = strdup(to);
	OGRSpatialReferenceH s = reference(c, from), t = reference(c, to);
	if (s && t && c->way_from && c->way_to)
		c->way = c->gdal.OCTNewCoordinateTransformation(s, t);
	if (s)
		c->gdal.OSRDestroySpatialReference(s);
	if (t)
		c->gdal.OSRDestroySpatialReference(t);
	return c->way != NULL;
}

void raster_child_forget(void *child)
{
	((struct raster_child *)child)->gdal.OSRCleanup();
}

int raster_child_prepare(void *child)
{
	static const char *const settings[][2] = {
		{"GDAL_NUM_THREADS", "1"}, {"GDAL_DRIVER_PATH", "disable"}, {"GDAL_ERROR_ON_LIBJPEG_WARNING", "TRUE"},
		{"GDAL_MAX_DATASET_POOL_SIZE", "2"}, {"GDAL_HTTP_MAX_RETRY", "0"}, {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "none"},
		{"CPL_TMPDIR", "/vsimem"}, {"GTIFF_REPORT_COMPD_CS", "YES"}, {"GDAL_DISABLE_READDIR_ON_OPEN", "FALSE"},
	};
	struct raster_child *c = child;
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	(void)snprintf(c->threads, sizeof c->threads, "%ld", cores < 1 ? 1 : cores > 8 ? 8 : cores);
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		c->gdal.CPLSetConfigOption(settings[i][0], settings[i][1]);
	c->gdal.OSRSetPROJEnableNetwork(0);
	/* drivers that read pixels out of the files they are given, and none that is told of others by them */
	c->gdal.GDALRegister_GTiff();
	c->gdal.GDALRegister_ENVI();
	c->gdal.GDALRegister_EHdr();
	c->gdal.GDALRegister_HFA();
	c->gdal.GDALRegister_JP2OpenJPEG();
	c->gdal.GDALRegister_PNG();
	c->gdal.GDALRegister_JPEG();
	c->gdal.GDALRegister_BMP();
	c->gdal.GDALRegister_PNM();
	c->gdal.GDALRegister_SRTMHGT();
	/* PROJ opens its tables now; later it can open nothing */
	(void)find_way(c, "EPSG:32633", "EPSG:4326");
	return 0;
}

/* --- behind it ---------------------------------------------------------------------------- */

static bool map_points(struct raster_child *c, uint32_t n, struct raster_answer *a)
{
	struct raster_shared *s = c->shared;
	static double x[RASTER_POINTS], y[RASTER_POINTS]; /* the child has one thread and one task */
	static int good[RASTER_POINTS];
	c->at = c->n; /* none */
	if (n > RASTER_POINTS)
		return raster_child_failed(c, a, "too many points");
	if (!find_way(c, s->from, s->to))
		return raster_child_failed(c, a, "no transformation is known");
	for (uint32_t i = 0; i < n; i++) {
		x[i] = s->xy[2 * i];
		y[i] = s->xy[2 * i + 1];
		good[i] = 0;
	}
	(void)c->gdal.OCTTransformEx(c->way, (int)n, x, y, NULL, good);
	for (uint32_t i = 0; i < n; i++) {
		bool fine = good[i] && isfinite(x[i]) && isfinite(y[i]);
		s->xy[2 * i] = fine ? x[i] : NAN;
		s->xy[2 * i + 1] = fine ? y[i] : NAN;
	}
	return true;
}

static bool read_windows(struct raster_child *c, uint32_t slot, uint32_t n, struct raster_answer *a)
{
	float *out = c->shared->slot[slot & 1];
	for (uint32_t i = 0; i < n; i++) {
		const struct raster_window w = c->shared->window[slot & 1][i];
		c->at = (size_t)c->band[w.band].given;
		if (!raster_child_read(c, &w, out, a)) {
			a->file = c->band[w.band].given;
			a->band = c->band[w.band].number;
			return false;
		}
		out += (size_t)w.out_width * w.out_height;
	}
	return true;
}

static bool answer(int socket, const struct raster_answer *a)
{
	return write(socket, a, sizeof *a) == (ssize_t)sizeof *a;
}

int raster_child_work(void *child, int socket)
{
	struct raster_child *c = child;
	struct raster_answer a = {.what = RASTER_OPENED, .file = RASTER_NONE, .band = RASTER_NONE};
	a.good = raster_vsi_install(&c->gdal, &c->vsi) && raster_child_open(c, &a);
	if (!answer(socket, &a))
		return 1;
	struct raster_request q;
	while (read(socket, &q, sizeof q) == (ssize_t)sizeof q) {
		c->gdal.CPLErrorReset();
		a = (struct raster_answer){.what = q.what, .serial = q.serial, .file = RASTER_NONE, .band = RASTER_NONE};
		a.good = q.what == RASTER_WINDOWS_READ ? read_windows(c, q.slot, q.n, &a) : map_points(c, q.n, &a);
		if (!answer(socket, &a))
			return 1;
	}
	return 0;
}
