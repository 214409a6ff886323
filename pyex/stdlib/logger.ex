defmodule Logger do
  @moduledoc """
  Writing to the log.

      require Logger
      Logger.info("the server is up")
      Logger.warning(fn -> "only made when it is logged" end)
      Logger.error(event: "a report", count: 2)

  Each level has a macro, from the least severe: `debug`, `info`, `notice`, `warning`, `error`, `critical`, `alert`,
  `emergency`. A message is a string, chardata, a keyword list or map, or a function that returns one of these; it is
  only made when its level is logged.

  The log is printed on standard output, each event after an empty line with the time of day and its level. Crashes of
  processes are logged too. `Logger.configure(level: :none)` turns all of it off. At most 500 events are printed in a second,
  with a count of the others.

  Handlers of one's own are modules added with `:logger.add_handler/3`; `Logger.Formatter` makes text of events.
  """

  @levels [:error, :info, :debug, :emergency, :alert, :critical, :warning, :notice]

  @type level :: :emergency | :alert | :critical | :error | :warning | :notice | :info | :debug
  @type message :: :unicode.chardata() | String.Chars.t() | report
  @type report :: map | keyword
  @type metadata :: keyword

  for level <- @levels do
    @doc """
    Logs a message with the level `:#{level}`.
    """
    defmacro unquote(level)(message_or_fun, metadata \\ []) do
      logged(unquote(level), message_or_fun, place(__CALLER__), metadata)
    end
  end

  @doc """
  Logs a message with a level that is given as an argument.
  """
  defmacro log(level, message_or_fun, metadata \\ []), do: logged(level, message_or_fun, place(__CALLER__), metadata)

  defp logged(level, message, place, metadata) do
    quote do
      case Logger.__should_log__(unquote(level), __MODULE__) do
        nil -> :ok
        level -> Logger.__do_log__(level, unquote(message), unquote(Macro.escape(place)), unquote(metadata))
      end
    end
  end

  # What an event says about the place where it was logged.
  defp place(%{module: nil}), do: %{}
  defp place(%{function: nil, module: module, file: file, line: line}), do: %{module: module, file: file, line: line}

  defp place(%{function: {name, arity}, module: module, file: file, line: line}) do
    %{mfa: {module, name, arity}, file: file, line: line}
  end

  @doc false
  def __should_log__(level, module) do
    level = checked(level)
    if enabled?(self()) and process_allows?(level) and :logger.allow(level, module || :undefined), do: level
  end

  defp checked(:warn), do: :warning
  defp checked(level) when level in @levels, do: level

  defp checked(other) do
    raise ArgumentError, "invalid log level: #{inspect(other)}, expected one of #{inspect(@levels)}"
  end

  defp process_allows?(level) do
    case Process.get(:"$logger_level") do
      nil -> true
      own -> :logger.compare_levels(level, own) != :lt
    end
  end

  @doc false
  def __do_log__(level, fun, place, metadata) when is_function(fun, 0) do
    case fun.() do
      {message, more} when is_list(more) -> __do_log__(level, message, place, Keyword.merge(metadata, more))
      message -> __do_log__(level, message, place, metadata)
    end
  end

  def __do_log__(level, message, place, metadata) do
    :logger.deliver(level, content(message), metadata |> Enum.into(place) |> Map.put_new(:domain, [:elixir]))
  end

  defp content([{key, _} | _] = report) when is_atom(key), do: {:report, report}
  defp content(%{} = report) when not is_struct(report), do: {:report, report}
  defp content(text) when is_binary(text) or is_list(text), do: {:string, text}
  defp content(other), do: {:string, to_string(other)}

  @doc """
  Logs a message with a level, where the macros cannot be used.
  """
  def bare_log(level, message_or_fun, metadata \\ []) do
    case __should_log__(level, nil) do
      nil -> :ok
      level -> __do_log__(level, message_or_fun, %{}, metadata)
    end
  end

  @doc """
  Sets options.

  * `:level` - the least severe level that is logged: one of `levels/0`, `:all` or `:none`
  * `:handle_otp_reports` - whether crashes of processes and of OTP's behaviours are logged (they are)
  * `:handle_sasl_reports` - whether reports of supervisors are logged too (they are not): which child was started, ended,
    could not be started again
  * `:translator_inspect_opts` - options of `inspect/2` for messages and states in reports
  """
  def configure(options), do: Enum.each(options, &configured/1)

  defp configured({:level, level}), do: :logger.set_primary_config(:level, level)
  defp configured({:handle_otp_reports, on}) when is_boolean(on), do: translate(:otp, on)
  defp configured({:handle_sasl_reports, on}) when is_boolean(on), do: translate(:sasl, on)
  defp configured({:translator_inspect_opts, options}), do: :persistent_term.put(:"$logger_inspect", options)
  defp configured({_other, _value}), do: :ok

  defp translate(what, on) do
    filters = :logger.get_primary_config().filters
    if what == :sasl, do: :persistent_term.put(:"$logger_sasl", on)
    {fun, config} = Keyword.get(filters, :logger_translator, {&Logger.Translator.filter/2, %{otp: true, sasl: false}})
    filters = List.keystore(filters, :logger_translator, 0, {:logger_translator, {fun, Map.put(config, what, on)}})
    :logger.set_primary_config(:filters, filters)
  end

  @doc """
  Adds a translator, `{module, function}`, of reports into text; see `Logger.Translator.translate/4`.
  """
  def add_translator({module, function} = translator) when is_atom(module) and is_atom(function) do
    :persistent_term.put(:"$logger_translators", [translator | List.delete(translators(), translator)])
  end

  @doc """
  Removes a translator.
  """
  def remove_translator({module, function} = translator) when is_atom(module) and is_atom(function) do
    :persistent_term.put(:"$logger_translators", List.delete(translators(), translator))
  end

  @doc false
  def translators, do: :persistent_term.get(:"$logger_translators", [{Logger.Translator, :translate}])

  @doc """
  Adds the handlers that an application's environment names under `:logger`; see `:logger.add_handlers/1`.
  """
  def add_handlers(application) when is_atom(application), do: :logger.add_handlers(application)

  @doc """
  A formatter for handlers of the log: `{Logger.Formatter, config}`, with the options of `Logger.Formatter.new/1`.
  """
  def default_formatter(options \\ []), do: {Logger.Formatter, Logger.Formatter.new(options)}

  @doc """
  The least severe level that is logged.
  """
  def level, do: :logger.primary_level()

  @doc """
  All levels, in no promised order.

      iex> :warning in Logger.levels()
      true
  """
  def levels, do: @levels

  @doc """
  Compares two levels: `:gt` when the first is the more severe, `:lt`, or `:eq`.

      iex> Logger.compare_levels(:info, :error)
      :lt
  """
  def compare_levels(level, level), do: :eq
  def compare_levels(left, right), do: :logger.compare_levels(left, right)

  @doc """
  Returns when all that was logged before is printed.
  """
  def flush do
    if Process.whereis(:logger), do: :gen.call(:logger, :"$gen_call", :flush, :infinity)
    :ok
  end

  @doc """
  The metadata of the calling process, as a keyword list.
  """
  def metadata do
    case :logger.get_process_metadata() do
      :undefined -> []
      metadata -> Map.to_list(metadata)
    end
  end

  @doc """
  Changes the metadata of the calling process; a value `nil` removes a key.

      iex> Logger.metadata(request: 7)
      :ok
      iex> Logger.metadata()
      [request: 7]
      iex> Logger.metadata(request: nil)
      :ok
  """
  def metadata(keyword) do
    {removed, added} = Enum.split_with(keyword, &match?({_, nil}, &1))
    Logger.metadata() |> Keyword.drop(Keyword.keys(removed)) |> Keyword.merge(added) |> reset_metadata()
  end

  @doc """
  Replaces the metadata of the calling process.
  """
  def reset_metadata(keyword \\ []), do: :logger.set_process_metadata(Map.new(keyword))

  @doc """
  Logs nothing more from a process.
  """
  def disable(pid) when pid == self() do
    Process.put({Logger, :enabled}, false)
    :ok
  end

  @doc """
  Logs from a process again.
  """
  def enable(pid) when pid == self() do
    Process.delete({Logger, :enabled})
    :ok
  end

  @doc """
  Whether a process logs.
  """
  def enabled?(pid) when pid == self(), do: Process.get({Logger, :enabled}, true)

  @doc """
  Sets a level for the calling process only.
  """
  def put_process_level(pid, level) when pid == self() do
    Process.put(:"$logger_level", level)
    :ok
  end

  @doc """
  The level of the calling process, or `nil`.
  """
  def get_process_level(pid) when pid == self(), do: Process.get(:"$logger_level")

  @doc """
  Takes the level of the calling process away.
  """
  def delete_process_level(pid) when pid == self() do
    Process.delete(:"$logger_level")
    :ok
  end

  @doc """
  Sets the level of what one or more modules log.
  """
  def put_module_level(module, level) when level in [:all, :none] or level in @levels, do: :logger.set_module_level(module, level)

  @doc """
  The levels of one or more modules that have one.
  """
  def get_module_level(module), do: :logger.get_module_level(module)

  @doc """
  Takes the levels of one or more modules away.
  """
  def delete_module_level(module), do: :logger.unset_module_level(module)

  @doc """
  Takes the levels of all modules away.
  """
  def delete_all_module_levels, do: :logger.unset_module_level()

  @doc """
  Sets the level of what the modules of an application log.
  """
  def put_application_level(application, level) when level in [:all, :none] or level in @levels do
    :logger.set_application_level(application, level)
  end

  @doc """
  Takes the levels of the modules of an application away.
  """
  def delete_application_level(application), do: :logger.unset_application_level(application)
end
