/* SPDX-License-Identifier: GPL-2.0 */
/* mlx5's headers include it and use none of it. */
