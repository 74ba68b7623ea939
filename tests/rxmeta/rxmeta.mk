# SPDX-License-Identifier: GPL-2.0
#
# Guest tests of the tool rxmeta. rxmeta_test, live_test, skb_hash_test, attach_names and
# attach_targets run the tool. dispatcher_test has the program of another tool, which Debian's xdp-loader loads.
# refusing_kernel runs the tool under ptrace().
# hint_error_test links the part of rxmeta that words an error of a reader.
# netlink_answers links the part that reads netlink, with a pair of sockets in the place of the kernel.
# keep_test links the part of rxmeta that decides what to keep, and makes up interfaces that the
# lab does not have.

FLAGS_tests/rxmeta = -DRXMETA_VERSION='"$(file <VERSION)"' -Ibpf -isystem $(TREE)/tools/testing/selftests
$(call guest_program,rxmeta_test,tests/rxmeta/rxmeta_test.c $(TEST_PACKETS) \
	 $(patsubst %,tests/lib/%.c,net rxmeta_tool))
$(call guest_program,attach_names,tests/rxmeta/attach_names.c $(patsubst %,tests/lib/%.c,net rxmeta_tool))
$(call guest_program,attach_targets,tests/rxmeta/attach_targets.c $(TEST_PACKETS) \
	 $(patsubst %,tests/lib/%.c,net rxmeta_tool))
$(call guest_program,live_test,$(patsubst %,tests/rxmeta/%.c,live_test background tap_device) $(TEST_PACKETS) \
	 $(patsubst %,tests/lib/%.c,net rxmeta_tool))
$(call guest_program,skb_hash_test,$(patsubst %,tests/rxmeta/%.c,skb_hash_test background tap_device) $(TEST_PACKETS) \
	 $(patsubst %,tests/lib/%.c,net rxmeta_tool toeplitz_reference))
$(call guest_program,refusing_kernel,$(patsubst %,tests/rxmeta/%.c,refusing_kernel background) \
	 $(patsubst %,tests/lib/%.c,net refused_call rxmeta_tool))
$(call guest_program,dispatcher_test,$(patsubst %,tests/rxmeta/%.c,dispatcher_test background) $(TEST_PACKETS) \
	 $(patsubst %,tests/lib/%.c,net rxmeta_tool))
LAB_FILES += $(GUEST_O)/tests/rxmeta/count_all.bpf.o
# skb_hash_test takes the steps that this page gives a new user.
LAB_FILES += docs/rxmeta.md
$(call guest_program,keep_test,tests/rxmeta/keep_test.c bpf/rxmeta/kept_values.c)
$(call guest_program,hint_error_test,tests/rxmeta/hint_error_test.c bpf/rxmeta/hint_error.c)
$(call guest_program,netlink_answers,tests/rxmeta/netlink_answers.c $(patsubst %,bpf/rxmeta/%.c,netlink sa sa_kernel))
$(call guest_program,ipsec_keys_test,$(patsubst %,tests/rxmeta/%.c,ipsec_keys_test key_in_memory) \
	 $(patsubst %,tests/lib/%.c,net refused_call rxmeta_tool))
