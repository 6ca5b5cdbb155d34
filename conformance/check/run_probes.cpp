#include "conformance/check/run_probes.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/tables.h"
#include "base/text/redaction.h"
#include "conformance/check/assertions.h"
#include "conformance/check/step.h"
#include "conformance/evaluation/assertions/assertion.h"
#include "conformance/evaluation/wire/redaction.h"
#include "conformance/evaluation/wire/secrets_in.h"
#include "conformance/model/display.h"
#include "conformance/model/provider.h"
#include "conformance/model/wire.h"
#include "conformance/run/verdict.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMinFoundSecret = 8;  // what is shorter stands in innocent texts, too
constexpr int kMaxTimeouts = 2;             // in a row; who waits for the third waits for all

/// Why a probe does not apply to this server; empty when it does.
std::string unsupported_by_server(const Case& probe, const Session& session) {
  const Timestamp& now = session.facts().now;
  const auto at = [&probe](const char* word) {
    return parse_rfc3339_timestamp(probe.given.value(word, std::string()));
  };
  if (const auto from = at("from"); from && now < *from) {
    return "it applies from " + to_string(*from) + " on, and there it is " + to_string(now);
  }
  if (const auto before = at("before"); before && now >= *before) {
    return "it applied until " + to_string(*before) + ", and there it is " + to_string(now);
  }
  const bool writes = !std::ranges::all_of(probe.when, is_safe);
  if (writes && !session.options().writes) {
    return "it sends what may change something: --allow-writes allows that";
  }
  if (probe.given.value("mock", false) && !session.facts().is_mock) {
    return "a live account would pay for what it sends: it is sent to a mockmeter alone";
  }
  return {};
}

/// One probe under way.
class ProbeRun {
 public:
  ProbeRun(const Case& probe, Session& session, CaseResult& result)
      : provider_(probe.provider()), session_(session), result_(result) {
    context_.now = session.facts().now;
    context_.stands_at = session.facts().stands_at;
  }

  /// Sends what one step sends. False when nothing more can be evaluated.
  bool take(const std::string& name, const Json& written) {
    const Json step = filled(written);
    const StepRequest made = request_of(step, session_);
    const auto wanted = statuses_in(step.value("status", Json(200)));
    const HttpResult reply = session_.ask(made.request, contains(wanted, 429));
    result_.curl.push_back(made.curl);
    if (reply.trouble != TransportError::kNone) {
      result_.wire.push_back(made.request.method + ' ' + made.request.target + " -> " +
                             reply.words);
      return add(name + ".response", make_assertion(false, "a response", reply.words));
    }
    result_.wire.push_back(wire_lines({reply.exchange}).front());
    return has_status(name, step, wanted, reply.exchange) && has_body(name, step, reply.exchange);
  }

  void evaluate(const Json& assertions) {
    for (const Json& assertion : filled(assertions)) {
      result_.checks.push_back(evaluate_assertion(assertion, context_));
    }
  }

 private:
  Json filled(const Json& part) const {
    return fill_placeholders(part, provider_, context_, session_);
  }

  bool has_status(const std::string& name, const Json& step, const std::vector<int>& wanted,
                  const Exchange& exchange) {
    const Json other = step.value("or", Json::object());
    // The sources disagree, and this is the other variant.
    const bool is_other = !other.empty() && contains(statuses_in(other["status"]), exchange.status);
    const bool fits = is_other || contains(wanted, exchange.status);
    std::string actual = std::to_string(exchange.status);
    if (!fits) actual += ' ' + to_display(std::string_view(exchange.response_body));
    return add(name + ".status", make_assertion(fits, alternatives(wanted), actual)) && !is_other;
  }

  bool has_body(const std::string& name, const Json& step, const Exchange& exchange) {
    Json body = Json::parse(exchange.response_body, nullptr, false);
    const bool needs_json = exchange.method != "HEAD" && !step.value("any_body", false);
    if (needs_json && body.is_discarded()) {
      return add(
          name + ".body",
          make_assertion(false, "JSON", to_display(std::string_view(exchange.response_body))));
    }
    context_.responses.push_back(
        {name, exchange, std::move(body), date_of_response(exchange, context_.now)});
    return true;
  }

  bool add(std::string name, Assertion check) {
    result_.checks.push_back(with_name(std::move(name), std::move(check)));
    return result_.checks.back().passed;
  }

  const std::string provider_;
  Session& session_;
  CaseResult& result_;
  ProbeContext context_;
};

void run_steps(const Case& probe, Session& session, CaseResult& result) try {
  ProbeRun run(probe, session, result);
  for (const auto& [name, step] : probe.when.items()) {
    if (!run.take(name, step)) return;
  }
  run.evaluate(probe.then);
} catch (const MissingValue& missing) {
  result.checks.push_back(
      with_name(missing.what(), make_assertion(false, "a value", "nothing is there")));
}

/// Sends what one probe sends and evaluates the responses. Secrets are still in the result.
CaseResult run_probe(const Case& probe, Session& session) {
  return examined(probe, [&](CaseResult& result) {
    try {
      run_steps(probe, session, result);
    } catch (const MissingInput& missing) {
      result.verdict = Verdict::kNotRun;
      result.reason = missing.what();
      return;
    }
    Evaluation evaluation;
    evaluation.checks = std::move(result.checks);
    decide(std::move(evaluation), {}, result);
  });
}

/// Whether a provider can be evaluated at all.
struct Gate {
  Verdict verdict = Verdict::kPass;  ///< of all its probes, when there is a reason
  std::string reason{};
};

std::string refused_text(const Session& session, const std::string& provider) {
  const TestInput& main = *find_input(provider, "main");
  return "the server refuses the credential in " + variables_of(main) + " with 401" +
         (session.facts().is_mock ? ": is it one of its world?" : "");
}

/// Sends the first request to a provider: is the credential good, is there a response at all?
/// Throws Unreachable.
Gate gate_to(Session& session, const std::string& provider) try {
  const Json first = {{"operation", provider_info_of(provider).first_operation}};
  const HttpResult reply = session.ask(request_of(first, session).request, false);
  const bool is_lost =
      reply.trouble != TransportError::kNone && reply.trouble != TransportError::kBroken;
  if (is_lost) throw Unreachable(transport_error_text(session.facts().address, reply));
  if (says_not_served(session.facts(), reply)) {
    return {Verdict::kUnsupported, "the server does not serve " + provider};
  }
  if (reply.exchange.status != 401) return {};
  return {Verdict::kNotRun, refused_text(session, provider)};
} catch (const MissingInput& missing) {
  return {Verdict::kNotRun, missing.what()};
}

/// Adds what the rules of the journal call a secret in all that was sent, where it was kept.
void add_secrets_of_sent(const Session& session, Redaction& redaction) {
  for (const auto& exchange : session.sent()) {
    find_secrets(*exchange, [&redaction](std::string_view secret) {
      if (secret.size() >= kMinFoundSecret) redaction.add(secret, hashed_label(secret));
    });
  }
}

/// Hides secrets in what was sent, by the rules of the journal: an input is shown by its variable,
/// any other secret as a short hash.
Redaction redaction_of_sent(const Session& session) {
  Redaction redaction = names_of_inputs(session);
  add_secrets_of_sent(session, redaction);
  return redaction;
}

/// Which of Session::sent() a probe has sent.
struct SentRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

void record_all(const Session& session, const std::map<const Case*, SentRange>& ranges,
                const RecordSent& record, std::vector<CaseResult>& results) {
  const Redaction redaction = redaction_of_sent(session);
  for (CaseResult& result : results) {
    const auto range = ranges.find(result.subject);
    if (range == ranges.end()) continue;
    const auto begin = session.sent().begin();
    record({begin + static_cast<std::ptrdiff_t>(range->second.first),
            begin + static_cast<std::ptrdiff_t>(range->second.last)},
           session.facts().address.origin, redaction, result);
  }
}

}  // namespace

Redaction names_of_inputs(const Session& session) {
  Redaction redaction;
  for (const ResolvedInput& input : session.inputs()) {
    const std::string field = authorization_of(input.user, input.value);
    const std::string variable = '$' + std::string(input.input->variable);
    redaction.add(input.value, variable);
    redaction.add(field.substr(field.find(' ') + 1), variable);
  }
  return redaction;
}

Redaction redaction_of(const Session& session) {
  Redaction redaction;
  for (const std::string& secret : session.secrets_seen()) redaction.add(secret);
  for (const ResolvedInput& input : session.inputs()) {
    const std::string field = authorization_of(input.user, input.value);
    redaction.add(input.value);
    redaction.add(field.substr(field.find(' ') + 1));
  }
  add_secrets_of_sent(session, redaction);
  return redaction;
}

std::vector<CaseResult> run_probes(const Selection& selection, Session& session,
                                   const ProbeRunOptions& options) {
  std::map<std::string, Gate> gates;
  std::map<const Case*, SentRange> sent;
  const auto run_one = [&](const Case& probe) {
    if (session.consecutive_timeouts() >= kMaxTimeouts) {
      return not_examined(probe, Verdict::kNotRun,
                          "the server was silent " + std::to_string(kMaxTimeouts) +
                              " times in a row; give it longer with --timeout");
    }
    const std::string provider = probe.provider();
    auto gate = gates.find(provider);
    if (gate == gates.end()) gate = gates.emplace(provider, gate_to(session, provider)).first;
    const auto& [verdict, reason] = gate->second;
    return reason.empty() ? run_probe(probe, session) : not_examined(probe, verdict, reason);
  };
  const Lane lane = [&](const Case& probe) {
    const std::size_t before = session.sent().size();
    CaseResult result = run_one(probe);
    sent.try_emplace(&probe, SentRange{before, before}).first->second.last = session.sent().size();
    return result;
  };
  std::vector<CaseResult> results = run_selection(
      selection, {&lane, 1},
      [&](const Case& probe) { return unsupported_by_server(probe, session); }, options);
  const Redaction redaction = redaction_of(session);
  for (CaseResult& result : results) redaction.apply(result);
  if (options.record_sent) record_all(session, sent, options.record_sent, results);
  return results;
}

}  // namespace mockmeter::conformance
