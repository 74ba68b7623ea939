// SPDX-License-Identifier: GPL-2.0
/*
 * The search for BPF objects, network namespaces and devices that the command did
 * not remove. They may change what the next test sees.
 */
#include <dirent.h>
#include <linux/bpf.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "init.h"

/* The kernel frees programs and namespaces a while after their last user. */
#define GRACE_MS	3000
#define NETDEVS_DIR	"/sys/class/net"

/* Ids only grow: an object with a larger id than @last is newer. */
static struct bpf_kind {
	const char *what;
	enum bpf_cmd next;
	uint32_t last;
} bpf_kinds[] = {
	{ .what = "BPF program", .next = BPF_PROG_GET_NEXT_ID },
	{ .what = "BPF link", .next = BPF_LINK_GET_NEXT_ID },
	{ .what = "BPF map", .next = BPF_MAP_GET_NEXT_ID },
};
#define BPF_KINDS	(sizeof(bpf_kinds) / sizeof(bpf_kinds[0]))

static char netdevs[4096];

/* Returns the next id; 0 if there is none, or the kernel has no BPF. */
static uint32_t bpf_next(const struct bpf_kind *kind, uint32_t id)
{
	union bpf_attr attr = { .start_id = id };

	return syscall(SYS_bpf, kind->next, &attr, sizeof(attr)) ?
	       0 : attr.next_id;
}

static void tell(bool report, const char *what, const char *name)
{
	if (!report)
		return;
	verdict_say("left %s %s\n", what, name);
	fprintf(stderr, "lab: left behind: %s %s\n", what, name);
}

static int count_bpf(bool report)
{
	char id_name[16];
	int n = 0;

	for (size_t i = 0; i < BPF_KINDS; i++) {
		uint32_t id = bpf_kinds[i].last;

		while ((id = bpf_next(&bpf_kinds[i], id))) {
			snprintf(id_name, sizeof(id_name), "%u", id);
			tell(report, bpf_kinds[i].what, id_name);
			n++;
		}
	}
	return n;
}

/* Counts the entries of @where that are not in @known ("/a/b/"). */
static int count_names(const char *where, const char *known, const char *what,
		       bool report)
{
	DIR *dir = opendir(where);
	char entry[300];
	struct dirent *d;
	int n = 0;

	while (dir && (d = readdir(dir))) {
		snprintf(entry, sizeof(entry), "/%s/", d->d_name);
		if (d->d_name[0] == '.' || strstr(known, entry))
			continue;
		tell(report, what, d->d_name);
		n++;
	}
	if (dir)
		closedir(dir);
	return n;
}

static int count_all(bool report)
{
	return count_names(NETNS_DIR, "", "network namespace", report) +
	       count_names(NETDEVS_DIR, netdevs, "network device", report) +
	       count_bpf(report);
}

static void remember_netdevs(void)
{
	DIR *dir = opendir(NETDEVS_DIR);
	size_t len = 1;
	struct dirent *d;

	netdevs[0] = '/';
	while (dir && (d = readdir(dir)) && len < sizeof(netdevs) - 300)
		len += sprintf(netdevs + len, "%s/", d->d_name);
	if (dir)
		closedir(dir);
}

/**
 * leftovers_remember() - note what exists before the command runs
 */
void leftovers_remember(void)
{
	for (size_t i = 0; i < BPF_KINDS; i++) {
		uint32_t id;

		while ((id = bpf_next(&bpf_kinds[i], bpf_kinds[i].last)))
			bpf_kinds[i].last = id;
	}
	remember_netdevs();
}

/**
 * leftovers_check() - report to the host what the command did not remove
 *
 * Return: true if anything is left after GRACE_MS.
 */
bool leftovers_check(void)
{
	for (int ms = 0; ms < GRACE_MS && count_all(false); ms += 10)
		usleep(10000);
	return count_all(true);
}
