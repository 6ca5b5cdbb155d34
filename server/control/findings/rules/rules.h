#pragma once

#include "server/control/findings/findings.h"

/// How each kind of finding is seen; the table is in ../rules.cpp.
namespace mockmeter::findings {

// requests.cpp: what a request shows by itself. Each adds what it found.
void find_unmocked(const JournalEntry&, const JournalView&, Occurrences& found);
void find_unmatched(const JournalEntry& entry, const JournalView& journal, Occurrences& found);
void find_invalid_parameter(const JournalEntry& entry, const JournalView&, Occurrences& found);
void find_undocumented_parameter(const JournalEntry& entry, const JournalView&, Occurrences& found);
void find_credential(const JournalEntry& entry, const JournalView&, Occurrences& found);
void find_secret_in_url(const JournalEntry& entry, const JournalView&, Occurrences& found);
void find_deprecated(const JournalEntry& entry, const JournalView&, Occurrences& found);
void find_body_on_get(const JournalEntry& entry, const JournalView&, Occurrences& found);

// histories.cpp: what several requests show together.
Occurrences find_retry_after(const JournalView& journal);
Occurrences find_no_backoff(const JournalView& journal);
Occurrences find_paging(const JournalView& journal);
Occurrences find_refetch(const JournalView& journal);

}  // namespace mockmeter::findings
