// SPDX-License-Identifier: GPL-2.0
/*
 * The kfuncs that the verifier replaces by their instructions do what they do when they
 * are called: each program runs in both forms, on packets with and without room and stored
 * values. The verifier replaces no call where constants are blinded.
 */
#include <errno.h>
#include <bpf/bpf.h>

#include "tests/lib/harness.h"
#include "inlined.h"
#include "inlined.skel.h"

#define HARDEN		"/proc/sys/net/core/bpf_jit_harden"
#define INSNS_MAX	4096
#define ROOM		256	/* in front of the packet of a test run */
#define NEEDED		64

static const struct inlined_before states[] = {
	{ 0 },
	{ .stored = 1 },
	{ .stored = 2 },
	{ .stored = 4 },
	{ .stored = 7 },
	{ .head = NEEDED + 1 - ROOM },
	{ .head = NEEDED - ROOM },
	{ .head = NEEDED - 1 - ROOM },
	{ .head = NEEDED + 8 - ROOM, .meta = -4 },
	{ .head = NEEDED + 8 - ROOM, .meta = -8 },
	{ .head = NEEDED + 8 - ROOM, .meta = -12 },
	{ .stored = 7, .head = NEEDED - ROOM },
	{ .stored = 7, .head = NEEDED + 8 - ROOM, .meta = -8 },
};

FIXTURE(inlined) {
	struct inlined *in, *call;
};

static int harden(int level)
{
	FILE *f = fopen(HARDEN, "r+");
	int was = -1;

	if (!f || fscanf(f, "%d", &was) != 1)
		return -1;
	rewind(f);
	fprintf(f, "%d\n", level);
	return fclose(f) ? -1 : was;
}

/* The verifier looks at each instruction for a state that it has seen. */
static struct inlined *load(int level)
{
	struct inlined *form = inlined__open();
	struct bpf_program *prog;
	int was, err;

	if (!form)
		return NULL;
	bpf_object__for_each_program(prog, form->obj)
		bpf_program__set_flags(prog, BPF_F_TEST_STATE_FREQ);
	was = harden(level);
	err = was < 0 ? was : inlined__load(form);
	if (harden(was) == level && !err)
		return form;
	inlined__destroy(form);
	return NULL;
}

FIXTURE_SETUP(inlined)
{
	self->in = load(0);
	self->call = load(2);
	ASSERT_NE(NULL, self->in);
	ASSERT_NE(NULL, self->call);
}

FIXTURE_TEARDOWN(inlined)
{
	inlined__destroy(self->in);
	inlined__destroy(self->call);
}

/* The kfuncs that a program always calls, so without those behind a test of the room */
static int calls(const struct bpf_program *prog)
{
	static struct bpf_insn insns[INSNS_MAX];
	struct bpf_prog_info info = {
		.xlated_prog_insns = (unsigned long)insns,
		.xlated_prog_len = sizeof(insns),
	};
	__u32 len = sizeof(info);
	int i, n = 0;

	if (bpf_prog_get_info_by_fd(bpf_program__fd(prog), &info, &len) ||
	    !info.xlated_prog_insns || info.xlated_prog_len > sizeof(insns))
		return -1;
	for (i = 1; i < info.xlated_prog_len / sizeof(*insns); i++)
		if (insns[i].code == (BPF_JMP | BPF_CALL) &&
		    insns[i].src_reg == BPF_PSEUDO_KFUNC_CALL &&
		    insns[i - 1].code != (BPF_JMP | BPF_JGT | BPF_X))
			n++;
	return n;
}

static bool must_call(const struct bpf_program *prog)
{
	return !strncmp(bpf_program__name(prog), "call_", 5);
}

TEST_F(inlined, forms_differ)
{
	const struct inlined *in = self->in, *call = self->call;
	struct bpf_program *prog;

	bpf_object__for_each_program(prog, in->obj) {
		EXPECT_EQ(must_call(prog),
			  calls(prog) - calls(in->progs.none))
			TH_LOG("%s", bpf_program__name(prog));
	}
	bpf_object__for_each_program(prog, call->obj) {
		EXPECT_EQ(prog != call->progs.none,
			  calls(prog) - calls(call->progs.none))
			TH_LOG("%s, called", bpf_program__name(prog));
	}
}

static int run(struct inlined *form, const char *name, unsigned int pick,
	       const struct inlined_before *before)
{
	const struct bpf_program *prog;
	__u8 packet[64] = {};
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		    .data_in = packet, .data_size_in = sizeof(packet));

	prog = bpf_object__find_program_by_name(form->obj, name);
	form->bss->pick = pick;
	form->bss->before = *before;
	memset(form->bss->filling, 0xa5, sizeof(form->bss->filling));
	if (bpf_prog_test_run_opts(bpf_program__fd(prog), &opts))
		return -1;
	return opts.retval == 2 /* XDP_PASS */ ? 0 : -1;
}

/* Errno of programs in both forms, as bits of @errnos */
static void same(struct __test_metadata *_metadata, FIXTURE_DATA(inlined) *self,
		 const char *name, __u64 *errnos)
{
	const struct inlined_after *in = &self->in->bss->after;
	const struct inlined_after *call = &self->call->bss->after;
	unsigned int i;

	for (i = 0; i < 2 * ARRAY_SIZE(states); i++) {
		const struct inlined_before *before = &states[i / 2];

		ASSERT_EQ(0, run(self->in, name, i % 2, before));
		ASSERT_EQ(0, run(self->call, name, i % 2, before));
		EXPECT_EQ(call->ret, in->ret)
			TH_LOG("%s, state %u", name, i / 2);
		EXPECT_EQ(0, memcmp(call, in, sizeof(*in)))
			TH_LOG("%s, state %u: flags %#x, not %#x", name, i / 2,
			       in->flags, call->flags);
		*errnos |= 1ULL << (-in->ret & 63);
	}
}

TEST_F(inlined, same_results_and_bytes)
{
	const __u64 every = 1 | 1ULL << EINVAL | 1ULL << ENOSPC |
			    1ULL << ENODATA;
	struct bpf_program *prog;
	__u64 errnos = 0;

	bpf_object__for_each_program(prog, self->in->obj)
		same(_metadata, self, bpf_program__name(prog), &errnos);
	EXPECT_EQ(every, errnos);
}

/* The results of the form that is called are known. */
TEST_F(inlined, stores_where_there_is_room)
{
	const struct inlined_after *in = &self->in->bss->after;
	const __u32 *area = &in->words[40 / 4];

	ASSERT_EQ(0, run(self->in, "in_hash_udp4", 0, &states[0]));
	EXPECT_EQ(0, in->ret);
	EXPECT_EQ(0x20, in->flags);
	EXPECT_EQ(0xcafe1234, area[2]);
	EXPECT_EQ(0x29, area[3]);
	ASSERT_EQ(0, run(self->in, "in_hash_udp4", 0, &states[7]));
	EXPECT_EQ(-ENOSPC, in->ret);
	EXPECT_EQ(0, in->flags);
}

TEST_MAIN(NULL)
