#include "server/control/faults/fault.h"

#include <algorithm>
#include <array>

#include "base/tables.h"
#include "base/text/ascii.h"
#include "server/control/catalog.h"
#include "server/control/faults/kinds.h"
#include "server/control/faults/values.h"
#include "server/control/journal/secrets.h"
#include "server/metering/json_text.h"

namespace mockmeter {
namespace {

constexpr std::size_t kLongestShown = 60;

/// On one line, and not longer than a line.
std::string cut(std::string_view text) {
  const std::string shown = printable(std::string(text.substr(0, kLongestShown)));
  return text.size() > kLongestShown ? shown + "..." : shown;
}

std::string place(std::size_t position, std::string_view found) {
  return (found.empty() ? "nothing" : "\"" + cut(found) + "\"") + " at character " +
         std::to_string(position + 1);
}

/// One "NAME=VALUE" or "NAME" of a fault's text, and where it stands.
struct Part {
  std::string_view whole;
  std::string_view name;
  std::string_view value;
  std::size_t position = 0;
  bool has_value = false;

  std::size_t value_position() const { return position + name.size() + (has_value ? 1 : 0); }
};

Part part_at(std::string_view text, std::size_t position) {
  const std::string_view whole = text.substr(position, text.find(',', position) - position);
  const std::size_t equals = whole.find('=');
  const bool has_value = equals != std::string_view::npos;
  return {whole, whole.substr(0, equals), has_value ? whole.substr(equals + 1) : std::string_view(),
          position, has_value};
}

/// An option takes its value, or says what it expected instead.
struct Option {
  std::string_view name;
  std::string (*take)(std::string_view value, Fault& fault);
};

std::string take_times(std::string_view value, Fault& fault) {
  const auto count = read_count(value);
  if (!count || *count == 0) return "a count from 1 on";
  fault.times = *count;
  return {};
}

std::string take_skip(std::string_view value, Fault& fault) {
  const auto count = read_count(value);
  if (!count) return "a count";
  fault.skip = *count;
  return {};
}

std::string take_p(std::string_view value, Fault& fault) {
  const auto millionths = read_probability(value);
  if (!millionths) return "a probability above 0 and up to 1, such as 0.2";
  fault.p = *millionths;
  return {};
}

std::string take_op(std::string_view value, Fault& fault) {
  const Operation* operation = find_operation(value);
  if (operation == nullptr) return "an operation id (see: mockmeter list operations)";
  if (!can_act(*fault.kind, *operation)) {
    return "an operation with " + std::string(to_string(fault.kind->needs)) + ": " +
           operations_for(*fault.kind);
  }
  fault.op = value;
  return {};
}

std::string take_key(std::string_view value, Fault& fault) {
  const bool has_controls =
      std::ranges::any_of(value, [](char c) { return (c >= 0 && c < ' ') || c == 127; });
  if (value.empty() || has_controls) return "the name of a credential";
  fault.key = value;
  return {};
}

constexpr std::array<Option, 5> kOptions{{
    {"times", take_times},
    {"skip", take_skip},
    {"p", take_p},
    {"op", take_op},
    {"key", take_key},
}};

Fault read_kind(std::string_view text, const Part& part) {
  const FaultKind* kind = find_fault_kind(part.name);
  if (kind == nullptr) throw FaultSyntaxError(text, 0, "one of " + fault_kind_names(), part.name);
  Fault fault;
  fault.kind = kind;
  if (kind->takes == ValueRule::kNothing && part.has_value) {
    throw FaultSyntaxError(text, part.position, std::string(kind->name) + " without a value",
                           part.whole);
  }
  if (kind->takes == ValueRule::kNothing || (kind->takes == ValueRule::kMaybe && !part.has_value)) {
    return fault;
  }
  const auto number = kind->read(part.value);
  if (!number) throw FaultSyntaxError(text, part.value_position(), kind->expects, part.value);
  fault.value = part.value;
  fault.number = *number;
  return fault;
}

}  // namespace

std::string to_string(const Fault& fault) {
  std::string text(fault.kind->name);
  if (!fault.value.empty()) text += "=" + fault.value;
  if (fault.times) text += ",times=" + std::to_string(*fault.times);
  if (fault.skip > 0) text += ",skip=" + std::to_string(fault.skip);
  if (fault.p != Fault::kAlways) {
    text += ",p=";
    append_decimal(text, fault.p, 6);
  }
  if (!fault.op.empty()) text += ",op=" + fault.op;
  if (!fault.key.empty()) text += ",key=" + fault.key;
  return text;
}

FaultSyntaxError::FaultSyntaxError(std::string_view text, std::size_t position,
                                   std::string_view expected, std::string_view found)
    : std::invalid_argument("fault \"" + cut(text) + "\": expected " + std::string(expected) +
                            ", found " + place(position, found)),
      expected_(expected),
      found_(place(position, found)) {}

Fault parse_fault(std::string_view text) {
  Part part = part_at(text, 0);
  Fault fault = read_kind(text, part);
  std::array<bool, kOptions.size()> given{};
  while (part.position + part.whole.size() < text.size()) {
    part = part_at(text, part.position + part.whole.size() + 1);
    const Option* option = find_by(kOptions, &Option::name, part.name);
    if (option == nullptr) {
      throw FaultSyntaxError(text, part.position, "times=, skip=, p=, op= or key=", part.whole);
    }
    bool& seen = given.at(static_cast<std::size_t>(option - kOptions.data()));
    if (seen) {
      throw FaultSyntaxError(text, part.position, std::string(option->name) + "= once", part.whole);
    }
    seen = true;
    if (const std::string expected = option->take(part.value, fault); !expected.empty()) {
      throw FaultSyntaxError(text, part.value_position(), expected, part.value);
    }
  }
  return fault;
}

Fault parse_fault(std::string_view text, const SecretLabels& credentials) {
  constexpr std::string_view kOption = ",key=";
  Fault fault = parse_fault(text);
  if (fault.key.empty() || credentials.has_name(fault.key)) return fault;
  const std::string* name = credentials.find(fault.key);
  if (name == nullptr) {
    throw FaultSyntaxError(
        text, text.find(kOption) + kOption.size(),
        "the secret or the name of a credential of this world, such as " + credentials.first_name(),
        fault.key);
  }
  fault.key = *name;
  return fault;
}

}  // namespace mockmeter
