#!/usr/bin/env python3
"""The three APIs called with Python's standard library, behind the adapter protocol."""
import base64, http.client, json, signal, ssl, sys
from urllib.parse import quote, urlencode, urlsplit

OPERATIONS = {
    "upstash.list_qstash_users": ("GET", "/qstash/users"),
    "upstash.get_qstash_stats": ("GET", "/qstash/stats/{id}"),
    "neon.account_consumption": ("GET", "/consumption_history/account"),
    "neon.project_consumption": ("GET", "/consumption_history/projects"),
    "zkscore.get_usage": ("GET", "/developer/usage"),
    "zkscore.create_api_key": ("POST", "/developer/keys"),
}
HELLO = {"type": "hello", "client": {"name": "http.client", "version": sys.version.split()[0], "language": "Python"},
         "operations": list(OPERATIONS), "model": "raw", "time_resolution": "ns",
         "features": ["timeout", "tls_ca"], "parallel": 1}


def authorization(credential):
    if credential["scheme"] == "bearer":
        return "Bearer " + credential["token"]
    pair = f"{credential['username']}:{credential['password']}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def text(value):
    return value if isinstance(value, str) else json.dumps(value)


def call(message):
    method, path = OPERATIONS[message["operation"]]
    arguments = {k: v for k, v in message.get("arguments", {}).items() if v is not None}
    options = message.get("options", {})
    if "{id}" in path:
        segment = arguments.pop("id")
        path = path.format(id=segment.replace(".", "%2E") if segment in (".", "..") else quote(segment, safe=""))
    headers = {"Accept": "application/json", "Authorization": authorization(message["credential"])}
    pairs = [(k, text(v)) for k, vs in arguments.items() for v in (vs if isinstance(vs, list) else [vs])]
    body = json.dumps(arguments) if method == "POST" else None
    if body:
        headers["Content-Type"] = "application/json"
    base = urlsplit(message["base_url"])
    target = base.path + path + ("?" + urlencode(pairs, quote_via=quote, safe="") if pairs and not body else "")
    signal.setitimer(signal.ITIMER_REAL, options.get("timeout_ms", 30000) / 1000)  # of the whole call
    connection = (http.client.HTTPSConnection(base.netloc, context=ssl.create_default_context(cafile=options.get("ca_file")))
                  if base.scheme == "https" else http.client.HTTPConnection(base.netloc))
    try:
        connection.request(method, target, body, headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        connection.close()


def error_in(body):
    try:
        return json.loads(body)
    except ValueError:  # a proxy's, perhaps
        return None


def outcome(message):
    try:
        status, headers, body = call(message)
        answer = json.loads(body) if status < 300 else error_in(body)
    except Exception as error:  # pylint: disable=broad-except
        return {"error": {"class": type(error).__name__, "message": str(error)}}
    members = answer if isinstance(answer, dict) else {}
    inner = members.get("error")
    if status < 300 and members.get("success") is not False and not inner:
        return {"result_text": body}  # as it came: nothing is lost on the way
    details = inner if isinstance(inner, dict) else {"code": inner, **members}
    wait = headers.get("Retry-After", "")
    return {"error": {"status": status, "code": details.get("code"), "class": "HTTPError",
                      "message": text(details.get("message") or inner or answer)[:500],
                      **({"retry_after_ms": int(wait) * 1000} if wait.isdigit() else {})}}


def on_alarm(*_):
    raise TimeoutError("the response was not there in time")


signal.signal(signal.SIGALRM, on_alarm)
for line in sys.stdin:
    received = json.loads(line)
    if received.get("type") == "hello":
        print(json.dumps(HELLO), flush=True)
    else:
        known = received["operation"] in OPERATIONS
        print(json.dumps({"id": received["id"], **(outcome(received) if known else {"unsupported": "no such operation"})}), flush=True)
