#pragma once

#include "conformance/judge/target.h"
#include "conformance/model/json.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// `path` of schemas/case.json: the raw path is one of these; only the case of the hexadecimal
/// digits of an escape does not count.
Check judge_raw_path(const Json& wanted, const Target& target);

/// `path_decodes_to`: the segments, each decoded, are those of this text. A slash in the text
/// always separates two; where one belongs to a segment, say it with `path`.
Check judge_decoded_path(const Json& wanted, const Target& target);

}  // namespace mockmeter::conformance
