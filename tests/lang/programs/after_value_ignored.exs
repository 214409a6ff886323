x = try do 1 after 2 end
IO.inspect x
y = try do
  throw {:a, 1}
catch
  {:a, n} when n > 0 -> n + 1
end
IO.inspect y
# expect: 1
# expect: 2
