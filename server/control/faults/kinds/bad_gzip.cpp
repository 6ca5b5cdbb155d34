#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

bool bad_gzip(const FaultTarget& target) {
  // Source: RFC 1952 section 2.3, the ten bytes of a member's head, so that whoever looks believes.
  // Source: RFC 1951 section 3.2.3, block type 11 "reserved (error)": nothing ever inflates.
  constexpr std::string_view kHead{"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xff", 11};
  target.response.headers.set("Content-Encoding", "gzip");
  target.response.body.insert(0, kHead);
  return true;
}

}  // namespace mockmeter::faults
