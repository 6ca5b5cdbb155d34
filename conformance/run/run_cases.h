#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "conformance/evaluation/wire/redaction.h"
#include "conformance/model/case.h"
#include "conformance/model/verdict.h"
#include "conformance/run/client.h"
#include "conformance/run/run.h"
#include "conformance/setup/test_authority.h"

namespace mockmeter::conformance {

/// Adds to a result what reports show of the traffic. Adds nothing by default, for it takes most of
/// the memory of a result.
using RecordTraffic =
    std::function<void(const CaseTrace& trace, const Redaction& redaction, CaseResult& result)>;

struct CaseOptions {
  std::uint64_t seed = 0;
  double timeout_scale = 1;  ///< of the grace period; the client scales its own limits
  std::shared_ptr<const TestAuthority>
      trust{};            ///< that the client was told of; null = one for each case
  bool over_tls = false;  ///< cases that name no certificate are served over https, too
  RecordTraffic record_traffic = [](const CaseTrace&, const Redaction&, CaseResult&) {};
};

/// Sets a case up, makes its calls, waits for late traffic and evaluates. Never throws: what goes
/// wrong on our side is a harness error. Nothing in the result is secret.
CaseResult run_case(const Case& subject, const Client& client, const CaseOptions& options);

struct ClientRunOptions : RunOptions {
  CaseOptions case_options;
  int jobs = 1;  ///< cases at the same time; clients that take fewer calls get fewer
};

/// Runs the selected cases, see run_selection(). `clients` are processes of one client, at least
/// one: all calls of a case go to the same.
std::vector<CaseResult> run_cases(const Selection& selection, std::span<const Client> clients,
                                  const ClientRunOptions& options);

}  // namespace mockmeter::conformance
