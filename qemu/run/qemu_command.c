// SPDX-License-Identifier: GPL-2.0
/* lab-run: the QEMU command line. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run.h"

/*
 * Every fault ends the VM: a warning or an oops panics, a panic resets, and
 * QEMU exits on a reset. Every program that is attached, detached or test-run
 * waits for RCU: expedited, the tests take half the time. Whether the timer
 * interrupts is not to be checked: on a busy host the guest may not get to see
 * one for so long that it takes the timer for broken, and panics. Each program
 * is at the same addresses whenever it runs: elsewhere, TCG translates it anew,
 * and a test that starts ethtool takes twice the time. Each CPU would measure how
 * long its delays last, for as long as a tenth of the boot: it is told a value for
 * which none is too short, on any host.
 */
static const char kernel_parameters[] =
	"console=ttyS0 earlyprintk=ttyS0 panic=-1 panic_on_warn=1 oops=panic "
	"softlockup_panic=1 hung_task_panic=1 nokaslr norandmaps "
	"no_timer_check lpj=16000000 rcupdate.rcu_expedited=1";

/*
 * A CPU that does nothing for so many seconds has stalled; the kernel takes 3
 * to 300. On a busy host it may be the guest as a whole that gets no time.
 */
#define STALL_SECONDS	21
#define STALL_MAX	300

static unsigned int stall_seconds(void)
{
	unsigned int seconds = lab_scaled(STALL_SECONDS) / 1000;

	return seconds < STALL_SECONDS ? STALL_SECONDS :
	       seconds > STALL_MAX ? STALL_MAX : seconds;
}

/*
 * What the console does not show cannot be scanned for splats: warnings have
 * level 4. All but debug messages is what one wants to read after a failure,
 * but not under one's own typing.
 */
#define LOGLEVEL	7
#define LOGLEVEL_SHELL	5

/*
 * The guest's tests have time limits as well. A parameter that the kernel does not
 * know is in the environment of init, and so of all that it starts.
 */
#define GUEST_SLOWDOWN	"SLOWDOWN"

/*
 * All that TCG has, but for two promises: that a byte at a time is the fast way to
 * fill and copy memory. It is the slow one there, and Linux would believe it. And
 * no fifth level of page tables: while Linux identifies its first CPU it has none of
 * its features, and KASAN, asked by an interrupt then, calls any address wild.
 */
#define CPU_TCG	"max,la57=off,erms=off,fsrm=off"

/*
 * One thread for all CPUs of the guest: with a thread for each (mttcg) QEMU 7.2
 * loses the race between translating code and the kernel's patching it, and
 * runs into a breakpoint of the patching when that is long over ("Oops: int3").
 * Of three guests that flipped static keys for 20 s two ended so, and loading
 * XDP programs patches code as well. Booting takes as long with one as with two.
 */
static const struct {
	const char *accel;
	const char *cpu;
} accels[] = {
	[LAB_TCG] = { "tcg,thread=single", CPU_TCG },
	[LAB_MTTCG] = { "tcg,thread=multi", CPU_TCG },
	[LAB_KVM] = { "kvm", "host" },
};

/* QEMU takes "," for the end of a value, and ",," for a comma. */
static const char *escape_commas(const char *path)
{
	static char out[2 * PATH_MAX];
	char *p = out;

	for (; *path && p < out + sizeof(out) - 2; path++) {
		if (*path == ',')
			*p++ = ',';
		*p++ = *path;
	}
	*p = '\0';
	return out;
}

static void add_file_chardev(struct lab_words *qemu, const char *id,
			     const char *path)
{
	lab_add(qemu, "-chardev");
	lab_add(qemu, "file,id=%s,path=%s", id,
		escape_commas(lab_absolute(path)));
}

static void add_console(const struct lab_options *opt, struct lab_words *qemu)
{
	const char *log = lab_path(opt, "console.log");

	if (opt->shell) {
		/* Not signal=on: Ctrl-C is for the guest. */
		lab_add(qemu, "-chardev");
		lab_add(qemu, "stdio,id=console,signal=off,logfile=%s",
			escape_commas(log));
	} else if (opt->keep) {
		lab_add(qemu, "-chardev");
		lab_add(qemu, "socket,id=console,server=on,wait=off,path=%s",
			escape_commas(lab_path(opt, LAB_CONSOLE_SOCKET)));
		lab_extend(qemu, ",logfile=%s", escape_commas(log));
	} else {
		add_file_chardev(qemu, "console", log);
	}
	lab_add(qemu, "-serial");
	lab_add(qemu, "chardev:console");
}

static void add_port(struct lab_words *qemu, const char *id)
{
	lab_add(qemu, "-device");
	lab_add(qemu, "virtserialport,chardev=%s,name=lab.%s", id, id);
}

/*
 * QEMU writes to files, which it can always do at once. With a pipe it might
 * have to wait for us, and would drop what waits when the guest powers off.
 */
static void add_ports(const struct lab_options *opt, struct lab_words *qemu)
{
	lab_add(qemu, "-device");
	lab_add(qemu, "virtio-serial-pci,addr=8");
	add_file_chardev(qemu, "ktap", lab_path(opt, "ktap.log"));
	add_port(qemu, "ktap");
	add_file_chardev(qemu, "verdict", lab_path(opt, "verdict"));
	add_port(qemu, "verdict");
	add_file_chardev(qemu, "out", opt->out ? opt->out : "/dev/null");
	add_port(qemu, "out");
}

/* Who is beside QEMU has the other end. */
static void add_beside(const struct lab_options *opt, struct lab_words *qemu)
{
	if (!opt->beside)
		return;
	lab_add(qemu, "-chardev");
	lab_add(qemu, "socket,id=beside,server=on,wait=off,path=%s",
		escape_commas(lab_absolute(lab_path(opt, LAB_BESIDE_SOCKET))));
	add_port(qemu, "beside");
}

static void add_debugger(const struct lab_options *opt, struct lab_words *qemu)
{
	if (!opt->gdb)
		return;
	lab_add(qemu, "-gdb");
	lab_add(qemu, "tcp:127.0.0.1:%u", opt->gdb);
	lab_add(qemu, "-S");
}

static void add_parameters(const struct lab_options *opt,
			   struct lab_words *qemu)
{
	lab_add(qemu, "-append");
	lab_add(qemu, "%s rcupdate.rcu_cpu_stall_timeout=%u loglevel=%d %s=%u",
		kernel_parameters, stall_seconds(),
		opt->shell ? LOGLEVEL_SHELL : LOGLEVEL,
		GUEST_SLOWDOWN, (lab_scaled(1) + 999) / 1000);
	for (int i = 0; i < opt->append.n; i++)
		lab_extend(qemu, " %s", opt->append.word[i]);
}

/**
 * lab_qemu_words() - make the command line
 * @opt: the options
 * @qemu: gets the words
 */
void lab_qemu_words(const struct lab_options *opt, struct lab_words *qemu)
{
	static const char * const machine[] = {
		"-nodefaults", "-no-user-config",
		"-display", "none", "-machine", "q35",
	};
	const char *program = getenv("QEMU");

	lab_net_prefix(opt, qemu);
	lab_nic_prefix(opt, qemu);
	lab_add(qemu, "%s", program && *program ? program :
						  "qemu-system-x86_64");
	for (size_t i = 0; i < N_ELEMS(machine); i++)
		lab_add(qemu, "%s", machine[i]);
	/* A fault that resets the guest all the same is on the console. */
	if (!opt->resets)
		lab_add(qemu, "-no-reboot");
	lab_add(qemu, "-accel");
	lab_add(qemu, "%s", accels[opt->accel].accel);
	lab_add(qemu, "-cpu");
	lab_add(qemu, "%s", accels[opt->accel].cpu);
	lab_add(qemu, "-smp");
	lab_add(qemu, "%u", opt->smp);
	lab_add(qemu, "-m");
	lab_add(qemu, "%u", opt->mem);
	lab_add(qemu, "-kernel");
	lab_add(qemu, "%s", lab_absolute(opt->kernel));
	lab_add(qemu, "-initrd");
	lab_add(qemu, "%s", lab_path(opt, "initrd"));
	add_parameters(opt, qemu);
	add_console(opt, qemu);
	add_ports(opt, qemu);
	lab_net_words(opt, qemu);
	lab_nic_words(opt, qemu);
	add_beside(opt, qemu);
	add_debugger(opt, qemu);
	for (int i = 0; i < opt->qemu.n; i++)
		lab_add(qemu, "%s", opt->qemu.word[i]);
}

static void print_quoted(FILE *f, const char *word)
{
	const char *p = word;

	while (isalnum(*p) || (*p && strchr("-_./,=:+@%", *p)))
		p++;
	if (*word && !*p) {
		fputs(word, f);
		return;
	}
	fputc('\'', f);
	for (p = word; *p; p++) {
		if (*p == '\'')
			fputs("'\\''", f);
		else
			fputc(*p, f);
	}
	fputc('\'', f);
}

/**
 * lab_qemu_print() - print the command line as a shell wants it
 * @qemu: its words
 * @fd: where to
 * @what: the file's name, for messages
 */
void lab_qemu_print(const struct lab_words *qemu, int fd, const char *what)
{
	size_t len;
	char *text;
	FILE *f;

	f = open_memstream(&text, &len);
	if (!f)
		lab_die("out of memory");
	print_quoted(f, qemu->word[0]);
	for (int i = 1; i < qemu->n; i++) {
		fputs(qemu->word[i][0] == '-' ? " \\\n\t" : " ", f);
		print_quoted(f, qemu->word[i]);
	}
	fputc('\n', f);
	if (fclose(f))
		lab_die("out of memory");
	lab_write(fd, text, len, what);
	free(text);
}

/**
 * lab_qemu_script() - write DIR/qemu.cmd, which starts the same VM again
 * @opt: the options
 * @qemu: the command line
 */
void lab_qemu_script(const struct lab_options *opt,
		     const struct lab_words *qemu)
{
	static const char head[] =
		"#!/bin/sh\n"
		"# The VM as it was started here; it writes the same logs again.\n"
		"exec ";
	const char *path = lab_path(opt, "qemu.cmd");
	int fd;

	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755);
	if (fd < 0)
		lab_die("%s: %s", path, strerror(errno));
	lab_write(fd, head, sizeof(head) - 1, path);
	lab_qemu_print(qemu, fd, path);
	if (close(fd))
		lab_die("%s: %s", path, strerror(errno));
}
