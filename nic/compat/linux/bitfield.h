/* SPDX-License-Identifier: GPL-2.0 */
/* Empty: mlx5's headers include it and use nothing of it. */
