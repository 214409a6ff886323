defmodule :application do
  # Applications: what is known of them, their environments, and starting and stopping them.
  #
  # A loaded application is a persistent term `{:"$application", name}`, a map with the keys of its specification. Environments
  # are kept apart, one map for each application, since they may be set before it is loaded. What runs is known to
  # `:application_controller`.
  @moduledoc """
  Applications and their environments (as Erlang's `:application`).

  Those that come with Elixir run from the start. One's own are loaded from a specification:

      iex> spec = {:application, :my_tools, vsn: ~c"1.0", env: [color: "green"], applications: [:kernel]}
      iex> :application.load(spec)
      :ok
      iex> :application.ensure_all_started(:my_tools)
      {:ok, [:my_tools]}
      iex> :application.get_env(:my_tools, :color)
      {:ok, "green"}
      iex> :application.stop(:my_tools)
      :ok
  """

  @own [
    {:logger, ~c"logger", ~c"1.18.4"},
    {:iex, ~c"iex", ~c"1.18.4"},
    {:elixir, ~c"elixir", ~c"1.18.4"},
    {:compiler, ~c"ERTS  CXC 138 10", ~c"8.2.3"},
    {:stdlib, ~c"ERTS  CXC 138 10", ~c"4.2"},
    {:kernel, ~c"ERTS  CXC 138 10", ~c"8.5.3"}
  ]

  @keys [:description, :id, :vsn, :modules, :maxP, :maxT, :registered, :included_applications, :optional_applications] ++
          [:applications, :env, :mod, :start_phases]

  @doc "The applications that run: `{name, description, version}`, the last one first."
  def which_applications(_timeout \\ 5000), do: Enum.map(:application_controller.running(), &row/1) ++ @own

  @doc "The applications that are loaded."
  def loaded_applications, do: Enum.map(loaded(), &row/1) ++ @own

  defp row(app), do: {app, spec(app)[:description], spec(app)[:vsn]}

  defp loaded, do: :persistent_term.get(:"$applications", [])

  @doc false
  def spec(app), do: :persistent_term.get({:"$application", app}, nil)

  @doc "The value of a key: `{:ok, value}` or `:undefined`."
  def get_env(app, key) do
    case all(app) do
      %{^key => value} -> {:ok, value}
      _ -> :undefined
    end
  end

  @doc "The value of a key, or a default."
  def get_env(app, key, default), do: :maps.get(key, all(app), default)

  @doc "All keys and values."
  def get_all_env(app), do: :maps.to_list(all(app))

  @doc "Sets a key."
  def set_env(app, key, value, _options \\ []), do: replace(app, :maps.put(key, value, all(app)))

  @doc "Sets the environments of many applications: `[{app, [{key, value}]}]`."
  def set_env(config), do: for({app, pairs} <- config, {key, value} <- pairs, do: set_env(app, key, value)) && :ok

  @doc "Removes a key."
  def unset_env(app, key, _options \\ []), do: replace(app, :maps.remove(key, all(app)))

  defp all(app), do: :persistent_term.get({:"$application_env", app}, %{})

  defp replace(app, env), do: :persistent_term.put({:"$application_env", app}, env)

  @doc "The application of a module: `{:ok, name}` or `:undefined`."
  def get_application(module) when is_atom(module) do
    case Enum.find(loaded(), &(module in spec(&1)[:modules])) do
      nil -> of_stdlib(module)
      app -> {:ok, app}
    end
  end

  def get_application(_process), do: :undefined

  defp of_stdlib(module) do
    Code.ensure_loaded(module)

    case :pyex_code.application_of(module) do
      {name, _version} -> {:ok, String.to_atom(name)}
      nil -> :undefined
    end
  end

  @doc "A fact about an application: `{:ok, value}` or `:undefined`."
  def get_key(app, :env), do: if(known?(app), do: {:ok, get_all_env(app)}, else: :undefined)

  def get_key(app, key) do
    case spec(app) || own(app) do
      %{^key => value} -> {:ok, value}
      _ -> :undefined
    end
  end

  defp own(app) do
    case :lists.keyfind(app, 1, @own) do
      {_, description, version} -> %{description: description, vsn: version}
      false -> nil
    end
  end

  @doc "All facts about an application: `{:ok, list}` or `:undefined`."
  def get_all_key(app) do
    case spec(app) || own(app) do
      nil -> :undefined
      facts -> {:ok, for(key <- @keys, is_map_key(facts, key), do: {key, facts[key]})}
    end
  end

  @doc "Loads an application: `{:application, name, facts}`, or the name of one that is loaded already."
  def load({:application, app, facts} = given) when is_atom(app) and is_list(facts) do
    if known?(app), do: {:error, {:already_loaded, given}}, else: loaded_now(app, facts)
  end

  def load(app) when is_atom(app), do: {:error, if(known?(app), do: {:already_loaded, app}, else: missing(app))}
  def load(other), do: {:error, {:bad_application, other}}

  defp loaded_now(app, facts) do
    defaults = %{description: ~c"", vsn: ~c"", modules: [], registered: [], applications: [], env: [], id: []}
    facts = Map.merge(defaults, Map.new(facts))
    :persistent_term.put({:"$application", app}, facts)
    :persistent_term.put(:"$applications", [app | loaded()])
    replace(app, Map.merge(Map.new(facts.env), all(app)))
  end

  @doc "Forgets an application that does not run."
  def unload(app) do
    cond do
      app in :application_controller.running() or own(app) != nil -> {:error, {:running, app}}
      known?(app) -> forget(app)
      true -> {:error, {:not_loaded, app}}
    end
  end

  defp forget(app) do
    :persistent_term.put(:"$applications", List.delete(loaded(), app))
    :persistent_term.erase({:"$application", app})
    :persistent_term.erase({:"$application_env", app})
    :ok
  end

  @doc "Starts an application, and its supervision tree if it has a `:mod`; those that it needs must run."
  def start(app, type \\ :temporary) do
    cond do
      running?(app) -> {:error, {:already_started, app}}
      not known?(app) -> {:error, missing(app)}
      true -> :application_controller.start_application(app, type)
    end
  end

  @doc "Makes sure that an application runs."
  def ensure_started(app, type \\ :temporary) do
    case start(app, type) do
      {:error, {:already_started, ^app}} -> :ok
      other -> other
    end
  end

  @doc "Makes sure that some applications run, and what they need: `{:ok, those_that_did_not}`."
  def ensure_all_started(app_or_apps, type \\ :temporary), do: app_or_apps |> List.wrap() |> ensure_all(type, [])

  defp ensure_all([], _type, started), do: {:ok, Enum.reverse(started)}

  defp ensure_all([app | apps], type, started) do
    case ensure_one(app, type, started) do
      {:ok, started} -> ensure_all(apps, type, started)
      {:error, reason} -> undo(started, {:error, reason})
    end
  end

  defp undo(started, error) do
    Enum.each(started, &stop/1)
    error
  end

  defp ensure_one(app, type, started) do
    case start(app, type) do
      :ok -> {:ok, [app | started]}
      {:error, {:already_started, ^app}} -> {:ok, started}
      {:error, {:not_started, needed}} -> ensure_needed(needed, app, type, started)
      {:error, reason} -> {:error, {app, reason}}
    end
  end

  defp ensure_needed(needed, app, type, started) do
    with {:ok, started} <- ensure_one(needed, type, started), do: ensure_one(app, type, started)
  end

  @doc "Stops an application; those that come with Elixir do not stop."
  def stop(app), do: if(running?(app) and own(app) == nil, do: :application_controller.stop_application(app), else: {:error, {:not_started, app}})

  defp running?(app), do: own(app) != nil or app in :application_controller.running()

  defp known?(app), do: own(app) != nil or spec(app) != nil

  defp missing(app), do: {~c"no such file or directory", Atom.to_charlist(app) ++ ~c".app"}

  @doc "All there is to know about the applications: `[loaded: list, running: list]`."
  def info, do: [loaded: loaded_applications(), running: :application_controller.running()]
end
