#include "conformance/setup/script.h"

#include <stdexcept>
#include <utility>

#include "schemas/data/embedded.h"

namespace mockmeter::conformance {
namespace {

using Pointer = Json::json_pointer;

Json start_of(const Json& response) {
  if (!response.contains("example")) return response.value("json", Json());
  std::string path = response["example"].get<std::string>();
  path.insert(path.find('/') + 1, "examples/");
  const auto text = embedded_file("fixtures/" + path + ".json");
  if (!text) throw std::invalid_argument("no example is called " + response["example"].dump());
  return Json::parse(*text).at("response");
}

void repeat(Json& body, const Json& counts) {
  for (const auto& [pointer, count] : counts.items()) {
    Json& array = body.at(Pointer(pointer));
    if (!array.is_array() || array.empty()) {
      throw std::invalid_argument("\"" + pointer + "\" is no array with an item");
    }
    array = Json(count.get<std::size_t>(), Json(array.front()));
  }
}

void set(Json& body, const Json& values) {
  for (const auto& [pointer, value] : values.items()) body[Pointer(pointer)] = value;
}

void remove(Json& body, const Json& pointers) {
  for (const Json& pointer : pointers) {
    const Pointer place(pointer.get<std::string>());
    Json& parent = body.at(place.parent_pointer());
    body.at(place);  // throws when it is not there
    if (parent.is_array()) {
      parent.erase(std::stoul(place.back()));
    } else {
      parent.erase(place.back());
    }
  }
}

/// A text that stands in no response, in the place of a value that is spelt otherwise.
std::string stand_in(std::size_t index) {
  return "spelt otherwise, number " + std::to_string(index) + '!';
}

std::string apply_raw_json(Json body, const Json& encodings) {
  std::vector<std::string> texts;
  for (const auto& [pointer, text] : encodings.items()) {
    body[Pointer(pointer)] = stand_in(texts.size());
    texts.push_back(text_of(text));
  }
  std::string all = body.dump();
  for (std::size_t index = 0; index < texts.size(); ++index) {
    const std::string quoted = Json(stand_in(index)).dump();
    all.replace(all.find(quoted), quoted.size(), texts[index]);
  }
  return all;
}

struct Change {
  const char* member;
  void (*apply)(Json& body, const Json& what);
};
constexpr Change kChanges[] = {{"repeat", repeat}, {"set", set}, {"remove", remove}};

void change(Json& body, const Json& response) {
  for (const Change& each : kChanges) {
    if (!response.contains(each.member)) continue;
    try {
      each.apply(body, response[each.member]);
    } catch (const std::exception& error) {
      throw std::invalid_argument(std::string(each.member) + ": " + error.what());
    }
  }
}

bool has_json_body(const Json& response) {
  return !response.contains("text") && (response.contains("example") || response.contains("json"));
}

ScriptedResponse read_response(const Json& response) {
  ScriptedResponse scripted;
  scripted.status = response.value("status", 200);
  scripted.body = body_of(response);
  if (!response.contains("headers") && has_json_body(response)) {
    scripted.headers.emplace_back("Content-Type", "application/json");
  }
  for (const Json& header : response.value("headers", Json::array())) {
    // A port may be all of a value.
    scripted.headers.emplace_back(text_of(header[0]), text_of(header[1]));
  }
  scripted.gzip = response.value("gzip", false);
  scripted.chunked = response.value("chunked", false);
  scripted.close = response.value("close", false);
  scripted.delivery = response.value("delivery", std::vector<std::string>());
  return scripted;
}

}  // namespace

std::string body_of(const Json& response) {
  if (response.contains("text")) return text_of(response["text"]);
  if (!has_json_body(response)) return {};
  Json body = start_of(response);
  change(body, response);
  return apply_raw_json(std::move(body), response.value("raw_json", Json::object()));
}

std::vector<ScriptedResponse> read_script(const Json& script) {
  std::vector<ScriptedResponse> responses;
  for (const Json& response : script) {
    try {
      responses.push_back(read_response(response));
    } catch (const std::exception& error) {
      throw std::invalid_argument("response " + std::to_string(responses.size()) +
                                  " of the script: " + error.what());
    }
  }
  return responses;
}

}  // namespace mockmeter::conformance
