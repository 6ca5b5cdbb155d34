#include "conformance/check/resolved_input.h"

#include "server/core/find_by.h"

namespace mockmeter::conformance {
namespace {

/// Empty when a variable of the input is missing or empty.
std::optional<ResolvedInput> from_environment(const ProviderInfo& provider, const TestInput& input,
                                              const LookUp& look_up) {
  const auto read = [&](std::string_view variable) {
    return look_up(std::string(variable)).value_or("");
  };
  const ResolvedInput resolved{&provider, &input, read(input.user_variable), read(input.variable)};
  const bool has_user = input.user_variable.empty() || !resolved.user.empty();
  return has_user && !resolved.value.empty() ? std::optional(resolved) : std::nullopt;
}

}  // namespace

std::string variables_of(const TestInput& input) {
  const std::string variable(input.variable);
  return input.user_variable.empty() ? variable
                                     : std::string(input.user_variable) + " and " + variable;
}

const TestInput* find_input(std::string_view provider, std::string_view name) {
  const ProviderInfo* info = find_provider_info(provider);
  return info == nullptr ? nullptr : find_by(info->inputs, &TestInput::name, name);
}

std::vector<ResolvedInput> resolve_inputs(const LookUp& look_up, bool is_mock) {
  std::vector<ResolvedInput> known;
  for (const ProviderInfo& provider : catalogue()) {
    const std::size_t before = known.size();
    for (const TestInput& input : provider.inputs) {
      if (auto resolved = from_environment(provider, input, look_up)) known.push_back(*resolved);
    }
    if (!is_mock || known.size() > before) continue;
    for (const TestInput& input : provider.inputs) {
      known.push_back(
          {&provider, &input, std::string(input.mock_user), std::string(input.mock_value)});
    }
  }
  return known;
}

}  // namespace mockmeter::conformance
