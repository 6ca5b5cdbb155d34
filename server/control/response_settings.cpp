#include "server/control/response_settings.h"

#include <string>
#include <variant>

namespace mockmeter {
namespace {

Json document_of(const FixedDelay& fixed) {
  return {{"type", "fixed"}, {"milliseconds", fixed.milliseconds}};
}

Json document_of(const UniformDelay& range) {
  return {{"type", "uniform"}, {"lower", range.lower}, {"upper", range.upper}};
}

Json document_of(const LognormalDelay& tail) {
  Json document = {{"type", "lognormal"}, {"median", tail.median}, {"sigma", tail.sigma}};
  if (tail.max_value) document["maxValue"] = *tail.max_value;
  return document;
}

DelayDistribution read_distribution(const Json& spec) {
  const auto& type = spec.at("type").get_ref<const std::string&>();
  if (type == "fixed") return FixedDelay{spec.at("milliseconds").get<std::int64_t>()};
  if (type == "uniform") {
    return UniformDelay{spec.at("lower").get<std::int64_t>(), spec.at("upper").get<std::int64_t>()};
  }
  LognormalDelay tail{spec.at("median").get<double>(), spec.at("sigma").get<double>(), {}};
  if (spec.contains("maxValue")) tail.max_value = spec.at("maxValue").get<double>();
  return tail;
}

/// The member, or null when it is not there.
const Json& member(const Json& object, const char* name) {
  static const Json kNull;
  const auto found = object.find(name);
  return found == object.end() ? kNull : *found;
}

std::vector<ValidationError> check_bounds(const DelayDistribution& distribution,
                                          const std::string& pointer) {
  const auto* range = std::get_if<UniformDelay>(&distribution);
  if (range == nullptr || range->lower <= range->upper) return {};
  return {{pointer + "/upper", "an integer not below lower, " + std::to_string(range->lower),
           std::to_string(range->upper)}};
}

}  // namespace

Json settings_document(const ResponseSettings& settings) {
  Json inner = {{"fixedDelay", nullptr}, {"delayDistribution", nullptr}};
  if (settings.fixed_delay) inner["fixedDelay"] = *settings.fixed_delay;
  if (settings.delay_distribution) {
    inner["delayDistribution"] = std::visit([](const auto& each) { return document_of(each); },
                                            *settings.delay_distribution);
  }
  inner["extended"] = {{"rateLimits", settings.enforce_rate_limits ? "on" : "off"},
                       {"lifecycle", settings.follow_lifecycle ? "on" : "off"}};
  inner["proxyPassThrough"] = false;
  return {{"settings", std::move(inner)}};
}

std::vector<ValidationError> read_settings(const Json& document, ResponseSettings& settings) {
  const bool wrapped = document.contains("settings");
  const Json& inner = wrapped ? document.at("settings") : document;
  ResponseSettings next{.enforce_rate_limits = settings.enforce_rate_limits,
                        .follow_lifecycle = settings.follow_lifecycle};
  if (const Json& delay = member(inner, "fixedDelay"); !delay.is_null()) {
    next.fixed_delay = delay.get<std::int64_t>();
  }
  if (const Json& spec = member(inner, "delayDistribution"); !spec.is_null()) {
    next.delay_distribution = read_distribution(spec);
    auto faults = check_bounds(*next.delay_distribution,
                               std::string(wrapped ? "/settings" : "") + "/delayDistribution");
    if (!faults.empty()) return faults;
  }
  const Json& extended = member(inner, "extended");
  const Json& limits = member(extended, "rateLimits");
  if (!limits.is_null()) next.enforce_rate_limits = limits == "on";
  const Json& lifecycle = member(extended, "lifecycle");
  if (!lifecycle.is_null()) next.follow_lifecycle = lifecycle == "on";
  settings = next;
  return {};
}

}  // namespace mockmeter
