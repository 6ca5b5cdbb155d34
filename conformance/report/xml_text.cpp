#include "conformance/report/xml_text.h"

#include <array>

#include "base/text/utf8.h"

namespace mockmeter::conformance {
namespace {

/// What a byte of ASCII is written as; parsers turn white space of attributes into blanks.
struct Reference {
  char byte;
  bool only_in_attributes;
  std::string_view text;
};
constexpr std::array<Reference, 7> kReferences{{
    {'&', false, "&amp;"},
    {'<', false, "&lt;"},
    {'>', false, "&gt;"},
    {'"', true, "&quot;"},
    {'\t', true, "&#9;"},
    {'\n', true, "&#10;"},
    {'\r', false, "&#13;"},
}};

enum class XmlContext { kAttribute, kElement };

/// Empty = the byte stands for itself.
std::string_view reference(char byte, XmlContext place) {
  for (const Reference& known : kReferences) {
    if (known.byte != byte) continue;
    return known.only_in_attributes && place == XmlContext::kElement ? std::string_view()
                                                                     : known.text;
  }
  return static_cast<unsigned char>(byte) < 0x20 ? kReplacementCharacter : std::string_view();
}

bool is_noncharacter(std::string_view text) {
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

std::string escape_xml(std::string_view raw, XmlContext place) {
  const std::string valid = to_utf8(raw);
  std::string_view text = valid;
  std::string out;
  while (!text.empty()) {
    const bool is_whole = is_noncharacter(text);
    const std::string_view written =
        is_whole ? kReplacementCharacter : reference(text.front(), place);
    out += written.empty() ? text.substr(0, 1) : written;
    text.remove_prefix(is_whole ? kReplacementCharacter.size() : 1);
  }
  return out;
}

}  // namespace

std::string xml_text(std::string_view text) { return escape_xml(text, XmlContext::kElement); }

std::string xml_attribute(std::string_view text) {
  return escape_xml(text, XmlContext::kAttribute);
}

}  // namespace mockmeter::conformance
