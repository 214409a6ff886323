defmodule :ets do
  # Tables of tuples: what calls functions. The rest is in natives/ets.py.
  @moduledoc false

  def foldl(function, accumulator, table) do
    :lists.foldl(function, accumulator, :ets.tab2list(table))
  end

  def foldr(function, accumulator, table) do
    :lists.foldr(function, accumulator, :ets.tab2list(table))
  end
end
