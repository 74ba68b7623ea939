/* SPDX-License-Identifier: GPL-2.0 */
/* Open a virtio-serial port of the guest by the name that QEMU gave it. */
#ifndef TESTS_LIB_PORT_H
#define TESTS_LIB_PORT_H

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#define PORTS	"/sys/class/virtio-ports"

static inline int port_is(const char *dir, const char *want)
{
	char path[300], name[64] = "";
	FILE *f;

	snprintf(path, sizeof(path), PORTS "/%s/name", dir);
	f = fopen(path, "re");
	if (f && fgets(name, sizeof(name), f))
		name[strcspn(name, "\n")] = '\0';
	if (f)
		fclose(f);
	return !strcmp(name, want);
}

/**
 * port_open() - open a port
 * @name: name of the port
 *
 * Return: a file descriptor, or -1.
 */
static inline int port_open(const char *name)
{
	DIR *dir = opendir(PORTS);
	struct dirent *d;
	char path[300];
	int fd = -1;

	while (dir && fd < 0 && (d = readdir(dir))) {
		snprintf(path, sizeof(path), "/dev/%s", d->d_name);
		if (port_is(d->d_name, name))
			fd = open(path, O_RDWR | O_CLOEXEC);
	}
	if (dir)
		closedir(dir);
	return fd;
}

#endif /* TESTS_LIB_PORT_H */
