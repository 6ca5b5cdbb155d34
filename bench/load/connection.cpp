#include "bench/load/connection.h"

#include <string_view>

namespace mockmeter::load {

void Connection::start() {
  ++run_.busy;
  busy_ = true;
  connect();
}

void Connection::connect() {
  waiting_ = true;
  asked_ = run_.elapsed();
  socket_.async_connect(run_.server, [this, life = life_](const asio::error_code& error) {
    if (life != life_) return;
    if (error) return fail(Failure::kConnect);
    asio::error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    ask_next();
  });
}

void Connection::ask_next() {
  waiting_ = false;
  if (!intended_) intended_ = run_.pacer.next(run_.elapsed());
  if (!intended_) return rest();
  if (*intended_ <= run_.elapsed()) return ask();
  timer_.expires_at(run_.start + *intended_);
  timer_.async_wait([this, life = life_](const asio::error_code&) {
    if (life == life_) ask();
  });
}

void Connection::ask() {
  reader_.reset();
  waiting_ = true;
  asked_ = run_.elapsed();
  asio::async_write(socket_, asio::buffer(run_.plan.request),
                    [this, life = life_](const asio::error_code& error, std::size_t) {
                      if (life != life_) return;
                      if (error) return fail(Failure::kClosed);
                      read();
                    });
}

void Connection::read() {
  socket_.async_read_some(asio::buffer(buffer_),
                          [this, life = life_](const asio::error_code& error, std::size_t size) {
                            if (life != life_) return;
                            error ? on_end() : on_bytes(size);
                          });
}

void Connection::on_end() {
  const Failure failure = reader_.begun() ? Failure::kCut : Failure::kClosed;
  reader_.take_end();
  reader_.complete() ? on_answer() : fail(failure);
}

void Connection::on_bytes(std::size_t size) {
  run_.report.bytes += size;
  const std::size_t taken = reader_.take(std::string_view(buffer_.data(), size));
  if (reader_.broken() || taken < size) return fail(Failure::kMalformed);
  reader_.complete() ? on_answer() : read();
}

void Connection::on_answer() {
  if (reader_.status() / 100 == 2) {
    ++run_.report.requests;
    run_.report.latency.record(run_.elapsed() - *intended_);
  } else {
    ++run_.report.failures[static_cast<std::size_t>(Failure::kStatus)];
  }
  intended_.reset();
  if (reader_.keep_alive()) return ask_next();
  close();
  connect();
}

void Connection::fail(Failure failure) {
  ++run_.report.failures[static_cast<std::size_t>(failure)];
  close();
  intended_.reset();
  waiting_ = false;
  failed_ = true;
}

void Connection::look(std::chrono::nanoseconds now) {
  if (!busy_) return;
  if (waiting_ && now - asked_ > run_.plan.timeout) return fail(Failure::kTimeout);
  if (!failed_) return;
  failed_ = false;
  // A request is taken before the attempt, so that a bound on their number also bounds failures.
  intended_ = run_.pacer.next(now);
  intended_ ? connect() : rest();
}

void Connection::rest() {
  if (!busy_) return;
  busy_ = false;
  if (--run_.busy == 0) run_.io.stop();
}

void Connection::stop(std::chrono::nanoseconds end) {
  if (intended_ && run_.plan.rate > 0) owe_one(*intended_, end, run_.report);
  close();
}

void Connection::close() {
  ++life_;
  asio::error_code ignored;
  socket_.close(ignored);
}

}  // namespace mockmeter::load
