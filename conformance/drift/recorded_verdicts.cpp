#include "conformance/drift/recorded_verdicts.h"

#include <fstream>
#include <string_view>

#include "conformance/model/json.h"

namespace mockmeter::conformance::drift {
namespace {

/// Leaves out the members that may be large and say nothing of verdicts.
bool keeps(int /*depth*/, Json::parse_event_t event, Json& value) {
  if (event != Json::parse_event_t::key) return true;
  const auto& name = value.get_ref<const std::string&>();
  return name != "entries" && name != "exchanges" && name != "assertions";
}

std::string member_text(const Json& object, const char* name) {
  const auto member = object.find(name);
  return member != object.end() && member->is_string() ? member->get<std::string>() : "";
}

void add_verdict(const Json& object, const char* verdict, Verdicts& verdicts) {
  if (!object.is_object()) return;
  const std::string id = member_text(object, "id");
  const std::string text = member_text(object, verdict);
  if (!id.empty() && !text.empty()) verdicts[id] = text;
}

void read_archive(std::ifstream& file, Verdicts& verdicts) {
  const Json document = Json::parse(file, keeps, false);
  const Json::json_pointer pages("/log/pages");
  if (document.is_discarded() || !document.contains(pages)) return;
  for (const Json& page : document[pages]) add_verdict(page, "_verdict", verdicts);
}

}  // namespace

void read_verdicts(const std::string& path, Verdicts& verdicts) {
  std::ifstream file(path, std::ios::binary);
  bool is_stream = false;
  for (std::string line; std::getline(file, line);) {
    constexpr std::string_view kEvent = R"({"type":)";
    if (!line.starts_with(kEvent)) break;
    is_stream = true;
    const Json event = Json::parse(line, keeps, false);
    if (event.is_object() && member_text(event, "type") == "case")
      add_verdict(event, "verdict", verdicts);
  }
  if (is_stream) return;
  file.clear();
  file.seekg(0);
  read_archive(file, verdicts);
}

}  // namespace mockmeter::conformance::drift
