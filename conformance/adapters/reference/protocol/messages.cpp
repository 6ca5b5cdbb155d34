#include "conformance/adapters/reference/protocol/messages.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

#include "conformance/adapters/reference/operations/operation.h"
#include "conformance/adapters/reference/request/credential.h"

namespace reference {
namespace {

Json features_of(const QuirkSet& quirks) {
  Json names = {"timeout", "paging", "tls_ca", "redirect", "gzip"};
  if (!quirks.has("no-retries")) names.push_back("retry");
  if (!quirks.has("one-call-connections")) names.push_back("keep_alive");
  return names;
}

Credential parse_credential(const Json& message) {
  if (message.is_null()) return {};
  const auto& scheme = message.at("scheme").get_ref<const std::string&>();
  if (scheme == "bearer") return {Credential::Scheme::kBearer, "", message.at("token")};
  if (scheme == "basic") {
    return {Credential::Scheme::kBasic, message.at("username"), message.at("password")};
  }
  throw CallError(ErrorKind::kUsage, "unknown credential scheme \"" + scheme + '"');
}

Options parse_options(const Json& message) {
  Options options;
  options.timeout = std::chrono::milliseconds(message.value("timeout_ms", options.timeout.count()));
  options.max_retries = message.value("max_retries", options.max_retries);
  options.ca_file = message.value("ca_file", options.ca_file);
  options.all_pages = message.value("all_pages", options.all_pages);
  return options;
}

struct ErrorNames {
  std::string_view kind;
  std::string_view class_name;
};

/// In the order of ErrorKind.
constexpr std::array<ErrorNames, 18> kErrorNames = {{
    {"bad_request", "HttpError"},
    {"unauthorized", "HttpError"},
    {"forbidden", "HttpError"},
    {"not_found", "HttpError"},
    {"not_acceptable", "HttpError"},
    {"gone", "HttpError"},
    {"rate_limited", "HttpError"},
    {"client_error", "HttpError"},
    {"server_error", "HttpError"},
    {"redirect", "HttpError"},
    {"refused", "HttpError"},
    {"timeout", "TimeoutError"},
    {"connection", "ConnectionError"},
    {"tls", "TlsError"},
    {"truncated", "TruncatedError"},
    {"decode", "DecodeError"},
    {"paging", "PagingError"},
    {"usage", "UsageError"},
}};

/// grouped-errors: all of 4xx are one.
ErrorKind group_of(ErrorKind kind) {
  return kind <= ErrorKind::kClientError ? ErrorKind::kClientError : kind;
}

/// remaining-wait: what is left of the wait, by the time it is reported.
std::chrono::milliseconds reported_wait(const CallError& error, const QuirkSet& quirks) {
  if (!quirks.has("remaining-wait")) return *error.retry_after;
  const auto left = *error.retry_after - (std::chrono::steady_clock::now() - error.made_at);
  return std::max(std::chrono::floor<std::chrono::milliseconds>(left),
                  std::chrono::milliseconds(0));
}

}  // namespace

Json make_hello(const QuirkSet& quirks) {
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

CallMessage parse_call(const Json& message) {
  try {
    CallMessage call;
    call.operation = message.at("operation");
    call.base_url = message.at("base_url");
    call.arguments = message.value("arguments", Json::object());
    call.credential = parse_credential(message.value("credential", Json()));
    call.options = parse_options(message.value("options", Json::object()));
    return call;
  } catch (const Json::exception& error) {
    throw CallError(ErrorKind::kUsage, error.what());
  }
}

Json make_error_object(const CallError& error, const CallMessage& call, const MutantSet& mutants,
                       const QuirkSet& quirks) {
  if (mutants.has("single-error")) return {{"message", "request failed"}};
  std::string message = without_secrets(error.what(), call.credential);
  if (mutants.has("leak-in-error"))
    message += " (" + authorization(call.credential, mutants, {}) + ')';
  if (mutants.has("no-status")) return {{"message", message}};
  const bool is_masked = error.kind == ErrorKind::kTimeout && mutants.has("timeout-as-connection");
  const ErrorKind exact = is_masked ? ErrorKind::kConnection : error.kind;
  const ErrorKind kind = quirks.has("grouped-errors") ? group_of(exact) : exact;
  const ErrorNames& names = kErrorNames.at(static_cast<std::size_t>(kind));
  Json object = {{"message", message}, {"class", names.class_name}, {"kind", names.kind}};
  if (error.status != 0) object["status"] = error.status;
  if (!error.code.empty()) object["code"] = without_secrets(error.code, call.credential);
  if (error.retry_after) object["retry_after_ms"] = reported_wait(error, quirks).count();
  return object;
}

}  // namespace reference
