# Functions that end by `[element | themselves]` are loops that make their result from front to back.
defmodule Growing do
  def map([head | tail], fun), do: [fun.(head) | map(tail, fun)]
  def map([], _fun), do: []

  def keep([head | tail], fun) do
    if fun.(head), do: [head | keep(tail, fun)], else: keep(tail, fun)
  end

  def keep([], _fun), do: []

  def insert(element, [head | tail]) when element > head, do: [head | insert(element, tail)]
  def insert(element, tail), do: [element | tail]

  def twice(n, last) when n <= last, do: [n, n * 10 | twice(n + 1, last)]
  def twice(_, last), do: [last | :improper]

  def swapped(a, b, n) when n > 0, do: [{a, b} | swapped(b, a, n - 1)]
  def swapped(_, _, _), do: []

  # It ends by calling another function, so it must not stand in the way of that one's end.
  def ping(0, out), do: [:end | out]
  def ping(n, out) when rem(n, 3) == 0, do: [n | ping(n - 1, out)]
  def ping(n, out), do: pong(n, out)
  def pong(n, out), do: ping(n - 1, out)

  def collect(count) when count > 0 do
    receive do
      {:keep, value} -> [value | collect(count - 1)]
      :skip -> collect(count - 1)
    end
  end

  def collect(_), do: []

  def guarded([head | tail]) do
    value =
      try do
        10 |> div(head) |> half()
      rescue
        ArithmeticError -> :infinite
      end

    [value | guarded(tail)]
  end

  def guarded([]), do: []
  def half(n), do: Function.identity(n) / 2

  def counters([head | tail]), do: [fn more -> head + more end | counters(tail)]
  def counters([]), do: []

  def rows([head | tail]), do: [map(head, &half/1) | rows(tail)]
  def rows([]), do: []

  def last_of_all([head | tail]), do: [head | last_of_all(tail)]
  def last_of_all(other), do: half(other)

  def caught([head | tail]), do: [check(head) | caught(tail)]
  def caught([]), do: []
  defp check(n) when n < 3, do: n
  defp check(n), do: throw({:large, n})
end

IO.inspect(Growing.map([1, 2, 3, 4, 5], fn n -> Growing.half(n) end))
IO.inspect(Growing.map([], & &1))
IO.inspect(Growing.keep(Enum.to_list(1..9), &(rem(&1, 3) == 0)))
IO.inspect(Growing.insert(3, [1, 2, 4, 5]))
IO.inspect(Growing.insert(0, []))
IO.inspect(Growing.twice(1, 3))
IO.inspect(Growing.swapped(:a, :b, 3))
IO.inspect(Growing.ping(7, [:out]))
for message <- [{:keep, 1}, :skip, {:keep, 2}, {:keep, 3}, :skip], do: send(self(), message)
IO.inspect(Growing.collect(5))
IO.inspect(Growing.guarded([1, 0, 4]))
IO.inspect(for counter <- Growing.counters([1, 2, 3]), do: counter.(1000))
IO.inspect(Growing.rows([[1, 2], [], [3]]))
IO.inspect(Growing.last_of_all([1, 2 | 6]))
IO.inspect(catch_throw = try(do: Growing.caught([1, 2, 3, 4]), catch: (value -> value)))
IO.inspect(match?({:large, 3}, catch_throw))

# Comprehensions make theirs so too, and one may stand in the other.
double = fn n -> Growing.half(n * 4) end
IO.inspect(for a <- [1, 2, 3], do: double.(a))
IO.inspect(for a <- [1, 2], b <- 1..3, a != b, do: {double.(a), b})
IO.inspect(for(a <- [1, 2, 3], do: for(b <- 1..a, double.(b) > 2, do: {a, b})))
IO.inspect(for a <- [1, 2, 1, 3, 2], uniq: true, do: double.(a))
IO.inspect(for a <- [1, 2], into: %{}, do: {a, double.(a)})
IO.inspect(for a <- [1, 2], into: "", do: to_string(double.(a)))

# The calls that were a loop stand in the trace as on the BEAM: equal ones once.
trace = fn list ->
  try do
    Growing.map(list, fn n -> 1 / n end)
  rescue
    ArithmeticError -> for {Growing, name, arity, _} <- __STACKTRACE__, do: {name, arity}
  end
end

IO.inspect(trace.([0, 1, 2]))
IO.inspect(trace.([1, 2, 3, 0]))
IO.inspect(length(Growing.map(Enum.to_list(1..10_000), & &1)))
# expect: [0.5, 1.0, 1.5, 2.0, 2.5]
# expect: []
# expect: [3, 6, 9]
# expect: [1, 2, 3, 4, 5]
# expect: [0]
# expect: [1, 10, 2, 20, 3, 30, 3 | :improper]
# expect: [a: :b, b: :a, a: :b]
# expect: [6, 3, :end, :out]
# expect: [1, 2, 3]
# expect: [5.0, :infinite, 1.0]
# expect: [1001, 1002, 1003]
# expect: [[0.5, 1.0], [], [1.5]]
# expect: [1, 2 | 3.0]
# expect: {:large, 3}
# expect: true
# expect: [2.0, 4.0, 6.0]
# expect: [{2.0, 2}, {2.0, 3}, {4.0, 1}, {4.0, 3}]
# expect: [[], [{2, 2}], [{3, 2}, {3, 3}]]
# expect: [2.0, 4.0, 6.0]
# expect: %{1 => 2.0, 2 => 4.0}
# expect: "2.04.0"
# expect: [map: 2]
# expect: [map: 2, map: 2]
# expect: 10000
