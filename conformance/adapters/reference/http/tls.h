#pragma once

#include <httplib.h>

#include <memory>
#include <string>

#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/http/url.h"

namespace reference {

/// A client that speaks TLS 1.2 or later with a server whose certificate is signed by an authority
/// of `ca_file` (the system's when it is empty), is in date and names the host.
/// Throws CallError of kind tls when the file cannot be read.
std::unique_ptr<httplib::ClientImpl> make_tls_client(const Origin& origin,
                                                     const std::string& ca_file,
                                                     const MutantSet& mutants);

}  // namespace reference
