// SPDX-License-Identifier: GPL-2.0
/*
 * The bars as an SVG file. Both panels have the same scale. The file has colours for
 * a light and for a dark background.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "svg.h"
#include "qemu/common/files.h"

#define WIDTH		900
#define HEIGHT		880
#define TOP_QUEUES	190
#define TOP_CPUS	530
#define PLOT_HEIGHT	230
#define PANEL_WIDTH	380
#define PANEL_LEFT	64
#define PANEL_RIGHT	484
#define LABEL_HEIGHT	20
#define LABEL_GAP	6

static const char style_sheet[] =
	"<style>\n"
	"text{font-family:system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;"
	"font-size:13px;fill:#57606a}\n"
	".page{fill:#ffffff;stroke:#d0d7de}\n"
	".title{font-size:18px;font-weight:600;fill:#1f2328}\n"
	".panel{font-size:15px;font-weight:600;fill:#1f2328}\n"
	".share{font-weight:600;fill:#1f2328;text-anchor:middle}\n"
	".queue{text-anchor:middle}\n"
	".count{text-anchor:middle;font-size:11px}\n"
	".tick{text-anchor:end;font-size:11px}\n"
	".end{text-anchor:end}\n"
	".grid{stroke:#d8dee4;stroke-width:1}\n"
	".axis{stroke:#8c959f;stroke-width:1}\n"
	".mean{stroke:#57606a;stroke-width:1;stroke-dasharray:4 4}\n"
	".without{fill:#d9730d}\n"
	".with{fill:#1f77b4}\n"
	"@media (prefers-color-scheme:dark){\n"
	"text{fill:#9da7b3}\n"
	".page{fill:#0d1117;stroke:#30363d}\n"
	".title,.panel,.share{fill:#e6edf3}\n"
	".grid{stroke:#262c34}\n"
	".axis{stroke:#6e7681}\n"
	".mean{stroke:#9da7b3}\n"
	".without{fill:#f0883e}\n"
	".with{fill:#58a6ff}\n"
	"}\n"
	"</style>\n";

static void put_text(FILE *to, const char *text)
{
	for (; *text; text++) {
		if (*text == '<')
			fputs("&lt;", to);
		else if (*text == '&')
			fputs("&amp;", to);
		else
			fputc(*text, to);
	}
}

/**
 * struct panel - a row of bars
 * @counts: packets that they show
 * @class: style class of the run
 * @left: left edge
 * @bottom: bottom edge, where the axis is
 */
struct panel {
	const struct counts *counts;
	const char *class;
	int left;
	int bottom;
};

static double height_at(const struct panel *panel, double share)
{
	return panel->bottom - share * PLOT_HEIGHT;
}

/* Above the bar, but clear of the line that marks the even share. */
static double label_at(const struct panel *panel, double share)
{
	double y = height_at(panel, share);
	double mean = height_at(panel, 1.0 / panel->counts->counted);

	return (mean < y && mean > y - LABEL_HEIGHT ? mean : y) - LABEL_GAP;
}

static void put_desc(FILE *to, const struct result *result)
{
	fprintf(to, "<title>Flows in tunnels over receive queues and CPUs</title>\n"
		"<desc>Without the stored hash the fullest of %ld queues has %.2f times the mean, with it %.2f times; "
		"the fullest of %ld CPUs %.2f times, with it %.2f times.</desc>\n",
		result->queues, counts_skew(&result->without.queues),
		counts_skew(&result->with.queues), result->cpus,
		counts_skew(&result->without.cpus),
		counts_skew(&result->with.cpus));
}

static void put_head(FILE *to, const struct result *result)
{
	bool capture = result_is_capture(result);

	fprintf(to, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
		"width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n",
		WIDTH, HEIGHT, WIDTH, HEIGHT);
	put_desc(to, result);
	fputs(style_sheet, to);
	fprintf(to, "<rect class=\"page\" x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n",
		WIDTH - 1, HEIGHT - 1);
	fprintf(to, "<text class=\"title\" x=\"%d\" y=\"48\">%ld flows %s",
		PANEL_LEFT, result->flows, capture ? "of " : "in one tunnel (");
	put_text(to, result_title(result));
	fprintf(to, "%s over %ld queues and %ld CPUs</text>\n",
		capture ? "" : ")", result->queues, result->cpus);
	fprintf(to, "<text x=\"%d\" y=\"72\">Shares of the packets in percent, on the same scale. RSS by the outer header: %d of %ld NIC queues without, %d with.</text>\n",
		PANEL_LEFT, counts_used(&result->without.nic),
		result->nic_queues, counts_used(&result->with.nic));
	fprintf(to, "<text x=\"%d\" y=\"92\">%s</text>\n", PANEL_LEFT,
		result->compat ?
		"A cpumap chooses the CPU, which serves its queue of the veth. Nothing is stored." :
		result->threaded ?
		"Each queue of the veth has a thread (threaded NAPI) on a CPU of its own." :
		"No threaded NAPI: the CPU that fills a queue of the veth empties it.");
}

static void put_title(FILE *to, const struct run *run, int left)
{
	fprintf(to, "<text class=\"panel\" x=\"%d\" y=\"%d\">%s</text>\n", left,
		TOP_QUEUES - 56, run->title);
}

static void put_grid(FILE *to, const struct panel *panel)
{
	for (int percent = 0; percent <= 100; percent += 25) {
		double y = height_at(panel, percent / 100.0);

		fprintf(to, "<line class=\"%s\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>\n",
			percent ? "grid" : "axis", panel->left, y,
			panel->left + PANEL_WIDTH, y);
		if (panel->left == PANEL_LEFT)
			fprintf(to, "<text class=\"tick\" x=\"%d\" y=\"%.1f\">%d %%</text>\n",
				panel->left - 8, y + 4, percent);
	}
}

static void put_bar(FILE *to, const struct panel *panel, int which)
{
	double slot = (double)PANEL_WIDTH / panel->counts->counted;
	double share = counts_share(panel->counts, which);
	double y = height_at(panel, share);
	double middle = panel->left + (which + .5) * slot;

	fprintf(to, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
		panel->class, middle - slot * .36, y, slot * .72,
		panel->bottom - y);
	fprintf(to, "<text class=\"share\" x=\"%.1f\" y=\"%.1f\">%.*f</text>\n",
		middle, label_at(panel, share), share > 0 && share < 1,
		100 * share);
	fprintf(to, "<text class=\"queue\" x=\"%.1f\" y=\"%d\">%d</text>\n",
		middle, panel->bottom + 20, which);
	fprintf(to, "<text class=\"count\" x=\"%.1f\" y=\"%d\">%ld</text>\n",
		middle, panel->bottom + 37, panel->counts->packets[which]);
}

static void put_panel(FILE *to, const struct panel *panel, const char *what)
{
	double mean = height_at(panel, 1.0 / panel->counts->counted);
	int right = panel->left + PANEL_WIDTH;
	int above = panel->bottom - PLOT_HEIGHT - 30;

	fprintf(to, "<text x=\"%d\" y=\"%d\">by %s</text>\n", panel->left,
		above, what);
	fprintf(to, "<text class=\"end\" x=\"%d\" y=\"%d\">fullest %.2f &#215; mean</text>\n",
		right, above, counts_skew(panel->counts));
	put_grid(to, panel);
	for (int i = 0; i < panel->counts->counted; i++)
		put_bar(to, panel, i);
	fprintf(to, "<line class=\"mean\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>\n",
		panel->left, mean, right, mean);
	if (panel->left != PANEL_LEFT)
		return;
	fprintf(to, "<text class=\"tick\" x=\"%d\" y=\"%d\">%s</text>\n",
		panel->left - 8, panel->bottom + 20, what);
	fprintf(to, "<text class=\"tick\" x=\"%d\" y=\"%d\">packets</text>\n",
		panel->left - 8, panel->bottom + 37);
}

static void put_run(FILE *to, const struct run *run, int left,
		    const char *class)
{
	struct panel queues = {
		.counts = &run->queues, .class = class,
		.left = left, .bottom = TOP_QUEUES + PLOT_HEIGHT,
	};
	struct panel cpus = {
		.counts = &run->cpus, .class = class,
		.left = left, .bottom = TOP_CPUS + PLOT_HEIGHT,
	};

	put_title(to, run, left);
	put_panel(to, &queues, "queue");
	put_panel(to, &cpus, "CPU");
}

static void put_foot(FILE *to, const struct result *result)
{
	fprintf(to, "<line class=\"mean\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
		PANEL_LEFT, HEIGHT - 31, PANEL_LEFT + 28, HEIGHT - 31);
	fprintf(to, "<text x=\"%d\" y=\"%d\">even share</text>\n",
		PANEL_LEFT + 36, HEIGHT - 27);
	fprintf(to, "<text class=\"end\" x=\"%d\" y=\"%d\">%ld packets, %ld lost</text>\n",
		PANEL_RIGHT + PANEL_WIDTH, HEIGHT - 27, result->sent < 0 ?
		counts_total(&result->without.queues) +
		counts_total(&result->with.queues) :
		result->sent, result->lost);
}

/**
 * svg_write() - draw both runs
 * @path: file to write
 * @result: result of the guest
 *
 * Return: true, or false after an error was printed.
 */
bool svg_write(const char *path, const struct result *result)
{
	FILE *to = replacement_open(path);
	bool ok = to;

	if (to) {
		put_head(to, result);
		put_run(to, &result->without, PANEL_LEFT, "without");
		put_run(to, &result->with, PANEL_RIGHT, "with");
		put_foot(to, result);
		fputs("</svg>\n", to);
		ok = !replacement_close(to, path);
	}
	if (!ok)
		fprintf(stderr, "demo-picture: cannot write %s: %s\n", path,
			strerror(errno));
	return ok;
}
