#include "cli/terminal/run_report.h"

#include "cli/commands/command.h"
#include "cli/options/fail_on.h"
#include "conformance/model/display.h"
#include "conformance/report/formats/junit.h"
#include "server/control/findings/findings.h"
#include "server/control/version.h"

namespace mockmeter::cli {
namespace {

namespace junit = conformance::junit;

Json command_document(const ExitStatus& ended) {
  Json document = {{"exit", ended.exit_code()}, {"signal", nullptr}};
  if (ended.signal != 0) document["signal"] = signal_name(ended.signal);
  return document;
}

/// One entry per operation; they are together, because counts are sorted.
Json operations_document(const std::vector<RequestCount>& counts) {
  Json operations = Json::array();
  for (const RequestCount& count : counts) {
    const Json id = count.operation.empty() ? Json() : Json(count.operation);
    if (operations.empty() || operations.back()["operation"] != id) {
      operations.push_back({{"operation", id}, {"requests", 0}, {"statuses", Json::object()}});
    }
    Json& operation = operations.back();
    operation["requests"] = operation["requests"].get<std::uint64_t>() + count.count;
    operation["statuses"][std::to_string(count.status)] = count.count;
  }
  return operations;
}

Json finding_document(const Finding& finding, bool fails) {
  return {{"name", finding.name},
          {"message", finding.message},
          {"request", finding.request},
          {"number", finding.number},
          {"operation", finding.operation.empty() ? Json() : Json(finding.operation)},
          {"count", finding.count},
          {"fails", fails}};
}

/// A finding for the pages of a CI system.
std::string described(const Finding& finding) {
  return finding.message + "\n  " + finding.request + "\n  request " +
         std::to_string(finding.number) + ", " + conformance::pluralize(finding.count, "time") +
         '\n';
}

junit::TestCase case_of(const FindingRule& kind, const RunResult& result) {
  junit::TestCase test{"mockmeter.findings", std::string(kind.name)};
  std::string found;
  std::size_t findings = 0;
  for (const Finding& finding : result.findings) {
    if (finding.name != kind.name) continue;
    found += described(finding);
    if (++findings == 1) test.message = finding.message;
  }
  if (findings == 0) return test;
  if (result.fail_on.contains(test.name)) {
    test.element = junit::kFailure;
    test.details = found + std::string(kind.why) + '\n';
  } else {
    test.output = found;
  }
  return test;
}

}  // namespace

int merged_exit(const ExitStatus& ended, bool is_failed) {
  if (ended.exit_code() != 0) return ended.exit_code();
  return is_failed ? kExitFindings : kExitOk;
}

std::uint64_t not_examined(const RequestTotals& requests) {
  return requests.total - requests.in_journal;
}

Json run_document(const RunResult& result) {
  Json document = {{"version", kVersion},
                   {"command", result.command.front()},
                   {"arguments", result.command.size() - 1},
                   {"child", command_document(result.ended)},
                   {"exit", result.exit},
                   {"url", result.url},
                   {"clock", result.clock},
                   {"requests", result.requests.total},
                   {"not_examined", not_examined(result.requests)},
                   {"operations", operations_document(result.requests.answered)},
                   {"fail_on", result.fail_on},
                   {"findings", Json::array()}};
  for (const Finding& finding : result.findings) {
    document["findings"].push_back(
        finding_document(finding, result.fail_on.contains(finding.name)));
  }
  return document;
}

std::string run_json(const RunResult& result) {
  return conformance::json_text(run_document(result), conformance::kJsonIndent) + '\n';
}

std::string run_junit(const RunResult& result) {
  junit::TestSuite suite{"mockmeter.findings",
                         {{"command", result.command.front()},
                          {"command.arguments", std::to_string(result.command.size() - 1)},
                          {"command.exit", std::to_string(result.ended.exit_code())},
                          {"clock", result.clock},
                          {"requests", std::to_string(result.requests.total)}},
                         {}};
  for (const FindingRule& kind : finding_rules()) suite.cases.push_back(case_of(kind, result));
  return junit::document("mockmeter run", {suite});
}

}  // namespace mockmeter::cli
