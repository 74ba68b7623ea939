// SPDX-License-Identifier: GPL-2.0
/* Running a program and looking at what it says. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scenario.h"

static void die(const char *what)
{
	printf("Bail out! %s\n", what);
	perror(what);
	exit(1);
}

/**
 * file_write() - make a file
 * @path: its name
 * @text: what shall be in it
 */
void file_write(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (!f || fputs(text, f) < 0 || fclose(f))
		die(path);
}

/**
 * file_read() - read a file as far as there is room
 * @path: its name
 * @buf: where to; gets a NUL after what was read
 * @size: how much room there is
 *
 * Return: the number of bytes, 0 if there is no such file.
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
 * child_words() - add words to an argument list
 * @argv: the list, large enough; ended by NULL anew
 * @argc: the number of words in it, added to
 * @words: the words, separated by blanks; changed
 */
void child_words(char **argv, int *argc, char *words)
{
	for (char *w = strtok(words, " "); w; w = strtok(NULL, " "))
		argv[(*argc)++] = w;
	argv[*argc] = NULL;
}

/**
 * child_run() - run a program to its end
 * @child: filled in
 * @argv: its arguments
 * @prepare: called before it starts, in its process; may be NULL
 */
void child_run(struct child *child, char **argv, void (*prepare)(void))
{
	pid_t pid;
	int st;

	fflush(stdout);
	pid = fork();
	if (pid < 0)
		die("fork");
	if (!pid) {
		if (!freopen("stdout.txt", "w", stdout) ||
		    !freopen("stderr.txt", "w", stderr))
			_exit(126);
		if (prepare)
			prepare();
		execv(argv[0], argv);
		_exit(127);
	}
	waitpid(pid, &st, 0);
	child->rc = WIFEXITED(st) ? WEXITSTATUS(st) : 128 + WTERMSIG(st);
	file_read("stdout.txt", child->out, sizeof(child->out));
	file_read("stderr.txt", child->err, sizeof(child->err));
}
