# A call that repeats itself stands in a stack trace once.
defmodule Down do
  def deep(0), do: raise("bottom")
  def deep(n), do: 1 + deep(n - 1)
  def to_one(n), do: {:ok, from(n)}
  defp from(0), do: raise("bottom")
  defp from(n), do: {:ok, to_one(n - 1)}
end

for start <- [fn -> Down.deep(3) end, fn -> Down.to_one(2) end] do
  try do
    start.()
  rescue
    _ -> IO.inspect(for {Down, name, arity, _} <- __STACKTRACE__, do: {name, arity})
  end
end

IO.inspect(Enum.map([:a, Atom], &Atom.to_string/1))
IO.inspect(apply(Atom, :to_charlist, [:a]) == [?a])
IO.inspect(%{1 => 2}, pretty: false, width: 3)
IO.puts(Exception.format_exit({:already_started, 3}))
# expect: [deep: 1, deep: 1]
# expect: [from: 1, to_one: 1, from: 1, to_one: 1, from: 1, to_one: 1]
# expect: ["a", "Elixir.Atom"]
# expect: true
# expect: %{
# expect:   1 => 2
# expect: }
# expect: already started: 3
