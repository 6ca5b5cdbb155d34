#include "conformance/report/suite_digest.h"

#include "base/files/sha256.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kDigits = 16;

/// All that decides how a client is judged, or what its report says of the case.
Json contents_of(const Case& subject) {
  Json requirements = Json::array();
  for (const Requirement* each : subject.requirements) {
    requirements.push_back({each->id, to_string(each->level), each->text, each->url});
  }
  return {subject.id,       subject.title,      subject.rationale, subject.topic, requirements,
          subject.features, subject.operations, subject.given,     subject.when,  subject.then};
}

}  // namespace

std::string suite_digest(const Suite& suite) {
  std::string contents;
  for (const Case& subject : suite.cases) contents += contents_of(subject).dump() + '\n';
  return hexadecimal(sha256(contents)).substr(0, kDigits);
}

}  // namespace mockmeter::conformance
