// SPDX-License-Identifier: GPL-2.0
/*
 * make_capture: write a capture whose contents are known to standard output. The files
 * are put together here and not by libpcap, because libpcap has to read them.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture_format.h"
#include "known_packets.h"
#include "pcapng_blocks.h"
#include "qemu/common/options.h"

/* Write three packets, and a feature of pcapng among them. */
static bool put_blocks(const char *what)
{
	put_known(1, 1);
	if (!strcmp(what, "simple")) {
		pcapng_simple_packet(pkt.bytes, pkt.len);
	} else if (!strcmp(what, "blocks")) {
		pcapng_block(0x0bad, 8, "whatever");
		pcapng_packet_option(pkt.bytes, pkt.len, 0);
		pcapng_block(4, 4, "\0\0\0\0");
	} else if (!strcmp(what, "interfaces")) {
		pcapng_interface_option(OPTION_UNKNOWN, 1);
		pcapng_packet_option(pkt.bytes, pkt.len, 1);
	} else if (!strcmp(what, "tsresol")) {
		pcapng_interface_option(OPTION_IF_TSRESOL, 9);
		pcapng_packet_option(pkt.bytes, pkt.len, 1);
	} else if (!strcmp(what, "sections")) {
		capture_begin();
		put_known(1, 1);
	} else {
		return false;
	}
	put_known(1, 1);
	return true;
}

static void put_many(int n)
{
	for (; n > 0; n--)
		put_known(n % 2, n);
}

static bool put_contents(const char *what)
{
	if (!strcmp(what, "mix")) {
		put_mix();
	} else if (!strcmp(what, "odd")) {
		put_odd();
	} else if (!strcmp(what, "links")) {
		put_known(0, 1);
		put_other_interface();
	} else if (!strcmp(what, "cut")) {
		put_frame(pkt.bytes, 96, 1500);
	} else if (!strcmp(what, "long")) {
		for (int n = 0; n < 5500; n++)
			put_longest();
	} else if (format->ng && !isdigit(*what)) {
		return put_blocks(what);
	} else {
		put_many(atoi(what));
	}
	return true;
}

static void print_words(void)
{
	fputs("\nFORMAT   us, us-swapped, ns, ns-swapped, ng, ng-swapped\n"
	      "LINK     ether, raw, sll, sll2, wifi\n"
	      "CONTENTS mix, odd, links, cut, long, or a number of packets; with ng also\n"
	      "         simple, blocks, interfaces, tsresol, sections\n", stdout);
}

int main(int argc, char **argv)
{
	static const struct option_row rows[] = { { } };
	static const struct options options = {
		.usage = "FORMAT LINK CONTENTS",
		.about = "Write a capture whose contents are known to standard output.",
		.rows = rows, .more = print_words,
	};
	char **words = options_parse(&options, argv);

	if (!words[0] || !words[1] || !words[2] || words[3] ||
	    !format_choose(words[0], words[1]))
		options_misuse(&options);
	capture_begin();
	if (!put_contents(words[2]))
		options_misuse(&options);
	return fflush(stdout) || ferror(stdout) ? 2 : 0;
}
