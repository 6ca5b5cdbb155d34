#include "base/text/base64.h"
#include "mockmeter/catalogue.h"

// How people and programs write a credential, as the catalogue declares it.
namespace mockmeter {

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
