defmodule IEx.Server do
  @moduledoc false
  # The process that keeps an evaluator alive: when one dies it says why, and starts the next. The host (the program that
  # reads the keyboard) sends inputs to the evaluator itself.

  def run(outcome) do
    Process.flag(:priority, :high)
    unless Process.alive?(Process.group_leader()), do: :pyex_boot.start()
    if outcome == :restarted, do: IO.puts([killed(), "\n\n", :pyex_iex.banner()])
    start(outcome)
  end

  defp killed, do: IEx.color(:eval_error, "** (EXIT) the processes of the shell were killed, it starts anew")

  defp start(outcome) do
    {evaluator, monitor} = spawn_monitor(IEx.Evaluator, :init, [self(), outcome])
    evaluator |> watch(monitor) |> start()
  end

  defp watch(evaluator, monitor) do
    receive do
      {:respawn, ^evaluator} ->
        receive do: ({:DOWN, ^monitor, :process, ^evaluator, _} -> :ok)
        IO.puts(["\n", :pyex_iex.banner()])
        :respawned

      {:DOWN, ^monitor, :process, ^evaluator, reason} ->
        let_others_speak()
        IO.puts([obituary(evaluator, reason), "\n\n", :pyex_iex.banner()])
        :restarted

      _ ->
        watch(evaluator, monitor)
    end
  end

  # What led to the death is reported by processes of lower priority, and should be read before it.
  defp let_others_speak do
    receive after: (10 -> :ok)
  end

  defp obituary(evaluator, reason) do
    text = "** (EXIT from #{inspect(evaluator)}) shell process exited with reason: " <> Exception.format_exit(reason)
    IEx.color(:eval_error, text)
  end
end
