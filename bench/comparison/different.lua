-- No request is like another: each carries an X-Request-ID that was never sent before.
local threads = 0
local head
local sent = 0

function setup(thread)
  threads = threads + 1
  thread:set("id", threads)
end

function init()
  local request = wrk.format()
  head = request:sub(1, -3) .. "X-Request-ID: bench-" .. os.time() .. "-" .. id .. "-"
end

function request()
  sent = sent + 1
  return head .. sent .. "\r\n\r\n"
end
