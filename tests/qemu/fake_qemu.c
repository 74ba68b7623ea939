// SPDX-License-Identifier: GPL-2.0
/*
 * A QEMU that boots nothing. It writes to the logs what the run_case $FAKE has,
 * and ends as that says. Under KVM the case is $FAKE_KVM.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "fake_qemu.h"
#include "run_verdicts.h"

/* In a value of QEMU's, ",," is a comma. */
static const char *unescape(const char *value)
{
	char *path = strdup(value), *to = path;

	for (const char *from = value; *from; from++) {
		if (from[0] == ',' && from[1] == ',')
			from++;
		*to++ = *from;
	}
	*to = '\0';
	return path;
}

/* Returns the path of the chardev @id: a file, or the log of a terminal. */
static const char *chardev_path(int argc, char **argv, const char *id)
{
	static const char *const kinds[] = {
		"file,id=%s,path=", "stdio,id=%s,signal=off,logfile=",
	};
	char want[64];

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		snprintf(want, sizeof(want), kinds[k], id);
		for (int i = 1; i < argc; i++)
			if (!strncmp(argv[i], want, strlen(want)))
				return unescape(argv[i] + strlen(want));
	}
	fprintf(stderr, "no chardev %s\n", id);
	exit(3);
}

/* Returns the socket of the console and sets its log; -1 if it is no socket. */
static int console_socket(int argc, char **argv, const char **log)
{
	static const char start[] = "socket,id=console,server=on,wait=off,path=";
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	char *path, *comma;
	int fd;

	for (int i = 1; i < argc; i++) {
		if (strncmp(argv[i], start, strlen(start)))
			continue;
		path = strdup(argv[i] + strlen(start));
		comma = strchr(path, ',');
		*comma = '\0';
		*log = comma + strlen(",logfile=");
		snprintf(addr.sun_path, sizeof(addr.sun_path), "%s", path);
		fd = socket(AF_UNIX, SOCK_STREAM, 0);
		if (!bind(fd, (struct sockaddr *)&addr, sizeof(addr)) &&
		    !listen(fd, 1))
			return fd;
		perror(path);
		exit(3);
	}
	return -1;
}

static void put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0644);

	if (fd < 0 || write(fd, text, strlen(text)) != strlen(text)) {
		perror(path);
		exit(3);
	}
	close(fd);
}

/* Writes no archive in place of the guest's. */
static void put_saved(int argc, char **argv)
{
	static const char start[] = "file,id=saved,path=";

	for (int i = 1; i < argc; i++)
		if (!strncmp(argv[i], start, strlen(start)))
			put(unescape(argv[i] + strlen(start)), "no archive\n");
}

/* \1 stands for a NUL. */
static void put_console(const char *path, const struct run_case *c)
{
	const char *text = c->console ? c->console : "[    0.1] Linux version\n";
	FILE *f = fopen(path, "a");

	for (; f && *text; text++)
		fputc(*text == '\1' ? '\0' : *text, f);
	if (!f || fclose(f)) {
		perror(path);
		exit(3);
	}
}

static void put_verdict(const char *path, const struct run_case *c)
{
	const char *mark = strstr(c->verdict, "%K");
	char text[1024];

	if (!mark) {
		put(path, c->verdict);
		return;
	}
	snprintf(text, sizeof(text), "%.*s%zu%s", (int)(mark - c->verdict),
		 c->verdict, strlen(c->ktap), mark + 2);
	put(path, text);
}

/* Repeats each line from the console until one is "exit". */
static void fake_shell(int fd, const char *verdict)
{
	FILE *f = fd < 0 ? NULL : fdopen(accept(fd, NULL, NULL), "r");
	char line[256];

	while (f && fgets(line, sizeof(line), f) && strncmp(line, "exit", 4))
		dprintf(fileno(f), "you said: %s", line);
	if (f)
		put(verdict, "out 0\ndone 3\n");
}

/* Fills a small disk, as a kernel does that prints without end. */
static void fake_flood(const char *console)
{
	static const char line[] = "[    5.0] once more, with feeling\n";
	int fd = open(console, O_WRONLY | O_APPEND);

	for (int i = 0; i < 100000; i++)
		if (write(fd, line, sizeof(line) - 1) < 0)
			break;
	close(fd);
}

static int fake_end(enum fake_end end, const char *console)
{
	switch (end) {
	case FAKE_ERROR:
		fprintf(stderr, "qemu: something is wrong\n");
		return 1;
	case FAKE_KILLED:
		raise(SIGKILL);
		return 3;
	case FAKE_DEAF:
	case FAKE_FLOOD:
		if (end == FAKE_DEAF)
			signal(SIGTERM, SIG_IGN);
		else
			fake_flood(console);
		/* fall through */
	case FAKE_HANG:
		for (;;)
			pause();
	default:
		return 0;
	}
}

/**
 * fake_qemu() - main function of the fake QEMU
 * @argc: as main() got it
 * @argv: as main() got it
 */
int fake_qemu(int argc, char **argv)
{
	const struct run_case *c = run_case_find(getenv("FAKE"));
	const char *verdict = chardev_path(argc, argv, "verdict");
	const char *console;
	int keep = console_socket(argc, argv, &console);

	for (int i = 1; i < argc; i++)
		if (!strcmp(argv[i], "kvm"))
			c = run_case_find(getenv("FAKE_KVM"));
	if (keep < 0)
		console = chardev_path(argc, argv, "console");
	put_console(console, c);
	put(chardev_path(argc, argv, "ktap"), c->ktap);
	put(chardev_path(argc, argv, "out"), c->out ? c->out : "");
	put_saved(argc, argv);
	if (!c->cut_console)
		put(console, "lab: end of console\n");
	put_verdict(verdict, c);
	if (c->end == FAKE_KEEP)
		fake_shell(keep, verdict);
	return fake_end(c->end, console);
}
