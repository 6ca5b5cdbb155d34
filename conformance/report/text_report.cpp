// What a person reads; formats.h declares it.
#include <algorithm>
#include <array>
#include <map>

#include "conformance/report/failure_text.h"
#include "conformance/report/formats.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kLabelWidth = 13;

/// The escape sequences of a terminal; all empty where there is none.
struct Palette {
  std::string_view bold, red, yellow, green, dim, plain;
};
constexpr Palette kColored{"\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[32m", "\x1b[2m", "\x1b[0m"};
constexpr Palette kPlain{};

std::string in(std::string_view color, const std::string& text, const Palette& palette) {
  return std::string(color) + text + std::string(palette.plain);
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string label(const std::string& name, const Palette& palette) {
  std::string padded = name;
  padded.resize(std::max(kLabelWidth, name.size() + 1), ' ');
  return in(palette.dim, padded, palette);
}

std::string missed_text(const Json& event, const Palette& palette) {
  const std::string verdict = upper(event["verdict"].get<std::string>());
  const std::string_view color = event["fails"].get<bool>() ? palette.red : palette.yellow;
  std::string text = in(color, verdict, palette) + "  " +
                     in(palette.bold, event["id"].get<std::string>(), palette) + "\n  " +
                     printable(event["title"].get<std::string>()) + '\n';
  for (const auto& [name, words] : failure_lines(event)) {
    text += "  " + label(name, palette) + words + '\n';
  }
  return text + '\n';
}

/// Verdicts that are told at length, and those that are counted by their reason.
constexpr std::array<std::string_view, 6> kAtLength{"harness error", "fail",    "unexpected pass",
                                                    "known failure", "warning", "advisory"};
constexpr std::array<std::string_view, 2> kCounted{"unsupported", "not run"};

std::string counted_text(const Events& events, std::string_view verdict, const Palette& palette) {
  std::map<std::string, std::size_t> reasons;
  for (const Json* event : cases_of(events)) {
    if ((*event)["verdict"].get_ref<const std::string&>() != verdict) continue;
    ++reasons[(*event)["reason"].get<std::string>()];
  }
  std::string text;
  for (const auto& [reason, count] : reasons) {
    text += in(palette.yellow, upper(std::string(verdict)), palette) + "  " +
            std::to_string(count) + (count == 1 ? " case: " : " cases: ") + printable(reason) +
            '\n';
  }
  return text;
}

std::string notes_text(const Json& footer, const char* member, const std::string& name) {
  std::string text;
  for (const Json& note : footer[member]) {
    text += name + ": " + printable(note.get<std::string>()) + '\n';
  }
  return text;
}

std::string footer_text(const Events& events, const Palette& palette) {
  const Json& footer = footer_of(events);
  std::string text =
      notes_text(footer, "problems", "problem") + notes_text(footer, "warnings", "warning");
  if (!text.empty()) text += '\n';
  for (const Json& headline : footer["headlines"]) {
    text += in(palette.bold, printable(headline.get<std::string>()), palette) + '\n';
  }
  if (footer["interrupted"].get<bool>()) text += "Interrupted: the rest was not run.\n";
  text += "Again with the same values: --seed " +
          std::to_string(header_of(events)["seed"].get<std::uint64_t>()) + '\n';
  return text + footer["last"].get<std::string>() + '\n';
}

}  // namespace

std::string text_report(const Events& events, bool colored) {
  const Palette& palette = colored ? kColored : kPlain;
  std::string text;
  for (const std::string_view verdict : kAtLength) {
    for (const Json* event : cases_of(events)) {
      if ((*event)["verdict"].get_ref<const std::string&>() == verdict) {
        text += missed_text(*event, palette);
      }
    }
  }
  for (const std::string_view verdict : kCounted) text += counted_text(events, verdict, palette);
  return text + footer_text(events, palette);
}

}  // namespace mockmeter::conformance
