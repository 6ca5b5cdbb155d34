#include "conformance/run/smoke.h"

#include <algorithm>

#include "conformance/report/failure_text.h"
#include "conformance/run/happy_calls.h"
#include "conformance/stage/salt.h"

namespace mockmeter::conformance {
namespace {

constexpr const char* kHow =
    "An adapter reads one JSON object per line from stdin and writes one per line to stdout:\n"
    "  <- {\"mockmeter\":1,\"type\":\"hello\",\"operations\":[...]}\n"
    "  -> {\"type\":\"hello\",\"client\":{\"name\":...,\"version\":...,\"language\":...},"
    "\"operations\":[...],\"features\":[...]}\n"
    "  <- {\"type\":\"call\",\"id\":\"k7\",\"operation\":...,\"base_url\":...,\"credential\":{...},"
    "\"arguments\":{...},\"options\":{...}}\n"
    "  -> {\"id\":\"k7\",\"result\":...}, or \"error\":{...}, or \"unsupported\":\"reason\"\n"
    "It may answer one line and exit, or loop until its input ends. Logs belong on stderr.\n";

std::vector<const HappyCall*> candidates(const Hello& client) {
  std::vector<const HappyCall*> found;
  for (const HappyCall& call : happy_calls()) {
    const std::string operation(call.operation);
    const auto& claimed = client.operations;
    if (claimed.empty() || std::find(claimed.begin(), claimed.end(), operation) != claimed.end()) {
      found.push_back(&call);
    }
  }
  return found;
}

SmokeFailure claims_nothing(const Hello& client) {
  std::string claimed;
  for (const std::string& operation : client.operations) claimed += ' ' + operation;
  return {"it claims no operation that can be tried first", "hello",
          "operations:" + claimed,
          "claim the operations of `mockmeter list operations` by their ids"};
}

std::string checks_text(const CaseResult& result) {
  for (const Check& check : result.checks) {
    if (check.passed) continue;
    return check.name + ": expected " + check.expected + ", got " + check.actual;
  }
  return {};
}

std::string seen(const CaseResult& result) {
  std::string text = result.reason;
  if (const std::string checks = checks_text(result); !checks.empty()) {
    text += (text.empty() ? "" : "; ") + checks;
  }
  return text + (result.wire.empty() ? "; no request came" : "; it sent " + result.wire.front());
}

SmokeFailure unhappy(const HappyCall& call, const CaseResult& result) {
  const std::string number(call.number);
  const bool is_asking = !result.wire.empty();
  return {is_asking ? "the first, simplest call did not report what was served"
                    : "the first, simplest call never asked the mock",
          "call " + std::string(call.operation), seen(result),
          is_asking ? "answer with the decoded body, with " + number + " as it was served"
                    : "let your client take its base URL from the call's base_url, and answer with "
                      "what it returned"};
}

/// Tries one after the other until one is supported.
std::optional<SmokeFailure> try_happy(const Client& client, const PlayOptions& options,
                                      const HappyCall*& worked) {
  SmokeFailure failure = claims_nothing(client.hello);
  for (const HappyCall* call : candidates(client.hello)) {
    const Case subject = happy_case(*call);
    const CaseResult result = play(subject, client, options);
    worked = call;
    if (result.verdict == Verdict::kPass) return std::nullopt;
    failure = unhappy(*call, result);
    if (result.verdict != Verdict::kUnsupported) return failure;
  }
  return failure;
}

std::optional<SmokeFailure> try_canary(const Client& client, const PlayOptions& options,
                                       const HappyCall& happy) {
  const std::string word = make_salt(options.seed, "canary").token.substr(0, 8);
  const Case subject = canary_case(happy.operation, word);
  const CaseResult result = play(subject, client, options);
  if (result.verdict == Verdict::kUnsupported) return std::nullopt;
  return SmokeFailure{"it does not refuse an operation that does not exist",
                      "call " + subject.operations.front(),
                      result.reason.empty() ? "a result or an error" : result.reason,
                      "answer {\"id\":...,\"unsupported\":\"no such operation\"} to what your "
                      "adapter does not know, or exit with 127"};
}

}  // namespace

std::optional<SmokeFailure> smoke(const Client& client, const std::function<bool()>& ends_at_eof,
                                  const PlayOptions& options) {
  const HappyCall* worked = nullptr;
  if (auto failure = try_happy(client, options, worked)) return failure;
  if (auto failure = try_canary(client, options, *worked)) return failure;
  if (ends_at_eof()) return std::nullopt;
  return SmokeFailure{"it does not end when its input does", "the end of stdin",
                      "it still ran two seconds later",
                      "leave the loop at the end of stdin, and close what keeps the program alive"};
}

std::string smoke_page(const SmokeFailure& failure, const std::string& command,
                       const std::vector<std::string>& warnings) {
  std::string page = "This client cannot be judged: " + failure.what + ".\n\n  command   " +
                     command + "\n  asked     " + failure.asked + "\n  came      " +
                     printable(failure.came) + "\n  to do     " + failure.remedy + "\n";
  for (const std::string& warning : warnings) page += "  odd       " + printable(warning) + '\n';
  return page + '\n' + kHow + "\nNo case was run.\n";
}

}  // namespace mockmeter::conformance
