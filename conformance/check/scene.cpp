#include "conformance/check/scene.h"

#include <algorithm>
#include <stdexcept>

namespace mockmeter::conformance {

const Answered& Scene::answer(std::string_view name) const {
  if (name.empty()) return answers.back();
  const auto found = std::find_if(answers.begin(), answers.end(),
                                  [name](const Answered& each) { return each.name == name; });
  if (found == answers.end()) throw std::invalid_argument("no step " + std::string(name));
  return *found;
}

Selected select(const Json& law, const char* word, const Scene& scene) {
  const auto member = law.find(word);
  if (member == law.end()) throw std::invalid_argument(std::string("a law without ") + word);
  const Json& place = *member;
  const bool is_elsewhere = place.is_object();
  const std::string name =
      is_elsewhere ? place.value("answer", std::string()) : law.value("answer", std::string());
  const std::string pattern = is_elsewhere ? place["at"] : place;
  const Answered& answer = scene.answer(name);
  return {&answer, pattern,
          answer.body.is_discarded() ? std::vector<At>() : places(answer.body, pattern)};
}

}  // namespace mockmeter::conformance
