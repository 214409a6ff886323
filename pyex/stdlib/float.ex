defmodule Float do
  @moduledoc """
  Functions for floats, which have 64 bits (IEEE 754): they cannot hold most decimal fractions exactly.

      iex> 0.1 + 0.2
      0.30000000000000004
      iex> Float.round(0.1 + 0.2, 2)
      0.3
  """

  import Kernel, except: [round: 1, floor: 1, ceil: 1, to_string: 1]

  @type precision_range :: 0..15

  @doc """
  `base` to the power of `exponent`.

      iex> Float.pow(2.0, 10)
      1024.0
  """
  @spec pow(float, number) :: float
  def pow(base, exponent) when is_float(base) and is_number(exponent), do: :math.pow(base, exponent)

  @doc """
  The number that a string begins with as a float, and the rest of the string; or `:error`.

      iex> Float.parse("3.5kg")
      {3.5, "kg"}
      iex> Float.parse("7")
      {7.0, ""}
      iex> Float.parse("2e3")
      {2000.0, ""}
      iex> Float.parse("abc")
      :error
  """
  @spec parse(binary) :: {float, binary} | :error
  def parse(binary) when is_binary(binary), do: :pyex_number.parse_float(binary)

  @doc """
  Rounds down to some decimals.

      iex> Float.floor(34.251, 2)
      34.25
      iex> Float.floor(-3.7)
      -4.0
  """
  @spec floor(float, precision_range) :: float
  def floor(number, precision \\ 0)
  def floor(number, precision) when is_float(number) and precision in 0..15, do: :pyex_number.round(number, precision, :floor)
  def floor(number, precision) when is_float(number), do: raise(ArgumentError, invalid_precision(precision))

  @doc """
  Rounds up to some decimals.

      iex> Float.ceil(34.251, 2)
      34.26
  """
  @spec ceil(float, precision_range) :: float
  def ceil(number, precision \\ 0)
  def ceil(number, precision) when is_float(number) and precision in 0..15, do: :pyex_number.round(number, precision, :ceil)
  def ceil(number, precision) when is_float(number), do: raise(ArgumentError, invalid_precision(precision))

  @doc """
  Rounds to some decimals, halves away from zero. What counts is the float's exact value, which may lie a little beside
  what was written:

      iex> Float.round(2.71828, 3)
      2.718
      iex> Float.round(1.005, 2)
      1.0
      iex> Float.round(2.5)
      3.0
  """
  @spec round(float, precision_range) :: float
  def round(float, precision \\ 0)
  def round(float, 0) when float == 0.0, do: float
  def round(float, 0) when is_float(float), do: :pyex_number.round(float, 0, :round)

  def round(float, precision) when is_float(float) and is_integer(precision) and precision >= 0 and precision <= 15 do
    :pyex_number.round(float, precision, :round)
  end

  def round(float, precision) when is_float(float), do: raise(ArgumentError, invalid_precision(precision))

  defp invalid_precision(precision), do: "precision #{inspect(precision)} is out of valid range of 0..15"

  @doc """
  Two integers of which the float is the quotient.

      iex> Float.ratio(-0.375)
      {-3, 8}
  """
  @spec ratio(float) :: {integer, pos_integer}
  def ratio(float) when is_float(float), do: :pyex_number.ratio(float)

  @doc """
  The greatest float.

      iex> Float.max_finite()
      1.7976931348623157e308
  """
  @spec max_finite() :: float
  def max_finite, do: 1.7976931348623157e308

  @doc """
  The least float.

      iex> Float.min_finite()
      -1.7976931348623157e308
  """
  @spec min_finite() :: float
  def min_finite, do: -1.7976931348623157e308

  @doc """
  The shortest text that stands for the float.

      iex> Float.to_string(7.0)
      "7.0"
      iex> Float.to_string(1.0e-7)
      "1.0e-7"
  """
  @spec to_string(float) :: String.t()
  def to_string(float) when is_float(float), do: :erlang.float_to_binary(float, [:short])

  @doc """
  The shortest text that stands for the float, as a charlist.

      iex> Float.to_charlist(7.0)
      ~c"7.0"
  """
  @spec to_charlist(float) :: charlist
  def to_charlist(float) when is_float(float), do: :erlang.float_to_list(float, [:short])
end
