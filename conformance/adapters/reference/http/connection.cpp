#include "conformance/adapters/reference/http/connection.h"

#include <httplib.h>
#include <sys/socket.h>

#include <cctype>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/http/body.h"
#include "conformance/adapters/reference/http/tls.h"

namespace reference {
namespace {

using std::chrono::steady_clock;

/// No documented answer comes near; a server that sends more is not to fill the memory.
constexpr std::size_t kLargestBody = 64 << 20;

/// Rings once at a time on the monotonic clock, in a thread of its own, unless it goes before.
class DeadlineTimer {
 public:
  DeadlineTimer(std::chrono::steady_clock::time_point at, std::function<void()> ring)
      : thread_([this, at, ring = std::move(ring)](const std::stop_token& stop) {
          std::unique_lock lock(mutex_);
          changed_.wait_until(lock, stop, at, [] { return false; });
          if (!stop.stop_requested()) ring();
        }) {}

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::jthread thread_;  ///< the last member: it stops, and is joined, before the others go
};

/// Linux makes at least two kilobytes of it.
void shrink_window(int socket) {
  const int size = 1;
  setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

std::unique_ptr<httplib::ClientImpl> make_client(const Origin& origin, const std::string& ca_file,
                                                 const MutantSet& mutants, const QuirkSet& quirks) {
  auto client = origin.tls ? make_tls_client(origin, ca_file, mutants)
                           : std::make_unique<httplib::ClientImpl>(origin.host, origin.port);
  client->set_keep_alive(true);
  client->set_tcp_nodelay(true);
  if (quirks.has("small-window")) client->set_socket_options(shrink_window);
  client->set_url_encode(false);  // the target is encoded, and stays as it is
  // cpp-httplib does not notice a gzip stream that ends early, and no end behind its first member.
  client->set_decompress(false);
  return client;
}

/// Whether a text is an object or an array, whole.
bool ends_value(const std::string& text) {
  return !text.empty() && (text.back() == '}' || text.back() == ']') && Json::accept(text);
}

/// What has come of a response so far.
struct Received {
  Response response;
  bool began = false;     ///< status and header fields are there
  bool is_value = false;  ///< streaming: the JSON value is there, and nobody reads on

  void begin(const httplib::Response& head, const MutantSet& mutants) {
    began = true;
    response.status = head.status;
    response.fields.assign(head.headers.begin(), head.headers.end());
    if (!mutants.has("case-sensitive-fields")) return;
    std::erase_if(response.fields, [](const auto& field) {
      return std::islower(static_cast<unsigned char>(field.first.front())) != 0;
    });
  }
  bool take(const char* data, std::size_t size, const MutantSet& mutants, const QuirkSet& quirks) {
    const bool chunked = !find_field(response.fields, "Transfer-Encoding").empty();
    if (chunked && mutants.has("first-chunk") && !response.body.empty()) return true;
    response.body.append(data, size);
    is_value = quirks.has("streaming") && ends_value(response.body);
    return response.body.size() <= kLargestBody && !is_value;
  }
};

/// Source: RFC 9110 15.4.5 "A 304 response is terminated by the end of the header section";
/// cpp-httplib would wait for a body.
bool has_body(const httplib::Response& head) { return head.status != 304; }

httplib::Request to_httplib(const Request& request, Received& received, const MutantSet& mutants,
                            const QuirkSet& quirks) {
  httplib::Request message;
  message.method = request.method;
  message.path = request.target;
  message.body = request.body;
  for (const auto& [name, value] : request.fields) message.headers.emplace(name, value);
  message.response_handler = [&](const httplib::Response& head) {
    received.begin(head, mutants);
    return has_body(head);
  };
  message.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
    return received.take(data, size, mutants, quirks);
  };
  return message;
}

bool is_tls(httplib::Error error) {
  return error == httplib::Error::SSLConnection || error == httplib::Error::SSLLoadingCerts ||
         error == httplib::Error::SSLServerVerification;
}

CallError failure(httplib::Error error, const Received& received, bool late) {
  if (late || error == httplib::Error::ConnectionTimeout) {
    return {ErrorKind::kTimeout, "the response was not there in time"};
  }
  if (is_tls(error)) return {ErrorKind::kTls, "no trusted connection to the server"};
  if (received.response.body.size() > kLargestBody) {
    return {ErrorKind::kDecode, "the response is larger than 64 MB"};
  }
  if (!received.began) return {ErrorKind::kConnection, "no response: " + httplib::to_string(error)};
  return {ErrorKind::kTruncated, "the connection was lost within the response",
          received.response.status};
}

}  // namespace

Connection::Connection(const Origin& origin, const std::string& ca_file, const MutantSet& mutants,
                       const QuirkSet& quirks)
    : origin_(origin),
      ca_file_(ca_file),
      mutants_(mutants),
      quirks_(quirks),
      client_(make_client(origin, ca_file, mutants, quirks)) {}

Connection::~Connection() = default;

bool Connection::is_stale() const {
  char byte;
  return client_->is_socket_open() == 0 ||
         recv(client_->socket(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

Response Connection::exchange(const Request& request, std::chrono::milliseconds timeout) {
  if (mutants_.has("no-timeout")) timeout = std::chrono::hours(24);
  const auto deadline = steady_clock::now() + timeout;
  client_->set_connection_timeout(timeout);
  client_->set_read_timeout(timeout);
  client_->set_write_timeout(timeout);
  Received received;
  httplib::Request message = to_httplib(request, received, mutants_, quirks_);
  httplib::Response head;
  auto error = httplib::Error::Success;
  used_ = true;
  bool whole = false;
  {
    // cpp-httplib's timeouts are for each read: a response that dribbles in would go on for ever.
    std::optional<DeadlineTimer> alarm;
    if (!mutants_.has("timeout-per-read")) alarm.emplace(deadline, [this] { client_->stop(); });
    whole = client_->send(message, head, error);
  }
  if (received.is_value) return std::move(received.response);
  if (whole) received.begin(head, mutants_);
  if (whole || (received.began && error == httplib::Error::Canceled && !has_body(head))) {
    return decode_body(std::move(received.response), kLargestBody, mutants_);
  }
  const CallError reason = failure(error, received, steady_clock::now() >= deadline);
  if (reason.kind != ErrorKind::kTruncated) throw reason;
  return truncated_response(std::move(received.response), reason, mutants_);
}

}  // namespace reference
