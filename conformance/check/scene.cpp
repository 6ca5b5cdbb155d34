#include "conformance/check/scene.h"

#include <stdexcept>

#include "server/core/find_by.h"

namespace mockmeter::conformance {

const Answered& Scene::answer(std::string_view name) const {
  if (name.empty()) return answers.back();
  if (const Answered* found = find_by(answers, &Answered::name, name)) return *found;
  throw std::invalid_argument("no step " + std::string(name));
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
          answer.body.is_discarded() ? std::vector<Placed<const Json>>()
                                     : places(answer.body, pattern)};
}

}  // namespace mockmeter::conformance
