defmodule Application do
  @moduledoc """
  Settings of applications, and which applications there are.

  Here there are only those that come with Elixir, and they always run; what this module is for is their, and one's own,
  environment:

      iex> Application.put_env(:my_app, :color, "green")
      :ok
      iex> Application.get_env(:my_app, :color)
      "green"
      iex> Application.get_env(:my_app, :size, 3)
      3
  """

  @callback start(start_type :: term, start_args :: term) :: {:ok, pid} | {:ok, pid, state :: any} | {:error, reason :: term}
  @callback stop(state :: term) :: term
  @callback prep_stop(state) :: state when state: term
  @callback start_phase(phase :: term, start_type :: term, phase_args :: term) :: :ok | {:error, reason :: term}
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
    case :lists.keyfind(app, 1, :application.loaded_applications()) do
      {^app, description, version} -> [description: description, vsn: version]
      false -> nil
    end
  end

  @doc """
  One fact about an application: `:vsn` or `:description`.
  """
  def spec(app, key) when is_atom(app) and is_atom(key), do: (spec(app) || [])[key]

  @doc """
  Starts an application that runs already, or fails.
  """
  def start(app, _type \\ :temporary) when is_atom(app), do: :application.start(app)

  @doc """
  Makes sure that an application runs: `:ok` or `{:error, reason}`.

      iex> Application.ensure_started(:logger)
      :ok
  """
  def ensure_started(app, _type \\ :temporary) when is_atom(app), do: :application.ensure_started(app)

  @doc """
  Makes sure that some applications run: `{:ok, those_that_did_not}` or `{:error, reason}`.

      iex> Application.ensure_all_started(:logger)
      {:ok, []}
  """
  def ensure_all_started(app_or_apps, _type_or_opts \\ []), do: :application.ensure_all_started(app_or_apps)

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
  Loads an application that is loaded already, or fails.
  """
  def load(app) when is_atom(app), do: :application.load(app)

  @doc """
  Forgets an application that is loaded; those that come with Elixir stay.
  """
  def unload(app) when is_atom(app), do: :application.unload(app)

  @doc """
  Stops an application; those that come with Elixir do not stop.
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
  The reason that an application could not start, as a text.
  """
  def format_error(reason), do: inspect(reason)
end
