defmodule Bitwise do
  @moduledoc """
  Operators and functions for the bits of integers. `import Bitwise` brings them all in; they may stand in guards.

      iex> import Bitwise
      ...> 0b1100 &&& 0b1010
      8
      iex> Bitwise.bsl(1, 10)
      1024
  """

  @doc false
  defmacro __using__(_options) do
    quote do
      import Bitwise
    end
  end

  @doc """
  Turns all bits round.

      iex> Bitwise.bnot(5)
      -6
  """
  def bnot(expr), do: :erlang.bnot(expr)

  @doc "Turns all bits round: `~~~5` is -6."
  def ~~~expr, do: :erlang.bnot(expr)

  @doc """
  The bits that are set on both sides.

      iex> Bitwise.band(12, 10)
      8
  """
  def band(left, right), do: :erlang.band(left, right)

  @doc "The bits that are set on both sides: `12 &&& 10` is 8."
  def left &&& right, do: :erlang.band(left, right)

  @doc """
  The bits that are set on one side or both.

      iex> Bitwise.bor(12, 10)
      14
  """
  def bor(left, right), do: :erlang.bor(left, right)

  @doc "The bits that are set on one side or both: `12 ||| 10` is 14."
  def left ||| right, do: :erlang.bor(left, right)

  @doc """
  The bits that are set on exactly one side.

      iex> Bitwise.bxor(12, 10)
      6
  """
  def bxor(left, right), do: :erlang.bxor(left, right)

  @doc """
  Shifts to the left.

      iex> Bitwise.bsl(1, 4)
      16
  """
  def bsl(left, right), do: :erlang.bsl(left, right)

  @doc "Shifts to the left: `1 <<< 4` is 16."
  def left <<< right, do: :erlang.bsl(left, right)

  @doc """
  Shifts to the right, keeping the sign.

      iex> Bitwise.bsr(-17, 2)
      -5
  """
  def bsr(left, right), do: :erlang.bsr(left, right)

  @doc "Shifts to the right, keeping the sign: `-17 >>> 2` is -5."
  def left >>> right, do: :erlang.bsr(left, right)
end
