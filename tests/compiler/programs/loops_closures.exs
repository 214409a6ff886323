defmodule Loops do
  def collect(0, acc), do: acc
  def collect(n, acc), do: collect(n - 1, [fn -> {n, length(acc)} end | acc])

  def swap(0, a, b), do: {a, b}
  def swap(n, a, b), do: swap(n - 1, b, a)

  def nested(0, _, acc), do: Enum.reverse(acc)

  def nested(n, f, acc) do
    g = fn x -> f.(x) + n end
    nested(n - 1, g, [g.(1) | acc])
  end

  def find([{key, value} | _], key), do: {:ok, value}
  def find([_ | rest], key), do: find(rest, key)
  def find([], _), do: :error

  def even?(0), do: true
  def even?(n), do: odd?(n - 1)
  def odd?(0), do: false
  def odd?(n), do: even?(n - 1)

  def count(n, acc \\ 0)
  def count(0, acc), do: acc

  def count(n, acc) do
    case rem(n, 3) do
      0 -> count(n - 1, acc + id(1))
      1 -> if id(n) > 5, do: count(n - 1, acc + 10), else: count(n - 1, acc + 100)
      2 -> cond do
        id(acc) > 50 -> count(n - 1, acc)
        true -> count(n - 1, acc + 1000)
      end
    end
  end

  def id(x), do: Function.identity(x)

  def with_loop(n, acc) do
    with true <- n > 0,
         m when m > 2 <- id(n) do
      with_loop(n - 1, [m | acc])
    else
      false -> {:zero, acc}
      m -> with_loop(m - 1, [:small | acc])
    end
  end

  def try_loop(n, acc) do
    result =
      try do
        if rem(id(n), 2) == 0, do: raise("even"), else: id(n)
      rescue
        e in RuntimeError -> {id(e).message, n}
      end

    if n == 0, do: Enum.reverse([result | acc]), else: try_loop(n - 1, [result | acc])
  end

  def rescue_loop(0), do: :done

  def rescue_loop(n) do
    try do
      raise "again"
    rescue
      _ -> rescue_loop(n - 1)
    end
  end
end

IO.inspect(Loops.collect(6, []) |> Enum.map(& &1.()))
IO.inspect(Loops.swap(7, :a, :b))
IO.inspect(Loops.nested(4, fn x -> x * 10 end, []), charlists: :as_lists)
IO.inspect({Loops.find([a: 1, b: 2, c: 3], :c), Loops.find([a: 1], :z)})
IO.inspect({Loops.even?(20), Loops.odd?(20)})
IO.inspect(Loops.count(30))
IO.inspect(Loops.with_loop(6, []))
IO.inspect(Loops.try_loop(5, []))
IO.inspect(Loops.rescue_loop(30))
adders = for i <- 1..4, do: fn x -> x + i end
IO.inspect(Enum.map(adders, & &1.(100)), charlists: :as_lists)
compose = fn f, g -> fn x -> f.(g.(x)) end end
inc = fn x -> x + 1 end
IO.inspect(Enum.reduce(1..10, inc, fn _, f -> compose.(f, inc) end).(0))
# expect: [{1, 5}, {2, 4}, {3, 3}, {4, 2}, {5, 1}, {6, 0}]
# expect: {:b, :a}
# expect: [14, 17, 19, 20]
# expect: {{:ok, 3}, :error}
# expect: {true, false}
# expect: 1290
# expect: {:zero, [:small, :small, 3, 4, 5, 6]}
# expect: [5, {"even", 4}, 3, {"even", 2}, 1, {"even", 0}]
# expect: :done
# expect: [101, 102, 103, 104]
# expect: 11
