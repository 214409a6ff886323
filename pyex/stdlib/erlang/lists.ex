defmodule :lists do
  @moduledoc "The functions of Erlang's `:lists` that call functions; the others are natives."

  def map(fun, list), do: map(fun, list, [])
  defp map(fun, [head | tail], done), do: map(fun, tail, [fun.(head) | done])
  defp map(_fun, [], done), do: :lists.reverse(done)

  def foldl(fun, acc, [head | tail]), do: foldl(fun, fun.(head, acc), tail)
  def foldl(_fun, acc, []), do: acc

  def foldr(fun, acc, list), do: foldl(fun, acc, :lists.reverse(list))

  def mapfoldl(fun, acc, list), do: mapfoldl(fun, acc, list, [])

  defp mapfoldl(fun, acc, [head | tail], done) do
    {made, acc} = fun.(head, acc)
    mapfoldl(fun, acc, tail, [made | done])
  end

  defp mapfoldl(_fun, acc, [], done), do: {:lists.reverse(done), acc}

  def mapfoldr(fun, acc, list) do
    {made, acc} = mapfoldl(fun, acc, :lists.reverse(list))
    {:lists.reverse(made), acc}
  end

  def filter(fun, list), do: for(item <- list, fun.(item), do: item)
  def foreach(fun, [head | tail]), do: (fun.(head); foreach(fun, tail))
  def foreach(_fun, []), do: :ok
end
