// SPDX-License-Identifier: GPL-2.0
/* demo-picture: bars in the terminal, 80 columns at most. */
#include <math.h>
#include <string.h>

#include "picture.h"

#define BAR_COLUMNS	46

#define ORANGE		"\033[33m"
#define BLUE		"\033[36m"
#define BOLD		"\033[1m"
#define PLAIN		"\033[0m"

static const char *paint(const struct style *style, const char *escape)
{
	return style->colour ? escape : "";
}

/* An eighth of a column tells queues apart that have about the same. */
static void print_bar(FILE *to, double share, const struct style *style)
{
	static const char * const eighth[] = {
		"", "▏", "▎", "▍", "▌", "▋", "▊", "▉",
	};
	int parts = lround(share * BAR_COLUMNS * 8);
	int columns = style->utf8 ? parts / 8 : (parts + 4) / 8;
	int i, rest = style->utf8 ? parts % 8 : 0;

	/* What is there is to be seen. */
	if (share > 0 && !columns && !rest) {
		columns = !style->utf8;
		rest = style->utf8;
	}
	for (i = 0; i < columns; i++)
		fputs(style->utf8 ? "█" : "#", to);
	fputs(eighth[rest], to);
	for (i += rest > 0; i < BAR_COLUMNS; i++)
		fputc(' ', to);
}

static void print_run(FILE *to, const struct run *run, const char *colour,
		      const struct style *style)
{
	fprintf(to, "  %s%s%s\n", paint(style, BOLD), run->title,
		paint(style, PLAIN));
	for (int i = 0; i < run->counted; i++) {
		fprintf(to, "    queue %-3d%s", i, paint(style, colour));
		print_bar(to, run_share(run, i), style);
		fprintf(to, "%s %5.1f %% %8ld\n", paint(style, PLAIN),
			100 * run_share(run, i), run->packets[i]);
	}
	fprintf(to, "    fullest   %.2f times the mean\n\n", run_skew(run));
}

/**
 * bars_print() - draw both runs
 * @to: terminal
 * @result: what was measured
 * @style: what the terminal can show
 */
void bars_print(FILE *to, const struct result *result,
		const struct style *style)
{
	bool capture = result_is_capture(result);

	fprintf(to, "\n  %s%ld flows %s%s%s over %ld receive queues%s\n\n",
		paint(style, BOLD), result->flows,
		capture ? "of " : "in one tunnel (", result_title(result),
		capture ? "" : ")", result->queues, paint(style, PLAIN));
	print_run(to, &result->without, ORANGE, style);
	print_run(to, &result->with, BLUE, style);
}
