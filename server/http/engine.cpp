#include "server/http/engine.h"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "base/http/accept_encoding.h"
#include "base/time/http_date.h"
#include "server/http/gzip.h"

namespace mockmeter {
namespace {

constexpr std::size_t kSmallestCompressed = 1024;
// cpp-httplib answers 414 by itself to longer lines; the service has the whole target anyway.
constexpr std::size_t kLongestPathShown = 2000;

constexpr std::array<std::string_view, 5> kOurFields{"Content-Length", "Date", "Connection",
                                                     "Transfer-Encoding", "Keep-Alive"};

bool is_ours(std::string_view name) {
  return std::ranges::any_of(
      kOurFields, [name](std::string_view ours) { return equal_without_case(name, ours); });
}

/// Source: RFC 9110 sections 15.3.5 and 15.4.5; RFC 9112 section 6.3.
bool has_no_body(int status) { return status < 200 || status == 204 || status == 304; }

/// Not a body whose own bytes matter to its delivery: a cut counts them, raw ones have no fields.
/// Source: RFC 9111 section 5.2.2.6: "no-transform" asks to leave the content as it is.
bool may_compress(const Response& response) {
  return response.body.size() > kSmallestCompressed && !response.headers.get("Content-Encoding") &&
         response.headers.get("Cache-Control") != "no-transform" && !response.delivery.cut_after &&
         !response.delivery.raw;
}

/// Source: RFC 9112 section 7.1. Choice: two chunks, so that a client has to join them.
std::string in_chunks(std::string_view body) {
  std::array<char, 32> size{};
  std::string chunked;
  const std::size_t half = (body.size() + 1) / 2;
  for (const std::string_view part : {body.substr(0, half), body.substr(half)}) {
    if (part.empty()) continue;
    char* const end = std::to_chars(size.data(), size.data() + size.size(), part.size(), 16).ptr;
    chunked.append(size.data(), end).append("\r\n").append(part).append("\r\n");
  }
  return chunked += "0\r\n\r\n";
}

Response internal_error() {
  return {500,
          {{"Content-Type", "application/problem+json"}},
          R"({"type":"about:blank","title":"Internal Server Error","status":500})",
          {}};
}

/// What lets a page of any origin read `response`, with credentials or without.
/// Source: WHATWG Fetch, "CORS protocol and credentials": with them "*" is a name like any other.
void allow_any_origin(Response& response, const Request& request) {
  const auto origin = request.headers.get("Origin");
  std::string names = "*, Date";
  if (origin) {
    for (const auto& [name, value] : response.headers) names.append(", ").append(name);
    response.headers.set("Access-Control-Allow-Credentials", "true");
  }
  response.headers.add("Vary", "Origin");
  response.headers.set("Access-Control-Allow-Origin", origin.value_or("*"));
  response.headers.set("Access-Control-Expose-Headers", names);
}

/// The response to a pre-flight; empty when `request` is none.
/// Source: WHATWG Fetch, "CORS-preflight request": OPTIONS with Origin and
/// Access-Control-Request-Method.
std::optional<Response> preflight_response(const Request& request) {
  const auto method = request.headers.get("Access-Control-Request-Method");
  if (request.method != "OPTIONS" || !method || !request.headers.get("Origin")) return std::nullopt;
  Response response{204, {{"Access-Control-Allow-Methods", std::string(*method)}}, "", {}};
  // "*" would not cover Authorization, so the names asked for are given back.
  if (const auto names = request.headers.get("Access-Control-Request-Headers")) {
    response.headers.add("Access-Control-Allow-Headers", *names);
  }
  response.headers.add("Access-Control-Max-Age", "600");
  return response;
}

/// The two buffers that cpp-httplib reads one request head from and writes one response to.
class MemoryStream : public httplib::Stream {
 public:
  /// `output` receives what is written; both must outlive the stream.
  MemoryStream(std::string_view input, std::string& output) : input_(input), output_(output) {}

  bool is_readable() const override { return !input_.empty(); }
  bool is_writable() const override { return true; }

  ssize_t read(char* to, std::size_t size) override {
    const std::size_t taken = std::min(size, input_.size());
    std::memcpy(to, input_.data(), taken);
    input_.remove_prefix(taken);
    return static_cast<ssize_t>(taken);
  }

  ssize_t write(const char* from, std::size_t size) override {
    output_.append(from, size);
    return static_cast<ssize_t>(size);
  }

  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  // cpp-httplib only compares it with FD_SETSIZE; the socket is not its to use.
  socket_t socket() const override { return 0; }

 private:
  std::string_view input_;
  std::string& output_;
};

}  // namespace

class Engine::HttplibServer : private httplib::Server {
 public:
  HttplibServer(Service service, EngineOptions options)
      : service_(std::move(service)), options_(std::move(options)) {
    // Comes before cpp-httplib's regex routes and before it would read a body, for every method.
    set_pre_routing_handler([this](const httplib::Request&, httplib::Response& out) {
      dispatch(out);
      return HandlerResponse::Handled;
    });
    set_post_routing_handler(
        [this](const httplib::Request&, httplib::Response& out) { finish(out); });
  }

  void respond(const Request& request, const ConnectionOptions& terms, WireResponse& response) {
    request_ = &request;
    terms_ = &terms;
    response_ = &response;
    response.head.clear();
    response.body.clear();
    response.close = !terms.keep_alive;
    write_head(request);
    MemoryStream stream(head_, response.head);
    bool closed = false;
    process_request(stream, response.close, closed, nullptr);
    if (response.delivery.raw) response.head.clear();
  }

  const std::string& date() { return date_.at(options_.now()); }

 private:
  /// The text of a Date field, written anew only when the second changes. Not thread-safe.
  class DateCache {
   public:
    const std::string& at(Instant now) {
      if (const std::int64_t second = unix_seconds(now); second != second_) {
        second_ = second;
        text_ = format_http_date(now);
      }
      return text_;
    }

   private:
    std::int64_t second_ = std::numeric_limits<std::int64_t>::min();
    std::string text_;
  };

  // HEAD is the one method that changes what cpp-httplib writes; some it would refuse itself.
  void write_head(const Request& request) {
    head_ = request.method == "HEAD" ? "HEAD " : "GET ";
    head_ += request.path().substr(0, kLongestPathShown);
    head_ += " HTTP/1.1\r\n\r\n";
  }

  void dispatch(httplib::Response& out) {
    Response response = call_service();
    if (is_for_all_pages()) allow_any_origin(response, *request_);
    if (may_compress(response)) compress(response);
    out.status = response.status;
    typed_ = response.headers.get("Content-Type").has_value();
    for (const auto& [name, value] : response.headers) {
      if (equal_without_case(name, "Connection") && equal_without_case(value, "close")) {
        response_->close = true;
      }
      if (!is_ours(name)) {
        out.set_header(name, value);  // drops a value that would break the head apart
      }
    }
    out.set_header("Date", response.date ? date_.at(*response.date) : date());
    out.body = std::move(response.body);
    response_->delivery = response.delivery;
    response_->on_cache_hit = std::move(response.on_cache_hit);
  }

  Response call_service() {
    if (is_for_all_pages()) {
      if (auto preflight = preflight_response(*request_)) return std::move(*preflight);
    }
    try {
      return service_(*request_);
    } catch (...) {  // a service must not throw; what() is nobody's business outside
      return internal_error();
    }
  }

  bool is_for_all_pages() const { return options_.cors && options_.cors(*request_); }

  void compress(Response& response) {
    response.headers.add("Vary", "Accept-Encoding");
    const auto accepted = request_->headers.get("Accept-Encoding");
    if (accepted && accepts_gzip(*accepted)) {
      response.body = gzip_.compress(response.body);
      response.headers.add("Content-Encoding", "gzip");
    }
  }

  /// The last hand on the head: only what a vendor would send. Takes the body out, so that it is
  /// never copied.
  void finish(httplib::Response& out) {
    out.headers.erase("Keep-Alive");
    out.headers.erase("Accept-Ranges");
    if (!typed_) out.headers.erase("Content-Type");
    if (has_no_body(out.status)) {
      out.headers.erase("Content-Length");
      out.body.clear();
    }
    if (response_->close) {
      out.headers.erase("Connection");  // cpp-httplib knows of the end that the client asked for
      out.set_header("Connection", "close");
    } else if (terms_->http_1_0) {
      out.set_header("Connection", "keep-alive");
    }
    if (response_->delivery.chunked && !has_no_body(out.status)) {
      out.headers.erase("Content-Length");
      out.set_header("Transfer-Encoding", "chunked");
      out.body = in_chunks(out.body);
    }
    if (request_->method != "HEAD" || response_->delivery.raw) {
      response_->body = std::move(out.body);
    }
    out.body.clear();
  }

  Service service_;
  EngineOptions options_;
  DateCache date_;
  Gzip gzip_;
  std::string head_;
  // Of the request that is being answered.
  const Request* request_ = nullptr;
  const ConnectionOptions* terms_ = nullptr;
  WireResponse* response_ = nullptr;
  bool typed_ = false;  // whether the service named a Content-Type
};

Engine::Engine(Service service, EngineOptions options)
    : server_(std::make_unique<HttplibServer>(std::move(service), std::move(options))) {}

Engine::~Engine() = default;

void Engine::respond(const Request& request, const ConnectionOptions& terms,
                     WireResponse& response) {
  server_->respond(request, terms, response);
}

const std::string& Engine::date() { return server_->date(); }

}  // namespace mockmeter
