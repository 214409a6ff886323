# Ranges: arithmetic progressions of integers, a struct of three integers.
# The macros `first..last` and `first..last//step` are Kernel's; how a range is enumerated is in enumerable.ex.
defmodule Range do
  @moduledoc """
  Ranges are sequences of integers that are counted when they are needed, not kept in memory.

      iex> Enum.to_list(1..4)
      [1, 2, 3, 4]
      iex> Enum.to_list(10..1//-3)
      [10, 7, 4, 1]

  Both ends belong to the range. One that cannot be walked with its step is empty:

      iex> Enum.to_list(5..1//1)
      []

  In patterns a range is taken apart as it is written:

      iex> first..last//step = 2..20//6
      iex> {first, last, step}
      {2, 20, 6}
  """

  @type limit :: integer
  @type step :: pos_integer | neg_integer
  @type t :: %__MODULE__{first: limit, last: limit, step: step}
  @type t(first, last) :: %__MODULE__{first: first, last: last, step: step}

  defstruct first: nil, last: nil, step: nil

  @doc """
  Makes the range from `first` to `last`, counting down if `first` is the greater one.

      iex> Range.new(-2, 2)
      -2..2
      iex> Range.new(3, 1)
      3..1//-1
  """
  def new(first, last) when is_integer(first) and is_integer(last) do
    step = if first <= last, do: 1, else: -1
    %Range{first: first, last: last, step: step}
  end

  def new(first, last) do
    raise ArgumentError,
          "ranges (first..last) expect both sides to be integers, got: #{inspect(first)}..#{inspect(last)}"
  end

  @doc """
  Makes the range from `first` to `last` in steps of `step`, which is any integer but 0.

      iex> Range.new(1, 9, 2)
      1..9//2
  """
  def new(first, last, step)
      when is_integer(first) and is_integer(last) and is_integer(step) and step != 0 do
    %Range{first: first, last: last, step: step}
  end

  def new(first, last, step) do
    raise ArgumentError,
          "ranges (first..last//step) expect both sides to be integers and the step to be a " <>
            "non-zero integer, got: #{inspect(first)}..#{inspect(last)}//#{inspect(step)}"
  end

  @doc """
  Counts the integers in a range, without walking it.

      iex> Range.size(1..10//4)
      3
      iex> Range.size(1..0//1)
      0
  """
  def size(first..last//step) when step > 0 and first > last, do: 0
  def size(first..last//step) when step < 0 and first < last, do: 0
  def size(first..last//step), do: abs(div(last - first, step)) + 1

  @doc """
  Moves both ends by `steps_to_shift` of the range's own steps.

      iex> Range.shift(1..10, 2)
      3..12
      iex> Range.shift(1..10//2, -3)
      -5..4//2
  """
  def shift(first..last//step, steps_to_shift)
      when is_integer(first) and is_integer(last) and is_integer(step) and is_integer(steps_to_shift) do
    new(first + steps_to_shift * step, last + steps_to_shift * step, step)
  end

  @doc """
  Cuts a range in two: the first `split` integers and the rest. A negative `split` counts from the end.

      iex> Range.split(1..10, 4)
      {1..4, 5..10}
      iex> Range.split(1..10//3, -1)
      {1..7//3, 10..10//3}
  """
  def split(first..last//step = range, split) when is_integer(split) do
    kept = if split >= 0, do: split, else: size(range) + split
    cut_after(first, last, step, kept)
  end

  defp cut_after(first, last, step, _kept) when (step > 0 and first > last) or (step < 0 and first < last) do
    {first..last//step, first..last//step}
  end

  defp cut_after(first, last, step, kept) when step > 0 do
    middle = max(min(first + step * (kept - 1), last), first - step)
    {first..middle//step, (middle + step)..last//step}
  end

  defp cut_after(first, last, step, kept) do
    middle = min(max(first + step * (kept - 1), last), first - step)
    {first..middle//step, (middle + step)..last//step}
  end

  @doc """
  Gives the integers of a range as a list.

      iex> Range.to_list(-2..2)
      [-2, -1, 0, 1, 2]
  """
  def to_list(first..last//step), do: :pyex_enum.range_to_list(first, last, step)

  @doc """
  Whether two ranges have no integer in common.

      iex> Range.disjoint?(1..5, 6..9)
      true
      iex> Range.disjoint?(1..10//2, 3..9)
      false
      iex> Range.disjoint?(1..10//2, 2..10//2)
      true
  """
  def disjoint?(_first1.._last1//_step1 = range1, _first2.._last2//_step2 = range2) do
    case {ascending(range1), ascending(range2)} do
      {{first1, last1, _}, {first2, last2, _}} when last1 < first1 or last2 < first2 -> true
      {{first1, last1, _}, {first2, last2, _}} when last1 < first2 or last2 < first1 -> true
      {part1, part2} -> not meeting?(part1, part2)
    end
  end

  defp ascending(first..last//step) when step > 0, do: {first, last, step}
  defp ascending(first..last//step), do: {first + div(last - first, step) * step, first, -step}

  # first1 + i * step1 == first2 + j * step2 has a solution when the greatest common divisor divides the distance;
  # the smallest common value from both starts on must not lie beyond either end.
  defp meeting?({first1, last1, step1}, {first2, last2, step2}) do
    {gcd, factor, _} = Integer.extended_gcd(step1, step2)
    distance = first2 - first1

    if rem(distance, gcd) == 0 do
      lcm = div(step1 * step2, gcd)
      common = first1 + Integer.mod(div(distance, gcd) * factor, div(step2, gcd)) * step1
      start = max(first1, first2)
      start + Integer.mod(common - start, lcm) <= min(last1, last2)
    else
      false
    end
  end

  @doc false
  @deprecated "Pattern match on first..last//step instead"
  def range?(%{__struct__: Range, first: first, last: last}) when is_integer(first) and is_integer(last), do: true
  def range?(_), do: false
end
