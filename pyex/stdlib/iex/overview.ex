defmodule IEx.Overview do
  @moduledoc false
  # Figures in panes: a process, the system.

  def process(pid) do
    case Process.info(pid) do
      nil -> IO.puts(IEx.color(:eval_error, "Process #{inspect(pid)} is not alive"))
      info -> panes(pid, info)
    end
  end

  defp panes(pid, info) do
    pane("Process #{inspect(pid)}", "#", [])

    pane("Overview", "##", [
      {"Registered name", registered(info[:registered_name])},
      {"Initial call", call(info[:initial_call])},
      {"Current function", call(info[:current_function])},
      {"Status", inspect(info[:status])},
      {"Message queue length", info[:message_queue_len]},
      {"Trap exit", info[:trap_exit]},
      {"Priority", info[:priority]},
      {"Group leader", inspect(info[:group_leader])},
      {"Reductions", info[:reductions]}
    ])

    pane("Links", "##", Enum.map(info[:links] || [], &initial_call/1))
    {:monitors, monitors} = Process.info(pid, :monitors)
    pane("Monitors", "##", for({:process, other} <- monitors, is_pid(other), do: initial_call(other)))
    pane("Memory", "##", [{"Total", memory(pid)}])
  end

  defp registered(name) when name in [nil, []], do: ""
  defp registered(name), do: inspect(name)

  defp call({module, function, arity}), do: Exception.format_mfa(module, function, arity)
  defp call(_), do: ""

  defp initial_call(pid) do
    case is_pid(pid) && Process.info(pid, :initial_call) do
      {:initial_call, mfa} -> {inspect(pid), call(mfa)}
      _ -> {inspect(pid), ""}
    end
  end

  defp memory(pid) do
    {:memory, bytes} = Process.info(pid, :memory)
    size(bytes)
  end

  def system do
    pane("System and architecture", "##", [
      {"Elixir version", System.version()},
      {"Erlang/OTP version", System.otp_release()},
      {"Runtime", :pyex_iex.version()}
    ])

    pane("Memory", "##", [{"Total", size(:erlang.memory(:total))}])

    pane("Statistics / limits", "##", [
      {"Uptime", "#{div(elem(:erlang.statistics(:wall_clock), 0), 1000)} seconds"},
      {"Run queue", :erlang.statistics(:run_queue)},
      {"Processes", "#{:erlang.system_info(:process_count)} / #{:erlang.system_info(:process_limit)}"}
    ])

    IO.puts("")
  end

  defp size(bytes) when bytes < 1024, do: "#{bytes} B"
  defp size(bytes) when bytes < 1024 * 1024, do: "#{div(bytes, 1024)} KB"
  defp size(bytes), do: "#{div(bytes, 1024 * 1024)} MB"

  defp pane(title, mark, rows) do
    IO.puts(IEx.color(:doc_headings, "\n#{mark} #{title} "))
    if rows != [], do: IO.puts("")
    Enum.each(rows, fn {key, value} -> IO.puts(String.pad_trailing(key, 21) <> to_string(value)) end)
  end
end
