// SPDX-License-Identifier: GPL-2.0
/*
 * The tool rxmeta, run as from a shell. Most cases use lo, whose driver has no XDP but
 * which takes generic XDP.
 */
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/lib/ancillary.h"
#include "tests/lib/harness.h"
#include "tests/lib/kernel.h"
#include "tests/lib/net.h"
#include "tests/lib/packet.h"
#include "tests/lib/rss_vectors.h"
#include "tests/lib/rxmeta_tool.h"

TEST(rxmeta_usage)
{
	EXPECT_RXMETA(0, "attach  IFACE", "--help");
	EXPECT_RXMETA(0, "attach  IFACE", "help");
	EXPECT_RXMETA(0, "--vxlan-port", "help attach");
	EXPECT_RXMETA(0, "--compat", "help spread");
	EXPECT_RXMETA(0, "Usage: rxmeta probe [IFACE] [OPTIONS]\n", "help probe");
	EXPECT_RXMETA(2, "no command 'atach'", "help atach");
	EXPECT_RXMETA(0, "rxmeta " RXMETA_VERSION "\n", "--version");
	EXPECT_RXMETA(0, "rxmeta " RXMETA_VERSION "\n", "version");
	EXPECT_RXMETA(0, "--vxlan-port", "attach --help");
	EXPECT_RXMETA(2, "Usage", " ");
	EXPECT_RXMETA(2, "no command 'atach'", "atach lo");
	EXPECT_RXMETA(2, "wants an interface", "attach --pass");
	EXPECT_RXMETA(2, "one of --to", "attach lo");
	EXPECT_RXMETA(2, "one of --to", "attach lo --pass --to lo");
	EXPECT_RXMETA(2, "no option --pas;", "attach lo --pas");
	EXPECT_RXMETA(2, "'eth0' is one word too many", "attach lo eth0 --pass");
	EXPECT_RXMETA(2, "40 bytes", "attach lo --pass --key 6d5a");
	EXPECT_RXMETA(2, "1 to 65535", "attach lo --pass --vxlan-port 65536");
	EXPECT_RXMETA(2, "or 2 of them", "attach lo --pass --vxlan-port 1,2,3");
	EXPECT_RXMETA(2, "1 to 65535", "attach lo --pass --vxlan-port 4789,");
	EXPECT_RXMETA(2, "--gue-port wants", "attach lo --pass --gue-port 1,2");
	EXPECT_RXMETA(2, "--fou-port wants", "attach lo --pass --fou-port x");
	EXPECT_RXMETA(2, "--geneve-port wants 1 to 65535",
		      "attach lo --pass --geneve-port 0");
	EXPECT_RXMETA(2, "UDP port 8472 cannot be that of VXLAN and of Geneve;",
		      "attach lo --pass --geneve-port 8472");
	EXPECT_RXMETA(2, "UDP port 6635 cannot be that of FOU and of MPLS;",
		      "attach lo --pass --fou-port 6635");
	EXPECT_RXMETA(2, "UDP port 6080 cannot be that of Geneve and of GUE;",
		      "attach lo --pass --geneve-port 6080");
	EXPECT_RXMETA(2, "UDP port 2152 cannot be that of Geneve and of GTP-U;",
		      "attach lo --pass --geneve-port 2152");
	EXPECT_RXMETA(2, "UDP port 4500 cannot be that of L2TP and of ESP;",
		      "attach lo --pass --l2tp-port 4500");
	EXPECT_RXMETA(2, "--vxlan-gpe-port wants 1 to 65535",
		      "attach lo --pass --vxlan-gpe-port 0");
	EXPECT_RXMETA(2, "--mpls-port wants", "attach lo --pass --mpls-port x");
	EXPECT_RXMETA(2, "--gtp-port wants", "attach lo --pass --gtp-port 1,2");
	EXPECT_RXMETA(2, "--l2tp-header wants 0 to 12, not '13'",
		      "attach lo --pass --l2tp-header 13");
	EXPECT_RXMETA(2, "ip,gre,gre_eth", "attach lo --pass --kinds gre,gree");
	EXPECT_RXMETA(2, "--kinds wants some of these", "attach lo --pass --kinds gre,");
	EXPECT_RXMETA(2, "02:00:00:00:00:01, or keep", "attach lo --pass --dst-mac 02:00:00:00:00");
	EXPECT_RXMETA(2, "such as 0-2,5", "attach lo --cpus 3-1");
	EXPECT_RXMETA(2, "there is no CPU 9999", "attach lo --cpus 0,9999");
	EXPECT_RXMETA(2, "such as 0-2,5", "attach lo --cpus 4294967296");
	EXPECT_RXMETA(2, "such as 0-2,5", "attach lo --cpus 0-18446744073709551616");
	EXPECT_RXMETA(2, "an interface has an empty name", "attach '' --cpus 0");
	EXPECT_RXMETA(2, "an interface has an empty name", "attach lo --to cpu:0,veth:");
	EXPECT_RXMETA(2, "--hash wants", "attach lo --pass --hash outer");
	EXPECT_RXMETA(2, "--to wants WHERE", "attach lo --to");
	EXPECT_RXMETA(2, "--keep wants none, or", "attach lo --pass --keep tag");
	EXPECT_RXMETA(2, "--keep wants none, or",
		      "attach lo --pass --keep hash,");
	EXPECT_RXMETA(2, "is for --hash none", "attach lo --pass --keep hash");
	EXPECT_RXMETA(2, "--json takes no value", "attach lo --pass --json=1");
	EXPECT_RXMETA(2, "--mode wants native or generic, not 'x'", "attach lo --pass --mode x");
	EXPECT_RXMETA(2, "there may be at most 64 CPUs", "attach lo --cpus 0-64");
	EXPECT_RXMETA(2, "--count wants 1 to 1000000000, not '0'", "watch lo --count 0");
	EXPECT_RXMETA(2, "--sport wants 0 to 65535, not '65536'", "hash --sport 65536");
}

/* 64 CPUs, the last one of those that the kernel does not have, and a veth */
TEST(rxmeta_long_list)
{
	char to[512] = "cpu:";
	size_t len;
	int i;

	for (i = 0; i < 63; i++)
		strcat(to, "00000,");
	strcat(to, "65432");
	EXPECT_RXMETA(2, "there is no CPU 65432", "attach lo --to %s", to);
	len = strlen(to);
	snprintf(to + len, sizeof(to) - len, ",veth:none");
	EXPECT_RXMETA(2, "there is no CPU 65432", "attach lo --to %s", to);
}

/* What was to be printed has no room. */
TEST(rxmeta_full_disk)
{
	static const char * const commands[] = {
		"help", "help attach", "version", "probe", "probe --json",
		"hash --saddr 1.2.3.4 --daddr 1.2.3.5", "stat lo", "stat lo --json",
		"detach lo --json"
	};
	size_t i;

	EXPECT_RXMETA(0, "", "attach lo --pass --mode generic");
	for (i = 0; i < ARRAY_SIZE(commands); i++)
		EXPECT_RXMETA(3, "rxmeta: cannot write all output", "%s 2>/tmp/said >/dev/full; rc=$?; cat /tmp/said; exit $rc;:",
			      commands[i]);
	EXPECT_RXMETA(0, "", "help | head -n 1");
}

TEST(rxmeta_hash)
{
	const char *flow = "--saddr 66.9.149.187 --daddr 161.142.100.80";
	const char *flow6 = "--saddr=3ffe:2501:200:1fff::7 --daddr=3ffe:2501:200:3::1";
	const char *back = "--daddr 66.9.149.187 --saddr 161.142.100.80";

	EXPECT_RXMETA(0, "0x323e8fc2\n", "hash %s", flow);
	EXPECT_RXMETA(0, "0x51ccc178\n", "hash %s --sport 2794 --dport 1766",
		      flow);
	EXPECT_RXMETA(0, "0x2cc18cd5\n", "hash %s", flow6);
	EXPECT_RXMETA(0, "0x40207d3d\n", "hash %s --sport 2794 --dport 1766",
		      flow6);
	EXPECT_RXMETA(0, "0x51ccc178\n",
		      "hash %s --symmetric --sport 1766 --dport 2794", back);
	EXPECT_RXMETA(0, "{\"hash\":842960834}\n", "hash %s --json", flow);
	EXPECT_RXMETA(0, "0x00000000\n", "hash %s --key %080d", flow, 0);
	EXPECT_RXMETA(2, "one family", "hash --saddr ::1 --daddr 127.0.0.1");
	EXPECT_RXMETA(2, "both --sport", "hash %s --sport 1", flow);
	EXPECT_RXMETA(2, "wants --saddr", "hash --daddr ::1");
}

/* Pinned objects outlive the process, so the fixture detaches the program. */
FIXTURE(rxmeta) { };

FIXTURE_SETUP(rxmeta)
{
	rxmeta("detach lo");
}

FIXTURE_TEARDOWN(rxmeta)
{
	rxmeta("detach lo");
}

TEST_F(rxmeta, attach)
{
	EXPECT_RXMETA(3, "nothing is attached to lo", "stat lo");
	EXPECT_RXMETA(3, "nothing is attached to lo", "detach lo");
	EXPECT_RXMETA(3, "no interface none", "attach none --pass");
	EXPECT_RXMETA(3, "no interface none", "attach lo --to none");
	EXPECT_RXMETA(3, "--mode generic", "attach lo --pass");
	EXPECT_RXMETA(3, "nothing is attached to lo", "stat lo");

	EXPECT_RXMETA(0, "", "attach lo --pass --mode generic");
	EXPECT_RXMETA(3, "detach lo' first", "attach lo --pass --mode generic");
	EXPECT_RXMETA(0, "not_tunnel", "stat lo");
	EXPECT_RXMETA(0, "", "detach lo");
	EXPECT_RXMETA(0, "", "attach lo --cpus 0 --mode generic --hash none");
	EXPECT_RXMETA(0, "", "detach lo");
}

/* Send an IPv4 packet over lo that has another one behind its header. */
static int send_ip(int proto)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	const unsigned char udp_in_ip[28] = {
		0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0, 0,
		66, 9, 149, 187, 161, 142, 100, 80,
		0x0a, 0xea, 0x06, 0xe6, 0, 8, 0, 0,
	};
	int fd = socket(AF_INET, SOCK_RAW, proto), rc;

	if (fd < 0)
		return -1;
	rc = sendto(fd, udp_in_ip, sizeof(udp_in_ip), 0, (void *)&to,
		    sizeof(to));
	close(fd);
	return rc == sizeof(udp_in_ip) ? 0 : -1;
}

TEST_F(rxmeta, stat)
{
	bool layer = kernel_has_layer();

	EXPECT_RXMETA(0, "", "attach lo --pass --mode generic");
	ASSERT_EQ(0, send_ip(IPPROTO_IPIP));
	EXPECT_RXMETA(0, "{\"iface\":\"lo\",", "stat lo --json");
	EXPECT_EQ(1, rxmeta_counter("tunnel"));
	EXPECT_EQ(1, rxmeta_counter("ip"));
	EXPECT_EQ(0, rxmeta_counter("gre"));
	EXPECT_EQ(1, rxmeta_counter("configured"));
	EXPECT_EQ(layer, rxmeta_counter("stored"));
	EXPECT_EQ(!layer, rxmeta_counter("no_layer"));
	EXPECT_EQ(0, rxmeta_counter("redirected"));
	EXPECT_EQ(rxmeta_counter("seen"),
		  rxmeta_counter("configured") + rxmeta_counter("not_tunnel"));
	EXPECT_RXMETA(0, "kinds of tunnel", "stat lo");
}

/* What is not read has a name, and a kind that is not chosen passes. */
TEST_F(rxmeta, names_what_passes)
{
	EXPECT_RXMETA(0, "", "attach lo --pass --mode generic --kinds gre,pppoe");
	ASSERT_EQ(0, send_ip(IPPROTO_IPIP));
	ASSERT_EQ(0, send_ip(IPPROTO_ESP));
	ASSERT_EQ(0, send_ip(IPPROTO_ESP));
	EXPECT_RXMETA(0, "\"esp\":2,\"esp_udp\":0,\"etherip\":0", "stat lo --json");
	EXPECT_EQ(0, rxmeta_counter("tunnel"));
	EXPECT_EQ(1, rxmeta_counter("not_chosen"));
	EXPECT_EQ(2, rxmeta_counter("unreadable"));
	EXPECT_RXMETA(0, "unreadable, by protocol\n    esp                          2\n",
		      "stat lo");
}

/* Generic XDP loses nothing, so the tool reads and reports nothing. */
TEST_F(rxmeta, keeps_in_generic_mode)
{
	EXPECT_RXMETA(0, "", "attach lo --cpus 0 --mode generic --keep vlan_tag,timestamp");
	EXPECT_STREQ(kernel_has_layer() ? "" : rxmeta_output, rxmeta_output);
	EXPECT_RXMETA(0, "\"not_kept\":{}", "stat lo --json");
}

/* A veth, whose driver reports every value */
FIXTURE(rxmeta_veth) { };

FIXTURE_SETUP(rxmeta_veth)
{
	ASSERT_EQ(0, net_new());
	ASSERT_EQ(0, net_ip("link add rxm0 type veth peer name rxm1\n"
			    "link set rxm0 up\nlink set rxm1 up\n"));
	rxmeta("detach rxm0");
}

FIXTURE_TEARDOWN(rxmeta_veth)
{
	rxmeta("detach rxm0");
}

TEST_F(rxmeta_veth, keeps_what_the_kernel_can)
{
	if (kernel_has_layer()) {
		EXPECT_RXMETA(0, "", "attach rxm0 --cpus 0 --keep timestamp");
		EXPECT_STREQ("", rxmeta_output);
		EXPECT_RXMETA(0, "\"not_kept\":{}", "stat rxm0 --json");
		return;
	}
	EXPECT_RXMETA(3, "cannot store what rxm0 reports as timestamp",
		      "attach rxm0 --cpus 0 --keep timestamp");
	EXPECT_RXMETA(3, "nothing is attached", "stat rxm0");
	EXPECT_RXMETA(0, "reports as timestamp", "attach rxm0 --cpus 0");
	EXPECT_NE(NULL, strstr(rxmeta_output, "attached, but this kernel cannot store the hash; see 'rxmeta probe'"));
	EXPECT_RXMETA(0, "reports as timestamp", "stat rxm0");
	EXPECT_RXMETA(0, "\"not_kept\":{\"timestamp\":\"unstored\"}",
		      "stat rxm0 --json");
}

/* TCP in IPv4 in IPv4 */
static int send_frame(int fd)
{
	static const uint8_t layers[] = { ETH, IP4, IP4, TCP, END };
	static struct packet pkt;

	packet_begin(&pkt, &vectors[0].ends);
	packet_add(&pkt, layers);
	packet_end(&pkt, 64);
	return send(fd, pkt.bytes, pkt.len, 0) == pkt.len ? 0 : -1;
}

/* Tags of both TPIDs, which a veth passes on beside the packet */
TEST_F(rxmeta_veth, keeps_tags)
{
	static const struct {
		const char *dev;
		int tpid, tci;
	} tags[] = { { "rxm1.c", 0x8100, 7 }, { "rxm1.s", 0x88a8, 8 } };
	bool layer = kernel_has_layer();
	struct anc anc;
	char bytes[256];
	int i, from, to;

	ASSERT_EQ(0, net_ip("link add link rxm1 name rxm1.c type vlan id 7\n"
			    "link add link rxm1 name rxm1.s type vlan proto 802.1ad id 8\n"
			    "link set rxm1.c up\nlink set rxm1.s up\n"));
	to = net_socket("rxm0", true);
	ASSERT_LE(0, to);
	EXPECT_RXMETA(0, "", "attach rxm0 --cpus 0");
	for (i = 0; i < ARRAY_SIZE(tags); i++) {
		from = net_socket(tags[i].dev, false);
		ASSERT_EQ(0, send_frame(from));
		ASSERT_LT(0, anc_recv(to, bytes, sizeof(bytes), &anc));
		EXPECT_TRUE(anc.has_tag && anc.has_tpid);
		EXPECT_EQ(tags[i].tpid, anc.tpid);
		EXPECT_EQ(tags[i].tci, anc.tci);
		close(from);
	}
	EXPECT_RXMETA(0, "{", "stat rxm0 --json");
	EXPECT_EQ(2, rxmeta_counter("redirected"));
	EXPECT_EQ(layer ? 2 : 0, rxmeta_counter("vlan_tag")) TH_LOG("%s", rxmeta_output);
	EXPECT_EQ(layer ? 0 : 2, rxmeta_counter("vlan_tag_in_packet"));
}

/* A TAP device reports nothing. It leaves tags in the packet, so it loses none. */
TEST_F(rxmeta_veth, says_what_is_lost)
{
	ASSERT_EQ(0, net_ip("tuntap add dev rxm2 mode tap\n"));
	EXPECT_RXMETA(0, "rxm2 reports no timestamp", "attach rxm2 --cpus 0");
	EXPECT_EQ(NULL, strstr(rxmeta_output, "VLAN"));
	EXPECT_RXMETA(0, "rxm2 reports no timestamp", "stat rxm2");
	EXPECT_RXMETA(0, "\"not_kept\":{\"timestamp\":\"unreported\"}",
		      "stat rxm2 --json");
	EXPECT_RXMETA(0, "", "detach rxm2");
	EXPECT_RXMETA(3, "--keep timestamp cannot be done",
		      "attach rxm2 --cpus 0 --keep vlan_tag,timestamp");
	EXPECT_RXMETA(0, "", "attach rxm2 --cpus 0 --keep vlan_tag");
	EXPECT_RXMETA(0, "", "detach rxm2");
}

TEST_F(rxmeta, probe)
{
	if (kernel_has_layer())
		EXPECT_RXMETA(0, "kernel stores", "probe");
	else
		EXPECT_RXMETA(1, "does not store", "probe");
	EXPECT_NE(NULL, strstr(rxmeta_output, "bpf_xdp_store_rx_hash"));
	EXPECT_NE(NULL, strstr(rxmeta_output, kernel_has_layer() ?
			       "spread goes by the stored hash" :
			       "spread works in compat mode: a cpumap chooses the CPU"));
	EXPECT_NE(NULL, strstr(rxmeta_output, kernel_has_layer() ?
			       "the skb of a redirected packet has the stored hash" :
			       "the skb of a redirected packet gets the hash by a tc program"));
	EXPECT_EQ(kernel_has_layer(), !strstr(rxmeta_output, " no\n"));
	EXPECT_EQ(kernel_has_layer(), !!strstr(rxmeta_output, " yes\n"));
}

TEST_MAIN(NULL)
