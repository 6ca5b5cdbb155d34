#include "conformance/adapters/reference/protocol/hello.h"

#include "conformance/adapters/reference/operations/operation.h"

namespace reference {
namespace {

Json features_of(const QuirkSet& quirks) {
  Json names = {"timeout", "paging", "tls_ca", "redirect", "gzip"};
  if (!quirks.has("no-retries")) names.push_back("retry");
  if (!quirks.has("one-call-connections")) names.push_back("keep_alive");
  return names;
}

}  // namespace

Json hello(const QuirkSet& quirks) {
  Json ids = Json::array();
  for (const Operation& operation : operations()) ids.push_back(operation.id);
  return {
      {"type", "hello"},
      {"client",
       {{"name", "mockmeter reference client"},
        {"version", REFERENCE_CLIENT_VERSION},
        {"language", "C++"}}},
      {"operations", ids},
      {"model", "typed"},
      {"time_resolution", quirks.has("epoch-milliseconds") ? "ms" : "ns"},
      {"features", features_of(quirks)},
      {"parallel", kParallel},
  };
}

}  // namespace reference
