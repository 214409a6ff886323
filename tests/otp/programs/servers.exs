# GenServer: all that callbacks may answer, names, timeouts, the end.
Logger.configure(level: :none)

defmodule Server do
  use GenServer
  def init({:ok, state}), do: {:ok, state}
  def init({:continue, what}), do: {:ok, [], {:continue, what}}
  def init({:timeout, ms}), do: {:ok, [], ms}
  def init(other), do: other

  def handle_call({:reply, x}, _from, state), do: {:reply, x, [x | state]}
  def handle_call({:later, ms}, from, state) do
    Process.send_after(self(), {:answer, from, :late}, ms)
    {:noreply, state}
  end
  def handle_call({:early, x}, from, state) do
    GenServer.reply(from, x)
    {:noreply, state}
  end
  def handle_call({:stop, reason, reply}, _from, state), do: {:stop, reason, reply, state}
  def handle_call({:stop, reason}, _from, state), do: {:stop, reason, state}
  def handle_call({:throw, x}, _from, state), do: throw({:reply, x, state})
  def handle_call({:raise, x}, _from, _state), do: raise(x)
  def handle_call({:answer, x}, _from, _state), do: x
  def handle_call({:timeout, ms}, _from, state), do: {:reply, :ok, state, ms}
  def handle_call({:continue, x}, _from, state), do: {:reply, :ok, state, {:continue, x}}
  def handle_call(:hibernate, _from, state), do: {:reply, :ok, state, :hibernate}
  def handle_call(:state, _from, state), do: {:reply, state, state}

  def handle_cast({:put, x}, state), do: {:noreply, [x | state]}
  def handle_cast({:stop, reason}, state), do: {:stop, reason, state}

  def handle_info({:answer, from, x}, state) do
    GenServer.reply(from, x)
    {:noreply, state}
  end
  def handle_info(message, state), do: {:noreply, [{:info, message} | state]}

  def handle_continue({:again, x}, state), do: {:noreply, [{:again, x} | state], {:continue, x}}
  def handle_continue(x, state), do: {:noreply, [{:continued, x} | state]}

  def terminate(reason, {:tell, pid}), do: send(pid, {:terminated, reason})
  def terminate(_reason, _state), do: :ok
end

defmodule Show do
  def it(name, fun) do
    value = try do fun.() rescue e -> {:raised, e.__struct__, Exception.message(e)} catch kind, e -> {kind, e} end
    IO.puts("#{name} => #{inspect(plain(value), width: 200)}")
  end

  def plain({reason, stack}) when is_list(stack) and stack != [] and is_tuple(hd(stack)), do: {plain(reason), :stack}
  def plain(pid) when is_pid(pid), do: :pid
  def plain(ref) when is_reference(ref), do: :ref
  def plain(list) when is_list(list), do: (if List.improper?(list), do: :improper, else: Enum.map(list, &plain/1))
  def plain(tuple) when is_tuple(tuple), do: tuple |> Tuple.to_list() |> Enum.map(&plain/1) |> List.to_tuple()
  def plain(other), do: other

  def fresh(state \\ []), do: (elem(GenServer.start(Server, {:ok, state}), 1))
  def next, do: (receive do m -> m after 1000 -> :none end)
  def catch_exit(fun), do: (try do fun.() catch :exit, {reason, _} -> {:exited, (if is_tuple(reason), do: :error, else: reason)} end)
end

defmodule Program do
  import Show
  import GenServer, only: [call: 2, call: 3, cast: 2]

  def run do
    it "reply", fn -> p = fresh(); {call(p, {:reply, 1}), call(p, {:reply, 2}), call(p, :state)} end
    it "later", fn -> call(fresh(), {:later, 20}) end
    it "early", fn -> call(fresh(), {:early, :bird}) end
    it "throw", fn -> call(fresh(), {:throw, :thrown}) end
    it "raise", fn -> call(fresh(), {:raise, "oh"}) end
    it "bad answer", fn -> call(fresh(), {:answer, {:reply, 1}}) end
    it "stop with reply", fn -> p = fresh(); {call(p, {:stop, :normal, :bye}), Process.sleep(10), Process.alive?(p)} end
    it "stop without", fn -> call(fresh(), {:stop, :shutdown}) end
    it "timeout", fn -> p = fresh(); call(p, {:timeout, 10}); Process.sleep(50); call(p, :state) end
    it "no timeout", fn -> p = fresh(); call(p, {:timeout, 30}); cast(p, {:put, 1}); Process.sleep(50); call(p, :state) end
    it "continue", fn -> p = fresh(); call(p, {:continue, :on}); call(p, :state) end
    it "continue twice", fn -> p = fresh(); call(p, {:continue, {:again, :on}}); call(p, :state) end
    it "continue from init", fn -> {:ok, p} = GenServer.start(Server, {:continue, :first}); call(p, :state) end
    it "timeout from init", fn -> {:ok, p} = GenServer.start(Server, {:timeout, 5}); Process.sleep(30); call(p, :state) end
    it "hibernate", fn -> p = fresh(); call(p, :hibernate); cast(p, {:put, :awake}); call(p, :state) end
    it "casts in order", fn -> p = fresh(); for n <- 1..5, do: cast(p, {:put, n}); call(p, :state) end
    it "info", fn -> p = fresh(); send(p, :hello); call(p, :state) end
    it "late answer is dropped", fn -> r = catch_exit(fn -> call(fresh(), {:later, 30}, 5) end); Process.sleep(60); {r, Process.info(self(), :message_queue_len)} end
    it "call of a dead one", fn -> p = fresh(); GenServer.stop(p); call(p, :state) end
    it "call of a name", fn -> call(:nobody, :state) end
    it "call of itself", fn -> call(self(), :state) end
    it "init ignores", fn -> GenServer.start(Server, :ignore) end
    it "init stops", fn -> GenServer.start(Server, {:stop, :why}) end
    it "init answers nonsense", fn -> GenServer.start(Server, :nonsense) end
    it "taken name", fn -> {:ok, _} = GenServer.start(Server, {:ok, 1}, name: :taken); GenServer.start(Server, {:ok, 2}, name: :taken) end
    it "global name", fn -> {:ok, p} = GenServer.start(Server, {:ok, 1}, name: {:global, {:any, "term"}}); {GenServer.whereis({:global, {:any, "term"}}) == p, call({:global, {:any, "term"}}, :state)} end
    it "terminate on stop", fn -> p = fresh({:tell, self()}); GenServer.stop(p, :shutdown); next() end
    it "terminate on cast stop", fn -> p = fresh({:tell, self()}); cast(p, {:stop, :custom}); next() end
    it "terminate on crash", fn -> p = fresh({:tell, self()}); catch_exit(fn -> call(p, {:raise, "oh"}) end); next() end
    it "multi_call", fn -> GenServer.multi_call([node()], :taken, :state) end
    it "reasons", fn -> {:ok, p} = GenServer.start(Server, {:ok, []}); r = Process.monitor(p); cast(p, {:stop, {:shutdown, 1}}); receive do {:DOWN, ^r, _, _, why} -> why end end
    it "send_request", fn -> id = :gen_server.send_request(fresh(), {:reply, :answer}); :gen_server.receive_response(id, 1000) end
    it "sys state", fn -> p = fresh(1); {:sys.get_state(p), :sys.replace_state(p, &(&1 + 1)), call(p, :state)} end
    it "sys suspend", fn -> p = fresh(1); :sys.suspend(p); r = catch_exit(fn -> call(p, :state, 10) end); :sys.resume(p); {r, call(p, :state)} end
  end
end

Program.run()
