// SPDX-License-Identifier: GPL-2.0
/* QEMU's command line. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cards.h"
#include "command_line.h"
#include "links.h"
#include "qemu/common/error.h"
#include "qemu/common/files.h"
#include "qemu/common/monotonic_clock.h"
#include "qemu_command.h"
#include "run_directory.h"

/*
 * panic=, *_panic: every fault ends the VM. A warning or an oops panics, a panic
 *	resets, and QEMU exits on a reset.
 * nokaslr, norandmaps: a program is at the same addresses whenever it runs. TCG
 *	translates code again at each new address, so a test that starts ethtool
 *	takes twice the time.
 * no_timer_check: on a busy host the guest may not see a timer interrupt for so
 *	long that it takes the timer for broken, and panics.
 * lpj: measuring the delay loop takes a tenth of the boot. With this value no
 *	delay is too short on any host.
 * rcu_expedited: whatever attaches, detaches or test-runs a program waits for
 *	RCU. Expedited, the tests take half the time.
 * initcall_blacklist: jitterentropy tries its source of randomness as long as a
 *	tenth of the boot takes, and longer on a busy host, up to a soft lockup. The
 *	generator of random numbers that the ciphers use goes on without it.
 */
static const char kernel_parameters[] =
	"console=ttyS0 earlyprintk=ttyS0 panic=-1 panic_on_warn=1 oops=panic "
	"softlockup_panic=1 hung_task_panic=1 nokaslr norandmaps "
	"no_timer_check lpj=16000000 rcupdate.rcu_expedited=1 "
	"initcall_blacklist=jent_mod_init";

/*
 * Seconds until the kernel reports an RCU stall, which it accepts from 3 to 300.
 * On a busy host the guest as a whole may get no time.
 */
#define STALL_SECONDS	21
#define STALL_MAX	300

static unsigned int stall_seconds(void)
{
	unsigned int seconds = clock_scaled_ms(STALL_SECONDS) / 1000;

	return seconds < STALL_SECONDS ? STALL_SECONDS :
	       seconds > STALL_MAX ? STALL_MAX : seconds;
}

/*
 * Level 7 shows all but debug messages: splats (warnings have level 4) and what
 * explains a failure. In a shell only warnings and errors may disturb typing.
 */
#define LOGLEVEL	7
#define LOGLEVEL_SHELL	5

/*
 * The guest's tests have time limits, too. The kernel puts a parameter that it
 * does not know into the environment of init, which hands it on.
 */
#define GUEST_SLOWDOWN	"SLOWDOWN"

/*
 * All features of TCG except:
 * erms, fsrm: they promise that byte-wise string instructions are the fast way to
 *	fill and copy memory. Under TCG they are the slow one.
 * la57: while Linux identifies its first CPU, the CPU has none of its features.
 *	An interrupt at that moment makes KASAN take any address for a wild one if
 *	there are five levels of page tables.
 * cx16: QEMU 7.2 translates cmpxchg16b without storing how its flags so far are to be
 *	computed, so the helper may take an operand for them. An interrupt right after
 *	it saves EFLAGS with any bits, and its return makes VM86 mode of it ("double
 *	fault"). SLUB, which uses it most, does without.
 */
#define CPU_TCG	"max,la57=off,erms=off,fsrm=off,cx16=off"

/*
 * The default is one thread for all CPUs of the guest. With a thread for each
 * (mttcg) QEMU 7.2 loses a race between its translation of code and the kernel's
 * patching of it, and runs into a stale breakpoint ("Oops: int3"). Two of three
 * guests that flipped static keys for 20 s ended so, and loading XDP programs
 * patches code as well. Booting takes as long with one thread as with two.
 */
static const struct {
	const char *accel;
	const char *cpu;
} accels[] = {
	[ACCEL_TCG] = { "tcg,thread=single", CPU_TCG },
	[ACCEL_MTTCG] = { "tcg,thread=multi", CPU_TCG },
	[ACCEL_KVM] = { "kvm", "host" },
};

/* In a value of QEMU's, ",," is a comma and "," the end. */
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

static void add_file_chardev(struct words *qemu, const char *id,
			     const char *path)
{
	words_add(qemu, "-chardev");
	words_add(qemu, "file,id=%s,path=%s", id,
		  escape_commas(absolute_path(path)));
}

static void add_socket_chardev(struct words *qemu, const char *id,
			       const char *path)
{
	words_add(qemu, "-chardev");
	words_add(qemu, "socket,id=%s,server=on,wait=off,path=%s", id,
		  escape_commas(path));
}

static void add_console(const struct run_options *opt, struct words *qemu)
{
	const char *log = run_path(opt, "console.log");

	if (opt->shell || opt->keep) {
		add_socket_chardev(qemu, "console", run_path(opt, CONSOLE_SOCKET));
		words_extend(qemu, ",logfile=%s", escape_commas(log));
	} else {
		add_file_chardev(qemu, "console", log);
	}
	words_add(qemu, "-serial");
	words_add(qemu, "chardev:console");
}

static void add_port(struct words *qemu, const char *id)
{
	words_add(qemu, "-device");
	words_add(qemu, "virtserialport,chardev=%s,name=lab.%s", id, id);
}

/*
 * QEMU writes to files, as a file accepts data at once. A pipe may be full, and
 * QEMU drops what it still has to write when the guest powers off.
 */
static void add_ports(const struct run_options *opt, struct words *qemu)
{
	words_add(qemu, "-device");
	words_add(qemu, "virtio-serial-pci,addr=8");
	add_file_chardev(qemu, "ktap", run_path(opt, "ktap.log"));
	add_port(qemu, "ktap");
	add_file_chardev(qemu, "verdict", run_path(opt, "verdict"));
	add_port(qemu, "verdict");
	add_file_chardev(qemu, "out", opt->out ? opt->out : "/dev/null");
	add_port(qemu, "out");
	if (opt->save) {
		add_file_chardev(qemu, "saved", run_path(opt, SAVED_ARCHIVE));
		add_port(qemu, "saved");
	}
	if (opt->input) {
		add_socket_chardev(qemu, "in", run_path(opt, INPUT_SOCKET));
		add_port(qemu, "in");
	}
}

/* The program of --beside connects to the other end. */
static void add_beside(const struct run_options *opt, struct words *qemu)
{
	if (!opt->beside)
		return;
	add_socket_chardev(qemu, "beside", run_path(opt, BESIDE_SOCKET));
	add_port(qemu, "beside");
}

static void add_debugger(const struct run_options *opt, struct words *qemu)
{
	if (!opt->gdb)
		return;
	words_add(qemu, "-gdb");
	words_add(qemu, "tcp:127.0.0.1:%u", opt->gdb);
	words_add(qemu, "-S");
}

static void add_parameters(const struct run_options *opt,
			   struct words *qemu)
{
	words_add(qemu, "-append");
	words_add(qemu, "%s rcupdate.rcu_cpu_stall_timeout=%u loglevel=%d %s=%u",
		  kernel_parameters, stall_seconds(),
		  opt->shell ? LOGLEVEL_SHELL : LOGLEVEL,
		  GUEST_SLOWDOWN, (clock_scaled_ms(1) + 999) / 1000);
	for (int i = 0; i < opt->append.n; i++)
		words_extend(qemu, " %s", opt->append.word[i]);
}

/**
 * qemu_command_build() - build QEMU's command line
 * @opt: the options
 * @qemu: the command line, empty
 */
void qemu_command_build(const struct run_options *opt, struct words *qemu)
{
	static const char * const machine[] = {
		"-nodefaults", "-no-user-config",
		"-display", "none", "-machine", "q35",
	};
	const char *program = getenv("QEMU");

	links_add_prefix(opt, qemu);
	cards_add_prefix(opt, qemu);
	words_add(qemu, "%s", program && *program ? program :
						  "qemu-system-x86_64");
	for (size_t i = 0; i < sizeof(machine) / sizeof(machine[0]); i++)
		words_add(qemu, "%s", machine[i]);
	/* With --resets the splat scan of the console finds a fault that reset. */
	if (!opt->resets)
		words_add(qemu, "-no-reboot");
	words_add(qemu, "-accel");
	words_add(qemu, "%s", accels[opt->accel].accel);
	words_add(qemu, "-cpu");
	words_add(qemu, "%s", accels[opt->accel].cpu);
	words_add(qemu, "-smp");
	words_add(qemu, "%u", opt->smp);
	words_add(qemu, "-m");
	words_add(qemu, "%u", opt->mem);
	words_add(qemu, "-kernel");
	words_add(qemu, "%s", absolute_path(opt->kernel));
	words_add(qemu, "-initrd");
	words_add(qemu, "%s", run_path(opt, "initrd"));
	add_parameters(opt, qemu);
	add_console(opt, qemu);
	add_ports(opt, qemu);
	links_add_nics(opt, qemu);
	cards_add(opt, qemu);
	add_beside(opt, qemu);
	add_debugger(opt, qemu);
	for (int i = 0; i < opt->qemu.n; i++)
		words_add(qemu, "%s", opt->qemu.word[i]);
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
 * qemu_command_print() - print the command line, quoted for a shell
 * @qemu: the command line
 * @fd: file descriptor to print to
 * @what: name of that file, for error messages
 */
void qemu_command_print(const struct words *qemu, int fd, const char *what)
{
	size_t len;
	char *text;
	FILE *f;

	f = memory_open(&text, &len);
	print_quoted(f, qemu->word[0]);
	for (int i = 1; i < qemu->n; i++) {
		fputs(qemu->word[i][0] == '-' ? " \\\n\t" : " ", f);
		print_quoted(f, qemu->word[i]);
	}
	fputc('\n', f);
	memory_close(f);
	write_all(fd, text, len, what);
	free(text);
}

/* Without lab-run, the console is the terminal of the script. */
static void use_terminal(const struct run_options *opt, struct words *qemu)
{
	static char chardev[2 * PATH_MAX + 64];

	snprintf(chardev, sizeof(chardev), "stdio,id=console,signal=off,logfile=%s",
		 escape_commas(run_path(opt, "console.log")));
	for (int i = 0; i < qemu->n; i++)
		if (!strncmp(qemu->word[i], "socket,id=console,", 18))
			qemu->word[i] = chardev;
}

/**
 * qemu_command_save() - write DIR/qemu.cmd, which starts the same VM again
 * @opt: the options
 * @qemu: the command line
 */
void qemu_command_save(const struct run_options *opt,
		       const struct words *qemu)
{
	static const char head[] =
		"#!/bin/sh\n"
		"# Starts the same VM again, which overwrites the logs of this run.\n"
		"exec ";
	const char *path = run_path(opt, "qemu.cmd");
	struct words again = *qemu;
	int fd;

	use_terminal(opt, &again);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755);
	if (fd < 0)
		die("%s: %s", path, strerror(errno));
	write_all(fd, head, sizeof(head) - 1, path);
	qemu_command_print(&again, fd, path);
	if (close(fd))
		die("%s: %s", path, strerror(errno));
}
