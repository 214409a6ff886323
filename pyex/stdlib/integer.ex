defmodule Integer do
  @moduledoc """
  Functions for integers, which may be as big as memory allows.

      iex> Integer.pow(2, 100)
      1267650600228229401496703205376
      iex> Integer.mod(-7, 3)
      2
  """

  import Kernel, except: [to_string: 1]

  @doc """
  Whether an integer is odd. A macro that may stand in guards: `require Integer` first.

      iex> require Integer
      ...> Integer.is_odd(5)
      true
  """
  defguard is_odd(integer) when is_integer(integer) and :erlang.band(integer, 1) == 1

  @doc """
  Whether an integer is even. A macro that may stand in guards: `require Integer` first.

      iex> require Integer
      ...> Integer.is_even(10)
      true
  """
  defguard is_even(integer) when is_integer(integer) and :erlang.band(integer, 1) == 0

  @doc """
  `base` to the power of `exponent`, which must not be negative.

      iex> Integer.pow(3, 4)
      81
  """
  @spec pow(integer, non_neg_integer) :: integer
  def pow(base, exponent) when is_integer(base) and is_integer(exponent) do
    if exponent < 0, do: :erlang.error(:badarith, [base, exponent])
    :pyex_number.pow(base, exponent)
  end

  @doc """
  The remainder of a division; it has the sign of the divisor.

      iex> Integer.mod(-17, 5)
      3
      iex> Integer.mod(17, -5)
      -3
  """
  @spec mod(integer, neg_integer | pos_integer) :: integer
  def mod(dividend, divisor) do
    remainder = rem(dividend, divisor)
    if remainder * divisor < 0, do: remainder + divisor, else: remainder
  end

  @doc """
  The quotient of a division, rounded down.

      iex> Integer.floor_div(-17, 5)
      -4
  """
  @spec floor_div(integer, neg_integer | pos_integer) :: integer
  def floor_div(dividend, divisor) do
    if dividend * divisor < 0 and rem(dividend, divisor) != 0 do
      div(dividend, divisor) - 1
    else
      div(dividend, divisor)
    end
  end

  @doc """
  The digits of an integer in a base.

      iex> Integer.digits(90210)
      [9, 0, 2, 1, 0]
      iex> Integer.digits(5, 2)
      [1, 0, 1]
  """
  @spec digits(integer, pos_integer) :: [integer]
  def digits(integer, base \\ 10) when is_integer(integer) and is_integer(base) and base >= 2 do
    :pyex_number.digits(integer, base)
  end

  @doc """
  The integer of a list of digits.

      iex> Integer.undigits([1, 0, 1], 2)
      5
  """
  @spec undigits([integer], pos_integer) :: integer
  def undigits(digits, base \\ 10) when is_list(digits) and is_integer(base) and base >= 2 do
    case :pyex_number.undigits(digits, base) do
      {digit} -> raise ArgumentError, "invalid digit #{digit} in base #{base}"
      integer -> integer
    end
  end

  @doc """
  The integer that a string begins with, and the rest of the string; or `:error`.

      iex> Integer.parse("42nd street")
      {42, "nd street"}
      iex> Integer.parse("none")
      :error
      iex> Integer.parse("zz", 36)
      {1295, ""}
  """
  @spec parse(binary, 2..36) :: {integer, binary} | :error
  def parse(binary, base \\ 10)

  def parse(_binary, base) when base not in 2..36 do
    raise ArgumentError, "invalid base #{inspect(base)}"
  end

  def parse(binary, base) when is_binary(binary), do: :pyex_number.parse_integer(binary, base)

  @doc """
  The digits of an integer as a string, in a base from 2 to 36.

      iex> Integer.to_string(-9)
      "-9"
      iex> Integer.to_string(255, 16)
      "FF"
  """
  @spec to_string(integer, 2..36) :: String.t()
  def to_string(integer, base \\ 10), do: :erlang.integer_to_binary(integer, base)

  @doc """
  The digits of an integer as a charlist, in a base from 2 to 36.

      iex> Integer.to_charlist(120)
      ~c"120"
  """
  @spec to_charlist(integer, 2..36) :: charlist
  def to_charlist(integer, base \\ 10), do: :erlang.integer_to_list(integer, base)

  @doc """
  The greatest common divisor.

      iex> Integer.gcd(84, 36)
      12
  """
  @spec gcd(integer, integer) :: non_neg_integer
  def gcd(integer1, integer2) when is_integer(integer1) and is_integer(integer2), do: :pyex_number.gcd(integer1, integer2)

  @doc """
  `{divisor, m, n}` so that `a * m + b * n` is the greatest common divisor.

      iex> Integer.extended_gcd(252, 105)
      {21, -2, 5}
  """
  @spec extended_gcd(integer, integer) :: {non_neg_integer, integer, integer}
  def extended_gcd(a, b) when is_integer(a) and is_integer(b), do: :pyex_number.extended_gcd(a, b)
end
