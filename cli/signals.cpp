#include "cli/signals.h"

#include <pthread.h>
#include <unistd.h>

namespace mockmeter::cli {

ShutdownSignals::ShutdownSignals() {
  sigemptyset(&set_);
  sigaddset(&set_, SIGTERM);
  sigaddset(&set_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set_, nullptr);
}

void ShutdownSignals::send() { kill(getpid(), SIGTERM); }

void ShutdownSignals::wait() const {
  int signal = 0;
  sigwait(&set_, &signal);
  pthread_sigmask(SIG_UNBLOCK, &set_, nullptr);  // the default action ends the process
}

}  // namespace mockmeter::cli
