// SPDX-License-Identifier: GPL-2.0
/*
 * The keys of `rxmeta attach --ipsec`: files that are refused, the kernel's SAs as they
 * change, and what is left of a key after detach.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bpf/bpf.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/lib/refused_call.h"
#include "tests/lib/rxmeta_tool.h"
#include "key_in_memory.h"

#define KEYS		"/tmp/keys"
#define KEY		"0x2b7e151628aed2a6abf7158809cf4f3c"
#define SECRET		"2b7e1516"
#define GCM		"rfc4106(gcm(aes)) " KEY "0a1b2c3d"
#define ATTACH		"attach src0 --pass --mode generic --keep none --ipsec "
#define WAIT_MS		10000
#define MANY		300

FIXTURE(ipsec_keys) { };

FIXTURE_SETUP(ipsec_keys)
{
	ASSERT_EQ(0, net_new());
	ASSERT_EQ(0, net_ip("link add src0 type veth peer name src1\n"
			    "link set src0 up\nlink set src1 up\n"));
}

FIXTURE_TEARDOWN(ipsec_keys)
{
	unlink(KEYS);
}

static int write_keys(const char *text, mode_t mode)
{
	int fd = open(KEYS, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	bool ok = fd >= 0 && write(fd, text, strlen(text)) == strlen(text) &&
		  !fchmod(fd, mode);

	close(fd);
	return ok ? 0 : -1;
}

/* One message a mistake, and none shows the key. Each refusal loads the program first, which
 * takes a busy machine seconds.
 */
TEST_F_TIMEOUT(ipsec_keys, files_are_refused, 120)
{
	static const struct {
		const char *text, *says;
	} files[] = {
		{ "192.0.2.1 0x1001 tunnel " GCM, "keys:1: want six fields" },
		{ "192.0.2.1 0x1001 tunnel " GCM " 128 more", "keys:1: want six fields" },
		{ "\n# SAs\n192.0.2 0x1001 tunnel " GCM " 128\n",
		  "keys:3: the first field is no IPv4 or IPv6 address" },
		{ "192.0.2.1 255 tunnel " GCM " 128", "keys:1: the SPI is no number" },
		{ "192.0.2.1 0x100000000 tunnel " GCM " 128", "keys:1: the SPI is no number" },
		{ "192.0.2.1 spi tunnel " GCM " 128", "keys:1: the SPI is no number" },
		{ "192.0.2.1 0x1001 beet " GCM " 128", "keys:1: the mode is neither" },
		{ "192.0.2.1 0x1001 tunnel rfc7539esp(chacha20,poly1305) " KEY " 128",
		  "keys:1: this cipher is not read" },
		{ "192.0.2.1 0x1001 tunnel rfc4106(gcm(aes)) " KEY " 128",
		  "keys:1: the key has not the length" },
		{ "192.0.2.1 0x1001 tunnel cbc(aes) - 96", "keys:1: the key has not the length" },
		{ "192.0.2.1 0x1001 tunnel cbc(aes) " SECRET " 96", "keys:1: the key is not 0x" },
		{ "192.0.2.1 0x1001 tunnel cbc(aes) " KEY "f 96", "keys:1: the key is not 0x" },
		{ "192.0.2.1 0x1001 tunnel cbc(aes) " KEY "xy 96", "keys:1: the key is not 0x" },
		{ "192.0.2.1 0x1001 tunnel cbc(aes) " KEY " 97", "keys:1: the bits of the ICV" },
		{ "192.0.2.1 0x1001 tunnel cbc(aes) " KEY " 520", "keys:1: the bits of the ICV" },
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		ASSERT_EQ(0, write_keys(files[i].text, 0600));
		EXPECT_RXMETA(2, files[i].says, ATTACH KEYS);
		EXPECT_EQ(NULL, strstr(rxmeta_output, SECRET));
	}
	EXPECT_RXMETA(3, "nothing is attached to src0", "stat src0");
}

TEST_F(ipsec_keys, places_are_refused)
{
	EXPECT_RXMETA(2, "cannot read /tmp/keys: No such file", ATTACH KEYS);
	EXPECT_RXMETA(2, "/tmp is no file of at most 1 MiB", ATTACH "/tmp");
	ASSERT_EQ(0, write_keys("", 0600));
	ASSERT_EQ(0, truncate(KEYS, (1 << 20) + 1));
	EXPECT_RXMETA(2, "/tmp/keys is no file of at most 1 MiB", ATTACH KEYS);
	unlink(KEYS);
	ASSERT_EQ(0, write_keys("192.0.2.1 0x1001 tunnel " GCM " 128", 0640));
	EXPECT_RXMETA(2, "others may read the keys in /tmp/keys: 'chmod 600 /tmp/keys'",
		      ATTACH KEYS);
	EXPECT_RXMETA(3, "cannot read the SAs of the kernel in nowhere: No such file",
		      ATTACH "kernel:nowhere");
	EXPECT_RXMETA(3, "cannot read the SAs of the kernel in /proc/self/exe: Invalid",
		      ATTACH "kernel:/proc/self/exe");
	EXPECT_RXMETA(2, "--ipsec wants KEYS", "attach src0 --pass --ipsec");
	EXPECT_RXMETA(3, "nothing is attached to src0", "stat src0");
}

/* 1024 SAs are the most. */
TEST_F(ipsec_keys, too_many_are_refused)
{
	static char text[1025 * 128];
	size_t len = 0;

	for (int i = 0; i < 1025; i++)
		len += sprintf(text + len, "192.0.2.1 %d tunnel ecb(cipher_null) - 96\n",
			       0x1000 + i);
	ASSERT_EQ(0, write_keys(text, 0600));
	EXPECT_RXMETA(2, "keys:1025: more than 1024 SAs", ATTACH KEYS);
	*strrchr(text, '1') = 0;
	*(strrchr(text, '\n') + 1) = 0;
	ASSERT_EQ(0, write_keys(text, 0600));
	EXPECT_RXMETA(0, "", ATTACH KEYS);
	EXPECT_RXMETA(0, "\"sas\":1024", "stat src0 --json");
	EXPECT_RXMETA(0, "", "detach src0");
}

TEST_F(ipsec_keys, too_many_of_the_kernel_are_refused)
{
	static char text[1025 * 128];
	size_t len = 0;

	for (int i = 0; i < 1025; i++)
		len += sprintf(text + len, "xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi %d enc ecb(cipher_null) \"\"\n",
			       0x1000 + i);
	ASSERT_EQ(0, net_ip(text));
	EXPECT_RXMETA(3, "the kernel has more than 1024 SAs of ESP", ATTACH "kernel");
	ASSERT_EQ(0, net_ip("xfrm state delete src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1000\n"));
	EXPECT_RXMETA(0, "", ATTACH "kernel");
	EXPECT_RXMETA(0, "\"sas\":1024", "stat src0 --json");
	EXPECT_RXMETA(0, "", "detach src0");
}

TEST_F(ipsec_keys, without_ipsec_nothing_is_said)
{
	EXPECT_RXMETA(0, "", "attach src0 --pass --mode generic --keep none");
	EXPECT_RXMETA(0, "", "stat src0 --json");
	EXPECT_EQ(-1, rxmeta_counter("sas"));
}

static bool comes_to(long sas)
{
	for (int waited = 0; waited < WAIT_MS; waited += 20) {
		if (!rxmeta("stat src0 --json") && rxmeta_counter("sas") == sas)
			return true;
		usleep(20000);
	}
	return false;
}

#define SA(spi)	"xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi " spi	\
		" mode tunnel "
#define AEAD	"aead " GCM " 128\n"

/* What is there before, added, replaced, deleted, flushed, and what expires */
TEST_F(ipsec_keys, kernel_is_followed)
{
	ASSERT_EQ(0, net_ip(SA("0x1001") AEAD));
	EXPECT_RXMETA(0, "", ATTACH "kernel");
	EXPECT_TRUE(comes_to(1));
	ASSERT_EQ(0, net_ip(SA("0x1002") AEAD SA("0x1003") AEAD));
	EXPECT_TRUE(comes_to(3));
	ASSERT_EQ(0, net_ip("xfrm state update src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1002 mode tunnel "
			    AEAD));
	ASSERT_EQ(0, net_ip("xfrm state delete src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1001\n"));
	EXPECT_TRUE(comes_to(2));
	ASSERT_EQ(0, net_ip("xfrm state flush proto ah\n"));
	ASSERT_EQ(0, net_ip(SA("0x1004") "limit time-hard 1 " AEAD));
	EXPECT_TRUE(comes_to(3));
	EXPECT_TRUE(comes_to(2));
	ASSERT_EQ(0, net_ip("xfrm state flush\n"));
	EXPECT_TRUE(comes_to(0));
	EXPECT_RXMETA(0, "", "detach src0");
}

/* The tunnel's end is in another namespace, as behind a veth. */
TEST_F(ipsec_keys, another_namespace_is_followed)
{
	int own = open("/proc/self/ns/net", O_RDONLY);

	ASSERT_EQ(0, net_new());
	ASSERT_EQ(0, net_ip(SA("0x1001") AEAD SA("0x1002") AEAD
			    "link add src0 type veth peer name src1\n"));
	EXPECT_RXMETA(0, "", ATTACH "kernel:/proc/%d/fd/%d", getpid(), own);
	EXPECT_TRUE(comes_to(0));
	EXPECT_RXMETA(0, "", "detach src0");
	EXPECT_RXMETA(0, "", ATTACH "kernel");
	EXPECT_TRUE(comes_to(2));
	EXPECT_RXMETA(0, "", "detach src0");
	close(own);
}

/* Return: how many processes of the tool there are. @last: set to one of them */
static int find_followers(pid_t *last)
{
	DIR *proc = opendir("/proc");
	char path[300], exe[64];
	struct dirent *each;
	int n = 0;

	while (proc && (each = readdir(proc))) {
		snprintf(path, sizeof(path), "/proc/%s/exe", each->d_name);
		memset(exe, 0, sizeof(exe));
		if (readlink(path, exe, sizeof(exe) - 1) > 0 && !strcmp(exe, "/lab/rxmeta")) {
			*last = atoi(each->d_name);
			n++;
		}
	}
	if (proc)
		closedir(proc);
	return n;
}

static int followers(void)
{
	pid_t last;

	return find_followers(&last);
}

/* Return: how many maps with keys there are. */
static int key_maps(void)
{
	struct bpf_map_info info;
	__u32 id = 0, len;
	int n = 0, fd;

	while (!bpf_map_get_next_id(id, &id)) {
		fd = bpf_map_get_fd_by_id(id);
		memset(&info, 0, sizeof(info));
		len = sizeof(info);
		if (fd >= 0 && !bpf_map_get_info_by_fd(fd, &info, &len))
			n += !strncmp(info.name, "ipsec_", 6);
		close(fd);
	}
	return n;
}

/* When detach returns, neither the process nor its maps exist. */
TEST_F(ipsec_keys, detach_ends_all)
{
	ASSERT_EQ(0, net_ip(SA("0x1001") AEAD));
	EXPECT_RXMETA(0, "", ATTACH "kernel");
	EXPECT_EQ(1, followers());
	EXPECT_EQ(3, key_maps());
	EXPECT_RXMETA(0, "", "detach src0");
	EXPECT_EQ(0, key_maps());
	EXPECT_EQ(0, followers());
}

static bool map_is_wiped(int fd)
{
	struct bpf_map_info info = { };
	__u32 slot, len = sizeof(info);
	__u8 value[256];
	size_t i;

	if (bpf_map_get_info_by_fd(fd, &info, &len) || info.value_size > sizeof(value))
		return false;
	for (slot = 0; slot < info.max_entries; slot++) {
		if (bpf_map_lookup_elem(fd, &slot, value))
			return false;
		for (i = 0; i < info.value_size; i++)
			if (value[i])
				return false;
	}
	return true;
}

/* A socket of the usual size has no room for so many changes, of which one SA is left. */
TEST_F_TIMEOUT(ipsec_keys, lost_changes_are_made_up_for, 120)
{
	static const struct refused_call call = {
		.nr = __NR_setsockopt, .at = 3, .value = SO_RCVBUFFORCE, .error = EPERM,
	};
	static char text[2 * MANY * 128];
	pid_t pid;
	size_t len = 0;
	int i;

	ASSERT_EQ(0, refused_run(&call, "/lab/rxmeta " ATTACH "kernel", "/tmp/keys_says"));
	ASSERT_EQ(1, find_followers(&pid));
	ASSERT_EQ(0, kill(pid, SIGSTOP));
	for (i = 0; i < MANY; i++)
		len += sprintf(text + len, "xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi %d enc ecb(cipher_null) \"\"\n",
			       0x1000 + i);
	for (i = 1; i < MANY; i++)
		len += sprintf(text + len, "xfrm state delete src 192.0.2.1 dst 192.0.2.2 proto esp spi %d\n",
			       0x1000 + i);
	ASSERT_EQ(0, net_ip(text));
	ASSERT_EQ(0, kill(pid, SIGCONT));
	EXPECT_TRUE(comes_to(1)) TH_LOG("%s", rxmeta_output);
	EXPECT_RXMETA(0, "", "detach src0");
}

/* Return: file descriptor of the map with the keys, or -1. */
static int open_sas(void)
{
	struct bpf_map_info info = { };
	__u32 id = 0, len = sizeof(info);
	int fd;

	while (!bpf_map_get_next_id(id, &id)) {
		fd = bpf_map_get_fd_by_id(id);
		if (!bpf_map_get_info_by_fd(fd, &info, &len) && !strcmp(info.name, "ipsec_sas"))
			return fd;
		close(fd);
	}
	return -1;
}

/* A process that has a map of the program open keeps it, but no key in it. */
TEST_F_TIMEOUT(ipsec_keys, held_maps_are_said, 120)
{
	int fd;

	ASSERT_EQ(0, net_ip(SA("0x1001") AEAD));
	EXPECT_RXMETA(0, "", ATTACH "kernel");
	fd = open_sas();
	ASSERT_LE(0, fd);
	EXPECT_RXMETA(0, "detached, but a process still holds the program's maps", "detach src0");
	EXPECT_TRUE(map_is_wiped(fd));
	close(fd);
}

/* Return: how many users the kernel's ciphers with AES in CBC have. */
static int cipher_users(void)
{
	FILE *from = popen("awk '$1 == \"name\" { cbc = $3 ~ /cbc\\(aes/ } $1 == \"refcnt\" && cbc { n += $3 } END { print n + 0 }' /proc/crypto", "r");
	int n = -1;

	if (from && fscanf(from, "%d", &n) != 1)
		n = -1;
	if (from)
		pclose(from);
	return n;
}

static bool cipher_users_become(int want)
{
	for (int waited = 0; waited < WAIT_MS && cipher_users() != want; waited += 50)
		usleep(50000);
	return cipher_users() == want;
}

#define CBC_SA	SA("0x1001") "enc cbc(aes) " KEY "\n"

/* The cipher of an SA goes with it, and not only with the program. The first round makes the
 * kernel's instances of the cipher, which stay.
 */
TEST_F_TIMEOUT(ipsec_keys, cipher_goes_with_its_sa, 120)
{
	int users;

	for (int round = 0; round < 2; round++) {
		EXPECT_RXMETA(0, "", ATTACH "kernel");
		EXPECT_TRUE(comes_to(0));
		users = cipher_users();
		ASSERT_EQ(0, net_ip(CBC_SA));
		EXPECT_TRUE(comes_to(1));
		EXPECT_LT(users, cipher_users());
		ASSERT_EQ(0, net_ip("xfrm state flush\n"));
		EXPECT_TRUE(comes_to(0));
		if (round)
			EXPECT_TRUE(cipher_users_become(users)) TH_LOG("%d, not %d", cipher_users(), users);
		EXPECT_RXMETA(0, "", "detach src0");
	}
}

/* Nor do they when a command ends that works for a while. */
TEST_F_TIMEOUT(ipsec_keys, spread_ends_all, 120)
{
	ASSERT_EQ(0, net_ip("link add to0 type veth peer name to1\n"
			    "link set to0 up\nlink set to1 up\n" SA("0x1001") AEAD));
	ASSERT_EQ(0, net_set_gro("to1", true));
	EXPECT_RXMETA(0, "; for 1 s", "spread src0 --to veth:to0 --keep none --ipsec kernel --seconds 1");
	EXPECT_EQ(0, key_maps());
	EXPECT_EQ(0, followers());
	EXPECT_RXMETA(0, "", ATTACH "kernel");
	EXPECT_RXMETA(0, "", "detach src0");
}

/* Another tool detaches, or the interface is removed. */
TEST_F(ipsec_keys, process_ends_with_the_program)
{
	int waited;

	EXPECT_RXMETA(0, "", ATTACH "kernel");
	EXPECT_EQ(1, followers());
	ASSERT_EQ(0, net_ip("link set src0 xdpgeneric off\n"));
	for (waited = 0; waited < WAIT_MS && (followers() || key_maps()); waited += 50)
		usleep(50000);
	EXPECT_EQ(0, followers());
	EXPECT_RXMETA(0, "", ATTACH "kernel");
	ASSERT_EQ(0, net_ip("link delete src0\n"));
	for (waited = 0; waited < WAIT_MS && (followers() || key_maps()); waited += 50)
		usleep(50000);
	EXPECT_EQ(0, followers());
	EXPECT_EQ(0, key_maps());
}

/* libxdp's pins would keep the program, but not its keys. */
TEST_F_TIMEOUT(ipsec_keys, below_a_dispatcher, 120)
{
	int waited;

	ASSERT_EQ(0, net_ip(SA("0x1001") AEAD));
	EXPECT_RXMETA(0, "", ATTACH "kernel --dispatcher");
	EXPECT_TRUE(comes_to(1));
	EXPECT_EQ(1, followers());
	EXPECT_RXMETA(0, "", "detach src0");
	EXPECT_EQ(0, key_maps());
	EXPECT_EQ(0, followers());
	EXPECT_RXMETA(0, "", ATTACH "kernel --dispatcher");
	ASSERT_EQ(0, net_ip("link delete src0\n"));
	for (waited = 0; waited < WAIT_MS && followers(); waited += 50)
		usleep(50000);
	EXPECT_EQ(0, followers());
	EXPECT_EQ(0, system("xdp-loader clean"));
	for (waited = 0; waited < WAIT_MS && key_maps(); waited += 50)
		usleep(50000);
	EXPECT_EQ(0, key_maps());
}

/* The map has the salt, and no byte of the key. It is held open, or the kernel would free the
 * cipher with it, and nothing would show that rxmeta wipes it.
 */
TEST_F_TIMEOUT(ipsec_keys, no_key_in_memory_after_detach, 120)
{
	char text[128];
	int waited, fd;

	if (!memory_is_readable())
		SKIP(return, "the kernel has no /proc/kcore");
	masked_key_line(text, "192.0.2.1 0x1001 tunnel cbc(aes) ", " 96\n");
	ASSERT_EQ(0, write_keys(text, 0600));
	EXPECT_RXMETA(0, "", ATTACH KEYS);
	EXPECT_LT(0, masked_key_in_memory());
	fd = open_sas();
	ASSERT_LE(0, fd);
	EXPECT_RXMETA(0, "", "detach src0");
	/* The kernel frees a cipher after a grace period. */
	for (waited = 0; waited < 3 && masked_key_in_memory(); waited++)
		sleep(1);
	EXPECT_EQ(0, masked_key_in_memory());
	close(fd);
}

TEST_MAIN(NULL)
