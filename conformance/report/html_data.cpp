#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "conformance/report/html_parts.h"
#include "conformance/report/verdict_look.h"
#include "conformance/select/profile.h"

namespace mockmeter::conformance {
namespace {

using Names = std::initializer_list<const char*>;

bool is_empty_text(const Json& value) {
  return value.is_string() && value.get_ref<const std::string&>().empty();
}

/// These members, as far as there is something in them.
Json picked(const Json& event, Names names) {
  Json document = Json::object();
  for (const char* name : names) {
    const auto member = event.find(name);
    if (member == event.end() || member->empty() || is_empty_text(*member)) continue;
    document[name] = *member;
  }
  return document;
}

Json result_document(const Json* event) {
  if (event == nullptr) return nullptr;
  Json result = picked(*event, {"verdict", "fails", "reason", "checks", "wire", "curl",
                                "not_modelled", "looks_like", "baseline", "ms"});
  // Nobody reads the traffic of what went well, and it is most of all there is.
  const bool is_good = (*event)["verdict"].get_ref<const std::string&>() == "pass";
  if (!is_good) result.update(picked(*event, {"exchanges", "exchanges_left_out"}));
  return result;
}

Json ids_of(const Json& requirements, Json& known) {
  Json ids = Json::array();
  for (const Json& requirement : requirements) {
    const auto id = requirement["id"].get<std::string>();
    if (!known.contains(id)) known[id] = requirement;
    ids.push_back(id);
  }
  return ids;
}

Json case_document(const std::vector<const Json*>& row, Json& requirements) {
  const Json& any = **std::find_if(row.begin(), row.end(), [](auto* event) { return event; });
  Json document = picked(any, {"id", "title", "why", "category", "level", "operations"});
  document["requirements"] = ids_of(any["requirements"], requirements);
  document["results"] = Json::array();
  for (const Json* event : row) document["results"].push_back(result_document(event));
  return document;
}

Json verdict_document(const VerdictLook& look) {
  return {{"name", look.verdict}, {"icon", look.icon}, {"tone", look.tone}};
}

Json column_document(const Column& column) {
  const Json& header = header_of(column.events);
  return {{"label", column.label}, {"client", header["client"]}, {"seed", header["seed"]}};
}

Json categories_of(const Json& cases) {
  Json categories = Json::object();
  for (const Json& each : cases) {
    const std::string code = each.value("category", std::string());
    const Category& known = category(code);
    categories[code] = {{"title", known.title}, {"profile", profile_name(known.profile)}};
  }
  return categories;
}

void append_items(Json& all, const Json& event, const char* member) {
  for (const Json& each : event.value(member, Json::array())) all.push_back(each);
}

void add_bench(Json& document, const Events& events) {
  for (const Json& event : events) {
    if (event["type"].get_ref<const std::string&>() != "bench") continue;
    append_items(document["bench"], event, "rows");
    append_items(document["noisy"], event, "noisy");
  }
}

}  // namespace

Json html_data(const std::vector<Column>& columns) {
  Json document = {{"verdicts", Json::array()},      {"columns", Json::array()},
                   {"requirements", Json::object()}, {"categories", Json::object()},
                   {"cases", Json::array()},         {"bench", Json::array()},
                   {"noisy", Json::array()}};
  for (const VerdictLook& look : kVerdictLooks) {
    document["verdicts"].push_back(verdict_document(look));
  }
  for (const Column& column : columns) {
    document["columns"].push_back(column_document(column));
    add_bench(document, column.events);
  }
  for (const auto& [id, row] : rows_of(columns)) {
    document["cases"].push_back(case_document(row, document["requirements"]));
  }
  document["categories"] = categories_of(document["cases"]);
  return document;
}

}  // namespace mockmeter::conformance
