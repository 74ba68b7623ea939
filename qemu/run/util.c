// SPDX-License-Identifier: GPL-2.0
/* lab-run: what all of its parts need. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "run.h"

/**
 * lab_die() - the lab cannot work: say why and end
 * @fmt: the reason, and what to do about it
 */
void lab_die(const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "lab-run: ");
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "\n");
	exit(LAB_BROKEN);
}

/**
 * lab_add() - add a word to an argument list
 * @words: the list
 * @fmt: the word
 */
void lab_add(struct lab_words *words, const char *fmt, ...)
{
	va_list ap;
	int len;

	if (words->n == LAB_WORDS_MAX)
		lab_die("more than %d arguments", LAB_WORDS_MAX);
	va_start(ap, fmt);
	len = vasprintf(&words->word[words->n++], fmt, ap);
	va_end(ap);
	if (len < 0)
		lab_die("out of memory");
	words->word[words->n] = NULL;
}

/**
 * lab_extend() - make the last word of an argument list longer
 * @words: the list, not empty
 * @fmt: what to add
 */
void lab_extend(struct lab_words *words, const char *fmt, ...)
{
	char **last = &words->word[words->n - 1], *old = *last, *more;
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vasprintf(&more, fmt, ap);
	va_end(ap);
	if (len < 0 || asprintf(last, "%s%s", old, more) < 0)
		lab_die("out of memory");
	free(old);
	free(more);
}

/**
 * lab_absolute() - a path that holds in any directory, for QEMU's script
 * @path: as the user wrote it; it need not exist
 *
 * Return: the path, valid until the next call.
 */
const char *lab_absolute(const char *path)
{
	static char abs[2 * PATH_MAX];
	char cwd[PATH_MAX] = "";

	if (path[0] == '/')
		return path;
	if (!getcwd(cwd, sizeof(cwd)))
		lab_die("current directory: %s", strerror(errno));
	if (snprintf(abs, sizeof(abs), "%s/%s", cwd, path) >= PATH_MAX)
		lab_die("%s: the path is too long", path);
	return abs;
}

/**
 * lab_path() - name a file of the run directory
 * @opt: the options
 * @name: the file in it
 *
 * Return: a path that is valid until the next but three calls.
 */
const char *lab_path(const struct lab_options *opt, const char *name)
{
	static char path[4][PATH_MAX + 32];
	static unsigned int next;
	char *p = path[next++ % 4];

	snprintf(p, sizeof(path[0]), "%s/%s", opt->dir, name);
	return p;
}

/**
 * lab_write() - write all of a buffer
 * @fd: where to
 * @buf: what
 * @len: how many bytes
 * @what: the file's name, for the message if the disk is full
 */
void lab_write(int fd, const void *buf, size_t len, const char *what)
{
	for (const char *p = buf; len;) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			lab_die("cannot write %s: %s", what, strerror(errno));
		p += n;
		len -= n;
	}
}

/**
 * lab_scaled() - a time limit on this machine
 * @seconds: the limit on a machine that is not busy; 0: none
 *
 * Return: milliseconds: @seconds times $SLOWDOWN, which may be a fraction.
 */
unsigned int lab_scaled(unsigned int seconds)
{
	const char *env = getenv("SLOWDOWN");
	char *end = "";
	double factor = env && *env ? strtod(env, &end) : 1;

	if (*end || !(factor >= 0.001 && factor <= 1000))
		lab_die("SLOWDOWN=%s: want a factor like 2.5", env);
	return seconds * 1000.0 * factor;
}

/**
 * lab_now_ms() - a clock for deadlines
 *
 * Return: milliseconds since some time in the past.
 */
long long lab_now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}
