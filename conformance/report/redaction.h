#pragma once

#include <string>
#include <utility>
#include <vector>

#include "conformance/judge/judge.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// What no report may show, and what it shows in its place.
class Redaction {
 public:
  /// The credentials of the calls and of the requests that came, however they are written there,
  /// and what the case asks the client to keep to itself.
  explicit Redaction(const Evidence& evidence);

  std::string operator()(std::string text) const;
  /// In every text of a result.
  void apply(CaseResult& result) const;

 private:
  void add(const std::string& secret, const std::string& shown);
  void add_credential(const Json& credential, const std::string& shown);
  void add_sent(const Exchange& exchange);

  std::vector<std::pair<std::string, std::string>> pairs_;  // the longest secret first
};

}  // namespace mockmeter::conformance
