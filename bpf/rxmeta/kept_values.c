// SPDX-License-Identifier: GPL-2.0
/*
 * A redirect loses the values that only the NIC knows of a packet. This file decides
 * which of them the program reads and stores, and reports those that are lost.
 */
#include <stdio.h>
#include <string.h>

#include <linux/if_link.h>
#include <linux/netdev.h>

#include "fail.h"
#include "kept_values.h"
#include "netdev.h"
#include "probe.h"

static const struct {
	const char *name;	/* in --keep and in JSON */
	const char *title;
	__u64 feature;
} values[TUNNEL_KEEPS] = {
	[TUNNEL_KEEP_VLAN_TAG] = {
		.name = "vlan_tag", .title = "VLAN tag",
		.feature = NETDEV_XDP_RX_METADATA_VLAN_TAG,
	},
	[TUNNEL_KEEP_TIMESTAMP] = {
		.name = "timestamp", .title = "timestamp",
		.feature = NETDEV_XDP_RX_METADATA_TIMESTAMP,
	},
	[TUNNEL_KEEP_HASH] = {
		.name = "hash", .title = "hash",
		.feature = NETDEV_XDP_RX_METADATA_HASH,
	},
};

/* Reasons to lose a value */
static const struct {
	const char *word;	/* in JSON */
	const char *text;	/* formats the interface and the title of the value */
} losses[KEEP_WHYS] = {
	[KEEP_UNREPORTED] = {
		.word = "unreported", .text = "%s reports no %s",
	},
	[KEEP_UNKNOWN] = {
		.word = "unknown",
		.text = "the kernel does not say whether %s reports a %s; 6.6 and later do",
	},
	[KEEP_UNSTORED] = {
		.word = "unstored",
		.text = "this kernel cannot store what %s reports as %s",
	},
	[KEEP_UNBOUND] = {
		.word = "unbound",
		.text = "%s takes no program that is bound to it, so its %s cannot be read",
	},
	[KEEP_SHARED] = {
		.word = "shared",
		.text = "below libxdp's dispatcher no program is bound to %s, so its %s cannot be read",
	},
};

static bool is_lost(__u8 why)
{
	return why < KEEP_WHYS && losses[why].word;
}

/**
 * keep_find() - find a value by its name
 * @name: its name, not terminated
 * @len: its length
 *
 * Return: &enum tunnel_keep, or -1.
 */
int keep_find(const char *name, size_t len)
{
	int i;

	for (i = 0; i < TUNNEL_KEEPS; i++)
		if (strlen(values[i].name) == len &&
		    !memcmp(values[i].name, name, len))
			return i;
	return -1;
}

/* A packet that passes gets all values from the driver. In generic XDP a redirected
 * packet has them too: it is an skb already.
 */
static bool redirects_frames(const struct settings *settings)
{
	return settings->config.target != TUNNEL_TO_PASS &&
	       !(settings->attach_flags & XDP_FLAGS_SKB_MODE);
}

/* An interface that does not strip tags loses none. */
static bool stays_in_packet(const struct settings *settings, int value)
{
	return value == TUNNEL_KEEP_VLAN_TAG &&
	       !netdev_strips_tags(settings->iface);
}

static enum keep_why decide(const struct settings *settings, int value,
			    bool says, __u64 features)
{
	if (!(settings->keep & 1u << value) ||
	    (value == TUNNEL_KEEP_HASH &&
	     settings->config.hash != TUNNEL_HASH_NONE))
		return KEEP_UNWANTED;
	if (!redirects_frames(settings))
		return KEEP_SAFE;

	/* Read the tag even if the interface strips none: stripping may be turned on
	 * later. A tag that cannot be stored is put into the packet.
	 */
	if (says && features & values[value].feature)
		return value == TUNNEL_KEEP_VLAN_TAG || kernel_stores_hash() ?
		       KEEP_READ : KEEP_UNSTORED;
	if (stays_in_packet(settings, value))
		return KEEP_SAFE;
	return says ? KEEP_UNREPORTED : KEEP_UNKNOWN;
}

/* The program is not bound to its device, so it reads nothing. */
static void read_nothing(struct settings *settings, enum keep_why why)
{
	struct tunnel_config *config = &settings->config;
	int i;

	config->keep = 0;
	for (i = 0; i < TUNNEL_KEEPS; i++)
		if (config->why[i] == KEEP_READ)
			config->why[i] = stays_in_packet(settings, i) ?
					 KEEP_SAFE : why;
}

/* Fail unless every value that --keep names is kept. Return: 0 or an exit code. */
static int insist(const struct settings *settings)
{
	int i;

	for (i = 0; settings->keep_named && i < TUNNEL_KEEPS; i++)
		if (is_lost(settings->config.why[i]))
			return fail(RXMETA_SYSTEM, "--keep %s cannot be done; without --keep, what can be kept is kept",
				    values[i].name);
	return 0;
}

static void say_losses(const struct settings *settings)
{
	fflush(stdout);
	keep_print(stderr, "rxmeta: ", settings->iface, settings->config.why);
	if (is_lost(settings->config.why[TUNNEL_KEEP_VLAN_TAG]))
		fprintf(stderr, "rxmeta: %s strips VLAN tags, and redirected packets lose them: 'ethtool -K %s rxvlan off' leaves the tags in\n",
			settings->iface, settings->iface);
}

/**
 * keep_plan() - decide which values the program keeps, and report the others
 * @settings: command line; @keep and @why of its configuration are set
 *
 * Return: 0 or an exit code.
 */
int keep_plan(struct settings *settings)
{
	struct tunnel_config *config = &settings->config;
	__u64 features = 0;
	bool says;
	int i;

	says = !netdev_reports(settings->ifindex, &features);
	for (i = 0; i < TUNNEL_KEEPS; i++) {
		config->why[i] = decide(settings, i, says, features);
		if (config->why[i] == KEEP_READ)
			config->keep |= 1u << i;
	}
	if (settings->dispatcher)
		read_nothing(settings, KEEP_SHARED);
	say_losses(settings);
	return insist(settings);
}

/**
 * keep_nothing() - change the plan: the program cannot be bound to its device
 * @settings: command line after keep_plan(); its configuration changes
 * @error: errno of the attempt
 *
 * Return: 0 or an exit code.
 */
int keep_nothing(struct settings *settings, int error)
{
	read_nothing(settings, KEEP_UNBOUND);
	fprintf(stderr, "rxmeta: %s takes no program that is bound to it: %s\n",
		settings->iface, strerror(error));
	say_losses(settings);
	return insist(settings);
}

/**
 * keep_print() - print a line for each value that redirected packets lose
 * @to: file
 * @before: text at the start of each line
 * @iface: interface
 * @why: &enum keep_why by &enum tunnel_keep
 */
void keep_print(FILE *to, const char *before, const char *iface,
		const __u8 *why)
{
	int i;

	for (i = 0; i < TUNNEL_KEEPS; i++) {
		if (!is_lost(why[i]))
			continue;
		fputs(before, to);
		fprintf(to, losses[why[i]].text, iface, values[i].title);
		fputc('\n', to);
	}
}

/**
 * keep_print_json() - print the values that redirected packets lose, as JSON members
 * @to: file
 * @why: &enum keep_why by &enum tunnel_keep
 */
void keep_print_json(FILE *to, const __u8 *why)
{
	const char *comma = "";
	int i;

	for (i = 0; i < TUNNEL_KEEPS; i++) {
		if (!is_lost(why[i]))
			continue;
		fprintf(to, "%s\"%s\":\"%s\"", comma, values[i].name,
			losses[why[i]].word);
		comma = ",";
	}
}
