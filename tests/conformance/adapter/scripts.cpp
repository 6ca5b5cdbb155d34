#include "scripts.h"

namespace mockmeter::conformance {
namespace {

constexpr const char* kWords = R"(
next() {
  IFS= read -r line || exit 0
  id=${line#*'"id":"'}; id=${id%%'"'*}
  op=${line#*'"operation":"'}; op=${op%%'"'*}
}
hello() { echo '{"type":"hello","client":{"name":"test","version":"1","language":"sh"}}'; }
result() { printf '{"id":"%s","result":%s}\n' "$id" "$1"; }
is_hello() { case $line in *'"type":"hello"'*) true ;; *) false ;; esac; }
)";

}  // namespace

AdapterOptions shell_adapter(const std::string& script) {
  AdapterOptions options;
  options.command = {"sh", "-c", kWords + script};
  return options;
}

Call a_call(const std::string& operation) {
  Call call;
  call.operation = operation;
  call.base_url = "http://127.0.0.1:9/v1";
  return call;
}

}  // namespace mockmeter::conformance
