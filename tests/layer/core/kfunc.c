// SPDX-License-Identifier: GPL-2.0
/*
 * The kfuncs, wherever a program can run: all values that they take, every
 * errno, and that a refusal changes neither the packet nor stored values.
 */
#include <errno.h>

#include <bpf/bpf.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/paths.h"
#include "strict.skel.h"
#include "not_xdp.skel.h"

FIXTURE(kfunc) {
};

FIXTURE_VARIANT(kfunc) {
	struct path path;
	unsigned int prog;	/* position of the program under test */
	bool test_run;		/* BPF_PROG_TEST_RUN without live frames */
};

#define KFUNC(name, PATH, ...)						\
	FIXTURE_VARIANT_ADD(kfunc, name) { .path = PATH, __VA_ARGS__ }

KFUNC(test_run, PATH_LIVE_PASS, .test_run = true);
KFUNC(test_run_jump, PATH_LIVE_TAIL_CALL, .test_run = true);
KFUNC(live, PATH_LIVE_PASS);
KFUNC(live_jump, PATH_LIVE_TAIL_CALL);
KFUNC(cpumap, PATH_LIVE_CPUMAP_PROG, .prog = 1);
KFUNC(devmap, PATH_LIVE_DEVMAP_PROG, .prog = 1);
KFUNC(veth_skb, PATH_VETH_SKB_PASS);
KFUNC(veth_frame, PATH_VETH_FRAME_PASS, .prog = 1);
KFUNC(generic, PATH_GENERIC_PASS);
KFUNC(generic_cpumap, PATH_GENERIC_CPUMAP_PROG, .prog = 1);
KFUNC(generic_devmap, PATH_GENERIC_DEVMAP_PROG, .prog = 1);

FIXTURE_SETUP(kfunc)
{
	ASSERT_EQ(0, path_begin(&variant->path));
}

FIXTURE_TEARDOWN(kfunc)
{
}

static int kfunc_run(const FIXTURE_VARIANT(kfunc) *variant, unsigned int lists)
{
	struct path_run run = { .packets = lists };
	struct rxm_packet pkt;
	unsigned int i;
	int err;

	path_lists(lists);
	if (!variant->test_run)
		return path_go(&variant->path, &run);

	path_test()->number = 0;
	for (i = 0, err = 0; i < lists && !err; i++) {
		path_packet(&pkt, i);
		err = path_test_run(&pkt, sizeof(pkt));
	}
	return err;
}

/* Check the values that the skb carries, where there is an skb. */
static int kfunc_skb(const FIXTURE_VARIANT(kfunc) *variant, __u32 seq,
		     const struct path_want *want)
{
	if (variant->test_run)
		return 0;
	return path_check_skb(&path_bpf->bss->seen[0][seq], want);
}

static int kfunc_try(const FIXTURE_VARIANT(kfunc) *variant,
		     const struct path_try *tries, unsigned int n)
{
	struct path_want want = {};

	path_try(variant->prog, 0, tries, n);
	return kfunc_run(variant, 1) ?:
	       path_check_tries(variant->prog, 0, tries, n, &want) ?:
	       kfunc_skb(variant, 0, &want);
}

#define TRY(...)							\
	do {								\
		const struct path_try tries_[] = { __VA_ARGS__ };	\
		_Static_assert(ARRAY_SIZE(tries_) <= RXM_OPS, "too long"); \
		EXPECT_EQ(0, kfunc_try(variant, tries_,			\
				       ARRAY_SIZE(tries_)));		\
	} while (0)

#define NOTHING_STORED							\
	FAILS(ENODATA, LOAD_HASH), FAILS(ENODATA, LOAD_VLAN),		\
	FAILS(ENODATA, LOAD_TS)

TEST_F(kfunc, load_gives_what_was_stored)
{
	TRY(NOTHING_STORED,
	    OK(STORE_HASH(0xcafe1234, RSS_L4_UDP4)),
	    GIVES(0xcafe1234, RSS_L4_UDP4, LOAD_HASH),
	    FAILS(ENODATA, LOAD_VLAN), FAILS(ENODATA, LOAD_TS),
	    OK(STORE_VLAN(0xa064, 0x88a8)),
	    OK(STORE_TS(1234567890123456789ULL)),
	    GIVES(0xa064, 0x88a8, LOAD_VLAN),
	    GIVES(0, 1234567890123456789ULL, LOAD_TS));
}

TEST_F(kfunc, last_store_wins)
{
	TRY(OK(STORE_HASH(0xcafe1234, RSS_L4_UDP4)),
	    OK(STORE_VLAN(0xa064, 0x88a8)), OK(STORE_TS(1)),
	    OK(STORE_HASH(0x0badf00d, RSS_L3_IPV6)),
	    OK(STORE_VLAN(0x0001, 0x8100)), OK(STORE_TS(2)),
	    GIVES(0x0badf00d, RSS_L3_IPV6, LOAD_HASH),
	    GIVES(1, 0x8100, LOAD_VLAN), GIVES(0, 2, LOAD_TS));
}

TEST_F(kfunc, extreme_values)
{
	TRY(OK(STORE_HASH(0, RSS_L4)), GIVES(0, RSS_L4, LOAD_HASH),
	    OK(STORE_VLAN(0, 0x8100)), GIVES(0, 0x8100, LOAD_VLAN),
	    OK(STORE_TS(0)), GIVES(0, 0, LOAD_TS),
	    OK(STORE_HASH(~0u, RSS_L4)), GIVES(~0u, RSS_L4, LOAD_HASH),
	    OK(STORE_VLAN(0xffff, 0x88a8)), GIVES(0xffff, 0x88a8, LOAD_VLAN),
	    OK(STORE_TS(~0ULL)), GIVES(0, ~0ULL, LOAD_TS));
}

TEST_F(kfunc, zero_is_a_value)
{
	TRY(OK(STORE_HASH(0, RSS_L4)), GIVES(0, RSS_L4, LOAD_HASH),
	    OK(STORE_VLAN(0, 0x8100)), GIVES(0, 0x8100, LOAD_VLAN),
	    OK(STORE_TS(0)), GIVES(0, 0, LOAD_TS));
}

TEST_F(kfunc, clear_takes_what_it_names)
{
	TRY(OK(STORE_HASH(7, RSS_L4)), OK(STORE_VLAN(8, 0x8100)),
	    OK(STORE_TS(9)), OK(CLEAR(0)),
	    OK(CLEAR(WHICH_VLAN)), GIVES(7, RSS_L4, LOAD_HASH),
	    FAILS(ENODATA, LOAD_VLAN), GIVES(0, 9, LOAD_TS),
	    OK(CLEAR(WHICH_VLAN | WHICH_TS)),
	    GIVES(7, RSS_L4, LOAD_HASH), FAILS(ENODATA, LOAD_TS));
}

TEST_F(kfunc, clear_all_then_store_again)
{
	TRY(OK(CLEAR(WHICH_ALL)), OK(STORE_HASH(7, RSS_L4)),
	    OK(STORE_VLAN(8, 0x8100)), OK(STORE_TS(9)),
	    OK(CLEAR(WHICH_ALL)), NOTHING_STORED,
	    OK(STORE_TS(10)), GIVES(0, 10, LOAD_TS),
	    FAILS(ENODATA, LOAD_HASH), FAILS(ENODATA, LOAD_VLAN));
}

TEST_F(kfunc, clear_refuses_unknown_bits)
{
	TRY(OK(STORE_HASH(7, RSS_L4)), OK(STORE_VLAN(8, 0x8100)),
	    OK(STORE_TS(9)),
	    FAILS(EINVAL, CLEAR(8)), FAILS(EINVAL, CLEAR(15)),
	    FAILS(EINVAL, CLEAR(1u << 31 | WHICH_HASH)),
	    FAILS(EINVAL, CLEAR(~0u)),
	    GIVES(7, RSS_L4, LOAD_HASH), GIVES(8, 0x8100, LOAD_VLAN),
	    GIVES(0, 9, LOAD_TS));
}

TEST_F(kfunc, hash_refuses_bad_types)
{
	TRY(OK(STORE_HASH(7, RSS_L3_IPV4)), OK(STORE_VLAN(8, 0x8100)),
	    FAILS(EINVAL, STORE_HASH(1, 0)),
	    FAILS(EINVAL, STORE_HASH(1, RSS_L3_DYNHDR)),
	    FAILS(EINVAL, STORE_HASH(1, 0x200)),
	    FAILS(EINVAL, STORE_HASH(1, 0x200 | RSS_L4)),
	    FAILS(EINVAL, STORE_HASH(1, 0x80000000 | RSS_L3_IPV4)),
	    FAILS(EINVAL, STORE_HASH(1, ~0u)),
	    GIVES(7, RSS_L3_IPV4, LOAD_HASH), GIVES(8, 0x8100, LOAD_VLAN),
	    FAILS(ENODATA, LOAD_TS));
}

TEST_F(kfunc, refused_store_stores_nothing)
{
	TRY(FAILS(EINVAL, STORE_HASH(1, 0)),
	    FAILS(EINVAL, STORE_VLAN(1, 0x0800)), NOTHING_STORED);
}

TEST_F(kfunc, vlan_refuses_bad_protos)
{
	TRY(OK(STORE_VLAN(8, 0x88a8)), OK(STORE_HASH(7, RSS_L4)),
	    FAILS(EINVAL, STORE_VLAN(1, 0)),
	    FAILS(EINVAL, STORE_VLAN(1, 0x0081)),
	    FAILS(EINVAL, STORE_VLAN(1, 0xa888)),
	    FAILS(EINVAL, STORE_VLAN(1, 0x9100)),
	    FAILS(EINVAL, STORE_VLAN(1, 0x0800)),
	    FAILS(EINVAL, STORE_VLAN(1, 0xffff)),
	    GIVES(8, 0x88a8, LOAD_VLAN), GIVES(7, RSS_L4, LOAD_HASH),
	    FAILS(ENODATA, LOAD_TS));
}

/* All types of enum xdp_rss_hash_type. skb_get_hash() keeps the hash of an L4
 * type, whichever L4 bit is set.
 */
static const __u32 kfunc_types[] = {
	0x001, 0x002, 0x003, 0x005, 0x006,		/* L3 */
	0x008, 0x010, 0x020, 0x040, 0x080, 0x100,	/* one L4 bit */
	0x019, 0x029, 0x049, 0x089, 0x109,		/* L4_IPV4_* */
	0x01a, 0x02a, 0x04a, 0x08a, 0x10a,		/* L4_IPV6_* */
	0x01e, 0x02e, 0x04e,				/* L4_IPV6_*_EX */
	0x011, 0x024, 0x1ff,
};

TEST_F(kfunc, every_hash_type)
{
	unsigned int i, n = ARRAY_SIZE(kfunc_types);
	struct path_want want;

	for (i = 0; i < n; i++) {
		const struct path_try tries[] = {
			OK(STORE_HASH(0x11111111 * (i % 15 + 1),
				      kfunc_types[i])),
			GIVES(0x11111111 * (i % 15 + 1), kfunc_types[i],
			      LOAD_HASH),
		};

		path_try(variant->prog, i, tries, ARRAY_SIZE(tries));
	}
	ASSERT_EQ(0, kfunc_run(variant, n));
	for (i = 0; i < n; i++) {
		path_stored(&want, RXM_PROGS, i);
		EXPECT_EQ(0, kfunc_skb(variant, i, &want))
			TH_LOG("type %#x", kfunc_types[i]);
		EXPECT_EQ(0, path_test()->prog[variant->prog].res[i][0].ret);
		EXPECT_EQ(kfunc_types[i],
			  path_test()->prog[variant->prog].res[i][1].b);
	}
}

/* Each test run without live frames has a buffer of its own. */
TEST(test_run_forgets)
{
	const struct path path = PATH_LIVE_PASS;
	const struct path_try first[] = {
		OK(STORE_HASH(7, RSS_L4)), OK(STORE_VLAN(8, 0x8100)),
		OK(STORE_TS(9)), GIVES(7, RSS_L4, LOAD_HASH),
	};
	const struct path_try second[] = { NOTHING_STORED };
	struct path_want want = {};
	struct rxm_packet pkt;
	int i;

	ASSERT_EQ(0, path_begin(&path));
	path_test()->number = 0;
	path_lists(2);
	path_try(0, 0, first, ARRAY_SIZE(first));
	path_try(0, 1, second, ARRAY_SIZE(second));
	for (i = 0; i < 8; i++) {
		path_packet(&pkt, i);
		ASSERT_EQ(0, path_test_run(&pkt, sizeof(pkt)));
	}
	EXPECT_EQ(0, path_check_tries(0, 0, first, ARRAY_SIZE(first), &want));
	EXPECT_EQ(0, path_check_tries(0, 1, second, ARRAY_SIZE(second), &want));
}

/* All repetitions share one buffer, which is not cleared in between. */
TEST(test_run_repeats_with_what_is_stored)
{
	const struct path path = PATH_LIVE_PASS;
	__u8 pkt[PATH_LEN];
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = pkt,
		    .data_size_in = sizeof(pkt), .repeat = 2);
	const struct rxm_prog *prog = &path_test()->prog[0];
	int fd = bpf_program__fd(path_bpf->progs.prog0);

	ASSERT_EQ(0, path_begin(&path));
	path_test()->number = 0;
	path_lists(1);
	path_do(0, 0, LOAD_HASH, STORE_HASH(7, RSS_L4));
	path_frame(pkt, sizeof(pkt), 0);
	ASSERT_EQ(0, bpf_prog_test_run_opts(fd, &opts));
	EXPECT_EQ(2, prog->runs);
	EXPECT_EQ(1, prog->differs[0][0]);
	EXPECT_EQ(0, prog->res[0][0].ret);
	EXPECT_EQ(7, prog->res[0][0].a);
}

/* A program that is called by a tail call sees what its caller stored. */
TEST(jump_keeps_values)
{
	const struct path path = PATH_LIVE_PASS;
	const struct path_try before[] = {
		OK(STORE_HASH(7, RSS_L4)), OK(STORE_VLAN(8, 0x8100)),
	};
	const struct path_try after[] = {
		GIVES(7, RSS_L4, LOAD_HASH), GIVES(8, 0x8100, LOAD_VLAN),
		FAILS(ENODATA, LOAD_TS), OK(CLEAR(WHICH_VLAN)),
		OK(STORE_TS(9)),
	};
	int fd = bpf_program__fd(path_bpf->progs.prog1);
	struct path_run run = { .packets = 1 };
	struct path_want want = {};
	__u8 pkt[PATH_LEN] = {};
	__u32 slot = 0;

	ASSERT_EQ(0, path_begin(&path));
	path_lists(1);
	path_try(0, 0, before, ARRAY_SIZE(before));
	path_try(1, 0, after, ARRAY_SIZE(after));
	ASSERT_EQ(0, bpf_map__update_elem(path_bpf->maps.tail_calls, &slot, 4,
					  &fd, 4, 0));
	path_packet((struct rxm_packet *)pkt, 0);
	ASSERT_EQ(0, path_live_prog(path_bpf->progs.tail_call_after, pkt, &run,
				   "rx0"));
	ASSERT_EQ(0, net_wait(&path_bpf->bss->observed_total, 1));
	EXPECT_EQ(0, path_check_tries(0, 0, before, ARRAY_SIZE(before), &want));
	EXPECT_EQ(0, path_check_tries(1, 0, after, ARRAY_SIZE(after), &want));
	EXPECT_EQ(0, path_check_skb(&path_bpf->bss->seen[0][0], &want));
}

/* The header for BPF authors has weak prototypes, and a wrong weak prototype
 * silently resolves to 0. Strong prototypes of the same types have to load.
 */
TEST(prototypes_are_exact)
{
	struct strict *strict = strict__open_and_load();

	EXPECT_NE(NULL, strict);
	strict__destroy(strict);
}

static int quiet(enum libbpf_print_level level, const char *fmt, va_list args)
{
	(void)level, (void)fmt, (void)args;
	return 0;
}

/* The kfuncs read an xdp_buff: no other program type may call them. */
TEST(xdp_programs_only)
{
	struct not_xdp *wrong;

	libbpf_set_print(quiet);
	wrong = not_xdp__open_and_load();
	EXPECT_EQ(NULL, wrong);
	not_xdp__destroy(wrong);
}

TEST_MAIN(path_open)
