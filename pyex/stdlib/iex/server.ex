defmodule IEx.Server do
  @moduledoc false
  # The process that keeps an evaluator alive: when one dies it says why, and starts the next. The host (the program that
  # reads the keyboard) sends inputs to the evaluator itself.
  #
  # A process that reaches a breakpoint asks here for the prompt. The person is asked, one request after the other; the
  # prompt is then that process's, until it goes on or dies, and the evaluator's again.

  def run(outcome) do
    Process.flag(:priority, :max)
    unless Process.alive?(Process.group_leader()), do: :pyex_boot.start()
    IEx.Break.init()
    if outcome == :restarted, do: IO.puts([killed(), "\n\n", :pyex_iex.banner()])
    start(outcome)
  end

  defp killed, do: IEx.color(:eval_error, "** (EXIT) the processes of the shell were killed, it starts anew")

  defp start(outcome) do
    {evaluator, monitor} = spawn_monitor(IEx.Evaluator, :init, [self(), outcome])
    evaluator |> watch(monitor) |> start()
  end

  # What the next evaluator begins with, when this one has ended.
  defp watch(evaluator, monitor) do
    receive do
      {:respawn, ^evaluator} ->
        receive do: ({:DOWN, ^monitor, :process, ^evaluator, _} -> :ok)
        IO.puts(["\n", :pyex_iex.banner()])
        :respawned

      {:DOWN, ^monitor, :process, ^evaluator, reason} ->
        let_others_speak()
        IO.puts([obituary(evaluator, reason), cause(evaluator), "\n\n", :pyex_iex.banner()])
        :restarted

      {:pry, pid, ref, request} ->
        lend(pid, ref, request, evaluator)
        watch(evaluator, monitor)

      _ ->
        watch(evaluator, monitor)
    end
  end

  @patience 100

  # What led to a death is reported by processes of lower priority, and should be read before it.
  defp let_others_speak do
    :pyex_iex.rest()

    receive do
      {:pyex_iex, :rested} -> :ok
    after
      @patience -> :ok
    end
  end

  defp obituary(evaluator, reason) do
    text = "** (EXIT from #{inspect(evaluator)}) shell process exited with reason: " <> Exception.format_exit(reason)
    IEx.color(:eval_error, text)
  end

  # Along which links the death came, for a person.
  defp cause(evaluator) do
    case IEx.Crash.death(evaluator) do
      nil -> []
      text -> ["\n", IEx.color(:hint, :pyex_debug.wrapped(text))]
    end
  end

  # Lend the prompt to a process at a breakpoint, if the person allows it: whether it was.
  defp lend(pid, ref, request, evaluator) do
    monitor = Process.monitor(pid)
    lent? = Process.alive?(pid) and allowed?(request)

    if lent? do
      IO.puts(["\n", :pyex_iex.banner()])
      :pyex_debug.lend(pid)
      send(pid, {ref, :allowed})
      lent(pid, ref, monitor)
      :pyex_debug.lend(nil)
      unless another?(evaluator), do: send(evaluator, {:pyex_iex, :resume})
    else
      send(pid, {ref, :refused})
    end

    Process.demonitor(monitor, [:flush])
    lent?
  end

  # Whether another one wanted it, too, and got it.
  defp another?(evaluator) do
    receive do
      {:pry, pid, ref, request} -> lend(pid, ref, request, evaluator) or another?(evaluator)
    after
      0 -> false
    end
  end

  defp allowed?(request) do
    :pyex_debug.interject()
    answer = IO.gets([request, "Allow? [Yn] "])
    is_binary(answer) and String.trim(answer) in ["", "y", "Y", "yes", "YES", "Yes"]
  end

  defp lent(pid, ref, monitor) do
    receive do
      {^ref, :next} -> next(pid, monitor)
      {^ref, _how} -> :ok
      {:DOWN, ^monitor, :process, ^pid, reason} -> IO.puts(obituary(pid, reason))
    end
  end

  @soon 100

  # It shall stop at the next expression, if there is one.
  defp next(pid, monitor) do
    receive do
      {:pry, ^pid, ref, _request} ->
        send(pid, {ref, :again})
        lent(pid, ref, monitor)
    after
      @soon -> :ok
    end
  end
end
