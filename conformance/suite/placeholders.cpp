#include "conformance/suite/placeholders.h"

#include <array>
#include <stdexcept>
#include <string>

#include "base/tables.h"

namespace mockmeter::conformance {
namespace {

constexpr std::string_view kOpen = "${";
constexpr std::array<std::string_view, 10> kStaged{"random.text",
                                                   "random.id",
                                                   "random.count",
                                                   "random.token",
                                                   "port",
                                                   "scheme",
                                                   "second_server.port",
                                                   "in_4s.imf_fixdate",
                                                   "in_4s.rfc850_date",
                                                   "in_4s.asctime_date"};

constexpr std::array<std::string_view, 6> kInstants{"now", "minute", "hour",
                                                    "day", "month",  "year"};

std::string as_text(std::string_view name, const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return value.dump();
  throw std::invalid_argument("${" + std::string(name) + "} is " + value.dump() +
                              ", which fits into no text");
}

/// The name in a text that is nothing but one placeholder; empty when it is something else.
std::string_view sole_name(std::string_view text) {
  if (!text.starts_with(kOpen) || text.find('}') != text.size() - 1) return {};
  return text.substr(kOpen.size(), text.size() - kOpen.size() - 1);
}

std::string fill_text(std::string_view text, const ValueOf& value_of) {
  std::string filled;
  for (;;) {
    const std::size_t open = text.find(kOpen);
    const std::size_t close = open == text.npos ? text.npos : text.find('}', open);
    if (close == text.npos) return filled.append(text);
    const std::string_view name = text.substr(open + kOpen.size(), close - open - kOpen.size());
    const auto value = value_of(name);
    filled += text.substr(0, open);
    filled += value ? as_text(name, *value) : std::string(text.substr(open, close + 1 - open));
    text.remove_prefix(close + 1);
  }
}

Json fill_string(const std::string& text, const ValueOf& value_of) {
  const std::string_view name = sole_name(text);
  if (name.empty()) return fill_text(text, value_of);
  const auto value = value_of(name);
  return value ? *value : Json(text);
}

}  // namespace

Json fill(const Json& document, const ValueOf& value_of) {
  if (document.is_string()) return fill_string(document.get_ref<const std::string&>(), value_of);
  if (!document.is_structured()) return document;
  Json filled = document.is_array() ? Json::array() : Json::object();
  for (const auto& [name, value] : document.items()) {
    if (document.is_array()) {
      filled.push_back(fill(value, value_of));
    } else {
      filled[fill_text(name, value_of)] = fill(value, value_of);
    }
  }
  return filled;
}

Json fill_known(const Json& document, const Json& known) {
  return fill(document, [&](std::string_view name) -> std::optional<Json> {
    const auto value = known.find(std::string(name));
    return value == known.end() ? std::nullopt : std::optional<Json>(*value);
  });
}

bool is_case_placeholder(std::string_view name) { return contains(kStaged, name); }

bool is_probe_placeholder(std::string_view name) {
  const std::string_view anchor = name.substr(0, name.find_first_of("+-@"));
  return name.starts_with(kInputPrefix) || name.find(":/") != name.npos ||
         contains(kInstants, anchor);
}

Json fill_columns(const Json& document, const Json& row, IsLater is_later) {
  return fill(document, [&](std::string_view name) -> std::optional<Json> {
    if (const auto column = row.find(std::string(name)); column != row.end()) return *column;
    if (is_later(name)) return std::nullopt;
    throw std::invalid_argument(
        "${" + std::string(name) +
        "} is no column of its parameters, and nothing that is filled later");
  });
}

}  // namespace mockmeter::conformance
