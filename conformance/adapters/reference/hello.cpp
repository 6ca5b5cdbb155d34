#include "conformance/adapters/reference/hello.h"

#include "conformance/adapters/reference/operation.h"

namespace reference {
namespace {

Json features_of(const Manners& manners) {
  Json names = {"timeout", "paging", "tls_ca", "redirect", "gzip"};
  if (!manners.has(Manner::kNoRetries)) names.push_back("retry");
  if (!manners.has(Manner::kOneCallConnections)) names.push_back("keep_alive");
  return names;
}

}  // namespace

Json hello(const Manners& manners) {
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
      {"time_resolution", manners.has(Manner::kEpochMilliseconds) ? "ms" : "ns"},
      {"features", features_of(manners)},
      {"parallel", kParallel},
  };
}

}  // namespace reference
