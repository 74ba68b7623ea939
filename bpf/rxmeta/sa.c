// SPDX-License-Identifier: GPL-2.0
/* Which cipher of an SA is read, and how. */
#include <errno.h>
#include <string.h>

#include "sa.h"

/**
 * struct transform - a cipher, as XFRM names it
 * @name: its name
 * @alias: another name that `ip xfrm` takes, or %NULL
 * @algo: the kernel's cipher for the payload, or %NULL for plain text
 * @cipher: &enum ipsec_cipher
 * @salt: bytes of salt behind the key
 * @iv: bytes of the IV in each packet
 * @counter: number of the first counter block of the payload
 */
struct transform {
	const char *name;
	const char *alias;
	const char *algo;
	__u8 cipher;
	__u8 salt;
	__u8 iv;
	__u8 counter;
};

/* RFC 3602, 4106, 3686, 4309, 4543 and 2410. GCM uses counter block 1 for its checksum, and
 * CCM block 0.
 */
static const struct transform transforms[] = {
	{
		.name = "cbc(aes)", .alias = "aes", .algo = "cbc(aes)",
		.cipher = IPSEC_CBC, .iv = 16,
	},
	{
		.name = "rfc4106(gcm(aes))", .algo = "ecb(aes)",
		.cipher = IPSEC_CTR, .salt = 4, .iv = 8, .counter = 2,
	},
	{
		.name = "rfc3686(ctr(aes))", .algo = "ecb(aes)",
		.cipher = IPSEC_CTR, .salt = 4, .iv = 8, .counter = 1,
	},
	{
		.name = "rfc4309(ccm(aes))", .algo = "ecb(aes)",
		.cipher = IPSEC_CTR, .salt = 3, .iv = 8, .counter = 1,
	},
	{ .name = "rfc4543(gcm(aes))", .cipher = IPSEC_PLAIN, .iv = 8 },
	{
		.name = "ecb(cipher_null)", .alias = "cipher_null",
		.cipher = IPSEC_PLAIN,
	},
	{ }
};

#define CCM_FLAGS	3	/* a counter of four bytes */

static const struct transform *transform_find(const char *name)
{
	const struct transform *each;

	for (each = transforms; each->name; each++)
		if (!strcmp(name, each->name) ||
		    (each->alias && !strcmp(name, each->alias)))
			return each;
	return NULL;
}

/* A counter block begins with the salt, in CCM behind a byte of flags. */
static void set_salt(struct sa *sa, const __u8 *salt, size_t len)
{
	size_t flags = sizeof(sa->format.prefix) - len;

	if (flags)
		sa->format.prefix[0] = CCM_FLAGS;
	memcpy(sa->format.prefix + flags, salt, len);
}

/**
 * sa_set_cipher() - set the cipher of an SA
 * @sa: its cipher, key, salt and the length of its IV are set
 * @name: the name that XFRM has for the cipher
 * @key: key, and salt behind it
 * @len: bytes of both
 *
 * Return: 0, -ENOENT if this cipher is not read, or -EINVAL if the length of the key is
 * not one of AES. %IPSEC_UNREAD is set after an error.
 */
int sa_set_cipher(struct sa *sa, const char *name, const __u8 *key, size_t len)
{
	const struct transform *how = transform_find(name);

	sa->format.cipher = IPSEC_UNREAD;
	if (!how)
		return -ENOENT;
	if (how->algo) {
		len -= how->salt;
		if (len < AES_KEY_MIN || len > AES_KEY_MAX || len % 8)
			return -EINVAL;
		strcpy(sa->params.type, "skcipher");
		strcpy(sa->params.algo, how->algo);
		memcpy(sa->params.key, key, len);
		sa->params.key_len = len;
		if (how->salt)
			set_salt(sa, key + len, how->salt);
	}
	sa->format.cipher = how->cipher;
	sa->format.iv_len = how->iv;
	sa->format.counter = how->counter;
	return 0;
}

/**
 * sa_wipe() - overwrite an SA with zeroes
 * @sa: SA
 */
void sa_wipe(struct sa *sa)
{
	explicit_bzero(sa, sizeof(*sa));
}
