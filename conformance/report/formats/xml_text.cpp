#include "conformance/report/formats/xml_text.h"

#include <array>

#include "base/text/utf8.h"

namespace mockmeter::conformance {
namespace {

// Parsers turn white space of attributes into blanks, so the last ones are references there.
constexpr std::string_view kSpecial = "&<>\r\"\t\n";
constexpr std::array<std::string_view, 7> kReferences{"&amp;",  "&lt;", "&gt;", "&#13;",
                                                      "&quot;", "&#9;", "&#10;"};
constexpr std::size_t kOnlyInAttributes = 4;  // from there on

std::string_view written(std::string_view character, bool is_attribute) {
  const std::size_t special = kSpecial.find(character);
  if (special < (is_attribute ? kSpecial.size() : kOnlyInAttributes))
    return kReferences.at(special);
  const bool is_control = static_cast<unsigned char>(character.front()) < 0x20;
  const bool is_noncharacter = character == "\uFFFE" || character == "\uFFFF";
  return (is_control && special == kSpecial.npos) || is_noncharacter ? kReplacementCharacter
                                                                     : character;
}

std::string escape_xml(std::string_view raw, bool is_attribute) {
  const std::string valid = to_utf8(raw);
  std::string out;
  for (std::string_view rest = valid; !rest.empty();) {
    const std::string_view character = rest.substr(0, next_utf8_sequence(rest).bytes);
    out += written(character, is_attribute);
    rest.remove_prefix(character.size());
  }
  return out;
}

}  // namespace

std::string xml_text(std::string_view text) { return escape_xml(text, false); }

std::string xml_attribute(std::string_view text) { return escape_xml(text, true); }

}  // namespace mockmeter::conformance
