#pragma once

namespace mockmeter {

// Exit codes of `mockmeter`, a public interface. `mockmeter run` exits as its command does when
// that fails, and with 126, 127 or 128 + N as shells do.
inline constexpr int kExitOk = 0;
inline constexpr int kExitNotConformant = 1;  ///< `conform`, `check`, `conform --self-test`
inline constexpr int kExitUsage = 2;          ///< a wrong option, or what it needs is not there
inline constexpr int kExitFindings = 3;       ///< `run`: a finding of --fail-on appeared
inline constexpr int kExitIncomplete = 3;     ///< `conform`, `check`: something was not run
inline constexpr int kExitInternal = 70;
inline constexpr int kExitInterrupted = 130;

}  // namespace mockmeter
