#include "server/control/admin/routes.h"

namespace mockmeter::admin {
namespace {

Json document_of(const RuleFinding& finding) {
  const ExchangeRecord& record = *finding.first.record;
  Json document = {{"name", finding.kind->name},
                   {"message", finding.message},
                   {"request", request_line(record)},
                   {"number", finding.first.number},
                   {"count", finding.count}};
  if (record.operation != nullptr) document["operation"] = record.operation->id;
  return document;
}

}  // namespace

Response get_findings(const AdminRequest& call) {
  const FindingReport report = call.mock.findings();
  Json findings = Json::array();
  for (const RuleFinding& finding : report.findings) findings.push_back(document_of(finding));
  Json document = {{"findings", std::move(findings)},
                   {"requests", report.examined},
                   {"inconclusive", report.dropped > 0}};
  if (report.dropped > 0) document["droppedRequests"] = report.dropped;
  return json_document(200, document);
}

}  // namespace mockmeter::admin
