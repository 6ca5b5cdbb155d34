#include "server/http/framing.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mockmeter {
namespace {

constexpr std::size_t kMaxMethod = 32;   // with the version, what a request line has beside
constexpr std::size_t kMaxVersion = 16;  // its target
constexpr std::size_t kMaxChunkLine = 256;

std::string limit_sentence(std::string_view what, std::size_t limit, std::string_view option) {
  return std::string(what) + " over " + std::to_string(limit) + " bytes; raise it with " +
         std::string(option);
}

Rejection long_method() { return {400, "the method is longer than any method"}; }

}  // namespace

Framer::State Framer::feed(std::string_view& input) {
  while (state_ == State::kMore && !input.empty()) {
    if (part_ == Part::kBody || part_ == Part::kChunk) {
      take_data(input);
    } else {
      take_line(input);
    }
  }
  return state_;
}

void Framer::next() {
  state_ = State::kMore;
  part_ = Part::kRequestLine;
  partial_.clear();
  blank_line_seen_ = false;
  request_.headers = {};
  request_.waited = {};
  std::string().swap(request_.body);  // an idle connection holds no body
  authority_.clear();
  keep_alive_ = true;
  expects_continue_ = false;
  chunked_ = false;
  hosts_ = header_bytes_ = fields_ = missing_ = 0;
  content_length_.reset();
}

Framer::Phase Framer::phase() const {
  switch (part_) {
    case Part::kRequestLine:
      return partial_.empty() && !blank_line_seen_ ? Phase::kIdle : Phase::kHead;
    case Part::kField:
      return Phase::kHead;
    default:
      return Phase::kBody;
  }
}

bool Framer::take_expectation() { return std::exchange(expects_continue_, false); }

void Framer::take_line(std::string_view& input) {
  const std::size_t end = input.find('\n');
  const std::string_view piece = input.substr(0, end);
  if (partial_.size() + piece.size() > line_limit()) return reject(line_too_long(piece));
  if (end == input.npos) {
    partial_.append(piece);
    input = {};
    return;
  }
  input.remove_prefix(end + 1);
  std::string_view line = piece;
  if (!partial_.empty()) {
    partial_.append(piece);
    line = partial_;
  }
  if (line.empty() || line.back() != '\r') return reject({400, "a line ends with a bare LF"});
  line.remove_suffix(1);
  read_line(line);
  partial_.clear();
}

void Framer::read_line(std::string_view line) {
  switch (part_) {
    case Part::kRequestLine:
      return read_request_line(line);
    case Part::kField:
    case Part::kTrailer:
      return read_field(line);
    case Part::kChunkSize:
      return read_chunk_size(line);
    default:
      if (!line.empty()) return reject({400, "a chunk is longer than its size says"});
      part_ = Part::kChunkSize;
  }
}

void Framer::read_request_line(std::string_view line) {
  // Source: RFC 9112 section 2.2 "SHOULD ignore at least one empty line (CRLF) received prior to
  // the request-line".
  if (line.empty() && !std::exchange(blank_line_seen_, true)) return;
  RequestLine parsed;
  if (auto rejection = parse_request_line(line, parsed)) return reject(std::move(*rejection));
  if (parsed.method.size() > kMaxMethod) return reject(long_method());
  if (parsed.target.size() > limits_.max_target) {
    return reject(
        {414, limit_sentence("the request target is", limits_.max_target, "--max-target")});
  }
  Destination destination;
  if (auto rejection = parse_target(parsed, destination)) return reject(std::move(*rejection));
  request_.method = parsed.method;
  request_.target = std::move(destination.target);
  authority_ = destination.authority;
  http_1_0_ = parsed.http_1_0;
  keep_alive_ = !http_1_0_;
  part_ = Part::kField;
}

void Framer::read_field(std::string_view line) {
  const bool trailer = part_ == Part::kTrailer;
  if (line.empty()) return trailer ? static_cast<void>(state_ = State::kComplete) : finish_head();
  FieldLine field;
  if (auto rejection = parse_field_line(line, field)) return reject(std::move(*rejection));
  header_bytes_ += line.size() + 2;
  if (header_bytes_ > limits_.max_header_bytes) {
    return reject({431, limit_sentence("the header lines are together", limits_.max_header_bytes,
                                       "--max-header-bytes")});
  }
  if (++fields_ > limits_.max_headers) {
    return reject({431, "more than " + std::to_string(limits_.max_headers) +
                            " header lines; raise it with --max-headers"});
  }
  // Source: RFC 9110 section 6.5.1: a recipient may discard trailers; merging them is dangerous.
  if (!trailer) {
    request_.headers.add(field.name, field.value);
    note_field(field);
  }
}

void Framer::note_field(const FieldLine& field) {
  struct Rule {
    std::string_view name;
    void (*apply)(Framer&, std::string_view value);
  };
  static constexpr std::array<Rule, 7> kRules{{
      {"Host", [](Framer& f, std::string_view value) { f.note_host(value); }},
      {"Connection",
       [](Framer& f, std::string_view value) {
         if (list_names(value, "close")) {
           f.keep_alive_ = false;
         } else if (f.http_1_0_ && list_names(value, "keep-alive")) {
           f.keep_alive_ = true;
         }
       }},
      {"Content-Length", [](Framer& f, std::string_view value) { f.note_length(value); }},
      {"Transfer-Encoding", [](Framer& f, std::string_view value) { f.note_coding(value); }},
      {"Expect",
       [](Framer& f, std::string_view value) {
         if (!equal_without_case(value, "100-continue")) {
           return f.reject({417, "only \"Expect: 100-continue\" is understood"});
         }
         // Source: RFC 9110 section 10.1.1: an HTTP/1.0 client's expectation is ignored.
         f.expects_continue_ = !f.http_1_0_;
       }},
      {"Content-Encoding",
       [](Framer& f, std::string_view value) {
         if (!value.empty() && !equal_without_case(value, "identity")) {
           f.reject({415, "a compressed request body is not accepted: send it as it is"});
         }
       }},
      {"Content-Type",
       [](Framer& f, std::string_view value) {
         if (equal_without_case(value.substr(0, 10), "multipart/")) {
           f.reject({415, "a multipart request body is not accepted: send JSON"});
         }
       }},
  }};
  for (const Rule& rule : kRules) {
    if (equal_without_case(field.name, rule.name)) return rule.apply(*this, field.value);
  }
}

void Framer::note_host(std::string_view value) {
  if (++hosts_ > 1 || !is_host(value)) reject({400, "Host is repeated or is no host"});
}

void Framer::note_length(std::string_view value) {
  const auto length = parse_content_length(value);
  if (!length || content_length_ || chunked_) {
    return reject({400,
                   "Content-Length is no plain number, repeated, or beside a "
                   "Transfer-Encoding"});
  }
  content_length_ = length;
}

void Framer::note_coding(std::string_view value) {
  // Source: RFC 9112 section 6.1: chunked, once and last; HTTP/1.0 does not know it.
  if (!equal_without_case(value, "chunked") || chunked_ || content_length_ || http_1_0_) {
    return reject({400, "Transfer-Encoding is not \"chunked\" alone, or beside a Content-Length"});
  }
  chunked_ = true;
}

void Framer::finish_head() {
  if (hosts_ == 0 && !http_1_0_) return reject({400, "an HTTP/1.1 request needs a Host"});
  // Source: RFC 9112 section 3.2.2: the host of an absolute target replaces the Host field.
  if (!authority_.empty()) request_.headers.set("Host", authority_);
  if (content_length_.value_or(0) > limits_.max_body) {
    return reject({413, limit_sentence("the body is", limits_.max_body, "--max-body-bytes")});
  }
  begin_body();
}

void Framer::begin_body() {
  missing_ = content_length_.value_or(0);
  if (chunked_) {
    part_ = Part::kChunkSize;
  } else if (missing_ > 0) {
    part_ = Part::kBody;
  } else {
    expects_continue_ = false;
    state_ = State::kComplete;
  }
}

void Framer::read_chunk_size(std::string_view line) {
  const auto size = parse_chunk_size(line);
  if (!size) return reject({400, "a chunk size is no plain hexadecimal number"});
  if (*size > limits_.max_body - request_.body.size()) {
    return reject({413, limit_sentence("the body is", limits_.max_body, "--max-body-bytes")});
  }
  missing_ = *size;
  part_ = missing_ == 0 ? Part::kTrailer : Part::kChunk;
}

void Framer::take_data(std::string_view& input) {
  const std::size_t taken = std::min(missing_, input.size());
  request_.body.append(input.substr(0, taken));
  input.remove_prefix(taken);
  missing_ -= taken;
  if (missing_ > 0) return;
  if (part_ == Part::kChunk) {
    part_ = Part::kChunkEnd;
  } else {
    state_ = State::kComplete;
  }
}

std::size_t Framer::line_limit() const {
  switch (part_) {
    case Part::kRequestLine:
      return limits_.max_target + kMaxMethod + kMaxVersion;
    case Part::kField:
    case Part::kTrailer:
      return limits_.max_header_line + 1;  // the CR
    default:
      return kMaxChunkLine;
  }
}

Rejection Framer::line_too_long(std::string_view piece) const {
  switch (part_) {
    case Part::kRequestLine: {
      const std::string front =
          partial_.substr(0, kMaxMethod + 1) + std::string(piece.substr(0, kMaxMethod + 1));
      if (front.find(' ') > kMaxMethod) return long_method();
      return {414, limit_sentence("the request target is", limits_.max_target, "--max-target")};
    }
    case Part::kField:
    case Part::kTrailer:
      return {431,
              limit_sentence("a header line is", limits_.max_header_line, "--max-header-line")};
    default:
      return {400, "a chunk's first line is too long"};
  }
}

void Framer::reject(Rejection rejection) {
  rejection_ = std::move(rejection);
  state_ = State::kRejected;
}

}  // namespace mockmeter
