#include "conformance/run/smoke.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/tables.h"
#include "base/text/ascii.h"
#include "base/text/split.h"
#include "conformance/evaluation/wire/redaction.h"
#include "conformance/model/display.h"
#include "conformance/run/sample_calls.h"
#include "conformance/setup/placeholder_values.h"
#include "conformance/suite/selection.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kFirstLines = 5;
constexpr std::size_t kLastLines = 2;

constexpr const char* kHow =
    "An adapter reads one JSON object per line from stdin and writes one per line to stdout:\n"
    "  <- {\"mockmeter\":1,\"type\":\"hello\",\"operations\":[...]}\n"
    "  -> {\"type\":\"hello\",\"client\":{\"name\":...,\"version\":...,\"language\":...},"
    "\"operations\":[...],\"features\":[...]}\n"
    "  <- {\"type\":\"call\",\"id\":\"k7\",\"operation\":...,\"base_url\":...,\"credential\":{...},"
    "\"arguments\":{...},\"options\":{...}}\n"
    "  -> {\"id\":\"k7\",\"result\":...}, or \"error\":{...}, or \"unsupported\":\"reason\"\n"
    "It may reply with one line and exit, or loop until its input ends. Logs belong on stderr.\n";

SmokeFailure claims_nothing(const ClientInfo& client) {
  std::string declared;
  for (const std::string& operation : client.operations) declared += ' ' + operation;
  return {"it declares no operation that can be tried first", "hello", "operations:" + declared,
          "declare the operations of `mockmeter list operations` by their ids"};
}

/// What a CaseResult does not tell.
struct LastCall {
  CallOutcome::Kind kind{};
  std::string error;  ///< that the client reported, as JSON; empty for none
  std::string stderr_output;
};

std::string seen(const CaseResult& result, const LastCall& last) {
  std::string text = result.reason;
  const auto add = [&text](const std::string& part) {
    if (!part.empty()) text += (text.empty() ? "" : "; ") + part;
  };
  if (!result.wire.empty()) add(first_missed(result.checks));
  add(result.wire.empty() ? "no request came" : "it sent " + result.wire.front());
  if (result.wire.empty() && !last.error.empty()) add("the client's error: " + last.error);
  return text;
}

/// What to say of a first call that ended like this; the rest depends on what was asked and served.
struct Diagnosis {
  CallOutcome::Kind kind;
  const char* what;
  const char* remedy;
};
constexpr std::array<Diagnosis, 3> kDiagnoses{{
    {CallOutcome::Kind::kTimeout, "the first, simplest call had no reply",
     "write one line of JSON that bears the call's id, end it with a line feed, and flush it; read "
     "line by line, not up to the end of the input"},
    {CallOutcome::Kind::kCrashed, "the adapter ended before it replied to the first, simplest call",
     "see what it says on stderr, and catch what the client throws: that is a reply, too, "
     "\"error\":{...}"},
    {CallOutcome::Kind::kUnsupported, "it supports no operation that can be tried first",
     "support at least one operation of `mockmeter list operations`; \"unsupported\" and exit code "
     "127 refuse one"},
}};

/// Why a first call did not end as it should.
SmokeFailure diagnose(const OperationInfo& call, const CaseResult& result, const LastCall& last) {
  const std::string number(call.sample.number);
  const bool is_asking = !result.wire.empty();
  const std::string asked = "call " + std::string(call.id);
  if (const Diagnosis* diagnosis = find_by(kDiagnoses, &Diagnosis::kind, last.kind)) {
    return {diagnosis->what, asked, seen(result, last), diagnosis->remedy};
  }
  return {is_asking ? "the first, simplest call did not report what was served"
                    : "the first, simplest call never asked the mock",
          asked, seen(result, last),
          is_asking ? "reply with the decoded body, with " + number + " as it was served"
                    : "let your client take its base URL from the call's base_url, and reply with "
                      "what it returned"};
}

/// The same client; `last` tells how its latest call ended.
Client watch(const Client& client, LastCall& last) {
  return {client.hello,
          [&](const Call& call, std::chrono::milliseconds limit, std::string* stderr_output) {
            CallOutcome outcome = client.call(call, limit, stderr_output);
            Redaction redaction;
            redaction.add_credential(call.credential);
            const bool is_error = outcome.kind == CallOutcome::Kind::kError;
            last = {outcome.kind, is_error ? redaction(to_display(outcome.value)) : "",
                    redaction(*stderr_output)};
            return outcome;
          }};
}

/// Blames no client for what is our own fault.
CaseResult run_case_or_throw(const Case& subject, const Client& client,
                             const CaseOptions& options) {
  CaseResult result = run_case(subject, client, options);
  if (result.verdict == Verdict::kHarnessError) throw InternalError(result.reason);
  return result;
}

/// Tries one after the other until one is supported.
std::optional<SmokeFailure> try_sample(const Client& client, const CaseOptions& options,
                                       const OperationInfo*& worked) {
  SmokeFailure failure = claims_nothing(client.hello);
  LastCall last;
  const Client watched = watch(client, last);
  for (const OperationInfo* call : sampled_operations()) {
    if (!declares(client.hello, call->id)) continue;
    const Case subject = sample_case(*call);
    const CaseResult result = run_case_or_throw(subject, watched, options);
    worked = call;
    if (result.verdict == Verdict::kPass) return std::nullopt;
    failure = diagnose(*call, result, last);
    failure.stderr_output = last.stderr_output;
    if (result.verdict != Verdict::kUnsupported) return failure;
  }
  return failure;
}

std::optional<SmokeFailure> try_unknown_operation(const Client& client, const CaseOptions& options,
                                                  const OperationInfo& happy) {
  const std::string word =
      text_in(random_values(options.seed, "canary"), "random.token").substr(0, 8);
  const Case subject = unknown_operation_case(happy.id, word);
  const CaseResult result = run_case_or_throw(subject, client, options);
  if (result.verdict == Verdict::kUnsupported) return std::nullopt;
  return SmokeFailure{"it does not refuse an operation that does not exist",
                      "call " + subject.operations.front(),
                      result.reason.empty() ? "a result or an error" : result.reason,
                      "reply {\"id\":...,\"unsupported\":\"no such operation\"} to what your "
                      "adapter does not know, or exit with 127"};
}

/// The first and the last lines of what came on stderr: why a program ended stands before the trace
/// of its stack in some languages, and behind it in others.
std::string noise_lines(const std::string& stderr_output) {
  std::vector<std::string_view> lines = split(stderr_output, '\n');
  std::erase_if(lines,
                [](std::string_view line) { return line.find_first_not_of(" \r") == line.npos; });
  const std::size_t left_out =
      lines.size() > kFirstLines + kLastLines ? lines.size() - kFirstLines - kLastLines : 0;
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == kFirstLines && left_out > 0) {
      text += "  stderr    ... (" + pluralize(left_out, "line") + ")\n";
      i += left_out;
    }
    text += "  stderr    " + printable(std::string(lines[i])) + '\n';
  }
  return text;
}

}  // namespace

std::optional<SmokeFailure> smoke(const Client& client, const std::function<bool()>& exits_on_eof,
                                  const CaseOptions& options) {
  const OperationInfo* worked = nullptr;
  if (auto failure = try_sample(client, options, worked)) return failure;
  if (auto failure = try_unknown_operation(client, options, *worked)) return failure;
  if (exits_on_eof()) return std::nullopt;
  return SmokeFailure{"it does not end when its input does", "the end of stdin",
                      "it still ran two seconds later",
                      "leave the loop at the end of stdin, and close what keeps the program alive"};
}

std::string smoke_page(const SmokeFailure& failure, const std::string& command,
                       const std::vector<std::string>& warnings) {
  std::string page = "This client cannot be tested: " + failure.what + ".\n\n  command   " +
                     command + "\n  asked     " + failure.asked + "\n  came      " +
                     printable(failure.came) + "\n  to do     " + failure.remedy + "\n";
  page += noise_lines(failure.stderr_output);
  for (const std::string& warning : warnings) page += "  odd       " + printable(warning) + '\n';
  return page + '\n' + kHow + "\nNo case was run.\n";
}

}  // namespace mockmeter::conformance
