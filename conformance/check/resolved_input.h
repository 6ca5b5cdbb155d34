#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mockmeter/catalogue.h"

namespace mockmeter::conformance {

/// Looks an environment variable up.
using LookUp = std::function<std::optional<std::string>(const std::string& name)>;

/// What an input of a provider is at the server that is judged. Never stored, never printed.
struct ResolvedInput {
  const ProviderInfo* provider;
  const TestInput* input;
  std::string user;
  std::string value;
};

/// The variables that hold an input: "USER and KEY".
std::string variables_of(const TestInput& input);

/// Null when a provider has no such input.
const TestInput* find_input(std::string_view provider, std::string_view name);

/// Those that are known. `is_mock`: the server is a mockmeter, so that a provider of which the
/// environment has nothing at all is asked with what the world `default` knows.
std::vector<ResolvedInput> resolve_inputs(const LookUp& look_up, bool is_mock);

}  // namespace mockmeter::conformance
