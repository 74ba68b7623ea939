// SPDX-License-Identifier: GPL-2.0
/*
 * One job: a shell command that prints TAP. OUT/NAME.tap gets its standard
 * output, OUT/NAME.err its standard error.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "job.h"
#include "qemu/common/error.h"
#include "qemu/common/exit_codes.h"
#include "qemu/common/monotonic_clock.h"
#include "qemu/common/processes.h"
#include "qemu/common/signals.h"
#include "qemu/report/summary.h"

/* Show at most the last 8 KiB of a job's stderr. */
#define STDERR_SHOWN	8192
/* How long a job may take to end after SIGTERM, before SIGKILL */
#define GRACE_MS	5000

static int open_log(const struct jobs_options *opt, const struct job *job,
		    const char *suffix, int flags)
{
	char path[4096];
	int fd;

	snprintf(path, sizeof(path), "%s/%s.%s", opt->out, job->name, suffix);
	fd = open(path, flags | O_CLOEXEC, 0644);
	if (fd < 0)
		die("%s: %s", path, strerror(errno));
	return fd;
}

/*
 * A process group of its own allows to end the job with everything it started.
 * With --keep the job has to stay in the group that may read from the terminal.
 */
static void job_exec(const struct job *job, const struct jobs_options *opt,
		     int out)
{
	int err = open_log(opt, job, "err", O_WRONLY | O_CREAT | O_TRUNC);
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	signals_unblock();
	if (!opt->keep) {
		setpgid(0, 0);
		dup2(null, STDIN_FILENO);
	}
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	execlp("bash", "bash", "-c", job->command, NULL);
	dprintf(STDERR_FILENO, "bash: %s\n", strerror(errno));
	_exit(VERDICT_BROKEN);
}

/**
 * job_start() - start a job
 * @job: the job
 * @opt: how to run it
 * @sum: gets its results
 */
void job_start(struct job *job, const struct jobs_options *opt,
	       struct summary *sum)
{
	int pipefd[2];

	job->stream = malloc(sizeof(*job->stream));
	if (!job->stream)
		die("out of memory");
	job->log = open_log(opt, job, "tap", O_WRONLY | O_CREAT | O_TRUNC);
	pipe_open(pipefd);
	summary_line(sum, "RUN", "%s", job->name);
	job->pid = process_fork();
	if (!job->pid)
		job_exec(job, opt, pipefd[1]);
	close(pipefd[1]);
	job->from = pipefd[0];
	fcntl(job->from, F_SETFL, O_NONBLOCK);
	job->start_ms = clock_ms();
	stream_init(job->stream, sum, job->name);
}

/* After a write error stop writing: a log with a gap would look complete. */
static void job_log(struct job *job, struct summary *sum, const char *buf,
		    ssize_t len)
{
	if (job->log < 0)
		return;
	if (write(job->log, buf, len) == len)
		return;
	summary_trouble(sum, VERDICT_BROKEN, job->name,
			"cannot write its .tap: is the disk full?");
	close(job->log);
	job->log = -1;
}

/**
 * job_read() - read what a job has printed
 * @job: the job
 * @sum: gets the errors
 */
void job_read(struct job *job, struct summary *sum)
{
	char buf[4096];
	ssize_t len;

	while ((len = read(job->from, buf, sizeof(buf))) > 0) {
		job_log(job, sum, buf, len);
		tap_feed(&job->stream->tap, buf, len);
	}
	if (!len || errno != EAGAIN) {
		close(job->from);
		job->from = -1;
	}
}

/* Cuts the last line of lab-run out of @text; that is the reason of a failure. */
static void cut_reason(char *text, char *reason, size_t size)
{
	static const char mark[] = "lab-run: ";
	char *last = NULL, *rest;

	for (char *p = text; (p = strstr(p, mark)); p++)
		if (p == text || p[-1] == '\n')
			last = p;
	if (!last)
		return;
	rest = last + strcspn(last, "\n");
	snprintf(reason, size, "%.*s", (int)(rest - last), last + strlen(mark));
	memmove(last, rest + !!*rest, strlen(rest + !!*rest) + 1);
	reason[strcspn(reason, "\n")] = '\0';
}

/* Shows the job's stderr; @reason gets why it failed, or "". */
static void show_stderr(const struct job *job, const struct jobs_options *opt,
			enum verdict verdict, char *reason, size_t size)
{
	int fd = open_log(opt, job, "err", O_RDONLY);
	char buf[STDERR_SHOWN];
	ssize_t len;

	len = lseek(fd, 0, SEEK_END);
	lseek(fd, len >= STDERR_SHOWN ? len - (STDERR_SHOWN - 1) : 0, SEEK_SET);
	len = read(fd, buf, sizeof(buf) - 1);
	close(fd);
	buf[len > 0 ? len : 0] = '\0';
	reason[0] = '\0';
	if (verdict != VERDICT_PASS)
		cut_reason(buf, reason, size);
	summary_lines(buf);
}

/* A signal, and an exit status that is no verdict on a job, mean a broken lab. */
static enum verdict verdict_of(int st)
{
	if (WIFSIGNALED(st) || !verdict_is_known(WEXITSTATUS(st)) ||
	    WEXITSTATUS(st) == VERDICT_NO_TEST)
		return VERDICT_BROKEN;
	return WEXITSTATUS(st);
}

static void job_judge(const struct job *job, const struct jobs_options *opt,
		      struct summary *sum, int st)
{
	enum verdict verdict = job->late ? VERDICT_TIMEOUT : verdict_of(st);
	char reason[2048];

	show_stderr(job, opt, verdict, reason, sizeof(reason));
	if (job->late)
		snprintf(reason, sizeof(reason), "not done after %g s",
			 opt->limit_ms / 1000.0);
	else if (!reason[0])
		snprintf(reason, sizeof(reason), "%s %d",
			 WIFEXITED(st) ? "exit status" : "killed by signal",
			 WIFEXITED(st) ? WEXITSTATUS(st) : WTERMSIG(st));
	/* A job that failed because of its tests must not count once more. */
	if (verdict == VERDICT_FAIL && job->stream->failed)
		summary_line(sum, "FAIL", "%s: %s", job->name, reason);
	else if (verdict != VERDICT_PASS)
		summary_trouble(sum, verdict, job->name, reason);
}

static double seconds(const struct timeval *time)
{
	return time->tv_sec + time->tv_usec / 1e6;
}

/**
 * job_end() - judge a job whose process has ended
 * @job: the job
 * @opt: how it was run
 * @sum: gets its results
 * @st: its status from wait4()
 * @used: what it used, with all processes that it has waited for
 *
 * Ends what the job left running. An abandoned job gets no verdict.
 */
void job_end(struct job *job, const struct jobs_options *opt,
	     struct summary *sum, int st, const struct rusage *used)
{
	job_read(job, sum);
	if (!opt->keep)
		kill(-job->pid, SIGTERM);
	if (!job->abandoned) {
		stream_end(job->stream, job->late ? VERDICT_TIMEOUT : verdict_of(st));
		job_judge(job, opt, sum, st);
	}
	job->pid = 0;
	if (job->from >= 0)
		close(job->from);
	if (job->log >= 0)
		close(job->log);
	free(job->stream);
	job->seconds = (clock_ms() - job->start_ms) / 1000.0;
	job->passed = verdict_of(st) == VERDICT_PASS;
	if (job->passed)
		job->cpu_cost = seconds(&used->ru_utime) + seconds(&used->ru_stime);
}

/**
 * job_enforce_limit() - end a job that runs longer than the limit
 * @job: the job
 * @opt: has the limit
 */
void job_enforce_limit(struct job *job, const struct jobs_options *opt)
{
	long long over = clock_ms() - job->start_ms - opt->limit_ms;

	if (!opt->limit_ms || !job->pid || over < 0)
		return;
	kill(-job->pid, over < GRACE_MS ? SIGTERM : SIGKILL);
	job->late = true;
}
