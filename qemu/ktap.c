// SPDX-License-Identifier: GPL-2.0
/*
 * lab-ktap: reads the results of tests while they run and tells how they went.
 *
 * usage: lab-ktap [-v] [FILE...] [-- COMMAND...]
 *
 * FILE is a KTAP log, "-" the standard input; COMMAND is run and its output is
 * read. One line a test program, and why a test failed or was skipped; -v shows
 * every test. The last line is "N passed, N failed, N skipped". Fails (1) if a
 * test did, if a stream was cut, or if COMMAND failed.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tap.h"

struct report {
	struct tap tap;
	bool verbose;
	bool live;		/* a terminal: show the running test */
	const char *stream;	/* the file, for documents without a name */
	unsigned int docs;	/* in this stream */
	char doc[TAP_NAME];
	unsigned int doc_count[3];
	unsigned int count[3];
	char *failed;		/* names, one a line */
	size_t failed_len;
};

static const char * const kind_names[] = {
	[TAP_PASS] = "ok", [TAP_FAIL] = "FAIL", [TAP_SKIP] = "SKIP",
};

static void clear_progress(const struct report *rep)
{
	if (rep->live)
		printf("\r\033[K");
}

static void print_progress(const struct report *rep,
			   const struct tap_result *res)
{
	char of[16] = "?";

	if (res->planned)
		snprintf(of, sizeof(of), "%u", res->planned);
	printf("[%3u/%2s] %s.%s %s%s%s", res->num, of, rep->doc, res->name,
	       kind_names[res->kind], res->reason[0] ? " " : "", res->reason);
}

static void remember_failure(struct report *rep, const char *what)
{
	size_t more = strlen(rep->doc) + strlen(what) + 8;

	rep->failed = realloc(rep->failed, rep->failed_len + more);
	if (!rep->failed) {
		perror("lab-ktap");
		exit(1);
	}
	rep->failed_len += sprintf(rep->failed + rep->failed_len,
				   "  %s: %s\n", rep->doc, what);
}

static void print_diag(const char *diag)
{
	while (*diag) {
		int len = strcspn(diag, "\n");

		/* The harness says of each test that it runs: no news. */
		if (strncmp(diag, "#  RUN ", 7))
			printf("            %.*s\n", len, diag);
		diag += len + (diag[len] == '\n');
	}
}

static void on_begin(void *ctx, const char *name)
{
	struct report *rep = ctx;

	rep->docs++;
	if (name[0])
		snprintf(rep->doc, sizeof(rep->doc), "%s", name);
	else if (rep->docs > 1)
		snprintf(rep->doc, sizeof(rep->doc), "%s-%u", rep->stream,
			 rep->docs);
	else
		snprintf(rep->doc, sizeof(rep->doc), "%s", rep->stream);
	memset(rep->doc_count, 0, sizeof(rep->doc_count));
}

static void on_result(void *ctx, const struct tap_result *res)
{
	struct report *rep = ctx;

	rep->count[res->kind]++;
	rep->doc_count[res->kind]++;
	clear_progress(rep);
	if (rep->verbose) {
		print_progress(rep, res);
		printf("\n");
	} else if (res->kind != TAP_PASS) {
		printf("  %-8s%s: %s%s%s\n", kind_names[res->kind], rep->doc,
		       res->name, res->reason[0] ? ": " : "", res->reason);
	} else if (rep->live) {
		print_progress(rep, res);
	}
	if (res->kind == TAP_FAIL) {
		print_diag(res->diag);
		remember_failure(rep, res->name);
	}
	fflush(stdout);
}

static void on_broken(void *ctx, const char *what)
{
	struct report *rep = ctx;

	clear_progress(rep);
	printf("  %-8s%s: %s\n", "FAIL", rep->doc, what);
	print_diag(rep->tap.diag);
	remember_failure(rep, what);
	rep->count[TAP_FAIL]++;
	rep->doc_count[TAP_FAIL]++;
}

static void print_counts(const unsigned int *count)
{
	printf("%u passed, %u failed, %u skipped", count[TAP_PASS],
	       count[TAP_FAIL], count[TAP_SKIP]);
}

static void on_end(void *ctx)
{
	struct report *rep = ctx;
	const unsigned int *n = rep->doc_count;

	/* None of its tests was asked for */
	if (!n[TAP_PASS] && !n[TAP_FAIL] && !n[TAP_SKIP])
		return;
	clear_progress(rep);
	printf("  %-8s%-24s ", rep->doc_count[TAP_FAIL] ? "FAIL" : "TEST",
	       rep->doc);
	print_counts(rep->doc_count);
	printf("\n");
	fflush(stdout);
}

static const struct tap_ops report_ops = {
	.begin = on_begin,
	.result = on_result,
	.broken = on_broken,
	.end = on_end,
};

/* A failure that no test printed: of the stream, or of who made it. */
static void report_trouble(struct report *rep, const char *who,
			   const char *what)
{
	snprintf(rep->doc, sizeof(rep->doc), "%s", who);
	clear_progress(rep);
	printf("  %-8s%s: %s\n", "FAIL", who, what);
	remember_failure(rep, what);
	rep->count[TAP_FAIL]++;
}

/* Names a stream after its file; after its directory, if that says more. */
static const char *stream_name(char *path)
{
	char *base = strrchr(path, '/');

	if (base && !strcmp(base, "/ktap.log")) {
		*base = '\0';
		base = strrchr(path, '/');
	}
	return base ? base + 1 : path;
}

static void read_stream(struct report *rep, int fd, const char *name)
{
	char buf[4096];
	ssize_t len;

	rep->stream = name;
	rep->docs = 0;
	tap_init(&rep->tap, &report_ops, rep);
	while ((len = read(fd, buf, sizeof(buf))) > 0)
		tap_feed(&rep->tap, buf, len);
	tap_finish(&rep->tap);
	if (len < 0)
		report_trouble(rep, name, strerror(errno));
	else if (!rep->docs)
		report_trouble(rep, name, "no test ran: not one plan in it");
}

static void read_file(struct report *rep, char *path)
{
	int fd = strcmp(path, "-") ? open(path, O_RDONLY) : STDIN_FILENO;

	if (fd < 0) {
		report_trouble(rep, path, strerror(errno));
		return;
	}
	read_stream(rep, fd, fd == STDIN_FILENO ? "stdin" : stream_name(path));
	if (fd != STDIN_FILENO)
		close(fd);
}

static pid_t command_start(char **args, int *from)
{
	int pipefd[2];
	pid_t pid;

	fflush(stdout);
	if (pipe(pipefd))
		return -1;
	pid = fork();
	if (!pid) {
		dup2(pipefd[1], STDOUT_FILENO);
		close(pipefd[0]);
		close(pipefd[1]);
		execvp(args[0], args);
		fprintf(stderr, "lab-ktap: %s: %s\n", args[0], strerror(errno));
		_exit(127);
	}
	close(pipefd[1]);
	*from = pipefd[0];
	return pid;
}

static void run_command(struct report *rep, char **args)
{
	unsigned int failed = rep->count[TAP_FAIL];
	const char *name = strrchr(args[0], '/');
	char what[64];
	int from, st;
	pid_t pid;

	name = name ? name + 1 : args[0];
	pid = command_start(args, &from);
	if (pid < 0) {
		report_trouble(rep, name, strerror(errno));
		return;
	}
	read_stream(rep, from, name);
	close(from);
	waitpid(pid, &st, 0);
	if (WIFEXITED(st) && !WEXITSTATUS(st))
		return;
	/* It returns 1 because a test failed, and that is counted already. */
	if (WIFEXITED(st) && WEXITSTATUS(st) == 1 &&
	    rep->count[TAP_FAIL] > failed)
		return;
	snprintf(what, sizeof(what), "%s %d",
		 WIFEXITED(st) ? "exit status" : "killed by signal",
		 WIFEXITED(st) ? WEXITSTATUS(st) : WTERMSIG(st));
	report_trouble(rep, name, what);
}

int main(int argc, char **argv)
{
	struct report rep = { .live = isatty(STDOUT_FILENO) };
	int i;

	if (argc < 2) {
		fprintf(stderr,
			"usage: lab-ktap [-v] [FILE...] [-- COMMAND...]\n");
		return 2;
	}
	for (i = 1; i < argc && strcmp(argv[i], "--"); i++) {
		if (!strcmp(argv[i], "-v"))
			rep.verbose = true;
		else
			read_file(&rep, argv[i]);
	}
	if (i + 1 < argc)
		run_command(&rep, argv + i + 1);
	if (!rep.count[TAP_PASS] && !rep.count[TAP_FAIL] &&
	    !rep.count[TAP_SKIP])
		report_trouble(&rep, "lab-ktap", "no test ran");

	if (rep.count[TAP_FAIL])
		printf("Failed:\n%s", rep.failed);
	print_counts(rep.count);
	printf("\n");
	if (fflush(stdout) || ferror(stdout)) {
		fprintf(stderr, "lab-ktap: cannot write: %s\n",
			strerror(errno));
		return 1;
	}
	return rep.count[TAP_FAIL] != 0;
}
