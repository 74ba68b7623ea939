// SPDX-License-Identifier: GPL-2.0
/*
 * What rxmeta says of an interface is true of the interface that has the name now,
 * whatever had the name before, and in whichever namespace.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/lib/rxmeta_tool.h"

#define NOTHING		"nothing is attached to"
#define GONE		"there is no interface"
#define LONG_NAME	"the.interface.that.faces.the.tunnels.of.rack-42"

FIXTURE(names) { };

FIXTURE_SETUP(names)
{
	ASSERT_EQ(0, net_new());
	ASSERT_EQ(0, net_ip("link add nam0 type veth peer name nam1\n"
			    "link set nam0 up\nlink set nam1 up\n"));
}

FIXTURE_TEARDOWN(names) { }

/* Whether the kernel has a program on an interface */
static bool has_xdp(const char *dev)
{
	LIBBPF_OPTS(bpf_xdp_query_opts, query);

	return !bpf_xdp_query(net_index(dev), 0, &query) &&
	       (query.prog_id || query.drv_prog_id || query.skb_prog_id);
}

TEST_F(names, vlan_with_a_dot)
{
	ASSERT_EQ(0, net_ip("link add link nam0 name nam0.100 type vlan id 100\n"
			    "link set nam0.100 up\n"));
	EXPECT_RXMETA(0, "", "attach nam0.100 --cpus 0 --mode generic");
	EXPECT_TRUE(has_xdp("nam0.100"));
	EXPECT_FALSE(has_xdp("nam0"));
	EXPECT_RXMETA(0, "{\"iface\":\"nam0.100\",", "stat nam0.100 --json");
	EXPECT_RXMETA(3, NOTHING " nam0", "stat nam0");
	EXPECT_RXMETA(0, "", "detach nam0.100");
	EXPECT_FALSE(has_xdp("nam0.100"));
}

/* A name may have the characters that JSON escapes. */
TEST_F(names, quoted_in_json)
{
	ASSERT_EQ(0, net_ip("link set nam0 name nam\"\\0\n"));
	EXPECT_RXMETA(0, "{\"iface\":\"nam\\\"\\\\0\",\"ifindex\":", "attach 'nam\"\\0' --cpus 0 --json");
	EXPECT_NE(NULL, strstr(rxmeta_output, ",\"cpus\":[0],\"threads\":0,\"not_kept\":{"));
	EXPECT_RXMETA(0, "{\"iface\":\"nam\\\"\\\\0\",\"seen\":", "stat 'nam\"\\0' --json");
	EXPECT_RXMETA(0, "{\"iface\":\"nam\\\"\\\\0\",\"detached\":true}\n", "detach 'nam\"\\0' --json");
}

TEST_F(names, removed_and_made_again)
{
	EXPECT_RXMETA(0, "", "attach nam0 --cpus 0");
	ASSERT_EQ(0, net_ip("link del nam0\n"));
	EXPECT_RXMETA(3, GONE " nam0", "stat nam0");
	EXPECT_RXMETA(3, GONE " nam0", "attach nam0 --cpus 0");
	EXPECT_RXMETA(3, GONE " nam0", "detach nam0");

	ASSERT_EQ(0, net_ip("link add nam0 type veth peer name nam1\n"));
	EXPECT_RXMETA(3, NOTHING " nam0", "stat nam0");
	EXPECT_RXMETA(3, NOTHING " nam0", "detach nam0");
	EXPECT_RXMETA(0, "", "attach nam0 --cpus 0");
	EXPECT_TRUE(has_xdp("nam0"));
	EXPECT_RXMETA(0, "seen", "stat nam0");
	EXPECT_RXMETA(3, "detach nam0' first", "attach nam0 --cpus 0");
}

/* A new interface may have the number of an old one, too. */
TEST_F(names, same_number_again)
{
	unsigned int index = net_index("nam0");
	char batch[128];

	EXPECT_RXMETA(0, "", "attach nam0 --cpus 0");
	snprintf(batch, sizeof(batch),
		 "link del nam0\nlink add nam0 index %u type veth\n", index);
	ASSERT_EQ(0, net_ip(batch));
	ASSERT_EQ(index, net_index("nam0"));
	EXPECT_RXMETA(3, NOTHING " nam0", "stat nam0");
	EXPECT_RXMETA(0, "", "attach nam0 --cpus 0");
	EXPECT_TRUE(has_xdp("nam0"));
}

TEST_F(names, renamed)
{
	EXPECT_RXMETA(0, "", "attach nam0 --cpus 0");
	ASSERT_EQ(0, net_ip("link set nam0 down\nlink set nam0 name new.0\n"
			    "link add nam0 type dummy\n"));
	EXPECT_RXMETA(0, "{\"iface\":\"new.0\",", "stat new.0 --json");
	EXPECT_RXMETA(3, NOTHING " nam0", "stat nam0");
	EXPECT_RXMETA(3, NOTHING " nam0", "detach nam0");
	EXPECT_TRUE(has_xdp("new.0"));
	EXPECT_RXMETA(0, "", "detach new.0");
	EXPECT_FALSE(has_xdp("new.0"));
}

TEST_F(names, alternative_name)
{
	ASSERT_EQ(0, net_ip("link property add dev nam0 altname " LONG_NAME "\n"));
	EXPECT_RXMETA(0, "", "attach " LONG_NAME " --cpus 0");
	EXPECT_RXMETA(0, "{\"iface\":\"nam0\",", "stat " LONG_NAME " --json");
	EXPECT_RXMETA(0, "", "detach nam0");
}

TEST_F(names, no_such_names)
{
	EXPECT_RXMETA(2, "an interface has an empty name", "stat ''");
	EXPECT_RXMETA(3, GONE, "attach ../../x --cpus 0");
	EXPECT_RXMETA(3, GONE, "detach %0200d", 1);
}

/* `ip netns exec` mounts another /sys, in which there is no bpffs. */
FIXTURE(namespaces) { };

static int sh(const char *command)
{
	int status = system(command);

	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

FIXTURE_SETUP(namespaces)
{
	ASSERT_EQ(0, net_new());
	sh("ip netns del nsa 2>/dev/null");
	ASSERT_EQ(0, sh("ip netns add nsa && ip -n nsa link add nam0 type veth peer name nam1"));
	ASSERT_EQ(0, net_ip("link add nam0 type veth peer name nam1\n"
			    "link set nam0 up\n"));
}

FIXTURE_TEARDOWN(namespaces)
{
	sh("ip netns del nsa");
}

#define INSIDE(words)	sh("ip netns exec nsa /lab/rxmeta " words " >/tmp/names.log 2>&1")

TEST_F(namespaces, one_name_in_two)
{
	EXPECT_EQ(0, INSIDE("attach nam0 --cpus 0"))
		sh("sed 's/^/# /' /tmp/names.log");
	EXPECT_EQ(0, INSIDE("stat nam0"));
	EXPECT_FALSE(has_xdp("nam0"));
	EXPECT_RXMETA(3, NOTHING " nam0", "stat nam0");
	EXPECT_RXMETA(3, NOTHING " nam0", "detach nam0");

	EXPECT_RXMETA(0, "", "attach nam0 --cpus 0");
	EXPECT_EQ(0, INSIDE("detach nam0"));
	EXPECT_TRUE(has_xdp("nam0"));
	EXPECT_EQ(3, INSIDE("stat nam0"));
	EXPECT_EQ(0, sh("grep -q '" NOTHING " nam0' /tmp/names.log"));
	EXPECT_RXMETA(0, "seen", "stat nam0");
}

TEST_F(namespaces, moved_with_its_program)
{
	EXPECT_RXMETA(0, "", "attach nam0 --cpus 0");
	ASSERT_EQ(0, net_ip("link set nam0 netns nsa name away\n"));
	EXPECT_RXMETA(3, GONE " nam0", "stat nam0");
	EXPECT_EQ(0, INSIDE("stat away"))
		sh("sed 's/^/# /' /tmp/names.log");
	EXPECT_EQ(0, INSIDE("detach away"));
	EXPECT_EQ(3, INSIDE("detach away"));
}

/* A program of another tool */
static int foreign_program(const char *name)
{
	struct bpf_insn pass[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .imm = XDP_PASS },
		{ .code = BPF_JMP | BPF_EXIT },
	};

	return bpf_prog_load(BPF_PROG_TYPE_XDP, name, "GPL", pass, 2, NULL);
}

TEST_F(names, program_of_another_tool)
{
	int fd = foreign_program("foreign");

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, bpf_xdp_attach(net_index("nam0"), fd, XDP_FLAGS_DRV_MODE,
				    NULL));
	EXPECT_RXMETA(3, "XDP program already, 'foreign'; 'ip link set nam0 xdp off' removes it",
		      "attach nam0 --cpus 0");
	EXPECT_RXMETA(3, "'foreign'", "attach nam0 --cpus 0 --mode generic");
	EXPECT_RXMETA(3, "nothing of rxmeta is attached to nam0: its XDP program is 'foreign'", "stat nam0");
	EXPECT_RXMETA(3, "'foreign'", "detach nam0");
	EXPECT_TRUE(has_xdp("nam0"));
	close(fd);
}

TEST_F(names, generic_program_of_another_tool)
{
	int fd = foreign_program("foreign");

	ASSERT_EQ(0, bpf_xdp_attach(net_index("nam0"), fd, XDP_FLAGS_SKB_MODE,
				    NULL));
	EXPECT_RXMETA(3, "XDP program already, 'foreign'; 'ip link set nam0 xdpgeneric off' removes it",
		      "attach nam0 --cpus 0 --mode generic");
	close(fd);
}

/* It has the name of ours, and not the maps. */
TEST_F(names, another_version)
{
	int fd = foreign_program("tunnel");

	ASSERT_EQ(0, bpf_xdp_attach(net_index("nam0"), fd, XDP_FLAGS_DRV_MODE,
				    NULL));
	close(fd);
	EXPECT_RXMETA(3, "another version of rxmeta is attached to nam0: 'rxmeta detach nam0', then attach again",
		      "stat nam0");
	EXPECT_RXMETA(3, "nam0 is attached already; 'rxmeta detach nam0' first",
		      "attach nam0 --cpus 0");
	EXPECT_RXMETA(0, "", "detach nam0");
	EXPECT_FALSE(has_xdp("nam0"));
}

TEST_F(names, not_root)
{
	EXPECT_RXMETA(0, "", "attach nam0 --cpus 0");
	ASSERT_EQ(0, setresuid(65534, 65534, 65534));
	EXPECT_RXMETA(3, "cannot ask for the XDP program of nam0: Operation not permitted; be root",
		      "stat nam0");
	EXPECT_RXMETA(3, "of nam0: Operation not permitted; be root", "detach nam0");
	EXPECT_RXMETA(3, "of nam0: Operation not permitted; be root", "attach nam0 --cpus 0");
	EXPECT_TRUE(has_xdp("nam0"));
}

/* Whether an interface has a program, anyone may ask. */
TEST_F(names, not_root_and_no_program)
{
	ASSERT_EQ(0, setresuid(65534, 65534, 65534));
	EXPECT_RXMETA(3, "may not load BPF programs: be root", "attach nam0 --cpus 0");
	EXPECT_RXMETA(3, "may not load BPF programs: be root", "attach nam0 --cpus 0 --keep none");
	EXPECT_EQ(NULL, strstr(rxmeta_output, "libbpf")) TH_LOG("%s", rxmeta_output);
	EXPECT_RXMETA(3, "may not load BPF programs: be root", "watch nam0");
	EXPECT_FALSE(has_xdp("nam0"));
}

TEST_F(names, without_a_socket)
{
	EXPECT_EQ(3, sh("exec >/tmp/names.log 2>&1; ulimit -n 3; exec /lab/rxmeta stat nam0"));
	EXPECT_EQ(0, sh("grep -q 'cannot ask for interface nam0: Too many open files' /tmp/names.log"))
		sh("sed 's/^/# /' /tmp/names.log");
}

/* What an earlier version of the tool left: a pinned link */
TEST_F(names, pins_of_old)
{
	int prog = foreign_program("foreign"), link;

	sh("mount -t bpf bpf /sys/fs/bpf 2>/dev/null");
	sh("mkdir -p /sys/fs/bpf/rxmeta/nam0");
	link = bpf_link_create(prog, net_index("nam0"), BPF_XDP, NULL);
	ASSERT_LE(0, link);
	ASSERT_EQ(0, bpf_obj_pin(link, "/sys/fs/bpf/rxmeta/nam0/link"));
	EXPECT_RXMETA(3, "'bpftool link detach id ", "attach nam0 --cpus 0");
	EXPECT_RXMETA(3, "'foreign'", "detach nam0");
	EXPECT_EQ(0, access("/sys/fs/bpf/rxmeta/nam0/link", F_OK));

	close(prog);
	close(link);
	ASSERT_EQ(0, net_ip("link del nam0\n"));
	EXPECT_RXMETA(0, "", "detach nam0");
	EXPECT_EQ(-1, access("/sys/fs/bpf/rxmeta", F_OK));
	EXPECT_RXMETA(3, GONE, "detach nam0");
}

/* If two attach at the same time, one of them fails. */
TEST_F(names, two_at_once)
{
	int status, done = 0, refused = 0, i;
	pid_t pid[2];

	for (i = 0; i < 2; i++) {
		pid[i] = fork();
		if (!pid[i]) {
			execl("/lab/rxmeta", "rxmeta", "attach", "nam0",
			      "--cpus", "0", NULL);
			_exit(127);
		}
	}
	for (i = 0; i < 2; i++) {
		ASSERT_EQ(pid[i], waitpid(pid[i], &status, 0));
		done += WIFEXITED(status) && !WEXITSTATUS(status);
		refused += WIFEXITED(status) && WEXITSTATUS(status) == 3;
	}
	EXPECT_EQ(1, done);
	EXPECT_EQ(1, refused);
	EXPECT_RXMETA(0, "seen", "stat nam0");
}

TEST_MAIN(NULL)
