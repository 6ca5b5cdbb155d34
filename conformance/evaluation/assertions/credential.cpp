#include "conformance/evaluation/assertions/credential.h"

#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/percent.h"
#include "conformance/evaluation/assertions/headers.h"
#include "conformance/evaluation/assertions/opinion.h"
#include "conformance/evaluation/values/normalise.h"
#include "conformance/evaluation/values/shown.h"

namespace mockmeter::conformance {
namespace {

struct Authorization {
  std::string scheme;
  std::string between;  ///< blanks
  std::string rest;
};

Authorization take_apart(const std::string& field) {
  const std::size_t blank = std::min(field.find_first_of(" \t"), field.size());
  const std::size_t rest = std::min(field.find_first_not_of(" \t", blank), field.size());
  return {field.substr(0, blank), field.substr(blank, rest - blank), field.substr(rest)};
}

/// What is wrong with a field, without a word of what it says.
std::string mistake(const std::string& wanted, const std::string& sent) {
  const Authorization right = take_apart(wanted);
  const Authorization given = take_apart(sent);
  // Source: RFC 9110 section 11.1 "case-insensitive token to identify the authentication scheme"
  if (!equal_without_case(given.scheme, right.scheme)) return "the scheme is another";
  if (given.between != " ") return "not one blank but " + counted(given.between.size(), "blank");
  if (given.rest == right.rest) return {};
  if (given.rest.empty()) return "nothing follows the scheme";
  if (!equal_without_case(right.scheme, "basic")) return "the token is another";
  if (right.rest.starts_with(given.rest) && right.rest.find('=') == given.rest.size()) {
    return "the base64 lacks its padding";
  }
  const bool is_base64 =
      given.rest.find_first_not_of(
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") == std::string::npos;
  return is_base64 ? "it is not the base64 of user:password in UTF-8" : "it is no base64";
}

Check judge_right(const Json& credential, const Exchange& exchange) {
  const std::string wanted = authorization(credential);
  const auto fields = field_values(exchange.headers, "authorization");
  if (wanted.empty()) {
    return opinion(fields.empty(), "no Authorization",
                   counted(fields.size(), "Authorization field"));
  }
  const std::string expected =
      "one field Authorization: " + take_apart(wanted).scheme + " and the call's credential";
  if (fields.size() != 1) {
    return opinion(false, expected, fields.empty() ? "no Authorization" : "two or more of them",
                   fields.empty() ? "" : "it is there " + times(fields.size()));
  }
  const std::string words = mistake(wanted, fields.front());
  return opinion(words.empty(), expected, words.empty() ? "as expected" : "another: " + words,
                 words);
}

/// Where the secret stands in a request; empty when it does not.
std::string location_of_secret(const std::string& secret, const Exchange& exchange) {
  const auto holds = [&](const std::string& text) {
    return text.find(secret) != std::string::npos ||
           percent_decoded(text).find(secret) != std::string::npos;
  };
  if (holds(exchange.target)) return "the URL";
  for (const auto& [name, value] : exchange.headers) {
    if (holds(value)) return "the field " + name;
  }
  return holds(exchange.body) ? "the body" : "";
}

Check judge_none(const Json& credential, const Exchange& exchange) {
  const std::string expected = "no credential";
  if (!field_values(exchange.headers, "authorization").empty()) {
    return opinion(false, expected, "an Authorization field");
  }
  for (const std::string& secret : secrets_of(credential)) {
    const std::string place = location_of_secret(secret, exchange);
    if (!place.empty()) return opinion(false, expected, "the secret in " + place);
  }
  return opinion(true, expected, "none");
}

}  // namespace

std::string authorization(const Json& credential) {
  if (!credential.is_object()) return {};
  const std::string scheme = text_of(credential, "scheme");
  if (scheme == "bearer") return "Bearer " + text_of(credential, "token");
  if (scheme == "basic") {
    return "Basic " +
           base64_encode(text_of(credential, "username") + ":" + text_of(credential, "password"));
  }
  throw std::invalid_argument("no such scheme of credentials: " + scheme);
}

std::vector<std::string> secrets_of(const Json& credential) {
  std::vector<std::string> secrets;
  if (!credential.is_object()) return secrets;
  for (const char* const member : {"token", "password"})
    secrets.push_back(text_of(credential, member));
  secrets.push_back(take_apart(authorization(credential)).rest);
  std::erase_if(secrets, [](const std::string& secret) { return secret.empty(); });
  std::sort(secrets.begin(), secrets.end(),
            [](const auto& left, const auto& right) { return left.size() > right.size(); });
  secrets.erase(std::unique(secrets.begin(), secrets.end()), secrets.end());
  return secrets;
}

Check judge_credential(const Json& wanted, const Json& credential, const Exchange& exchange) {
  const auto& word = wanted.get_ref<const std::string&>();
  if (word == "right") return judge_right(credential, exchange);
  if (word == "none") return judge_none(credential, exchange);
  throw std::invalid_argument("no such rule: credential " + word);
}

}  // namespace mockmeter::conformance
