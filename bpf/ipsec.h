/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interface between the part of the tunnel program that reads ESP and its loader.
 */
#ifndef __IPSEC_H__
#define __IPSEC_H__

#ifndef __VMLINUX_H__
#include <linux/types.h>
#endif

#define IPSEC_NATT_PORT		4500	/* RFC 3948 */
#define IPSEC_SAS_MAX		1024
#define IPSEC_BLOCK		16	/* of AES */
#define IPSEC_KEY_MAX		256

/* Bytes of an inner packet that are decrypted at most, in blocks: IPv6 with its addresses,
 * its ports, and 84 bytes of extension headers.
 */
#define IPSEC_HEAD_BLOCKS	8

/**
 * enum ipsec_cipher - how the program reads the payload of an SA
 * @IPSEC_UNREAD: not at all: a cipher or a mode that it does not know
 * @IPSEC_PLAIN: as it is: NULL encryption, and GMAC
 * @IPSEC_CBC: cipher block chaining
 * @IPSEC_CTR: exclusive-or with encrypted counter blocks: CTR, GCM and CCM
 */
enum ipsec_cipher {
	IPSEC_UNREAD,
	IPSEC_PLAIN,
	IPSEC_CBC,
	IPSEC_CTR,
};

/**
 * struct ipsec_id - what tells SAs apart
 * @spi: SPI
 * @daddr: outer destination; IPv4 is the first word, and the others are 0
 */
struct ipsec_id {
	__be32 spi;
	__be32 daddr[4];
};

/**
 * struct ipsec_format - the layout of an SA's packets
 * @prefix: the first four bytes of a counter block, which are secret
 * @counter: number of the first counter block of the payload
 * @cipher: &enum ipsec_cipher
 * @transport: the payload begins with a transport header
 * @iv_len: bytes of the IV between the ESP header and the payload
 * @icv_len: bytes of the checksum that ends the packet
 */
struct ipsec_format {
	__u8 prefix[4];
	__u32 counter;
	__u8 cipher;
	__u8 transport;
	__u8 iv_len;
	__u8 icv_len;
};

/* The kernel's struct bpf_crypto_params, which no header of it declares. */
struct ipsec_crypto_params {
	char type[14];
	__u8 reserved[2];
	char algo[128];
	__u8 key[IPSEC_KEY_MAX];
	__u32 key_len;
	__u32 authsize;
};

/**
 * struct ipsec_request - the argument of the program ipsec_set
 * @params: cipher and key; no key where the payload needs none. The program wipes it
 *	    before it returns
 * @format: layout of the packets
 * @slot: index in map ipsec_sas
 * @error: 0 or -errno of the cipher, set by the program
 */
struct ipsec_request {
	struct ipsec_crypto_params params;
	struct ipsec_format format;
	__u32 slot;
	__s32 error;
};

#endif /* __IPSEC_H__ */
