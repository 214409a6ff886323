y = 1
case {1, 2} do
  {^y, z} -> IO.inspect {:pinned, z}
  _ -> IO.puts "no"
end
IO.inspect(case [1, 2, 3], do: ([h | _] -> h))
# expect: {:pinned, 2}
# expect: 1
