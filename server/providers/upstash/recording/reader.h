#pragma once

#include <memory>

#include "server/api/pseudonyms.h"
#include "server/api/recorded_call.h"

namespace mockmeter::upstash {

/// Reads QStash users and their stats, teams and the list of addresses. Ids, e-mail addresses and
/// names of teams are replaced. Points are read as the variants' first values have them: the newest
/// one counts until the minute in which the request came.
std::unique_ptr<RecordingReader> read_recording(Pseudonyms& names);

}  // namespace mockmeter::upstash
