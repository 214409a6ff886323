defmodule Application do
  @moduledoc """
  Applications: supervision trees that are started and stopped as a whole, and their settings.

  Those that come with Elixir always run. One's own are modules with `use Application`, whose `start/2` starts a supervisor;
  `:application.load/1` makes them known, `start/2` starts them:

      defmodule MyApp do
        use Application

        def start(_type, _args), do: Supervisor.start_link([{Agent, fn -> 0 end}], strategy: :one_for_one)
      end

      :application.load({:application, :my_app, mod: {MyApp, []}})
      Application.start(:my_app)

  Settings are keys and values of an application:

      iex> Application.put_env(:my_app, :color, "green")
      :ok
      iex> Application.get_env(:my_app, :color)
      "green"
      iex> Application.get_env(:my_app, :size, 3)
      3
  """

  @type state :: term
  @type start_type :: :normal | {:takeover, node} | {:failover, node}
  @typedoc "What happens when the application ends: others end too, or not."
  @type restart_type :: :permanent | :transient | :temporary
  @typedoc "What `spec/2` tells."
  @type application_key ::
          :start_phases | :mod | :applications | :optional_applications | :included_applications | :registered | :maxT | :maxP | :modules
          | :vsn | :id | :description

  @doc "Starts the application; it answers `{:ok, pid}` of the supervisor at its top."
  @callback start(start_type :: term, start_args :: term) :: {:ok, pid} | {:ok, pid, state :: any} | {:error, reason :: term}

  @doc "Called when the application has stopped, for what is left to tidy up."
  @callback stop(state :: term) :: term

  @doc "Called before the application stops; what it returns is given to `c:stop/1`."
  @callback prep_stop(state) :: state when state: term

  @doc "One of the phases of a start, after all processes came up."
  @callback start_phase(phase :: term, start_type :: term, phase_args :: term) :: :ok | {:error, reason :: term}

  @doc "Called when the configuration was changed while the application runs."
  @callback config_change(changed, new, removed) :: :ok when changed: keyword, new: keyword, removed: [atom]
  @optional_callbacks start_phase: 3, prep_stop: 1, config_change: 3

  @type app :: atom
  @type key :: atom
  @type value :: term

  @doc false
  defmacro __using__(_opts) do
    quote location: :keep do
      @behaviour Application

      @doc false
      def stop(_state), do: :ok

      defoverridable Application
    end
  end

  @doc """
  The value of a key in an application's environment, or `default`.
  """
  def get_env(app, key, default \\ nil) when is_atom(app), do: :application.get_env(app, key, default)

  @doc """
  The value of a key: `{:ok, value}` or `:error`.
  """
  def fetch_env(app, key) when is_atom(app) do
    case :application.get_env(app, key) do
      {:ok, value} -> {:ok, value}
      :undefined -> :error
    end
  end

  @doc """
  The value of a key, or an error.
  """
  def fetch_env!(app, key) when is_atom(app) do
    case fetch_env(app, key) do
      {:ok, value} -> value
      :error -> raise ArgumentError, missing(app, key)
    end
  end

  defp missing(app, key) do
    why =
      if :lists.keymember(app, 1, :application.loaded_applications()),
        do: "because configuration at #{inspect(key)} was not set",
        else: "because the application was not loaded nor configured"

    "could not fetch application environment #{inspect(key)} for application #{inspect(app)} #{why}"
  end

  @doc """
  The value of a key at the time that a module is compiled, or `default`.
  """
  defmacro compile_env(app, key_or_path, default \\ nil) do
    quote do: Application.__compile_env__(unquote(app), unquote(key_or_path), unquote(default))
  end

  @doc """
  As `compile_env/3`; an error when there is no such key.
  """
  defmacro compile_env!(app, key_or_path) do
    quote do: Application.__compile_env__!(unquote(app), unquote(key_or_path))
  end

  @doc false
  def __compile_env__(app, [key | path], default) do
    case get_in(get_env(app, key), path) do
      nil -> default
      value -> value
    end
  end

  def __compile_env__(app, key, default), do: get_env(app, key, default)

  @doc false
  def __compile_env__!(app, [key | path]), do: get_in(fetch_env!(app, key), path)
  def __compile_env__!(app, key), do: fetch_env!(app, key)

  @doc """
  Sets a key in an application's environment.
  """
  def put_env(app, key, value, opts \\ []) when is_atom(app), do: :application.set_env(app, key, value, opts)

  @doc """
  Sets the environments of many applications: `[app: [key: value]]`.
  """
  def put_all_env(config, _opts \\ []) when is_list(config) do
    for {app, pairs} <- config, {key, value} <- pairs, do: put_env(app, key, value)
    :ok
  end

  @doc """
  Removes a key from an application's environment.
  """
  def delete_env(app, key, _opts \\ []) when is_atom(app), do: :application.unset_env(app, key)

  @doc """
  All of an application's environment.
  """
  def get_all_env(app) when is_atom(app), do: :application.get_all_env(app)

  @doc """
  The application that a module belongs to, or `nil`.

      iex> Application.get_application(Enum)
      :elixir
  """
  def get_application(module) when is_atom(module) do
    case :application.get_application(module) do
      {:ok, app} -> app
      :undefined -> nil
    end
  end

  @doc """
  What is known of an application, or `nil`.
  """
  def spec(app) when is_atom(app) do
    case :application.get_all_key(app) do
      {:ok, facts} -> facts
      :undefined -> nil
    end
  end

  @doc """
  One fact about an application: `:vsn`, `:description`, `:modules`, `:applications`...
  """
  def spec(app, key) when is_atom(app) and is_atom(key), do: (spec(app) || [])[key]

  @doc """
  Starts an application: `:ok` or `{:error, reason}`; what it needs must run. `type` is `:temporary`, `:transient` or `:permanent`:
  what happens when its supervision tree ends by itself (a permanent one takes the whole system along).
  """
  def start(app, type \\ :temporary) when is_atom(app), do: :application.start(app, type)

  @doc """
  Makes sure that an application runs: `:ok` or `{:error, reason}`.

      iex> Application.ensure_started(:logger)
      :ok
  """
  def ensure_started(app, type \\ :temporary) when is_atom(app), do: :application.ensure_started(app, type)

  @doc """
  Makes sure that some applications run: `{:ok, those_that_did_not}` or `{:error, reason}`.

      iex> Application.ensure_all_started(:logger)
      {:ok, []}
  """
  def ensure_all_started(app_or_apps, type_or_opts \\ [])
  def ensure_all_started(apps, type) when is_atom(type), do: :application.ensure_all_started(apps, type)
  def ensure_all_started(apps, opts), do: :application.ensure_all_started(apps, Keyword.get(opts, :type, :temporary))

  @doc """
  Makes sure that an application is loaded.
  """
  def ensure_loaded(app) when is_atom(app) do
    case load(app) do
      {:error, {:already_loaded, ^app}} -> :ok
      other -> other
    end
  end

  @doc """
  Loads an application: an error here, since one's own come from `:application.load/1`, and the others are loaded.
  """
  def load(app) when is_atom(app), do: :application.load(app)

  @doc """
  Forgets an application that does not run; those that come with Elixir stay.
  """
  def unload(app) when is_atom(app), do: :application.unload(app)

  @doc """
  Stops an application and its supervision tree; those that come with Elixir do not stop.
  """
  def stop(app) when is_atom(app), do: :application.stop(app)

  @doc """
  The applications that run: `{name, description, version}`.
  """
  def started_applications(_timeout \\ 5000), do: :application.which_applications()

  @doc """
  The applications that are loaded.
  """
  def loaded_applications, do: :application.loaded_applications()

  @doc """
  The directory of an application; there are none here.
  """
  def app_dir(app) when is_atom(app), do: raise(ArgumentError, "unknown application: #{inspect(app)}")

  @doc """
  A path in the directory of an application; there are none here.
  """
  def app_dir(app, _path) when is_atom(app), do: app_dir(app)

  @doc """
  The reason that an application could not start, or has stopped, as a text.

      iex> Application.format_error({:not_started, :my_app})
      "not started application my_app"
  """
  def format_error(reason), do: formatted(reason)

  defp formatted({:already_loaded, app}), do: "already loaded application #{app}"
  defp formatted({:not_loaded, app}), do: "not loaded application #{app}"
  defp formatted({:already_started, app}), do: "already started application #{app}"
  defp formatted({:not_started, app}), do: "not started application #{app}"
  defp formatted({~c"no such file or directory", file}), do: "could not find application file: #{file}"
  defp formatted({:bad_return, {{module, :start, args}, return}}), do: call(module, args) <> bad(return)
  defp formatted({reason, {module, :start, args}}), do: call(module, args) <> " returned an error: " <> why(reason)
  defp formatted(reason), do: Exception.format_exit(reason)

  defp call(module, args), do: Exception.format_mfa(module, :start, args)

  defp bad({:EXIT, reason}), do: " exited with reason: " <> why(reason)
  defp bad(return), do: " returned a bad value: " <> inspect(return)

  # What came from a supervisor is told in detail.
  defp why(reason) do
    case Exception.format_exit(reason) do
      "** (EXIT) " <> text -> text
      text -> text
    end
  end
end
