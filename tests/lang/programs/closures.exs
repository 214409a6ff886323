counter = 10
bump = fn n -> n + counter end
counter = 500
IO.inspect {bump.(1), counter}
makers = for i <- 1..3, do: fn -> i * counter end
IO.inspect Enum.map(makers, & &1.())
# expect: {11, 500}
# expect: [500, 1000, 1500]
