#include "server/control/journal/redact.h"

#include <algorithm>
#include <optional>

#include "base/text/percent.h"
#include "base/text/redaction.h"
#include "server/api/credentials.h"
#include "server/api/message.h"
#include "server/metering/json.h"

namespace mockmeter {
namespace {

// Looking into every word costs time. Base64 of ASCII has its first '+' or '/' late, if at all.
constexpr std::size_t kShortestPair = 16;

// What the mock refuses as too large (413) would only fill the journal.
constexpr std::size_t kLongestBody = 64 * 1024;

/// Takes the first piece of `rest`, up to a separator, and the separator.
std::string_view take_piece(std::string_view& rest, char separator) {
  const std::string_view piece = rest.substr(0, rest.find(separator));
  rest.remove_prefix(std::min(rest.size(), piece.size() + 1));
  return piece;
}

/// Where a token ends that may be base64, from `at` on.
std::size_t end_of_token(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_word_byte(text[at]) ||
                              std::string_view("+/=").find(text[at]) != std::string_view::npos)) {
    ++at;
  }
  return at;
}

}  // namespace

std::string Redactor::target(std::string_view raw) {
  const std::size_t mark = raw.find('?');
  std::string shown = encoded(raw.substr(0, mark), false);
  if (mark != std::string_view::npos) shown += '?' + query(raw.substr(mark + 1));
  return shown;
}

std::string Redactor::field(std::string_view name, std::string_view value) {
  if (equal_without_case(name, "Authorization")) return authorization(value);
  return is_secret_name(name) ? secret(value) : text(value);
}

void Redactor::redact(Json& value, bool named_secret, bool numbers_too) {
  if (value.is_string()) {
    const auto& old = value.get_ref<const std::string&>();
    value = named_secret ? secret(old) : text(old);
  } else if (value.is_number() && named_secret && numbers_too) {
    value = secret(value.dump());
  } else if (value.is_structured()) {
    for (auto& [name, member] : value.items()) {
      redact(member, named_secret || (value.is_object() && is_secret_name(name)), numbers_too);
    }
  }
}

std::string Redactor::body(std::string_view raw) {
  if (raw.empty()) return {};
  if (raw.size() > kLongestBody) return '(' + std::to_string(raw.size()) + " bytes)";
  const auto document = parse_json(raw);
  if (!document) return unreadable(raw);
  Json shown = *document;
  redact(shown, false, true);
  // As text again for the names of members.
  return shown == *document ? text(raw)
                            : text(shown.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// What is no JSON and cannot be taken apart as a form is not shown when it speaks of secrets.
std::string Redactor::unreadable(std::string_view raw) {
  const bool is_json_cut_short = raw.starts_with('{') || raw.starts_with('[');
  if (!is_json_cut_short && raw.find('=') != std::string_view::npos) return query(raw);
  return is_secret_name(raw) ? secret(raw) : text(raw);
}

/// A value that is a secret as a whole.
std::string Redactor::secret(std::string_view value) {
  if (value.empty()) return {};
  saw_secret_ = true;
  if (const std::string* name = names_.find(value)) return *name;
  // A suffix that asks for a fault is none of the secret: "key!status=503".
  const std::size_t mark = value.find('!');
  if (const std::string* name = names_.find(value.substr(0, mark))) {
    return *name + std::string(value.substr(mark));
  }
  saw_live_ = saw_live_ || looks_live(value);
  return hashed_label(value);
}

std::string Redactor::authorization(std::string_view value) {
  const std::string_view scheme = scheme_prefix(value);
  const std::string_view rest = value.substr(scheme.size());
  if (!equal_without_case(trimmed(scheme), "Basic")) {
    credential_ = secret(rest);
  } else if (carried_ != nullptr && carried_->scheme == "basic") {
    credential_ = basic(rest, *carried_);
  } else {  // one of two Authorization fields, which are as good as none
    const auto pair = decode_basic(rest);
    credential_ = pair ? basic(rest, *pair) : secret(rest);
  }
  return std::string(scheme) + credential_;
}

/// The password of a Basic credential names it.
std::string Redactor::basic(std::string_view encoded_pair, const Credential& pair) {
  const std::string shown = secret(pair.secret);
  const bool is_known = names_.find(pair.secret.substr(0, pair.secret.find('!')));
  return is_known ? shown : hashed_label(encoded_pair);
}

/// Free text: only its words may be secrets.
std::string Redactor::text(std::string_view raw) {
  std::string shown;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < raw.size();) {
    std::size_t end = at;
    while (end < raw.size() && is_word_byte(raw[end])) ++end;
    const std::string_view word = raw.substr(at, end - at);
    const std::string* name = names_.find(word);
    std::optional<Credential> pair;
    if (name == nullptr && word.size() >= kShortestPair) {
      // "user:password" in base64, with a password that the world knows: Basic without its scheme.
      pair = decode_basic(raw.substr(at, end_of_token(raw, end) - at));
      if (pair && names_.find(pair->secret) == nullptr) pair.reset();
    }
    if (name != nullptr || pair || looks_live(word)) {
      if (name == nullptr) end = end_of_token(raw, end);
      const std::string_view token = raw.substr(at, end - at);
      shown += raw.substr(copied, at - copied);
      shown += pair ? basic(token, *pair) : secret(token);
      copied = end;
    }
    at = end + 1;
  }
  shown += raw.substr(copied);
  return names_.phrases().empty() ? shown : without_phrases(shown);
}

std::string Redactor::without_phrases(std::string_view raw) {
  std::string shown(raw);
  for (const std::string& phrase : names_.phrases()) {
    saw_secret_ = saw_secret_ || shown.find(phrase) != std::string::npos;
    replace_all(shown, phrase, *names_.find(phrase));
  }
  return shown;
}

/// Percent-encoded text: as it came, unless a secret is in it.
std::string Redactor::encoded(std::string_view raw, bool plus_is_space) {
  if (raw.find('%') != std::string_view::npos || raw.find('+') != std::string_view::npos) {
    const std::string plain = percent_decoded(raw, plus_is_space);
    std::string shown = text(plain);
    if (shown != plain) return shown;
  }
  return text(raw);
}

std::string Redactor::query(std::string_view raw) {
  std::string shown;
  for (std::string_view rest = raw; !rest.empty();) {
    const std::string_view pair = take_piece(rest, '&');
    std::string_view value = pair;
    const std::string_view name = take_piece(value, '=');
    shown += encoded(name, true);
    if (name.size() < pair.size()) {
      shown += '=';
      shown += is_secret_name(percent_decoded(name, true)) ? secret(percent_decoded(value, true))
                                                           : encoded(value, true);
    }
    if (pair.data() + pair.size() < raw.data() + raw.size()) shown += '&';
  }
  return shown;
}

}  // namespace mockmeter
