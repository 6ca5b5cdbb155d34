#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "conformance/model/trace.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// What no report may show, in every spelling; a label, "$SECRET" as a rule, stands in its place.
/// Where a text was cut
/// ("..."), the beginning of a secret goes as well. Whatever a run shows of a client goes through
/// here, and nothing else hides secrets.
class Redaction {
 public:
  Redaction() = default;
  /// The credentials of the calls and of the requests that came, and what the case asks the client
  /// to keep to itself.
  explicit Redaction(const CaseTrace& trace);

  /// One more secret, and what stands in its place. What is too short to tell from innocent text is
  /// not one. The first label of a secret stays.
  void add(std::string_view secret, std::string_view label = "$SECRET");
  /// The secrets of a call's credential, see there; null has none.
  void add_credential(const Json& credential);

  std::string operator()(std::string text) const;
  /// Of a long text its first `most` bytes, whole characters of UTF-8.
  std::string beginning(std::string_view text, std::size_t most) const;
  /// The value of a field of a request or a response. That of a field which bears a credential is
  /// hidden whatever it is, but for its scheme.
  std::string field(std::string_view name, const std::string& value) const;
  /// In every text of a result.
  void apply(CaseResult& result) const;

 private:
  struct LongestFirst {
    bool operator()(const std::string& one, const std::string& other) const {
      return one.size() != other.size() ? one.size() > other.size() : one < other;
    }
  };

  void add_sent(const Exchange& exchange);
  std::string without_whole(std::string text) const;
  void hide_beginning(std::string& text, std::size_t end) const;

  /// Labels by spelling; the longest first, so that none leaves a part of another.
  std::map<std::string, std::string, LongestFirst> spellings_;
};

}  // namespace mockmeter::conformance
