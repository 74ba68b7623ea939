// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <linux/bpf.h>

#include "bpf/toeplitz_key.h"
#include "tests/lib/kernel.h"
#include "tests/lib/rss_type.h"
#include "tests/lib/toeplitz_reference.h"
#include "run_result.h"

/**
 * hash_expected() - hash of a flow, computed without the program
 * @ends: the flow
 * @type: what it covers: an L3 bit names the addresses, an L4 bit adds the ports
 * @key: Toeplitz key, or NULL for the published one
 *
 * Return: the hash in host order.
 */
uint32_t hash_expected(const struct endpoints *ends, uint32_t type,
		       const uint8_t *key)
{
	uint8_t input[36];
	size_t len = type & L3_IPV4 ? 8 : 32;
	int i;

	if (type & L3_IPV4)
		memcpy(input, ends->ip4, len);
	else
		memcpy(input, ends->ip6, len);

	for (i = 0; type & L4_PORTS && i < 2; i++) {
		input[len++] = ends->port[i] >> 8;
		input[len++] = ends->port[i];
	}
	return toeplitz_ref(key ?: toeplitz_default_key, input, len);
}

/* Turn a flow into that of the other direction. */
void endpoints_swap(struct endpoints *ends)
{
	struct endpoints was = *ends;
	int i;

	for (i = 0; i < 2; i++) {
		memcpy(ends->ip4[i], was.ip4[!i], sizeof(was.ip4[i]));
		memcpy(ends->ip6[i], was.ip6[!i], sizeof(was.ip6[i]));
		ends->port[i] = was.port[!i];
	}
}

/* The kernel has the overlay exactly where the job says so. */
static bool ran(const struct result *out)
{
	return !out->err && !out->stored.layer == !kernel_has_layer();
}

/* Only the packet itself and the one reason were counted. */
static bool counted(const struct result *out, uint32_t why)
{
	bool unread = TUNNEL_WHY(why) == TUNNEL_UNREADABLE;
	int i;

	for (i = 0; i < TUNNEL_UNREADS; i++)
		if (out->unread[i] != (unread && i == why >> 8))
			return false;
	why = TUNNEL_WHY(why);
	for (i = 0; i < TUNNEL_KINDS; i++)
		if (out->kind[i])
			return false;
	for (i = 0; i < TUNNEL_COUNTERS; i++)
		if (out->count[i] != (i == TUNNEL_SEEN || i == why))
			return false;
	return true;
}

/**
 * result_is_flow() - whether the program found a flow in the packet
 * @out: result
 * @act: what the program must have returned
 * @hash: hash that it must have stored
 * @type: type of that hash
 *
 * On a stock kernel @hash and @type do not matter; the program must have counted that
 * it could not store.
 */
bool result_is_flow(const struct result *out, uint32_t act, uint32_t hash,
		    uint32_t type)
{
	const struct stored *stored = &out->stored;

	if (out->act != act || out->count[TUNNEL_FLOWS] != 1 ||
	    out->count[TUNNEL_REDIRECTED] != (act == XDP_REDIRECT) ||
	    !result_is_sane(out))
		return false;
	if (!kernel_has_layer())
		return out->count[TUNNEL_NO_LAYER] == 1;
	return out->count[TUNNEL_STORED] == 1 && !stored->err &&
	       stored->hash == hash && stored->type == type;
}

/**
 * result_is_pass() - whether the packet passed, unchanged and with nothing stored
 * @out: result
 * @why: the reason that the program must have counted: &enum tunnel_counter, or
 *	 TUNNEL_UNREAD()
 */
bool result_is_pass(const struct result *out, uint32_t why)
{
	return ran(out) && out->act == XDP_PASS && out->same &&
	       counted(out, why) &&
	       (!kernel_has_layer() || out->stored.err == -ENODATA);
}

/**
 * result_is_sane() - whether the counters and the stored hash are consistent
 * @out: result of any packet
 */
bool result_is_sane(const struct result *out)
{
	const uint64_t *count = out->count;
	uint64_t ends = count[TUNNEL_REDIRECTED];
	bool stored = out->stored.layer && !out->stored.err;
	uint64_t kinds = 0, unread = 0;
	int i;

	for (i = TUNNEL_CONFIGURED; i < TUNNEL_COUNTERS; i++)
		ends += count[i];
	for (i = 0; i < TUNNEL_KINDS; i++)
		kinds += out->kind[i];
	for (i = 0; i < TUNNEL_UNREADS; i++)
		unread += out->unread[i];
	return ran(out) && count[TUNNEL_SEEN] == 1 && ends == 1 &&
	       count[TUNNEL_STORED] == stored &&
	       count[TUNNEL_FLOWS] >= count[TUNNEL_STORED] &&
	       count[TUNNEL_FLOWS] == kinds &&
	       count[TUNNEL_UNREADABLE] == unread &&
	       count[TUNNEL_FLOWS] == count[TUNNEL_REDIRECTED] +
				      count[TUNNEL_CONFIGURED] +
				      count[TUNNEL_NO_TARGET] +
				      count[TUNNEL_HEADLESS] +
				      count[TUNNEL_TAG_UNKEPT] &&
	       (!stored || (out->stored.type & (L3_IPV4 | L3_IPV6) &&
			    !(out->stored.type & ~TYPE_ANY)));
}

/* A result as one line for the log */
const char *result_text(const struct result *out)
{
	static char text[512];
	size_t len;
	int i;

	len = snprintf(text, sizeof(text),
		       "err %d act %u %s layer %u load %d hash %#x type %#x; counted",
		       out->err, out->act, out->same ? "same" : "changed",
		       out->stored.layer, out->stored.err, out->stored.hash,
		       out->stored.type);
	for (i = 0; i < TUNNEL_COUNTERS; i++)
		if (out->count[i])
			len += snprintf(text + len, sizeof(text) - len, " %d",
					i);
	for (i = 0; i < TUNNEL_KINDS; i++)
		if (out->kind[i])
			len += snprintf(text + len, sizeof(text) - len,
					" kind %d", i);
	for (i = 0; i < TUNNEL_UNREADS; i++)
		if (out->unread[i])
			len += snprintf(text + len, sizeof(text) - len,
					" unread %d", i);
	return text;
}
