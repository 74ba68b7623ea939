#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The tests of lab-run and lab-ktap. make test sets $BIN and $T. With TEST_LIST lab_test lists
# their names.
exec "$BIN/lab_test" "$BIN/lab-run" "$BIN/lab-ktap" "${T:-*}"
