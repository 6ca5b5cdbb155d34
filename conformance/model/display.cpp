#include "conformance/model/display.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text/utf8.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMaxShownSize = 160;
constexpr std::size_t kMaxShownDepth = 6;

void append_text(std::string& out, std::string_view text) {
  const std::string_view head = text.substr(0, kMaxShownSize);
  out += Json(head).dump(-1, ' ', false, Json::error_handler_t::replace);
  if (head.size() < text.size()) out += kCutMark;
}

void append_value(std::string& out, const Json& value, std::size_t depth);

void append_members(std::string& out, const Json& value, std::size_t depth) {
  bool first = true;
  for (auto member = value.begin(); member != value.end() && out.size() < kMaxShownSize; ++member) {
    if (!std::exchange(first, false)) out += ",";
    if (value.is_object()) {
      append_text(out, member.key());
      out += ":";
    }
    append_value(out, *member, depth + 1);
  }
}

void append_value(std::string& out, const Json& value, std::size_t depth) {
  if (value.is_string()) return append_text(out, value.get_ref<const std::string&>());
  if (!value.is_structured()) {
    out += value.dump();
    return;
  }
  out += value.is_object() ? "{" : "[";
  if (depth < kMaxShownDepth) {
    append_members(out, value, depth);
  } else if (!value.empty()) {
    out += kCutMark;
  }
  out += value.is_object() ? "}" : "]";
}

/// Cuts between characters, never inside one.
std::string shorten(std::string text) {
  if (text.size() <= kMaxShownSize + kCutMark.size()) return text;
  return text.substr(0, end_of_character(text, kMaxShownSize)).append(kCutMark);
}

}  // namespace

std::string to_display(const Json& value) {
  std::string out;
  append_value(out, value, 0);
  return shorten(std::move(out));
}

std::string to_display(std::string_view text) {
  std::string out;
  append_text(out, text);
  return shorten(std::move(out));
}

std::string pluralize(std::size_t count, std::string_view noun) {
  return std::to_string(count).append(" ").append(noun).append(count == 1 ? "" : "s");
}

std::string times(std::size_t count) {
  if (count == 1) return "once";
  return count == 2 ? "twice" : std::to_string(count) + " times";
}

std::string miscount(std::size_t expected, std::size_t actual) {
  return actual < expected ? std::to_string(expected - actual) + " too few"
                           : std::to_string(actual - expected) + " too many";
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

std::string right(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

bool deeper_than(const Json& value, std::size_t levels) {
  std::vector<std::pair<const Json*, std::size_t>> left{{&value, 0}};
  while (!left.empty()) {
    const auto [next, level] = left.back();
    left.pop_back();
    if (level > levels) return true;
    if (!next->is_structured()) continue;
    for (const Json& child : *next) left.emplace_back(&child, level + 1);
  }
  return false;
}

}  // namespace mockmeter::conformance
