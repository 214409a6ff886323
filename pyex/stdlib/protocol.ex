defmodule Protocol do
  @moduledoc """
  What stands behind `defprotocol/2`, `defimpl/3` and `@derive`: a protocol is a module whose functions look at their first
  argument and call the module that implements the protocol for its type, `Protocol.Type`.

  With `@fallback_to_any true` in the protocol, `Protocol.Any` serves all types that have no implementation of their own.
  `@undefined_impl_description` is a text for the error that a type without an implementation gives.
  """

  @defining [
    def: 1,
    def: 2,
    defp: 1,
    defp: 2,
    defdelegate: 2,
    defguard: 1,
    defguardp: 1,
    defmacro: 1,
    defmacro: 2,
    defmacrop: 1,
    defmacrop: 2
  ]

  ## Defining

  @doc false
  def __protocol__(name, block) do
    quote do
      defmodule unquote(name) do
        import Kernel, except: unquote(@defining)
        import Protocol, only: [def: 1]
        Elixir.Module.register_attribute(__MODULE__, :__functions__, accumulate: true)
        @fallback_to_any false
        @undefined_impl_description ""
        unquote(block)
        unquote(lookups())
      end
    end
  end

  # The functions that every protocol has, defined last.
  defp lookups() do
    quote do
      @__protocol__ fallback_to_any: !!@fallback_to_any
      Elixir.Module.register_attribute(__MODULE__, :__protocol__, persist: true)
      Elixir.Protocol.__check_functions__(@__functions__, __ENV__)

      if not Elixir.Module.defines_type?(__MODULE__, {:t, 0}) do
        @typedoc "The types that implement this protocol."
        @type t :: term
      end

      @doc false
      @spec impl_for(term) :: atom | nil
      Kernel.def impl_for(data) do
        :pyex_protocol.impl_for(__MODULE__, data)
      end

      @doc false
      @spec impl_for!(term) :: atom
      Kernel.def impl_for!(data) do
        case :pyex_protocol.impl_for(__MODULE__, data) do
          nil -> :erlang.error(Elixir.Protocol.__undefined__(__MODULE__, data, @undefined_impl_description))
          implementation -> implementation
        end
      end

      @doc false
      Kernel.def(__protocol__(:module), do: __MODULE__)
      Kernel.def(__protocol__(:functions), do: :lists.sort(@__functions__))
      Kernel.def(__protocol__(:consolidated?), do: false)
      Kernel.def(__protocol__(:impls), do: :not_consolidated)
    end
  end

  @doc false
  def __undefined__(protocol, value, description) do
    Protocol.UndefinedError.exception(protocol: protocol, value: value, description: description)
  end

  @doc false
  def __check_functions__([], env) do
    IO.warn("protocols must define at least one function, but none was defined", env)
  end

  def __check_functions__(_functions, _env), do: :ok

  @doc """
  A function of a protocol: `def name(term, ...)`, without a body. Only of use within `defprotocol/2`.
  """
  defmacro def(signature)

  defmacro def({_name, _meta, args}) when args == [] or is_atom(args) do
    raise ArgumentError, "protocol functions expect at least one argument"
  end

  defmacro def({name, _meta, args}) when is_atom(name) and is_list(args) do
    arity = length(args)
    variables = Macro.generate_arguments(arity, __MODULE__)
    call = {{:., [], [implementation(hd(variables)), name]}, [], variables}

    quote do
      @__functions__ {unquote(name), unquote(arity)}
      Kernel.def(unquote(name)(unquote_splicing(args)))
      Kernel.def(unquote(name)(unquote_splicing(variables)), do: unquote(call))

      Elixir.Protocol.__callback__(__MODULE__, unquote(name), unquote(arity)) ||
        @callback unquote(name)(unquote_splicing(types(arity))) :: term
    end
  end

  defmacro def(_signature), do: raise(ArgumentError, "invalid arguments for def inside defprotocol")

  # As `impl_for!/1`, which is only called for what it says when there is none.
  defp implementation(variable) do
    quote do
      case :pyex_protocol.impl_for(__MODULE__, unquote(variable)) do
        nil -> impl_for!(unquote(variable))
        implementation -> implementation
      end
    end
  end

  # The first type is the protocol's own.
  defp types(arity), do: [quote(do: t) | List.duplicate(quote(do: term), arity - 1)]

  @doc false
  def __callback__(module, name, arity), do: Module.spec_to_callback(module, {name, arity})

  ## Implementing

  @doc false
  def __impl__(protocol, opts, env) do
    {block, opts} = take_block(opts)
    {for, opts} = Keyword.pop_lazy(opts, :for, fn -> own_module(env) end)

    if opts != [] do
      raise ArgumentError, "unknown options given to defimpl, got: #{Macro.to_string(opts)}"
    end

    case for do
      types when is_list(types) -> Enum.map(types, &implementation(protocol, &1, block))
      type -> implementation(protocol, type, block)
    end
  end

  defp take_block(opts) do
    case Keyword.pop(opts, :do, :none) do
      {:none, _} -> raise ArgumentError, "defimpl expects a do-end block"
      taken -> taken
    end
  end

  defp own_module(%{module: nil}), do: raise(ArgumentError, "defimpl/3 expects a :for option when declared outside a module")
  defp own_module(%{module: module}), do: module

  defp implementation(protocol, type, block) do
    quote do
      protocol = unquote(protocol)
      type = unquote(type)
      Elixir.Protocol.assert_protocol!(protocol)

      defmodule Elixir.Module.concat(protocol, type) do
        @moduledoc false
        @behaviour protocol
        @protocol protocol
        @for type
        result = unquote(block)
        Elixir.Module.register_attribute(__MODULE__, :__impl__, persist: true)
        @__impl__ [protocol: @protocol, for: @for]
        @doc false
        def __impl__(:target), do: __MODULE__
        def __impl__(:protocol), do: @protocol
        def __impl__(:for), do: @for
        result
      end
    end
  end

  ## Deriving

  @doc """
  Derives a protocol for a struct that is defined already: `Protocol.derive(Inspect, User, only: [:name])`.
  """
  defmacro derive(protocol, module, options \\ []) do
    quote do
      module = unquote(module)
      Elixir.Protocol.__derive__([{unquote(protocol), unquote(options)}], module, __ENV__)
    end
  end

  @doc false
  def __derive__(derives, module, env) when is_atom(module) do
    struct = struct_of(module, env)
    for derive <- List.flatten(derives), do: derive_one(derive, module, struct, env)
    :ok
  end

  # While the module is being defined, its struct is only in an attribute.
  defp struct_of(module, %{module: module}), do: Module.get_attribute(module, :__struct__)
  defp struct_of(module, _env), do: module.__struct__()

  defp derive_one({protocol, options}, module, struct, env), do: derive(protocol, module, struct, options, env)
  defp derive_one(protocol, module, struct, env) when is_atom(protocol), do: derive(protocol, module, struct, [], env)

  defp derive(protocol, module, struct, options, env) do
    ending = ", cannot derive #{inspect(protocol)} for #{inspect(module)}"
    assert_protocol!(protocol, ending)
    any = Module.concat(protocol, Any)
    assert_impl!(protocol, any, ending)
    env = %{env | function: nil}

    if function_exported?(any, :"MACRO-__deriving__", 4) or macro_exported?(any, :__deriving__, 3) do
      code = :pyex_code.call_macro(any, :__deriving__, [module, struct, options], env)
      Code.eval_quoted(code, [], env)
    else
      Module.create(Module.concat(protocol, module), delegation(protocol, any, module), Macro.Env.location(env))
    end
  end

  # `Any` itself serves the struct.
  defp delegation(protocol, any, module) do
    quote do
      @moduledoc false
      Module.register_attribute(__MODULE__, :__impl__, persist: true)
      @__impl__ [protocol: unquote(protocol), for: unquote(module)]
      def __impl__(:target), do: unquote(any)
      def __impl__(:protocol), do: unquote(protocol)
      def __impl__(:for), do: unquote(module)
    end
  end

  ## Asking

  @doc """
  Returns `:ok` if the module is a protocol, else raises an ArgumentError.

      iex> Protocol.assert_protocol!(Enumerable)
      :ok
  """
  def assert_protocol!(module), do: assert_protocol!(module, "")

  defp assert_protocol!(module, ending) do
    ensure_loaded!(module, ending)

    if function_exported?(module, :__protocol__, 1) do
      :ok
    else
      raise ArgumentError, "#{inspect(module)} is not a protocol#{ending}"
    end
  end

  @doc """
  Returns `:ok` if the protocol is implemented for the type, else raises an ArgumentError.

      iex> Protocol.assert_impl!(Enumerable, List)
      :ok
  """
  def assert_impl!(protocol, base), do: assert_impl!(protocol, Module.concat(protocol, base), "")

  defp assert_impl!(protocol, impl, ending) do
    ensure_loaded!(impl, ending)

    cond do
      not function_exported?(impl, :__impl__, 1) ->
        raise ArgumentError, "#{inspect(impl)} is not an implementation of a protocol#{ending}"

      impl.__impl__(:protocol) != protocol ->
        raise ArgumentError,
              "expected #{inspect(impl)} to be an implementation of #{inspect(protocol)}" <>
                ", got: #{inspect(impl.__impl__(:protocol))}#{ending}"

      true ->
        :ok
    end
  end

  defp ensure_loaded!(module, ending) do
    case Code.ensure_compiled(module) do
      {:module, _} -> :ok
      {:error, reason} -> raise ArgumentError, not_loaded(module, reason) <> ending
    end
  end

  defp not_loaded(module, reason), do: "could not load module #{inspect(module)} due to reason #{inspect(reason)}"

  @doc """
  Whether the protocol's implementations are fixed. Here they never are: a protocol stays open.

      iex> Protocol.consolidated?(Enumerable)
      false
  """
  def consolidated?(protocol), do: protocol.__protocol__(:consolidated?)
end
