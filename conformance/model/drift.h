#pragma once

#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/tables.h"

namespace mockmeter::conformance {

/// What a difference does to clients.
enum class DriftSeverity {
  kBreaking,  ///< a client that read the API before may fail now
  kChange,    ///< a robust client goes on
  kNotice,    ///< worth to know; it may be an account's data, or is older than the recording
};

struct DriftSeverityInfo {
  std::string_view name;
  std::string_view icon;  ///< as VerdictInfo has them
  std::string_view tone;
};
inline constexpr std::array<DriftSeverityInfo, 3> kDriftSeverities{{
    {"breaking", "\u2717", "bad"},
    {"change", "!", "warn"},
    {"notice", "i", "info"},
}};
constexpr const DriftSeverityInfo& info_of(DriftSeverity severity) {
  return kDriftSeverities.at(static_cast<std::size_t>(severity));
}

/// What differs.
enum class DriftKind {
  kMissingMember,
  kOptionalMember,
  kNewMember,
  kType,
  kTextForm,
  kIntegerRange,
  kNewValue,
  kBody,
  kContentType,
  kHeader,
  kStatus,
  kPaging,
  kSeries,
  kInvariant,
};

struct DriftKindInfo {
  std::string_view name;     ///< for --fail-on: "missing-member"
  std::string_view meaning;  ///< for people
};
inline constexpr std::array<DriftKindInfo, 14> kDriftKinds{{
    {"missing-member", "a member of an object is not there any more"},
    {"optional-member", "a member that was always there is missing at times"},
    {"new-member", "an object has a member that it did not have"},
    {"type", "a value has another JSON type, or may be null"},
    {"text-form", "a time or a number in a string is written in another form"},
    {"integer-range", "an integer is beyond 2^53, where a double is not exact"},
    {"new-value", "a member with a fixed list of values has another one"},
    {"body", "a body is no JSON any more, or does not come whole"},
    {"content-type", "a body has another media type"},
    {"header", "a field about limits, paging, deprecation or credentials came or went"},
    {"status", "the same kind of request gets another status"},
    {"paging", "the way to the next page is another one"},
    {"series", "buckets are unsorted, there twice, or missing in between"},
    {"invariant", "a probe that the server passed is failed now"},
}};
constexpr const DriftKindInfo& info_of(DriftKind kind) {
  return kDriftKinds.at(static_cast<std::size_t>(kind));
}

/// One way in which a server differs from what was recorded, or from what is documented. Texts tell
/// names, types and forms, and of values only those of fixed lists.
struct Difference {
  DriftSeverity severity = DriftSeverity::kBreaking;
  DriftKind kind = DriftKind::kType;
  std::string operation;     ///< "acme.get_stats"
  std::string where;         ///< "200 /periods/*/plan"; of a status the kind of request
  std::string recorded;      ///< "integer"; empty when the recording does not show it
  std::string documented{};  ///< the same; empty when no document describes it
  std::string now;           ///< "integer or null"
  std::string request{};     ///< which kind of request shows it, when it is not all of them
};

/// An operation of which both sides have responses.
struct ComparedOperation {
  std::string id;
  std::size_t recorded = 0;  ///< responses
  std::size_t now = 0;
};

/// How a server differs from an earlier recording and from the documents.
struct Drift {
  std::vector<std::string> recordings;  ///< their files
  std::set<std::string> fail_on;        ///< severities, kinds, "verdicts"
  std::vector<Difference> differences;  ///< the most severe first
  std::vector<ComparedOperation> compared;
  std::vector<std::string> not_recorded;  ///< operations that were asked for, and are not recorded
  std::vector<std::string> not_asked;     ///< operations that are recorded alone
};

/// The name in --fail-on by which the verdicts of the probes decide, too.
inline constexpr std::string_view kFailOnVerdicts = "verdicts";

inline bool fails_run(const Difference& difference, const Drift& drift) {
  return drift.fail_on.contains(std::string(info_of(difference.severity).name)) ||
         drift.fail_on.contains(std::string(info_of(difference.kind).name));
}

}  // namespace mockmeter::conformance
