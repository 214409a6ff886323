f = fn
  x when length(x) > 1 or x == 5 -> :first
  x when is_list(x) and length(x) == 1 -> :single
  _ -> :rest
end
IO.inspect Enum.map([[1, 2], 5, [1]], f)
# expect: [:first, :rest, :single]
