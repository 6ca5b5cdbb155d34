#pragma once

#include <string>
#include <string_view>

#include "conformance/model/json.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::conformance {

/// "acme" of "acme.get_stats".
inline std::string provider_of(std::string_view operation) {
  return std::string(operation.substr(0, operation.find('.')));
}

/// The provider of an operation, by its id; the first one for an operation that no provider has, so
/// that even the call of a made-up operation is complete.
inline const ProviderInfo& provider_info_of(std::string_view operation) {
  const ProviderInfo* found = find_provider_info(provider_of(operation));
  return found == nullptr ? catalogue().front() : *found;
}

/// The credential that reads everything in the world `default`, as the protocol of adapters has it.
inline Json mock_credential_of(const ProviderInfo& provider) {
  const TestInput& main = provider.inputs.front();
  if (main.mock_user.empty()) return {{"scheme", "bearer"}, {"token", main.mock_value}};
  return {{"scheme", "basic"}, {"username", main.mock_user}, {"password", main.mock_value}};
}

}  // namespace mockmeter::conformance
