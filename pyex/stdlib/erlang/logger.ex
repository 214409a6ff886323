defmodule :logger do
  # Where events enter the log: the level is checked, filters look at the event, and each handler gets it, all in the process that
  # logs. The default handler (`:logger_std_h`) hands the finished text to the process that prints.
  #
  # An event is `%{level: level, msg: msg, meta: map}`, `msg` being `{:string, chardata}`, `{:report, map or keywords}` or
  # `{format, args}`. Configuration is kept as persistent terms: `:"$logger_level"`, `{:"$logger_level", module}`,
  # `:"$logger_primary"` (what else concerns all events) and `:"$logger_handlers"` (a list, the newest first).
  @moduledoc """
  Logging (as Erlang's `:logger`, on which `Logger` stands).

      iex> :logger.get_handler_ids()
      [:default]
  """

  @levels [:emergency, :alert, :critical, :error, :warning, :notice, :info, :debug]

  @doc "Takes an event that passed the filters."
  @callback log(event :: map, config :: map) :: term

  @doc "Called before the handler is added; its configuration may be changed."
  @callback adding_handler(config :: map) :: {:ok, map} | {:error, term}

  @doc "Called when the handler was removed."
  @callback removing_handler(config :: map) :: term

  @doc "Called before the configuration changes."
  @callback changing_config(:set | :update, old :: map, new :: map) :: {:ok, map} | {:error, term}

  @doc "The configuration as it is shown."
  @callback filter_config(config :: map) :: map
  @optional_callbacks adding_handler: 1, removing_handler: 1, changing_config: 3, filter_config: 1

  for level <- @levels do
    @doc "Logs a text or a report with the level `:#{level}`."
    def unquote(level)(message), do: log(unquote(level), message)

    @doc "Logs a format with arguments, or a text or report with metadata, with the level `:#{level}`."
    def unquote(level)(message, args_or_metadata), do: log(unquote(level), message, args_or_metadata)

    @doc "Logs a format with arguments and metadata, with the level `:#{level}`."
    def unquote(level)(format, args, metadata), do: log(unquote(level), format, args, metadata)
  end

  @doc "Logs a text or a report."
  def log(level, message), do: log_allowed(level, content(message), %{})

  @doc "Logs a format with arguments, or a text or a report with metadata."
  def log(level, fun, args) when is_function(fun, 1), do: log_allowed(level, content(fun.(args)), %{})
  def log(level, format, args) when is_list(args), do: log_allowed(level, {format, args}, %{})
  def log(level, message, metadata) when is_map(metadata), do: log_allowed(level, content(message), metadata)

  @doc "Logs a format with arguments, with metadata."
  def log(level, fun, args, metadata) when is_function(fun, 1), do: log_allowed(level, content(fun.(args)), metadata)
  def log(level, format, args, metadata) when is_list(args), do: log_allowed(level, {format, args}, metadata)

  defp content(report) when is_map(report), do: {:report, report}
  defp content([{key, _} | _] = report) when is_atom(key), do: {:report, report}
  defp content(text), do: {:string, text}

  defp log_allowed(level, msg, metadata) do
    if allow(level, Map.get(metadata, :module, :undefined)), do: deliver(level, msg, metadata)
    :ok
  end

  @doc false
  # Hands an event to filters and handlers, whatever its level.
  def deliver(level, msg, metadata \\ %{}) do
    primary = primary()
    event = %{level: level, msg: msg, meta: complete(metadata, primary)}

    case filtered(event, primary.filters, primary.filter_default) do
      :stop -> :ok
      event -> Enum.each(handlers(), &hand(&1, event))
    end
  end

  defp complete(metadata, primary) do
    own = %{pid: self(), gl: Process.group_leader(), time: :erlang.system_time(:microsecond)}
    own |> Map.merge(primary.metadata) |> Map.merge(process_metadata()) |> Map.merge(metadata)
  end

  defp process_metadata do
    case get_process_metadata() do
      :undefined -> %{}
      metadata -> metadata
    end
  end

  defp hand(%{module: module, level: least} = handler, %{level: level} = event) do
    if rank(level) <= rank(least) do
      case filtered(event, handler.filters, handler.filter_default) do
        :stop -> :ok
        event -> module.log(event, Map.drop(handler, [:level, :filters, :filter_default]))
      end
    end
  catch
    kind, reason -> remove_failing(handler, event, {kind, reason, __STACKTRACE__})
  end

  # A handler that fails would fail for each event to come.
  defp remove_failing(%{id: id, module: module} = handler, event, why) do
    remove(id)
    :io.put_chars(:standard_error, ["Logger - error: {removed_failing_handler,", Atom.to_string(id), "}\n"])
    debug(logger: :removed_failing_handler, handler: {id, module}, log_event: event, config: handler, reason: why)
  end

  # A filter answers with an event, `:stop`, or `:ignore` when it has no opinion.
  defp filtered(event, [], :log), do: event
  defp filtered(_event, [], :stop), do: :stop

  defp filtered(event, [{_id, {fun, argument}} | filters], default) do
    case fun.(event, argument) do
      :stop -> :stop
      :ignore -> filtered(event, filters, default)
      %{} = event -> filtered(event, filters, :log)
    end
  end

  @doc "Whether an event of a level, logged by a module, is to be logged."
  def allow(level, module), do: rank(level) <= rank(effective(module))

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

  # What concerns all events

  @doc false
  def primary_level, do: :persistent_term.get(:"$logger_level", :debug)

  defp primary, do: :persistent_term.get(:"$logger_primary", initial_primary())

  defp initial_primary do
    translating = {:logger_translator, {&Logger.Translator.filter/2, %{otp: true, sasl: false}}}
    %{filters: [translating], filter_default: :log, metadata: %{}}
  end

  @doc "The configuration for all events: `%{level: level, filters: list, filter_default: :log | :stop, metadata: map}`."
  def get_primary_config, do: Map.put(primary(), :level, primary_level())

  @doc "Sets one of `:level`, below which nothing is logged, `:filters`, `:filter_default` and `:metadata`."
  def set_primary_config(:level, level) do
    rank(level)
    :persistent_term.put(:"$logger_level", level)
  end

  def set_primary_config(key, value) when key in [:filters, :filter_default, :metadata] do
    :persistent_term.put(:"$logger_primary", Map.put(primary(), key, value))
  end

  def set_primary_config(key, value), do: {:error, {:invalid_config, :primary, %{key => value}}}

  @doc "As `set_primary_config/2`, with a map; what is not in it gets its default."
  def set_primary_config(%{} = config) do
    defaults = %{level: :notice, filters: [], filter_default: :log, metadata: %{}}
    update_primary_config(Map.merge(defaults, config))
  end

  @doc "As `set_primary_config/1`, what is not given staying as it is."
  def update_primary_config(%{} = config) do
    Enum.reduce_while(config, :ok, fn {key, value}, :ok ->
      case set_primary_config(key, value) do
        :ok -> {:cont, :ok}
        error -> {:halt, error}
      end
    end)
  end

  @doc "Adds a filter for all events: `{fun, argument}`, where `fun.(event, argument)` gives an event, `:stop` or `:ignore`."
  def add_primary_filter(id, {fun, _} = filter) when is_function(fun, 2) do
    with {:ok, filters} <- added(primary().filters, id, filter), do: set_primary_config(:filters, filters)
  end

  @doc "Removes a filter for all events."
  def remove_primary_filter(id) do
    with {:ok, filters} <- removed(primary().filters, id), do: set_primary_config(:filters, filters)
  end

  defp added(filters, id, filter) do
    if List.keymember?(filters, id, 0), do: {:error, {:already_exist, id}}, else: {:ok, filters ++ [{id, filter}]}
  end

  defp removed(filters, id) do
    if List.keymember?(filters, id, 0), do: {:ok, List.keydelete(filters, id, 0)}, else: {:error, {:not_found, id}}
  end

  # Handlers

  defp handlers, do: :persistent_term.get(:"$logger_handlers", [default_handler()])

  defp put_handlers(handlers), do: :persistent_term.put(:"$logger_handlers", handlers)

  defp default_handler do
    format = {Logger.Formatter, Logger.Formatter.new()}
    with_defaults(%{id: :default, module: :logger_std_h, formatter: format, config: %{type: :standard_io}})
  end

  defp with_defaults(config) do
    defaults = %{level: :all, filters: [], filter_default: :log, formatter: {:logger_formatter, %{}}}
    Map.merge(defaults, config)
  end

  @doc "Adds a handler: a module whose `log(event, config)` is called for each event."
  def add_handler(id, module, config) do
    cond do
      Enum.any?(handlers(), &(&1.id == id)) -> {:error, {:already_exist, id}}
      not exports?(module, :log, 2) -> {:error, {:invalid_handler, {:function_not_exported, {module, :log, 2}}}}
      true -> add(with_defaults(Map.merge(config, %{id: id, module: module})))
    end
  end

  defp add(%{module: module} = config) do
    with {:ok, config} <- asked(module, :adding_handler, [config], {:ok, config}), do: put_handlers([config | handlers()])
  end

  defp exports?(module, function, arity) do
    Code.ensure_loaded(module)
    function_exported?(module, function, arity)
  end

  # What an optional callback answers, or what is meant when it is not there.
  defp asked(module, callback, args, default) do
    if exports?(module, callback, length(args)), do: apply(module, callback, args), else: default
  end

  @doc "Adds the handlers that an application's environment names: `{:handler, id, module, config}` under `:logger`."
  def add_handlers(application) when is_atom(application), do: application |> Application.get_env(:logger, []) |> add_handlers()

  def add_handlers(handlers) when is_list(handlers) do
    for {:handler, id, module, config} <- handlers, do: add_handler(id, module, config)
    :ok
  end

  @doc "Removes a handler."
  def remove_handler(id) do
    with {:ok, %{module: module} = config} <- get_handler_config(id) do
      asked(module, :removing_handler, [config], :ok)
      remove(id)
    end
  end

  defp remove(id), do: put_handlers(Enum.reject(handlers(), &(&1.id == id)))

  @doc "The ids of all handlers."
  def get_handler_ids, do: Enum.map(handlers(), & &1.id)

  @doc "The configurations of all handlers."
  def get_handler_config, do: handlers()

  @doc "The configuration of a handler: `{:ok, map}`, or `{:error, {:not_found, id}}`."
  def get_handler_config(id) do
    case Enum.find(handlers(), &(&1.id == id)) do
      nil -> {:error, {:not_found, id}}
      config -> {:ok, config}
    end
  end

  @doc "Replaces the configuration of a handler; what is not in it gets its default."
  def set_handler_config(id, %{} = new), do: change_handler(id, :set, fn _old -> with_defaults(new) end)

  @doc "Sets one key of a handler's configuration."
  def set_handler_config(id, key, value), do: change_handler(id, :set, &Map.put(&1, key, value))

  @doc "Changes the configuration of a handler, what is not given staying as it is."
  def update_handler_config(id, %{} = new), do: change_handler(id, :update, &Map.merge(&1, new))

  @doc "Changes one key of a handler's configuration; a map is merged into the one that is there."
  def update_handler_config(id, key, value) do
    change_handler(id, :update, &Map.update(&1, key, value, fn old -> merged(old, value) end))
  end

  defp merged(%{} = old, %{} = new), do: Map.merge(old, new)
  defp merged(_old, new), do: new

  defp change_handler(id, how, change) do
    with {:ok, %{module: module} = old} <- get_handler_config(id) do
      new = Map.merge(change.(old), %{id: id, module: module})
      with {:ok, new} <- asked(module, :changing_config, [how, old, new], {:ok, new}), do: replace(id, new)
    end
  end

  defp replace(id, new), do: put_handlers(for(one <- handlers(), do: if(one.id == id, do: new, else: one)))

  @doc "Changes the configuration of a handler's formatter."
  def update_formatter_config(id, %{} = new) do
    change_handler(id, :update, fn %{formatter: {module, config}} = old -> %{old | formatter: {module, Map.merge(config, new)}} end)
  end

  @doc "Changes one key of the configuration of a handler's formatter."
  def update_formatter_config(id, key, value), do: update_formatter_config(id, %{key => value})

  @doc "Adds a filter to a handler, as `add_primary_filter/2` does for all."
  def add_handler_filter(id, filter_id, {fun, _} = filter) when is_function(fun, 2) do
    with {:ok, config} <- get_handler_config(id), {:ok, filters} <- added(config.filters, filter_id, filter) do
      replace(id, %{config | filters: filters})
    end
  end

  @doc "Removes a filter of a handler."
  def remove_handler_filter(id, filter_id) do
    with {:ok, config} <- get_handler_config(id), {:ok, filters} <- removed(config.filters, filter_id) do
      replace(id, %{config | filters: filters})
    end
  end

  @doc "All of the configuration: `%{primary: map, handlers: list, module_levels: list, proxy: map}`."
  def get_config do
    %{primary: get_primary_config(), handlers: handlers(), module_levels: get_module_level(), proxy: %{}}
  end

  # Levels of modules

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

  @doc "Sets the level of what the modules of an application log."
  def set_application_level(application, level), do: application |> modules_of() |> set_module_level(level)

  @doc "Takes the levels of the modules of an application away."
  def unset_application_level(application), do: application |> modules_of() |> unset_module_level()

  defp modules_of(application), do: Application.spec(application, :modules) || []

  # Metadata

  @doc "The metadata of the calling process, or `:undefined`."
  def get_process_metadata, do: :erlang.get(:"$logger_metadata$")

  @doc "Replaces the metadata of the calling process."
  def set_process_metadata(%{} = metadata) do
    :erlang.put(:"$logger_metadata$", metadata)
    :ok
  end

  @doc "Adds to the metadata of the calling process."
  def update_process_metadata(%{} = metadata), do: process_metadata() |> Map.merge(metadata) |> set_process_metadata()

  @doc "Takes the metadata of the calling process away."
  def unset_process_metadata do
    :erlang.erase(:"$logger_metadata$")
    :ok
  end

  @doc "The system's time in microseconds, as events carry it."
  def timestamp, do: :erlang.system_time(:microsecond)
end
