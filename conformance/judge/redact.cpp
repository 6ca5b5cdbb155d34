#include "conformance/judge/redact.h"

#include <algorithm>
#include <string_view>

#include "conformance/judge/credential.h"

namespace mockmeter::conformance {
namespace {

constexpr std::string_view kInstead = "<secret>";
constexpr std::string_view kCut = "...";  // as shown() cuts
/// Shorter ones stand in ordinary words.
constexpr std::size_t kShortestSecret = 5;

void redact_whole(std::string& text, const std::string& secret) {
  for (std::size_t at = 0; (at = text.find(secret, at)) != std::string::npos;) {
    text.replace(at, secret.size(), kInstead);
    at += kInstead.size();
  }
}

/// Takes out the beginning of a secret that ends at `end`, because the rest was cut off.
void redact_beginning(std::string& text, std::size_t end, const std::string& secret) {
  for (std::size_t size = std::min(secret.size(), end); size >= kShortestSecret; --size) {
    if (text.compare(end - size, size, secret, 0, size) != 0) continue;
    text.replace(end - size, size, kInstead);
    return;
  }
}

void redact(std::string& text, const std::string& secret) {
  redact_whole(text, secret);
  std::size_t cut = text.rfind(kCut);
  while (cut != std::string::npos && cut > 0) {
    const bool is_quoted = text[cut - 1] == '"';
    redact_beginning(text, is_quoted ? cut - 1 : cut, secret);
    cut = text.rfind(kCut, cut - 1);
  }
}

}  // namespace

std::vector<std::string> secrets_in(const Evidence& evidence) {
  std::vector<std::string> secrets;
  for (const Call& call : evidence.calls) {
    for (std::string& secret : secrets_of(call.credential)) secrets.push_back(std::move(secret));
  }
  if (const auto planted = evidence.then.find("silence"); planted != evidence.then.end()) {
    for (const Json& text : *planted) secrets.push_back(text.get<std::string>());
  }
  std::erase_if(secrets, [](const auto& secret) { return secret.size() < kShortestSecret; });
  std::sort(secrets.begin(), secrets.end(),
            [](const auto& left, const auto& right) { return left.size() > right.size(); });
  return secrets;
}

void redact(Judgement& judgement, const std::vector<std::string>& secrets) {
  for (const std::string& secret : secrets) {
    for (Check& check : judgement.checks) {
      redact(check.expected, secret);
      redact(check.actual, secret);
      redact(check.difference, secret);
    }
    redact(judgement.unsupported, secret);
    redact(judgement.harness_error, secret);
  }
}

}  // namespace mockmeter::conformance
