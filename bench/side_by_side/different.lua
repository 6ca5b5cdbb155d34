-- No request is like another: each carries an X-Request-ID that was never sent before.
local head
local sent = 0

function init()
  local request = wrk.format()
  head = request:sub(1, -3) .. "X-Request-ID: bench-" .. os.time() .. "-"
end

function request()
  sent = sent + 1
  return head .. sent .. "\r\n\r\n"
end
