#include "conformance/report/redaction.h"

#include <strings.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kShortest = 4;  // what is shorter stands in innocent texts, too
constexpr std::array<std::string_view, 3> kSecretMembers{"token", "password", "secret"};

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || std::string_view("-._~").find(c) != std::string_view::npos) {
      encoded += c;
      continue;
    }
    std::array<char, 4> hex{};
    std::snprintf(hex.data(), hex.size(), "%%%02X", static_cast<unsigned>(byte));
    encoded += hex.data();
  }
  return encoded;
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

bool is_authorization(const std::string& name) {
  return strcasecmp(name.c_str(), "authorization") == 0 ||
         strcasecmp(name.c_str(), "proxy-authorization") == 0;
}

}  // namespace

Redaction::Redaction(const Evidence& evidence) {
  for (const Call& call : evidence.calls) add_credential(call.credential, "$SECRET");
  for (const Exchange& exchange : evidence.exchanges) add_sent(exchange);
  for (const Exchange& exchange : evidence.elsewhere) add_sent(exchange);
  const Json silence = evidence.then.value("silence", Json::object());
  for (const Json& text : silence) {
    if (text.is_string()) add(text.get<std::string>(), "$SECRET");
  }
  std::stable_sort(pairs_.begin(), pairs_.end(), [](const auto& one, const auto& other) {
    return one.first.size() > other.first.size();
  });
}

void Redaction::add(const std::string& secret, const std::string& shown) {
  if (secret.size() < kShortest) return;
  pairs_.emplace_back(secret, shown);
  if (const std::string encoded = percent_encoded(secret); encoded != secret) {
    pairs_.emplace_back(encoded, shown);
  }
}

void Redaction::add_credential(const Json& credential, const std::string& shown) {
  for (const std::string_view member : kSecretMembers) {
    const auto secret = credential.is_object() ? credential.find(member) : credential.end();
    if (secret != credential.end() && secret->is_string()) add(*secret, shown);
  }
}

/// Basic's are another spelling of what the call had.
void Redaction::add_sent(const Exchange& exchange) {
  for (const auto& [name, value] : exchange.headers) {
    if (!is_authorization(name)) continue;
    add(value.substr(value.rfind(' ') + 1), "$CREDENTIAL");
  }
}

std::string Redaction::operator()(std::string text) const {
  for (const auto& [secret, shown] : pairs_) replace_all(text, secret, shown);
  return text;
}

void Redaction::apply(CaseResult& result) const {
  const auto hide = [this](std::string& text) { text = (*this)(std::move(text)); };
  hide(result.reason);
  for (Check& check : result.checks) {
    hide(check.expected);
    hide(check.actual);
    hide(check.difference);
  }
  for (auto* texts : {&result.wire, &result.curl, &result.not_modelled}) {
    for (std::string& text : *texts) hide(text);
  }
}

}  // namespace mockmeter::conformance
