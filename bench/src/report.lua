-- Writes what bench/run reads: answered requests, seconds, errors of connections, answers that are no 2xx or 3xx, p99 in ms.
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT %d %.3f %d %d %.1f\n", summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.timeout, errors.status, latency:percentile(99) / 1000))
end
