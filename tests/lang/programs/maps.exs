m = %{"b" => 2, a: 1}
IO.inspect m.a
IO.inspect m["b"]
IO.inspect %{m | a: 5}
IO.inspect Map.put(m, :c, 3)
IO.inspect put_in(%{x: %{y: 1}}.x.y, 2)
try do Map.get(%{m | zz: 1}, :zz) rescue e in KeyError -> IO.inspect e.key end
# expect: 1
# expect: 2
# expect: %{:a => 5, "b" => 2}
# expect: %{:a => 1, :c => 3, "b" => 2}
# expect: %{x: %{y: 2}}
# expect: :zz
