#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/recording/file_bytes.h"
#include "base/recording/recording.h"

namespace mockmeter {

using RecordingJson = nlohmann::json;
using TakeExchange = std::function<void(RecordedExchange)>;

inline constexpr const char* kRecordings =
    "; a recording is an HTTP archive (HAR), what `--report ndjson=FILE` wrote or what `serve "
    "--journal-file` wrote";
inline constexpr const char* kRecordAgain = "; record it again, or copy it again";

// Each reads what is left of a file, from its begin. Throws RecordingError.
RecordingSummary read_har(FileBytes& bytes, const TakeExchange& take);
RecordingSummary read_ndjson(FileBytes& bytes, const TakeExchange& take);
RecordingSummary read_journal(FileBytes& bytes, const TakeExchange& take);

/// An exchange with what every format says in the same way: the method of its "request", and the
/// status of its "response". Throws RecordingError when it has no method or URL.
RecordedExchange make_exchange(const RecordingJson& document, std::string url,
                               const std::string& place);

/// The exchange of an entry of a HAR. Throws RecordingError when it has no request.
RecordedExchange har_exchange(const RecordingJson& entry, const std::string& place);

/// A member that is a text; empty when it is not there, or is anything else.
std::string text_member(const RecordingJson& object, const char* name);
/// A member; null when it is not there, or `object` is none.
const RecordingJson& member(const RecordingJson& object, const char* name);

/// Undoes the codings that the headers of a message name, where its body still has them: most
/// writers have done it before. Says in `incomplete` what cannot be undone.
void undo_codings(RecordedMessage& message);

/// "32 MB"
std::string megabytes_text(std::size_t bytes);

/// "the recording has 100 of 2048 bytes"
std::string cut_text(std::size_t size, std::size_t whole);

}  // namespace mockmeter
