defmodule Macro.Env do
  @moduledoc """
  Where code stands while it is compiled: what `__ENV__` and, in macros, `__CALLER__` give.

  Of use are `module`, `function` (`{name, arity}` or `nil`), `file`, `line`, `aliases`, `requires`, `functions` and `macros`
  (imported ones, by module) and `context` (`:match` in patterns, `:guard` in guards, else `nil`).

      iex> __ENV__.module
      nil
  """

  @type name_arity :: {atom, arity}
  @type file :: binary
  @type line :: non_neg_integer
  @type variable :: {atom, atom | term}
  @type context :: :match | :guard | nil
  @type context_modules :: [module]
  @type t :: %__MODULE__{
          aliases: [{module, module}],
          context: context,
          context_modules: context_modules,
          file: file,
          function: name_arity | nil,
          functions: [{module, [name_arity]}],
          lexical_tracker: pid | nil,
          line: line,
          macro_aliases: [{module, {term, module}}],
          macros: [{module, [name_arity]}],
          module: module,
          requires: [module],
          tracers: [module],
          versioned_vars: %{optional(variable) => non_neg_integer}
        }

  defstruct aliases: [],
            context: nil,
            context_modules: [],
            file: "nofile",
            function: nil,
            functions: [],
            lexical_tracker: nil,
            line: 0,
            macro_aliases: [],
            macros: [],
            module: nil,
            requires: [],
            tracers: [],
            versioned_vars: %{}

  @doc """
  The file and the line.

      iex> Macro.Env.location(%Macro.Env{file: "some.ex", line: 3})
      [file: "some.ex", line: 3]
  """
  def location(%Macro.Env{file: file, line: line}), do: [file: file, line: line]

  @doc """
  The variables, as `{name, context}`.

      iex> x = 1
      iex> Macro.Env.vars(__ENV__)
      [x: nil]
  """
  def vars(%Macro.Env{versioned_vars: vars}), do: Map.keys(vars)

  @doc """
  Whether there is such a variable.

      iex> x = 1
      iex> Macro.Env.has_var?(__ENV__, {:x, nil})
      true
  """
  def has_var?(%Macro.Env{versioned_vars: vars}, variable), do: is_map_key(vars, variable)

  @doc """
  Whether the code is a guard.

      iex> Macro.Env.in_guard?(__ENV__)
      false
  """
  def in_guard?(%Macro.Env{context: context}), do: context == :guard

  @doc """
  Whether the code is a pattern.

      iex> Macro.Env.in_match?(Macro.Env.to_match(__ENV__))
      true
  """
  def in_match?(%Macro.Env{context: context}), do: context == :match

  @doc """
  The environment as that of a pattern.
  """
  def to_match(%Macro.Env{} = env), do: %{env | context: :match}

  @doc """
  The environment as that of a guard.

      iex> Macro.Env.in_guard?(Macro.Env.to_guard(__ENV__))
      true
  """
  def to_guard(%Macro.Env{} = env), do: %{env | context: :guard}

  @doc """
  The stack trace that names this place, for messages.

      iex> Macro.Env.stacktrace(%Macro.Env{file: "some.ex", line: 3})
      [{:elixir_compiler, :__FILE__, 1, [file: ~c"some.ex", line: 3]}]
  """
  def stacktrace(%Macro.Env{module: nil} = env), do: [{:elixir_compiler, :__FILE__, 1, place(env)}]
  def stacktrace(%Macro.Env{module: module, function: nil} = env), do: [{module, :__MODULE__, 0, place(env)}]
  def stacktrace(%Macro.Env{module: module, function: {name, arity}} = env), do: [{module, name, arity, place(env)}]

  defp place(%{file: file, line: line}), do: [file: file |> Path.relative_to_cwd() |> String.to_charlist(), line: line]

  @doc """
  Which modules an imported name comes from: `[{:function or :macro, module}]`.

      iex> Macro.Env.lookup_import(__ENV__, {:is_atom, 1})
      [function: Kernel]
  """
  def lookup_import(%Macro.Env{functions: functions, macros: macros}, {name, arity} = pair) when is_atom(name) and is_integer(arity) do
    found(:function, functions, pair) ++ found(:macro, macros, pair)
  end

  defp found(kind, imports, pair), do: for({module, names} <- imports, pair in names, do: {kind, module})

  @doc """
  What an alias stands for: `{:ok, module}` or `:error`.

      iex> Macro.Env.fetch_alias(%Macro.Env{aliases: [{Letters, List.Chars}]}, :Letters)
      {:ok, List.Chars}
  """
  def fetch_alias(%Macro.Env{aliases: aliases}, name) when is_atom(name), do: Keyword.fetch(aliases, Module.concat([name]))

  @doc """
  What an alias in a macro's context stands for: `{:ok, module}` or `:error`.
  """
  def fetch_macro_alias(%Macro.Env{macro_aliases: aliases}, name) when is_atom(name) do
    with {:ok, {_counter, module}} <- Keyword.fetch(aliases, Module.concat([name])), do: {:ok, module}
  end

  @doc """
  The aliases that stand for a module.

      iex> Macro.Env.lookup_alias_as(%Macro.Env{aliases: [{Letters, List.Chars}]}, List.Chars)
      [Letters]
  """
  def lookup_alias_as(%Macro.Env{aliases: aliases}, module) when is_atom(module) do
    for {name, ^module} <- aliases, do: name
  end

  @doc """
  Whether a module was required here.

      iex> Macro.Env.required?(__ENV__, Kernel)
      true
  """
  def required?(%Macro.Env{requires: requires}, module) when is_atom(module), do: module in requires

  @doc """
  Adds a module to those that are told what the compiler does.
  """
  def prepend_tracer(%Macro.Env{tracers: tracers} = env, tracer) when is_atom(tracer), do: %{env | tracers: [tracer | tracers]}

  @doc """
  The environment without what only matters while the compiler runs.
  """
  def prune_compile_info(%Macro.Env{} = env), do: %{env | lexical_tracker: nil, tracers: []}
end
