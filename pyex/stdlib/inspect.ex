defprotocol Inspect do
  @moduledoc """
  How terms are shown: by `inspect/2`, `IO.inspect/2` and at the prompt.

  Implement it for a struct of your own to choose its look. `inspect/2` returns a document of `Inspect.Algebra`;
  a plain string is one.

      defimpl Inspect, for: Money do
        def inspect(money, _opts), do: "#Money<\#{money.amount} \#{money.currency}>"
      end

  Often deriving is enough. It takes the fields to show, those to hide, or those to show only when they differ from their default:

      @derive {Inspect, only: [:name]}
      @derive {Inspect, except: [:password]}
      @derive {Inspect, optional: [:nickname]}
      defstruct [:name, :nickname, :password]

  Hidden fields leave an ellipsis: `#User<name: "Ada", ...>`.
  """

  @fallback_to_any true

  @doc "The document of `term`; `opts` is an `Inspect.Opts`."
  def inspect(term, opts)
end

defimpl Inspect, for: [Atom, BitString, Float, Function, Integer, Map, PID, Port, Reference, Tuple] do
  def inspect(term, opts), do: :pyex_inspect.to_doc(term, opts)
end

defimpl Inspect, for: List do
  import Inspect.Algebra

  def inspect(list, opts), do: :pyex_inspect.to_doc(list, opts)

  @doc false
  def keyword?(list), do: :pyex_inspect.keyword?(list)

  @doc false
  def keyword({key, value}, opts) do
    concat([color_doc(:pyex_inspect.atom(:key, key), :atom, opts), " ", to_doc(value, opts)])
  end
end

defimpl Inspect, for: Any do
  defmacro __deriving__(module, struct, options) do
    fields = for {name, _} <- Map.to_list(struct), name not in [:__struct__, :__exception__], do: name
    only = Keyword.get(options, :only, fields)
    except = Keyword.get(options, :except, [])
    optional = Keyword.get(options, :optional, [])
    for {option, names} <- [only: only, except: except, optional: optional], do: check(option, names, fields, module)
    optional = if optional == :all, do: fields, else: optional

    quote do
      defimpl Inspect, for: unquote(module) do
        def inspect(struct, opts) do
          Inspect.Any.__derived__(struct, unquote(only), unquote(except), unquote(optional), opts)
        end
      end
    end
  end

  defp check(:optional, :all, _, _), do: :ok

  defp check(option, names, fields, module) do
    for name <- names, name not in fields do
      raise ArgumentError,
            "unknown fields #{Kernel.inspect(names -- fields)} in #{Kernel.inspect(option)} " <>
              "when deriving the Inspect protocol for #{Kernel.inspect(module)}"
    end
  end

  @doc false
  def __derived__(%module{} = struct, only, except, optional, opts) do
    all = for %{field: name} <- module.__info__(:struct), name != :__exception__, do: name
    shown = for name <- all, name in only, name not in except, do: name
    :pyex_inspect.derived(struct, shown, optional, opts)
  end

  def inspect(term, opts), do: :pyex_inspect.to_doc(term, opts)
end

defimpl Inspect, for: Range do
  def inspect(%{first: first, last: last, step: 1}, opts) when first <= last, do: ends(first, last, opts)

  def inspect(%{first: first, last: last, step: step}, opts) do
    Inspect.Algebra.concat([ends(first, last, opts), "//", Inspect.Algebra.to_doc(step, opts)])
  end

  defp ends(first, last, opts) do
    Inspect.Algebra.concat([Inspect.Algebra.to_doc(first, opts), "..", Inspect.Algebra.to_doc(last, opts)])
  end
end

defimpl Inspect, for: MapSet do
  def inspect(set, opts) do
    opts = %{opts | charlists: :as_lists}
    Inspect.Algebra.concat(["MapSet.new(", Inspect.Algebra.to_doc(MapSet.to_list(set), opts), ")"])
  end
end
