#include "conformance/check/play_probe.h"

#include <algorithm>
#include <chrono>

#include "conformance/check/laws.h"
#include "conformance/check/step.h"
#include "conformance/judge/opinion.h"
#include "conformance/judge/shown.h"
#include "conformance/model/contains.h"
#include "conformance/report/wire.h"
#include "conformance/run/verdict.h"

namespace mockmeter::conformance {
namespace {

/// Why a probe does not apply to this server; empty when it does.
std::string unsuited(const Case& probe, const Session& session) {
  const Moment& now = session.facts().now;
  const auto at = [&probe](const char* word) {
    return parse_rfc3339(probe.given.value(word, std::string()));
  };
  if (const auto from = at("from"); from && now < *from) {
    return "it applies from " + to_string(*from) + " on, and there it is " + to_string(now);
  }
  if (const auto before = at("before"); before && now >= *before) {
    return "it applied until " + to_string(*before) + ", and there it is " + to_string(now);
  }
  const bool writes = !std::all_of(probe.when.begin(), probe.when.end(), is_harmless);
  if (writes && !session.options().writes) {
    return "it sends what may change something: --writes allows that";
  }
  return {};
}

/// One probe on its way.
class Play {
 public:
  Play(const Case& probe, Session& session, CaseResult& result)
      : probe_(probe), session_(session), result_(result) {
    scene_.now = session.facts().now;
  }

  void run() {
    for (const auto& [name, step] : probe_.when.items()) {
      if (!take(name, step)) return;
    }
    const Json laws = fill_asked(probe_.then, probe_.provider(), scene_, session_);
    for (const Json& law : laws) result_.checks.push_back(judge_law(law, scene_));
  }

 private:
  /// False when nothing more can be judged.
  bool take(const std::string& name, const Json& written) {
    const Json step = fill_asked(written, probe_.provider(), scene_, session_);
    const StepRequest made = request_of(step, session_);
    const auto wanted = statuses_in(step.value("status", Json(200)));
    const Reply reply = session_.ask(made.request, contains(wanted, 429));
    result_.curl.push_back(made.curl);
    if (reply.trouble != TransportError::kNone) {
      result_.wire.push_back(made.request.method + ' ' + made.request.target + " -> " +
                             reply.words);
      return add(name + ".answer", opinion(false, "an answer", reply.words));
    }
    result_.wire.push_back(wire_lines({reply.exchange}).front());
    return judge(name, step, wanted, reply.exchange);
  }

  bool judge(const std::string& name, const Json& step, const std::vector<int>& wanted,
             const Exchange& exchange) {
    const Json other = step.value("or", Json::object());
    if (!other.empty() && contains(statuses_in(other["status"]), exchange.status)) {
      add(name + ".status", opinion(true, alternatives(wanted), std::to_string(exchange.status)));
      return false;  // the sources disagree, and this is the other reading
    }
    const bool fits = contains(wanted, exchange.status);
    if (!add(name + ".status",
             opinion(fits, alternatives(wanted),
                     std::to_string(exchange.status) + " " +
                         (fits ? "" : shown(std::string_view(exchange.answer_body)))))) {
      return false;
    }
    Json body = Json::parse(exchange.answer_body, nullptr, false);
    const bool needs_json = exchange.method != "HEAD" && !step.value("any_body", false);
    if (needs_json && body.is_discarded()) {
      return add(name + ".body",
                 opinion(false, "JSON", shown(std::string_view(exchange.answer_body))));
    }
    scene_.answers.push_back(
        {name, exchange, std::move(body), date_of_answer(exchange).value_or(scene_.now)});
    return true;
  }

  bool add(std::string name, Check check) {
    result_.checks.push_back(named(std::move(name), std::move(check)));
    return result_.checks.back().passed;
  }

  const Case& probe_;
  Session& session_;
  CaseResult& result_;
  Scene scene_;
};

/// As a case is judged, by the checks alone.
void judge_checks(CaseResult& result) {
  Judgement judgement;
  judgement.checks = std::move(result.checks);
  decide(std::move(judgement), {}, result);
}

void run_steps(const Case& probe, Session& session, CaseResult& result) try {
  Play(probe, session, result).run();
  judge_checks(result);
} catch (const MissingRole& missing) {
  result.verdict = Verdict::kNotRun;
  result.reason = missing.what();
} catch (const MissingValue& missing) {
  result.checks.push_back(named(missing.what(), opinion(false, "a value", "nothing is there")));
  judge_checks(result);
} catch (const std::exception& error) {
  result.verdict = Verdict::kHarnessError;
  result.reason = error.what();
}

}  // namespace

CaseResult play_probe(const Case& probe, Session& session) {
  CaseResult result;
  result.subject = &probe;
  if (std::string why = unsuited(probe, session); !why.empty()) {
    result.verdict = Verdict::kUnsupported;
    result.reason = std::move(why);
    return result;
  }
  const auto start = std::chrono::steady_clock::now();
  run_steps(probe, session, result);
  result.took = std::chrono::steady_clock::now() - start;
  return result;
}

}  // namespace mockmeter::conformance
