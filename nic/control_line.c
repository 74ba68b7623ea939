// SPDX-License-Identifier: GPL-2.0
/* A line of the control socket: its words, numbers and bytes. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "control_line.h"
#include "lines.h"
#include "nic.h"

#define U32_MAX		0xffffffffU

/**
 * nic_line_number() - read a number, decimal or hexadecimal with 0x
 * @text: the text, or NULL
 * @max: the largest number
 * @val: gets the number
 *
 * Return: true when @text is such a number.
 */
bool nic_line_number(const char *text, u64 max, u64 *val)
{
	char *end;

	if (!text || *text < '0' || *text > '9')
		return false;
	errno = 0;
	*val = strtoull(text, &end, 0);
	return !*end && !errno && *val <= max;
}

/**
 * nic_line_is() - whether a line has a word
 * @line: the line
 * @i: the word's place
 * @word: the word
 *
 * Return: true when it has.
 */
bool nic_line_is(const struct nic_line *line, int i, const char *word)
{
	return i < line->n && !strcmp(line->word[i], word);
}

/**
 * nic_line_choice() - read a line of two words, the second one of two
 * @line: the line
 * @yes: one word
 * @no: the other
 * @is: gets whether it is @yes
 *
 * Return: false when the line is not such a line; nothing changes then.
 */
bool nic_line_choice(const struct nic_line *line, const char *yes,
		     const char *no, bool *is)
{
	if (line->n != 2 ||
	    (!nic_line_is(line, 1, yes) && !nic_line_is(line, 1, no)))
		return false;
	*is = nic_line_is(line, 1, yes);
	return true;
}

/**
 * nic_line_count() - read a line "COMMAND N"
 * @line: the line
 * @count: gets the number
 *
 * Return: false when the line is not such a line.
 */
bool nic_line_count(const struct nic_line *line, u32 *count)
{
	u64 n;

	if (line->n != 2 || !nic_line_number(line->word[1], U32_MAX, &n))
		return false;
	*count = n;
	return true;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/**
 * nic_line_hex() - read bytes in hexadecimal
 * @text: pairs of digits
 * @buf: gets the bytes
 * @max: the most bytes
 *
 * Return: the number of bytes; 0 if @text is not all pairs of digits.
 */
u32 nic_line_hex(const char *text, u8 *buf, u32 max)
{
	u32 n = 0;

	for (; *text; text += 2) {
		int high = hex_digit(text[0]);
		int low = high < 0 ? -1 : hex_digit(text[1]);

		if (low < 0 || n == max)
			return 0;
		buf[n++] = high << 4 | low;
	}
	return n;
}

static const char *help(struct nic *nic,
			const struct nic_line_command *const *tables)
{
	nic_say(nic, "help");
	for (; *tables; tables++)
		for (size_t i = 0; (*tables)[i].name; i++)
			nic_say(nic, "%s", (*tables)[i].name);
	return NULL;
}

static const char *run(struct nic *nic,
		       const struct nic_line_command *const *tables,
		       struct nic_line *line)
{
	if (line->n > NIC_WORDS_MAX)
		return "too many words";
	if (!strcmp(line->word[0], "help"))
		return help(nic, tables);
	for (; *tables; tables++)
		for (size_t i = 0; (*tables)[i].name; i++)
			if (!strcmp((*tables)[i].name, line->word[0]))
				return (*tables)[i].run(nic, line);
	return "unknown command; help lists them";
}

/**
 * nic_line_run() - execute a line
 * @nic: the card
 * @tables: tables of commands; NULL ends them, an entry without a name each
 * @text: the line
 */
void nic_line_run(struct nic *nic,
		  const struct nic_line_command *const *tables,
		  const char *text)
{
	struct nic_line line = { 0 };
	char *copy = strdup(text);
	char *save = NULL;
	const char *error;

	if (!copy)
		return;
	for (char *p = strtok_r(copy, " \t\r", &save); p;
	     p = strtok_r(NULL, " \t\r", &save), line.n++)
		if (line.n < NIC_WORDS_MAX)
			line.word[line.n] = p;
	nic_trace(nic, "control: %.64s", text);
	if (line.n) {
		error = run(nic, tables, &line);
		if (error)
			nic_say(nic, "error %s", error);
		else
			nic_say(nic, "ok");
	}
	free(copy);
}
