// SPDX-License-Identifier: GPL-2.0
/*
 * Two functions that the static libelf of Debian 13 (elfutils 0.192) calls and does not
 * contain. They begin and end the tree of the chunks that elf_getdata_rawchunk() has
 * returned. libbpf never calls that, so the tree stays empty. A libelf.a that has the
 * functions goes before these, which are weak.
 */
struct search_tree;

void eu_search_tree_init(struct search_tree *tree, int (*compare)(const void *, const void *));
void eu_search_tree_fini(struct search_tree *tree, void (*free_node)(void *));

__attribute__((weak)) void eu_search_tree_init(struct search_tree *tree,
					       int (*compare)(const void *, const void *))
{
}

__attribute__((weak)) void eu_search_tree_fini(struct search_tree *tree,
					       void (*free_node)(void *))
{
}
