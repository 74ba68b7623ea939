// SPDX-License-Identifier: GPL-2.0
/* A capture in memory, and the search for the frame that arrived. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "alloc.h"
#include "captured_frames.h"
#include "flow_order.h"
#include "qemu/common/error.h"

/* FNV-1a. Frames with equal keys are compared byte by byte. */
static uint64_t frame_key(const uint8_t *bytes, uint32_t len)
{
	uint64_t key = 0xcbf29ce484222325;

	for (uint32_t i = 0; i < len; i++)
		key = (key ^ bytes[i]) * 0x100000001b3;
	return key;
}

static int compare_frames(const void *a, const void *b)
{
	const struct frame *one = a, *two = b;

	if (one->key != two->key)
		return one->key < two->key ? -1 : 1;
	if (one->len != two->len)
		return one->len < two->len ? -1 : 1;
	return memcmp(one->bytes, two->bytes, one->len);
}

/* Equal frames are sorted in the order in which they are sent. */
static int compare_all(const void *a, const void *b)
{
	const struct frame *one = a, *two = b;

	return compare_frames(a, b) ?:
	       one->first < two->first ? -1 : one->first > two->first;
}

static const void *map_file(const char *path, size_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	const void *bytes;
	struct stat st;

	if (fd < 0 || fstat(fd, &st))
		die("cannot open %s: %s", path, strerror(errno));
	*size = st.st_size;
	bytes = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		die("cannot read %s: %s", path, strerror(errno));
	close(fd);
	return bytes;
}

static void find_frames(struct capture *capture, const uint8_t *at,
			const uint8_t *end)
{
	for (uint32_t i = 0; i < capture->head->frames; i++) {
		struct frame *frame = &capture->frames[i];

		if (end - at < sizeof(frame->len))
			die("the capture ends at frame %u", i);
		memcpy(&frame->len, at, sizeof(frame->len));
		at += sizeof(frame->len);
		if (frame->len < CAPTURE_FRAME_MIN || frame->len > end - at)
			die("the capture is broken at frame %u", i);
		frame->bytes = at;
		frame->key = frame_key(at, frame->len);
		frame->count = 1;
		frame->first = frame;
		at += frame->len;
	}
}

static void make_index(struct capture *capture)
{
	uint32_t i, n = capture->head->frames;
	struct frame *index = alloc_zeroed(n, sizeof(*index)), *last = index;
	struct frame *before;

	memcpy(index, capture->frames, n * sizeof(*index));
	qsort(index, n, sizeof(*index), compare_all);
	before = index->first;
	for (i = 1; i < n; i++) {
		if (compare_frames(last, &index[i])) {
			*++last = index[i];
		} else {
			last->count++;
			before->same = index[i].first;
		}
		before = index[i].first;
	}
	capture->index = index;
	capture->different = last - index + 1;
}

/**
 * capture_load() - read a file that demo-capture wrote
 * @capture: filled in
 * @path: the file
 */
void capture_load(struct capture *capture, const char *path)
{
	size_t size;
	const uint8_t *bytes = map_file(path, &size);

	memset(capture, 0, sizeof(*capture));
	capture->head = (const void *)bytes;
	if (size < sizeof(*capture->head) ||
	    capture->head->magic != CAPTURE_MAGIC || !capture->head->frames ||
	    capture->head->frames > CAPTURE_PACKETS_MAX)
		die("%s was not written by demo-capture", path);
	capture->frames = alloc_zeroed(capture->head->frames,
					sizeof(*capture->frames));
	find_frames(capture, bytes + sizeof(*capture->head), bytes + size);
	make_index(capture);
	order_load(capture);
}

/**
 * capture_expect() - forget which frames have arrived
 * @capture: capture
 */
void capture_expect(struct capture *capture)
{
	for (int i = 0; i < capture->different; i++) {
		capture->index[i].left = capture->index[i].count;
		capture->index[i].next = capture->index[i].first;
	}
	order_expect(capture);
}

static struct frame *first_with_key(const struct capture *capture, uint64_t key)
{
	int low = 0, high = capture->different;

	while (low < high) {
		int middle = low + (high - low) / 2;

		if (capture->index[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return &capture->index[low];
}

/**
 * capture_find() - look a frame up
 * @capture: capture
 * @bytes: the frame
 * @len: its length
 *
 * Return: an element of @capture->index, or %NULL.
 */
struct frame *capture_find(const struct capture *capture, const uint8_t *bytes,
			   uint32_t len)
{
	const struct frame *end = capture->index + capture->different;
	uint64_t key = frame_key(bytes, len);
	struct frame *frame;

	for (frame = first_with_key(capture, key);
	     frame < end && frame->key == key; frame++)
		if (frame->len == len && !memcmp(frame->bytes, bytes, len))
			return frame;
	return NULL;
}

/**
 * capture_take() - note that a frame has arrived
 * @frame: from capture_find(), with @left above 0
 *
 * Return: the element of @capture->frames. Equal frames are assumed to arrive in
 * the order in which they were sent.
 */
struct frame *capture_take(struct frame *frame)
{
	struct frame *sent = frame->next;

	frame->left--;
	frame->next = sent->same;
	return sent;
}
