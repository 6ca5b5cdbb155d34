#include "conformance/adapters/reference/report.h"

#include "conformance/adapters/reference/credential.h"

namespace reference {
namespace {

Kind reported_kind(Kind kind, const Bugs& bugs) {
  return kind == Kind::kTimeout && bugs.has(Bug::kTimeoutAsConnection) ? Kind::kConnection : kind;
}

}  // namespace

Json report(const CallError& error, const Call& call, const Bugs& bugs) {
  if (bugs.has(Bug::kSingleError)) return {{"message", "request failed"}};
  std::string message = without_secrets(error.what(), call.credential);
  if (bugs.has(Bug::kLeakInError)) message += " (" + authorization(call.credential, bugs) + ')';
  if (bugs.has(Bug::kNoStatus)) return {{"message", message}};
  const Kind kind = reported_kind(error.kind, bugs);
  Json object = {{"message", message}, {"class", class_name(kind)}, {"kind", to_string(kind)}};
  if (error.status != 0) object["status"] = error.status;
  if (!error.code.empty()) object["code"] = without_secrets(error.code, call.credential);
  if (error.retry_after) object["retry_after_ms"] = error.retry_after->count();
  return object;
}

}  // namespace reference
