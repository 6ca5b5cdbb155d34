// A run as an image for the page of a project; formats.h declares it.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/time/timestamp.h"
#include "conformance/report/formats.h"
#include "conformance/report/formats/xml_text.h"
#include "conformance/report/summary.h"

namespace mockmeter::conformance {
namespace {

constexpr std::string_view kLabel = "conformance";
constexpr int kHeight = 20;
constexpr int kMargin = 6;  // beside a text

constexpr std::string_view kGreen = "#2e7d32";
constexpr std::string_view kYellow = "#b26a00";
constexpr std::string_view kRed = "#c62828";
constexpr std::string_view kGrey = "#5f6368";

/// Of the font Verdana at 11 pixels, in tenths; other characters are as wide as digits.
struct Width {
  std::string_view characters;
  int tenths;
};
constexpr std::array<Width, 6> kWidths{
    {{"fijlt", 36}, {" r", 42}, {"cs", 58}, {"aeo", 66}, {"m", 107}, {"w", 90}}};
constexpr int kOtherTenths = 70;

int width_of(std::string_view text) {
  int tenths = 0;
  for (const char c : text) {
    const auto* known = std::ranges::find_if(kWidths, [c](const Width& each) {
      return each.characters.find(c) != each.characters.npos;
    });
    tenths += known == kWidths.end() ? kOtherTenths : known->tenths;
  }
  return (tenths + 9) / 10;
}

struct BadgeMessage {
  std::string text;
  std::string_view color;
};

/// A case that was not missed, or that fails no run, counts as good, as it does in the summaries.
BadgeMessage message_of(const RunRecord& run) {
  const Tally tally = tally_of(run);
  if (tally.evaluated() == 0) return {"not declared", kGrey};
  const std::string all = std::to_string(tally.evaluated());
  const std::string text = std::to_string(tally.passed()) + " of " + all;
  if (tally.failed != 0 || !run.problems.empty()) return {text, kRed};
  const bool is_clean = tally.passed() == tally.evaluated() && tally[Verdict::kWarning] == 0 &&
                        exit_code(run) == kExitOk;
  return {text, is_clean ? kGreen : kYellow};
}

/// What is read aloud, and shown under the pointer.
std::string title_of(const RunRecord& run, const std::string& message) {
  std::string title = std::string(kLabel) + ": " + message;
  for (const std::string& line : summaries(run)) title += "; " + line;
  return xml_attribute(title + " (" + format_date(run.today) + ')');
}

std::string text_element(std::string_view text, int left) {
  const std::string place = "x=\"" + std::to_string(left + kMargin) + "\" textLength=\"" +
                            std::to_string(width_of(text)) + "\"";
  return "    <text " + place + " y=\"14\">" + xml_text(text) + "</text>\n";
}

std::string rectangle(int left, int width, std::string_view color) {
  return "    <rect x=\"" + std::to_string(left) + "\" width=\"" + std::to_string(width) +
         "\" height=\"" + std::to_string(kHeight) + "\" fill=\"" + std::string(color) + "\"/>\n";
}

}  // namespace

std::string badge_report(const RunRecord& run) {
  const BadgeMessage message = message_of(run);
  const std::string title = title_of(run, message.text);
  const int left = width_of(kLabel) + 2 * kMargin;
  const int right = width_of(message.text) + 2 * kMargin;
  const std::string width = std::to_string(left + right);
  const std::string height = std::to_string(kHeight);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height +
         "\" viewBox=\"0 0 " + width + ' ' + height + "\" role=\"img\" aria-label=\"" + title +
         "\">\n  <title>" + title + "</title>\n  <clipPath id=\"round\"><rect width=\"" + width +
         "\" height=\"" + height + "\" rx=\"3\"/></clipPath>\n  <g clip-path=\"url(#round)\">\n" +
         rectangle(0, left, "#444d56") + rectangle(left, right, message.color) +
         "  </g>\n  <g fill=\"#fff\" font-family=\"Verdana,Geneva,DejaVu Sans,sans-serif\" "
         "font-size=\"11\" aria-hidden=\"true\">\n" +
         text_element(kLabel, 0) + text_element(message.text, left) + "  </g>\n</svg>\n";
}

}  // namespace mockmeter::conformance
