# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# dry_runs.sh: sourced by run.sh: commands of which DRYRUN=1 shows what they would run.

# It prints the QEMU line and does nothing else: a kernel would take longer to build.
dry() { limit="timeout 120" make_ "$@" DRYRUN=1 && line '^(exec |env [^ ]+ )?[^ ]*qemu-system-x86_64'; }
try_dry_run() { dry demo TUNNEL=vxlan && line "-kernel '?$W/kernel" && dry test && dry shell NET=tap CARDS=mlx5-virtio && line connectx5; }
try_debug_dry() { dry test DEBUG=1 KCSAN=0 COVERAGE=0 && line "$BASE-debug/kernel/vmlinux.boot"; }
try_kcsan_dry() { dry test KCSAN=1 DEBUG=0 COVERAGE=0 && line "$BASE-kcsan/kernel/vmlinux.boot"; }
try_coverage_dry() { dry coverage DEBUG=0 KCSAN=0 && line "$BASE-coverage/kernel/vmlinux.boot"; }
try_config_dry() { dry shell CONFIG=qemu/config/trace.config && line "$BASE-trace-[0-9]+/kernel/vmlinux.boot"; }
try_selftests_dry()
{
	make_ selftests T='x*' DRYRUN=1 && line '^xdping +bpf +\./test_xdping\.sh$' &&
		line '^xdp-hw-metadata +bpf +not run: it is a tool' && ! line '^veth ' &&
		! make_ selftests T=nosuch && ! line KERNEL &&
		line '^T=nosuch matches no selftest: make selftests DRYRUN=1 lists them$'
}
try_modules_dry() { dry test MODULES=1; }
try_linux_dry() { dry test LINUX=7.3 KERNEL= DEBUG=0 KCSAN=0 COVERAGE=0 && line "/debian-7.3/kernel/vmlinux.boot"; }
