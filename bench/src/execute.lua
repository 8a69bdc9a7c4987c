-- The one request of a load on Hypha; its key comes from the environment, so that it is in no process list.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. (os.getenv("BENCH_KEY") or "")
wrk.body = '{"action": "get_data", "params": {"id": 123}}'
