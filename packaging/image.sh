#!/bin/sh
# Makes the image: an OCI layout in a tar archive, from the files alone. It also has the manifest that
# `docker load` reads, which, unlike OCI's own, knows health checks.
# Usage: image.sh INSTALL_TREE OUT_DIR
set -eu
. "$(dirname "$0")/common.sh"
start_package "$@"
layer=$root/layer
blobs=$root/image/blobs/sha256
mkdir -p "$layer/usr/bin" "$layer/etc" "$layer/usr/share/doc/mockmeter" "$blobs"
created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)

hash_of() { sha256sum "$1" | cut -d ' ' -f 1; }
size_of() { stat -c %s "$1"; }

# add_blob FILE: moves it to where the layout wants it and sets `digest` and `size`.
add_blob() {
  digest=$(hash_of "$1")
  size=$(size_of "$1")
  mv "$1" "$blobs/$digest"
}

make_layer() {
  cp "$tree/bin/mockmeter" "$layer/usr/bin"
  cp "$tree/share/doc/mockmeter/LICENSE" "$tree/share/doc/mockmeter/THIRD-PARTY" "$layer/usr/share/doc/mockmeter"
  echo 'mockmeter:x:65532:65532::/:/sbin/nologin' >"$layer/etc/passwd"
  echo 'mockmeter:x:65532:' >"$layer/etc/group"
  settle "$layer"
  pack "$layer" >"$root/layer.tar"
  diff_id=$(hash_of "$root/layer.tar")
  gzip -9n "$root/layer.tar"
  add_blob "$root/layer.tar.gz"
  layer_digest=$digest
  layer_size=$size
}

# Times of the health check are in nanoseconds.
make_config() {
  cat >"$root/config" <<EOF
{"architecture":"amd64","os":"linux","created":"$created",
"config":{"User":"65532:65532","ExposedPorts":{"8080/tcp":{}},
"Env":["PATH=/usr/bin","MOCKMETER_HOST=0.0.0.0"],
"Entrypoint":["/usr/bin/mockmeter"],"Cmd":["serve"],"StopSignal":"SIGTERM",
"Healthcheck":{"Test":["CMD","/usr/bin/mockmeter","healthcheck"],"Interval":10000000000,"Timeout":3000000000,"Retries":3},
"Labels":{"org.opencontainers.image.title":"mockmeter","org.opencontainers.image.version":"$version","org.opencontainers.image.licenses":"Apache-2.0"}},
"rootfs":{"type":"layers","diff_ids":["sha256:$diff_id"]},
"history":[{"created":"$created","created_by":"packaging/image.sh"}]}
EOF
  add_blob "$root/config"
  config_digest=$digest
  config_size=$size
}

make_manifest() {
  cat >"$root/manifest" <<EOF
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:$config_digest","size":$config_size},
"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:$layer_digest","size":$layer_size}]}
EOF
  add_blob "$root/manifest"
}

make_index() {
  echo '{"imageLayoutVersion":"1.0.0"}' >"$root/image/oci-layout"
  cat >"$root/image/index.json" <<EOF
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json",
"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:$digest","size":$size,
"platform":{"architecture":"amd64","os":"linux"},"annotations":{"org.opencontainers.image.ref.name":"$version"}}]}
EOF
  cat >"$root/image/manifest.json" <<EOF
[{"Config":"blobs/sha256/$config_digest","RepoTags":["mockmeter:$version"],"Layers":["blobs/sha256/$layer_digest"]}]
EOF
}

make_layer
make_config
make_manifest
make_index
settle "$root/image"
pack "$root/image" >"$out/mockmeter-$version-linux-amd64-image.tar"
