// SPDX-License-Identifier: GPL-2.0
/* Programs that a test runs, and the files it gives them. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.h"
#include "scenario.h"

static void bail_out(const char *what)
{
	printf("Bail out! %s\n", what);
	perror(what);
	exit(1);
}

/**
 * file_write() - write a file
 * @path: its name
 * @text: its contents
 */
void file_write(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (!f || fputs(text, f) < 0 || fclose(f))
		bail_out(path);
}

/**
 * file_read() - read the beginning of a file
 * @path: its name
 * @buf: gets what fits, and a NUL
 * @size: size of @buf
 *
 * Return: number of bytes; 0 if there is no such file.
 */
size_t file_read(const char *path, char *buf, size_t size)
{
	FILE *f = fopen(path, "r");
	size_t len = f ? fread(buf, 1, size - 1, f) : 0;

	buf[len] = '\0';
	if (f)
		fclose(f);
	return len;
}

/**
 * child_add_words() - append words to an argument list
 * @argv: the list, which is large enough and ended by NULL
 * @argc: its number of words, updated
 * @words: the words, separated by blanks; overwritten
 */
void child_add_words(char **argv, int *argc, char *words)
{
	for (char *w = strtok(words, " "); w; w = strtok(NULL, " "))
		argv[(*argc)++] = w;
	argv[*argc] = NULL;
}

/**
 * child_start() - start a program
 * @argv: its path and arguments
 * @prepare: called in the process before exec(); may be NULL
 *
 * The files stdout.txt and stderr.txt get its output.
 *
 * Return: its process.
 */
pid_t child_start(char **argv, void (*prepare)(void))
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid < 0)
		bail_out("fork");
	if (pid)
		return pid;
	if (!freopen("stdout.txt", "w", stdout) ||
	    !freopen("stderr.txt", "w", stderr))
		_exit(126);
	if (prepare)
		prepare();
	execv(argv[0], argv);
	_exit(127);
}

/**
 * child_wait() - wait for the end of a program
 * @child: filled in
 * @pid: its process
 */
void child_wait(struct child *child, pid_t pid)
{
	int st;

	waitpid(pid, &st, 0);
	child->rc = WIFEXITED(st) ? WEXITSTATUS(st) : 128 + WTERMSIG(st);
	file_read("stdout.txt", child->out, sizeof(child->out));
	file_read("stderr.txt", child->err, sizeof(child->err));
}

/**
 * child_run() - run a program to its end
 * @child: filled in
 * @argv: its path and arguments
 * @prepare: called in the process before exec(); may be NULL
 */
void child_run(struct child *child, char **argv, void (*prepare)(void))
{
	child_wait(child, child_start(argv, prepare));
}

/**
 * child_expect() - check how a program ended
 * @child: the program
 * @rc: exit status it must have
 * @out: text that its standard output must have
 * @err: text that its standard error must have
 * @why: gets the difference
 *
 * Return: whether it did.
 */
bool child_expect(const struct child *child, int rc, const char *out,
		  const char *err, char *why)
{
	snprintf(why, WHY, "rc %d, want %d; stdout \"%.60s\", stderr \"%.100s\"",
		 child->rc, rc, child->out, child->err);
	return child->rc == rc && strstr(child->out, out) &&
	       strstr(child->err, err);
}
