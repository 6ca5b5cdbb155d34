#include "conformance/adapter/conversation.h"

#include <algorithm>

#include "base/text/utf8.h"
#include "conformance/model/shown.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMostNoise = 64 * 1024;

void append_cut(std::string& noise, std::string_view bytes) {
  noise += bytes.substr(0, kMostNoise - std::min(kMostNoise, noise.size()));
}

std::string rounded_up_ms(std::chrono::nanoseconds time) {
  return std::to_string(std::chrono::ceil<std::chrono::milliseconds>(time).count()) + " ms";
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r") == text.npos; }

}  // namespace

void Conversation::expect_hello(TimePoint until) {
  ++asked_;
  hello_until_ = until;
}

void Conversation::expect_answer(Ticket& ticket, TimePoint now) {
  ++asked_;
  ++calls_;
  ++ticket.turns;
  ticket.given = now;
  shared_.redaction.add_credential(ticket.credential);
  pending_.push_back(&ticket);
}

void Conversation::take_line(const Line& line, TimePoint now) {
  if (is_blank(line.text)) return;
  if (line.is_cut) return take_stray(line.text);
  Message message = read_message(line.text);
  const bool is_awaited_hello = awaits_hello() && message.kind == Message::Kind::kHello;
  const bool is_refusal = awaits_hello() && message.kind == Message::Kind::kRefusal;
  if (message.kind == Message::Kind::kAnswer) {
    take_answer(std::move(message), line.text, now);
  } else if (is_awaited_hello || is_refusal) {
    if (is_awaited_hello) hello_ = std::move(message.body);
    hello_until_.reset();
    count_answer();
  } else {
    take_stray(line.text);
  }
}

void Conversation::take_answer(Message message, std::string_view text, TimePoint now) {
  const auto asked = std::find_if(pending_.begin(), pending_.end(),
                                  [&](const Ticket* ticket) { return ticket->id == message.id; });
  if (asked == pending_.end()) {
    const Oddity oddity = calls_ == 0                       ? Oddity::kEarly
                          : ended_ids_.contains(message.id) ? Oddity::kRepeated
                                                            : Oddity::kUnknown;
    shared_.oddities.add(oddity, shared_.redaction(shown(text)));
    return;
  }
  Ticket& ticket = **asked;
  pending_.erase(asked);
  count_answer();
  complete(ticket, to_outcome(std::move(message.body)), now);
}

void Conversation::take_stray(std::string_view text) {
  const std::string words = shared_.redaction(shown(text));
  shared_.oddities.add(Oddity::kNoise, words);
  for (Ticket* ticket : pending_) {
    if (ticket->stray.empty()) ticket->stray = words;
  }
}

void Conversation::take_noise(std::string_view stderr_bytes) {
  if (calls_ == 0) append_cut(greeting_noise_, stderr_bytes);
  for (Ticket* ticket : pending_) append_cut(ticket->noise, stderr_bytes);
}

bool Conversation::expire(TimePoint now) {
  if (awaits_hello() && *hello_until_ <= now) {
    hello_until_.reset();
    shared_.oddities.add(Oddity::kNoHello, "");
  }
  std::vector<Ticket*> overdue;
  std::erase_if(pending_, [&](Ticket* ticket) {
    if (ticket->deadline() > now) return false;
    overdue.push_back(ticket);
    return true;
  });
  for (Ticket* ticket : overdue) {
    complete(*ticket, Outcome::Kind::kSilent, "no answer within " + rounded_up_ms(ticket->limit),
             now);
  }
  return !overdue.empty();
}

void Conversation::give_back(std::size_t unread) {
  // Where it has read nothing at all, another process would do the same.
  while (!pending_.empty() && asked_ > 1 && unread >= pending_.back()->line.size()) {
    unread -= pending_.back()->line.size();
    returned_.insert(returned_.begin(), pending_.back());
    pending_.pop_back();
    --asked_;
    --calls_;
  }
}

void Conversation::conclude(const Departure& departure, TimePoint now) {
  const bool went_of_itself = !departure.was_told && departure.ending.signal == 0;
  const bool could_be_one_shot = went_of_itself && answered_ == 1 && shared_.life == Life::kUnknown;
  if (could_be_one_shot && pending_.empty()) shared_.life = Life::kOneShot;
  const bool is_odd = departure.ending.signal != 0 || departure.ending.code != 0;
  const bool went_alone = !departure.was_told || shared_.life == Life::kOneShot;
  if (is_odd && went_alone && pending_.empty() && calls_ > 0) {
    shared_.oddities.add(Oddity::kOddExit, to_string(departure.ending));
  }
  const bool refused = went_of_itself && departure.ending.code == kNotFound && pending_.size() == 1;
  const std::string text = crash_text(departure);
  for (Ticket* ticket : std::exchange(pending_, {})) {
    // A one-shot adapter whose buffer took a second line along: it never began with it.
    if (could_be_one_shot && departure.ending.code == 0 && ticket->turns == 1) {
      returned_.push_back(ticket);
    } else if (refused) {
      complete(*ticket, Outcome::Kind::kUnsupported, "exit code 127", now);
    } else {
      complete(*ticket, Outcome::Kind::kCrashed, text, now);
    }
  }
  hello_until_.reset();
}

TimePoint Conversation::due() const {
  TimePoint due = hello_until_.value_or(TimePoint::max());
  for (const Ticket* ticket : pending_) due = std::min(due, ticket->deadline());
  return due;
}

void Conversation::count_answer() {
  if (++answered_ > 1 && shared_.life == Life::kUnknown) shared_.life = Life::kLoops;
}

void Conversation::complete(Ticket& ticket, Outcome outcome, TimePoint now) {
  outcome.took = now - ticket.given;
  ticket.noise = to_utf8(ticket.noise);
  ticket.outcome = std::move(outcome);
  ended_ids_.insert(ticket.id);
  if (ticket.ended != nullptr) ticket.ended->notify_one();
}

void Conversation::complete(Ticket& ticket, Outcome::Kind kind, std::string text, TimePoint now) {
  Outcome outcome;
  outcome.kind = kind;
  outcome.text = std::move(text);
  if (!ticket.stray.empty()) outcome.text += "; a line on stdout was no message: " + ticket.stray;
  complete(ticket, std::move(outcome), now);
}

std::string Conversation::crash_text(const Departure& departure) const {
  std::string text =
      departure.blame.empty() ? "it ended with " + to_string(departure.ending) : departure.blame;
  text += " before it answered";
  if (pending_.size() > 1) {
    text += ", while " + std::to_string(pending_.size()) + " calls were under way";
  }
  return text;
}

}  // namespace mockmeter::conformance
