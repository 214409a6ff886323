defmodule Sieve do
  def primes([p | rest]), do: [p | primes(for n <- rest, rem(n, p) != 0, do: n)]
  def primes([]), do: []
end
IO.inspect Sieve.primes(Enum.to_list(2..30)), charlists: :as_lists
# expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
