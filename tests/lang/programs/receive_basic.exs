send(self(), {:hello, 1})
send(self(), :other)
IO.inspect(receive do
  :other -> :got_other
end)
IO.inspect(receive do
  {:hello, n} when n > 0 -> n
after
  0 -> :timeout
end)
IO.inspect(receive do
  :never -> 1
after
  10 -> :timeout
end)
# expect: :got_other
# expect: 1
# expect: :timeout
