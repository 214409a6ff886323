t = {:ok, 1, "x"}
IO.inspect {elem(t, 2), put_elem(t, 1, :new), tuple_size(t)}
IO.inspect Tuple.to_list(t) |> List.to_tuple()
IO.inspect {{1, 2}, {}} |> elem(1)
# expect: {"x", {:ok, :new, "x"}, 3}
# expect: {:ok, 1, "x"}
# expect: {}
