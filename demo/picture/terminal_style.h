/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_PICTURE_TERMINAL_STYLE_H
#define DEMO_PICTURE_TERMINAL_STYLE_H

#include <stdbool.h>

/**
 * struct style - abilities of the terminal
 * @colour: it shows colours
 * @utf8: it shows block characters
 */
struct style {
	bool colour;
	bool utf8;
};

struct style terminal_style(void);

#endif
