defmodule Date.Range do
  @moduledoc "The dates from one to another, as `Date.range/2` makes them."

  @type t :: %__MODULE__{first: Date.t(), last: Date.t(), first_in_iso_days: integer, last_in_iso_days: integer, step: pos_integer | neg_integer}

  defstruct [:first, :last, :first_in_iso_days, :last_in_iso_days, :step]

  @doc false
  def days(%{first_in_iso_days: first, last_in_iso_days: last, step: step}), do: Range.new(first, last, step)
end

defimpl Enumerable, for: Date.Range do
  def count(range), do: {:ok, Range.size(Date.Range.days(range))}

  def member?(range, %{__struct__: Date} = date), do: {:ok, Date.to_gregorian_days(date) in Date.Range.days(range)}
  def member?(_range, _other), do: {:ok, false}

  def slice(range) do
    %{first: first, step: step} = days = Date.Range.days(range)

    {:ok, Range.size(days),
     fn start, length, by -> for n <- 0..(length - 1)//1, do: Date.of_days(first + (start + n * by) * step) end}
  end

  def reduce(range, acc, fun) do
    Enumerable.reduce(Date.Range.days(range), acc, fn days, inner -> fun.(Date.of_days(days), inner) end)
  end
end

defimpl Inspect, for: Date.Range do
  def inspect(%{first: first, last: last, step: step}, opts) do
    step = if step == 1, do: [], else: [", ", Inspect.Algebra.to_doc(step, opts)]
    Inspect.Algebra.concat(["Date.range(", Inspect.Algebra.to_doc(first, opts), ", ", Inspect.Algebra.to_doc(last, opts)] ++ step ++ [")"])
  end
end
