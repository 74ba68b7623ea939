// SPDX-License-Identifier: GPL-2.0
/*
 * The reports of PID 1 to the host, by virtio-serial ports:
 *	lab.ktap	what the command prints
 *	lab.out		what the command left in the file $LAB_OUT
 *	lab.verdict	one report a line
 *	lab.saved	with --save: archives of what is in /out
 * One port goes the other way:
 *	lab.in		with a script: its text
 *
 * Lines of lab.verdict:
 *	hello		the guest is up
 *	left WHAT	the command did not remove WHAT
 *	ktap BYTES	length of lab.ktap, by which the host notices a loss
 *	out BYTES	length of lab.out
 *	keep		the command failed, and a shell waits on the console
 *	reboot		the guest shall boot again, after "done"
 *	done RC		the last line: exit status of the command
 *	error WHY	the lab is broken
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/reboot.h>
#include <unistd.h>

#include "init.h"

#define INPUT_WAIT_MS	2000

static int verdict_fd = -1;

/**
 * power_off() - end the guest
 */
void power_off(void)
{
	sync();
	reboot(RB_POWER_OFF);
	for (;;)
		pause();
}

/**
 * verdict_say() - send a line by lab.verdict
 * @fmt: the line, with its newline
 */
void verdict_say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vdprintf(verdict_fd, fmt, ap);
	va_end(ap);
}

/**
 * init_fail() - report that the lab is broken, and end the guest
 * @what: what did not work; errno tells why
 *
 * Sends no "done", as nothing is known about the command.
 */
void init_fail(const char *what)
{
	const char *why = strerror(errno);

	fprintf(stderr, "lab: %s: %s\n", what, why);
	if (verdict_fd >= 0)
		verdict_say("error %s: %s\n", what, why);
	power_off();
}

/**
 * port_name() - read the name that the host gave a port
 * @port: the driver's name of the port, such as vport0p1
 * @name: gets the name; empty if the driver has not learnt it yet
 * @size: size of @name
 *
 * Return: false if there is no such port.
 */
bool port_name(const char *port, char *name, size_t size)
{
	char path[300];
	ssize_t len;
	int fd;

	snprintf(path, sizeof(path), PORTS_DIR "/%s/name", port);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	len = read(fd, name, size - 1);
	close(fd);
	name[len > 0 ? len : 0] = '\0';
	name[strcspn(name, "\n")] = '\0';
	return true;
}

static bool port_is(const char *port, const char *name)
{
	char have[64];

	return port_name(port, have, sizeof(have)) && !strcmp(have, name);
}

/* Returns a file descriptor, or -1 if no port has that name yet. */
static int port_try(const char *name)
{
	DIR *dir = opendir(PORTS_DIR);
	struct dirent *d;
	char path[300];
	int fd = -1;

	while (dir && fd < 0 && (d = readdir(dir))) {
		if (!port_is(d->d_name, name))
			continue;
		snprintf(path, sizeof(path), "/dev/%s", d->d_name);
		fd = open(path, O_RDWR | O_CLOEXEC);
	}
	if (dir)
		closedir(dir);
	return fd;
}

/**
 * port_open() - open a port
 * @name: its name
 *
 * Waits for the port: the driver learns of the ports, and then of their names,
 * after its probe.
 *
 * Return: a file descriptor.
 */
int port_open(const char *name)
{
	for (int ms = 0; ms < PORT_WAIT_MS; ms++) {
		int fd = port_try(name);

		if (fd >= 0)
			return fd;
		usleep(1000);
	}
	errno = ENODEV;
	init_fail(name);
	return -1;
}

/**
 * verdict_open() - open lab.verdict
 */
void verdict_open(void)
{
	verdict_fd = port_open("lab.verdict");
}

/**
 * copy_some() - copy the bytes of one read()
 * @from: file descriptor to read
 * @to: file descriptor to write all of them to
 * @bytes: number of bytes copied so far, added to
 *
 * Return: false at the end of @from.
 */
bool copy_some(int from, int to, size_t *bytes)
{
	char buf[4096];
	ssize_t len = read(from, buf, sizeof(buf));

	for (ssize_t n, done = 0; done < len; done += n) {
		n = write(to, buf + done, len - done);
		if (n < 0)
			init_fail("cannot write to a port");
		*bytes += n;
	}
	return len > 0;
}

/**
 * send_out_file() - send what the command left in $LAB_OUT
 * @port: file descriptor of lab.out
 */
void send_out_file(int port)
{
	int fd = open(getenv("LAB_OUT"), O_RDONLY | O_CLOEXEC);
	size_t bytes = 0;

	while (fd >= 0 && copy_some(fd, port, &bytes))
		;
	verdict_say("out %zu\n", bytes);
}

/**
 * input_open() - open lab.in
 *
 * A port whose other end is not connected yet is at its end.
 *
 * Return: a file descriptor.
 */
int input_open(void)
{
	struct pollfd fd = { .fd = port_open("lab.in") };

	for (int ms = 0; ms < INPUT_WAIT_MS; ms++) {
		if (!poll(&fd, 1, 0) || !(fd.revents & POLLHUP))
			break;
		usleep(1000);
	}
	return fd.fd;
}
