// SPDX-License-Identifier: GPL-2.0
/* Frames from the control socket, with values for their descriptor. */
#include <string.h>

#include "injected.h"

#define U32_MAX		0xffffffffU
#define ETH_HLEN	14

/* Parses NAME=VALUE, one of the words before the frame. */
static bool take_word(struct nic_forced *forced, u16 type_max, char *word)
{
	char *value = strchr(word, '=');
	u64 val;

	if (!strcmp(word, "vlan=none")) {
		forced->which |= NIC_FORCE_NO_VLAN;
		return true;
	}
	if (!value)
		return false;
	*value++ = '\0';
	if (!nic_line_number(value, ~0ULL, &val))
		return false;
	if (!strcmp(word, "hash") && val <= U32_MAX) {
		forced->hash = val;
		forced->which |= NIC_FORCE_HASH;
	} else if (!strcmp(word, "type") && val <= type_max) {
		forced->type = val;
		forced->which |= NIC_FORCE_TYPE;
	} else if (!strcmp(word, "vlan") && val <= 0xffff) {
		forced->tci = val;
		forced->which |= NIC_FORCE_VLAN;
	} else if (!strcmp(word, "time")) {
		forced->time = val;
		forced->which |= NIC_FORCE_TIME;
	} else {
		return false;
	}
	return true;
}

/**
 * nic_line_inject() - read the control line "inject [WORDS] HEX"
 * @line: the line
 * @type_max: the largest type
 * @up: the link is up
 * @in: zeroes; gets the frame and the values
 *
 * Return: an error message, or NULL.
 */
const char *nic_line_inject(struct nic_line *line, u16 type_max, bool up,
			    struct nic_injected *in)
{
	if (line->n < 2)
		return "want inject [WORDS] HEX";
	for (int i = 1; i < line->n - 1; i++)
		if (!take_word(&in->forced, type_max, line->word[i]))
			return "want hash=N type=N vlan=TCI|none time=NS";
	if (!up)
		return "the link is down";
	in->len = nic_line_hex(line->word[line->n - 1], in->frame,
			       sizeof(in->frame));
	if (in->len < ETH_HLEN)
		return "the frame is no hexadecimal, or too short";
	return NULL;
}
