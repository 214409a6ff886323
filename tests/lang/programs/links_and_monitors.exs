Process.flag(:trap_exit, true)
pid = spawn_link(fn -> exit(:crashed) end)
receive do
  {:EXIT, ^pid, reason} -> IO.inspect {:exit, reason}
end
{pid, ref} = spawn_monitor(fn -> :ok end)
receive do
  {:DOWN, ^ref, :process, ^pid, reason} -> IO.inspect {:down, reason}
end
IO.inspect Process.alive?(pid)
# expect: {:exit, :crashed}
# expect: {:down, :normal}
# expect: false
