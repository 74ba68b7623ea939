// SPDX-License-Identifier: GPL-2.0
/* The packets of a capture, by outcome and kind. */
#include "capture_account.h"

static const char * const skip_texts[SKIPS] = {
	"skipped: cut short when captured",
	"skipped: too long for the wire",
	"skipped: shorter than an Ethernet header",
	"skipped: nothing that Ethernet carries",
	"skipped: cut at their VLAN tag",
};

static const char * const kind_texts[KINDS] = {
	"IP in IP", "GRE", "Ethernet in GRE", "MPLS in GRE", "VXLAN", "Geneve",
	"MPLS in UDP", "MPLS in IP", "GUE", "FOU", "ESP", "ESP in UDP",
	"VXLAN-GPE", "ERSPAN I", "ERSPAN II", "ERSPAN III", "PPTP", "GTP-U",
	"L2TP", "L2TPv3", "Ethernet in IP", "SRv6", "NSH", "PPPoE", "behind AH",
};

static const char * const reason_texts[REASONS] = {
	"as configured", "no target", "no tunnel", "truncated", "unreadable",
	"fragments", "headers not in front", "VLAN tag not kept",
	"tunnels that are not chosen",
};

/* The parts of "unreadable" */
static const char * const unread_texts[UNREADS] = {
	"ARP", "another EtherType", "more VLAN tags", "IP, malformed",
	"an IP protocol in GUE", "UDP, malformed", "headers nested too deeply",
	"GRE, malformed", "ERSPAN, malformed", "PPTP, malformed",
	"PPTP, acknowledgments", "VXLAN, malformed",
	"VXLAN-GPE, another protocol", "Geneve, malformed", "Geneve, control",
	"GUE, malformed", "GUE, control", "GTP-U, without IP", "GTP-U, control",
	"L2TP, malformed", "L2TP, control", "PPPoE, malformed",
	"PPPoE, discovery", "PPP without IP", "NSH, malformed", "NSH, control",
	"MPLS, more labels", "MPLS pseudowire", "ESP", "ESP in UDP", "EtherIP",
	"WireGuard", "LISP", "Teredo",
};

static void print_parts(FILE *to, const long *counts, const char * const *texts,
			int n, int indent)
{
	for (int i = 0; i < n; i++)
		if (counts[i])
			fprintf(to, "  %*s  %8ld  %s\n", indent, "", counts[i],
				texts[i]);
}

/**
 * capture_print() - account for each packet of a capture
 * @to: terminal
 * @result: result of the guest
 * @style: abilities of the terminal
 */
void capture_print(FILE *to, const struct result *result,
		   const struct style *style)
{
	const struct captured *cap = &result->capture;

	fprintf(to, "\n  %s%s: %ld packets%s\n\n", style->colour ? "\033[1m" : "",
		result_title(result), cap->packets,
		style->colour ? "\033[0m" : "");
	for (int i = 0; i < SKIPS; i++)
		if (cap->skipped[i])
			fprintf(to, "  %8ld  %s\n", cap->skipped[i],
				skip_texts[i]);
	fprintf(to, "  %8ld  read as tunnels, with %ld flows inside\n",
		cap->in_tunnel, result->flows);
	print_parts(to, cap->kinds, kind_texts, KINDS, 8);
	fprintf(to, "  %8ld  passed on untouched\n", cap->untouched_with);
	print_parts(to, cap->passed, reason_texts, REASONS, 8);
	print_parts(to, cap->unread, unread_texts, UNREADS, 12);
	if (cap->made_up)
		fprintf(to, "\n  For %ld of them an Ethernet header was made up.\n",
			cap->made_up);
	if (!cap->in_tunnel)
		fputs("\n  Nothing was read as a tunnel, so there is nothing to spread.\n",
		      to);
}
