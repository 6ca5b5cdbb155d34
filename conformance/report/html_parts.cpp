#include "conformance/report/html_parts.h"

#include <map>

#include "base/decimal_text.h"
#include "conformance/report/summary.h"

namespace mockmeter::conformance {
namespace {

struct RunEnding {
  std::string_view tone;
  std::string_view icon;
  std::string_view words;
};
const std::map<int, RunEnding> kRunEndings{
    {kGood, {"good", "\u2713", "Conformant"}},
    {kExitNotConformant, {"bad", "\u2717", "Not conformant"}},
    {kExitIncomplete, {"warn", "\u25cb", "Incomplete"}},
    {kExitInternal, {"warn", "\u203c", "Undecided, by a fault of mockmeter"}},
    {kExitInterrupted, {"warn", "\u25cb", "Interrupted"}},
};
constexpr RunEnding kNothingJudged{"none", "\u2013", "Nothing judged"};
constexpr RunEnding kInPart{"info", "\u25d1", "Good, in part of the suite"};

RunEnding run_ending(const Events& events) {
  const Json& footer = footer_of(events);
  const int exit = footer["exit"].get<int>();
  const bool is_good = exit == kGood;
  if (is_good && footer["counts"].value("pass", 0) == 0) return kNothingJudged;
  if (is_good && !header_of(events)["whole"].get<bool>()) return kInPart;
  const auto known = kRunEndings.find(exit);
  return known == kRunEndings.end() ? kRunEndings.at(kExitInternal) : known->second;
}

}  // namespace

std::string badge(std::string_view tone, std::string_view icon, std::string_view words) {
  return "<span class=\"badge " + std::string(tone) +
         "\"><span class=\"icon\" aria-hidden=\"true\">" + std::string(icon) + "</span> " +
         std::string(words) + "</span>";
}

std::string_view outcome_words(const Events& events) { return run_ending(events).words; }

std::string outcome_badge(const Events& events) {
  const RunEnding ending = run_ending(events);
  return badge(ending.tone, ending.icon, ending.words);
}

std::string counts_text(const Json& footer) {
  std::string text = text_in(footer, "last");
  for (const auto& [verdict, count] : footer["counts"].items()) {
    if (verdict == "pass" || verdict == "fail" || count.get<int>() == 0) continue;
    text += ", " + count.dump() + ' ' + verdict;
  }
  return text;
}

std::string seconds_text(const Json& milliseconds) {
  return decimal_text(milliseconds.get<double>() / 1000, 1) + " s";
}

}  // namespace mockmeter::conformance
