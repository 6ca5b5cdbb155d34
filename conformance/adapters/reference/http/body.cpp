#include "conformance/adapters/reference/http/body.h"

#include <strings.h>

#include "conformance/adapters/reference/http/gunzip.h"
#include "conformance/adapters/reference/response/decode.h"

namespace reference {
namespace {

bool is(const std::string& value, const char* coding) {
  return strcasecmp(value.c_str(), coding) == 0;
}

CallError error_of(const Answer& answer, ErrorKind kind, const std::string& message) {
  CallError error(kind, message);
  error.status = answer.status;
  return error;
}

/// cpp-httplib takes a Content-Length that is no number for 0, and the body for the next answer.
bool has_its_length(const Answer& answer) {
  const std::string length = find_field(answer.fields, "Content-Length");
  return length.empty() || !find_field(answer.fields, "Transfer-Encoding").empty() ||
         answer.status == 204 || answer.status == 304 ||
         length == std::to_string(answer.body.size());
}

}  // namespace

Answer decode_body(Answer raw, std::size_t limit, const MutantSet& mutants) {
  if (!has_its_length(raw)) {
    return truncated_response(
        raw, error_of(raw, ErrorKind::kTruncated, "the answer has another length than it says"),
        mutants);
  }
  const std::string coding = find_field(raw.fields, "Content-Encoding");
  if (coding.empty() || is(coding, "identity") || mutants.has("gzip-garbage")) return raw;
  const bool is_old_name = is(coding, "x-gzip") && !mutants.has("gzip-one-name");
  if (!is(coding, "gzip") && !is_old_name) {
    throw error_of(raw, ErrorKind::kDecode, "the content coding was not offered");
  }
  Gunzipped content = gunzip(raw.body, limit);
  raw.body = std::move(content.text);
  if (content.state == Gunzipped::State::kBroken) {
    if (mutants.has("html-as-empty")) return raw;
    throw error_of(raw, ErrorKind::kDecode, "the answer is no gzip");
  }
  if (content.state == Gunzipped::State::kWhole) return raw;
  return truncated_response(raw, error_of(raw, ErrorKind::kTruncated, "the gzip stream has no end"),
                            mutants);
}

Answer truncated_response(Answer raw, const CallError& reason, const MutantSet& mutants) {
  if (mutants.has("html-as-empty") && raw.body.empty()) return raw;
  if (!mutants.has("partial-ok")) throw reason;
  raw.body = decode_part(raw.body).dump();
  return raw;
}

}  // namespace reference
