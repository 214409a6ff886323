IO.inspect [1, 2] ++ [3]
IO.inspect [1, 2, 1] -- [1]
IO.inspect [1 | 2] |> inspect()
IO.inspect [1] ++ 2
IO.inspect [1, 2, 3] -- [1] -- [2]
# expect: [1, 2, 3]
# expect: [2, 1]
# expect: "[1 | 2]"
# expect: [1 | 2]
# expect: [2, 3]
