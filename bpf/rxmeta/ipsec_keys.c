// SPDX-License-Identifier: GPL-2.0
/*
 * The keys of a program that reads ESP: where they come from, and their end.
 *
 * Those of the kernel change. A process follows them as long as the program is attached.
 * It holds the maps and not the program, and sees by the program's number when it ends.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "attached_program.h"
#include "fail.h"
#include "interface.h"
#include "ipsec_keys.h"
#include "probe.h"
#include "program.h"
#include "sa.h"
#include "sa_file.h"
#include "sa_kernel.h"
#include "sa_table.h"
#include "settings.h"
#include "bpf/tunnel/tunnel.skel.h"

#define FROM_KERNEL	"kernel"
#define LOOK_MS		250
#define FORGET_MS	5000
#define FDS_MAX		1024

static struct sa_table table = { .set = -1, .sas = -1, .index = -1 };
static int changes = -1;

static bool from_kernel(const char *ipsec)
{
	size_t len = strlen(FROM_KERNEL);

	return !strncmp(ipsec, FROM_KERNEL, len) &&
	       (!ipsec[len] || ipsec[len] == ':');
}

static const char *netns_of(const char *ipsec)
{
	const char *colon = strchr(ipsec, ':');

	return colon ? colon + 1 : NULL;
}

/**
 * ipsec_check() - refuse what a kernel cannot read
 * @settings: command line
 *
 * Return: 0 or an exit code.
 */
int ipsec_check(const struct settings *settings)
{
	if (!settings->ipsec)
		return 0;
	if (!kernel_has_function("bpf_crypto_decrypt"))
		return fail(RXMETA_SYSTEM, "--ipsec: this kernel has no bpf_crypto_decrypt(): it must be 6.12 or later, with CONFIG_CRYPTO");
	return 0;
}

/* Keys reach neither a core dump nor the swap. A child has to ask again. */
static void guard_memory(void)
{
	prctl(PR_SET_DUMPABLE, 0);
	mlockall(MCL_CURRENT | MCL_FUTURE);
}

static int try_cipher(const char *name, size_t len)
{
	static const __u8 zeroes[AES_KEY_MAX];
	struct sa sa = { };
	int err;

	sa_set_cipher(&sa, name, zeroes, len);
	err = sa_table_put(&table, &sa);
	sa_table_remove(&table, &sa.id);
	return err;
}

/* The type of cipher is a module that the kernel does not load by itself. */
static int check_ciphers(void)
{
	int err = try_cipher("cbc(aes)", 16) ?: try_cipher("rfc4106(gcm(aes))", 20);

	if (err == -ENOENT)
		return fail(RXMETA_SYSTEM, "--ipsec: the kernel has not loaded its ciphers for BPF: 'modprobe bpf_crypto_skcipher', or build it with CONFIG_CRYPTO_SKCIPHER");
	if (err == -EOPNOTSUPP)
		return fail(RXMETA_SYSTEM, "--ipsec: the kernel has no cbc(aes) or no ecb(aes): it needs CONFIG_CRYPTO_AES, CONFIG_CRYPTO_CBC and CONFIG_CRYPTO_ECB");
	return err ? fail(RXMETA_SYSTEM, "--ipsec: the kernel makes no cipher for BPF: %s",
			  strerror(-err)) : 0;
}

/**
 * ipsec_start() - give a loaded program its keys
 * @skel: the program
 * @settings: command line
 *
 * Return: 0 or an exit code.
 */
int ipsec_start(struct tunnel *skel, const struct settings *settings)
{
	int err;

	if (!settings->ipsec)
		return 0;
	guard_memory();
	sa_table_open(&table, bpf_program__fd(skel->progs.ipsec_set),
		      bpf_map__fd(skel->maps.ipsec_sas),
		      bpf_map__fd(skel->maps.ipsec_index));
	err = check_ciphers();
	if (err)
		return err;
	if (!from_kernel(settings->ipsec))
		return sa_file_read(&table, settings->ipsec);

	changes = sa_kernel_open(netns_of(settings->ipsec));
	err = changes < 0 ? changes : sa_kernel_read_all(changes, &table);
	if (!err && table.full)
		return fail(RXMETA_SYSTEM, "the kernel has more than %d SAs of ESP", IPSEC_SAS_MAX);
	return err ? fail(RXMETA_SYSTEM, "cannot read the SAs of the kernel%s%s: %s",
			  netns_of(settings->ipsec) ? " in " : "",
			  netns_of(settings->ipsec) ?: "", strerror(-err)) : 0;
}

static bool program_lives(__u32 id)
{
	int fd = bpf_prog_get_fd_by_id(id);

	if (fd >= 0)
		close(fd);
	return fd >= 0 || errno != ENOENT;
}

/* A program that reads the output of rxmeta would wait for this process too. */
static void leave_terminal(void)
{
	int i, null = open("/dev/null", O_RDWR);

	for (i = 0; i < 3; i++)
		dup2(null, i);
	setsid();
	if (chdir("/"))
		return;
}

/* Nothing here may hold the program, neither its descriptor nor what libxdp left open. */
static void close_others(void)
{
	int fd;

	for (fd = 3; fd < FDS_MAX; fd++)
		if (fd != changes && fd != table.set && fd != table.sas &&
		    fd != table.index)
			close(fd);
}

/* libxdp's pins keep a program below its dispatcher when the interface is gone. */
static bool is_attached(__u32 prog_id, const struct settings *settings)
{
	struct interface iface;

	if (settings->dispatcher &&
	    interface_by_index(settings->ifindex, OWN_NAMESPACE, &iface) == -ENODEV)
		return false;
	return program_lives(prog_id);
}

static void follow(__u32 prog_id, const struct settings *settings)
{
	struct pollfd wait = { .fd = changes, .events = POLLIN };

	leave_terminal();
	close_others();
	guard_memory();
	while (is_attached(prog_id, settings))
		if (poll(&wait, 1, LOOK_MS) > 0)
			sa_kernel_follow(changes, &table);
	sa_table_wipe(&table);
	_exit(0);
}

static void start_follower(struct tunnel *skel, const struct settings *settings)
{
	struct bpf_prog_info info = { };
	__u32 len = sizeof(info);
	pid_t pid;

	pid = bpf_prog_get_info_by_fd(program_fd(skel), &info, &len) ? -1 : fork();
	if (pid < 0)
		fail(RXMETA_SYSTEM, "attached, but changes of the kernel's SAs are not followed: %s",
		     strerror(errno));
	if (pid)
		return;
	follow(info.id, settings);
}

/**
 * ipsec_finish() - follow the keys of an attached program, or wipe those of another
 * @skel: the program, or %NULL if it was not loaded
 * @settings: command line
 * @code: exit code of the attachment
 */
void ipsec_finish(struct tunnel *skel, const struct settings *settings, int code)
{
	if (!settings->ipsec || !skel)
		return;
	if (code && table.sas >= 0)
		sa_table_wipe(&table);
	else if (!code && from_kernel(settings->ipsec))
		start_follower(skel, settings);
}

/* The program that set the keys ended with the command that attached. */
static void wipe(const struct attached *found)
{
	struct tunnel *skel = program_load_set(found->sas);
	static struct sa_table keys;

	sa_table_open(&keys, skel ? bpf_program__fd(skel->progs.ipsec_set) : -1,
		      found->sas, found->index);
	sa_table_wipe(&keys);
	tunnel__destroy(skel);
}

/**
 * ipsec_forget() - wipe the keys of a program that was detached
 * @found: it; its file descriptors are closed
 *
 * A process that follows the kernel's SAs ends soon, and so do the maps.
 */
void ipsec_forget(struct attached *found)
{
	struct bpf_map_info info = { };
	__u32 len = sizeof(info);
	int fd, waited;

	if (found->sas < 0)
		return;
	wipe(found);
	bpf_map_get_info_by_fd(found->sas, &info, &len);
	attached_close(found);
	for (waited = 0; waited < FORGET_MS; waited += 10) {
		fd = bpf_map_get_fd_by_id(info.id);
		if (fd < 0)
			return;
		close(fd);
		usleep(10000);
	}
	fputs("rxmeta: detached, but a process still holds the program's maps\n", stderr);
}

/**
 * ipsec_count() - count the SAs that an attached program knows
 * @found: %ATTACHED_OURS
 *
 * Return: their number, or -1 if it does not read ESP.
 */
int ipsec_count(const struct attached *found)
{
	struct ipsec_id id, *last = NULL;
	int n = 0;

	if (found->index < 0)
		return -1;
	while (!bpf_map_get_next_key(found->index, last, &id)) {
		last = &id;
		if (++n > IPSEC_SAS_MAX)
			break;
	}
	return n;
}
