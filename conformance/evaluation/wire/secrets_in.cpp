#include "conformance/evaluation/wire/secrets_in.h"

#include "base/text/ascii.h"
#include "base/text/percent.h"
#include "base/text/redaction.h"
#include "base/text/split.h"
#include "conformance/model/json.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::conformance {
namespace {

using FoundSecret = std::function<void(std::string_view)>;

constexpr int kMaxDepth = 32;  // documents of these APIs have less

void find_live_words(std::string_view text, const FoundSecret& found) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::size_t end = at;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    if (looks_live(text.substr(at, end - at))) found(text.substr(at, end - at));
    at = end;
  }
}

/// "a=b; c=d; Path=/": the values, each by itself.
void find_in_cookies(std::string_view value, const FoundSecret& found) {
  for (const std::string_view piece : split(value, ';')) {
    const std::size_t equals = piece.find('=');
    if (equals != piece.npos) found(trimmed(piece.substr(equals + 1)));
  }
}

void find_in_headers(const Exchange::Headers& headers, const FoundSecret& found) {
  for (const auto& [name, value] : headers) {
    find_live_words(value, found);
    if (!is_secret_name(name)) continue;
    found(std::string_view(value).substr(scheme_prefix(value).size()));
    if (lower_case(name).ends_with("cookie")) find_in_cookies(value, found);
  }
}

void find_in_target(std::string_view target, const FoundSecret& found) {
  find_live_words(percent_decoded(target), found);
  const std::size_t mark = target.find('?');
  if (mark == target.npos) return;
  for (const std::string_view pair : split(target.substr(mark + 1), '&')) {
    const std::size_t equals = pair.find('=');
    if (equals == pair.npos || !is_secret_name(percent_decoded(pair.substr(0, equals), true))) {
      continue;
    }
    found(percent_decoded(pair.substr(equals + 1), true));
    found(pair.substr(equals + 1));
  }
}

/// Calls `use` with each text that stands in a member, or below one, that is named like a secret.
template <typename Value, typename Use>
void for_each_named(Value& value, bool is_named, int depth, const Use& use) {
  if (value.is_string()) {
    if (is_named) use(value);
  } else if (value.is_structured() && depth > 0) {
    for (auto& [name, child] : value.items()) {
      const bool is_secret = is_named || (value.is_object() && is_secret_name(name));
      for_each_named(child, is_secret, depth - 1, use);
    }
  }
}

void find_in_body(const std::string& body, const FoundSecret& found) {
  find_live_words(body, found);
  const Json document = Json::parse(body, nullptr, false);
  for_each_named(document, false, kMaxDepth,
                 [&found](const Json& text) { found(text.get_ref<const std::string&>()); });
}

}  // namespace

void find_secrets(const Exchange& exchange, const FoundSecret& found) {
  find_in_target(exchange.target, found);
  find_in_headers(exchange.headers, found);
  find_in_headers(exchange.response_headers, found);
  find_in_body(exchange.body, found);
  find_in_body(exchange.response_body, found);
}

std::string hide_named_members(const std::string& body) {
  Json document = Json::parse(body, nullptr, false);
  bool has_secret = false;
  for_each_named(document, false, kMaxDepth, [&has_secret](Json& text) {
    const auto& secret = text.get_ref<const std::string&>();
    has_secret = has_secret || !secret.empty();
    if (!secret.empty()) text = hashed_label(secret);
  });
  return has_secret ? document.dump() : body;
}

}  // namespace mockmeter::conformance
