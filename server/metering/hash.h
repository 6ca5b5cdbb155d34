#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/text/hash.h"

namespace mockmeter {

/// A version-4 shaped UUID made of 128 mixed bits, lower case.
std::string make_uuid(std::uint64_t seed, std::string_view purpose, std::uint64_t counter);

/// `length` characters of [a-z0-9].
std::string make_token(std::uint64_t seed, std::string_view purpose, std::uint64_t counter,
                       std::size_t length);

/// 16 hexadecimal digits that nobody else has drawn.
std::string random_digits();

}  // namespace mockmeter
