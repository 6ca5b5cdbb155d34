#include "conformance/setup/script.h"

#include <stdexcept>
#include <string>

#include "conformance/setup/body.h"

namespace mockmeter::conformance {
namespace {

ScriptedAnswer read_answer(const Json& answer) {
  ScriptedAnswer scripted;
  scripted.status = answer.value("status", 200);
  scripted.body = body_of(answer);
  if (!answer.contains("headers") && has_json_body(answer)) {
    scripted.headers.emplace_back("Content-Type", "application/json");
  }
  for (const Json& header : answer.value("headers", Json::array())) {
    // A port may be all of a value.
    scripted.headers.emplace_back(text_of(header[0]), text_of(header[1]));
  }
  scripted.gzip = answer.value("gzip", false);
  scripted.chunked = answer.value("chunked", false);
  scripted.close = answer.value("close", false);
  scripted.delivery = answer.value("delivery", std::vector<std::string>());
  return scripted;
}

}  // namespace

std::vector<ScriptedAnswer> read_script(const Json& script) {
  std::vector<ScriptedAnswer> answers;
  for (const Json& answer : script) {
    try {
      answers.push_back(read_answer(answer));
    } catch (const std::exception& error) {
      throw std::invalid_argument("answer " + std::to_string(answers.size()) +
                                  " of the script: " + error.what());
    }
  }
  return answers;
}

}  // namespace mockmeter::conformance
