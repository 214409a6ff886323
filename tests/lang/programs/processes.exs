parent = self()
pid = spawn(fn ->
  receive do
    {:add, a, b} -> send(parent, {:sum, a + b})
  end
end)
send(pid, {:add, 1, 2})
receive do
  {:sum, s} -> IO.inspect s
end
{pid, ref} = spawn_monitor(fn -> exit(:bye) end)
receive do
  {:DOWN, ^ref, :process, ^pid, reason} -> IO.inspect reason
end
# expect: 3
# expect: :bye
