#pragma once

#include <string>
#include <string_view>

namespace mockmeter::conformance {

/// A file of conformance/report/html/ as it was when the program was built: "page.html". Throws
/// std::logic_error when there is none.
std::string_view page_file(std::string_view name);

/// All of the page's script, one file after the other in a function of its own.
std::string page_script();

}  // namespace mockmeter::conformance
