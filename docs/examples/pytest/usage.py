import json
import urllib.error
import urllib.request


def total_requests(base_url, key, attempts=2):
    request = urllib.request.Request(
        base_url + "/developer/usage?timeframe=1h", headers={"Authorization": "Bearer " + key}
    )
    try:
        with urllib.request.urlopen(request) as response:
            return json.load(response)["usage"]["totalRequests"]
    except urllib.error.HTTPError as error:
        if error.code != 503 or attempts == 1:
            raise
        return total_requests(base_url, key, attempts - 1)
