defmodule IEx.Overview do
  @moduledoc false
  # Figures in panes: a process (`process_info/1`), the system (`runtime_info/0`).

  ## A process

  @keys [:current_stacktrace, :monitors, :monitored_by, :memory, :stack_size, :heap_size, :total_heap_size, :garbage_collection]

  def process(pid) do
    case Process.info(pid) do
      nil -> IO.puts(IEx.color(:eval_error, "Failed to fetch information about #{inspect(pid)}: the process is not alive"))
      info -> panes(pid, info ++ (Process.info(pid, @keys) || []))
    end
  end

  defp panes(pid, info) do
    IO.puts(["\n", IEx.color(:doc_headings, "# Process #{inspect(pid)} ")])

    pane("Overview", [
      {"Registered name", registered(info[:registered_name])},
      {"Initial call", call(info[:initial_call])},
      {"Current function", call(info[:current_function])},
      {"Status", inspect(info[:status])},
      {"Message queue length", info[:message_queue_len]},
      {"Group leader", inspect(info[:group_leader])},
      {"Priority", inspect(info[:priority])},
      {"Trap exit", info[:trap_exit]},
      {"Reductions", info[:reductions]},
      {"Error handler", inspect(info[:error_handler])}
    ])

    some_pane("Links", Enum.map(info[:links], &neighbour/1))
    some_pane("Monitors", Enum.map(info[:monitors], fn {_kind, monitored} -> neighbour(monitored) end))
    some_pane("Monitored by", Enum.map(info[:monitored_by], &neighbour/1))
    pane("Memory", memory(info))
    some_pane("Current stacktrace", Enum.map(info[:current_stacktrace], &"    #{Exception.format_stacktrace_entry(&1)}"))
  end

  defp registered(name) when name in [nil, []], do: ""
  defp registered(name), do: inspect(name)

  defp call({module, function, arity}), do: Exception.format_mfa(module, function, arity)
  defp call(_), do: ""

  # The name says more than the pid.
  defp neighbour(pid) when is_pid(pid) do
    case Process.info(pid, [:registered_name, :initial_call]) do
      [registered_name: [], initial_call: mfa] -> {inspect(pid), call(mfa)}
      [registered_name: name, initial_call: _] -> {inspect(pid), inspect(name)}
      nil -> {inspect(pid), ""}
    end
  end

  defp neighbour(other), do: {inspect(other), ""}

  defp memory(info) do
    words = for key <- [:total_heap_size, :heap_size, :stack_size], do: {key, info[key]}
    collection = info[:garbage_collection] || []

    [
      {"Total", size(info[:memory])},
      {"Total heap size", words(words[:total_heap_size])},
      {"Heap size", words(words[:heap_size])},
      {"Stack size", words(words[:stack_size])},
      {"GC min heap size", words(collection[:min_heap_size])},
      {"GC fullsweep after", collection[:fullsweep_after]}
    ]
  end

  defp words(nil), do: nil
  defp words(count), do: size(count * :erlang.system_info(:wordsize))

  ## The system

  @topics [system: "System and architecture", memory: "Memory", limits: "Statistics / limits", applications: "Loaded OTP Applications", allocators: "Memory allocators"]
  @usual [:system, :memory, :limits]

  def system(topics) do
    topics = List.wrap(topics)
    for topic <- topics, do: pane(@topics[topic] || unknown!(topic), rows(topic))
    heading("")

    for {title, listed} <- [{"Showing topics:", topics}, {"Additional topics:", Keyword.keys(@topics) -- topics}], listed != [] do
      IO.puts(row({title, inspect(listed)}))
    end

    IO.puts("\nTo view a specific topic call runtime_info(topic)\n")
  end

  def usual, do: @usual

  defp unknown!(topic), do: raise(ArgumentError, "unknown topic #{inspect(topic)}, the topics are #{inspect(Keyword.keys(@topics))}")

  defp rows(:system) do
    [
      {"Elixir version", System.version()},
      {"Erlang/OTP version", System.otp_release()},
      {"ERTS version", :erlang.system_info(:version)},
      {"Runtime", :pyex_iex.version()},
      {"Compiled for", :erlang.system_info(:system_architecture)},
      {"Schedulers", :erlang.system_info(:schedulers)},
      {"Schedulers online", :erlang.system_info(:schedulers_online)}
    ]
  end

  defp rows(:memory) do
    memory = :erlang.memory()

    for {key, title} <- [atom: "Atoms", binary: "Binaries", code: "Code", ets: "ETS", processes: "Processes", total: "Total"] do
      {title, size(memory[key])}
    end
  end

  defp rows(:limits) do
    [
      {"Uptime", uptime(div(elem(:erlang.statistics(:wall_clock), 0), 1000))},
      {"Run queue", :erlang.statistics(:run_queue)},
      {"Atoms", used(:atom_count, :atom_limit)},
      {"ETS", used(:ets_count, :ets_limit)},
      {"Ports", used(:port_count, :port_limit)},
      {"Processes", used(:process_count, :process_limit)}
    ]
  end

  defp rows(:applications) do
    started = for {name, _, _} <- Application.started_applications(), do: name
    for {name, _, version} <- Application.loaded_applications(), do: {name, "#{version}#{if name in started, do: " (started)"}"}
  end

  # Python has one; what it has taken is the only figure.
  defp rows(:allocators), do: [{"Python", size(:erlang.memory(:total))}]

  defp uptime(seconds) when seconds < 60, do: "#{seconds} seconds"
  defp uptime(seconds) when seconds < 3600, do: "#{div(seconds, 60)} minutes and #{rem(seconds, 60)} seconds"
  defp uptime(seconds), do: "#{div(seconds, 3600)} hours, #{seconds |> rem(3600) |> div(60)} minutes and #{rem(seconds, 60)} seconds"

  defp used(count, limit) do
    {count, limit} = {:erlang.system_info(count), :erlang.system_info(limit)}
    "#{count} / #{limit} (#{div(count * 100, limit)}% used)"
  end

  defp size(nil), do: nil
  defp size(bytes) when bytes < 1024, do: "#{bytes} B"
  defp size(bytes) when bytes < 1024 * 1024, do: "#{div(bytes, 1024)} KB"
  defp size(bytes), do: "#{div(bytes, 1024 * 1024)} MB"

  ## Panes

  defp some_pane(_title, []), do: :ok
  defp some_pane(title, rows), do: pane(title, rows)

  # What is not known here (nil) has no row.
  defp pane(title, rows) do
    heading("## #{title}")
    for row <- rows, text = row(row), do: IO.puts(text)
  end

  defp heading(""), do: IO.puts("")
  defp heading(title), do: IO.puts(["\n", IEx.color(:doc_headings, title <> " "), "\n"])

  defp row({_key, nil}), do: nil
  defp row({key, value}), do: String.pad_trailing(to_string(key), 21) <> to_string(value)
  defp row(text), do: text
end
