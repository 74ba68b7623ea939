// SPDX-License-Identifier: GPL-2.0
/*
 * Ethernet headers for packets that were captured without one. Their MAC addresses
 * are made up; the rest of the packet stays as it is.
 */
#include <pcap/dlt.h>
#include <string.h>

#include "ethernet_header.h"

#define ETHERTYPE_MIN	0x0600
#define ETHERTYPE_IP	0x0800
#define ETHERTYPE_IPV6	0x86dd
#define ETHERTYPE_8021Q	0x8100
#define ETHERTYPE_8021AD 0x88a8

/* A netlink message: its header has another number in place of the EtherType. */
#define ARPHRD_NETLINK	824

#define SLL_LEN		16
#define SLL2_LEN	20

static const uint8_t macs[] = {
	0x02, 0, 0, 0, 0, 0x02, 0x02, 0, 0, 0, 0, 0x01,
};

/**
 * link_is_known() - tell whether packets of a link type can become Ethernet frames
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

/**
 * ethernet_is_tag() - tell whether an EtherType announces a VLAN tag
 * @type: the two bytes of the EtherType
 */
bool ethernet_is_tag(const uint8_t *type)
{
	return get16(type) == ETHERTYPE_8021Q || get16(type) == ETHERTYPE_8021AD;
}

/* Return: the EtherType, or 0 if there is none. @off is set to the bytes to remove. */
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
 * @type: DLT_* other than Ethernet, for which link_is_known()
 * @packet: the packet
 * @len: its length
 * @header: %ETHERNET_HEADER_LEN bytes, filled in
 *
 * Return: bytes of the packet that the header replaces, or -1.
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
