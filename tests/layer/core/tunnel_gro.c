// SPDX-License-Identifier: GPL-2.0
/*
 * GRO behind a CPU map. It looks for the packets of a flow in one of eight lists, which the hash
 * chooses, and a list has at most eight flows. Without a hash all packets are in one list. So GRO
 * merges the flows of a tunnel if the hash of the flow inside is stored.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <linux/ip.h>
#include <linux/tcp.h>
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/path.h"
#include "tunnel_gro.h"
#include "tunnel_gro.skel.h"

/* One's complement sum of an even number of bytes */
static __u32 sum(const void *data, unsigned int len, __u32 from)
{
	const __u8 *byte = data;

	for (; len; len -= 2, byte += 2)
		from += byte[0] << 8 | byte[1];
	return from;
}

static __be16 folded(__u32 from)
{
	from = (from & 0xffff) + (from >> 16);
	return htons(~((from & 0xffff) + (from >> 16)));
}

/* All packets have the same ID, which GRO takes where packets are not to be
 * fragmented.
 */
static struct iphdr ip_header(unsigned int len, __u8 protocol, const char *net)
{
	struct iphdr ip = {
		.version = 4, .ihl = 5, .ttl = 64, .protocol = protocol,
		.tot_len = htons(len), .frag_off = htons(0x4000),
	};
	struct in_addr addr;

	inet_aton(net, &addr);
	ip.saddr = addr.s_addr | htonl(1);
	ip.daddr = addr.s_addr | htonl(2);
	ip.check = folded(sum(&ip, sizeof(ip), 0));
	return ip;
}

static void frame_make(struct gro_frame *f)
{
	const unsigned int len = sizeof(f->tcp) + GRO_PAYLOAD;
	const unsigned int inner = sizeof(f->inner) + len;

	memset(f, 0, sizeof(*f));
	memcpy(f->eth.h_dest, "\x02rxm-d", ETH_ALEN);
	memcpy(f->eth.h_source, "\x02rxm-s", ETH_ALEN);
	f->eth.h_proto = htons(ETH_P_IP);
	f->gre[1] = htons(ETH_P_IP);
	f->outer = ip_header(sizeof(f->outer) + sizeof(f->gre) + inner,
			     IPPROTO_GRE, "10.78.0.0");
	f->inner = ip_header(inner, IPPROTO_TCP, "10.79.0.0");
	f->tcp.source = htons(GRO_PORT);
	f->tcp.dest = htons(80);
	f->tcp.doff = 5;
	f->tcp.ack = 1;
	f->even = 0xffff;
	f->tcp.check = folded(sum(&f->inner.saddr, 8, /* and daddr */
				  sum(&f->tcp, len, IPPROTO_TCP + len)));
}

/* Whether CPU maps have GRO; those of Linux 6.12 do not. */
static bool cpumap_has_gro(void)
{
	struct btf *btf = btf__load_vmlinux_btf();
	const struct btf_type *entry;
	bool has = false;
	int id;

	id = btf__find_by_name_kind(btf, "bpf_cpu_map_entry", BTF_KIND_STRUCT);
	entry = btf__type_by_id(btf, id);
	for (int i = 0; entry && i < btf_vlen(entry); i++) {
		__u32 name = btf_members(entry)[i].name_off;

		has |= !strcmp("gro", btf__name_by_offset(btf, name));
	}
	btf__free(btf);
	return has;
}

FIXTURE(tunnel_gro) {
	struct tunnel_gro *bpf;
};

FIXTURE_VARIANT(tunnel_gro) {
	bool store;
};

FIXTURE_VARIANT_ADD(tunnel_gro, without_hash) {
	.store = false,
};
FIXTURE_VARIANT_ADD(tunnel_gro, with_stored_hash) {
	.store = true,
};

FIXTURE_SETUP(tunnel_gro)
{
	struct bpf_cpumap_val val = { .qsize = 2 * GRO_PACKETS };
	const __u32 cpu = PATH_CPU;

	ASSERT_EQ(0, net_ip("link add tx0 type veth peer name rx0\n"
			    "link set dev tx0 up\nlink set dev rx0 up\n"));
	ASSERT_EQ(0, net_set_gro("rx0", true));
	self->bpf = tunnel_gro__open_and_load();
	ASSERT_NE(NULL, self->bpf);
	self->bpf->bss->store = variant->store;
	ASSERT_EQ(0, bpf_map__update_elem(self->bpf->maps.cpus, &cpu,
					  sizeof(cpu), &val, sizeof(val), 0));
	ASSERT_NE(NULL, bpf_program__attach_tcx(self->bpf->progs.count,
						net_index("rx0"), NULL));
}

FIXTURE_TEARDOWN(tunnel_gro)
{
	tunnel_gro__destroy(self->bpf);
	net_ip("link del tx0\n");
}

/* The thread of the map is on the sender's CPU, so it gets all packets at once. */
TEST_F(tunnel_gro, merges_by_the_flow_inside)
{
	const struct path_run run = {
		.packets = GRO_PACKETS, .batch = GRO_PACKETS,
		.len = sizeof(struct gro_frame),
	};
	const __u32 skbs = variant->store && cpumap_has_gro() ? GRO_FLOWS :
			   GRO_PACKETS;
	struct gro_frame frame;

	frame_make(&frame);
	ASSERT_EQ(0, net_pin(PATH_CPU));
	ASSERT_EQ(0, path_live_prog(self->bpf->progs.send_to_cpu, &frame, &run,
				    "rx0"));
	EXPECT_EQ(0, net_wait(&self->bpf->bss->arrived, skbs));
	usleep(100000);
	EXPECT_EQ(skbs, self->bpf->bss->arrived);
	for (int i = 0; i < GRO_FLOWS; i++)
		EXPECT_EQ(GRO_SEGMENTS, self->bpf->bss->segments[i]);
}

TEST_MAIN(net_new)
