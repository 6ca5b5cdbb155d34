#include "conformance/check/role.h"

#include <algorithm>

#include "base/tables.h"

namespace mockmeter::conformance {
namespace {

/// Empty when a variable of the input is missing or empty.
std::optional<Holder> from_environment(const ProviderInfo& provider, const TestInput& role,
                                       const LookUp& look_up) {
  const auto read = [&](std::string_view variable) {
    return look_up(std::string(variable)).value_or("");
  };
  Holder holder{&provider, &role, {}, read(role.variable)};
  if (holder.value.empty()) return std::nullopt;
  if (role.user_variable.empty()) return holder;
  holder.user = read(role.user_variable);
  return holder.user.empty() ? std::nullopt : std::optional(holder);
}

Holder of_the_mock(const ProviderInfo& provider, const TestInput& role) {
  return {&provider, &role, std::string(role.mock_user), std::string(role.mock_value)};
}

}  // namespace

std::string variables_of(const TestInput& role) {
  const std::string variable(role.variable);
  return role.user_variable.empty() ? variable
                                    : std::string(role.user_variable) + " and " + variable;
}

const TestInput* find_role(std::string_view provider, std::string_view name) {
  const ProviderInfo* info = find_provider_info(provider);
  return info == nullptr ? nullptr : find_by(info->inputs, &TestInput::name, name);
}

std::vector<Holder> holders(const LookUp& look_up, bool is_mock) {
  std::vector<Holder> known;
  for (const ProviderInfo& provider : catalogue()) {
    const std::size_t before = known.size();
    for (const TestInput& role : provider.inputs) {
      if (auto holder = from_environment(provider, role, look_up)) known.push_back(*holder);
    }
    if (!is_mock || known.size() > before) continue;
    for (const TestInput& role : provider.inputs) known.push_back(of_the_mock(provider, role));
  }
  return known;
}

}  // namespace mockmeter::conformance
