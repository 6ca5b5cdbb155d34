#include "server/control/findings/findings.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace mockmeter {
namespace {

constexpr std::size_t kLongestLine = 400;

/// In one line that no terminal takes for a command.
std::string in_printable_ascii(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

using Key = std::tuple<const Operation*, std::string>;

std::vector<RuleFinding> findings_of(const FindingRule& kind, const JournalView& journal) {
  std::vector<RuleFinding> findings;
  std::map<Key, std::size_t> places;
  for (Occurrence& each : kind.occurrences(journal)) {
    Key key{each.entry->record->operation, std::move(each.subject)};
    const auto [place, is_new] = places.emplace(std::move(key), findings.size());
    if (is_new) {
      findings.push_back({&kind, in_printable_ascii(std::move(each.message)), *each.entry, 0});
    }
    ++findings[place->second].count;
  }
  return findings;
}

}  // namespace

Occurrences FindingRule::occurrences(const JournalView& journal) const {
  if (find != nullptr) return find(journal);
  Occurrences found;
  for (const JournalEntry& entry : journal.entries) find_in(entry, journal, found);
  return found;
}

std::string request_line(const ExchangeRecord& record) {
  std::string line = in_printable_ascii(record.method + ' ' + record.target);
  if (line.size() <= kLongestLine) return line;
  return line.substr(0, kLongestLine) + "...";
}

std::vector<RuleFinding> find_findings(const JournalView& journal) {
  std::vector<RuleFinding> all;
  for (const FindingRule& kind : finding_rules()) {
    std::vector<RuleFinding> findings = findings_of(kind, journal);
    std::move(findings.begin(), findings.end(), std::back_inserter(all));
  }
  std::ranges::stable_sort(all, [](const RuleFinding& a, const RuleFinding& b) {
    return a.first.number < b.first.number;
  });
  return all;
}

}  // namespace mockmeter
