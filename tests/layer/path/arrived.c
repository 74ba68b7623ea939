// SPDX-License-Identifier: GPL-2.0
/* What must have arrived, worked out from what the programs were told to do. */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "tests/lib/net.h"
#include "path.h"

#define CHECK_L4	0x1f8	/* every XDP_RSS_L4* bit */
#define CHECK_LINES	2	/* of diagnosis a case */
#define CHECK_MAX	(9000 + 64)	/* bytes of a packet */

/**
 * way_apply() - what is stored after one more operation, none of them refused
 * @want: before and after
 * @op: the operation
 */
void path_apply(struct path_want *want, const struct rxm_op *op)
{
	switch (op->code) {
	case OP_STORE_HASH:
		want->has_hash = true;
		want->hash = op->a;
		want->type = op->b;
		break;
	case OP_STORE_VLAN:
		want->has_tag = true;
		want->tci = op->a;
		want->proto = op->b;
		break;
	case OP_STORE_TS:
		want->has_ts = true;
		want->ts = op->b;
		break;
	case OP_CLEAR:
		want->has_hash &= !(op->a & WHICH_HASH);
		want->has_tag &= !(op->a & WHICH_VLAN);
		want->has_ts &= !(op->a & WHICH_TS);
		break;
	}
}

/**
 * way_stored() - what is stored for a packet
 * @want: set to it
 * @hops: after this many programs
 * @seq: number of the packet
 */
void path_stored(struct path_want *want, unsigned int progs, __u32 seq)
{
	unsigned int h, i;

	memset(want, 0, sizeof(*want));
	for (h = 0; h < progs; h++) {
		const struct rxm_prog *prog = &path_test()->prog[h];

		for (i = 0; prog->lists && i < RXM_OPS; i++)
			path_apply(want, &prog->op[seq % prog->lists][i]);
	}
}

/* Hops that a packet passes, the last one of which drops it; 0: none does. */
unsigned int path_drops(__u32 seq)
{
	unsigned int h, i;

	for (h = 0; h < RXM_PROGS; h++) {
		const struct rxm_prog *prog = &path_test()->prog[h];

		for (i = 0; prog->lists && i < RXM_OPS; i++)
			if (prog->op[seq % prog->lists][i].code == OP_DROP)
				return h + 1;
	}
	return 0;
}

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

/* 0 where an skb is as it has to be. */
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

/* One packet at one observer. */
static int check_arrival(const struct path *path, unsigned int observer, __u32 seq)
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
 * way_check() - every packet arrived once at every observer, with its values
 * @way: the way it went
 * @packets: how many were sent
 *
 * Those that a hop drops did not arrive.
 *
 * Return: number of those with which something is wrong.
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
		net_say("%u arrived elsewhere", path_bpf->bss->observed_elsewhere);
	return bad + path_bpf->bss->observed_elsewhere;
}

/**
 * way_check_bytes() - the next packet that came is as one was sent, to the byte
 * @fd: from net_socket(); nobody waits for it
 * @len: of the packet, with its tag beside it
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

unsigned int path_no_reader;

/* What a load returns that finds nothing */
static int check_nothing(__u32 code)
{
	unsigned int which = code == OP_RX_HASH ? WHICH_HASH :
			     code == OP_RX_VLAN ? WHICH_VLAN :
			     code == OP_RX_TS ? WHICH_TS : 0;

	return path_no_reader & which ? -EOPNOTSUPP : -ENODATA;
}

static void check_load(struct rxm_res *res, const struct path_want *want,
		       __u32 code)
{
	int nothing = check_nothing(code);

	memset(res, 0, sizeof(*res));
	if (code == OP_LOAD_HASH || code == OP_RX_HASH) {
		res->ret = want->has_hash ? 0 : nothing;
		res->a = want->has_hash ? want->hash : 0;
		res->b = want->has_hash ? want->type : 0;
	} else if (code == OP_LOAD_VLAN || code == OP_RX_VLAN) {
		res->ret = want->has_tag ? 0 : nothing;
		res->a = want->has_tag ? want->tci : 0;
		res->b = want->has_tag ? want->proto : 0;
	} else if (code == OP_LOAD_TS || code == OP_RX_TS) {
		res->ret = want->has_ts ? 0 : nothing;
		res->b = want->has_ts ? want->ts : 0;
	}
}

static void check_say(unsigned int list, unsigned int i,
		      const struct rxm_op *op, const struct rxm_res *res,
		      const struct rxm_res *right)
{
	net_say("list %u operation %u (code %u): %d %#x %#llx, "
		"not %d %#x %#llx", list, i, op->code, res->ret, res->a, res->b,
		right->ret, right->a, right->b);
}

/* How often an operation gave something else than the time before. */
static int check_same(const struct rxm_prog *prog, unsigned int list,
		      unsigned int i)
{
	if (!prog->differs[list][i])
		return 0;
	net_say("list %u operation %u (code %u) changed what it says %u times",
		list, i, prog->op[list][i].code, prog->differs[list][i]);
	return 1;
}

static int check_op(const struct rxm_prog *prog, unsigned int list,
		    unsigned int i, struct path_want *want)
{
	const struct rxm_res *res = &prog->res[list][i];
	const struct rxm_op *op = &prog->op[list][i];
	struct rxm_res right;

	path_apply(want, op);
	/* How much of a packet is linear is up to who made it */
	if (op->code == OP_SPAN)
		return 0;
	if (op->code == OP_GET_META)
		return check_same(prog, list, i);
	check_load(&right, want, op->code);
	if (!memcmp(res, &right, sizeof(right)))
		return check_same(prog, list, i);
	check_say(list, i, op, res, &right);
	return 1;
}

/**
 * way_check_results() - what the programs were told by each operation
 *
 * For runs where none should have been refused; a load is right when it gives
 * what was stored before it.
 *
 * Return: number of results that are wrong.
 */
int path_check_results(void)
{
	unsigned int list, h, i;
	struct path_want want;
	int bad = 0;

	for (list = 0; list < path_test()->prog[0].lists; list++) {
		memset(&want, 0, sizeof(want));
		for (h = 0; h < RXM_PROGS; h++) {
			const struct rxm_prog *prog = &path_test()->prog[h];

			for (i = 0; i < RXM_OPS && prog->op[list][i].code; i++)
				bad += check_op(prog, list, i, &want);
		}
	}
	return bad;
}

/**
 * way_try() - set a list of operations, some of which will be refused
 * @hop: whose
 * @step: which of its lists
 * @list: the operations
 * @n: how many
 */
void path_try(unsigned int prog, unsigned int list, const struct path_try *tries,
	     unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n && i < RXM_OPS; i++)
		path_op(prog, list)[i] = tries[i].op;
}

/**
 * way_tried() - what the operations of way_try() returned
 * @hop: whose
 * @step: which of its lists
 * @list: the operations
 * @n: how many
 * @want: brought up to date by those that were not to be refused
 *
 * Return: number of results that are wrong.
 */
int path_check_tries(unsigned int prog, unsigned int list, const struct path_try *tries,
	      unsigned int n, struct path_want *want)
{
	const struct rxm_prog *at = &path_test()->prog[prog];
	const struct rxm_res *res = at->res[list];
	unsigned int i;
	int bad = 0;

	for (i = 0; i < n; i++) {
		const struct rxm_res right = {
			tries[i].ret, tries[i].a, tries[i].b,
		};

		if (!right.ret)
			path_apply(want, &tries[i].op);
		if (!memcmp(&res[i], &right, sizeof(right))) {
			bad += check_same(at, list, i);
			continue;
		}
		check_say(list, i, &tries[i].op, &res[i], &right);
		bad++;
	}
	return bad;
}
