#include "conformance/evaluation/wire/credential.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "base/text/base64.h"
#include "base/text/utf8.h"

namespace mockmeter::conformance {

Authorization parse_authorization(const std::string& field) {
  const std::size_t blank = std::min(field.find_first_of(" \t"), field.size());
  const std::size_t rest = std::min(field.find_first_not_of(" \t", blank), field.size());
  return {field.substr(0, blank), field.substr(blank, rest - blank), field.substr(rest)};
}

std::vector<std::string> authorizations(const Json& credential) {
  if (!credential.is_object()) return {};
  const std::string scheme = text_of(credential, "scheme");
  if (scheme == "bearer") return {"Bearer " + text_of(credential, "token")};
  if (scheme == "basic") {
    const std::string pair =
        text_of(credential, "username") + ":" + text_of(credential, "password");
    std::vector<std::string> forms{"Basic " + base64_encode(pair)};
    const std::optional<std::string> latin1 = to_latin1(pair);
    if (latin1 && *latin1 != pair) forms.push_back("Basic " + base64_encode(*latin1));
    return forms;
  }
  throw std::invalid_argument("no such scheme of credentials: " + scheme);
}

std::vector<std::string> secrets_of(const Json& credential) {
  std::vector<std::string> secrets;
  if (!credential.is_object()) return secrets;
  for (const char* const member : {"token", "password"})
    secrets.push_back(text_of(credential, member));
  for (const std::string& form : authorizations(credential))
    secrets.push_back(parse_authorization(form).rest);
  std::erase_if(secrets, [](const std::string& secret) { return secret.empty(); });
  std::ranges::sort(secrets, std::ranges::greater{}, std::ranges::size);
  secrets.erase(std::unique(secrets.begin(), secrets.end()), secrets.end());
  return secrets;
}

}  // namespace mockmeter::conformance
