#include "conformance/evaluation/assertions/faults.h"

#include <utility>

#include "conformance/evaluation/assertions/opinion.h"

namespace mockmeter::conformance {

std::string fault_words(const std::vector<DocumentFault>& faults) {
  if (faults.empty()) return {};
  const DocumentFault& first = faults.front();
  std::string words = first.pointer.empty() ? "" : "at " + first.pointer + ": ";
  words += "expected " + first.expected + ", found " + first.found;
  if (faults.size() > 1) words += ", and " + std::to_string(faults.size() - 1) + " more";
  return words;
}

Check opinion_of_faults(const std::vector<DocumentFault>& faults, std::string expected,
                        std::string actual) {
  return opinion(faults.empty(), std::move(expected), std::move(actual), fault_words(faults));
}

}  // namespace mockmeter::conformance
