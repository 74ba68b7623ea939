/* SPDX-License-Identifier: GPL-2.0 */
/* A line of the control socket, and what all cards do with it. */
#ifndef NIC_CONTROL_LINE_H
#define NIC_CONTROL_LINE_H

#include <linux/types.h>

struct nic;

#define NIC_WORDS_MAX	8

/**
 * struct nic_line - a line
 * @n: number of words
 * @word: the words, then NULL
 */
struct nic_line {
	int n;
	char *word[NIC_WORDS_MAX + 1];
};

/**
 * struct nic_line_command - a command of the control socket
 * @name: its first word
 * @run: execute it; returns an error message, or NULL
 */
struct nic_line_command {
	const char *name;
	const char *(*run)(struct nic *nic, struct nic_line *line);
};

void nic_line_run(struct nic *nic,
		  const struct nic_line_command *const *tables,
		  const char *text);
bool nic_line_number(const char *text, u64 max, u64 *val);
bool nic_line_is(const struct nic_line *line, int i, const char *word);
bool nic_line_choice(const struct nic_line *line, const char *yes,
		     const char *no, bool *is);
bool nic_line_count(const struct nic_line *line, u32 *count);
u32 nic_line_hex(const char *text, u8 *buf, u32 max);

#endif /* NIC_CONTROL_LINE_H */
