#include "conformance/adapter/adapter.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "conformance/adapter/driver.h"
#include "conformance/adapter/message.h"
#include "conformance/adapter/program.h"
#include "conformance/adapter/shared.h"
#include "conformance/adapter/ticket.h"

namespace mockmeter::conformance {
namespace {

std::chrono::nanoseconds scaled(std::chrono::nanoseconds time, double scale) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(time * scale);
}

Patience patience(double scale) {
  Patience patience;
  patience.hello = scaled(patience.hello, scale);
  patience.at_eof = scaled(patience.at_eof, scale);
  patience.at_term = scaled(patience.at_term, scale);
  return patience;
}

}  // namespace

struct Adapter::Running {
  explicit Running(AdapterOptions options)
      : scale(options.timeout_scale),
        program(std::move(options.command), options.environment),
        shared{patience(scale)},
        driver(program, shared, static_cast<std::size_t>(std::max(1, options.processes))) {
    const auto said = driver.greet(hello_line(options.operations));
    if (said) hello = read_hello(*said);
    driver.set_parallel(static_cast<std::size_t>(hello.parallel));
  }

  Hello read_hello(const Json& said) const try {
    return to_hello(said);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error("the adapter \"" + program.name() + "\" cannot be used: " +
                             error.what() + "; conformance/adapter/README.md shows a hello");
  }

  const double scale;
  const Program program;
  Shared shared;
  Hello hello;
  Driver driver;
};

Adapter::Adapter(AdapterOptions options)
    : running_(std::make_unique<Running>(std::move(options))) {}

Adapter::~Adapter() = default;

const Hello& Adapter::hello() const { return running_->hello; }

Outcome Adapter::call(const Call& call, std::chrono::milliseconds limit, std::string* noise,
                      std::size_t process) {
  Ticket ticket;
  ticket.process = process;
  ticket.id = new_id();
  ticket.line = call_line(ticket.id, call);
  ticket.credential = call.credential;
  ticket.limit = scaled(limit, running_->scale);
  running_->driver.run(ticket);
  if (ticket.failure) std::rethrow_exception(ticket.failure);
  if (noise != nullptr) *noise = std::move(ticket.noise);
  return std::move(*ticket.outcome);
}

bool Adapter::ends_at_eof() { return running_->driver.ends_at_eof(); }

std::vector<pid_t> Adapter::processes() const { return running_->driver.processes(); }

std::size_t Adapter::peak_processes() const { return running_->driver.peak_processes(); }

bool Adapter::is_one_shot() const { return running_->driver.life() == Life::kOneShot; }

std::vector<std::string> Adapter::warnings() const { return running_->shared.oddities.texts(); }

}  // namespace mockmeter::conformance
