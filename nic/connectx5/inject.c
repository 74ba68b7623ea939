// SPDX-License-Identifier: GPL-2.0
/* Frames from the control socket, with values for their completion. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "control.h"
#include "cx5.h"
#include "parse.h"
#include "physical_port.h"

#define FRAME_MAX	4000

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

/* Returns the number of bytes; 0 if @text is not all pairs of digits. */
static u32 read_hex(const char *text, u8 *buf, u32 max)
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

/**
 * take_word() - parse one of the words before the frame
 * @pkt: gets the value
 * @word: NAME=VALUE
 *
 * Return: true when the word is valid.
 */
static bool take_word(struct cx5_packet *pkt, char *word)
{
	char *value = strchr(word, '=');
	char *end;
	u64 val;

	if (!value || value[1] < '0' || value[1] > '9') {
		if (strcmp(word, "vlan=none"))
			return false;
		pkt->forced |= CX5_FORCE_NO_VLAN;
		return true;
	}
	*value++ = '\0';
	errno = 0;
	val = strtoull(value, &end, 0);
	if (*end || errno)
		return false;
	if (!strcmp(word, "hash") && val <= 0xffffffff) {
		pkt->hash = val;
		pkt->forced |= CX5_FORCE_HASH;
	} else if (!strcmp(word, "type") && val <= 0xff) {
		pkt->hash_type = val;
		pkt->forced |= CX5_FORCE_TYPE;
	} else if (!strcmp(word, "vlan") && val <= 0xffff) {
		pkt->tci = val;
		pkt->forced |= CX5_FORCE_VLAN;
	} else if (!strcmp(word, "time")) {
		pkt->timestamp = val;
		pkt->forced |= CX5_FORCE_TIME;
	} else {
		return false;
	}
	return true;
}

/**
 * cx5_inject() - execute the control line "inject"
 * @cx5: the card
 * @n: number of words
 * @word: the values to set, and last the frame in hexadecimal
 *
 * Return: an error message, or NULL.
 */
const char *cx5_inject(struct cx5 *cx5, int n, char **word)
{
	struct cx5_packet pkt;

	memset(&pkt, 0, sizeof(pkt));
	if (n < 1)
		return "want inject [WORDS] HEX";
	for (int i = 0; i < n - 1; i++)
		if (!take_word(&pkt, word[i]))
			return "want hash=N type=N vlan=TCI|none time=NS";
	if (!cx5_port_up(cx5))
		return "the link is down";
	pkt.frame = cx5->rx_buf;
	pkt.len = read_hex(word[n - 1], pkt.frame, FRAME_MAX);
	if (pkt.len < 14)
		return "the frame is no hexadecimal, or too short";
	if (pkt.len < CX5_FRAME_MIN) {
		memset(pkt.frame + pkt.len, 0, CX5_FRAME_MIN - pkt.len);
		pkt.len = CX5_FRAME_MIN;
	}
	cx5_port_receive(cx5, &pkt);
	return NULL;
}
