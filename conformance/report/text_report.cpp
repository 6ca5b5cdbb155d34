// What a person reads; formats.h declares it.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "conformance/model/contains.h"
#include "conformance/model/shown.h"
#include "conformance/report/failure_text.h"
#include "conformance/report/formats.h"
#include "conformance/report/palette.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kTextColumn = 2 + kLabelWidth;
constexpr std::size_t kLeastRoom = 20;  // narrower sentences are no easier to read
constexpr std::size_t kMostAtOnce = 3;  // failures that fit on a screen; more are listed again
constexpr std::size_t kMaxListedFailures = 40;
constexpr std::size_t kMostPlaces = 8;

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string label(const std::string& name, const Palette& palette) {
  return in(palette.dim, padded(name + ' ', kLabelWidth), palette);
}

/// Breaks a text at blanks, so that what stands behind a label stays behind it.
std::string wrap(const std::string& text, std::size_t width) {
  if (width < kTextColumn + kLeastRoom) return text;
  std::string lines;
  std::size_t column = kTextColumn;
  std::istringstream words(text);
  for (std::string word; std::getline(words, word, ' ');) {
    const bool is_full = column + 1 + count_characters(word) > width;
    if (!lines.empty() && is_full) {
      lines += '\n' + std::string(kTextColumn, ' ');
      column = kTextColumn;
    } else if (!lines.empty()) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += count_characters(word);
  }
  return lines;
}

/// What a person copies, or what stands in a row, stays in one line.
bool may_be_broken(std::string_view label) {
  constexpr std::array<std::string_view, 4> kWhole{"source", "wire", "curl", "baseline"};
  return !contains(kWhole, label);
}

std::string missed_text(const Json& event, const Palette& palette, std::size_t width) {
  const std::string verdict = upper(text_of(event, "verdict"));
  const std::string_view color = event["fails"].get<bool>() ? palette.red : palette.yellow;
  std::string text = in(color, verdict, palette) + "  " +
                     in(palette.bold, text_of(event, "id"), palette) + "\n  " +
                     printable(text_of(event, "title")) + '\n';
  for (const auto& [name, words] : failure_lines(event)) {
    text += "  " + label(name, palette) + (may_be_broken(name) ? wrap(words, width) : words) + '\n';
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
    if (text_of(*event, "verdict") == verdict) ++reasons[text_of(*event, "reason")];
  }
  std::string text;
  for (const auto& [reason, count] : reasons) {
    text += in(palette.yellow, upper(std::string(verdict)), palette) + "  " +
            counted(count, "case") + ": " + printable(reason) + '\n';
  }
  return text;
}

/// What the client leaves out of its results: no failure, but less was judged.
std::string not_modelled_text(const Events& events, const Palette& palette) {
  std::set<std::string> places;
  for (const Json* event : cases_of(events)) {
    for (const Json& place : (*event)["not_modelled"]) places.insert(place.get<std::string>());
  }
  if (places.empty()) return {};
  std::string text =
      in(palette.yellow, "NOT MODELLED", palette) + "  " + counted(places.size(), "place") + ':';
  std::size_t named = 0;
  for (const std::string& place : places) {
    if (++named > kMostPlaces) break;
    text += ' ' + printable(place);
  }
  return text + (places.size() > kMostPlaces ? " ...\n" : "\n");
}

std::string notes_text(const Json& footer, const char* member, const std::string& name) {
  std::string text;
  for (const Json& note : footer[member]) {
    text += name + ": " + printable(note.get<std::string>()) + '\n';
  }
  return text;
}

/// The ids of what fails the run, once more: who reads a long report begins at its end.
std::string failed_text(const Events& events, const Palette& palette) {
  std::vector<const Json*> failed;
  for (const Json* event : cases_of(events)) {
    if ((*event)["fails"].get<bool>()) failed.push_back(event);
  }
  if (failed.size() <= kMostAtOnce) return {};
  std::string text;
  for (std::size_t index = 0; index < std::min(failed.size(), kMaxListedFailures); ++index) {
    text += in(palette.red, "failed", palette) + "  " + text_of(*failed[index], "id") + '\n';
  }
  if (failed.size() <= kMaxListedFailures) return text + '\n';
  return text + "and " + std::to_string(failed.size() - kMaxListedFailures) + " more\n\n";
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
  if (const auto processes = footer.value("processes", std::size_t{0}); processes > 1) {
    text += std::to_string(processes) + " processes of the client ran side by side (--jobs)\n";
  }
  const Json& header = header_of(events);
  if (text_of(header, "judged") != "server") {
    text += "Again with the same values: --seed " +
            std::to_string(header["seed"].get<std::uint64_t>()) + '\n';
  }
  return text + text_of(footer, "last") + '\n';
}

}  // namespace

std::string text_report(const Events& events, bool colored, std::size_t width) {
  const Palette& palette = colored ? kColored : kPlain;
  std::string text;
  for (const std::string_view verdict : kAtLength) {
    for (const Json* event : cases_of(events)) {
      if (text_of(*event, "verdict") == verdict) {
        text += missed_text(*event, palette, width);
      }
    }
  }
  for (const std::string_view verdict : kCounted) text += counted_text(events, verdict, palette);
  text += not_modelled_text(events, palette);
  return text + failed_text(events, palette) + footer_text(events, palette);
}

}  // namespace mockmeter::conformance
