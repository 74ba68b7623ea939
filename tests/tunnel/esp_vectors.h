/* SPDX-License-Identifier: GPL-2.0 */
/* Published vectors: a cipher, and a whole packet of ESP. */
#ifndef TESTS_TUNNEL_ESP_VECTORS_H
#define TESTS_TUNNEL_ESP_VECTORS_H

/**
 * struct cipher_vector - a published vector of a cipher; bytes as hex digits
 * @name: its source
 * @cipher: name that XFRM has for the cipher
 * @key: key, with the salt or nonce behind it
 * @iv: what ESP sends
 * @plain: plain text
 * @coded: ciphertext
 */
struct cipher_vector {
	const char *name;
	const char *cipher;
	const char *key;
	const char *iv;
	const char *plain;
	const char *coded;
};

extern const struct cipher_vector cipher_vectors[];

/* RFC 3602, case 7: a ping from 192.168.123.3 to .200 in a tunnel from .200 to .100. IPv4
 * header, ESP header, IV and ciphertext; there is no ICV. Case 5 is a ping in transport mode.
 */
extern const char rfc3602_tunnel_key[];
extern const char rfc3602_tunnel[];
extern const char rfc3602_transport_key[];
extern const char rfc3602_transport[];

#endif
