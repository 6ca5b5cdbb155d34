#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

struct redisContext;
struct redisReply;

// Redis in the terms of this project: objects that close themselves, and exceptions. Only the
// sources of this folder include its header.
namespace mockmeter {

/// What Redis could not do, or that it cannot be reached; what() is the reason in a few words.
class RedisError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Where a database is, and who asks for it.
struct RedisAddress {
  std::string host;
  int port = 6379;
  int database = 0;
  std::string user;  ///< empty = Redis' default user
  std::string password;

  /// "redis://HOST:PORT/DB", as it may be shown.
  std::string name() const;
  /// Reads "redis://[[USER]:PASSWORD@]HOST[:PORT][/DB]", user and password percent-encoded. Throws
  /// RedisError that says what is wrong, and shows no password.
  static RedisAddress parse(std::string_view text);
};

/// A reply, or a part of one.
class RedisValue {
 public:
  explicit RedisValue(const redisReply* reply) : reply_(reply) {}

  bool is_null() const;
  bool is_error() const;
  std::int64_t number() const;    ///< 0 for what is none
  std::string_view text() const;  ///< empty for what is none
  std::size_t size() const;       ///< of an array; 0 for what is none
  RedisValue operator[](std::size_t i) const;

 private:
  const redisReply* reply_;
};

/// A reply that owns itself.
class RedisReply : public RedisValue {
 public:
  explicit RedisReply(redisReply* reply);

 private:
  std::shared_ptr<redisReply> owned_;
};

/// One connection, which is made when it is needed, and again after it broke. Not thread-safe.
class RedisConnection {
 public:
  explicit RedisConnection(RedisAddress address);
  ~RedisConnection();
  RedisConnection(const RedisConnection&) = delete;
  RedisConnection& operator=(const RedisConnection&) = delete;

  using Command = std::vector<std::string_view>;
  /// One command and its reply. Throws RedisError; whether the command was carried out is not known
  /// then, unless Redis itself refused it.
  RedisReply ask(const Command& command);
  /// Runs a script in Lua, which Redis does whole or not at all.
  RedisReply run(std::string_view script, const Command& arguments);
  bool is_open() const { return context_ != nullptr; }
  /// Whether something came without being asked for, on a connection that listens to a channel.
  /// False when nothing was in time. Throws RedisError.
  bool wait_for_message(std::chrono::milliseconds time);

 private:
  void open();
  bool is_ended() const;
  void send(const Command& command);
  RedisReply receive();
  [[noreturn]] void fail(const std::string& reason);

  struct Closer {
    void operator()(redisContext* context) const;
  };
  const RedisAddress address_;
  std::unique_ptr<redisContext, Closer> context_;
  std::chrono::nanoseconds retry_at_{0};  // not before, by the machine's clock
  std::string reason_;                    // why it could not be opened
};

}  // namespace mockmeter
