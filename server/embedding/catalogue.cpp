#include "mockmeter/catalogue.h"

#include "base/tables.h"
#include "base/text/base64.h"
#include "server/providers/providers.h"

namespace mockmeter {
namespace {

std::vector<ProviderInfo> make_catalogue() {
  std::vector<ProviderInfo> infos;
  for (const Provider* provider : all_providers()) {
    infos.push_back({*provider, {provider->operations.begin(), provider->operations.end()}});
  }
  return infos;
}

}  // namespace

const std::vector<ProviderInfo>& catalogue() {
  static const std::vector<ProviderInfo> kCatalogue = make_catalogue();
  return kCatalogue;
}

const ProviderInfo* find_provider_info(std::string_view name) {
  return find_by(catalogue(), &ProviderInfo::name, name);
}

const OperationInfo* find_operation_info(std::string_view id) {
  const ProviderInfo* provider = find_provider_info(id.substr(0, id.find('.')));
  return provider == nullptr ? nullptr : find_by(provider->operations, &OperationInfo::id, id);
}

std::string list_providers(std::string_view ProviderFacts::*member, std::string_view last) {
  std::string text;
  for (const ProviderInfo& provider : catalogue()) {
    if (&provider != &catalogue().front()) {
      text += &provider == &catalogue().back() ? last : std::string_view(", ");
    }
    text += provider.*member;
  }
  return text;
}

std::string authorization_of(std::string_view user, std::string_view secret) {
  if (user.empty()) return "Bearer " + std::string(secret);
  return "Basic " + base64_encode(std::string(user) + ':' + std::string(secret));
}

std::string curl_option_of(std::string_view user, std::string_view secret, char quote) {
  if (user.empty()) {
    return std::string("-H ") + quote + "Authorization: " + authorization_of(user, secret) + quote;
  }
  return std::string("-u ") + quote + std::string(user) + ':' + std::string(secret) + quote;
}

std::string curl_option_of(const TestInput& input) {
  const std::string secret = '$' + std::string(input.variable);
  if (input.user_variable.empty()) return curl_option_of({}, secret, '"');
  return curl_option_of('$' + std::string(input.user_variable), secret, '"');
}

std::string mock_authorization_of(const ProviderFacts& provider) {
  const TestInput& main = provider.inputs.front();
  return authorization_of(main.mock_user, main.mock_value);
}

std::string mock_curl_option_of(const ProviderFacts& provider) {
  const TestInput& main = provider.inputs.front();
  if (main.mock_user.empty()) return curl_option_of({}, main.mock_value, '\'');
  return "-u " + std::string(main.mock_user) + ':' + std::string(main.mock_value);
}

}  // namespace mockmeter
