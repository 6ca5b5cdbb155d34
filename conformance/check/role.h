#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mockmeter::conformance {

/// Somebody that a probe asks as, or something of theirs that it asks about: what stands in the
/// environment, or what the world `default` has. Never stored, never printed.
struct TestInput {
  std::string_view provider;  ///< "upstash"
  std::string_view name;      ///< "main", "readonly"
  std::string_view user;      ///< the variable with the user name of Basic; empty = Bearer
  std::string_view variable;  ///< "UPSTASH_API_KEY"
  std::string_view mock_user;
  std::string_view mock_value;
  std::string_view who;  ///< for people: "a key that may only read"
};

/// Looks an environment variable up.
using LookUp = std::function<std::optional<std::string>(const std::string& name)>;

/// What a role stands for at the server that is judged.
struct Holder {
  const TestInput* role;
  std::string user;
  std::string value;
};

/// "UPSTASH_EMAIL and UPSTASH_API_KEY"
std::string variables_of(const TestInput& role);

/// Null when a provider has no such role.
const TestInput* find_role(std::string_view provider, std::string_view name);
std::vector<std::string_view> providers_with_roles();

/// Those that are known. `is_mock`: the server is a mockmeter, so that a provider of which the
/// environment has nothing at all is asked with what the world `default` knows.
std::vector<Holder> holders(const LookUp& look_up, bool is_mock);

/// The value of the field Authorization.
std::string authorization_of(const Holder& holder);
/// The option of curl(1) that sends it, with variables for what is secret.
std::string curl_option_of(const TestInput& role);

}  // namespace mockmeter::conformance
