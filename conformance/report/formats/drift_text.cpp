#include "conformance/report/formats/drift_text.h"

#include <array>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "conformance/model/display.h"
#include "conformance/report/summary.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMostOnAScreen = 60;
constexpr std::size_t kDriftLabelWidth = 13;

std::string difference_text(const Difference& each, const Drift& drift, const Palette& palette) {
  const bool fails = fails_run(each, drift);
  std::string text = in(fails ? palette.red : palette.yellow,
                        "DRIFT " + std::string(info_of(each.severity).name), palette) +
                     "  " + std::string(info_of(each.kind).name) + "  " +
                     in(palette.bold, printable(each.operation), palette) + "  " +
                     printable(to_utf8(each.where)) + '\n';
  const std::array<std::pair<const char*, const std::string*>, 4> lines{
      {{"recorded", &each.recorded},
       {"documented", &each.documented},
       {"now", &each.now},
       {"request", &each.request}}};
  for (const auto& [label, value] : lines) {
    if (value->empty()) continue;
    text += "  " + in(palette.dim, padded(label, kDriftLabelWidth), palette) +
            printable(to_utf8(*value)) + '\n';
  }
  return text;
}

}  // namespace

std::string drift_text(const Drift& drift, const Palette& palette) {
  std::string text;
  std::size_t shown = 0;
  for (const Difference& each : drift.differences) {
    if (shown == kMostOnAScreen) break;
    ++shown;
    text += difference_text(each, drift, palette);
  }
  if (drift.differences.size() > shown) {
    text += "and " + std::to_string(drift.differences.size() - shown) +
            " more: --report json=FILE has them all\n";
  }
  if (shown != 0) text += '\n';
  for (const std::string& note : drift_notes(drift)) {
    text += in(palette.yellow, "DRIFT", palette) + "  " + printable(note) + '\n';
  }
  return text + in(palette.bold, "DRIFT  " + printable(drift_line(drift)), palette) + '\n';
}

}  // namespace mockmeter::conformance
