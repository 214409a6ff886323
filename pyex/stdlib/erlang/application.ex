defmodule :application do
  # Environments are kept as one persistent term for each application, a map.
  @moduledoc """
  Applications and their environments (as Erlang's `:application`). Those that come with Elixir run; there are no others.
  """

  @applications [
    {:logger, ~c"logger", ~c"1.18.4"},
    {:iex, ~c"iex", ~c"1.18.4"},
    {:elixir, ~c"elixir", ~c"1.18.4"},
    {:compiler, ~c"ERTS  CXC 138 10", ~c"8.2.3"},
    {:stdlib, ~c"ERTS  CXC 138 10", ~c"4.2"},
    {:kernel, ~c"ERTS  CXC 138 10", ~c"8.5.3"}
  ]

  @doc "All applications that run."
  def which_applications(_timeout \\ 5000), do: @applications

  @doc "All applications that are loaded."
  def loaded_applications, do: @applications

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

  @doc "Removes a key."
  def unset_env(app, key, _options \\ []), do: replace(app, :maps.remove(key, all(app)))

  defp all(app), do: :persistent_term.get({:"$application_env", app}, %{})

  defp replace(app, env), do: :persistent_term.put({:"$application_env", app}, env)

  @doc "The application of a module, or of a process: `{:ok, name}` or `:undefined`."
  def get_application(module) when is_atom(module) do
    Code.ensure_loaded(module)

    case :pyex_code.application_of(module) do
      {name, _version} -> {:ok, String.to_atom(name)}
      nil -> :undefined
    end
  end

  def get_application(_process), do: :undefined

  @doc "A fact about an application: `{:ok, value}` or `:undefined`."
  def get_key(app, key) do
    case {:lists.keyfind(app, 1, @applications), key} do
      {{_, _, version}, :vsn} -> {:ok, version}
      {{_, description, _}, :description} -> {:ok, description}
      _ -> :undefined
    end
  end

  @doc "Starts an application."
  def start(app, _type \\ :temporary) do
    if known?(app), do: {:error, {:already_started, app}}, else: {:error, missing(app)}
  end

  @doc "Makes sure that an application runs."
  def ensure_started(app, _type \\ :temporary), do: if(known?(app), do: :ok, else: {:error, missing(app)})

  @doc "Makes sure that some applications run."
  def ensure_all_started(app_or_apps, _type \\ :temporary) do
    case :lists.filter(&(not known?(&1)), List.wrap(app_or_apps)) do
      [] -> {:ok, []}
      [app | _] -> {:error, {app, missing(app)}}
    end
  end

  @doc "Loads an application."
  def load(app), do: if(known?(app), do: {:error, {:already_loaded, app}}, else: {:error, missing(app)})

  @doc "Forgets an application that does not run; those there are all run."
  def unload(app), do: {:error, if(known?(app), do: {:running, app}, else: {:not_loaded, app})}

  @doc "Stops an application; those there are do not stop."
  def stop(app), do: {:error, {:not_started, app}}

  defp known?(app), do: :lists.keymember(app, 1, @applications)

  defp missing(app), do: {~c"no such file or directory", Atom.to_charlist(app) ++ ~c".app"}
end
