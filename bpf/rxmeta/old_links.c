// SPDX-License-Identifier: GPL-2.0
/*
 * What earlier versions of this tool may have left: they attached by a BPF link, and
 * pinned it in a directory named after the interface.
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>

#include "bpf_links.h"
#include "old_links.h"

#define PIN_ROOT	"/sys/fs/bpf/rxmeta"
#define PIN_PATH_MAX	512

/**
 * old_link_find() - find the link that attaches a program
 * @prog_id: the program
 *
 * Return: number of the link, or 0 if there is none.
 */
__u32 old_link_find(__u32 prog_id)
{
	struct bpf_link_info info;
	__u32 id = 0;

	while (bpf_link_next(&id, &info))
		if (info.type == BPF_LINK_TYPE_XDP && info.prog_id == prog_id)
			return id;
	return 0;
}

/**
 * old_link_detach() - detach a program that a link attaches
 * @prog_id: the program
 *
 * Return: whether that is done.
 */
bool old_link_detach(__u32 prog_id)
{
	__u32 id = old_link_find(prog_id);
	int fd = id ? bpf_link_get_fd_by_id(id) : -1;
	bool done;

	if (fd < 0)
		return false;
	done = !bpf_link_detach(fd);
	close(fd);
	return done;
}

/* Whether the pin is that of a link whose interface is gone */
static bool is_loose(const char *path)
{
	struct bpf_link_info info = { };
	__u32 len = sizeof(info);
	int fd = bpf_obj_get(path);
	bool loose;

	if (fd < 0)
		return false;
	loose = !bpf_link_get_info_by_fd(fd, &info, &len) &&
		info.type == BPF_LINK_TYPE_XDP && !info.xdp.ifindex;
	close(fd);
	return loose;
}

static void remove_dir(const char *name)
{
	static const char * const pins[] = { "/link", "/stats", "/config", "" };
	char path[PIN_PATH_MAX];
	int i;

	for (i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), PIN_ROOT "/%s%s", name, pins[i]);
		remove(path);
	}
}

/**
 * old_pins_remove() - remove the pins of programs that are attached no longer
 *
 * Return: the number of interfaces that had some.
 */
int old_pins_remove(void)
{
	DIR *dir = opendir(PIN_ROOT);
	char path[PIN_PATH_MAX];
	struct dirent *entry;
	int removed = 0;

	if (!dir)
		return 0;
	while ((entry = readdir(dir))) {
		snprintf(path, sizeof(path), PIN_ROOT "/%s/link", entry->d_name);
		if (entry->d_name[0] == '.' || !is_loose(path))
			continue;
		remove_dir(entry->d_name);
		removed++;
	}
	closedir(dir);
	rmdir(PIN_ROOT);
	return removed;
}
