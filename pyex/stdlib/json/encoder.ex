defprotocol JSON.Encoder do
  @moduledoc ~S"""
  How a value is written as JSON.

  A struct has no form of its own, since not all of its fields may be anybody's business. If it is yours, derive one:

      @derive JSON.Encoder                            # all fields
      @derive {JSON.Encoder, only: [:name]}
      @derive {JSON.Encoder, except: [:password]}
      defstruct [:name, :password]

  or implement `encode/2`, which answers iodata. It calls the encoder that it gets for the values within:

      defimpl JSON.Encoder, for: Money do
        def encode(money, encoder), do: encoder.("#{money.amount} #{money.currency}", encoder)
      end

  For a struct of somebody else's `Protocol.derive/3` does the same.
  """

  @undefined_impl_description """
  which is for numbers, binaries, atoms, lists and maps.

  A struct needs an implementation of its own. If it is yours, say in its module which fields are to be written:

      @derive {JSON.Encoder, only: [...]}
      defstruct ...

  or all of them, if none is a secret:

      @derive JSON.Encoder
      defstruct ...

  If it is not yours, derive the protocol from outside:

      Protocol.derive(JSON.Encoder, NameOfTheStruct, only: [...])
      Protocol.derive(JSON.Encoder, NameOfTheStruct)\
  """

  @doc ~S"""
  The text of `term`, as iodata; `encoder` is called with the values within it and with itself.

      iex> IO.iodata_to_binary(JSON.Encoder.encode(~D[2025-01-31], &JSON.protocol_encode/2))
      ~S("2025-01-31")
  """
  def encode(term, encoder)
end

defimpl JSON.Encoder, for: [Atom, Float, Integer, List, Map] do
  def encode(term, encoder), do: JSON.protocol_encode(term, encoder)
end

defimpl JSON.Encoder, for: BitString do
  def encode(text, encoder) when is_binary(text), do: JSON.protocol_encode(text, encoder)
end

defimpl JSON.Encoder, for: [Date, Time, NaiveDateTime, DateTime, Duration] do
  def encode(term, _encoder), do: [?", @for.to_iso8601(term), ?"]
end

defimpl JSON.Encoder, for: Any do
  defmacro __deriving__(module, struct, options) do
    fields = fields(Map.keys(struct) -- [:__struct__], options, module)

    quote do
      defimpl JSON.Encoder, for: unquote(module) do
        def encode(struct, encoder) do
          JSON.object(Enum.map(unquote(fields), &{&1, Map.fetch!(struct, &1)}), encoder)
        end
      end
    end
  end

  defp fields(all, options, module) do
    case options do
      [only: only] -> known(only, all, :only, module)
      [except: except] -> all -- known(except, all, :except, module)
      [] -> all
    end
  end

  defp known(fields, all, option, module) do
    case Enum.reject(fields, &(&1 in all)) do
      [] ->
        fields

      unknown ->
        raise ArgumentError,
              "#{inspect(unknown)} in :#{option} are no fields of #{inspect(module)}, whose fields are #{inspect(all)} (deriving JSON.Encoder)"
    end
  end

  def encode(term, _encoder), do: raise(Protocol.UndefinedError, protocol: JSON.Encoder, value: term)
end
