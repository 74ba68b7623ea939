// SPDX-License-Identifier: GPL-2.0
/*
 * rxmeta: attach the tunnel program to an interface, and ask about it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "rxmeta.h"

static const struct command commands[] = {
	{ "attach", "IFACE", "redirect tunnelled packets, with their inner hash",
	  attach_options, cmd_attach },
	{ "detach", "IFACE", "undo attach", no_options, cmd_detach },
	{ "stat", "IFACE", "count what happened to packets", stat_options,
	  cmd_stat },
	{ "probe", NULL, "does this kernel store RX metadata? 0 yes, 1 no",
	  no_options, cmd_probe },
	{ "hash", NULL, "the hash that the program computes for a flow",
	  hash_options, cmd_hash },
	{ }
};

int fail(enum rxmeta_exit code, const char *format, ...)
{
	va_list args;

	fputs("rxmeta: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	return code;
}

static void print_usage(FILE *to)
{
	const struct command *cmd;

	fputs("Usage: rxmeta COMMAND [OPTIONS]\n\n", to);
	for (cmd = commands; cmd->name; cmd++)
		fprintf(to, "  %-7s%-7s%s\n", cmd->name,
			cmd->operand ?: "", cmd->summary);
	fputs("\n'rxmeta COMMAND --help' lists the options of a command.\n"
	      "Exit code: 0 done, 1 probe says no, 2 usage, 3 the kernel refused.\n",
	      to);
}

static void print_help(const struct command *cmd)
{
	const struct option_spec *opt;

	printf("Usage: rxmeta %s%s%s%s\n\n%s\n", cmd->name,
	       cmd->operand ? " " : "", cmd->operand ?: "",
	       cmd->options->name ? " [OPTIONS]" : "", cmd->summary);
	for (opt = cmd->options; opt->name; opt++)
		printf("%s  --%-12s%-6s %s\n", opt == cmd->options ? "\n" : "",
		       opt->name, opt->arg ?: "", opt->help);
}

static const struct option_spec *find_option(const struct command *cmd,
					     const char *name, size_t len)
{
	const struct option_spec *opt;

	for (opt = cmd->options; opt->name; opt++)
		if (strlen(opt->name) == len && !memcmp(opt->name, name, len))
			return opt;
	return NULL;
}

/* Take one option, and its argument from behind '=' or from the next word. */
static int take_option(const struct command *cmd, struct settings *settings,
		       char ***word)
{
	const char *name = **word + 2;
	const char *arg = strchr(name, '=');
	const struct option_spec *opt;

	opt = find_option(cmd, name, arg ? (size_t)(arg - name) : strlen(name));
	if (!opt)
		return fail(RXMETA_USAGE, "%s has no option %s; see 'rxmeta %s --help'",
			    cmd->name, **word, cmd->name);
	if (arg && !opt->arg)
		return fail(RXMETA_USAGE, "--%s takes no value", opt->name);

	if (arg)
		arg++;
	else if (opt->arg)
		arg = *++*word;
	if (opt->arg && !arg)
		return fail(RXMETA_USAGE, "--%s wants %s: %s", opt->name,
			    opt->arg, opt->help);
	return opt->set(settings, arg);
}

static int run_command(const struct command *cmd, char **word)
{
	struct settings settings;
	int err;

	settings_init(&settings);
	for (; *word; word++) {
		if (!strcmp(*word, "--help") || !strcmp(*word, "-h")) {
			print_help(cmd);
			return RXMETA_OK;
		}
		if (!strncmp(*word, "--", 2)) {
			err = take_option(cmd, &settings, &word);
			if (err)
				return err;
		} else if (cmd->operand && !settings.iface) {
			settings.iface = *word;
		} else {
			return fail(RXMETA_USAGE, "%s: what is '%s' for? see 'rxmeta %s --help'",
				    cmd->name, *word, cmd->name);
		}
	}

	if (cmd->operand && !settings.iface)
		return fail(RXMETA_USAGE, "%s wants an interface: rxmeta %s %s",
			    cmd->name, cmd->name, cmd->operand);
	return cmd->run(&settings);
}

int main(int argc, char **argv)
{
	const struct command *cmd;

	if (argc < 2) {
		print_usage(stderr);
		return RXMETA_USAGE;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
		print_usage(stdout);
		return RXMETA_OK;
	}

	for (cmd = commands; cmd->name; cmd++)
		if (!strcmp(cmd->name, argv[1]))
			return run_command(cmd, argv + 2);

	fail(RXMETA_USAGE, "there is no command '%s'", argv[1]);
	print_usage(stderr);
	return RXMETA_USAGE;
}
