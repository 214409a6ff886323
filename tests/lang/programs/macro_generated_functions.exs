defmodule Generated do
  for {word, n} <- [one: 1, two: 2] do
    def number(unquote(word)), do: unquote(n)
  end
  def number(other), do: {:unknown, other}
end
IO.inspect Enum.map([:one, :two, :three], &Generated.number/1)
# expect: [1, 2, {:unknown, :three}]
