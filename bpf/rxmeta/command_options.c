// SPDX-License-Identifier: GPL-2.0
/* The options of each command. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <linux/if_link.h>

#include "command_options.h"
#include "counter_names.h"
#include "fail.h"
#include "kept_values.h"
#include "settings.h"
#include "skb_hash.h"
#include "bpf/ipsec.h"
#include "bpf/toeplitz_key.h"
#include "bpf/tunnel_ports.h"

/**
 * settings_init() - set the defaults of all options
 * @settings: filled in
 */
void settings_init(struct settings *settings)
{
	memset(settings, 0, sizeof(*settings));
	memcpy(settings->key, toeplitz_default_key, sizeof(settings->key));
	settings->config.hash = TUNNEL_HASH_INNER;
	settings->config.ports = (struct tunnel_ports)TUNNEL_PORTS_DEFAULT;
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

/* Read pairs of hex digits. Colons may separate the pairs. */
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

static void *option_member(const struct option_spec *opt,
			   struct settings *settings)
{
	return (char *)settings + opt->member;
}

static int set_flag(const struct option_spec *opt, struct settings *settings,
		    const char *arg)
{
	*(bool *)option_member(opt, settings) = true;
	return 0;
}

static int set_text(const struct option_spec *opt, struct settings *settings,
		    const char *arg)
{
	*(const char **)option_member(opt, settings) = arg;
	return 0;
}

static int set_flow_port(const struct option_spec *opt,
			 struct settings *settings, const char *arg)
{
	if (!read_port(arg, option_member(opt, settings)))
		return fail(RXMETA_USAGE, "--%s wants 0 to 65535, not '%s'",
			    opt->name, arg);
	return 0;
}

static int set_tunnel_port(const struct option_spec *opt,
			   struct settings *settings, const char *arg)
{
	if (!tunnel_read_ports(arg, option_member(opt, settings), 1))
		return fail(RXMETA_USAGE, "--%s wants 1 to 65535, not '%s'",
			    opt->name, arg);
	return 0;
}

static int set_vxlan_ports(const struct option_spec *opt,
			   struct settings *settings, const char *arg)
{
	if (!tunnel_read_ports(arg, settings->config.ports.vxlan,
			       TUNNEL_VXLAN_PORTS))
		return fail(RXMETA_USAGE, "--%s wants 1 to 65535, or %d of them with a comma between, not '%s'",
			    opt->name, TUNNEL_VXLAN_PORTS, arg);
	return 0;
}

static int set_l2tp_header(const struct option_spec *opt,
			   struct settings *settings, const char *arg)
{
	int len;

	if (!read_port(arg, &len) || len > TUNNEL_L2TP_HEADER_MAX)
		return fail(RXMETA_USAGE, "--%s wants 0 to %d, not '%s'",
			    opt->name, TUNNEL_L2TP_HEADER_MAX, arg);
	settings->config.ports.l2tp_header = len;
	return 0;
}

/* What the list does not name passes. */
static int set_kinds(const struct option_spec *opt, struct settings *settings,
		     const char *arg)
{
	if (kinds_read(arg, &settings->config.passed_kinds))
		return 0;
	fail(RXMETA_USAGE, "--kinds wants some of these with commas between, not '%s':",
	     arg);
	kinds_print(stderr);
	return RXMETA_USAGE;
}

static int add_cpus(struct tunnel_config *config, long first, long last)
{
	for (; first <= last; first++) {
		if (config->cpus == TUNNEL_CPUS_MAX)
			return fail(RXMETA_USAGE, "there may be at most %d CPUs",
				    TUNNEL_CPUS_MAX);
		config->cpu[config->cpus++] = first;
	}
	return 0;
}

/* Read a number of at most 9 digits, which any CPU has. Return: what follows it, or %NULL. */
static const char *read_cpu(const char *arg, long *cpu)
{
	char *end;

	*cpu = strtol(arg, &end, 10);
	return *arg < '0' || *arg > '9' || end - arg > 9 ? NULL : end;
}

/* Read CPUs with commas between them, up to @end. Return: 0 or an exit code. */
static int read_cpus(const char *option, const char *arg, const char *end,
		     struct tunnel_config *config)
{
	long first, last;
	int err;

	do {
		arg = read_cpu(arg, &first);
		last = first;
		if (arg && *arg == '-')
			arg = read_cpu(arg + 1, &last);
		if (!arg || last < first || (arg != end && *arg != ','))
			break;
		err = add_cpus(config, first, last);
		if (err)
			return err;
		if (arg == end)
			return 0;
	} while (*arg++);

	return fail(RXMETA_USAGE, "%s wants a list such as 0-2,5", option);
}

static int set_cpus(const struct option_spec *opt, struct settings *settings,
		    const char *arg)
{
	settings->config.target = TUNNEL_TO_CPUS;
	settings->targets++;
	return read_cpus("--cpus", arg, arg + strlen(arg), &settings->config);
}

/* DEV, veth:DEV, cpu:LIST, or cpu:LIST,veth:DEV */
static int set_to(const struct option_spec *opt, struct settings *settings,
		  const char *arg)
{
	struct tunnel_config *config = &settings->config;
	const char *dev = strstr(arg, ",veth:");

	settings->targets++;
	config->target = TUNNEL_TO_DEV;
	if (strncmp(arg, "cpu:", 4)) {
		settings->to = strncmp(arg, "veth:", 5) ? arg : arg + 5;
		return 0;
	}
	config->target = dev ? TUNNEL_TO_CPUS_DEV : TUNNEL_TO_CPUS;
	settings->to = dev ? dev + 6 : NULL;
	return read_cpus("--to cpu:", arg + 4, dev ?: arg + strlen(arg), config);
}

static int set_pass(const struct option_spec *opt, struct settings *settings,
		    const char *arg)
{
	settings->config.target = TUNNEL_TO_PASS;
	settings->targets++;
	return 0;
}

static int set_ipsec(const struct option_spec *opt, struct settings *settings,
		     const char *arg)
{
	settings->ipsec = arg;
	settings->config.ports.esp = IPSEC_NATT_PORT;
	return 0;
}

static int set_hash(const struct option_spec *opt, struct settings *settings,
		    const char *arg)
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

static int set_tc(const struct option_spec *opt, struct settings *settings,
		  const char *arg)
{
	static const char * const wishes[] = {
		[SKB_HASH_TRY] = "try",
		[SKB_HASH_NEED] = "need",
		[SKB_HASH_NONE] = "none",
	};
	size_t i;

	for (i = 0; i < sizeof(wishes) / sizeof(*wishes); i++) {
		if (!strcmp(arg, wishes[i])) {
			settings->tc = i;
			return 0;
		}
	}
	return fail(RXMETA_USAGE, "--tc wants try, need or none, not '%s'", arg);
}

static int set_key(const struct option_spec *opt, struct settings *settings,
		   const char *arg)
{
	if (!read_hex(arg, settings->key, sizeof(settings->key)))
		return fail(RXMETA_USAGE, "--key wants %d bytes as %d hex digits",
			    TOEPLITZ_KEY_LEN, 2 * TOEPLITZ_KEY_LEN);
	return 0;
}

static int set_dst_mac(const struct option_spec *opt, struct settings *settings,
		       const char *arg)
{
	settings->mac_named = true;
	settings->config.set_dst_mac = strcmp(arg, "keep");
	if (settings->config.set_dst_mac &&
	    !read_hex(arg, settings->config.dst_mac, 6))
		return fail(RXMETA_USAGE, "--dst-mac wants an address such as 02:00:00:00:00:01, or keep, not '%s'",
			    arg);
	return 0;
}

static int set_keep(const struct option_spec *opt, struct settings *settings,
		    const char *arg)
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

static int set_mode(const struct option_spec *opt, struct settings *settings,
		    const char *arg)
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

static int set_symmetric(const struct option_spec *opt, struct settings *settings,
			 const char *arg)
{
	settings->config.hash = TUNNEL_HASH_SYMMETRIC;
	return 0;
}

static int set_number(const struct option_spec *opt, struct settings *settings,
		      const char *arg)
{
	char *end;
	unsigned long value = strtoul(arg, &end, 10);

	if (*arg < '0' || *arg > '9' || *end || !value || value > 1000000000)
		return fail(RXMETA_USAGE, "--%s wants 1 to 1000000000, not '%s'",
			    opt->name, arg);
	*(int *)option_member(opt, settings) = value;
	return 0;
}

#define SETTING(name)	offsetof(struct settings, name)

/* Column in which print_help() starts the help of an option */
#define HELP_INDENT	"                          "

#define TO_OPTION \
	{ \
		.name = "to", .arg = "WHERE", .set = set_to, \
		.help = "veth:DEV or DEV: redirect to this interface, a veth whose peer has\n" \
			HELP_INDENT "GRO or an XDP program, or another one whose driver takes\n" \
			HELP_INDENT "packets. cpu:LIST: to these CPUs by the hash. cpu:LIST,veth:DEV:\n" \
			HELP_INDENT "to these CPUs, and from each to this interface", \
	}

#define FLOW_OPTIONS \
	{ \
		.name = "hash", .arg = "MODE", .set = set_hash, \
		.help = "inner (default), symmetric, or none (keep the NIC's hash)", \
	}, \
	{ \
		.name = "keep", .arg = "LIST", .set = set_keep, \
		.help = "the NIC's values that redirected packets keep: some of\n" \
			HELP_INDENT "vlan_tag,timestamp,hash, or none (default: all that\n" \
			HELP_INDENT "the NIC reports). hash needs --hash none", \
	}, \
	{ \
		.name = "tc", .arg = "WISH", .set = set_tc, \
		.help = "where the hash cannot be stored, a tc program at the receiver\n" \
			HELP_INDENT "gives it to the skb: try (default), need (or attach nothing)\n" \
			HELP_INDENT "or none", \
	}, \
	{ \
		.name = "key", .arg = "HEX", .set = set_key, \
		.help = "Toeplitz key, 40 bytes (default: the published one)", \
	}, \
	{ \
		.name = "vxlan-port", .arg = "LIST", .set = set_vxlan_ports, \
		.help = "one or two UDP ports of VXLAN (default: 4789,8472)", \
	}, \
	{ \
		.name = "geneve-port", .arg = "N", .set = set_tunnel_port, \
		.member = SETTING(config.ports.geneve), \
		.help = "UDP port of Geneve (default: 6081)", \
	}, \
	{ \
		.name = "gue-port", .arg = "N", .set = set_tunnel_port, \
		.member = SETTING(config.ports.gue), \
		.help = "UDP port of GUE (default: 6080)", \
	}, \
	{ \
		.name = "fou-port", .arg = "N", .set = set_tunnel_port, \
		.member = SETTING(config.ports.fou), \
		.help = "UDP port of FOU with IPv4, IPv6 or GRE in it (default: none)", \
	}, \
	{ \
		.name = "vxlan-gpe-port", .arg = "N", .set = set_tunnel_port, \
		.member = SETTING(config.ports.vxlan_gpe), \
		.help = "UDP port of VXLAN-GPE (default: 4790)", \
	}, \
	{ \
		.name = "gtp-port", .arg = "N", .set = set_tunnel_port, \
		.member = SETTING(config.ports.gtp), \
		.help = "UDP port of GTP-U (default: 2152)", \
	}, \
	{ \
		.name = "l2tp-port", .arg = "N", .set = set_tunnel_port, \
		.member = SETTING(config.ports.l2tp), \
		.help = "UDP port of L2TP (default: 1701)", \
	}, \
	{ \
		.name = "l2tp-header", .arg = "N", .set = set_l2tp_header, \
		.help = "bytes of L2TPv3 between session ID and payload, cookie and\n" \
			HELP_INDENT "sublayer (default: 4, no cookie and the usual sublayer)", \
	}, \
	{ \
		.name = "mpls-port", .arg = "N", .set = set_tunnel_port, \
		.member = SETTING(config.ports.mpls), \
		.help = "UDP port of MPLS (default: 6635)", \
	}, \
	{ \
		.name = "kinds", .arg = "LIST", .set = set_kinds, \
		.help = "read these kinds of tunnel only, named as by stat, such as\n" \
			HELP_INDENT "gre,vxlan (default: all)", \
	}, \
	{ \
		.name = "ipsec", .arg = "KEYS", .set = set_ipsec, \
		.help = "read ESP, also on UDP port 4500. KEYS is kernel (the SAs of this\n" \
			HELP_INDENT "network namespace, as they change), kernel:NAME or kernel:PATH\n" \
			HELP_INDENT "(of another one), or a file with lines\n" \
			HELP_INDENT "DESTINATION SPI MODE CIPHER KEY ICV-BITS. MODE is tunnel or\n" \
			HELP_INDENT "transport, CIPHER cbc(aes), rfc4106(gcm(aes)),\n" \
			HELP_INDENT "rfc3686(ctr(aes)), rfc4309(ccm(aes)), rfc4543(gcm(aes)) or\n" \
			HELP_INDENT "ecb(cipher_null), KEY 0x and hex digits, or - for none", \
	}

#define REDIRECT_OPTIONS \
	{ \
		.name = "dst-mac", .arg = "MAC", .set = set_dst_mac, \
		.help = "destination MAC address of redirected packets, or keep (default:\n" \
			HELP_INDENT "that of the veth's peer; another target keeps it)", \
	}, \
	{ \
		.name = "mode", .arg = "MODE", .set = set_mode, \
		.help = "native (default) or generic", \
	}, \
	{ \
		.name = "dispatcher", .set = set_flag, \
		.member = SETTING(dispatcher), \
		.help = "share the interface with programs of other tools through libxdp's\n" \
			HELP_INDENT "dispatcher (default where the interface has one)", \
	}, \
	{ \
		.name = "prio", .arg = "N", .set = set_number, \
		.member = SETTING(prio), \
		.help = "below it, run behind programs with a lower number (default: 60;\n" \
			HELP_INDENT "that of libxdp is 50)", \
	}

#define JSON_OPTION \
	{ \
		.name = "json", .set = set_flag, .member = SETTING(json), \
		.help = "print one JSON object", \
	}

#define SECONDS_OPTION \
	{ \
		.name = "seconds", .arg = "N", .set = set_number, \
		.member = SETTING(seconds), \
		.help = "end after N seconds (default: on Ctrl-C or SIGTERM)", \
	}

const struct option_spec attach_options[] = {
	TO_OPTION,
	{
		.name = "cpus", .arg = "LIST", .set = set_cpus,
		.help = "redirect to these CPUs by the hash, such as 0-2,5",
	},
	{
		.name = "pass", .set = set_pass,
		.help = "store the hash, and pass the packet to the stack",
	},
	FLOW_OPTIONS,
	REDIRECT_OPTIONS,
	JSON_OPTION,
	{ }
};

const struct option_spec spread_options[] = {
	TO_OPTION,
	{
		.name = "compat", .set = set_flag, .member = SETTING(compat),
		.help = "do as on a kernel without the layer: a cpumap chooses the CPU, and\n"
			HELP_INDENT "the veth's queue follows it (default where the layer is missing)",
	},
	SECONDS_OPTION,
	FLOW_OPTIONS,
	REDIRECT_OPTIONS,
	JSON_OPTION,
	{ }
};

const struct option_spec relay_options[] = {
	TO_OPTION,
	SECONDS_OPTION,
	REDIRECT_OPTIONS,
	JSON_OPTION,
	{ }
};

const struct option_spec watch_options[] = {
	{
		.name = "json", .set = set_flag, .member = SETTING(json),
		.help = "print a JSON object a packet",
	},
	{
		.name = "pcapng", .arg = "FILE", .set = set_text,
		.member = SETTING(pcapng),
		.help = "write the packets to this file, with their hints as comments",
	},
	{
		.name = "count", .arg = "N", .set = set_number,
		.member = SETTING(count),
		.help = "end after N packets",
	},
	SECONDS_OPTION,
	{ }
};

const struct option_spec probe_options[] = {
	JSON_OPTION,
	{
		.name = "seconds", .arg = "N", .set = set_number,
		.member = SETTING(seconds),
		.help = "with IFACE: read the hints of its packets for N seconds (default: 1)",
	},
	{ }
};

const struct option_spec json_options[] = {
	JSON_OPTION,
	{ }
};

const struct option_spec hash_options[] = {
	{
		.name = "saddr", .arg = "ADDR", .set = set_text,
		.member = SETTING(saddr),
		.help = "source address, IPv4 or IPv6",
	},
	{
		.name = "daddr", .arg = "ADDR", .set = set_text,
		.member = SETTING(daddr),
		.help = "destination address",
	},
	{
		.name = "sport", .arg = "N", .set = set_flow_port,
		.member = SETTING(sport),
		.help = "source port; without ports only the addresses are hashed",
	},
	{
		.name = "dport", .arg = "N", .set = set_flow_port,
		.member = SETTING(dport),
		.help = "destination port",
	},
	{
		.name = "key", .arg = "HEX", .set = set_key,
		.help = "Toeplitz key, 40 bytes (default: the published one)",
	},
	{
		.name = "symmetric", .set = set_symmetric,
		.help = "compute the same hash for both directions",
	},
	JSON_OPTION,
	{ }
};

const struct option_spec no_options[] = { { } };
