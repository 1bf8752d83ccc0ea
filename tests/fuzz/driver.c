/* driver.c - replays a fuzzer's corpus: every file of the folders and files named on the command line. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t replayed;

static int replay_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct stat st;
	if (!f || fstat(fileno(f), &st) != 0)
		return 1;
	size_t n = (size_t)st.st_size;
	uint8_t *bytes = malloc(n ? n : 1); /* exact size, so that the sanitizer sees one byte too far */
	int bad = !bytes || fread(bytes, 1, n, f) != n;
	if (!bad)
		(void)LLVMFuzzerTestOneInput(bytes, n);
	replayed += !bad;
	free(bytes);
	(void)fclose(f);
	return bad;
}

static int replay(const char *path)
{
	DIR *d = opendir(path);
	if (!d)
		return replay_file(path);
	int bad = 0;
	for (struct dirent *e; (e = readdir(d));) {
		char file[4096];
		if (e->d_name[0] == '.')
			continue;
		(void)snprintf(file, sizeof file, "%s/%s", path, e->d_name);
		bad |= replay_file(file);
	}
	(void)closedir(d);
	return bad;
}

int main(int argc, char **argv)
{
	int bad = 0;
	for (int i = 1; i < argc; i++)
		bad |= replay(argv[i]);
	(void)printf("%zu inputs replayed\n", replayed);
	return bad || replayed == 0;
}
