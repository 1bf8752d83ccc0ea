#include "lists/make.h"

#include "base/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct { const char *name; list_reader *read; } formats[LIST_FORMATS] = {
	[LIST_OFAC_CSV] = {"ofac-csv", read_ofac_csv}, [LIST_OFAC_XML] = {"ofac-xml", read_ofac_xml},
	[LIST_OFAC_ADVANCED] = {"ofac-advanced", read_ofac_advanced}, [LIST_UN] = {"un", read_un}, [LIST_EU] = {"eu", read_eu},
	[LIST_UK_XML] = {"uk-xml", read_uk_xml}, [LIST_UK_CSV] = {"uk-csv", read_uk_csv}, [LIST_CANADA] = {"canada", read_canada},
	[LIST_FTM] = {"ftm", read_ftm}, [LIST_NAMES] = {"names", read_names},
};

const char *list_format_name(enum list_format f)
{
	return f < LIST_FORMATS ? formats[f].name : "";
}

enum list_format list_format_by_name(const char *name)
{
	for (size_t i = 0; i < LIST_FORMATS; i++)
		if (!strcmp(formats[i].name, name))
			return (enum list_format)i;
	return LIST_FORMATS;
}

/* What a file is by its first bytes. */
static enum list_format sniff(const char *bytes, size_t n)
{
	static const struct { const char *word; enum list_format format; } signs[] = {
		{"<CONSOLIDATED_LIST", LIST_UN}, {"<sdnList", LIST_OFAC_XML}, {"DistinctParty", LIST_OFAC_ADVANCED}, {"<Sanctions", LIST_OFAC_ADVANCED},
		{"sanctionsData", LIST_OFAC_ADVANCED}, {"fsdexport", LIST_EU}, {"<sanctionEntity", LIST_EU},
		{"<Designations", LIST_UK_XML}, {"<data-set", LIST_CANADA}};
	size_t head = n < 65536 ? n : 65536, from = n >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;

	while (from < head && strchr(" \t\r\n", bytes[from]))
		from++;
	if (from < head && bytes[from] == '<') {
		for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
			if (memmem(bytes, head, signs[i].word, strlen(signs[i].word)))
				return signs[i].format;
		return LIST_FORMATS;
	}
	if (from < head && bytes[from] == '{')
		return LIST_FTM;
	if (n > 12 && ((n - from >= 12 && !strncasecmp(bytes + from, "Last Updated", 12)) || memmem(bytes, n < 2048 ? n : 2048, "Group ID", 8)))
		return LIST_UK_CSV;
	/* sdn.csv: a number, a name, ten more fields; "-0- " for nothing */
	if (memmem(bytes, n < 4096 ? n : 4096, "-0- ", 4))
		return LIST_OFAC_CSV;
	return head && from < head ? LIST_NAMES : LIST_FORMATS;
}

static bool is_day(const char *s)
{
	for (size_t i = 0; i < 10; i++)
		if (i == 4 || i == 7 ? s[i] != '-' : s[i] < '0' || s[i] > '9')
			return false;
	return !s[10];
}

static enum status read_all(struct reading_list *r, enum list_format format, struct error *e)
{
	enum status st;

	if (format == LIST_FORMATS)
		format = sniff(r->bytes, r->n);
	if (format == LIST_FORMATS)
		return error_at(e, ST_DATA, (struct place){r->name, 1, 1},
				"no list of a known format: OFAC (CSV, XML), UN, EU, UK, Canada, FtM JSON lines or one name a line expected");
	r->about->format = format;
	st = formats[format].read(r, e);
	making_end(&r->making);
	/* taken from the file as it stands there */
	if (!is_day(r->about->date))
		r->about->date[0] = '\0';
	return st;
}

enum status list_read_bytes(const char *bytes, size_t n, const char *name, enum list_format format, const struct list_sink *sink,
			    struct list_about *about, struct error *e)
{
	struct reading_list *r = calloc(1, sizeof *r);
	enum status st;

	memset(about, 0, sizeof *about);
	if (!r)
		return error_memory(e);
	*r = (struct reading_list){.name = name, .bytes = bytes, .n = n, .sink = sink, .about = about};
	st = read_all(r, format, e);
	free(r);
	return st;
}

/* A folder is a CSV set: its sdn.csv. */
static bool set_path(const char *path, char out[4096], enum list_format *format)
{
	struct stat about;

	if (stat(path, &about) || !S_ISDIR(about.st_mode))
		return (size_t)snprintf(out, 4096, "%s", path) < 4096;
	*format = LIST_OFAC_CSV;
	if ((size_t)snprintf(out, 4096, "%s/sdn.csv", path) >= 4096)
		return false;
	if (access(out, R_OK))
		return (size_t)snprintf(out, 4096, "%s/SDN.CSV", path) < 4096;
	return true;
}

enum status list_read(const char *path, enum list_format format, const struct list_sink *sink, struct list_about *about, struct error *e)
{
	char file[4096];
	struct stat st_file;
	struct reading_list *r;
	struct sha256 hash;
	enum status st = ST_OK;
	void *map = NULL;
	int fd;

	memset(about, 0, sizeof *about);
	if (!set_path(path, file, &format))
		return error_set(e, ST_ENV, "%s: path too long", path);
	fd = open(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return error_errno(e, file);
	if (fstat(fd, &st_file) || !S_ISREG(st_file.st_mode)) {
		close(fd);
		return error_set(e, ST_ENV, "%s: a file expected", file);
	}
	if (st_file.st_size && (map = mmap(NULL, (size_t)st_file.st_size, PROT_READ, MAP_PRIVATE, fd, 0)) == MAP_FAILED)
		st = error_errno(e, file);
	close(fd);
	r = st ? NULL : calloc(1, sizeof *r);
	if (!st && !r)
		st = error_memory(e);
	if (!st) {
		*r = (struct reading_list){.name = path, .bytes = map ? map : "", .n = (size_t)st_file.st_size, .path = file, .sink = sink,
					   .about = about};
		st = sha256_of(r->bytes, r->n, NULL, 0, NULL, 0, &hash, e);
		memcpy(about->sha256, hash.bytes, sizeof about->sha256);
		if (!st)
			st = read_all(r, format, e);
	}
	if (map && map != MAP_FAILED)
		munmap(map, (size_t)st_file.st_size);
	free(r);
	return st;
}
