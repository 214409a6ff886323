# Exits, links and monitors: what a watcher is told. One line is printed for each fact.
Logger.configure(level: :none)

defmodule Facts do
  def fact(name, fun) do
    value = try do fun.() rescue e -> {:raised, e} catch kind, e -> {kind, e} end
    IO.puts("#{name} => #{inspect(plain(value), limit: 20, width: 200)}")
    flush()
  end

  def down(fun, before \\ fn _ -> :ok end) do
    {pid, ref} = spawn_monitor(fun)
    before.(pid)
    receive do {:DOWN, ^ref, :process, ^pid, why} -> {:down, why} after 500 -> :no_down end
  end

  def plain({reason, stack}) when is_list(stack) and stack != [] and is_tuple(hd(stack)), do: {plain(reason), :stack}
  def plain(pid) when is_pid(pid), do: :pid
  def plain(ref) when is_reference(ref), do: :ref
  def plain(%{__exception__: true} = e), do: {e.__struct__, Exception.message(e) |> String.replace(~r"#PID<[\d.]+>", "PID") |> String.slice(0, 90)}
  def plain(list) when is_list(list), do: Enum.map(list, &plain/1)
  def plain(tuple) when is_tuple(tuple), do: tuple |> Tuple.to_list() |> Enum.map(&plain/1) |> List.to_tuple()
  def plain(other), do: other

  def flush, do: (receive do _ -> flush() after 0 -> :ok end)
  def message(time \\ 300), do: (receive do m -> m after time -> :none end)
  def idle, do: spawn(fn -> Process.sleep(:infinity) end)
  def dead, do: (pid = spawn(fn -> :ok end); Process.sleep(20); pid)

  def trap(fun) do
    me = self()
    spawn(fn -> Process.flag(:trap_exit, true); send(me, {:result, fun.()}) end)
    receive do {:result, result} -> result after 1500 -> :timeout end
  end
end

defmodule Program do
  import Facts

  def run do
    fact "raise", fn -> down(fn -> raise "x" end) end
    fact "throw", fn -> down(fn -> throw(:x) end) end
    fact "exit", fn -> down(fn -> exit(:x) end) end
    fact "exit kill", fn -> down(fn -> exit(:kill) end) end
    fact "return", fn -> down(fn -> :whatever end) end
    fact "killed", fn -> down(fn -> Process.sleep(:infinity) end, &Process.exit(&1, :kill)) end
    fact "killed while trapping", fn -> down(fn -> Process.flag(:trap_exit, true); Process.sleep(:infinity) end, fn p -> Process.sleep(20); Process.exit(p, :kill) end) end
    fact "normal from outside", fn -> down(fn -> Process.sleep(:infinity) end, &Process.exit(&1, :normal)) end
    fact "normal to itself", fn -> down(fn -> Process.exit(self(), :normal); Process.sleep(100); exit(:survived) end) end
    fact "normal to itself, trapping", fn -> trap(fn -> Process.exit(self(), :normal); message() end) end
    fact "linked child ends normally", fn -> down(fn -> spawn_link(fn -> :ok end); Process.sleep(100); exit(:survived) end) end
    fact "linked child shuts down", fn -> down(fn -> spawn_link(fn -> exit(:shutdown) end); Process.sleep(100); exit(:survived) end) end
    fact "linked child exits with kill", fn -> down(fn -> spawn_link(fn -> exit(:kill) end); Process.sleep(200); exit(:survived) end) end
    fact "trapping, child exits with kill", fn -> trap(fn -> spawn_link(fn -> exit(:kill) end); message() end) end
    fact "trapping, child killed", fn -> trap(fn -> p = spawn_link(fn -> Process.sleep(:infinity) end); Process.exit(p, :kill); message() end) end
    fact "trapping, child raises", fn -> trap(fn -> spawn_link(fn -> raise "x" end); message() end) end
    fact "link to the dead", fn -> down(fn -> r = Process.link(dead()); exit({:survived, r}) end) end
    fact "link to the dead, trapping", fn -> trap(fn -> {Process.link(dead()), message()} end) end
    fact "monitor of the dead", fn -> Process.monitor(dead()); message() end
    fact "monitor of no name", fn -> Process.monitor(:no_name); message() end
    fact "two monitors", fn -> p = idle(); Process.monitor(p); Process.monitor(p); Process.exit(p, :kill); {elem(message(), 4), elem(message(), 4)} end
    fact "demonitor with flush", fn -> p = idle(); r = Process.monitor(p); Process.exit(p, :kill); Process.sleep(20); {Process.demonitor(r, [:flush]), message(20)} end
    fact "register twice", fn -> Process.register(idle(), :n1); Process.register(idle(), :n1) end
    fact "register :undefined", fn -> Process.register(idle(), :undefined) end
    fact "unregister unknown", fn -> Process.unregister(:nope) end
    fact "priority", fn -> {Process.flag(:priority, :max), Process.flag(:priority, :low), Process.flag(:priority, :normal)} end
    fact "timer of a dead process", fn -> p = idle(); r = Process.send_after(p, :x, 10_000); Process.exit(p, :kill); Process.sleep(20); Process.cancel_timer(r) end
    fact "alias", fn -> a = :erlang.alias(); send(a, 1); x = message(); :erlang.unalias(a); send(a, 2); {x, message(20)} end
    fact "task crash", fn -> down(fn -> t = Task.async(fn -> raise "tb" end); Task.await(t) end) end
  end
end

Program.run()
