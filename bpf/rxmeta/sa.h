/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_SA_H
#define RXMETA_SA_H

#include <stddef.h>

#include "bpf/ipsec.h"

#define AES_KEY_MIN	16
#define AES_KEY_MAX	32

/**
 * struct sa - a security association, and how the program reads it
 * @id: what tells it apart
 * @format: the layout of its packets
 * @params: cipher and key for the kernel's crypto
 *
 * It has a key: sa_wipe() goes before its memory does.
 */
struct sa {
	struct ipsec_id id;
	struct ipsec_format format;
	struct ipsec_crypto_params params;
};

int sa_set_cipher(struct sa *sa, const char *name, const __u8 *key, size_t len);
void sa_wipe(struct sa *sa);

#endif
