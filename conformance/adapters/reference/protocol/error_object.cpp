#include "conformance/adapters/reference/protocol/error_object.h"

#include "conformance/adapters/reference/request/credential.h"

namespace reference {
namespace {

ErrorKind reported_kind(ErrorKind kind, const MutantSet& mutants) {
  return kind == ErrorKind::kTimeout && mutants.has("timeout-as-connection")
             ? ErrorKind::kConnection
             : kind;
}

}  // namespace

Json report(const CallError& error, const CallMessage& call, const MutantSet& mutants) {
  if (mutants.has("single-error")) return {{"message", "request failed"}};
  std::string message = without_secrets(error.what(), call.credential);
  if (mutants.has("leak-in-error")) message += " (" + authorization(call.credential, mutants) + ')';
  if (mutants.has("no-status")) return {{"message", message}};
  const ErrorKind kind = reported_kind(error.kind, mutants);
  Json object = {{"message", message}, {"class", class_name(kind)}, {"kind", to_string(kind)}};
  if (error.status != 0) object["status"] = error.status;
  if (!error.code.empty()) object["code"] = without_secrets(error.code, call.credential);
  if (error.retry_after) object["retry_after_ms"] = error.retry_after->count();
  return object;
}

}  // namespace reference
