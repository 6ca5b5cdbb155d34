#include "tests/http/http_messages.h"

namespace mockmeter::http_messages {
namespace {

constexpr std::string_view kNoChunk = "0\r\n\r\n";

std::string length(std::string_view value) {
  return post("Content-Length:" + std::string(value) + "\r\n", "abc");
}

std::string coding(std::string_view value) {
  return post("Transfer-Encoding:" + std::string(value) + "\r\n", kNoChunk);
}

/// A chunk of one byte under this size line, then the end.
std::string sized(std::string_view size) {
  return chunked(std::string(size) + "\r\na\r\n0\r\n\r\n");
}

const std::vector<Malformed> kMalformedLengths{
    {"both lengths", post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", kNoChunk)},
    {"both lengths, other order",
     post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", kNoChunk)},
    {"zero length beside chunks",
     post("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", kNoChunk)},
    {"length beside an unknown coding",
     post("Content-Length: 3\r\nTransfer-Encoding: x\r\n", "abc")},
    {"two lengths", post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd")},
    {"two equal lengths", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc")},
    {"two lengths in two cases", post("Content-Length: 0\r\ncontent-LENGTH: 3\r\n", "abc")},
    {"two zero lengths", post("Content-Length: 0\r\nContent-Length: 0\r\n", "")},
    {"listed lengths", length(" 3, 3")},
    {"length with comma behind", length(" 3,")},
    {"length with comma in front", length(" ,3")},
    {"length with semicolon", length(" 3;")},
    {"negative length", length(" -1")},
    {"negative zero", length(" -0")},
    {"signed length", length(" +3")},
    {"hex length", length(" 0x3")},
    {"hex digits", length(" 3a")},
    {"power", length(" 3e0")},
    {"length with underscore", length(" 1_0")},
    {"length with blank", length(" 1 2")},
    {"length with point", length(" 3.0")},
    {"quoted length", length(" \"3\"")},
    {"empty length", length("")},
    {"blank length", length("  ")},
    {"length in wide digits", length(" \xef\xbc\x93")},
    {"vertical tab before length", length(" \v3")},
    {"NUL behind length", length({" 3\0", 3})},
    {"bare CR behind length", length(" 3\r")},
    {"folded length", length("\r\n 3")},
    {"space before the length's colon", post("Content-Length : 3\r\n", "abc")},
    {"overflowing length", length(" 18446744073709551619")},
    {"length of 2 to the 63", length(" 9223372036854775808")},
    {"length of 19 digits", length(" 0000000000000000003")},
    {"gzip, chunked", coding(" gzip, chunked")},
    {"chunked, identity", coding(" chunked, identity")},
    {"identity", coding(" identity")},
    {"identity, chunked", coding(" identity, chunked")},
    {"chunked twice in a list", coding(" chunked, chunked")},
    {"chunked with comma behind", coding(" chunked,")},
    {"chunked with comma in front", coding(" ,chunked")},
    {"chunked in two fields",
     post("Transfer-Encoding: chunked\r\ntransfer-encoding: chunked\r\n", kNoChunk)},
    {"identity behind chunked",
     post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", kNoChunk)},
    {"chunked behind identity",
     post("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n", kNoChunk)},
    {"vertical tab before chunked", coding(" \vchunked")},
    {"form feed behind chunked", coding(" chunked\f")},
    {"no-break space before chunked", coding("\xa0"
                                             "chunked")},
    {"NUL behind chunked", coding({" chunked\0", 9})},
    {"bare CR behind chunked", coding(" chunked\r")},
    {"folded chunked", coding("\r\n chunked")},
    {"space before the coding's colon", post("Transfer-Encoding : chunked\r\n", kNoChunk)},
    {"tab before the coding's colon", post("Transfer-Encoding\t: chunked\r\n", kNoChunk)},
    {"space before the coding's name", post(" Transfer-Encoding: chunked\r\n", kNoChunk)},
    {"xchunked", coding(" xchunked")},
    {"chunkedx", coding(" chunkedx")},
    {"chunk", coding(" chunk")},
    {"chunked in a Cyrillic letter", coding(" \xd1\x81hunked")},
    {"quoted chunked", coding(" \"chunked\"")},
    {"chunked with parameter", coding(" chunked;q=1")},
    {"empty coding", coding("")},
    {"chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
};

}  // namespace

const std::vector<Malformed>& malformed_lengths() { return kMalformedLengths; }

const std::vector<Malformed>& malformed_chunks() {
  static const std::vector<Malformed> kShapes{
      {"chunk size with 0x", sized("0x1")},
      {"signed chunk size", sized("+1")},
      {"negative chunk size", sized("-1")},
      {"chunk size with blank behind", sized("1 ")},
      {"chunk size with blank in front", sized(" 1")},
      {"chunk size with tab behind", sized("1\t")},
      {"blank before an extension", sized("1 ;x")},
      {"empty chunk size", sized("")},
      {"no hex digit", sized("g")},
      {"chunk size with underscore", sized("0_1")},
      {"chunk size with comma", sized("1,1")},
      {"NUL behind chunk size", sized({"1\0", 2})},
      {"bare CR behind chunk size", sized("1\r")},
      {"bare CR in extension", sized("1;a\rb")},
      {"bare LF in extension", sized("1;a\n1;b")},
      {"control character in extension", sized("1;\x01")},
      {"only an extension", sized(";x")},
      {"endless extension", chunked("1;" + std::string(300, 'x'))},
      {"overflowing chunk size", sized("FFFFFFFFFFFFFFFFF")},
      {"chunk size of 2 to the 64 and one", sized("10000000000000001")},
      {"chunk size of 16 digits", sized("0000000000000001")},
      {"bare LF after chunk size", chunked("1\na\r\n0\r\n\r\n")},
      {"bare CR after chunk size", chunked("1\ra\r\n0\r\n\r\n")},
      {"chunk longer than it says", chunked("1\r\nab\r\n0\r\n\r\n")},
      {"chunk shorter than it says", chunked("3\r\na\r\n0\r\n\r\n")},
      {"bare LF after chunk", chunked("1\r\na\n0\r\n\r\n")},
      {"bare CR after chunk", chunked("1\r\na\r0\r\n\r\n")},
      {"two line ends after chunk", chunked("1\r\na\r\n\r\n0\r\n\r\n")},
      {"bare LF after last chunk", chunked("0\n\r\n")},
      {"bare LF as end of body", chunked("0\r\n\n")},
      {"bare LF twice as end of body", chunked("0\n\n")},
      {"trailer with space before colon", chunked("0\r\nX : y\r\n\r\n")},
      {"trailer without colon", chunked("0\r\nX\r\n\r\n")},
      {"folded trailer", chunked("0\r\nX: y\r\n z\r\n\r\n")},
      {"bare LF after trailer", chunked("0\r\nX: y\n\r\n")},
      {"a request for a trailer", chunked("0\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")},
  };
  return kShapes;
}

}  // namespace mockmeter::http_messages
