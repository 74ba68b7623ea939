// SPDX-License-Identifier: GPL-2.0
/*
 * demo-capture: Ethernet headers for packets that were captured without. Who
 * sent them and to whom, by MAC address, is not known or does not matter; what
 * follows is, and is not touched.
 */
#include <pcap/dlt.h>
#include <string.h>

#include "ethernet_header.h"

#define ETHERTYPE_MIN	0x0600
#define ETHERTYPE_IP	0x0800
#define ETHERTYPE_IPV6	0x86dd

/* The kernel's netlink messages, in whose headers another number stands. */
#define ARPHRD_NETLINK	824

#define SLL_LEN		16
#define SLL2_LEN	20

static const uint8_t macs[] = {
	0x02, 0, 0, 0, 0, 0x02, 0x02, 0, 0, 0, 0, 0x01,
};

/**
 * link_is_known() - can packets of this type be made Ethernet?
 * @type: DLT_*
 */
bool link_is_known(int type)
{
	switch (type) {
	case DLT_EN10MB:
	case DLT_RAW:
	case DLT_IPV4:
	case DLT_IPV6:
	case DLT_LINUX_SLL:
	case DLT_LINUX_SLL2:
		return true;
	default:
		return false;
	}
}

static unsigned int get16(const uint8_t *at)
{
	return at[0] << 8 | at[1];
}

/* The EtherType, or 0 where there is none, and how much to take off. */
static unsigned int link_protocol(int type, const uint8_t *packet, size_t len,
				  int *off)
{
	*off = 0;
	switch (type) {
	case DLT_LINUX_SLL:
		*off = SLL_LEN;
		if (len < SLL_LEN || get16(packet + 2) == ARPHRD_NETLINK)
			return 0;
		return get16(packet + 14);
	case DLT_LINUX_SLL2:
		*off = SLL2_LEN;
		if (len < SLL2_LEN || get16(packet + 8) == ARPHRD_NETLINK)
			return 0;
		return get16(packet);
	default:
		if (!len)
			return 0;
		if (packet[0] >> 4 == 4)
			return ETHERTYPE_IP;
		return packet[0] >> 4 == 6 ? ETHERTYPE_IPV6 : 0;
	}
}

/**
 * link_to_ethernet() - make an Ethernet header for a packet
 * @type: DLT_*, not Ethernet, that link_is_known()
 * @packet: packet
 * @len: its length
 * @header: %LINK_HEADER_MAX bytes, filled in
 *
 * Return: bytes of the packet that the header takes the place of, or -1.
 */
int link_to_ethernet(int type, const uint8_t *packet, size_t len,
		     uint8_t *header)
{
	unsigned int proto;
	int off;

	proto = link_protocol(type, packet, len, &off);
	if (proto < ETHERTYPE_MIN)
		return -1;
	memcpy(header, macs, sizeof(macs));
	header[12] = proto >> 8;
	header[13] = proto;
	return off;
}
