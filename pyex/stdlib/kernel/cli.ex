defmodule Kernel.CLI do
  @moduledoc false
  # Runs what the command line asks for, one after the other: scripts (`pyex FILE`), expressions (`-e`) and required files
  # (`-r`). The first failure ends it, with the error on standard error and 1 as the exit status.

  @doc "As `run/1`, and tells the program around the node."
  def main(commands), do: commands |> run() |> :pyex_iex.finished()

  @doc "Runs `{:file | :require | :eval | :dbg, text}` in order and returns the exit status."
  def run(commands) do
    parent = self()
    {pid, monitor} = spawn_monitor(fn -> exit({:shutdown, {:pyex_cli, parent, all(commands)}}) end)

    receive do
      {:DOWN, ^monitor, :process, ^pid, {:shutdown, {:pyex_cli, ^parent, status}}} -> status
      {:DOWN, ^monitor, :process, ^pid, reason} -> died(pid, reason)
    end
  end

  defp all([]), do: 0

  defp all([command | rest]) do
    case one(command) do
      0 -> all(rest)
      status -> status
    end
  end

  defp one(command) do
    perform(command)
    0
  catch
    :exit, reason when reason == :normal or reason == :shutdown -> 0
    :exit, {:shutdown, status} when is_integer(status) -> status
    kind, reason -> failed(kind, reason, __STACKTRACE__)
  end

  defp perform({:file, path}), do: Code.require_file(path)
  defp perform({:require, path}), do: Code.require_file(path)
  defp perform({:dbg, "pry"}), do: Application.put_env(:elixir, :dbg_callback, {IEx.Pry, :dbg, []})
  defp perform({:eval, text}), do: Code.eval_string(text, [], file: "nofile")

  defp failed(kind, reason, stack) do
    {blamed, stack} = Exception.blame(kind, reason, stack)
    IO.puts(:stderr, kind |> Exception.format(blamed, prune(stack)) |> String.trim_trailing("\n"))
    1
  end

  # An exit signal ended the process that ran the commands.
  defp died(_pid, :normal), do: 0

  defp died(pid, reason) do
    IO.write(:stderr, "** (EXIT from #{inspect(pid)}) #{Exception.format_exit(reason)}\n")
    1
  end

  @below [Kernel.CLI, :pyex_code, :proc_lib]

  defp prune(stack) do
    stack
    |> Enum.reject(fn entry -> elem(entry, 0) == :pyex_module end)
    |> Enum.reverse()
    |> Enum.drop_while(fn entry -> elem(entry, 0) in @below end)
    |> Enum.reverse()
  end
end
