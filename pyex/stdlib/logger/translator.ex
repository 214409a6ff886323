defmodule Logger.Translator do
  # How the events of the log read: those of OTP's behaviours, of tasks and of crashed processes, and plain ones.
  @moduledoc false

  # What is longer than this many bytes is cut off, as Elixir does it.
  @most 8192

  @doc "The text of an event as chardata, or `:skip`. Details of servers are only shown when all is logged."
  def text(event, min_level), do: event |> message(min_level) |> cut()

  defp message({:crash, pid, {:error, reason, stack}}, _min_level) do
    error = :error |> Exception.normalize(reason, stack) |> hinted(stack)
    ["Process ", inspect(pid), " raised an exception\n", Exception.format_banner(:error, error, stack), trace(stack)]
  end

  defp message({:memory, pid, messages, frames}, _min_level) do
    "Process #{inspect(pid)} was killed, since memory is running out: it held #{messages} messages and was #{frames} calls deep"
  end

  defp message({:report, %{label: {:gen_server, :terminate}} = report}, min_level) do
    [
      ["GenServer ", inspect(report.name), " terminating", stop(report.reason)],
      ["\nLast message", from(report.client_info), ": ", inspect(report.last_message)],
      if(min_level == :debug, do: ["\nState: ", inspect(report.state), client(report.client_info)], else: [])
    ]
  end

  defp message({:report, %{label: {:gen_event, :terminate}} = report}, min_level) do
    [
      [":gen_event handler ", inspect(report.handler), " installed in ", inspect(report.name), " terminating"],
      stop(bare(report.reason)),
      ["\nLast message: ", inspect(report.last_message)],
      if(min_level == :debug, do: ["\nState: ", inspect(report.state)], else: [])
    ]
  end

  defp message({:report, %{label: {:gen_statem, :terminate}} = report}, min_level) do
    [
      [":gen_statem ", inspect(report.name), " terminating", ended(report.reason)],
      ["\nQueue: ", inspect(report.queue), "\nPostponed: ", inspect(report.postponed)],
      if(min_level == :debug, do: machine(report), else: [])
    ]
  end

  defp message({:report, %{label: {Task.Supervisor, :terminating}, report: report}}, _min_level) do
    [
      ["Task ", inspect(report.name), " started from ", inspect(report.starter), " terminating", stop(report.reason)],
      ["\nFunction: ", inspect(report.function), "\n    Args: ", inspect(report.args)]
    ]
  end

  defp message({:report, %{label: {GenServer, :no_handle_info}} = report}, _min_level) do
    who = [inspect(report.module), ?\s, inspect(report.name)]
    [who, " received unexpected message in handle_info/2: ", inspect(report.message), ?\n]
  end

  defp message({:report, report}, _min_level) when is_map(report), do: inspect(Map.to_list(report))
  defp message({:report, report}, _min_level), do: inspect(report)
  defp message({:string, text}, _min_level), do: text

  defp message({format, args}, _min_level) do
    {format, args} = format |> IO.chardata_to_string() |> String.to_charlist() |> inspecting(args, [], [])
    :io_lib.format(format, args)
  end

  # Terms (`~p`, `~w` and their kin) are shown as Elixir shows them.
  defp inspecting([?~, ?~ | rest], args, format, done), do: inspecting(rest, args, [?~, ?~ | format], done)
  defp inspecting([?~, ?n | rest], args, format, done), do: inspecting(rest, args, [?n, ?~ | format], done)

  defp inspecting([?~ | rest], args, format, done) do
    {modifiers, [control | rest]} = Enum.split_while(rest, &(&1 in ~c"0123456789-.*tlK"))
    inspected(control, modifiers, rest, args, format, done)
  end

  defp inspecting([char | rest], args, format, done), do: inspecting(rest, args, [char | format], done)
  defp inspecting([], args, format, done), do: {Enum.reverse(format), Enum.reverse(done, args)}

  defp inspected(control, _modifiers, rest, [arg | args], format, done) when control in ~c"pw" do
    inspecting(rest, args, Enum.reverse(~c"~ts", format), [inspect(arg) | done])
  end

  defp inspected(control, _modifiers, rest, [arg, limit | args], format, done) when control in ~c"PW" do
    inspecting(rest, args, Enum.reverse(~c"~ts", format), [inspect(arg, limit: limit) | done])
  end

  defp inspected(control, modifiers, rest, args, format, done) do
    {own, args} = Enum.split(args, 1 + Enum.count(modifiers, &(&1 == ?*)))
    inspecting(rest, args, [control | Enum.reverse(modifiers, [?~ | format])], Enum.reverse(own, done))
  end

  defp from({_pid, {name, _stack}}), do: [" (from ", inspect(name), ")"]
  defp from({pid, _}), do: [" (from ", inspect(pid), ")"]
  defp from(:undefined), do: []

  defp client(:undefined), do: []
  defp client({pid, :dead}), do: ["\nClient ", inspect(pid), " is dead"]
  defp client({_pid, {name, stack}}), do: ["\nClient ", inspect(name), " is alive\n", trace(stack)]

  defp machine(report) do
    mode = ["\nCallback mode: ", inspect(report.callback_mode), ", state_enter: ", inspect(report.state_enter)]
    ["\nState: ", inspect(report.state), mode, client(report.client_info)]
  end

  defp bare({:EXIT, reason}), do: reason
  defp bare(reason), do: reason

  # What ended a state machine: class, reason and stack.
  defp ended({:exit, reason, _stack}), do: stop(reason)
  defp ended({_class, reason, stack}), do: stop({reason, stack})

  # Why a process ended: an exception with its trace, or any other reason.
  defp stop({reason, [_ | _] = stack} = both) do
    if Enum.all?(stack, &entry?/1), do: [banner(reason, stack), trace(stack)], else: exit_banner(both)
  end

  defp stop({%{__exception__: true} = error, []}), do: banner(error, [])
  defp stop(reason), do: exit_banner(reason)

  defp banner(reason, stack) do
    case Exception.normalize(:error, reason, stack) do
      %ErlangError{} -> exit_banner(reason)
      error -> ["\n", Exception.format_banner(:error, hinted(error, stack), stack)]
    end
  end

  # Hints about a misspelt function are shown, the arguments of a call that no clause matches are not.
  defp hinted(%UndefinedFunctionError{} = error, stack), do: error |> UndefinedFunctionError.blame(stack) |> elem(0)
  defp hinted(error, _stack), do: error

  defp exit_banner(reason), do: ["\n** (stop) ", Exception.format_exit(reason)]

  defp entry?({module, function, arity, location}) do
    is_atom(module) and is_atom(function) and (is_integer(arity) or is_list(arity)) and is_list(location)
  end

  defp entry?({fun, arity, location}), do: is_function(fun) and (is_integer(arity) or is_list(arity)) and is_list(location)
  defp entry?(_other), do: false

  defp trace(stack), do: for(entry <- stack, do: ["\n    ", Exception.format_stacktrace_entry(entry)])

  defp cut(:skip), do: :skip

  defp cut(text) do
    text = :unicode.characters_to_binary(text)
    if byte_size(text) > @most, do: [whole(binary_part(text, 0, @most)), " (truncated)"], else: text
  end

  # The cut may have fallen into a character.
  defp whole(text) do
    case :unicode.characters_to_binary(text) do
      {_incomplete, good, _rest} -> good
      good -> good
    end
  end
end
