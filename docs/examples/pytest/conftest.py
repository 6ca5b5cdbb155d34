import json
import subprocess
import urllib.error
import urllib.request

import pytest


class Mock:
    def __init__(self, ready):
        self.url = ready["url"]
        self.admin_url = ready["admin"]

    def admin(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.admin_url + path, data, method=method)
        try:
            with urllib.request.urlopen(request) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            pytest.fail(error.read().decode())


@pytest.fixture(scope="session")
def running_mock():
    command = ["mockmeter", "serve", "--port", "0", "--log-level", "warn"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    ready = process.stdout.readline()
    if not ready:
        pytest.fail("mockmeter did not start; its error is above")
    yield Mock(json.loads(ready))
    process.terminate()
    process.wait()


@pytest.fixture
def mock(running_mock):
    running_mock.admin("POST", "/reset")
    return running_mock
