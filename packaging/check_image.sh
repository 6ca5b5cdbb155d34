#!/bin/sh
# Uses the image as its users do, with podman: it loads it, runs it without rights, reaches it from
# another container, asks for its health and stops it. Images, networks and processes of podman stay
# in namespaces of their own and end with this.
# Usage: check_image.sh IMAGE, as root
set -eu
if [ -z "${MOCKMETER_APART:-}" ]; then
  MOCKMETER_APART=1 exec unshare --mount --net --pid --fork --kill-child --mount-proc sh "$0" "$(realpath "$1")"
fi
. "$(dirname "$0")/common.sh"

image=$1
name=mockmeter:$version
scratch=$(mktemp -d)
finish() {
  status=$?
  [ "$status" -eq 0 ] || [ ! -e "$scratch/log" ] || grep -v systemd "$scratch/log" | tail -n 3 >&2
  pods rm --all --force >/dev/null 2>&1 || true
  umount -R "$scratch" 2>/dev/null || true
  rm -rf "$scratch"
}
trap finish EXIT

# The hierarchy of control groups that crun knows; a virtual machine may have the older one.
[ -e /sys/fs/cgroup/cgroup.controllers ] || {
  mount -t tmpfs tmpfs /sys/fs/cgroup
  mount -t cgroup2 cgroup2 /sys/fs/cgroup
}
ip link set lo up
mkdir "$scratch/storage" "$scratch/run" "$scratch/networks"

pods() {
  podman --log-level error --runtime crun --root "$scratch/storage" --runroot "$scratch/run" \
    --tmpdir "$scratch/run/tmp" --network-config-dir "$scratch/networks" "$@"
}

# Without systemd podman cannot repeat health checks, and says so each time. They are started by hand here.
quietly() { pods "$@" 2>>"$scratch/log"; }

# start ARGUMENT...: runs a container without rights and with a root that it cannot write to. Limits
# and control groups are left as they are, since a virtual machine may forbid to raise and to make them.
start() {
  quietly run --network "$network" --cgroups disabled --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 \
    --read-only --read-only-tmpfs=false --cap-drop all --security-opt no-new-privileges "$@"
}

# await NAME: until its health check is content, for at most five seconds.
await() {
  tries=50
  until pods healthcheck run "$1" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || die "$1 is not healthy: $(pods logs "$1" 2>&1 | tail -n 3)"
    sleep 0.1
  done
}

# refuses PATTERN ARGUMENT...: started so it ends with 2, and says why in one line that fits. Warnings
# about other things may stand before it.
refuses() {
  pattern=$1
  shift
  start --detach --name refused "$@" >/dev/null
  code=$(pods wait refused)
  pods logs refused 2>&1 >/dev/null | grep -v ' warning ' >"$scratch/said"
  quietly rm refused >/dev/null
  said=$(cat "$scratch/said")
  if [ "$code" != 2 ] || [ "$(wc -l <"$scratch/said")" != 1 ] || ! grep -qe "$pattern" "$scratch/said"; then
    die "it is not refused as it should be: exit code $code, $said"
  fi
  say "refused: $said"
}

check_archive() {
  mkdir "$scratch/image"
  tar -xf "$image" -C "$scratch/image"
  for file in "$scratch"/image/*; do
    base=${file##*/}
    [ "$base" = manifest.json ] || [ "$(sha256sum "$file" | cut -d ' ' -f 1)" = "${base%%.*}" ] ||
      die "$base is not what its name says"
    grep -qF "$base" "$scratch/image/manifest.json" || [ "$base" = manifest.json ] || die "nobody names $base"
  done
  say 'the image is complete'
}

check_load() {
  pods load --quiet --input "$image" >/dev/null
  pods image exists "$name" || die "it is loaded as $(pods images --format '{{.Repository}}:{{.Tag}}')"
  pods image inspect "$name" --format '{{.HealthCheck.Test}}' | grep -q healthcheck || die 'the health check is lost'
  network=none
  [ "$(start --rm "$name" version)" = "mockmeter $version" ] || die 'it does not run'
  say "podman loads it as $name, with its health check"
}

# Whose the process is and what it may do, as the kernel says it.
check_rights() {
  status=/proc/$(pods inspect mock --format '{{.State.Pid}}')/status
  [ "$(awk '/^Uid:/ { print $3 }' "$status")" = 65532 ] || die "it runs as $(grep Uid "$status")"
  for set in CapPrm CapEff CapBnd; do
    grep -qE "^$set:.0+\$" "$status" || die "it has capabilities: $(grep "$set" "$status")"
  done
  say 'it runs as user 65532, without capabilities, with a root that cannot be written to'
}

# ask ADDRESS: the status that curl gets in another container, which has the files of this machine.
ask() {
  start --rm --rootfs /:O curl --silent --output /dev/null --write-out '%{http_code}' "http://$1"
}

check_names() {
  start --rm --no-healthcheck "$name" healthcheck http://mock:8080 >/dev/null || die 'it is not reached by name'
  for path in v2/qstash/ipv4 __admin/clock; do
    answer=$(ask "mock:8080/$path")
    [ "$answer" = 200 ] || die "/$path by name is answered with $answer"
  done
  start --detach --name closed "$name" serve >/dev/null
  await closed
  answer=$(ask closed:8080/__admin/clock)
  [ "$answer" = 403 ] || die "without --admin-host, /__admin by name is answered with $answer"
  say 'another container reaches it by name, and /__admin with --admin-host'
}

check_health() {
  start --detach --name elsewhere --env MOCKMETER_PORT=9090 "$name" >/dev/null
  start --detach --name secure --env MOCKMETER_TLS=true "$name" >/dev/null
  await elsewhere
  await secure
  say 'its health check finds another port, and TLS'
}

check_refusals() {
  network=container:mock
  refuses '--port' "$name" serve
  network=none
  refuses '/ready' "$name" serve --port-file /ready
}

check_stop() {
  began=$(date +%s%N)
  quietly stop --time 5 mock >/dev/null
  took=$((($(date +%s%N) - began) / 1000000))
  code=$(pods inspect mock --format '{{.State.ExitCode}}')
  [ "$code" = 0 ] || die "it stops with $code"
  at_most 'to stop' "$took" 1000 milliseconds
}

check_archive
check_load
network=mocks
quietly network create "$network" >/dev/null
start --detach --name mock "$name" serve --admin-host mock >/dev/null
await mock
check_rights
check_names
check_health
check_refusals
check_stop
