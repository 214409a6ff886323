# Runs small concurrent programs that are data, and says what each process saw. The same file runs under pyex and on the BEAM.
#
# A program is a list of scripts, one for each process; a script is a list of operations (see `programs.py`, which writes them).
# Its outcome is, for each process, what it noted and why it ended: notes hold no pids, but the numbers of processes. All
# processes end: no operation waits for ever.
defmodule Differential do
  @wait 120
  @short 45

  def outcome(scripts, run) do
    log = :ets.new(:log, [:public, :duplicate_bag])
    count = length(scripts)

    pids =
      for {script, me} <- Enum.with_index(scripts) do
        spawn(fn ->
          receive do
            {:go, pids} -> run(script, %{me: me, pids: pids, log: log, step: 0, run: run, refs: %{}})
          end
        end)
      end

    monitors = for pid <- pids, do: Process.monitor(pid)
    for pid <- Enum.shuffle(pids), do: send(pid, {:go, List.to_tuple(pids)})
    reasons = for ref <- monitors, do: receive(do: ({:DOWN, ^ref, _, _, reason} -> reason))
    notes = :ets.tab2list(log)
    :ets.delete(log)

    for {reason, me} <- Enum.zip(reasons, 0..(count - 1)) do
      {for({_step, note} <- Enum.sort(for {^me, step, note} <- notes, do: {step, note}), do: note), numbered(reason, List.to_tuple(pids))}
    end
  end

  defp run([], _state), do: :ok

  defp run([op | rest], state) do
    for _ <- 1..:rand.uniform(3), do: :erlang.yield()
    {note, state} = op(op, state)
    if note != :nothing, do: :ets.insert(state.log, {state.me, state.step, numbered(note, state.pids)})
    run(rest, %{state | step: state.step + 1})
  end

  defp op({:send, to, what}, state), do: {:nothing, sent(send(pid(to, state), {:m, state.me, what}), state)}
  defp op({:send_name, what}, state), do: {attempt(fn -> send(name(state), {:m, state.me, what}) end), state}
  defp op({:send_after, to, what}, state), do: {:nothing, sent(Process.send_after(pid(to, state), {:m, state.me, what}, @short), state)}
  defp op({:receive, pattern, wait}, state), do: {taken(pattern, if(wait == :wait, do: @wait, else: 0), state), state}
  defp op({:link, to}, state), do: {attempt(fn -> Process.link(pid(to, state)) end), state}
  defp op({:unlink, to}, state), do: {:nothing, sent(Process.unlink(pid(to, state)), state)}
  defp op({:monitor, to}, state), do: {:nothing, put_in(state.refs[to], Process.monitor(pid(to, state)))}

  defp op({:demonitor, to}, state) do
    if state.refs[to], do: Process.demonitor(state.refs[to])
    {:nothing, state}
  end

  defp op({:trap, on}, state), do: {:nothing, sent(Process.flag(:trap_exit, on), state)}
  defp op({:exit, reason}, _state), do: exit(reason)
  defp op({:exit_other, to, reason}, state), do: {:nothing, sent(Process.exit(pid(to, state), reason), state)}
  defp op({:alive, to}, state), do: {Process.alive?(pid(to, state)), state}
  defp op(:register, state), do: {attempt(fn -> Process.register(self(), name(state)) end), state}
  defp op(:unregister, state), do: {attempt(fn -> Process.unregister(name(state)) end), state}
  defp op(:whereis, state), do: {Process.whereis(name(state)), state}

  defp sent(_result, state), do: state

  defp pid(number, state), do: elem(state.pids, number)

  # Each run has a name of its own: many run at once on the BEAM.
  defp name(state), do: :"differential_#{state.run}"

  defp attempt(fun) do
    fun.()
    true
  rescue
    ArgumentError -> :badarg
    error in ErlangError -> error.original
  end

  defp taken(:any, wait, state) do
    receive do
      message -> seen(message, state)
    after
      wait -> :timeout
    end
  end

  defp taken({:from, from}, wait, state) do
    receive do
      {:m, ^from, _} = message -> seen(message, state)
    after
      wait -> :timeout
    end
  end

  defp taken(:exit, wait, state) do
    receive do
      {:EXIT, _, _} = message -> seen(message, state)
    after
      wait -> :timeout
    end
  end

  defp taken(:down, wait, state) do
    receive do
      {:DOWN, _, _, _, _} = message -> seen(message, state)
    after
      wait -> :timeout
    end
  end

  defp seen({:DOWN, _ref, :process, pid, reason}, _state), do: {:down, pid, reason}
  defp seen({:EXIT, pid, reason}, _state), do: {:exit, pid, reason}
  defp seen(message, _state), do: message

  defp numbered(pid, pids) when is_pid(pid), do: Enum.find_index(Tuple.to_list(pids), &(&1 == pid)) || :stranger
  defp numbered(tuple, pids) when is_tuple(tuple), do: tuple |> Tuple.to_list() |> Enum.map(&numbered(&1, pids)) |> List.to_tuple()
  defp numbered(other, _pids), do: other

  # `{program's number, scripts}`, each run so many times at once; prints a line `number<TAB>count<TAB>outcome` for each outcome.
  def explore(programs, times, at_once) do
    for {number, scripts} <- programs do
      1..times
      |> Task.async_stream(fn run -> :rand.seed(:exsss, {number, run, 1}); outcome(scripts, run) end, max_concurrency: at_once, timeout: :infinity)
      |> Enum.frequencies_by(fn {:ok, outcome} -> inspect(outcome, limit: :infinity, width: :infinity) end)
      |> Enum.each(fn {outcome, count} -> IO.puts([Integer.to_string(number), ?\t, Integer.to_string(count), ?\t, outcome]) end)
    end
  end
end
