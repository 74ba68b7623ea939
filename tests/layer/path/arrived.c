// SPDX-License-Identifier: GPL-2.0
/* Checks of the packets that arrived. */
#include <errno.h>
#include <sys/socket.h>

#include "tests/lib/net.h"
#include "path.h"

#define CHECK_L4	0x1f8	/* every XDP_RSS_L4* bit */
#define CHECK_LINES	2	/* of diagnosis a case */
#define CHECK_MAX	(9000 + 64)	/* bytes of a packet */

static const char *check_hash(const struct rxm_seen *seen,
			      const struct path_want *want)
{
	if (!want->has_hash)
		return seen->hash || seen->l4 ? "a hash" : NULL;
	if (seen->hash != want->hash)
		return "the wrong hash";
	if (seen->l4 != !!(want->type & CHECK_L4))
		return "the wrong kind of hash";
	if (seen->l4 && seen->recalc != want->hash)
		return "a hash that skb_get_hash() does not keep";
	return NULL;
}

static const char *check_tag(const struct rxm_seen *seen,
			     const struct path_want *want)
{
	if (!want->has_tag)
		return seen->proto || seen->tci ? "a VLAN tag" : NULL;
	if (seen->proto != want->proto)
		return seen->proto ? "the wrong TPID" : "no VLAN tag";
	return seen->tci != want->tci ? "the wrong TCI" : NULL;
}

static const char *check_skb(const struct rxm_seen *seen,
			     const struct path_want *want)
{
	const char *wrong;

	if (seen->count != 1)
		return seen->count ? "come more than once" : "not come";
	if (!seen->intact)
		return "changed bytes";
	wrong = check_hash(seen, want) ?: check_tag(seen, want);
	if (wrong)
		return wrong;
	if (seen->hwtstamp != (want->has_ts ? want->ts : 0))
		return "the wrong timestamp";
	return NULL;
}

/**
 * path_check_skb() - check an skb
 * @seen: the skb as an observer saw it
 * @want: what it has to carry
 *
 * Return: 0; -EINVAL when anything is wrong.
 */
int path_check_skb(const struct rxm_seen *seen, const struct path_want *want)
{
	const char *wrong = check_skb(seen, want);

	if (!wrong)
		return 0;
	net_say("skb has %s: hash %#x l4 %u get_hash %#x tag %#x/%#x "
		"time %#llx count %u", wrong, seen->hash, seen->l4,
		seen->recalc, seen->proto, seen->tci, seen->hwtstamp,
		seen->count);
	net_say("  stored: hash %#x type %#x%s tag %#x/%#x%s time %#llx%s",
		want->hash, want->type, want->has_hash ? "" : " (cleared)",
		want->proto, want->tci, want->has_tag ? "" : " (cleared)",
		want->ts, want->has_ts ? "" : " (cleared)");
	return -EINVAL;
}

/* Return: 1 when a packet is wrong at one observer, otherwise 0. */
static int check_arrival(const struct path *path, unsigned int observer,
			 __u32 seq)
{
	const struct rxm_seen *seen = &path_bpf->bss->seen[observer][seq];
	struct path_want want;

	if (path_drops(seq) && !seen->count)
		return 0;
	path_stored(&want, path_behind[observer] ?: RXM_PROGS, seq);
	if (!path_drops(seq) && !path_check_skb(seen, &want))
		return 0;
	net_say("  packet %u on %s%s", seq, path->observers[observer],
		path_drops(seq) ? ", which was to be dropped" : "");
	return 1;
}

/**
 * path_check() - check that every packet arrived once at every observer
 * @path: the path
 * @packets: how many packets were sent
 *
 * Each has to carry its values. Those that a program drops must not arrive.
 *
 * Return: the number of wrong packets.
 */
int path_check(const struct path *path, unsigned int packets)
{
	unsigned int observer, seq;
	int bad = 0;

	for (observer = 0; observer < RXM_OBSERVERS; observer++) {
		for (seq = 0; path->observers[observer] && seq < packets; seq++) {
			bad += check_arrival(path, observer, seq);
			if (bad == CHECK_LINES)
				return bad;
		}
	}
	if (path_bpf->bss->observed_elsewhere)
		net_say("%u arrived elsewhere",
			path_bpf->bss->observed_elsewhere);
	return bad + path_bpf->bss->observed_elsewhere;
}

/**
 * path_check_bytes() - compare the next packet with what was sent
 * @fd: from net_socket(); the packet has to be there already
 * @len: length of the packet, without a tag that lies beside it
 *
 * Return: 0 or -errno.
 */
int path_check_bytes(int fd, unsigned int len)
{
	static __u8 got[CHECK_MAX], want[CHECK_MAX];
	const struct rxm_packet *pkt = (void *)got;
	unsigned int i = 0;
	ssize_t n;

	n = recv(fd, got, sizeof(got), MSG_DONTWAIT);
	if (n != (ssize_t)len) {
		net_say("%zd bytes arrived, not %u", n, len);
		return -EMSGSIZE;
	}
	path_frame(want, len, pkt->seq);
	while (i < len && got[i] == want[i])
		i++;
	if (i == len)
		return 0;
	net_say("byte %u of %u is %#x, not %#x", i, len, got[i], want[i]);
	return -EBADMSG;
}
