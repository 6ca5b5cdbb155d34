#include "conformance/drift/recorded_verdicts.h"

#include <string_view>

#include "base/recording/file_bytes.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance::drift {
namespace {

/// Leaves out the members that may be large and say nothing of verdicts.
bool keeps(int /*depth*/, Json::parse_event_t event, const Json& value) {
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

void read_stream(FileBytes& bytes, Verdicts& verdicts) {
  while (!bytes.at_end()) {
    bool is_ended = false;
    const Json event = Json::parse(bytes.line(is_ended), keeps, false);
    if (event.is_object() && member_text(event, "type") == "case") {
      add_verdict(event, "verdict", verdicts);
    }
  }
}

void read_archive(FileBytes& bytes, Verdicts& verdicts) {
  const auto keeps_in_limit = [&](int depth, Json::parse_event_t event, const Json& value) {
    bytes.mark();
    return keeps(depth, event, value);
  };
  const Json document =
      Json::parse(FileBytes::Iterator(bytes), FileBytes::Iterator(), keeps_in_limit, false);
  const Json::json_pointer pages("/log/pages");
  if (document.is_discarded() || !document.contains(pages)) return;
  for (const Json& page : document[pages]) add_verdict(page, "_verdict", verdicts);
}

}  // namespace

void read_verdicts(const std::string& path, Verdicts& verdicts) {
  constexpr std::string_view kEvent = R"({"type":)";
  FileBytes bytes(path);
  if (bytes.ahead().starts_with(kEvent)) return read_stream(bytes, verdicts);
  read_archive(bytes, verdicts);
}

}  // namespace mockmeter::conformance::drift
