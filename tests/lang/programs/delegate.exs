defmodule Lists do
  defdelegate reverse(list), to: Enum
  defdelegate first(list, default \\ nil), to: List
  defdelegate size(list), to: Kernel, as: :length
end
IO.inspect {Lists.reverse([1, 2]), Lists.first([]), Lists.first([], 9), Lists.size([1])}
# expect: {[2, 1], nil, 9, 1}
