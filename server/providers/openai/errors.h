#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "server/api/error.h"
#include "server/api/operation.h"

namespace mockmeter::openai {

// The refusals of OpenAI. The code of such an ApiError is the envelope's `code` and, behind a
// blank, its `param`; a part that is empty becomes null.

ApiError missing_api_key();                           ///< 401
ApiError incorrect_api_key(std::string_view secret);  ///< 401; the secret is masked
/// 403, or as the readings have it.
ApiError missing_scope(const Context& context);

ApiError missing_start_time();
ApiError not_an_integer(std::string_view name);
ApiError not_a_boolean(std::string_view name);
ApiError repeated_parameter(std::string_view name, std::string_view type);
ApiError below_minimum(std::string_view name, std::int64_t value);  ///< of 0
ApiError start_in_future();
ApiError range_order();
ApiError end_in_future();
ApiError same_day();
ApiError unsupported_value(std::string_view name, std::string_view value,
                           std::span<const std::string_view> supported);
ApiError limit_too_large(std::int64_t value, std::int64_t most);
ApiError limit_too_small(std::int64_t value);
ApiError api_key_floor(std::int64_t floor);
ApiError user_floor(std::int64_t floor);
ApiError page_token();
ApiError escaped_page_token();

ApiError refuse(Refusal refusal, std::string_view detail);
/// The error of a fault `status=N`.
ApiError failure(int status);
Response render(const ApiError& error, const Context& context);
/// x-request-id on every answer. Source: npm openai 7.59.0, which reads it.
void finish(Response& response, const Context& context);

}  // namespace mockmeter::openai
