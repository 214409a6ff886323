defmodule Moments do
  @v 1
  def first, do: @v
  @v 2
  def second, do: @v
  @list Enum.map([1, 2], &(&1 * 2))
  def list, do: @list
  def match(@v), do: :two
  def match(_), do: :other
end
IO.inspect {Moments.first(), Moments.second(), Moments.list(), Moments.match(2), Moments.match(1)}
# expect: {1, 2, [2, 4], :two, :other}
