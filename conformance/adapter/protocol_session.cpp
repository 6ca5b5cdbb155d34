#include "conformance/adapter/protocol_session.h"

#include <algorithm>

#include "base/text/utf8.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMostOutput = 64 * 1024;

void append_cut(std::string& output, std::string_view bytes) {
  output += bytes.substr(0, kMostOutput - std::min(kMostOutput, output.size()));
}

std::string rounded_up_ms(std::chrono::nanoseconds time) {
  return std::to_string(std::chrono::ceil<std::chrono::milliseconds>(time).count()) + " ms";
}

/// Whether a reply to hello is an error with words in it; one without is a program that knows no
/// hello.
bool says_why(const Json& body) {
  const Json error = body.value("error", Json());
  return error.is_object() && error.contains("message");
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r") == text.npos; }

}  // namespace

void ProtocolSession::expect_reply(PendingCall& call, TimePoint now) {
  was_called_ = true;
  call.given = now;
  state_.redaction.add_credential(call.credential);
  pending_.push_back(&call);
}

void ProtocolSession::take_line(const Line& line, TimePoint now) {
  if (is_blank(line.text)) return;
  if (line.is_cut) return take_stray(line.text);
  Message message = read_message(line.text);
  const bool is_hello = message.kind == Message::Kind::kHello;
  if (message.kind == Message::Kind::kReply) {
    take_reply(std::move(message), line.text, now);
  } else if (awaits_hello() && (is_hello || message.kind == Message::Kind::kRefusal)) {
    if (says_why(message.body))
      state_.warnings.add(ProtocolWarning::kHelloError, state_.redaction(to_display(line.text)));
    if (is_hello) hello_ = std::move(message.body);
    hello_until_.reset();
    ++replies_;
  } else {
    take_stray(line.text);
  }
}

void ProtocolSession::take_reply(Message message, std::string_view text, TimePoint now) {
  const auto asked = std::ranges::find_if(
      pending_, [&](const PendingCall* call) { return call->id == message.id; });
  if (asked == pending_.end()) {
    const ProtocolWarning warning = !was_called_ ? ProtocolWarning::kUnsolicited
                                    : ended_ids_.contains(message.id) ? ProtocolWarning::kRepeated
                                                                      : ProtocolWarning::kUnknown;
    return state_.warnings.add(warning, state_.redaction(to_display(text)));
  }
  PendingCall& call = **asked;
  pending_.erase(asked);
  ++replies_;
  // It has gone on after its first line.
  if (ended_lines() > 1 && state_.mode == AdapterMode::kUnknown) {
    state_.mode = AdapterMode::kPersistent;
  }
  complete(call, to_outcome(std::move(message.body)), now);
}

void ProtocolSession::take_stray(std::string_view text) {
  const std::string words = state_.redaction(to_display(text));
  state_.warnings.add(ProtocolWarning::kNoise, words);
  for (PendingCall* call : pending_) {
    if (call->stray.empty()) call->stray = words;
  }
}

void ProtocolSession::take_stderr(std::string_view bytes) {
  if (!was_called_) append_cut(greeting_output_, bytes);
  for (PendingCall* call : pending_) append_cut(call->stderr_output, bytes);
}

bool ProtocolSession::expire(TimePoint now) {
  if (awaits_hello() && *hello_until_ <= now) {
    hello_until_.reset();
    missed_hello_ = true;
    state_.warnings.add(ProtocolWarning::kNoHello);
  }
  std::vector<PendingCall*> overdue;
  std::erase_if(pending_, [&](PendingCall* call) {
    if (call->deadline() <= now) overdue.push_back(call);
    return call->deadline() <= now;
  });
  for (PendingCall* call : overdue) {
    complete(*call, CallOutcome::Kind::kTimeout, "no reply within " + rounded_up_ms(call->limit),
             now);
  }
  return !overdue.empty();
}

std::vector<PendingCall*> ProtocolSession::conclude(const ProcessExit& exit, TimePoint now) {
  if (std::exchange(hello_until_, std::nullopt)) missed_hello_ = true;
  const bool went_of_itself = !exit.was_told && exit.ending.signal == 0;
  const bool is_one_shot =
      went_of_itself && ended_lines() == 1 && state_.mode != AdapterMode::kPersistent;
  if (is_one_shot) state_.mode = AdapterMode::kOneShot;
  const bool went_alone = !exit.was_told || state_.mode == AdapterMode::kOneShot;
  const bool owes_nothing = pending_.empty() || is_one_shot;
  if (exit.ending.exit_code() != 0 && went_alone && owes_nothing && !ended_ids_.empty()) {
    state_.warnings.add(ProtocolWarning::kOddExit, to_string(exit.ending));
  }
  const bool refused = went_of_itself && exit.ending.code == kExitNotFound && pending_.size() == 1;
  const std::string text = crash_text(exit);
  std::vector<PendingCall*> left = std::exchange(pending_, {});
  for (PendingCall* call : left) {
    if (is_one_shot) {
      call->stderr_output.clear();
      call->stray.clear();
    } else if (refused) {
      complete(*call, CallOutcome::Kind::kUnsupported, "exit code 127", now);
    } else {
      complete(*call, CallOutcome::Kind::kCrashed, text, now);
    }
  }
  if (!is_one_shot) left.clear();
  return left;
}

TimePoint ProtocolSession::due() const {
  TimePoint due = hello_until_.value_or(TimePoint::max());
  for (const PendingCall* call : pending_) due = std::min(due, call->deadline());
  return due;
}

void ProtocolSession::complete(PendingCall& call, CallOutcome outcome, TimePoint now) {
  outcome.took = now - call.given;
  call.stderr_output = to_utf8(call.stderr_output);
  call.outcome = std::move(outcome);
  ended_ids_.insert(call.id);
  if (call.ended != nullptr) call.ended->notify_one();
}

void ProtocolSession::complete(PendingCall& call, CallOutcome::Kind kind, std::string text,
                               TimePoint now) {
  CallOutcome outcome;
  outcome.kind = kind;
  outcome.text = std::move(text);
  if (!call.stray.empty()) outcome.text += "; a line on stdout was no message: " + call.stray;
  complete(call, std::move(outcome), now);
}

std::string ProtocolSession::crash_text(const ProcessExit& exit) const {
  std::string text = exit.detail.empty() ? "it ended with " + to_string(exit.ending) : exit.detail;
  text += " before it replied";
  if (pending_.size() > 1) {
    text += ", while " + std::to_string(pending_.size()) + " calls were under way";
  }
  return text;
}

}  // namespace mockmeter::conformance
