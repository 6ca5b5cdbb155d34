#include "conformance/evaluation/wire/target.h"

#include "base/text/percent.h"
#include "base/text/split.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::conformance {
namespace {

Parameter parse_parameter(std::string_view text) {
  const std::size_t equals = text.find('=');
  const std::string_view name = text.substr(0, equals);
  const std::string_view value =
      equals == std::string_view::npos ? std::string_view() : text.substr(equals + 1);
  return {std::string(name), std::string(value), percent_decoded(name, true),
          percent_decoded(value, true)};
}

bool fits_path(std::string_view path, const std::vector<std::string>& segments) {
  for (const std::string& segment : segments) {
    const std::string_view wanted = path.substr(0, path.find('/'));
    const bool is_parameter = wanted.starts_with('{') && !segment.empty();
    if (wanted != segment && !is_parameter) return false;
    path.remove_prefix(wanted.size());
    if (path.empty()) return &segment == &segments.back();
    path.remove_prefix(1);
  }
  return false;
}

}  // namespace

std::vector<const Parameter*> Target::with_name(std::string_view name) const {
  std::vector<const Parameter*> found;
  for (const Parameter& parameter : parameters) {
    if (parameter.name == name) found.push_back(&parameter);
  }
  return found;
}

std::vector<std::string> Target::segments() const {
  std::vector<std::string> decoded;
  for (const std::string_view segment : split(path, '/')) {
    decoded.push_back(percent_decoded(segment));
  }
  return decoded;
}

Target parse_target(std::string_view text) {
  const std::size_t mark = text.find('?');
  Target target;
  target.path = text.substr(0, mark);
  if (mark == std::string_view::npos) return target;
  target.query = text.substr(mark + 1);
  for (const std::string_view part : split(target.query, '&')) {
    if (!part.empty()) target.parameters.push_back(parse_parameter(part));
  }
  return target;
}

std::optional<std::vector<std::string>> listed_values(const std::vector<const Parameter*>& given) {
  std::vector<std::string> values;
  for (const Parameter* parameter : given) {
    for (const std::string_view value : split(parameter->value, ',')) values.emplace_back(value);
  }
  if (given.size() > 1 && values.size() > given.size()) return std::nullopt;
  return values;
}

std::string_view operation_of(std::string_view method, const Target& target) {
  const std::vector<std::string> segments = target.segments();
  for (const ProviderInfo& provider : catalogue()) {
    for (const OperationInfo& each : provider.operations) {
      if (each.method != method) continue;
      if (fits_path(each.path, segments)) return each.id;
      if (!each.alias.empty() && fits_path(each.alias, segments)) return each.id;
    }
  }
  return {};
}

}  // namespace mockmeter::conformance
