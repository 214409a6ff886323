defmodule Base do
  @moduledoc """
  Bytes as text: in base 16, 32 and 64.

      iex> Base.encode64("pyramid")
      "cHlyYW1pZA=="
      iex> Base.decode64("cHlyYW1pZA==")
      {:ok, "pyramid"}

  Options of all encodings with letters of one case: `:case` (`:upper`, `:lower`, for decoding also `:mixed`). Of those with padding: `:padding`
  (true; false leaves it out, or lets it be missing) and, for decoding, `ignore: :whitespace`.
  """

  @type encode_case :: :upper | :lower
  @type decode_case :: :upper | :lower | :mixed

  # ---- Base 16 ------------------------------------------------------------------------------------------------------

  @doc """
  Two hexadecimal digits for each byte.

      iex> Base.encode16("Hi!")
      "486921"
      iex> Base.encode16(<<255, 1>>, case: :lower)
      "ff01"
  """
  def encode16(data, opts \\ []) when is_binary(data), do: :pyex_base.encode(:base16, data, Keyword.get(opts, :case, :upper), false)

  @doc """
  The bytes of hexadecimal digits.

      iex> Base.decode16("4869")
      {:ok, "Hi"}
      iex> Base.decode16("xyz")
      :error
  """
  def decode16(string, opts \\ []) when is_binary(string), do: result(decode(:base16, string, opts))

  @doc """
  As `decode16/2`, but raises an error for what is no text of that kind.

      iex> Base.decode16!("4869")
      "Hi"
  """
  def decode16!(string, opts \\ []) when is_binary(string), do: result!(decode(:base16, string, opts), string)

  # ---- Base 32 ------------------------------------------------------------------------------------------------------

  @doc """
  Base 32: five bits a character.

      iex> Base.encode32("tea")
      "ORSWC==="
  """
  def encode32(data, opts \\ []) when is_binary(data), do: encode(:base32, data, opts)

  @doc """
  The bytes of a text in base 32.

      iex> Base.decode32("ORSWC===")
      {:ok, "tea"}
  """
  def decode32(string, opts \\ []) when is_binary(string), do: result(decode(:base32, string, opts))

  @doc "As `decode32/2`, but raises an error for what is no text of that kind."
  def decode32!(string, opts \\ []) when is_binary(string), do: result!(decode(:base32, string, opts), string)

  @doc """
  Base 32 with the alphabet that keeps the order of the bytes.

      iex> Base.hex_encode32("tea")
      "EHIM2==="
  """
  def hex_encode32(data, opts \\ []) when is_binary(data), do: encode(:hex32, data, opts)

  @doc """
  The bytes of a text of `hex_encode32/2`.

      iex> Base.hex_decode32("EHIM2===")
      {:ok, "tea"}
  """
  def hex_decode32(string, opts \\ []) when is_binary(string), do: result(decode(:hex32, string, opts))

  @doc "As `hex_decode32/2`, but raises an error for what is no text of that kind."
  def hex_decode32!(string, opts \\ []) when is_binary(string), do: result!(decode(:hex32, string, opts), string)

  # ---- Base 64 ------------------------------------------------------------------------------------------------------

  @doc """
  Base 64: six bits a character.

      iex> Base.encode64("pyramid", padding: false)
      "cHlyYW1pZA"
  """
  def encode64(data, opts \\ []) when is_binary(data), do: encode(:base64, data, opts)

  @doc """
  The bytes of a text in base 64.

      iex> Base.decode64("cHlyYW1pZA", padding: false)
      {:ok, "pyramid"}
  """
  def decode64(string, opts \\ []) when is_binary(string), do: result(decode(:base64, string, opts))

  @doc "As `decode64/2`, but raises an error for what is no text of that kind."
  def decode64!(string, opts \\ []) when is_binary(string), do: result!(decode(:base64, string, opts), string)

  @doc """
  Base 64 with an alphabet that may stand in URLs and file names.

      iex> Base.url_encode64(<<251, 255, 254>>)
      "-__-"
  """
  def url_encode64(data, opts \\ []) when is_binary(data), do: encode(:url64, data, opts)

  @doc """
  The bytes of a text of `url_encode64/2`.

      iex> Base.url_decode64("-__-")
      {:ok, <<251, 255, 254>>}
  """
  def url_decode64(string, opts \\ []) when is_binary(string), do: result(decode(:url64, string, opts))

  @doc "As `url_decode64/2`, but raises an error for what is no text of that kind."
  def url_decode64!(string, opts \\ []) when is_binary(string), do: result!(decode(:url64, string, opts), string)

  # ---- All ----------------------------------------------------------------------------------------------------------

  @doc "Whether a text can be decoded from base 16."
  def valid16?(string, opts \\ []) when is_binary(string), do: decode16(string, opts) != :error

  @doc "Whether a text can be decoded from base 32."
  def valid32?(string, opts \\ []) when is_binary(string), do: decode32(string, opts) != :error

  @doc "Whether a text can be decoded by `hex_decode32/2`."
  def hex_valid32?(string, opts \\ []) when is_binary(string), do: hex_decode32(string, opts) != :error

  @doc "Whether a text can be decoded from base 64."
  def valid64?(string, opts \\ []) when is_binary(string), do: decode64(string, opts) != :error

  @doc "Whether a text can be decoded by `url_decode64/2`."
  def url_valid64?(string, opts \\ []) when is_binary(string), do: url_decode64(string, opts) != :error

  defp encode(kind, data, opts) do
    :pyex_base.encode(kind, data, Keyword.get(opts, :case, :upper), Keyword.get(opts, :padding, true))
  end

  defp decode(kind, string, opts) do
    :pyex_base.decode(kind, string, Keyword.get(opts, :case, :upper), Keyword.get(opts, :padding, true), Keyword.get(opts, :ignore))
  end

  defp result(data) when is_binary(data), do: {:ok, data}
  defp result(_), do: :error

  defp result!(data, _string) when is_binary(data), do: data

  defp result!({:bad, byte}, _string) do
    raise ArgumentError, "non-alphabet character found: #{inspect(<<byte>>, binaries: :as_strings)} (byte #{byte})"
  end

  defp result!(:padding, _string), do: raise(ArgumentError, "incorrect padding")

  defp result!(:length, string) do
    raise ArgumentError,
          "string given to decode has wrong length. An even number of bytes was expected, got: #{byte_size(string)}. " <>
            "Double check your string for unwanted characters or pad it accordingly"
  end
end
