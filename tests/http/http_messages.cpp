#include "tests/http/http_messages.h"

namespace mockmeter::http_messages {

Limits small_limits() {
  Limits limits;
  limits.max_target = 40;
  limits.max_header_line = 64;
  limits.max_header_bytes = 200;
  limits.max_headers = 8;
  limits.max_body = 32;
  return limits;
}

std::string get(std::string_view fields, std::string_view target) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n";
}

std::string post(std::string_view fields, std::string_view body) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

std::string chunked(std::string_view chunks) {
  return post("Transfer-Encoding: chunked\r\n", chunks);
}

std::vector<Malformed> malformed() {
  std::vector<Malformed> all;
  for (const auto* some : {&malformed_request_lines(), &malformed_fields(), &malformed_lengths(),
                           &malformed_chunks(), &over_limits()}) {
    all.insert(all.end(), some->begin(), some->end());
  }
  return all;
}

const std::vector<Malformed>& over_limits() {
  static const std::string kLong(100, 'x');
  static const std::vector<Malformed> kShapes{
      {"long target", get("", "/" + kLong), 414},
      {"endless target", "GET /" + kLong + kLong, 414},
      {"target one over", get("", "/" + std::string(40, 'x')), 414},
      {"long absolute target", get("", "http://b/" + std::string(32, 'x')), 414},
      {"long header line", get("X: " + kLong + "\r\n"), 431},
      {"header line one over", get("X: " + std::string(62, 'x') + "\r\n"), 431},
      {"endless header line", "GET / HTTP/1.1\r\nHost: a\r\nX: " + kLong, 431},
      {"endless header name", "GET / HTTP/1.1\r\nHost: a\r\n" + kLong, 431},
      {"many header bytes",
       get("A: " + std::string(60, 'a') + "\r\nB: " + std::string(60, 'b') +
           "\r\nC: " + std::string(60, 'c') + "\r\n"),
       431},
      {"many headers", get("a:\r\nb:\r\nc:\r\nd:\r\ne:\r\nf:\r\ng:\r\nh:\r\n"), 431},
      {"many trailers count too", chunked("0\r\na:\r\nb:\r\nc:\r\nd:\r\ne:\r\nf:\r\ng:\r\n"), 431},
      {"long trailer", chunked("0\r\nX: " + kLong), 431},
      {"body one over", post("Content-Length: 33\r\n", ""), 413},
      {"body far over", post("Content-Length: 999999999999999999\r\n", ""), 413},
      {"chunk one over", chunked("21\r\n"), 413},
      {"chunk far over", chunked("FFFFFFFFFFFFFFF\r\n"), 413},
      {"chunks together over", chunked("20\r\n" + std::string(32, 'x') + "\r\n1\r\n"), 413},
  };
  return kShapes;
}

}  // namespace mockmeter::http_messages
