for m <- [{:b, 1}, {:a, 1}, {:b, 2}, {:a, 2}], do: send(self(), m)
take = fn tag -> receive do {^tag, n} -> {tag, n} after 0 -> :none end end
IO.inspect for(t <- [:a, :b, :a, :c, :b], do: take.(t))
# expect: [{:a, 1}, {:b, 1}, {:a, 2}, :none, {:b, 2}]
