result = with [h | t] when h > 1 <- [2, 3],
              sum = h + Enum.sum(t),
              true <- sum == 5 do
  {:sum, sum}
end
IO.inspect result
# expect: {:sum, 5}
