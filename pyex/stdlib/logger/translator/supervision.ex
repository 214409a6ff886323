defmodule Logger.Translator.Supervision do
  # How the reports of supervisors about their children, and of `:proc_lib` about its processes, read.
  @moduledoc false

  @happened %{
    start_error: "failed to start",
    child_terminated: "terminated",
    shutdown: "caused shutdown",
    shutdown_error: "shut down abnormally"
  }

  @doc false
  def translate(min_level, :progress, supervisor: supervisor, started: child) do
    {:ok, [subject(child, supervisor), " started", details(min_level, child)]}
  end

  def translate(min_level, what, supervisor: supervisor, errorContext: what, reason: reason, offender: child) do
    exit = ["\n** (exit) ", Exception.format_exit(reason)]
    {:ok, [subject(child, supervisor), ?\s, @happened[what], exit, details(min_level, child)], crash_reason: {reason, []}}
  end

  defp subject(child, supervisor), do: ["Child ", inspect(child[:id]), " of Supervisor ", name(supervisor)]

  defp name({:local, name}), do: inspect(name)
  defp name({:global, name}), do: inspect(name)
  defp name({:via, _module, name}), do: inspect(name)
  defp name({pid, module}), do: [inspect(pid), " (", inspect(module), ")"]
  defp name(other), do: inspect(other)

  defp details(:debug, child), do: [details(:info, child), for(key <- [:restart_type, :shutdown, :child_type], do: detail(key, child[key]))]
  defp details(_level, child), do: [pid(child[:pid]), "\nStart Call: ", start_call(child[:mfargs])]

  defp pid(pid) when is_pid(pid), do: ["\nPid: ", inspect(pid)]
  defp pid(_none), do: []

  defp start_call({module, function, args}) when is_list(args) do
    [Exception.format_mfa(module, function, args)]
  end

  defp start_call({module, function, :undefined}), do: [inspect(module), ?., Atom.to_string(function), "/?"]

  defp detail(:restart_type, restart), do: ["\nRestart: ", inspect(restart)]
  defp detail(:shutdown, shutdown), do: ["\nShutdown: ", inspect(shutdown)]
  defp detail(:child_type, type), do: ["\nType: ", inspect(type)]

  @doc false
  def crash(min_level, info) do
    {kind, reason, stack} = info[:error_info]
    who = ["Process ", who(info[:registered_name], info[:pid]), " terminating"]
    {:ok, [who, ?\n, ended(kind, reason, stack), origin(info), state(min_level, info)], crash_reason: {reason, stack}}
  end

  defp who([], pid), do: inspect(pid)
  defp who(name, pid), do: [inspect(name), " (", inspect(pid), ")"]

  defp ended(kind, reason, stack), do: [Exception.format_banner(kind, reason, stack), trace(stack)]

  defp trace(stack), do: for(entry <- stack, do: ["\n    ", Exception.format_stacktrace_entry(entry)])

  defp origin(info), do: ["\nInitial Call: ", initial_call(info[:initial_call]), "\nAncestors: ", inspect(info[:ancestors])]

  defp initial_call({module, function, arity}), do: Exception.format_mfa(module, function, arity)

  defp state(:debug, info), do: for({key, title} <- titles(), do: ["\n", title, ": ", inspect(info[key])])
  defp state(_level, _info), do: []

  defp titles do
    [
      message_queue_len: "Message Queue Length",
      messages: "Messages",
      links: "Links",
      dictionary: "Dictionary",
      trap_exit: "Trapping Exits",
      status: "Status",
      heap_size: "Heap Size",
      stack_size: "Stack Size",
      reductions: "Reductions"
    ]
  end
end
