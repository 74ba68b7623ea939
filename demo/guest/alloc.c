// SPDX-License-Identifier: GPL-2.0
/* Memory, or the end of the program. */
#include <stdlib.h>

#include "alloc.h"
#include "qemu/common/error.h"

/**
 * alloc_zeroed() - allocate an array of zeroes
 * @count: number of elements
 * @size: size of an element
 *
 * Return: memory, for free(); never %NULL.
 */
void *alloc_zeroed(size_t count, size_t size)
{
	void *mem = calloc(count, size);

	if (!mem)
		die("no memory");
	return mem;
}
