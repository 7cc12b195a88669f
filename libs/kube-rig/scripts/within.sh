#!/bin/sh
# within.sh MINUTES WHAT COMMAND [ARG...]
# Runs COMMAND, and says in one clear line when it failed or had to be ended because it took too long.
set -u
minutes=$1 what=$2
shift 2
started=$(date +%s)
timeout --kill-after=30 "${minutes}m" "$@"
code=$?
took=$((($(date +%s) - started) / 60))
case $code in
  0) echo "== $what: well, $took min" ;;
  124 | 137) echo "== $what: ENDED, it took more than $minutes min" >&2 ;;
  *) echo "== $what: FAILED with $code after $took min" >&2 ;;
esac
exit $code
