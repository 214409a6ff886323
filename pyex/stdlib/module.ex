defmodule Module do
  @moduledoc """
  Modules' names, and what a module may ask and do about itself while it is being compiled.

  Most functions here work on a module whose body still runs, usually called in that body with `__MODULE__`.

  The attributes with a meaning of their own: `@moduledoc`, `@doc`, `@typedoc`, `@spec`, `@type`, `@typep`, `@opaque`,
  `@callback`, `@macrocallback`, `@optional_callbacks`, `@behaviour`, `@impl`, `@derive`, `@enforce_keys`, `@deprecated`,
  `@before_compile`, `@after_compile`, `@after_verify`, `@on_definition`, `@compile`, `@external_resource`, `@file`, `@vsn`.
  """

  @type definition :: {atom, arity}
  @type def_kind :: :def | :defp | :defmacro | :defmacrop

  ## Names

  @doc """
  Joins names to that of a module.

      iex> Module.concat([List, "Chars"])
      List.Chars
  """
  def concat(list) when is_list(list), do: String.to_atom(joined(list))

  @doc """
  Joins two names to that of a module.

      iex> Module.concat(List, Chars)
      List.Chars
  """
  def concat(left, right) when (is_binary(left) or is_atom(left)) and (is_binary(right) or is_atom(right)) do
    concat([left, right])
  end

  @doc """
  As `concat/1`, but only if that name exists already.

      iex> Module.safe_concat([List, Chars])
      List.Chars
  """
  def safe_concat(list) when is_list(list), do: String.to_existing_atom(joined(list))

  @doc """
  As `concat/2`, but only if that name exists already.

      iex> Module.safe_concat(List, Chars)
      List.Chars
  """
  def safe_concat(left, right) when (is_binary(left) or is_atom(left)) and (is_binary(right) or is_atom(right)) do
    safe_concat([left, right])
  end

  defp joined(parts) do
    names = for part <- parts, part != nil, part != Elixir, into: "", do: "." <> plain(part)
    "Elixir" <> names
  end

  # Protocols are made with this, so it must do without String.Chars.
  defp plain(part) when is_atom(part), do: plain(:erlang.atom_to_binary(part))
  defp plain("Elixir." <> name), do: name
  defp plain(name), do: name

  @doc """
  The parts of a module's name.

      iex> Module.split(List.Chars)
      ["List", "Chars"]
  """
  def split(module)
  def split(module) when is_atom(module), do: split_name(Atom.to_string(module), module)
  def split(module) when is_binary(module), do: split_name(module, module)

  defp split_name("Elixir." <> name, _module), do: String.split(name, ".")
  defp split_name(_name, module), do: raise(ArgumentError, "expected an Elixir module, got: #{inspect(module)}")

  ## Making modules. (`%Macro.Env{}` can't be written here: to define that struct, this module is needed.)

  @doc """
  Defines a module from quoted code.

      iex> {:module, name, _, _} = Module.create(DocsOfCreate, quote(do: def(answer, do: 42)), __ENV__)
      iex> {name, name.answer()}
      {DocsOfCreate, 42}
  """
  def create(module, quoted, env_or_opts)
  def create(module, quoted, %{__struct__: Macro.Env} = env), do: define(module, quoted, env, env.line)

  def create(module, quoted, opts) when is_list(opts) do
    unless Keyword.has_key?(opts, :file), do: raise(ArgumentError, "expected :file to be given as option")
    define(module, quoted, Code.env_for_eval(opts), Keyword.get(opts, :line, 1))
  end

  defp define(module, quoted, env, line) do
    code = quote(do: Kernel.defmodule(unquote(module), do: unquote(quoted)))
    env = %{env | line: line, module: nil, function: nil, context_modules: []}
    {value, _, _} = :pyex_code.eval_quoted(Macro.update_meta(code, &Keyword.put(&1, :line, line)), [], env)
    value
  end

  @doc """
  Evaluates quoted code in a module that is being compiled.
  """
  def eval_quoted(module_or_env, quoted, binding \\ [], opts \\ [])

  def eval_quoted(%{__struct__: Macro.Env} = env, quoted, binding, opts) do
    Code.eval_quoted(quoted, binding, struct!(env, opts))
  end

  def eval_quoted(module, quoted, binding, opts) when is_atom(module) do
    Code.eval_quoted(quoted, binding, [module: module] ++ opts)
  end

  ## Attributes

  @doc """
  The value of an attribute, `nil` if it was never set.

      iex> defmodule DocsOfAttribute do
      ...>   @limit 3
      ...>   def limit, do: unquote(Module.get_attribute(__MODULE__, :limit))
      ...> end
      iex> DocsOfAttribute.limit()
      3
  """
  def get_attribute(module, key, default \\ nil) when is_atom(module) and is_atom(key) do
    :pyex_module.get_attribute(module, key, default)
  end

  @doc """
  The value set last for an attribute that keeps all its values.
  """
  def get_last_attribute(module, key, default \\ nil) when is_atom(module) and is_atom(key) do
    case :pyex_module.get_attribute(module, key, default) do
      [last | _] -> last
      [] -> default
      value -> value
    end
  end

  @doc """
  Sets an attribute.
  """
  def put_attribute(module, key, value) when is_atom(module) and is_atom(key), do: :pyex_module.put_attribute(module, key, value)

  @doc """
  Whether an attribute was set or registered.
  """
  def has_attribute?(module, key) when is_atom(module) and is_atom(key), do: :pyex_module.has_attribute(module, key)

  @doc """
  Forgets an attribute; its value is returned.
  """
  def delete_attribute(module, key) when is_atom(module) and is_atom(key), do: :pyex_module.delete_attribute(module, key)

  @doc """
  The names of all attributes.
  """
  def attributes_in(module) when is_atom(module), do: :pyex_module.attributes_in(module)

  @doc """
  Makes an attribute keep all its values (`accumulate: true`), or stay known after compilation (`persist: true`).

      iex> defmodule DocsOfRegister do
      ...>   Module.register_attribute(__MODULE__, :rule, accumulate: true)
      ...>   @rule :first
      ...>   @rule :second
      ...>   def rules, do: @rule
      ...> end
      iex> DocsOfRegister.rules()
      [:second, :first]
  """
  def register_attribute(module, attribute, options) when is_atom(module) and is_atom(attribute) and is_list(options) do
    :pyex_module.register_attribute(module, attribute, options)
  end

  @reserved %{
    after_compile: "A hook that is called once the module is compiled.",
    after_verify: "A hook that is called once the module is checked.",
    before_compile: "A hook that is called before the module is compiled.",
    behaviour: "The module implements the callbacks of this behaviour.",
    callback: "A function that a behaviour asks for.",
    compile: "Options for the compilation of the module.",
    deprecated: "What to use in place of the following function.",
    derive: "The protocols that the struct implements by itself.",
    dialyzer: "Options for a tool of Erlang.",
    doc: "The documentation of the following function.",
    enforce_keys: "The fields that must be given when the struct is built.",
    external_resource: "A file that the module depends on.",
    file: "The file name for stack traces of the following function.",
    impl: "The following function is a callback.",
    macrocallback: "A macro that a behaviour asks for.",
    moduledoc: "The documentation of the module.",
    nifs: "The functions that are written in another language.",
    on_definition: "A hook that is called for each definition.",
    on_load: "A function that is called when the module is loaded.",
    opaque: "A type whose inside is nobody else's business.",
    optional_callbacks: "The callbacks that may be missing.",
    spec: "The types of a function.",
    type: "A type.",
    typedoc: "The documentation of the following type.",
    typep: "A type for this module alone.",
    vsn: "The version of the module."
  }

  @doc """
  The attributes with a meaning of their own: `%{name: %{doc: text}}`.

      iex> is_map_key(Module.reserved_attributes(), :moduledoc)
      true
  """
  def reserved_attributes(), do: Map.new(@reserved, fn {name, doc} -> {name, %{doc: doc}} end)

  ## Definitions

  @doc """
  Whether the module has defined a function or macro.

      iex> defmodule DocsOfDefines do
      ...>   def one, do: 1
      ...>   def known, do: unquote(Module.defines?(__MODULE__, {:one, 0}))
      ...> end
      iex> DocsOfDefines.known()
      true
  """
  def defines?(module, {name, arity} = tuple) when is_atom(module) and is_atom(name) and is_integer(arity) do
    :pyex_module.defines(module, tuple)
  end

  @doc """
  Whether the module has defined it as `:def`, `:defp`, `:defmacro` or `:defmacrop`.
  """
  def defines?(module, {name, arity} = tuple, kind) when is_atom(module) and is_atom(name) and is_integer(arity) do
    :pyex_module.defines(module, tuple, kind)
  end

  @doc """
  Whether the module has declared a type.
  """
  def defines_type?(module, {name, arity}) when is_atom(module) and is_atom(name) and is_integer(arity) do
    types = for kind <- [:type, :typep, :opaque], spec <- get_attribute(module, kind, []), do: spec
    Enum.any?(types, &(type_name(&1) == {name, arity}))
  end

  defp type_name({_kind, {:"::", _, [{name, _, args}, _]}, _}), do: {name, if(is_list(args), do: length(args), else: 0)}
  defp type_name(_), do: nil

  @doc """
  All definitions so far: `[{name, arity}]`.
  """
  def definitions_in(module) when is_atom(module), do: :pyex_module.definitions_in(module)

  @doc """
  All definitions of a kind so far.
  """
  def definitions_in(module, kind) when is_atom(module) and kind in [:def, :defp, :defmacro, :defmacrop] do
    :pyex_module.definitions_in(module, kind)
  end

  @doc """
  A definition so far: `{:v1, kind, metadata, clauses}`, or `nil`.
  """
  def get_definition(module, {name, arity} = tuple, opts \\ []) when is_atom(module) and is_atom(name) and is_integer(arity) do
    :pyex_module.get_definition(module, tuple, opts)
  end

  @doc """
  Takes a definition back.
  """
  def delete_definition(module, {name, arity} = tuple) when is_atom(module) and is_atom(name) and is_integer(arity) do
    :pyex_module.delete_definition(module, tuple)
  end

  @doc """
  Makes definitions replaceable (see `defoverridable/1`).
  """
  def make_overridable(module, names) when is_atom(module) and (is_list(names) or is_atom(names)) do
    :pyex_module.make_overridable(module, names)
  end

  @doc """
  Whether a definition is replaceable.
  """
  def overridable?(module, tuple) when is_atom(module), do: :pyex_module.overridable(module, tuple)

  @doc """
  All replaceable definitions.
  """
  def overridables_in(module) when is_atom(module), do: :pyex_module.overridables_in(module)

  @doc """
  Whether the module is still being compiled.

      iex> Module.open?(Enum)
      false
  """
  def open?(module) when is_atom(module), do: :pyex_module.is_open(module)

  @doc """
  Makes the `@spec` of a function a `@callback` too; `true` if there was one.
  """
  def spec_to_callback(module, {name, arity} = definition) when is_atom(module) and is_atom(name) and is_integer(arity) do
    :pyex_module.spec_to_callback(module, definition)
  end
end
