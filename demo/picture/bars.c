// SPDX-License-Identifier: GPL-2.0
/* Bars in the terminal, at most 80 columns wide. */
#include <math.h>
#include <string.h>

#include "bars.h"
#include "notes.h"

#define BAR_COLUMNS	14

#define ORANGE		"\033[33m"
#define BLUE		"\033[36m"
#define BOLD		"\033[1m"
#define PLAIN		"\033[0m"

static const char *paint(const struct style *style, const char *escape)
{
	return style->colour ? escape : "";
}

/* Eighths of a column show small differences between queues. */
static void print_bar(FILE *to, double share, const struct style *style)
{
	static const char * const eighth[] = {
		"", "▏", "▎", "▍", "▌", "▋", "▊", "▉",
	};
	int parts = lround(share * BAR_COLUMNS * 8);
	int columns = style->utf8 ? parts / 8 : (parts + 4) / 8;
	int i, rest = style->utf8 ? parts % 8 : 0;

	/* Even the smallest share has to be visible. */
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

/* Print one queue or CPU, or blanks after the last one. */
static void print_row(FILE *to, const struct counts *counts, const char *what,
		      int row, const char *colour, const struct style *style)
{
	if (row >= counts->counted) {
		fprintf(to, "%*s", (int)strlen(what) + 4 + BAR_COLUMNS + 15, "");
		return;
	}
	fprintf(to, "%s %-3d%s", what, row, paint(style, colour));
	print_bar(to, counts_share(counts, row), style);
	fprintf(to, "%s %5.1f %% %6ld", paint(style, PLAIN),
		100 * counts_share(counts, row), counts->packets[row]);
}

static void print_run(FILE *to, const struct run *run, const char *colour,
		      const struct style *style)
{
	int rows = run->queues.counted > run->cpus.counted ?
		   run->queues.counted : run->cpus.counted;

	fprintf(to, "  %s%s%s\n", paint(style, BOLD), run->title,
		paint(style, PLAIN));
	for (int i = 0; i < rows; i++) {
		fputs("  ", to);
		print_row(to, &run->queues, "queue", i, colour, style);
		if (i < run->cpus.counted) {
			fputs("   ", to);
			print_row(to, &run->cpus, "CPU", i, colour, style);
		}
		fputc('\n', to);
	}
	fprintf(to, "  fullest  %5.2f times the mean            fullest  %5.2f times the mean\n\n",
		counts_skew(&run->queues), counts_skew(&run->cpus));
}

/**
 * bars_print() - draw both runs
 * @to: terminal
 * @result: result of the guest
 * @style: abilities of the terminal
 */
void bars_print(FILE *to, const struct result *result,
		const struct style *style)
{
	bool capture = result_is_capture(result);

	fprintf(to, "\n  %s%ld flows %s%s%s over %ld receive queues and %ld CPUs%s\n\n",
		paint(style, BOLD), result->flows,
		capture ? "of " : "in one tunnel (", result_title(result),
		capture ? "" : ")", result->queues, result->cpus,
		paint(style, PLAIN));
	notes_print(to, result);
	print_run(to, &result->without, ORANGE, style);
	print_run(to, &result->with, BLUE, style);
}
