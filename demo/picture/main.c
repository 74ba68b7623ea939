// SPDX-License-Identifier: GPL-2.0
/*
 * demo-picture: show how the flows of a tunnel spread over queues and CPUs, from the
 * result that the guest wrote, and check it.
 *
 * Exit status: 0 all expectations are met, 1 one is not, 2 there is nothing to show.
 */
#include "bars.h"
#include "capture_account.h"
#include "expectations.h"
#include "notes.h"
#include "result_json.h"
#include "svg.h"
#include "terminal_style.h"
#include "qemu/common/options.h"

static int show(const struct result *result)
{
	struct style style = terminal_style();
	int failed;

	if (result_is_capture(result))
		capture_print(stdout, result, &style);
	if (!result_is_capture(result) || result->capture.in_tunnel)
		bars_print(stdout, result, &style);
	else
		putchar('\n');
	failed = expectations_check(stdout, stderr, result, &style);
	if (!result_is_capture(result))
		notes_print_scope(stdout);
	return failed;
}

int main(int argc, char **argv)
{
	static const struct option_row rows[] = { { } };
	static const struct options options = {
		.usage = "RESULT.json [PICTURE.svg]",
		.about = "Show how the flows of a tunnel spread, and draw it.",
		.rows = rows,
	};
	char **files = options_parse(&options, argv);
	struct result result;
	int failed;

	if (!files[0] || (files[1] && files[2]))
		options_misuse(&options);
	if (!result_read(&result, files[0]))
		return 2;
	failed = show(&result);
	if (!files[1])
		return failed > 0;
	if (!svg_write(files[1], &result))
		return 2;
	printf("  %s\n  %s\n", files[0], files[1]);
	return failed > 0;
}
