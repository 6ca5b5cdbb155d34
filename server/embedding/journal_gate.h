#pragma once

#include <utility>

#include "server/control/store/shared_journal.h"
#include "server/http/response_gate.h"

namespace mockmeter {

/// A response leaves when its entry is in the journal of all.
class JournalGate : public ResponseGate {
 public:
  explicit JournalGate(SharedJournal& journal) : journal_(journal) {}
  std::uint64_t position() const override { return journal_.position(); }
  bool is_open(std::uint64_t position) const override { return journal_.is_written(position); }
  void watch(std::function<void()> moved) override { journal_.watch(std::move(moved)); }

 private:
  SharedJournal& journal_;
};

}  // namespace mockmeter
