// SPDX-License-Identifier: GPL-2.0
/*
 * The options of each command, and how they are read.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <linux/if_link.h>

#include "rxmeta.h"
#include "toeplitz_key.h"

void settings_init(struct settings *settings)
{
	memset(settings, 0, sizeof(*settings));
	memcpy(settings->key, toeplitz_default_key, sizeof(settings->key));
	settings->config.hash = TUNNEL_HASH_INNER;
	settings->config.vxlan_port = TUNNEL_VXLAN_PORT;
	settings->config.geneve_port = TUNNEL_GENEVE_PORT;
	settings->attach_flags = XDP_FLAGS_DRV_MODE;
	settings->keep = (1u << TUNNEL_KEEPS) - 1;
	settings->sport = -1;
	settings->dport = -1;
}

static bool read_port(const char *arg, int *port)
{
	char *end;
	unsigned long value = strtoul(arg, &end, 10);

	if (*arg < '0' || *arg > '9' || *end || value > 65535)
		return false;
	*port = value;
	return true;
}

/* Hex digits, in pairs, that colons may separate. */
static bool read_hex(const char *arg, __u8 *bytes, size_t len)
{
	size_t i;
	int used;

	for (i = 0; i < len; i++) {
		used = 0;
		if (i && *arg == ':')
			arg++;
		if (sscanf(arg, "%2hhx%n", &bytes[i], &used) != 1 || used != 2)
			return false;
		arg += 2;
	}
	return !*arg;
}

static int set_to(struct settings *settings, const char *arg)
{
	settings->to = arg;
	settings->config.target = TUNNEL_TO_DEV;
	settings->targets++;
	return 0;
}

static int add_cpus(struct tunnel_config *config, long first, long last)
{
	for (; first <= last; first++) {
		if (config->cpus == TUNNEL_CPUS_MAX)
			return fail(RXMETA_USAGE, "--cpus takes at most %d CPUs",
				    TUNNEL_CPUS_MAX);
		config->cpu[config->cpus++] = first;
	}
	return 0;
}

static int set_cpus(struct settings *settings, const char *arg)
{
	long first, last;
	int err, used;

	settings->config.target = TUNNEL_TO_CPUS;
	settings->targets++;

	do {
		used = 0;
		if (sscanf(arg, "%ld-%ld%n", &first, &last, &used) < 2 || !used) {
			if (sscanf(arg, "%ld%n", &first, &used) != 1)
				break;
			last = first;
		}
		arg += used;
		if (first < 0 || last < first || (*arg && *arg != ','))
			break;
		err = add_cpus(&settings->config, first, last);
		if (err)
			return err;
		if (!*arg)
			return 0;
	} while (*arg++);

	return fail(RXMETA_USAGE, "--cpus wants a list such as 0-2,5");
}

static int set_pass(struct settings *settings, const char *arg)
{
	settings->config.target = TUNNEL_TO_PASS;
	settings->targets++;
	return 0;
}

static int set_hash(struct settings *settings, const char *arg)
{
	static const char * const modes[] = {
		[TUNNEL_HASH_NONE] = "none",
		[TUNNEL_HASH_INNER] = "inner",
		[TUNNEL_HASH_SYMMETRIC] = "symmetric",
	};
	size_t i;

	for (i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		if (!strcmp(arg, modes[i])) {
			settings->config.hash = i;
			return 0;
		}
	}
	return fail(RXMETA_USAGE, "--hash wants inner, symmetric or none, not '%s'",
		    arg);
}

static int set_key(struct settings *settings, const char *arg)
{
	if (!read_hex(arg, settings->key, sizeof(settings->key)))
		return fail(RXMETA_USAGE, "--key wants %d bytes as %d hex digits",
			    TOEPLITZ_KEY_LEN, 2 * TOEPLITZ_KEY_LEN);
	return 0;
}

static int set_tunnel_port(__u16 *port, const char *option, const char *arg)
{
	int value;

	if (!read_port(arg, &value) || !value)
		return fail(RXMETA_USAGE, "--%s wants 1 to 65535, not '%s'",
			    option, arg);
	*port = value;
	return 0;
}

static int set_vxlan_port(struct settings *settings, const char *arg)
{
	return set_tunnel_port(&settings->config.vxlan_port, "vxlan-port", arg);
}

static int set_geneve_port(struct settings *settings, const char *arg)
{
	return set_tunnel_port(&settings->config.geneve_port, "geneve-port",
			       arg);
}

static int set_dst_mac(struct settings *settings, const char *arg)
{
	if (!read_hex(arg, settings->config.dst_mac, 6))
		return fail(RXMETA_USAGE, "--dst-mac wants an address such as 02:00:00:00:00:01, not '%s'",
			    arg);
	settings->config.set_dst_mac = true;
	return 0;
}

static int set_keep(struct settings *settings, const char *arg)
{
	const char *at = arg;
	size_t len;
	int which;

	settings->keep = 0;
	settings->keep_named = true;
	if (!strcmp(arg, "none"))
		return 0;

	do {
		len = strcspn(at, ",");
		which = keep_find(at, len);
		if (which < 0)
			return fail(RXMETA_USAGE, "--keep wants none, or some of vlan_tag,timestamp,hash, not '%s'",
				    arg);
		settings->keep |= 1u << which;
		at += len;
	} while (*at++);
	return 0;
}

static int set_mode(struct settings *settings, const char *arg)
{
	if (!strcmp(arg, "native"))
		settings->attach_flags = XDP_FLAGS_DRV_MODE;
	else if (!strcmp(arg, "generic"))
		settings->attach_flags = XDP_FLAGS_SKB_MODE;
	else
		return fail(RXMETA_USAGE, "--mode wants native or generic, not '%s'",
			    arg);
	return 0;
}

static int set_json(struct settings *settings, const char *arg)
{
	settings->json = true;
	return 0;
}

static int set_saddr(struct settings *settings, const char *arg)
{
	settings->saddr = arg;
	return 0;
}

static int set_daddr(struct settings *settings, const char *arg)
{
	settings->daddr = arg;
	return 0;
}

static int set_sport(struct settings *settings, const char *arg)
{
	if (!read_port(arg, &settings->sport))
		return fail(RXMETA_USAGE, "--sport wants 0 to 65535, not '%s'",
			    arg);
	return 0;
}

static int set_dport(struct settings *settings, const char *arg)
{
	if (!read_port(arg, &settings->dport))
		return fail(RXMETA_USAGE, "--dport wants 0 to 65535, not '%s'",
			    arg);
	return 0;
}

static int set_symmetric(struct settings *settings, const char *arg)
{
	settings->config.hash = TUNNEL_HASH_SYMMETRIC;
	return 0;
}

/* Where print_help() begins what an option is for */
#define KEEP_INDENT	"                       "

const struct option_spec attach_options[] = {
	{ "to", "DEV", "redirect to this interface; turn GRO on at the peer of a veth",
	  set_to },
	{ "cpus", "LIST", "redirect to these CPUs, by the hash; such as 0-2,5",
	  set_cpus },
	{ "pass", NULL, "store only, and let the packet go on", set_pass },
	{ "hash", "MODE", "inner (default), symmetric, or none (then the NIC's own is kept)",
	  set_hash },
	{ "keep", "LIST", "what redirected packets keep of what the NIC knows: vlan_tag,\n"
	  KEEP_INDENT "timestamp,hash or none (default: all it reports). The hash\n"
	  KEEP_INDENT "is for --hash none", set_keep },
	{ "key", "HEX", "Toeplitz key, 40 bytes (default: the published one)",
	  set_key },
	{ "vxlan-port", "N", "UDP port of VXLAN (default 4789)",
	  set_vxlan_port },
	{ "geneve-port", "N", "UDP port of Geneve (default 6081)",
	  set_geneve_port },
	{ "dst-mac", "MAC", "destination to write into what is redirected",
	  set_dst_mac },
	{ "mode", "MODE", "native (default) or generic", set_mode },
	{ }
};

const struct option_spec stat_options[] = {
	{ "json", NULL, "print one JSON object", set_json },
	{ }
};

const struct option_spec hash_options[] = {
	{ "saddr", "ADDR", "source address, IPv4 or IPv6", set_saddr },
	{ "daddr", "ADDR", "destination address", set_daddr },
	{ "sport", "N", "source port; without ports the addresses are hashed",
	  set_sport },
	{ "dport", "N", "destination port", set_dport },
	{ "key", "HEX", "Toeplitz key, 40 bytes (default: the published one)",
	  set_key },
	{ "symmetric", NULL, "the same for both directions", set_symmetric },
	{ }
};

const struct option_spec no_options[] = { { } };
