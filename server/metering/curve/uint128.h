#pragma once

namespace mockmeter {

/// Room for exact products of 64-bit numbers. GCC and clang on 64-bit machines.
__extension__ typedef unsigned __int128 UInt128;

}  // namespace mockmeter
