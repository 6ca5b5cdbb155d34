#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "conformance/drift/series.h"
#include "conformance/drift/shape.h"
#include "mockmeter/catalogue.h"
#include "mockmeter/exchange.h"

namespace mockmeter::conformance::drift {

/// A request and its response, as far as they say something of the API. What it points to outlives
/// it.
struct Observation {
  std::string_view method;
  std::string_view target;  ///< "/gateway/v2/things?limit=2"
  const Exchange::Headers& headers;
  int status = 0;  ///< 0 = no whole response came
  const Exchange::Headers& response_headers;
  const std::string& body;
  bool is_whole = true;  ///< `body` is all of it
  /// Whoever recorded it may have left the credential out, as Chromium does in the HAR that it
  /// calls sanitized: a request that succeeded had one, when the operation needs one.
  bool may_lack_credential = false;
};

/// What the responses with one status to one kind of request have in common.
struct ResponseProfile {
  std::size_t responses = 0;
  Shape shape;                                ///< of the bodies that are JSON
  std::set<std::string> bodies;               ///< "JSON", "no body", "text that is no JSON"
  std::set<std::string> media_types;          ///< "application/json"
  std::map<std::string, std::size_t> fields;  ///< how many responses have a field that matters
  SeriesFacts series;
  std::size_t repeated_cursors = 0;  ///< responses whose next page is the one that was asked for
};

void merge(ResponseProfile& into, const ResponseProfile& from);

constexpr bool is_success(int status) { return status >= 200 && status < 300; }

/// The statuses that each credential got: an account of its own answers for itself. By label.
using StatusesByCredential = std::map<std::string, std::set<int>>;

/// By status. Those to one kind of request, or all of an operation.
using ResponseProfiles = std::map<int, ResponseProfile>;

/// What was seen of one operation.
struct OperationProfile {
  const OperationInfo* operation = nullptr;
  std::size_t responses = 0;
  std::map<std::string, ResponseProfiles> requests;  ///< by kind of request, see kind_of_request()
  std::map<std::string, StatusesByCredential> statuses;  ///< the same

  ResponseProfiles all() const;  ///< of every kind of request
};

/// What was seen of a server. Its size is bounded by the shapes of what it sends, not by how much.
class ServerProfile {
 public:
  /// What fits no operation, and a HEAD, tell nothing of it and are only counted.
  void add(const Observation& observation);
  /// Puts other labels in the place of those of the credentials, where there is one.
  void rename_credentials(const std::map<std::string, std::string>& labels);

  const std::map<std::string, OperationProfile>& operations() const { return operations_; }
  std::size_t unmatched() const { return unmatched_; }

 private:
  std::map<std::string, OperationProfile> operations_;
  std::size_t unmatched_ = 0;
};

/// The operation that a request asks for, whatever is in front of its path; null when none is.
const OperationInfo* find_operation(std::string_view method, std::string_view target);

/// What two requests for the same have in common: whether there is a credential, the names of the
/// parameters, and those values that are words of the API, as "period=1h". Times, ids and cursors
/// become "*". "?from=*&granularity=daily&to=*", "no credential, ?period=1h".
std::string kind_of_request(const Observation& observation, const OperationInfo& operation);

}  // namespace mockmeter::conformance::drift
