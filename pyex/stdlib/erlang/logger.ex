defmodule :logger do
  # Where events enter the log: the level is checked here, in the process that logs; printing is the `:logger` process's.
  #
  # Levels are kept as persistent terms: `:"$logger_level"` and `{:"$logger_level", module}`. Not here: handlers, filters
  # and formatters of one's own; there is one way that the log is printed.
  @moduledoc """
  Logging (as Erlang's `:logger`, on which `Logger` stands).
  """

  @levels [:emergency, :alert, :critical, :error, :warning, :notice, :info, :debug]

  for level <- @levels do
    @doc "Logs a text or a report with the level `:#{level}`."
    def unquote(level)(message), do: log(unquote(level), message)

    @doc "Logs a format with arguments, or a text or report with metadata, with the level `:#{level}`."
    def unquote(level)(message, args_or_metadata), do: log(unquote(level), message, args_or_metadata)

    @doc "Logs a format with arguments and metadata, with the level `:#{level}`."
    def unquote(level)(format, args, metadata), do: log(unquote(level), format, args, metadata)
  end

  @doc "Logs a text or a report."
  def log(level, message), do: log_event(level, content(message), %{})

  @doc "Logs a format with arguments, or a text or a report with metadata."
  def log(level, fun, args) when is_function(fun, 1), do: log_event(level, content(fun.(args)), %{})
  def log(level, format, args) when is_list(args), do: log_event(level, {format, args}, %{})
  def log(level, message, metadata) when is_map(metadata), do: log_event(level, content(message), metadata)

  @doc "Logs a format with arguments, with metadata."
  def log(level, format, args, metadata) when is_list(args), do: log_event(level, {format, args}, metadata)

  defp content(report) when is_map(report), do: {:report, report}
  defp content([{key, _} | _] = report) when is_atom(key), do: {:report, report}
  defp content(text), do: {:string, text}

  defp log_event(level, content, metadata) do
    if allow(level, Map.get(metadata, :module, :undefined)), do: deliver(level, content)
    :ok
  end

  @doc false
  # Hands an event to the log, whatever its level.
  def deliver(level, content) do
    case :erlang.whereis(:logger) do
      :undefined -> :ok
      pid -> send(pid, {:log, level, content, self(), :erlang.system_time(:microsecond)})
    end

    :ok
  end

  @doc "Whether an event of a level, logged by a module, is to be logged."
  def allow(level, module) do
    rank(level) <= rank(effective(module))
  end

  defp effective(:undefined), do: primary_level()
  defp effective(module), do: :persistent_term.get({:"$logger_level", module}, primary_level())

  defp rank(:none), do: -1
  defp rank(:emergency), do: 0
  defp rank(:alert), do: 1
  defp rank(:critical), do: 2
  defp rank(:error), do: 3
  defp rank(:warning), do: 4
  defp rank(:notice), do: 5
  defp rank(:info), do: 6
  defp rank(:debug), do: 7
  defp rank(:all), do: 10
  defp rank(level), do: :erlang.error({:badmatch, {:error, {:invalid_level, level}}})

  @doc "Compares two levels: `:gt` when the first is the more severe."
  def compare_levels(level, level), do: :eq
  def compare_levels(one, other), do: if(rank(one) < rank(other), do: :gt, else: :lt)

  @doc false
  def primary_level, do: :persistent_term.get(:"$logger_level", :debug)

  @doc "The configuration of the log: `%{level: level, ...}`."
  def get_primary_config, do: %{level: primary_level(), filters: [], filter_default: :log, metadata: %{}}

  @doc "Sets `:level`, below which nothing is logged."
  def set_primary_config(:level, level) do
    rank(level)
    :persistent_term.put(:"$logger_level", level)
  end

  @doc "As `set_primary_config/2`, with a map."
  def set_primary_config(%{} = config), do: set_primary_config(:level, Map.get(config, :level, :notice))

  @doc "As `set_primary_config/1`, what is not given staying as it is."
  def update_primary_config(%{} = config), do: set_primary_config(:level, Map.get(config, :level, primary_level()))

  @doc "Sets the level of what some modules log."
  def set_module_level(modules, level) do
    rank(level)
    for module <- List.wrap(modules), do: :persistent_term.put({:"$logger_level", module}, level)
    :persistent_term.put(:"$logger_modules", Enum.uniq(List.wrap(modules) ++ known_modules()))
  end

  @doc "Takes the levels of some modules away."
  def unset_module_level(modules) do
    for module <- List.wrap(modules), do: :persistent_term.erase({:"$logger_level", module})
    :persistent_term.put(:"$logger_modules", known_modules() -- List.wrap(modules))
  end

  @doc "Takes the levels of all modules away."
  def unset_module_level, do: unset_module_level(known_modules())

  @doc "The levels of all modules that have one."
  def get_module_level, do: get_module_level(known_modules())

  @doc "The levels of some modules."
  def get_module_level(modules) do
    for module <- List.wrap(modules), level = :persistent_term.get({:"$logger_level", module}, nil), do: {module, level}
  end

  defp known_modules, do: :persistent_term.get(:"$logger_modules", [])

  @doc "The metadata of the calling process, or `:undefined`."
  def get_process_metadata, do: :erlang.get(:"$logger_metadata$")

  @doc "Replaces the metadata of the calling process."
  def set_process_metadata(%{} = metadata) do
    :erlang.put(:"$logger_metadata$", metadata)
    :ok
  end

  @doc "Adds to the metadata of the calling process."
  def update_process_metadata(%{} = metadata) do
    case get_process_metadata() do
      :undefined -> set_process_metadata(metadata)
      old -> set_process_metadata(Map.merge(old, metadata))
    end
  end

  @doc "Takes the metadata of the calling process away."
  def unset_process_metadata do
    :erlang.erase(:"$logger_metadata$")
    :ok
  end
end
