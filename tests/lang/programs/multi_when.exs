f = fn
  a, b when a == 1 when b == 1 -> :one
  a, _ when is_binary(a) and byte_size(a) > 2 -> :long
  _, _ -> :none
end
IO.inspect [f.(1, 0), f.(0, 1), f.("abc", 0), f.(:a, :b)]
# expect: [:one, :one, :long, :none]
