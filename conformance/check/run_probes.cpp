#include "conformance/check/run_probes.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "conformance/check/play_probe.h"
#include "conformance/check/step.h"
#include "conformance/evaluation/wire/redaction.h"
#include "conformance/model/provider.h"
#include "conformance/run/verdict.h"

namespace mockmeter::conformance {
namespace {

constexpr int kMostSilent = 2;  // in a row; who waits for the third waits for all

/// What is asked first of each provider: is the credential good, does anybody answer?
Json gate_of(std::string_view provider) {
  return {{"operation", provider_info_of(provider).first_operation}};
}

std::string refused_text(const Session& session, const std::string& provider) {
  const TestInput& role = *find_role(provider, "main");
  return "the server refuses the credential in " + variables_of(role) + " with 401" +
         (session.facts().is_mock ? ": is it one of its world?" : "");
}

/// Whether a provider can be judged at all.
struct Gate {
  Verdict verdict = Verdict::kPass;  ///< of all its probes, when there is a reason
  std::string reason{};
};

/// Throws Unreachable.
Gate gate_to(Session& session, const std::string& provider) try {
  const Reply reply = session.ask(request_of(gate_of(provider), session).request, false);
  const bool is_lost = reply.trouble == TransportError::kSilent ||
                       reply.trouble == TransportError::kUnreachable ||
                       reply.trouble == TransportError::kUntrusted;
  if (is_lost) throw Unreachable(trouble_text(session.facts().address, reply));
  if (says_not_served(session.facts(), reply)) {
    return {Verdict::kUnsupported, "the server does not serve " + provider};
  }
  if (reply.exchange.status != 401) return {};
  return {Verdict::kNotRun, refused_text(session, provider)};
} catch (const MissingRole& missing) {
  return {Verdict::kNotRun, missing.what()};
}

CaseResult not_run(const Case& probe, std::string reason) {
  return not_judged(probe, Verdict::kNotRun, std::move(reason));
}

/// One after the other, until the server is silent or somebody is impatient.
class ProbeRun {
 public:
  explicit ProbeRun(Session& session) : session_(session) {}

  CaseResult next(const Case& probe) {
    if (session_.options().is_stopped()) return not_run(probe, "interrupted");
    if (session_.silent_in_a_row() >= kMostSilent) {
      return not_run(probe, "the server was silent " + std::to_string(kMostSilent) +
                                " times in a row; give it longer with --timeout");
    }
    const Gate& gate = gate_of_all(probe.provider());
    return gate.reason.empty() ? play_probe(probe, session_)
                               : not_judged(probe, gate.verdict, gate.reason);
  }

 private:
  const Gate& gate_of_all(const std::string& provider) {
    const auto known = gates_.find(provider);
    if (known != gates_.end()) return known->second;
    return gates_.emplace(provider, gate_to(session_, provider)).first->second;
  }

  Session& session_;
  std::map<std::string, Gate> gates_;
};

Redaction redaction_of(const Session& session) {
  Redaction redaction;
  for (const std::string& secret : session.secrets_seen()) redaction.add(secret);
  for (const Holder& holder : session.holders()) {
    const std::string field = authorization_of(holder.user, holder.value);
    redaction.add(holder.value);
    redaction.add(field.substr(field.find(' ') + 1));
  }
  return redaction;
}

std::vector<std::pair<const Case*, bool>> in_order(const Selection& selection) {
  std::vector<std::pair<const Case*, bool>> all;
  for (const Case* probe : selection.cases) all.emplace_back(probe, true);
  for (const Case* probe : selection.skipped) all.emplace_back(probe, false);
  std::sort(all.begin(), all.end(),
            [](const auto& one, const auto& other) { return one.first->id < other.first->id; });
  return all;
}

}  // namespace

std::vector<CaseResult> run_probes(const Selection& selection, Session& session,
                                   const OnProbe& on_result) {
  std::vector<CaseResult> results;
  ProbeRun run(session);
  const auto all = in_order(selection);
  for (const auto& [probe, is_asked_for] : all) {
    results.push_back(is_asked_for ? run.next(*probe) : not_run(*probe, "skipped"));
    on_result(results.back(), results.size(), all.size());
  }
  const Redaction redaction = redaction_of(session);
  for (CaseResult& result : results) redaction.apply(result);
  return results;
}

}  // namespace mockmeter::conformance
