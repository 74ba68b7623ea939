// SPDX-License-Identifier: GPL-2.0
/*
 * The test must not find itself, so its memory never has the key: only the key with each
 * bit inverted, and its hex digits.
 */
#include <elf.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "key_in_memory.h"

#define CORE		"/proc/kcore"
#define CHUNK		(1 << 20)
#define RANGES_MAX	64
#define WORDS		4

static const uint32_t inverted[WORDS] = {
	~0x8f1d6ac3u, ~0x27b450e9u, ~0xd2087e5fu, ~0x61c99b34u,
};

static uint32_t chunk[CHUNK / 4];

/**
 * memory_is_readable() - tell whether the kernel shows its memory
 */
bool memory_is_readable(void)
{
	return !access(CORE, R_OK);
}

/**
 * masked_key_line() - write the key as hex digits
 * @line: 128 bytes, filled in
 * @before: text before the key
 * @behind: text behind it
 */
void masked_key_line(char *line, const char *before, const char *behind)
{
	const uint8_t *bytes = (const void *)inverted;
	int i, at = sprintf(line, "%s0x", before);

	for (i = 0; i < 4 * WORDS; i++)
		at += sprintf(line + at, "%02x", (uint8_t)~bytes[i]);
	strcpy(line + at, behind);
}

static int count_in_chunk(size_t words)
{
	size_t i;
	int k, n = 0;

	for (i = 0; i + WORDS <= words; i++) {
		if ((chunk[i] ^ inverted[0]) != ~0u)
			continue;
		for (k = 1; k < WORDS && (chunk[i + k] ^ inverted[k]) == ~0u; k++)
			;
		n += k == WORDS;
	}
	return n;
}

/* Pages that do not exist cannot be read. Chunks overlap by less than a key. */
static int count_in_range(int fd, off_t at, off_t end)
{
	ssize_t len;
	int n = 0;

	while (at < end) {
		len = pread(fd, chunk, end - at < CHUNK ? end - at : CHUNK, at);
		if (len < 4 * WORDS) {
			at += 4096;
			continue;
		}
		n += count_in_chunk(len / 4);
		at += len < CHUNK ? len : CHUNK - 4 * (WORDS - 1);
	}
	return n;
}

/**
 * masked_key_in_memory() - count the places in the machine's memory that have the key
 *
 * Return: their number, or -1.
 */
int masked_key_in_memory(void)
{
	Elf64_Phdr range[RANGES_MAX];
	Elf64_Ehdr head;
	int fd = open(CORE, O_RDONLY | O_CLOEXEC), i, n = 0;

	if (fd < 0 || read(fd, &head, sizeof(head)) != sizeof(head) ||
	    head.e_phnum > RANGES_MAX ||
	    pread(fd, range, head.e_phnum * sizeof(*range), head.e_phoff) < 0)
		return -1;
	for (i = 0; i < head.e_phnum; i++)
		if (range[i].p_type == PT_LOAD && range[i].p_paddr != ~0ull &&
		    range[i].p_memsz < 1ull << 36)
			n += count_in_range(fd, range[i].p_offset,
					    range[i].p_offset + range[i].p_memsz);
	memset(chunk, 0, sizeof(chunk));
	close(fd);
	return n;
}
