#include "server/control/store/redis.h"

#include <hiredis.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <cerrno>
#include <utility>

#include "base/text/numbers.h"
#include "base/text/percent.h"
#include "server/metering/clock.h"

namespace mockmeter {
namespace {

using std::chrono::milliseconds;

// Choice: a Redis that is well answers within a millisecond; a request must not wait much longer
// than a client does.
constexpr milliseconds kRedisPatience{1000};
// Choice: so long nobody tries again to reach what could not be reached.
constexpr milliseconds kReconnectPause{100};

constexpr std::string_view kRedisScheme = "redis://";
constexpr std::string_view kRedisForm = "use redis://[USER:PASSWORD@]HOST[:PORT][/DB]";
constexpr int kMaxPort = 65'535;

timeval timeval_of(milliseconds time) {
  return {.tv_sec = time.count() / 1000, .tv_usec = (time.count() % 1000) * 1000};
}

std::string credential_part(std::string_view text) {
  const auto plain = percent_decode(text, false);
  if (!plain) throw RedisError("its user or password has a % that is not percent-encoded");
  return *plain;
}

int number_or_throw(std::string_view text, std::string_view what, int most) {
  const auto number = whole_number<int>(text);
  if (number && *number >= 0 && *number <= most) return *number;
  throw RedisError("its " + std::string(what) + " \"" + std::string(text) + "\" is no number; " +
                   std::string(kRedisForm));
}

/// Cuts off what stands behind the last `mark`, and returns it; empty when there is none.
std::string_view cut_behind(std::string_view& text, char mark) {
  const std::size_t at = text.rfind(mark);
  if (at == text.npos) return {};
  const std::string_view behind = text.substr(at + 1);
  text = text.substr(0, at);
  return behind;
}

/// As Redis says it, without the words for programs: "WRONGPASS invalid username-password pair
/// ...".
std::string first_line_of(std::string_view error) {
  return std::string(error.substr(0, error.find_first_of("\r\n")));
}

}  // namespace

std::string RedisAddress::name() const {
  const bool is_ipv6 = host.find(':') != host.npos;
  return std::string(kRedisScheme) + (is_ipv6 ? '[' + host + ']' : host) + ':' +
         std::to_string(port) + '/' + std::to_string(database);
}

RedisAddress RedisAddress::parse(std::string_view text) {
  RedisAddress address;
  text.remove_prefix(kRedisScheme.size());
  std::string_view place = text;
  if (const std::size_t at = text.rfind('@'); at != text.npos) {
    std::string_view user = text.substr(0, at);
    address.password = credential_part(cut_behind(user, ':'));
    address.user = credential_part(user);
    place = text.substr(at + 1);
  }
  if (const std::size_t slash = place.find('/'); slash != place.npos) {
    const std::string_view database = place.substr(slash + 1);
    if (!database.empty()) address.database = number_or_throw(database, "database", 1'000'000);
    place = place.substr(0, slash);
  }
  const bool has_port = place.rfind(':') != place.npos && !place.ends_with(']');
  if (has_port) address.port = number_or_throw(cut_behind(place, ':'), "port", kMaxPort);
  if (place.starts_with('[') && place.ends_with(']')) {
    place.remove_prefix(1);
    place.remove_suffix(1);
  }
  if (place.empty()) throw RedisError("it names no host; " + std::string(kRedisForm));
  address.host = place;
  return address;
}

bool RedisValue::is_null() const { return reply_ == nullptr || reply_->type == REDIS_REPLY_NIL; }

bool RedisValue::is_error() const { return reply_ != nullptr && reply_->type == REDIS_REPLY_ERROR; }

std::int64_t RedisValue::number() const {
  if (reply_ != nullptr && reply_->type == REDIS_REPLY_INTEGER) return reply_->integer;
  return whole_number<std::int64_t>(text()).value_or(0);
}

std::string_view RedisValue::text() const {
  const bool has_text = reply_ != nullptr && reply_->str != nullptr;
  return has_text ? std::string_view(reply_->str, reply_->len) : std::string_view();
}

std::size_t RedisValue::size() const { return reply_ == nullptr ? 0 : reply_->elements; }

RedisValue RedisValue::operator[](std::size_t i) const {
  return RedisValue(i < size() ? reply_->element[i] : nullptr);
}

RedisReply::RedisReply(redisReply* reply) : RedisValue(reply), owned_(reply, freeReplyObject) {}

void RedisConnection::Closer::operator()(redisContext* context) const { redisFree(context); }

RedisConnection::RedisConnection(RedisAddress address) : address_(std::move(address)) {}

RedisConnection::~RedisConnection() = default;

void RedisConnection::fail(const std::string& reason) {
  context_.reset();
  throw RedisError(reason);
}

void RedisConnection::open() {
  if (machine_monotonic() < retry_at_) throw RedisError(reason_);
  context_.reset(
      redisConnectWithTimeout(address_.host.c_str(), address_.port, timeval_of(kRedisPatience)));
  try {
    if (!context_) throw RedisError("no memory");
    if (context_->err != 0)
      throw RedisError("it cannot be reached: " + first_line_of(context_->errstr));
    redisSetTimeout(context_.get(), timeval_of(kRedisPatience));
    if (!address_.password.empty()) {
      ask(address_.user.empty() ? Command{"AUTH", address_.password}
                                : Command{"AUTH", address_.user, address_.password});
    }
    if (address_.database != 0) ask({"SELECT", std::to_string(address_.database)});
  } catch (const RedisError& error) {
    reason_ = error.what();
    retry_at_ = machine_monotonic() + kReconnectPause;
    context_.reset();
    throw;
  }
}

/// By itself and not by hiredis, which would let SIGPIPE come when the connection is broken.
void RedisConnection::send(const Command& command) {
  std::vector<const char*> parts;
  std::vector<std::size_t> sizes;
  for (const std::string_view part : command) {
    parts.push_back(part.data());
    sizes.push_back(part.size());
  }
  char* formatted = nullptr;
  const int size = redisFormatCommandArgv(&formatted, static_cast<int>(parts.size()), parts.data(),
                                          sizes.data());
  const std::unique_ptr<char, void (*)(char*)> owned(formatted, redisFreeCommand);
  if (size < 0) throw RedisError("no memory");
  for (std::size_t sent = 0; sent < static_cast<std::size_t>(size);) {
    const ssize_t more =
        ::send(context_->fd, formatted + sent, static_cast<std::size_t>(size) - sent, MSG_NOSIGNAL);
    if (more > 0) {
      sent += static_cast<std::size_t>(more);
    } else if (errno != EINTR) {
      fail("the connection to it is broken");
    }
  }
}

RedisReply RedisConnection::receive() {
  void* reply = nullptr;
  if (redisGetReply(context_.get(), &reply) == REDIS_OK) {
    return RedisReply(static_cast<redisReply*>(reply));
  }
  const bool is_late = context_->err == REDIS_ERR_IO && errno == EAGAIN;
  fail(is_late ? "it does not answer" : "the connection to it is broken");
}

/// Whether Redis has closed the connection while nobody asked it anything, as when it was
/// restarted.
bool RedisConnection::is_ended() const {
  char byte = 0;
  const ssize_t size = recv(context_->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return size == 0 || (size < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

RedisReply RedisConnection::ask(const Command& command) {
  if (context_ && is_ended()) context_.reset();
  if (!context_) open();
  send(command);
  RedisReply reply = receive();
  if (reply.is_error()) throw RedisError(first_line_of(reply.text()));
  return reply;
}

bool RedisConnection::wait_for_message(milliseconds time) {
  pollfd socket{context_->fd, POLLIN, 0};
  void* reply = nullptr;
  if (redisGetReplyFromReader(context_.get(), &reply) == REDIS_OK && reply == nullptr) {
    if (poll(&socket, 1, static_cast<int>(time.count())) == 0) return false;
    if (redisBufferRead(context_.get()) != REDIS_OK) fail("the connection to it is broken");
    redisGetReplyFromReader(context_.get(), &reply);
  }
  if (reply != nullptr) freeReplyObject(reply);
  return true;
}

RedisReply RedisConnection::run(std::string_view script, const Command& arguments) {
  Command command{"EVAL", script, "0"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return ask(command);
}

}  // namespace mockmeter
