/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_HINT_ERROR_H
#define RXMETA_HINT_ERROR_H

const char *hint_error(int error);

#endif
