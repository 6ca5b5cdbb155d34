#include "conformance/adapters/reference/common/call_message.h"

#include "conformance/adapters/reference/common/call_error.h"

namespace reference {
namespace {

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

}  // namespace

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

}  // namespace reference
