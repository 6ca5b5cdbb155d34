#pragma once

#include <string>

#include "conformance/adapters/reference/common/call_message.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"

namespace reference {

/// The value of the Authorization field; empty = the call has no credential.
/// Throws CallError when the secret holds what would end the field.
std::string authorization(const Credential& credential, const MutantSet& mutants,
                          const QuirkSet& quirks);

/// `text` with the secret, plain and as it is sent, replaced by ***.
std::string without_secrets(std::string text, const Credential& credential);

}  // namespace reference
