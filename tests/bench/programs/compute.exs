# Milliseconds of plain computing in compiled modules and in a fn evaluated by the script.
defmodule Compute do
  def fib(n) when n < 2, do: n
  def fib(n), do: fib(n - 1) + fib(n - 2)
  def sum([]), do: 0
  def sum([head | tail]), do: head + sum(tail)
  def even(0), do: true
  def even(n), do: odd(n - 1)
  def odd(0), do: false
  def odd(n), do: even(n - 1)
  def pipeline(n), do: 1..n |> Enum.map(&(&1 * 2)) |> Enum.filter(&(rem(&1, 3) == 0)) |> Enum.reduce(0, &(&1 + &2))
end

best = fn name, work ->
  times = for _ <- 1..3, do: elem(:timer.tc(work), 0)
  IO.puts("#{name} #{Enum.min(times) / 1000} ms")
end

best.("fib_module", fn -> Compute.fib(25) end)
fib = fn fib, n -> if n < 2, do: n, else: fib.(fib, n - 1) + fib.(fib, n - 2) end
best.("fib_fn", fn -> fib.(fib, 25) end)
best.("enum_million", fn -> Compute.pipeline(1_000_000) end)
list = Enum.to_list(1..1_000_000)
best.("deep_recursion", fn -> Compute.sum(list) end)
best.("mutual_recursion", fn -> Compute.even(1_000_000) end)
best.("for_million", fn -> for x <- 1..1_000_000, rem(x, 2) == 0, do: x * x end)
best.("string_building", fn -> Enum.map_join(1..100_000, ",", &Integer.to_string/1) end)
best.("map_updates", fn -> Enum.reduce(1..100_000, %{}, fn i, map -> Map.put(map, i, i) end) end)
