// SPDX-License-Identifier: GPL-2.0
/* How the interface under test is set: noted before the tests, changed by them, set back. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/ethtool.h>
#include <linux/if_link.h>
#include <linux/if_vlan.h>
#include <linux/net_tstamp.h>
#include <linux/sockios.h>

#include <kselftest.h>

#include "net.h"
#include "netif.h"

#define FEATURE_WORDS	8

/* Settings that tests may change. A driver may not tell its timestamps' settings. */
struct state {
	int flags, mtu;
	bool has_stamps;
	struct hwtstamp_config stamps;
	struct {
		struct ethtool_gfeatures head;
		struct ethtool_get_features_block block[FEATURE_WORDS];
	} features;
};

/* What the tests have made, which the process outside sees */
static struct made {
	char vlan[IFNAMSIZ];
	bool links;
} *made;

static struct state noted;

static int device_ioctl(unsigned long op, struct ifreq *ifr)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	int err;

	snprintf(ifr->ifr_name, sizeof(ifr->ifr_name), "%s", netif.name);
	err = ioctl(fd, op, ifr) ? -errno : 0;
	close(fd);
	return err;
}

static int read_state(struct state *s)
{
	struct ifreq ifr = { 0 };

	memset(s, 0, sizeof(*s));
	if (device_ioctl(SIOCGIFFLAGS, &ifr))
		return -ENODEV;
	s->flags = ifr.ifr_flags & (IFF_UP | IFF_PROMISC);
	if (device_ioctl(SIOCGIFMTU, &ifr))
		return -ENODEV;
	s->mtu = ifr.ifr_mtu;
	ifr.ifr_data = (void *)&s->stamps;
	s->has_stamps = !device_ioctl(SIOCGHWTSTAMP, &ifr);
	s->features.head.cmd = ETHTOOL_GFEATURES;
	s->features.head.size = FEATURE_WORDS;
	return net_ethtool(netif.name, &s->features);
}

static int note_driver(void)
{
	struct ethtool_drvinfo info = { .cmd = ETHTOOL_GDRVINFO };
	struct ifreq ifr = { 0 };

	if (!net_ethtool(netif.name, &info))
		snprintf(netif.driver, sizeof(netif.driver), "%.31s", info.driver);
	if (device_ioctl(SIOCGIFHWADDR, &ifr))
		return -ENODEV;
	memcpy(netif.mac, ifr.ifr_hwaddr.sa_data, sizeof(netif.mac));
	return 0;
}

/**
 * netif_note() - note how the interface is set
 *
 * Return: 0, or the status to end with; netif_why says why.
 */
int netif_note(void)
{
	__u32 id = 0;

	made = mmap(NULL, sizeof(*made), PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (made == MAP_FAILED || note_driver() || read_state(&noted))
		return netif_refuse(KSFT_FAIL, "%s does not tell its settings", netif.name);
	if (!(noted.flags & IFF_UP))
		return netif_refuse(KSFT_FAIL, "%s is down: ip link set %s up",
				    netif.name, netif.name);
	if (!bpf_xdp_query_id(net_index(netif.name), 0, &id) && id)
		return netif_refuse(KSFT_FAIL, "%s has an XDP program already, number %u: detach it first (ip link set %s xdp off)",
				    netif.name, id, netif.name);
	netif.stamps = noted.has_stamps && noted.stamps.rx_filter;
	return 0;
}

static int set_features(const struct state *s)
{
	struct {
		struct ethtool_sfeatures head;
		struct ethtool_set_features_block block[FEATURE_WORDS];
	} set = { .head = { .cmd = ETHTOOL_SFEATURES, .size = s->features.head.size } };
	int err;

	for (unsigned int i = 0; i < set.head.size; i++) {
		set.block[i].valid = s->features.block[i].available &
				     ~s->features.block[i].never_changed;
		set.block[i].requested = s->features.block[i].requested;
	}
	err = net_ethtool(netif.name, &set);
	/* Above 0: the driver has not taken each of them. */
	return err < 0 ? err : 0;
}

static bool same_features(const struct state *a, const struct state *b)
{
	bool same = true;

	for (unsigned int i = 0; i < a->features.head.size; i++)
		same &= a->features.block[i].active == b->features.block[i].active;
	return same;
}

static int differs(const struct state *now)
{
	const char *what = now->flags != noted.flags ? "its flags" :
			   now->mtu != noted.mtu ? "its MTU" :
			   now->has_stamps && now->stamps.rx_filter != noted.stamps.rx_filter ?
			   "its timestamps" : !same_features(now, &noted) ? "its features" : NULL;

	if (!what)
		return 0;
	printf("# %s: %s could not be set back\n", netif.name, what);
	return -1;
}

static void remove_made(void)
{
	struct vlan_ioctl_args vlan = { .cmd = DEL_VLAN_CMD };
	unsigned int index = net_index(netif.name);
	__u32 id = 0;
	int fd;

	if (!bpf_xdp_query_id(index, 0, &id) && id)
		bpf_xdp_detach(index, XDP_FLAGS_DRV_MODE, NULL);
	if (*made->vlan && net_index(made->vlan)) {
		strcpy(vlan.device1, made->vlan);
		fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
		ioctl(fd, SIOCSIFVLAN, &vlan);
		close(fd);
	}
	if (made->links && net_index("tx0"))
		net_ip("link del tx0\n");
	if (made->links && net_index("tx1"))
		net_ip("link del tx1\n");
}

/**
 * netif_restore() - set the interface back to what netif_note() noted
 *
 * Return: 0, or -1 where it is not as it was; what differs is printed.
 */
int netif_restore(void)
{
	struct state now;
	struct ifreq ifr = { 0 };

	remove_made();
	if (read_state(&now)) {
		printf("# %s is gone\n", netif.name);
		return -1;
	}
	if (now.mtu != noted.mtu) {
		ifr.ifr_mtu = noted.mtu;
		device_ioctl(SIOCSIFMTU, &ifr);
	}
	if (noted.has_stamps && memcmp(&now.stamps, &noted.stamps, sizeof(now.stamps))) {
		ifr.ifr_data = (void *)&noted.stamps;
		device_ioctl(SIOCSHWTSTAMP, &ifr);
	}
	if (!same_features(&now, &noted))
		set_features(&noted);
	return read_state(&now) ?: differs(&now);
}

/**
 * netif_vlan() - have the card take frames of the VLAN %NETIF_VID
 *
 * A card may drop frames of a VLAN that nothing asks for. The interface of the VLAN stays
 * down.
 *
 * Return: 0 or -errno; -EEXIST where the machine has it already.
 */
int netif_vlan(void)
{
	struct vlan_ioctl_args vlan = { .cmd = ADD_VLAN_CMD, .u.VID = NETIF_VID };
	int fd, err;

	/* An earlier test has made it. */
	if (*made->vlan)
		return -EEXIST;
	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	snprintf(vlan.device1, sizeof(vlan.device1), "%s", netif.name);
	snprintf(made->vlan, sizeof(made->vlan), "%.10s.%u", netif.name, NETIF_VID);
	err = ioctl(fd, SIOCSIFVLAN, &vlan) ? -errno : 0;
	close(fd);
	if (err)
		*made->vlan = '\0';
	return err;
}

/**
 * netif_links() - make two veth pairs, tx0 and rx0, tx1 and rx1
 * @mtu: their MTU
 *
 * They stay silent: the kernel gives them no address.
 *
 * Return: 0 or -errno; -EEXIST where the machine has an interface of this name.
 */
int netif_links(unsigned int mtu)
{
	char batch[1024], *p = batch;

	for (int i = 0; i < 2; i++) {
		p += sprintf(p, "link add tx%d mtu %u type veth peer name rx%d mtu %u\n",
			     i, mtu, i, mtu);
		p += sprintf(p, "link set dev tx%d addrgenmode none up\n", i);
		p += sprintf(p, "link set dev rx%d addrgenmode none up\n", i);
	}
	if (net_index("tx0") || net_index("tx1") || net_index("rx0") || net_index("rx1"))
		return -EEXIST;
	made->links = true;
	return net_ip(batch);
}
