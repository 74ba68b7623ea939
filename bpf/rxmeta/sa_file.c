// SPDX-License-Identifier: GPL-2.0
/*
 * SAs from a file, one a line:
 *
 *   DESTINATION SPI MODE CIPHER KEY ICV-BITS
 *
 * No message shows what is in the field of the key. The memory that has had a key is
 * wiped, which that of stdio cannot be.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fail.h"
#include "sa.h"
#include "sa_file.h"
#include "sa_table.h"

#define FILE_MAX	(1 << 20)
#define FIELDS		6
#define ICV_MAX		512

enum field { DESTINATION, SPI, MODE, CIPHER, KEY, ICV };

static bool read_number(const char *text, unsigned long max, unsigned long *value)
{
	char *end;

	errno = 0;
	*value = strtoul(text, &end, 0);
	return *text >= '0' && *text <= '9' && !*end && !errno && *value <= max;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Return: the bytes of a key, as 0x and hex digits, in @key, or -1. */
static int read_key(const char *text, __u8 *key)
{
	size_t i, len = strlen(text);

	if (!strcmp(text, "-"))
		return 0;
	if (len < 4 || len % 2 || (len - 2) / 2 > IPSEC_KEY_MAX ||
	    text[0] != '0' || text[1] != 'x')
		return -1;
	for (i = 2; i < len; i++)
		if (hex_digit(text[i]) < 0)
			return -1;
	for (i = 0; i < (len - 2) / 2; i++)
		key[i] = hex_digit(text[2 * i + 2]) << 4 |
			 hex_digit(text[2 * i + 3]);
	return (len - 2) / 2;
}

static bool read_address(const char *text, struct ipsec_id *id)
{
	return inet_pton(AF_INET, text, id->daddr) == 1 ||
	       inet_pton(AF_INET6, text, id->daddr) == 1;
}

/* Return: what is wrong with the line, or %NULL. */
static const char *read_cipher(char **field, struct sa *sa)
{
	__u8 key[IPSEC_KEY_MAX];
	int len = read_key(field[KEY], key), err;

	if (len < 0)
		return "the key is not 0x and pairs of hex digits, or - for none";
	err = sa_set_cipher(sa, field[CIPHER], key, len);
	explicit_bzero(key, sizeof(key));
	if (err == -ENOENT)
		return "this cipher is not read; 'rxmeta help attach' names those that are";
	return err ? "the key has not the length of an AES key, with the salt behind it" :
		     NULL;
}

static const char *read_fields(char **field, struct sa *sa)
{
	unsigned long spi, icv;

	if (!read_address(field[DESTINATION], &sa->id))
		return "the first field is no IPv4 or IPv6 address";
	if (!read_number(field[SPI], 0xffffffff, &spi) || spi < 256)
		return "the SPI is no number from 0x100 to 0xffffffff";
	if (strcmp(field[MODE], "tunnel") && strcmp(field[MODE], "transport"))
		return "the mode is neither tunnel nor transport";
	if (!read_number(field[ICV], ICV_MAX, &icv) || icv % 8)
		return "the bits of the ICV are no multiple of 8 up to 512";
	sa->id.spi = htonl(spi);
	sa->format.transport = !strcmp(field[MODE], "transport");
	sa->format.icv_len = icv / 8;
	return read_cipher(field, sa);
}

static int split(char *line, char **field)
{
	char *save, *word;
	int n = 0;

	for (word = strtok_r(line, " \t\r", &save); word && *word != '#';
	     word = strtok_r(NULL, " \t\r", &save)) {
		if (n == FIELDS)
			return -1;
		field[n++] = word;
	}
	return n;
}

static int take_line(struct sa_table *table, char *line, const char *path, int n)
{
	char *field[FIELDS];
	struct sa sa = { };
	const char *wrong;
	int fields = split(line, field), err;

	if (!fields)
		return 0;
	if (fields != FIELDS)
		return fail(RXMETA_USAGE, "%s:%d: want six fields: DESTINATION SPI MODE CIPHER KEY ICV-BITS",
			    path, n);
	wrong = read_fields(field, &sa);
	err = wrong ? 0 : sa_table_put(table, &sa);
	sa_wipe(&sa);
	if (wrong)
		return fail(RXMETA_USAGE, "%s:%d: %s", path, n, wrong);
	if (err == -ENOSPC)
		return fail(RXMETA_USAGE, "%s:%d: more than %d SAs", path, n,
			    IPSEC_SAS_MAX);
	return err ? fail(RXMETA_SYSTEM, "%s:%d: the kernel does not take the cipher: %s",
			  path, n, strerror(-err)) : 0;
}

static int take_text(struct sa_table *table, char *text, const char *path)
{
	char *line, *save, *end;
	int n = 0, code;

	for (line = text; line; line = save) {
		end = strchr(line, '\n');
		save = end ? end + 1 : NULL;
		if (end)
			*end = 0;
		code = take_line(table, line, path, ++n);
		if (code)
			return code;
	}
	return 0;
}

/* Others could read the keys too. */
static int check_file(int fd, const char *path, struct stat *is)
{
	if (fd < 0 || fstat(fd, is))
		return fail(RXMETA_USAGE, "cannot read %s: %s", path,
			    strerror(errno));
	if (!S_ISREG(is->st_mode) || is->st_size > FILE_MAX)
		return fail(RXMETA_USAGE, "%s is no file of at most 1 MiB", path);
	if (is->st_mode & 077)
		return fail(RXMETA_USAGE, "others may read the keys in %s: 'chmod 600 %s'",
			    path, path);
	return 0;
}

/**
 * sa_file_read() - read SAs from a file
 * @table: they are put here
 * @path: the file
 *
 * Return: 0 or an exit code.
 */
int sa_file_read(struct sa_table *table, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat is;
	char *text = NULL;
	ssize_t len;
	int code = check_file(fd, path, &is);

	if (!code) {
		text = calloc(1, FILE_MAX + 1);
		len = text ? read(fd, text, is.st_size) : -1;
		code = len < 0 ? fail(RXMETA_USAGE, "cannot read %s: %s", path,
				      strerror(errno)) :
		       take_text(table, text, path);
		if (text)
			explicit_bzero(text, FILE_MAX);
		free(text);
	}
	if (fd >= 0)
		close(fd);
	return code;
}
