#pragma once

#include <string_view>

#include "server/api/error.h"
#include "server/api/operation.h"

namespace mockmeter::zkscore {

/// No key, an unknown one, or one that is switched off. 401.
ApiError invalid_api_key();
ApiError expired_api_key();  ///< 401
ApiError revoked_api_key();  ///< 401
ApiError forbidden();        ///< 403
/// A parameter or a member of the body that cannot be used. 400; `message` starts with the title.
ApiError invalid_parameters(std::string_view message);
ApiError no_usage_data();      ///< 404
ApiError api_key_not_found();  ///< 404

ApiError refuse(Refusal refusal, std::string_view detail);
/// The error of a fault `status=N`.
ApiError failure(int status);
/// The envelope of reading zkscore.error_envelope.
Response render(const ApiError& error, const Context& context);

}  // namespace mockmeter::zkscore
