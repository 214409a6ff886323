defmodule Logger.Translator do
  # How the events of OTP's behaviours, of tasks, of supervisors and of crashed processes read.
  #
  # `filter/2` stands among the filters for all events, so that every handler sees translated ones. Reports of supervisors and of
  # crashes in `:proc_lib` carry the domain `[:otp, :sasl]`: they are only wanted on demand, and only made then (`sasl?/0`).
  @moduledoc """
  Translates the reports of OTP into text.

  `Logger.add_translator({module, function})` puts a translator before this one: `function` gets what `translate/4` gets and
  answers as it does.
  """

  @doc false
  def filter(%{msg: {:report, _}, meta: %{domain: [:elixir | _]}}, _config), do: :ignore
  def filter(%{meta: %{domain: [:otp, :sasl | _]}}, %{sasl: false}), do: :stop
  def filter(%{meta: %{error_logger: _}}, %{otp: false}), do: :stop

  def filter(%{level: level, msg: msg} = event, _config) do
    case content(msg) do
      nil -> :ignore
      {kind, data} -> level |> translated(kind, data) |> noted(data, event) |> put(event)
    end
  end

  defp content({:report, report}), do: {:report, report}
  defp content({:string, _text}), do: nil
  defp content({format, args}), do: {:format, {format, args}}

  defp translated(level, kind, data) do
    min_level = :logger.primary_level()
    first(Logger.translators(), &apply_translator(&1, [min_level, level, kind, data]))
  end

  defp apply_translator({module, function}, args), do: apply(module, function, args)

  defp first([], _translate), do: :none

  defp first([translator | rest], translate) do
    case translate.(translator) do
      :none -> first(rest, translate)
      answer -> answer
    end
  end

  # Of crashes more is kept than is printed, for `crash/1` at the prompt.
  defp noted({:ok, text, more} = answer, data, %{meta: meta}) do
    case List.keyfind(more, :crash_reason, 0) do
      {_, {reason, stack}} -> {:ok, text, [{:pyex_crash, :pyex_crash.note(meta.pid, reason, stack, if(is_map(data), do: data))} | more]}
      _ -> answer
    end
  end

  defp noted(answer, _data, _event), do: answer

  defp put(:none, _event), do: :ignore
  defp put(:skip, _event), do: :stop
  defp put({:ok, text}, event), do: %{event | msg: {:string, text}}
  defp put({:ok, text, more}, event), do: %{event | msg: {:string, text}, meta: Map.merge(event.meta, Map.new(more))}

  @doc false
  # Whether anybody wants to read what supervisors and `:proc_lib` have to say.
  def sasl?, do: :persistent_term.get(:"$logger_sasl", false)

  @doc """
  The text of an event: `{:ok, chardata}`, `{:ok, chardata, metadata}`, `:skip` (it is not logged), or `:none` (somebody else may know).

  `kind` is `:report` (`data` is what was reported) or `:format` (`data` is `{format, args}`). Details such as states are
  only shown when `min_level`, the level from which on all is logged, is `:debug`.
  """
  def translate(_min_level, :error, :format, {~c"Error in process ~p with exit value:~n~p~n", [pid, {reason, stack}]}) do
    error = :error |> Exception.normalize(reason, stack) |> hinted(stack)
    text = ["Process ", inspect(pid), " raised an exception\n", Exception.format_banner(:error, error, stack), trace(stack)]
    {:ok, text, crash_reason: {error, stack}}
  end

  def translate(min_level, :error, :report, %{label: {:gen_server, :terminate}} = report) do
    details = if min_level == :debug, do: ["\nState: ", shown(report.state), client(report.client_info)], else: []

    text = [
      ["GenServer ", inspect(report.name), " terminating", stop(report.reason)],
      ["\nLast message", from(report.client_info), ": ", shown(report.last_message)],
      details
    ]

    {:ok, text, crash(report.reason, report.name)}
  end

  def translate(min_level, :error, :report, %{label: {:gen_event, :terminate}} = report) do
    text = [
      [":gen_event handler ", inspect(report.handler), " installed in ", inspect(report.name), " terminating"],
      stop(bare(report.reason)),
      ["\nLast message: ", shown(report.last_message)],
      if(min_level == :debug, do: ["\nState: ", shown(report.state)], else: [])
    ]

    {:ok, text, crash(bare(report.reason), report.name)}
  end

  def translate(min_level, :error, :report, %{label: {:gen_statem, :terminate}, reason: reason} = report) do
    text = [
      [":gen_statem ", inspect(report.name), " terminating", ended(reason)],
      ["\nQueue: ", shown(report.queue), "\nPostponed: ", shown(report.postponed)],
      if(min_level == :debug, do: machine(report), else: [])
    ]

    {:ok, text, crash({elem(reason, 1), elem(reason, 2)}, report.name)}
  end

  def translate(_min_level, :error, :report, %{label: {Task.Supervisor, :terminating}, report: report}) do
    text = [
      ["Task ", inspect(report.name), " started from ", inspect(report.starter), " terminating", stop(report.reason)],
      ["\nFunction: ", inspect(report.function), "\n    Args: ", inspect(report.args)]
    ]

    {:ok, text, crash(report.reason, report.name)}
  end

  def translate(_min_level, :error, :report, %{label: {GenServer, :no_handle_info}} = report) do
    who = [inspect(report.module), ?\s, inspect(report.name)]
    {:ok, [who, " received unexpected message in handle_info/2: ", inspect(report.message), ?\n]}
  end

  def translate(min_level, _level, :report, %{label: {:supervisor, what}, report: report}) do
    Logger.Translator.Supervision.translate(min_level, what, report)
  end

  def translate(min_level, :error, :report, %{label: {:proc_lib, :crash}, report: [info, _linked]}) do
    Logger.Translator.Supervision.crash(min_level, info)
  end

  def translate(_min_level, :notice, :report, %{label: {:application_controller, :exit}, report: report}) do
    {:ok, ["Application ", Atom.to_string(report[:application]), " exited: ", Application.format_error(report[:exited])]}
  end

  def translate(_min_level, :error, :report, %{label: {:pyex, :memory}} = report) do
    who = "Process #{inspect(report.pid)} was killed, since memory is running out"
    {:ok, "#{who}: it held #{report.messages} messages and was #{report.frames} calls deep"}
  end

  def translate(_min_level, _level, :report, %{label: {:pyex, :dropped}, count: count}) do
    {:ok, "#{count} more events came within a second and were left out"}
  end

  def translate(_min_level, _level, _kind, _data), do: :none

  defp crash({reason, [_ | _] = stack}, name), do: [crash_reason: {normalized(reason, stack), stack}] ++ registered(name)
  defp crash(reason, name), do: [crash_reason: {reason, []}] ++ registered(name)

  defp normalized(reason, stack) do
    case Exception.normalize(:error, reason, stack) do
      %ErlangError{} -> reason
      error -> error
    end
  end

  defp registered(name) when is_atom(name), do: [registered_name: name]
  defp registered(_name), do: []

  # Terms of processes, as the options of `Logger.configure(translator_inspect_opts: ...)` say.
  defp shown(term), do: inspect(term, :persistent_term.get(:"$logger_inspect", []))

  @doc false
  # A format with its arguments, terms shown as Elixir shows them.
  def formatted(format, args) do
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

  @doc false
  # Why a process ended: an exception with its trace, or any other reason.
  def stop({reason, [_ | _] = stack} = both) do
    if Enum.all?(stack, &entry?/1), do: [banner(reason, stack), trace(stack)], else: exit_banner(both)
  end

  def stop({%{__exception__: true} = error, []}), do: banner(error, [])
  def stop(reason), do: exit_banner(reason)

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
end
