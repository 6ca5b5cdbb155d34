#!/usr/bin/env python3
"""Stands between mockmeter and a client: reads a call per line, makes it, writes how it ended."""
import base64, http.client, json, ssl, sys
from urllib.parse import quote, urlencode, urlsplit


# 1. The client that is tested. Delete this one, and import yours.
class ApiError(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class Client:
    def __init__(self, base_url, credential, ca_file=None):
        pair = f"{credential['username']}:{credential['password']}"
        self.headers = {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
        self.url = urlsplit(base_url)
        self.tls = ssl.create_default_context(cafile=ca_file)

    def get(self, path, **query):
        connection = (http.client.HTTPSConnection(self.url.netloc, context=self.tls)
                      if self.url.scheme == "https" else http.client.HTTPConnection(self.url.netloc))
        target = self.url.path + path + ("?" + urlencode(query, quote_via=quote) if query else "")
        connection.request("GET", target, headers=self.headers)
        response = connection.getresponse()
        body = response.read().decode()
        if response.status >= 300:
            raise ApiError(response.status, body[:500])
        return json.loads(body)


# 2. What it can do: one row per operation of `mockmeter list operations`; no other is supported.
OPERATIONS = {
    "upstash.list_qstash_users": lambda client: client.get("/qstash/users"),
    "upstash.get_qstash_stats": lambda client, id, **query: client.get(
        "/qstash/stats/" + (id.replace(".", "%2E") if id in (".", "..") else quote(id, safe="")), **query),
}
# 3. Who it is. A feature that is not named is not tested: retry, timeout, paging, tls_ca, gzip.
HELLO = {"type": "hello", "client": {"name": "my-client", "version": "0.1.0", "language": "Python"},
         "operations": list(OPERATIONS), "features": ["tls_ca"]}


# 4. The protocol stays as it is: what the client returns is the result, what it throws an error.
def outcome(call):
    if call["operation"] not in OPERATIONS:
        return {"unsupported": "not written yet"}
    try:
        client = Client(call["base_url"], call["credential"], call["options"].get("ca_file"))
        return {"result": OPERATIONS[call["operation"]](client, **call["arguments"])}
    except Exception as error:  # pylint: disable=broad-except
        return {"error": {"class": type(error).__name__, "message": str(error), "status": getattr(error, "status", None)}}


for line in sys.stdin:
    message = json.loads(line)
    answer = HELLO if message["type"] == "hello" else {"id": message["id"], **outcome(message)}
    print(json.dumps(answer), flush=True)
