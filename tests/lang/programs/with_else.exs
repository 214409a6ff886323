classify = fn input ->
  with {n, ""} <- Integer.parse(input),
       true <- n > 0 do
    {:positive, n}
  else
    :error -> :not_a_number
    {_, rest} -> {:trailing, rest}
    false -> :not_positive
  end
end
IO.inspect Enum.map(["5", "x", "5x", "-3"], classify)
# expect: [{:positive, 5}, :not_a_number, {:trailing, "x"}, :not_positive]
