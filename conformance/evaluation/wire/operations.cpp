#include "conformance/evaluation/wire/target.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::conformance {
namespace {

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
