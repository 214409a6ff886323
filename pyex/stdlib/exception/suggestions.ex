# "Did you mean": names that are like the one that was asked for.
defmodule Exception.Suggestions do
  @moduledoc false

  @near 0.77
  @most 5

  @doc "A hint that lists the near names, or an empty text. `show` prints a name."
  def text(wanted, names, show) do
    wanted = Atom.to_string(wanted)
    near = for name <- names, distance = String.jaro_distance(wanted, Atom.to_string(name)), distance >= @near, do: {distance, name}
    near |> nearest() |> Enum.map(fn {_, name} -> show.(name) end) |> list()
  end

  @doc "The nearest of {distance, name} pairs, in the order of their names."
  def nearest(pairs) do
    pairs |> Enum.sort(&(elem(&1, 0) >= elem(&2, 0))) |> Enum.take(@most) |> Enum.sort(&(elem(&1, 1) <= elem(&2, 1)))
  end

  @doc "Texts as a list under \"Did you mean\"."
  def list([]), do: ""
  def list(texts), do: ". Did you mean:\n\n" <> Enum.map_join(texts, &"      * #{&1}\n")
end
