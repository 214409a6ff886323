x = 1
if true do
  x = 2
  IO.inspect x
end
IO.inspect x
y = case 1 do
  n ->
    z = n + 1
    z * 2
end
IO.inspect y
(fn -> x = 9; x end).() |> IO.inspect()
IO.inspect x
# expect: 2
# expect: 1
# expect: 4
# expect: 9
# expect: 1
