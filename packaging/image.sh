#!/bin/sh
# Makes the image from the files alone: the tar archive that `docker save` writes. It is no OCI layout,
# which podman would load without the image's name and, as OCI has none, without the health check.
# Usage: image.sh INSTALL_TREE OUT_DIR [ARCH]
set -eu
. "$(dirname "$0")/common.sh"
start_package "$@"
layer=$root/layer
image=$root/image
mkdir -p "$layer/usr/bin" "$layer/etc" "$layer/usr/share/doc/mockmeter" "$image"

hash_of() { sha256sum "$1" | cut -d ' ' -f 1; }

make_layer() {
  cp "$tree/bin/mockmeter" "$layer/usr/bin"
  cp "$tree/share/doc/mockmeter/LICENSE" "$tree/share/doc/mockmeter/THIRD-PARTY" "$layer/usr/share/doc/mockmeter"
  echo 'mockmeter:x:65532:65532::/:/sbin/nologin' >"$layer/etc/passwd"
  echo 'mockmeter:x:65532:' >"$layer/etc/group"
  settle "$layer"
  pack "$layer" >"$root/layer.tar"
  diff_id=$(hash_of "$root/layer.tar")
  gzip -9n "$root/layer.tar"
  layer_name=$(hash_of "$root/layer.tar.gz").tar.gz
  mv "$root/layer.tar.gz" "$image/$layer_name"
}

# Times of the health check are in nanoseconds.
make_config() {
  created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
  cat >"$root/config" <<EOF
{"architecture":"$arch","os":"linux","created":"$created",
"config":{"User":"65532:65532","ExposedPorts":{"8080/tcp":{}},
"Env":["PATH=/usr/bin","MOCKMETER_HOST=0.0.0.0"],
"Entrypoint":["/usr/bin/mockmeter"],"Cmd":["serve"],"StopSignal":"SIGTERM",
"Healthcheck":{"Test":["CMD","/usr/bin/mockmeter","healthcheck"],"Interval":10000000000,"Timeout":3000000000,"Retries":3},
"Labels":{"org.opencontainers.image.title":"mockmeter","org.opencontainers.image.version":"$version","org.opencontainers.image.licenses":"Apache-2.0"}},
"rootfs":{"type":"layers","diff_ids":["sha256:$diff_id"]},
"history":[{"created":"$created","created_by":"packaging/image.sh"}]}
EOF
  config_name=$(hash_of "$root/config").json
  mv "$root/config" "$image/$config_name"
}

make_manifest() {
  cat >"$image/manifest.json" <<EOF
[{"Config":"$config_name","RepoTags":["mockmeter:$version"],"Layers":["$layer_name"]}]
EOF
}

make_layer
make_config
make_manifest
settle "$image"
pack "$image" >"$out/mockmeter-$version-linux-$arch-image.tar"
