#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/api/operation.h"
#include "server/providers/openai/query/question.h"
#include "server/providers/openai/traffic/readout.h"

namespace mockmeter::openai {

/// The rows that the leaves make under the question's group_by, in ascending order of their labels,
/// those that are null first. Choice: the order; nothing is known about it.
/// Source: OpenAPI file f85dbe2: a dimension is null unless it is in group_by.
class Groups {
 public:
  Groups(const Question& question, const std::vector<Leaf>& leaves);

  std::size_t size() const { return labels_.size(); }
  const Labels& labels(std::size_t group) const { return labels_[group]; }
  std::size_t of_leaf(std::size_t leaf) const { return group_of_[leaf]; }

 private:
  std::vector<Labels> labels_;  // empty where the dimension is not in group_by
  std::vector<std::size_t> group_of_;
};

/// The member of a row: a text, null, or for `batch` a boolean.
void append_dimension(std::string& out, Dimension dimension, const Labels& labels);
/// The names behind the ids, where the variants have them.
void append_names(std::string& out, const Question& question, const Labels& labels,
                  const RequestContext& context);

/// Appends all of a bucket that stands before its rows.
void open_bucket(std::string& out, Instant begin, Instant end, const RequestContext& context);
/// Closes the list of buckets and the page. `next`: where the bucket behind the page begins.
Response close_page(std::string body, const OperationRequest& call, const Question& question,
                    Instant next);

/// The page that was asked for; `append_rows(body, end)` writes the rows of the bucket that ends
/// there, and is called for one after the other.
template <typename AppendRows>
Response page_of_buckets(const OperationRequest& call, const Question& question,
                         const AppendRows& append_rows) {
  std::string body = R"({"object":"page","data":[)";
  Instant begin = question.first;
  for (std::size_t i = 0; i < question.limit && begin < question.layout.to; ++i) {
    const Instant end = question.layout.end_of(begin);
    open_bucket(body, begin, end, call);
    append_rows(body, end);
    body += "]}";
    begin = end;
  }
  return close_page(std::move(body), call, question, begin);
}

}  // namespace mockmeter::openai
