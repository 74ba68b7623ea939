// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <linux/bpf.h>

#include "tests/lib/kernel.h"
#include "result.h"
#include "bpf/toeplitz_key.h"
#include "tests/lib/toeplitz.h"

/**
 * hash_expected - the hash of a flow
 * @ends: the flow
 * @type: which of it counts: an L3 bit says which addresses, an L4 bit that
 *	  the ports do
 * @key: Toeplitz key, or NULL for the published one
 *
 * Return: hash, host byte order.
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

/* The other direction of the same flow. */
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

/* On the kernel that it was meant for */
static bool ran(const struct outcome *out)
{
	return !out->err && !out->peek.layer == !kernel_has_layer();
}

/* Nothing but what was seen, and the one reason. */
static bool counted(const struct outcome *out, enum tunnel_counter why)
{
	int i;

	for (i = 0; i < TUNNEL_KINDS; i++)
		if (out->kind[i])
			return false;
	for (i = 0; i < TUNNEL_COUNTERS; i++)
		if (out->count[i] != (i == TUNNEL_SEEN || i == why))
			return false;
	return true;
}

/**
 * outcome_is_flow - was the packet taken for that of a flow?
 * @out: outcome
 * @act: what the program must have returned
 * @hash: what it must have stored
 * @type: and of which type
 *
 * On a kernel that cannot store, that must have been noticed, and @hash and
 * @type do not matter.
 */
bool outcome_is_flow(const struct outcome *out, uint32_t act, uint32_t hash,
		     uint32_t type)
{
	const struct peek *peek = &out->peek;

	if (out->act != act || out->count[TUNNEL_FLOWS] != 1 ||
	    out->count[TUNNEL_REDIRECTED] != (act == XDP_REDIRECT) ||
	    !outcome_is_sane(out))
		return false;
	if (!kernel_has_layer())
		return out->count[TUNNEL_NO_LAYER] == 1;
	return out->count[TUNNEL_STORED] == 1 && !peek->err &&
	       peek->hash == hash && peek->type == type;
}

/**
 * outcome_is_pass - was the packet let go on, untouched and with nothing stored?
 * @out: outcome
 * @why: the reason that must have been counted
 */
bool outcome_is_pass(const struct outcome *out, enum tunnel_counter why)
{
	return ran(out) && out->act == XDP_PASS && out->same &&
	       counted(out, why) &&
	       (!kernel_has_layer() || out->peek.err == -ENODATA);
}

/**
 * outcome_is_sane - does it hold together, whatever the packet was?
 * @out: outcome
 */
bool outcome_is_sane(const struct outcome *out)
{
	const uint64_t *count = out->count;
	uint64_t ends = count[TUNNEL_REDIRECTED];
	bool stored = out->peek.layer && !out->peek.err;
	uint64_t kinds = 0;
	int i;

	for (i = TUNNEL_CONFIGURED; i < TUNNEL_COUNTERS; i++)
		ends += count[i];
	for (i = 0; i < TUNNEL_KINDS; i++)
		kinds += out->kind[i];
	return ran(out) && count[TUNNEL_SEEN] == 1 && ends == 1 &&
	       count[TUNNEL_STORED] == stored &&
	       count[TUNNEL_FLOWS] >= count[TUNNEL_STORED] &&
	       count[TUNNEL_FLOWS] == kinds &&
	       count[TUNNEL_FLOWS] == count[TUNNEL_REDIRECTED] +
				      count[TUNNEL_CONFIGURED] +
				      count[TUNNEL_NO_TARGET] +
				      count[TUNNEL_HEADLESS] +
				      count[TUNNEL_TAG_UNKEPT] &&
	       (!stored || (out->peek.type & (L3_IPV4 | L3_IPV6) &&
			    !(out->peek.type & ~TYPE_ANY)));
}

/* One line for the log. */
const char *outcome_text(const struct outcome *out)
{
	static char text[512];
	size_t len;
	int i;

	len = snprintf(text, sizeof(text),
		       "err %d act %u %s layer %u load %d hash %#x type %#x; counted",
		       out->err, out->act, out->same ? "same" : "changed",
		       out->peek.layer, out->peek.err, out->peek.hash,
		       out->peek.type);
	for (i = 0; i < TUNNEL_COUNTERS; i++)
		if (out->count[i])
			len += snprintf(text + len, sizeof(text) - len, " %d",
					i);
	for (i = 0; i < TUNNEL_KINDS; i++)
		if (out->kind[i])
			len += snprintf(text + len, sizeof(text) - len,
					" kind %d", i);
	return text;
}
