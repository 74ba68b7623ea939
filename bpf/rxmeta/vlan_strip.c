// SPDX-License-Identifier: GPL-2.0
/* Whether an interface strips VLAN tags, asked in the same way as `ethtool -k`. */
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/ethtool.h>
#include <linux/sockios.h>

#include "netdev.h"

/**
 * struct features - features of an interface
 * @names: their names; the index of a name is the number of its bit
 * @state: their bits
 */
struct features {
	struct ethtool_gstrings *names;
	struct ethtool_gfeatures *state;
};

static int ask(int fd, const char *iface, void *command)
{
	struct ifreq req = { .ifr_data = command };

	strncpy(req.ifr_name, iface, IFNAMSIZ - 1);
	return ioctl(fd, SIOCETHTOOL, &req);
}

static __u32 ask_count(int fd, const char *iface)
{
	struct {
		struct ethtool_sset_info info;
		__u32 count;
	} req = {
		.info = { .cmd = ETHTOOL_GSSET_INFO,
			  .sset_mask = 1ULL << ETH_SS_FEATURES },
	};

	return ask(fd, iface, &req) ? 0 : req.count;
}

static bool features_read(struct features *features, int fd, const char *iface)
{
	__u32 count = ask_count(fd, iface), words = (count + 31) / 32;

	features->names = calloc(1, sizeof(*features->names) +
				    count * ETH_GSTRING_LEN);
	features->state = calloc(1, sizeof(*features->state) +
			words * sizeof(*features->state->features));
	if (!features->names || !features->state)
		return false;

	features->names->cmd = ETHTOOL_GSTRINGS;
	features->names->string_set = ETH_SS_FEATURES;
	features->names->len = count;
	features->state->cmd = ETHTOOL_GFEATURES;
	features->state->size = words;
	return count && !ask(fd, iface, features->names) &&
	       !ask(fd, iface, features->state);
}

static bool features_have(const struct features *features, const char *name)
{
	const char *each = (const char *)features->names->data;
	__u32 bit;

	for (bit = 0; bit < features->names->len; bit++, each += ETH_GSTRING_LEN)
		if (!strncmp(each, name, ETH_GSTRING_LEN))
			return features->state->features[bit / 32].active &
			       1u << bit % 32;
	return false;
}

/**
 * netdev_strips_tags() - tell whether an interface strips VLAN tags
 * @iface: its name
 *
 * Return: false if it strips none, or if the kernel does not say.
 */
bool netdev_strips_tags(const char *iface)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct features features = { };
	bool strips;

	strips = features_read(&features, fd, iface) &&
		 (features_have(&features, "rx-vlan-hw-parse") ||
		  features_have(&features, "rx-vlan-stag-hw-parse"));
	free(features.names);
	free(features.state);
	close(fd);
	return strips;
}
