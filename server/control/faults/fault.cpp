#include "server/control/faults/fault.h"

#include "base/text/ascii.h"
#include "server/control/faults/kinds.h"
#include "server/metering/json_text.h"

namespace mockmeter {
namespace {

constexpr std::size_t kLongestShown = 60;

/// On one line, and not longer than a line.
std::string cut(std::string_view text) {
  const std::string shown = printable(std::string(text.substr(0, kLongestShown)));
  return text.size() > kLongestShown ? shown + "..." : shown;
}

std::string place(std::size_t position, std::string_view found) {
  return (found.empty() ? "nothing" : "\"" + cut(found) + "\"") + " at character " +
         std::to_string(position + 1);
}

}  // namespace

std::string to_string(const Fault& fault) {
  std::string text(fault.kind->name);
  if (!fault.value.empty()) text += "=" + fault.value;
  if (fault.times) text += ",times=" + std::to_string(*fault.times);
  if (fault.skip > 0) text += ",skip=" + std::to_string(fault.skip);
  if (fault.p != Fault::kAlways) {
    text += ",p=";
    append_decimal(text, fault.p, 6);
  }
  if (!fault.op.empty()) text += ",op=" + fault.op;
  if (!fault.key.empty()) text += ",key=" + fault.key;
  return text;
}

FaultSyntaxError::FaultSyntaxError(std::string_view text, std::size_t position,
                                   std::string_view expected, std::string_view found)
    : std::invalid_argument("fault \"" + cut(text) + "\": expected " + std::string(expected) +
                            ", found " + place(position, found)),
      expected_(expected),
      found_(place(position, found)) {}

}  // namespace mockmeter
