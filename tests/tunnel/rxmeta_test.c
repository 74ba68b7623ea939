// SPDX-License-Identifier: GPL-2.0
/*
 * The rxmeta tool, as one uses it from a shell. Everything happens on lo, which
 * has no XDP of its own but takes generic XDP.
 */
#include <arpa/inet.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../layer/harness.h"
#include "../layer/kernel.h"

#define TOOL	"/lab/rxmeta "

static char said[8192];

/* Run the tool; what it said is in said[]. Return: its exit code, or -1. */
static int __attribute__((format(printf, 1, 2))) rxmeta(const char *format, ...)
{
	char command[1024] = TOOL;
	va_list args;
	size_t len;
	FILE *out;
	int rc;

	va_start(args, format);
	vsnprintf(command + strlen(command), sizeof(command) - sizeof(TOOL),
		  format, args);
	va_end(args);
	strncat(command, " 2>&1", sizeof(command) - strlen(command) - 1);

	out = popen(command, "r");
	if (!out)
		return -1;
	len = fread(said, 1, sizeof(said) - 1, out);
	said[len] = 0;
	rc = pclose(out);
	return WIFEXITED(rc) ? WEXITSTATUS(rc) : -1;
}

static long counter(const char *name)
{
	char key[64], *at;

	snprintf(key, sizeof(key), "\"%s\":", name);
	at = strstr(said, key);
	return at ? atol(at + strlen(key)) : -1;
}

#define EXPECT_RXMETA(code, words, ...) do {				\
	EXPECT_EQ(code, rxmeta(__VA_ARGS__))				\
		TH_LOG("said: %s", said);				\
	EXPECT_NE(NULL, strstr(said, words))				\
		TH_LOG("said: %s", said);				\
} while (0)

TEST(rxmeta_usage)
{
	EXPECT_RXMETA(0, "attach IFACE", "--help");
	EXPECT_RXMETA(0, "--vxlan-port", "attach --help");
	EXPECT_RXMETA(2, "Usage", " ");
	EXPECT_RXMETA(2, "no command 'atach'", "atach lo");
	EXPECT_RXMETA(2, "wants an interface", "attach --pass");
	EXPECT_RXMETA(2, "one of --to", "attach lo");
	EXPECT_RXMETA(2, "one of --to", "attach lo --pass --to lo");
	EXPECT_RXMETA(2, "no option --pas;", "attach lo --pas");
	EXPECT_RXMETA(2, "what is 'eth0' for", "attach lo eth0 --pass");
	EXPECT_RXMETA(2, "40 bytes", "attach lo --pass --key 6d5a");
	EXPECT_RXMETA(2, "1 to 65535", "attach lo --pass --vxlan-port 65536");
	EXPECT_RXMETA(2, "--geneve-port wants 1 to 65535",
		      "attach lo --pass --geneve-port 0");
	EXPECT_RXMETA(2, "02:00", "attach lo --pass --dst-mac 02:00:00:00:00");
	EXPECT_RXMETA(2, "such as 0-2,5", "attach lo --cpus 3-1");
	EXPECT_RXMETA(2, "there is no CPU 9999", "attach lo --cpus 0,9999");
	EXPECT_RXMETA(2, "--hash wants", "attach lo --pass --hash outer");
	EXPECT_RXMETA(2, "--to wants DEV", "attach lo --to");
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
	EXPECT_RXMETA(0, "0x00000000\n", "hash %s --key %080d", flow, 0);
	EXPECT_RXMETA(2, "one family", "hash --saddr ::1 --daddr 127.0.0.1");
	EXPECT_RXMETA(2, "both --sport", "hash %s --sport 1", flow);
	EXPECT_RXMETA(2, "wants --saddr", "hash --daddr ::1");
}

/* It has a cleanup of its own, because pins outlive the process. */
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
	EXPECT_EQ(-1, access("/sys/fs/bpf/rxmeta/lo", F_OK));
	EXPECT_RXMETA(0, "", "attach lo --cpus 0 --mode generic --hash none");
	EXPECT_RXMETA(0, "", "detach lo");
}

/* One IPv4 packet in another, on its way over lo */
static int send_ipip(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	const unsigned char udp_in_ip[28] = {
		0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0, 0,
		66, 9, 149, 187, 161, 142, 100, 80,
		0x0a, 0xea, 0x06, 0xe6, 0, 8, 0, 0,
	};
	int fd = socket(AF_INET, SOCK_RAW, 4), rc;

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
	ASSERT_EQ(0, send_ipip());
	EXPECT_RXMETA(0, "{\"iface\":\"lo\",", "stat lo --json");
	EXPECT_EQ(1, counter("tunnel"));
	EXPECT_EQ(1, counter("ip"));
	EXPECT_EQ(0, counter("gre"));
	EXPECT_EQ(1, counter("configured"));
	EXPECT_EQ(layer, counter("stored"));
	EXPECT_EQ(!layer, counter("no_layer"));
	EXPECT_EQ(0, counter("redirected"));
	EXPECT_EQ(counter("seen"),
		  counter("configured") + counter("not_tunnel"));
	EXPECT_RXMETA(0, "kinds of tunnel", "stat lo");
}

TEST_F(rxmeta, probe)
{
	if (kernel_has_layer())
		EXPECT_RXMETA(0, "kernel stores", "probe");
	else
		EXPECT_RXMETA(1, "does not store", "probe");
	EXPECT_NE(NULL, strstr(said, "bpf_xdp_store_rx_hash"));
	EXPECT_EQ(kernel_has_layer(), !strstr(said, " no\n"));
	EXPECT_EQ(kernel_has_layer(), !!strstr(said, " yes\n"));
}

int main(int argc, char **argv)
{
	return harness_main(argc, argv, NULL);
}
