pid = spawn(fn ->
  receive do
    :go -> throw(:uncaught)
  end
end)
ref = Process.monitor(pid)
Logger.configure(level: :none)
send(pid, :go)
receive do
  {:DOWN, ^ref, _, _, {reason, _stack}} -> IO.inspect reason
end
{_, ref} = spawn_monitor(fn -> raise ArgumentError, "in process" end)
receive do
  {:DOWN, ^ref, _, _, {reason, _}} -> IO.inspect reason
end
# expect: {:nocatch, :uncaught}
# expect: %ArgumentError{message: "in process"}
