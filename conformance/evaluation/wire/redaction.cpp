#include "conformance/evaluation/wire/redaction.h"

#include <algorithm>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/redaction.h"
#include "base/text/utf8.h"
#include "conformance/evaluation/values/encodings.h"
#include "conformance/evaluation/wire/credential.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

constexpr std::string_view kInstead = "$SECRET";
// What is shorter stands in innocent texts, too.
constexpr std::size_t kShortest = 4;
constexpr std::size_t kShortestSent = 8;  // a client may send anything for a credential
constexpr std::size_t kShortestBeginning = 5;

/// What a client sends that has no credential; it stands in many texts.
bool is_no_credential(std::string_view sent) {
  return equal_without_case(sent, "undefined") || equal_without_case(sent, "[object Object]");
}

}  // namespace

Redaction::Redaction(const CaseTrace& trace) {
  for (const Call& call : trace.calls) add_credential(call.credential);
  for (const Exchange& exchange : trace.exchanges) add_sent(exchange);
  for (const Exchange& exchange : trace.second_exchanges) add_sent(exchange);
  const auto planted = trace.then.find("no_leak");
  if (planted == trace.then.end()) return;
  for (const Json& text : *planted) {
    if (text.is_string()) add(text.get_ref<const std::string&>());
  }
}

void Redaction::add(std::string_view secret, std::string_view label) {
  if (secret.size() < kShortest) return;
  for (std::string& spelling : encodings(secret)) spellings_.emplace(std::move(spelling), label);
}

void Redaction::add_credential(const Json& credential) {
  for (const std::string& secret : secrets_of(credential)) add(secret);
}

/// Basic's are another spelling of what the call had, or something of the client's own.
void Redaction::add_sent(const Exchange& exchange) {
  for (const auto& [name, value] : exchange.headers) {
    if (!is_secret_name(name)) continue;
    const std::string_view sent = std::string_view(value).substr(scheme_prefix(value).size());
    if (sent.size() >= kShortestSent && !is_no_credential(sent)) add(sent);
  }
}

/// Takes out the beginning of a secret that ends at `end`, because the rest was cut off.
void Redaction::hide_beginning(std::string& text, std::size_t end) const {
  for (const auto& [secret, label] : spellings_) {
    for (std::size_t size = std::min(secret.size(), end); size >= kShortestBeginning; --size) {
      if (text.compare(end - size, size, secret, 0, size) != 0) continue;
      text.replace(end - size, size, label);
      return;
    }
  }
}

std::string Redaction::without_whole(std::string text) const {
  for (const auto& [secret, label] : spellings_) replace_all(text, secret, label);
  return text;
}

std::string Redaction::operator()(std::string text) const {
  text = without_whole(std::move(text));
  for (std::size_t cut = text.rfind(kCutMark); cut != std::string::npos && cut > 0;
       cut = text.rfind(kCutMark, cut - 1)) {
    hide_beginning(text, text[cut - 1] == '"' ? cut - 1 : cut);
  }
  return text;
}

std::string Redaction::beginning(std::string_view text, std::size_t most) const {
  if (text.size() <= most) return without_whole(std::string(text));
  std::string begun = without_whole(std::string(text.substr(0, end_of_character(text, most))));
  hide_beginning(begun, begun.size());
  return begun;
}

std::string Redaction::field(std::string_view name, const std::string& value) const {
  if (!is_secret_name(name)) return (*this)(value);
  const std::string scheme(scheme_prefix(value));
  if (scheme.size() == value.size()) return scheme;
  const auto known = spellings_.find(value.substr(scheme.size()));
  return scheme + (known == spellings_.end() ? std::string(kInstead) : known->second);
}

void Redaction::apply(CaseResult& result) const {
  const auto hide_in = [this](std::string& text) { text = (*this)(std::move(text)); };
  hide_in(result.reason);
  for (Assertion& check : result.checks) {
    hide_in(check.expected);
    hide_in(check.actual);
    hide_in(check.difference);
  }
  for (auto* texts : {&result.calls, &result.wire, &result.curl, &result.unreported}) {
    for (std::string& text : *texts) hide_in(text);
  }
}

}  // namespace mockmeter::conformance
