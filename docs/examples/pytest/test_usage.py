from usage import total_requests

KEY = "zk_test_professional"
CALL = {
    "method": "GET",
    "urlPath": "/v1/developer/usage",
    "queryParameters": {"timeframe": {"equalTo": "1h"}},
}


def test_reads_the_total_with_one_request(mock):
    assert total_requests(mock.url + "/v1", KEY) == 37792
    mock.admin("POST", "/verify", {**CALL, "atLeast": 1, "atMost": 1})
    assert mock.admin("GET", "/findings")["findings"] == []


def test_tries_again_after_503(mock):
    mock.admin("POST", "/faults", {"fault": "status=503,times=1,op=zkscore.get_usage"})
    assert total_requests(mock.url + "/v1", KEY) == 37792
    mock.admin("POST", "/verify", {**CALL, "atLeast": 2, "atMost": 2})
