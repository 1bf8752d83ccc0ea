/* gdal.h - the functions of GDAL that are used, loaded when a raster is read (docs/adr/0013).
 *
 * Types come from GDAL's own headers, so a wrong call does not compile. Nothing is kept here: the table is the caller's, the library stays
 * loaded once it is. */
#ifndef ONUS_WATCH_GDAL_H
#define ONUS_WATCH_GDAL_H

#include "base/status.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <gdal_frmts.h>
#include <ogr_srs_api.h>

#define GDAL_FUNCTIONS(X)                                                                                                                       \
	X(CPLErrorReset) X(CPLGetLastErrorMsg) X(CPLGetLastErrorType) X(CPLPopErrorHandler) X(CPLPushErrorHandler)                              \
	X(CPLQuietErrorHandler) X(CPLSetConfigOption) X(CPLSetThreadLocalConfigOption) X(CSLAddString) X(CSLDestroy) X(CSLSetNameValue)         \
	X(GDALClose) X(GDALCreate) X(GDALGetBlockSize) X(GDALGetColorEntryAsRGB) X(GDALGetColorEntryCount) X(GDALGetDataTypeName) X(GDALGetDataTypeSizeBytes) X(GDALGetDatasetDriver)               \
	X(GDALGetDescription) X(GDALGetDriverByName) X(GDALGetGeoTransform) X(GDALGetMaskBand) X(GDALGetMaskFlags)                              \
	X(GDALGetMetadataItem) X(GDALGetOverview) X(GDALGetOverviewCount) X(GDALGetRasterBand) X(GDALGetRasterBandXSize)                        \
	X(GDALGetRasterBandYSize) X(GDALGetRasterColorInterpretation) X(GDALGetRasterColorTable) X(GDALGetRasterCount) X(GDALGetRasterDataType)                            \
	X(GDALGetRasterNoDataValue) X(GDALGetRasterNoDataValueAsInt64) X(GDALGetRasterNoDataValueAsUInt64) X(GDALGetRasterOffset)               \
	X(GDALGetRasterScale) X(GDALGetRasterXSize) X(GDALGetRasterYSize) X(GDALGetSpatialRef) X(GDALOpenEx) X(GDALRasterIO)                    \
	X(GDALRegister_BMP) X(GDALRegister_EHdr) X(GDALRegister_ENVI) X(GDALRegister_GTiff) X(GDALRegister_HFA)                                 \
	X(GDALRegister_JP2OpenJPEG) X(GDALRegister_JPEG) X(GDALRegister_PNG) X(GDALRegister_PNM) X(GDALRegister_SRTMHGT)                        \
	X(GDALSetCacheMax64) X(GDALSetDescription) X(GDALSetGeoTransform) X(GDALSetMetadataItem) X(GDALSetRasterNoDataValue)                    \
	X(GDALSetSpatialRef) X(GDALWriteBlock) X(OCTDestroyCoordinateTransformation) X(OCTNewCoordinateTransformation)                          \
	X(OCTTransformEx) X(OSRCleanup) X(OSRDestroySpatialReference) X(OSRExportToWktEx) X(OSRImportFromWkt) X(OSRNewSpatialReference)         \
	X(OSRSetAxisMappingStrategy) X(OSRSetFromUserInput) X(OSRSetPROJEnableNetwork) X(VSIAllocFilesystemPluginCallbacksStruct)               \
	X(VSIFree) X(VSIFreeFilesystemPluginCallbacksStruct) X(VSIInstallPluginHandler)

struct gdal {
#define GDAL_MEMBER(name) __typeof__(name) *name;
	GDAL_FUNCTIONS(GDAL_MEMBER)
#undef GDAL_MEMBER
};

/* Call before threads are started. ST_ENV: not installed, or too old for one of the functions. */
enum status gdal_load(struct gdal *out, struct error *e);

#endif
