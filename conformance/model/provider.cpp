#include "conformance/model/provider.h"

namespace mockmeter::conformance {

const ProviderInfo& provider_info_of(std::string_view operation) {
  const ProviderInfo* found = find_provider_info(operation.substr(0, operation.find('.')));
  return found == nullptr ? catalogue().front() : *found;
}

Json mock_credential_of(const ProviderInfo& provider) {
  const TestInput& main = provider.inputs.front();
  if (main.mock_user.empty()) return {{"scheme", "bearer"}, {"token", main.mock_value}};
  return {{"scheme", "basic"}, {"username", main.mock_user}, {"password", main.mock_value}};
}

}  // namespace mockmeter::conformance
