/* SPDX-License-Identifier: GPL-2.0 */
/* What the parts of lab-run have of each other. */
#ifndef LAB_RUN_H
#define LAB_RUN_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

#define N_ELEMS(a)	(sizeof(a) / sizeof((a)[0]))

/* Exit codes: what whoever calls lab-run may rely on. */
enum lab_exit {
	LAB_PASS = 0,
	LAB_FAIL = 1,		/* the command failed */
	LAB_BROKEN = 2,		/* the lab failed: nothing is known */
	LAB_TIMEOUT = 124,	/* the command did not end */
	LAB_PANIC = 255,	/* the kernel panicked, or complained */
};

/* In the run directory, with --keep. */
#define LAB_CONSOLE_SOCKET	"console.sock"

/* In the run directory, with --beside. */
#define LAB_BESIDE_SOCKET	"beside.sock"

#define LAB_WORDS_MAX	256

/**
 * struct lab_words - an argument list, ended by NULL
 * @n: number of words
 * @word: the words; all are from malloc()
 */
struct lab_words {
	int n;
	char *word[LAB_WORDS_MAX + 1];
};

enum lab_accel { LAB_TCG, LAB_MTTCG, LAB_KVM };

/**
 * struct lab_options - the command line
 * @kernel: the image to boot
 * @initrd: initramfs archives, laid one over the other
 * @run: directory of the run's logs, as the user wrote it
 * @dir: the same, absolute
 * @out: file for what the command leaves in $LAB_OUT, or NULL
 * @net: name of the wiring, or NULL for no NIC
 * @beside: program to run where the TAP devices are, or NULL
 * @cards: modelled NICs and how they are joined, or NULL for none
 * @models: the object with the models, for LD_PRELOAD, or NULL
 * @append: more kernel parameters
 * @decoder: program that decodes a stack, or NULL
 * @vmlinux: the kernel with its symbols, or NULL
 * @tree: its source, or NULL
 * @timeout: limit for everything, in milliseconds; 0: none. (The command line
 *	has seconds; they are scaled once it is read. So are those of
 *	@boot_timeout.)
 * @boot_timeout: limit until the guest is up, in milliseconds; 0: none
 * @smp: number of CPUs
 * @mem: MiB of memory
 * @shell: the terminal is the guest's console
 * @gdb: wait for a debugger on this port of the local host, unless it is 0
 * @keep: after a failure, a shell in the guest
 * @panic: let the guest panic once it is up
 * @accel_file: file that remembers whether KVM works, or NULL
 * @dry_run: print the QEMU line, touch nothing
 * @or_skip: what the machine lacks for @net is a reason to skip, not an error
 * @accel: what runs the guest's instructions
 * @qemu: arguments handed on to QEMU as they are
 * @cmd: the command, ended by NULL
 */
struct lab_options {
	const char *kernel;
	struct lab_words initrd;
	const char *run;
	char *dir;
	const char *out;
	const char *net;
	const char *beside;
	const char *cards;
	const char *models;
	struct lab_words append;
	const char *decoder;
	const char *vmlinux;
	const char *tree;
	const char *accel_file;
	unsigned int timeout;
	unsigned int boot_timeout;
	unsigned int smp;
	unsigned int mem;
	unsigned int gdb;
	bool shell;
	bool keep;
	bool panic;
	bool resets;
	bool dry_run;
	bool or_skip;
	enum lab_accel accel;
	struct lab_words qemu;
	char **cmd;
};

/* Why the watch over QEMU ended. */
enum lab_end {
	LAB_END_EXIT,		/* QEMU ended by itself */
	LAB_END_BOOT,		/* the guest was not up in time */
	LAB_END_TIMEOUT,
	LAB_END_SIGNAL,		/* lab-run was told to stop */
	LAB_END_OUTPUT,		/* nobody takes our output any more */
	LAB_END_DISK,		/* no room for the logs */
	LAB_END_USER,		/* who was given a shell ended the guest */
};

/**
 * struct lab_watch - what was seen of QEMU from outside
 * @end: why it is over
 * @status: QEMU's, as from waitpid()
 * @signal: the one lab-run got, for LAB_END_SIGNAL
 * @error: errno, for LAB_END_OUTPUT
 */
struct lab_watch {
	enum lab_end end;
	int status;
	int signal;
	int error;
};

/**
 * struct lab_verdict - what PID 1 of the guest said
 * @hello: the guest was up
 * @keep: the command failed, and a shell waits for the user
 * @done: it came to its end; the rest is valid
 * @rc: what the command returned
 * @ktap: bytes the command printed
 * @out: bytes it left in $LAB_OUT
 * @left: what it should have removed, or ""
 * @error: why the lab is broken, or ""
 */
struct lab_verdict {
	bool hello;
	bool keep;
	bool done;
	int rc;
	long long ktap;
	long long out;
	char left[544];
	char error[544];
};

/**
 * struct lab_console - what the kernel's log shows
 * @line: the first line that is a splat, or ""
 * @why: what such a line means
 * @number: of that line, from 1
 * @complete: the guest's last words are there
 * @init: what its PID 1 had to complain about, or ""
 */
struct lab_console {
	char line[256];
	const char *why;
	unsigned int number;
	bool complete;
	char init[256];
};

/**
 * struct lab_stream - the tests in what the command printed
 * @documents: number of KTAP documents
 * @failed: tests that were "not ok"
 * @cut: why the stream cannot be trusted, or ""
 */
struct lab_stream {
	unsigned int documents;
	unsigned int failed;
	char cut[256];
};

/**
 * struct lab_result - how it went, in one code and one line
 * @code: for whoever called
 * @text: what happened
 */
struct lab_result {
	enum lab_exit code;
	char text[1024];
};

/**
 * struct lab_keep - the terminal while it is the guest's console
 * @open: it is
 * @tty: the terminal
 * @console: the socket of the console; -1 when the guest has closed it
 * @saved: how the terminal was before
 */
struct lab_keep {
	bool open;
	int tty;
	int console;
	struct termios saved;
};

/* run_util.c */
void lab_die(const char *fmt, ...)
	__attribute__((format(printf, 1, 2), noreturn));
void lab_add(struct lab_words *words, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void lab_extend(struct lab_words *words, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
const char *lab_absolute(const char *path);
const char *lab_path(const struct lab_options *opt, const char *name);
void lab_write(int fd, const void *buf, size_t len, const char *what);
unsigned int lab_scaled(unsigned int seconds);
long long lab_now_ms(void);

/* run_options.c */
void lab_options_parse(struct lab_options *opt, int argc, char **argv);

/* run_initrd.c */
void lab_initrd_write(const struct lab_options *opt);

/* run_accel.c */
enum lab_accel lab_accel_choose(const struct lab_options *opt);

/* run_qemu.c */
void lab_qemu_words(const struct lab_options *opt, struct lab_words *qemu);
void lab_qemu_print(const struct lab_words *qemu, int fd, const char *what);
void lab_qemu_script(const struct lab_options *opt,
		     const struct lab_words *qemu);

/* run_net.c */
void lab_net_usage(void);
bool lab_net_is_tap(const struct lab_options *opt);
void lab_net_prefix(const struct lab_options *opt, struct lab_words *words);
void lab_net_words(const struct lab_options *opt, struct lab_words *qemu);
const char *lab_net_lacks(const struct lab_options *opt);

/* run_nic.c */
void lab_nic_prefix(const struct lab_options *opt, struct lab_words *words);
void lab_nic_words(const struct lab_options *opt, struct lab_words *qemu);

/* run_watch.c */
void lab_watch_qemu(const struct lab_options *opt, struct lab_words *qemu,
		    struct lab_watch *watch);

/* run_keep.c */
void lab_keep_check(void);
void lab_keep_open(const struct lab_options *opt, struct lab_keep *keep);
bool lab_keep_pump(struct lab_keep *keep);
void lab_keep_close(struct lab_keep *keep);

/* run_verdict.c */
void lab_verdict_read(const struct lab_options *opt, struct lab_verdict *v);
void lab_judge(const struct lab_options *opt, const struct lab_watch *watch,
	       struct lab_result *res);

/* run_splat.c */
void lab_console_scan(const struct lab_options *opt, struct lab_console *con);

/* run_evidence.c */
void lab_evidence(const struct lab_options *opt, const struct lab_result *res);

#endif
