text = "one two two three three three"
text |> String.split() |> Enum.reduce(%{}, fn w, acc -> Map.update(acc, w, 1, &(&1 + 1)) end) |> Enum.sort_by(fn {w, n} -> {-n, w} end) |> Enum.each(fn {w, n} -> IO.puts "#{w}: #{n}" end)
# expect: three: 3
# expect: two: 2
# expect: one: 1
