# Comprehensions over streams and other enumerables: one element after the other.
for x <- Stream.map(1..3, fn x -> IO.puts("make #{x}"); x end), do: IO.puts("use #{x}")
r = try do
  for _ <- Stream.cycle([:ok]) do
    n = Process.get(:n, 0)
    if n > 5, do: throw(:break)
    Process.put(:n, n + 1)
  end
catch
  :break -> Process.get(:n)
end
IO.inspect(r)
IO.inspect(for x <- Stream.take(Stream.iterate(1, & &1 * 2), 5), y <- MapSet.new([1, 2]), rem(x, 2) == 0, do: {x, y})
IO.inspect(for x <- Stream.resource(fn -> IO.puts("open"); 0 end, fn 3 -> {:halt, 3}; n -> {[n, n * 10], n + 1} end, fn _ -> IO.puts("close") end), do: (IO.puts("x #{x}"); x))
IO.inspect(for x <- Date.range(~D[2024-01-01], ~D[2024-01-03]), do: x.day)
{:ok, io} = StringIO.open("a\nb\nc\n")
IO.inspect(for l <- IO.stream(io, :line), into: "", do: String.upcase(l))
IO.inspect(for x <- Stream.concat([1..2, []]), reduce: 0 do acc -> acc + x end)
IO.inspect(for <<c <- "ab">>, x <- Stream.take([1, 2, 3], 2), do: {c, x})
defmodule Countdown do
  defstruct [:from]
  defimpl Enumerable do
    def count(_), do: {:error, __MODULE__}
    def member?(_, _), do: {:error, __MODULE__}
    def slice(_), do: {:error, __MODULE__}
    def reduce(_, {:halt, acc}, _), do: {:halted, acc}
    def reduce(c, {:suspend, acc}, fun), do: {:suspended, acc, &reduce(c, &1, fun)}
    def reduce(%{from: 0}, {:cont, acc}, _), do: {:done, acc}
    def reduce(%{from: n} = c, {:cont, acc}, fun), do: reduce(%{c | from: n - 1}, fun.(n, acc), fun)
  end
end
IO.inspect(Code.eval_string("for x <- %{__struct__: Countdown, from: 4}, do: x * x") |> elem(0))
IO.inspect(for x <- %{a: 1}, do: x)
IO.inspect(Process.info(self(), :messages))
